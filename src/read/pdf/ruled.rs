//! Tables with rules: where the cells are that the rules bound.
//!
//! Rules that touch make one table. All their places together are a grid; where two fields of the grid have no rule
//! between them, they are one cell. So cells are certain, merged ones among them. A table whose cells are no boxes, or
//! whose rules end midway, is none: its text is read line by line.

use core::ops::Range;

use super::geometry::Rect;
use super::page::Rule;

/// Rules at most that are looked at on a page, and fields of a table. What has more is a drawing.
const MAX_RULES: usize = 3_000;
const MAX_FIELDS: usize = 60_000;
/// Rules that are no farther apart, in sizes of the page's text, are one; rules that come as close touch.
const NEAR: f64 = 0.3;
/// Columns so narrow, and rows so low, hold no text: their rules are meant to be one.
const NARROW: f64 = 0.4;
const LOW: f64 = 0.6;

/// A table, as its rules show it.
#[derive(Debug)]
pub(super) struct Ruled {
    pub(super) bounds: Rect,
    /// The places of the upright rules, and of the level ones.
    xs: Vec<f64>,
    ys: Vec<f64>,
    /// For each field, row by row, the number of its cell.
    fields: Vec<usize>,
    pub(super) cells: Vec<Area>,
    /// Whether there is no rule at the upper end, and none at the lower: the page may have cut a row there.
    pub(super) open: [bool; 2],
}

/// The fields that a cell takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) rows: Range<usize>,
    pub(super) columns: Range<usize>,
}

impl Ruled {
    /// The cell at a point.
    pub(super) fn cell_at(&self, (x, y): (f64, f64)) -> Option<usize> {
        if !self.bounds.contains((x, y)) {
            return None;
        }
        let last = |places: &[f64]| places.len().saturating_sub(2);
        let column = self.xs.partition_point(|&at| at <= x).saturating_sub(1).min(last(&self.xs));
        let row = self.ys.partition_point(|&at| at <= y).saturating_sub(1).min(last(&self.ys));
        self.fields.get(row * self.n_columns() + column).copied()
    }

    /// Where the columns are.
    pub(super) fn places(&self) -> &[f64] {
        &self.xs
    }

    pub(super) fn n_rows(&self) -> usize {
        self.ys.len().saturating_sub(1)
    }

    pub(super) fn n_columns(&self) -> usize {
        self.xs.len().saturating_sub(1)
    }
}

/// The tables of a page whose text has the size `em`, the smallest first.
pub(super) fn tables(rules: &[Rule], em: f64) -> Vec<Ruled> {
    let near = em * NEAR;
    if rules.is_empty() || near <= 0.0 {
        return Vec::new();
    }
    let mut joined = join(rules, true, near);
    joined.extend(join(rules, false, near));
    joined.retain(|rule| rule.to - rule.from >= em * 0.5);
    if joined.len() > MAX_RULES {
        return Vec::new();
    }
    let mut tables: Vec<Ruled> = touching(&joined, near)
        .iter()
        .filter_map(|rules| table(rules, em))
        .filter(|table| table.n_columns() > 1)
        .collect();
    tables.sort_by(|a, b| a.bounds.area().total_cmp(&b.bounds.area()));
    tables
}

/// Puts the pieces of rules together.
fn join(rules: &[Rule], upright: bool, near: f64) -> Vec<Rule> {
    let mut rules: Vec<Rule> = rules.iter().filter(|rule| rule.upright == upright).copied().collect();
    rules.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut joined: Vec<Rule> = Vec::new();
    let mut rest = rules.as_mut_slice();
    while let Some(first) = rest.first().map(|rule| rule.at) {
        let n = rest.iter().take_while(|rule| rule.at - first <= near / 2.0).count();
        let (group, behind) = core::mem::take(&mut rest).split_at_mut(n);
        rest = behind;
        group.sort_by(|a, b| a.from.total_cmp(&b.from));
        let begin = joined.len();
        for rule in group {
            match joined.get_mut(begin..).and_then(<[Rule]>::last_mut) {
                Some(last) if rule.from - last.to <= near => last.to = last.to.max(rule.to),
                _ => joined.push(*rule),
            }
        }
    }
    joined
}

/// Groups of rules that touch each other. The upright ones come first.
fn touching(rules: &[Rule], near: f64) -> Vec<Vec<Rule>> {
    let mut group: Vec<usize> = (0..rules.len()).collect();
    let level_from = rules.iter().position(|rule| !rule.upright).unwrap_or(rules.len());
    let (upright, level) = rules.split_at(level_from);
    for (at, v) in upright.iter().enumerate() {
        for (behind, h) in level.iter().enumerate() {
            let touches = v.from - near <= h.at && h.at <= v.to + near && h.from - near <= v.at && v.at <= h.to + near;
            if touches {
                unite(&mut group, at, level_from + behind);
            }
        }
    }
    let mut groups: Vec<Vec<Rule>> = vec![Vec::new(); rules.len()];
    for (at, rule) in rules.iter().enumerate() {
        let root = root(&mut group, at);
        if let Some(group) = groups.get_mut(root) {
            group.push(*rule);
        }
    }
    // The rule beside a cell that goes over the whole page touches no other. It is as long as its table.
    let (lone, mut groups): (Vec<Vec<Rule>>, Vec<Vec<Rule>>) =
        groups.into_iter().filter(|group| !group.is_empty()).partition(|group| group.iter().all(|rule| rule.upright));
    for rule in lone.into_iter().flatten() {
        let slack = near / NEAR * LOW;
        let fits = |group: &&mut Vec<Rule>| {
            let uprights = || group.iter().filter(|rule| rule.upright);
            let from = uprights().map(|rule| rule.from).fold(f64::INFINITY, f64::min);
            let to = uprights().map(|rule| rule.to).fold(f64::NEG_INFINITY, f64::max);
            let apart = uprights().map(|other| (other.at - rule.at).abs()).fold(f64::INFINITY, f64::min);
            (from - rule.from).abs() <= slack && (to - rule.to).abs() <= slack && apart <= to - from
        };
        if let Some(group) = groups.iter_mut().find(fits) {
            group.push(rule);
        }
    }
    groups.retain(|group| group.len() > 2);
    groups
}

fn root(parents: &mut [usize], mut at: usize) -> usize {
    while let Some(&parent) = parents.get(at).filter(|&&parent| parent != at) {
        let grand = parents.get(parent).copied().unwrap_or(parent);
        if let Some(own) = parents.get_mut(at) {
            *own = grand;
        }
        at = grand;
    }
    at
}

fn unite(parents: &mut [usize], a: usize, b: usize) {
    let (a, b) = (root(parents, a), root(parents, b));
    if let Some(parent) = parents.get_mut(a.max(b)) {
        *parent = a.min(b);
    }
}

/// The table of rules that touch, if they make one.
fn table(rules: &[Rule], em: f64) -> Option<Ruled> {
    let slack = |upright: bool| em * if upright { NARROW } else { LOW };
    let places = |upright: bool| {
        let across = rules.iter().filter(|rule| rule.upright == upright);
        let along: Vec<&Rule> = rules.iter().filter(|rule| rule.upright != upright).collect();
        let mut places: Vec<f64> = across.map(|rule| rule.at).collect();
        // A table may be open at a side, and goes on to where the outermost of the other rules end.
        let outermost = [1.0, -1.0].map(|sign: f64| {
            let last = along.iter().map(|rule| sign * rule.at).fold(f64::NEG_INFINITY, f64::max);
            let slack = slack(!upright);
            along.iter().copied().filter(move |rule| last - sign * rule.at <= slack).collect::<Vec<&Rule>>()
        });
        let common = |end: fn(&Rule) -> f64, sign: f64| {
            let far = |rules: &Vec<&Rule>| rules.iter().map(|rule| sign * end(rule)).fold(f64::NEG_INFINITY, f64::max);
            let [one, other] = outermost.each_ref().map(far);
            ((one - other).abs() <= slack(upright)).then_some(sign * one)
        };
        places.extend(common(|rule| rule.from, -1.0));
        places.extend(common(|rule| rule.to, 1.0));
        cluster(places, slack(upright))
    };
    let (xs, ys) = (places(true), places(false));
    let (n_columns, n_rows) = (xs.len().checked_sub(1)?, ys.len().checked_sub(1)?);
    if n_columns == 0 || n_rows == 0 || n_columns.checked_mul(n_rows)? > MAX_FIELDS {
        return None;
    }
    let mut cells: Vec<usize> = (0..n_columns * n_rows).collect();
    for upright in [true, false] {
        let (across, along) = if upright { (&xs, &ys) } else { (&ys, &xs) };
        for (line, &at) in across.iter().enumerate().take(across.len() - 1).skip(1) {
            let own: Vec<&Rule> =
                rules.iter().filter(|rule| rule.upright == upright && (rule.at - at).abs() <= slack(upright)).collect();
            for (field, span) in along.windows(2).enumerate() {
                let &[from, to] = span else { continue };
                let covered: f64 =
                    own.iter().map(|rule| (rule.to.min(to) - rule.from.max(from)).max(0.0)).sum::<f64>() / (to - from);
                if covered > 0.75 {
                    continue;
                }
                if covered > 0.25 {
                    return None;
                }
                let (a, b) = if upright {
                    (field * n_columns + line - 1, field * n_columns + line)
                } else {
                    ((line - 1) * n_columns + field, line * n_columns + field)
                };
                unite(&mut cells, a, b);
            }
        }
    }
    let bounds = Rect { x0: *xs.first()?, y0: *ys.first()?, x1: *xs.last()?, y1: *ys.last()? };
    let mut numbers: Vec<Option<usize>> = vec![None; cells.len()];
    let mut areas: Vec<Area> = Vec::new();
    let mut sizes: Vec<usize> = Vec::new();
    let mut fields = Vec::with_capacity(cells.len());
    for at in 0..cells.len() {
        let root = root(&mut cells, at);
        let (row, column) = (at / n_columns, at % n_columns);
        let number = numbers.get_mut(root)?;
        let number = *number.get_or_insert_with(|| {
            areas.push(Area { rows: row..row, columns: column..column });
            sizes.push(0);
            areas.len() - 1
        });
        let area = areas.get_mut(number)?;
        area.rows.end = area.rows.end.max(row + 1);
        area.columns.start = area.columns.start.min(column);
        area.columns.end = area.columns.end.max(column + 1);
        *sizes.get_mut(number)? += 1;
        fields.push(number);
    }
    let boxes = areas.iter().zip(&sizes).all(|(area, &size)| area.rows.len() * area.columns.len() == size);
    let is_open = |upright: bool, at: f64, length: f64| {
        let own = rules.iter().filter(|rule| rule.upright == upright && (rule.at - at).abs() <= slack(upright));
        own.map(|rule| rule.to - rule.from).sum::<f64>() < 0.75 * length
    };
    let [left, right] = [bounds.x0, bounds.x1].map(|x| is_open(true, x, bounds.height()));
    // Open at one side only, part of it is cut off.
    if left != right {
        return None;
    }
    let open = [bounds.y0, bounds.y1].map(|y| is_open(false, y, bounds.width()));
    boxes.then_some(Ruled { bounds, xs, ys, fields, cells: areas, open })
}

/// Places that are near each other as one.
fn cluster(mut places: Vec<f64>, near: f64) -> Vec<f64> {
    places.sort_by(f64::total_cmp);
    let mut clusters: Vec<f64> = Vec::new();
    let mut begin = f64::NEG_INFINITY;
    for at in places {
        if at - begin > near {
            clusters.push(at);
            begin = at;
        } else if let Some(last) = clusters.last_mut() {
            *last = f64::midpoint(begin, at);
        }
    }
    clusters
}

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "places that were set are compared")]
mod tests {
    use super::*;

    fn level(at: f64, from: f64, to: f64) -> Rule {
        Rule { upright: false, at, from, to }
    }

    fn upright(at: f64, from: f64, to: f64) -> Rule {
        Rule { upright: true, at, from, to }
    }

    fn areas(table: &Ruled) -> Vec<(Range<usize>, Range<usize>)> {
        table.cells.iter().map(|area| (area.rows.clone(), area.columns.clone())).collect()
    }

    /// Two rows of two columns.
    fn square() -> Vec<Rule> {
        let mut rules: Vec<Rule> = [0.0, 20.0, 40.0].map(|y| level(y, 0.0, 100.0)).to_vec();
        rules.extend([0.0, 50.0, 100.0].map(|x| upright(x, 0.0, 40.0)));
        rules
    }

    #[test]
    fn rules_bound_cells() {
        let tables = tables(&square(), 10.0);
        assert_eq!(tables.len(), 1);
        assert_eq!(areas(&tables[0]), [(0..1, 0..1), (0..1, 1..2), (1..2, 0..1), (1..2, 1..2)]);
        let at = [(10.0, 10.0), (60.0, 10.0), (10.0, 30.0), (60.0, 39.0), (101.0, 10.0)];
        assert_eq!(at.map(|point| tables[0].cell_at(point)), [Some(0), Some(1), Some(2), Some(3), None]);
    }

    #[test]
    fn cells_without_a_rule_between_them_are_one() {
        let mut rules = square();
        rules[4] = upright(50.0, 20.0, 40.0);
        assert_eq!(areas(&tables(&rules, 10.0)[0]), [(0..1, 0..2), (1..2, 0..1), (1..2, 1..2)]);
    }

    #[test]
    fn rules_in_pieces_double_rules_and_open_sides_are_rules() {
        let mut pieces = square();
        pieces[1] = level(20.2, 0.0, 49.0);
        pieces.push(level(19.8, 50.5, 100.0));
        pieces.push(level(42.0, 0.0, 100.0));
        assert_eq!(areas(&tables(&pieces, 10.0)[0]).len(), 4);
        let open: Vec<Rule> = square().into_iter().filter(|rule| !rule.upright || rule.at == 50.0).collect();
        assert_eq!(areas(&tables(&open, 10.0)[0]).len(), 4);
    }

    #[test]
    fn a_rule_as_long_as_its_table_is_part_of_it() {
        let mut rules: Vec<Rule> = square().into_iter().filter(|rule| rule.upright || rule.at == 20.0).collect();
        rules.push(upright(-30.0, 0.0, 40.0));
        assert_eq!(areas(&tables(&rules, 10.0)[0]).first(), Some(&(0..2, 0..1)));
        let cut: Vec<Rule> = square().into_iter().filter(|rule| rule.at != 100.0).collect();
        assert!(tables(&cut, 10.0).is_empty(), "its last column has no end");
    }

    #[test]
    fn what_bounds_no_cells_is_no_table() {
        // A frame, an underline, a rule that ends midway, a cell around a corner.
        let frame: Vec<Rule> = square().into_iter().filter(|rule| rule.at != 20.0 && rule.at != 50.0).collect();
        assert!(tables(&frame, 10.0).is_empty());
        assert!(tables(&[level(0.0, 0.0, 100.0)], 10.0).is_empty());
        let mut midway = square();
        midway[4] = upright(50.0, 0.0, 30.0);
        assert!(tables(&midway, 10.0).is_empty());
        let mut corner = square();
        corner[4] = upright(50.0, 0.0, 20.0);
        corner[1] = level(20.0, 0.0, 50.0);
        assert!(tables(&corner, 10.0).is_empty());
    }
}
