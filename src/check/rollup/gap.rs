//! Which children's figures a difference is.

use std::collections::BTreeMap;

use super::super::finding::{Finding, Outcome, Role};
use super::rules;
use crate::report::Decimal;

/// Up to so many figures other than nought, sets of them are tried.
const MOST_FIGURES: usize = 12;

/// More children than this that would explain a difference each explain nothing.
const MOST_TIES: usize = 3;

/// What a difference may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Gap {
    /// The children, by their number.
    pub(super) children: Vec<u16>,
    /// Whether their figures make the difference together. Otherwise each does alone, and it cannot be told which.
    pub(super) together: bool,
    /// Whether the parent lacks the difference. Otherwise it has it once more.
    pub(super) left_out: bool,
}

impl Gap {
    /// What the difference of a violated sum may be: single children if there are such, else the smallest set of them,
    /// if there is but one of that size.
    pub(super) fn of(finding: &Finding) -> Option<Self> {
        if finding.outcome != Outcome::Violated || finding.rule != &rules::SUM {
            return None;
        }
        let difference = finding.difference?;
        let left_out = difference.is_negative();
        let figures: Vec<(u16, Decimal)> = finding
            .operands
            .iter()
            .filter(|operand| operand.role == Role::Child)
            .filter_map(|operand| Some((operand.report, operand.value.filter(|value| !value.is_zero())?)))
            .collect();
        let singles: Vec<u16> =
            figures.iter().filter(|(_, value)| *value == difference.abs()).map(|&(index, _)| index).collect();
        if !singles.is_empty() {
            return Some(Self { children: singles, together: false, left_out });
        }
        // That a parent counts several children twice is too far-fetched to be told from chance.
        let children = if left_out { smallest_set(&figures, difference.abs())? } else { return None };
        Some(Self { children, together: true, left_out })
    }
}

/// The smallest set of figures that add up to `sum`, if no other of that size does.
fn smallest_set(figures: &[(u16, Decimal)], sum: Decimal) -> Option<Vec<u16>> {
    if figures.len() > MOST_FIGURES {
        return None;
    }
    let members = |set: u32| figures.iter().enumerate().filter(move |(bit, _)| set >> bit & 1 == 1).map(|(_, f)| f);
    let adds_up = |set: u32| {
        let total = members(set).try_fold(Decimal::from(0u64), |total, (_, value)| total.checked_add(*value));
        total == Some(sum)
    };
    let mut best: Option<u32> = None;
    let mut is_only = false;
    for set in (1..1u32 << figures.len()).filter(|&set| adds_up(set)) {
        match best.map(u32::count_ones) {
            Some(size) if size < set.count_ones() => {}
            Some(size) if size == set.count_ones() => is_only = false,
            _ => (best, is_only) = (Some(set), true),
        }
    }
    best.filter(|_| is_only).map(|set| members(set).map(|&(index, _)| index).collect())
}

/// Decides between children that explain a difference each: the one that explains most of all the differences. Where
/// too many are left, nothing is explained.
pub(super) fn settle(gaps: Vec<Option<Gap>>) -> Vec<Option<Gap>> {
    let mut votes: BTreeMap<(u16, bool), usize> = BTreeMap::new();
    for gap in gaps.iter().flatten().filter(|gap| !gap.together) {
        for &child in &gap.children {
            *votes.entry((child, gap.left_out)).or_default() += 1;
        }
    }
    let settle = |gap: Option<Gap>| {
        let mut gap = gap?;
        if !gap.together {
            let of = |child: u16| votes.get(&(child, gap.left_out)).copied().unwrap_or_default();
            let most = gap.children.iter().map(|&child| of(child)).max()?;
            gap.children.retain(|&child| of(child) == most);
        }
        (gap.together || gap.children.len() <= MOST_TIES).then_some(gap)
    };
    gaps.into_iter().map(settle).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(values: &[u64]) -> Vec<(u16, Decimal)> {
        (1..).zip(values.iter().map(|&value| Decimal::from(value))).collect()
    }

    #[test]
    fn the_smallest_set_if_there_is_one() {
        assert_eq!(smallest_set(&figures(&[4, 9, 20, 33]), 13u64.into()), Some(vec![1, 2]));
        assert_eq!(smallest_set(&figures(&[4, 9, 6, 7]), 13u64.into()), None, "4 + 9 and 6 + 7");
        assert_eq!(smallest_set(&figures(&[1; 13]), 13u64.into()), None, "too many");
        assert_eq!(smallest_set(&figures(&[u64::MAX; 3]), u64::MAX.into()), None, "three of the size");
    }

    #[test]
    fn most_differences_decide() {
        let gap = |children: &[u16]| Some(Gap { children: children.into(), together: false, left_out: true });
        let settled = settle(vec![gap(&[1, 2]), gap(&[2]), None, gap(&[3, 4, 5, 6])]);
        assert_eq!(settled, [gap(&[2]), gap(&[2]), None, None]);
        assert_eq!(settle(vec![gap(&[1, 2])]), [gap(&[1, 2])]);
        assert_eq!(settle(vec![gap(&[1, 2, 3, 4])]), [None]);
    }
}
