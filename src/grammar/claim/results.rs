//! How applications were answered: the rows of section three, by the words that tell one from the others.
//!
//! ```ebnf
//! answer   = row | group | not_held ;
//! row      = "予以公开" | "部分公开" | "国家秘密" | … ;
//! group    = "不予公开" | "无法提供" | "不予处理" | "其他处理" | … ;
//! not_held = "不掌握" | "本机关不掌握" | … ;
//! ```
//!
//! Seen in the wild: `予以公开及部分公开18件`, the sum of two rows; `因本机关不掌握等原因无法提供8件`, which is the row or its
//! group; `不予公开（三类内部事务信息）2条`; `3件予以公开`, figure first.
//!
//! `不予受理` is no row of group five: what wasn't accepted may not be among what was counted at all, so those that were
//! handled are loose beside it. Words of the form before 2019 (`信息不存在`, `告知其他途径`, `不属于政府信息`) name no row and claim nothing. `其他` is the
//! last row only where group six has been counted just before.

use super::reading::Reading;
use super::word::{Answer, Word, Words};
use crate::report::{ApplicationRow, Quantity, ResultGroup};

/// Short for a row.
const fn row(row: ApplicationRow) -> Word {
    Word::Answer(Answer::Row(row))
}

/// The words.
pub(super) const WORDS: Words = &[
    (
        row(ApplicationRow::Granted),
        "予以公开 同意公开 准予公开 决定公开 全部公开 给予公开 予公开 全部予以公开 予以全部公开 \
         同意予以公开",
    ),
    (row(ApplicationRow::PartiallyGranted), "部分公开 予以部分公开 同意部分公开 部分予以公开 区分处理 部分予公开"),
    (row(ApplicationRow::StateSecret), "国家秘密 属于国家秘密 涉及国家秘密"),
    (
        row(ApplicationRow::ProhibitedByLaw),
        "法律行政法规禁止公开 法律、行政法规禁止公开 其他法律行政法规禁止公开 其他法律、行政法规禁止公开 \
         法律法规禁止公开",
    ),
    (row(ApplicationRow::SecurityAndStability), "三安全一稳定 危及“三安全一稳定” 危及三安全一稳定"),
    (
        row(ApplicationRow::ThirdPartyRights),
        "第三方合法权益 保护第三方合法权益 第三方权益 损害第三方合法权益 涉及第三方合法权益",
    ),
    (
        row(ApplicationRow::InternalAffairs),
        "内部事务 内部事务信息 三类内部事务 三类内部事务信息 属于三类内部事务信息 属于内部事务信息 \
         内部事务类",
    ),
    (
        row(ApplicationRow::ProcessInformation),
        "过程性信息 四类过程性信息 属于四类过程性信息 属于过程性信息 四类过程信息 过程性",
    ),
    (row(ApplicationRow::EnforcementFiles), "行政执法案卷 执法案卷 属于行政执法案卷 行政执法案卷信息"),
    (row(ApplicationRow::AdministrativeInquiry), "行政查询 行政查询事项 属于行政查询事项 行政查询类"),
    (
        row(ApplicationRow::RequiresCreation),
        "没有现成信息需要另行制作 没有现成信息 无现成信息 需要另行制作 需另行制作 另行制作 \
         没有现成信息，需要另行制作 没有现成信息、需要另行制作 没有现成信息需另行制作",
    ),
    (
        row(ApplicationRow::UnclearAfterCorrection),
        "补正后申请内容仍不明确 补正后仍不明确 仍不明确 补正后内容仍不明确 经补正后仍不明确 \
         申请内容仍不明确",
    ),
    (
        row(ApplicationRow::Petition),
        "信访举报投诉类 信访举报投诉类申请 信访、举报、投诉类 信访、举报、投诉类申请 信访投诉举报类 \
         信访投诉举报类申请 信访、投诉、举报类 信访举报投诉 信访、举报、投诉 信访、投诉、举报 \
         信访投诉举报 信访、投诉、举报类申请",
    ),
    (row(ApplicationRow::Duplicate), "重复申请 重复提交申请 属于重复申请 重复申请公开 重复申请类"),
    (row(ApplicationRow::PublishedMaterial), "公开出版物 要求提供公开出版物 提供公开出版物"),
    (row(ApplicationRow::Excessive), "大量反复申请 无正当理由大量反复申请 反复申请"),
    (
        row(ApplicationRow::Confirmation),
        "确认或重新出具已获取信息 要求行政机关确认或重新出具已获取信息 确认或重新出具 重新出具已获取信息 \
         确认或者重新出具已获取信息",
    ),
    (
        row(ApplicationRow::CorrectionOverdue),
        "逾期不补正 无正当理由逾期不补正 申请人无正当理由逾期不补正 逾期未补正 申请人逾期不补正 \
         申请人逾期未补正 行政机关不再处理其政府信息公开申请 不再处理其政府信息公开申请",
    ),
    (
        row(ApplicationRow::FeeOverdue),
        "逾期未按收费通知要求缴纳费用 申请人逾期未按收费通知要求缴纳费用 逾期未缴纳费用 逾期未缴费 \
         逾期不缴费 逾期未按要求缴纳费用",
    ),
    (Word::Answer(Answer::Group(ResultGroup::Denied)), "不予公开 不同意公开 决定不予公开 不予以公开 不公开"),
    (
        Word::Answer(Answer::Group(ResultGroup::Unable)),
        "无法提供 信息无法提供 不能提供 政府信息无法提供 无法提供信息 无法提供政府信息",
    ),
    (Word::Answer(Answer::Group(ResultGroup::NotProcessed)), "不予处理 决定不予处理"),
    (
        Word::Answer(Answer::Group(ResultGroup::Other)),
        "其他处理 其它处理 其他处理情况 作其他处理 其他方式处理 作出其他处理",
    ),
    (
        Word::Answer(Answer::NotHeld),
        "不掌握 本机关不掌握 本机关不掌握相关政府信息 不掌握相关政府信息 不掌握相关信息 未掌握 \
         本单位不掌握 我局不掌握 不属本单位掌握 不属于本单位掌握 不属本机关掌握 不属于本机关掌握 \
         非本机关掌握 本行政机关不掌握 不属于我局掌握 我单位不掌握 告知不掌握 因不掌握",
    ),
    (
        Word::Answer(Answer::NoRow),
        "信息不存在 政府信息不存在 申请信息不存在 申请的信息不存在 所申请信息不存在 告知信息不存在 \
         告知其他途径 告知其他获取途径 告知获取途径 不属于政府信息 非政府信息 不是政府信息 \
         不属于本机关公开 不属于本机关 不属于本机关职责 不属于本机关公开职责 不属于本机关公开范围 \
         不属于公开范围 不属于本单位公开范围 非本机关职责 移送 转送 移交 转办 告知补正 补正 要求补正 \
         一次性告知补正 告知作出更改补充 申请人撤回 撤回 主动撤回 撤销申请 主动撤销 撤销 主动撤销申请 \
         已主动撤销申请 撤回申请 主动撤回申请 申请人主动撤销 申请人主动撤回 已主动公开 已经主动公开 \
         延期答复 延期办理 延期 转交 视为撤回 视为放弃 放弃申请 便民告知 便民答复 非申请 不予受理",
    ),
];

/// The quantity of an answer.
pub(super) fn of_answer(answer: Answer) -> Option<Reading> {
    Some(Reading::firm(match answer {
        Answer::Row(row) => Quantity::Row(row),
        Answer::Group(group) => Quantity::Group(group),
        Answer::NotHeld => Quantity::NotHeld,
        Answer::NoRow => return None,
    }))
}

/// The quantity of two answers that stand before a figure, the nearest first, `and_more` where 等 says so.
pub(super) fn of_answers(nearest: Answer, next: Answer, and_more: bool) -> Option<Reading> {
    use Answer::{Group, NotHeld, Row};
    use ApplicationRow::{Granted, PartiallyGranted};
    match (nearest, next) {
        (NotHeld, Group(ResultGroup::Unable)) | (Group(ResultGroup::Unable), NotHeld) => of_answer(NotHeld),
        (Row(Granted), Row(PartiallyGranted)) | (Row(PartiallyGranted), Row(Granted)) => {
            of_answer(Group(ResultGroup::Disclosed))
        }
        // 不予公开（三类内部事务信息）: the row in its group.
        (Row(row), Group(group)) | (Group(group), Row(row)) if is_row_of(row, group) => {
            of_answer(if and_more { Group(group) } else { Row(row) })
        }
        _ => None,
    }
}

/// The quantity of an answer that stands behind a figure, with another behind it.
pub(super) fn of_answer_behind(answer: Answer, second: Answer) -> Option<Reading> {
    match (answer, second) {
        (Answer::Row(ApplicationRow::Granted), Answer::Row(ApplicationRow::PartiallyGranted)) => {
            of_answer(Answer::Group(ResultGroup::Disclosed))
        }
        (Answer::Row(row), Answer::Group(group)) if !is_row_of(row, group) => None,
        _ => of_answer(answer),
    }
}

/// Whether a row is one of a group.
fn is_row_of(row: ApplicationRow, group: ResultGroup) -> bool {
    let group = match group {
        ResultGroup::Denied => "denied.",
        ResultGroup::Unable => "unable.",
        ResultGroup::NotProcessed => "not_processed.",
        ResultGroup::Other => "other.",
        ResultGroup::Disclosed => return false,
    };
    row.key().strip_prefix("results.").is_some_and(|key| key.starts_with(group))
}
