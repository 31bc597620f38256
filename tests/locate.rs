//! Locating errors: in consistent reports of which one, two or three cells were changed, in reports that are nothing but
//! errors, and in a real one.

#![allow(clippy::panic, clippy::print_stderr, clippy::unwrap_used, reason = "a test fails by panicking, and shows why")]

mod common;

use std::collections::BTreeSet;
use std::fs;

use common::book::Book;
use common::form::Form;
use common::shared;
use ogi_report::check::{
    Blanks, Cause, Checker, Explanation, Family, Finding, Language, Link, Location, Subject, check, locate,
};
use ogi_report::report::{ApplicantColumn, ApplicationRow, Cell, CellId, CellStatus, CellValue, Edition, Number};
use ogi_report::testing::{Generator, Random, Size, set_cell as set};
use ogi_report::{Report, SAMPLE, Severity, parse};

/// The numbers of a report's tables three and four, which agree with each other.
#[derive(Clone, Debug)]
struct Generated {
    /// The edition, and with it the rows that there are.
    edition: Edition,
    /// The cells in the order of the format; `None` is a nought that is left blank.
    cells: Vec<(CellId, Option<u64>)>,
    /// The report with all that it has.
    whole: Report,
}

/// Small offices, middling ones, those that nobody writes to, and numbers that no office has.
const SIZES: [Size; 10] = [
    Size::Silent,
    Size::Quiet,
    Size::Quiet,
    Size::Small,
    Size::Small,
    Size::Middling,
    Size::Large,
    Size::Dense,
    Size::Huge,
    Size::Extreme,
];

/// The report of this number.
fn generate(seed: u64) -> Generated {
    of_sizes(seed, &SIZES)
}

/// The report of this number, with numbers that a report could have.
fn generate_small(seed: u64) -> Generated {
    of_sizes(seed, &SIZES[..9])
}

fn of_sizes(seed: u64, sizes: &[Size]) -> Generated {
    let random = &mut Random::new(seed);
    let size = *random.pick(sizes);
    let edition = *random.pick(&[Edition::E2021, Edition::E2021, Edition::E2019]);
    let percent_blank = *random.pick(&[0, 0, 0, 50, 100]);
    let whole = Generator::new(seed).edition(edition).size(size).generate().report;
    let cells = whole.cells().filter(|(id, _)| matches!(id, CellId::Applications(..) | CellId::Disputes(..)));
    let cells =
        cells.map(|(id, cell)| (id, cell.count().filter(|&n| n > 0 || !random.percent(percent_blank)))).collect();
    Generated { edition, cells, whole }
}

/// A cell that holds this count.
fn number(n: u64) -> Cell {
    Cell::new(CellValue::Number(Number::Count(n)), &n.to_string(), None)
}

impl Generated {
    /// A report of these two tables, and of nothing else.
    fn report(&self) -> Report {
        let mut report = Report::default();
        report.edition = self.edition;
        self.fill(&mut report);
        report
    }

    /// The text of the whole report.
    fn text(&self) -> String {
        let mut report = self.whole.clone();
        self.fill(&mut report);
        String::from_utf8(Form::Tabs.write(&Book::of(&report))).unwrap()
    }

    fn fill(&self, report: &mut Report) {
        for &(id, n) in &self.cells {
            set(report, id, n.map_or_else(|| Cell::new(CellValue::Blank, "", None), number));
        }
    }
}

/// The rules of families A and R that are violated, with the rows, columns and groups.
fn violated(checker: &Checker, report: &Report) -> Vec<String> {
    let findings = checker.check(report);
    let of_identities = findings.violated().filter(|finding| matches!(&finding.rule.code[..1], "A" | "R"));
    of_identities.map(|finding| format!("{} {:?}", finding.rule, finding.subject)).collect()
}

/// The report with the corrections made.
fn corrected<'e>(report: &Report, explanations: impl IntoIterator<Item = &'e Explanation>) -> Report {
    let mut report = report.clone();
    for correction in explanations.into_iter().flat_map(|explanation| &explanation.corrections) {
        set(&mut report, correction.cell, number(correction.needed));
    }
    report
}

/// What holds for any location: it is about what the check finds violated, its explanations are of the size that it
/// says, differ, and make everything hold, each of them with the first of the other problems.
fn assert_sound(checker: &Checker, report: &Report, location: &Location) {
    let listed: BTreeSet<String> = location
        .components
        .iter()
        .flat_map(|component| &component.violated)
        .map(|violation| format!("{} {:?}", violation.rule, Some(violation.subject)))
        .collect();
    let n_listed: usize = location.components.iter().map(|component| component.violated.len()).sum();
    let found = violated(checker, report);
    assert_eq!(listed, found.iter().cloned().collect(), "what is violated is explained");
    assert_eq!(n_listed, found.len(), "once");
    for component in &location.components {
        assert!(component.n_cells > 0 && component.n_ties >= component.explanations.len(), "{component:#?}");
        assert!(!component.complete || !component.explanations.is_empty(), "{component:#?}");
        let mut seen = BTreeSet::new();
        for explanation in &component.explanations {
            let n = explanation.corrections.len();
            assert!(n == component.n_cells || !component.complete && n > component.n_cells, "{component:#?}");
            let cells: Vec<CellId> = explanation.corrections.iter().map(|correction| correction.cell).collect();
            assert!(cells.is_sorted() && seen.insert(cells), "{explanation:#?}");
            for correction in &explanation.corrections {
                let cell = report.cell(correction.cell);
                assert_eq!(correction.reported, cell.number().map(|number| number.to_decimal()), "{correction:?}");
                assert_eq!((correction.status, correction.span), (cell.status(), cell.span), "{correction:?}");
                assert!(!correction.difference.is_zero(), "{correction:?}");
            }
        }
    }
    if location.components.iter().any(|component| component.explanations.is_empty()) {
        return;
    }
    let firsts: Vec<&Explanation> =
        location.components.iter().filter_map(|component| component.explanations.first()).collect();
    assert_eq!(violated(checker, &corrected(report, firsts.iter().copied())), [""; 0], "{location:#?}");
    for (nth, component) in location.components.iter().enumerate() {
        for explanation in component.explanations.iter().skip(1) {
            let mut chosen = firsts.clone();
            chosen[nth] = explanation;
            assert_eq!(violated(checker, &corrected(report, chosen)), [""; 0], "{explanation:#?}");
        }
    }
}

/// Locates with the defaults, and holds what comes out against what always holds.
fn located(report: &Report) -> Location {
    let location = locate(report);
    assert_sound(&Checker::new(), report, &location);
    location
}

/// How many cells have to be wrong in all.
fn n_cells(location: &Location) -> usize {
    location.components.iter().map(|component| component.n_cells).sum()
}

fn all_found(location: &Location) -> bool {
    location.components.iter().all(|component| component.complete && component.n_ties == component.explanations.len())
}

/// Whether the true cells with their true values are among the explanations.
fn has(location: &Location, truth: &[(CellId, u64)]) -> bool {
    let mut n = 0;
    let all = location.components.iter().all(|component| {
        let is_true = |explanation: &&Explanation| {
            explanation.corrections.iter().all(|one| truth.contains(&(one.cell, one.needed)))
        };
        let found = component.explanations.iter().find(is_true);
        n += found.map_or(0, |explanation| explanation.corrections.len());
        found.is_some()
    });
    all && n == truth.len()
}

/// What a number may be mistaken for.
fn mistakes(n: u64, random: &mut Random) -> Vec<u64> {
    let mut digits = n.to_string().into_bytes();
    let at = digits.len().saturating_sub(2);
    if digits.len() > 1 {
        digits.swap(at, at + 1);
    }
    let swapped = String::from_utf8(digits).unwrap().parse().unwrap_or(0);
    let mut all = vec![
        n.saturating_add(1),
        n.saturating_sub(1),
        n.saturating_mul(10),
        n.saturating_add(1_000_000),
        n.saturating_add(1 + random.below(50)),
        swapped,
        0,
    ];
    all.sort_unstable();
    all.dedup();
    all.retain(|&other| other != n);
    all
}

fn mistake(n: u64, random: &mut Random) -> u64 {
    let all = mistakes(n, random);
    *random.pick(&all)
}

fn true_value(generated: &Generated, id: CellId) -> u64 {
    generated.cells.iter().find(|(other, _)| *other == id).unwrap().1.unwrap_or(0)
}

fn cells_of(generated: &Generated, applications: bool) -> Vec<CellId> {
    let ids = generated.cells.iter().map(|(id, _)| *id);
    ids.filter(|id| matches!(id, CellId::Applications(..)) == applications).collect()
}

#[test]
fn consistent_reports_are_clean() {
    for seed in 0..10_000 {
        let report = generate(seed).report();
        assert_eq!(violated(&Checker::new(), &report), [""; 0], "report {seed}");
        if seed % 10 == 0 {
            let location = locate(&report);
            assert!(location.is_clean(), "report {seed}: {location:#?}");
            assert_eq!(location.n_not_assessable, 0, "report {seed}");
        }
    }
}

#[test]
fn the_text_of_consistent_reports_is_clean() {
    for seed in 0..400 {
        let generated = generate_small(seed);
        let text = generated.text();
        let report = parse(&text).unwrap().report;
        assert_eq!(report.edition, generated.edition);
        let findings = check(&report);
        // Noughts throughout are worth a note, and what blanks leave open in a text is said by the rules of cells.
        let is_about_cells = |finding: &&Finding| finding.rule.family == Family::Cells;
        let violated: Vec<_> = findings
            .violated()
            .filter(|finding| finding.severity > Severity::Note && !is_about_cells(finding))
            .collect();
        assert!(violated.is_empty(), "report {seed}: {violated:#?}\n{text}");
        assert!(locate(&report).is_clean(), "report {seed}");
        // With blanks, the text may leave open which cell a number belongs to.
        let has_blanks = generated.cells.iter().any(|(_, n)| n.is_none());
        for &(id, n) in &generated.cells {
            let cell = report.cell(id);
            match cell.status() {
                CellStatus::Number => assert_eq!(cell.count(), n, "report {seed}: {id}\n{text}"),
                CellStatus::Blank => assert_eq!(n, None, "report {seed}: {id}\n{text}"),
                _ => assert!(has_blanks, "report {seed}: {id} is {cell:?}\n{text}"),
            }
        }
    }
}

#[test]
fn any_wrong_cell_of_table_three_is_found() {
    let mut n = [0; 2];
    for seed in 0..24 {
        let generated = generate(seed);
        let report = generated.report();
        let random = &mut Random::new(seed);
        let ids = cells_of(&generated, true);
        assert_eq!(ids.len(), if generated.edition == Edition::E2019 { 161 } else { 175 });
        for id in ids {
            let truth = true_value(&generated, id);
            let mut all = mistakes(truth, random);
            // Two of them for most reports; all of them would take minutes.
            while seed > 3 && all.len() > 2 {
                let at = random.below(all.len() as u64);
                all.remove(usize::try_from(at).unwrap());
            }
            for wrong in all {
                let mut report = report.clone();
                set(&mut report, id, number(wrong));
                assert!(!violated(&Checker::new(), &report).is_empty(), "{id}: {wrong} for {truth} is noticed");
                let location = located(&report);
                let only = match location.components.as_slice() {
                    [component] => component.only(),
                    _ => None,
                };
                let only = only.unwrap_or_else(|| panic!("report {seed}, {id}: {wrong} for {truth}: {location:#?}"));
                let found: Vec<_> = only.corrections.iter().map(|one| (one.cell, one.needed)).collect();
                assert_eq!(found, [(id, truth)], "report {seed}");
                n[usize::from(generated.edition == Edition::E2019)] += 1;
            }
        }
    }
    assert!(n[0] > 5_000 && n[1] > 2_000, "{n:?} cases in the editions");
}

#[test]
fn any_wrong_cell_of_table_four_is_found_up_to_its_group() {
    let mut n = 0;
    for seed in 0..50 {
        let generated = generate(seed);
        let random = &mut Random::new(seed);
        for id in cells_of(&generated, false) {
            let truth = true_value(&generated, id);
            for wrong in mistakes(truth, random) {
                let mut report = generated.report();
                set(&mut report, id, number(wrong));
                let location = located(&report);
                // A number in a group of blanks is held against nothing.
                if location.n_not_assessable > 0 && location.is_clean() {
                    continue;
                }
                n += 1;
                assert_eq!((location.components.len(), n_cells(&location)), (1, 1), "{id}: {location:#?}");
                assert!(has(&location, &[(id, truth)]), "{id}: {location:#?}");
                let CellId::Disputes(proceeding, _) = id else { panic!("{id}") };
                let explanations = &location.components[0].explanations;
                assert!(explanations.len() <= 5 && all_found(&location));
                assert!(
                    explanations.iter().all(
                        |one| matches!(one.corrections[0].cell, CellId::Disputes(other, _) if other == proceeding)
                    )
                );
            }
        }
    }
    assert!(n > 2_000, "{n} cases");
}

/// Changes cells, and says what their true values are; cells that come out unchanged are none of them.
fn spoil(generated: &Generated, changes: &[(CellId, u64)]) -> (Report, Vec<(CellId, u64)>) {
    let mut report = generated.report();
    let mut truth = Vec::new();
    for &(id, wrong) in changes {
        let right = true_value(generated, id);
        if wrong != right && truth.iter().all(|(other, _)| *other != id) {
            set(&mut report, id, number(wrong));
            truth.push((id, right));
        }
    }
    (report, truth)
}

fn other_cell(id: CellId, nth: u64, random: &mut Random, generated: &Generated) -> CellId {
    let all: Vec<CellId> = generated.cells.iter().map(|(id, _)| *id).collect();
    let of = |keep: &dyn Fn(CellId) -> bool| all.iter().copied().filter(|&id| keep(id)).collect::<Vec<_>>();
    let candidates = match (nth % 5, id) {
        (0, CellId::Applications(row, _)) => of(&|id| matches!(id, CellId::Applications(other, _) if other == row)),
        (1, CellId::Applications(_, column)) => {
            of(&|id| matches!(id, CellId::Applications(_, other) if other == column))
        }
        (2, _) => cells_of(generated, false),
        _ => all,
    };
    *random.pick(&candidates)
}

#[test]
fn two_wrong_cells_are_found() {
    let (mut n_both, mut n_hidden) = (0, 0);
    for seed in 0..4_000 {
        let random = &mut Random::new(seed);
        let generated = generate(random.below(200));
        let all: Vec<CellId> = generated.cells.iter().map(|(id, _)| *id).collect();
        let one = *random.pick(&all);
        let other = other_cell(one, seed, random, &generated);
        let (right, other_right) = (true_value(&generated, one), true_value(&generated, other));
        let wrong = mistake(right, random);
        let other_wrong = if random.percent(40) {
            // As much as the first one, in the same or in the opposite direction.
            let by = wrong.abs_diff(right);
            if random.percent(50) { other_right.saturating_add(by) } else { other_right.saturating_sub(by) }
        } else {
            mistake(other_right, random)
        };
        let (report, truth) = spoil(&generated, &[(one, wrong), (other, other_wrong)]);
        let location = located(&report);
        assert!(n_cells(&location) <= truth.len(), "case {seed}: {truth:?} {location:#?}");
        let is_complete = location.components.iter().all(|component| component.complete);
        assert!(is_complete || location.n_not_assessable > 0, "case {seed}: {location:#?}");
        if n_cells(&location) == truth.len() {
            n_both += 1;
            if all_found(&location) {
                assert!(has(&location, &truth), "case {seed}: {truth:?} {location:#?}");
            }
        }
        n_hidden += usize::from(location.is_clean());
    }
    assert!(n_both > 3_500, "in {n_both} cases both cells are needed");
    assert!(n_hidden < 100, "{n_hidden} pairs violate nothing");
}

#[test]
fn three_wrong_cells_are_found() {
    for seed in 0..1_500 {
        let random = &mut Random::new(seed);
        let generated = generate(random.below(200));
        let all: Vec<CellId> = generated.cells.iter().map(|(id, _)| *id).collect();
        let mut changes = Vec::new();
        let mut id = *random.pick(&all);
        for _ in 0..3 {
            changes.push((id, mistake(true_value(&generated, id), random)));
            id = if random.percent(50) { *random.pick(&all) } else { other_cell(id, seed, random, &generated) };
        }
        let (report, truth) = spoil(&generated, &changes);
        let location = located(&report);
        assert!(n_cells(&location) <= truth.len(), "case {seed}: {truth:?} {location:#?}");
        // In rows that state nothing, what a cell has to be can be open.
        let is_complete = location.components.iter().all(|component| component.complete);
        assert!(is_complete || location.n_not_assessable > 0, "case {seed}: {location:#?}");
        if n_cells(&location) == truth.len() && all_found(&location) {
            assert!(has(&location, &truth), "case {seed}: {truth:?} {location:#?}");
        }
    }
}

/// The smallest sets of one or two cells, found by trying everything: every cell, and every pair of cells where the one
/// that is alone in an equation is settled by it.
#[test]
fn ties_are_all_there() {
    for seed in 0..40 {
        let random = &mut Random::new(seed);
        let mut generated = generate_small(random.below(200));
        // What is blank is weighed by other rules than those that are tried here.
        for (_, n) in &mut generated.cells {
            *n = Some(n.unwrap_or(0));
        }
        let all = cells_of(&generated, true);
        let changes: Vec<(CellId, u64)> = (0..2)
            .map(|_| (*random.pick(&all), 1 + random.below(3)))
            .map(|(id, more)| (id, true_value(&generated, id) + more))
            .collect();
        let (report, truth) = spoil(&generated, &changes);
        let location = located(&report);
        if n_cells(&location) != 2 || location.components.len() != 1 || truth.len() != 2 {
            continue;
        }
        // What can be wrong by at most three can be corrected by at most three, or by six where both are in one line.
        let mut n = 0;
        for (nth, &one) in all.iter().enumerate() {
            for &other in &all[nth + 1..] {
                let values = |id: CellId| {
                    let held = report.cell(id).count().unwrap_or(0);
                    (held.saturating_sub(6)..=held + 6).filter(move |&n| n != held)
                };
                // The sums that the two cells stand in tell quickly that nearly all pairs explain nothing.
                let touched = |violation: &ogi_report::check::Violation| {
                    [one, other].iter().any(|id| match (violation.subject, id) {
                        (Subject::Row(row), CellId::Applications(its, _)) => row == *its,
                        (Subject::Column(column), CellId::Applications(_, its)) => column == *its,
                        _ => false,
                    })
                };
                if !location.components[0].violated.iter().all(touched) {
                    continue;
                }
                for a in values(one) {
                    for b in values(other) {
                        let mut report = report.clone();
                        set(&mut report, one, number(a));
                        set(&mut report, other, number(b));
                        n += usize::from(violated(&Checker::new(), &report).is_empty());
                    }
                }
            }
        }
        assert_eq!(location.components[0].n_ties, n, "case {seed}: {truth:?} {location:#?}");
    }
}

/// Cells of all kinds, and blanks of all meanings: what is found makes hold what can be assessed.
#[test]
fn cells_that_are_no_numbers_do_no_harm() {
    for seed in 0..600 {
        let random = &mut Random::new(seed);
        let generated = generate(random.below(300));
        let mut report = generated.report();
        let mut all: Vec<CellId> = generated.cells.iter().map(|(id, _)| *id).collect();
        if random.percent(30) {
            // A number in a column that is left out is no count that could be corrected: it should not be there.
            all.retain(|id| !matches!(id, CellId::Applications(_, ApplicantColumn::Total)));
            for row in ApplicationRow::ALL.iter().filter(|row| row.in_edition(generated.edition)) {
                set(
                    &mut report,
                    CellId::Applications(*row, ApplicantColumn::Total),
                    Cell::new(CellValue::Blank, "", None),
                );
            }
        }
        // Cells that are as they should not be. What is not known is not wrong.
        let mut wrong: BTreeSet<CellId> = BTreeSet::new();
        for _ in 0..random.below(6) {
            let id = *random.pick(&all);
            let value = match random.below(7) {
                0 => CellValue::Missing,
                1 => CellValue::Ambiguous(Box::default()),
                2 => CellValue::Unreadable,
                3 => CellValue::NotApplicable,
                4 => CellValue::Number(Number::Change(-3)),
                5 => CellValue::Number(Number::Amount("12.5".parse().unwrap())),
                _ => CellValue::Blank,
            };
            if !matches!(value, CellValue::Missing | CellValue::Ambiguous(_) | CellValue::Unreadable) {
                wrong.insert(id);
            }
            set(&mut report, id, Cell::new(value, "", None));
        }
        for _ in 0..random.below(3) {
            let id = *random.pick(&all);
            wrong.insert(id);
            set(&mut report, id, number(random.below(40)));
        }
        for blanks in [Blanks::ZeroBesideNumbers, Blanks::Zero, Blanks::Unknown] {
            let checker = Checker::new().blanks(blanks);
            let location = checker.locate(&report);
            assert_sound(&checker, &report, &location);
            let is_all = location.components.iter().all(|component| component.complete);
            if blanks != Blanks::Zero && is_all {
                assert!(n_cells(&location) <= wrong.len(), "case {seed}: {wrong:?} {location:#?}");
            }
        }
    }
}

#[test]
fn reports_of_nothing_but_errors_end() {
    let mut n_given_up = 0;
    for seed in 0..200 {
        let random = &mut Random::new(seed);
        let mut report = generate(seed).report();
        let limit = *random.pick(&[2, 10, 1_000, u64::MAX]);
        for (id, _) in generate(seed).cells {
            set(
                &mut report,
                id,
                number(if limit == u64::MAX { u64::MAX - random.below(9) } else { random.below(limit) }),
            );
        }
        let location = located(&report);
        n_given_up += usize::from(location.components.iter().any(|component| !component.complete));
    }
    assert!(n_given_up > 150, "{n_given_up}");
}

/// From a few errors to very many, so that the search has to give up somewhere in between.
#[test]
fn more_and_more_errors() {
    for seed in 0..300 {
        let random = &mut Random::new(seed);
        let generated = generate(random.below(200));
        let all = cells_of(&generated, true);
        let by = 1 + random.below(3);
        let changes: Vec<(CellId, u64)> = (0..=seed / 20)
            .map(|_| *random.pick(&all))
            .map(|id| (id, true_value(&generated, id).saturating_add(by)))
            .collect();
        let (report, truth) = spoil(&generated, &changes);
        let location = located(&report);
        let is_all = location.components.iter().all(|component| component.complete);
        assert!(!is_all || n_cells(&location) <= truth.len(), "case {seed}: {truth:?} {location:#?}");
    }
}

#[test]
fn numbers_too_large_for_sums_do_not_panic() {
    let mut report = generate(1).report();
    let large = CellValue::Number(Number::Amount("79228162514264337593543950335".parse().unwrap()));
    for id in
        ["applications.received.total", "applications.results.granted.natural_person", "disputes.reconsideration.other"]
    {
        set(&mut report, id.parse().unwrap(), Cell::new(large.clone(), "", None));
    }
    let fraction = CellValue::Number(Number::Amount("0.0000000000000000000000000001".parse().unwrap()));
    set(&mut report, "disputes.litigation_direct.other".parse().unwrap(), Cell::new(fraction, "", None));
    let location = locate(&report);
    assert!(!location.is_clean());
    let direct = location.components.last().unwrap();
    assert!(!direct.complete && direct.explanations.is_empty() && direct.violated.len() == 1, "{direct:#?}");
    assert_eq!(direct.summary(Language::En), "1 identity violated, at least 1 cell wrong: they were not found");
}

#[test]
fn it_can_be_written_and_read_back() {
    for seed in 0..40 {
        let random = &mut Random::new(seed);
        let generated = generate(seed);
        let ids: Vec<CellId> = generated.cells.iter().map(|(id, _)| *id).collect();
        let changes: Vec<(CellId, u64)> = (0..3).map(|_| (*random.pick(&ids), random.below(100))).collect();
        let location = locate(&spoil(&generated, &changes).0);
        let json = serde_json::to_string(&location).unwrap();
        assert_eq!(serde_json::from_str::<Location>(&json).unwrap(), location);
    }
}

#[test]
fn rules_that_are_not_chosen_are_no_evidence() {
    let report = parse(&SAMPLE.replace("（一）予以公开\t\t4", "（一）予以公开\t\t40")).unwrap().report;
    let location = Checker::new().select(["A002"]).unwrap().locate(&report);
    assert_eq!(location.components[0].violated.len(), 1);
    assert_eq!(location.components[0].n_ties, 2, "the cell, or the total of its column");
    assert!(Checker::new().select(["R"]).unwrap().locate(&report).is_clean());
}

/// A number, a column further on, is explained as such; the identities alone have other explanations.
#[test]
fn the_real_report_with_an_error_has_three_explanations() {
    let Some(seeds) = shared("seeds") else { return };
    let names = fs::read_dir(&seeds).unwrap().map(|entry| entry.unwrap().path());
    let path = names.into_iter().find(|path| path.file_name().unwrap().to_string_lossy().starts_with("002_")).unwrap();
    let report = parse(&fs::read_to_string(path).unwrap()).unwrap().report;
    let location = located(&report);
    let [component] = location.components.as_slice() else { panic!("{location:#?}") };
    assert_eq!(component.violated.iter().map(|one| one.rule.code).collect::<Vec<_>>(), ["A001", "A001"]);
    assert!(component.complete);
    let mut found: Vec<Vec<String>> = Vec::new();
    for explanation in &component.explanations {
        assert_eq!(explanation.link, Some(Link::CarriedIntoTotal));
        found.push(explanation.corrections.iter().map(|one| format!("{} {}", one.cell, one.needed)).collect());
    }
    found.sort();
    assert_eq!(
        found,
        [
            ["applications.carried_forward.natural_person 0", "applications.carried_forward.total 0"],
            ["applications.carried_over.natural_person 1", "applications.carried_over.total 1"],
            ["applications.received.natural_person 37", "applications.received.total 37"],
        ]
    );
}

#[test]
fn the_other_real_reports_are_clean() {
    let Some(seeds) = shared("seeds") else { return };
    for path in fs::read_dir(&seeds).unwrap().map(|entry| entry.unwrap().path()) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name.ends_with("txt") && !name.starts_with("002_") {
            let location = locate(&parse(&fs::read_to_string(path).unwrap()).unwrap().report);
            assert!(location.is_clean(), "{name}: {location:#?}");
        }
    }
}

/// The sample with these cells in place of its own.
fn sample_with(cells: &[(&str, CellValue)]) -> Report {
    let mut report = parse(SAMPLE).unwrap().report;
    for (id, value) in cells {
        set(&mut report, id.parse().unwrap(), Cell::new(value.clone(), "", None));
    }
    report
}

/// The first explanation of the first problem of the sample with these counts in place of its own.
#[track_caller]
fn first(counts: &[(&str, u64)]) -> Explanation {
    let cells: Vec<_> = counts.iter().map(|&(id, n)| (id, CellValue::Number(Number::Count(n)))).collect();
    let location = located(&sample_with(&cells));
    assert_eq!(location.components.len(), 1, "{location:#?}");
    location.components[0].explanations.first().unwrap_or_else(|| panic!("{location:#?}")).clone()
}

/// A row of the sample with other counts.
fn row(row: &'static str, counts: [u64; 7]) -> Vec<(String, u64)> {
    let row: ApplicationRow = ApplicationRow::from_key(row).unwrap();
    let cells = ApplicantColumn::ALL.iter().map(|&column| CellId::Applications(row, column).to_string());
    cells.zip(counts).collect()
}

#[track_caller]
fn first_of_row(key: &'static str, counts: [u64; 7]) -> Explanation {
    let counts = row(key, counts);
    first(&counts.iter().map(|(id, n)| (id.as_str(), *n)).collect::<Vec<_>>())
}

#[test]
fn causes_of_one_cell() {
    let received = "applications.received.natural_person";
    let not_held = "applications.results.unable.not_held.total";
    let part = Subject::Cell("applications.results.unable.not_held.natural_person".parse().unwrap());
    for (id, wrong, cause) in [
        (received, 21, Some(Cause::DigitsSwapped)),
        (received, 112, Some(Cause::DigitAdded)),
        (received, 122, Some(Cause::DigitAdded)),
        (received, 120, Some(Cause::DigitAdded)),
        (received, 1, Some(Cause::DigitDropped)),
        (received, 2, Some(Cause::DigitDropped)),
        (received, 17, Some(Cause::DigitSlip)),
        (received, 37, None),
        (received, 0, None),
        (not_held, 1, Some(Cause::PartLeftOut(part))),
        (not_held, 11, Some(Cause::PartCountedTwice(part))),
        // That a total lacks a part of one is nothing special.
        (not_held, 5, None),
        // A number with one digit is mistaken for another one without a name.
        ("applications.results.granted.natural_person", 7, None),
    ] {
        let explanation = first(&[(id, wrong)]);
        assert_eq!(explanation.link, None);
        assert_eq!(explanation.corrections[0].cause, cause, "{id}: {wrong}");
    }
    for (value, cause) in [
        (CellValue::Blank, Some(Cause::LeftBlank)),
        (CellValue::NotApplicable, Some(Cause::LeftBlank)),
        (CellValue::Number(Number::Change(-12)), Some(Cause::Sign)),
        (CellValue::Number(Number::Change(-2)), None),
        (CellValue::Number(Number::Amount("1.2".parse().unwrap())), Some(Cause::DecimalPoint)),
        (CellValue::Number(Number::Amount("12.5".parse().unwrap())), None),
    ] {
        let location = located(&sample_with(&[(received, value.clone())]));
        let only = location.components[0].only().unwrap();
        assert_eq!(only.corrections[0].needed, 12);
        assert_eq!(only.corrections[0].cause, cause, "{value:?}");
    }
}

#[test]
fn links_of_several_cells() {
    let link = |key, counts| first_of_row(key, counts).link;
    assert_eq!(link("received", [3, 12, 1, 1, 2, 0, 19]), Some(Link::Exchanged));
    assert_eq!(link("results.unable.not_held", [0, 5, 0, 1, 0, 0, 6]), Some(Link::NeighbouringCell));
    assert_eq!(link("results.granted", [0, 4, 2, 1, 0, 1, 8]), Some(Link::Shifted));
    assert_eq!(link("received", [10, 5, 1, 1, 2, 0, 19]), Some(Link::Offsetting));
    // The row of totals lacks 1.本机关不掌握, has it twice, and lacks （三）不予公开.
    let not_held = Subject::Row(ApplicationRow::NotHeld);
    assert_eq!(link("results.total", [8, 4, 1, 0, 2, 0, 15]), Some(Link::LeftOut(not_held)));
    assert_eq!(link("results.total", [18, 4, 1, 2, 2, 0, 27]), Some(Link::CountedTwice(not_held)));
    let denied = Subject::Quantity("results.denied".parse().unwrap());
    assert_eq!(link("results.total", [11, 3, 1, 1, 2, 0, 18]), Some(Link::LeftOut(denied)));
    // The column of totals lacks the enterprises.
    let totals = [
        ("applications.received.total", 16),
        ("applications.carried_over.total", 2),
        ("applications.results.granted.total", 6),
        ("applications.results.partially_granted.total", 1),
        ("applications.results.denied.third_party_rights.total", 0),
        ("applications.results.total.total", 17),
    ];
    assert_eq!(first(&totals).link, Some(Link::LeftOut(Subject::Column(ApplicantColumn::CommercialEnterprise))));
    // A number in the row below its own.
    let below = [
        ("applications.results.unable.requires_creation.natural_person", 0),
        ("applications.results.unable.unclear_after_correction.natural_person", 1),
    ];
    assert_eq!(first(&below).link, Some(Link::NeighbouringCell));
}

#[test]
fn explanations_in_words() {
    let both = |explanation: &Explanation| [Language::Zh, Language::En].map(|language| explanation.summary(language));
    assert_eq!(
        both(&first(&[("applications.received.natural_person", 21)])),
        [
            "若把“一、本年新收政府信息公开申请数量 自然人”由 21 改为 12（相邻数字颠倒），相关勾稽关系全部成立",
            "if “applications received this year; natural persons” were 12 instead of 21 (two neighbouring digits swapped), \
             all identities concerned would hold",
        ]
    );
    assert_eq!(
        both(&first(&[("applications.results.unable.not_held.total", 1)])),
        [
            "若把“1.本机关不掌握相关政府信息 总计”由 1 改为 6（总计漏加一项：“1.本机关不掌握相关政府信息 自然人”），\
             相关勾稽关系全部成立",
            "if “unable to provide: not held by this office; total” were 6 instead of 1 (the total lacks one of its parts: \
             “unable to provide: not held by this office; natural persons”), all identities concerned would hold",
        ]
    );
    assert_eq!(
        both(&first_of_row("received", [3, 12, 1, 1, 2, 0, 19])),
        [
            "若把“一、本年新收政府信息公开申请数量 自然人”由 3 改为 12、\
             “一、本年新收政府信息公开申请数量 商业企业”由 12 改为 3，相关勾稽关系全部成立；相邻两格的数字互换了位置",
            "if “applications received this year; natural persons” were 12 instead of 3 and “applications received this \
             year; commercial enterprises” were 3 instead of 12, all identities concerned would hold; the two neighbouring \
             cells hold each other's number",
        ]
    );
    assert_eq!(
        both(&first_of_row("results.total", [11, 3, 1, 1, 2, 0, 18])),
        [
            "若把“（七）总计 自然人”由 11 改为 13、“（七）总计 商业企业”由 3 改为 4、“（七）总计 总计”由 18 改为 21，\
             相关勾稽关系全部成立；总计漏加了整行或整列：“（三）不予公开”；文字中有 1 处说法与此相符",
            "if “results, total; natural persons” were 13 instead of 11, “results, total; commercial enterprises” were 4 \
             instead of 3 and “results, total; total” were 21 instead of 18, all identities concerned would hold; the totals \
             lack one of their parts throughout: “denied”; a statement of the prose agrees with it",
        ]
    );
    let blank = located(&sample_with(&[("applications.results.granted.natural_person", CellValue::Blank)]));
    assert_eq!(
        both(blank.components[0].only().unwrap()),
        [
            "若把“（一）予以公开 自然人”由空白改为 4，相关勾稽关系全部成立",
            "if “granted; natural persons” were 4 instead of blank, all identities concerned would hold",
        ]
    );
    let mark = located(&sample_with(&[("applications.results.granted.natural_person", CellValue::NotApplicable)]));
    assert_eq!(
        both(mark.components[0].only().unwrap()),
        [
            "若把“（一）予以公开 自然人”由不适用标记改为 4，相关勾稽关系全部成立",
            "if “granted; natural persons” were 4 instead of not applicable, all identities concerned would hold",
        ]
    );
}

/// 19 and 3 came in, 21 were closed and 2 carried forward: of three ways to mend that, the prose says which.
#[test]
fn the_prose_decides_what_comes_first() {
    let wrong = SAMPLE
        .replace("四、结转下年度继续办理\t\t\t1\t0\t0\t0\t0\t0\t1", "四、结转下年度继续办理\t\t\t2\t0\t0\t0\t0\t0\t2");
    let explanations = |text: &str| {
        let location = locate(&parse(text).unwrap().report);
        let explanations = location.components[0].explanations.clone();
        let row = |explanation: &Explanation| match explanation.corrections[0].cell {
            CellId::Applications(row, _) => row,
            other => panic!("{other}"),
        };
        explanations.iter().map(|one| (row(one), one.supported_by, one.contradicted_by)).collect::<Vec<_>>()
    };
    assert_eq!(
        explanations(&wrong),
        [
            (ApplicationRow::CarriedForward, 1, 0),
            // 手头共有22件 counts both, and 新收19件 or 上年结转的3件 one of them.
            (ApplicationRow::Received, 0, 2),
            (ApplicationRow::CarriedOver, 0, 2),
        ]
    );
    let without =
        wrong.replace("全年新收政府信息公开申请19件，加上年结转的3件，手头共有22件；办结21件，余下1件转入下年。", "");
    assert!(explanations(&without).iter().all(|&(_, supporting, contradicting)| supporting + contradicting == 0));
}

#[test]
fn problems_in_words() {
    let both = |report: &Report| {
        let location = located(report);
        [Language::Zh, Language::En].map(|language| location.components[0].summary(language))
    };
    let count = |n| CellValue::Number(Number::Count(n));
    assert_eq!(
        both(&sample_with(&[("applications.received.natural_person", count(21))])),
        [
            "2 项勾稽关系不成立，至少 1 个单元格有误，只有一种最小改法",
            "2 identities violated, at least 1 cell wrong: there is one smallest correction",
        ]
    );
    assert_eq!(
        both(&sample_with(&[("disputes.reconsideration.total", count(4))])),
        [
            "1 项勾稽关系不成立，至少 1 个单元格有误，最小改法有 5 种，仅凭勾稽关系无法区分",
            "1 identity violated, at least 1 cell wrong: there are 5 smallest corrections, and the identities cannot decide \
             between them",
        ]
    );
    let mut report = parse(SAMPLE).unwrap().report;
    for (nth, id) in (1u64..).zip(CellId::all(Edition::E2021).filter(|id| matches!(id, CellId::Applications(..)))) {
        set(&mut report, id, number(nth * nth));
    }
    assert_eq!(
        both(&report),
        [
            "39 项勾稽关系不成立，至少 25 个单元格有误，未能定位",
            "39 identities violated, at least 25 cells wrong: they were not found",
        ]
    );
}

/// A report without blanks, of noughts but for these cells.
fn noughts_but(cells: &[(&str, u64)]) -> Report {
    let mut report = parse(SAMPLE).unwrap().report;
    for id in CellId::all(Edition::E2021).filter(|id| matches!(id, CellId::Applications(..))) {
        set(&mut report, id, number(0));
    }
    for (id, n) in cells {
        set(&mut report, id.parse().unwrap(), number(*n));
    }
    report
}

/// Two applications of enterprises, in two rows, stand with the natural persons. Nothing but that no cell can be negative
/// settles by how much each of them is wrong.
#[test]
fn what_cannot_be_negative_settles_a_ring() {
    let report = noughts_but(&[
        ("applications.received.commercial_enterprise", 2),
        ("applications.received.total", 2),
        ("applications.results.granted.natural_person", 1),
        ("applications.results.granted.total", 1),
        ("applications.results.unable.not_held.natural_person", 1),
        ("applications.results.unable.not_held.total", 1),
        ("applications.results.total.commercial_enterprise", 2),
        ("applications.results.total.total", 2),
    ]);
    let location = located(&report);
    assert_eq!(
        (n_cells(&location), location.components[0].n_ties, all_found(&location)),
        (4, 2, true),
        "{location:#?}"
    );
    let truth = [
        ("applications.results.granted.natural_person", 0),
        ("applications.results.granted.commercial_enterprise", 1),
        ("applications.results.unable.not_held.natural_person", 0),
        ("applications.results.unable.not_held.commercial_enterprise", 1),
    ];
    assert!(has(&location, &truth.map(|(id, n)| (id.parse().unwrap(), n))), "{location:#?}");
}

/// Three natural persons too many in two rows of two: two of one row and one of the other, or one and two.
#[test]
fn a_ring_that_nothing_settles_is_no_explanation() {
    let report = noughts_but(&[
        ("applications.received.commercial_enterprise", 3),
        ("applications.received.natural_person", 1),
        ("applications.received.total", 4),
        ("applications.results.granted.natural_person", 2),
        ("applications.results.granted.total", 2),
        ("applications.results.unable.not_held.natural_person", 2),
        ("applications.results.unable.not_held.total", 2),
        ("applications.results.total.commercial_enterprise", 3),
        ("applications.results.total.natural_person", 1),
        ("applications.results.total.total", 4),
    ]);
    let location = located(&report);
    assert_eq!(n_cells(&location), 4);
    assert!(!location.components[0].complete);
    let is_ring = |explanation: &Explanation| {
        explanation.corrections.iter().any(|one| one.cell.to_string().starts_with("applications.results.granted."))
    };
    assert!(!location.components[0].explanations.iter().any(is_ring), "{location:#?}");
}

/// Two errors that have nothing to do with each other are two problems; where they may have, they are one.
#[test]
fn independent_errors_are_explained_apart() {
    let cells =
        |ids: &[(&str, u64)]| -> Vec<(CellId, u64)> { ids.iter().map(|&(id, n)| (id.parse().unwrap(), n)).collect() };
    let locate_in = |changes: &[(&str, u64)]| {
        let mut report = parse(SAMPLE).unwrap().report;
        for (id, n) in cells(changes) {
            set(&mut report, id, number(n));
        }
        located(&report)
    };
    let apart = locate_in(&[
        ("applications.received.natural_person", 21),
        ("applications.results.granted.commercial_enterprise", 3),
        ("disputes.reconsideration.total", 4),
    ]);
    assert_eq!(apart.components.iter().map(|one| one.n_cells).collect::<Vec<_>>(), [1, 1, 1]);
    assert_eq!(apart.components.iter().map(|one| one.n_ties).collect::<Vec<_>>(), [1, 1, 5]);
    // Each of the two rows lacks one, and so does each of the two columns: nobody can say which goes with which.
    let together = locate_in(&[
        ("applications.results.granted.natural_person", 3),
        ("applications.results.partially_granted.commercial_enterprise", 0),
    ]);
    assert_eq!(together.components.len(), 1);
    assert_eq!((together.components[0].n_cells, together.components[0].n_ties), (2, 2));
}
