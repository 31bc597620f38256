//! From the tree of a page to paragraphs and tables.

use super::Met;
use super::element::{Element, Name};
use super::flow::Flow;
use super::parse::{Id, Page, Step, Walk};
use super::tables::{self, TableKind};
use crate::Error;
use crate::read::build::Builder;
use crate::read::grid::{Grid, Tables};

/// Writes what a page shows. `hidden` says whether to write what it hides as well.
pub(super) fn write(page: &Page, hidden: bool, out: &mut Builder) -> Result<Met, Error> {
    let kinds = tables::kinds(page, hidden);
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
                if is_left(element, hidden, &mut met) {
                    walk.leave_out(id);
                    continue;
                }
                if element.begins_page {
                    paragraph(&mut flow, out)?;
                    out.page();
                }
                match element.name {
                    Name::Table if kinds.get(&id) == Some(&TableKind::Data) => {
                        paragraph(&mut flow, out)?;
                        out.apart();
                        let table = grid(page, id, hidden, out.offset(), &mut met);
                        out.paragraph(&table.caption)?;
                        n_tables += 1;
                        table.grid.write(n_tables, &mut written, out)?;
                        out.apart();
                        walk.leave_out(id);
                        continue;
                    }
                    Name::Break => flow.line_break(),
                    Name::Picture => met.picture(element, out.offset()),
                    Name::Inline => link = element.target.as_deref().map(Link::to).or(link.take()),
                    Name::Preformatted => preformatted += 1,
                    _ => {}
                }
                if is_block(element.name) {
                    paragraph(&mut flow, out)?;
                    if parts(element.name) {
                        out.apart();
                    }
                }
            }
            Step::Leave(element) => {
                if is_block(element.name) {
                    paragraph(&mut flow, out)?;
                    if parts(element.name) {
                        out.apart();
                    }
                }
                match element.name {
                    Name::Preformatted => preformatted = preformatted.saturating_sub(1),
                    Name::Inline if element.target.is_some() => met.link(link.take()),
                    _ => {}
                }
            }
        }
    }
    paragraph(&mut flow, out)?;
    Ok(met)
}

/// Whether an element is no part of what is read.
fn is_left(element: &Element, hidden: bool, met: &mut Met) -> bool {
    met.scripts |= element.script;
    met.hidden |= element.hidden;
    element.name == Name::Left || element.hidden && !hidden
}

const fn is_block(name: Name) -> bool {
    matches!(
        name,
        Name::Block | Name::Paragraph | Name::Preformatted | Name::Rule | Name::Table | Name::Row | Name::Cell
    )
}

/// Whether an element stands apart from what is around it.
const fn parts(name: Name) -> bool {
    matches!(name, Name::Paragraph | Name::Preformatted | Name::Rule | Name::Table | Name::Cell)
}

fn paragraph(flow: &mut Flow, out: &mut Builder) -> Result<(), Error> {
    if flow.is_empty() { Ok(()) } else { out.paragraph(&flow.take()) }
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

/// What stands in the text for a picture that fills a cell.
const PICTURE: &str = "\u{fffc}";

/// The cells of a table.
fn grid(page: &Page, table: Id, hidden: bool, at: u32, met: &mut Met) -> Table {
    let mut caption = Flow::default();
    let mut grid = Grid::default();
    let mut walk: Walk<'_> = page.walk_in(table);
    let mut flow = Flow::default();
    // The cell that is open, and how many tables are within it: of those, only such as hold a single cell.
    let mut open: Option<(u32, u32)> = None;
    let mut within = 0_usize;
    let mut picture = false;
    while let Some(step) = walk.next() {
        match step {
            Step::Text(text) if open.is_some() => flow.push(text, false),
            Step::Text(text) => caption.push(text, false),
            Step::Enter(id, element) => {
                if is_left(element, hidden, met) {
                    walk.leave_out(id);
                    continue;
                }
                match element.name {
                    Name::Table => within += 1,
                    Name::Picture => {
                        met.picture(element, at);
                        picture = true;
                    }
                    Name::Row if within == 1 => grid.row(),
                    Name::Cell if within == 1 => {
                        flow.take();
                        picture = false;
                        open = Some((element.rowspan, element.colspan));
                    }
                    Name::Break => flow.line_break(),
                    name if is_block(name) => flow.line(),
                    _ => {}
                }
            }
            Step::Leave(element) => match element.name {
                Name::Table => {
                    within = within.saturating_sub(1);
                    flow.line();
                }
                Name::Cell if within == 1 => {
                    if let Some((rowspan, colspan)) = open.take() {
                        let text = flow.take();
                        // A picture may show a figure, so its cell is not blank.
                        let text = if picture && text.trim().is_empty() { PICTURE } else { &text };
                        grid.cell(text, rowspan, colspan);
                    }
                }
                name if is_block(name) => flow.line(),
                _ => {}
            },
        }
    }
    Table { caption: caption.take(), grid }
}

/// The tables of a page that hold data.
pub(super) fn tables(page: &Page) -> Vec<Table> {
    let kinds = tables::kinds(page, false);
    let data = kinds.into_iter().filter(|(_, kind)| *kind == TableKind::Data);
    data.map(|(id, _)| grid(page, id, false, 0, &mut Met::default())).collect()
}
