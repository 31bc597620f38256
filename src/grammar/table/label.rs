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
    fn is_whole_word_around(&self, han: &str) -> bool {
        let is_label = |han: &str| self.rows.iter().any(|ways| ways.contains(&han));
        self.around.contains(&han) && !is_label(han) && !is_label(han.strip_prefix(['六', '七']).unwrap_or(han))
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
    /// The piece's Chinese characters, folded, three bytes each; and for each whether a word may begin there.
    han: String,
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
        for c in piece.chars() {
            let c = fold(c);
            if is_han(c) {
                // Behind a numeral in front of everything a word may begin: 二部分公开 of `（二部分公开`.
                let numeral_before = self.han.len() == BYTES && "一二三四五六七八".contains(self.han.as_str());
                self.han.push(c);
                self.starts.push(start || numeral_before);
                start = false;
                if self.starts.len() >= 400 {
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
        if way.is_some_and(|way| *way == self.han) && !self.is_guarded(self.next) {
            return Role::Row(self.next);
        }
        // Most words around the rows are whole; only those that are no label of a row may be told so early.
        if self.begun.is_none() && self.n_digits < 3 && self.labels.is_whole_word_around(&self.han) {
            return Role::Around;
        }
        for at in 0..self.starts.len() {
            if self.starts.get(at) != Some(&true) || !self.is_around(at) {
                continue;
            }
            if let Some(role) = self.tell_from(at) {
                return role;
            }
        }
        if self.n_digits < 3 && self.is_around(self.starts.len()) { Role::Around } else { Role::Unknown }
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
        let n_rows = self.labels.rows.len();
        // From the row that should come next on, then those before it.
        for row in (self.next..n_rows).chain(0..self.next.min(n_rows)) {
            for way in self.labels.rows.get(row).copied().unwrap_or(&[]) {
                if tail == *way && !self.is_guarded(row) {
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
        if len < 2 || at > 0 && self.is_cut_group() {
            return None;
        }
        let mut found = None;
        for row in (self.next..n_rows).chain(0..self.next.min(n_rows)) {
            for &way in self.labels.rows.get(row).copied().unwrap_or(&[]) {
                if is_beginning(tail, way) && !self.is_guarded(row) && self.ordinal_fits(row) {
                    // The same beginning in two rows says nothing, unless one of them is the next.
                    if found.is_some_and(|(other, _)| other != row && (other != self.next || len < 4)) {
                        return None;
                    }
                    found = found.or(Some((row, way)));
                }
            }
        }
        let (row, way) = found?;
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

    /// Whether the characters before `to` are pieces of headers, groups and captions.
    fn is_around(&self, to: usize) -> bool {
        let mut at = 0;
        while at < to {
            let mut end = at + 1;
            while end < to && self.starts.get(end) != Some(&true) {
                end += 1;
            }
            let Some(word) = self.han.get(at * BYTES..end * BYTES) else { return false };
            if !self.labels.around.iter().any(|known| contains(known, word)) && !is_composed(self.labels.around, word) {
                return false;
            }
            at = end;
        }
        true
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

/// Whether a word around the labels, or a piece of it, is this.
fn contains(text: &str, word: &str) -> bool {
    let last = text.len().checked_sub(word.len());
    last.is_some_and(|last| {
        (0..=last).step_by(BYTES).any(|at| text.get(at..).is_some_and(|rest| rest == word || is_beginning(word, rest)))
    })
}
