//! The table of section three: 收到和处理政府信息公开申请情况.
//!
//! ```ebnf
//! applications_table = header, rows ;
//! header = "申请人情况", "自然人", "法人或其他组织", "总计", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他" ;
//! rows   = { { around }, label, 7 * cell } ;      (* 25 labels in the edition of 2021, 23 in that of 2019 *)
//! around = "三本年度办理结果" | "三不予公开" | "四无法提供" | "五不予处理" | "六其他处理" | … ;
//! ```
//!
//! Seen in the wild: labels of groups on any row of their group, or nowhere; labels cut in pieces, truncated, without
//! ordinals or brackets; 合计 for 总计; a column 小计; no column 总计. In the 2019 edition （六）其他处理 is one row.
//! Not checked here: whether the figures agree.

use core::ops::Range;
use std::sync::OnceLock;

use super::lexical::fold;
use super::table::cells::{Kind, Maker};
use super::table::label::{Labels, Role};
use super::table::{Form, Reading, Surroundings};
use crate::diagnostic::Sink;
use crate::document::Document;
use crate::report::{ApplicantColumn, ApplicationRow, ApplicationsTable, Cell, Edition, EditionLabel, ExtraColumn};
use crate::{Code, Diagnostic, Span};

/// The ways to write the labels of the first 22 rows, which both editions share but for the two in the middle of
/// （六）其他处理, and of the last.
const ROWS_2021: &[&[&str]] = &[
    &["本年新收政府信息公开申请数量", "本年度新收政府信息公开申请数量", "本年新收政府信息公开申请件数"],
    &[
        "上年结转政府信息公开申请数量",
        "上年度结转政府信息公开申请数量",
        "上一年结转政府信息公开申请数量",
        "上年结转政府信息公开申请件数",
    ],
    &["予以公开"],
    &["部分公开区分处理的只计这一情形不计其他情形", "部分公开"],
    &["属于国家秘密"],
    &["其他法律行政法规禁止公开", "其它法律行政法规禁止公开"],
    &["危及三安全一稳定"],
    &["保护第三方合法权益"],
    &["属于三类内部事务信息"],
    &["属于四类过程性信息"],
    &["属于行政执法案卷"],
    &["属于行政查询事项"],
    &["本机关不掌握相关政府信息", "本机关不掌握相关信息"],
    &["没有现成信息需要另行制作"],
    &["补正后申请内容仍不明确", "更正后申请内容仍不明确"],
    &["信访举报投诉类申请"],
    &["重复申请"],
    &["要求提供公开出版物"],
    &["无正当理由大量反复申请"],
    &["要求行政机关确认或重新出具已获取信息", "要求行政机关确认或重新出具已获取的信息"],
    &[
        "申请人无正当理由逾期不补正行政机关不再处理其政府信息公开申请",
        "申请人无正当理由逾期不更正行政机关不再处理其政府信息公开申请",
    ],
    &[
        "申请人逾期未按收费通知要求缴纳费用行政机关不再处理其政府信息公开申请",
        "申请人逾期未按收费通知要求交纳费用行政机关不再处理其政府信息公开申请",
    ],
    &["其他", "其它"],
    &["总计", "合计"],
    &["结转下年度继续办理", "结转下一年度继续办理", "结转下年继续办理"],
];

const ROWS_2019: &[&[&str]] = &[
    ROWS_2021[0],
    ROWS_2021[1],
    ROWS_2021[2],
    ROWS_2021[3],
    ROWS_2021[4],
    ROWS_2021[5],
    ROWS_2021[6],
    ROWS_2021[7],
    ROWS_2021[8],
    ROWS_2021[9],
    ROWS_2021[10],
    ROWS_2021[11],
    ROWS_2021[12],
    ROWS_2021[13],
    ROWS_2021[14],
    ROWS_2021[15],
    ROWS_2021[16],
    ROWS_2021[17],
    ROWS_2021[18],
    ROWS_2021[19],
    &["其他处理", "其它处理", "其他"],
    ROWS_2021[23],
    ROWS_2021[24],
];

const AROUND: &[&str] = &[
    "三本年度办理结果",
    "三不予公开",
    "四无法提供",
    "五不予处理",
    "六其他处理",
    "六其它处理",
    "七",
    "申请人情况",
    "自然人",
    "法人或其他组织",
    "法人或者其他组织",
    "商业企业",
    "科研机构",
    "社会公益组织",
    "法律服务机构",
    "其他",
    "其它",
    "小计",
    "合计",
    "总计",
    "单位件",
    "续表",
    "项目",
    "本列数据的勾稽关系为第一项加第二项之和等于第三项加第四项之和",
];

/// 其他 and 总计 are headers before they are rows.
static LABELS_2021: Labels = Labels {
    rows: ROWS_2021,
    around: AROUND,
    guarded: &[(22, 19), (23, 18)],
    ordinals: &[0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 1, 2, 3, 4, 5, 1, 2, 3, 0, 0],
    index: OnceLock::new(),
};
static LABELS_2019: Labels = Labels {
    rows: ROWS_2019,
    around: AROUND,
    guarded: &[(20, 17), (21, 18)],
    ordinals: &[0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 1, 2, 3, 4, 5, 0, 0, 0],
    index: OnceLock::new(),
};

const HEADER: &[&str] = &["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构"];
const COLUMNS: &[&str] = &["自然", "商业", "科研", "社会公", "法律服", "其他", "总计"];

/// The table in its kinds.
#[cfg(feature = "_grid")]
pub(super) static FORMS: &[&Form] = &[&FORM_2021, &FORM_2019];

static FORM_2021: Form =
    Form { labels: &LABELS_2021, cells: &[7; 25], columns: COLUMNS, header: HEADER, last_is_sum: true };
static FORM_2019: Form =
    Form { labels: &LABELS_2019, cells: &[7; 23], columns: COLUMNS, header: HEADER, last_is_sum: true };

/// The rows of an edition, in order.
fn rows(edition: Edition) -> impl Iterator<Item = ApplicationRow> {
    ApplicationRow::ALL.iter().copied().filter(move |row| row.in_edition(edition))
}

/// Where the label of a row stands. A row can be there without its label, in a stretch whose rows nobody can part.
fn own_label(reading: &Reading, row: usize) -> Option<Span> {
    let (label, _) = reading.rows.get(row)?.as_ref()?;
    let is_own = matches!(reading.roles.get(*label)?, Role::Row(own) | Role::Begins(own, _) if *own == row);
    reading.pieces.get(*label).filter(|_| is_own).map(|piece| piece.span)
}

/// `applications_table`, with the labels that tell its edition and the lines that it takes
pub(super) fn table(
    document: &Document<'_>,
    lines: Range<usize>,
    around: Surroundings,
    disclosure: Option<Edition>,
    sink: &mut Sink,
) -> Option<(Box<ApplicationsTable>, Vec<EditionLabel>, Reading)> {
    let mut reading = FORM_2021.read(document, lines.clone(), around)?;
    let mut edition = Edition::E2021;
    // The rows of （六）其他处理 tell the editions apart.
    let mut labels: Vec<EditionLabel> =
        [20, 21].iter().filter_map(|&row| Some(EditionLabel { edition, span: own_label(&reading, row)? })).collect();
    if labels.is_empty()
        && let Some(older) = FORM_2019.read(document, lines, around)
    {
        let found = |reading: &Reading| reading.rows.iter().flatten().count();
        // 3.其他 is the last of three rows in the one, and may be taken for the only one in the other.
        let is_whole = |span: &Span| document.slice(*span).chars().map(fold).any(|c| c == '处');
        let only = own_label(&older, 20).filter(|span| is_whole(span) || found(&older) > found(&reading));
        labels.extend(only.map(|span| EditionLabel { edition: Edition::E2019, span }));
        if only.is_some() || disclosure == Some(Edition::E2019) {
            (edition, reading) = (Edition::E2019, older);
        }
    }
    let told = labels.first().map(|label| label.edition);
    let mut table = Box::new(ApplicationsTable {
        edition: told,
        span: document.span_of(reading.lines.clone()),
        ..ApplicationsTable::default()
    });
    let mut extra = Vec::new();
    {
        let mut maker = Maker { document, pieces: &reading.pieces, sink };
        maker.table(&reading, |row| rows(edition).nth(row).map_or("", ApplicationRow::label_zh));
        let mut behind = Span::at(table.span.start);
        let (mut missing, mut missing_at) = (Vec::new(), behind);
        for (row, placed) in rows(edition).zip(&reading.rows) {
            let Some((label, placed)) = placed else {
                missing.push(row.label_zh());
                if missing.len() == 1 {
                    missing_at = behind;
                }
                if reading.extra_after.is_some() {
                    extra.push(Cell::missing());
                }
                continue;
            };
            maker.missing(&core::mem::take(&mut missing), missing_at);
            let cells = maker.row(row.label_zh(), *label, placed, &[Kind::Count; 7]);
            if let Some(last) = cells.iter().filter_map(|cell| cell.span).next_back() {
                behind = Span::at(last.end);
            }
            for (&column, cell) in ApplicantColumn::ALL.iter().zip(cells) {
                *table.row_mut(row).cell_mut(column) = cell;
            }
            if reading.extra_after.is_some() {
                extra.push(
                    placed
                        .extra
                        .as_ref()
                        .map_or_else(Cell::missing, |slot| maker.cell(row.label_zh(), slot, Kind::Count)),
                );
            }
        }
        maker.missing(&missing, missing_at);
    }
    if let Some(after) = reading.extra_after {
        sink.push(Diagnostic::new(
            Code::ColumnExtra,
            table.span,
            "the table has a column that the format does not have, with sums of its neighbours; it is kept beside the table",
        ));
        table.extra_columns.push(ExtraColumn { label: None, after: u8::try_from(after).unwrap_or(7), cells: extra });
    }
    if reading.no_total {
        sink.push(
            Diagnostic::new(Code::ColumnMissing, Span::at(table.span.start), "the table has no column 总计")
                .with_help("its cells are missing, which is not the same as blank or nought"),
        );
    }
    Some((table, labels, reading))
}
