//! The editions of the format.

use serde::{Deserialize, Serialize};

use super::Citation;
use crate::Span;

/// The edition of the format that a report's tables follow. It is told by the labels of the tables, never by the year
/// or by what the preamble cites.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum Edition {
    /// 国办公开办函〔2019〕60号, for the reports of 2019 and 2020, and followed by some later ones.
    #[serde(rename = "2019")]
    E2019,
    /// 国办公开办函〔2021〕30号, for the reports of 2021 and later.
    #[default]
    #[serde(rename = "2021")]
    E2021,
}

impl Edition {
    /// Both, the older first.
    pub const ALL: [Self; 2] = [Self::E2019, Self::E2021];

    /// The year of the edition, as exports write it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::E2019 => "2019",
            Self::E2021 => "2021",
        }
    }

    /// The number of the notice that prescribes it.
    pub const fn notice(self) -> &'static str {
        match self {
            Self::E2019 => "国办公开办函〔2019〕60号",
            Self::E2021 => "国办公开办函〔2021〕30号",
        }
    }

    /// The edition that the reports for `year` are to follow. `None` for years before there was one.
    ///
    /// ```
    /// use ogi_report::report::Edition;
    ///
    /// assert_eq!(Edition::of_year(2020), Some(Edition::E2019));
    /// assert_eq!(Edition::of_year(2021), Some(Edition::E2021));
    /// assert_eq!(Edition::of_year(2018), None);
    /// ```
    pub const fn of_year(year: u16) -> Option<Self> {
        match year {
            ..2019 => None,
            2019 | 2020 => Some(Self::E2019),
            2021.. => Some(Self::E2021),
        }
    }
}

/// A label that only one edition of the format has, such as 本年制发件数, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct EditionLabel {
    /// The edition that has it.
    pub edition: Edition,
    /// Where it stands.
    pub span: Span,
}

impl Citation {
    /// The edition whose notice this is. The agency in its number is often misspelt; year and number are not.
    pub fn edition(&self) -> Option<Edition> {
        let number = &self.number.as_ref()?.value;
        let is_of = |edition: &Edition| {
            let notice = edition.notice();
            notice.find('〔').and_then(|at| notice.get(at..)).is_some_and(|tail| number.ends_with(tail))
        };
        Edition::ALL.into_iter().find(is_of).filter(|_| number.contains("公开"))
    }
}
