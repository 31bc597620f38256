//! The figures of a report, which agree with each other and with those of the year before.

use super::office::Office;
use super::{Random, Size};
use crate::report::{ApplicantColumn, ApplicationRow, Decimal, Edition, Outcome, Proceeding, Unit};

/// Rows 规章 and 行政规范性文件, in either edition three figures each.
pub(super) type Documents = [u64; 3];

/// A row of items of the 2019 edition.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Items {
    pub(super) previous: u64,
    pub(super) change: i64,
}

/// All figures of a report.
#[derive(Clone, Debug)]
pub(super) struct Figures {
    pub(super) edition: Edition,
    /// Rows in the order of [`ApplicationRow::ALL`], columns in that of [`ApplicantColumn::ALL`].
    pub(super) applications: [[u64; 7]; 25],
    pub(super) disputes: [[u64; 5]; 3],
    /// 规章, 规范性文件.
    pub(super) documents: [Documents; 2],
    /// 行政许可, 行政处罚, 行政强制, 其他对外管理服务事项.
    pub(super) decisions: [u64; 4],
    /// In the same order, and 行政事业性收费; of the 2019 edition.
    pub(super) items: [Items; 5],
    /// Fees of the 2021 edition, procurement of that of 2019, and the unit of either.
    pub(super) amount: Decimal,
    pub(super) unit: Unit,
    pub(super) procured: u64,
    /// 信息处理费: notices, the amount that they ask for, and what was collected, in yuan.
    pub(super) information_fee: [Decimal; 3],
}

/// Rows of the table by their place.
pub(super) const RECEIVED: usize = ApplicationRow::Received as usize;
pub(super) const CARRIED_OVER: usize = ApplicationRow::CarriedOver as usize;
pub(super) const GRANTED: usize = ApplicationRow::Granted as usize;
pub(super) const RESULTS_TOTAL: usize = ApplicationRow::ResultsTotal as usize;
pub(super) const CARRIED_FORWARD: usize = ApplicationRow::CarriedForward as usize;
/// The column 总计.
pub(super) const TOTAL: usize = ApplicantColumn::Total as usize;

impl Figures {
    pub(super) fn new(
        edition: Edition,
        size: Size,
        office: &Office,
        previous: Option<&Self>,
        random: &mut Random,
    ) -> Self {
        let mut figures = Self {
            edition,
            applications: [[0; 7]; 25],
            disputes: [[0; 5]; 3],
            documents: [[0; 3]; 2],
            decisions: [0; 4],
            items: [Items::default(); 5],
            amount: 0u64.into(),
            unit: Unit::TenThousandYuan,
            procured: 0,
            information_fee: [0u64.into(); 3],
        };
        figures.applications(size, previous, random);
        figures.disputes(size, random);
        figures.disclosure(size, office, previous.filter(|previous| previous.edition == edition), random);
        figures.information_fee(size, random);
        figures
    }

    fn applications(&mut self, size: Size, previous: Option<&Self>, random: &mut Random) {
        let (edition, table) = (self.edition, &mut self.applications);
        let outcomes = || {
            let rows = ApplicationRow::ALL.iter().filter(move |row| row.in_edition(edition));
            rows.map(|&row| row as usize).filter(|row| (GRANTED..RESULTS_TOTAL).contains(row))
        };
        #[expect(clippy::needless_range_loop, reason = "a column is no slice of the table")]
        for column in 0..TOTAL {
            for row in outcomes() {
                table[row][column] = some(size, random);
            }
            let forward = some(size, random);
            let over = some(size, random);
            let over = match previous {
                Some(previous) => previous.applications[CARRIED_FORWARD][column],
                None => over.min(outcomes().map(|row| table[row][column]).sum::<u64>() + forward),
            };
            // What was carried over was answered at least.
            let closed: u64 = outcomes().map(|row| table[row][column]).sum();
            table[GRANTED][column] += over.saturating_sub(closed + forward);
            let closed = closed.max(over.saturating_sub(forward));
            table[RESULTS_TOTAL][column] = closed;
            table[CARRIED_FORWARD][column] = forward;
            table[CARRIED_OVER][column] = over;
            table[RECEIVED][column] = closed + forward - over;
        }
        for row in table {
            row[TOTAL] = row[..TOTAL].iter().sum();
        }
    }

    fn disputes(&mut self, size: Size, random: &mut Random) {
        // Few applications end before a court.
        let (percent, limit) = size.of_cells();
        for group in &mut self.disputes {
            for outcome in &mut group[..4] {
                *outcome = if random.percent(percent) { 1 + random.below(limit.div_ceil(4)) } else { 0 };
            }
            group[4] = group[..4].iter().sum();
        }
    }

    fn disclosure(&mut self, size: Size, office: &Office, previous: Option<&Self>, random: &mut Random) {
        let (documents, decisions) = size.of_section_two();
        let any = |limit: u64, random: &mut Random| if size == Size::Silent { 0 } else { random.below(limit + 1) };
        for (nth, row) in self.documents.iter_mut().enumerate() {
            if nth == 0 && !office.makes_rules() {
                continue;
            }
            let before = previous.map_or_else(|| any(documents * 4, random), |previous| previous.documents[nth][2]);
            let (one, other) = (any(documents, random), any(documents, random));
            *row = match self.edition {
                Edition::E2021 => {
                    let repealed = other.min(before + one);
                    [one, repealed, before + one - repealed]
                }
                Edition::E2019 => [other.min(one), one, before + one],
            };
        }
        for n in &mut self.decisions {
            *n = any(decisions, random) * random.below(3).min(1);
        }
        for (nth, items) in self.items.iter_mut().enumerate() {
            items.previous = match previous.map(|previous| previous.items[nth]) {
                Some(items) => items.previous.saturating_add_signed(items.change),
                None => any(decisions.min(400), random),
            };
            let more = i64::try_from(any(9, random)).unwrap_or(0);
            let fewer = i64::try_from(any(items.previous.min(9), random)).unwrap_or(0);
            items.change = if random.percent(50) { more } else { -fewer };
        }
        self.procured = any(decisions.min(2_000), random);
        let most = office.most_fees();
        let amount = if self.edition == Edition::E2019 && self.procured == 0 { 0 } else { any(most, random) };
        let yuan = self.edition == Edition::E2019 && random.percent(30);
        if yuan {
            self.unit = Unit::Yuan;
        }
        self.amount = if amount == 0 || random.percent(20) { amount.into() } else { decimals(amount, yuan, random) };
    }

    fn information_fee(&mut self, size: Size, random: &mut Random) {
        if matches!(size, Size::Silent | Size::Quiet) || random.percent(70) {
            return;
        }
        let notices = 1 + random.below(5);
        let asked = notices * (10 + random.below(300));
        let collected = asked - random.below(asked);
        self.information_fee = [notices, asked, collected].map(Into::into);
    }

    /// The largest figure of the tables.
    pub(super) fn largest(&self) -> u64 {
        let applications = self.applications.iter().flatten();
        let others = self.disputes.iter().flatten().chain(self.documents.iter().flatten()).chain(&self.decisions);
        applications.chain(others).copied().max().unwrap_or(0)
    }

    pub(super) fn dispute(&self, proceeding: Proceeding, outcome: Outcome) -> u64 {
        self.disputes[proceeding as usize][outcome as usize]
    }
}

fn some(size: Size, random: &mut Random) -> u64 {
    let (percent, limit) = size.of_cells();
    if random.percent(percent) { 1 + random.below(limit) } else { 0 }
}

/// The amount with one to six decimals, or two where it is in yuan.
fn decimals(whole: u64, yuan: bool, random: &mut Random) -> Decimal {
    let n: usize = if yuan { 2 } else { *random.pick(&[1, 2, 2, 2, 4, 6]) };
    let fraction = random.below(10u64.pow(u32::try_from(n).unwrap_or(0)));
    format!("{whole}.{fraction:0n$}").parse().unwrap_or_else(|_| whole.into())
}
