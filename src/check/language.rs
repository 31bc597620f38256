//! Texts in the two languages of messages and documentation.

use serde::{Deserialize, Serialize};

/// A language of messages and documentation.
///
/// ```
/// use ogi_report::check::{Language, rule};
///
/// let rule = rule("A001").unwrap();
/// assert!(rule.summary.get(Language::En).is_ascii());
/// assert!(rule.summary.get(Language::Zh).contains("本年新收"));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Language {
    /// Chinese, simplified.
    Zh,
    /// English.
    #[default]
    En,
}

/// A text in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Text {
    /// In Chinese.
    pub zh: &'static str,
    /// In English.
    pub en: &'static str,
}

impl Text {
    /// A text in both languages.
    pub const fn new(zh: &'static str, en: &'static str) -> Self {
        Self { zh, en }
    }

    /// The text in one of them.
    pub const fn get(self, language: Language) -> &'static str {
        match language {
            Language::Zh => self.zh,
            Language::En => self.en,
        }
    }
}
