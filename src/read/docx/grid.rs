//! Tables: which cells a row has once merged ones are taken into account.
//!
//! The grammar takes the figures behind a label for the row's cells, in their order. So a row must not lose a cell
//! among its figures, or the ones behind it would move; and a number that belongs to several cells must not be taken
//! for one of them. What a merged cell covers is given like this:
//!
//! | covered, from above or from the left | given as |
//! | --- | --- |
//! | cells in front of the row's own, or of its label; further columns of a label; header words | nothing |
//! | by a blank cell | a blank cell |
//! | by a mark that nothing applies, such as `/` | the same mark, which holds for all of them |
//! | by a number or words, from above | `↑`, and `↕` behind a number itself |
//! | by a number, from the left | `↔`, and behind the number itself as well |
//!
//! The grammar reads no arrow as a figure, nor a number with one: it says `unreadable`. How many cells a wide cell covers is not told by
//! the grid, which has lines that no reader sees, but by the header cells above it.
//!
//! A table in a cell makes a layout of the outer table, and so does a cell that holds a page of text. The cells of such
//! a row are read one after the other, as if the outer table was not there.

use std::collections::BTreeMap;

use super::flow::{Block, RowBlock};
use crate::grammar::lexical::{digit_value, fold, is_han, trim};

/// How a cell is joined to the one above it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Merge {
    #[default]
    None,
    Restart,
    Continue,
}

/// A cell as it was read.
#[derive(Debug, Default)]
pub(super) struct Cell {
    /// Columns of the grid.
    pub(super) span: u32,
    pub(super) merge: Merge,
    /// The cell is joined to the one before it.
    pub(super) joins_left: bool,
    /// The cell was deleted.
    pub(super) deleted: bool,
    pub(super) blocks: Vec<Block>,
}

/// A row as it was read.
#[derive(Debug, Default)]
pub(super) struct Row {
    pub(super) cells: Vec<Cell>,
    /// Columns of the grid that the row leaves out in front.
    pub(super) before: u32,
    pub(super) deleted: bool,
    pub(super) hidden: bool,
}

/// A table as it was read.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// Which table of the document it is, from 1.
    pub(super) number: u32,
    pub(super) rows: Vec<Row>,
}

/// Grid columns of a cell at most, so that sums stay small.
pub(super) const MAX_SPAN: u32 = 1000;

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Content {
    Blank,
    Words,
    Mark(&'static str),
    Figure,
}

impl Content {
    fn of(text: &str) -> Self {
        const MARKS: [&str; 9] = ["/", "／", "-", "－", "—", "——", "无", "不适用", "*"];
        let text = trim(text);
        if text.is_empty() {
            return Self::Blank;
        }
        if let Some(mark) = MARKS.iter().find(|mark| **mark == text) {
            return Self::Mark(mark);
        }
        let begins_with_digit = text.chars().next().is_some_and(|c| digit_value(c).is_some());
        let han = text.chars().filter(|&c| is_han(fold(c))).count();
        // `3件` is a figure, `1.属于国家秘密` a label.
        if han >= 2 || han == 1 && !begins_with_digit { Self::Words } else { Self::Figure }
    }
}

/// A cell with its place in the grid.
struct Placed {
    start: u32,
    end: u32,
    /// The cell above that covers this one.
    covered: Option<Cover>,
    content: Content,
    text: String,
}

/// A cell of the row above, which may go on below.
#[derive(Clone, Copy)]
struct Cover {
    start: u32,
    content: Content,
    /// Where the cell was given: which block, and which cell of it.
    given: Option<(usize, usize)>,
}

/// What later rows need to know of those above.
#[derive(Default)]
struct Above {
    /// The cells of the row above.
    cells: Vec<Cover>,
    /// The header cells above, by their first column, and the column behind them.
    headers: BTreeMap<u32, u32>,
}

/// Turns a table into blocks.
pub(super) fn blocks(table: Table) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut above = Above::default();
    let one_column = table.rows.iter().all(|row| row.cells.len() <= 1);
    for (nth, row) in table.rows.into_iter().enumerate().filter(|(_, row)| !row.deleted) {
        let place = (table.number, u32::try_from(nth + 1).unwrap_or(u32::MAX));
        add_row(row, place, one_column, &mut above, &mut blocks);
    }
    blocks
}

fn add_row(mut row: Row, (table, nth): (u32, u32), one_column: bool, above: &mut Above, blocks: &mut Vec<Block>) {
    row.cells.retain(|cell| !cell.deleted);
    let hidden = row.hidden;
    if is_layout(&row, one_column) {
        let mut cells = Vec::with_capacity(row.cells.len());
        let mut column = row.before;
        for cell in row.cells {
            // What is covered from above has no text that anybody sees.
            let covered = cell.merge == Merge::Continue && above.covers(column);
            cells.push(Cover { start: column, content: Content::Words, given: None });
            column = column.saturating_add(cell.span);
            if !covered && !hidden {
                blocks.extend(cell.blocks);
            }
        }
        above.cells = cells;
        above.headers.clear();
        return;
    }
    let page = row.cells.iter().any(|cell| cell.blocks.first().is_some_and(Block::begins_page));
    let placed = place(row, above);
    let mut cells = Vec::with_capacity(placed.len());
    let mut covers = Vec::with_capacity(placed.len());
    let label = Label::of(&placed);
    for (at, cell) in placed.iter().enumerate() {
        let given = (blocks.len(), cells.len());
        let cover = cell.covered.unwrap_or(Cover { start: cell.start, content: cell.content, given: Some(given) });
        covers.push(cover);
        match cell.covered {
            Some(cover) => covered(cover, cell.start, at, label, &mut cells, blocks),
            None if cell.content == Content::Words => {
                cells.push((cell.start, cell.text.clone()));
                // Words in front of figures are labels, and rows of nothing but words are headers.
                if !label.has_figures {
                    above.head(cell.start, cell.end);
                }
            }
            None => wide(cell, above, &mut cells),
        }
    }
    above.cells = covers;
    if hidden {
        for cover in &mut above.cells {
            cover.given = None;
        }
    } else if !cells.is_empty() && label.first < placed.len() {
        blocks.push(Block::Row(RowBlock { table, row: nth, page, cells }));
    }
}

/// Whether the cells of a row are there to arrange other things on the page.
fn is_layout(row: &Row, one_column: bool) -> bool {
    // 300 Chinese characters: no label of the form has 60.
    const LONG: usize = 900;
    let length = |cell: &Cell| cell.blocks.iter().map(Block::len).sum::<usize>();
    let holds_table =
        |cell: &Cell| cell.blocks.iter().any(|block| matches!(block, Block::Row(row) if row.cells.len() > 1));
    one_column
        || row.cells.iter().any(|cell| holds_table(cell) || length(cell) > LONG)
        || matches!(row.cells.as_slice(), [only] if only.blocks.len() > 3 || length(only) > LONG / 3)
}

/// The cells of a row with their places, those that are joined to the one before left out.
fn place(row: Row, above: &Above) -> Vec<Placed> {
    let mut placed: Vec<Placed> = Vec::with_capacity(row.cells.len());
    let mut column = row.before;
    let mut earlier = above.cells.iter().copied().peekable();
    for cell in row.cells {
        let (start, end) = (column, column.saturating_add(cell.span));
        column = end;
        if cell.joins_left
            && let Some(before) = placed.last_mut()
        {
            before.end = end;
            continue;
        }
        while earlier.next_if(|cover| cover.start < start).is_some() {}
        let covered = earlier.peek().filter(|cover| cover.start == start && cell.merge == Merge::Continue).copied();
        let text = if covered.is_some() { String::new() } else { text(cell.blocks) };
        placed.push(Placed { start, end, covered, content: Content::of(&text), text });
    }
    placed
}

/// The text of a cell, a line for each paragraph.
fn text(blocks: Vec<Block>) -> String {
    let mut text = String::new();
    for block in blocks {
        let own = match block {
            Block::Paragraph(paragraph) => paragraph.text,
            Block::Row(row) => row.cells.into_iter().map(|(_, text)| text).collect(),
        };
        if text.is_empty() {
            text = own;
        } else {
            text.push('\n');
            text.push_str(&own);
        }
    }
    // Tabs part the cells of a row.
    if text.contains(['\t', '\u{c}']) { text.replace('\t', " ").replace('\u{c}', "\n") } else { text }
}

/// Where a row has its label.
#[derive(Clone, Copy)]
struct Label {
    /// The first cell that is not covered.
    first: usize,
    /// Behind the last cell of words: where the row's figures begin, if it has any.
    end: usize,
    /// There are figures, or blanks for them.
    has_values: bool,
    has_figures: bool,
}

impl Label {
    fn of(placed: &[Placed]) -> Self {
        let first = placed.iter().position(|cell| cell.covered.is_none()).unwrap_or(placed.len());
        let is_words = |cell: &Placed| cell.covered.is_none() && cell.content == Content::Words;
        let end = placed.iter().rposition(is_words).map_or(first, |label| label + 1);
        let content = |cell: &Placed| cell.covered.map_or(cell.content, |cover| cover.content);
        let mut values = placed.iter().skip(end).map(content).filter(|content| *content != Content::Words).peekable();
        let has_values = values.peek().is_some();
        Self { first, end, has_values, has_figures: values.any(|content| content != Content::Blank) }
    }
}

/// A cell that the row above covers.
fn covered(cover: Cover, start: u32, at: usize, label: Label, cells: &mut Vec<(u32, String)>, blocks: &mut [Block]) {
    match cover.content {
        _ if at < label.end => {}
        Content::Words if !label.has_values => {}
        Content::Mark(mark) => cells.push((start, mark.to_owned())),
        Content::Blank => cells.push((start, String::new())),
        Content::Words => cells.push((start, "↑".to_owned())),
        Content::Figure => {
            cells.push((start, "↑".to_owned()));
            // The number above is no more that row's than this one's.
            if let Some((block, cell)) = cover.given
                && let Some(Block::Row(row)) = blocks.get_mut(block)
                && let Some((_, text)) = row.cells.get_mut(cell)
                && !text.ends_with(['↕', '↔'])
            {
                text.push('↕');
            }
        }
    }
}

/// A cell of figures, which may cover several columns.
fn wide(cell: &Placed, above: &Above, cells: &mut Vec<(u32, String)>) {
    let mut columns = above.columns(cell.start, cell.end).peekable();
    if columns.peek().is_none() {
        cells.push((cell.start, cell.text.clone()));
        return;
    }
    let (own, further) = match cell.content {
        Content::Blank => (String::new(), ""),
        Content::Mark(mark) => (cell.text.clone(), mark),
        Content::Figure | Content::Words => (format!("{}↔", cell.text), "↔"),
    };
    cells.push((cell.start, own));
    cells.extend(columns.map(|column| (column, further.to_owned())));
}

impl Above {
    /// Whether a cell of the row above starts at a column.
    fn covers(&self, column: u32) -> bool {
        self.cells.binary_search_by_key(&column, |cover| cover.start).is_ok()
    }

    /// A header cell takes the place of those that it stands below.
    fn head(&mut self, start: u32, end: u32) {
        let first = self.headers.range(..start).next_back().filter(|(_, e)| **e > start).map_or(start, |(s, _)| *s);
        while let Some((&at, _)) = self.headers.range(first..end).next() {
            self.headers.remove(&at);
        }
        self.headers.insert(start, end);
    }

    /// Where further header cells begin above a cell.
    fn columns(&self, start: u32, end: u32) -> impl Iterator<Item = u32> {
        let under_one = self.headers.range(..=start).next_back().is_some_and(|(_, e)| *e > start);
        self.headers.range(start + 1..end.max(start + 1)).map(|(&at, _)| at).skip(usize::from(!under_one))
    }
}
