//! The changes that reports are met with, one a test. Each is made to reports of both editions, one full of figures and
//! one of noughts, in every form that is read: the cells stay the same, and no rule is violated, as none was before.
//! Notes are left out: that a cell is blank or a mark stands in it is worth a note, and true.

#![allow(clippy::panic, clippy::print_stderr, clippy::unwrap_used, reason = "a test fails by panicking, and shows why")]

mod common;

use std::collections::BTreeSet;

use common::book::{APPLICATIONS, Book, DISCLOSURE, DISPUTES, HEADER, Sheet, Td};
use common::form::Form;
use common::{faults, tokens};
use ogi_report::check::{Checker, Outcome, Reason};
use ogi_report::report::{
    ApplicantColumn, ApplicationRow, CellId, Edition, Outcome as DisputeOutcome, Proceeding, Report, SectionKind, Unit,
};
use ogi_report::{Code, Diagnostic, Parsed, Severity, read};

/// What a change is held to: the forms that can have it, and what each cell is to be read as where it is not its value.
struct Held<'c> {
    forms: &'c [Form],
    token: &'c dyn Fn(&Book, CellId, &str) -> Option<String>,
    /// Rules that the change itself violates: where a column is not there, cells are missing.
    violates: &'c [&'c str],
    also: &'c dyn Fn(&Book, &Parsed) -> Result<(), String>,
}

const AS_IT_WAS: Held<'static> = Held { forms: Form::ALL, token: &|_, _, _| None, violates: &[], also: &|_, _| Ok(()) };

/// Makes a change to every book, writes it in every form, and reads that.
#[track_caller]
fn held(change: impl Fn(&mut Book), held: &Held<'_>) {
    let mut wrong = Vec::new();
    for book in Book::all() {
        let mut changed = book.clone();
        change(&mut changed);
        for &form in held.forms {
            let name = format!("{} {} as {form:?}", book.name, book.edition.as_str());
            let bytes = form.write(&changed);
            let parsed = parsed(&bytes);
            let mut faults: Vec<String> = faults(&parsed.source.as_ref().unwrap().text, &parsed);
            let read = tokens(&parsed.report);
            if read.len() != book.values.len() {
                faults.push(format!("{} cells for {}", read.len(), book.values.len()));
            }
            for (id, read) in read {
                let value = book.values.get(&id).map_or(".", String::as_str);
                let expected = (held.token)(&book, id, value).unwrap_or_else(|| value.to_owned());
                if read != expected && !(read == "?" && form.leaves_open(id)) {
                    faults.push(format!("{id} is {expected}, read as {read}"));
                }
            }
            let new = violations(&parsed.report);
            let is_open = book.values.keys().any(|&id| form.leaves_open(id));
            let is_false = |violated: &&String| {
                let is_ambiguous = is_open && violated.as_str() == "C005 Some(Section(Disclosure))";
                !is_ambiguous && !held.violates.iter().any(|rule| violated.starts_with(rule))
            };
            faults.extend(new.iter().filter(is_false).map(|violated| format!("violated: {violated}")));
            faults.extend((held.also)(&book, &parsed).err());
            if !faults.is_empty() {
                let text = String::from_utf8_lossy(&bytes);
                let shown = if wrong.is_empty() { format!("{:#?}\n{text}", parsed.diagnostics) } else { String::new() };
                faults.truncate(20);
                wrong.push(format!("{name}:\n{}\n{shown}", faults.join("\n")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The cells stay what they are.
#[track_caller]
fn same(change: impl Fn(&mut Book)) {
    held(change, &AS_IT_WAS);
}

/// The cells become what `token` says, and stay what they are where it says nothing.
#[track_caller]
fn become_(change: impl Fn(&mut Book), token: &dyn Fn(&Book, CellId, &str) -> Option<String>) {
    held(change, &Held { token, ..AS_IT_WAS });
}

#[track_caller]
fn parsed(bytes: &[u8]) -> Parsed {
    read(bytes).unwrap()
}

/// What is violated, notes left out.
fn violations(report: &Report) -> BTreeSet<String> {
    Checker::new()
        .check(report)
        .violated()
        .filter(|finding| finding.severity > Severity::Note)
        .map(|finding| format!("{} {:?}", finding.rule.code, finding.subject))
        .collect()
}

/// Each value that is nought becomes `text`.
fn noughts(book: &mut Book, text: &str) {
    for cell in book.values_mut().filter(|cell| cell.text == "0") {
        text.clone_into(&mut cell.text);
    }
}

/// `token` where `is_it`, and else what the value is.
fn where_(is_it: bool, token: &str) -> Option<String> {
    is_it.then(|| token.to_owned())
}

#[test]
fn nothing_changed() {
    held(
        |_| {},
        &Held {
            also: &|book, parsed| {
                let report = &parsed.report;
                let sound = report.edition == book.edition && report.sections().count() == 6;
                let unusual = |diagnostic: &&Diagnostic| diagnostic.code != Code::CellsAmbiguous;
                let diagnostics: Vec<&Diagnostic> = parsed.diagnostics.iter().filter(unusual).collect();
                (sound && diagnostics.is_empty()).then_some(()).ok_or_else(|| format!("{diagnostics:#?}"))
            },
            ..AS_IT_WAS
        },
    );
}

#[test]
fn noughts_left_blank() {
    become_(|book| noughts(book, ""), &|_, _, value| where_(value == "0", "_"));
}

#[test]
fn noughts_as_a_slash() {
    become_(|book| noughts(book, "/"), &|_, _, value| where_(value == "0", "/"));
}

#[test]
fn noughts_as_a_hyphen() {
    become_(|book| noughts(book, "-"), &|_, _, value| where_(value == "0", "/"));
}

#[test]
fn noughts_as_a_dash() {
    become_(|book| noughts(book, "—"), &|_, _, value| where_(value == "0", "/"));
}

#[test]
fn noughts_as_a_word() {
    become_(|book| noughts(book, "无"), &|_, _, value| where_(value == "0", "/"));
}

/// One cell is blank. Where it stands for nought nothing is violated; where it does not, a sum lacks its figure.
#[track_caller]
fn blank(blank: CellId, sums: &[&str]) {
    let token = |_: &Book, id: CellId, _: &str| where_(id == blank, "_");
    held(
        |book| book.cell(blank).text.clear(),
        &Held {
            token: &token,
            violates: sums,
            also: &|book, parsed| {
                let violated = violations(&parsed.report);
                let a_sum = violated.iter().any(|violated| sums.iter().any(|rule| violated.starts_with(rule)));
                (!a_sum || book.values[&blank] != "0").then_some(()).ok_or_else(|| format!("{violated:?}"))
            },
            ..AS_IT_WAS
        },
    );
}

#[test]
fn one_blank_in_one_row() {
    for row in [ApplicationRow::Received, ApplicationRow::Duplicate, ApplicationRow::OtherHandling] {
        for &column in ApplicantColumn::ALL {
            blank(CellId::Applications(row, column), &["A001", "A002", "A003"]);
        }
    }
}

#[test]
fn one_blank_in_table_four() {
    for &proceeding in Proceeding::ALL {
        for &outcome in DisputeOutcome::ALL {
            blank(CellId::Disputes(proceeding, outcome), &["R001"]);
        }
    }
}

#[test]
fn full_width_digits() {
    same(|book| {
        for cell in book.values_mut() {
            let wide = |c: char| match c {
                '0'..='9' => char::from_u32(u32::from(c) - u32::from('0') + u32::from('０')).unwrap(),
                '.' => '．',
                '-' => '－',
                other => other,
            };
            cell.text = cell.text.chars().map(wide).collect();
        }
    });
}

#[test]
fn ascii_brackets_in_labels() {
    same(|book| book.relabel("（七）总计", "(七)总计"));
    same(|book| {
        book.relabel("（", "(");
        book.relabel("）", ")");
    });
}

#[test]
fn another_word_for_the_total_of_results() {
    same(|book| book.relabel("（七）总计", "（七）合计"));
}

#[test]
fn marks_for_thousands() {
    for mark in [",", "，", " ", "\u{a0}", "\u{2009}"] {
        same(|book| {
            for cell in book.values_mut().filter(|cell| !cell.text.starts_with('-')) {
                let (whole, rest) = match cell.text.find('.') {
                    Some(at) => cell.text.split_at(at),
                    None => (cell.text.as_str(), ""),
                };
                if let Some(at) = whole.len().checked_sub(3).filter(|&at| at > 0) {
                    cell.text = format!("{}{mark}{}{rest}", &whole[..at], &whole[at..]);
                }
            }
        });
    }
}

/// Table three over two tables, the second of which begins with this row.
fn cut(book: &mut Book, behind: usize, header: bool) {
    let sheet = &mut book.tables[APPLICATIONS][0];
    let head = sheet.rows[..HEADER].to_vec();
    let mut second = sheet.rows.split_off(HEADER + behind);
    // What covers rows of both is cut as well, and its text stays where it was.
    let mut cut: Vec<(usize, Td)> = Vec::new();
    for (y, row) in sheet.rows.iter_mut().enumerate() {
        let below = HEADER + behind - y;
        for cell in row.iter_mut().filter(|cell| cell.rows > below) {
            cut.push((y, Td::spanning("", cell.rows - below, cell.columns)));
            cell.rows = below;
        }
    }
    second[0].splice(0..0, cut.into_iter().map(|(_, cell)| cell));
    if header {
        second.splice(0..0, head);
    }
    book.tables[APPLICATIONS].push(Sheet { rows: second, ..Sheet::default() });
}

#[test]
fn table_three_over_two_tables() {
    for behind in 1..23 {
        same(|book| cut(book, behind, false));
    }
}

#[test]
fn the_header_repeated_after_the_break() {
    for behind in 1..23 {
        same(|book| cut(book, behind, true));
    }
}

#[test]
fn no_column_of_totals() {
    let is_total = |id: CellId| matches!(id, CellId::Applications(_, ApplicantColumn::Total));
    held(
        |book| {
            let sheet = book.table(APPLICATIONS);
            sheet.rows[0][1].columns -= 1;
            sheet.rows[1].pop();
            for row in sheet.rows.iter_mut().skip(HEADER) {
                row.pop();
            }
        },
        &Held {
            token: &|_, id, _| where_(is_total(id), "."),
            also: &|_, parsed| {
                let findings = Checker::new().check(&parsed.report);
                let assessed = findings.of_rule("A003").any(|finding| {
                    finding.outcome != Outcome::NotAssessable || finding.reason != Some(Reason::CellMissing)
                });
                let said = parsed.diagnostics.iter().any(|diagnostic| diagnostic.code == Code::ColumnMissing);
                (said && !assessed).then_some(()).ok_or_else(|| format!("{:#?}", parsed.diagnostics))
            },
            violates: &["C006"],
            ..AS_IT_WAS
        },
    );
}

/// A column 小计 with the sums of the organizations, behind them or in front of them.
fn with_sums(book: &mut Book, in_front: bool) {
    let sheet = book.table(APPLICATIONS);
    sheet.rows[0][1].columns += 1;
    sheet.rows[1][1].columns += 1;
    let at = if in_front { 0 } else { sheet.rows[2].len() };
    sheet.rows[2].insert(at, Td::label("小计"));
    for row in sheet.rows.iter_mut().skip(HEADER) {
        let first = row.len() - 6;
        let sum: u64 = row[first..first + 5].iter().map(|cell| cell.text.parse::<u64>().unwrap()).sum();
        row.insert(if in_front { first } else { first + 5 }, Td::label(&sum.to_string()));
    }
}

#[test]
fn an_extra_column_of_sums() {
    for in_front in [false, true] {
        held(
            |book| with_sums(book, in_front),
            &Held {
                also: &|_, parsed| {
                    let table = parsed.report.applications.as_ref().unwrap().table.as_ref().unwrap();
                    let after = if in_front { 1 } else { 6 };
                    match table.extra_columns.as_slice() {
                        [extra] if extra.after == after => Ok(()),
                        extra => Err(format!("{extra:?}")),
                    }
                },
                ..AS_IT_WAS
            },
        );
    }
}

#[test]
fn captions_as_a_column() {
    same(|book| {
        let sheet = book.table(DISCLOSURE);
        let mut caption: Option<(usize, Td)> = None;
        for row in core::mem::take(&mut sheet.rows) {
            if let [only] = row.as_slice() {
                caption = Some((sheet.rows.len(), Td::spanning(&only.text, 0, 1)));
                continue;
            }
            let (first, cell) = caption.as_mut().unwrap();
            cell.rows += 1;
            let (first, cell) = (*first, cell.clone());
            sheet.rows.push(row);
            if cell.rows == 1 {
                sheet.rows[first].insert(0, cell);
            } else {
                sheet.rows[first][0] = cell;
            }
        }
    });
}

#[test]
fn a_layout_table_around_everything() {
    let forms: Vec<Form> = Form::ALL.iter().copied().filter(|form| form.nests()).collect();
    held(|book| book.laid_out = true, &Held { forms: &forms, ..AS_IT_WAS });
}

/// All six sections are there, under their headings.
fn six_sections(_: &Book, parsed: &Parsed) -> Result<(), String> {
    let headed = parsed.report.sections().filter(|(_, section)| section.heading.is_some()).count();
    if headed == 6 { Ok(()) } else { Err(format!("{headed} sections have headings")) }
}

#[test]
fn heading_five_in_other_words() {
    for heading in [
        "五、政府信息公开工作存在的主要问题及改进情况",
        "五、存在的问题和改进措施",
        "五、存在问题及改进情况",
        "五、存在的主要问题和整改措施",
        "五、政府信息公开工作中存在的问题及下一步改进措施",
    ] {
        held(|book| heading.clone_into(&mut book.headings[4]), &Held { also: &six_sections, ..AS_IT_WAS });
    }
}

#[test]
fn all_headings_named_in_the_preamble() {
    for list in [
        "全文包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、\
         存在的主要问题及改进情况、其他需要报告的事项六个部分。",
        "全文由一、总体情况，二、主动公开政府信息情况，三、收到和处理政府信息公开申请情况，四、政府信息公开行政复议、\
         行政诉讼情况，五、存在的主要问题及改进情况，六、其他需要报告的事项组成。",
        "报告分六个部分：（一）总体情况；（二）主动公开政府信息情况；（三）收到和处理政府信息公开申请情况；\
         （四）政府信息公开行政复议、行政诉讼情况；（五）存在的主要问题及改进情况；（六）其他需要报告的事项。",
    ] {
        held(|book| book.preamble.push_str(list), &Held { also: &six_sections, ..AS_IT_WAS });
    }
}

#[test]
fn section_numbers_shifted() {
    for numbers in [
        ["二", "三", "四", "五", "六", "七"],
        ["一", "三", "四", "五", "六", "七"],
        ["一", "一", "二", "三", "四", "五"],
    ] {
        held(
            |book| {
                for (heading, number) in book.headings.iter_mut().zip(numbers) {
                    *heading = format!("{number}{}", &heading["一".len()..]);
                }
            },
            &Held {
                also: &|book, parsed| {
                    let tables = [
                        parsed.report.disclosure.as_ref().is_some_and(|section| section.table.is_some()),
                        parsed.report.section(SectionKind::OtherMatters).is_some(),
                    ];
                    if tables == [true; 2] { six_sections(book, parsed) } else { Err("a section is lost".into()) }
                },
                violates: &["S006"],
                ..AS_IT_WAS
            },
        );
    }
}

#[test]
fn the_headings_of_the_older_format() {
    held(
        |book| {
            "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况".clone_into(&mut book.headings[3]);
            "五、政府信息公开工作存在的主要问题及改进情况".clone_into(&mut book.headings[4]);
        },
        &Held { also: &six_sections, ..AS_IT_WAS },
    );
}

#[test]
fn a_page_number_between_two_tables() {
    for number in ["4", "- 4 -", "— 4 —"] {
        for behind in [1, 12, 20] {
            same(|book| {
                cut(book, behind, false);
                number.clone_into(&mut book.tables[APPLICATIONS][0].behind);
            });
        }
    }
}

#[test]
fn a_page_number_in_a_row_of_its_own() {
    for number in ["4", "- 4 -", "— 4 —"] {
        for behind in [1, 12, 20] {
            same(|book| {
                let width = book.table(APPLICATIONS).width();
                let rows = &mut book.table(APPLICATIONS).rows;
                let at = HEADER + behind;
                // The labels of groups go on over the row.
                for (y, row) in rows.iter_mut().enumerate().take(at) {
                    for cell in row.iter_mut().filter(|cell| y + cell.rows > at) {
                        cell.rows += 1;
                    }
                }
                let covered = rows.iter().enumerate().take(at);
                let covered: usize = covered
                    .flat_map(|(y, row)| row.iter().filter(move |cell| y + cell.rows > at))
                    .map(|cell| cell.columns)
                    .sum();
                rows.insert(at, vec![Td::spanning(number, 1, width - covered)]);
            });
        }
    }
}

const FEES: &str = "disclosure.fees.amount";

#[test]
fn fees_in_other_units() {
    // The prose has the amount in 万元, and is held against the cell in whatever unit that is.
    for (header, amount, unit, in_cell) in [
        ("元", "865000", Unit::Yuan, ""),
        ("亿元", "0.00865", Unit::HundredMillionYuan, ""),
        ("万元", "865000", Unit::Yuan, "元"),
        ("万元", "0.00865", Unit::HundredMillionYuan, "亿元"),
        ("万元", "86.5", Unit::TenThousandYuan, ""),
    ] {
        let fees: CellId = FEES.parse().unwrap();
        let is_new = |book: &Book| book.edition == Edition::E2021;
        held(
            |book| {
                if is_new(book) {
                    book.relabel("本年收费金额（单位：万元）", &format!("本年收费金额（单位：{header}）"));
                    book.cell(fees).text = format!("{amount}{in_cell}");
                    book.prose[0].push_str("全县收取行政事业性收费86.50万元。");
                }
            },
            &Held {
                token: &|book, id, _| where_(id == fees && is_new(book), amount),
                also: &|book, parsed| {
                    if !is_new(book) {
                        return Ok(());
                    }
                    let findings = Checker::new().check(&parsed.report);
                    let agrees: Vec<Outcome> = findings.of_rule("N011").map(|finding| finding.outcome).collect();
                    let read = parsed.report.cell(fees).unit;
                    (read == Some(unit) && agrees == [Outcome::Holds])
                        .then_some(())
                        .ok_or_else(|| format!("unit {read:?}, {agrees:?}"))
                },
                violates: &["D001"],
                ..AS_IT_WAS
            },
        );
    }
}

#[test]
fn spans_beyond_the_table() {
    let forms: Vec<Form> = Form::ALL.iter().copied().filter(|form| form.is_html()).collect();
    let held_by_tags = |change: &dyn Fn(&mut Book)| held(change, &Held { forms: &forms, ..AS_IT_WAS });
    let beyond = 20_000_000;
    // On a label, on a value, and on the last value of each row.
    held_by_tags(&|book| book.table(DISCLOSURE).rows[3][0].rows = beyond);
    held_by_tags(&|book| {
        let row = CellId::Applications(ApplicationRow::Duplicate, ApplicantColumn::Total);
        book.cell(row).rows = beyond;
    });
    held_by_tags(&|book| {
        for cell in &mut book.table(DISPUTES).rows[3] {
            cell.rows = beyond;
        }
    });
    held_by_tags(&|book| {
        for row in book.table(APPLICATIONS).rows.iter_mut().skip(HEADER) {
            row.last_mut().unwrap().columns = beyond;
        }
    });
}
