//! Page furniture: what stands around a report on its page, and what the page says of the publication.
//!
//! Chrome repeats the words of the report (主动公开, 依申请公开, 政府信息公开年报), so it is told by its own words, at the
//! beginning of a line, and by what a line is not: a sentence.
//!
//! ```ebnf
//! chrome           = chrome_word, { ? any ? } | uint, ".", { ? any ? }, "://", { ? any ? }
//!                  | ? a short line with 公网安备, ICP备, 网站标识码 or 下载此文件 ? ;
//! chrome_word      = "当前位置" | "发布日期" | "责任编辑" | "浏览次数" | "附件" | … ;
//! publication_note = "(", ( "此件" | "此文件" | "信息公开形式" | "公开方式" ), { ? any ? }, ")" ;
//! picture          = "![", { ? any ? } | caption ;
//! caption          = "图", uint, ? a short line without a stop ? ;
//! publication      = { published | source | ? any ? } ;
//! published        = ( "发布时间" | "发布日期" | "公开日期" | … ), { ":" | "|" | "-" | "[" }, calendar_date ;
//! source           = ( "来源" | "稿源" ), ":", { ? any, up to two spaces or the next label ? } ;
//! office           = ? Chinese characters, the last of which is one that offices and places end in ? ;
//! ```
//!
//! Seen in the wild: label and value on lines of their own, in cells of a table, with only a space between one value and
//! the next label (`2024-01-29 09:30来源：锦河市公安局浏览次数：849`), links of text browsers (`[1]首页`, `References`).

use nom::Parser;

use super::date::{calendar_date, spaced_digits};
use super::lexical::{In, Res, any_term, fold, is_han, is_space, no, term, trim, ws};
use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::report::{Date, FurnitureKind, Publication};
use crate::{Span, Spanned};

/// The text of a line without what only lays it out: bars of layout tables, marks of Markdown.
pub(super) fn bare(text: &str) -> &str {
    let is_mark = |c: char| matches!(c, '|' | '*' | '#' | '>' | '\\' | '•' | '·') || is_space(c);
    // Nearly every line begins and ends with something else.
    let text = match text.as_bytes().first() {
        Some(b'|' | b'*' | b'#' | b'>' | b'\\' | b'_') => text.trim_start_matches(is_mark).trim_start_matches("__"),
        Some(0xe2 | 0xc2) => text.trim_start_matches(is_mark),
        // The dash of a list, which is none of a page's number.
        Some(b'-') => text
            .strip_prefix("- ")
            .map(trim)
            .filter(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()))
            .unwrap_or(text),
        _ => text,
    };
    match text.as_bytes().last() {
        Some(b'|' | b'*' | b'#' | b'\\' | b'_') => trim(text.trim_end_matches(is_mark).trim_end_matches("__")),
        _ => trim(text),
    }
}

/// What kind of furniture a line is, if it is any, whatever stands around it.
pub(super) fn furniture(text: &str) -> Option<FurnitureKind> {
    match text.chars().next().map(fold)? {
        '!' if text.starts_with("![") => Some(FurnitureKind::Picture),
        '图' if caption(text).is_ok() => Some(FurnitureKind::Picture),
        '(' if publication_note(text).is_ok() => Some(FurnitureKind::PublicationNote),
        _ => None,
    }
}

/// `"图", number, { any }`, a short line without a stop   e.g. `图1 依申请公开办理情况`
fn caption(i: In<'_>) -> Res<'_, ()> {
    let (rest, _) = (term("图"), ws, spaced_digits(1, 2)).parse(i)?;
    if i.len() <= 120
        && rest.starts_with(|c| is_space(c) || matches!(c, ':' | '：' | '.'))
        && !rest.contains(['。', '，'])
    {
        Ok((rest, ()))
    } else {
        no()
    }
}

/// `publication_note`   e.g. `（此件公开发布）`
fn publication_note(i: In<'_>) -> Res<'_, ()> {
    let (i, _) = (term("("), ws, any_term(&["此件", "此文件", "信息公开形式", "公开方式"])).parse(i)?;
    if i.len() < 60 && i.ends_with([')', '）']) { Ok(("", ())) } else { no() }
}

/// Words that chrome begins with, by their first characters. A word that prose may begin with as well ends in `:`.
const CHROME_WORDS: &[(char, &[&str])] = &[
    ('当', &["当前位置", "当前所在"]),
    ('您', &["您现在", "您的位置", "您所在", "您当前", "您的当前"]),
    ('你', &["你现在", "你的位置", "你所在"]),
    (
        '发',
        &[
            "发布时间",
            "发布日期",
            "发文日期",
            "发布机构",
            "发文机关",
            "发文机构",
            "发布单位",
            "发布人",
            "发文字号",
            "发布来源",
            "发布者",
            "发布:",
        ],
    ),
    ('时', &["时间:"]),
    ('日', &["日期:"]),
    ('来', &["来源:", "来源 "]),
    ('信', &["信息来源", "信息索引", "信息提供", "信息名称", "信息类别", "信息有效", "信息分类:", "信息公开网"]),
    ('文', &["文章来源", "文号", "文件编号", "文件已失效", "文件名称", "文件字号", "文件类型", "文章导航"]),
    ('稿', &["稿源", "稿件来源"]),
    ('作', &["作者:", "作者 "]),
    ('编', &["编辑:", "编辑 ", "编审:"]),
    ('责', &["责任编辑", "责编"]),
    ('审', &["审核:", "审核 ", "审签:", "审校:", "审批:"]),
    ('校', &["校对:"]),
    ('初', &["初审:", "初审 "]),
    ('一', &["一审:", "一键"]),
    ('二', &["二审:", "二维码"]),
    ('三', &["三审:"]),
    ('终', &["终审:"]),
    ('签', &["签发:"]),
    ('撰', &["撰稿", "撰写时间"]),
    ('浏', &["浏览次数", "浏览量", "浏览:", "浏览数"]),
    ('访', &["访问量", "访问次数", "访问:"]),
    ('点', &["点击数", "点击率", "点击量", "点击:", "点击下载", "点击查看", "点击次数"]),
    ('阅', &["阅读次数", "阅读:", "阅读量", "阅读数"]),
    ('累', &["累计次数", "累计浏览"]),
    ('字', &["字体", "字号"]),
    ('选', &["选择阅读字号", "选择字号"]),
    ('大', &["大 中 小", "大中小"]),
    ('【', &["【"]),
    ('[', &["["]),
    ('分', &["分享", "分类:"]),
    ('视', &["视力保护"]),
    ('保', &["保护视力"]),
    ('打', &["打印"]),
    ('关', &["关闭", "关怀版", "关于我们", "关联文件"]),
    ('听', &["听全文"]),
    ('语', &["语音播报", "语音"]),
    ('朗', &["朗读"]),
    ('长', &["长者"]),
    ('适', &["适老化"]),
    ('无', &["无障碍"]),
    ('简', &["简体"]),
    ('繁', &["繁体"]),
    ('扫', &["扫一扫", "扫码"]),
    ('索', &["索引号", "索 引"]),
    ('名', &["名称:", "名 称"]),
    ('标', &["标题:", "标 题"]),
    ('内', &["内容概述", "内容分类"]),
    ('主', &["主题词", "主题分类", "主办:", "主办单位", "主管单位", "主办机关"]),
    ('承', &["承办:", "承办单位"]),
    ('协', &["协办:"]),
    ('有', &["有效性"]),
    ('组', &["组配分类"]),
    ('体', &["体裁分类"]),
    (
        '公',
        &[
            "公开方式",
            "公开日期",
            "公开时间",
            "公开范围",
            "公开类别",
            "公开形式",
            "公安备案",
            "公文生成日期",
            "公文种类",
        ],
    ),
    ('生', &["生成日期"]),
    ('成', &["成文日期"]),
    ('更', &["更新时间", "更新日期", "更多"]),
    ('上', &["上一篇", "上一条", "上传时间"]),
    ('下', &["下一篇", "下一条", "下载附件", "下载文件", "下载:"]),
    ('附', &["附件:", "附件 ", "附件下载", "附件1", "附:"]),
    ('相', &["相关附件", "相关文章", "相关链接", "相关阅读", "相关解读", "相关信息", "相关文件"]),
    ('原', &["原文链接"]),
    ('版', &["版权所有"]),
    ('本', &["本网站由", "本站由", "本篇浏览"]),
    ('技', &["技术支持"]),
    ('维', &["维护单位"]),
    ('地', &["地址:"]),
    ('邮', &["邮编:"]),
    ('电', &["电话:"]),
    ('联', &["联系我们", "联系电话:"]),
    ('网', &["网站标识码", "网站地图", "网站声明", "网站支持", "网站首页"]),
    ('备', &["备案号", "备案序号", "备案编号"]),
    ('政', &["政府网站标识码", "政府网站找错"]),
    ('我', &["我要纠错", "我要打印"]),
    ('推', &["推荐阅读"]),
    ('收', &["收藏"]),
    ('首', &["首页"]),
    ('返', &["返回"]),
    ('中', &["中国政府网"]),
    ('欢', &["欢迎访问", "欢迎您"]),
    ('请', &["请输入关键"]),
    ('热', &["热门搜索"]),
    ('搜', &["搜索"]),
    ('全', &["全文下载", "全站搜索"]),
    ('I', &["IPV6", "IPv6", "ICP"]),
    ('R', &["References"]),
    ('V', &["Visible links"]),
    ('H', &["Hidden links"]),
    ('C', &["Copyright"]),
    ('©', &["©"]),
    ('h', &["http://", "https://"]),
    ('w', &["www."]),
    ('j', &["javascript:"]),
];

/// Whether a line is chrome by its own words.   e.g. `当前位置：首页 > 年报`, `审核: 何强   责任编辑: 刘光明`
pub(super) fn is_chrome(text: &str) -> bool {
    let mut chars = text.chars();
    let Some(first) = chars.next() else { return false };
    match fold(first) {
        // A numbered list of links, as text browsers print it at the end: `3. http://…`.
        '0'..='9' => return text.len() < 400 && (text.contains("://") || text.contains("javascript:")),
        '(' => return publication_note(text).is_ok(),
        _ => {}
    }
    let is_listed = CHROME_WORDS
        .iter()
        .find(|(initial, _)| *initial == fold(first))
        .is_some_and(|(_, words)| words.iter().any(|word| chrome_word(word)(text).is_ok()));
    // A sentence can begin with such a word, but ends with a stop.
    let sentence = text.ends_with('。') && is_sentence(text);
    !sentence && (is_listed || (text.len() < 300 && has_office_mark(text)))
}

/// `chrome_word`: a word that a blank stands behind takes any white space or the end of the line.
fn chrome_word<'a>(word: &'static str) -> impl Fn(In<'a>) -> Res<'a, ()> {
    move |i| match word.strip_suffix(' ') {
        Some(word) => match term(word)(i)? {
            (rest, _) if rest.is_empty() || rest.starts_with(|c| is_space(c) || matches!(fold(c), ':' | '|')) => {
                Ok((rest, ()))
            }
            _ => no(),
        },
        None => match word.strip_suffix(':') {
            Some(word) => (term(word), ws, term(":")).map(drop).parse(i),
            None => term(word)(i).map(|(rest, _)| (rest, ())),
        },
    }
}

/// Marks of a page's footer, wherever they stand in a short line.
fn has_office_mark(text: &str) -> bool {
    // A sentence is none of them.
    !text.contains('。')
        && text.len() < 200
        && (text.contains("公网安备")
            || text.contains("ICP备")
            || text.contains("网站标识码")
            || text.contains("下载此文件"))
}

/// Whether a text reads like a sentence or part of one.   e.g. `本报告由总体情况、……组成。`
pub(super) fn is_sentence(text: &str) -> bool {
    text.len() >= 30 && text.contains(['。', '，', '；'])
        || text.len() >= 60 && text.contains('《') && text.starts_with(|c| is_han(fold(c)))
        || (text.len() >= 60 && text.contains([',', ';']) && text.chars().filter(|&c| is_han(c)).nth(15).is_some())
}

/// Labels of the publication date, the surest first. 成文日期, 生成日期 and 更新时间 are other dates.
const PUBLISHED_LABELS: &[&str] =
    &["发布时间", "发布日期", "公开日期", "公开时间", "上传时间", "发文日期", "日期", "时间"];

/// Reads publication date and source from the chrome in `region`, a stretch of `whole`.
pub(super) fn publication(region: &str, whole: &str, publication: &mut Publication, sink: &mut Sink) {
    let mut best = publication.date.as_ref().map_or(usize::MAX, |_| 0);
    let mut i = region;
    while let Some(at) = i.find(['发', '公', '上', '日', '时', '来', '稿']) {
        let Some((before, here)) = i.split_at_checked(at) else { return };
        // 日期 and 时间 are also the ends of labels of other dates.
        if here.starts_with(['日', '时']) && before.ends_with(is_han) {
            i = here.get(3..).unwrap_or("");
            continue;
        }
        i = here.get(here.chars().next().map_or(1, char::len_utf8)..).unwrap_or("");
        if best > 0
            && let Some((rank, date)) = published(here)
        {
            if rank < best {
                best = rank;
                publication.date = day(date, whole, sink);
            }
            continue;
        }
        if publication.source.is_none()
            && let Ok((rest, source)) = source(here)
        {
            publication.source = Some(Spanned::new(source.to_owned(), Span::of(source, whole)));
            i = rest;
        }
    }
}

/// `published` with the rank of its label   e.g. `发布时间：2025-01-17 09:30`
fn published(i: In<'_>) -> Option<(usize, (In<'_>, super::date::Ymd))> {
    PUBLISHED_LABELS.iter().enumerate().find_map(|(rank, label)| {
        let (rest, _) = term(label)(i).ok()?;
        let rest = rest.trim_start_matches(|c| is_space(c) || matches!(c, ':' | '：' | '|' | '*' | '-' | '[' | '【'));
        let (after, date) = calendar_date(rest).ok()?;
        Some((rank, (rest.get(..rest.len() - after.len())?, date)))
    })
}

/// `source = ( "来源" | "稿源" ), ":", { ? any, up to two spaces or the next label ? } ;`   e.g. `来源：锦河市公安局`
fn source(i: In<'_>) -> Res<'_, In<'_>> {
    let (i, _) = any_term(&["来源", "稿源"])(i)?;
    let rest = trim_start(i);
    let Some(rest) = rest.strip_prefix([':', '：', '|']) else { return no() };
    let rest = rest.trim_start_matches(|c| is_space(c) || c == '|');
    let mut end = rest.len();
    let mut last = None;
    for (at, c) in rest.char_indices().take(60) {
        let ends = matches!(c, '\n' | '|' | '【' | '[' | '，' | ',' | '\t' | '<' | '）' | ')' | '\u{3000}')
            || (is_space(c) && last.is_some_and(is_space))
            || matches!(c, '浏' | '字' | '作' | '发' | '时' | '阅' | '点' | '访' | '日' | '责' | '编')
                && rest.get(at..).is_some_and(|here| {
                    any_term(&[
                        "浏览",
                        "字体",
                        "字号",
                        "作者",
                        "发布",
                        "时间",
                        "阅读",
                        "点击",
                        "访问",
                        "日期",
                        "责任编辑",
                        "编辑",
                    ])(here)
                    .is_ok()
                });
        if ends {
            end = at;
            break;
        }
        last = Some(c);
    }
    let Some((source, rest)) = rest.split_at_checked(end) else { return no() };
    let source = trim(source);
    // A longer one is no name of an office; a single character is what is left of one.
    if source.chars().nth(1).is_none() || source.len() > 120 { no() } else { Ok((rest, source)) }
}

fn trim_start(text: &str) -> &str {
    text.trim_start_matches(is_space)
}

/// The day, where there is such a day; else a diagnostic.
pub(super) fn day(
    (written, (year, month, day)): (&str, super::date::Ymd),
    whole: &str,
    sink: &mut Sink,
) -> Option<Spanned<Date>> {
    let span = Span::of(written, whole);
    let date = Date::new(year, month, day);
    if date.is_none() {
        sink.push(Diagnostic::new(Code::DateInvalid, span, format!("there is no day {year}年{month}月{day}日")));
    }
    date.map(|date| Spanned::new(date, span))
}

/// The last characters that offices end in: 政府, 局, 委员会, 办公室, and places.
const OFFICE_ENDS: &str = "府局委办室厅院处会心县市区镇乡道所站队部署司关校学馆旗盟州省木团行社场厂村组庭署";

/// Whether a line is nothing but the name of an office.   e.g. `滨屿市商务局`
pub(super) fn is_office(text: &str) -> bool {
    if text.len() > 160 {
        return false;
    }
    let mut len = 0;
    let mut last = ' ';
    let mut in_brackets = false;
    let mut before_bracket = ' ';
    for c in text.chars() {
        match fold(c) {
            '(' => (in_brackets, before_bracket) = (true, last),
            ')' if in_brackets => (in_brackets, last) = (false, before_bracket),
            _ if in_brackets && is_han(c) => {}
            '·' | '、' => {}
            c if is_space(c) => {}
            c if is_han(c) => (len, last) = (len + 1, c),
            _ => return false,
        }
    }
    len >= 2
        && OFFICE_ENDS.contains(last)
        && !["情况", "报告", "公开", "没有", "未收", "位置"].iter().any(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_laid_bare() {
        assert_eq!(bare("**一、总体情况**"), "一、总体情况");
        assert_eq!(bare("| 滨屿市商务局 |"), "滨屿市商务局");
        assert_eq!(bare("### 标题"), "标题");
        assert_eq!(bare("__标题__"), "标题");
        assert_eq!(bare("•   一、总体情况"), "一、总体情况");
        assert_eq!(bare("- （一）主动公开"), "（一）主动公开");
        assert_eq!(bare("|"), "");
    }

    #[test]
    fn notes_and_pictures() {
        assert_eq!(furniture("（此件公开发布）"), Some(FurnitureKind::PublicationNote));
        assert_eq!(furniture("![](/gps.png)"), Some(FurnitureKind::Picture));
        assert_eq!(furniture("图1 情况表"), Some(FurnitureKind::Picture));
        assert_eq!(furniture("图解、视频等形式丰富。"), None);
    }

    #[test]
    fn chrome_by_its_words() {
        for text in [
            "当前位置：[1]首页 >> [2]年度报告",
            "审核: 何强   责任编辑: 刘光明",
            "点击下载此文件",
            "[3]点击下载此文件",
            "www.panzhihua.gov.cn     发布时间:2025-01-17",
            "版权所有 技术支持 电话 0000-87654321",
            "   3. http://www.example.gov.cn/f.docx".trim(),
            "粤公网安备44010002000999号",
            "索 引 号 | 1234",
            "【打印】【关闭】",
            "References",
        ] {
            assert!(is_chrome(text), "{text}");
        }
        for text in
            ["无", "来源于群众的建议较多。", "审核机制还不健全。", "附件公开不及时。", "滨屿市商务局", "（一）主动公开"]
        {
            assert!(!is_chrome(text), "{text}");
        }
    }

    #[track_caller]
    fn published_in(text: &str) -> (Option<String>, Option<String>) {
        let mut found = Publication::default();
        publication(text, text, &mut found, &mut Sink::new(9));
        (found.date.map(|date| date.value.to_string()), found.source.map(|source| source.value))
    }

    #[test]
    fn publications() {
        let wanted = |date: &str, source: &str| (Some(date.to_owned()), Some(source.to_owned()));
        assert_eq!(
            published_in("发布时间:2025-01-17     来源:攀枝花市人民政府办公室      选择阅读字号:[ ]"),
            wanted("2025-01-17", "攀枝花市人民政府办公室")
        );
        assert_eq!(
            published_in("发布时间：2024-01-29 09:30来源：锦河市公安局浏览次数：849"),
            wanted("2024-01-29", "锦河市公安局")
        );
        assert_eq!(
            published_in("公开日期：\n2023-01-11\n来源：临岗县公安局\n浏览次数：\n1066"),
            wanted("2023-01-11", "临岗县公安局")
        );
        assert_eq!(
            published_in("| 成文日期 | 2024年1月2日 | 发布日期 | 2024年1月5日 |").0.as_deref(),
            Some("2024-01-05")
        );
        assert_eq!(published_in("时间：14:00 来源：1"), (None, None));
        assert_eq!(published_in("成文日期：2024年1月2日 更新时间：2025-01-01"), (None, None));
        assert_eq!(published_in("时间：2024年1月2日").0.as_deref(), Some("2024-01-02"));
    }

    #[test]
    fn offices() {
        for text in ["滨屿市商务局", "阳泉市人民政府", "汾阳市", "海关总署（本级机关）", "沭 阳 县"]
        {
            assert!(is_office(text), "{text}");
        }
        for text in ["无", "五、存在的问题", "2024年", "一、总体情况", "首页", "依申请公开"] {
            assert!(!is_office(text), "{text}");
        }
    }
}
