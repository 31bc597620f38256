//! What a table cell can hold.
//!
//! ```ebnf
//! cell       = { residue }, ( mark | figure ), { residue } ;
//! figure     = number, [ unit ], [ annotation ], [ unit ] ;
//! number     = [ "-" | "+" ], digit, { digit | "," | "'" | space }, [ ".", digit, { digit } ] ;   (* "," parts thousands *)
//! mark       = "不适用" | "无" | "/" | "-" | "—" | "*" | … ;
//! unit       = ( "件" | "宗" | "起" | "条" | "项" | "次" | "个" | "份" | "部" ), [ "次" ] | "元" | "万元" | "亿元" ;
//! annotation = "（", { ? any ? }, "）" ;
//! residue    = "[", { ? any ? }, "]" | "**" | "\" ;
//! ```
//!
//! Seen in the wild: full-width digits, thousands marks of both widths and spaces, `O` and `〇` for nought,
//! `22（其中修订16件）`, `[bookmark: _GoBack]1`, `86.50万元`. Not checked here: whether a cell may hold such a number.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;

#[cfg(feature = "_grid")]
use crate::grammar::lexical::is_han;
use crate::grammar::lexical::{In, Res, any_term, digit_value, fold, is_space, no, term, trim, ws};
use crate::report::{Decimal, Number, Unit};

/// What a cell's text was read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Figure<'a> {
    /// The number; `None` for a mark that nothing applies.
    pub(super) number: Option<Number>,
    /// Unit beside the number.
    pub(super) unit: Option<Unit>,
    /// Remark beside the number, brackets included.
    pub(super) annotation: Option<&'a str>,
    /// What was unusual.
    pub(super) traits: Traits,
}

/// What was unusual about a figure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "four independent remarks, each with a diagnostic of its own")]
pub(crate) struct Traits {
    /// A nought is written as a letter.
    pub(super) letter_nought: bool,
    /// The digits stood apart, other than in groups of thousands.
    pub(super) joined: bool,
    /// Something of a word processor stood beside it.
    pub(super) residue: bool,
    /// The number has decimals although it is whole, or is negative.
    pub(super) decimals: bool,
}

/// Whether digits may stand apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spacing {
    /// The cell's bounds are known, so spaces in it are part of the number.
    Inside,
    /// Spaces part cells.
    Between,
}

/// `cell`, all of it, with its bounds known.
pub(super) fn whole_cell(text: &str) -> Option<Figure<'_>> {
    if let Some(figure) = plain_count(text) {
        return Some(figure);
    }
    match cell(Spacing::Inside)(text) {
        Ok(("", figure)) => Some(figure),
        _ => None,
    }
}

/// What a text says as the whole of a cell, for those who write cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading<'a> {
    /// Nothing.
    Blank,
    /// A mark that nothing applies.
    Mark,
    /// A number, its unit, and the remark beside it, and nothing that is unusual.
    Number(Number, Option<Unit>, Option<&'a str>),
    /// A number that is written in a way that a reader may misunderstand.
    Unusual,
    /// Something else.
    Unreadable,
}

impl<'a> Reading<'a> {
    /// What a text says.
    pub(crate) fn of(text: &'a str) -> Self {
        if trim(text).is_empty() {
            return Self::Blank;
        }
        match whole_cell(trim(text)) {
            Some(Figure { number: None, .. }) => Self::Mark,
            Some(Figure { number: Some(number), unit, annotation, traits }) => {
                let is_clean = !traits.joined && !traits.residue && !traits.letter_nought;
                if is_clean { Self::Number(number, unit, annotation) } else { Self::Unusual }
            }
            None => Self::Unreadable,
        }
    }
}

/// What a cell of a table holds, for readers of tables that have merged cells.
#[cfg(feature = "_grid")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    /// Nothing.
    Blank,
    /// A mark that nothing applies, which holds for all that it covers.
    Mark,
    /// A number, or something else that is no words.
    Figure,
    /// Words: a label or a header.
    Words,
}

#[cfg(feature = "_grid")]
impl Content {
    /// What a text is as the whole of a cell.
    pub(crate) fn of(text: &str) -> Self {
        let text = trim(text);
        if text.is_empty() {
            return Self::Blank;
        }
        match whole_cell(text) {
            Some(Figure { number: None, .. }) => Self::Mark,
            None if is_words(text) => Self::Words,
            Some(_) | None => Self::Figure,
        }
    }
}

/// Whether a text that is no number is words. `20余件` and `零` stand where a number should; an ordinal is part of a label.
#[cfg(feature = "_grid")]
fn is_words(text: &str) -> bool {
    let (mut digits, mut han) = (0, 0);
    for c in text.chars().take(64) {
        digits += usize::from(digit_value(c).is_some());
        han += usize::from(is_han(c));
    }
    let behind = text.trim_start_matches(|c| digit_value(c).is_some());
    let is_ordinal = behind.chars().next().is_some_and(|c| matches!(fold(c), '.' | '、' | ')') || is_space(c));
    let begins_with_number = behind.len() < text.len() && !is_ordinal;
    han > 0 && !(han == 1 && digits > 0) && !begins_with_number && text != "零"
}

/// The one form that nearly all cells have: a few digits and nothing else.
pub(super) fn plain_count(text: &str) -> Option<Figure<'_>> {
    if text.is_empty() || text.len() > 9 {
        return None;
    }
    let digit = |byte: u8| byte.is_ascii_digit().then(|| u64::from(byte - b'0'));
    let count = text.bytes().try_fold(0, |sum, byte| Some(sum * 10 + digit(byte)?))?;
    Some(Figure { number: Some(Number::Count(count)), unit: None, annotation: None, traits: Traits::default() })
}

/// `cell = { residue }, ( mark | figure ), { residue } ;`   e.g. `[bookmark: _GoBack]1`
pub(super) fn cell<'a>(spacing: Spacing) -> impl Fn(In<'a>) -> Res<'a, Figure<'a>> {
    move |i| {
        // Nearly all that is no cell says so at once.
        if !i.starts_with(may_begin) {
            return no();
        }
        let (i, before) = residues(i);
        let (i, mut figure) = alt((|i| figure(i, spacing), mark)).parse(i)?;
        let (i, after) = residues(i);
        figure.traits.residue |= before || after;
        Ok((i, figure))
    }
}

/// The characters with which a cell can begin.
fn may_begin(c: char) -> bool {
    const LETTERS: [char; 6] = ['O', 'o', 'Ｏ', 'ｏ', '〇', '○'];
    const MARKS: [char; 16] = ['[', '*', '＊', '\\', '+', '＋', '/', '／', '-', '－', '—', '―', '–', '─', '−', '﹣'];
    digit_value(c).is_some() || LETTERS.contains(&c) || MARKS.contains(&c) || matches!(fold(c), '无' | '不')
}

/// Residues beside a figure at most. A line can have nothing else, and is looked at word by word.
const MAX_RESIDUES: usize = 8;

/// `{ residue }`: what follows, and whether there was any
fn residues(i: In<'_>) -> (In<'_>, bool) {
    let mut rest = i;
    for _ in 0..MAX_RESIDUES {
        let Ok((next, ())) = residue(rest) else { break };
        rest = next;
    }
    (rest, rest.len() < i.len())
}

/// `residue = "[", { ? any ? }, "]" | "**" | "\" ;`   e.g. `[bookmark: _GoBack]`
fn residue(i: In<'_>) -> Res<'_, ()> {
    if let Some(inner) = i.strip_prefix('[') {
        // A residue is short; looking no further keeps a line of brackets linear.
        let end = inner.char_indices().take(80).find(|&(_, c)| c == ']' || c == '[');
        return match end {
            Some((at, ']')) => Ok((inner.get(at + 1..).unwrap_or("").trim_start_matches(is_space), ())),
            _ => no(),
        };
    }
    match i.strip_prefix("**").or_else(|| i.strip_prefix('\\')) {
        Some(rest) => Ok((rest, ())),
        None => no(),
    }
}

/// `mark = "不适用" | "无" | "/" | "-" | "—" | "*" | … ;`
fn mark(i: In<'_>) -> Res<'_, Figure<'_>> {
    let not_applicable = Figure { number: None, unit: None, annotation: None, traits: Traits::default() };
    if let Ok((rest, _)) = any_term(&["不适用", "无"])(i) {
        return Ok((rest, not_applicable));
    }
    let strokes = i.trim_start_matches(['/', '／', '-', '－', '—', '―', '–', '─', '−', '*', '＊', '﹣']);
    if strokes.len() == i.len() || i.len() - strokes.len() > 12 { no() } else { Ok((strokes, not_applicable)) }
}

/// `figure = number, [ unit ], [ annotation ], [ unit ] ;`   e.g. `22（其中修订16件）`
fn figure(i: In<'_>, spacing: Spacing) -> Res<'_, Figure<'_>> {
    let (i, (number, mut traits)) = number(i, spacing)?;
    let (i, unit) = opt(|i| spaced(i, unit_word)).parse(i)?;
    let (i, annotation) = opt(|i| spaced(i, annotation)).parse(i)?;
    // The remark can be a unit itself: `12（万元）`.
    let inside = annotation.map(|remark| remark.trim_matches(|c| matches!(fold(c), '(' | ')') || is_space(c)));
    let unit = unit.or_else(|| {
        inside.and_then(|inside| unit_word(inside).ok()).and_then(|(rest, unit)| rest.is_empty().then_some(unit))
    });
    // 件 can stand behind the remark as well.
    let (i, unit) = if unit.is_none() && annotation.is_some() { opt(unit_word).parse(i)? } else { (i, unit) };
    if matches!(number, Number::Amount(_)) && unit.is_none() {
        traits.decimals = true;
    }
    Ok((i, Figure { number: Some(number), unit, annotation, traits }))
}

/// A production with space allowed in front.
fn spaced<'a, O>(i: In<'a>, production: impl Fn(In<'a>) -> Res<'a, O>) -> Res<'a, O> {
    let (i, ()) = ws(i)?;
    production(i)
}

/// Whether a text is a unit and nothing else.
pub(super) fn is_unit(text: &str) -> bool {
    matches!(unit_word(text), Ok(("", _)))
}

/// `unit`   e.g. `万元`
fn unit_word(i: In<'_>) -> Res<'_, Unit> {
    if let Ok((rest, _)) = term("亿元")(i) {
        return Ok((rest, Unit::HundredMillionYuan));
    }
    if let Ok((rest, _)) = term("万元")(i) {
        return Ok((rest, Unit::TenThousandYuan));
    }
    let mut chars = i.chars();
    match chars.next() {
        Some('元') => Ok((chars.as_str(), Unit::Yuan)),
        Some('件' | '宗' | '起' | '条' | '项' | '次' | '个' | '份' | '部') => {
            // 件次, 项次: one word.
            Ok((chars.as_str().strip_prefix('次').unwrap_or(chars.as_str()), Unit::Item))
        }
        _ => no(),
    }
}

/// `annotation = "（", { ? any ? }, "）" ;`   e.g. `（其中修订16件）`
fn annotation(i: In<'_>) -> Res<'_, In<'_>> {
    if !i.starts_with(['（', '(']) {
        return no();
    }
    let mut depth = 0u32;
    // A remark is short; looking no further keeps a line of brackets linear.
    for (at, c) in i.char_indices().take(120) {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            _ => continue,
        }
        if depth == 0 {
            let (annotation, rest) = i.split_at(at + c.len_utf8());
            return Ok((rest, annotation));
        }
    }
    no()
}

/// `number = [ "-" | "+" ], digit, { digit | "," | "'" | space }, [ ".", digit, { digit } ] ;`   e.g. `1,834,552`
fn number(i: In<'_>, spacing: Spacing) -> Res<'_, (Number, Traits)> {
    let mut digits = Digits::default();
    let mut traits = Traits::default();
    let mut rest = i;
    if let Some(sign) = i.chars().next().filter(|c| matches!(c, '-' | '－' | '−' | '+' | '＋')) {
        digits.negative = !matches!(sign, '+' | '＋');
        digits.signed = true;
        rest = i.get(sign.len_utf8()..).unwrap_or("");
        if spacing == Spacing::Inside {
            rest = rest.trim_start_matches(' ');
        }
    }
    // How the digits before the point are parted: `gap` is the separator met last.
    let mut gap: Option<char> = None;
    let mut group = 0usize;
    let mut end = rest;
    while let Some(c) = rest.chars().next() {
        let after = rest.get(c.len_utf8()..).unwrap_or("");
        if let Some(digit) = digit_or_nought(c, &mut traits) {
            if let Some(separator) = gap.take() {
                if separator != ' ' && (group > 3 || group == 0) {
                    return no();
                }
                group = 0;
            }
            digits.push(digit);
            group += 1;
            rest = after;
            end = after;
        } else if digits.len == 0 {
            return no();
        } else if matches!(fold(c), ',' | '\'') || matches!(c, '’') {
            // A comma parts thousands only if three digits follow, and no more.
            if gap.is_some() || n_digits(after) != 3 || group > 3 {
                break;
            }
            gap = Some(',');
            rest = after;
        } else if is_space(c) && c != '\n' && spacing == Spacing::Inside {
            // Two spaces part columns.
            let next = after;
            match n_digits(next) {
                0 => break,
                3 if group <= 3 => {}
                _ => traits.joined = true,
            }
            gap = Some(' ');
            rest = next;
        } else {
            break;
        }
    }
    if digits.len == 0 {
        return no();
    }
    let mut rest = end;
    // Markdown escapes the point.
    let point = rest.strip_prefix("\\.").or_else(|| rest.strip_prefix(['.', '．'])).filter(|after| n_digits(after) > 0);
    if let Some(after) = point {
        digits.point();
        rest = after;
        while let Some((c, digit)) = rest.chars().next().and_then(|c| Some((c, digit_value(c)?))) {
            digits.push(digit);
            rest = rest.get(c.len_utf8()..).unwrap_or("");
        }
    }
    match digits.number() {
        Some(number) => Ok((rest, (number, traits))),
        None => no(),
    }
}

/// The value of a digit, or of a letter that stands for nought.
fn digit_or_nought(c: char, traits: &mut Traits) -> Option<u32> {
    match c {
        'O' | 'o' | 'Ｏ' | 'ｏ' | '〇' | '○' => {
            traits.letter_nought = true;
            Some(0)
        }
        _ => digit_value(c),
    }
}

/// How many digits a text begins with, four at most.
fn n_digits(text: &str) -> usize {
    text.chars().take(4).take_while(|&c| digit_value(c).is_some()).count()
}

/// Digits on their way to a number. More than [`Decimal`] holds are counted, not kept.
#[derive(Debug)]
struct Digits {
    text: [u8; 40],
    len: usize,
    negative: bool,
    signed: bool,
    point: bool,
}

impl Default for Digits {
    fn default() -> Self {
        Self { text: [0; 40], len: 0, negative: false, signed: false, point: false }
    }
}

impl Digits {
    fn push(&mut self, digit: u32) {
        let byte = b'0' + u8::try_from(digit).unwrap_or(0);
        self.push_byte(byte);
    }

    fn point(&mut self) {
        self.point = true;
        self.push_byte(b'.');
    }

    fn push_byte(&mut self, byte: u8) {
        // Noughts in front say nothing, and would fill the room that digits need.
        if self.len == 1 && self.text.first() == Some(&b'0') && byte != b'.' {
            self.len = 0;
        }
        if let Some(slot) = self.text.get_mut(self.len) {
            *slot = byte;
        }
        self.len += 1;
    }

    fn number(&self) -> Option<Number> {
        let text = core::str::from_utf8(self.text.get(..self.len)?).ok()?;
        if !self.point
            && !self.signed
            && let Ok(count) = text.parse()
        {
            return Some(Number::Count(count));
        }
        if !self.point && self.signed {
            let change: i64 = text.parse().ok()?;
            return Some(Number::Change(if self.negative { -change } else { change }));
        }
        let signed;
        let text = if self.negative {
            signed = format!("-{text}");
            &signed
        } else {
            text
        };
        text.parse::<Decimal>().ok().map(Number::Amount)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(text: &str, number: &str) -> Traits {
        let figure = whole_cell(text).unwrap_or_else(|| panic!("{text} should be a number"));
        assert_eq!(figure.number.map(|n| n.to_string()).as_deref(), Some(number), "{text}");
        figure.traits
    }

    #[test]
    fn plain_numbers() {
        assert_eq!(reads("0", "0"), Traits::default());
        assert_eq!(reads("20553", "20553"), Traits::default());
        assert_eq!(reads("１，２８６", "1286"), Traits::default());
        assert_eq!(reads("1,834,552", "1834552"), Traits::default());
        assert_eq!(reads("1 834 552", "1834552"), Traits::default());
        assert_eq!(reads("1\u{a0}834", "1834"), Traits::default());
        assert_eq!(reads("007", "7"), Traits::default());
        assert_eq!(reads("18446744073709551615", "18446744073709551615"), Traits::default());
    }

    #[test]
    fn amounts_keep_their_decimals() {
        assert_eq!(reads("1880.2255", "1880.2255"), Traits { decimals: true, ..Traits::default() });
        let figure = whole_cell("86.50 万元").unwrap();
        assert_eq!((figure.unit, figure.traits.decimals), (Some(Unit::TenThousandYuan), false));
        reads("12,408.75", "12408.75");
        reads("-0.5", "-0.5");
        reads("0.00", "0.00");
    }

    #[test]
    fn signs() {
        reads("+19", "19");
        reads("-417", "-417");
        reads("－3", "-3");
    }

    #[test]
    fn unusual_but_readable() {
        assert!(reads("2 0", "20").joined);
        assert!(reads("O", "0").letter_nought);
        assert!(reads("1〇", "10").letter_nought);
        assert!(reads("[bookmark: _GoBack]1", "1").residue);
        assert!(reads("**3**", "3").residue);
        let figure = whole_cell("22（其中修订16件）").unwrap();
        assert_eq!(figure.annotation, Some("（其中修订16件）"));
        assert_eq!(whole_cell("3 件").unwrap().unit, Some(Unit::Item));
        assert_eq!(whole_cell("55件（含自然失效29件）").unwrap().annotation, Some("（含自然失效29件）"));
    }

    #[test]
    fn a_unit_in_brackets_is_a_unit() {
        assert_eq!(whole_cell("12（万元）").unwrap().unit, Some(Unit::TenThousandYuan));
        assert_eq!(whole_cell("22（其中修订16件）").unwrap().unit, None);
    }

    #[test]
    fn between_cells_a_dash_is_no_sign() {
        let (rest, figure) = cell(Spacing::Between)("- 5").unwrap();
        assert_eq!((rest, figure.number), (" 5", None));
    }

    #[test]
    fn marks_are_no_numbers() {
        for text in ["/", "-", "—", "——", "无", "不适用", "*", "／", "－"] {
            assert_eq!(whole_cell(text).map(|figure| figure.number), Some(None), "{text}");
        }
    }

    #[test]
    fn other_text_is_neither() {
        for text in ["", "约20", "20%", "1,2", "12,34", "1.2.3", "2024年", "1.", "（一）", "若干", "３、", "1,23,456"]
        {
            assert_eq!(whole_cell(text), None, "{text}");
        }
        assert_eq!(whole_cell(&"9".repeat(10_000)), None);
        assert_eq!(whole_cell(&"[".repeat(10_000)), None);
    }

    #[test]
    fn between_cells_a_space_ends_the_number() {
        let (rest, figure) = cell(Spacing::Between)("1 834").unwrap();
        assert_eq!((rest, figure.number), (" 834", Some(Number::Count(1))));
    }
}
