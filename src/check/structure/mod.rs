//! `S`: sections, headings, dates, and what the format and the Regulations ask a report to say.
//!
//! Nothing in here looks at the source: the tree has the words and their places.
//!
//! An error is what is certainly missing: a section, or its table. What rests on words, names or dates is a warning, and
//! what is a matter of form is a note. In doubt a rule says nothing: an alarm on a correct report costs more than a fault
//! that somebody sees anyway. So words that a report must have are looked for in many forms and in all of the prose, and
//! words that it must not have (last year's year, another place) only where they can hardly mean anything else: at the
//! beginning of a sentence that reports, or where an office signs. A table that the text has lost, but has traces of,
//! cannot be assessed and is not called missing.

mod contents;
mod dates;
mod figures;
mod identity;
mod prose;
mod sections;
mod text;

use super::Context;
use super::rule::Rule;

/// The rules of the family.
pub(super) static RULES: &[&Rule] = &[
    &sections::MISSING,
    &sections::OUT_OF_ORDER,
    &sections::DUPLICATED,
    &sections::HEADING_MISSING,
    &sections::HEADING_WORDING,
    &sections::HEADING_NUMBER,
    &figures::TABLE_MISSING,
    &figures::TABLE_BLANK,
    &contents::SECTION_EMPTY,
    &identity::TITLE_MISSING,
    &identity::TITLE_WORDING,
    &identity::TITLE_YEAR,
    &dates::PERIOD,
    &identity::EDITION,
    &identity::CITATION,
    &prose::STALE_YEAR,
    &identity::ISSUER,
    &prose::DUPLICATED,
    &prose::PLACEHOLDER,
    &dates::DEADLINE,
    &dates::PREMATURE,
    &contents::OVERVIEW_PARTS,
    &contents::SUPERVISION,
    &contents::FEE_STATEMENT,
    &sections::SUB_HEADING_NUMBERS,
    &figures::ALL_ZERO,
];

pub(super) fn check(context: &mut Context<'_>) {
    if !RULES.iter().any(|rule| context.runs(rule)) {
        return;
    }
    let start = context.findings.len();
    let prose = &text::stretches(context.report);
    // In the order of the codes, so that there is nothing to sort where all is well.
    sections::presence(context);
    sections::order(context);
    sections::duplicated(context);
    sections::headings(context);
    figures::missing(context);
    figures::blank(context);
    contents::empty(context);
    identity::title(context);
    dates::period(context);
    identity::edition(context);
    identity::citation(context);
    prose::stale(context, prose);
    identity::issuer(context, prose);
    prose::duplicated(context, prose);
    prose::placeholders(context, prose);
    dates::dated(context);
    contents::overview(context);
    contents::supervision(context, prose);
    contents::fee(context, prose);
    sections::sub_headings(context);
    figures::all_zero(context);
    context.sort_from(start);
}
