//! How exact a figure of the prose is, and when a number agrees with it.

use super::share;
use crate::report::{Decimal, Figure};

/// Whether the figure says one number and no other.
pub(super) const fn is_exact(figure: Figure) -> bool {
    matches!(figure, Figure::Exact(_) | Figure::None)
}

/// Whether the table's number is what the figure says: `300余件` is 300 and up to the next hundred, `约300件` a tenth more
/// or less.
pub(super) fn agrees(figure: Figure, table: Decimal) -> bool {
    agrees_in(figure, figure.value(), table, Decimal::from(0u64))
}

/// The same for amounts, in a smaller unit: `prose` is the figure and `unit` one in its last written place.
pub(super) fn agrees_in(figure: Figure, prose: Decimal, table: Decimal, unit: Decimal) -> bool {
    let within = |low: Option<Decimal>, high: Option<Decimal>| {
        low.is_some_and(|low| low <= table) && high.is_some_and(|high| table <= high)
    };
    match figure {
        Figure::Exact(_) | Figure::None => {
            // Rounded or cut off to the decimals that the prose has; without decimals, the number itself.
            prose == table
                || (!unit.is_zero()
                    && prose.checked_mul(2).zip(table.checked_mul(2)).is_some_and(|(prose, table)| {
                        let low = prose.checked_sub(unit);
                        let high = unit.checked_mul(2).and_then(|step| prose.checked_add(step));
                        low.is_some_and(|low| low <= table) && high.is_some_and(|high| table < high)
                    }))
        }
        Figure::AtLeast(_) => within(Some(prose), prose.checked_add(step(prose))),
        Figure::About(_) => {
            let (ten, nine, eleven) = (table.checked_mul(10), prose.checked_mul(9), prose.checked_mul(11));
            ten.is_some_and(|ten| nine.is_some_and(|nine| nine <= ten) && eleven.is_some_and(|eleven| ten <= eleven))
        }
    }
}

/// Whether a percentage agrees with part and whole; `None` where that cannot be computed exactly.
pub(super) fn share_agrees(figure: Figure, part: Decimal, whole: Decimal) -> Option<bool> {
    match figure {
        Figure::Exact(percent) => share::fits(percent, part, whole),
        Figure::None => Some(part.is_zero()),
        Figure::AtLeast(percent) => Some(part.checked_mul(100)? >= percent.checked_times(whole)?),
        Figure::About(percent) => {
            let (part, share) = (part.checked_mul(1000)?, percent.checked_times(whole)?);
            Some(share.checked_mul(9)? <= part && part <= share.checked_mul(11)?)
        }
    }
}

/// The figure with its number's sign taken away.
pub(super) fn without_sign(figure: Figure) -> Figure {
    match figure {
        Figure::Exact(value) => Figure::Exact(value.abs()),
        Figure::AtLeast(value) => Figure::AtLeast(value.abs()),
        Figure::About(value) => Figure::About(value.abs()),
        Figure::None => Figure::None,
    }
}

/// What 余 stands for at most: one in the last place that is not nought, so a hundred behind 300 and ten behind 320.
fn step(value: Decimal) -> Decimal {
    let mut step = 10u64;
    if let Some(count) = value.to_count().filter(|&count| count > 0) {
        while let Some(next) = step.checked_mul(10).filter(|&next| count % next == 0) {
            step = next;
        }
    }
    step.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn t(figure: Figure, table: u64, expected: bool) {
        assert_eq!(agrees(figure, table.into()), expected, "{figure:?} and {table}");
    }

    #[test]
    fn some_more() {
        let at_least = |count: u64| Figure::AtLeast(count.into());
        t(at_least(300), 299, false);
        t(at_least(300), 300, true);
        t(at_least(300), 390, true);
        t(at_least(300), 401, false);
        t(at_least(320), 335, false);
        t(at_least(20), 26, true);
        t(at_least(0), 3, true);
        t(Figure::About(300u64.into()), 310, true);
        t(Figure::About(300u64.into()), 340, false);
    }

    #[test]
    fn amounts_are_rounded_or_cut_off() {
        let decimal = |text: &str| text.parse::<Decimal>().unwrap();
        let claim = Figure::Exact(decimal("1880.23"));
        let agrees = |table: &str| agrees_in(claim, decimal("18802300"), decimal(table), decimal("100"));
        assert!(agrees("18802300") && agrees("18802255") && agrees("18802399"));
        assert!(!agrees("18802249") && !agrees("18802400"));
        assert!(!super::agrees(Figure::Exact(decimal("5")), decimal("5.4")), "counts are exact");
    }
}
