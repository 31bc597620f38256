//! Dates and the statistical period.

use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize};

/// A day of the Gregorian calendar, as reports write it: `2025年1月20日`.
///
/// Written and read as `2025-01-20`. The fields are private because not every triple is a day.
///
/// ```
/// use ogi_report::report::Date;
///
/// let date = Date::new(2025, 1, 20).unwrap();
/// assert_eq!(date.to_string(), "2025-01-20");
/// assert_eq!("2025-01-20".parse(), Ok(date));
/// assert_eq!(Date::new(2023, 2, 29), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// The day, if there is such a day.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let leap = (year.is_multiple_of(4) && !year.is_multiple_of(100)) || year.is_multiple_of(400);
        let days = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => return None,
        };
        // Years are written with four digits.
        (year <= 9999 && (1..=days).contains(&day)).then_some(Self { year, month, day })
    }

    /// Year.
    pub const fn year(self) -> u16 {
        self.year
    }

    /// Month, 1 to 12.
    pub const fn month(self) -> u8 {
        self.month
    }

    /// Day of the month, 1 to 31.
    pub const fn day(self) -> u8 {
        self.day
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// The text is no date of the form `2025-01-20`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a date of the form 2025-01-20")]
pub struct ParseDateError;

impl FromStr for Date {
    type Err = ParseDateError;

    fn from_str(text: &str) -> Result<Self, ParseDateError> {
        let mut parts = text.splitn(3, '-');
        let mut part = |digits: usize| {
            parts
                .next()
                .filter(|part| part.len() == digits && part.bytes().all(|b| b.is_ascii_digit()))
                .and_then(|part| part.parse::<u16>().ok())
        };
        let (year, month, day) = (part(4), part(2), part(2));
        match (year, month.and_then(|m| u8::try_from(m).ok()), day.and_then(|d| u8::try_from(d).ok())) {
            (Some(year), Some(month), Some(day)) => Self::new(year, month, day).ok_or(ParseDateError),
            _ => Err(ParseDateError),
        }
    }
}

impl TryFrom<String> for Date {
    type Error = ParseDateError;

    fn try_from(text: String) -> Result<Self, ParseDateError> {
        text.parse()
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.to_string()
    }
}

/// 统计期限, the statistical period: first and last day.
///
/// ```
/// let report = ogi_report::parse(ogi_report::SAMPLE)?.report;
/// let period = report.period.unwrap().value;
/// assert_eq!((period.start.to_string().as_str(), period.end.to_string().as_str()), ("2024-01-01", "2024-12-31"));
/// assert!(period.is_calendar_year(2024));
/// # Ok::<(), ogi_report::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Period {
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
}

impl Period {
    /// Whether this is the calendar year `year`, as article 50 of the Regulations means it.
    pub fn is_calendar_year(self, year: u16) -> bool {
        Date::new(year, 1, 1) == Some(self.start) && Date::new(year, 12, 31) == Some(self.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_that_exist() {
        assert!(Date::new(2024, 2, 29).is_some());
        assert!(Date::new(1900, 2, 29).is_none());
        assert!(Date::new(2024, 13, 1).is_none());
        assert!(Date::new(2024, 4, 31).is_none());
        assert!("2024-1-1".parse::<Date>().is_err());
        assert!("2024-01-01-".parse::<Date>().is_err());
    }
}
