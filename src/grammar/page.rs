//! Marks of pages: numbers, running heads.
//!
//! ```ebnf
//! page_mark = dashed | of_pages | slashed | page_word ;
//! dashed    = { "-" | "—" | "~" | … }, uint, { "-" | "—" | "~" | … } ;
//! of_pages  = "第", uint, "页", [ ( "共" | "总" ), uint, "页" ] ;
//! slashed   = uint, "/", uint ;
//! page_word = ( "page" | "p." ), uint, [ ( "-" | "/" | "|" | "of" ), { ? any ? } ] ;
//! ```
//!
//! Extractors leave them on lines of their own, also in the midst of a table, where a bare number would be taken for a
//! figure. A bare number counts as a mark only where a page ends or begins.

use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::{tag_no_case, take_while1};
use nom::combinator::opt;
use nom::sequence::delimited;

use super::lexical::{In, Res, any_term, is_space, no, term, uint, ws};
use crate::document::{Document, LineKind};
use crate::report::{Furniture, FurnitureKind};

/// Takes the marks of pages out of the lines.
pub(super) fn take_marks(document: &mut Document<'_>, furniture: &mut Vec<Furniture>) {
    let n_lines = document.lines.len();
    let begins_page = |at: usize| document.lines.get(at).is_some_and(|line| line.new_page);
    let marks: Vec<usize> = (0..n_lines)
        .filter(|&at| {
            let Some(line) =
                document.lines.get(at).filter(|line| line.kind == LineKind::Text && line.span.len() <= 120)
            else {
                return false;
            };
            let text = document.slice(line.span);
            match text.as_bytes() {
                // Nearly every line of a table is a short number.
                [b'0'..=b'9'] | [b'0'..=b'9', b'0'..=b'9'] | [b'0'..=b'9', b'0'..=b'9', b'0'..=b'9'] => {
                    // The last of its page, set off from what stands above, or the first.
                    let last =
                        begins_page(at + 1) || at + 1 == n_lines && document.lines.iter().any(|line| line.new_page);
                    last && line.blank_before > 0 && line.indented || begins_page(at) && begins_page(at + 1)
                }
                _ if !text.starts_with(begins_mark) => false,
                // `3/5` can stand in a cell; a mark stands at the end of a page or set off from what is above.
                _ if text.contains(['/', '／']) && !text.contains('页') => {
                    let set_off = line.blank_before > 0 && line.indented;
                    (begins_page(at + 1) || begins_page(at) || set_off) && matches!(page_mark(text), Ok(("", ())))
                }
                _ => matches!(page_mark(text), Ok(("", ()))),
            }
        })
        .collect();
    if marks.is_empty() {
        return;
    }
    let mut marks = marks.into_iter().peekable();
    let mut at = 0;
    let mut new_page = false;
    let mut taken = Vec::new();
    document.lines.retain_mut(|line| {
        let is_mark = marks.next_if_eq(&at).is_some();
        at += 1;
        if is_mark {
            taken.push(line.span);
            // What follows a mark stands on another page, whether the text says so or not.
            new_page = true;
        } else if core::mem::take(&mut new_page) {
            line.new_page = true;
        }
        !is_mark
    });
    furniture.extend(taken.into_iter().map(|span| Furniture {
        kind: FurnitureKind::PageMark,
        text: document.slice(span).to_owned(),
        span,
    }));
}

/// The characters with which the mark of a page can begin.
const fn begins_mark(c: char) -> bool {
    matches!(c, '-' | '—' | '–' | '－' | '─' | '―' | '·' | '第' | 'P' | 'p' | '0'..='9' | '０'..='９' | '~' | '～')
}

/// `page_mark`   e.g. `- 4 -`, `第 3 页 共 6 页`
fn page_mark(i: In<'_>) -> Res<'_, ()> {
    alt((dashed, of_pages, slashed, page_word)).parse(i)
}

/// `dashes, uint, dashes`   e.g. `— 1 —`
fn dashed(i: In<'_>) -> Res<'_, ()> {
    let dashes = |i| take_while1(|c| matches!(c, '-' | '—' | '–' | '－' | '─' | '―' | '·' | '~' | '～'))(i);
    delimited((dashes, ws), uint, (ws, dashes)).map(drop).parse(i)
}

/// `"第", uint, "页", [ "共", uint, "页" ]`   e.g. `第 3 页 共 6 页`
fn of_pages(i: In<'_>) -> Res<'_, ()> {
    let separator = |i| opt((ws, any_term(&["/", "，", ",", "、"]))).parse(i);
    (term("第"), ws, uint, ws, term("页"), separator, ws, opt((any_term(&["共", "总"]), ws, uint, ws, term("页"))))
        .map(drop)
        .parse(i)
}

/// `uint, "/", uint`   e.g. `4/6`
fn slashed(i: In<'_>) -> Res<'_, ()> {
    (uint, ws, any_term(&["/", "／"]), ws, uint).map(drop).parse(i)
}

/// `"Page", uint, …`   e.g. `Page 8 - 某局2022年政府信息公开工作年度报告`
fn page_word(i: In<'_>) -> Res<'_, ()> {
    let (i, _) = alt((tag_no_case("page"), tag_no_case("p."))).parse(i)?;
    let (i, ()) = ws(i)?;
    let (i, _) = uint(i)?;
    let rest = i.trim_start_matches(is_space);
    if rest.is_empty() || rest.starts_with(['-', '—', '/', '|']) || rest.starts_with("of") {
        Ok(("", ()))
    } else {
        no()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks() {
        for mark in [
            "- 4 -",
            "— 1 —",
            "-12-",
            "第3页",
            "第 3 页 共 6 页",
            "第3页/共6页",
            "4/6",
            "Page 8 - 某局2022年报告",
            "P. 8",
            "p.3",
            "Page 1 of 5",
        ] {
            assert_eq!(page_mark(mark), Ok(("", ())), "{mark}");
        }
        for other in ["4", "-", "—", "-4", "第二十条第（一）项", "第3页的内容", "Page", "4/6/8 日"] {
            assert_ne!(page_mark(other), Ok(("", ())), "{other}");
        }
    }
}
