//! Over which columns of the form the values of a row go.
//!
//! Spans alone do not tell: Word cuts columns where no other row has a bound, and labels span what they like. So the
//! columns of a table are those that its header shows, or its rows, or a table before it that it goes on from. A row is
//! held against them by where its values begin, counted from the first of them. Where a row does not fit, as one that has
//! a cell too many and another one merged, the column of each of its values is open.

use core::ops::Range;
use std::collections::BTreeMap;

/// Columns at most that are looked at. No table of the form has twenty.
const MAX_COLUMNS: usize = 32;

/// So many rows show how many values a row has: one may be wrong, and two may be so by chance.
const WITNESSES: usize = 3;

/// Fewer rows than these show nothing against a table before them.
const FEW: usize = 8;

/// A header of so many columns has lost none of its rows.
const WHOLE: usize = 5;

/// A value of a row.
#[derive(Clone, Debug)]
pub(super) struct Value {
    /// The cell, among those of the table.
    pub(super) cell: usize,
    /// The columns of the table that it takes.
    pub(super) columns: Range<u32>,
    pub(super) blank: bool,
}

/// The values of a row, from the left.
#[derive(Clone, Debug, Default)]
pub(super) struct Values {
    pub(super) values: Vec<Value>,
    /// Some of them began in rows above.
    pub(super) covered: bool,
    /// Where those stand is open.
    pub(super) doubtful: bool,
    /// Numbers from rows above that the row has no room for.
    pub(super) left_out: Vec<usize>,
}

impl Values {
    fn start(&self) -> u32 {
        self.values.first().map_or(0, |value| value.columns.start)
    }

    /// Where the values begin, counted from the first.
    fn begins(&self) -> impl Iterator<Item = u32> {
        let start = self.start();
        self.values.iter().map(move |value| value.columns.start.saturating_sub(start))
    }

    /// Where they end, counted from the first.
    pub(super) fn end(&self) -> u32 {
        self.values.last().map_or(0, |value| value.columns.end.saturating_sub(self.start()))
    }

    fn figures(&self) -> usize {
        self.values.iter().filter(|value| !value.blank).count()
    }
}

/// What is known of a row.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// Over how many columns of the form each value goes, and how many columns behind the last one have no cell. Nought
    /// for blank cells that no column is left for.
    Parts(Vec<usize>, usize),
    /// Which column a value belongs to is open.
    Open,
}

/// The columns of the form, as they stand in a table, counted from the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Columns {
    begins: Vec<u32>,
    end: u32,
    /// Where the first one stands.
    start: u32,
    /// So many rows that one value over all columns is one over several cells of the form.
    pub(super) shown: bool,
}

impl Columns {
    /// The columns that rows have below a header; `before` are those of tables before. `None` where nothing shows them.
    pub(super) fn of(rows: &[Values], header: &Header, before: &[Self]) -> Option<Self> {
        let rows: Vec<&Values> = rows.iter().filter(|row| !row.values.is_empty() && !row.doubtful).collect();
        let start = most(rows.iter().map(|row| row.start()))?;
        let end = most(rows.iter().map(|row| row.end()))?;
        let mut support: BTreeMap<u32, usize> = BTreeMap::new();
        for row in &rows {
            for begin in row.begins().take(MAX_COLUMNS) {
                *support.entry(begin).or_default() += 1;
            }
        }
        let needed = if rows.len() < WITNESSES { 1 } else { rows.len().div_ceil(5).max(2) };
        let begins: Vec<u32> =
            support.iter().filter(|(begin, n)| **n >= needed && **begin < end).map(|(begin, _)| *begin).collect();
        // Where rows of other lengths are nearly as many, neither need be right.
        let (alike, longer) = rows.iter().fold((0, 0), |(alike, longer), row| {
            (alike + usize::from(row.end() == end), longer + usize::from(row.end() > end))
        });
        let clear = alike * 5 >= rows.len() * 3 && longer * 8 <= rows.len();
        let full = rows.iter().filter(|row| row.begins().eq(begins.iter().copied())).count();
        let own = Self { begins, end, start, shown: clear && full >= WITNESSES };
        let within = |other: &Self| own.begins.iter().all(|begin| other.begins.contains(begin));
        if let Some(header) = header.columns(start) {
            if header.end == end && within(&header) {
                return Some(Self { shown: own.shown || header.begins.len() > own.begins.len(), ..header });
            }
            let coarser = header.begins.iter().all(|begin| own.begins.contains(begin) || *begin >= end);
            if coarser && clear && header.begins.last().is_some_and(|last| *last >= end) {
                // Its last columns are empty below it, and rows end in front of them.
                let beyond = header.begins.iter().filter(|begin| **begin >= end);
                let begins = own.begins.iter().chain(beyond).copied().collect();
                return Some(Self { begins, end: header.end, ..own });
            }
            // A header of many columns is whole, and rows of others are wrong somewhere.
            if coarser && own.shown && header.len() < WHOLE {
                return Some(own);
            }
            if header.len() >= WHOLE || (1..=2).contains(&header.len().abs_diff(own.len())) {
                return None;
            }
        } else if header.begins.len() > WHOLE && !(1..=3).contains(&header.begins.len().saturating_sub(own.len())) {
            // It does not stand where the rows do; besides their columns it has those of labels.
            return None;
        } else if header.begins.len() > 2 && rows.len() < FEW {
            return None;
        }
        let goes_on = |before: &&Self| {
            // Its last column is empty in the rows that follow, and left out.
            let lacks_last = own.shown && before.begins.last() == Some(&end);
            within(before) && (before.end == end || lacks_last)
        };
        if let Some(before) = before.iter().rev().find(goes_on) {
            return Some(Self { start, ..before.clone() });
        }
        // A few rows that disagree with a table before, by a column or two, are wrong.
        let differs = |before: &Self| (1..=2).contains(&before.len().abs_diff(own.len()));
        if !clear || rows.len() < FEW && before.iter().any(differs) {
            return None;
        }
        let mut widths = rows.iter().flat_map(|row| &row.values).map(|value| value.columns.end - value.columns.start);
        let width = widths.next()?;
        (own.shown || widths.all(|other| other == width)).then_some(own)
    }

    fn len(&self) -> usize {
        self.begins.len()
    }

    /// Over how many of the columns each value of a row goes, if they begin and end where columns do, and how many columns
    /// are behind the last.
    fn parts(&self, row: &Values) -> Option<(Vec<usize>, usize)> {
        let bound = |at: u32| if at == self.end { Ok(self.len()) } else { self.begins.binary_search(&at) };
        let (mut parts, mut reached) = (Vec::with_capacity(row.values.len()), 0);
        for (begin, value) in row.begins().zip(&row.values) {
            let from = self.begins.binary_search(&begin).ok()?;
            if from != reached {
                return None;
            }
            let end = begin + (value.columns.end - value.columns.start);
            reached = match bound(end) {
                Ok(to) => to,
                // A row may end early, if its last value is in the last column.
                Err(_) if end < self.end && from + 1 == self.len() && parts.len() + 1 == row.values.len() => self.len(),
                Err(_) => return None,
            };
            parts.push(reached - from);
        }
        Some((parts, self.len() - reached))
    }

    /// What the columns tell of a row.
    fn told(&self, row: &Values) -> Told {
        let (n, values) = (self.len(), row.values.len());
        // A row whose label spans less or more than others stands elsewhere; what it has from above or lacks at its end
        // cannot be told then.
        let shifted = row.start() != self.start;
        match self.parts(row) {
            Some((parts, 0)) if values == 1 && n > 1 && !self.shown && !row.doubtful => {
                Told::Parts(vec![1; parts.len()], 0)
            }
            Some((parts, missing)) if !row.doubtful && (!shifted || missing == 0 && !row.covered) => {
                Told::Parts(parts, missing)
            }
            _ if row.figures() == n && !row.covered => {
                Told::Parts(row.values.iter().map(|value| usize::from(!value.blank)).collect(), 0)
            }
            _ => Told::Open,
        }
    }
}

/// What is known of a row under these columns, if there are any. The values of the widest row beside it
/// take so many columns of the table.
pub(super) fn told(columns: Option<&Columns>, widest: u32, row: &Values) -> Told {
    let each = || Told::Parts(vec![1; row.values.len()], 0);
    let figures = row.figures();
    if figures == 0 && row.left_out.is_empty() {
        return each();
    }
    match columns {
        Some(columns) if columns.len() <= MAX_COLUMNS => columns.told(row),
        _ => {
            let mut widths = row.values.iter().map(|value| value.columns.end - value.columns.start);
            let width = widths.next();
            let even = widths.all(|other| Some(other) == width);
            if even && row.end() == widest && figures == row.values.len() && !row.doubtful {
                each()
            } else {
                Told::Open
            }
        }
    }
}

/// The columns in which the cells of a header begin: rows of words, one below the other.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Header {
    begins: Vec<u32>,
    end: u32,
}

impl Header {
    /// Adds a cell of the header.
    pub(super) fn cell(&mut self, columns: &Range<u32>) {
        if let Err(at) = self.begins.binary_search(&columns.start)
            && self.begins.len() < 2 * MAX_COLUMNS
        {
            self.begins.insert(at, columns.start);
        }
        self.end = self.end.max(columns.end);
    }

    /// The columns from this one on.
    fn columns(&self, start: u32) -> Option<Columns> {
        let from = self.begins.binary_search(&start).ok()?;
        let begins: Vec<u32> = self.begins.get(from..)?.iter().map(|begin| begin - start).collect();
        (begins.len() <= MAX_COLUMNS).then(|| Columns { begins, end: self.end - start, start, shown: false })
    }
}

/// What most of these are; the larger of several.
fn most(these: impl Iterator<Item = u32>) -> Option<u32> {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for one in these {
        *counts.entry(one).or_default() += 1;
    }
    counts.into_iter().max_by_key(|&(one, n)| (n, one)).map(|(one, _)| one)
}
