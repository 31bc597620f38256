//! `S`: to be written.

use super::Context;
use super::rule::Rule;

/// The rules of the family.
pub(super) static RULES: &[&Rule] = &[];

pub(super) fn check(context: &mut Context<'_>) {
    let _ = context;
}
