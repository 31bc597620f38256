//! What stands before the first section: page chrome, the title, the preamble.
//!
//! The official form begins with the title and a few sentences on legal bases, statistical period and whom to ask. Web
//! pages print hundreds of lines of chrome before, their own copy of the title, and a line on the publication between
//! title and preamble.
//!
//! ```ebnf
//! front     = { chrome }, { title, { chrome } }, [ preamble ] ;
//! preamble  = { ? a sentence that holds periods, citations, a contact ? } ;
//! ```
//!
//! Seen in the wild: the title twice, in two wordings; over two or three lines; under it a date in brackets; 引言 over the
//! preamble; no title at all; no preamble, or its sentences in section one. A year is taken from the title, the period, or
//! the words of the preamble on the report, and never from the date of publication.

use core::ops::Range;

use super::chrome;
use super::citation::{self, citations};
use super::contact::{Part, contact};
use super::lexical::{is_space, trim};
use super::narrative::{Paragraphs, Piece, Pieces, Stitch};
use super::numbering::numbering;
use super::period::find_period;
use super::title::{self, title};
use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::document::Document;
use crate::report::{Citation, Contact, Date, Furniture, FurnitureKind, Period, Preamble, Report, Title};
use crate::{Span, Spanned};

/// Copies of a title kept at most: a list of reports is no title.
const MAX_COPIES: usize = 16;

/// Reads what stands before the first section heading: title, chrome, preamble. Every line finds a place.
pub(crate) fn front(document: &Document<'_>, lines: Range<usize>, report: &mut Report, sink: &mut Sink) {
    if lines.is_empty() {
        return;
    }
    let copies = copies(document, lines.clone());
    let (from_line, from) = copies.iter().map(|copy| (copy.last_line, copy.end)).max().unwrap_or((lines.start, 0));
    let preamble_at = preamble_start(document, from_line..lines.end, from);
    let head = head_lines(document, &lines, preamble_at);
    furniture(document, head.clone(), &copies, &mut report.furniture);

    let head_start = document.span_of(lines.clone()).start;
    let head_end = preamble_at.map_or(document.span_of(lines.clone()).end, |(_, at)| at);
    chrome::publication(document.slice(Span::new(head_start, head_end)), &document.text, &mut report.publication, sink);
    titles(copies, report, sink);
    if let Some((line, at)) = preamble_at {
        preamble(document, line..lines.end, at, report, sink);
    }
}

/// A copy of the title.
#[derive(Debug)]
struct Copy {
    text: String,
    span: Span,
    issuer: Option<Spanned<String>>,
    year: Option<Spanned<u16>>,
    /// Lines it stands on.
    first_line: usize,
    last_line: usize,
    /// Offset behind it.
    end: u32,
}

/// `{ chrome }, { title, { chrome } }`: all copies of the title, in order
fn copies(document: &Document<'_>, lines: Range<usize>) -> Vec<Copy> {
    let mut found: Vec<Copy> = Vec::new();
    // The lines before the one that is looked at, the last of them first: the rest of a title may stand there.
    let mut before: [Option<Piece<'_>>; 6] = [None; 6];
    let mut stitch = Stitch::default();
    for piece in Pieces::new(document, lines, 0) {
        let mut is_part = true;
        if piece.text.contains('报') && found.len() < MAX_COPIES {
            if let Some(copy) = copy(document, piece, &before, &mut stitch) {
                found.push(copy);
                is_part = false;
            }
        }
        before.rotate_right(1);
        if let Some(last) = before.first_mut() {
            *last = Some(piece).filter(|piece| is_part && is_title_part(piece.text));
        }
    }
    found
}

/// Whether a line can be the first part of a title: a short one that is neither sentence nor chrome.
fn is_title_part(text: &str) -> bool {
    text.len() <= 120 && !text.ends_with(['。', '，', '；', '：', ':', '、', '>']) && !chrome::is_chrome(text) && numbering(text).is_err()
}

/// A title that ends in `piece`, with as many of the lines before as it takes to have office and year.
fn copy(document: &Document<'_>, piece: Piece<'_>, before: &[Option<Piece<'_>>; 6], stitch: &mut Stitch) -> Option<Copy> {
    if chrome::is_chrome(piece.text) {
        return None;
    }
    let mut best = None;
    let mut score = 0;
    for n in 0..=before.len() {
        if n > 0 {
            let Some(Some(first)) = before.get(n - 1) else { break };
            // Only what misses office or year, and is short enough to be part of a title, has a beginning elsewhere.
            if score >= 2 && best.as_ref().is_none_or(|copy: &Copy| copy.issuer.is_some()) || piece.text.len() > 400 {
                break;
            }
            // A line above that is an office is the office; any other may be the first half of a broken title.
            if score >= 2 && !chrome::is_office(first.text) {
                break;
            }
        }
        stitch.clear();
        for part in before.iter().take(n).rev().flatten() {
            stitch.push(part.text, Span::of(part.text, &document.text).start);
        }
        stitch.push(piece.text, Span::of(piece.text, &document.text).start);
        let Ok((_, written)) = title(&stitch.text) else {
            if n == 0 && piece.text.len() > 120 {
                return None;
            }
            continue;
        };
        // 人民政府 alone is the end of an office on two lines.
        let issuer = written.issuer.filter(|&issuer| issuer != "人民政府");
        let found = usize::from(issuer.is_some()) + 2 * usize::from(written.year.is_some());
        // Without a year, lines of a menu would make titles: 依申请公开, 政府信息公开年报.
        if found <= score || (n > 0 && written.year.is_none()) {
            continue;
        }
        score = found;
        let first_line = before.iter().take(n).flatten().last().map_or(piece.line, |first| first.line);
        best = Some(Copy {
            text: written.text.to_owned(),
            span: stitch.span(written.text),
            issuer: written.issuer.map(|issuer| Spanned::new(issuer.to_owned(), stitch.span(issuer))),
            year: written.year.map(|(year, digits)| Spanned::new(year, stitch.span(digits))),
            first_line,
            last_line: piece.line,
            end: stitch.span(written.text).end,
        });
    }
    best.filter(|copy| !goes_on(document, copy, before))
}

/// Whether a title is the middle of a sentence that the layout has broken.
fn goes_on(document: &Document<'_>, copy: &Copy, before: &[Option<Piece<'_>>; 6]) -> bool {
    let behind = document.text.get(copy.end as usize..).unwrap_or("");
    let next = behind.chars().take(200).find(|&c| !is_space(c) && !matches!(c, '*' | '|'));
    if matches!(next, Some('，' | '。' | '、' | '；' | '》' | '”' | ',')) {
        return true;
    }
    // A line that no stop ends stands directly before.
    let _ = before;
    let Some(line) = document.lines.get(copy.first_line) else { return false };
    let above = copy.first_line.checked_sub(1).map_or("", |line| document.line_text(line));
    line.blank_before == 0
        && !line.new_page
        && above.len() >= 66
        && !above.ends_with(['。', '！', '？', '：', ':', ']', '】', '|'])
        && chrome::is_sentence(above)
        && !chrome::is_chrome(above)
}

/// The most complete copy becomes the title, and gives office and year.
fn titles(mut copies: Vec<Copy>, report: &mut Report, sink: &mut Sink) {
    let rank = |copy: &Copy| {
        let equal = copies.iter().filter(|other| !title::differ(&other.text, &copy.text)).count();
        let issuer = copy.issuer.as_ref().map_or(0, |issuer| issuer.value.chars().filter(|&c| !is_space(c)).count());
        (copy.year.is_some(), issuer > 0, equal, issuer, copy.text.len())
    };
    // Of equals the last is the document's own; those before it are the page's.
    let Some(best) = copies.iter().enumerate().max_by_key(|(_, copy)| rank(copy)).map(|(n, _)| n) else { return };
    let best = copies.remove(best);
    let mut others = copies.iter().filter(|copy| title::differ(&copy.text, &best.text)).peekable();
    if others.peek().is_some() {
        let mut diagnostic = Diagnostic::new(Code::TitleConflict, best.span, "the title is printed in several wordings; the most complete one was taken");
        for other in others {
            diagnostic = diagnostic.with_related(other.span, format!("also printed as `{}`", other.text));
        }
        sink.push(diagnostic);
    }
    report.issuer = best.issuer;
    report.year = best.year;
    let copies = copies.into_iter().map(|copy| Spanned::new(copy.text, copy.span)).collect();
    report.title = Some(Title { text: best.text, span: best.span, copies });
}

/// Line and offset at which the preamble begins: with the first sentence that is no chrome, or with 引言.
fn preamble_start(document: &Document<'_>, lines: Range<usize>, from: u32) -> Option<(usize, u32)> {
    let mut last: Option<(usize, u32)> = None;
    for piece in Pieces::new(document, lines, from) {
        let at = Span::of(piece.text, &document.text).start;
        if is_preamble_heading(piece.text) {
            return Some((piece.line, at));
        }
        if chrome::is_sentence(piece.text) && !chrome::is_chrome(piece.text) {
            let text = behind_chrome(piece.text);
            // A figure that the extractor broke off the sentence stands before it.
            let joined = last.filter(|_| !piece.apart && piece.text.starts_with(['年', '月', '，']));
            return Some(joined.unwrap_or((piece.line, Span::of(text, &document.text).start)));
        }
        last = Some((piece.line, at));
    }
    None
}

/// 引言, 前言, 编制说明 on a line of their own.
fn is_preamble_heading(text: &str) -> bool {
    text.len() <= 24 && matches!(text.chars().next(), Some('引' | '前' | '编' | '概' | '说')) && {
        let mut word = text.chars().filter(|&c| !is_space(c) && !matches!(c, '：' | ':'));
        ["引言", "前言", "编制说明", "概述", "说明"].iter().any(|heading| heading.chars().eq(word.clone())) || word.next().is_none()
    }
}

/// The sentence at the end of a line that begins with chrome, as when a whole page is one line.
fn behind_chrome(text: &str) -> &str {
    const MARKS: [&str; 8] = ["打印", "关闭】", "[关闭]", "浏览次数", "阅读次数", "发布时间", "当前位置", "字体："];
    let stop = text.find(['。', '，', '；']).unwrap_or(text.len());
    let Some(head) = text.get(..stop) else { return text };
    if !MARKS.iter().any(|mark| head.contains(mark)) {
        return text;
    }
    let at = head.rfind(is_space).unwrap_or(0);
    trim(text.get(at..).unwrap_or(text))
}

/// The lines before the preamble.
fn head_lines(document: &Document<'_>, lines: &Range<usize>, preamble_at: Option<(usize, u32)>) -> Range<usize> {
    let end = preamble_at.map_or(lines.end, |(line, at)| {
        // Where the preamble begins within its line, the head of that line is furniture too.
        let starts_inside = document.lines.get(line).is_some_and(|line| line.span.start + 12 < at);
        if starts_inside { line + 1 } else { line }
    });
    lines.start..end.min(lines.end)
}

/// All of the head but the copies of the title, in runs of lines.
fn furniture(document: &Document<'_>, head: Range<usize>, copies: &[Copy], furniture: &mut Vec<Furniture>) {
    let mut start = head.start;
    let mut run = |lines: Range<usize>| {
        let span = document.span_of(lines.clone());
        let text = document.slice(span);
        if !lines.is_empty() && !text.chars().all(|c| is_space(c) || c == '|') {
            furniture.push(Furniture { kind: FurnitureKind::Chrome, text: text.to_owned(), span });
        }
    };
    for copy in copies {
        run(start..copy.first_line.min(head.end));
        start = (copy.last_line + 1).max(start);
    }
    run(start..head.end);
}

/// `preamble = { ? a sentence that holds periods, citations, a contact ? } ;`
fn preamble(document: &Document<'_>, lines: Range<usize>, from: u32, report: &mut Report, sink: &mut Sink) {
    let mut preamble = Preamble::default();
    let mut parts = Contact::default();
    let end = document.span_of(lines.clone()).end;
    let mut paragraphs = Paragraphs::new(document, lines, from);
    while let Some(stitch) = paragraphs.next(&mut report.furniture) {
        if chrome::is_chrome(&stitch.text) {
            let paragraph = stitch.take();
            chrome::publication(document.slice(paragraph.span), &document.text, &mut report.publication, sink);
            report.furniture.push(Furniture { kind: FurnitureKind::Chrome, text: paragraph.text, span: paragraph.span });
            continue;
        }
        let text = &stitch.text;
        if report.period.is_none() {
            report.period = period(text, false, |part| stitch.span(part), sink);
        }
        citations(text, |written| {
            report.citations.push(Citation {
                title: written.title.map(|title| Spanned::new(citation::title_text(title), stitch.span(title))),
                number: written.number.map(|(form, number)| Spanned::new(form, stitch.span(number))),
            });
        });
        contact(text, |part, value| {
            let slot = match part {
                Part::Office => &mut parts.office,
                Part::Address => &mut parts.address,
                Part::Postcode => &mut parts.postcode,
                Part::Telephone => &mut parts.telephone,
                Part::Fax => &mut parts.fax,
                Part::Email => &mut parts.email,
            };
            slot.get_or_insert_with(|| Spanned::new(value.to_owned(), stitch.span(value)));
        });
        preamble.paragraphs.push(stitch.take());
    }
    if report.period.is_none() {
        // Blank lines between all lines may have torn the dates apart.
        let region = document.slice(Span::new(from, end));
        report.period = period(region, false, |part| Span::of(part, &document.text), sink);
    }
    if let (Some(first), Some(last)) = (preamble.paragraphs.first(), preamble.paragraphs.last()) {
        preamble.span = first.span.to(last.span);
        report.preamble = Some(preamble);
    }
    report.contact = Some(parts).filter(|parts| !parts.is_empty());
}

/// The statistical period in `text`, with what is unusual about it.
fn period(text: &str, introduced: bool, span: impl Fn(&str) -> Span, sink: &mut Sink) -> Option<Spanned<Period>> {
    let written = find_period(text, introduced)?;
    let span = span(written.text);
    let (end_year, end_month, end_day) = written.end;
    let start = written.start.unwrap_or((end_year, 1, 1));
    let (Some(start), Some(end)) = (Date::new(start.0, start.1, start.2), Date::new(end_year, end_month, end_day)) else {
        sink.push(Diagnostic::new(Code::DateInvalid, span, "a day of the statistical period does not exist"));
        return None;
    };
    if start > end {
        sink.push(Diagnostic::new(Code::DateInvalid, span, "the statistical period ends before it begins"));
        return None;
    }
    if written.repaired {
        sink.push(
            Diagnostic::new(Code::DateRepaired, span, format!("the statistical period was put back together as {start} to {end}"))
                .with_help("年, 月 or 日 were lost on the way from page to text; compare with the page"),
        );
    } else if written.start.is_none() {
        sink.push(
            Diagnostic::new(Code::DateRepaired, span, format!("only the last day of the statistical period is stated; its first day was taken as {start}"))
                .with_help("article 50 of the Regulations asks for the calendar year"),
        );
    }
    Some(Spanned::new(Period { start, end }, span))
}

/// Once sections and signature are read: settles issuer, year and period from what there is, and says where they
/// conflict. `overview` are the lines of section one, where a period may stand that the preamble lacks.
pub(crate) fn settle(document: &Document<'_>, overview: Range<usize>, report: &mut Report, sink: &mut Sink) {
    if report.period.is_none() && !overview.is_empty() {
        let region = document.slice(document.span_of(overview.clone()));
        report.period = period(region, true, |part| Span::of(part, &document.text), sink);
    }
    // Words on the report itself, such as 总结阳泉市人民政府2021年政府信息公开工作情况.
    let mention = report.preamble.as_ref().and_then(|preamble| mention(document.slice(preamble.span)));
    if report.issuer.is_none() {
        report.issuer = report.signature.issuer.clone().or_else(|| {
            let issuer = mention.and_then(|(issuer, _)| issuer)?;
            Some(Spanned::new(issuer.to_owned(), Span::of(issuer, &document.text)))
        });
    }
    let start = Span::at(document.lines.first().map_or(0, |line| line.span.start));
    if report.title.is_none() {
        sink.push(Diagnostic::new(Code::TitleMissing, start, "the title was not found").with_help("a title reads 〈office〉〈year〉年政府信息公开工作年度报告"));
    }
    if report.issuer.is_none() {
        sink.push(Diagnostic::new(Code::IssuerMissing, start, "neither title, signature nor preamble name the office that reports"));
    }
    if report.year.is_none() {
        report.year = match (&report.period, mention) {
            (Some(period), _) => Some(Spanned::new(period.value.end.year(), period.span)),
            (None, Some((_, (year, digits)))) => Some(Spanned::new(year, Span::of(digits, &document.text))),
            (None, None) => None,
        };
    }
    match (&report.year, &report.period) {
        (None, _) => sink.push(
            Diagnostic::new(Code::YearMissing, start, "neither title, period nor preamble name the year that is reported on")
                .with_help("a date of publication or signature says nothing of it"),
        ),
        (Some(year), Some(period)) if period.value.start.year() != year.value || period.value.end.year() != year.value => sink.push(
            Diagnostic::new(
                Code::YearConflict,
                period.span,
                format!("the title is about {}, the statistical period about {}", year.value, period.value.end.year()),
            )
            .with_related(year.span, "the year of the title"),
        ),
        _ => {}
    }
}

/// Office and year in front of 政府信息公开 in a preamble   e.g. `现公布X县人民政府2024年政府信息公开工作年度报告`
fn mention(text: &str) -> Option<(Option<&str>, (u16, &str))> {
    let mut i = text;
    let mut at = 0;
    while let Some(found) = i.find(|c: char| c.is_ascii_digit() || matches!(c, '０'..='９' | '二')) {
        at += found;
        let here = text.get(at..)?;
        if let Ok((_, year)) = title::mentioned_year(here) {
            return Some((title::mentioned_issuer(text.get(..at)?), year));
        }
        let run = here.trim_start_matches(|c| super::lexical::digit_value(c).is_some());
        let skipped = (here.len() - run.len()).max(here.chars().next().map_or(1, char::len_utf8));
        at += skipped;
        i = text.get(at..)?;
    }
    None
}
