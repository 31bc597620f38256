//! What stands before the first section: page chrome, the title, the preamble.
//!
//! The official form begins with the title and a few sentences on legal bases, statistical period and whom to ask. Web
//! pages print hundreds of lines of chrome before, their own copy of the title, and a line on the publication between
//! title and preamble.
//!
//! ```ebnf
//! front    = { chrome | publication }, { title, { chrome | publication } }, [ preamble ] ;
//! preamble = { ? any ? | find_period | citation | contact } ;
//! ```
//!
//! Seen in the wild: the title twice, in two wordings; over two or three lines; under it a date in brackets; 引言 over the
//! preamble; no title at all; no preamble, or its sentences in section one. A year is taken from the title, the period, or
//! the words of the preamble on the report, and never from the date of publication.

use core::ops::Range;

use nom::Parser;

use super::chrome;
use super::citation::{self, citations};
use super::claim::Claims;
use super::contact::{Part, contact};
use super::date::calendar_date;
use super::lexical::{is_space, term, trim, ws};
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
    report.signature.date = date_below(document, Span::new(from, head_end), sink).filter(|_| !copies.is_empty());
    titles(copies, report, sink);
    if let Some((line, at)) = preamble_at {
        preamble(document, line..lines.end, at, report, sink);
    }
    if report.period.is_none() {
        // Blank lines or bars may have torn the dates apart, or the preamble stands on a line with all the chrome.
        let region = document.span_of(lines);
        report.period = period_in(document, region, sink);
    }
}

/// The statistical period in a stretch of the source, blind to the bars of layout tables.
fn period_in(document: &Document<'_>, region: Span, sink: &mut Sink) -> Option<Spanned<Period>> {
    let text = document.slice(region);
    if text.contains('|') {
        // As many bytes, so that places are the same.
        let blank = text.replace('|', " ");
        let place = |part: &str| {
            let here = Span::of(part, &blank);
            Span::new(region.start + here.start, region.start + here.end)
        };
        period(&blank, true, place, sink)
    } else {
        period(text, true, |part| Span::of(part, &document.text), sink)
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
        if (piece.text.contains('报') || piece.text == "告")
            && found.len() < MAX_COPIES
            && let Some(copy) = copy(document, piece, &before, &mut stitch)
        {
            found.push(copy);
            is_part = false;
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
    text.len() <= 120
        && !text.ends_with(['。', '，', '；', '：', ':', '、', '>'])
        && !chrome::is_chrome(text)
        && numbering(text).is_err()
}

/// A title that ends in `piece`, with as many of the lines before as it takes to have office and year.
fn copy(
    document: &Document<'_>,
    piece: Piece<'_>,
    before: &[Option<Piece<'_>>; 6],
    stitch: &mut Stitch,
) -> Option<Copy> {
    let piece = match last_column(piece.text) {
        Some(column) if title(piece.text).is_err() || chrome::is_chrome(piece.text) => Piece { text: column, ..piece },
        _ => piece,
    };
    if chrome::is_chrome(piece.text) {
        return None;
    }
    let mut best = None;
    let mut score = 0;
    for n in 0..=before.len() {
        if n > 0 {
            let Some(Some(first)) = before.get(n - 1) else { break };
            // Only what misses office or year, and is short enough to be part of a title, has a beginning elsewhere.
            if piece.text.len() > 400 || score == 3 && !best.as_ref().is_some_and(|copy| lacks_place(copy, first.text))
            {
                break;
            }
            // A line above that is an office is the office; any other may be the first half of a broken title.
            if score >= 2 && !chrome::is_office(first.text) {
                break;
            }
        }
        stitch.clear();
        for part in before.iter().take(n).rev().flatten() {
            stitch.push_from(document, part.text);
        }
        stitch.push_from(document, piece.text);
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
        if (found <= score && score < 3) || (n > 0 && written.year.is_none()) {
            continue;
        }
        score = found;
        let first_line = before.iter().take(n).flatten().last().map_or(piece.line, |first| first.line);
        best = Some(Copy {
            text: written.text.to_owned(),
            span: stitch.span(written.text),
            issuer: written.issuer.map(|issuer| Spanned::new(name(issuer), stitch.span(issuer))),
            year: written.year.map(|(year, digits)| Spanned::new(year, stitch.span(digits))),
            first_line,
            last_line: piece.line,
            end: stitch.span(written.text).end,
        });
    }
    // Few titles are left here, so that the text is searched a few times at most.
    let best = best.filter(|copy| !goes_on(document, copy))?;
    Some(begun_above(document, &best, piece, before, stitch).unwrap_or(best))
}

/// The title whose office begins on the line right above, as the two together are a name that stands elsewhere in the text, in
/// one stretch   e.g. `松涧县粮食节筹备小`, `组办公室2024年政府信息公开工作年度报告`
fn begun_above(
    document: &Document<'_>,
    copy: &Copy,
    piece: Piece<'_>,
    before: &[Option<Piece<'_>>; 6],
    stitch: &mut Stitch,
) -> Option<Copy> {
    let above = before.first().copied().flatten()?;
    let issuer = &copy.issuer.as_ref()?.value;
    let whole = name(above.text) + issuer;
    let adjoins = copy.first_line == piece.line && above.line + 1 == piece.line && !piece.apart && !piece.new_page;
    if !adjoins || !chrome::is_office(&whole) || !document.text.contains(&whole) {
        return None;
    }
    stitch.clear();
    stitch.push_from(document, above.text);
    stitch.push_from(document, piece.text);
    let (_, written) = title(&stitch.text).ok()?;
    let found = written.issuer.filter(|issuer| name(issuer) == whole)?;
    Some(Copy {
        text: written.text.to_owned(),
        span: stitch.span(written.text),
        issuer: Some(Spanned::new(whole, stitch.span(found))),
        year: written.year.map(|(year, digits)| Spanned::new(year, stitch.span(digits))),
        first_line: above.line,
        last_line: piece.line,
        end: stitch.span(written.text).end,
    })
}

/// What stands behind the menu at the left of a page, where a layout has set both on one line
/// e.g. `[15]法定主动公开内容 锦河市公安局2023年政府信息公开工作年度报告`
fn last_column(text: &str) -> Option<&str> {
    let has_links = text.len() <= 400 && text.contains(']');
    text.rsplit(is_space).next().filter(|column| has_links && column.len() < text.len() && column.contains('报'))
}

/// Whether the office of a title stands on two lines, its place on the one `above`   e.g. `松涧县`, `自然资源局`
fn lacks_place(copy: &Copy, above: &str) -> bool {
    const PLACES: [char; 12] = ['省', '市', '县', '区', '州', '盟', '旗', '镇', '乡', '国', '街', '村'];
    // Only where the office fills its line, or nothing but 人民政府 is left of it.
    copy.first_line < copy.last_line
        && copy.issuer.as_ref().is_some_and(|issuer| !issuer.value.contains(PLACES))
        && above.ends_with(PLACES)
        && above.len() <= 60
}

/// Whether a title is the middle of a sentence that the layout has broken.
fn goes_on(document: &Document<'_>, copy: &Copy) -> bool {
    let behind = document.text.get(copy.end as usize..).unwrap_or("");
    let next = behind.chars().take(200).find(|&c| !is_space(c) && !matches!(c, '*' | '|'));
    if matches!(next, Some('，' | '。' | '、' | '；' | '》' | '”' | ',')) {
        return true;
    }
    // A line that no stop ends stands directly before.
    let Some(line) = document.lines.get(copy.first_line) else { return false };
    let above = copy.first_line.checked_sub(1).map_or("", |line| document.line_text(line));
    line.blank_before == 0
        && !line.new_page
        && (66..2000).contains(&above.len())
        && !above.ends_with(['。', '！', '？', '：', ':', ']', '】', '|'])
        && chrome::is_sentence(above)
        && !chrome::is_chrome(above)
}

/// A date in brackets below the title, where some offices sign   e.g. `（2021年1月19日）`
fn date_below(document: &Document<'_>, region: Span, sink: &mut Sink) -> Option<Spanned<Date>> {
    let rest = document.slice(region).trim_start_matches(|c| is_space(c) || c == '*');
    let (rest, _) = term("(")(rest).ok()?;
    let rest = rest.trim_start_matches(is_space);
    let (behind, date) = calendar_date(rest).ok()?;
    let written = rest.get(..rest.len() - behind.len())?;
    let (_, _) = (ws, term(")")).parse(behind).ok()?;
    chrome::day((written, date), &document.text, sink)
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
        let mut diagnostic = Diagnostic::new(
            Code::TitleConflict,
            best.span,
            "the title is printed in several wordings; the most complete one was taken",
        );
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

/// The name of an office, without the white space that sets its characters apart.
fn name(office: &str) -> String {
    office.chars().filter(|&c| !is_space(c)).collect()
}

/// Line and offset at which the preamble begins: with the first sentence that is no chrome, or with 引言.
fn preamble_start(document: &Document<'_>, lines: Range<usize>, from: u32) -> Option<(usize, u32)> {
    let mut last: Option<(usize, u32)> = None;
    for piece in Pieces::new(document, lines, from) {
        let at = Span::of(piece.text, &document.text).start;
        if is_preamble_heading(piece.text) {
            return Some((piece.line, at));
        }
        let text = behind_chrome(piece.text);
        if (chrome::is_sentence(text) || speaks_of_period(text)) && !chrome::is_chrome(text) {
            // A figure that the extractor broke off the sentence stands before it.
            let joined = last.filter(|_| !piece.apart && piece.text.starts_with(['年', '月', '，']));
            return Some(joined.unwrap_or((piece.line, Span::of(text, &document.text).start)));
        }
        last = Some((piece.line, at));
    }
    None
}

/// Words that a preamble has and chrome has not, for sentences that are broken before their first stop.
fn speaks_of_period(text: &str) -> bool {
    text.len() >= 24
        && ["统计期", "统计时", "统计周", "统计数", "统计起", "起止时间", "本报告", "年度报告所列", "报告如下"]
            .iter()
            .any(|word| text.contains(word))
}

/// 引言, 前言, 编制说明 on a line of their own.
fn is_preamble_heading(text: &str) -> bool {
    text.len() <= 24 && matches!(text.chars().next(), Some('引' | '前' | '编' | '概' | '说')) && {
        let mut word = text.chars().filter(|&c| !is_space(c) && !matches!(c, '：' | ':'));
        ["引言", "前言", "编制说明", "概述", "说明"].iter().any(|heading| heading.chars().eq(word.clone()))
            || word.next().is_none()
    }
}

/// The sentence at the end of a line that begins with chrome, as when a whole page is one line.
fn behind_chrome(text: &str) -> &str {
    const MARKS: [&str; 8] = ["打印", "关闭】", "[关闭]", "浏览次数", "阅读次数", "发布时间", "当前位置", "字体："];
    let stop = text.find(['。', '，', '；', ',']).unwrap_or(text.len());
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

/// `preamble = { ? any ? | find_period | citation | contact } ;`
fn preamble(document: &Document<'_>, lines: Range<usize>, from: u32, report: &mut Report, sink: &mut Sink) {
    let mut preamble = Preamble::default();
    let mut parts = Contact::default();
    let mut paragraphs = Paragraphs::new(document, lines, from);
    let mut claims = Claims::default();
    while let Some(stitch) = paragraphs.next(&mut report.furniture) {
        if chrome::is_chrome(&stitch.text) {
            let paragraph = stitch.take();
            chrome::publication(document.slice(paragraph.span), &document.text, &mut report.publication, sink);
            report.furniture.push(Furniture {
                kind: FurnitureKind::Chrome,
                text: paragraph.text,
                span: paragraph.span,
            });
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
        claims.read(stitch);
        preamble.paragraphs.push(stitch.take());
    }
    if let (Some(first), Some(last)) = (preamble.paragraphs.first(), preamble.paragraphs.last()) {
        preamble.span = first.span.to(last.span);
        preamble.claims.extend(claims.take());
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
    let (Some(start), Some(end)) = (Date::new(start.0, start.1, start.2), Date::new(end_year, end_month, end_day))
    else {
        sink.push(Diagnostic::new(Code::DateInvalid, span, "a day of the statistical period does not exist"));
        return None;
    };
    if start > end {
        sink.push(Diagnostic::new(Code::DateInvalid, span, "the statistical period ends before it begins"));
        return None;
    }
    if written.repaired {
        sink.push(
            Diagnostic::new(
                Code::DateRepaired,
                span,
                format!("the statistical period was put back together as {start} to {end}"),
            )
            .with_help("年, 月 or 日 were lost on the way from page to text; compare with the page"),
        );
    } else if written.start.is_none() {
        sink.push(
            Diagnostic::new(
                Code::DateRepaired,
                span,
                format!("only the last day of the statistical period is stated; its first day was taken as {start}"),
            )
            .with_help("article 50 of the Regulations asks for the calendar year"),
        );
    }
    Some(Spanned::new(Period { start, end }, span))
}

/// Once sections and signature are read: settles issuer, year and period from what there is, and says where they
/// conflict. `overview` are the lines of section one, where a period may stand that the preamble lacks.
pub(crate) fn settle(document: &Document<'_>, overview: Range<usize>, report: &mut Report, sink: &mut Sink) {
    if report.period.is_none() && !overview.is_empty() {
        report.period = period_in(document, document.span_of(overview), sink);
    }
    // Words on the report itself, such as 总结阳泉市人民政府2021年政府信息公开工作情况.
    let mention = report.preamble.as_ref().and_then(|preamble| mention(document.slice(preamble.span)));
    if report.issuer.is_none() {
        report.issuer = report.signature.issuer.clone().or_else(|| {
            let issuer = mention.and_then(|(issuer, _)| issuer)?;
            Some(Spanned::new(name(issuer), Span::of(issuer, &document.text)))
        });
    }
    let start = Span::at(document.lines.first().map_or(0, |line| line.span.start));
    if report.title.is_none() {
        sink.push(
            Diagnostic::new(Code::TitleMissing, start, "the title was not found")
                .with_help("a title reads 〈office〉〈year〉年政府信息公开工作年度报告"),
        );
    }
    if report.issuer.is_none() {
        sink.push(Diagnostic::new(
            Code::IssuerMissing,
            start,
            "neither title, signature nor preamble name the office that reports",
        ));
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
            Diagnostic::new(
                Code::YearMissing,
                start,
                "neither title, period nor preamble name the year that is reported on",
            )
            .with_help("a date of publication or signature says nothing of it"),
        ),
        (Some(year), Some(period))
            if period.value.start.year() != year.value || period.value.end.year() != year.value =>
        {
            sink.push(
                Diagnostic::new(
                    Code::YearConflict,
                    period.span,
                    format!(
                        "the title is about {}, the statistical period about {}",
                        year.value,
                        period.value.end.year()
                    ),
                )
                .with_related(year.span, "the year of the title"),
            );
        }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Options;

    fn read(text: &str) -> (Report, Vec<Diagnostic>) {
        let document = crate::read::text(text, &Options::new()).unwrap();
        let (mut report, mut sink) = (Report::default(), Sink::new(99));
        front(&document, 0..document.lines.len(), &mut report, &mut sink);
        settle(&document, 0..0, &mut report, &mut sink);
        (report, sink.finish())
    }

    #[track_caller]
    fn titled(text: &str, title: &str, issuer: &str, year: u16) -> Report {
        let (report, _) = read(text);
        assert_eq!(report.title.as_ref().map(|title| title.text.as_str()), Some(title), "{text}");
        assert_eq!(report.issuer.as_ref().map(|issuer| issuer.value.as_str()), Some(issuer), "{text}");
        assert_eq!(report.year.as_ref().map(|year| year.value), Some(year), "{text}");
        report
    }

    const TITLE: &str = "石台县人民政府2024年政府信息公开工作年度报告";

    #[test]
    fn titles_over_lines() {
        titled(TITLE, TITLE, "石台县人民政府", 2024);
        titled("石台县人民政府\n\n2024年政府信息公开工作年度报告", TITLE, "石台县人民政府", 2024);
        titled("**石台县人民政府\n2024\n年政府信息公开\n工作年度报告**", TITLE, "石台县人民政府", 2024);
        titled("石台县人民政府2024年政府信息公开工作年度报\n告\n", TITLE, "石台县人民政府", 2024);
        titled(
            "石 台 县\n人 民 政 府\n2024年政府信息公开工作年度报告",
            "石 台 县人 民 政 府2024年政府信息公开工作年度报告",
            "石台县人民政府",
            2024,
        );
        titled("| 石台县人民政府 |  | 2024 | 年政府信息公开工作年度报告 |", TITLE, "石台县人民政府", 2024);
    }

    #[test]
    fn titles_among_chrome() {
        let text = format!(
            "首页\n依申请公开\n政府信息公开年报\n当前位置：首页 > 政府信息公开年报\n{TITLE}\n发布时间：2025-01-17 来源：石台县政府办\n本报告由六个部分组成，统计期限为2024年1月1日至12月31日。"
        );
        let report = titled(&text, TITLE, "石台县人民政府", 2024);
        assert_eq!(report.publication.date.map(|date| date.value.to_string()).as_deref(), Some("2025-01-17"));
        assert_eq!(report.publication.source.map(|source| source.value).as_deref(), Some("石台县政府办"));
        assert_eq!(report.preamble.map(|preamble| preamble.paragraphs.len()), Some(1));
        assert!(report.title.is_some_and(|title| title.copies.is_empty()));
        assert!(report.period.is_some_and(|period| period.value.is_calendar_year(2024)));
    }

    #[test]
    fn copies_that_differ() {
        let (report, diagnostics) =
            read(&format!("县政府2024年度政府信息公开工作年度报告\n{TITLE}\n（2025年1月19日）"));
        let title = report.title.unwrap();
        assert_eq!((title.text.as_str(), title.copies.len()), (TITLE, 1));
        assert_eq!(diagnostics.first().map(|diagnostic| diagnostic.code), Some(Code::TitleConflict));
        assert_eq!(report.signature.date.map(|date| date.value.to_string()).as_deref(), Some("2025-01-19"));
    }

    #[test]
    fn what_a_preamble_says() {
        let text = format!(
            "{TITLE}\n根据《条例》（国务院令第711号）编制，统计期限自2024\n年1月1日起至12月31日止。请与县政务公开办联系（电话：0799-3300128，邮编：334099）。"
        );
        let (report, diagnostics) = read(&text);
        assert_eq!(report.citations.len(), 1);
        assert_eq!(report.period.as_ref().map(|period| period.span.slice(&text)), Some("2024\n年1月1日起至12月31日止"));
        let contact = report.contact.unwrap();
        assert_eq!(contact.office.map(|office| office.value).as_deref(), Some("县政务公开办"));
        assert_eq!(contact.postcode.map(|postcode| postcode.span.slice(&text).to_owned()).as_deref(), Some("334099"));
        assert_eq!(diagnostics, []);
    }

    #[test]
    fn office_and_year_without_a_title() {
        let (report, diagnostics) =
            read("本报告总结阳泉市人民政府2021年政府信息公开工作情况，全文包括六个部分，欢迎查阅。");
        assert_eq!(report.issuer.map(|issuer| issuer.value).as_deref(), Some("阳泉市人民政府"));
        assert_eq!(report.year.map(|year| year.value), Some(2021));
        assert_eq!(diagnostics.iter().map(|diagnostic| diagnostic.code).collect::<Vec<_>>(), [Code::TitleMissing]);
        let (report, _) = read("发布时间：2025-01-17\n我局按要求编制本报告，全文包括六个部分，欢迎广大群众查阅。");
        assert_eq!((report.issuer, report.year), (None, None));
    }

    #[test]
    fn years_that_differ() {
        let (_, diagnostics) = read(&format!("{TITLE}\n本报告所列数据的统计期限为2023年1月1日至2023年12月31日。"));
        assert_eq!(diagnostics.first().map(|diagnostic| diagnostic.code), Some(Code::YearConflict));
    }
}
