//! The sample report as a web page, made of parts that a test can change before it is written.

use std::fmt::Write as _;
use std::sync::LazyLock;

use ogi_report::report::{ApplicantColumn, ApplicationRow, CellId, DisclosureCell, Outcome, Proceeding, Report};
use ogi_report::{SAMPLE, parse};

/// A cell of a page's table.
#[derive(Clone, Debug)]
pub(crate) struct Td {
    /// What stands in it: HTML.
    pub(crate) html: String,
    /// Its `rowspan` as written; empty for none.
    pub(crate) rowspan: String,
    /// Its `colspan` as written; empty for none.
    pub(crate) colspan: String,
}

impl Td {
    /// A cell that spans nothing.
    pub(crate) fn new(html: impl Into<String>) -> Self {
        Self { html: html.into(), rowspan: String::new(), colspan: String::new() }
    }

    /// The same over so many rows and columns.
    pub(crate) fn spanning(html: &str, rows: usize, columns: usize) -> Self {
        let written = |n: usize| if n == 1 { String::new() } else { n.to_string() };
        Self { html: html.into(), rowspan: written(rows), colspan: written(columns) }
    }
}

/// A table of a page.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    /// Its rows.
    pub(crate) rows: Vec<Vec<Td>>,
}

impl Table {
    /// The table as HTML.
    pub(crate) fn html(&self) -> String {
        let mut html = String::from("<table border=\"1\">\n");
        for row in &self.rows {
            html.push_str("<tr>");
            for td in row {
                html.push_str("<td");
                for (name, value) in [("rowspan", &td.rowspan), ("colspan", &td.colspan)] {
                    if !value.is_empty() {
                        let _ = write!(html, " {name}=\"{value}\"");
                    }
                }
                let _ = write!(html, ">{}</td>", td.html);
            }
            html.push_str("</tr>\n");
        }
        html.push_str("</table>\n");
        html
    }

    /// Every cell that holds a value, the rows of the header apart.
    pub(crate) fn values(&mut self) -> impl Iterator<Item = &mut Td> {
        self.rows
            .iter_mut()
            .flatten()
            .filter(|td| !td.html.is_empty() && td.html.bytes().all(|b| b.is_ascii_digit() || b == b'.'))
    }

    /// The row that has this label.
    pub(crate) fn row(&mut self, label: &str) -> &mut Vec<Td> {
        let row = self.rows.iter_mut().find(|row| row.iter().any(|td| td.html.contains(label)));
        row.unwrap_or_else(|| panic!("no row {label}"))
    }
}

/// The sample as a page.
#[derive(Clone, Debug)]
pub(crate) struct Page {
    /// What stands in front of the first heading: HTML.
    pub(crate) head: String,
    /// The six headings.
    pub(crate) headings: [String; 6],
    /// The prose of the sections: HTML.
    pub(crate) prose: [String; 6],
    /// The tables of sections two to four.
    pub(crate) disclosure: Table,
    /// Table three.
    pub(crate) applications: Table,
    /// Table four.
    pub(crate) disputes: Table,
}

/// The first row of table three that holds values.
pub(crate) const FIRST_ROW: usize = 3;

/// Labels of groups: the row that begins each, how many rows it has.
const GROUPS: [(ApplicationRow, &str, usize); 4] = [
    (ApplicationRow::StateSecret, "（三）不予公开", 8),
    (ApplicationRow::NotHeld, "（四）无法提供", 3),
    (ApplicationRow::Petition, "（五）不予处理", 5),
    (ApplicationRow::CorrectionOverdue, "（六）其他处理", 3),
];

const LABELS: [&str; 25] = [
    "一、本年新收政府信息公开申请数量",
    "二、上年结转政府信息公开申请数量",
    "（一）予以公开",
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
    "1.属于国家秘密",
    "2.其他法律行政法规禁止公开",
    "3.危及“三安全一稳定”",
    "4.保护第三方合法权益",
    "5.属于三类内部事务信息",
    "6.属于四类过程性信息",
    "7.属于行政执法案卷",
    "8.属于行政查询事项",
    "1.本机关不掌握相关政府信息",
    "2.没有现成信息需要另行制作",
    "3.补正后申请内容仍不明确",
    "1.信访举报投诉类申请",
    "2.重复申请",
    "3.要求提供公开出版物",
    "4.无正当理由大量反复申请",
    "5.要求行政机关确认或重新出具已获取信息",
    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    "3.其他",
    "（七）总计",
    "四、结转下年度继续办理",
];

impl Page {
    /// The sample.
    pub(crate) fn sample() -> Self {
        let headings = [
            "一、总体情况",
            "二、主动公开政府信息情况",
            "三、收到和处理政府信息公开申请情况",
            "四、政府信息公开行政复议、行政诉讼情况",
            "五、存在的主要问题及改进情况",
            "六、其他需要报告的事项",
        ];
        let prose = [
            "<p>这一年，县政府把答复写得更明白。</p>",
            "",
            "",
            "",
            "<p>（一）主要问题。有的栏目更新慢。</p><p>（二）改进情况。逐栏核对。</p>",
            "<p>本年度没有收取信息处理费。</p>",
        ];
        Self {
            head: "<h1>澄溪县人民政府2024年政府信息公开工作年度报告</h1>\n\
                   <p>本报告按照《中华人民共和国政府信息公开条例》编制，统计期限为2024年1月1日至12月31日。</p>"
                .into(),
            headings: headings.map(str::to_owned),
            prose: prose.map(str::to_owned),
            disclosure: disclosure(),
            applications: applications(),
            disputes: disputes(),
        }
    }

    /// The page as HTML, without the frame of a document.
    pub(crate) fn body(&self) -> String {
        let tables = [None, Some(&self.disclosure), Some(&self.applications), Some(&self.disputes), None, None];
        let mut html = format!("{}\n", self.head);
        for ((heading, prose), table) in self.headings.iter().zip(&self.prose).zip(tables) {
            let _ = writeln!(html, "<p><strong>{heading}</strong></p>\n{prose}");
            html.push_str(&table.map(Table::html).unwrap_or_default());
        }
        html.push_str("<p>澄溪县人民政府</p><p>2025年1月20日</p>\n");
        html
    }

    /// The page.
    pub(crate) fn html(&self) -> String {
        document(&self.body())
    }
}

/// A page with this body.
pub(crate) fn document(body: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>年报</title></head>\n<body>\n{body}</body></html>\n"
    )
}

/// The sample, read as text.
static REPORT: LazyLock<Report> = LazyLock::new(|| parse(SAMPLE).unwrap().report);

/// The text of a cell of the sample.
fn value(id: CellId) -> Td {
    Td::new(REPORT.cell(id).raw.to_string())
}

fn disclosure() -> Table {
    use DisclosureCell as C;
    let caption = |item: &str| vec![Td::spanning(&format!("第二十条第（{item}）项"), 1, 4)];
    let documents = |label: &str, cells: [C; 3]| {
        core::iter::once(Td::new(label)).chain(cells.map(|cell| value(CellId::Disclosure(cell)))).collect()
    };
    let single =
        |label: &str, cell: C| vec![Td::new(label), Td { colspan: "3".into(), ..value(CellId::Disclosure(cell)) }];
    let header = |word: &str| vec![Td::new("信息内容"), Td::spanning(word, 1, 3)];
    let rows = vec![
        caption("一"),
        ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"].map(Td::new).into(),
        documents("规章", [C::RulesIssued, C::RulesRepealed, C::RulesInForce]),
        documents(
            "行政规范性文件",
            [C::NormativeDocumentsIssued, C::NormativeDocumentsRepealed, C::NormativeDocumentsInForce],
        ),
        caption("五"),
        header("本年处理决定数量"),
        single("行政许可", C::LicensingDecisions),
        caption("六"),
        header("本年处理决定数量"),
        single("行政处罚", C::PenaltiesDecisions),
        single("行政强制", C::CoercionDecisions),
        caption("八"),
        header("本年收费金额（单位：万元）"),
        single("行政事业性收费", C::FeesAmount),
    ];
    Table { rows }
}

fn applications() -> Table {
    let mut rows = vec![
        vec![
            Td::spanning("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, 3),
            Td::spanning("申请人情况", 1, 7),
        ],
        vec![Td::spanning("自然人", 2, 1), Td::spanning("法人或其他组织", 1, 5), Td::spanning("总计", 2, 1)],
        ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"].map(Td::new).into(),
    ];
    for (&row, label) in ApplicationRow::ALL.iter().zip(LABELS) {
        let mut cells = Vec::new();
        if row == ApplicationRow::Granted {
            cells.push(Td::spanning("三、本年度办理结果", 22, 1));
        }
        cells.extend(GROUPS.iter().filter(|group| group.0 == row).map(|group| Td::spanning(group.1, group.2, 1)));
        cells.push(match label {
            _ if label.starts_with(['一', '二', '四']) => Td::spanning(label, 1, 3),
            _ if label.starts_with('（') => Td::spanning(label, 1, 2),
            _ => Td::new(label),
        });
        cells.extend(ApplicantColumn::ALL.iter().map(|&column| value(CellId::Applications(row, column))));
        rows.push(cells);
    }
    Table { rows }
}

fn disputes() -> Table {
    let outcomes = ["结果<br>维持", "结果<br>纠正", "其他<br>结果", "尚未<br>审结", "总计"];
    let mut second: Vec<Td> = outcomes.map(|outcome| Td::spanning(outcome, 2, 1)).into();
    second.extend([Td::spanning("未经复议直接起诉", 1, 5), Td::spanning("复议后起诉", 1, 5)]);
    let values = Proceeding::ALL
        .iter()
        .flat_map(|&proceeding| Outcome::ALL.iter().map(move |&outcome| value(CellId::Disputes(proceeding, outcome))));
    let rows = vec![
        vec![Td::spanning("行政复议", 1, 5), Td::spanning("行政诉讼", 1, 10)],
        second,
        outcomes.iter().chain(&outcomes).map(|&outcome| Td::new(outcome)).collect(),
        values.collect(),
    ];
    Table { rows }
}
