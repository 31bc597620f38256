//! Short names of cells, for places where those of the format do not fit: a label beside a mark, say.
//!
//! The column is the part that tells two marks of a row apart, so what is short is the row. A name takes at most 36
//! cells of a terminal.

use crate::check::{Language, Text};
use crate::report::{ApplicantColumn, ApplicationRow, CellId, Disclosure2019Cell, DisclosureCell, Outcome, Proceeding};

/// The cell by its row and column.
pub(super) fn cell(cell: CellId, language: Language) -> String {
    let joint = if language == Language::Zh { " " } else { ", " };
    let of_two = |row: &str, column: &str| format!("{row}{joint}{column}");
    match cell {
        CellId::Disclosure(cell) => disclosure(cell, language).to_owned(),
        CellId::Disclosure2019(cell) => disclosure_2019(cell, language).to_owned(),
        CellId::Applications(of_row, of_column) => of_two(row(of_row, language), column(of_column, language)),
        CellId::Disputes(of_proceeding, of_outcome) => {
            of_two(proceeding(of_proceeding, language), outcome(of_outcome, language))
        }
    }
}

pub(super) fn row(row: ApplicationRow, language: Language) -> &'static str {
    use ApplicationRow as Row;
    let text = match row {
        Row::Received => Text::new("本年新收", "received"),
        Row::CarriedOver => Text::new("上年结转", "carried over"),
        Row::Granted => Text::new("予以公开", "granted"),
        Row::PartiallyGranted => Text::new("部分公开", "partially granted"),
        Row::StateSecret => Text::new("国家秘密", "state secret"),
        Row::ProhibitedByLaw => Text::new("法律禁止公开", "prohibited by law"),
        Row::SecurityAndStability => Text::new("三安全一稳定", "security"),
        Row::ThirdPartyRights => Text::new("第三方权益", "third parties"),
        Row::InternalAffairs => Text::new("内部事务", "internal affairs"),
        Row::ProcessInformation => Text::new("过程性信息", "process information"),
        Row::EnforcementFiles => Text::new("执法案卷", "enforcement files"),
        Row::AdministrativeInquiry => Text::new("行政查询", "inquiries"),
        Row::NotHeld => Text::new("不掌握", "not held"),
        Row::RequiresCreation => Text::new("需另行制作", "to be created"),
        Row::UnclearAfterCorrection => Text::new("补正后仍不明确", "still unclear"),
        Row::Petition => Text::new("信访举报投诉", "petitions"),
        Row::Duplicate => Text::new("重复申请", "duplicates"),
        Row::PublishedMaterial => Text::new("公开出版物", "published material"),
        Row::Excessive => Text::new("大量反复申请", "many repeated"),
        Row::Confirmation => Text::new("确认或重新出具", "confirmation"),
        Row::CorrectionOverdue => Text::new("逾期不补正", "not corrected"),
        Row::FeeOverdue => Text::new("逾期未缴费", "fee not paid"),
        Row::OtherHandling => Text::new("其他处理", "other handling"),
        Row::ResultsTotal => Text::new("办理结果总计", "total of results"),
        Row::CarriedForward => Text::new("结转下年度", "carried forward"),
    };
    text.get(language)
}

fn column(column: ApplicantColumn, language: Language) -> &'static str {
    match (language, column) {
        (Language::Zh, _) => column.label_zh(),
        (_, ApplicantColumn::NaturalPerson) => "natural persons",
        (_, ApplicantColumn::CommercialEnterprise) => "enterprises",
        (_, ApplicantColumn::ResearchInstitution) => "research",
        (_, ApplicantColumn::PublicWelfareOrganization) => "public welfare",
        (_, ApplicantColumn::LegalServiceInstitution) => "legal services",
        (_, ApplicantColumn::OtherOrganization) => "others",
        (_, ApplicantColumn::Total) => "total",
    }
}

fn proceeding(proceeding: Proceeding, language: Language) -> &'static str {
    let text = match proceeding {
        Proceeding::Reconsideration => Text::new("行政复议", "reconsideration"),
        Proceeding::LitigationDirect => Text::new("直接起诉", "direct litigation"),
        Proceeding::LitigationAfterReconsideration => Text::new("复议后起诉", "after reconsideration"),
    };
    text.get(language)
}

pub(super) fn outcome(outcome: Outcome, language: Language) -> &'static str {
    if language == Language::Zh { outcome.label_zh() } else { outcome.label_en() }
}

fn disclosure(cell: DisclosureCell, language: Language) -> &'static str {
    use DisclosureCell as Cell;
    match (language, cell) {
        (Language::Zh, _) => cell.label_zh(),
        (_, Cell::NormativeDocumentsIssued) => "normative documents, issued",
        (_, Cell::NormativeDocumentsRepealed) => "normative documents, repealed",
        (_, Cell::NormativeDocumentsInForce) => "normative documents, in force",
        (_, Cell::LicensingDecisions) => "licensing decisions",
        (_, Cell::PenaltiesDecisions) => "penalty decisions",
        (_, Cell::CoercionDecisions) => "coercion decisions",
        (_, Cell::FeesAmount) => "fees collected",
        _ => cell.label_en(),
    }
}

fn disclosure_2019(cell: Disclosure2019Cell, language: Language) -> &'static str {
    use Disclosure2019Cell as Cell;
    let text = match cell {
        Cell::RulesNewlyDisclosed => Text::new(cell.label_zh(), "rules, newly disclosed"),
        Cell::NormativeDocumentsCreated => Text::new(cell.label_zh(), "normative documents, created"),
        Cell::NormativeDocumentsNewlyDisclosed => Text::new(cell.label_zh(), "normative documents, new"),
        Cell::NormativeDocumentsTotalDisclosed => Text::new(cell.label_zh(), "normative documents, in all"),
        Cell::LicensingPreviousItems => Text::new(cell.label_zh(), "licensing, items last year"),
        Cell::LicensingChange => Text::new(cell.label_zh(), "licensing, change"),
        Cell::LicensingDecisions => Text::new(cell.label_zh(), "licensing decisions"),
        Cell::OtherManagementServicesPreviousItems => {
            Text::new("其他服务事项 上一年项目数量", "other services, items last year")
        }
        Cell::OtherManagementServicesChange => Text::new("其他服务事项 本年增/减", "other services, change"),
        Cell::OtherManagementServicesDecisions => Text::new("其他服务事项 处理决定数量", "other services, decisions"),
        Cell::PenaltiesPreviousItems => Text::new(cell.label_zh(), "penalties, items last year"),
        Cell::PenaltiesChange => Text::new(cell.label_zh(), "penalties, change"),
        Cell::PenaltiesDecisions => Text::new(cell.label_zh(), "penalty decisions"),
        Cell::CoercionPreviousItems => Text::new(cell.label_zh(), "coercion, items last year"),
        Cell::CoercionChange => Text::new(cell.label_zh(), "coercion, change"),
        Cell::CoercionDecisions => Text::new(cell.label_zh(), "coercion decisions"),
        Cell::FeesPreviousItems => Text::new(cell.label_zh(), "fees, items last year"),
        Cell::FeesChange => Text::new(cell.label_zh(), "fees, change of items"),
        Cell::ProcurementItems => Text::new(cell.label_zh(), "procurement, items"),
        Cell::ProcurementAmount => Text::new(cell.label_zh(), "procurement, amount"),
        Cell::RulesCreated | Cell::RulesTotalDisclosed => Text::new(cell.label_zh(), cell.label_en()),
    };
    text.get(language)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::display_width;
    use crate::report::Edition;

    #[test]
    fn names_are_short_and_differ() {
        for edition in [Edition::E2019, Edition::E2021] {
            for language in [Language::Zh, Language::En] {
                let names: BTreeSet<String> = CellId::all(edition).map(|id| cell(id, language)).collect();
                assert_eq!(names.len(), CellId::all(edition).count());
                let widest = names.iter().max_by_key(|name| display_width(name)).unwrap();
                assert!(display_width(widest) <= 36, "{widest}");
            }
        }
    }
}
