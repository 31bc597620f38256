//! What stands behind the last section: the signature, and page chrome.
//!
//! ```ebnf
//! back      = [ signature ], { chrome | publication_note | picture } ;
//! signature = office, calendar_date | calendar_date, office | office | calendar_date ;
//! ```
//!
//! Seen in the wild: nothing at all (most reports); office and date on one line or on two, set to the right; the date with
//! spaces, in Chinese numerals or with points; `（此件公开发布）`; 审核 and 责任编辑; download links; footers; lists of links that
//! text browsers add. A date within a sentence signs nothing, and so does one on a line that a layout broke.

use core::ops::Range;

use nom::Parser;
use nom::bytes::complete::take_while;
use nom::combinator::opt;

use super::chrome;
use super::date::{Ymd, calendar_date};
use super::lexical::{In, Res, any_term, fold, is_space, no, trim, ws};
use super::narrative::{Piece, Pieces};
use super::numbering::numbering;
use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::document::Document;
use crate::report::{Date, Furniture, FurnitureKind, Report};
use crate::{Span, Spanned};

/// Reads signature, date and chrome at the end of the last section's `lines`. Gives the line at which they begin: what
/// stands before it is the section's prose.
pub(crate) fn back(document: &Document<'_>, lines: Range<usize>, report: &mut Report, sink: &mut Sink) -> usize {
    let mut end = End { document, report, sink, begins: None, first: 0, dated: false, dated_to: 0, chrome: None };
    let mut last: Option<Piece<'_>> = None;
    for piece in Pieces::new(document, lines.clone(), 0) {
        let at = Span::of(piece.text, &document.text);
        if at.start < end.dated_to {
            // The rest of a date over several lines.
            continue;
        }
        if end.signature(piece, last) || end.furniture(piece, at, last) {
            last = Some(piece);
            continue;
        }
        if end.begins.is_some() {
            end.behind(piece, at);
        } else {
            end.first = piece.line + 1;
        }
        last = Some(piece);
    }
    end.finish(lines.end, last)
}

/// The end of a report, as far as it was read.
struct End<'r, 'd> {
    document: &'d Document<'d>,
    report: &'r mut Report,
    sink: &'r mut Sink,
    /// The line at which it begins.
    begins: Option<usize>,
    /// The first line that it may begin at: prose is never part of it.
    first: usize,
    /// Whether a date was read here: one below the title gives way to it.
    dated: bool,
    /// Where that date ends.
    dated_to: u32,
    /// A run of chrome.
    chrome: Option<Span>,
}

impl<'d> End<'_, 'd> {
    /// `signature`, its part in this line   e.g. `汾阳市人民政府`, `2025 年 1 月 20 日`
    fn signature(&mut self, piece: Piece<'d>, last: Option<Piece<'d>>) -> bool {
        if self.dated || piece.text.len() > 240 || self.chrome.is_some() && self.begins.is_none() {
            return false;
        }
        let text: &'d str = &self.document.text;
        // From here to the end of the text, as a date may go over lines.
        let here = text.get(Span::of(piece.text, text).start as usize..).unwrap_or("");
        let Some((office, (written, date), behind)) = signed(piece.text, here) else { return false };
        let (prose, office) = self.behind_prose(office);
        if prose {
            self.first = self.first.max(piece.line + 1);
        }
        if !self.may_sign(piece, last, office)
            || goes_on(behind)
            || prose && !office.is_some_and(|office| self.is_signatory(office))
        {
            return false;
        }
        if let Some(office) = office {
            self.sign(office, piece.line);
        } else if let Some(above) = last.filter(|above| self.is_signatory(above.text)) {
            self.sign(above.text, above.line);
        }
        self.begin(piece.line);
        self.dated_to = Span::of(written, text).end;
        self.dated = true;
        self.report.signature.date = chrome::day((written, date), text, self.sink);
        true
    }

    /// Whether prose stands before the office on its line, and the office   e.g. `无。 滨屿市商务局`
    fn behind_prose(&self, office: Option<&'d str>) -> (bool, Option<&'d str>) {
        let Some(text) = office else { return (false, None) };
        if let Some((_, office)) = text.rsplit_once('。') {
            return (true, Some(trim(office)));
        }
        let issuer = self.report.issuer.as_ref().map_or("", |issuer| issuer.value.as_str());
        match text.strip_suffix(issuer) {
            Some(prose) if !issuer.is_empty() && prose.ends_with(is_space) => (true, text.get(prose.len()..)),
            _ => (false, office),
        }
    }

    /// Whether a date may stand here: not in the middle of a sentence.
    fn may_sign(&self, piece: Piece<'d>, last: Option<Piece<'d>>, office: Option<&str>) -> bool {
        if office.is_some_and(|office| !self.is_signatory(office)) {
            return false;
        }
        let Some(last) = last else { return true };
        let ends = last.text.ends_with(['。', '！', '？', '；', '”', '：', '）', ')', '.', ';']);
        piece.apart
            || ends
            || self.is_signatory(last.text)
            || last.text.len() <= 30 && !last.text.ends_with(['，', '、', ','])
    }

    /// Whether a line is the name of an office, or what is left of the title's.
    fn is_signatory(&self, text: &str) -> bool {
        if self.report.issuer.as_ref().is_some_and(|issuer| is_like(text, &issuer.value)) {
            return true;
        }
        chrome::is_office(text) && text.chars().nth(2).is_some()
    }

    fn sign(&mut self, office: &str, line: usize) {
        let office = trim(office);
        if self.report.signature.issuer.is_none() {
            let text = office.chars().filter(|&c| !is_space(c)).collect();
            self.report.signature.issuer = Some(Spanned::new(text, Span::of(office, &self.document.text)));
        }
        // The line was taken for prose until the date below it was seen.
        self.first = self.first.min(self.document.lines.len());
        if self.first == line + 1 && self.fills_line(office, line) {
            self.first = line;
        }
        self.begins = Some(self.begins.map_or(line, |begins| begins.min(line)).max(self.first));
    }

    /// Whether a line holds nothing but `text` and what lays it out.
    fn fills_line(&self, text: &str, line: usize) -> bool {
        let is_layout = |c: char| is_space(c) || matches!(c, '|' | '+' | '*' | '_' | '\\' | '#');
        let marks = |text: &str| text.chars().filter(|&c| !is_layout(c)).count();
        let text_of_line = self.document.line_text(line);
        text_of_line.len() < 2000 && marks(text_of_line) == marks(text)
    }

    fn begin(&mut self, line: usize) {
        let first = self.first;
        self.begins.get_or_insert(line.max(first));
    }

    /// A line of chrome, a note on the publication, a picture.
    fn furniture(&mut self, piece: Piece<'d>, at: Span, last: Option<Piece<'d>>) -> bool {
        if let Some(kind) = chrome::furniture(piece.text) {
            // A picture may stand within the prose: the section keeps it, unless the end has begun.
            if self.begins.is_none() && kind != FurnitureKind::PublicationNote {
                return false;
            }
            self.flush();
            self.begin(piece.line);
            self.report.furniture.push(Furniture { kind, text: piece.text.to_owned(), span: at });
            return true;
        }
        if !chrome::is_chrome(piece.text) {
            return false;
        }
        // An office directly above the chrome has signed without a date.
        if let Some(above) = last.filter(|above| self.begins.is_none() && self.is_issuer(above.text)) {
            self.sign(above.text, above.line);
        }
        self.begin(piece.line);
        self.run_on(at);
        true
    }

    /// Whether a line is the office of the title, or surely one: without a date to it, a word such as 无 could be one.
    fn is_issuer(&self, text: &str) -> bool {
        match &self.report.issuer {
            Some(issuer) => is_like(text, &issuer.value),
            None => chrome::is_office(text) && text.len() >= 15,
        }
    }

    /// A line behind the signature that is neither: chrome without words of its own, or prose that belongs nowhere.
    fn behind(&mut self, piece: Piece<'d>, at: Span) {
        let is_prose = piece.text.ends_with('。') && piece.text.len() >= 60 && !piece.text.contains("网站");
        if is_prose {
            self.flush();
            self.sink.push(Diagnostic::new(Code::TextUnplaced, at, "prose stands behind the end of the report"));
            self.report.unplaced.push(Spanned::new(piece.text.to_owned(), at));
        } else if self.dated && self.report.signature.issuer.is_none() && self.is_issuer(piece.text) {
            self.sign(piece.text, piece.line);
        } else {
            self.run_on(at);
        }
    }

    /// The signature behind the last sentence of a line, as when a whole report is one line. Only the office of the
    /// title signs there.   e.g. `无。 滨屿市商务局 2024年1月15日 审核: 周明`
    fn run_in_signature(&mut self, line: &'d str) {
        let Some((_, tail)) = line.rsplit_once('。') else { return };
        if tail.len() > 400 {
            return;
        }
        // As many bytes, so that places are the same.
        let blank = tail.replace('|', " ");
        let Some((Some(office), (written, date), _)) = signed(&blank, &blank) else { return };
        if !self.report.issuer.as_ref().is_some_and(|issuer| is_like(office, &issuer.value)) {
            return;
        }
        let start = Span::of(tail, &self.document.text).start;
        let place = |part: &str| {
            let here = Span::of(part, &blank);
            Span::new(start + here.start, start + here.end)
        };
        let (year, month, day) = date;
        let name: String = office.chars().filter(|&c| !is_space(c)).collect();
        self.report.signature.issuer = Some(Spanned::new(name, place(office)));
        self.report.signature.date = Date::new(year, month, day).map(|date| Spanned::new(date, place(written)));
    }

    fn run_on(&mut self, at: Span) {
        self.chrome = Some(self.chrome.map_or(at, |run| run.to(at)));
    }

    /// Puts the chrome so far into one piece of furniture.
    fn flush(&mut self) {
        let Some(span) = self.chrome.take() else { return };
        let text = self.document.slice(span);
        chrome::publication(text, &self.document.text, &mut self.report.publication, self.sink);
        self.report.furniture.push(Furniture { kind: FurnitureKind::Chrome, text: text.to_owned(), span });
    }

    /// The line at which the end begins.
    fn finish(mut self, end: usize, last: Option<Piece<'d>>) -> usize {
        self.flush();
        if self.begins.is_none() {
            // An office as the very last line has signed without a date.
            if let Some(last) = last {
                if self.is_issuer(last.text) && last.text.len() >= 9 {
                    self.sign(last.text, last.line);
                } else {
                    self.run_in_signature(self.document.line_text(last.line));
                }
            }
        }
        self.begins.unwrap_or(end)
    }
}

/// `[ office ], calendar_date, end_of_line`   e.g. `滨屿市商务局 2024年1月15日`
///
/// `line` is the line, `here` the text from its beginning on, since a date may go over lines. Gives the office, the date
/// as written and read, and what stands behind.
fn signed<'a>(line: &'a str, here: &'a str) -> Option<(Option<&'a str>, (&'a str, Ymd), &'a str)> {
    let at = line.find(|c: char| c.is_ascii_digit() || matches!(c, '０'..='９' | '二' | '(' | '（'))?;
    let (office, _) = line.split_at_checked(at)?;
    if office.len() > 130
        || office.contains(['，', '；'])
        || office.ends_with(['，', '。', '、', '：', ':', '至', '为', '自', '于', '截', '止', '到', '在', '年'])
    {
        return None;
    }
    let rest = here.get(at..)?;
    let rest = any_term(&["("])(rest).map_or(rest, |(rest, _)| rest);
    let (behind, date) = calendar_date(trim_start(rest)).ok()?;
    let rest = trim_start(rest);
    let written = rest.get(..rest.len() - behind.len())?;
    let (behind, ()) = line_end(behind).ok()?;
    let office = trim(office.trim_end_matches(|c| is_space(c) || matches!(c, '|' | '*')));
    Some((Some(office).filter(|office| !office.is_empty()), (written, date), behind))
}

fn trim_start(text: &str) -> &str {
    text.trim_start_matches(is_space)
}

/// `[ ")" ], { " " | "|" | "*" }, ( line break | ? end of text ? )`
fn line_end(i: In<'_>) -> Res<'_, ()> {
    let (i, _) = opt((take_while(|c| matches!(c, ' ' | '\u{3000}')), any_term(&[")", "。"]))).parse(i)?;
    let rest =
        i.trim_start_matches(|c| (is_space(c) && !matches!(c, '\n' | '\r')) || matches!(c, '|' | '*' | '\\' | '_'));
    match rest.chars().next() {
        None | Some('\n' | '\r' | '\x0c') => Ok((rest, ())),
        // Chrome may follow on the same line.
        Some(_) if rest.len() < i.len() && chrome::is_chrome(first_words(rest)) => Ok((rest, ())),
        _ => no(),
    }
}

/// The beginning of a line, enough to tell chrome.
fn first_words(text: &str) -> &str {
    let end = text.char_indices().take(60).find(|&(_, c)| matches!(c, '\n' | '\r')).map(|(at, _)| at);
    let end = end.or_else(|| text.char_indices().nth(60).map(|(at, _)| at)).unwrap_or(text.len());
    text.get(..end).unwrap_or(text)
}

/// Whether what stands behind a date goes on the sentence that the date is in.
fn goes_on(behind: &str) -> bool {
    let (next, ()) = ws(behind).unwrap_or((behind, ()));
    let is_near = behind.len() - next.len() <= 4;
    is_near
        && matches!(
            next.chars().next().map(fold),
            Some(',' | '。' | '、' | ';' | ')' | '起' | '至' | '到' | '前' | '止')
        )
}

/// Whether a name is the office of the title, longer, shorter or cut off.
fn is_like(name: &str, issuer: &str) -> bool {
    let name: String = name.chars().filter(|&c| !is_space(c)).take(60).map(fold).collect();
    let issuer: String = issuer.chars().filter(|&c| !is_space(c)).map(fold).collect();
    name.chars().nth(2).is_some()
        && name.chars().nth(50).is_none()
        && numbering(&name).is_err()
        && (issuer.contains(&name)
            || name.ends_with(&issuer)
            || name
                .strip_prefix(issuer.as_str())
                .is_some_and(|tail| tail.chars().count() <= 6 && chrome::is_office(&name)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Options;

    /// What is read from the end of a report: line at which it begins, signatory, date, furniture.
    fn read(text: &str) -> (usize, Option<String>, Option<String>, Vec<String>) {
        let document = crate::read::text(text, &Options::new()).unwrap();
        let mut report = Report {
            issuer: Some(Spanned::new("滨屿市商务局".to_owned(), Span::default())),
            ..Report::default()
        };
        let at = back(&document, 0..document.lines.len(), &mut report, &mut Sink::new(9));
        let furniture = report.furniture.into_iter().map(|furniture| furniture.text).collect();
        (
            at,
            report.signature.issuer.map(|issuer| issuer.value),
            report.signature.date.map(|date| date.value.to_string()),
            furniture,
        )
    }

    #[test]
    fn prose_on_the_same_line_stays() {
        assert_eq!(read("无其他事项。 滨屿市商务局 2024年1月15日").0, 1);
        assert_eq!(read("无其他事项。 | 审核: 周明").0, 1);
        assert_eq!(read("无 滨屿市商务局 2024年1月15日"), signed_by(1, "2024-01-15", &[]));
        assert_eq!(read("有效期至某局。2024年1月15日").2, None);
    }

    fn signed_by(at: usize, date: &str, furniture: &[&str]) -> (usize, Option<String>, Option<String>, Vec<String>) {
        (
            at,
            Some("滨屿市商务局".to_owned()),
            Some(date.to_owned()),
            furniture.iter().map(|&text| text.to_owned()).collect(),
        )
    }

    #[test]
    fn forms_of_a_signature() {
        assert_eq!(read("无。\n滨屿市商务局\n2024年1月15日"), signed_by(1, "2024-01-15", &[]));
        assert_eq!(read("无\n\n滨屿市商务局\n\n2024 年 1 月 15 日"), signed_by(1, "2024-01-15", &[]));
        assert_eq!(read("无。\n滨屿市商务局 二〇二四年一月十五日"), signed_by(1, "2024-01-15", &[]));
        assert_eq!(read("无。\n\n滨屿市商务局（盖章）\n2024.1.15").2.as_deref(), Some("2024-01-15"));
        assert_eq!(read("无。\n\n滨屿市商务局\n2\n024\n年\n1\n月\n15\n日"), signed_by(1, "2024-01-15", &[]));
        assert_eq!(read("无。\n2024-01-15\n滨屿市商务局"), signed_by(1, "2024-01-15", &[]));
        assert_eq!(read("无。 滨屿市商务局 2024年1月15日 审核: 周明").2.as_deref(), Some("2024-01-15"));
        assert_eq!(read("无。\n滨屿市商务局"), (1, Some("滨屿市商务局".to_owned()), None, vec![]));
    }

    #[test]
    fn chrome_behind() {
        let chrome = "审核: 周明   责任编辑: 林宁\n点击下载此文件\nReferences\n1. http://a.cn/";
        assert_eq!(read(&format!("无。\n{chrome}")), (1, None, None, vec![chrome.to_owned()]));
        assert_eq!(
            read("无。\n滨屿市商务局\n2024年1月15日\n（此件公开发布）"),
            signed_by(1, "2024-01-15", &["（此件公开发布）"])
        );
    }

    #[test]
    fn dates_in_prose_sign_nothing() {
        for text in [
            "报告电子版发布于\n2024年1月15日\n，可下载。",
            "办法自2023年5月1日起施行，有效期至\n2028年5月1日。以后不收费。",
            "截至2024年12月31日",
            "2024年1月15日，我局召开会议。",
            "无。",
        ] {
            let (_, issuer, date, _) = read(text);
            assert_eq!((issuer, date), (None, None), "{text}");
        }
    }
}
