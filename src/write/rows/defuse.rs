//! Text that no spreadsheet takes for a formula.

use std::borrow::Cow;

/// What a field is put in front of.
const GUARD: char = '\'';

/// What a program may take for the end of a field, although this file's fields end at commas: semicolons, where the
/// decimal mark is a comma, and tabs; and line ends, where it does not know quotes.
const ENDS: [char; 4] = [';', '\t', '\n', '\r'];

/// The text with a `'` in front of what a spreadsheet would calculate, so that it shows it as it is.
///
/// Spreadsheets take a field for a formula that begins with `=`, `+`, `-` or `@`, also behind blanks and invisible
/// characters, and where Chinese is typed also with `＝`, `＋`, `－` and `＠`. A cell of a report holds what anybody wrote,
/// so a formula that fetches a page or starts a program may stand in it; and `-` is a common mark that nothing applies.
///
/// A `'` is put in front of a field that begins so, or with a tab or a line end; and within a field in front of what
/// stands so behind `;`, a tab or a line end, as a program that parts fields there would find a field. So that
/// [`undefused`] can take all of them away again, one is put in front of each `'` that stands in such a place, too.
///
/// ```
/// use ogi_report::write::{defused, undefused};
///
/// assert_eq!(defused("=HYPERLINK(\"http://a\")"), "'=HYPERLINK(\"http://a\")");
/// assert_eq!(defused("-"), "'-");
/// assert_eq!(defused(" ＝1+1"), "' ＝1+1");
/// assert_eq!(defused("387"), "387");
/// assert_eq!(defused("a;@b"), "a;'@b");
/// assert_eq!(defused("'s"), "''s");
/// assert_eq!(undefused("''s"), "'s");
/// ```
pub fn defused(text: &str) -> Cow<'_, str> {
    let pieces = || text.split_inclusive(ENDS).enumerate();
    let guards = |(nth, piece): &(usize, &str)| is_dangerous(piece) || (*nth == 0 && piece.starts_with(ENDS));
    if !pieces().any(|piece| guards(&piece)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for piece in pieces() {
        out.extend(guards(&piece).then_some(GUARD));
        out.push_str(piece.1);
    }
    Cow::Owned(out)
}

/// The text that [`defused`] was given.
///
/// ```
/// use ogi_report::write::{defused, undefused};
///
/// for text in ["-", "'", "\t=1", "1;-2\n-3", "平安"] {
///     assert_eq!(undefused(&defused(text)), text);
/// }
/// ```
pub fn undefused(text: &str) -> Cow<'_, str> {
    let pieces = || text.split_inclusive(ENDS);
    if !pieces().any(|piece| piece.starts_with(GUARD)) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(pieces().map(|piece| piece.strip_prefix(GUARD).unwrap_or(piece)).collect())
}

/// Whether a piece begins with what makes a formula, or with a guard of its own.
fn is_dangerous(piece: &str) -> bool {
    let is_unseen = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
            || matches!(c, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}')
    };
    let seen = piece.trim_start_matches(is_unseen);
    piece.starts_with(GUARD) || seen.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_begins_a_formula_is_guarded() {
        for text in ["=1", "+1", "-1", "@a", "＝1", "＋1", "－1", "＠a", " =1", "\u{3000}=1", "\u{feff}=1", "\u{200b}-"]
        {
            assert_eq!(defused(text), format!("'{text}"));
        }
        for text in ["\t", "\r=1", "\n1"] {
            assert!(defused(text).starts_with('\''), "{text:?}");
        }
        assert_eq!(defused("a\t=1;=2\n\r=3"), "a\t'=1;'=2\n\r'=3");
        for text in ["", "1", "1-2", "a=1", "（一）", "、-", "——", "/"] {
            assert!(matches!(defused(text), Cow::Borrowed(_)), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn all_text_comes_back(text in "[-=+@＝＋－＠'\"; ,\\t\\r\\n\u{3000}\u{feff}a1规]{0,12}") {
            let safe = defused(&text);
            prop_assert_eq!(undefused(&safe), text.as_str());
            for piece in safe.split(ENDS) {
                let seen = piece.trim_start();
                prop_assert!(!seen.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']), "{:?}", safe);
            }
            prop_assert!(!safe.starts_with(ENDS));
        }
    }
}
