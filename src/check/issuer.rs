//! What kind of office reports, told from its name: several rules of law depend on it.
//!
//! Names are all there is to go by, and the library knows no list of places: a 市 can be a municipality under the State
//! Council, a prefecture or a county. What a name does not tell is `None` or [`Level::City`], and rules that need more
//! cannot be assessed.

use super::phrase::Phrase;
use crate::report::Report;
use crate::{Span, Spanned};

/// What the name of the office says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Issuer<'r> {
    /// The name, without a remark in brackets.
    pub(super) name: &'r str,
    /// Where it stands.
    pub(super) span: Span,
    /// What it is.
    pub(super) kind: Kind,
    /// Of a government or its office: the level.
    pub(super) level: Level,
}

/// Kinds of offices, as the Regulations tell them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// 人民政府, 行政公署, or a bare place that stands for it.
    Government,
    /// 人民政府办公室, 办公厅: a department that publishes for its government as well.
    GovernmentOffice,
    /// A department of a government: 局, 委, 厅, 办.
    Department,
    /// 街道办事处, 管委会, centres, schools: the Regulations do not name them.
    Other,
}

/// Levels of government, as far as a name tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    /// 乡, 镇, 街道.
    Township,
    /// 县, 旗, 市辖区.
    County,
    /// A 市 that can be a prefecture or a county.
    City,
    /// 自治州, 地区, 盟.
    Prefecture,
    /// 省, 自治区, 直辖市.
    Province,
    /// The name does not tell.
    Unknown,
}

/// Words that offices which are no departments end in.
const OTHERS: [&str; 12] =
    ["办事处", "管委会", "管理委员会", "中心", "学校", "大学", "医院", "公司", "支队", "大队", "总队", "集团"];
/// Words that departments end in.
const DEPARTMENTS: [&str; 11] = ["局", "厅", "委员会", "委", "办公室", "办", "部", "总署", "署", "司", "银行"];
/// 直辖市.
const MUNICIPALITIES: [&str; 4] = ["北京", "上海", "天津", "重庆"];

impl<'r> Issuer<'r> {
    /// The office that a report is from. A bare place is its government, as offices name themselves in full.
    pub(super) fn of(report: &'r Report) -> Option<Self> {
        let named = report.issuer.as_ref()?;
        let mut issuer = Self::named(named)?;
        if is_place(issuer.name)
            && let Some(signed) = report.signature.issuer.as_ref().and_then(Self::named)
            && signed.name.contains(issuer.name)
        {
            issuer = Self { span: named.span, ..signed };
        }
        Some(issuer)
    }

    /// What a name says.
    pub(super) fn named(written: &'r Spanned<String>) -> Option<Self> {
        let name = written.value.as_str();
        let name = name.find(['（', '(']).and_then(|at| name.get(..at)).unwrap_or(name).trim();
        if name.is_empty() {
            return None;
        }
        let (kind, place) = kind(name);
        let level =
            if matches!(kind, Kind::Government | Kind::GovernmentOffice) { level(place) } else { Level::Unknown };
        Some(Self { name, span: written.span, kind, level })
    }

    /// Whether a department belongs to a local government: its name has no word of the central ones.
    fn is_local_department(&self) -> bool {
        const CENTRAL: [&str; 8] = ["国家", "国务院", "中国", "中华", "海关", "审计署", "中央", "全国"];
        self.kind == Kind::Department
            && !CENTRAL.iter().any(|word| self.name.starts_with(word))
            && self.name.ends_with(['局', '厅', '委', '会', '办', '室'])
    }

    /// Whether the office can make 规章, by article 91 and 93 of the 立法法, and what that rests on; `None` where the
    /// name does not tell.
    pub(super) fn makes_rules(&self) -> Option<(bool, Phrase)> {
        match (self.kind, self.level) {
            (Kind::Government | Kind::GovernmentOffice, Level::Province) => Some((true, Phrase::IssuerCanMakeRules)),
            (Kind::Government | Kind::GovernmentOffice, Level::County | Level::Township) => {
                Some((false, Phrase::IssuerBelowPrefecture))
            }
            (Kind::Government | Kind::GovernmentOffice, Level::Prefecture) if self.name.contains("自治州") => {
                Some((true, Phrase::IssuerCanMakeRules))
            }
            (Kind::Department, _) if self.is_local_department() => Some((false, Phrase::IssuerIsLocalDepartment)),
            (Kind::Other, _) if self.name.ends_with("街道办事处") || self.name.ends_with("街道") => {
                Some((false, Phrase::IssuerBelowPrefecture))
            }
            _ => None,
        }
    }
}

/// What a name is, and the place in front of 人民政府.
fn kind(name: &str) -> (Kind, &str) {
    let office = ["办公室", "办公厅", "办"].iter().find_map(|word| name.strip_suffix(word));
    if let Some(place) = office.and_then(|rest| rest.strip_suffix("人民政府").or_else(|| rest.strip_suffix("政府")))
    {
        return (Kind::GovernmentOffice, place);
    }
    // 石台县府办
    if let Some(place) = name.strip_suffix("府办").or_else(|| name.strip_suffix("府办公室")) {
        return (Kind::GovernmentOffice, place);
    }
    if let Some(place) = name.strip_suffix("人民政府").or_else(|| name.strip_suffix("政府")) {
        return (Kind::Government, place);
    }
    // 行政公署 acts as the government of its prefecture.
    if let Some(place) = name.strip_suffix("行政公署") {
        return (Kind::Government, place);
    }
    // Commissions that manage something else than a zone are departments: 国有资产监督管理委员会.
    if name.ends_with("监督管理委员会") {
        return (Kind::Department, "");
    }
    // Offices of a people's congress or of a party are no departments of a government.
    if ["人大常委会办公室", "政协办公室", "委员会办公室"].iter().any(|word| name.ends_with(word))
        && !name.contains("政府")
    {
        return (Kind::Other, "");
    }
    if name.ends_with("街道") || OTHERS.iter().any(|word| name.ends_with(word)) {
        return (Kind::Other, "");
    }
    if DEPARTMENTS.iter().any(|word| name.ends_with(word)) {
        return (Kind::Department, "");
    }
    if is_place(name) { (Kind::Government, name) } else { (Kind::Other, "") }
}

/// Whether a name is a place and no office.
fn is_place(name: &str) -> bool {
    name.ends_with(['省', '市', '县', '区', '州', '旗', '镇', '乡', '盟'])
        && !["开发区", "新区", "园区", "示范区", "管理区", "景区", "保税区", "试验区"]
            .iter()
            .any(|word| name.ends_with(word))
}

fn level(place: &str) -> Level {
    if place.ends_with("自治区") || place.ends_with('省') {
        return Level::Province;
    }
    if let Some(city) = place.strip_suffix('市') {
        return if MUNICIPALITIES.contains(&city) { Level::Province } else { Level::City };
    }
    // 新区 and 开发区 are of any level.
    if place.ends_with('区') && !is_place(place) || place.ends_with("地区") {
        return if place.ends_with("地区") { Level::Prefecture } else { Level::Unknown };
    }
    match place.chars().next_back() {
        Some('州' | '盟') => Level::Prefecture,
        Some('县' | '旗' | '区') => Level::County,
        Some('乡' | '镇' | '木') => Level::Township,
        _ if place.ends_with("街道") => Level::Township,
        _ => Level::Unknown,
    }
}

/// The place of a level in a name, such as `石台县` in `池州市石台县教育局`: two to six characters before the level's.
pub(super) fn place(name: &str, level: char) -> Option<&str> {
    let at = name.find(level)?;
    let before = name.get(..at)?;
    let start =
        before.char_indices().rev().take_while(|&(_, c)| !"省市县区州旗镇乡盟".contains(c)).map(|(at, _)| at).last()?;
    let stem = before.get(start..)?;
    let found = name.get(start..at + level.len_utf8())?;
    let behind = name.get(at..)?;
    ((2..=6).contains(&stem.chars().count()) && !is_word(found, behind)).then_some(found)
}

/// Characters of levels in words that are no places: 城市管理局, 市场监督管理局, 住房和城乡建设局.
fn is_word(found: &str, behind: &str) -> bool {
    ["城市", "城乡", "城镇", "社区", "地区", "辖区", "乡镇", "园区", "新区", "发区"]
        .iter()
        .any(|word| found.ends_with(word))
        || ["市场", "市政", "市民", "区域", "乡村", "乡镇", "县级", "市级", "区级", "市直", "县直"]
            .iter()
            .any(|word| behind.starts_with(word))
}

/// Whether two names are of different places of the same level, so that one cannot stand for the other.
pub(super) fn conflict(one: &str, other: &str) -> bool {
    one != other
        && ['县', '市', '区', '旗', '镇', '乡'].into_iter().any(|level| {
            let (Some(one), Some(other)) = (place(one, level), place(other, level)) else { return false };
            // 安徽石台县 and 石台县 are one.
            !one.ends_with(other) && !other.ends_with(one)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> (Kind, Level, Option<bool>) {
        let written = Spanned::new(name.to_owned(), Span::at(0));
        let issuer = Issuer::named(&written).unwrap();
        (issuer.kind, issuer.level, issuer.makes_rules().map(|(can, _)| can))
    }

    #[test]
    fn kinds_and_levels() {
        use Kind::{Department, Government, GovernmentOffice, Other};
        for (name, kind, level, rules) in [
            ("石台县人民政府", Government, Level::County, Some(false)),
            ("汾阳市", Government, Level::City, None),
            ("上海市人民政府", Government, Level::Province, Some(true)),
            ("上海市人民政府办公厅", GovernmentOffice, Level::Province, Some(true)),
            ("攀枝花市人民政府办公室", GovernmentOffice, Level::City, None),
            ("石台县府办", GovernmentOffice, Level::County, Some(false)),
            ("广西壮族自治区人民政府", Government, Level::Province, Some(true)),
            ("凉山彝族自治州人民政府", Government, Level::Prefecture, Some(true)),
            ("大兴安岭地区行政公署", Government, Level::Prefecture, None),
            ("江州省人民政府国有资产监督管理委员会", Department, Level::Unknown, Some(false)),
            ("国务院国有资产监督管理委员会", Department, Level::Unknown, None),
            ("国家税务总局澄溪县税务局", Department, Level::Unknown, None),
            ("澄溪县人大常委会办公室", Other, Level::Unknown, None),
            ("上海市浦东新区人民政府", Government, Level::Unknown, None),
            ("上海市黄浦区人民政府", Government, Level::County, Some(false)),
            ("平畴乡人民政府", Government, Level::Township, Some(false)),
            ("宁塘街道办事处", Other, Level::Unknown, Some(false)),
            ("滨屿市商务局", Department, Level::Unknown, Some(false)),
            ("安徽省教育厅", Department, Level::Unknown, Some(false)),
            ("教育部", Department, Level::Unknown, None),
            ("住房和城乡建设部", Department, Level::Unknown, None),
            ("国家市场监督管理总局", Department, Level::Unknown, None),
            ("海关总署（本级机关）", Department, Level::Unknown, None),
            ("滨海经济开发区管理委员会", Other, Level::Unknown, None),
            ("县疾病预防控制中心", Other, Level::Unknown, None),
        ] {
            assert_eq!(named(name), (kind, level, rules), "{name}");
        }
    }

    #[test]
    fn places_that_differ() {
        for (one, other) in [
            ("石台县人民政府", "汾阳县人民政府"),
            ("池州市石台县教育局", "青岩县教育局"),
            ("锦河市公安局", "滨屿市公安局"),
            ("平畴乡人民政府", "云岭乡人民政府"),
        ] {
            assert!(conflict(one, other), "{one} {other}");
        }
        for (one, other) in [
            ("石台县人民政府", "池州市石台县人民政府"),
            ("安徽石台县人民政府", "石台县人民政府"),
            ("滨江区商务局", "杭州市商务局"),
            ("县教育局", "汾阳县教育局"),
            ("青岩县城市管理局", "青岩县住房和城乡建设局"),
            ("锦河市市场监督管理局", "锦河市农业局"),
        ] {
            assert!(!conflict(one, other), "{one} {other}");
        }
    }
}
