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
}

impl Labels {
    /// Whether a row's label is a common word.
    pub(crate) fn is_guarded(&self, row: usize) -> bool {
        self.guarded.iter().any(|&(guarded, _)| guarded == row)
    }

    /// Whether these characters are one of the words around the labels, and not a row's label as well.
    fn is_whole_word_around(&self, han: &[char]) -> bool {
        let is_label = |han: &[char]| self.rows.iter().any(|ways| ways.iter().any(|way| eq(han, way)));
        let bare = han.strip_prefix(&['六']).or_else(|| han.strip_prefix(&['七'])).unwrap_or(han);
        self.around.iter().any(|word| eq(han, word)) && !is_label(han) && !is_label(bare)
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
    /// The piece's Chinese characters, folded, and for each whether a word may begin there.
    han: Vec<char>,
    starts: Vec<bool>,
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
            han: Vec::new(),
            starts: Vec::new(),
            n_digits: 0,
            ordinal: None,
        }
    }

    /// The role of the next piece.
    pub(crate) fn role(&mut self, piece: &str) -> Role {
        self.take_han(piece);
        // A number and its unit are no word around the labels.
        if self.han.is_empty() || self.n_digits > 0 && matches!(self.han.as_slice(), ['件' | '元']) {
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
        for c in piece.chars() {
            let c = fold(c);
            if is_han(c) {
                // Behind a numeral in front of everything a word may begin: 二部分公开 of `（二部分公开`.
                let numeral_before =
                    self.han.len() == 1 && self.han.first().is_some_and(|c| "一二三四五六七八".contains(*c));
                self.han.push(c);
                self.starts.push(start || numeral_before);
                start = false;
                if self.han.len() >= 400 {
                    break;
                }
            } else if !c.is_alphabetic() {
                self.n_digits += usize::from(c.is_ascii_digit());
                if let Some(digit) = c.to_digit(10).filter(|_| self.n_digits == 1) {
                    self.ordinal = Some(digit);
                }
                start = true;
            }
        }
    }

    fn tell(&mut self) -> Role {
        // Rows come in order, so nearly always this is the one.
        let way = self.labels.rows.get(self.next).and_then(|ways| ways.first());
        if way.is_some_and(|way| eq(&self.han, way)) && !self.is_guarded(self.next) {
            return Role::Row(self.next);
        }
        // Most words around the rows are whole; only those that are no label of a row may be told so early.
        if self.begun.is_none() && self.n_digits < 3 && self.labels.is_whole_word_around(&self.han) {
            return Role::Around;
        }
        // Each word once: those before it are pieces of headers, groups and captions, or nothing is told of the rest.
        let mut word = 0;
        for at in 0..self.han.len() {
            if self.starts.get(at) != Some(&true) {
                continue;
            }
            if at > 0 && !self.is_around(word, at) {
                return Role::Unknown;
            }
            word = at;
            if let Some(role) = self.tell_from(at) {
                return role;
            }
        }
        if self.n_digits < 3 && self.is_around(word, self.han.len()) { Role::Around } else { Role::Unknown }
    }

    /// The role of the piece from the character `at` on.
    fn tell_from(&mut self, at: usize) -> Option<Role> {
        let tail = self.han.get(at..)?;
        if let Some(begun) = &mut self.begun
            && let Some(rest) = nth(begun.way, begun.met)
        {
            // One character alone says little, unless it is the last of the label.
            if (tail.len() > 1 || n_chars(rest) == 1) && starts_with(rest, tail) {
                begun.met += tail.len();
                if begun.met >= n_chars(begun.way) {
                    self.begun = None;
                }
                return Some(Role::GoesOn);
            }
        }
        let n_rows = self.labels.rows.len();
        // From the row that should come next on, then those before it.
        for row in (self.next..n_rows).chain(0..self.next.min(n_rows)) {
            for way in self.labels.rows.get(row).copied().unwrap_or(&[]) {
                if eq(tail, way) && !self.is_guarded(row) {
                    // In the midst of another label it is a word of a repeated header.
                    let within = self.begun.is_some() && row != self.next;
                    // （六）其他 is a piece of （六）其他处理.
                    let of_group = at > 0 && self.is_cut_group();
                    let header = self.labels.is_guarded(row) && (within || of_group);
                    return Some(if header { Role::Around } else { Role::Row(row) });
                }
            }
        }
        // A piece of a group's label, such as 三、本年, can begin like a row's.
        if tail.len() < 2 || at > 0 && self.is_cut_group() {
            return None;
        }
        let mut found = None;
        for row in (self.next..n_rows).chain(0..self.next.min(n_rows)) {
            for &way in self.labels.rows.get(row).copied().unwrap_or(&[]) {
                let begins = tail.len() < n_chars(way) && starts_with(way, tail) && !self.is_guarded(row);
                if begins && self.ordinal_fits(row) {
                    // The same beginning in two rows says nothing, unless one of them is the next.
                    if found.is_some_and(|(other, _)| other != row && (other != self.next || tail.len() < 4)) {
                        return None;
                    }
                    found = found.or(Some((row, way)));
                }
            }
        }
        let (row, way) = found?;
        if tail.len() < 4 && (tail.len() * 2 < n_chars(way) && row != self.next) {
            return None;
        }
        self.begun = Some(Begun { way, met: tail.len() });
        Some(Role::Begins(row, tail.len()))
    }

    /// Whether the piece is a word around the labels that lacks its end. A whole one can be a row's label: in the 2019
    /// edition （六）其他处理 is a row.
    fn is_cut_group(&self) -> bool {
        self.labels.around.iter().any(|word| n_chars(word) > self.han.len() && starts_with(word, &self.han))
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

    /// Whether the word from `from` to `to` is a piece of a header, a group's label or a caption.
    fn is_around(&self, from: usize, to: usize) -> bool {
        let Some(word) = self.han.get(from..to) else { return false };
        self.labels.around.iter().any(|known| contains(known, word)) || is_composed(self.labels.around, word)
    }

    /// The row whose label the piece resembles most, if one stands out: for labels that are damaged.
    pub(crate) fn resembles(&mut self, piece: &str, rows: core::ops::Range<usize>) -> Option<usize> {
        self.take_han(piece);
        if self.han.len() < 4 || self.han.len() > 60 {
            return None;
        }
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
                .map(|way| similarity(&self.han, way))
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

fn n_chars(way: &str) -> usize {
    // Ways to write a label hold Chinese characters only, three bytes each.
    way.len() / 3
}

fn nth(way: &'static str, chars: usize) -> Option<&'static str> {
    way.get(chars * 3..)
}

fn eq(han: &[char], way: &str) -> bool {
    han.len() == n_chars(way) && starts_with(way, han)
}

fn starts_with(way: &str, han: &[char]) -> bool {
    let mut chars = way.chars();
    han.iter().all(|&c| chars.next() == Some(c))
}

/// Whether a word is several words of a list, without anything between them.
fn is_composed(list: &[&str], word: &[char]) -> bool {
    let mut rest = word;
    while !rest.is_empty() {
        let longest = list
            .iter()
            .map(|known| (n_chars(known), known))
            .filter(|&(n, known)| n > 1 && rest.get(..n).is_some_and(|own| starts_with(known, own)))
            .map(|(n, _)| n)
            .max();
        let Some(n) = longest else { return false };
        rest = rest.get(n..).unwrap_or(&[]);
    }
    true
}

fn contains(text: &str, word: &[char]) -> bool {
    let Some((&first, rest)) = word.split_first() else { return true };
    text.char_indices()
        .any(|(at, c)| c == first && text.get(at + c.len_utf8()..).is_some_and(|after| starts_with(after, rest)))
}
