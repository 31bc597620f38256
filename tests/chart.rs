//! Pictures: they are well-formed, they say every figure once, nothing stands on anything else, and nothing unknown is left
//! out. That holds of any report, so most of it is tried on random ones.

#![cfg(all(feature = "docx", feature = "testing"))]
#![allow(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking, and shows why")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use base64::Engine as _;
use ogi_report::check::{Language, check_series};
use ogi_report::report::{
    ApplicantColumn, ApplicationRow, Cell, CellId, CellStatus, CellValue, Edition, Number, Report,
};
use ogi_report::testing::{Generator, set_cell};
use ogi_report::write::chart::{Figure, Flow, Outcomes, STYLE, STYLE_HASH, Years};
use ogi_report::write::{AnnotatedPage, CheckKind, SourceText};
use ogi_report::{SAMPLE, SAMPLE_2019, Span, Spanned, parse};
use quick_xml::Reader;
use quick_xml::events::Event;
use sha2::Digest as _;

const LANGUAGES: [Language; 2] = [Language::Zh, Language::En];

/// Every status but that of a number.
const UNKNOWN: [CellStatus; 5] =
    [CellStatus::Blank, CellStatus::NotApplicable, CellStatus::Unreadable, CellStatus::Ambiguous, CellStatus::Missing];

/// An element of a picture: what it says of itself, and its text.
#[derive(Clone, Debug, Default)]
struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
    text: String,
    /// Its parents are no title and no style.
    is_drawn: bool,
}

impl Element {
    fn number(&self, name: &str) -> f64 {
        let text = self.attributes.get(name).unwrap_or_else(|| panic!("{} has no {name}", self.name));
        text.parse().unwrap_or_else(|_| panic!("{name} is {text}"))
    }

    fn class(&self) -> &str {
        self.attributes.get("class").map_or("", String::as_str)
    }
}

/// The elements of a picture, in the order of their beginnings. It has to be well-formed.
fn elements(svg: &str) -> Vec<Element> {
    let mut reader = Reader::from_str(svg);
    reader.config_mut().check_end_names = true;
    let mut open: Vec<usize> = Vec::new();
    let mut all: Vec<Element> = Vec::new();
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{error} at {}", reader.error_position())) {
            Event::Start(start) => {
                let attributes = start.attributes().map(|attribute| {
                    let attribute = attribute.unwrap();
                    let name = attribute.key.as_ref().to_owned();
                    let value = quick_xml::escape::unescape(&attribute.value).unwrap();
                    (name, value.into_owned())
                });
                let name = start.name().as_ref().to_owned();
                let is_told = matches!(&*name, "title" | "desc" | "style");
                let is_drawn = !is_told && open.iter().all(|&nth| all[nth].is_drawn);
                all.push(Element { attributes: attributes.collect(), name, text: String::new(), is_drawn });
                open.push(all.len() - 1);
            }
            Event::Text(text) => {
                push(&mut all, &open, &text);
            }
            Event::GeneralRef(entity) => {
                let name: &str = &entity;
                let text = quick_xml::escape::unescape(&format!("&{name};")).unwrap().into_owned();
                push(&mut all, &open, &text);
            }
            Event::End(_) => {
                open.pop().unwrap();
            }
            Event::Eof => break,
            other => panic!("{other:?}"),
        }
    }
    assert!(open.is_empty(), "everything is closed");
    all
}

/// Adds text to the innermost element, and to a line of text that it is a word of.
fn push(all: &mut [Element], open: &[usize], text: &str) {
    for (depth, &nth) in open.iter().rev().enumerate() {
        let is_word = depth > 0 && all[nth].name == "text" && all[*open.last().unwrap()].name == "tspan";
        if depth == 0 || is_word {
            all[nth].text.push_str(text);
        }
    }
}

/// A box on the picture: left, top, right, bottom.
type Box4 = [f64; 4];

/// Where a line of text stands, with letters as wide as they are in common typefaces.
fn text_box(element: &Element) -> Box4 {
    let size = match element.class().split(' ').next().unwrap() {
        "c-title" => 16.0,
        "c-label" => 13.0,
        "c-small" => 11.0,
        other => panic!("no size is known of {other}"),
    };
    let em = |c: char| if ogi_report::display_width(c.encode_utf8(&mut [0; 4])) > 1 { 1.0 } else { 0.58 };
    let width = size * element.text.chars().map(em).sum::<f64>();
    if let Some(turned) = element.attributes.get("transform") {
        let place = turned.strip_prefix("translate(").and_then(|rest| rest.strip_suffix(") rotate(-90)")).unwrap();
        let (x, y) = place.split_once(' ').unwrap();
        let (x, y): (f64, f64) = (x.parse().unwrap(), y.parse().unwrap());
        return [x - size * 0.8, y - width, x + size * 0.1, y];
    }
    let (x, y) = (element.number("x"), element.number("y"));
    let left = match element.attributes.get("text-anchor").map(String::as_str) {
        None => x,
        Some("middle") => x - width / 2.0,
        Some("end") => x - width,
        Some(other) => panic!("{other}"),
    };
    [left, y - size * 0.8, left + width, y + size * 0.1]
}

fn overlap(one: &Box4, other: &Box4) -> bool {
    one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3]
}

/// What must hold of every picture, and of the figures that it says it shows.
#[track_caller]
fn assert_sound(svg: &str, figures: &[Figure]) -> Vec<Element> {
    let all = elements(svg);
    let root = &all[0];
    assert_eq!((root.name.as_str(), root.attributes["role"].as_str()), ("svg", "img"));
    assert_eq!((all[1].name.as_str(), all[2].name.as_str()), ("title", "desc"));
    let [width, height] = ["width", "height"].map(|name| root.number(name));
    assert_eq!(root.attributes["viewBox"], format!("0 0 {width} {height}"));
    let view = [-0.01, -0.01, width + 0.01, height + 0.01];
    let is_within =
        |inner: &Box4| inner[0] >= view[0] && inner[1] >= view[1] && inner[2] <= view[2] && inner[3] <= view[3];
    let mut texts: Vec<(Box4, &str)> = Vec::new();
    for element in &all {
        for name in ["id", "style", "href", "onclick"] {
            assert!(!element.attributes.contains_key(name), "{element:?}");
        }
        match &*element.name {
            "svg" | "g" | "title" | "desc" | "style" | "tspan" => {}
            "rect" => {
                let [x, y, w, h] = ["x", "y", "width", "height"].map(|name| element.number(name));
                assert!(w >= 0.0 && h >= 0.0 && is_within(&[x, y, x + w, y + h]), "{element:?}");
            }
            "line" => {
                let [x, y, to_x, to_y] = ["x1", "y1", "x2", "y2"].map(|name| element.number(name));
                assert!(is_within(&[x, y, x, y]) && is_within(&[to_x, to_y, to_x, to_y]), "{element:?}");
            }
            "path" => {
                let path = &element.attributes["d"];
                let numbers: Vec<f64> = path
                    .split(|c: char| c.is_ascii_uppercase() || c == ' ')
                    .filter(|part| !part.is_empty())
                    .map(|part| part.parse().unwrap_or_else(|_| panic!("{path}")))
                    .collect();
                assert!(numbers.chunks(2).all(|place| is_within(&[place[0], place[1], place[0], place[1]])), "{path}");
            }
            "text" => {
                let of_text = text_box(element);
                assert!(is_within(&of_text), "{element:?}, {of_text:?}");
                texts.push((of_text, &element.text));
            }
            other => panic!("{other}"),
        }
    }
    texts.sort_by(|(one, _), (other, _)| one[1].total_cmp(&other[1]));
    for (nth, (one, text)) in texts.iter().enumerate() {
        for (other, beside) in texts[nth + 1..].iter().take_while(|(other, _)| other[1] < one[3]) {
            assert!(!overlap(one, other), "{text:?} and {beside:?} stand on each other: {one:?}, {other:?}");
        }
    }
    assert_figures(&all, figures);
    all
}

/// Every figure stands in the picture exactly once, as what it is.
#[track_caller]
fn assert_figures(all: &[Element], figures: &[Figure]) {
    let mut shown: BTreeMap<(usize, String), &Element> = BTreeMap::new();
    for element in all.iter().filter(|element| element.attributes.contains_key("data-cell")) {
        let report = element.attributes.get("data-report").map_or(0, |nth| nth.parse().unwrap());
        let again = shown.insert((report, element.attributes["data-cell"].clone()), element);
        assert!(again.is_none(), "{element:?} is there twice");
    }
    assert_eq!(shown.len(), figures.len());
    for figure in figures {
        let element = shown[&(figure.report, figure.cell.to_string())];
        assert_eq!(element.attributes["data-status"], figure.status.as_str());
        assert_eq!(
            element.attributes.get("data-value").cloned(),
            figure.number.map(|number| number.to_string()),
            "{element:?}"
        );
    }
}

/// Every figure that is not known is named as such in the picture, and there is hatching.
#[track_caller]
fn assert_unknown_is_said(all: &[Element], figures: &[Figure], language: Language) {
    let unknown: Vec<&Figure> =
        figures.iter().filter(|figure| figure.status != CellStatus::Number || figure.count().is_none()).collect();
    let drawn = all.iter().filter(|element| element.class().contains("c-hatch")).count();
    assert_eq!(drawn > 0, !unknown.is_empty(), "hatching is for what is not known");
    let titles: Vec<&str> = all.iter().filter(|element| element.name == "title").map(|title| &*title.text).collect();
    for figure in unknown {
        let value = figure.value(language);
        let is_said = |title: &&str| title.contains(&figure.label(language)) && title.contains(&format!("? {value}"));
        assert!(titles.iter().any(is_said), "{figure:?}");
    }
}

fn sample() -> Report {
    parse(SAMPLE).unwrap().report
}

fn count(report: &mut Report, id: &str, count: u64) {
    let cell = Cell::new(CellValue::Number(Number::Count(count)), &count.to_string(), None);
    set_cell(report, id.parse().unwrap(), cell);
}

/// Reports of all sizes, editions and statuses, some with figures that do not agree.
fn random(seed: u64) -> Report {
    let edition = Edition::ALL[usize::from(seed.is_multiple_of(2))];
    let generator = Generator::new(seed).edition(edition).errors(usize::from(seed.is_multiple_of(3)));
    let mut report = match seed % 5 {
        0 | 1 => generator.generate().report,
        2 => generator.statuses(UNKNOWN, 15).generate().report,
        3 => generator.statuses(UNKNOWN, 60).generate().report,
        _ => generator.statuses([UNKNOWN[usize::try_from(seed / 5 % 5).unwrap()]], 100).generate().report,
    };
    if seed.is_multiple_of(7) {
        count(&mut report, "applications.received.total", u64::MAX);
        count(&mut report, "applications.results.not_processed.petition.total", u64::MAX);
        count(&mut report, "applications.results.granted.total", 1_000_000_000_000_000);
        count(&mut report, "disputes.reconsideration.total", u64::MAX);
    }
    report
}

/// Both balances of a flow, reckoned here once more: where they do not come out, the difference is drawn with its number.
#[track_caller]
fn assert_differences_are_drawn(all: &[Element], figures: &[Figure]) {
    let sum = |rows: &[&str]| -> Option<u128> {
        let key = |figure: &&Figure| rows.contains(&figure.cell.keys().0);
        figures.iter().filter(key).map(|figure| figure.count().map(u128::from)).sum()
    };
    let results: Vec<&str> = figures
        .iter()
        .map(|figure| figure.cell.keys().0)
        .filter(|row| row.starts_with("results.") && *row != "results.total")
        .collect();
    let balances = [
        (sum(&["received", "carried_over"]), sum(&["results.total", "carried_forward"])),
        (sum(&results), sum(&["results.total"])),
    ];
    let expected: Vec<u128> = balances
        .into_iter()
        .filter_map(|(left, right)| Some(left?.abs_diff(right?)))
        .filter(|difference| *difference > 0)
        .collect();
    let drawn = all.iter().filter(|element| element.name == "rect" && element.class() == "c-gap").count();
    assert_eq!(drawn, expected.len());
    for difference in expected {
        let is_named = |element: &&Element| {
            element.name == "title"
                && element.text.starts_with('≠')
                && element.text.split(|c: char| !c.is_ascii_digit()).any(|number| number == difference.to_string())
        };
        assert!(all.iter().any(|element| is_named(&element)), "{difference}");
    }
}

#[test]
fn differences_are_drawn_on_the_side_that_is_short() {
    let changes: [(&[(&str, u64)], usize); 5] = [
        (&[("received", 25)], 1),
        (&[("received", 17)], 1),
        (&[("results.total", 20), ("received", 18)], 1),
        (&[("results.total", 26), ("received", 24)], 1),
        (&[("results.total", 26), ("received", 40)], 2),
    ];
    for (change, n) in changes {
        let mut report = sample();
        for (row, number) in change {
            count(&mut report, &format!("applications.{row}.total"), *number);
        }
        for language in LANGUAGES {
            let flow = Flow::of(&report).language(language);
            let all = assert_sound(&flow.to_svg(), &flow.figures());
            assert_differences_are_drawn(&all, &flow.figures());
            assert_eq!(all.iter().filter(|element| element.name == "rect" && element.class() == "c-gap").count(), n);
        }
    }
}

#[test]
fn flows_are_sound() {
    for seed in 0..120 {
        let report = random(seed);
        for language in LANGUAGES {
            for column in [ApplicantColumn::Total, ApplicantColumn::ALL[usize::try_from(seed % 6).unwrap()]] {
                let flow = Flow::of(&report).language(language).column(column);
                let figures = flow.figures();
                let all = assert_sound(&flow.to_svg(), &figures);
                assert_unknown_is_said(&all, &figures, language);
                if figures.iter().any(|figure| figure.count().is_some()) {
                    assert_differences_are_drawn(&all, &figures);
                }
            }
        }
    }
}

#[test]
fn years_are_sound() {
    for (from, n) in [(0, 1), (0, 2), (7, 5), (20, 12), (40, 30), (90, 60)] {
        let reports: Vec<Report> = (from..from + n).map(random).collect();
        for language in LANGUAGES {
            let years = Years::of(&reports).language(language);
            let figures = years.figures();
            let all = assert_sound(&years.to_svg(), &figures);
            assert_unknown_is_said(&all, &figures, language);
        }
    }
    assert_sound(&Years::of([]).to_svg(), &[]);
}

#[test]
fn outcomes_are_sound() {
    for (from, n) in [(0, 1), (7, 5), (20, 60)] {
        let reports: Vec<Report> = (from..from + n).map(random).collect();
        for language in LANGUAGES {
            let outcomes = Outcomes::of(&reports).language(language);
            let figures = outcomes.figures();
            let all = assert_sound(&outcomes.to_svg(), &figures);
            assert_unknown_is_said(&all, &figures, language);
        }
    }
    assert_sound(&Outcomes::of([]).to_svg(), &[]);
    let one = sample();
    let none = Outcomes::of([&one]).limit(0);
    assert_sound(&none.to_svg(), &[]);
}

#[test]
fn a_flow_has_all_rows_of_its_edition() {
    let (newer, older) = (sample(), parse(SAMPLE_2019).unwrap().report);
    assert_eq!((Flow::of(&newer).figures().len(), Flow::of(&older).figures().len()), (25, 23));
    let cells: Vec<CellId> = Flow::of(&newer).figures().iter().map(|figure| figure.cell).collect();
    let rows = ApplicationRow::ALL.iter().map(|&row| CellId::Applications(row, ApplicantColumn::Total));
    assert!(cells.into_iter().eq(rows));
}

/// The words of the signs: those of figures that do not agree.
fn signs(all: &[Element]) -> Vec<&str> {
    all.iter()
        .filter(|element| element.is_drawn && element.text.starts_with('≠'))
        .map(|element| &*element.text)
        .collect()
}

#[test]
fn what_does_not_agree_is_drawn_with_its_number() {
    let mut report = sample();
    let flow = Flow::of(&report).language(Language::En);
    assert!(signs(&assert_sound(&flow.to_svg(), &flow.figures())).is_empty());

    // Six more received than came of them, and results that are one more than their total.
    count(&mut report, "applications.received.total", 25);
    count(&mut report, "applications.results.total.total", 20);
    let flow = Flow::of(&report).language(Language::En);
    let all = assert_sound(&flow.to_svg(), &flow.figures());
    assert_eq!(
        flow.notes(),
        [
            "received + carried over = 28, total of results + carried forward = 21: 7 apart",
            "results added up = 21, their reported total = 20: 1 apart",
            "applications received this year: applicants added up = 19, reported total = 25: 6 apart",
            "results, total: applicants added up = 21, reported total = 20: 1 apart",
        ]
    );
    let signs = signs(&all);
    assert_eq!(signs[..2], ["≠ results are 1 more", "≠ difference"]);
    assert_eq!(signs.len(), 2 + flow.notes().len());
    assert!(all.iter().any(|element| element.name == "title" && element.text == "≠ difference 7"));
    assert_eq!(all.iter().filter(|element| element.name == "rect" && element.class() == "c-gap").count(), 2);
    let description = &all[2].text;
    assert!(flow.notes().iter().all(|note| description.contains(note)), "{description}");

    let outcomes = Outcomes::of([&report]).language(Language::En);
    let all = assert_sound(&outcomes.to_svg(), &outcomes.figures());
    assert!(all.iter().any(|element| element.is_drawn && element.text == "≠ sum 21"), "beside the total of 20");
    let years = Years::of([&report]).language(Language::En);
    assert_eq!(
        years.notes()[0],
        "2024: received + carried over = 28, total of results + carried forward = 21: 7 apart"
    );
}

#[test]
fn nothing_is_made_of_what_is_not_known() {
    let mut report = sample();
    let total: CellId = "applications.results.total.total".parse().unwrap();
    for status in [CellValue::Blank, CellValue::NotApplicable, CellValue::Unreadable, CellValue::Missing] {
        set_cell(&mut report, total, Cell::new(status, "", None));
        let flow = Flow::of(&report).language(Language::En);
        let all = assert_sound(&flow.to_svg(), &flow.figures());
        assert_unknown_is_said(&all, &flow.figures(), Language::En);
        assert!(signs(&all).is_empty(), "nobody can say that it does not agree");
        assert_eq!(
            flow.notes()[0],
            "received + carried over = 22, total of results + carried forward = 1 + ?: with figures unknown, nobody can \
             tell if they agree"
        );
    }
    // A number that counts nothing is shown as it is, and not drawn as another one.
    let half = Cell::new(CellValue::Number(Number::Amount("20.5".parse().unwrap())), "20.5", None);
    set_cell(&mut report, total, half);
    let svg = Flow::of(&report).language(Language::En).to_svg();
    assert!(svg.contains("? 20.5 (no count)") && svg.contains("data-value=\"20.5\""));
}

#[test]
fn years_that_are_not_there_are_said() {
    let of_year = |year: Option<u16>| {
        let mut report = sample();
        report.year = year.map(|year| Spanned::new(year, Span::at(0)));
        report
    };
    let reports = [Some(2024), None, Some(2019), Some(2024), Some(2021)].map(of_year);
    let years = Years::of(&reports).language(Language::Zh);
    assert_eq!(years.notes(), ["2020年：没有报告", "2022至2023年：没有报告"]);
    let order: Vec<usize> = years.figures().iter().map(|figure| figure.report).step_by(28).collect();
    assert_eq!(order, [2, 4, 0, 3, 1], "by year, those of one year as they came, and what has none at the end");
    let all = assert_sound(&years.to_svg(), &years.figures());
    assert!(all.iter().any(|element| element.is_drawn && element.text == "年度不明"));

    let mut other = sample();
    other.issuer = Some(Spanned::new("青岚县人民政府".to_owned(), Span::at(0)));
    other.year = Some(Spanned::new(2025, Span::at(0)));
    assert_eq!(Years::of([&sample(), &other]).notes(), ["这些报告来自2个不同的机关"]);
    let reports: Vec<Report> = (1960..2025).map(|year| of_year(Some(year))).collect();
    let years = Years::of(&reports).language(Language::En);
    assert_eq!(years.notes(), ["25 more, of earlier years, are not shown"]);
    assert_sound(&years.to_svg(), &years.figures());
}

#[test]
fn many_reports_make_no_large_picture() {
    let reports: Vec<Report> = (0..50).map(random).collect();
    let mut outcomes = Outcomes::of([]).language(Language::En).limit(usize::MAX);
    for nth in 0..10_000 {
        outcomes.add(&reports[nth % reports.len()]);
    }
    let svg = outcomes.to_svg();
    assert!(outcomes.notes()[0].contains("the other 9800 are only counted"), "{:?}", outcomes.notes());
    assert!(svg.contains("all 10000 reports"));
    assert_sound(&svg, &outcomes.figures());
    assert!(svg.len() < 3_000_000, "{}", svg.len());
}

/// Names that are markup, or would move what stands around them.
const HOSTILE: &str = "</title></desc></svg><script>alert(1)</script>\"'&<!--]]>\u{202e}\u{1}\u{ffff}\n";

#[test]
fn names_are_nothing_but_text() {
    for name in [HOSTILE.to_owned(), HOSTILE.repeat(300), "府".repeat(10_000), String::new(), " ".repeat(500)] {
        let mut report = sample();
        report.issuer = Some(Spanned::new(name.clone(), Span::at(0)));
        for language in LANGUAGES {
            let flow = Flow::of(&report).language(language);
            let all = assert_sound(&flow.to_svg(), &flow.figures());
            let of_sample = elements(&Flow::of(&sample()).language(language).to_svg());
            assert!(all.len() <= of_sample.len() + 1, "a second line of the title and no other element");
            let years = Years::of([&report]).language(language);
            assert_sound(&years.to_svg(), &years.figures());
            let outcomes = Outcomes::of([&report]).language(language);
            assert_sound(&outcomes.to_svg(), &outcomes.figures());
        }
    }
}

#[test]
fn inline_is_the_same_without_the_style() {
    let report = sample();
    let (svg, inline) = (Flow::of(&report).to_svg(), Flow::of(&report).to_inline());
    let without =
        svg.replace(&format!("<style>{STYLE}</style>\n"), "").replace(" xmlns=\"http://www.w3.org/2000/svg\"", "");
    assert_eq!(inline, without);
    for word in ["http", "url(", "<style", "style=", "/>"] {
        assert!(!inline.contains(word), "{word}");
    }
    let hash = base64::engine::general_purpose::STANDARD.encode(sha2::Sha256::digest(STYLE));
    assert_eq!(STYLE_HASH, format!("sha256-{hash}"));
}

#[test]
fn pages_show_pictures() {
    let older = SAMPLE.replace("县人民政府2024年政府", "县人民政府2023年政府");
    let parsed = [parse(SAMPLE).unwrap(), parse(&older).unwrap(), parse("一、总体情况\n无。\n").unwrap()];
    let reports = [parsed[0].report.clone(), parsed[1].report.clone()];
    let sources =
        [SourceText::new("a", SAMPLE), SourceText::new("b", &older), SourceText::new("c", "一、总体情况\n无。\n")];
    let mut page = AnnotatedPage::new(&sources);
    for (nth, parsed) in parsed.iter().enumerate() {
        page.read(nth, parsed);
    }
    let n = |page: &AnnotatedPage<'_>, kind: &str| {
        page.to_html().matches(&format!("<svg class=\"ogi-chart {kind}\"")).count()
    };
    assert_eq!(n(&page, "c-flow"), 4, "two reports have the table, and each picture is there in both languages");
    assert_eq!(n(&page, "c-years"), 0);
    let findings = check_series(&reports);
    page.check(CheckKind::Series, 0..2, &findings, |_| true);
    assert_eq!(n(&page, "c-years"), 2);
    let html = page.to_html();
    assert!(html.contains(&Flow::of(&reports[1]).language(Language::En).to_inline()));
    assert!(html.contains(&Years::of(&reports).to_inline()));
    assert!(html.contains(&format!(" '{STYLE_HASH}'")), "the policy allows the style");
}

/// How light a colour is, as WCAG reckons.
fn light(colour: &str) -> f64 {
    let part = |at: usize| {
        let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.03928 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
}

#[test]
fn words_can_be_read_on_what_is_behind_them() {
    let contrast = |one: &str, other: &str| {
        let (one, other) = (light(one) + 0.05, light(other) + 0.05);
        if one > other { one / other } else { other / one }
    };
    let in_six = |colour: &str| -> String {
        match colour.len() {
            4 => colour.chars().flat_map(|c| if c == '#' { vec![c] } else { vec![c, c] }).collect(),
            _ => colour.to_owned(),
        }
    };
    let (light, dark) = STYLE.split_once("@media screen").unwrap();
    let fill = |style: &str, of: &str| {
        let behind = style.split_once(&format!("{of} {{ fill: ")).unwrap_or_else(|| panic!("{of}")).1;
        in_six(behind.split([';', ' ']).next().unwrap())
    };
    // On the ground, and in bars of a group, whose colours are the same in the dark.
    assert!(contrast(&fill(light, ".ogi-chart text"), &fill(light, ".c-ground")) >= 7.0);
    assert!(contrast(&fill(light, "text.c-sign"), &fill(light, ".c-ground")) >= 4.5);
    assert!(contrast(&fill(dark, ".ogi-chart text"), &fill(dark, ".c-gap")) >= 7.0);
    assert!(contrast(&fill(dark, ".c-sign text"), &fill(dark, ".c-gap")) >= 4.5);
    for group in ["c-g1", "c-g2", "c-g3", "c-g4", "c-g5", "c-g6"] {
        assert!(contrast(&fill(light, ".c-dark text"), &fill(light, &format!(".{group}"))) >= 4.5, "{group}");
        assert!(!dark.contains(group), "what stands in it stays dark");
    }
}

/// Holds a picture against the one that was looked at. `UPDATE_SNAPSHOTS=1` writes it anew.
#[track_caller]
fn assert_snapshot(name: &str, inline: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots/chart").join(name);
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, inline).unwrap();
    }
    let expected = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    assert_eq!(inline, expected, "{name}");
}

#[test]
fn pictures_look_as_they_did() {
    let report = sample();
    assert_snapshot("flow-zh.svg", &Flow::of(&report).to_svg());
    let mut doubtful = parse(SAMPLE_2019).unwrap().report;
    count(&mut doubtful, "applications.received.total", 25);
    set_cell(
        &mut doubtful,
        "applications.results.granted.total".parse().unwrap(),
        Cell::new(CellValue::Blank, "", None),
    );
    assert_snapshot("flow-doubtful-en.svg", &Flow::of(&doubtful).language(Language::En).to_svg());
    assert_snapshot("years-en.svg", &Years::of([&report, &doubtful]).language(Language::En).to_svg());
    assert_snapshot("outcomes-zh.svg", &Outcomes::of([&report, &doubtful]).to_svg());
}
