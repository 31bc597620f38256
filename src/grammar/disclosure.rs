//! The table of section two: 主动公开政府信息情况.
//!
//! ```ebnf
//! disclosure_table = { around | header | row } ;          (* six rows in the edition of 2021, eight in that of 2019 *)
//! around           = "第二十条第一项" | "第二十条第五项" | "第二十条第六项" | "第二十条第八项" | "信息内容" | … ;
//! header           = "本年制发件数", "本年废止件数", "现行有效件数" | "本年新制作数量", "本年新公开数量", "对外公开总数量" ;
//! unit_in_brackets = "（", [ "单位", "：" ], unit, "）" ;    (* behind 本年收费金额 or 采购总金额 *)
//! ```
//!
//! Seen in the wild: 规范性文件 for 行政规范性文件; captions as a column of their own, or absent; four tables instead of
//! one; noughts that pad merged cells behind a row's only value; the fee header in 元. The 2019 edition has other rows
//! and headers. Not checked here: whether the figures are likely.

use core::ops::Range;
use std::sync::OnceLock;

use super::edition::{self, Label};
use super::lexical::{fold, is_space};
use super::table::cells::{Kind, Maker};
use super::table::label::{Labels, Role};
use super::table::{Form, Reading, Surroundings};
use crate::Span;
use crate::diagnostic::Sink;
use crate::document::Document;
use crate::report::{
    Cell, Disclosure2019Cell, DisclosureCell, DisclosureTable, DisclosureTable2019, DisclosureTable2021, Edition, Unit,
};

static LABELS_2021: Labels = Labels {
    rows: &[
        &["规章"],
        &["行政规范性文件", "规范性文件"],
        &["行政许可"],
        &["行政处罚"],
        &["行政强制"],
        &["行政事业性收费"],
    ],
    around: &[
        "第二十条第一项",
        "第二十条第五项",
        "第二十条第六项",
        "第二十条第八项",
        "二十条一项",
        "二十条五项",
        "二十条六项",
        "二十条八项",
        "信息内容",
        "本年制发件数",
        "本年度制发数",
        "本年新制作数量",
        "本年废止件数",
        "本年废止数",
        "现行有效件数",
        "历史累计",
        "本年处理决定数量",
        "本年收费金额单位万元",
        "单位元",
        "单位亿元",
        "本年新",
        "一",
        "五",
        "六",
        "八",
        "序号",
        "项目",
        // Of the other edition: what stands beside them is no cell of this one.
        "本年新公开数量",
        "对外公开总数量",
        "上一年项目数量",
        "本年增减",
        "其他对外管理服务事项",
        "其它对外管理服务事项",
        "政府集中采购",
        "采购项目数量",
        "采购总金额",
        "第二十条第九项",
    ],
    guarded: &[],
    ordinals: &[],
    index: OnceLock::new(),
};

static LABELS_2019: Labels = Labels {
    rows: &[
        &["规章"],
        &["规范性文件", "行政规范性文件"],
        &["行政许可"],
        &["其他对外管理服务事项", "其它对外管理服务事项"],
        &["行政处罚"],
        &["行政强制"],
        &["行政事业性收费"],
        &["政府集中采购"],
    ],
    around: &[
        "第二十条第一项",
        "第二十条第五项",
        "第二十条第六项",
        "第二十条第八项",
        "第二十条第九项",
        "二十条一项",
        "二十条五项",
        "二十条六项",
        "二十条八项",
        "二十条九项",
        "信息内容",
        "本年新制作数量",
        "本年新公开数量",
        "对外公开总数量",
        "上一年项目数量",
        "本年增减",
        "处理决定数量",
        "采购项目数量",
        "采购总金额",
        "单位万元",
        "单位元",
        "单位亿元",
        "制作数量",
        "公开数量",
        "一",
        "五",
        "六",
        "八",
        "九",
        "序号",
        "项目",
        // Of the other edition.
        "本年制发件数",
        "本年度制发数",
        "本年废止件数",
        "本年废止数",
        "现行有效件数",
        "本年处理决定数量",
        "本年收费金额单位万元",
    ],
    guarded: &[],
    ordinals: &[],
    index: OnceLock::new(),
};

/// The table in its kinds.
#[cfg(feature = "_grid")]
pub(super) static FORMS: &[&Form] = &[&FORM_2021, &FORM_2019];

static FORM_2021: Form = Form {
    labels: &LABELS_2021,
    cells: &[3, 3, 1, 1, 1, 1],
    columns: &["本年制发", "本年废止", "现行有效"],
    header: &["本年制发件数", "本年废止件数", "现行有效件数"],
    last_is_sum: false,
};
static FORM_2019: Form = Form {
    labels: &LABELS_2019,
    cells: &[3, 3, 3, 3, 3, 3, 2, 2],
    columns: &[],
    header: &["本年新制作数量", "本年新公开数量", "对外公开总数量"],
    last_is_sum: false,
};

const ROWS_2021: [&str; 6] = ["规章", "行政规范性文件", "行政许可", "行政处罚", "行政强制", "行政事业性收费"];
const ROWS_2019: [&str; 8] = [
    "规章",
    "规范性文件",
    "行政许可",
    "其他对外管理服务事项",
    "行政处罚",
    "行政强制",
    "行政事业性收费",
    "政府集中采购",
];

/// A table whose edition was told.
#[derive(Debug)]
pub(super) struct Told {
    edition: Edition,
    pub(super) labels: Vec<Label>,
    pub(super) reading: Reading,
}

/// `disclosure_table`, with the labels that tell its edition and the lines that it takes
pub(super) fn table(
    document: &Document<'_>,
    lines: Range<usize>,
    around: Surroundings,
    sink: &mut Sink,
) -> Option<(DisclosureTable, Told)> {
    let units = units(document, lines.clone());
    let mut labels = edition::labels(document, lines.clone());
    let form = |edition| if edition == Edition::E2019 { &FORM_2019 } else { &FORM_2021 };
    let mut edition = edition::of(&labels).unwrap_or_default();
    let mut reading = form(edition).read(document, lines.clone(), around)?;
    // What stands beside the table tells nothing of it.
    let table = document.span_of(reading.lines.clone());
    labels.retain(|label| table.start <= label.span.start && label.span.end <= table.end);
    if edition::of(&labels).unwrap_or_default() != edition {
        edition = edition::of(&labels).unwrap_or_default();
        reading = form(edition).read(document, lines.clone(), around)?;
    }
    if labels.is_empty() {
        // Labels that are cut to pieces are told by the table, which puts them together.
        let of_older = |older: &Reading| {
            let row = older.roles.iter().position(|role| matches!(role, Role::Row(3 | 7) | Role::Begins(3 | 7, _)))?;
            older.pieces.get(row).map(|piece| piece.span)
        };
        if let Some(older) = FORM_2019.read(document, lines, around)
            && let Some(row) = of_older(&older)
        {
            labels.push(Label::of_row(Edition::E2019, row));
            (edition, reading) = (Edition::E2019, older);
        }
    }
    let span = document.span_of(reading.lines.clone());
    let told = Told { edition, labels, reading };
    let mut maker = Maker { document, pieces: &told.reading.pieces, sink };
    let table = match edition {
        Edition::E2021 => {
            let mut table = Box::new(DisclosureTable2021 { span, ..DisclosureTable2021::default() });
            let mut ids = DisclosureCell::ALL.iter();
            fill(
                &mut maker,
                &told,
                span,
                &ROWS_2021,
                FORM_2021.cells,
                |row, _| {
                    if row == 5 { Kind::Amount(units.fees) } else { Kind::Count }
                },
                |cell| {
                    if let Some(&id) = ids.next() {
                        *table.cell_mut(id) = cell;
                    }
                },
            );
            DisclosureTable::E2021(table)
        }
        Edition::E2019 => {
            let mut table = Box::new(DisclosureTable2019 { span, ..DisclosureTable2019::default() });
            let mut ids = Disclosure2019Cell::ALL.iter();
            fill(
                &mut maker,
                &told,
                span,
                &ROWS_2019,
                FORM_2019.cells,
                |row, column| match (row, column) {
                    (2..=6, 1) => Kind::Change,
                    (7, 1) => Kind::Amount(units.procurement),
                    _ => Kind::Count,
                },
                |cell| {
                    if let Some(&id) = ids.next() {
                        *table.cell_mut(id) = cell;
                    }
                },
            );
            DisclosureTable::E2019(table)
        }
    };
    Some((table, told))
}

/// Hands the cells of all rows to `put`, in order. A row that stands under headers of the other edition has none: what
/// its figures count has no column here.
fn fill(
    maker: &mut Maker<'_>,
    table: &Told,
    span: Span,
    names: &[&'static str],
    counts: &[usize],
    kind: impl Fn(usize, usize) -> Kind,
    mut put: impl FnMut(Cell),
) {
    let reading = &table.reading;
    maker.table(reading, |row| names.get(row).copied().unwrap_or(""));
    let at_piece = |piece: usize| reading.pieces.get(piece).map(|piece| piece.span);
    let rows: Vec<Option<Span>> = reading.rows.iter().map(|row| at_piece(row.as_ref()?.0)).collect();
    let under_others = edition::under_others(&table.labels, &rows, table.edition);
    let mut behind = Span::at(span.start);
    for (row, ((&name, &n), placed)) in names.iter().zip(counts).zip(&reading.rows).enumerate() {
        let kinds: Vec<Kind> = (0..n).map(|column| kind(row, column)).collect();
        let cells = match placed {
            None => {
                maker.missing(&[name], behind);
                vec![Cell::missing(); n]
            }
            Some((label, placed)) => match under_others.get(row).copied().flatten() {
                None => maker.row(name, *label, placed, &kinds),
                Some(header) => maker.row_of_others(name, *label, placed, header, n),
            },
        };
        for cell in cells {
            behind = cell.span.map_or(behind, |span| Span::at(span.end));
            put(cell);
        }
    }
}

/// The units that the headers of the table name.
struct Units {
    fees: Option<Unit>,
    procurement: Option<Unit>,
}

fn units(document: &Document<'_>, lines: Range<usize>) -> Units {
    let text = document.slice(document.span_of(lines));
    // The words of the header can stand in a sentence before the table too, where no unit follows.
    let unit_behind = |header: &str| {
        let mut rest = text;
        while let Some(at) = find(rest, header) {
            rest = rest.get(at..)?;
            if let Some(unit) = unit_in_brackets(rest) {
                return Some(unit);
            }
        }
        None
    };
    Units { fees: unit_behind("收费金额"), procurement: unit_behind("采购总金额") }
}

/// Where a header ends, white space within it allowed.
fn find(text: &str, header: &str) -> Option<usize> {
    let first = header.chars().next()?;
    text.match_indices(first).find_map(|(at, _)| Some(at + edition::spaced(text.get(at..)?, header)?))
}

/// `"（", [ "单位", ":" ], unit, "）"` at the beginning of a text
fn unit_in_brackets(text: &str) -> Option<Unit> {
    let mut words = text.chars().take(24).map(fold).filter(|&c| !is_space(c)).skip_while(|&c| c != '(').skip(1);
    let inside: String = words.by_ref().take_while(|&c| c != ')').collect();
    match inside.trim_start_matches("单位").trim_start_matches(':') {
        "元" => Some(Unit::Yuan),
        "万元" => Some(Unit::TenThousandYuan),
        "亿元" => Some(Unit::HundredMillionYuan),
        _ => None,
    }
}
