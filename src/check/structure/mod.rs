//! `S`: sections, headings, dates, and what the format and the Regulations ask a report to say.
//!
//! Nothing in here looks at the source: the tree has the words and their places.

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
    sections::check(context);
    figures::check(context);
    identity::check(context);
    dates::check(context);
    contents::check(context);
    prose::check(context);
    context.sort_from(start);
}
