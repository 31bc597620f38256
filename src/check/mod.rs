//! Checks: whether a report agrees with itself, with the format, with last year's and with those of its parts.
//!
//! [`check`] takes a report and gives [`Findings`]: for each [`Rule`] whether it holds, is violated, or cannot be
//! assessed, with every cell and figure that was looked at. Nothing is ever changed in the report.
//!
//! ```
//! use ogi_report::check::{Language, check};
//!
//! let report = ogi_report::parse(ogi_report::SAMPLE)?.report;
//! let findings = check(&report);
//! assert_eq!(findings.violated().count(), 0);
//! assert_eq!(findings.of_rule("A001").count(), 7, "one for each column");
//!
//! let text = ogi_report::SAMPLE.replace("行政许可\t387", "行政许可\t378");
//! let findings = check(&ogi_report::parse(&text)?.report);
//! for finding in findings.violated() {
//!     println!("{}: {}", finding.rule, finding.message(Language::Zh));
//! }
//! # Ok::<(), ogi_report::Error>(())
//! ```
//!
//! Where identities of the tables are violated, [`locate()`] tells which cells may be wrong, and what they would have to be.
//! [`Checker`] chooses rules and says what blank cells count for. [`check_series`] compares the years of one issuer,
//! [`check_rollup`] a parent with its parts. [`explain`] tells what a rule is for, and [`rules`] lists them.

mod applications;
mod cells;
mod compare;
mod count;
mod disclosure;
mod disputes;
mod explain;
mod figures;
mod finding;
mod findings;
mod fingerprint;
mod identity;
mod issuer;
mod language;
mod locate;
mod message;
mod names;
mod narrative;
mod operands;
mod phrase;
mod registry;
mod rollup;
mod rule;
mod series;
mod structure;
mod summands;
mod tally;
pub(crate) mod wire;

use std::cell::OnceCell;

pub use self::compare::Blanks;
pub use self::count::Tally;
pub use self::explain::explain;
pub(crate) use self::figures::table_span;
pub use self::finding::{Arg, ArgValue, Finding, Operand, Outcome, Reading, Reason, Role, Side, Sign, Subject};
pub use self::findings::Findings;
pub(crate) use self::findings::rank;
pub use self::identity::{Equation, Term, equations};
use self::issuer::Issuer;
pub use self::language::{Language, Text};
pub use self::locate::{Cause, Component, Correction, Explanation, Link, Location, Violation, locate};
pub(crate) use self::names::reduced;
pub(crate) use self::narrative::meaning::group_rows;
pub use self::operands::Operands;
pub use self::phrase::Phrase;
pub use self::registry::{UnknownRule, rule, rules};
pub use self::rollup::Completeness;
pub use self::rule::{Change, Example, Family, Input, Rule};
use crate::Report;

/// Checks a report by all rules that concern a report alone.
///
/// ```
/// use ogi_report::check::{Outcome, check};
///
/// let findings = check(&ogi_report::parse(ogi_report::SAMPLE)?.report);
/// assert_eq!(findings.of(Outcome::Violated).count(), 0);
/// assert!(findings.of(Outcome::Holds).count() > 50, "what holds is said as well");
/// # Ok::<(), ogi_report::Error>(())
/// ```
pub fn check(report: &Report) -> Findings {
    Checker::new().check(report)
}

/// Checks the reports of one issuer over the years, in any order, by the rules of [`Family::Series`]. Operands and
/// findings say by its index which of `reports` they speak of.
///
/// ```
/// use ogi_report::check::{Language, check_series};
/// use ogi_report::{SAMPLE, parse};
///
/// let last_year = SAMPLE.replace("县人民政府2024年政府", "县人民政府2023年政府");
/// let reports = [parse(SAMPLE)?.report, parse(&last_year)?.report];
/// let findings = check_series(&reports);
/// let carried = findings.of_rule("Y001").last().unwrap();
/// assert_eq!((carried.operands[0].report, carried.operands[1].report), (1, 0));
/// assert_eq!(carried.message(Language::Zh), "总计：2023年报告结转下年度1件，2024年报告上年结转3件，相差2件");
/// # Ok::<(), ogi_report::Error>(())
/// ```
pub fn check_series(reports: &[Report]) -> Findings {
    Checker::new().check_series(reports)
}

/// Checks a parent's report against those of its subordinates, by the rules of [`Family::Rollup`]. In operands and
/// findings, report 0 is the parent and the subordinates follow from 1.
///
/// ```
/// use ogi_report::check::{Completeness, Language, check_rollup};
/// use ogi_report::{SAMPLE, parse};
///
/// let county = parse(SAMPLE)?.report;
/// let bureau = SAMPLE.replace("澄溪县人民政府2024年政府", "澄溪县水务局2024年政府").replace("行政强制\t26", "行政强制\t62");
/// let findings = check_rollup(&county, &[parse(&bureau)?.report], Completeness::Partial);
/// let single = findings.of_rule("H003").next().unwrap();
/// assert_eq!(single.message(Language::Zh), "行政强制 本年处理决定数量：澄溪县水务局填报62，超过上级填报的26");
/// # Ok::<(), ogi_report::Error>(())
/// ```
pub fn check_rollup(parent: &Report, children: &[Report], completeness: Completeness) -> Findings {
    Checker::new().check_rollup(parent, children, completeness)
}

/// Which rules to check by, and how.
///
/// ```
/// use ogi_report::check::{Blanks, Checker};
///
/// let report = ogi_report::parse(ogi_report::SAMPLE)?.report;
/// let sums = Checker::new().select(["A", "R001"])?.ignore(["applications-row-total"])?.blanks(Blanks::Unknown);
/// assert_eq!(sums.check(&report).len(), 7 + 7 + 3);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checker {
    /// For each family the rules chosen, a bit each.
    rules: [u32; Family::ALL.len()],
    blanks: Blanks,
    max_findings: usize,
}

impl Default for Checker {
    fn default() -> Self {
        Self { rules: [u32::MAX; Family::ALL.len()], blanks: Blanks::default(), max_findings: 10_000 }
    }
}

impl Checker {
    /// All rules, and the defaults for blanks and limit.
    pub fn new() -> Self {
        Self::default()
    }

    /// Only these rules: codes, names, or beginnings of codes such as `A` or `N0`. What was chosen before, by this or by
    /// [`ignore`](Self::ignore), is forgotten.
    ///
    /// ```
    /// use ogi_report::check::Checker;
    ///
    /// let checker = Checker::new().select(["A", "N001"])?;
    /// let findings = checker.check(&ogi_report::parse(ogi_report::SAMPLE)?.report);
    /// assert!(findings.iter().all(|finding| finding.rule.code.starts_with('A') || finding.rule.code == "N001"));
    /// assert!(Checker::new().select(["no-such-rule"]).is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`UnknownRule`] where a selector names no rule.
    pub fn select<'s>(mut self, selectors: impl IntoIterator<Item = &'s str>) -> Result<Self, UnknownRule> {
        self.rules = Default::default();
        for selector in selectors {
            for rule in registry::select(selector)? {
                self.rules[rule.family as usize] |= 1 << rule.number();
            }
        }
        Ok(self)
    }

    /// Of those chosen so far, without these rules: codes, names, or beginnings of codes.
    ///
    /// # Errors
    ///
    /// [`UnknownRule`] where a selector names no rule.
    pub fn ignore<'s>(mut self, selectors: impl IntoIterator<Item = &'s str>) -> Result<Self, UnknownRule> {
        for selector in selectors {
            for rule in registry::select(selector)? {
                self.rules[rule.family as usize] &= !(1 << rule.number());
            }
        }
        Ok(self)
    }

    /// What blank cells and marks such as `/` count for in sums.
    #[must_use]
    pub fn blanks(mut self, blanks: Blanks) -> Self {
        self.blanks = blanks;
        self
    }

    /// Findings of a check that are kept at most. Default: ten thousand, some fifty times what a usual report gives. More
    /// are counted and left out ([`Findings::n_left_out`]): violated ones, the worst first, are kept before those that
    /// cannot be assessed, and these before those that hold.
    ///
    /// ```
    /// use ogi_report::check::Checker;
    ///
    /// let report = ogi_report::parse(&ogi_report::SAMPLE.replace("2\t0\t19", "2\t0\t18"))?.report;
    /// let findings = Checker::new().select(["A"])?.max_findings(3).check(&report);
    /// assert_eq!((findings.len(), findings.violated().count(), findings.n_left_out()), (3, 2, 36));
    /// assert_eq!(findings.tally().holds, 37);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn max_findings(mut self, limit: usize) -> Self {
        self.max_findings = limit;
        self
    }

    /// Whether a rule is among those chosen.
    pub fn runs(&self, rule: &Rule) -> bool {
        self.rules[rule.family as usize] >> rule.number() & 1 == 1
    }

    /// As [`check`].
    pub fn check(&self, report: &Report) -> Findings {
        let mut context = Context {
            report,
            checker: self,
            findings: Vec::with_capacity(FINDINGS),
            left_out: Tally::default(),
            cells: OnceCell::new(),
            issuer: OnceCell::new(),
        };
        identity::check(&mut context);
        structure::check(&mut context);
        cells::check(&mut context);
        disclosure::check(&mut context);
        narrative::check(&mut context);
        Findings::new(context.findings, context.left_out, self.max_findings)
    }

    /// As [`locate()`]: by the equations whose rules were chosen, and with blank cells counting for what was chosen.
    pub fn locate(&self, report: &Report) -> Location {
        locate::run(self, report)
    }

    /// As [`check_series`].
    pub fn check_series(&self, reports: &[Report]) -> Findings {
        Findings::new(series::check(self, reports), Tally::default(), self.max_findings)
    }

    /// As [`check_rollup`].
    pub fn check_rollup(&self, parent: &Report, children: &[Report], completeness: Completeness) -> Findings {
        let findings = rollup::check(self, parent, children, completeness);
        Findings::new(findings, Tally::default(), self.max_findings)
    }
}

/// As many findings as a check of one report has, by far most often: there is room for them from the beginning.
const FINDINGS: usize = 96;

/// What the families of rules work with.
struct Context<'r> {
    report: &'r Report,
    checker: &'r Checker,
    findings: Vec<Finding>,
    /// Those that there was no room for.
    left_out: Tally,
    /// What the cells are, looked at when a family asks first.
    cells: OnceCell<tally::Cells>,
    /// What kind of office reports.
    issuer: OnceCell<Option<Issuer<'r>>>,
}

impl<'r> Context<'r> {
    /// Whether a rule was chosen and applies to the report's edition.
    fn runs(&self, rule: &Rule) -> bool {
        self.checker.runs(rule) && rule.editions.contains(&self.report.edition)
    }

    /// Keeps that a rule holds, with nothing to say of it.
    fn holds(&mut self, rule: &'static Rule) {
        if self.runs(rule) {
            self.findings.push(Finding::new(rule, Outcome::Holds));
        }
    }

    /// Keeps that a rule cannot be assessed.
    fn cannot(&mut self, rule: &'static Rule, reason: Reason) {
        if self.runs(rule) {
            self.findings.push(Finding::not_assessable(rule, reason));
        }
    }

    /// Keeps a finding, if its rule was chosen and applies.
    fn push(&mut self, finding: Finding) {
        if self.runs(finding.rule) {
            self.findings.push(finding);
            // Twice as many as may stay are let in before the rest is thrown out, so that this is seldom done.
            if self.findings.len() > self.checker.max_findings.saturating_mul(2).max(1024) {
                self.left_out += findings::cut(&mut self.findings, self.checker.max_findings);
            }
        }
    }

    /// Puts the findings from `start` on in the order of their rules, for families that do not look rule by rule.
    fn sort_from(&mut self, start: usize) {
        // Where findings were thrown out, `start` is no longer where it was, and what stands before is in order anyway.
        let start = if self.left_out.left_out > 0 { 0 } else { start };
        if let Some(findings) = self.findings.get_mut(start..)
            && !findings.is_sorted_by_key(|finding| finding.rule)
        {
            findings.sort_by_key(|finding| finding.rule);
        }
    }

    /// What the cells of the tables are.
    fn cells(&self) -> &tally::Cells {
        self.cells.get_or_init(|| tally::cells(self.report))
    }

    /// The three tables, and how many of their cells are what.
    fn tallies(&self) -> [tally::Tally; 3] {
        self.cells().tallies
    }

    /// What kind of office reports, as far as its name tells.
    fn issuer(&self) -> Option<Issuer<'r>> {
        *self.issuer.get_or_init(|| Issuer::of(self.report))
    }
}
