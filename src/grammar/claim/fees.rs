//! Fees: those of section two, and the information-processing fee of section six.
//!
//! ```ebnf
//! fees    = "行政事业性收费", [ "总金额" ], money ;
//! notices = "收费通知", [ "的件数" ], figure ;
//! noticed = "总金额", money ;
//! charged = "信息处理费", money | "实际收取", [ "信息处理费" ], money ;
//! ```
//!
//! Seen in the wild: `发出收费通知3件，总金额260元，实际收取120元`; `发出收费通知的件数和总金额以及实际收取的总金额均为0`, three noughts;
//! `信息处理费为0元`; `未收取任何费用`, which means the information-processing fee where the sentence or the section is about it.
//!
//! The two fees are never taken for one another. Fees that were waived or lowered are none that were charged, and that
//! nothing was waived says nothing.

use super::applications::{Meaning, Reading, is_naught_after_be};
use super::figure::{Kind, Number};
use super::token::Token;
use super::word::{Act, Thing, Word, Words};
use crate::report::{InformationFee, Quantity};

/// The words.
pub(super) const WORDS: Words = &[
    (Word::Thing(Thing::AdministrativeFee), "行政事业性收费 行政事业性费用 行政事业收费"),
    (
        Word::Thing(Thing::InformationFee),
        "信息处理费 政府信息公开信息处理费 信息公开处理费 政府信息公开处理费 信息公开信息处理费 \
         政府信息处理费 信息处理费用 政府信息公开信息处理费用 政府信息公开处理费用 公开信息处理费 \
         依申请公开信息处理费 政府信息公开申请信息处理费",
    ),
    (Word::Thing(Thing::Fee), "费用 收费 相关费用 有关费用 任何费用 检索费 复制费 邮寄费"),
    (Word::Thing(Thing::Notice), "收费通知 收费通知书"),
    (Word::Act(Act::Collect), "收取 实际收取 征收 收缴 实收 共收取 收取了"),
    (Word::Act(Act::Waive), "减免 免征 免收 免除 降低收费 减征 取消 停征 清退"),
];

/// What is known of a sentence where a figure of it is read.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Context {
    /// Whether the words before were about the information-processing fee.
    pub(super) information: bool,
}

/// What a figure counts of fees
pub(super) fn count(pre: &[Token], number: Number, context: Context) -> Meaning {
    let mut wanted: Vec<InformationFee> = Vec::new();
    let (mut administrative, mut information, mut notice, mut waived) = (false, false, false, false);
    let mut pending_amount = false;
    let mut last_thing_seen = false;
    for token in pre.iter().rev() {
        match token.word {
            Word::Thing(Thing::AdministrativeFee) => {
                administrative |= !information;
                last_thing_seen = true;
            }
            Word::Thing(Thing::InformationFee) => {
                information |= !administrative;
                last_thing_seen = true;
            }
            Word::Thing(Thing::Notice) => {
                notice = true;
                if pending_amount && !wanted.contains(&InformationFee::Noticed) {
                    wanted.push(InformationFee::Noticed);
                }
                pending_amount = false;
                if !wanted.contains(&InformationFee::Notices) {
                    wanted.push(InformationFee::Notices);
                }
                last_thing_seen = true;
            }
            Word::Amount => {
                pending_amount = true;
                last_thing_seen = true;
            }
            Word::Act(Act::Collect) => {
                if !wanted.contains(&InformationFee::Collected) {
                    wanted.push(InformationFee::Collected);
                }
                pending_amount = false;
                last_thing_seen = true;
            }
            Word::Act(Act::Waive) => waived = true,
            Word::Deny | Word::Plan => return Meaning::Unread,
            Word::Unknown if !last_thing_seen => return Meaning::Unread,
            _ => {}
        }
    }
    if pending_amount && !administrative && !wanted.contains(&InformationFee::Noticed) {
        wanted.push(InformationFee::Noticed);
    }
    if waived {
        return Meaning::Nothing;
    }
    let zero = number.figure.value().is_zero();
    let is_money = matches!(number.kind, Kind::Money(_));
    let is_count = matches!(number.kind, Kind::Things('件' | '份' | '次' | '个' | '宗'));
    let is_naught = zero && (number.kind == Kind::Bare && is_naught_after_be(pre, number) || is_money);
    if administrative && !information {
        return if is_money || is_naught_after_be(pre, number) {
            Meaning::one(Reading::firm(Quantity::FeesAmount))
        } else {
            Meaning::Nothing
        };
    }
    if !(information || notice || context.information) {
        return Meaning::Unread;
    }
    wanted.reverse();
    let fee = |fee| Reading::firm(Quantity::InformationFee(fee));
    match wanted.as_slice() {
        [] if information && (is_money || is_naught) => Meaning::one(fee(InformationFee::Collected)),
        [InformationFee::Notices] if is_count || is_naught && !is_money => Meaning::one(fee(InformationFee::Notices)),
        [one @ (InformationFee::Noticed | InformationFee::Collected)] if is_money || is_naught => {
            Meaning::one(fee(*one))
        }
        // 收费通知的总金额260元
        [InformationFee::Notices, InformationFee::Noticed] if is_money && !zero => {
            Meaning::one(fee(InformationFee::Noticed))
        }
        [] => Meaning::Unread,
        several if is_naught || zero && is_count && several.contains(&InformationFee::Notices) => {
            Meaning::Counts(several.iter().map(|&one| fee(one)).collect())
        }
        _ => Meaning::Nothing,
    }
}
