//! What a report's figures say of a quantity.

use crate::report::{
    Applicants, ApplicationRow, Decimal, DecisionKind, DocumentKind, DocumentMeasure, Edition, InformationFee, Outcome,
    Proceeding, Proceedings, Quantity, ResultGroup,
};
use crate::testing::figures::{CARRIED_FORWARD, CARRIED_OVER, Figures, RECEIVED, RESULTS_TOTAL, TOTAL};

/// The figure that a true claim has. `None` where the report has none: the fees of the 2019 edition are items.
pub(in crate::testing) fn value(figures: &Figures, quantity: Quantity, applicants: Applicants) -> Option<Decimal> {
    use ApplicationRow as Row;
    let columns = match applicants {
        Applicants::All => TOTAL..TOTAL + 1,
        Applicants::NaturalPersons => 0..1,
        Applicants::Organizations => 1..TOTAL,
        Applicants::CommercialEnterprises => 1..2,
        Applicants::ResearchInstitutions => 2..3,
        Applicants::PublicWelfareOrganizations => 3..4,
        Applicants::LegalServiceInstitutions => 4..5,
        Applicants::OtherOrganizations => 5..6,
    };
    let row = |row: usize| figures.applications[row][columns.clone()].iter().sum::<u64>();
    let rows = |first: Row, last: Row| (first as usize..=last as usize).map(row).sum::<u64>();
    let is_new = figures.edition == Edition::E2021;
    Some(match quantity {
        Quantity::NewlyReceived | Quantity::Received | Quantity::Handled => row(RECEIVED).into(),
        Quantity::OnHand => (row(RECEIVED) + row(CARRIED_OVER)).into(),
        Quantity::CarriedOver => row(CARRIED_OVER).into(),
        Quantity::CarriedForward | Quantity::Unfinished => row(CARRIED_FORWARD).into(),
        Quantity::Closed => row(RESULTS_TOTAL).into(),
        Quantity::Row(one) if !one.in_edition(figures.edition) => return None,
        Quantity::Row(one) => row(one as usize).into(),
        Quantity::Group(group) => match group {
            ResultGroup::Disclosed => rows(Row::Granted, Row::PartiallyGranted),
            ResultGroup::Denied => rows(Row::StateSecret, Row::AdministrativeInquiry),
            ResultGroup::Unable => rows(Row::NotHeld, Row::UnclearAfterCorrection),
            ResultGroup::NotProcessed => rows(Row::Petition, Row::Confirmation),
            ResultGroup::Other => rows(Row::CorrectionOverdue, Row::OtherHandling),
        }
        .into(),
        Quantity::NotHeld => row(Row::NotHeld as usize).into(),
        Quantity::Disputes(proceedings, outcome) => disputes(figures, proceedings, outcome).into(),
        Quantity::Documents(kind, measure) => {
            let row = figures.documents[usize::from(kind == DocumentKind::NormativeDocuments)];
            match (measure, is_new) {
                (DocumentMeasure::Issued, _) => row[0],
                (DocumentMeasure::Repealed, true) => row[1],
                (DocumentMeasure::InForce, true) | (DocumentMeasure::TotalDisclosed, false) => row[2],
                _ => return None,
            }
            .into()
        }
        Quantity::Decisions(kind) => figures.decisions[match kind {
            DecisionKind::Licensing => 0,
            DecisionKind::Penalties => 1,
            DecisionKind::Coercion => 2,
        }]
        .into(),
        Quantity::FeesAmount if is_new => figures.amount,
        Quantity::FeesAmount => return None,
        Quantity::InformationFee(fee) => {
            figures.information_fee[match fee {
                InformationFee::Notices => 0,
                InformationFee::Noticed => 1,
                InformationFee::Collected => 2,
            }]
        }
    })
}

fn disputes(figures: &Figures, proceedings: Proceedings, outcome: Option<Outcome>) -> u64 {
    use Proceeding::{LitigationAfterReconsideration, LitigationDirect, Reconsideration};
    let kinds: &[Proceeding] = match proceedings {
        Proceedings::Reconsideration => &[Reconsideration],
        Proceedings::Litigation => &[LitigationDirect, LitigationAfterReconsideration],
        Proceedings::LitigationDirect => &[LitigationDirect],
        Proceedings::LitigationAfterReconsideration => &[LitigationAfterReconsideration],
        Proceedings::All => &[Reconsideration, LitigationDirect, LitigationAfterReconsideration],
    };
    kinds.iter().map(|&kind| figures.dispute(kind, outcome.unwrap_or(Outcome::Total))).sum()
}
