//! A page as lines and tables, from top to bottom.

use super::lines::{GAP_OF_FIGURES, Line, lines};
use super::page::{Direction, Glyph, Page};
use super::ruled::{Ruled, tables};
use crate::grammar::lexical::is_han;

/// What stands on a page.
#[derive(Debug)]
pub(super) enum Block {
    Line(TextLine),
    Table(Table),
}

/// A line of text.
#[derive(Debug)]
pub(super) struct TextLine {
    /// Its text in columns.
    pub(super) text: String,
    /// Whether it stands apart from what is above.
    pub(super) apart: bool,
    /// Its baseline, and the size of its font.
    pub(super) y: f64,
    pub(super) size: f64,
    /// Whether it is a running head or foot.
    pub(super) runs: bool,
}

/// The cells of a table, row by row; in each row those that begin there.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) rows: Vec<Vec<Cell>>,
    /// Where its columns are.
    pub(super) places: Vec<f64>,
    /// Whether it has no rule at its upper end, and at its lower.
    pub(super) open: [bool; 2],
}

#[derive(Debug)]
pub(super) struct Cell {
    /// Line breaks part its lines.
    pub(super) text: String,
    pub(super) column: usize,
    pub(super) n_rows: usize,
    pub(super) n_columns: usize,
}

pub(super) fn blocks(page: &Page) -> Vec<Block> {
    let em = page.em();
    let ruled = tables(&page.rules, em);
    // The glyphs of each table, and those of none.
    let mut inside: Vec<Vec<&Glyph>> = vec![Vec::new(); ruled.len()];
    let mut outside: Vec<&Glyph> = Vec::new();
    let mut turned: Vec<&Glyph> = Vec::new();
    for glyph in &page.glyphs {
        let table = ruled.iter().position(|table| table.cell_at(glyph.middle()).is_some());
        match table.and_then(|table| inside.get_mut(table)) {
            _ if glyph.direction != Direction::Right && !glyph.is_figure() => turned.push(glyph),
            Some(inside) => inside.push(glyph),
            None if glyph.direction != Direction::Right => turned.push(glyph),
            None => outside.push(glyph),
        }
    }
    let outside = lines(outside);
    let left = outside.iter().filter_map(|line| line.glyphs.iter().find(|glyph| !glyph.is_blank()));
    let left = left.map(|glyph| glyph.x).fold(f64::INFINITY, f64::min);
    let step = usual_step(&outside);
    let mut placed: Vec<(f64, Block)> = Vec::new();
    let mut above: Option<f64> = None;
    for line in &outside {
        let apart = above.is_some_and(|above| step > 0.0 && line.y - above > step * 1.4);
        above = Some(line.y);
        let text = line.spread(left, em / 2.0);
        let block = Block::Line(TextLine { text, apart, y: line.y, size: line.size, runs: false });
        placed.push((line.y - line.size * 0.35, block));
    }
    for (ruled, glyphs) in ruled.iter().zip(inside) {
        placed.push((ruled.bounds.y0, Block::Table(table(ruled, &glyphs))));
    }
    placed.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    let mut blocks: Vec<Block> = placed.into_iter().map(|(_, block)| block).collect();
    if turned.iter().any(|glyph| !glyph.is_blank()) {
        let text = turned.iter().map(|glyph| &*glyph.text).collect::<String>();
        blocks.push(Block::Line(TextLine { text, apart: true, y: f64::INFINITY, size: em, runs: false }));
    }
    blocks
}

/// How far it is from one line to the next in most cases, 0 where there are too few.
fn usual_step(lines: &[Line<'_>]) -> f64 {
    let mut steps: Vec<f64> = lines.windows(2).filter_map(|pair| Some(pair.last()?.y - pair.first()?.y)).collect();
    steps.sort_by(f64::total_cmp);
    steps.get(steps.len() / 2).copied().unwrap_or(0.0)
}

/// Puts glyphs into the cells of a table.
fn table(ruled: &Ruled, glyphs: &[&Glyph]) -> Table {
    let mut own: Vec<Vec<&Glyph>> = vec![Vec::new(); ruled.cells.len()];
    let mut doubtful = vec![false; ruled.cells.len()];
    let (level, turned): (Vec<&Glyph>, Vec<&Glyph>) =
        glyphs.iter().copied().partition(|glyph| glyph.direction == Direction::Right);
    for line in lines(level) {
        for run in runs(&line.glyphs) {
            let cell = |glyph: &Glyph| ruled.cell_at(glyph.middle());
            let first = run.first().and_then(|glyph| cell(glyph));
            let crosses = run.iter().any(|glyph| cell(glyph) != first);
            let middle = run.get(run.len() / 2).and_then(|glyph| cell(glyph));
            // A rule that goes through figures is none of their cell.
            for glyph in run.iter().filter(|glyph| glyph.is_figure()) {
                let (x, _) = glyph.middle();
                let ends = [0.6, 0.1].map(|height| ruled.cell_at((x, glyph.y - glyph.size * height)));
                if let [Some(upper), Some(lower)] = ends
                    && upper != lower
                {
                    for at in [upper, lower] {
                        if let Some(doubtful) = doubtful.get_mut(at) {
                            *doubtful = true;
                        }
                    }
                }
            }
            for glyph in run {
                let at = if crosses { middle } else { cell(glyph) };
                if let Some(own) = at.and_then(|at| own.get_mut(at)) {
                    own.push(glyph);
                }
                if crosses && let Some(doubtful) = cell(glyph).and_then(|at| doubtful.get_mut(at)) {
                    *doubtful = true;
                }
            }
        }
    }
    // A figure that runs another way lies over the table.
    for glyph in turned {
        if let Some(at) = ruled.cell_at(glyph.middle())
            && let (Some(own), Some(doubtful)) = (own.get_mut(at), doubtful.get_mut(at))
        {
            own.push(glyph);
            *doubtful = true;
        }
    }
    let mut rows: Vec<Vec<Cell>> = (0..ruled.n_rows()).map(|_| Vec::new()).collect();
    for ((area, glyphs), doubtful) in ruled.cells.iter().zip(own).zip(doubtful) {
        // What is parted within a cell of figures may be two numbers, whose rule is not there.
        let has_words = glyphs.iter().any(|glyph| glyph.text.chars().any(is_han));
        let (part, end) = if has_words { (' ', "\n") } else { ('\u{fffd}', "\u{fffd}\n") };
        let mut text = lines(glyphs).iter().map(|line| line.text(part)).collect::<Vec<String>>().join(end);
        if doubtful {
            text.push('\u{fffd}');
        }
        if let Some(row) = rows.get_mut(area.rows.start) {
            let (n_rows, n_columns) = (area.rows.len(), area.columns.len());
            row.push(Cell { text, column: area.columns.start, n_rows, n_columns });
        }
    }
    Table { rows, places: ruled.places().to_vec(), open: ruled.open }
}

/// Glyphs of a line that stay together: the figures of a number, and all others for themselves.
fn runs<'l, 'p>(glyphs: &'l [&'p Glyph]) -> impl Iterator<Item = &'l [&'p Glyph]> {
    glyphs.chunk_by(|a, b| a.is_figure() && b.is_figure() && b.x - a.end() <= GAP_OF_FIGURES * a.size.max(b.size))
}
