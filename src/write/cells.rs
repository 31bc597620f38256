//! The flat form: one JSON object a report, with a cell for every id.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::Report;
use crate::contract::FlatContract;
use crate::report::{CellId, CellStatus, Date, Edition, SectionKind};

/// A report in the flat form.
///
/// Dates are written as `2024-12-31` or null, values as plain decimal strings (no separators, no unit, half-width) or
/// null. Every id of the report's edition has its cell, found or not. Spans, candidates of ambiguous cells and remarks
/// are left out; serde on the [`Report`] itself writes those.
///
/// ```
/// use ogi_report::write::FlatReport;
///
/// let report = ogi_report::parse(ogi_report::SAMPLE)?.report;
/// let json = serde_json::to_value(FlatReport::new(&report))?;
/// assert_eq!(json["schema"], "ogi-report/flat/1");
/// assert_eq!(json["year"], 2024);
/// assert_eq!(json["cells"]["applications.received.total"]["value"], "19");
/// assert_eq!(json["cells"]["disclosure.fees.amount"]["unit"], "万元");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct FlatReport {
    schema: FlatContract,
    /// Title, without line breaks.
    pub title: Option<String>,
    /// Issuer.
    pub issuer: Option<String>,
    /// The year that is reported on.
    pub year: Option<u16>,
    /// Edition of the format, `2021` or `2019`.
    #[cfg_attr(feature = "schemars", schemars(with = "Edition"))]
    pub edition: &'static str,
    /// Edition that section three follows, where it is another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schemars", schemars(with = "Option<Edition>"))]
    pub applications_edition: Option<&'static str>,
    /// First and last day of the statistical period.
    pub period: Option<[Date; 2]>,
    /// Date of the signature.
    pub dated: Option<Date>,
    /// Date of the publication, from the page.
    pub published: Option<Date>,
    /// The sections that were found, in the order of the format.
    pub sections: Vec<FlatSection>,
    /// A cell for every id of the edition, in the order of the format.
    #[serde(serialize_with = "as_map")]
    #[cfg_attr(feature = "schemars", schemars(schema_with = "super::schema::of_cells"))]
    pub cells: Vec<(CellId, FlatCell)>,
}

/// A section that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct FlatSection {
    /// Which of the six.
    pub section: SectionKind,
    /// The heading as it was written; `None` where the section has none.
    pub heading: Option<String>,
}

/// A cell of the flat form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema), schemars(transform = super::schema::number_has_value))]
pub struct FlatCell {
    /// What the cell can be.
    pub status: CellStatus,
    /// The number, if it holds one.
    pub value: Option<String>,
    /// Unit of the number, where one is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schemars", schemars(with = "Option<crate::report::Unit>"))]
    pub unit: Option<&'static str>,
}

fn as_map<S: Serializer>(cells: &[(CellId, FlatCell)], serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(cells.len()))?;
    for (id, cell) in cells {
        map.serialize_entry(id, cell)?;
    }
    map.end()
}

impl FlatReport {
    /// The flat form of `report`.
    pub fn new(report: &Report) -> Self {
        let cells = report
            .cells()
            .map(|(id, cell)| {
                let value = cell.number().map(ToString::to_string);
                (id, FlatCell { status: cell.status(), value, unit: cell.unit.map(crate::report::Unit::as_str) })
            })
            .collect();
        Self {
            schema: FlatContract,
            title: report.title.as_ref().map(|title| title.text.clone()),
            issuer: report.issuer.as_ref().map(|issuer| issuer.value.clone()),
            year: report.year.as_ref().map(|year| year.value),
            edition: report.edition.as_str(),
            applications_edition: Some(report.applications_edition())
                .filter(|&edition| edition != report.edition)
                .map(Edition::as_str),
            period: report.period.as_ref().map(|period| [period.value.start, period.value.end]),
            dated: report.signature.date.as_ref().map(|date| date.value),
            published: report.publication.date.as_ref().map(|date| date.value),
            sections: report
                .sections()
                .map(|(section, found)| FlatSection {
                    section,
                    heading: found.heading.as_ref().map(|heading| heading.text.clone()),
                })
                .collect(),
            cells,
        }
    }
}
