//! Pages with faults drawn at random, many at once: merged cells, blanks, cells that the format does not have, headers that
//! are missing or out of place, tables cut in two. Whatever is read of them, no cell may be wrong in silence.
//!
//! `CHANCE_ROUNDS=20000 cargo test --release --test html_chance` draws more of them, and `CHANCE_FIRST` says from which on.

#![cfg(feature = "html")]
#![allow(clippy::panic, clippy::print_stderr, clippy::unwrap_used, reason = "a test fails by panicking, and shows why")]

mod common;

use std::env;

use common::page::{FIRST_ROW, Page, Table, Td};
use common::{faults, token};
use ogi_report::report::{CellId, Edition, Report};
use ogi_report::write::FlatReport;
use ogi_report::{Parsed, read};

/// A small source of chance, the same in every run.
struct Chance(u64);

impl Chance {
    /// The chance of one round, whatever was drawn in those before.
    fn of(round: u64) -> Self {
        let mut chance = Self(0x2545_f491_4f6c_dd1d ^ round.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        chance.below(2);
        chance.below(2);
        chance
    }

    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 33) % n as u64).unwrap()
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    fn of_these<'t, T>(&mut self, these: &'t [T]) -> &'t T {
        &these[self.below(these.len())]
    }
}

/// What is true of a cell.
#[derive(Clone, Debug, PartialEq)]
enum Truth {
    Number(u64),
    Blank,
    /// A number that stands in several cells at once: nobody can tell whose it is.
    Merged,
    /// The page has no such column.
    Absent,
}

impl Truth {
    /// Whether what was read is true, or says that it does not know.
    fn allows(&self, read: &str) -> bool {
        let exact = match self {
            Self::Number(number) => read == number.to_string(),
            Self::Blank | Self::Absent => read == "_",
            Self::Merged => false,
        };
        exact || ["?", "!", "."].contains(&read)
    }

    fn is(&self, read: &str) -> bool {
        self.allows(read) && (!["?", "!", "."].contains(&read) || matches!(self, Self::Merged | Self::Absent))
    }
}

/// The values of a table, row by row, and which of them are one cell.
struct Values {
    truth: Vec<Vec<Truth>>,
    /// For each value, the row and column where its cell begins.
    begins: Vec<Vec<(usize, usize)>>,
}

impl Values {
    fn new(truth: Vec<Vec<Truth>>) -> Self {
        let begins =
            truth.iter().enumerate().map(|(row, cells)| (0..cells.len()).map(|column| (row, column)).collect());
        Self { begins: begins.collect(), truth }
    }

    /// Makes one cell of those in a rectangle, if none of them is part of another.
    fn merge(&mut self, (row, column): (usize, usize), rows: usize, columns: usize) {
        let inside: Vec<(usize, usize)> =
            (row..row + rows).flat_map(|row| (column..column + columns).map(move |column| (row, column))).collect();
        let is_single = |&(row, column): &(usize, usize)| {
            let own = self.begins.get(row).and_then(|begins| begins.get(column));
            own == Some(&(row, column)) && self.span((row, column)) == (1, 1)
        };
        if !inside.iter().all(is_single) {
            return;
        }
        let truth = if self.truth[row][column] == Truth::Blank { Truth::Blank } else { Truth::Merged };
        // What is shown is the first value.
        let shown = self.truth[row][column].clone();
        for (r, c) in inside {
            self.begins[r][c] = (row, column);
            self.truth[r][c] = truth.clone();
        }
        if truth == Truth::Merged {
            self.truth[row][column] = shown;
        }
    }

    /// Over how many rows and columns the cell goes that begins here.
    fn span(&self, begin: (usize, usize)) -> (usize, usize) {
        let (row, column) = begin;
        let rows = self.begins[row..].iter().take_while(|begins| begins.get(column) == Some(&begin)).count();
        let columns = self.begins[row][column..].iter().take_while(|own| **own == begin).count();
        (rows, columns)
    }

    /// What is true, now that nothing more is merged.
    fn truths(&self) -> Vec<Vec<Truth>> {
        let mut truths = self.truth.clone();
        for (row, truths) in truths.iter_mut().enumerate() {
            for (column, truth) in truths.iter_mut().enumerate() {
                let begin = self.begins[row][column];
                if self.span(begin) != (1, 1) && self.truth[begin.0][begin.1] != Truth::Blank {
                    *truth = Truth::Merged;
                }
            }
        }
        truths
    }
}

/// How a page is changed.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fault of its own")]
struct Faults {
    /// Of ten values, so many are blank.
    blanks: usize,
    /// A column that is blank in every row.
    blank_column: Option<usize>,
    /// One in so many blank values is merged with its neighbour.
    merges: usize,
    /// One in so many numbers is merged as well.
    number_merges: usize,
    down_merges: usize,
    ragged: bool,
    leading: usize,
    behind_label: usize,
    extra: Option<(usize, bool)>,
    remarks: Option<(bool, bool)>,
    ordinals: Option<bool>,
    without_total: bool,
    header: usize,
    split_labels: usize,
    styled: bool,
    lost_spans: usize,
    wide: bool,
    word_columns: bool,
    group_cells: usize,
    too_long: bool,
    heads: bool,
    sums_hold: bool,
    cuts: usize,
}

impl Faults {
    fn draw(chance: &mut Chance) -> Self {
        let mut rare = |n: usize| if chance.one_in(n) { 3 } else { 0 };
        let (leading, behind_label, split_labels, lost_spans) = (rare(3), rare(12), rare(8), rare(6));
        // A blank cell behind a label and one less at the end look like a row whose values stand there, and a column of
        // partial sums beside none of totals like that of totals.
        let ragged = behind_label == 0 && chance.one_in(6);
        let extra = chance.one_in(4).then(|| (*chance.of_these(&[6, 6, 1]), !chance.one_in(4)));
        let without_total = extra.is_none() && chance.one_in(8);
        let blank_column = chance.one_in(8).then(|| chance.below(if ragged && extra.is_some() { 6 } else { 7 }));
        Self {
            ragged,
            extra,
            without_total,
            leading,
            behind_label,
            split_labels,
            lost_spans,
            blanks: *chance.of_these(&[0, 2, 4, 9]),
            blank_column,
            merges: *chance.of_these(&[0, 2, 6]),
            number_merges: *chance.of_these(&[0, 0, 0, 20]),
            down_merges: *chance.of_these(&[0, 0, 12]),
            remarks: chance.one_in(8).then(|| (!chance.one_in(3), chance.one_in(2))),
            ordinals: chance.one_in(8).then(|| !chance.one_in(3)),
            header: chance.below(8),
            styled: chance.one_in(4),
            wide: chance.one_in(5),
            word_columns: chance.one_in(4),
            group_cells: chance.below(4),
            too_long: chance.one_in(6),
            heads: chance.one_in(6),
            sums_hold: !chance.one_in(4),
            cuts: *chance.of_these(&[0, 1, 1, 1, 2]),
        }
    }
}

const BLANKS: [&str; 5] = ["", "&nbsp;", "<p class=MsoNormal><o:p>&nbsp;</o:p></p>", "\u{3000}", "<br>"];

/// A number as a page writes it.
fn written(number: u64, styled: bool, chance: &mut Chance) -> String {
    let digits = number.to_string();
    if !styled || chance.one_in(2) {
        return digits;
    }
    match chance.below(3) {
        0 => [
            "<span lang=EN-US>",
            &digits.split("").collect::<Vec<_>>()[1..=digits.len()].join("</span><span>"),
            "</span>",
        ]
        .concat(),
        1 => format!("<p align=center>{}<font face=宋体>{}</font></p>", &digits[..1], &digits[1..]),
        _ => format!("<p><b>{digits}</b></p>"),
    }
}

/// Values of seven columns whose last is the sum of the others.
fn draw_values(faults: &Faults, chance: &mut Chance) -> Vec<Vec<Truth>> {
    (0..25)
        .map(|_| {
            let mut values: Vec<u64> = (0..6)
                .map(|_| match chance.below(6) {
                    0..=2 => 0,
                    3 | 4 => 1 + chance.below(9) as u64,
                    _ => 10 + chance.below(3000) as u64,
                })
                .collect();
            values.push(values.iter().sum());
            if !faults.sums_hold && chance.one_in(3) {
                values[6] += 1;
            }
            values
                .into_iter()
                .enumerate()
                .map(|(column, value)| {
                    let blank = chance.below(10) < faults.blanks || faults.blank_column == Some(column);
                    if blank { Truth::Blank } else { Truth::Number(value) }
                })
                .collect()
        })
        .collect()
}

/// Table three with these faults, in the tables that it was cut into, and what is true of its cells.
#[expect(clippy::too_many_lines, reason = "one fault behind the other, as a row is written")]
fn applications(page: &Page, faults: &Faults, chance: &mut Chance) -> (Vec<Table>, Vec<Vec<Truth>>) {
    let mut columns = draw_values(faults, chance);
    if let Some((at, _)) = faults.extra {
        for row in &mut columns {
            let sum = row[1..6].iter().map(|truth| if let Truth::Number(n) = truth { *n } else { 0 }).sum();
            let blank = chance.below(20) < faults.blanks;
            row.insert(at, if blank { Truth::Blank } else { Truth::Number(sum) });
        }
    }
    if faults.without_total {
        for row in &mut columns {
            row.pop();
        }
    }
    let width = columns[0].len();
    let mut values = Values::new(columns);
    for row in 0..25 {
        for column in 0..width {
            let blank = values.truth[row][column] == Truth::Blank;
            let one_in = if blank { faults.merges } else { faults.number_merges };
            if one_in > 0 && column + 1 < width && chance.one_in(one_in) {
                let next = values.truth[row][column + 1] == Truth::Blank;
                let run = (column + 1..width).take_while(|&c| values.truth[row][c] == Truth::Blank).count();
                if blank && next {
                    values.merge((row, column), 1, 2 + chance.below(run));
                } else if !blank {
                    values.merge((row, column), 1, 2);
                }
            } else if faults.down_merges > 0 && row < 24 && chance.one_in(faults.down_merges) {
                let run = (row + 1..25).take_while(|&r| values.truth[r][column] == Truth::Blank).count();
                if blank && run > 0 {
                    values.merge((row, column), 2 + chance.below(run), 1);
                } else if !blank && faults.number_merges > 0 {
                    values.merge((row, column), 2, 1);
                }
            }
        }
    }
    // Where the table is cut, cells end.
    let mut cuts: Vec<usize> = (0..faults.cuts).map(|_| 1 + chance.below(24)).collect();
    cuts.sort_unstable();
    cuts.dedup();
    cuts.retain(|&cut| (0..width).all(|column| values.begins[cut][column].0 == cut));
    let widths: Vec<usize> =
        (0..width + 4).map(|_| if faults.word_columns { 1 + chance.below(3) } else { 1 }).collect();
    let mut rows: Vec<Vec<Td>> = Vec::new();
    for row in 0..25 {
        let own = &page.applications.rows[FIRST_ROW + row];
        let labels = own.len() - 7;
        let mut cells: Vec<Td> = own[..labels].to_vec();
        if faults.split_labels > 0 && chance.one_in(faults.split_labels) {
            let label = cells.pop().unwrap();
            let half: String = label.html.chars().take(label.html.chars().count() / 2).collect();
            let rest = label.html[half.len()..].to_owned();
            cells.push(Td { html: half, ..label });
            cells.push(Td::new(rest));
        }
        if faults.lost_spans > 0 && chance.one_in(faults.lost_spans) {
            cells.last_mut().unwrap().colspan = String::new();
        }
        for td in &mut cells {
            if faults.too_long && !td.rowspan.is_empty() {
                td.rowspan = chance.of_these(&["65535", "20000000", "0", "40"]).to_string();
            }
            if faults.wide && !td.colspan.is_empty() && chance.one_in(3) {
                td.colspan = (td.colspan.parse::<usize>().unwrap() + 1).to_string();
            }
        }
        if faults.leading > 0 && chance.one_in(faults.leading) {
            for _ in 0..=chance.below(2) {
                let at = if chance.one_in(3) { cells.len() - 1 } else { 0 };
                cells.insert(at, Td::new(*chance.of_these(&BLANKS)));
            }
        }
        if faults.behind_label > 0 && chance.one_in(faults.behind_label) {
            cells.push(Td::new(*chance.of_these(&BLANKS)));
        }
        if faults.ordinals.is_some() {
            cells.insert(0, Td::new((row + 1).to_string()));
        }
        let mut own: Vec<Td> = Vec::new();
        for column in 0..width {
            if values.begins[row][column] != (row, column) {
                continue;
            }
            let (down, across) = values.span((row, column));
            let html = match &values.truth[row][column] {
                Truth::Number(number) => written(*number, faults.styled, chance),
                _ => chance.of_these(&BLANKS).to_string(),
            };
            let across = widths[column..column + across].iter().sum();
            own.push(Td::spanning(&html, down, across));
        }
        let is_blank = |td: &Td| BLANKS.contains(&td.html.as_str());
        while faults.ragged && own.len() > 1 && own.last().is_some_and(|td| is_blank(td) && td.rowspan.is_empty()) {
            own.pop();
        }
        cells.extend(own);
        if let Some((_, words)) = faults.remarks {
            let remark = if words && chance.one_in(8) { "含上年结转" } else { *chance.of_these(&BLANKS) };
            cells.push(Td::new(remark));
        }
        rows.push(cells);
    }
    let header = header(page, faults, &widths);
    let mut tables = vec![Table::default()];
    for (row, cells) in rows.into_iter().enumerate() {
        if cuts.contains(&row) {
            let mut table = Table::default();
            if chance.one_in(2) {
                table.rows.clone_from(&header);
            }
            tables.push(table);
        }
        let own = tables.last_mut().unwrap();
        if row == 0 {
            own.rows.clone_from(&header);
        }
        let begins = cuts.contains(&row);
        own.rows.push(cells);
        if begins {
            // What becomes of the labels of groups that the cut goes through.
            let row = own.rows.last_mut().unwrap();
            match faults.group_cells {
                1 => row.insert(0, Td::new("")),
                2 => row.insert(0, Td::spanning("", 3, 1)),
                _ => {}
            }
        }
    }
    if faults.header == 6 {
        tables.last_mut().unwrap().rows.extend(header);
    }
    let mut truths = values.truths();
    for row in &mut truths {
        if let Some((at, _)) = faults.extra {
            row.remove(at);
        }
        if faults.without_total {
            row.push(Truth::Absent);
        }
    }
    (tables, truths)
}

/// The header of table three.
fn header(page: &Page, faults: &Faults, widths: &[usize]) -> Vec<Vec<Td>> {
    let mut header = page.applications.rows[..FIRST_ROW].to_vec();
    if let Some((at, named)) = faults.extra {
        let td = Td::new(if named { "小计" } else { "" });
        header[2].insert(at - 1, td);
        header[1][1].colspan = "6".into();
        header[0][1].colspan = "8".into();
    }
    if faults.without_total {
        header[1].pop();
    }
    if let Some((named, _)) = faults.remarks {
        header[0].push(Td::spanning(if named { "备注" } else { "" }, 3, 1));
    }
    if let Some(named) = faults.ordinals {
        header[0].insert(0, Td::spanning(if named { "序号" } else { "" }, 3, 1));
    }
    if faults.word_columns {
        // The columns of the values, as wide as they are below.
        let n = header[2].len();
        header[1][0].colspan = widths[0].to_string();
        for (at, td) in header[2].iter_mut().enumerate() {
            td.colspan = widths[1 + at].to_string();
        }
        header[1][1].colspan = widths[1..=n].iter().sum::<usize>().to_string();
        if let Some(total) = header[1].get_mut(2) {
            total.colspan = widths[1 + n].to_string();
        }
    }
    match faults.header {
        0 | 6 => header.clear(),
        1 => {
            header.remove(0);
        }
        2 => {
            header[2].clear();
        }
        3 if !faults.without_total => {
            let total = header[1].pop().unwrap();
            header[2].push(Td { rowspan: String::new(), ..total });
        }
        _ => {}
    }
    header
}

/// Table four with blanks and merged cells, and what is true of it.
fn disputes(page: &Page, faults: &Faults, chance: &mut Chance) -> (Table, Vec<Truth>) {
    let mut row: Vec<Truth> = (0..15).map(|_| Truth::Number([0, 0, 1, 2, 17][chance.below(5)])).collect();
    for truth in &mut row {
        if chance.below(10) < faults.blanks {
            *truth = Truth::Blank;
        }
    }
    let mut values = Values::new(vec![row]);
    for column in 0..14 {
        let blank = |c: usize| values.truth[0][c] == Truth::Blank;
        let one_in = match (blank(column), blank(column + 1)) {
            (true, true) => faults.merges,
            (true, false) => 0,
            (false, _) => faults.number_merges,
        };
        if one_in > 0 && chance.one_in(one_in) {
            values.merge((0, column), 1, 2);
        }
    }
    let mut table = page.disputes.clone();
    let mut own = Vec::new();
    for column in 0..15 {
        if values.begins[0][column] == (0, column) {
            let html = match &values.truth[0][column] {
                Truth::Number(number) => written(*number, faults.styled, chance),
                _ => chance.of_these(&BLANKS).to_string(),
            };
            own.push(Td::spanning(&html, 1, values.span((0, column)).1));
        }
    }
    if faults.leading > 0 && chance.one_in(4) {
        own.insert(0, Td::new(""));
    }
    table.rows[3] = own;
    match faults.header {
        0 => {
            table.rows.drain(..3);
        }
        1 => {
            table.rows.remove(0);
        }
        2 => {
            table.rows.remove(2);
        }
        6 => table.rows.rotate_left(3),
        _ => {}
    }
    (table, values.truths().remove(0))
}

/// Table two with blanks and cells that the format does not have, and what is true of it.
fn disclosure(page: &Page, faults: &Faults, chance: &mut Chance) -> (Table, Vec<Truth>) {
    let mut table = page.disclosure.clone();
    let mut truths = Vec::new();
    for row in &mut table.rows {
        let n = match row[0].html.as_str() {
            "规章" | "行政规范性文件" => 3,
            "行政许可" | "行政处罚" | "行政强制" | "行政事业性收费" => 1,
            _ => continue,
        };
        let own: Vec<Truth> = (0..n)
            .map(|_| {
                let blank = chance.below(10) < faults.blanks;
                if blank { Truth::Blank } else { Truth::Number([0, 3, 12, 1387][chance.below(4)]) }
            })
            .collect();
        let mut values = Values::new(vec![own]);
        for column in 0..n - 1 {
            let blank = |c: usize| values.truth[0][c] == Truth::Blank;
            let one_in = if blank(column) && blank(column + 1) { faults.merges } else { faults.number_merges };
            if one_in > 0 && (blank(column) <= blank(column + 1)) && chance.one_in(one_in) {
                values.merge((0, column), 1, 2);
            }
        }
        row.truncate(1);
        for column in 0..n {
            if values.begins[0][column] == (0, column) {
                let html = match &values.truth[0][column] {
                    Truth::Number(number) => written(*number, faults.styled, chance),
                    _ => chance.of_these(&BLANKS).to_string(),
                };
                row.push(Td::spanning(&html, 1, values.span((0, column)).1));
            }
        }
        if n == 1 {
            match faults.header {
                1 => row.extend([Td::new(""), Td::new("")]),
                2 => {}
                _ => row[1].colspan = "3".into(),
            }
        }
        if faults.leading > 0 && chance.one_in(6) {
            row.insert(0, Td::new(*chance.of_these(&BLANKS)));
        }
        truths.extend(values.truths().remove(0));
    }
    (table, truths)
}

/// A page with its faults, and what is true of its cells in the order of the format.
fn draw(round: u64) -> (String, Vec<Truth>, Faults) {
    let mut chance = Chance::of(round);
    let faults = Faults::draw(&mut chance);
    let page = Page::sample();
    let (two, mut truths) = disclosure(&page, &faults, &mut chance);
    let (three, rows) = applications(&page, &faults, &mut chance);
    let (four, row) = disputes(&page, &faults, &mut chance);
    truths.extend(rows.into_iter().flatten());
    truths.extend(row);
    let between =
        chance.of_these(&["<p>&nbsp;</p>", "", "<br clear=all style='page-break-before:always'>", "<p>- 4 -</p>"]);
    let three: Vec<String> = three.iter().map(Table::html).collect();
    let mut html = page
        .html()
        .replace(&page.disclosure.html(), &two.html())
        .replace(&page.applications.html(), &three.join(between))
        .replace(&page.disputes.html(), &four.html());
    if faults.heads {
        html = html.replace("<td", "<th").replace("</td>", "</th>");
    }
    (html, truths, faults)
}

/// Every cell as a token.
fn tokens(report: &Report) -> Vec<(CellId, String)> {
    let flat = serde_json::to_value(FlatReport::new(report)).unwrap();
    let cells = CellId::all(Edition::E2021).map(|id| {
        let value = flat["cells"][id.to_string()]["value"].as_str();
        (id, token(report.cell(id).status(), value))
    });
    cells.collect()
}

fn sound(html: &str) -> Parsed {
    let parsed = read(html.as_bytes()).unwrap();
    let faults = faults(&parsed.source.as_ref().unwrap().text, &parsed);
    assert!(faults.is_empty(), "{faults:#?}");
    parsed
}

#[test]
fn pages_with_faults_at_random_are_never_wrong_in_silence() {
    let number = |name: &str| env::var(name).ok().and_then(|n| n.parse::<u64>().ok());
    let first = number("CHANCE_FIRST").unwrap_or(0);
    let rounds = number("CHANCE_ROUNDS").unwrap_or(1000);
    let (mut right, mut all) = (0, 0);
    let mut wrong = Vec::new();
    for round in first..first + rounds {
        let (html, truths, drawn) = draw(round);
        let parsed = sound(&html);
        let tokens = tokens(&parsed.report);
        assert_eq!(tokens.len(), truths.len());
        all += tokens.len();
        let false_cells: Vec<String> = tokens
            .iter()
            .zip(&truths)
            .filter(|((_, read), truth)| !truth.allows(read))
            .map(|((id, read), truth)| format!("{id} is {truth:?}, read as {read}"))
            .collect();
        right += tokens.iter().zip(&truths).filter(|((_, read), truth)| truth.is(read)).count();
        if !false_cells.is_empty() {
            if wrong.is_empty() && rounds < 10 {
                eprintln!("{html}\n{}\n{drawn:#?}", parsed.source.as_ref().unwrap().text);
            }
            wrong.push(format!("round {round}: {}", false_cells.join("; ")));
        }
    }
    eprintln!("{right} of {all} cells are right in {rounds} pages, and wrong in silence are those of {}", wrong.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(right * 100 > all * 50, "{right} of {all}");
}
