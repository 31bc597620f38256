//! Plain text, in whatever layout an extractor left it.
//!
//! Lines end at LF, CR LF, CR, and form feed (which also ends a page). A line of nothing but spaces is
//! empty; one of a tab, a no-break or an ideographic space is kept as [`LineKind::Blank`], since it may be a blank cell.
//! Tables whose columns a rule shows are cut here, see [`ruled`]; the cells of all other layouts can only be told by
//! somebody who knows the labels, so the grammar does that.

use std::borrow::Cow;

use super::ruled;
use crate::document::{Document, Line, LineKind};
use crate::grammar::lexical::{trim_end, trim_start};
use crate::report::Place;
use crate::source::offset;
use crate::{Error, Options, Span};

/// Cuts a text into lines.
pub(crate) fn text<'t>(text: &'t str, options: &Options) -> Result<Document<'t>, Error> {
    if text.len() > options.max_bytes {
        return Err(Error::TooLarge { actual: text.len(), limit: options.max_bytes });
    }
    let mut lines = Lines {
        lines: Vec::with_capacity((text.len() / 24).min(1 << 16)),
        limit: options.max_lines,
        blank_before: 0,
        new_page: false,
        // Bars bound cells, and a line can have any number of them.
        n_bars: (text.len() > options.max_lines
            && memchr::memchr2_iter(b'|', b'\t', text.as_bytes()).count() > options.max_lines)
            .then_some(0),
        ruled: false,
        framed: false,
    };
    let bytes = text.as_bytes();
    let mut start = 0;
    let mut places = Vec::new();
    // Most texts have one kind of line end, which is found faster than one of three.
    let only_feeds = memchr::memchr2(b'\r', b'\x0c', bytes).is_none();
    let next_end = |from: usize| {
        let rest = bytes.get(from..)?;
        let end = if only_feeds { memchr::memchr(b'\n', rest) } else { memchr::memchr3(b'\n', b'\r', b'\x0c', rest) };
        end.map(|end| from + end)
    };
    while let Some(end) = next_end(start) {
        // The LF of a CR LF ends no further line.
        let pair = end == start && end > 0 && bytes.get(end) == Some(&b'\n') && bytes.get(end - 1) == Some(&b'\r');
        if !pair {
            lines.line(text, start, end)?;
        }
        start = end + 1;
        if bytes.get(end) == Some(&b'\x0c') {
            lines.new_page = true;
            page(&mut places, start);
        }
    }
    lines.line(text, start, bytes.len())?;
    if lines.lines.iter().all(|line| line.kind == LineKind::Blank) {
        return Err(Error::Empty);
    }
    // The characters that no text in words has. They are looked for once a line is known to be there, so that an
    // empty text is called empty.
    if let Some(at) = memchr::memchr(0, bytes) {
        return Err(Error::Binary { found: "NUL", offset: at });
    }
    let mut document = Document {
        text: Cow::Borrowed(text),
        lines: core::mem::take(&mut lines.lines),
        cells: Vec::new(),
        places,
        escapes: true,
    };
    if lines.ruled {
        ruled::cut(&mut document, options.max_lines)?;
    }
    if lines.framed {
        ruled::cut_frames(&mut document, options.max_lines)?;
    }
    Ok(document)
}

/// A page begins at an offset. Behind the last page that has a number there are no places.
fn page(places: &mut Vec<(u32, Place)>, start: usize) {
    if places.is_empty() {
        places.push((0, Place::of_page(1)));
    }
    if places.last().is_some_and(|(_, last)| !last.is_unknown()) {
        places.push((offset(start), Place::of_page(places.len() + 1)));
    }
}

struct Lines {
    lines: Vec<Line>,
    limit: usize,
    blank_before: u16,
    new_page: bool,
    /// Bars within lines, counted where the text has more of them than lines are allowed: those at the ends of lines bound
    /// nothing.
    n_bars: Option<usize>,
    ruled: bool,
    framed: bool,
}

impl Lines {
    fn line(&mut self, text: &str, start: usize, end: usize) -> Result<(), Error> {
        let Some(line) = text.get(start..end) else { return Ok(()) };
        let body = trim_start(line);
        let indented = body.len() < line.len();
        let body_start = end - body.len();
        let body = trim_end(body);
        if body.is_empty() && !line.bytes().any(|b| b == b'\t' || b >= 0x80) {
            self.blank_before = self.blank_before.saturating_add(1);
            return Ok(());
        }
        if self.lines.len() >= self.limit {
            return Err(Error::TooManyLines { limit: self.limit });
        }
        if let Some(n_bars) = &mut self.n_bars {
            *n_bars += memchr::memchr2_iter(b'|', b'\t', body.as_bytes()).count();
            if *n_bars > self.limit {
                return Err(Error::TooManyLines { limit: self.limit });
            }
        }
        let kind = if body.is_empty() { LineKind::Blank } else { LineKind::Text };
        self.ruled |= ruled::is_rule(body);
        self.framed |= ruled::is_frame(body);
        let span = Span::new(offset(body_start), offset(body_start + body.len()));
        self.lines.push(Line { span, kind, blank_before: self.blank_before, new_page: self.new_page, indented });
        self.blank_before = 0;
        self.new_page = false;
        Ok(())
    }
}
