//! The text of a cell as it was written.

use core::fmt;
use core::ops::Deref;

use ecow::EcoString;
use serde::{Deserialize, Serialize};

/// The text of a cell as it was written: a `str` that needs no memory of its own up to fifteen bytes, as nearly every cell
/// has fewer.
///
/// ```
/// use ogi_report::report::RawText;
///
/// let raw = RawText::from("1,286");
/// assert_eq!(raw, "1,286");
/// assert!(raw.contains(','), "what a `str` can, this can");
/// ```
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema), schemars(inline))]
pub struct RawText(#[cfg_attr(feature = "schemars", schemars(with = "String"))] EcoString);

impl RawText {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for RawText {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for RawText {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for RawText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl fmt::Display for RawText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.as_str(), f)
    }
}

impl From<&str> for RawText {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl From<String> for RawText {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl From<RawText> for String {
    fn from(raw: RawText) -> Self {
        raw.as_str().to_owned()
    }
}

impl PartialEq<str> for RawText {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for RawText {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}
