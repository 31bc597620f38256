//! A row for a cell.

use super::Rows;
use super::record::{Word, ends, record};
use crate::report::{
    Candidate, Cell, CellId, CellStatus, CellValue, Decimal, Edition, Number, Placement, SectionKind, Unit,
};

record! {
    /// A cell as a row, with everything that is known of it. [`Rows::cells`] gives them.
    ///
    /// Serde writes the fields as they are named here; `candidates` as it does in a [`Report`](crate::Report).
    ///
    /// ```
    /// use ogi_report::write::Rows;
    ///
    /// let parsed = ogi_report::parse(ogi_report::SAMPLE)?;
    /// let json = serde_json::to_value(Rows::of("sample.txt", &parsed).cells().next().unwrap())?;
    /// assert_eq!(json["cell"], "disclosure.rules.issued");
    /// assert_eq!((&json["row_zh"], &json["column_zh"]), (&"规章".into(), &"本年制发件数".into()));
    /// assert_eq!((&json["status"], &json["value"]), (&"blank".into(), &serde_json::Value::Null));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    CellRecord<'r> = "ogi-report/cells-rows/1" {
        /// The name that the caller gave the document.
        document: &'r str,
        /// Issuer of the report.
        issuer: Option<&'r str>,
        /// The year that is reported on.
        year: Option<u16>,
        /// The edition that the cell's table follows.
        edition: Edition,
        /// The stable name of the cell.
        cell: CellId,
        /// The section whose table has the cell.
        section: SectionKind,
        /// The key of the row, as it stands in the name.
        row: Word,
        /// The key of the column.
        column: Word,
        /// The label of the row in Chinese, as the format has it.
        row_zh: Word,
        /// The label of the column in Chinese.
        column_zh: Word,
        /// The label of the row in English.
        row_en: Word,
        /// The label of the column in English.
        column_en: Word,
        /// What the cell can be.
        status: CellStatus,
        /// The number, exactly, if the cell holds one. Nothing else has a value: a blank cell is not a nought.
        value: Option<Decimal>,
        /// What kind of number it is: `count`, `change` or `amount`.
        kind: Option<Word>,
        /// Unit of the number, where one is known.
        unit: Option<Unit>,
        /// The text of the cell as it was written.
        raw: &'r str,
        /// A remark beside the number.
        annotation: Option<&'r str>,
        /// How it was told that the text belongs to this cell.
        placement: Placement,
        /// Of an ambiguous cell, the numbers that may belong to it.
        candidates: &'r [Candidate],
        /// Where the text of the cell begins, in bytes of the text that was read.
        span_start: Option<u32>,
        /// Where it ends.
        span_end: Option<u32>,
        /// The page it stands on, from 1, in a form that has pages.
        page: Option<u16>,
        /// The table of the document, from 1.
        table: Option<u16>,
        /// The row of that table, from 1.
        table_row: Option<u16>,
        /// The column of that table, from 1.
        table_column: Option<u16>,
        /// The paragraph, from 1, where the cell stands in no table.
        paragraph: Option<u16>,
    }
}

/// What kind of number it is.
pub(crate) const fn kind(number: &Number) -> &'static str {
    match number {
        Number::Count(_) => "count",
        Number::Change(_) => "change",
        Number::Amount(_) => "amount",
    }
}

impl<'r> CellRecord<'r> {
    pub(super) fn new(of: Rows<'r>, id: CellId, cell: &'r Cell) -> Self {
        let place = cell.place.unwrap_or_default();
        let (row, column) = id.keys();
        let ((row_zh, column_zh), (row_en, column_en)) = (id.labels_zh(), id.labels_en());
        let (span_start, span_end) = ends(cell.span);
        Self {
            document: of.document,
            issuer: of.issuer(),
            year: of.year(),
            edition: of.report.edition_of(id),
            cell: id,
            section: id.section(),
            row: Word(row),
            column: Word(column),
            row_zh: Word(row_zh),
            column_zh: Word(column_zh),
            row_en: Word(row_en),
            column_en: Word(column_en),
            status: cell.status(),
            value: cell.number().map(|number| number.to_decimal()),
            kind: cell.number().map(|number| Word(kind(number))),
            unit: cell.unit,
            raw: &cell.raw,
            annotation: cell.annotation.as_deref(),
            placement: cell.placement,
            candidates: match &cell.value {
                CellValue::Ambiguous(candidates) => candidates,
                _ => &[],
            },
            span_start,
            span_end,
            page: place.page(),
            table: place.table(),
            table_row: place.row(),
            table_column: place.column(),
            paragraph: place.paragraph(),
        }
    }
}
