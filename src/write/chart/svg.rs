//! SVG is written here, and nowhere else: elements, numbers, and text that is nothing but text.
//!
//! No element is closed in its own tag, so that what is written means the same as XML and within HTML.

use core::fmt::{self, Display, Write};

use super::scale::PX;
use crate::write::{html::escape, visible};

/// A length in tenths of a pixel, as it is written.
#[derive(Clone, Copy)]
struct Px(i64);

impl Display for Px {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, tenth) = (self.0.unsigned_abs() / 10, self.0.unsigned_abs() % 10);
        if tenth == 0 { write!(f, "{sign}{whole}") } else { write!(f, "{sign}{whole}.{tenth}") }
    }
}

/// A rectangle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Rect {
    pub(super) x: i64,
    pub(super) y: i64,
    pub(super) width: i64,
    pub(super) height: i64,
}

impl Rect {
    pub(super) const fn new(x: i64, y: i64, width: i64, height: i64) -> Self {
        Self { x, y, width, height }
    }

    pub(super) const fn right(self) -> i64 {
        self.x + self.width
    }

    pub(super) const fn bottom(self) -> i64 {
        self.y + self.height
    }
}

/// On which side of its place a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// The sizes of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Size {
    Title,
    Label,
    Small,
}

impl Size {
    pub(super) const fn px(self) -> i64 {
        match self {
            Self::Title => 16 * PX,
            Self::Label => 13 * PX,
            Self::Small => 11 * PX,
        }
    }

    const fn class(self) -> &'static str {
        match self {
            Self::Title => "c-title",
            Self::Label => "c-label",
            Self::Small => "c-small",
        }
    }

    /// How wide a text is, estimated: wide characters are square, and others six tenths of that.
    pub(super) fn width(self, text: &str) -> i64 {
        text.chars().map(|c| self.char_width(c)).fold(0, i64::saturating_add)
    }

    fn char_width(self, c: char) -> i64 {
        if crate::source::char_width(c) > 1 { self.px() } else { self.px() * 6 / 10 }
    }

    /// The text, or as much of its beginning as there is room for, and `…`.
    pub(super) fn fitted(self, text: &str, room: i64) -> String {
        let text = visible::text(text);
        if self.width(&text) <= room {
            return text;
        }
        let mut left = room.saturating_sub(self.px());
        let mut out = String::new();
        for c in text.chars() {
            left -= self.char_width(c);
            if left < 0 {
                break;
            }
            out.push(c);
        }
        out.push('…');
        out
    }

    /// A number, or `…` where there is no room for the whole of it: a part of a number would be another one.
    pub(super) fn whole(self, number: &str, room: i64) -> String {
        if self.width(number) <= room { number.to_owned() } else { "…".to_owned() }
    }

    /// The text in lines no wider than `room`. Words of Latin letters are kept whole where that can be.
    pub(super) fn wrapped(self, text: &str, room: i64) -> Vec<String> {
        let mut lines = Vec::new();
        let mut line = String::new();
        let mut width = 0;
        for word in pieces(&visible::text(text)) {
            let of_word = self.width(word);
            if width + of_word > room && !line.is_empty() {
                lines.push(core::mem::take(&mut line));
                width = 0;
            }
            let word = if line.is_empty() { word.trim_start() } else { word };
            for c in word.chars() {
                let of_char = self.char_width(c);
                if width + of_char > room && !line.is_empty() {
                    lines.push(core::mem::take(&mut line));
                    width = 0;
                }
                line.push(c);
                width += of_char;
            }
        }
        if !line.is_empty() {
            lines.push(line);
        }
        lines
    }
}

/// A text in pieces between which a line can end: before a blank, and beside wide characters.
fn pieces(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut rest = text;
    let is_wide = |c: char| crate::source::char_width(c) > 1;
    while let Some(first) = rest.chars().next() {
        let mut after_first = rest.char_indices().skip(1);
        let end = if is_wide(first) {
            // Marks that end something stay with what they end.
            after_first.find(|(_, c)| !"，。、：；）」』”！？".contains(*c))
        } else {
            after_first.find(|(_, c)| *c == ' ' || is_wide(*c))
        };
        let (piece, behind) = rest.split_at(end.map_or(rest.len(), |(at, _)| at));
        out.push(piece);
        rest = behind;
    }
    out
}

/// SVG that is being written.
#[derive(Clone, Debug, Default)]
pub(super) struct Svg {
    out: String,
}

impl Svg {
    pub(super) fn finish(self) -> String {
        self.out
    }

    /// Opens a group with these attributes.
    pub(super) fn open(&mut self, attributes: &[(&str, &dyn Display)]) {
        self.start("g", attributes);
        self.out.push('\n');
    }

    pub(super) fn close(&mut self) {
        self.out.push_str("</g>\n");
    }

    /// What is shown of what stands around it when it is pointed at.
    pub(super) fn title(&mut self, text: &str) {
        self.out.push_str("<title>");
        push(text, &mut self.out);
        self.out.push_str("</title>\n");
    }

    pub(super) fn rect(&mut self, class: &str, rect: Rect) {
        let Rect { x, y, width, height } = rect;
        self.element("rect", class, &[("x", x), ("y", y), ("width", width), ("height", height)]);
    }

    pub(super) fn line(&mut self, class: &str, from: (i64, i64), to: (i64, i64)) {
        self.element("line", class, &[("x1", from.0), ("y1", from.1), ("x2", to.0), ("y2", to.1)]);
    }

    fn element(&mut self, tag: &str, class: &str, lengths: &[(&str, i64)]) {
        let _ = write!(self.out, "<{tag} class=\"{class}\"");
        for (name, length) in lengths {
            let _ = write!(self.out, " {name}=\"{}\"", Px(*length));
        }
        let _ = writeln!(self.out, "></{tag}>");
    }

    /// A path of straight lines, each from one point to another.
    pub(super) fn strokes(&mut self, class: &str, strokes: &[[i64; 4]]) {
        if strokes.is_empty() {
            return;
        }
        let _ = write!(self.out, "<path class=\"{class}\" d=\"");
        for &[x1, y1, x2, y2] in strokes {
            let _ = write!(self.out, "M{} {}L{} {}", Px(x1), Px(y1), Px(x2), Px(y2));
        }
        self.out.push_str("\"></path>\n");
    }

    /// A band from the side of one piece to the side of another: places and heights at both ends.
    pub(super) fn band(&mut self, class: &str, from: (i64, i64, i64), to: (i64, i64, i64)) {
        let ((x0, y0, h0), (x1, y1, h1)) = (from, to);
        let middle = Px(i64::midpoint(x0, x1));
        let _ = writeln!(
            self.out,
            "<path class=\"{class}\" d=\"M{} {}C{middle} {} {middle} {} {} {}L{} {}C{middle} {} {middle} {} {} {}Z\"></path>",
            Px(x0),
            Px(y0),
            Px(y0),
            Px(y1),
            Px(x1),
            Px(y1),
            Px(x1),
            Px(y1 + h1),
            Px(y1 + h1),
            Px(y0 + h0),
            Px(x0),
            Px(y0 + h0),
        );
    }

    /// A line of text; `y` is where it stands on.
    pub(super) fn text(&mut self, font: (Size, bool), anchor: Anchor, place: (i64, i64), text: &str) {
        self.open_text(font, anchor, place);
        push(text, &mut self.out);
        self.close_text();
    }

    /// A line of text upwards, from its place on.
    pub(super) fn upward(&mut self, size: Size, (x, y): (i64, i64), text: &str) {
        let turned = format!("translate({} {}) rotate(-90)", Px(x), Px(y));
        self.start("text", &[("class", &size.class()), ("transform", &turned)]);
        push(text, &mut self.out);
        self.close_text();
    }

    /// Begins a line of text.
    pub(super) fn open_text(&mut self, (size, bold): (Size, bool), anchor: Anchor, (x, y): (i64, i64)) {
        let class = format!("{}{}", size.class(), if bold { " c-bold" } else { "" });
        let (x, y) = (Px(x), Px(y));
        let mut attributes: Vec<(&str, &dyn Display)> = vec![("class", &class), ("x", &x), ("y", &y)];
        match anchor {
            Anchor::Start => {}
            Anchor::Middle => attributes.push(("text-anchor", &"middle")),
            Anchor::End => attributes.push(("text-anchor", &"end")),
        }
        self.start("text", &attributes);
    }

    /// A part of a line of text.
    pub(super) fn word(&mut self, attributes: &[(&str, &dyn Display)], title: Option<&str>, text: &str) {
        self.start("tspan", attributes);
        if let Some(title) = title {
            self.out.push_str("<title>");
            push(title, &mut self.out);
            self.out.push_str("</title>");
        }
        push(text, &mut self.out);
        self.out.push_str("</tspan>");
    }

    pub(super) fn close_text(&mut self) {
        self.out.push_str("</text>\n");
    }

    fn start(&mut self, tag: &str, attributes: &[(&str, &dyn Display)]) {
        let _ = write!(self.out, "<{tag}");
        for (name, value) in attributes {
            let _ = write!(self.out, " {name}=\"");
            push(&value.to_string(), &mut self.out);
            self.out.push('"');
        }
        self.out.push('>');
    }
}

/// Writes a text so that all of it is seen, and none of it is markup.
pub(super) fn push(text: &str, out: &mut String) {
    // XML can hold neither of the two, not even by their numbers.
    escape::push(&visible::text(text).replace(['\u{fffe}', '\u{ffff}'], "�"), out);
}

/// A picture of this size around what was drawn.
pub(super) struct Document<'d> {
    pub(super) width: i64,
    pub(super) height: i64,
    pub(super) kind: &'d str,
    pub(super) language: &'d str,
    pub(super) title: &'d str,
    pub(super) description: &'d str,
}

impl Document<'_> {
    pub(super) fn write(&self, style: Option<&str>, body: &str) -> String {
        let (width, height) = (Px(self.width), Px(self.height));
        let mut out = String::with_capacity(body.len() + self.description.len() + 4096);
        out.push_str("<svg");
        if style.is_some() {
            out.push_str(" xmlns=\"http://www.w3.org/2000/svg\"");
        }
        let _ = writeln!(
            out,
            " class=\"ogi-chart c-{}\" role=\"img\" lang=\"{}\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\">",
            self.kind, self.language
        );
        for (tag, text) in [("title", self.title), ("desc", self.description)] {
            let _ = write!(out, "<{tag}>");
            push(text, &mut out);
            let _ = writeln!(out, "</{tag}>");
        }
        if let Some(style) = style {
            let _ = writeln!(out, "<style>{style}</style>");
        }
        let _ = write!(
            out,
            "<rect class=\"c-ground\" x=\"0\" y=\"0\" width=\"{width}\" height=\"{height}\"></rect>\n{body}</svg>\n"
        );
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_written_in_pixels() {
        let written = |tenths| Px(tenths).to_string();
        assert_eq!([written(0), written(15), written(-5), written(20)], ["0", "1.5", "-0.5", "2"]);
    }

    #[test]
    fn text_keeps_to_its_room() {
        for text in ["澄溪县人民政府", "an office of a county", "", "\u{202e}甲a乙b", "aaaaaaaaaaaaaaaaaaaaaaaa甲，。"]
        {
            for room in [0, 130, 400, 999] {
                let fitted = Size::Label.fitted(text, room);
                assert!(Size::Label.width(&fitted) <= room.max(130), "{fitted}");
                let lines = Size::Label.wrapped(text, room);
                assert!(
                    lines.iter().all(|line| Size::Label.width(line) <= room || line.chars().count() == 1),
                    "{lines:?}"
                );
                assert_eq!(lines.concat().replace(' ', ""), visible::text(text).replace(' ', ""));
            }
        }
        assert_eq!(Size::Label.wrapped("an office of a county", 800), ["an office", "of a", "county"]);
    }
}
