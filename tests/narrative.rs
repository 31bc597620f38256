//! Claims against tables: which readings are tried, which fits, and how much a difference matters.
//!
//! The claims are made here rather than read, so that this is about the comparison alone; `tests/claims.rs` is about
//! what sentences claim.

#![allow(clippy::panic, reason = "a test fails by panicking, and shows why")]

use ogi_report::check::{ArgValue, Finding, Outcome, Phrase, Reason, check, check_series};
use ogi_report::report::{Applicants, Certainty, Claim, Figure, Measure, Scope, Unit};
use ogi_report::{Report, SAMPLE, SAMPLE_2019, Severity, Span, parse};

fn report(text: &str, claim: Claim) -> Report {
    report_of(text, vec![claim])
}

fn report_of(text: &str, claims: Vec<Claim>) -> Report {
    let mut report = parse(text).expect("the sample is a report").report;
    for section in [&mut report.overview, &mut report.problems, &mut report.other_matters].into_iter().flatten() {
        section.claims.clear();
    }
    if let Some(preamble) = &mut report.preamble {
        preamble.claims.clear();
    }
    report.overview.as_mut().expect("it has an overview").claims = claims;
    report
}

fn claim(quantity: &str, figure: &str) -> Claim {
    let (kind, number) = figure.split_at(figure.find(|c: char| c.is_ascii_digit() || c == '-').unwrap_or(figure.len()));
    let value = || number.parse().expect("a number");
    let figure = match kind {
        "" => Figure::Exact(value()),
        "≥" => Figure::AtLeast(value()),
        "~" => Figure::About(value()),
        _ => Figure::None,
    };
    Claim::new(quantity.parse().expect("a quantity"), figure, "所述", Span::new(0, 6), Span::new(0, 3))
}

/// The finding on the claim; `None` where the rules say nothing of it.
fn assess(text: &str, claim: Claim) -> Option<Finding> {
    let findings = check(&report(text, claim));
    findings.into_iter().find(|finding| finding.rule.code.starts_with('N'))
}

#[track_caller]
fn holds(claim: Claim) -> Phrase {
    let finding = assess(SAMPLE, claim).expect("a finding");
    assert_eq!(finding.outcome, Outcome::Holds, "{finding:#?}");
    match finding.arg("readings") {
        Some(ArgValue::Readings(readings)) => readings[0].meaning,
        other => panic!("the reading that fits is named: {other:?}"),
    }
}

#[track_caller]
fn violated(claim: Claim) -> Severity {
    let finding = assess(SAMPLE, claim).expect("a finding");
    assert_eq!(finding.outcome, Outcome::Violated, "{finding:#?}");
    finding.severity
}

#[track_caller]
fn unknown(claim: Claim) -> Reason {
    let finding = assess(SAMPLE, claim).expect("a finding");
    assert_eq!(finding.outcome, Outcome::NotAssessable, "{finding:#?}");
    finding.reason.expect("a reason")
}

fn with(claim: Claim, change: impl FnOnce(&mut Claim)) -> Claim {
    let mut claim = claim;
    change(&mut claim);
    claim
}

#[test]
fn readings_of_receiving() {
    assert_eq!(holds(claim("newly_received", "19")), Phrase::New);
    assert_eq!(violated(claim("newly_received", "22")), Severity::Error);
    assert_eq!(holds(claim("received", "19")), Phrase::New);
    assert_eq!(holds(claim("received", "22")), Phrase::NewAndCarriedOver);
    assert_eq!(violated(claim("received", "21")), Severity::Error);
    assert_eq!(holds(claim("handled", "21")), Phrase::Closed);
    assert_eq!(holds(claim("on_hand", "22")), Phrase::NewAndCarriedOver);
    assert_eq!(violated(claim("on_hand", "19")), Severity::Error);
    assert_eq!(violated(claim("received", "none")), Severity::Error);
    assert_eq!(holds(claim("carried_over", "3")), Phrase::Literal);
    assert_eq!(holds(claim("carried_forward", "1")), Phrase::Literal);
    assert_eq!(violated(claim("carried_forward", "none")), Severity::Error);
}

#[test]
fn closed_and_answered() {
    assert_eq!(holds(claim("closed", "21")), Phrase::Closed);
    assert_eq!(violated(claim("closed", "22")), Severity::Error);
    assert_eq!(violated(claim("unfinished", "none")), Severity::Warning, "one is carried forward");
    let in_time = with(claim("unfinished", "none"), |claim| claim.certainty = Certainty::Loose);
    assert_eq!(violated(in_time), Severity::Note);

    // Two of those closed were no longer processed: an office that counts answers may leave them out.
    let text = SAMPLE
        .replace("3.其他\t0\t0\t0\t0\t0\t0\t0", "3.其他\t2\t0\t0\t0\t0\t0\t2")
        .replace("1.本机关不掌握相关政府信息\t5\t0\t0\t1\t0\t0\t6", "1.本机关不掌握相关政府信息\t3\t0\t0\t1\t0\t0\t4");
    let answered = with(claim("closed", "19"), |claim| claim.text = "答复19件".into());
    assert_eq!(assess(&text, answered).map(|finding| finding.outcome), Some(Outcome::Holds));
    assert_eq!(assess(&text, claim("closed", "19")).map(|finding| finding.outcome), Some(Outcome::Violated));
}

#[test]
fn rows_and_groups() {
    assert_eq!(holds(claim("results.granted", "8")), Phrase::Literal);
    assert_eq!(violated(claim("results.granted", "9")), Severity::Error);
    assert_eq!(violated(claim("results.granted", "10")), Severity::Warning, "partially granted is another row");
    assert_eq!(holds(claim("results.disclosed", "10")), Phrase::Literal);
    assert_eq!(holds(claim("results.denied", "3")), Phrase::Literal);
    assert_eq!(violated(claim("results.denied", "1")), Severity::Error);
    assert_eq!(holds(claim("results.unable", "7")), Phrase::Literal);
    assert_eq!(holds(claim("not_held", "6")), Phrase::Literal);
    assert_eq!(holds(claim("not_held", "7")), Phrase::UnableGroup);
    assert_eq!(holds(claim("results.other", "none")), Phrase::Literal);
    assert_eq!(holds(claim("results.not_processed.duplicate", "1")), Phrase::Literal);
}

#[test]
fn applicants() {
    let of = |quantity, figure, applicants| with(claim(quantity, figure), |claim| claim.applicants = applicants);
    assert_eq!(holds(of("received", "12", Applicants::NaturalPersons)), Phrase::New);
    assert_eq!(holds(of("received", "14", Applicants::NaturalPersons)), Phrase::NewAndCarriedOver);
    assert_eq!(holds(of("newly_received", "7", Applicants::Organizations)), Phrase::New);
    assert_eq!(violated(of("received", "none", Applicants::Organizations)), Severity::Error);
    assert_eq!(holds(of("received", "2", Applicants::LegalServiceInstitutions)), Phrase::New);
}

/// The outcomes of all claims in order, those of the split left out.
fn outcomes(claims: &[Claim]) -> Vec<(Outcome, Severity)> {
    let findings = check(&report_of(SAMPLE, claims.to_vec()));
    let own = findings.iter().filter(|finding| finding.rule.code.starts_with('N') && finding.rule.code != "N014");
    own.map(|finding| (finding.outcome, finding.severity)).collect()
}

#[test]
fn parts_are_counted_as_their_total_is() {
    let of = |quantity, figure, applicants| with(claim(quantity, figure), |claim| claim.applicants = applicants);
    let persons = |quantity, figure| of(quantity, figure, Applicants::NaturalPersons);
    let organizations = |quantity, figure| of(quantity, figure, Applicants::Organizations);
    let last = |claims: &[Claim]| outcomes(claims).last().map(|(outcome, _)| *outcome);

    // 19 are those received, of whom 12 are natural persons; 13 were closed, which is another count.
    assert_eq!(last(&[claim("handled", "19"), persons("handled", "12")]), Some(Outcome::Holds));
    assert_eq!(last(&[claim("handled", "19"), persons("handled", "13")]), Some(Outcome::Violated));
    assert_eq!(last(&[claim("received", "22"), persons("received", "12")]), Some(Outcome::Violated));
    assert_eq!(last(&[claim("received", "22"), persons("received", "14")]), Some(Outcome::Holds));
    // Where both parts are there, their sum says what they count.
    let both = [claim("on_hand", "22"), persons("on_hand", "12"), organizations("on_hand", "7")];
    assert!(outcomes(&both).iter().all(|(outcome, _)| *outcome == Outcome::Holds));
    let both = [claim("newly_received", "19"), persons("newly_received", "14"), organizations("newly_received", "8")];
    assert!(outcomes(&both).iter().all(|(outcome, _)| *outcome == Outcome::Holds));
    // The kinds of organizations add up as well: 12 + 3 + 1 + 1 + 2 are new, whatever total stood before them.
    let kinds = [
        (Applicants::CommercialEnterprises, "3"),
        (Applicants::ResearchInstitutions, "1"),
        (Applicants::PublicWelfareOrganizations, "1"),
        (Applicants::LegalServiceInstitutions, "2"),
    ];
    let mut all = vec![claim("on_hand", "22"), persons("on_hand", "12")];
    all.extend(kinds.map(|(applicants, figure)| of("on_hand", figure, applicants)));
    assert!(outcomes(&all).iter().all(|(outcome, _)| *outcome == Outcome::Holds));
    let wrong = [claim("newly_received", "19"), persons("newly_received", "13"), organizations("newly_received", "7")];
    assert_eq!(outcomes(&wrong)[1].0, Outcome::Violated);
}

#[test]
fn what_stands_beside_a_claim_says_what_it_means() {
    let error = (Outcome::Violated, Severity::Error);
    let warning = (Outcome::Violated, Severity::Warning);
    let holds = (Outcome::Holds, Severity::Error);
    let granted = [claim("results.granted", "10"), claim("results.partially_granted", "2")];
    assert_eq!(outcomes(&granted), [error, holds], "partially granted is named, so that ten cannot include it");
    let unable = [claim("not_held", "7"), claim("results.unable.requires_creation", "1")];
    assert_eq!(outcomes(&unable), [error, holds]);
    assert_eq!(outcomes(&[claim("closed", "18"), claim("carried_forward", "1")]), [warning, holds]);
    assert_eq!(outcomes(&[claim("closed", "18")]), [error]);
}

#[test]
fn disputes_are_warnings() {
    assert_eq!(holds(claim("disputes.reconsideration", "3")), Phrase::Literal);
    assert_eq!(holds(claim("disputes.litigation", "2")), Phrase::Literal);
    assert_eq!(holds(claim("disputes.all", "5")), Phrase::Literal);
    assert_eq!(holds(claim("disputes.reconsideration.upheld", "1")), Phrase::Literal);
    assert_eq!(violated(claim("disputes.reconsideration", "4")), Severity::Warning);
    assert_eq!(violated(claim("disputes.litigation", "none")), Severity::Warning);
}

#[test]
fn documents_decisions_and_fees() {
    assert_eq!(holds(claim("disclosure.normative_documents.in_force", "63")), Phrase::Literal);
    assert_eq!(violated(claim("disclosure.normative_documents.in_force", "44")), Severity::Error);
    let loose =
        with(claim("disclosure.normative_documents.in_force", "44"), |claim| claim.certainty = Certainty::Loose);
    assert_eq!(violated(loose), Severity::Warning);
    // The row of rules is blank, and a blank states nothing but nought.
    assert_eq!(holds(claim("disclosure.rules.issued", "none")), Phrase::Literal);
    assert_eq!(unknown(claim("disclosure.rules.issued", "2")), Reason::NothingStated);
    assert_eq!(holds(claim("disclosure.licensing.decisions", "387")), Phrase::Literal);
    assert_eq!(violated(claim("disclosure.penalties.decisions", "180")), Severity::Warning);

    let fee = |figure, unit| with(claim("disclosure.fees.amount", figure), |claim| claim.unit = Some(unit));
    assert_eq!(holds(fee("86.5", Unit::TenThousandYuan)), Phrase::Literal);
    assert_eq!(holds(fee("87", Unit::TenThousandYuan)), Phrase::Literal);
    assert_eq!(holds(fee("865000", Unit::Yuan)), Phrase::Literal);
    assert_eq!(holds(fee("≥86", Unit::TenThousandYuan)), Phrase::Literal);
    assert_eq!(violated(fee("86.5", Unit::Yuan)), Severity::Warning);
    assert_eq!(unknown(claim("disclosure.fees.amount", "86.5")), Reason::UnitUnknown);
    assert_eq!(assess(SAMPLE, claim("information_fee.collected", "86.5")), None, "another fee");
}

#[test]
fn inexact_figures() {
    assert_eq!(holds(claim("disclosure.licensing.decisions", "≥380")), Phrase::Literal);
    assert_eq!(holds(claim("disclosure.licensing.decisions", "≥300")), Phrase::Literal);
    assert_eq!(violated(claim("received", "≥30")), Severity::Warning);
    assert_eq!(holds(claim("received", "~20")), Phrase::New);
}

#[test]
fn shares_name_their_whole() {
    let share = |quantity, figure| with(claim(quantity, figure), |claim| claim.measure = Measure::Share);
    assert_eq!(holds(share("closed", "95.5")), Phrase::OfNewAndCarriedOver);
    assert_eq!(holds(share("closed", "95.45")), Phrase::OfNewAndCarriedOver);
    assert_eq!(violated(share("closed", "100")), Severity::Warning);
    let in_time = with(share("closed", "100"), |claim| claim.certainty = Certainty::Loose);
    assert_eq!(unknown(in_time), Reason::NoSuchCell);
    assert_eq!(holds(share("results.granted", "38.1")), Phrase::OfClosed);
    assert_eq!(holds(share("results.denied", "15.8")), Phrase::OfNew);
    let natural = with(share("received", "63.2"), |claim| claim.applicants = Applicants::NaturalPersons);
    assert_eq!(holds(natural), Phrase::OfNew);
}

#[test]
fn scope_and_year() {
    let of = |scope, figure| with(claim("received", figure), |claim| claim.scope = scope);
    assert_eq!(violated(of(Scope::Region, "30")), Severity::Error, "a government reports for its area");
    assert_eq!(unknown(of(Scope::Office, "30")), Reason::OtherScope);
    assert_eq!(holds(of(Scope::Office, "19")), Phrase::New);
    assert_eq!(unknown(of(Scope::Others, "30")), Reason::OtherScope);
    let stale = with(claim("received", "30"), |claim| claim.year = Some(2023));
    assert_eq!(unknown(stale), Reason::OtherYear);
    let stated = with(claim("received", "30"), |claim| claim.year = Some(2024));
    assert_eq!(violated(stated), Severity::Error);

    let bureau = SAMPLE.replace("澄溪县人民政府2024年", "澄溪县水务局2024年");
    let finding = assess(&bureau, of(Scope::Region, "30")).expect("a finding");
    assert_eq!(finding.reason, Some(Reason::OtherScope));
    let finding = assess(&bureau, of(Scope::Office, "30")).expect("a finding");
    assert_eq!(finding.outcome, Outcome::Violated);
}

#[test]
fn the_2019_edition_has_other_cells() {
    let outcome = |claim| assess(SAMPLE_2019, claim).map(|finding| (finding.outcome, finding.reason));
    let issued = claim("disclosure.normative_documents.issued", "12");
    assert_eq!(outcome(issued), Some((Outcome::Holds, None)));
    let repealed = claim("disclosure.normative_documents.repealed", "5");
    assert_eq!(outcome(repealed), Some((Outcome::NotAssessable, Some(Reason::NoSuchCell))));
    assert_eq!(outcome(claim("results.other", "none")), Some((Outcome::Holds, None)));
    let no_row = claim("results.other.fee_overdue", "none");
    assert_eq!(outcome(no_row), Some((Outcome::NotAssessable, Some(Reason::NoSuchCell))));
    assert_eq!(outcome(claim("disclosure.licensing.decisions", "387")), Some((Outcome::Holds, None)));
}

#[test]
fn documents_disclosed_over_the_years_have_a_cell_in_2019_alone() {
    let stated = |figure| claim("disclosure.normative_documents.total_disclosed", figure);
    let outcome = |sample, figure| assess(sample, stated(figure)).map(|finding| (finding.outcome, finding.reason));
    assert_eq!(outcome(SAMPLE_2019, "63"), Some((Outcome::Holds, None)));
    assert_eq!(outcome(SAMPLE_2019, "1"), Some((Outcome::Violated, None)));
    assert_eq!(outcome(SAMPLE, "1"), Some((Outcome::NotAssessable, Some(Reason::NoSuchCell))));
}

#[test]
fn growth_needs_last_year() {
    let measured = |figure: &str, measure| with(claim("received", figure), |claim| claim.measure = measure);
    assert_eq!(unknown(measured("50", Measure::Growth)), Reason::NoPreviousReport);

    let before = SAMPLE
        .replace("澄溪县人民政府2024年", "澄溪县人民政府2023年")
        .replace("2024年1月1日至2024年12月31日", "2023年1月1日至2023年12月31日")
        .replace("12\t3\t1\t1\t2\t0\t19", "9\t3\t1\t1\t2\t0\t16");
    let before = report(&before, claim("received", "16"));
    let outcome = |claim: Claim| {
        let findings = check_series(&[report(SAMPLE, claim), before.clone()]);
        findings.of_rule("N015").map(|finding| finding.outcome).next()
    };
    assert_eq!(outcome(measured("18.8", Measure::Growth)), Some(Outcome::Holds), "16 to 19");
    assert_eq!(outcome(measured("18.75", Measure::Growth)), Some(Outcome::Holds));
    assert_eq!(outcome(measured("-18.8", Measure::Growth)), Some(Outcome::Violated));
    assert_eq!(outcome(measured("19.5", Measure::Growth)), Some(Outcome::Violated));
    assert_eq!(outcome(measured("3", Measure::Increase)), Some(Outcome::Holds));
    assert_eq!(outcome(measured("-3", Measure::Increase)), Some(Outcome::Violated));

    // Of those closed, not of those received: 21 in both years. Nor of new ones alone, which were 15 and 18.
    let of_closed = |figure: &str, measure| outcome(with(claim("closed", figure), |claim| claim.measure = measure));
    assert_eq!(of_closed("0", Measure::Increase), Some(Outcome::Holds));
    assert_eq!(of_closed("3", Measure::Increase), Some(Outcome::Violated));
    assert_eq!(of_closed("18.8", Measure::Growth), Some(Outcome::Violated));
    assert_eq!(of_closed("20", Measure::Growth), Some(Outcome::Violated));

    // A figure of the year before is held against the report of that year.
    let stated = |figure: &str| with(claim("received", figure), |claim| claim.year = Some(2023));
    let of_last_year = |figure: &str| {
        let findings = check_series(&[before.clone(), report(SAMPLE, stated(figure))]);
        findings.of_rule("N001").map(|finding| (finding.outcome, finding.report)).collect::<Vec<_>>()
    };
    assert_eq!(of_last_year("16"), [(Outcome::Holds, 1)]);
    assert_eq!(of_last_year("17"), [(Outcome::Violated, 1)]);
}
