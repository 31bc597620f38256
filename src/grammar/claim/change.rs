//! Changes against another year.
//!
//! ```ebnf
//! change     = [ versus ], [ "(", figure, ")" ], ( "增长" | "下降" | … ), ( percent | figure ) ;
//! other_year = versus, figure ;                      (* of a year that is named by its number *)
//! versus     = "同比" | "环比" | ( "较" | "比" | "与" | "同" | … ), ( year | "上年" | "去年" | … ), [ "度" ], [ "同期" ], [ "的" ], [ "相比" ] ;
//! ```
//!
//! Seen in the wild: `比2022年（31起）下降29%`, where the bracket is a claim for 2022 and the year at hand has another
//! figure; `较上年18件增加1件`, whose 18 is of a year without a number and is left out; `增至19件`, which is no increase.
//!
//! Not read: `增长5个百分点`, and `分别增长5%和6%`, as its order is that of other clauses.

use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::combinator::{opt, value};

use super::clause::names_count;
use super::figure::Kind;
use super::found::Found;
use super::reading::Reading;
use super::sentence::Sentences;
use super::token::any;
use super::when::year;
use super::window::{Window, last_thing};
use super::word::{Act, Thing, When, Word, Words};
use crate::grammar::lexical::{In, Res, no};
use crate::report::{Decimal, Figure, Measure, Quantity};

/// The words.
pub(super) const WORDS: Words = &[
    (
        Word::Change(true),
        "增长 上升 增加 增加了 增长了 上升了 增幅 增幅为 增幅达 多 提高 提升 上涨 递增 增多 多了 净增",
    ),
    (Word::Change(false), "下降 减少 降低 下降了 减少了 降低了 降幅 降幅为 降幅达 回落 少 少了 下滑"),
    (
        Word::Reach,
        "增至 增加到 增加至 增长到 增长至 上升到 上升至 下降到 下降至 减少到 减少至 降至 降到 提高到 \
         提升到 提升至 提高至",
    ),
];

/// `versus`   e.g. `比2022年`
pub(super) fn versus(i: In<'_>) -> Res<'_, Word> {
    if !i.starts_with(['同', '较', '比', '与', '相', '环']) {
        return no();
    }
    let last = alt((
        tag("上一年度"),
        tag("上一年"),
        tag("上年度"),
        tag("上年"),
        tag("去年度"),
        tag("去年"),
        tag("前一年度"),
        tag("前一年"),
        tag("往年"),
        tag("同期"),
    ));
    let other = (
        alt((
            tag("相较于"),
            tag("相较"),
            tag("相比于"),
            tag("相比"),
            tag("较之"),
            tag("较"),
            tag("比"),
            tag("与"),
            tag("同"),
        )),
        alt((year.map(Some), value(None, last))),
        opt(tag("度")),
        opt(tag("同期")),
        opt(tag("的")),
        opt(alt((tag("相比较"), tag("相比"), tag("比较"), tag("比")))),
    )
        .map(|(_, year, ..)| year);
    let alike = value(None, alt((tag("同比"), tag("环比"))));
    alt((alike, other)).map(|year| Word::When(When::Versus(year))).parse(i)
}

impl Sentences {
    /// A figure of another year, behind 较 or 比   e.g. `比2022年（31起）`
    pub(super) fn other_year(&mut self, year: Option<u16>, window: &Window<'_>) {
        let Some(year) = year else { return };
        let Some(last) = self.state.last.and_then(|last| self.found.get(last)) else { return };
        if last.measure != Measure::Count || !matches!(window.number.kind, Kind::Things(_) | Kind::Bare) {
            return;
        }
        let here = Found::new(last.reading, Measure::Count, window, &self.state);
        let Found { figure, unit, clause, place, .. } = here;
        let found = Found { figure, unit, clause, place, year: Some(year), ..last.clone() };
        self.found.push(found);
    }

    /// `change`   e.g. `同比增长12.5%`, `较上年减少3件`
    pub(super) fn change(&mut self, up: bool, window: &Window<'_>) {
        let measure = match window.number.kind {
            Kind::Percent => Measure::Growth,
            Kind::Things(_) => Measure::Increase,
            _ => return,
        };
        if self.state.time.is_other() {
            return;
        }
        let Some(figure) = signed(window.number.figure, up) else { return };
        let found = match last_thing(window.pre) {
            None => {
                let Some(last) = self.last_of(window) else { return };
                let (scope, year) = (last.scope, last.year);
                Found { scope, year, ..Found::new(last.reading, measure, window, &self.state) }
            }
            Some(Thing::Application) => {
                let Some(quantity) = received(window) else { return };
                Found::new(Reading::firm(quantity), measure, window, &self.state)
            }
            Some(_) => return,
        };
        self.found.push(Found { figure, part: true, ..found });
    }

    /// The claim before, if the words before a change name nothing else.
    fn last_of(&self, window: &Window<'_>) -> Option<&Found> {
        // 申请 alone or a verb may name another quantity than the last.
        let is_other =
            any(window.pre, |word| names_count(word) || matches!(word, Word::Unknown | Word::Who(_) | Word::Channel));
        self.state.last.filter(|_| !is_other).and_then(|last| self.found.get(last))
    }
}

/// The quantity of a change that names applications, if their reception is all that it names.
fn received(window: &Window<'_>) -> Option<Quantity> {
    let is_other = any(window.pre, |word| {
        matches!(
            word,
            Word::Unknown
                | Word::Who(_)
                | Word::Channel
                | Word::Answer(_)
                | Word::Stock(_)
                | Word::Act(Act::Close | Act::Handle | Act::Disclose | Act::Publish)
                | Word::Rate
                | Word::OtherRate
                | Word::Thing(Thing::Foreign)
        )
    });
    let is_new = window.has(Word::Act(Act::ReceiveNew));
    let quantity = if is_new { Quantity::NewlyReceived } else { Quantity::Received };
    (!is_other).then_some(quantity)
}

/// A change as it counts: negative for a fall.
fn signed(figure: Figure, up: bool) -> Option<Figure> {
    if up {
        return Some(figure);
    }
    let negative = |value: Decimal| Decimal::from(0u64).checked_sub(value);
    Some(match figure {
        Figure::Exact(value) => Figure::Exact(negative(value)?),
        Figure::AtLeast(value) => Figure::AtLeast(negative(value)?),
        Figure::About(value) => Figure::About(negative(value)?),
        Figure::None => Figure::None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_that_are_compared_with() {
        assert_eq!(versus("比2022年（"), Ok(("（", Word::When(When::Versus(Some(2022))))));
        assert_eq!(versus("与2022年相比增长"), Ok(("增长", Word::When(When::Versus(Some(2022))))));
        assert_eq!(versus("较上年度增加"), Ok(("增加", Word::When(When::Versus(None)))));
        assert_eq!(versus("同比增长"), Ok(("增长", Word::When(When::Versus(None)))));
        assert!(versus("比较").is_err() && versus("上年").is_err());
    }
}
