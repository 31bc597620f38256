//! The page with findings on it: what is marked, what it links to, and that nothing in a report gets out of its text.

#![cfg(feature = "html")]
#![allow(clippy::panic, clippy::print_stderr, clippy::unwrap_used, reason = "a test fails by panicking, and shows why")]

mod common;

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use base64::Engine as _;
use common::fixtures;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use ogi_report::check::{Checker, Language, Outcome, Tally, check, check_series, locate};
use ogi_report::report::{CellId, CellStatus};
use ogi_report::write::{self, AnnotatedPage, CheckKind, SourceText};
use ogi_report::{Report, SAMPLE, SAMPLE_2019, parse, read};
use sha2::Digest as _;

/// The page about a text.
fn page(name: &str, text: &str) -> String {
    let parsed = parse(text).unwrap();
    let (findings, location) = (check(&parsed.report), locate(&parsed.report));
    let sources = [SourceText::new(name, text)];
    let mut page = AnnotatedPage::new(&sources);
    page.read(0, &parsed);
    page.check(CheckKind::Report, 0..1, &findings, |_| true);
    page.located(&location);
    page.to_html()
}

/// The sample with faults in tables and prose.
fn faulty() -> String {
    SAMPLE.replace("2\t0\t19", "2\t0\t18").replace("申请19件", "申请17件").replace("1\t1\t0\t1\t3", "1\t1\t0\t1\t4")
}

/// The tags, the text and the faults of a page, as browsers see them.
#[derive(Debug, Default)]
struct Seen {
    tags: RefCell<Vec<Tag>>,
    text: RefCell<String>,
    errors: RefCell<Vec<Cow<'static, str>>>,
}

impl TokenSink for &Seen {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        match token {
            Token::TagToken(tag) => {
                let is_style = tag.kind == TagKind::StartTag && &*tag.name == "style";
                self.tags.borrow_mut().push(tag);
                if is_style {
                    return TokenSinkResult::RawData(html5ever::tokenizer::states::RawKind::Rawtext);
                }
            }
            Token::CharacterTokens(text) => self.text.borrow_mut().push_str(&text),
            Token::ParseError(error) => self.errors.borrow_mut().push(error),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

fn seen(page: &str) -> Seen {
    let seen = Seen::default();
    let options = TokenizerOpts { exact_errors: true, ..TokenizerOpts::default() };
    let tokenizer = Tokenizer::new(&seen, options);
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from_slice(page));
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    drop(tokenizer);
    seen
}

impl Seen {
    fn values(&self, name: &str) -> Vec<String> {
        let tags = self.tags.borrow();
        let attributes = tags.iter().flat_map(|tag| &tag.attrs);
        attributes
            .filter(|attribute| &*attribute.name.local == name)
            .map(|attribute| attribute.value.to_string())
            .collect()
    }
}

/// What must hold of every page: it is whole HTML, ids are unique, what is pointed to is there, and nothing is fetched.
#[track_caller]
fn assert_sound(page: &str) -> Seen {
    let seen = seen(page);
    assert_eq!(*seen.errors.borrow(), [""; 0]);
    let mut open: Vec<String> = Vec::new();
    for tag in seen.tags.borrow().iter() {
        let name = tag.name.to_string();
        match tag.kind {
            TagKind::StartTag if matches!(&*name, "meta" | "input" | "br") => {}
            TagKind::StartTag => open.push(name),
            TagKind::EndTag => assert_eq!(open.pop(), Some(name), "what is opened last is closed first"),
        }
    }
    assert_eq!(open, [""; 0]);
    let ids = seen.values("id");
    let unique: BTreeSet<&String> = ids.iter().collect();
    assert_eq!(ids.len(), unique.len(), "ids are unique");
    for target in seen.values("href") {
        let id = target.strip_prefix('#').unwrap_or_else(|| panic!("{target} leads out of the page"));
        assert!(unique.contains(&id.to_owned()), "{target} leads nowhere");
    }
    for id in seen.values("aria-describedby") {
        assert!(unique.contains(&id), "{id} is not there");
    }
    let names: BTreeSet<String> = seen
        .tags
        .borrow()
        .iter()
        .flat_map(|tag| &tag.attrs)
        .map(|attribute| attribute.name.local.to_string())
        .collect();
    assert!(names.iter().all(|name| name != "src" && name != "style" && !name.starts_with("on")), "{names:?}");
    for tag in seen.tags.borrow().iter() {
        let name = &*tag.name;
        assert!(!matches!(name, "script" | "link" | "img" | "iframe" | "object" | "base" | "form"), "{name}");
    }
    seen
}

#[test]
fn pages_are_sound() {
    for text in [SAMPLE, SAMPLE_2019, &faulty(), "一、总体情况\n无。\n"] {
        assert_sound(&page("报告.txt", text));
        assert_sound(&write::html(&parse(text).unwrap().report));
    }
    for fixture in fixtures().into_iter().step_by(5) {
        assert_sound(&page(&fixture.name, &fixture.text));
    }
}

#[test]
fn a_page_needs_nothing_else() {
    for page in [page("报告.txt", &faulty()), write::html(&parse(SAMPLE).unwrap().report)] {
        for word in ["http:", "https:", "src=", "url(", "@import", "javascript:", "<script"] {
            assert!(!page.contains(word), "{word}");
        }
        let policy = page.split_once("Content-Security-Policy\" content=\"").unwrap().1.split_once('"').unwrap().0;
        assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"), "{policy}");
        let styles: Vec<&str> =
            page.split("<style>").skip(1).map(|part| part.split_once("</style>").unwrap().0).collect();
        for style in &styles {
            let hash = base64::engine::general_purpose::STANDARD.encode(sha2::Sha256::digest(style));
            assert!(policy.contains(&format!("'sha256-{hash}'")), "the hash of a style is {hash}");
        }
        assert_eq!(policy.matches("sha256-").count(), styles.len());
    }
}

/// The classes of the elements that have an id.
fn classes(page: &str) -> BTreeMap<String, String> {
    let seen = seen(page);
    let tags = seen.tags.borrow();
    let value = |tag: &Tag, name: &str| {
        tag.attrs.iter().find(|attribute| &*attribute.name.local == name).map(|attribute| attribute.value.to_string())
    };
    tags.iter().filter_map(|tag| Some((value(tag, "id")?, value(tag, "class").unwrap_or_default()))).collect()
}

#[test]
fn every_operand_is_marked() {
    let mut texts: Vec<String> = fixtures().into_iter().step_by(5).map(|fixture| fixture.text).collect();
    texts.extend([SAMPLE.to_owned(), faulty()]);
    let mut n = 0;
    for text in texts {
        let classes = classes(&page("a", &text));
        let report = parse(&text).unwrap().report;
        for finding in &check(&report) {
            for cell in finding.operands.iter().filter_map(|operand| operand.cell) {
                let has_table = OFFICIAL.iter().any(|(name, has)| {
                    let is_of_table = |id: &CellId| id.to_string().starts_with(name);
                    let mut cells = report.cells().filter(|(id, _)| is_of_table(id));
                    // A table none of whose cells was found is not on the page.
                    is_of_table(&cell) && has(&report) && cells.any(|(_, cell)| cell.status() != CellStatus::Missing)
                });
                let class = classes.get(&format!("cell-{cell}"));
                assert_eq!(class.is_some(), has_table, "{cell} of {}", finding.rule.code);
                if let (Some(class), Outcome::Violated) = (class, finding.outcome) {
                    n += 1;
                    assert!(class.contains("violated") || class.contains("remark"), "{cell}: {class}");
                }
            }
        }
    }
    assert!(n > 100, "{n}");
}

type HasTable = fn(&Report) -> bool;

/// Whether a report has the table that an id of this beginning belongs to.
const OFFICIAL: &[(&str, HasTable)] = &[
    ("disclosure.", |report| {
        let table = report.disclosure.as_ref().and_then(|disclosure| disclosure.table.as_ref());
        table.is_some_and(|table| table.as_2021().is_some())
    }),
    ("disclosure_2019.", |report| {
        let table = report.disclosure.as_ref().and_then(|disclosure| disclosure.table.as_ref());
        table.is_some_and(|table| table.as_2019().is_some())
    }),
    ("applications.", |report| report.applications.as_ref().is_some_and(|applications| applications.table.is_some())),
    ("disputes.", |report| report.disputes.as_ref().is_some_and(|disputes| disputes.table.is_some())),
];

#[test]
fn a_figure_of_the_prose_is_marked_where_it_stands() {
    let text = faulty();
    let page = page("a", &text);
    let mark = page.split_once("<b class=\"figure\">17</b>").unwrap();
    let opened = mark.0.rsplit_once("<span").unwrap().1;
    assert!(opened.contains("class=\"m violated\"") && opened.contains("申请"), "{opened}");
    assert!(mark.1.split_once("</aside>").unwrap().0.contains(">N001</a>"), "its note names the finding");
}

#[test]
fn of_several_reports_the_right_one_is_marked() {
    let last_year = SAMPLE.replace("县人民政府2024年政府", "县人民政府2023年政府");
    let parsed = [parse(SAMPLE).unwrap(), parse(&last_year).unwrap()];
    let reports = parsed.clone().map(|parsed| parsed.report);
    let findings = check_series(&reports);
    let sources = [SourceText::new("本年", SAMPLE), SourceText::new("上年", &last_year)];
    let mut page = AnnotatedPage::new(&sources);
    for (nth, parsed) in parsed.iter().enumerate() {
        page.read(nth, parsed);
    }
    page.check(CheckKind::Series, 0..2, &findings, |finding| finding.rule.code == "Y001");
    let page = page.to_html();
    assert_sound(&page);
    let marked: BTreeSet<String> =
        classes(&page).into_keys().filter(|id| id.contains("cell-") && !id.ends_with("-note")).collect();
    let carried = |prefix: &str, row: &str| {
        marked.iter().filter(|id| id.starts_with(&format!("{prefix}cell-applications.{row}."))).count()
    };
    assert_eq!((carried("", "carried_over"), carried("", "carried_forward")), (7, 0), "{marked:?}");
    assert_eq!((carried("r2-", "carried_over"), carried("r2-", "carried_forward")), (0, 7), "{marked:?}");
}

#[test]
fn several_offices_have_their_outcomes_drawn_and_the_years_of_one_their_years() {
    let other = SAMPLE.replace("澄溪县", "临<江>县");
    let parsed = [parse(SAMPLE).unwrap(), parse(&other).unwrap()];
    let sources = [SourceText::new("one", SAMPLE), SourceText::new("other", &other)];
    let mut page = AnnotatedPage::new(&sources);
    (0..2).for_each(|nth| page.read(nth, &parsed[nth]));
    let drawn = page.to_html();
    assert_sound(&drawn);
    assert!(drawn.contains("各份报告的办理结果（图）") && !drawn.contains("各年度的数字（图）"));
    assert!(drawn.contains("全部2份报告"), "all of them are counted");
    assert_eq!(page.to_parts().outcomes().matches("<aside").count(), 1);

    let reports = parsed.clone().map(|parsed| parsed.report);
    let findings = check_series(&reports);
    page.check(CheckKind::Series, 0..2, &findings, |_| true);
    let drawn = page.to_html();
    assert!(!drawn.contains("各份报告的办理结果（图）") && drawn.contains("各年度的数字（图）"));

    let mut alone = AnnotatedPage::new(&sources[..1]);
    alone.read(0, &parsed[0]);
    assert_eq!(alone.to_parts().outcomes(), "");
}

#[test]
fn sources_that_do_not_exist_have_no_marks() {
    let text = faulty();
    let parsed = parse(&text).unwrap();
    let findings = check(&parsed.report);
    let sources = [SourceText::new("a", &text)];
    let mut page = AnnotatedPage::new(&sources);
    page.read(7, &parsed);
    page.read(0, &parsed);
    for inputs in [1..3, usize::MAX..usize::MAX, 0..0] {
        page.check(CheckKind::Report, inputs, &findings, |_| true);
    }
    let page = page.to_html();
    assert_sound(&page);
    assert!(!page.contains("id=\"cell-"), "nothing is known to be of this report");
    assert!(page.contains("id=\"finding-1\""));
    assert_sound(&AnnotatedPage::new(&[]).to_html());
}

#[test]
fn what_was_left_out_is_said() {
    let text = faulty();
    let parsed = parse(&text).unwrap();
    let findings = Checker::new().max_findings(40).check(&parsed.report);
    let sources = [SourceText::new("a", &text)];
    let mut page = AnnotatedPage::new(&sources).max_findings(3).language(Language::En);
    page.read(0, &parsed);
    page.check(CheckKind::Report, 0..1, &findings, |_| true);
    page.unread("b<c>", "not UTF-8");
    let page = page.to_html();
    assert_eq!(page.matches("<article class=\"card violated\"").count(), 3, "the worst are kept");
    assert_eq!(page.matches("<article class=\"card").count(), 3);
    assert!(page.contains("37 more findings are beyond the limit of this page"));
    assert!(page.contains("are beyond the limit and not listed"), "those of the checker");
    assert!(page.contains("b&lt;c&gt;"));
    assert!(page.contains("id=\"language-en\" checked"));
}

/// Text that is markup, wherever a report has text.
const HOSTILE: &str =
    "</td></p></style></title><script>alert(1)</script><img src=x onerror='alert(1)'>\"'&lt;&#x3c;--><!--";

#[test]
fn markup_in_a_report_is_text() {
    let text = SAMPLE
        .replace("县人民政府2024年政府", &format!("县{HOSTILE}人民政府2024年政府"))
        .replace("行政许可\t387", &format!("行政许可\t{HOSTILE}"))
        .replace("行政处罚\t", "行政处罚\t9（javascript:alert(1)）")
        .replace("一、总体情况\n", &format!("一、总体情况\n{HOSTILE}推进公开。\n"))
        .replace("申请19件", &format!("申请17件{HOSTILE}"))
        .replace("此件公开发布", &format!("此件公开发布{HOSTILE}"));
    let parsed = parse(&text).unwrap();
    let kinds = |page: &str| -> BTreeSet<String> {
        let seen = assert_sound(page);
        seen.tags.borrow().iter().map(|tag| tag.name.to_string()).collect()
    };
    let tame = kinds(&page("a", &faulty()));
    let name = format!("年报/{HOSTILE}.txt");
    let hostile = page(&name, &text);
    assert!(kinds(&hostile).is_subset(&tame), "{:?}", kinds(&hostile));
    assert!(assert_sound(&hostile).text.borrow().contains(HOSTILE), "it is shown as it is");
    kinds(&write::html(&parsed.report));
    let back = read(write::html(&parsed.report).as_bytes()).unwrap().report;
    let prose = |report: &Report| report.overview.as_ref().unwrap().paragraphs().next().unwrap().text.clone();
    assert!(prose(&back).starts_with(HOSTILE));
    assert_eq!(prose(&back), prose(&parsed.report));
}

#[test]
fn characters_that_no_page_can_hold_are_seen() {
    let text = SAMPLE.replace("申请19件", "申请17件\u{202e}\u{1}\u{85}\u{fdd0}");
    let page = page("a\u{202e}\0.txt", &text);
    let listed = page.split_once("id=\"findings\"").unwrap().1;
    assert!(!listed.contains('\u{202e}') && !page.contains(['\u{1}', '\u{85}', '\0']));
    assert!(page.contains("a�␀.txt"));
}

#[test]
fn both_languages_are_on_the_page() {
    let text = faulty();
    let page = page("a", &text);
    let finding = check(&parse(&text).unwrap().report).violated().next().unwrap().clone();
    let shown = assert_sound(&page);
    for language in [Language::Zh, Language::En] {
        assert!(shown.text.borrow().contains(&finding.message(language)), "{language:?}");
    }
}

/// All parts of the page about a text, in a frame.
fn framed(text: &str) -> String {
    let parsed = parse(text).unwrap();
    let (findings, location) = (check(&parsed.report), locate(&parsed.report));
    let sources = [SourceText::new("a", text)];
    let mut page = AnnotatedPage::new(&sources);
    page.read(0, &parsed);
    page.check(CheckKind::Report, 0..1, &findings, |_| true);
    page.located(&location);
    let parts = page.to_parts();
    let (report, findings, source) = (parts.report(0), parts.findings(0..1), parts.source(0));
    let diagnostics = parts.diagnostics(0);
    assert_eq!(parts.tally(0..1), Tally::of(&check(&parsed.report)));
    assert_eq!((parts.report(1), parts.source(1).as_str(), parts.tally(1..2)), ("", "", Tally::default()));
    format!("<!doctype html><html><body>{report}{findings}{diagnostics}<pre>{source}</pre></body></html>")
}

#[test]
fn parts_are_sound() {
    for text in [SAMPLE, SAMPLE_2019, &faulty(), &HOSTILE.repeat(3), "一、总体情况\n无。\n"] {
        if parse(text).is_ok() {
            assert_sound(&framed(text));
        }
    }
    for fixture in fixtures().into_iter().step_by(9) {
        assert_sound(&framed(&fixture.text));
    }
    let hostile = SAMPLE
        .replace("申请19件", &format!("申请17件{HOSTILE}"))
        .replace("行政许可\t387", &format!("行政许可\t{HOSTILE}"));
    assert_sound(&framed(&hostile));
}

#[test]
fn the_source_is_whole_and_says_what_rests_on_it() {
    let mut texts: Vec<String> = fixtures().into_iter().step_by(13).map(|fixture| fixture.text).collect();
    texts.extend([SAMPLE.to_owned(), SAMPLE_2019.to_owned(), faulty(), SAMPLE.replace('\n', "\r\n")]);
    for text in texts {
        let page = framed(&text);
        let source = page.split_once("<pre>").unwrap().1.split_once("</pre>").unwrap().0;
        let shown = seen(&format!("<pre>{source}</pre>"));
        let plain = text.replace("\r\n", "\n").replace('\t', "    ");
        if !plain.contains(|c: char| c.is_control() && c != '\n' || "\u{feff}\u{200b}\u{200e}".contains(c)) {
            assert_eq!(*shown.text.borrow(), plain);
        }
        let pieces: Vec<(u32, u32)> = shown.values("data-at").iter().map(|at| range(at)).collect();
        assert!(pieces.windows(2).all(|pair| pair[0].1 <= pair[1].0), "pieces follow each other");
        let covered = |start: u32, end: u32| {
            let mut at = start;
            for &(from, to) in pieces.iter().filter(|(from, to)| start <= *from && *to <= end) {
                if from != at {
                    return false;
                }
                at = to;
            }
            at == end && pieces.iter().any(|piece| piece.0 == start)
        };
        let report = parse(&text).unwrap().report;
        for (id, cell) in report.cells() {
            let Some(span) = cell.span else { continue };
            assert!(covered(span.start, span.end), "{id} at {span:?}");
        }
        for claim in report.claims() {
            assert!(covered(claim.span.start, claim.span.end), "{}", claim.text);
        }
        // What a finding rests on is said beside it, cell by cell and word by word.
        let findings = check(&report);
        let tags = seen(&page);
        let marks: BTreeSet<String> = tags
            .values("data-marks")
            .iter()
            .flat_map(|of| of.split(' ').map(str::to_owned).collect::<Vec<_>>())
            .collect();
        let words: BTreeSet<String> = tags
            .values("data-words")
            .iter()
            .flat_map(|of| of.split(' ').map(str::to_owned).collect::<Vec<_>>())
            .collect();
        let ids: BTreeSet<String> = tags.values("id").into_iter().collect();
        assert!(marks.iter().all(|mark| mark.is_empty() || ids.contains(mark)), "marks are there");
        for operand in findings.iter().flat_map(|finding| finding.operands.iter()) {
            if let Some(span) = operand.span {
                assert!(words.contains(&format!("0:{}-{}", span.start, span.end)), "{operand:?}");
                assert!(covered(span.start, span.end), "{operand:?}");
            }
        }
    }
}

fn range(at: &str) -> (u32, u32) {
    let (start, end) = at.split_once('-').unwrap();
    (start.parse().unwrap(), end.parse().unwrap())
}

#[test]
fn of_a_long_source_the_beginning_is_shown() {
    let text = format!("{SAMPLE}{}", "这一年做了许多工作。\n".repeat(50_000));
    let page = framed(&text);
    assert_sound(&page);
    assert!(page.contains("more bytes are not shown"));
}

#[test]
fn the_page_grows_with_what_is_on_it() {
    // A long report has one paragraph a thousand times, each with a claim that is wrong.
    let claim = "全年收到政府信息公开申请17件。\n";
    let size =
        |n: usize| page("a", &SAMPLE.replace("一、总体情况\n", &format!("一、总体情况\n{}", claim.repeat(n)))).len();
    let (one, two, four) = (size(100), size(200), size(400));
    assert!(four - two <= (two - one) * 5 / 2, "{one}, {two}, {four}");
    let size =
        |n: usize| framed(&SAMPLE.replace("一、总体情况\n", &format!("一、总体情况\n{}", claim.repeat(n)))).len();
    let (one, two, four) = (size(100), size(200), size(400));
    assert!(four - two <= (two - one) * 5 / 2, "{one}, {two}, {four}");
}
