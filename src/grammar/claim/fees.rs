//! Fees: those of section two, and the information-processing fee of section six.
//!
//! ```ebnf
//! count              = administrative_fee, [ "总金额" ], figure | notices, figure | noticed, figure | collected, figure ;
//! administrative_fee = "行政事业性收费" | "行政事业性费用" | … ;
//! notices            = "收费通知", [ "件数" ] ;
//! noticed            = "收费通知", [ "的" ], "总金额" | "总金额" ;
//! collected          = "信息处理费" | ( "收取" | "实际收取" | … ), [ "信息处理费" ], [ "总金额" ] ;
//! ```
//!
//! Seen in the wild: `发出收费通知3件，总金额260元，实际收取120元`; `发出收费通知的件数和总金额以及实际收取的总金额均为0`, three noughts;
//! `信息处理费为0元`; `未收取任何费用`, which means the information-processing fee where the sentence or the section is about it.
//!
//! The two fees are never taken for one another. Fees that were waived or lowered are none that were charged, and that
//! nothing was waived says nothing.

use super::figure::Kind;
use super::reading::{Meaning, Reading};
use super::state::{State, Topic};
use super::token::Token;
use super::window::Window;
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

/// The words before a figure.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about the words")]
#[derive(Debug, Default)]
struct Before {
    /// What of the information-processing fee is named, the nearest first.
    wanted: Vec<InformationFee>,
    /// Which of the two fees is named next to the figure.
    administrative: bool,
    information: bool,
    notice: bool,
    waived: bool,
    /// Whether the words leave the figure unread.
    unread: bool,
}

impl Before {
    fn want(&mut self, fee: InformationFee) {
        if !self.wanted.contains(&fee) {
            self.wanted.push(fee);
        }
    }
}

/// Collects what stands before a figure, from the figure backwards.
fn before(pre: &[Token]) -> Before {
    let mut found = Before::default();
    // 总金额 is that of the notices, unless 收取 stands before it.
    let mut amount = false;
    let mut named = false;
    for token in pre.iter().rev() {
        match token.word {
            Word::Thing(Thing::AdministrativeFee) => found.administrative |= !found.information,
            Word::Thing(Thing::InformationFee) => found.information |= !found.administrative,
            Word::Thing(Thing::Notice) => {
                found.notice = true;
                if core::mem::take(&mut amount) {
                    found.want(InformationFee::Noticed);
                }
                found.want(InformationFee::Notices);
            }
            Word::Amount => amount = true,
            Word::Act(Act::Collect) => {
                found.want(InformationFee::Collected);
                amount = false;
            }
            Word::Act(Act::Waive) => found.waived = true,
            Word::Deny | Word::Plan => found.unread = true,
            Word::Unknown => found.unread |= !named,
            _ => {}
        }
        named |= matches!(
            token.word,
            Word::Thing(Thing::AdministrativeFee | Thing::InformationFee | Thing::Notice)
                | Word::Amount
                | Word::Act(Act::Collect)
        );
    }
    if amount && !found.administrative {
        found.want(InformationFee::Noticed);
    }
    found.wanted.reverse();
    found
}

/// What a figure counts of fees
pub(super) fn count(window: &Window<'_>, state: &State) -> Meaning {
    let found = before(window.pre);
    if found.unread {
        return Meaning::Unread;
    }
    if found.waived {
        return Meaning::Nothing;
    }
    let is_money = matches!(window.number.kind, Kind::Money(_));
    if found.administrative {
        let is_amount = is_money || window.is_naught();
        return if is_amount { Meaning::One(Reading::firm(Quantity::FeesAmount)) } else { Meaning::Nothing };
    }
    if !(found.information || found.notice || state.topic == Topic::Fees(true)) {
        return Meaning::Unread;
    }
    let zero = window.is_zero();
    let is_count = matches!(window.number.kind, Kind::Things('件' | '份' | '次' | '个' | '宗'));
    let is_naught = zero && is_money || window.number.kind == Kind::Bare && window.is_naught();
    let fee = |&fee: &InformationFee| Reading::firm(Quantity::InformationFee(fee));
    match found.wanted.as_slice() {
        [] if found.information && (is_money || is_naught) => Meaning::One(fee(&InformationFee::Collected)),
        [one @ InformationFee::Notices] if is_count || is_naught && !is_money => Meaning::One(fee(one)),
        [one @ (InformationFee::Noticed | InformationFee::Collected)] if is_money || is_naught => {
            Meaning::One(fee(one))
        }
        // 收费通知的总金额260元
        [InformationFee::Notices, one @ InformationFee::Noticed] if is_money && !zero => Meaning::One(fee(one)),
        [] => Meaning::Unread,
        several if is_naught || zero && is_count && several.contains(&InformationFee::Notices) => {
            Meaning::Several(several.iter().map(fee).collect())
        }
        _ => Meaning::Nothing,
    }
}
