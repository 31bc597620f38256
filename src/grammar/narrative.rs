//! Prose: paragraphs, and the numbered sub-headings over or in them.
//!
//! A paragraph of a report is seldom a line of its text. Layouts break lines at the margin, extractors break them where
//! the typeface changes, and blank lines stand between all lines or between none. So lines are first joined to
//! paragraphs, and the grammar reads those; a [`Stitch`] remembers which stretch of the source each part came from.
//!
//! ```ebnf
//! narrative = { block } ;
//! block     = head, [ paragraph ] | paragraph ;
//! head      = numbering, title, ( "。" | "：" | "." | space ) ;         (* or the end of its line *)
//! title     = ? up to 60 characters, without a stop ? ;
//! paragraph = { piece } ;                                      (* lines that a layout broke, joined *)
//! piece     = ? a line, or a stretch of it between "|" ? ;        (* of a whole page on one line: up to 。 and a space *)
//! ```
//!
//! Seen in the wild: `（一）主动公开。2024年…`, `（一）主动公开方面：…`, a comma in the title (`（一）丰富公开渠道，打造阳光服务政府`), `()` for
//! `（一）`, `一是…。二是…`, which is a sentence and heads nothing, and numbered list items, which are sentences too.
//!
//! Not read here: what the prose claims (`claim`).

use core::ops::Range;

use super::chrome;
use super::claim::Claims;
use super::lexical::{fold, is_han, is_space};
use super::numbering::numbering;
use crate::Span;
use crate::document::{Document, Line, LineKind};
use crate::report::{Block, Furniture, Numbering, Paragraph, Section, SubHeading};
use crate::source::offset;

/// Reads prose into `section`: sub-headings and paragraphs, with hard-wrapped lines joined, and what they claim, for which
/// `claims` has begun the section. Chrome in between goes to `furniture`.
pub(crate) fn narrative(
    document: &Document<'_>,
    lines: Range<usize>,
    claims: &mut Claims,
    section: &mut Section,
    furniture: &mut Vec<Furniture>,
) {
    let mut paragraphs = Paragraphs::new(document, lines, 0);
    while let Some(stitch) = paragraphs.next(furniture) {
        claims.read(stitch);
        block(stitch, &mut section.narrative);
    }
    section.claims.extend(claims.take());
}

/// `block = head, [ paragraph ] | paragraph ;`
fn block(stitch: &mut Stitch, blocks: &mut Vec<Block>) {
    if let Some(head) = head(&stitch.text) {
        let Head { numbering, title, written, rest } = head;
        let run_in = !rest.is_empty();
        let heading = SubHeading { numbering, title: title.to_owned(), run_in, span: stitch.span(written) };
        blocks.push(Block::SubHeading(heading));
        if run_in {
            blocks.push(Block::Paragraph(Paragraph { text: rest.to_owned(), span: stitch.span(rest) }));
        }
    } else {
        blocks.push(Block::Paragraph(stitch.take()));
    }
}

/// A sub-heading at the beginning of a paragraph.
#[derive(Debug, PartialEq, Eq)]
struct Head<'a> {
    numbering: Numbering,
    title: &'a str,
    /// Number and title.
    written: &'a str,
    /// The paragraph behind it, if there is one.
    rest: &'a str,
}

/// `head`   e.g. `（一）主动公开。2024年…`
fn head(text: &str) -> Option<Head<'_>> {
    let (body, numbering) = numbering(text).ok()?;
    let (title, behind) = title(body);
    let (stop, rest) = match behind.chars().next() {
        Some(c) if !is_space(c) => (Some(fold(c)), behind.get(c.len_utf8()..).unwrap_or("")),
        _ => (None, behind),
    };
    let rest = rest.trim_start_matches(|c| c == '*' || c == '_' || is_space(c));
    let title = title.trim_end_matches(|c| c == '*' || c == '_' || is_space(c));
    let shape = Shape::of(title);
    let is_heading = match (rest.is_empty(), stop) {
        // A line of its own: a sentence with figures or clauses in it is a list item.
        (true, None) => shape.chars <= 45 && !(shape.chars > 30 && shape.has_figures),
        (true, Some('。' | '.')) => shape.chars <= 30 && !shape.has_figures && shape.commas == 0,
        (true, Some(':')) => shape.chars <= 30,
        // At the head of its paragraph it must be short to be a title at all.
        (false, Some('。' | '.')) => shape.chars <= 30 && shape.commas <= 2 && !shape.has_figures,
        (false, Some(':')) => shape.chars <= 20 && shape.commas == 0 && !shape.has_figures,
        (false, None) => {
            shape.chars <= 14
                && shape.commas == 0
                && !shape.has_figures
                && rest.len() > 60
                && rest.contains(['。', '，'])
        }
        _ => false,
    };
    let head_len = title.as_ptr() as usize - text.as_ptr() as usize + title.len();
    (is_heading && !title.is_empty()).then(|| Head {
        numbering,
        title,
        written: text.get(..head_len).unwrap_or(text),
        rest,
    })
}

/// The characters up to a stop, a space between words, or the end; 60 at most.
fn title(body: &str) -> (&str, &str) {
    let mut chars = body.char_indices().take(60).peekable();
    let mut last = ' ';
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|&(_, c)| c);
        let stops = match fold(c) {
            '。' | ':' | ';' | '!' | '?' => true,
            '.' => !last.is_ascii_digit() || !next.is_some_and(|c| c.is_ascii_digit()),
            // A space stands between a title and its paragraph, but also between the letters of a spread title.
            _ if is_space(c) => {
                is_han(last) && next.is_some_and(|c| c.is_ascii_digit() || is_space(c)) && body.len() - at > 60
            }
            _ => false,
        };
        if stops {
            return body.split_at_checked(at).unwrap_or_else(|| body.split_at(body.len()));
        }
        last = c;
    }
    match chars.peek() {
        None if body.chars().nth(60).is_none() => body.split_at(body.len()),
        // Longer than any title: it stands for what is no heading.
        _ => body.split_at(0),
    }
}

/// What a title looks like.
struct Shape {
    chars: usize,
    commas: usize,
    has_figures: bool,
}

impl Shape {
    fn of(title: &str) -> Self {
        let mut shape = Self { chars: 0, commas: 0, has_figures: false };
        for c in title.chars() {
            shape.chars += 1;
            match fold(c) {
                ',' => shape.commas += 1,
                '0'..='9' => shape.has_figures = true,
                _ => {}
            }
        }
        shape
    }
}

/// A paragraph's text, put together from pieces, that knows where each piece stood.
#[derive(Debug, Default)]
pub(super) struct Stitch {
    /// The text.
    pub(super) text: String,
    parts: Vec<Part>,
    end: u32,
}

/// Where a piece begins, in the text and in the source.
#[derive(Clone, Copy, Debug)]
struct Part {
    at: u32,
    source: u32,
}

impl Stitch {
    /// Begins anew.
    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.parts.clear();
    }

    /// Adds a piece that stands at `source`.
    pub(super) fn push(&mut self, piece: &str, source: u32) {
        let at = offset(self.text.len());
        self.text.push_str(piece);
        self.end = source + offset(piece.len());
        self.parts.push(Part { at, source });
    }

    /// Adds a slice of the document's text, without the backslashes that stand before marks in it.
    pub(super) fn push_from(&mut self, document: &Document<'_>, piece: &str) {
        let mut source = Span::of(piece, &document.text).start;
        let mut rest = piece;
        while let Some(at) = if document.escapes { escape(rest) } else { None } {
            let (before, behind) = (rest.get(..at).unwrap_or(""), rest.get(at + 1..).unwrap_or(""));
            if !before.is_empty() {
                self.push(before, source);
            }
            source += offset(at + 1);
            // The mark itself may be a backslash.
            let mark = behind.get(..1).unwrap_or("");
            self.push(mark, source);
            source += offset(mark.len());
            rest = behind.get(1..).unwrap_or("");
        }
        if !rest.is_empty() || rest.len() == piece.len() {
            self.push(rest, source);
        }
    }

    /// Where `part`, a slice of the text, stands in the source.
    pub(super) fn span(&self, part: &str) -> Span {
        let here = Span::of(part, &self.text);
        let start = self.source(here.start, self.parts.partition_point(|part| part.at <= here.start));
        // The end belongs to the piece that the last character is in.
        let end = self.source(here.end, self.parts.partition_point(|part| part.at < here.end));
        Span::new(start, end.max(start))
    }

    fn source(&self, at: u32, behind: usize) -> u32 {
        behind.checked_sub(1).and_then(|n| self.parts.get(n)).map_or(0, |part| part.source + (at - part.at))
    }

    /// Where the whole stands.
    pub(super) fn whole(&self) -> Span {
        Span::new(self.parts.first().map_or(0, |part| part.source), self.end)
    }

    /// The paragraph. The text is gone from here then.
    pub(super) fn take(&mut self) -> Paragraph {
        let span = self.whole();
        let mut text = core::mem::take(&mut self.text);
        text.shrink_to_fit();
        Paragraph { text, span }
    }
}

/// Where the first backslash stands that is there for the mark behind it.
fn escape(text: &str) -> Option<usize> {
    let is_escape = |&at: &usize| text.as_bytes().get(at + 1).is_some_and(u8::is_ascii_punctuation);
    memchr::memchr_iter(b'\\', text.as_bytes()).find(is_escape)
}

/// A stretch of prose that stands on one line or in one cell.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece<'d> {
    /// The text, without what only lays it out.
    pub(super) text: &'d str,
    /// The line it is on.
    pub(super) line: usize,
    /// Whether something stands between it and the piece before: a blank line, the bound of a cell.
    pub(super) apart: bool,
    /// Whether a page began before it.
    pub(super) new_page: bool,
    /// Whether white space stands in front of it.
    pub(super) indented: bool,
}

/// The pieces of a range of lines, with the text before `from` left out.
#[derive(Debug)]
pub(super) struct Pieces<'d> {
    document: &'d Document<'d>,
    lines: Range<usize>,
    cells: Range<u32>,
    /// What is left of a line that holds several pieces.
    rest: &'d str,
    from: u32,
    /// Whether the line is so long that it may be a whole page.
    is_page: bool,
    /// What the next piece will be, but for its text.
    next: Piece<'d>,
}

impl<'d> Pieces<'d> {
    pub(super) fn new(document: &'d Document<'_>, lines: Range<usize>, from: u32) -> Self {
        let next = Piece { text: "", line: lines.start, apart: true, new_page: false, indented: false };
        Self { document, lines, cells: 0..0, rest: "", from, is_page: false, next }
    }

    /// The next piece of the line at hand.
    fn piece(&mut self) -> Option<Piece<'d>> {
        while !self.rest.is_empty() {
            let (text, rest) = piece(self.rest, self.is_page);
            self.rest = rest;
            let text = chrome::bare(text);
            if !text.is_empty() && !is_rule(text) {
                let piece = Piece { text, ..self.next };
                self.next = Piece { apart: false, new_page: false, indented: false, ..self.next };
                return Some(piece);
            }
        }
        None
    }

    /// Begins a line or a cell.
    fn begin(&mut self, span: Span, indented: bool) {
        let span = Span::new(span.start.max(self.from).min(span.end), span.end);
        self.rest = self.document.slice(span);
        self.is_page = span.len() > 200;
        self.next.indented = indented;
    }
}

impl<'d> Iterator for Pieces<'d> {
    type Item = Piece<'d>;

    fn next(&mut self) -> Option<Piece<'d>> {
        loop {
            if let Some(piece) = self.piece() {
                return Some(piece);
            }
            if let Some(n) = self.cells.next() {
                let Some(cell) = self.document.cells.get(n as usize) else { continue };
                self.next.apart |= !cell.continues;
                self.begin(cell.span, false);
                continue;
            }
            self.next.line = self.lines.next()?;
            let &Line { span, kind, blank_before, new_page, indented } = self.document.lines.get(self.next.line)?;
            self.next.apart |= blank_before > 0;
            self.next.new_page |= new_page;
            match kind {
                LineKind::Blank => self.next.apart = true,
                LineKind::Row(first, len) => {
                    self.cells = first..first.saturating_add(len);
                    self.next.apart = true;
                }
                LineKind::Text => {
                    self.begin(span, indented);
                    // A line of nothing but bars parts what stands around it.
                    self.next.apart |= span.len() <= 2 && self.rest.starts_with('|');
                }
            }
        }
    }
}

/// The first piece of a line, and the rest.
fn piece(line: &str, is_page: bool) -> (&str, &str) {
    let bytes = line.as_bytes();
    let cut = if is_page {
        // The last byte of a full stop is looked for together with bars, so that every byte is looked at once.
        memchr::memchr2_iter(b'|', 0x82, bytes).find_map(|at| {
            if bytes.get(at) == Some(&b'|') {
                return Some((at, at + 1));
            }
            // Only a line that is a whole page holds white space behind a full stop.
            let behind = line.get(at + 1..).filter(|rest| rest.starts_with(is_space))?;
            let is_stop = line.get(..at + 1).is_some_and(|text| text.ends_with('。'));
            (is_stop && !behind.is_empty()).then_some((at + 1, at + 1))
        })
    } else {
        memchr::memchr(b'|', bytes).map(|at| (at, at + 1))
    };
    match cut.and_then(|(end, start)| Some((line.get(..end)?, line.get(start..)?))) {
        Some(parts) => parts,
        None => (line, ""),
    }
}

/// Whether a line is a rule and nothing else, as Markdown underlines headings with.
fn is_rule(text: &str) -> bool {
    text.len() >= 3 && text.bytes().all(|b| matches!(b, b'-' | b'=' | b'+' | b':' | b' ' | b'~'))
}

/// The paragraphs of a range of lines.
#[derive(Debug)]
pub(super) struct Paragraphs<'d> {
    document: &'d Document<'d>,
    pieces: Pieces<'d>,
    waiting: Option<Piece<'d>>,
    stitch: Stitch,
}

impl<'d> Paragraphs<'d> {
    pub(super) fn new(document: &'d Document<'_>, lines: Range<usize>, from: u32) -> Self {
        let mut pieces = Pieces::new(document, lines, from);
        let waiting = pieces.next();
        Self { document, pieces, waiting, stitch: Stitch::default() }
    }

    /// The next paragraph. Furniture met on the way is put aside.
    pub(super) fn next(&mut self, furniture: &mut Vec<Furniture>) -> Option<&mut Stitch> {
        self.stitch.clear();
        let mut first: Option<Piece<'_>> = None;
        let mut last: Option<Piece<'_>> = None;
        let mut heads = false;
        while let Some(piece) = self.waiting {
            if let Some(kind) = chrome::furniture(piece.text) {
                let span = Span::of(piece.text, &self.document.text);
                furniture.push(Furniture { kind, text: piece.text.to_owned(), span });
                self.waiting = self.pieces.next();
                continue;
            }
            if let (Some(first), Some(last)) = (first, last) {
                if !joins(first, last, piece) && (heads || !goes_on(last, piece)) {
                    break;
                }
                if last.text.ends_with(|c: char| c.is_ascii_alphabetic())
                    && piece.text.starts_with(|c: char| c.is_ascii_alphabetic())
                {
                    self.stitch.text.push(' ');
                }
            }
            self.stitch.push_from(self.document, piece.text);
            // A heading on a line of its own ends nothing, and yet nothing goes on it.
            heads = (heads || first.is_none() && numbering(piece.text).is_ok()) && !piece.text.contains('。');
            first = first.or(Some(piece));
            last = Some(piece);
            self.waiting = self.pieces.next();
        }
        first.is_some().then_some(&mut self.stitch)
    }
}

/// Whether a line goes on the paragraph that began with `first` and has come to `last`.
fn joins(first: Piece<'_>, last: Piece<'_>, piece: Piece<'_>) -> bool {
    // 66 bytes are 22 Chinese characters: no layout that breaks lines has narrower ones, and few headings are longer.
    let is_long = last.text.len() >= 66;
    let Some(end) = last.text.chars().next_back() else { return false };
    let Some(start) = piece.text.chars().next() else { return false };
    if piece.apart && !(piece.new_page && is_long) || is_item(piece.text, start) {
        return false;
    }
    match fold(start) {
        ',' | '。' | '、' | ';' | ':' | '!' | '?' | ')' | '”' | '’' | '》' | '〉' | '」' | '%' | '〕' | ']' | '】'
        | '.' => return true,
        _ => {}
    }
    if ends_sentence(last.text, end) {
        // Where the first line of a paragraph is indented and the others are not, a stop at the margin ends no more
        // than a sentence. Figures behind a colon go on in any case.
        return (first.indented && !piece.indented && is_long) || (fold(end) == ':' && is_figure(piece.text));
    }
    is_long
        || end.is_ascii_alphanumeric()
        || matches!(fold(end), '0'..='9' | ',' | '、' | '(' | '“' | '‘' | '《' | '〈' | '〔' | '[' | '【' | '-' | '—')
        || is_figure(piece.text)
}

/// Whether a paragraph goes on behind a blank line or the end of a page, as it does where blank lines stand between
/// all lines: its last line is long and ends nothing.
fn goes_on(last: Piece<'_>, piece: Piece<'_>) -> bool {
    let (Some(end), Some(start)) = (last.text.chars().next_back(), piece.text.chars().next()) else { return false };
    piece.apart
        && piece.line != last.line
        && last.text.len() >= 72
        && piece.text.len() >= 6
        && !ends_sentence(last.text, end)
        && !is_item(piece.text, start)
}

/// Whether a line ends what it says.
fn ends_sentence(text: &str, end: char) -> bool {
    match fold(end) {
        '。' | '.' | '!' | '?' | ':' => true,
        '”' | '’' | ')' | '」' | '》' => {
            text.chars().rev().nth(1).is_some_and(|before| matches!(fold(before), '。' | '!' | '?'))
        }
        _ => false,
    }
}

/// Whether a line begins with a number as items of a list have it.
fn is_item(text: &str, start: char) -> bool {
    !is_han(start) && numbering(text).is_ok() || (matches!(start, '一'..='十') && numbering(text).is_ok())
}

/// Whether a line is a figure and nothing else: an extractor broke the line where the typeface changed.
fn is_figure(text: &str) -> bool {
    text.len() <= 40
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b',' | b'%' | b'@' | b' ' | b'+'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Options;

    fn read(text: &str) -> Vec<String> {
        let mut document = crate::read::text(text, &Options::new()).unwrap();
        let mut furniture = Vec::new();
        crate::grammar::page::take_marks(&mut document, &mut furniture);
        let mut section = Section::default();
        narrative(&document, 0..document.lines.len(), &mut Claims::default(), &mut section, &mut furniture);
        let mut out: Vec<_> = section
            .narrative
            .iter()
            .map(|block| match block {
                Block::SubHeading(heading) => {
                    format!(
                        "#{} {}{}",
                        heading.numbering.value.map_or_else(|| "?".to_owned(), |n| n.to_string()),
                        heading.title,
                        if heading.run_in { " >" } else { "" }
                    )
                }
                Block::Paragraph(paragraph) => paragraph.text.clone(),
            })
            .collect();
        out.extend(furniture.iter().map(|furniture| format!("({})", furniture.text)));
        out
    }

    #[test]
    fn headings_on_their_own_line() {
        assert_eq!(
            read("（一）丰富公开渠道，打造阳光服务政府\n\n一是强化信息公开。切实发挥作用。"),
            ["#1 丰富公开渠道，打造阳光服务政府", "一是强化信息公开。切实发挥作用。"]
        );
        assert_eq!(read("()改进情况\n无"), ["#? 改进情况", "无"]);
        assert_eq!(read("1、存在的问题：\n2.改进措施。"), ["#1 存在的问题", "#2 改进措施"]);
        assert_eq!(read("**（一）主动公开**"), ["#1 主动公开"]);
        assert_eq!(read("甲。\n乙。\n丙。\n丁。"), ["甲。", "乙。", "丙。", "丁。"]);
    }

    #[test]
    fn headings_run_in() {
        assert_eq!(read("（一）主动公开。2024年，公开信息12条。"), ["#1 主动公开 >", "2024年，公开信息12条。"]);
        assert_eq!(read("(二)依申请公开方面：收到申请3件。"), ["#2 依申请公开方面 >", "收到申请3件。"]);
        assert_eq!(read("**（一）主动公开。**公开12条。"), ["#1 主动公开 >", "公开12条。"]);
    }

    #[test]
    fn items_are_no_headings() {
        assert_eq!(read("1.公开信息12条，比上年增加3条。"), ["1.公开信息12条，比上年增加3条。"]);
        assert_eq!(read("一是公开。二是监督。"), ["一是公开。二是监督。"]);
    }

    #[test]
    fn lines_broken_at_the_margin() {
        let text = "   （二）依申请公开方面。开通网上申请渠道，全年收到申请21件，办结21件，其中本机\n关不掌握的17件，未引起复议和诉讼。\n\n   下一段。";
        assert_eq!(
            read(text),
            [
                "#2 依申请公开方面 >",
                "开通网上申请渠道，全年收到申请21件，办结21件，其中本机关不掌握的17件，未引起复议和诉讼。",
                "下一段。"
            ]
        );
    }

    #[test]
    fn lines_broken_where_the_typeface_changes() {
        assert_eq!(
            read("清江路\n16\n号，邮编：\n334099\n，电话：\n0799-3300128\n）。\n\n新段。"),
            ["清江路16号，邮编：334099，电话：0799-3300128）。", "新段。"]
        );
    }

    #[test]
    fn spans_cover_all_lines() {
        let text = "| 县政府网站公开各类信息，其中重大项目、生态环境类、财政类、民生类信息 |\n| 合计12条。 |";
        let document = crate::read::text(text, &Options::new()).unwrap();
        let mut section = Section::default();
        narrative(&document, 0..document.lines.len(), &mut Claims::default(), &mut section, &mut Vec::new());
        let blocks = section.narrative;
        assert_eq!(blocks.len(), 1);
        let span = blocks[0].span();
        assert!(
            span.slice(text).starts_with("县政府") && span.slice(text).ends_with("合计12条。"),
            "{}",
            span.slice(text)
        );
    }

    #[test]
    fn pages_break_paragraphs() {
        let text = "   县政府网站公开各类信息，其中重大项目、生态环境类、财政类、民生类信息\n\n    第3页\n\x0c合计12条。\n\n- 4 -\n";
        assert_eq!(
            read(text),
            ["县政府网站公开各类信息，其中重大项目、生态环境类、财政类、民生类信息合计12条。", "(第3页)", "(- 4 -)"]
        );
    }

    #[test]
    fn a_stitch_knows_its_places() {
        let mut stitch = Stitch::default();
        stitch.push("主动", 10);
        stitch.push("公开", 30);
        let text = stitch.text.clone();
        assert_eq!(stitch.whole(), Span::new(10, 36));
        assert_eq!(stitch.span(&stitch.text), Span::new(10, 36));
        assert_eq!(stitch.span(stitch.text.get(..6).unwrap()), Span::new(10, 16));
        assert_eq!(stitch.span(stitch.text.get(6..).unwrap()), Span::new(30, 36));
        assert_eq!(stitch.take(), Paragraph { text, span: Span::new(10, 36) });
    }
}
