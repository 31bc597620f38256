//! What was unusual on the way from text to tree.
//!
//! A [`Diagnostic`] is plain data: a stable [`Code`], a [`Severity`], a message, the place it is about, further places
//! and a hint what to do. It says how the *reading* went. Whether the figures agree with each other is another
//! question, and nobody asks it here.

use core::fmt;

use serde::{Deserialize, Serialize};

use crate::Span;

/// How much a diagnostic matters to somebody who uses the figures.
///
/// ```
/// use ogi_report::Severity;
/// assert!(Severity::Note < Severity::Warning && Severity::Warning < Severity::Error);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Severity {
    /// Worth knowing; nothing was lost.
    Note,
    /// The report departs from the format, or a value needed care to read.
    Warning,
    /// Something of the report could not be read, or is not there.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $code:literal, $name:literal, $severity:ident;)*) => {
        /// What a diagnostic is about. Codes are stable: one is never used again for something else.
        ///
        /// `P` codes concern the document and its parts, `T` codes the tables. Displayed as the short code, and written
        /// by serde as the name.
        ///
        /// ```
        /// use ogi_report::{Code, Severity};
        ///
        /// assert_eq!(Code::CellsAmbiguous.to_string(), "T004");
        /// assert_eq!(Code::CellsAmbiguous.name(), "cells-ambiguous");
        /// assert_eq!(Code::CellsAmbiguous.severity(), Severity::Error);
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
        #[serde(rename_all = "kebab-case")]
        #[non_exhaustive]
        pub enum Code {
            $($(#[$doc])* $variant,)*
        }

        impl Code {
            /// All codes, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The short code, such as `T004`.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// The name in words, such as `cells-ambiguous`.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// How much it matters.
            pub const fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)* }
            }
        }
    };
}

codes! {
    /// One of the six sections was not found, or only its table was, without the heading.
    SectionMissing = "P001", "section-missing", Error;
    /// A section stands before one that should precede it.
    SectionOutOfOrder = "P002", "section-out-of-order", Warning;
    /// The heading of a section stands a second time. The one that fits the order was taken; the other stays text of
    /// the section that it stands in.
    SectionDuplicated = "P003", "section-duplicated", Error;
    /// A heading lacks its number, or has another one than the format gives it.
    HeadingNumber = "P004", "heading-number", Warning;
    /// The title was not found.
    TitleMissing = "P005", "title-missing", Warning;
    /// The title is printed more than once, and the copies differ.
    TitleConflict = "P006", "title-conflict", Note;
    /// Nothing says which office the report is from.
    IssuerMissing = "P007", "issuer-missing", Warning;
    /// Nothing says which year the report is about.
    YearMissing = "P008", "year-missing", Warning;
    /// The years of title and statistical period differ.
    YearConflict = "P009", "year-conflict", Warning;
    /// Parts of a date were lost and put back from what the rest of it says.
    DateRepaired = "P010", "date-repaired", Warning;
    /// Something that looks like a date is none.
    DateInvalid = "P011", "date-invalid", Warning;
    /// Text that found no place in the tree; it is kept in `Report::unplaced`.
    TextUnplaced = "P012", "text-unplaced", Warning;
    /// The text reads like a notice or an explanation about reports rather than a report.
    NotAReport = "P013", "not-a-report", Warning;
    /// The text ends in the middle of the report.
    CutOff = "P014", "cut-off", Error;
    /// A second report begins in the same text; it is kept as unplaced text.
    SecondReport = "P015", "second-report", Error;
    /// There were more diagnostics than the options allow; the rest were left out.
    TooManyDiagnostics = "P016", "too-many-diagnostics", Error;
    /// Bytes could not be decoded, and the text has U+FFFD in their place; or they change between two encodings.
    BytesReplaced = "P017", "bytes-replaced", Error;
    /// The page has pictures where a table should be. What they show was not read.
    PictureUnread = "P018", "picture-unread", Warning;
    /// A text that was read as such holds tables of HTML.
    MarkupUnread = "P019", "markup-unread", Warning;
    /// The tables have labels of both editions of the format. Figures below headers of the other edition than the
    /// table's belong to no cell of it for certain.
    EditionMixed = "P020", "edition-mixed", Warning;
    /// The tables are those of another edition than the report's year asks for.
    EditionYear = "P021", "edition-year", Warning;
    /// The notice that is cited is the one of another edition than the tables follow.
    EditionCitation = "P022", "edition-citation", Note;
    /// No label tells which edition the tables follow.
    EditionUnknown = "P023", "edition-unknown", Note;
    /// The text of a page is not painted on it: a program has recognised it in a picture, and may have erred.
    TextLayer = "P024", "text-layer", Warning;
    /// A page of a PDF is damaged, or asks for more than is read: what stands on it may be missing or wrong.
    PageBroken = "P025", "page-broken", Error;
    /// Text of a PDF that is not seen on its page, or not where it was read.
    TextOffPage = "P026", "text-off-page", Warning;

    /// A section is there, its table is not.
    TableMissing = "T001", "table-missing", Error;
    /// A row of a table was not found, or its label was and its cells were not.
    RowMissing = "T002", "row-missing", Error;
    /// The label of a row stands a second time, with cells. The one that fits the order of the rows was read.
    RowDuplicated = "T003", "row-duplicated", Error;
    /// Numbers are there, but the text does not say which cells they belong to.
    CellsAmbiguous = "T004", "cells-ambiguous", Error;
    /// A cell holds text that is no number.
    ValueUnreadable = "T005", "value-unreadable", Error;
    /// A number was written in pieces, and they were put together.
    NumberJoined = "T006", "number-joined", Warning;
    /// A cell holds a unit beside its number.
    UnitInCell = "T007", "unit-in-cell", Note;
    /// A cell holds a remark beside its number.
    CellAnnotated = "T008", "cell-annotated", Note;
    /// A number stands in the table that belongs to no cell.
    NumberSurplus = "T009", "number-surplus", Warning;
    /// A number was placed because the row's own sum allows no other place.
    PlacedByRowSum = "T010", "placed-by-row-sum", Warning;
    /// Numbers without any mark between them were told apart, as they can mean one thing only.
    DigitsSplit = "T011", "digits-split", Warning;
    /// The text holds each distinct line once, so that repeated figures are lost. The rows concerned have
    /// [`CellsAmbiguous`](Self::CellsAmbiguous) and [`RowMissing`](Self::RowMissing) as well.
    LinesDeduplicated = "T012", "lines-deduplicated", Error;
    /// A nought is written as a letter.
    LetterForNought = "T013", "letter-for-nought", Warning;
    /// A count is written with decimals, below nought, or with more digits than a count has.
    CountNotWhole = "T014", "count-not-whole", Warning;
    /// Rows were told by their order, as the text has torn their labels from their numbers.
    RowsByOrder = "T015", "rows-by-order", Warning;
    /// Cells were told by the columns in which their numbers stand.
    CellsByColumn = "T016", "cells-by-column", Note;
    /// A row label is damaged, and was told by what is left of it.
    LabelDamaged = "T017", "label-damaged", Warning;
    /// The table has a column that the format does not have.
    ColumnExtra = "T018", "column-extra", Warning;
    /// The table lacks a column that the format has.
    ColumnMissing = "T019", "column-missing", Error;
    /// A cell holds something left over by a word processor beside its number.
    CellResidue = "T020", "cell-residue", Note;
    /// A cell's unit is another one than the header's.
    UnitConflict = "T021", "unit-conflict", Warning;
    /// A cell holds digits and nothing else, and more of them than any number has; it is unreadable.
    NumberTooLarge = "T022", "number-too-large", Error;
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// A further place that a diagnostic speaks of.
///
/// ```
/// use ogi_report::Code;
///
/// let text = ogi_report::SAMPLE.replace("行政强制\t26", "行政强制\t26\n行政强制\t62");
/// let parsed = ogi_report::parse(&text)?;
/// let twice = parsed.diagnostics.iter().find(|diagnostic| diagnostic.code == Code::RowDuplicated).unwrap();
/// for label in &twice.related {
///     println!("{}: {}", label.span.slice(&text), label.message);
/// }
/// # Ok::<(), ogi_report::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What is there.
    pub message: String,
}

/// Something unusual that was met while reading.
///
/// ```
/// let parsed = ogi_report::parse("一、总体情况\n无。\n")?;
/// let missing = &parsed.diagnostics[0];
/// assert_eq!(missing.to_string(), "warning[P005]: the title was not found");
/// assert!(missing.span.is_empty(), "it is about something that is not there");
/// # Ok::<(), ogi_report::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Diagnostic {
    /// What it is about.
    pub code: Code,
    /// How much it matters: the code's own severity, unless somebody has changed it.
    pub severity: Severity,
    /// What was met, in English, in one sentence without a final stop. The wording may change; the code does not.
    pub message: String,
    /// Where. An empty span stands where something was expected and is not there.
    pub span: Span,
    /// Further places.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<Label>,
    /// What to look at or to do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
}

impl Diagnostic {
    /// A diagnostic of `code` at `span`.
    #[must_use]
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self { code, severity: code.severity(), message: message.into(), span, related: Vec::new(), help: None }
    }

    /// The same with a further place.
    #[must_use]
    pub fn with_related(mut self, span: Span, message: impl Into<String>) -> Self {
        self.related.push(Label { span, message: message.into() });
        self
    }

    /// The same with a hint what to do.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}]: {}", self.severity, self.code, self.message)
    }
}

/// Where the stages put their diagnostics. It keeps the first `limit` and counts the rest.
#[derive(Debug)]
pub(crate) struct Sink {
    kept: Vec<Diagnostic>,
    limit: usize,
    left_out: usize,
}

impl Sink {
    pub(crate) fn new(limit: usize) -> Self {
        Self { kept: Vec::new(), limit, left_out: 0 }
    }

    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        if self.kept.len() < self.limit {
            self.kept.push(diagnostic);
        } else {
            self.left_out += 1;
        }
    }

    /// The diagnostics in the order of their places.
    pub(crate) fn finish(mut self) -> Vec<Diagnostic> {
        self.kept.sort_by_key(|diagnostic| (diagnostic.span.start, diagnostic.code));
        if self.left_out > 0 {
            let message = format!("{} more diagnostics were left out", self.left_out);
            let end = Span::at(self.kept.last().map_or(0, |last| last.span.end));
            self.kept.push(
                Diagnostic::new(Code::TooManyDiagnostics, end, message)
                    .with_help("raise `Options::max_diagnostics` to see them"),
            );
        }
        self.kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique() {
        let mut codes: Vec<_> = Code::ALL.iter().map(|code| code.code()).collect();
        let mut names: Vec<_> = Code::ALL.iter().map(|code| code.name()).collect();
        codes.sort_unstable();
        codes.dedup();
        names.sort_unstable();
        names.dedup();
        assert_eq!((codes.len(), names.len()), (Code::ALL.len(), Code::ALL.len()));
    }

    #[test]
    fn a_full_sink_says_so() {
        let mut sink = Sink::new(1);
        sink.push(Diagnostic::new(Code::TitleMissing, Span::at(7), "first"));
        sink.push(Diagnostic::new(Code::TitleMissing, Span::at(3), "second"));
        let kept = sink.finish();
        assert_eq!(kept.len(), 2);
        assert_eq!(kept[1].code, Code::TooManyDiagnostics);
        assert_eq!(kept[1].message, "1 more diagnostics were left out");
    }
}
