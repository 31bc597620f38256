//! A finding with everything that it rests on.

use core::fmt::Write;
use std::collections::BTreeSet;

use super::marks::own_words;
use super::note::values;
use super::words::{both, push, say, text};
use super::{EXPLANATIONS, Page, Shown, cell_id, class};
use crate::Span;
use crate::check::{Component, Finding, Language, Operand, Outcome, Text};
use crate::report::{CellId, Decimal};
use crate::write::{CheckKind, operand, short};

/// Up to so many operands none is folded away.
const FEW: usize = 6;

/// Operands of a finding that are listed at most.
const MOST: usize = 400;

impl Page<'_> {
    /// Writes the finding with this number.
    pub(super) fn card(&self, number: usize, shown: &Shown<'_>, out: &mut String) {
        let finding = shown.finding;
        let (rule, class) = (finding.rule, class(finding));
        let _ = write!(out, "<article class=\"card {class}\" id=\"finding-{}\" tabindex=\"-1\"", number + 1);
        if self.has_panes() {
            self.rests_on(shown, out);
        }
        out.push_str(">\n<h4>");
        let kind = match finding.outcome {
            Outcome::Violated => finding.severity.text(),
            outcome => outcome.text(),
        };
        let of_several = match shown.check.kind {
            CheckKind::Report => None,
            CheckKind::Series => Some(Text::new("年度衔接：", "Series: ")),
            CheckKind::Rollup => Some(Text::new("上下级汇总：", "Rollup: ")),
        };
        if let Some(of_several) = of_several {
            text(out, of_several);
        }
        out.push_str("<span class=\"sign\">");
        text(out, kind);
        let _ = write!(out, "</span> <code>{}</code> ", rule.code);
        text(out, rule.summary);
        out.push_str("</h4>\n<p class=\"message\">");
        both(out, |language| finding.message(language));
        out.push_str("</p>\n<p>");
        values(finding, out);
        out.push_str("</p>\n");
        if let Some(assumes) = rule.always_assumes().filter(|_| finding.outcome != Outcome::Holds) {
            out.push_str("<p>");
            say(out, "前提：", "Assumes: ");
            text(out, assumes);
            out.push_str("</p>\n");
        }
        if let (Some(span), Outcome::Violated | Outcome::NotAssessable) = (finding.span, finding.outcome)
            && finding.operands.iter().all(|operand| operand.span != Some(span))
            && let Some(input) = shown.input(finding.report)
        {
            out.push_str("<p>");
            let id = self.links.get(&(input, span)).cloned();
            link(id, out, |out| say(out, "所在", "stands at"));
            out.push(' ');
            self.quote(input, span, out);
            out.push_str("</p>\n");
        }
        self.operands(shown, out);
        if finding.outcome == Outcome::Violated {
            self.location(shown, out);
        }
        out.push_str("</article>\n");
    }

    /// Attributes that say what the finding rests on: `data-marks` has the ids of marks, `data-words` places of sources, each
    /// an input with a stretch of its bytes.
    fn rests_on(&self, shown: &Shown<'_>, out: &mut String) {
        let finding = shown.finding;
        let of_operands = finding.operands.iter().map(|operand| (operand.report, operand.cell, operand.span));
        let own = own_words(finding).map(|span| (finding.report, None, Some(span)));
        let (mut marks, mut words) = (Vec::new(), Vec::new());
        for (report, cell, span) in of_operands.chain(own) {
            let Some(input) = shown.input(report) else { continue };
            marks.extend(match (cell, span) {
                (Some(cell), _) => self.cell_id(input, cell),
                (None, Some(span)) => self.links.get(&(input, span)).cloned(),
                (None, None) => None,
            });
            words.extend(span.map(|Span { start, end }| format!("{input}:{start}-{end}")));
        }
        for (name, mut values) in [("marks", marks), ("words", words)] {
            let mut known = BTreeSet::new();
            values.retain(|value| known.insert(value.clone()));
            let _ = write!(out, " data-{name}=\"{}\"", values.join(" "));
        }
    }

    /// Lists the operands. Noughts of a sum of many are folded away.
    fn operands(&self, shown: &Shown<'_>, out: &mut String) {
        let finding = shown.finding;
        let is_folded =
            |operand: &&Operand| finding.operands.len() > FEW && operand.value.is_some_and(Decimal::is_zero);
        let operands = || finding.operands.iter().take(MOST);
        let (folded, open): (Vec<_>, Vec<_>) = operands().partition(is_folded);
        if finding.outcome == Outcome::Holds {
            // What agrees is told by its links alone.
            if !finding.operands.is_empty() {
                out.push_str("<p class=\"operands\">");
                for operand in open {
                    self.operand(shown, operand, out);
                    out.push_str("; ");
                }
                out.push_str("</p>\n");
            }
            return;
        }
        self.items(shown, &open, out);
        if !folded.is_empty() {
            let n = folded.len();
            out.push_str("<details><summary>");
            both(out, |language| match (language, n) {
                (Language::Zh, _) => format!("另有{n}个为0的数"),
                (Language::En, 1) => "and 1 that is nought".to_owned(),
                (Language::En, _) => format!("and {n} that are nought"),
            });
            out.push_str("</summary>");
            self.items(shown, &folded, out);
            out.push_str("</details>\n");
        }
        if let Some(more) = finding.operands.len().checked_sub(MOST).filter(|more| *more > 0) {
            out.push_str("<p>");
            both(out, |language| match language {
                Language::Zh => format!("另有{more}个未列出"),
                Language::En => format!("{more} more are not listed"),
            });
            out.push_str("</p>\n");
        }
    }

    fn items(&self, shown: &Shown<'_>, operands: &[&Operand], out: &mut String) {
        if operands.is_empty() {
            return;
        }
        out.push_str("<ul class=\"operands\">\n");
        for operand in operands {
            out.push_str("<li>");
            self.operand(shown, operand, out);
            if let Some((input, span)) = shown.input(operand.report).zip(operand.span) {
                out.push(' ');
                self.quote(input, span, out);
            }
            out.push_str("</li>\n");
        }
        out.push_str("</ul>\n");
    }

    /// The id of a cell's element, if the cell is on the page.
    fn cell_id(&self, input: usize, cell: CellId) -> Option<String> {
        let report = &self.of.inputs.get(input)?.parsed?.report;
        report.has_cells_of(cell).then(|| cell_id(input, cell))
    }

    /// An operand by its name, which leads to it.
    fn operand(&self, shown: &Shown<'_>, operand: &Operand, out: &mut String) {
        let input = shown.input(operand.report);
        let of_input = input.and_then(|input| self.of.inputs.get(input));
        let written = operand.span.and_then(|span| of_input?.source.slice(span));
        let id = input.and_then(|input| match (operand.cell, operand.span) {
            (Some(cell), _) => self.cell_id(input, cell),
            (None, Some(span)) => self.links.get(&(input, span)).cloned(),
            (None, None) => None,
        });
        link(id, out, |out| both(out, |language| operand::label(shown.finding, operand, written, language)));
    }

    /// Words of a source, by its name where there are several.
    fn quote(&self, input: usize, span: Span, out: &mut String) {
        let Some(of_input) = self.of.inputs.get(input) else { return };
        if self.of.inputs.len() > 1 {
            out.push_str("<span class=\"place\">");
            push(of_input.source.name(), out);
            out.push_str("</span> ");
        }
        of_input.quote(span, self.words_id(input, span), out);
    }

    /// What would have to be corrected.
    fn location(&self, shown: &Shown<'_>, out: &mut String) {
        let Some(location) = shown.check.location else { return };
        let (zh, en) = (location.notes(shown.finding, Language::Zh), location.notes(shown.finding, Language::En));
        if zh.is_empty() {
            return;
        }
        out.push_str("<div class=\"cause\"><ul>\n");
        for (zh, en) in zh.iter().zip(&en) {
            out.push_str("<li>");
            both(out, |language| if language == Language::Zh { zh.clone() } else { en.clone() });
            out.push_str("</li>\n");
        }
        out.push_str("</ul>");
        let component = location.components.iter().find(|component| concerns(component, shown.finding));
        let explanations = component.into_iter().flat_map(|component| component.explanations.iter().take(EXPLANATIONS));
        let mut cells: Vec<_> =
            explanations.flat_map(|explanation| &explanation.corrections).map(|correction| correction.cell).collect();
        cells.sort_unstable();
        cells.dedup();
        if !cells.is_empty() {
            out.push_str("<p>");
            say(out, "可能有误：", "May be wrong: ");
            for cell in cells {
                let id = self.cell_id(shown.check.inputs.start, cell);
                link(id, out, |out| both(out, |language| short::cell(cell, language)));
                out.push_str("; ");
            }
            out.push_str("</p>");
        }
        out.push_str("</div>\n");
    }
}

/// Writes words that lead to an element, if there is one.
pub(super) fn link(id: Option<String>, out: &mut String, words: impl Fn(&mut String)) {
    match id {
        Some(id) => {
            let _ = write!(out, "<a href=\"#{id}\">");
            words(out);
            out.push_str("</a>");
        }
        None => words(out),
    }
}

fn concerns(component: &Component, finding: &Finding) -> bool {
    component
        .violated
        .iter()
        .any(|violation| violation.rule == finding.rule && Some(violation.subject) == finding.subject)
}

/// Writes a text of the library that is in English alone.
pub(super) fn english(words: &str, out: &mut String) {
    out.push_str("<span lang=\"en\">");
    push(words, out);
    out.push_str("</span>");
}
