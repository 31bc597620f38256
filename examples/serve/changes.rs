//! What changed from one year of an office to the next, as tables.

use maud::{Markup, html};
use ogi_report::check::{Language, Subject};
use ogi_report::diff;
use ogi_report::diff::{CellChange, Diff, State};
use ogi_report::report::{CellStatus, Decimal};
use ogi_report::write::PageParts;

use crate::study::{Input, Study, year};
use crate::words::{Words, both, plain};

/// The changes between the reports of an office, a table for every two that follow each other.
pub(crate) fn tables(study: &Study, inputs: core::ops::Range<usize>) -> Markup {
    let inputs: Vec<(usize, &Input)> = inputs.clone().zip(study.inputs.get(inputs).unwrap_or_default()).collect();
    html! {
        @for pair in inputs.windows(2) {
            @if let [(_, old), (nth, new)] = pair {
                (table(*nth, names(old, new), &diff(&old.parsed.report, &new.parsed.report)))
            }
        }
    }
}

fn table(nth: usize, [old, new]: [Markup; 2], diff: &Diff) -> Markup {
    let id = format!("changes-{}", nth + 1);
    html! {
        details.group open {
            summary { h3 #(id) {
                (Words("变化：", "Changes: ")) (old) " → " (new) " "
                span.n { (diff.changes().count()) }
            } }
            p.lines { (both(|language| beside(diff, language))) }
            div.scroll role="region" tabindex="0" aria-labelledby=(id) {
                table.changes {
                    thead { tr {
                        th scope="col" { (Words("单元格", "Cell")) }
                        th scope="col" { (old) }
                        th scope="col" { (new) }
                        th scope="col" { (Words("增减", "Change")) }
                        th scope="col" { "%" }
                    } }
                    tbody { @for change in diff.changes() { (row(nth, change)) } }
                }
            }
        }
    }
}

/// What two reports are called beside each other: their years, or their files where the years would not tell them apart.
fn names(old: &Input, new: &Input) -> [Markup; 2] {
    let is_told = year(&old.parsed.report) != year(&new.parsed.report);
    [old, new].map(|input| {
        html! { @match year(&input.parsed.report) {
            _ if !is_told => bdi { (input.file.name) },
            Some(year) => (year),
            None => (Words("年份不明", "year unknown")),
        } }
    })
}

fn row(nth: usize, change: &CellChange) -> Markup {
    let signed = |number: Decimal| match number.to_string() {
        text if number.is_negative() => text.replacen('-', "−", 1),
        text => format!("+{text}"),
    };
    html! {
        tr {
            th scope="row" {
                a href={ "#" (PageParts::cell_id(nth, change.new_id)) } {
                    (both(|language| Subject::Cell(change.new_id).label(language)))
                }
            }
            td { (state(&change.old)) }
            td { (state(&change.new)) }
            td {
                @if let Some(absolute) = change.absolute {
                    (signed(absolute))
                    @if let Some(unit) = change.unit { " " span lang="zh-CN" { (unit) } }
                }
            }
            td { @if let Some(percent) = change.percent { (signed(percent)) " %" } }
        }
    }
}

fn state(state: &State) -> Markup {
    html! {
        @if let Some(value) = state.value {
            (value)
            @if let Some(unit) = state.unit { " " span lang="zh-CN" { (unit) } }
        } @else {
            i { (status(state.status)) }
        }
    }
}

/// What a cell is that holds no number.
fn status(status: CellStatus) -> Words {
    match status {
        CellStatus::Number => Words("数字", "number"),
        CellStatus::Blank => Words("空白", "blank"),
        CellStatus::NotApplicable => Words("不适用", "not applicable"),
        CellStatus::Unreadable => Words("不是数字", "no number"),
        CellStatus::Ambiguous => Words("归属不明", "ambiguous"),
        _ => Words("缺失", "missing"),
    }
}

/// What is not in the table, a line each: a summary ends with the lines of the cells that changed.
fn beside(diff: &Diff, language: Language) -> String {
    let summary = diff.summary(language);
    let lines: Vec<&str> = summary.lines().collect();
    let n = lines.len().saturating_sub(diff.changes().count());
    plain(&lines.get(..n).unwrap_or_default().join("\n"))
}
