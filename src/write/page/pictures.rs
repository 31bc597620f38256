//! Pictures on the page: the flow of each report, the years of a series, and the outcomes of several reports.

use core::fmt::Write;
use std::collections::BTreeSet;

use super::words::{both, push, say};
use super::{Check, Page, cell_id};
use crate::Parsed;
use crate::check::{Language, Operand};
use crate::report::{CellId, Report};
use crate::write::CheckKind;
use crate::write::chart::{Figure, Flow, Outcomes, Years};
use crate::write::html::Style;

/// How pictures stand on the page.
pub(super) const PICTURES: Style =
    Style { text: include_str!("pictures.css"), hash: "sha256-SrQo1EykRiMbOyauqscZt8MyQ+CymeFjfbp8NxhLlbw=" };

impl Page<'_> {
    /// The flow of a report's applications, folded away, if it has their table.
    pub(super) fn flow(&self, input: usize, out: &mut String) {
        let Some(parsed) = self.of.inputs.get(input).and_then(|input| input.parsed) else { return };
        let report = &parsed.report;
        if report.applications.as_ref().is_none_or(|applications| applications.table.is_none()) {
            return;
        }
        open("申请的来源和去向（图）", "Where applications came from and what became of them (picture)", out);
        let flow = Flow::of(report);
        in_both(|language| flow.language(language).to_inline(), out);
        self.figures(&flow.figures(), |_| Some(input), year, out);
        out.push_str("</details></aside>\n");
    }

    /// The years of each series that was checked and is chosen.
    pub(super) fn years(&self, is_chosen: &dyn Fn(&Check<'_>) -> bool, out: &mut String) {
        let is_series = |check: &&Check<'_>| check.kind == CheckKind::Series && is_chosen(check);
        for check in self.of.checks.iter().filter(is_series) {
            let inputs: Vec<usize> = check.inputs.clone().collect();
            let read = |input: &usize| Some(&self.of.inputs.get(*input)?.parsed?.report);
            let inputs: Vec<usize> = inputs.into_iter().filter(|input| read(input).is_some()).collect();
            if inputs.len() < 2 {
                continue;
            }
            let years = Years::of(inputs.iter().filter_map(read));
            open("各年度的数字（图）", "Figures by year (picture)", out);
            in_both(|language| years.clone().language(language).to_inline(), out);
            self.figures(&years.figures(), |report| inputs.get(report).copied(), year, out);
            out.push_str("</details></aside>\n");
        }
    }

    /// The outcomes of all reports that have the table of applications, if they are several and not the years of one series.
    pub(super) fn outcomes(&self, out: &mut String) {
        let all = 0..self.of.inputs.len();
        if self.of.checks.iter().any(|check| check.kind == CheckKind::Series && check.inputs == all) {
            return;
        }
        let read = |input: &usize| Some(&self.of.inputs.get(*input)?.parsed?.report);
        let has_table = |report: &Report| report.applications.as_ref().is_some_and(|section| section.table.is_some());
        let inputs: Vec<usize> = all.filter(|input| read(input).is_some_and(has_table)).collect();
        if inputs.len() < 2 {
            return;
        }
        let outcomes = Outcomes::of(inputs.iter().filter_map(read));
        open("各份报告的办理结果（图）", "Outcomes by report (picture)", out);
        in_both(|language| outcomes.clone().language(language).to_inline(), out);
        self.figures(&outcomes.figures(), |report| inputs.get(report).copied(), issuer_and_year, out);
        out.push_str("</details></aside>\n");
    }

    /// The cells that have a mark, by which they can be found.
    fn marked(&self) -> BTreeSet<(usize, CellId)> {
        let operands = self.shown.iter().flat_map(|shown| {
            let place = |operand: &Operand| Some((shown.input(operand.report)?, operand.cell?));
            shown.finding.operands.iter().filter_map(place)
        });
        operands.chain(self.suspects.keys().copied()).collect()
    }

    /// The figures of a picture as a table, with what tells their reports apart. Each leads to its cell, if that has a mark.
    fn figures(
        &self,
        figures: &[Figure],
        input: impl Fn(usize) -> Option<usize>,
        name: impl Fn(&Report) -> String,
        out: &mut String,
    ) {
        out.push_str("<details><summary>");
        say(out, "图中的数字", "Figures of the picture");
        out.push_str("</summary>\n<table class=\"figures\">\n");
        let marked = self.marked();
        for figure in figures {
            let of = input(figure.report).and_then(|nth| Some((nth, self.of.inputs.get(nth)?.parsed?)));
            out.push_str("<tr><th scope=\"row\">");
            if let Some((_, parsed)) = of.filter(|_| self.of.inputs.len() > 1) {
                push(&name(&parsed.report), out);
            }
            let is_there = |nth: usize, parsed: &Parsed| {
                parsed.report.has_cells_of(figure.cell) && marked.contains(&(nth, figure.cell))
            };
            let id = of.filter(|(nth, parsed)| is_there(*nth, parsed));
            if let Some((nth, _)) = id {
                let _ = write!(out, "<a href=\"#{}\">", cell_id(nth, figure.cell));
            }
            both(out, |language| figure.label(language));
            out.push_str(if id.is_some() { "</a></th><td>" } else { "</th><td>" });
            match figure.number {
                Some(number) => push(&number.to_string(), out),
                None => both(out, |language| figure.value(language)),
            }
            out.push_str("</td></tr>\n");
        }
        out.push_str("</table></details>\n");
    }
}

/// What tells the reports of one office apart.
fn year(report: &Report) -> String {
    report.year.as_ref().map_or_else(String::new, |year| format!("{} ", year.value))
}

/// What tells reports of several offices apart.
fn issuer_and_year(report: &Report) -> String {
    let issuer = report.issuer.as_ref().map_or_else(String::new, |issuer| format!("{} ", issuer.value));
    issuer + &year(report)
}

fn open(zh: &'static str, en: &'static str, out: &mut String) {
    out.push_str("<aside class=\"pictures\"><details><summary>");
    say(out, zh, en);
    out.push_str("</summary>\n");
}

/// A picture in each language. The style of the page shows one of them.
fn in_both(draw: impl Fn(Language) -> String, out: &mut String) {
    for (language, (class, tag), label) in
        [(Language::Zh, ("zh", "zh-CN"), "图"), (Language::En, ("en", "en"), "picture")]
    {
        // A picture is wider than a narrow screen, where it can be moved by hand and by key.
        let _ = writeln!(
            out,
            "<div class=\"{class} scroll\" lang=\"{tag}\" role=\"region\" tabindex=\"0\" aria-label=\"{label}\">\n{}</div>",
            draw(language)
        );
    }
}
