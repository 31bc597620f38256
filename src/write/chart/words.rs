//! What pictures say beside their figures.

use crate::Report;
use crate::check::{Language, Text};

/// The issuer of a report.
pub(super) fn issuer(report: &Report, language: Language) -> String {
    let unknown = Text::new("发布机关不明", "issuer unknown");
    report.issuer.as_ref().map_or_else(|| unknown.get(language).to_owned(), |issuer| issuer.value.clone())
}

/// A year, or that it is not known.
pub(super) fn year(year: Option<u16>, language: Language) -> String {
    match (year, language) {
        (Some(year), Language::Zh) => format!("{year}年"),
        (Some(year), Language::En) => year.to_string(),
        (None, Language::Zh) => "年度不明".to_owned(),
        (None, Language::En) => "year unknown".to_owned(),
    }
}

/// What hatching and the frame of a difference mean.
pub(super) const UNKNOWN: Text = Text::new(
    "斜线框和“?”表示未知（空白、不适用、无法读取、归属不明或没有找到），不等于0，大小没有含义",
    "hatched with ?: not known (blank, not applicable, unreadable, ambiguous or not found); it is no nought, and its size says nothing",
);

pub(super) const fn tag(language: Language) -> &'static str {
    match language {
        Language::Zh => "zh-CN",
        Language::En => "en",
    }
}
