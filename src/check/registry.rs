//! The rules there are, and how to find one.

use super::rule::Rule;
use super::{applications, cells, disclosure, disputes, narrative, rollup, series, structure};

/// The families' rules, each in the order of their codes.
static FAMILIES: [&[&Rule]; 8] = [
    &[&applications::BALANCE, &applications::OUTCOME_TOTAL, &applications::ROW_TOTAL],
    &[&disputes::TOTAL],
    structure::RULES,
    cells::RULES,
    disclosure::RULES,
    narrative::RULES,
    series::RULES,
    rollup::RULES,
];

/// All rules, in the order of the documentation.
///
/// ```
/// let codes: Vec<&str> = ogi_report::check::rules().map(|rule| rule.code).collect();
/// assert_eq!(codes[..4], ["A001", "A002", "A003", "R001"]);
/// ```
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    FAMILIES.iter().flat_map(|family| family.iter().copied())
}

/// The rule of this code or name. Case does not matter.
///
/// ```
/// use ogi_report::check::rule;
///
/// let found = rule("a001").unwrap();
/// assert_eq!(rule(found.name), Some(found));
/// assert_eq!(rule("A999"), None);
/// ```
pub fn rule(code_or_name: &str) -> Option<&'static Rule> {
    rules().find(|rule| rule.code.eq_ignore_ascii_case(code_or_name) || rule.name.eq_ignore_ascii_case(code_or_name))
}

/// No rule has this code or name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "no rule is called `{0}`: a rule has a code such as `A001` and a name such as `applications-balance`, and `check::rules` lists them all"
)]
pub struct UnknownRule(pub String);

/// The rule of this code or name, or an error that says so.
pub(super) fn find(code_or_name: &str) -> Result<&'static Rule, UnknownRule> {
    rule(code_or_name).ok_or_else(|| UnknownRule(code_or_name.to_owned()))
}

/// The rules that a selector names: a code, a name, or the beginning of codes such as `A` or `N0`.
pub(super) fn select(selector: &str) -> Result<impl Iterator<Item = &'static Rule>, UnknownRule> {
    let by_name = rule(selector);
    let prefix = selector.to_ascii_uppercase();
    let chosen = move |candidate: &&'static Rule| match by_name {
        Some(rule) => *candidate == rule,
        None => !prefix.is_empty() && candidate.code.starts_with(prefix.as_str()),
    };
    if !rules().any(|rule| chosen(&rule)) {
        return Err(UnknownRule(selector.to_owned()));
    }
    Ok(rules().filter(move |rule| chosen(rule)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::rule::Family;

    #[test]
    fn codes_and_names_are_sound() {
        let mut seen: Vec<&str> = Vec::new();
        for (family, rules) in Family::ALL.iter().zip(FAMILIES) {
            for (at, rule) in rules.iter().enumerate() {
                assert_eq!(rule.family, *family, "{rule:?}");
                assert!(rule.code.starts_with(family.letter()), "{rule:?}");
                assert!(
                    rule.code.len() == 4 && rule.number() < 32,
                    "{rule:?}: the set of rules has room for 31 a family"
                );
                assert!(at == 0 || rules[at - 1].number() < rule.number(), "{rule:?}: codes in order");
                assert!(
                    rule.name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'),
                    "{rule:?}"
                );
                assert!(!rule.editions.is_empty(), "{rule:?}");
                seen.extend([rule.code, rule.name]);
            }
        }
        let n = seen.len();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), n, "codes and names are unique");
    }

    #[test]
    fn selectors() {
        let codes = |selector: &str| select(selector).map(|rules| rules.map(|rule| rule.code).collect::<Vec<_>>());
        assert_eq!(codes("a003").unwrap(), ["A003"]);
        assert_eq!(codes("A").unwrap(), ["A001", "A002", "A003"]);
        assert_eq!(codes("disputes-total").unwrap(), ["R001"]);
        assert!(codes("X9").is_err());
        assert!(codes("").is_err());
    }
}
