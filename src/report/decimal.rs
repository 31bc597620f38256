//! Exact decimals for amounts of money.

use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize};

/// An exact decimal number of 28 digits and more: at most 2⁹⁶ − 1 without its point, and 28 places behind that. It
/// keeps the noughts that were written behind the point, and compares without them.
///
/// Written and read by serde as a string, so that no reader turns it into a binary fraction.
///
/// ```
/// use ogi_report::report::Decimal;
///
/// let fee: Decimal = "86.50".parse()?;
/// assert_eq!(fee.to_string(), "86.50");
/// assert_eq!(fee, "86.5".parse()?, "the same amount");
/// assert_eq!(fee.checked_mul(10_000).unwrap().to_string(), "865000.00");
/// # Ok::<(), ogi_report::report::ParseDecimalError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Decimal(rust_decimal::Decimal);

/// The text is no decimal (`-86.50`: half-width digits, no thousands marks), or has more digits than a [`Decimal`]
/// holds exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a decimal number of at most 28 digits")]
pub struct ParseDecimalError;

impl Decimal {
    /// The number times a whole number, if it can be held exactly.
    #[must_use]
    pub fn checked_mul(self, factor: u32) -> Option<Self> {
        // A result with too many digits is rounded, which shows in its decimals.
        self.0.checked_mul(factor.into()).filter(|product| product.scale() == self.0.scale()).map(Self)
    }

    /// The sum, if it can be held exactly.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).filter(|sum| sum.scale() == self.0.scale().max(other.0.scale())).map(Self)
    }

    /// The difference, if it can be held exactly.
    #[must_use]
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).filter(|rest| rest.scale() == self.0.scale().max(other.0.scale())).map(Self)
    }

    /// The whole number that this is, if it is one and not negative.
    pub fn to_count(self) -> Option<u64> {
        if self.0.fract().is_zero() { self.0.trunc().try_into().ok() } else { None }
    }

    /// The whole number as a decimal, if it can be held exactly.
    pub(crate) fn from_whole(whole: i128) -> Option<Self> {
        // As nearly all are.
        if let Ok(count) = u64::try_from(whole) {
            return Some(count.into());
        }
        rust_decimal::Decimal::try_from_i128_with_scale(whole, 0).ok().map(Self)
    }

    /// The product, if it can be held exactly.
    pub(crate) fn checked_times(self, other: Self) -> Option<Self> {
        self.0.checked_mul(other.0).filter(|product| product.scale() == self.0.scale() + other.0.scale()).map(Self)
    }

    /// The quotient, rounded to `decimals` places; `None` where the divisor is nought.
    pub(crate) fn divided(self, divisor: Self, decimals: u32) -> Option<Self> {
        self.0.checked_div(divisor.0).map(|quotient| Self(quotient.round_dp(decimals).normalize()))
    }

    /// How many decimals were written.
    pub(crate) const fn scale(self) -> u32 {
        self.0.scale()
    }

    /// The number times ten to the power of `decimals`, if that is whole; `None` where it has more decimals than that, or
    /// too many digits.
    #[cfg(feature = "arrow")]
    pub(crate) fn scaled(self, decimals: u32) -> Option<i128> {
        let normal = self.0.normalize();
        let factor = 10i128.checked_pow(decimals.checked_sub(normal.scale())?)?;
        normal.mantissa().checked_mul(factor)
    }

    /// One in the last place that was written: 0.01 for 86.50.
    pub(crate) fn unit(self) -> Self {
        Self(rust_decimal::Decimal::new(1, self.0.scale()))
    }

    /// This change of `old`, in percent with two decimals: half a hundredth is rounded away from nought. `None` where
    /// `old` is not above nought, and where the digits are too many.
    pub(crate) fn percent_of(self, old: Self) -> Option<Self> {
        if old.is_zero() || old.is_negative() {
            return None;
        }
        // Whole numbers under one scale, so that the quotient is rounded once.
        let scale = self.0.scale().max(old.0.scale());
        let whole =
            |number: rust_decimal::Decimal| number.mantissa().checked_mul(10i128.checked_pow(scale - number.scale())?);
        let (change, old) = (whole(self.0)?.checked_mul(10_000)?, whole(old.0)?);
        let half = if change < 0 { -(old / 2) } else { old / 2 };
        // An odd divisor has no exact half, and for an even one the half is exact.
        let hundredths = change.checked_add(half)? / old;
        rust_decimal::Decimal::try_from_i128_with_scale(hundredths, 2).ok().map(Self)
    }

    /// How many digits say something: those of the number without noughts at its ends.
    pub(crate) fn significant_digits(self) -> usize {
        self.0.mantissa().unsigned_abs().to_string().trim_end_matches('0').len()
    }

    /// The whole number that this is, if it is one.
    pub(crate) fn to_whole(self) -> Option<i128> {
        let normal = self.0.normalize();
        (normal.scale() == 0).then(|| normal.mantissa())
    }

    /// The number without its sign.
    #[must_use]
    pub fn abs(self) -> Self {
        Self(self.0.abs())
    }

    /// The number without noughts at the end of its decimals: 86.5 for 86.50.
    #[must_use]
    pub fn normalized(self) -> Self {
        Self(self.0.normalize())
    }

    /// Whether this is nought.
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// Whether this is below nought.
    pub fn is_negative(self) -> bool {
        self.0.is_sign_negative() && !self.0.is_zero()
    }
}

impl From<u64> for Decimal {
    fn from(count: u64) -> Self {
        Self(count.into())
    }
}

impl From<i64> for Decimal {
    fn from(change: i64) -> Self {
        Self(change.into())
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Decimal {
    type Err = ParseDecimalError;

    fn from_str(text: &str) -> Result<Self, ParseDecimalError> {
        // 28 digits, sign and point are 30 characters. The parser goes down a step for each, so it is given no more than
        // some noughts beyond that.
        if text.len() > 48 {
            return Err(ParseDecimalError);
        }
        rust_decimal::Decimal::from_str_exact(text).map(Self).map_err(|_| ParseDecimalError)
    }
}

impl TryFrom<String> for Decimal {
    type Error = ParseDecimalError;

    fn try_from(text: String) -> Result<Self, ParseDecimalError> {
        text.parse()
    }
}

impl From<Decimal> for String {
    fn from(decimal: Decimal) -> Self {
        decimal.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_that_cannot_be_held_are_refused() {
        assert_eq!(
            "1234567890123456789012345678.9".parse::<Decimal>().map(|d| d.to_string()),
            Ok("1234567890123456789012345678.9".into())
        );
        assert!("12345678901234567890123456789012345".parse::<Decimal>().is_err());
        assert!("0".repeat(1_000_000).parse::<Decimal>().is_err(), "not one step down for each");
        assert!("1.2.3".parse::<Decimal>().is_err());
        assert!("".parse::<Decimal>().is_err());
    }

    #[test]
    fn what_cannot_be_held_exactly_is_refused() {
        let large: Decimal = "79228162514264337593543950335".parse().unwrap();
        let small: Decimal = "0.1".parse().unwrap();
        assert_eq!(large.checked_add(small), None);
        assert_eq!(large.checked_sub(small), None);
        assert_eq!(large.checked_mul(2), None);
        assert_eq!("86.50".parse::<Decimal>().unwrap().checked_sub(small).unwrap().to_string(), "86.40");
    }

    #[test]
    fn percents_are_rounded_once() {
        let percent = |change: &str, old: &str| {
            change.parse::<Decimal>().unwrap().percent_of(old.parse().unwrap()).map(|d| d.to_string())
        };
        assert_eq!(percent("1", "3").as_deref(), Some("33.33"));
        assert_eq!(percent("-1", "6").as_deref(), Some("-16.67"));
        assert_eq!(percent("1", "20000").as_deref(), Some("0.01"), "half a hundredth");
        assert_eq!(percent("-1", "20000").as_deref(), Some("-0.01"));
        assert_eq!(percent("1", "20001").as_deref(), Some("0.00"));
        assert_eq!(percent("43.25", "86.50").as_deref(), Some("50.00"));
        assert_eq!(percent("1", "0"), None);
        assert_eq!(percent("1", "-2"), None);
        assert_eq!(percent("79228162514264337593543950335", "0.0000000000000000000000000001"), None);
    }

    #[test]
    fn whole_numbers_are_counts() {
        assert_eq!("1288.0".parse::<Decimal>().unwrap().to_count(), Some(1288));
        assert_eq!("-1".parse::<Decimal>().unwrap().to_count(), None);
        assert_eq!("0.5".parse::<Decimal>().unwrap().to_count(), None);
    }
}
