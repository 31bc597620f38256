//! The table of section two: 主动公开政府信息情况.
//!
//! ```ebnf
//! disclosure_table = caption, header, rules, normative_documents,
//!                    caption, header, licensing,
//!                    caption, header, penalties, coercion,
//!                    caption, header, fees ;
//! caption          = "第二十条第（", numeral, "）项" ;
//! header           = "信息内容", { "本年制发件数" | "本年废止件数" | "现行有效件数" | "本年处理决定数量" | fee_header } ;
//! fee_header       = "本年收费金额（单位：", unit, "）" ;
//! ```
//!
//! Seen in the wild: 规范性文件 for 行政规范性文件; captions as a column of their own, or absent; four tables instead of
//! one; noughts that pad merged cells behind a row's only value; the fee header in 元. The 2019 edition has other rows
//! and headers. Not checked here: whether the figures are likely.

use core::ops::Range;

use super::lexical::{fold, is_space};
use super::table::cells::{Kind, Maker};
use super::table::label::{Labels, Role};
use super::table::{Form, Reading, Surroundings};
use crate::Span;
use crate::diagnostic::Sink;
use crate::document::Document;
use crate::report::{
    Disclosure2019Cell, DisclosureCell, DisclosureTable, DisclosureTable2019, DisclosureTable2021, Edition, Unit,
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
    ],
    guarded: &[],
    ordinals: &[],
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
    ],
    guarded: &[],
    ordinals: &[],
};

/// The table in its kinds.
#[cfg(any(feature = "html", feature = "docx"))]
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

/// `disclosure_table`, with the lines that it takes
pub(super) fn table(
    document: &Document<'_>,
    lines: Range<usize>,
    around: Surroundings,
    sink: &mut Sink,
) -> Option<(DisclosureTable, Reading)> {
    let headers = headers(document, lines.clone());
    let (edition, form) =
        if headers.edition == Edition::E2019 { (Edition::E2019, &FORM_2019) } else { (Edition::E2021, &FORM_2021) };
    let mut reading = form.read(document, lines.clone(), around)?;
    let (mut edition, mut form) = (edition, form);
    if !headers.known {
        // Headers that are cut to pieces tell nothing, but the older edition has rows of its own.
        if let Some(older) = FORM_2019
            .read(document, lines, around)
            .filter(|older| older.roles.iter().any(|role| matches!(role, Role::Row(3 | 7) | Role::Begins(3 | 7, _))))
        {
            (edition, form, reading) = (Edition::E2019, &FORM_2019, older);
        }
    }
    let span = document.span_of(reading.lines.clone());
    let mut maker = Maker { document, pieces: &reading.pieces, sink };
    let table = match edition {
        Edition::E2021 => {
            let mut table = Box::new(DisclosureTable2021 { span, ..DisclosureTable2021::default() });
            let mut ids = DisclosureCell::ALL.iter();
            fill(
                &mut maker,
                &reading,
                span,
                &ROWS_2021,
                form.cells,
                |row, _| {
                    if row == 5 { Kind::Amount(headers.fee_unit) } else { Kind::Count }
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
                &reading,
                span,
                &ROWS_2019,
                form.cells,
                |row, column| match (row, column) {
                    (2..=6, 1) => Kind::Change,
                    (7, 1) => Kind::Amount(headers.procurement_unit),
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
    Some((table, reading))
}

/// Hands the cells of all rows to `put`, in order.
fn fill(
    maker: &mut Maker<'_>,
    reading: &Reading,
    span: Span,
    names: &[&'static str],
    counts: &[usize],
    kind: impl Fn(usize, usize) -> Kind,
    mut put: impl FnMut(crate::report::Cell),
) {
    maker.table(reading, |row| names.get(row).copied().unwrap_or(""));
    let mut behind = Span::at(span.start);
    for (row, ((&name, &n), placed)) in names.iter().zip(counts).zip(&reading.rows).enumerate() {
        let kinds: Vec<Kind> = (0..n).map(|column| kind(row, column)).collect();
        if let Some((label, placed)) = placed {
            for cell in maker.row(name, *label, placed, &kinds) {
                behind = cell.span.map_or(behind, |span| Span::at(span.end));
                put(cell);
            }
        } else {
            maker.missing(&[name], behind);
            for _ in 0..n {
                put(crate::report::Cell::missing());
            }
        }
    }
}

/// What the headers of the table say.
struct Headers {
    /// Whether any header of either edition is there.
    known: bool,
    edition: Edition,
    fee_unit: Option<Unit>,
    procurement_unit: Option<Unit>,
}

/// Looks for the headers that tell edition and units.
fn headers(document: &Document<'_>, lines: Range<usize>) -> Headers {
    let text = document.slice(document.span_of(lines));
    let older = ["对外公开总数量", "上一年项目数量", "采购项目数量", "其他对外管理服务事项", "政府集中采购"]
        .iter()
        .filter(|header| find(text, header).is_some())
        .count();
    let newer = ["本年制发件数", "现行有效件数", "本年处理决定数量", "本年收费金额"]
        .iter()
        .filter(|header| find(text, header).is_some())
        .count();
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
    Headers {
        known: older + newer > 0,
        edition: if older > newer { Edition::E2019 } else { Edition::E2021 },
        fee_unit: unit_behind("收费金额"),
        procurement_unit: unit_behind("采购总金额"),
    }
}

/// Where a header ends, white space within it allowed.
fn find(text: &str, header: &str) -> Option<usize> {
    let first = header.chars().next()?;
    text.match_indices(first).find_map(|(at, _)| {
        let mut wanted = header.chars();
        let mut next = wanted.next();
        for (offset, c) in text.get(at..)?.char_indices() {
            if next == Some(fold(c)) {
                next = wanted.next();
                if next.is_none() {
                    return Some(at + offset + c.len_utf8());
                }
            } else if !is_space(c) {
                return None;
            }
        }
        None
    })
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
