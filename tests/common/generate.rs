//! Reports whose identities all hold, made from a number: the same number gives the same report on every machine.

use ogi_report::report::{
    ApplicantColumn, ApplicationRow, Applications, ApplicationsTable, Cell, CellId, CellValue, Disputes, DisputesTable,
    Edition, Number, Outcome, Proceeding,
};
use ogi_report::{Report, SAMPLE, SAMPLE_2019, parse};

/// Random numbers: SplitMix64, which is four lines and the same everywhere.
#[derive(Clone, Debug)]
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `n`.
    pub(crate) fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }

    /// True `n` times of a hundred.
    pub(crate) fn percent(&mut self, n: u64) -> bool {
        self.below(100) < n
    }

    /// One of them.
    pub(crate) fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        let at = self.below(items.len() as u64);
        &items[usize::try_from(at).unwrap()]
    }
}

/// The numbers of a report's tables three and four, which agree with each other.
#[derive(Clone, Debug)]
pub(crate) struct Generated {
    /// The edition, and with it the rows that there are.
    pub(crate) edition: Edition,
    /// The cells in the order of the format; `None` is a nought that is left blank.
    pub(crate) cells: Vec<(CellId, Option<u64>)>,
}

/// How large numbers are, and how many cells hold any.
#[derive(Clone, Copy, Debug)]
struct Size {
    percent: u64,
    limit: u64,
}

/// Small offices, middling ones, those that nobody writes to, and numbers that no office has.
const SIZES: [Size; 10] = [
    Size { percent: 0, limit: 1 },
    Size { percent: 5, limit: 3 },
    Size { percent: 10, limit: 3 },
    Size { percent: 20, limit: 12 },
    Size { percent: 30, limit: 60 },
    Size { percent: 40, limit: 200 },
    Size { percent: 60, limit: 1500 },
    Size { percent: 100, limit: 90 },
    Size { percent: 100, limit: 5_000_000 },
    // The largest sum in the table is that of 126 cells, and of what is carried forward in six.
    Size { percent: 80, limit: u64::MAX / 200 },
];

/// The report of this number.
pub(crate) fn generate(seed: u64) -> Generated {
    let random = &mut Random::new(seed);
    let size = *random.pick(&SIZES);
    of_size(random, size)
}

/// The report of this number, with numbers that a report could have.
pub(crate) fn generate_small(seed: u64) -> Generated {
    let random = &mut Random::new(seed);
    let size = *random.pick(&SIZES[..9]);
    of_size(random, size)
}

fn of_size(random: &mut Random, size: Size) -> Generated {
    let edition = *random.pick(&[Edition::E2021, Edition::E2021, Edition::E2019]);
    let percent_blank = *random.pick(&[0, 0, 0, 50, 100]);
    let mut table = ApplicationsTable::default();
    let rows: Vec<ApplicationRow> = ApplicationRow::ALL.iter().copied().filter(|row| row.in_edition(edition)).collect();
    let count = |cell: &Cell| cell.count().unwrap_or(0);
    let set = |table: &mut ApplicationsTable, row: ApplicationRow, column, n: u64| {
        *table.row_mut(row).cell_mut(column) = number(n);
    };
    let applicants = &ApplicantColumn::ALL[..6];
    for &column in applicants {
        let mut closed = 0;
        for &row in &rows[2..rows.len() - 2] {
            let n = some(random, size);
            closed += n;
            set(&mut table, row, column, n);
        }
        let forward = some(random, size);
        let over = some(random, size).min(closed + forward);
        set(&mut table, ApplicationRow::ResultsTotal, column, closed);
        set(&mut table, ApplicationRow::CarriedForward, column, forward);
        set(&mut table, ApplicationRow::CarriedOver, column, over);
        set(&mut table, ApplicationRow::Received, column, closed + forward - over);
    }
    for &row in &rows {
        let sum = applicants.iter().map(|&column| count(table.row(row).cell(column))).sum();
        set(&mut table, row, ApplicantColumn::Total, sum);
    }
    let mut disputes = DisputesTable::default();
    for &proceeding in Proceeding::ALL {
        let mut sum = 0;
        for &outcome in &Outcome::ALL[..4] {
            let n = some(random, size);
            sum += n;
            *disputes.outcomes_mut(proceeding).cell_mut(outcome) = number(n);
        }
        disputes.outcomes_mut(proceeding).total = number(sum);
    }
    let cells = CellId::all(edition)
        .filter_map(|id| {
            let n = match id {
                CellId::Applications(row, column) => count(table.row(row).cell(column)),
                CellId::Disputes(proceeding, outcome) => count(disputes.outcomes(proceeding).cell(outcome)),
                _ => return None,
            };
            Some((id, (n > 0 || !random.percent(percent_blank)).then_some(n)))
        })
        .collect();
    Generated { edition, cells }
}

fn some(random: &mut Random, size: Size) -> u64 {
    if random.percent(size.percent) { 1 + random.below(size.limit) } else { 0 }
}

fn offset(offset: u32) -> usize {
    usize::try_from(offset).unwrap()
}

/// A cell that holds this count.
pub(crate) fn number(n: u64) -> Cell {
    Cell::new(CellValue::Number(Number::Count(n)), &n.to_string(), None)
}

/// Puts a cell of table three or four in place of the one that is there.
pub(crate) fn set(report: &mut Report, id: CellId, cell: Cell) {
    match id {
        CellId::Applications(row, column) => {
            let table = report.applications.get_or_insert_default().table.get_or_insert_default();
            *table.row_mut(row).cell_mut(column) = cell;
        }
        CellId::Disputes(proceeding, outcome) => {
            let table = report.disputes.get_or_insert_default().table.get_or_insert_default();
            *table.outcomes_mut(proceeding).cell_mut(outcome) = cell;
        }
        _ => panic!("{id}: not a cell of table three or four"),
    }
}

impl Generated {
    /// A report of these two tables, and of nothing else.
    pub(crate) fn report(&self) -> Report {
        let mut report = Report::default();
        report.edition = self.edition;
        report.applications = Some(Applications { table: Some(Box::default()), ..Applications::default() });
        report.disputes = Some(Disputes { table: Some(Box::default()), ..Disputes::default() });
        for &(id, n) in &self.cells {
            let cell = n.map_or_else(|| Cell::new(CellValue::Blank, "", None), number);
            set(&mut report, id, cell);
        }
        report
    }

    /// The text of a whole report: the sample of the edition, with these numbers in its tables and without the figures
    /// of its prose, which speak of other ones.
    pub(crate) fn text(&self) -> String {
        let sample = if self.edition == Edition::E2019 { SAMPLE_2019 } else { SAMPLE };
        let report = parse(sample).unwrap().report;
        let mut places: Vec<(usize, usize, String)> = self
            .cells
            .iter()
            .map(|&(id, n)| {
                let span = report.cell(id).span.unwrap_or_else(|| panic!("{id} stands nowhere in the sample"));
                (offset(span.start), offset(span.end), n.map(|n| n.to_string()).unwrap_or_default())
            })
            .collect();
        for (_, section) in report.sections() {
            for paragraph in section.paragraphs() {
                if paragraph.text.contains(|c: char| c.is_ascii_digit()) {
                    // What the Regulations ask of governments stays.
                    let words = if paragraph.text.contains("评议") {
                        "公开工作计入考核，开展了社会评议，没有需要追究责任的情形。"
                    } else {
                        "一切如常。"
                    };
                    places.push((offset(paragraph.span.start), offset(paragraph.span.end), words.into()));
                }
            }
        }
        places.sort();
        let mut text = String::new();
        let mut at = 0;
        for (start, end, new) in places {
            text += &sample[at..start];
            text += &new;
            at = end;
        }
        text + &sample[at..]
    }
}
