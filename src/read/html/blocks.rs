//! From the tree of a page to paragraphs and tables.

use super::Met;
use super::element::{Element, Name, Reads};
use super::flow::Flow;
use super::parse::{Id, Page, Step, Walk};
use super::tables::{self, TableKind};
use crate::Error;
use crate::read::build::Builder;
use crate::read::grid::{Grid, Tables};

/// Writes what a page shows, and as much of the rest as is said.
pub(super) fn write(page: &Page, reads: Reads, out: &mut Builder) -> Result<Met, Error> {
    let kinds = tables::kinds(page, reads);
    let mut met = Met::default();
    let mut walk = page.walk();
    let mut flow = Flow::default();
    let mut preformatted = 0_usize;
    let mut written = Tables::default();
    let mut n_tables = 0;
    let mut link: Option<Link> = None;
    while let Some(step) = walk.next() {
        match step {
            Step::Text(text) => {
                flow.push(text, preformatted > 0);
                if let Some(link) = &mut link {
                    link.push(text);
                }
            }
            Step::Enter(id, element) => {
                met.element(element, out.offset());
                if element.is_left(reads) {
                    if is_shown(element) {
                        flow.edge(UNREAD);
                    }
                    walk.leave_out(id);
                    continue;
                }
                if let Some(mark) = element.edge.mark() {
                    flow.edge(mark);
                }
                if element.begins_page {
                    paragraph(&mut flow, out)?;
                    out.page();
                }
                match element.name {
                    Name::Table if kinds.get(&id) == Some(&TableKind::Data) => {
                        paragraph(&mut flow, out)?;
                        out.apart();
                        let table = grid(page, id, reads, out.offset(), &mut met);
                        out.paragraph(&table.caption)?;
                        n_tables += 1;
                        table.grid.write(n_tables, &mut written, out)?;
                        out.apart();
                        walk.leave_out(id);
                        continue;
                    }
                    Name::Break => flow.line_break(),
                    Name::Preformatted => preformatted += 1,
                    _ if element.is_link() => link = element.target.as_deref().map(Link::to),
                    _ => {}
                }
                if element.is_block() {
                    paragraph(&mut flow, out)?;
                    if parts(element.name) {
                        out.apart();
                    }
                }
            }
            Step::Leave(element) => {
                if let Some(mark) = element.edge.mark() {
                    flow.edge(mark);
                }
                if element.is_block() {
                    paragraph(&mut flow, out)?;
                    if parts(element.name) {
                        out.apart();
                    }
                }
                match element.name {
                    Name::Preformatted => preformatted = preformatted.saturating_sub(1),
                    _ if element.is_link() => met.link(link.take()),
                    _ => {}
                }
            }
        }
    }
    paragraph(&mut flow, out)?;
    Ok(met)
}

/// Whether a reader sees something where an element was left out.
fn is_shown(element: &Element) -> bool {
    element.name != Name::Left && element.part == Reads::Shown
}

/// Whether an element stands apart from what is around it.
const fn parts(name: Name) -> bool {
    matches!(name, Name::Paragraph | Name::Preformatted | Name::Rule | Name::Table | Name::Cell)
}

fn paragraph(flow: &mut Flow, out: &mut Builder) -> Result<(), Error> {
    if flow.is_empty() {
        return Ok(());
    }
    let written = out.paragraph(flow.text());
    flow.clear();
    written
}

/// A link, as far as it is met.
#[derive(Debug)]
pub(super) struct Link {
    pub(super) target: Box<str>,
    pub(super) text: String,
}

impl Link {
    fn to(target: &str) -> Self {
        Self { target: target.into(), text: String::new() }
    }

    fn push(&mut self, text: &str) {
        // The beginning tells what a link is about.
        if self.text.len() < 400 {
            self.text.extend(text.chars().take(200));
        }
    }
}

/// A table of data.
#[derive(Debug)]
pub(in crate::read) struct Table {
    /// What stands in it and in no cell.
    pub(in crate::read) caption: String,
    pub(in crate::read) grid: Grid,
}

/// What stands in the text for something unread that fills a cell, or stands between the digits of a number.
pub(super) const UNREAD: char = '\u{fffc}';

/// The cells of a table.
fn grid(page: &Page, table: Id, reads: Reads, at: u32, met: &mut Met) -> Table {
    let mut caption = Flow::default();
    let mut grid = Grid::default();
    let mut walk: Walk<'_> = page.walk_in(table);
    let mut flow = Flow::in_cell();
    // The cell that is open, and how many tables are within it: of those, only such as hold a single cell.
    let mut open: Option<(u32, u32)> = None;
    let mut within = 0_usize;
    // Whether something was left out of it that is shown, and whether something may have stood there.
    let (mut unread, mut gone) = (false, false);
    while let Some(step) = walk.next() {
        match step {
            Step::Text(text) if open.is_some() => flow.push(text, false),
            Step::Text(text) => caption.push(text, false),
            Step::Enter(id, element) => {
                met.element(element, at);
                if element.is_left(reads) {
                    if is_shown(element) {
                        flow.edge(UNREAD);
                        unread |= element.name != Name::Struck;
                    }
                    gone |= element.name == Name::Struck || element.script;
                    walk.leave_out(id);
                    continue;
                }
                if let Some(mark) = element.edge.mark() {
                    flow.edge(mark);
                }
                match element.name {
                    Name::Table => within += 1,
                    Name::Row if within == 1 => {
                        grid.row();
                        // Two captions are no one word.
                        caption.push("\n", false);
                    }
                    Name::Cell if within == 1 => {
                        flow.clear();
                        (unread, gone) = (false, false);
                        open = Some((element.rowspan, element.colspan));
                    }
                    Name::Break => flow.line_break(),
                    _ if element.is_block() => flow.line(),
                    _ => {}
                }
            }
            Step::Leave(element) => {
                if let Some(mark) = element.edge.end() {
                    flow.edge(mark);
                }
                match element.name {
                    Name::Table => {
                        within = within.saturating_sub(1);
                        flow.line();
                    }
                    Name::Cell if within == 1 => {
                        if let Some((rowspan, colspan)) = open.take() {
                            let text = flow.text();
                            // A picture may show a figure or a digit; its cell is not blank, and no number for certain.
                            if unread && !text.contains(|c: char| c.is_alphabetic() || c == UNREAD)
                                || gone && text.trim().is_empty()
                            {
                                flow.put(UNREAD);
                            }
                            grid.cell(flow.text(), rowspan, colspan);
                            flow.clear();
                        }
                    }
                    _ if element.is_block() => flow.line(),
                    _ => {}
                }
            }
        }
    }
    Table { caption: caption.into_text(), grid }
}

/// The tables of a page that hold data.
pub(super) fn tables(page: &Page) -> Vec<Table> {
    let kinds = tables::kinds(page, Reads::Shown);
    let data = kinds.into_iter().filter(|(_, kind)| *kind == TableKind::Data);
    data.map(|(id, _)| grid(page, id, Reads::Shown, 0, &mut Met::default())).collect()
}
