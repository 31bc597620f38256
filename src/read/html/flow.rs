//! Text as it flows on a page: white space that says nothing is left out.

use crate::source::char_width;

/// A text that is put together from the pieces that stand between tags. What has no tag around it flows on, so numbers
/// whose digits are styled one by one stay whole.
#[derive(Debug, Default)]
pub(super) struct Flow {
    text: String,
    /// White space has been met since the last character, and whether there was a line break in it.
    space: Option<bool>,
    /// What is written if a digit follows on a digit.
    edge: Option<char>,
    /// It is the text of a cell.
    in_cell: bool,
}

impl Flow {
    /// The text of a cell. A digit that is raised is marked behind words as well there, as it would be a figure behind a
    /// label otherwise.
    pub(super) fn in_cell() -> Self {
        Self { in_cell: true, ..Self::default() }
    }

    /// More text. Line breaks in it are kept if it is `preformatted`.
    pub(super) fn push(&mut self, text: &str, preformatted: bool) {
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let mut len = c.len_utf8();
            match c {
                '\n' if preformatted => self.line_break(),
                '\n' | '\r' | '\u{c}' => self.space = Some(true),
                ' ' | '\t' => self.space = Some(self.space.unwrap_or(false)),
                // Browsers show nothing for these: places where a line may end or may not, and marks of direction.
                c if is_unseen(c) => {}
                _ => {
                    self.put_space(c);
                    if let Some(mark) = self.edge.take().filter(|_| is_digit(c))
                        && self.text.ends_with(|last| {
                            if self.in_cell && is_raised(mark) { last != '\n' } else { is_digit(last) }
                        })
                    {
                        self.text.push(mark);
                    }
                    // What follows stands as it is, up to the next white space.
                    len = rest.find(is_loose).unwrap_or(rest.len());
                    self.text.push_str(rest.get(..len).unwrap_or(""));
                }
            }
            rest = rest.get(len..).unwrap_or("");
        }
    }

    /// Writes the white space that was met, where it parts anything. A line break in the source between two Chinese
    /// characters does not: browsers show nothing there either.
    fn put_space(&mut self, next: char) {
        let Some(line_break) = self.space.take() else { return };
        match self.text.chars().next_back() {
            None | Some('\n') => {}
            Some(last) if line_break && char_width(last) == 2 && char_width(next) == 2 => {}
            Some(_) => self.text.push(' '),
        }
    }

    /// Begins a line, if one has begun.
    pub(super) fn line(&mut self) {
        self.space = None;
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// A line break. Two of them leave a line empty, and so do more.
    pub(super) fn line_break(&mut self) {
        self.space = None;
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// Something that is not written, or the bound of something: digits do not flow together over it.
    pub(super) fn edge(&mut self, mark: char) {
        self.edge = Some(mark);
    }

    /// The text so far.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Adds a character, whatever it stands behind.
    pub(super) fn put(&mut self, c: char) {
        self.text.push(c);
    }

    /// Begins a new text.
    pub(super) fn clear(&mut self) {
        (self.space, self.edge) = (None, None);
        self.text.clear();
    }

    /// The text.
    pub(super) fn into_text(self) -> String {
        self.text
    }

    /// Whether nothing has been met.
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}

/// Whether a character says nothing by itself.
fn is_loose(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{c}' | ' ' | '\t') || is_unseen(c)
}

const fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Whether a mark stands in front of what is raised or lowered.
const fn is_raised(mark: char) -> bool {
    matches!(mark, '^' | '_')
}

fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flow(text: &str) -> String {
        let mut flow = Flow::default();
        flow.push(text, false);
        flow.into_text()
    }

    #[test]
    fn white_space_flows_as_on_a_page() {
        assert_eq!(flow(" \n 信息\n  公开  工作 \n"), "信息公开 工作");
        assert_eq!(flow("in\nwords 2\n024 年"), "in words 2 024 年");
        assert_eq!(flow("\u{3000}\u{a0}一、"), "\u{3000}\u{a0}一、");
    }
}
