//! Hands excerpts to `codespan-reporting`, which draws them. No other file knows of that crate.

use core::ops::Range;
use std::io::{self, Write};

use codespan_reporting::diagnostic::{Diagnostic, Label, LabelStyle, Severity as Level};
use codespan_reporting::files::{Error, Files};
use codespan_reporting::term::{self, Chars, Config, WriteStyle};

use super::excerpt::Excerpt;
use crate::Severity;
use crate::write::visible;

/// Everything that is shown of one finding or diagnostic.
pub(super) struct Drawing<'t> {
    pub(super) heading: Heading<'t>,
    /// The source, where there is nothing in it to be shown.
    pub(super) place: Option<&'t str>,
    pub(super) excerpts: Vec<Excerpt<'t>>,
    pub(super) notes: &'t [String],
    pub(super) color: bool,
}

/// The first line. Without a severity it is about something that is no fault.
pub(super) struct Heading<'t> {
    pub(super) severity: Option<Severity>,
    pub(super) title: &'t str,
    pub(super) message: &'t str,
}

impl Drawing<'_> {
    pub(super) fn to_text(&self) -> String {
        let level = match self.heading.severity {
            Some(Severity::Error) => Level::Error,
            Some(Severity::Warning) => Level::Warning,
            Some(Severity::Note) => Level::Note,
            None => Level::Help,
        };
        let mut out = Ink { bytes: Vec::new(), color: self.color };
        // Writing to memory does not fail, and all files are there; if either did, what was drawn so far is shown.
        let _ = self.write(level, &mut out);
        let mut text = String::from_utf8(out.bytes).unwrap_or_default();
        // Lines that end in blanks are a nuisance wherever the text is copied to.
        if !self.color {
            text = text.lines().flat_map(|line| [line.trim_end(), "\n"]).collect();
        }
        text.truncate(text.trim_end_matches('\n').len());
        text.push('\n');
        text
    }

    fn write(&self, level: Level, out: &mut Ink) -> Result<(), Error> {
        out.set_header(level)?;
        write!(out, "{}", visible::text(self.heading.title))?;
        out.set_header_message()?;
        write!(out, ": {}", visible::text(self.heading.message))?;
        out.reset()?;
        writeln!(out)?;
        if let Some(name) = self.place {
            out.set_source_border()?;
            write!(out, " -->")?;
            out.reset()?;
            writeln!(out, " {}", visible::text(name))?;
        }
        let labels = self.excerpts.iter().enumerate().flat_map(|(file, excerpt)| {
            excerpt.marks.iter().map(move |mark| {
                let style = if mark.is_primary { LabelStyle::Primary } else { LabelStyle::Secondary };
                Label::new(style, file, mark.range.clone()).with_message(mark.label.as_str())
            })
        });
        let diagnostic = Diagnostic::new(level)
            .with_labels(labels.collect())
            .with_notes(self.notes.iter().map(|note| visible::text(note)).collect());
        let config = Config { chars: Chars::ascii(), ..Config::default() };
        // The heading of that crate has room for a code and none for a name; ours stands there instead.
        let mut body = Body { ink: out, is_begun: false };
        term::emit_to_write_style(&mut body, &config, &Excerpts(&self.excerpts), &diagnostic)
    }
}

/// Excerpts as the files of a diagnostic. Lines keep the numbers that they have in their source.
struct Excerpts<'t>(&'t [Excerpt<'t>]);

impl<'a> Excerpts<'a> {
    fn get(&self, file: usize) -> Result<&'a Excerpt<'a>, Error> {
        self.0.get(file).ok_or(Error::FileMissing)
    }
}

impl<'a> Files<'a> for Excerpts<'a> {
    type FileId = usize;
    type Name = String;
    type Source = &'a str;

    fn name(&'a self, file: usize) -> Result<String, Error> {
        Ok(visible::text(self.get(file)?.name))
    }

    fn source(&'a self, file: usize) -> Result<&'a str, Error> {
        Ok(&self.get(file)?.text)
    }

    fn line_index(&'a self, file: usize, byte: usize) -> Result<usize, Error> {
        Ok(self.get(file)?.line_at(byte) - 1)
    }

    fn line_range(&'a self, file: usize, index: usize) -> Result<Range<usize>, Error> {
        self.get(file)?.range_of(index + 1).ok_or(Error::LineTooLarge { given: index, max: index })
    }

    fn column_number(&'a self, file: usize, _index: usize, byte: usize) -> Result<usize, Error> {
        Ok(self.get(file)?.column_at(byte))
    }
}

/// Text in memory, with colours as ANSI has them where they are wanted.
struct Ink {
    bytes: Vec<u8>,
    color: bool,
}

impl Ink {
    fn set(&mut self, code: &str) -> io::Result<()> {
        if self.color { write!(self, "\x1b[{code}m") } else { Ok(()) }
    }

    fn of(level: Level) -> &'static str {
        match level {
            Level::Bug | Level::Error => "0;1;31",
            Level::Warning => "0;1;33",
            Level::Note => "0;1;32",
            Level::Help => "0;1;36",
        }
    }
}

impl Write for Ink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.bytes.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

const BLUE: &str = "0;34";

impl WriteStyle for Ink {
    fn set_header(&mut self, level: Level) -> io::Result<()> {
        self.set(Self::of(level))
    }

    fn set_header_message(&mut self) -> io::Result<()> {
        self.set("0;1")
    }

    fn set_line_number(&mut self) -> io::Result<()> {
        self.set(BLUE)
    }

    fn set_note_bullet(&mut self) -> io::Result<()> {
        self.set(BLUE)
    }

    fn set_source_border(&mut self) -> io::Result<()> {
        self.set(BLUE)
    }

    fn set_label(&mut self, level: Level, style: LabelStyle) -> io::Result<()> {
        self.set(match style {
            LabelStyle::Primary => Self::of(level),
            LabelStyle::Secondary => BLUE,
        })
    }

    fn reset(&mut self) -> io::Result<()> {
        self.set("0")
    }
}

/// What comes after the heading: everything behind the first line end.
struct Body<'o> {
    ink: &'o mut Ink,
    is_begun: bool,
}

impl Write for Body<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let from = if self.is_begun { Some(0) } else { memchr::memchr(b'\n', bytes).map(|end| end + 1) };
        if let Some(rest) = from.and_then(|from| bytes.get(from..)) {
            self.is_begun = true;
            self.ink.write_all(rest)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl WriteStyle for Body<'_> {
    fn set_header(&mut self, _: Level) -> io::Result<()> {
        Ok(())
    }

    fn set_header_message(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn set_line_number(&mut self) -> io::Result<()> {
        self.ink.set_line_number()
    }

    fn set_note_bullet(&mut self) -> io::Result<()> {
        self.ink.set_note_bullet()
    }

    fn set_source_border(&mut self) -> io::Result<()> {
        self.ink.set_source_border()
    }

    fn set_label(&mut self, level: Level, style: LabelStyle) -> io::Result<()> {
        self.ink.set_label(level, style)
    }

    fn reset(&mut self) -> io::Result<()> {
        if self.is_begun { self.ink.reset() } else { Ok(()) }
    }
}
