//! One cell of a consistent report is changed: the rules that read it see that, and no other rule sees anything.
//!
//! A rule **reads** a cell if an equation of the rule has it ([`equations`]), or if a finding of the rule, about the report
//! before or after, has it among its operands or is about it. Some rules read whole tables, and have no operands: they are
//! listed in [`OF_WHOLE_TABLES`].

#![allow(clippy::panic, clippy::print_stderr, clippy::unwrap_used, reason = "a test fails by panicking, and shows why")]

mod common;

use std::collections::BTreeMap;

use common::times;
use ogi_report::check::{Finding, Findings, Outcome, Subject, check, equations};
use ogi_report::report::{Cell, CellId, CellStatus, CellValue, Edition, Number};
use ogi_report::testing::{Generator, Random, Size, set_cell};
use ogi_report::{Report, Severity};

/// Rules on what all cells of a table, or of the report, are: whether any is a number, whether there are noughts beside
/// blanks.
const OF_WHOLE_TABLES: [&str; 3] = ["C002", "S008", "S026"];

/// What a cell is changed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mutation {
    Number,
    Blank,
    Mark,
    Unreadable,
}

const MUTATIONS: [Mutation; 4] = [Mutation::Number, Mutation::Blank, Mutation::Mark, Mutation::Unreadable];

/// Another number of the same kind.
fn another(number: Number, random: &mut Random) -> Number {
    let off = 1 + random.below(30);
    match number {
        Number::Count(n) if random.percent(50) && n >= off => Number::Count(n - off),
        Number::Count(n) => Number::Count(n.saturating_add(off)),
        Number::Change(n) => Number::Change(n - i64::try_from(off).unwrap()),
        Number::Amount(amount) => Number::Amount(amount.checked_add(off.into()).unwrap()),
        other => panic!("{other:?}"),
    }
}

fn mutate(cell: &Cell, mutation: Mutation, random: &mut Random) -> Cell {
    let (value, raw) = match mutation {
        Mutation::Number => {
            let number = another(*cell.number().unwrap(), random);
            (CellValue::Number(number), number.to_string())
        }
        Mutation::Blank => (CellValue::Blank, String::new()),
        Mutation::Mark => (CellValue::NotApplicable, "/".to_owned()),
        Mutation::Unreadable => (CellValue::Unreadable, "约二十余件".to_owned()),
    };
    let mut changed = Cell::new(value, &raw, None);
    changed.unit = cell.unit.filter(|_| mutation == Mutation::Number);
    changed
}

/// Findings that do not hold, by rule, subject and outcome, and how often each comes.
fn faults(findings: &Findings) -> BTreeMap<(&'static str, String, Outcome), Vec<&Finding>> {
    let mut all: BTreeMap<_, Vec<&Finding>> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| finding.outcome != Outcome::Holds) {
        all.entry((finding.rule.code, format!("{:?}", finding.subject), finding.outcome)).or_default().push(finding);
    }
    all
}

fn is_about(finding: &Finding, id: CellId) -> bool {
    finding.subject == Some(Subject::Cell(id)) || finding.operands.iter().any(|operand| operand.cell == Some(id))
}

/// Whether a rule reads a cell.
fn reads(rule: &str, id: CellId, edition: Edition, checks: [&Findings; 2]) -> bool {
    OF_WHOLE_TABLES.contains(&rule)
        || equations(edition)
            .iter()
            .any(|equation| equation.rule().code == rule && equation.terms().iter().any(|term| term.cell == id))
        || checks.iter().any(|findings| findings.of_rule(rule).any(|finding| is_about(finding, id)))
}

/// What a change of the cell brings up.
fn assert_seen_by_its_readers(report: &Report, before: &Findings, id: CellId, mutation: Mutation, random: &mut Random) {
    let mut changed = report.clone();
    let cell = mutate(report.cell(id), mutation, random);
    let what = format!("{id}: {:?} for {:?}", cell.value, report.cell(id).value);
    set_cell(&mut changed, id, cell);
    let after = check(&changed);
    let (old, new) = (faults(before), faults(&after));
    let mut n_new = [0, 0];
    for (key, findings) in &new {
        let more = findings.len().saturating_sub(old.get(key).map_or(0, Vec::len));
        if more == 0 {
            continue;
        }
        n_new[usize::from(key.2 == Outcome::Violated)] += more;
        assert!(reads(key.0, id, report.edition, [before, &after]), "{what}: {:#?}", findings[0]);
    }
    let in_identity =
        equations(report.edition).iter().any(|equation| equation.terms().iter().any(|term| term.cell == id));
    // A blank or a mark in place of a number is noted in any case, and what cannot be read is more than noted.
    if in_identity || mutation != Mutation::Number {
        assert!(n_new[1] > 0, "{what} violates nothing");
    }
    let of_identities = |outcome| {
        let identities = equations(report.edition).iter().map(|equation| equation.rule().code);
        let mut of_rules = identities
            .filter(|rule| after.of_rule(rule).any(|finding| finding.outcome == outcome && is_about(finding, id)));
        of_rules.next().is_some()
    };
    match mutation {
        Mutation::Number if in_identity => assert!(of_identities(Outcome::Violated), "{what}"),
        Mutation::Unreadable if in_identity => assert!(of_identities(Outcome::NotAssessable), "{what}"),
        // What a number is lost for is no nought.
        Mutation::Blank | Mutation::Mark if in_identity && report.cell(id).count() != Some(0) => {
            assert!(of_identities(Outcome::Violated) || of_identities(Outcome::NotAssessable), "{what}");
        }
        _ => {}
    }
}

#[test]
fn a_changed_cell_is_seen_by_the_rules_that_read_it_and_by_no_other() {
    let mut n = [0; 2];
    for seed in 0..5 * times() {
        for edition in Edition::ALL {
            let size = [Size::Middling, Size::Small, Size::Quiet, Size::Dense, Size::Large]
                [usize::try_from(seed % 5).unwrap()];
            let report = Generator::new(seed).edition(edition).size(size).generate().report;
            let before = check(&report);
            assert!(before.violated().all(|finding| finding.severity == Severity::Note));
            let random = &mut Random::new(seed);
            for id in report.cell_ids() {
                assert_eq!(report.cell(id).status(), CellStatus::Number);
                for mutation in MUTATIONS {
                    assert_seen_by_its_readers(&report, &before, id, mutation, random);
                    n[usize::from(edition == Edition::E2019)] += 1;
                }
            }
        }
    }
    assert!(n[0] >= 3_000 && n[1] >= 3_000, "{n:?} cases in the editions");
}
