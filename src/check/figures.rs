//! The figures of a table as a whole, to tell whether two reports have the same.

use super::finding::Reason;
use crate::report::{
    ApplicantColumn, ApplicationRow, CellId, CellValue, Decimal, Disclosure2019Cell as Old, DisclosureCell as New,
    Outcome, SectionKind,
};
use crate::{Report, Span};

/// So many digits in the same places are no coincidence.
pub(super) const ENOUGH_DIGITS: usize = 8;

/// The sections that have a table.
pub(super) const TABLES: [SectionKind; 3] = [SectionKind::Disclosure, SectionKind::Applications, SectionKind::Disputes];

/// A table as it is compared.
#[derive(Debug)]
pub(super) struct Figures {
    /// Its cells, blank ones as noughts: another program may have read the same table.
    pub(super) key: Vec<(CellId, Decimal)>,
    /// The digits of what was counted in the year.
    pub(super) digits: usize,
    pub(super) span: Span,
}

/// The section that a cell belongs to.
pub(super) fn section_of(id: CellId) -> SectionKind {
    match id {
        CellId::Disclosure(_) | CellId::Disclosure2019(_) => SectionKind::Disclosure,
        CellId::Applications(..) => SectionKind::Applications,
        CellId::Disputes(..) => SectionKind::Disputes,
    }
}

/// Where the table of a section stands; `None` where it is not there.
pub(crate) fn table_span(report: &Report, section: SectionKind) -> Option<Span> {
    match section {
        SectionKind::Disclosure => Some(report.disclosure.as_ref()?.table.as_ref()?.span()),
        SectionKind::Applications => Some(report.applications.as_ref()?.table.as_ref()?.span),
        SectionKind::Disputes => Some(report.disputes.as_ref()?.table.as_ref()?.span),
        _ => None,
    }
}

/// Whether a cell is counted anew each year, and is no sum of others. Stocks stay as they are in quiet years.
fn is_own_figure(id: CellId) -> bool {
    !matches!(
        id,
        CellId::Disclosure(New::RulesInForce | New::NormativeDocumentsInForce)
            | CellId::Disclosure2019(
                Old::RulesTotalDisclosed
                    | Old::NormativeDocumentsTotalDisclosed
                    | Old::LicensingPreviousItems
                    | Old::OtherManagementServicesPreviousItems
                    | Old::PenaltiesPreviousItems
                    | Old::CoercionPreviousItems
                    | Old::FeesPreviousItems
            )
            | CellId::Applications(_, ApplicantColumn::Total)
            | CellId::Applications(ApplicationRow::ResultsTotal, _)
            | CellId::Disputes(_, Outcome::Total)
    )
}

/// The figures of a table, if all of them could be read.
pub(super) fn figures(report: &Report, section: SectionKind) -> Result<Figures, Reason> {
    let span = table_span(report, section).ok_or(Reason::PartMissing)?;
    let mut figures = Figures { key: Vec::new(), digits: 0, span };
    for (id, cell) in report.cells().filter(|&(id, _)| section_of(id) == section) {
        let value = match &cell.value {
            CellValue::Number(number) => number.to_decimal(),
            CellValue::Blank | CellValue::NotApplicable => Decimal::from(0u64),
            CellValue::Unreadable => return Err(Reason::CellUnreadable),
            CellValue::Ambiguous(_) => return Err(Reason::CellAmbiguous),
            CellValue::Missing => return Err(Reason::CellMissing),
        };
        if is_own_figure(id) {
            figures.digits += value.significant_digits();
        }
        figures.key.push((id, value));
    }
    Ok(figures)
}
