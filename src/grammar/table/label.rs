//! Labels of rows, and the words around them.
//!
//! Labels are compared by their Chinese characters alone: ordinals, brackets, quotes and spaces vary without meaning.
//! A label may come whole, in pieces on several lines, cut short, or with the label of its group in front:
//!
//! ```text
//! 5.要求行政机关确认或重新出        (begins the row)
//!         0  0  0  0  0  0  0
//! 具已获取信息                      (goes on)
//! （三）不 4.保护第三方合法权益      (a piece of the group's label, then the whole label)
//! ```
//!
//! ```ebnf
//! label    = [ ordinals ], ? the Chinese characters of a row's label: all of them, or pieces that only this row can have ? ;
//! ordinals = uint, "." | "（", "一" … "七", "）" | "一" … "四", "、" ;
//! ```

use std::sync::OnceLock;

use crate::grammar::lexical::{fold, is_han};

/// The labels of one table, in the order of its rows.
#[derive(Debug)]
pub(crate) struct Labels {
    /// For each row, the ways to write its label: Chinese characters only, the official way first.
    pub(crate) rows: &'static [&'static [&'static str]],
    /// Words that stand around the labels: headers, groups, captions. Pieces of them say nothing.
    pub(crate) around: &'static [&'static str],
    /// Rows whose label is a common word, and the row that must have begun before it counts as one.
    pub(crate) guarded: &'static [(usize, usize)],
    /// The number in front of each row's label, where that is an Arabic one; nought where it is not.
    pub(crate) ordinals: &'static [u32],
    /// The same, sorted, made when it is first asked for: each begins without.
    pub(crate) index: OnceLock<Index>,
}

/// [`Labels`], sorted to be looked up.
#[derive(Debug)]
pub(crate) struct Index {
    /// Every way to write a row's label.
    ways: Vec<Way>,
    /// The words around the labels that are no labels themselves.
    around: Vec<&'static str>,
    /// Every ending of every word around the labels: a piece of a word is the beginning of one of its endings.
    endings: Vec<&'static str>,
}

/// A way to write the label of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Way {
    text: &'static str,
    row: usize,
    /// Its place among the row's.
    nth: usize,
}

impl Index {
    fn of(labels: &Labels) -> Self {
        let rows = labels.rows.iter().enumerate();
        let mut ways: Vec<Way> = rows
            .flat_map(|(row, ways)| ways.iter().enumerate().map(move |(nth, &text)| Way { text, row, nth }))
            .collect();
        ways.sort_unstable();
        let words = labels.around.iter().copied();
        let mut endings: Vec<&str> =
            words.flat_map(|word| word.char_indices().filter_map(|(at, _)| word.get(at..))).collect();
        endings.sort_unstable();
        endings.dedup();
        let is_label = |han: &str| labels.rows.iter().any(|ways| ways.contains(&han));
        let bare = |han: &'static str| han.strip_prefix(['六', '七']).unwrap_or(han);
        let mut around: Vec<&str> = labels.around.to_vec();
        around.retain(|word| !is_label(word) && !is_label(bare(word)));
        around.sort_unstable();
        Self { ways, around, endings }
    }

    /// The ways that begin with a text, and those that are it first.
    fn beginning_with(&self, text: &str) -> impl Iterator<Item = &Way> {
        let from = self.ways.partition_point(|way| way.text < text);
        self.ways.get(from..).unwrap_or(&[]).iter().take_while(move |way| way.text.starts_with(text))
    }

    /// Whether a text is a piece of a word around the labels.
    fn is_piece_around(&self, text: &str) -> bool {
        let from = self.endings.partition_point(|ending| *ending < text);
        self.endings.get(from).is_some_and(|ending| ending.starts_with(text))
    }
}

impl Labels {
    fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::of(self))
    }

    /// Whether a row's label is a common word.
    pub(crate) fn is_guarded(&self, row: usize) -> bool {
        self.guarded.iter().any(|&(guarded, _)| guarded == row)
    }

    /// Whether these characters are one of the words around the labels, and not a row's label as well.
    fn is_whole_word_around(&self, han: &str) -> bool {
        self.index().around.binary_search(&han).is_ok()
    }

    /// Whether words around the labels are pieces of them, cut in the middle.
    pub(crate) fn is_fragment(&self, piece: &str) -> bool {
        let han: String = piece.chars().map(fold).filter(|&c| is_han(c)).collect();
        let without_number = han.trim_start_matches(['一', '二', '三', '四', '五', '六', '七']);
        !self.around.iter().any(|&word| {
            word == han
                || !without_number.is_empty()
                    && word.trim_start_matches(['一', '二', '三', '四', '五', '六', '七']) == without_number
        })
    }
}

/// What a piece of words is to a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// The whole label of a row.
    Row(usize),
    /// The beginning of a row's label, with so many of its characters.
    Begins(usize, usize),
    /// More of the label that has begun.
    GoesOn,
    /// A header, a group's label or a caption, or a piece of one.
    Around,
    /// Something else.
    Unknown,
}

/// A label that has begun: the way it is written, and how many of its characters have been met.
#[derive(Clone, Copy, Debug)]
struct Begun {
    way: &'static str,
    met: usize,
}

/// Tells the roles of pieces in the order in which they stand.
#[derive(Debug)]
pub(crate) struct Recogniser<'l> {
    labels: &'l Labels,
    /// The row that should come next.
    next: usize,
    /// The last row that began.
    last: Option<usize>,
    begun: Option<Begun>,
    /// The piece's Chinese characters, folded, three bytes each; and those of them at which a word may begin.
    han: String,
    starts: Vec<usize>,
    /// How many digits stand among them: more than an ordinal has, and the piece holds figures.
    n_digits: usize,
    /// The number in front of everything.
    ordinal: Option<u32>,
}

impl<'l> Recogniser<'l> {
    pub(crate) fn new(labels: &'l Labels) -> Self {
        Self {
            labels,
            next: 0,
            last: None,
            begun: None,
            han: String::new(),
            starts: Vec::new(),
            n_digits: 0,
            ordinal: None,
        }
    }

    /// The role of the next piece.
    pub(crate) fn role(&mut self, piece: &str) -> Role {
        self.take_han(piece);
        // A number and its unit are no word around the labels.
        if self.han.is_empty() || self.n_digits > 0 && matches!(self.han.as_str(), "件" | "元") {
            return Role::Unknown;
        }
        let role = self.tell();
        match role {
            Role::Row(row) => {
                self.begun = None;
                self.last = Some(row);
                self.next = row + 1;
            }
            Role::Begins(row, _) => {
                self.last = Some(row);
                self.next = row + 1;
            }
            _ => {}
        }
        role
    }

    /// Collects the Chinese characters of a piece and the places where a word may begin.
    fn take_han(&mut self, piece: &str) {
        self.han.clear();
        self.starts.clear();
        self.n_digits = 0;
        self.ordinal = None;
        let mut start = true;
        let mut rest = piece;
        while let Some(c) = rest.chars().next() {
            // Nearly every character is a Chinese one like its neighbours, so they are taken together.
            let run = rest.len() - rest.trim_start_matches(is_han).len();
            let (own, after) = rest.split_at(if run > 0 { run } else { c.len_utf8() });
            rest = after;
            let c = fold(c);
            if run > 0 || is_han(c) {
                if core::mem::take(&mut start) {
                    self.starts.push(n_chars(&self.han));
                }
                if run > 0 {
                    self.han.push_str(own);
                } else {
                    self.han.push(c);
                }
                if n_chars(&self.han) >= MAX_CHARS {
                    self.han.truncate(MAX_CHARS * BYTES);
                    break;
                }
            } else if matches!(c, '!'..='@' | '、' | '“' | '”') || !c.is_alphabetic() {
                self.n_digits += usize::from(c.is_ascii_digit());
                if let Some(digit) = c.to_digit(10).filter(|_| self.n_digits == 1) {
                    self.ordinal = Some(digit);
                }
                start = true;
            }
        }
        // Behind a numeral in front of everything a word may begin: 二部分公开 of `（二部分公开`.
        if n_chars(&self.han) > 1
            && self.starts.get(1) != Some(&1)
            && self.han.starts_with(['一', '二', '三', '四', '五', '六', '七', '八'])
        {
            self.starts.insert(1, 1);
        }
    }

    fn tell(&mut self) -> Role {
        // Rows come in order, so nearly always this is the one.
        let way = self.labels.rows.get(self.next).and_then(|ways| ways.first());
        if way.is_some_and(|way| *way == self.han) && !self.is_guarded(self.next) {
            return Role::Row(self.next);
        }
        // Most words around the rows are whole; only those that are no label of a row may be told so early.
        if self.begun.is_none() && self.n_digits < 3 && self.labels.is_whole_word_around(&self.han) {
            return Role::Around;
        }
        // What stands in front of a label are words around the labels, or pieces of them.
        for nth in 0..self.starts.len() {
            if let Some(role) = self.tell_from(self.start(nth)) {
                return role;
            }
            if !self.is_around(self.start(nth), self.start(nth + 1)) {
                return Role::Unknown;
            }
        }
        if self.n_digits < 3 { Role::Around } else { Role::Unknown }
    }

    /// The character at which the word of this number begins, or behind all of them.
    fn start(&self, nth: usize) -> usize {
        self.starts.get(nth).copied().unwrap_or(n_chars(&self.han))
    }

    /// The role of the piece from the character `at` on.
    fn tell_from(&mut self, at: usize) -> Option<Role> {
        let tail = self.han.get(at * BYTES..)?;
        let len = n_chars(tail);
        if let Some(begun) = &mut self.begun
            && let Some(rest) = begun.way.get(begun.met * BYTES..)
        {
            // One character alone says little, unless it is the last of the label.
            if (len > 1 || n_chars(rest) == 1) && rest.starts_with(tail) {
                begun.met += len;
                if begun.met >= n_chars(begun.way) {
                    self.begun = None;
                }
                return Some(Role::GoesOn);
            }
        }
        let index = self.labels.index();
        let ways = || index.beginning_with(tail).filter(|way| !self.is_guarded(way.row));
        // From the row that should come next on, then those before it.
        let order = |way: &&Way| (way.row < self.next, way.row, way.nth);
        if let Some(&Way { row, .. }) = ways().take_while(|way| way.text == tail).min_by_key(order) {
            // In the midst of another label it is a word of a repeated header.
            let within = self.begun.is_some() && row != self.next;
            // （六）其他 is a piece of （六）其他处理.
            let of_group = at > 0 && self.is_cut_group();
            let header = self.labels.is_guarded(row) && (within || of_group);
            return Some(if header { Role::Around } else { Role::Row(row) });
        }
        // A piece of a group's label, such as 三、本年, can begin like a row's.
        if len < 2 || at > 0 && self.is_cut_group() {
            return None;
        }
        let ways = || ways().filter(|way| self.ordinal_fits(way.row));
        let &Way { row, text: way, .. } = ways().min_by_key(order)?;
        // The same beginning in two rows says nothing, unless one of them is the next.
        if (row != self.next || len < 4) && ways().any(|other| other.row != row) {
            return None;
        }
        if len < 4 && (len * 2 < n_chars(way) && row != self.next) {
            return None;
        }
        self.begun = Some(Begun { way, met: len });
        Some(Role::Begins(row, len))
    }

    /// Whether the piece is a word around the labels that lacks its end. A whole one can be a row's label: in the 2019
    /// edition （六）其他处理 is a row.
    fn is_cut_group(&self) -> bool {
        self.labels.around.iter().any(|word| is_beginning(&self.han, word))
    }

    /// Whether the number in front of a label's beginning, if there is one, is the row's.
    fn ordinal_fits(&self, row: usize) -> bool {
        let own = self.labels.ordinals.get(row).copied().unwrap_or(0);
        own == 0 || self.ordinal.is_none_or(|ordinal| ordinal == own)
    }

    /// Whether a row's label is too common a word to count here.
    fn is_guarded(&self, row: usize) -> bool {
        self.labels.guarded.iter().any(|&(guarded, after)| guarded == row && self.last.is_none_or(|last| last < after))
    }

    /// Whether the characters from `from` to `to` are a piece of a header, a group or a caption, or several of them.
    fn is_around(&self, from: usize, to: usize) -> bool {
        let word = self.han.get(from * BYTES..to * BYTES);
        word.is_some_and(|word| self.labels.index().is_piece_around(word) || is_composed(self.labels.around, word))
    }

    /// The row whose label the piece resembles most, if one stands out: for labels that are damaged.
    pub(crate) fn resembles(&mut self, piece: &str, rows: core::ops::Range<usize>) -> Option<usize> {
        self.take_han(piece);
        if !(4..=60).contains(&n_chars(&self.han)) {
            return None;
        }
        let han: Vec<char> = self.han.chars().collect();
        let mut best: Option<(usize, usize)> = None;
        let mut second = 0;
        for row in 0..self.labels.rows.len() {
            let score = self
                .labels
                .rows
                .get(row)
                .copied()
                .unwrap_or(&[])
                .iter()
                .map(|way| similarity(&han, way))
                .max()
                .unwrap_or(0);
            match best {
                Some((_, top)) if score <= top => second = second.max(score),
                _ => {
                    second = best.map_or(0, |(_, top)| top);
                    best = Some((row, score));
                }
            }
        }
        best.filter(|&(row, score)| score >= 60 && score >= second + 20 && rows.contains(&row)).map(|(row, _)| row)
    }
}

/// How much two texts have in common, in percent: twice the pairs of neighbours that both have, over all pairs.
fn similarity(han: &[char], way: &str) -> usize {
    let way: Vec<char> = way.chars().collect();
    if way.len() < 4 {
        return 0;
    }
    let common = han.windows(2).filter(|pair| way.windows(2).any(|other| other == *pair)).count();
    200 * common / (han.len() - 1 + way.len() - 1)
}

/// Chinese characters of a piece that are looked at: no label has a quarter as many.
const MAX_CHARS: usize = 400;

/// How many bytes a character of a label has: ways to write one hold Chinese characters only.
const BYTES: usize = '一'.len_utf8();

fn n_chars(way: &str) -> usize {
    way.len() / BYTES
}

/// Whether a word begins so, and goes on.
fn is_beginning(beginning: &str, word: &str) -> bool {
    // Nearly always the first character tells, without a call.
    word.len() > beginning.len()
        && word.as_bytes().first_chunk::<BYTES>() == beginning.as_bytes().first_chunk()
        && word.starts_with(beginning)
}

/// Whether a word is several words of a list, without anything between them.
fn is_composed(list: &[&str], word: &str) -> bool {
    let mut rest = word;
    while !rest.is_empty() {
        let longest = list
            .iter()
            .filter(|known| n_chars(known) > 1 && (rest == **known || is_beginning(known, rest)))
            .map(|known| known.len())
            .max();
        let Some(len) = longest else { return false };
        rest = rest.get(len..).unwrap_or("");
    }
    true
}
