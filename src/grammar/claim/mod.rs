//! What the prose claims.

use super::narrative::Stitch;
use crate::report::{Claim, SectionKind};

/// Reads the claims of a paragraph, run-in heading included, into `claims`. `section` is `None` in the preamble.
pub(super) fn claims(paragraph: &Stitch, section: Option<SectionKind>, claims: &mut Vec<Claim>) {
    let _ = (paragraph, section, claims);
}
