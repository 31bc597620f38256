//! Where something stands in a document that counts its pages, paragraphs and tables.

use core::fmt;
use core::num::NonZeroU16;

use serde::{Deserialize, Serialize};

/// Where something stands in the document that was read: what a person would look for there. Everything is counted
/// from 1.
///
/// | form | cells of tables | everything else |
/// | --- | --- | --- |
/// | HTML | table, row, column | |
/// | DOCX | table, row, column | paragraph |
/// | PDF | page; table, row and column where lines are drawn around its cells | page |
/// | text with form feeds between its pages | page | page |
///
/// Tables are counted as they are read, those that only arrange the page left out; in a Word document all are counted, as
/// Word does. Rows and columns are those that a reader sees, so a merged cell takes several; its own place is that of its
/// top left corner. Paragraphs are all of the document, those in cells too, as Word counts them. What is behind the
/// 65,535th page, table, row, column or paragraph has none.
///
/// ```
/// # #[cfg(feature = "html")] {
/// let page = "<h2>二、主动公开政府信息情况</h2><table><tr><td>信息内容<td>本年处理决定数量<tr><td>行政许可<td>387</table>";
/// let report = ogi_report::read(page.as_bytes())?.report;
/// let place = report.cell("disclosure.licensing.decisions".parse()?).place.unwrap();
/// assert_eq!((place.table(), place.row(), place.column()), (Some(1), Some(2), Some(2)));
/// assert_eq!(place.to_string(), "table 1, row 2, column 2");
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "Numbers", into = "Numbers")]
pub struct Place {
    page: Option<NonZeroU16>,
    table: Option<NonZeroU16>,
    /// The row of the table, or the paragraph where there is no table: a report has two hundred cells that all have a place.
    line: Option<NonZeroU16>,
    column: Option<NonZeroU16>,
}

/// Where something stands in the document that was read, counted from 1. What is not known, or not counted in the form,
/// is left out.
#[derive(Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema), schemars(rename = "Place"))]
#[serde(default)]
struct Numbers {
    /// The page.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schemars", schemars(range(min = 1)))]
    page: Option<u16>,
    /// The table.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schemars", schemars(range(min = 1)))]
    table: Option<u16>,
    /// The row of the table.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schemars", schemars(range(min = 1)))]
    row: Option<u16>,
    /// The column of the table.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schemars", schemars(range(min = 1)))]
    column: Option<u16>,
    /// The paragraph, of what stands in no table.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schemars", schemars(range(min = 1)))]
    paragraph: Option<u16>,
}

#[cfg(feature = "schemars")]
impl schemars::JsonSchema for Place {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        Numbers::schema_name()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Numbers::json_schema(generator)
    }
}

impl From<Place> for Numbers {
    fn from(place: Place) -> Self {
        Self {
            page: place.page(),
            table: place.table(),
            row: place.row(),
            column: place.column(),
            paragraph: place.paragraph(),
        }
    }
}

impl From<Numbers> for Place {
    fn from(Numbers { page, table, row, column, paragraph }: Numbers) -> Self {
        let place = match (table, row, column, paragraph) {
            (Some(table), row, column, _) => {
                Self::of_cell(table.into(), row.unwrap_or(0).into(), column.unwrap_or(0).into())
            }
            (.., paragraph) => Self::of_paragraph(paragraph.unwrap_or(0).into()),
        };
        place.on_page(page.unwrap_or(0).into())
    }
}

/// A number that is counted from 1; `None` for 0 and for what does not fit.
fn number(n: usize) -> Option<NonZeroU16> {
    u16::try_from(n).ok().and_then(NonZeroU16::new)
}

impl Place {
    /// No place.
    pub(crate) const UNKNOWN: Self = Self { page: None, table: None, line: None, column: None };

    /// A cell of a table. A number that is 0 or above 65,535 is not known, and without a table nothing is.
    pub fn of_cell(table: usize, row: usize, column: usize) -> Self {
        match number(table) {
            table @ Some(_) => Self { page: None, table, line: number(row), column: number(column) },
            None => Self::UNKNOWN,
        }
    }

    /// A paragraph. A number that is 0 or above 65,535 is not known.
    pub fn of_paragraph(paragraph: usize) -> Self {
        Self { line: number(paragraph), ..Self::UNKNOWN }
    }

    /// A page. A number that is 0 or above 65,535 is not known.
    pub fn of_page(page: usize) -> Self {
        Self::UNKNOWN.on_page(page)
    }

    /// The same on a page.
    #[must_use]
    pub fn on_page(self, page: usize) -> Self {
        Self { page: number(page), ..self }
    }

    /// Whether nothing is known.
    pub fn is_unknown(&self) -> bool {
        *self == Self::UNKNOWN
    }

    /// The page, from 1, in a form that has pages.
    pub fn page(self) -> Option<u16> {
        self.page.map(NonZeroU16::get)
    }

    /// The table, from 1.
    pub fn table(self) -> Option<u16> {
        self.table.map(NonZeroU16::get)
    }

    /// The row of the table, from 1.
    pub fn row(self) -> Option<u16> {
        self.line.filter(|_| self.table.is_some()).map(NonZeroU16::get)
    }

    /// The column of the table, from 1.
    pub fn column(self) -> Option<u16> {
        self.column.map(NonZeroU16::get)
    }

    /// The paragraph, from 1, in a form that counts them.
    pub fn paragraph(self) -> Option<u16> {
        self.line.filter(|_| self.table.is_none()).map(NonZeroU16::get)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let numbers = [
            ("page", self.page()),
            ("table", self.table()),
            ("row", self.row()),
            ("column", self.column()),
            ("paragraph", self.paragraph()),
        ];
        let known = numbers.into_iter().filter_map(|(name, number)| number.map(|number| (name, number)));
        for (nth, (name, number)) in known.enumerate() {
            write!(f, "{}{name} {number}", if nth > 0 { ", " } else { "" })?;
        }
        if self.is_unknown() { f.write_str("nowhere") } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_come_back_from_json() {
        for (place, json, text) in [
            (Place::UNKNOWN, "{}", "nowhere"),
            (Place::of_paragraph(7), r#"{"paragraph":7}"#, "paragraph 7"),
            (
                Place::of_cell(1, 2, 3).on_page(4),
                r#"{"page":4,"table":1,"row":2,"column":3}"#,
                "page 4, table 1, row 2, column 3",
            ),
            (Place::of_cell(70_000, 2, 3), "{}", "nowhere"),
            (Place::of_cell(3, 70_000, 1), r#"{"table":3,"column":1}"#, "table 3, column 1"),
        ] {
            assert_eq!(serde_json::to_string(&place).unwrap(), json);
            assert_eq!(serde_json::from_str::<Place>(json).unwrap(), place);
            assert_eq!(place.to_string(), text);
        }
    }
}
