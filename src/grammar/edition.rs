//! Which edition of the format a table follows. Its labels tell, and nothing else does.
//!
//! ```ebnf
//! labels = e2019 | e2021 ;
//! e2019  = "本年新制作数量" | "本年新公开数量" | "对外公开总数量" | "上一年项目数量" | "采购项目数量" | "采购总金额"
//!        | "其他对外管理服务事项" | "政府集中采购" ;
//! e2021  = "本年制发件数" | "本年废止件数" | "现行有效件数" | "本年处理决定数量" | "本年收费金额" | … ;
//! ```
//!
//! Seen in the wild: the older tables in reports of later years; headers of the one edition above rows of the other;
//! section two by the one and section three by the other; the older notice cited above the newer tables, which is no
//! evidence of anything. The rows of （六）其他处理 are told in `applications`.

use core::ops::Range;

use super::lexical::{fold, is_space};
use crate::diagnostic::Sink;
use crate::document::Document;
use crate::report::{Edition, EditionLabel, Report};
use crate::{Code, Diagnostic, Span};

/// The headers of section two that only one edition has, and its rows.
const LABELS: [(Edition, Kind, &str); 17] = [
    (Edition::E2019, Kind::Header, "本年新制作数量"),
    (Edition::E2019, Kind::Header, "本年新公开数量"),
    (Edition::E2019, Kind::Header, "对外公开总数量"),
    (Edition::E2019, Kind::Header, "上一年项目数量"),
    (Edition::E2019, Kind::Header, "采购项目数量"),
    (Edition::E2019, Kind::Header, "采购总金额"),
    (Edition::E2019, Kind::Row, "其他对外管理服务事项"),
    (Edition::E2019, Kind::Row, "其它对外管理服务事项"),
    (Edition::E2019, Kind::Row, "政府集中采购"),
    (Edition::E2021, Kind::Header, "本年制发件数"),
    (Edition::E2021, Kind::Header, "本年度制发数"),
    (Edition::E2021, Kind::Header, "本年废止件数"),
    (Edition::E2021, Kind::Header, "本年废止数"),
    (Edition::E2021, Kind::Header, "现行有效件数"),
    (Edition::E2021, Kind::Header, "本年处理决定数量"),
    (Edition::E2021, Kind::Header, "本年收费金额"),
    (Edition::E2021, Kind::Header, "本年度收费金额"),
];

/// What a label stands at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Header,
    Row,
}

/// How far from a label the ends of its sentence are looked for.
const SENTENCE: usize = 80;

/// A label that only one edition has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Label {
    pub(super) edition: Edition,
    pub(super) span: Span,
    kind: Kind,
    /// Its place among [`LABELS`].
    word: usize,
}

impl Label {
    /// A row that only one edition has, however its label is written.
    pub(super) const fn of_row(edition: Edition, span: Span) -> Self {
        Self { edition, span, kind: Kind::Row, word: 0 }
    }
}

/// The telling labels of section two in `lines`, those in sentences left out.
pub(super) fn labels(document: &Document<'_>, lines: Range<usize>) -> Vec<Label> {
    let section = document.span_of(lines);
    let text = document.slice(section);
    let mut labels: Vec<Label> = Vec::new();
    let mut from = 0;
    for (at, c) in text.char_indices() {
        if c.is_ascii() || at < from {
            continue;
        }
        let c = fold(c);
        if !matches!(c, '本' | '对' | '上' | '采' | '其' | '政' | '现') {
            continue;
        }
        let Some(here) = text.get(at..) else { break };
        let mut same = LABELS.iter().enumerate().filter(|(_, (.., label))| label.starts_with(c));
        let found = same.find_map(|(word, &(edition, kind, label))| {
            let end = at + spaced(here, label)?;
            Some((word, edition, kind, end))
        });
        let Some((word, edition, kind, end)) = found else { continue };
        from = end;
        if !in_sentence(text.get(..at).unwrap_or(""), text.get(end..).unwrap_or("")) {
            let start = section.start + crate::source::offset(at);
            let span = Span::new(start, section.start + crate::source::offset(end));
            labels.push(Label { edition, span, kind, word });
        }
    }
    labels
}

/// The length of a label at the beginning of a text, white space within it allowed.
pub(super) fn spaced(text: &str, label: &str) -> Option<usize> {
    let mut wanted = label.chars();
    let mut next = wanted.next();
    for (at, c) in text.char_indices() {
        if next == Some(fold(c)) {
            next = wanted.next();
            if next.is_none() {
                return Some(at + c.len_utf8());
            }
        } else if !is_space(c) {
            return None;
        }
    }
    None
}

/// Whether a label stands in a sentence of the prose, between what is before and behind it.
fn in_sentence(before: &str, behind: &str) -> bool {
    let ends = |c: char| matches!(c, '。' | '；' | '\n' | '\r' | '\t' | '|' | '│');
    let mut before = before.chars().rev().take(SENTENCE).take_while(|&c| !ends(c));
    let mut after = behind.chars().take(SENTENCE);
    let goes_on = before.any(|c| c == '，') || after.by_ref().take_while(|&c| !ends(c)).any(|c| c == '，');
    goes_on || behind.chars().take(SENTENCE).find(|&c| ends(c)).is_some_and(|c| matches!(c, '。' | '；'))
}

/// The edition that most of the labels are of; `None` where there are none. As many of both are of the newer one.
pub(super) fn of(labels: &[Label]) -> Option<Edition> {
    let n = |edition| (0..LABELS.len()).filter(|&word| has(labels, edition, word)).count();
    let (older, newer) = (n(Edition::E2019), n(Edition::E2021));
    match older + newer {
        0 => None,
        _ if older > newer => Some(Edition::E2019),
        _ => Some(Edition::E2021),
    }
}

fn has(labels: &[Label], edition: Edition, word: usize) -> bool {
    labels.iter().any(|label| label.edition == edition && label.word == word)
}

/// Each label where it stands first.
pub(super) fn firsts(labels: &[Label]) -> Vec<EditionLabel> {
    let mut met = [false; LABELS.len()];
    let first = |label: &&Label| met.get_mut(label.word).is_some_and(|met| !core::mem::replace(met, true));
    labels.iter().filter(first).map(|label| EditionLabel { edition: label.edition, span: label.span }).collect()
}

/// For each row of a table that follows `edition`, by the place of its label: the header of the other edition that it
/// stands under, if it stands under one. The headers of a row are those last met before it.
pub(super) fn under_others(labels: &[Label], rows: &[Option<Span>], edition: Edition) -> Vec<Option<Span>> {
    if labels.iter().all(|label| label.edition == edition) {
        return vec![None; rows.len()];
    }
    let mut stations: Vec<(u32, Station<'_>)> = labels
        .iter()
        .map(|label| {
            (label.span.start, if label.kind == Kind::Row { Station::Unknown } else { Station::Header(label) })
        })
        .chain(rows.iter().enumerate().filter_map(|(at, row)| Some(((*row)?.start, Station::Row(at)))))
        .collect();
    stations.sort_by_key(|&(start, _)| start);
    let mut under = vec![None; rows.len()];
    let (mut headers, mut complete): (Vec<&Label>, bool) = (Vec::new(), true);
    for (_, station) in stations {
        if let Station::Header(label) = station {
            if complete {
                headers.clear();
            }
            headers.push(label);
        } else if let Station::Row(at) = station
            && let Some(under) = under.get_mut(at)
        {
            let others: Vec<&&Label> = headers.iter().filter(|label| label.edition != edition).collect();
            *under = others.first().filter(|_| others.len() * 2 >= headers.len()).map(|label| label.span);
        }
        complete = !matches!(station, Station::Header(_));
    }
    under
}

/// What is met on the way down a table.
#[derive(Clone, Copy, Debug)]
enum Station<'l> {
    Header(&'l Label),
    /// A row of the form.
    Row(usize),
    /// A row of the other edition.
    Unknown,
}

/// Says where labels disagree with each other, with the year or with the notice that is cited.
pub(super) fn settle(text: &str, report: &Report, sink: &mut Sink) {
    let labels = &report.edition_labels;
    let word = |label: &EditionLabel| -> String { label.span.slice(text).split(is_space).collect() };
    let Some(own) = labels.iter().find(|label| label.edition == report.edition).or(labels.first()) else {
        let at = report.disclosure.as_ref().map(|disclosure| disclosure.section.span);
        let at = at.or(report.applications.as_ref().map(|applications| applications.section.span));
        sink.push(
            Diagnostic::new(
                Code::EditionUnknown,
                Span::at(at.map_or(0, |section| section.start)),
                format!(
                    "no label tells which edition of the format the tables follow; their cells are named as in that of {}",
                    report.edition.as_str()
                ),
            )
            .with_help("the labels of sections two and three tell it; the year and what is cited do not"),
        );
        return;
    };
    if let Some(other) = labels.iter().find(|label| label.edition != own.edition) {
        sink.push(
            Diagnostic::new(
                Code::EditionMixed,
                other.span,
                format!(
                    "“{}” is a label of the edition of {}, and “{}” one of that of {}",
                    word(other),
                    other.edition.as_str(),
                    word(own),
                    own.edition.as_str()
                ),
            )
            .with_related(own.span, format!("a label of the edition of {}", own.edition.as_str()))
            .with_help("use the tables of one edition"),
        );
    }
    if let Some(year) = &report.year
        && let Some(label) = labels.iter().find(|label| Edition::of_year(year.value) != Some(label.edition))
    {
        let wanted = match Edition::of_year(year.value) {
            Some(edition) => format!("has the tables of {}", edition.as_str()),
            None => "is older than both editions".to_owned(),
        };
        sink.push(
            Diagnostic::new(
                Code::EditionYear,
                label.span,
                format!(
                    "“{}” is a label of the edition of {}, and a report for {} {wanted}",
                    word(label),
                    label.edition.as_str(),
                    year.value
                ),
            )
            .with_related(year.span, "the year that is reported on"),
        );
    }
    let cited: Vec<(Edition, Span)> = report
        .citations
        .iter()
        .filter_map(|citation| Some((citation.edition()?, citation.number.as_ref()?.span)))
        .collect();
    if let Some((edition, span)) = cited.first()
        && !cited.iter().any(|(cited, _)| labels.iter().any(|label| label.edition == *cited))
    {
        sink.push(
            Diagnostic::new(
                Code::EditionCitation,
                *span,
                format!(
                    "{} is cited, the notice of the edition of {}, and the tables are those of {}",
                    edition.notice(),
                    edition.as_str(),
                    own.edition.as_str()
                ),
            )
            .with_related(own.span, format!("a label of the edition of {}", own.edition.as_str())),
        );
    }
}
