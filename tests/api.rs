//! The public face: auto traits, ids that read back, messages word for word, limits, codes.

#![allow(clippy::panic, clippy::print_stderr, clippy::unwrap_used, reason = "a test fails by panicking, and shows why")]

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use ogi_report::batch;
use ogi_report::report::{
    ApplicantColumn, ApplicantRow, ApplicationRow, Applications, ApplicationsTable, Block, Candidate, Cell, CellId,
    CellStatus, CellValue, Citation, Contact, Date, Decimal, DecisionCount, Denied, Disclosure, Disclosure2019Cell,
    DisclosureCell, DisclosureTable, DisclosureTable2019, DisclosureTable2021, Disputes, DisputesTable, DocumentCounts,
    DocumentDisclosure, Edition, ExtraColumn, FeeAmount, FeeItems, Furniture, FurnitureKind, Heading, ItemChange,
    NotProcessed, Number, Numbering, NumberingStyle, OtherHandling, Outcome, Outcomes, Paragraph, ParseCellIdError,
    ParseDateError, ParseDecimalError, Period, Placement, Preamble, Proceeding, Procurement, Publication, Results,
    Section, SectionKind, Signature, SubHeading, Title, Unable, Unit,
};
use ogi_report::write::{
    CellRecord, CheckKind, ClaimRecord, ErrorRecord, FindingRecord, FindingsJson, FlatCell, FlatReport, FlatSection,
    Renderer, ReportRecord, Rows, Sarif, SourceText, Tally, Word, arrow,
};
use ogi_report::{
    Code, Diagnostic, Elsewhere, Error, Form, Label, LineIndex, Options, Parsed, Position, Report, SAMPLE, Severity,
    Span, Spanned, parse,
};

fn plain_data<T: Send + Sync + Unpin + Clone + std::fmt::Debug + std::panic::UnwindSafe + 'static>() {}

#[test]
fn public_types_are_plain_data() {
    macro_rules! check { ($($type:ty),* $(,)?) => { $(plain_data::<$type>();)* } }
    check!(
        Parsed,
        Report,
        Options,
        Error,
        Diagnostic,
        Code,
        Severity,
        Label,
        Span,
        Spanned<String>,
        Position,
        LineIndex,
        ApplicantColumn,
        ApplicantRow,
        ApplicationRow,
        Applications,
        ApplicationsTable,
        Block,
        Candidate,
        Cell,
        CellId,
        CellStatus,
        CellValue,
        Citation,
        Contact,
        Date,
        Decimal,
        DecisionCount,
        Denied,
        Disclosure,
        Disclosure2019Cell,
        DisclosureCell,
        DisclosureTable,
        DisclosureTable2019,
        DisclosureTable2021,
        Disputes,
        DisputesTable,
        DocumentCounts,
        DocumentDisclosure,
        Edition,
        ExtraColumn,
        FeeAmount,
        FeeItems,
        Furniture,
        FurnitureKind,
        Heading,
        ItemChange,
        NotProcessed,
        Number,
        Numbering,
        NumberingStyle,
        OtherHandling,
        Outcome,
        Outcomes,
        Paragraph,
        ParseCellIdError,
        ParseDateError,
        ParseDecimalError,
        Period,
        Placement,
        Preamble,
        Proceeding,
        Procurement,
        Publication,
        Results,
        Section,
        SectionKind,
        Signature,
        SubHeading,
        Title,
        Unable,
        Unit,
        FlatCell,
        FlatReport,
        FlatSection,
        CheckKind,
        FindingsJson<'static>,
        Renderer<'static>,
        Sarif<'static>,
        SourceText<'static>,
        Tally,
        Rows<'static>,
        CellRecord<'static>,
        ClaimRecord<'static>,
        FindingRecord<'static>,
        ReportRecord<'static>,
        ErrorRecord<'static>,
        Word,
        batch::Batch,
        batch::Item,
        batch::Checked,
        batch::Error,
        arrow::StoredCell,
    );
}

#[test]
fn errors_are_errors() {
    fn is_error<T: std::error::Error + Send + Sync + 'static>() {}
    is_error::<Error>();
    is_error::<batch::Error>();
    is_error::<ParseCellIdError>();
    is_error::<ParseDateError>();
    is_error::<ParseDecimalError>();
}

#[test]
fn errors_tell_their_kind_and_what_to_do() {
    let part = || "word/document.xml".to_owned();
    let errors = [
        Error::Empty,
        Error::TooLarge { actual: 2, limit: 1 },
        Error::TooManyLines { limit: 1 },
        Error::Binary { found: "NUL", offset: 0 },
        Error::OtherForm { expected: Form::Docx, found: Form::Archive },
        Error::Encrypted { form: "an Office document with a password" },
        Error::Damaged { part: part(), reason: "it is cut off".to_owned() },
        Error::TooMuchUnpacked { part: part(), limit: 1 },
        Error::TooDense { part: part(), limit: 1 },
        Error::Entities { part: part() },
        Error::TooDeep { part: part(), limit: 1 },
        Error::NoSection { hint: Some("it looks like a list") },
        Error::UnsupportedForm { form: Form::Image },
        Error::OnlyPictures { pages: 3 },
        Error::UnknownGlyphs { unknown: 1, of: 2 },
        Error::UnsupportedEncoding { encoding: "UTF-32" },
        Error::Elsewhere { what: Elsewhere::File, target: "/a\n.pdf".into() },
    ];
    let kinds: BTreeSet<&str> = errors.iter().map(Error::kind).collect();
    assert_eq!(kinds.len(), errors.len(), "kinds are unique");
    for error in errors {
        let hint = error.hint();
        assert!(hint.as_ref().is_none_or(|hint| error.to_string().contains(&**hint)), "{error}: {hint:?}");
        let without = matches!(error, Error::Empty | Error::Binary { .. } | Error::Entities { .. });
        assert_eq!(hint.is_none(), without, "{error}");
        assert_eq!(batch::Error::from(error.clone()).to_string(), error.to_string());
    }
}

#[test]
fn every_cell_id_reads_back() {
    for (edition, n) in [(Edition::E2021, 200), (Edition::E2019, 198)] {
        let ids: Vec<CellId> = CellId::all(edition).collect();
        assert_eq!(ids.len(), n);
        let texts: BTreeSet<String> = ids.iter().map(ToString::to_string).collect();
        assert_eq!(texts.len(), n, "ids are unique");
        let labels: BTreeSet<String> = ids.iter().map(|id| id.label_zh()).collect();
        assert_eq!(labels.len(), n, "labels in Chinese are unique");
        let labels: BTreeSet<String> = ids.iter().map(|id| id.label_en()).collect();
        assert_eq!(labels.len(), n, "labels in English are unique");
        for id in ids {
            assert_eq!(id.to_string().parse(), Ok(id));
            let json = serde_json::to_string(&id).unwrap();
            assert_eq!(json, format!("\"{id}\""));
            assert_eq!(serde_json::from_str::<CellId>(&json).unwrap(), id);
        }
    }
}

#[test]
fn ids_are_those_of_the_design() {
    let ids: BTreeSet<String> =
        CellId::all(Edition::E2021).chain(CellId::all(Edition::E2019)).map(|id| id.to_string()).collect();
    for id in [
        "disclosure.rules.issued",
        "disclosure.normative_documents.in_force",
        "disclosure.fees.amount",
        "disclosure_2019.licensing.change",
        "disclosure_2019.other_management_services.decisions",
        "disclosure_2019.procurement.amount",
        "applications.received.natural_person",
        "applications.results.denied.enforcement_files.legal_service_institution",
        "applications.results.other.correction_overdue.total",
        "applications.results.total.total",
        "applications.carried_forward.other_organization",
        "disputes.reconsideration.upheld",
        "disputes.litigation_after_reconsideration.pending",
    ] {
        assert!(ids.contains(id), "{id}");
    }
}

#[test]
fn what_is_no_id_is_refused() {
    for (text, nearest) in [
        ("", "applications.received.natural_person"),
        (".", "applications.received.natural_person"),
        ("applications", "applications.received.natural_person"),
        ("applications.received", "applications.received.natural_person"),
        ("Applications.received.total", "applications.received.total"),
        ("applications.received.total.", "applications.received.total"),
        (" applications.received.total", "applications.received.total"),
        ("applications.recieved.total", "applications.received.total"),
        ("received.total", "applications.received.total"),
        ("received", "applications.received.natural_person"),
        ("not_held", "applications.results.unable.not_held.natural_person"),
        ("disputes.reconsideration", "disputes.reconsideration.upheld"),
        ("disclosure.rules", "disclosure.rules.issued"),
        ("disclosure.rules.created", "disclosure_2019.rules.created"),
        ("disclosure_2019.rules.issued", "disclosure_2019.rules.created"),
        ("applications.results.total", "applications.results.total.total"),
    ] {
        let error = text.parse::<CellId>().unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("`{text}` is no cell id; `{nearest}` is one, and `CellId::all` lists them")
        );
    }
}

#[test]
fn cells_of_the_other_edition_are_missing() {
    let report = parse(SAMPLE).unwrap().report;
    assert_eq!(report.edition, Edition::E2021);
    for id in CellId::all(Edition::E2019).filter(|id| matches!(id, CellId::Disclosure2019(_))) {
        assert_eq!(report.cell(id).status(), CellStatus::Missing);
    }
}

#[test]
fn errors_say_what_happened_and_what_to_do() {
    let message = |error: Error| error.to_string();
    assert_eq!(message(parse(" \n").unwrap_err()), "the text is empty: there is no report in it");
    assert_eq!(
        message(Options::new().max_bytes(10).parse("一、总体情况\n无。").unwrap_err()),
        "the text has 25 bytes, more than the limit of 10: split it, or raise `Options::max_bytes`"
    );
    assert_eq!(
        message(Options::new().max_lines(1).parse("一、总体情况\n无。").unwrap_err()),
        "the text has more than 1 lines and table cells: no report is that long; check the input, or raise `Options::max_lines`"
    );
    assert_eq!(
        message(parse("一、总体情况\n\0").unwrap_err()),
        "this is binary data, not text: a NUL character stands at byte 19"
    );
    let none = "no section of an annual report was found: none of the headings 总体情况, 主动公开政府信息情况, \
        收到和处理政府信息公开申请情况, 行政复议、行政诉讼情况, 存在的主要问题及改进情况, 其他需要报告的事项 stands on a line of \
        its own, and none of the tables is there";
    assert_eq!(message(parse("今天天气很好。").unwrap_err()), none);
    assert_eq!(message(Error::NoSection { hint: Some("a hint") }), format!("{none} (a hint)"));
    assert_eq!(ParseDateError.to_string(), "not a date of the form 2025-01-20");
    assert_eq!(ParseDecimalError.to_string(), "not a decimal number of at most 28 digits");
}

#[test]
fn limits_can_be_moved_both_ways() {
    assert_eq!(Options::new(), Options::default());
    assert_eq!(
        Options::new().max_bytes(usize::MAX).parse(SAMPLE),
        parse(SAMPLE),
        "more than spans can hold is cut to that"
    );
    assert_eq!(Options::new().max_lines(usize::MAX).max_diagnostics(usize::MAX).parse(SAMPLE), parse(SAMPLE));
    assert!(matches!(Options::new().max_bytes(0).parse("x"), Err(Error::TooLarge { actual: 1, limit: 0 })));
    assert!(matches!(Options::new().max_lines(0).parse("x"), Err(Error::TooManyLines { limit: 0 })));
}

#[test]
fn codes_are_unique_well_formed_and_documented() {
    let mut codes = BTreeSet::new();
    let mut names = BTreeSet::new();
    for &code in Code::ALL {
        let (letter, digits) = code.code().split_at(1);
        assert!(
            ["P", "T"].contains(&letter) && digits.len() == 3 && digits.bytes().all(|b| b.is_ascii_digit()),
            "{code}"
        );
        assert!(code.name().bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{}", code.name());
        assert!(codes.insert(code.code()), "{code} stands twice");
        assert!(names.insert(code.name()), "{} stands twice", code.name());
        assert_eq!(code.to_string(), code.code());
        let json = serde_json::to_string(&code).unwrap();
        assert_eq!(serde_json::from_str::<Code>(&json).unwrap(), code);
        assert_eq!(json, format!("\"{}\"", code.name()), "the name in JSON is the name");
    }
    // Every code has a sentence of its own in the source that the documentation is made of.
    let source = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/diagnostic.rs")).unwrap();
    let lines: Vec<&str> = source.lines().map(str::trim).collect();
    let mut sentences = BTreeSet::new();
    for &code in Code::ALL {
        let at = lines
            .iter()
            .position(|line| line.contains(&format!("\"{}\", \"{}\"", code.code(), code.name())))
            .unwrap_or_else(|| panic!("{code} is not in its list"));
        let doc: Vec<&str> = lines[..at].iter().rev().take_while(|line| line.starts_with("///")).copied().collect();
        assert!(!doc.is_empty(), "{code} is not documented");
        assert!(sentences.insert(doc.concat()), "{code} has the words of another code");
    }
}

#[test]
fn diagnostics_read_like_messages() {
    let mut seen = 0;
    for fixture in common::fixtures() {
        let Ok(parsed) = parse(&fixture.text) else { continue };
        let mut last = 0;
        for diagnostic in &parsed.diagnostics {
            seen += 1;
            let name = &fixture.name;
            assert_eq!(diagnostic.severity, diagnostic.code.severity(), "{name}: {diagnostic}");
            assert!(diagnostic.span.start >= last, "{name}: {diagnostic} stands before the one above it");
            last = diagnostic.span.start;
            let messages = diagnostic
                .related
                .iter()
                .map(|label| &label.message)
                .chain(&diagnostic.help)
                .chain([&diagnostic.message]);
            for message in messages {
                assert!(
                    !message.is_empty() && !message.ends_with(['.', '。']),
                    "{name}: {message:?} of {}",
                    diagnostic.code
                );
                assert!(
                    !message.starts_with(|c: char| c.is_ascii_uppercase()),
                    "{name}: {message:?} of {}",
                    diagnostic.code
                );
                assert!(message.chars().count() < 300, "{name}: {message:?} of {} is long", diagnostic.code);
            }
            let shown = diagnostic.to_string();
            assert_eq!(shown, format!("{}[{}]: {}", diagnostic.severity, diagnostic.code, diagnostic.message));
        }
    }
    assert!(seen > 100, "only {seen} diagnostics in all fixtures");
}

#[test]
fn the_sample_is_a_whole_report() {
    let parsed = parse(SAMPLE).unwrap();
    assert_eq!(common::faults(SAMPLE, &parsed), Vec::<String>::new());
    assert_eq!(parsed.report.sections().count(), 6);
    assert!(parsed.report.cells().all(|(_, cell)| matches!(cell.status(), CellStatus::Number | CellStatus::Blank)));
    let severe: Vec<_> =
        parsed.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).collect();
    assert!(severe.is_empty(), "{severe:#?}");
}
