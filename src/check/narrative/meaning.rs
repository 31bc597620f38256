//! Which cells a claim can mean.
//!
//! 收到 may count new applications or those carried over as well; 受理 and 办理 may even count those closed. The words do
//! not say, and offices use them as they please. So a claim has one or more readings, the most literal first, each a sum
//! of cells, and it is false only if none of them fits.

use crate::Report;
use crate::check::identity::OUTCOME_ROWS;
use crate::check::phrase::Phrase;
use crate::report::{
    ApplicantColumn, Applicants, ApplicationRow, CellId, Claim, DecisionKind, Disclosure2019Cell, DisclosureCell,
    DocumentKind, DocumentMeasure, Edition, Outcome, Proceeding, Proceedings, Quantity, ResultGroup,
};

/// A reading of a claim: what it is called, and the cells that it adds up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::check) struct Meaning {
    pub(in crate::check) phrase: Phrase,
    pub(in crate::check) cells: Vec<CellId>,
    /// Cells that are taken away from the sum.
    pub(in crate::check) less: Vec<CellId>,
}

impl Meaning {
    /// Whether the words can mean this. A reading that they should not have, though offices do use them so, makes a
    /// difference milder and does not settle it.
    pub(in crate::check) fn is_proper(&self) -> bool {
        !matches!(self.phrase, Phrase::GrantedWithPartially | Phrase::ClosedOfNew)
    }
}

/// What a claim can mean in the tables of a report, the most literal first; nothing where they have no such figure.
pub(in crate::check) fn meanings(claim: &Claim, report: &Report) -> Vec<Meaning> {
    use ApplicationRow::{CarriedForward, CarriedOver, Granted, NotHeld, PartiallyGranted, Received};
    let edition = match claim.quantity {
        Quantity::Documents(..) | Quantity::Decisions(_) | Quantity::FeesAmount => report.edition,
        _ => report.applications_edition(),
    };
    let sum = |phrase: Phrase, rows: &[ApplicationRow]| Meaning {
        phrase,
        cells: cells(rows, claim.applicants, edition),
        less: Vec::new(),
    };
    let new = || reception(Phrase::New, claim.applicants);
    let on_hand = || reception(Phrase::NewAndCarriedOver, claim.applicants);
    let closed = || reception(Phrase::Closed, claim.applicants);
    // Of those received this year alone; the table counts all that were closed.
    let closed_of_new = || Meaning {
        less: cells(&[CarriedForward], claim.applicants, edition),
        ..sum(Phrase::ClosedOfNew, &[Received])
    };
    let literal = |rows: &[ApplicationRow]| sum(Phrase::Literal, rows);
    let readings = match claim.quantity {
        Quantity::NewlyReceived => vec![new()],
        Quantity::Received => vec![new(), on_hand()],
        Quantity::Handled => vec![new(), on_hand(), closed()],
        Quantity::OnHand => vec![on_hand()],
        Quantity::CarriedOver => vec![literal(&[CarriedOver])],
        Quantity::CarriedForward | Quantity::Unfinished => vec![literal(&[CarriedForward])],
        // An answer is given to those that are processed: some offices leave out those that no longer are.
        Quantity::Closed if claim.text.contains("答复") || claim.text.contains("回复") => {
            let answered: Vec<ApplicationRow> =
                OUTCOME_ROWS.iter().copied().filter(|row| !group_rows(ResultGroup::Other).contains(row)).collect();
            vec![closed(), sum(Phrase::ClosedWithoutOther, &answered), closed_of_new()]
        }
        Quantity::Closed => vec![closed(), closed_of_new()],
        // 予以公开 and 部分公开 are two rows of the form, and yet some write the sum of both as the first.
        Quantity::Row(Granted) => {
            vec![literal(&[Granted]), sum(Phrase::GrantedWithPartially, &[Granted, PartiallyGranted])]
        }
        Quantity::Row(row) => vec![literal(&[row])],
        Quantity::Group(group) => vec![literal(group_rows(group))],
        Quantity::NotHeld => {
            vec![literal(&[NotHeld]), sum(Phrase::UnableGroup, group_rows(ResultGroup::Unable))]
        }
        Quantity::Disputes(proceedings, outcome) => vec![disputes(proceedings, outcome)],
        Quantity::Documents(kind, measure) => documents(kind, measure, edition),
        Quantity::Decisions(kind) => vec![single(decisions(kind, edition))],
        Quantity::FeesAmount if edition == Edition::E2021 => {
            vec![single(CellId::Disclosure(DisclosureCell::FeesAmount))]
        }
        // The fees of 2019 are a number of items, and the information-processing fee stands in no table.
        _ => Vec::new(),
    };
    // A row that the edition does not have leaves nothing to compare with.
    readings.into_iter().filter(|meaning| !meaning.cells.is_empty()).collect()
}

/// Applications received, received and carried over, or closed.
pub(in crate::check) fn reception(phrase: Phrase, applicants: Applicants) -> Meaning {
    let rows: &[ApplicationRow] = match phrase {
        Phrase::NewAndCarriedOver => &[ApplicationRow::Received, ApplicationRow::CarriedOver],
        Phrase::Closed => &[ApplicationRow::ResultsTotal],
        _ => &[ApplicationRow::Received],
    };
    // Both editions have these rows.
    Meaning { phrase, cells: cells(rows, applicants, Edition::E2021), less: Vec::new() }
}

fn single(cell: CellId) -> Meaning {
    Meaning { phrase: Phrase::Literal, cells: vec![cell], less: Vec::new() }
}

fn cells(rows: &[ApplicationRow], applicants: Applicants, edition: Edition) -> Vec<CellId> {
    let columns = columns(applicants);
    rows.iter()
        .filter(|row| row.in_edition(edition))
        .flat_map(|&row| columns.iter().map(move |&column| CellId::Applications(row, column)))
        .collect()
}

/// The columns that hold the applications of these applicants.
pub(in crate::check) fn columns(applicants: Applicants) -> &'static [ApplicantColumn] {
    use ApplicantColumn as Column;
    match applicants {
        Applicants::All => &[Column::Total],
        Applicants::NaturalPersons => &[Column::NaturalPerson],
        Applicants::Organizations => &[
            Column::CommercialEnterprise,
            Column::ResearchInstitution,
            Column::PublicWelfareOrganization,
            Column::LegalServiceInstitution,
            Column::OtherOrganization,
        ],
        Applicants::CommercialEnterprises => &[Column::CommercialEnterprise],
        Applicants::ResearchInstitutions => &[Column::ResearchInstitution],
        Applicants::PublicWelfareOrganizations => &[Column::PublicWelfareOrganization],
        Applicants::LegalServiceInstitutions => &[Column::LegalServiceInstitution],
        Applicants::OtherOrganizations => &[Column::OtherOrganization],
    }
}

/// The rows of a group.
pub(crate) fn group_rows(group: ResultGroup) -> &'static [ApplicationRow] {
    use ApplicationRow as Row;
    match group {
        ResultGroup::Disclosed => &[Row::Granted, Row::PartiallyGranted],
        ResultGroup::Denied => &[
            Row::StateSecret,
            Row::ProhibitedByLaw,
            Row::SecurityAndStability,
            Row::ThirdPartyRights,
            Row::InternalAffairs,
            Row::ProcessInformation,
            Row::EnforcementFiles,
            Row::AdministrativeInquiry,
        ],
        ResultGroup::Unable => &[Row::NotHeld, Row::RequiresCreation, Row::UnclearAfterCorrection],
        ResultGroup::NotProcessed => {
            &[Row::Petition, Row::Duplicate, Row::PublishedMaterial, Row::Excessive, Row::Confirmation]
        }
        ResultGroup::Other => &[Row::CorrectionOverdue, Row::FeeOverdue, Row::OtherHandling],
    }
}

fn disputes(proceedings: Proceedings, outcome: Option<Outcome>) -> Meaning {
    let kinds: &[Proceeding] = match proceedings {
        Proceedings::Reconsideration => &[Proceeding::Reconsideration],
        Proceedings::Litigation => &[Proceeding::LitigationDirect, Proceeding::LitigationAfterReconsideration],
        Proceedings::LitigationDirect => &[Proceeding::LitigationDirect],
        Proceedings::LitigationAfterReconsideration => &[Proceeding::LitigationAfterReconsideration],
        Proceedings::All => Proceeding::ALL,
    };
    let outcome = outcome.unwrap_or(Outcome::Total);
    let cells = kinds.iter().map(|&kind| CellId::Disputes(kind, outcome)).collect();
    Meaning { phrase: Phrase::Literal, cells, less: Vec::new() }
}

fn documents(kind: DocumentKind, measure: DocumentMeasure, edition: Edition) -> Vec<Meaning> {
    use Disclosure2019Cell as Old;
    use DisclosureCell as New;
    let new = |cell| vec![single(CellId::Disclosure(cell))];
    // What is created need not be disclosed in the same year; the words do not tell the two apart.
    let old = |created, disclosed| {
        let disclosed = Meaning { phrase: Phrase::NewlyDisclosed, ..single(CellId::Disclosure2019(disclosed)) };
        vec![single(CellId::Disclosure2019(created)), disclosed]
    };
    match (edition, kind, measure) {
        (Edition::E2021, DocumentKind::Rules, DocumentMeasure::Issued) => new(New::RulesIssued),
        (Edition::E2021, DocumentKind::Rules, DocumentMeasure::Repealed) => new(New::RulesRepealed),
        (Edition::E2021, DocumentKind::Rules, DocumentMeasure::InForce) => new(New::RulesInForce),
        (Edition::E2021, DocumentKind::NormativeDocuments, DocumentMeasure::Issued) => {
            new(New::NormativeDocumentsIssued)
        }
        (Edition::E2021, DocumentKind::NormativeDocuments, DocumentMeasure::Repealed) => {
            new(New::NormativeDocumentsRepealed)
        }
        (Edition::E2021, DocumentKind::NormativeDocuments, DocumentMeasure::InForce) => {
            new(New::NormativeDocumentsInForce)
        }
        (Edition::E2019, DocumentKind::Rules, DocumentMeasure::Issued) => {
            old(Old::RulesCreated, Old::RulesNewlyDisclosed)
        }
        (Edition::E2019, DocumentKind::NormativeDocuments, DocumentMeasure::Issued) => {
            old(Old::NormativeDocumentsCreated, Old::NormativeDocumentsNewlyDisclosed)
        }
        (Edition::E2019, DocumentKind::Rules, DocumentMeasure::TotalDisclosed) => {
            vec![single(CellId::Disclosure2019(Old::RulesTotalDisclosed))]
        }
        (Edition::E2019, DocumentKind::NormativeDocuments, DocumentMeasure::TotalDisclosed) => {
            vec![single(CellId::Disclosure2019(Old::NormativeDocumentsTotalDisclosed))]
        }
        // The edition of 2019 counts neither what was repealed nor what is in force. That of 2021 has no total, as what
        // was disclosed over the years need not be in force any more.
        (Edition::E2019, _, DocumentMeasure::Repealed | DocumentMeasure::InForce)
        | (Edition::E2021, _, DocumentMeasure::TotalDisclosed) => Vec::new(),
    }
}

fn decisions(kind: DecisionKind, edition: Edition) -> CellId {
    match (edition, kind) {
        (Edition::E2021, DecisionKind::Licensing) => CellId::Disclosure(DisclosureCell::LicensingDecisions),
        (Edition::E2021, DecisionKind::Penalties) => CellId::Disclosure(DisclosureCell::PenaltiesDecisions),
        (Edition::E2021, DecisionKind::Coercion) => CellId::Disclosure(DisclosureCell::CoercionDecisions),
        (Edition::E2019, DecisionKind::Licensing) => CellId::Disclosure2019(Disclosure2019Cell::LicensingDecisions),
        (Edition::E2019, DecisionKind::Penalties) => CellId::Disclosure2019(Disclosure2019Cell::PenaltiesDecisions),
        (Edition::E2019, DecisionKind::Coercion) => CellId::Disclosure2019(Disclosure2019Cell::CoercionDecisions),
    }
}
