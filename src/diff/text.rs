//! What stands around the tables, compared.

use serde::{Deserialize, Serialize};

use crate::Report;
use crate::check::{reduced, table_span};
use crate::report::SectionKind;

/// A value that is another one in the new report, or is in one of the reports only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Replaced<T> {
    /// What it was.
    pub old: Option<T>,
    /// What it is.
    pub new: Option<T>,
}

impl<T: PartialEq> Replaced<T> {
    /// The two, if they differ.
    pub(super) fn of(old: Option<T>, new: Option<T>) -> Option<Self> {
        (old != new).then_some(Self { old, new })
    }
}

/// A section, or its table, that is in one of the reports only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PresenceChange {
    /// The section.
    pub section: SectionKind,
    /// Which of the reports has it.
    pub presence: Presence,
}

/// Which of the reports has something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Presence {
    /// The new one: it appeared.
    Appeared,
    /// The old one: it vanished.
    Vanished,
}

/// The issuers, if they differ under NFKC by more than white space.
pub(super) fn issuer(old: &Report, new: &Report) -> Option<Replaced<String>> {
    let name = |report: &Report| report.issuer.as_ref().map(|issuer| issuer.value.clone());
    let (old, new) = (name(old), name(new));
    if old.as_deref().map(reduced) == new.as_deref().map(reduced) {
        return None;
    }
    Replaced::of(old, new)
}

pub(super) fn sections(old: &Report, new: &Report) -> Vec<PresenceChange> {
    presence(|section| (old.section(section).is_some(), new.section(section).is_some()))
}

pub(super) fn tables(old: &Report, new: &Report) -> Vec<PresenceChange> {
    presence(|section| (table_span(old, section).is_some(), table_span(new, section).is_some()))
}

fn presence(is_there: impl Fn(SectionKind) -> (bool, bool)) -> Vec<PresenceChange> {
    let change = |section| {
        let presence = match is_there(section) {
            (false, true) => Presence::Appeared,
            (true, false) => Presence::Vanished,
            _ => return None,
        };
        Some(PresenceChange { section, presence })
    };
    SectionKind::ALL.into_iter().filter_map(change).collect()
}
