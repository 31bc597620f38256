//! A row for a claim.

use super::Rows;
use super::record::{Word, record};
use crate::check::{Language, Subject};
use crate::report::{
    Applicants, Certainty, Claim, Decimal, Edition, Figure, Measure, Quantity, Scope, SectionKind, Unit,
};

record! {
    /// A claim of the prose as a row. [`Rows::claims`] gives them.
    ///
    /// ```
    /// use ogi_report::write::Rows;
    ///
    /// let parsed = ogi_report::parse(ogi_report::SAMPLE)?;
    /// let json = serde_json::to_value(Rows::of("sample.txt", &parsed).claims().next().unwrap())?;
    /// assert_eq!((&json["section"], &json["precision"]), (&"overview".into(), &"exact".into()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ClaimRecord<'r> = "ogi-report/claims-rows/1" {
        /// The name that the caller gave the document.
        document: &'r str,
        /// Issuer of the report.
        issuer: Option<&'r str>,
        /// The year that is reported on.
        year: Option<u16>,
        /// Edition of the report.
        edition: Edition,
        /// The section whose prose it is; none for the preamble.
        section: Option<SectionKind>,
        /// What is counted.
        quantity: Quantity,
        /// The same in Chinese.
        quantity_zh: String,
        /// The same in English.
        quantity_en: String,
        /// Whose applications are counted.
        applicants: Applicants,
        /// How the figure measures the quantity.
        measure: Measure,
        /// How exact the figure is: `exact`, `at_least`, `about`, or `none` where words deny that there are any.
        precision: Word,
        /// The figure. None where words deny: no figure is written there.
        value: Option<Decimal>,
        /// Unit of the figure, where one is known.
        unit: Option<Unit>,
        /// Whose figure it is.
        scope: Scope,
        /// The year that the sentence itself names.
        stated_year: Option<u16>,
        /// How sure it is that the words mean this quantity.
        certainty: Certainty,
        /// The words of the clause.
        text: &'r str,
        /// Where the clause begins, in bytes of the text that was read.
        span_start: u32,
        /// Where it ends.
        span_end: u32,
        /// Where the figure begins.
        figure_start: u32,
        /// Where it ends.
        figure_end: u32,
        /// The page it stands on, from 1, in a form that has pages.
        page: Option<u16>,
        /// The paragraph, from 1, in a form that counts them.
        paragraph: Option<u16>,
    }
}

pub(super) fn rows(of: Rows<'_>) -> impl Iterator<Item = ClaimRecord<'_>> {
    let preamble = of.report.preamble.iter().flat_map(|preamble| &preamble.claims).map(|claim| (None, claim));
    let sections = of.report.sections();
    let sections = sections.flat_map(|(kind, section)| section.claims.iter().map(move |claim| (Some(kind), claim)));
    preamble.chain(sections).map(move |(section, claim)| ClaimRecord::new(of, section, claim))
}

impl<'r> ClaimRecord<'r> {
    fn new(of: Rows<'r>, section: Option<SectionKind>, claim: &'r Claim) -> Self {
        let place = of.place(claim.span);
        let quantity = Subject::Quantity(claim.quantity);
        let (precision, value) = match claim.figure {
            Figure::Exact(value) => ("exact", Some(value)),
            Figure::AtLeast(value) => ("at_least", Some(value)),
            Figure::About(value) => ("about", Some(value)),
            Figure::None => ("none", None),
        };
        Self {
            document: of.document,
            issuer: of.issuer(),
            year: of.year(),
            edition: of.report.edition,
            section,
            quantity: claim.quantity,
            quantity_zh: quantity.label(Language::Zh),
            quantity_en: quantity.label(Language::En),
            applicants: claim.applicants,
            measure: claim.measure,
            precision: Word(precision),
            value,
            unit: claim.unit,
            scope: claim.scope,
            stated_year: claim.year,
            certainty: claim.certainty,
            text: &claim.text,
            span_start: claim.span.start,
            span_end: claim.span.end,
            figure_start: claim.figure_span.start,
            figure_end: claim.figure_span.end,
            page: place.page(),
            paragraph: place.paragraph(),
        }
    }
}
