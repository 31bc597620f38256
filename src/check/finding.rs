//! Findings: what a rule found, with everything that it looked at.

use core::fmt;
use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::language::Language;
use super::operands::Operands;
use super::phrase::Phrase;
use super::rule::Rule;
use crate::report::{
    ApplicantColumn, ApplicationRow, CellId, CellStatus, Date, Decimal, Proceeding, Quantity, SectionKind,
};
use crate::{Severity, Span};

/// How a rule came out.
///
/// ```
/// use ogi_report::check::{Outcome, Reason, check};
///
/// // A cell of the sum cannot be read, so nobody can tell whether the sum is right.
/// let text = ogi_report::SAMPLE.replace("（七）总计\t\t13", "（七）总计\t\t十三");
/// let findings = check(&ogi_report::parse(&text)?.report);
/// let open = findings.of(Outcome::NotAssessable).next().unwrap();
/// assert_eq!((open.rule.code, open.reason), ("A001", Some(Reason::CellUnreadable)));
/// assert!(findings.violated().all(|finding| finding.rule.code != "A001"), "nor is it called wrong");
/// # Ok::<(), ogi_report::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// What the rule says is so.
    Holds,
    /// It is not so.
    Violated,
    /// It cannot be told; [`Finding::reason`] says why.
    NotAssessable,
}

/// What a rule found: plain data, from which messages are made when asked for.
///
/// ```
/// use ogi_report::check::{Language, Outcome, check};
///
/// let text = ogi_report::SAMPLE.replace("四、结转下年度继续办理\t\t\t1", "四、结转下年度继续办理\t\t\t2");
/// let report = ogi_report::parse(&text)?.report;
/// let findings = check(&report);
/// let violated = findings.violated().next().unwrap();
/// assert_eq!((violated.rule.code, violated.outcome), ("A001", Outcome::Violated));
/// assert_eq!(violated.reported.unwrap().to_string(), "15");
/// assert_eq!(violated.computed.unwrap().to_string(), "14");
/// let operand = violated.operands.last().unwrap();
/// assert_eq!(operand.cell.unwrap().to_string(), "applications.carried_forward.natural_person");
/// assert_eq!(operand.span.unwrap().slice(&text), "2");
/// assert!(violated.message(Language::Zh).contains("自然人"));
/// # Ok::<(), ogi_report::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "super::wire::Finding", try_from = "super::wire::Finding")]
#[non_exhaustive]
pub struct Finding {
    /// The rule.
    pub rule: &'static Rule,
    /// How it came out.
    pub outcome: Outcome,
    /// Why it cannot be told.
    pub reason: Option<Reason>,
    /// How much it matters: the rule's severity, or a milder one.
    pub severity: Severity,
    /// What the finding is about.
    pub subject: Option<Subject>,
    /// Everything that was compared, left side first.
    pub operands: Operands,
    /// What the report says: the right side.
    pub reported: Option<Decimal>,
    /// What it should say: the left side.
    pub computed: Option<Decimal>,
    /// `reported` less `computed`.
    pub difference: Option<Decimal>,
    /// Whether blank or not-applicable cells were taken for nought. A finding that holds then holds only if they are.
    pub blanks_as_zero: bool,
    /// What was assumed, where something had to be.
    pub assumptions: Vec<Phrase>,
    /// Further values that the messages name.
    pub args: Vec<Arg>,
    /// Where to look first. The operands have their own spans.
    pub span: Option<Span>,
    /// Which of the reports given `span` belongs to: 0 where only one was given.
    pub report: u16,
}

/// A value that was compared.
///
/// ```
/// use ogi_report::check::{Role, Side, Sign, check};
///
/// let findings = check(&ogi_report::parse(ogi_report::SAMPLE)?.report);
/// let identity = findings.of_rule("A001").next().unwrap();
/// let operand = identity.operands.first().unwrap();
/// assert_eq!(operand.cell.unwrap().to_string(), "applications.received.natural_person");
/// assert_eq!((operand.role, operand.side, operand.sign), (Role::Part, Side::Left, Sign::Plus));
/// assert_eq!(operand.value.unwrap().to_string(), "12");
/// assert_eq!(operand.span.unwrap().slice(ogi_report::SAMPLE), "12");
/// # Ok::<(), ogi_report::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Operand {
    /// What it is in the comparison.
    pub role: Role,
    /// The side of the comparison that it stands on.
    pub side: Side,
    /// Whether it is added or taken away on its side.
    pub sign: Sign,
    /// The cell; `None` for a figure of the prose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cell: Option<CellId>,
    /// What the cell is; `number` for a figure of the prose.
    pub status: CellStatus,
    /// The value that it has in the sum. A blank cell that counts as nought has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Decimal>,
    /// Where it stands in the text. Of a page or a file, [`Source::place`](crate::Source::place) says where that is: in which
    /// table, row and column, on which page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
    /// Which of the reports given it stands in: 0 where only one was given.
    #[serde(default, skip_serializing_if = "is_first")]
    pub report: u16,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde's skip_serializing_if asks for")]
fn is_first(report: &u16) -> bool {
    *report == 0
}

/// What an operand is in its comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Role {
    /// Part of a sum.
    Part,
    /// The total that a sum is held against.
    Total,
    /// A figure of the prose.
    Claim,
    /// A value of the year before.
    Previous,
    /// A value of this year that the one of the year before is held against.
    Current,
    /// A value of the parent.
    Parent,
    /// A value of a subordinate office.
    Child,
    /// The cell that the finding is about.
    Subject,
}

/// A side of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// What is computed.
    Left,
    /// What is reported.
    Right,
}

/// Whether an operand is added or taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub enum Sign {
    /// Added.
    #[serde(rename = "+")]
    Plus,
    /// Taken away.
    #[serde(rename = "-")]
    Minus,
}

/// What a finding is about.
///
/// ```
/// use ogi_report::check::{Language, Subject, check};
/// use ogi_report::report::ApplicantColumn;
///
/// let findings = check(&ogi_report::parse(ogi_report::SAMPLE)?.report);
/// let subject = findings.of_rule("A001").next().and_then(|finding| finding.subject).unwrap();
/// assert_eq!(subject, Subject::Column(ApplicantColumn::NaturalPerson));
/// assert_eq!(subject.label(Language::Zh), "自然人");
/// # Ok::<(), ogi_report::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Subject {
    /// A column of the table of section three.
    #[serde(with = "super::wire::column")]
    #[cfg_attr(feature = "schemars", schemars(with = "ApplicantColumn"))]
    Column(ApplicantColumn),
    /// A row of the table of section three.
    #[serde(with = "super::wire::row")]
    #[cfg_attr(feature = "schemars", schemars(with = "ApplicationRow"))]
    Row(ApplicationRow),
    /// A group of columns of the table of section four.
    #[serde(with = "super::wire::proceeding")]
    #[cfg_attr(feature = "schemars", schemars(with = "Proceeding"))]
    Proceeding(Proceeding),
    /// A cell.
    Cell(CellId),
    /// A section.
    Section(SectionKind),
    /// What a claim counts.
    Quantity(Quantity),
}

impl Subject {
    /// The label: that of the format for rows, columns, cells and sections.
    pub fn label(self, language: Language) -> String {
        let zh = language == Language::Zh;
        match self {
            Self::Column(column) => if zh { column.label_zh() } else { column.label_en() }.to_owned(),
            Self::Row(row) => if zh { row.label_zh() } else { row.label_en() }.to_owned(),
            Self::Proceeding(proceeding) => if zh { proceeding.label_zh() } else { proceeding.label_en() }.to_owned(),
            Self::Cell(cell) => {
                if zh {
                    cell.label_zh()
                } else {
                    cell.label_en()
                }
            }
            Self::Section(section) => section.heading().to_owned(),
            Self::Quantity(quantity) => super::phrase::quantity(quantity, language),
        }
    }
}

/// Why a rule cannot be assessed.
///
/// ```
/// use ogi_report::check::{Language, Reason};
///
/// assert_eq!(Reason::CellMissing.text().get(Language::En), "a cell that it needs was not found");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Reason {
    /// A cell that it needs was not found.
    CellMissing,
    /// The text does not say which number belongs to a cell that it needs.
    CellAmbiguous,
    /// A cell that it needs holds no number.
    CellUnreadable,
    /// A cell that it needs is blank or not applicable, and blanks are not to be taken for nought.
    CellBlank,
    /// One side states nothing: all its cells are blank or not applicable, and the other side is not nought.
    NothingStated,
    /// A number was placed by this very sum while reading, so that the sum proves nothing.
    PlacedByThisSum,
    /// A number is too large to be added up exactly.
    TooLarge,
    /// The claim is about other offices than the tables are.
    OtherScope,
    /// The claim is about another year than the report.
    OtherYear,
    /// The claim gives no exact figure that could be compared.
    NotExact,
    /// The tables have no such figure.
    NoSuchCell,
    /// The report of the year before is not there.
    NoPreviousReport,
    /// The two reports follow different editions, whose figures do not mean the same.
    EditionsDiffer,
    /// The report does not say its year.
    YearUnknown,
    /// The report does not say which office it is from.
    IssuerUnknown,
    /// The report has no date of signature or publication.
    DateUnknown,
    /// The part of the report that it looks at was not found.
    PartMissing,
    /// The reports are about different years.
    YearsDiffer,
    /// The unit of an amount of money was not found.
    UnitUnknown,
    /// There are too few figures to tell anything by.
    TooFewFigures,
    /// There are more reports than findings can point at.
    TooManyReports,
    /// The law does not say how the rule applies to such an issuer.
    IssuerOutsideRule,
    /// The rule does not concern such an issuer.
    IssuerNotConcerned,
    /// The name of the issuer does not tell enough of it.
    IssuerUnclear,
    /// The report does not say its statistical period.
    PeriodUnknown,
    /// The date of the report cannot be right.
    DateImplausible,
    /// The rule is younger than the report.
    BeforeRule,
    /// The text shows that there is a table, and not what is in it.
    TableUnread,
}

/// A further value that messages name, by the name that stands in their templates.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Arg {
    /// The name.
    pub name: Cow<'static, str>,
    /// The value.
    pub value: ArgValue,
}

/// The value of an [`Arg`].
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ArgValue {
    /// Words of the report.
    Text(Box<str>),
    /// A number.
    Number(Decimal),
    /// A day.
    Date(Date),
    /// A year.
    Year(u16),
    /// Words of this library, in either language.
    Phrase(Phrase),
    /// What a finding can be about.
    Subject(Subject),
    /// The readings of a claim, with the value that each gives.
    Readings(Vec<Reading>),
}

/// A reading of a claim that was tried.
///
/// ```
/// use ogi_report::check::{ArgValue, Language, check};
///
/// // 收到 may mean the new applications, or those carried over as well.
/// let text = ogi_report::SAMPLE.replace("全年新收政府信息公开申请19件", "全年收到政府信息公开申请91件");
/// let findings = check(&ogi_report::parse(&text)?.report);
/// let readings = findings.violated().find_map(|finding| match finding.arg("readings") {
///     Some(ArgValue::Readings(readings)) => Some(readings),
///     _ => None,
/// });
/// let tried: Vec<String> = readings.unwrap().iter().map(|one| format!("{}: {}", one.meaning.text().get(Language::En), one.value.unwrap())).collect();
/// assert_eq!(tried, ["received this year: 19", "received and carried over: 22"]);
/// # Ok::<(), ogi_report::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Reading {
    /// What the words can mean.
    pub meaning: Phrase,
    /// What the tables say then; `None` where they do not.
    pub value: Option<Decimal>,
}

impl Finding {
    /// A finding that has nothing to compare: it is so, or not.
    #[inline]
    pub(super) fn new(rule: &'static Rule, outcome: Outcome) -> Self {
        Self {
            rule,
            outcome,
            reason: None,
            severity: rule.severity,
            subject: None,
            operands: Operands::new(),
            reported: None,
            computed: None,
            difference: None,
            blanks_as_zero: false,
            assumptions: Vec::new(),
            args: Vec::new(),
            span: None,
            report: 0,
        }
    }

    /// A finding that cannot be told.
    pub(super) fn not_assessable(rule: &'static Rule, reason: Reason) -> Self {
        Self { reason: Some(reason), ..Self::new(rule, Outcome::NotAssessable) }
    }

    #[must_use]
    #[inline]
    pub(super) fn with_severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    #[must_use]
    #[inline]
    pub(super) fn with_subject(mut self, subject: Subject) -> Self {
        self.subject = Some(subject);
        self
    }

    #[must_use]
    #[inline]
    pub(super) fn with_span(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }

    #[must_use]
    #[inline]
    pub(super) fn with_report(mut self, report: u16) -> Self {
        self.report = report;
        self
    }

    #[must_use]
    #[inline]
    pub(super) fn with_operand(mut self, operand: Operand) -> Self {
        self.operands.change(|operands| operands.push(operand));
        self
    }

    #[must_use]
    #[inline]
    pub(super) fn with_assumption(mut self, phrase: Phrase) -> Self {
        self.assumptions.push(phrase);
        self
    }

    #[must_use]
    #[inline]
    pub(super) fn with_arg(mut self, name: &'static str, value: ArgValue) -> Self {
        self.args.push(Arg { name: Cow::Borrowed(name), value });
        self
    }

    #[must_use]
    #[inline]
    pub(super) fn with_text(self, name: &'static str, text: &str) -> Self {
        self.with_arg(name, ArgValue::Text(text.into()))
    }

    /// The value of an argument.
    pub fn arg(&self, name: &str) -> Option<&ArgValue> {
        self.args.iter().find(|arg| arg.name == name).map(|arg| &arg.value)
    }

    /// What was found, in a sentence without a final stop.
    pub fn message(&self, language: Language) -> String {
        super::message::message(self, language)
    }

    /// A mark of 16 hexadecimal digits that stays the same as long as rule, outcome, cells and values do, wherever they
    /// stand in the text. Two findings of a report that differ in nothing else than their place share it.
    pub fn fingerprint(&self) -> String {
        super::fingerprint::fingerprint(self)
    }

    /// The places that the finding rests on: its own, then those of its operands.
    pub fn spans(&self) -> impl Iterator<Item = (u16, Span)> {
        let own = self.span.map(|span| (self.report, span));
        own.into_iter().chain(self.operands.iter().filter_map(|operand| Some((operand.report, operand.span?))))
    }
}

/// What was found in one line, in English: how bad it is or that nothing is wrong, the rule, and the message.
///
/// ```
/// use ogi_report::check::check;
///
/// let report = ogi_report::parse(&ogi_report::SAMPLE.replace("2\t0\t19", "2\t0\t18"))?.report;
/// assert_eq!(
///     check(&report).violated().next().unwrap().to_string(),
///     "error[A001] applications-balance: total: received and carried over (18 + 3) differ from results and carried \
///      forward (21 + 1) by 1",
/// );
/// # Ok::<(), ogi_report::Error>(())
/// ```
impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Rule { code, name, .. } = self.rule;
        let message = self.message(Language::En);
        match self.outcome {
            Outcome::Violated => write!(f, "{}[{code}] {name}: {message}", self.severity),
            Outcome::Holds | Outcome::NotAssessable => {
                write!(f, "{}[{code}] {name}: {message}", self.outcome.text().get(Language::En))
            }
        }
    }
}
