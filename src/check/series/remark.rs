//! What remarks in cells say of documents: `（其中修订16件）`, `（含自然失效29件）`.

use crate::grammar::lexical::{digit_value, fold, is_space};
use crate::report::Cell;

/// How many documents a remark says were revised, and how many lapsed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Remark {
    pub(super) revised: Option<u64>,
    pub(super) lapsed: Option<u64>,
}

/// The numbers of a remark, each with the words in front of it.
pub(super) fn remark(cell: &Cell) -> Remark {
    let mut found = Remark::default();
    let Some(annotation) = &cell.annotation else { return found };
    let mut words = String::new();
    // None outside a number; a number that is too large to be held is none of these counts.
    let mut number: Option<Option<u64>> = None;
    for c in annotation.chars().filter(|&c| !is_space(c)).chain(['）']) {
        if let Some(digit) = digit_value(c) {
            let before = number.unwrap_or(Some(0));
            number = Some(before.and_then(|n| n.checked_mul(10)?.checked_add(digit.into())));
            continue;
        }
        if let Some(number) = number.take() {
            let says = |terms: &[&str]| terms.iter().any(|term| words.contains(term));
            if c == '年' {
                // A year, and what was said of it goes on.
                words.push(c);
                continue;
            }
            if says(&["修订", "修改", "修正"]) {
                found.revised = number;
            } else if says(&["失效"]) {
                found.lapsed = number;
            }
            words.clear();
        }
        words.push(fold(c));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::CellValue;

    #[test]
    fn numbers_with_their_words() {
        let of = |text: &str| {
            let mut cell = Cell::new(CellValue::Blank, "", None);
            cell.annotation = Some(text.into());
            remark(&cell)
        };
        assert_eq!(of("（其中修订 16 件）"), Remark { revised: Some(16), lapsed: None });
        assert_eq!(of("(含自然失效２９件)"), Remark { revised: None, lapsed: Some(29) });
        assert_eq!(of("（新制定6件，修改2件，自然失效3件）"), Remark { revised: Some(2), lapsed: Some(3) });
        assert_eq!(of("（修订2019年印发的文件3件）"), Remark { revised: Some(3), lapsed: None });
        assert_eq!(of("（见附件1）"), Remark::default());
        assert_eq!(of("（修订99999999999999999999999件）"), Remark::default());
    }
}
