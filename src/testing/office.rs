//! Offices that there are not.

use super::Random;

/// An invented office.
#[derive(Clone, Debug)]
pub(super) struct Office {
    /// Its name, as titles have it.
    pub(super) name: String,
    /// The place that it is responsible for, without those above, such as `澄溪县`.
    pub(super) place: String,
    /// How it speaks of itself.
    pub(super) own: &'static str,
    pub(super) kind: Kind,
    pub(super) level: Level,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Government,
    GovernmentOffice,
    Department,
    Street,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Level {
    Township,
    County,
    City,
    Province,
}

const FIRST: [&str; 20] = [
    "澄", "松", "锦", "滨", "霁", "砚", "枫", "岚", "溯", "芷", "沅", "珞", "榆", "栖", "漱", "棠", "鹭", "朔", "皋",
    "筠",
];
const SECOND: [&str; 16] =
    ["溪", "涧", "屿", "岭", "畴", "岩", "塘", "浦", "坪", "汀", "渚", "麓", "陂", "泽", "渡", "原"];
const DEPARTMENTS: [&str; 18] = [
    "教育局",
    "公安局",
    "民政局",
    "司法局",
    "财政局",
    "人力资源和社会保障局",
    "自然资源局",
    "生态环境局",
    "住房和城乡建设局",
    "交通运输局",
    "水务局",
    "农业农村局",
    "商务局",
    "卫生健康委员会",
    "审计局",
    "市场监督管理局",
    "统计局",
    "发展和改革委员会",
];
const PROVINCIAL: [&str; 8] =
    ["教育厅", "民政厅", "财政厅", "自然资源厅", "交通运输厅", "水利厅", "卫生健康委员会", "市场监督管理局"];

impl Office {
    pub(super) fn new(random: &mut Random) -> Self {
        let level = *random.pick(&[
            Level::Province,
            Level::City,
            Level::City,
            Level::County,
            Level::County,
            Level::County,
            Level::County,
            Level::Township,
            Level::Township,
        ]);
        let kind = match (level, random.below(10)) {
            (Level::Township, 0..7) => Kind::Government,
            (Level::Township, _) => Kind::Street,
            (_, 0..4) => Kind::Government,
            (_, 4) => Kind::GovernmentOffice,
            _ => Kind::Department,
        };
        let (above, place) = match level {
            Level::Province => (String::new(), stem(random) + "省"),
            Level::City => (String::new(), stem(random) + "市"),
            Level::County => {
                let above = if random.percent(40) { stem(random) + "市" } else { String::new() };
                (above, stem(random) + *random.pick(&["县", "县", "县", "区", "市", "旗"]))
            }
            Level::Township => {
                let above = stem(random) + *random.pick(&["县", "区"]);
                let kind = if kind == Kind::Street { &["街道"][..] } else { &["镇", "镇", "乡"] };
                (above, stem(random) + *random.pick(kind))
            }
        };
        let office = match (kind, level) {
            (Kind::Government, _) => "人民政府",
            (Kind::GovernmentOffice, Level::Province) => "人民政府办公厅",
            (Kind::GovernmentOffice, _) => "人民政府办公室",
            (Kind::Department, Level::Province) => random.pick(&PROVINCIAL),
            (Kind::Department, _) => random.pick(&DEPARTMENTS),
            (Kind::Street, _) => "办事处",
        };
        let own = match kind {
            Kind::Government | Kind::GovernmentOffice => "本机关",
            Kind::Department if office.ends_with('局') => "本局",
            Kind::Department | Kind::Street => "本单位",
        };
        // Two places of one name, one within the other, would be told from each other by nothing.
        let above = if above.chars().take(2).eq(place.chars().take(2)) { String::new() } else { above };
        Self { name: format!("{above}{place}{office}"), place, own, kind, level }
    }

    /// Whether it can make 规章.
    pub(super) fn makes_rules(&self) -> bool {
        self.level == Level::Province && matches!(self.kind, Kind::Government | Kind::GovernmentOffice)
    }

    /// The most fees that are made up for it, in 万元.
    pub(super) fn most_fees(&self) -> u64 {
        match self.level {
            Level::Township => 40,
            Level::County => 9_000,
            Level::City | Level::Province => 120_000,
        }
    }
}

fn stem(random: &mut Random) -> String {
    format!("{}{}", random.pick(&FIRST), random.pick(&SECOND))
}
