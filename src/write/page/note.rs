//! What is shown beside a mark.

use core::fmt::Write;

use super::words::{both, push, say};
use super::{Page, class};
use crate::Span;
use crate::check::{Finding, Outcome, Subject};
use crate::report::CellId;

/// Findings that a note tells in full at most, and those that it names: more are in the list.
const TOLD: usize = 6;
const NAMED: usize = 12;

impl Page<'_> {
    /// The note of the mark with this id: what stands there in the source, and the findings that rest on it.
    pub(super) fn note(
        &self,
        id: &str,
        input: usize,
        cell: Option<CellId>,
        span: Option<Span>,
        findings: &[usize],
        out: &mut String,
    ) {
        let _ = write!(out, "<aside class=\"note\" id=\"{id}-note\">");
        if let Some(cell) = cell {
            out.push_str("<p><strong>");
            both(out, |language| Subject::Cell(cell).label(language));
            out.push_str("</strong></p>");
        }
        if let (Some(span), Some(of_input)) = (span, self.of.inputs.get(input)) {
            out.push_str("<p>");
            of_input.quote(span, self.words_id(input, span), out);
            out.push_str("</p>");
        }
        let told = |number: &&usize| self.finding(**number).is_some_and(|finding| finding.outcome != Outcome::Holds);
        let n_told = findings.iter().take_while(told).count().min(TOLD);
        let (in_full, others) = findings.split_at(n_told);
        if !in_full.is_empty() {
            out.push_str("<ul>");
            for &number in in_full {
                let Some(finding) = self.finding(number) else { continue };
                let _ = write!(out, "<li class=\"{}\">", class(finding));
                name(number, finding, out);
                out.push(' ');
                both(out, |language| finding.message(language));
                values(finding, out);
                out.push_str("</li>");
            }
            out.push_str("</ul>");
        }
        if !others.is_empty() {
            out.push_str("<p>");
            say(out, "另有：", "Also: ");
            for &number in others.iter().take(NAMED) {
                let Some(finding) = self.finding(number) else { continue };
                let _ = write!(out, "<span class=\"{}\">", class(finding));
                name(number, finding, out);
                out.push_str("</span> ");
            }
            if let Some(more) = others.len().checked_sub(NAMED).filter(|more| *more > 0) {
                let _ = write!(out, "+{more}");
            }
            out.push_str("</p>");
        }
        let suspects = cell.and_then(|cell| self.suspects.get(&(input, cell)));
        for explanation in suspects.into_iter().flatten().take(TOLD) {
            out.push_str("<p class=\"cause\">");
            both(out, |language| explanation.summary(language));
            out.push_str("</p>");
        }
        out.push_str("</aside>");
    }

    pub(super) fn finding(&self, number: usize) -> Option<&Finding> {
        self.shown.get(number).map(|shown| shown.finding)
    }
}

/// The code of a finding, which leads to it.
fn name(number: usize, finding: &Finding, out: &mut String) {
    let _ = write!(out, "<a href=\"#finding-{}\">{}</a>", number + 1, finding.rule.code);
}

/// The formula, and what both sides come to.
pub(super) fn values(finding: &Finding, out: &mut String) {
    out.push_str("<span class=\"values\"><code>");
    push(finding.rule.formula, out);
    out.push_str("</code>");
    let values = [
        (finding.computed, "左边", "left side"),
        (finding.reported, "右边", "right side"),
        (finding.difference.filter(|difference| !difference.is_zero()), "相差", "difference"),
    ];
    for (value, zh, en) in values {
        if let Some(value) = value {
            out.push_str("<span class=\"value\">");
            say(out, zh, en);
            let _ = write!(out, " <b>{}</b></span>", value.to_string().replacen('-', "−", 1));
        }
    }
    out.push_str("</span>");
}
