//! A report in parts that a test can change before it is written in any form: headings, prose, and tables whose cells
//! span rows and columns as the format prescribes, in both editions.

use std::collections::BTreeMap;

use ogi_report::report::{
    ApplicantColumn, ApplicationRow, Block, CellId, Disclosure2019Cell, DisclosureCell, Edition, NumberingStyle,
    Outcome, Proceeding, Section, SectionKind,
};
use ogi_report::{Report, SAMPLE, SAMPLE_2019, parse};

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Td {
    /// What stands in it.
    pub(crate) text: String,
    /// The rows that it covers.
    pub(crate) rows: usize,
    /// The columns that it covers.
    pub(crate) columns: usize,
    /// The cell of the report that it is; `None` for labels and headers.
    pub(crate) id: Option<CellId>,
}

impl Td {
    /// A label.
    pub(crate) fn label(text: &str) -> Self {
        Self::spanning(text, 1, 1)
    }

    /// A label over so many rows and columns.
    pub(crate) fn spanning(text: &str, rows: usize, columns: usize) -> Self {
        Self { text: text.into(), rows, columns, id: None }
    }
}

/// A table: its rows, and in each the cells that begin there.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sheet {
    pub(crate) rows: Vec<Vec<Td>>,
    /// What stands on a line below it, such as the number of the page.
    pub(crate) behind: String,
}

impl Sheet {
    /// The cells that hold a value.
    pub(crate) fn values(&mut self) -> impl Iterator<Item = &mut Td> {
        self.rows.iter_mut().flatten().filter(|cell| cell.id.is_some())
    }

    /// How many columns it has.
    pub(crate) fn width(&self) -> usize {
        self.grid().first().map_or(0, Vec::len)
    }

    /// Every place of the table: the text of the cell that begins there, and nothing where a cell is covered.
    pub(crate) fn grid(&self) -> Vec<Vec<&str>> {
        self.places(false)
    }

    /// The same with the text of a cell in each place that it covers.
    pub(crate) fn repeated(&self) -> Vec<Vec<&str>> {
        self.places(true)
    }

    fn places(&self, repeated: bool) -> Vec<Vec<&str>> {
        let owners = self.owners();
        let above = |y: usize, x: usize| y.checked_sub(1).and_then(|y| owners[y][x]);
        let text = |y: usize, x: usize| {
            let Some(owner) = owners[y][x] else { return "" };
            let begins = above(y, x) != Some(owner) && (x == 0 || owners[y][x - 1] != Some(owner));
            if repeated || begins { self.cell(owner).text.as_str() } else { "" }
        };
        (0..owners.len()).map(|y| (0..owners[y].len()).map(|x| text(y, x)).collect()).collect()
    }

    /// The table as Word has it: for each row its cells, with the number of columns that each takes, and whether it goes on
    /// with the one above.
    pub(crate) fn merged(&self) -> Vec<Vec<(&Td, usize, bool)>> {
        let owners = self.owners();
        let empty = &EMPTY;
        owners
            .iter()
            .enumerate()
            .map(|(y, row)| {
                row.chunk_by(|one, next| one.is_some() && one == next)
                    .scan(0, |x, cells| {
                        let covered = y > 0 && cells[0].is_some() && owners[y - 1][*x] == cells[0];
                        *x += cells.len();
                        Some((cells[0].map_or(empty, |owner| self.cell(owner)), cells.len(), covered))
                    })
                    .collect()
            })
            .collect()
    }

    fn cell(&self, (row, nth): (usize, usize)) -> &Td {
        &self.rows[row][nth]
    }

    /// Which cell takes each place: its row, and which of the row it is.
    fn owners(&self) -> Vec<Vec<Option<(usize, usize)>>> {
        let mut grid: Vec<Vec<Option<(usize, usize)>>> = vec![Vec::new(); self.rows.len()];
        for (y, row) in self.rows.iter().enumerate() {
            for (nth, cell) in row.iter().enumerate() {
                let x = grid[y].iter().position(Option::is_none).unwrap_or(grid[y].len());
                for line in grid.iter_mut().skip(y).take(cell.rows) {
                    if line.len() < x + cell.columns {
                        line.resize(x + cell.columns, None);
                    }
                    line[x..x + cell.columns].fill(Some((y, nth)));
                }
            }
        }
        let width = grid.iter().map(Vec::len).max().unwrap_or(0);
        for row in &mut grid {
            row.resize(width, None);
        }
        grid
    }
}

/// A cell that a row does not have.
static EMPTY: Td = Td { text: String::new(), rows: 1, columns: 1, id: None };

/// A report before it is written.
#[derive(Clone, Debug)]
pub(crate) struct Book {
    /// What it is called where a test fails.
    pub(crate) name: &'static str,
    pub(crate) edition: Edition,
    pub(crate) title: String,
    /// What stands between title and first heading, a blank line between paragraphs.
    pub(crate) preamble: String,
    pub(crate) headings: [String; 6],
    /// The paragraphs of each section, a blank line between them.
    pub(crate) prose: [String; 6],
    /// The tables of each section, one in sections two to four.
    pub(crate) tables: [Vec<Sheet>; 6],
    /// What the cells hold.
    pub(crate) values: BTreeMap<CellId, String>,
    /// Whether a page puts all of it into a table that arranges the page.
    pub(crate) laid_out: bool,
}

/// The section of each table.
pub(crate) const DISCLOSURE: usize = 1;
pub(crate) const APPLICATIONS: usize = 2;
pub(crate) const DISPUTES: usize = 3;

/// The rows of the header of table three.
pub(crate) const HEADER: usize = 3;

impl Book {
    /// In both editions, a report with many figures and one that is nearly all noughts.
    pub(crate) fn all() -> Vec<Self> {
        let mut all = Vec::new();
        for edition in Edition::ALL {
            for (name, values) in [("busy", busy(edition)), ("quiet", quiet(edition))] {
                all.push(Self::new(name, edition, values));
            }
        }
        all
    }

    fn new(name: &'static str, edition: Edition, values: BTreeMap<CellId, String>) -> Self {
        let year = if edition == Edition::E2019 { 2020 } else { 2024 };
        let headings = [
            "一、总体情况",
            "二、主动公开政府信息情况",
            "三、收到和处理政府信息公开申请情况",
            "四、政府信息公开行政复议、行政诉讼情况",
            "五、存在的主要问题及改进情况",
            "六、其他需要报告的事项",
        ];
        let prose = [
            "这一年，县政府把答复写得更明白。工作考核和社会评议照常进行，没有发生需要责任追究的情形。",
            "",
            "",
            "",
            "有的栏目更新慢，已逐栏核对。",
            "本年度没有收取信息处理费。",
        ];
        let value = |id: CellId| Td { id: Some(id), ..Td::label(&values[&id]) };
        let disclosure = if edition == Edition::E2019 { disclosure_2019(value) } else { disclosure_2021(value) };
        let tables =
            [vec![], vec![disclosure], vec![applications(edition, value)], vec![disputes(value)], vec![], vec![]];
        Self {
            name,
            edition,
            title: format!("澄溪县人民政府{year}年政府信息公开工作年度报告"),
            preamble: format!("本报告按照《中华人民共和国政府信息公开条例》编制，统计期限为{year}年1月1日至12月31日。"),
            headings: headings.map(str::to_owned),
            prose: prose.map(str::to_owned),
            tables,
            values,
            laid_out: false,
        }
    }

    /// The table of a section, while it is one.
    pub(crate) fn table(&mut self, section: usize) -> &mut Sheet {
        &mut self.tables[section][0]
    }

    /// A report of any content. Cells that a text cannot hold, missing and ambiguous ones, are written as they are: empty.
    pub(crate) fn of(report: &Report) -> Self {
        let values = report.cells().map(|(id, cell)| (id, cell.raw.to_string())).collect();
        let mut book = Self::new("generated", report.edition, values);
        if report.edition == Edition::E2019 {
            // Generated amounts have their unit in the cell.
            book.relabel("采购总金额（单位：万元）", "采购总金额");
        }
        book.title = report.title.as_ref().map(|title| title.text.clone()).unwrap_or_default();
        let mut front: Vec<String> = Vec::new();
        let published = report.publication.date.as_ref().map(|date| format!("发布日期：{}", date.value));
        let source = report.publication.source.as_ref().map(|source| format!("来源：{}", source.value));
        let chrome: Vec<String> = published.into_iter().chain(source).collect();
        front.extend((!chrome.is_empty()).then(|| chrome.join("　")));
        front.extend(report.preamble.iter().flat_map(|preamble| &preamble.paragraphs).map(|part| part.text.clone()));
        book.preamble = front.join("\n\n");
        for (nth, kind) in SectionKind::ALL.into_iter().enumerate() {
            let section = report.section(kind);
            let heading = section.and_then(|section| section.heading.as_ref());
            book.headings[nth] = heading.map(|heading| heading.text.clone()).unwrap_or_default();
            book.prose[nth] = section.map(prose).unwrap_or_default();
        }
        let signature = report.signature.issuer.iter().map(|issuer| issuer.value.clone());
        let day = report.signature.date.iter().map(|date| date.value);
        let day = day.map(|day| format!("{}年{}月{}日", day.year(), day.month(), day.day()));
        let notes = report.furniture.iter().map(|furniture| furniture.text.clone());
        let mut ending = vec![std::mem::take(&mut book.prose[5])];
        ending.extend(signature.chain(day).chain(notes));
        ending.retain(|part| !part.is_empty());
        book.prose[5] = ending.join("\n\n");
        book
    }

    /// Every cell that holds a value.
    pub(crate) fn values_mut(&mut self) -> impl Iterator<Item = &mut Td> {
        self.tables.iter_mut().flatten().flat_map(Sheet::values)
    }

    /// The cell of this id.
    pub(crate) fn cell(&mut self, id: CellId) -> &mut Td {
        self.values_mut().find(|cell| cell.id == Some(id)).unwrap_or_else(|| panic!("no cell {id}"))
    }

    /// Every label and header that holds `from`, with `to` in its place; there has to be one.
    pub(crate) fn relabel(&mut self, from: &str, to: &str) {
        let labels = self.tables.iter_mut().flatten().flat_map(|sheet| sheet.rows.iter_mut().flatten());
        let mut found = false;
        for cell in labels.filter(|cell| cell.id.is_none() && cell.text.contains(from)) {
            cell.text = cell.text.replace(from, to);
            found = true;
        }
        assert!(found, "no label {from}");
    }
}

/// The paragraphs of a section, with the headings over or in them.
fn prose(section: &Section) -> String {
    let mut text = String::new();
    for block in &section.narrative {
        match block {
            Block::SubHeading(heading) => {
                assert_eq!(heading.numbering.style, NumberingStyle::ChineseInBrackets);
                let number = ["", "一", "二", "三", "四", "五"][usize::from(heading.numbering.value.unwrap_or(0))];
                let stop = if heading.run_in { "。" } else { "\n\n" };
                text.extend(["（", number, "）", &heading.title, stop]);
            }
            Block::Paragraph(paragraph) => text.extend([paragraph.text.as_str(), "\n\n"]),
            other => panic!("{other:?}"),
        }
    }
    text.trim_end().to_owned()
}

/// The figures of the sample, which are few; no cell is blank.
fn quiet(edition: Edition) -> BTreeMap<CellId, String> {
    let report = parse(if edition == Edition::E2019 { SAMPLE_2019 } else { SAMPLE }).unwrap().report;
    report
        .cells()
        .map(|(id, cell)| (id, cell.number().map_or_else(|| "0".to_owned(), ToString::to_string)))
        .map(|(id, value)| (id, if value.starts_with('+') { value.replace('+', "") } else { value }))
        .collect()
}

/// Figures nearly everywhere, those of four digits and more among them, and all sums hold.
fn busy(edition: Edition) -> BTreeMap<CellId, String> {
    let mut values: BTreeMap<CellId, String> = quiet(edition);
    let mut n = 0u64;
    for (id, value) in &mut values {
        n += 1;
        *value = match id {
            CellId::Disclosure(DisclosureCell::FeesAmount) => "2796.643100".into(),
            CellId::Disclosure2019(Disclosure2019Cell::ProcurementAmount) => "1204.60".into(),
            CellId::Disclosure2019(id) if id.label_zh().contains('增') => {
                if n.is_multiple_of(2) { "-4" } else { "19" }.into()
            }
            // A county makes no rules.
            CellId::Disclosure(id) if id.label_zh().contains("规章") => continue,
            CellId::Disclosure2019(id) if id.label_zh().contains("规章") => continue,
            CellId::Disclosure(_) | CellId::Disclosure2019(_) => (1000 + 37 * n).to_string(),
            CellId::Applications(..) | CellId::Disputes(..) => continue,
        };
    }
    for &proceeding in Proceeding::ALL {
        let parts: Vec<u64> = (1..5).map(|n| 3 * n + proceeding as u64 * 7).collect();
        let total: u64 = parts.iter().sum();
        for (&outcome, n) in Outcome::ALL.iter().zip(parts.into_iter().chain([total])) {
            values.insert(CellId::Disputes(proceeding, outcome), n.to_string());
        }
    }
    applications_that_add_up(edition, &mut values);
    values
}

fn applications_that_add_up(edition: Edition, values: &mut BTreeMap<CellId, String>) {
    use ApplicationRow as Row;
    let rows = || ApplicationRow::ALL.iter().copied().filter(|row| row.in_edition(edition));
    let mut of_row: BTreeMap<Row, Vec<u64>> = BTreeMap::new();
    let is_outcome =
        |row: &Row| !matches!(row, Row::Received | Row::CarriedOver | Row::ResultsTotal | Row::CarriedForward);
    for (y, row) in rows().filter(is_outcome).enumerate() {
        let cell = |x: usize| {
            let n = (y * 31 + x * 17) % 43;
            u64::try_from(if n.is_multiple_of(11) { n * 100 } else { n }).unwrap()
        };
        of_row.insert(row, (0..6).map(cell).collect());
    }
    let total: Vec<u64> = (0..6).map(|x| of_row.values().map(|cells| cells[x]).sum()).collect();
    let over: Vec<u64> = (0..6).map(|x| 2 * x + 1).collect();
    let forward: Vec<u64> = (0..6).map(|x| x + 5).collect();
    let received = (0..6).map(|x| total[x] + forward[x] - over[x]).collect();
    of_row.extend([
        (Row::Received, received),
        (Row::CarriedOver, over.clone()),
        (Row::ResultsTotal, total.clone()),
        (Row::CarriedForward, forward.clone()),
    ]);
    for (row, cells) in of_row {
        let sum: u64 = cells.iter().sum();
        for (&column, n) in ApplicantColumn::ALL.iter().zip(cells.iter().chain([&sum])) {
            values.insert(CellId::Applications(row, column), n.to_string());
        }
    }
}

fn caption(item: &str) -> Vec<Td> {
    vec![Td::spanning(&format!("第二十条第（{item}）项"), 1, 4)]
}

/// A row of labels over four columns, the last of them as wide as is left.
fn header(words: &[&str]) -> Vec<Td> {
    let mut row: Vec<Td> = std::iter::once("信息内容").chain(words.iter().copied()).map(Td::label).collect();
    row.last_mut().unwrap().columns = 4 - words.len();
    row
}

fn row_of(label: &str, mut cells: Vec<Td>) -> Vec<Td> {
    cells.last_mut().unwrap().columns = 4 - cells.len();
    std::iter::once(Td::label(label)).chain(cells).collect()
}

fn disclosure_2021(value: impl Fn(CellId) -> Td) -> Sheet {
    let mut ids = DisclosureCell::ALL.iter().map(|&id| value(CellId::Disclosure(id)));
    let mut row = |label: &str, n: usize| row_of(label, ids.by_ref().take(n).collect());
    let rows = vec![
        caption("一"),
        header(&["本年制发件数", "本年废止件数", "现行有效件数"]),
        row("规章", 3),
        row("行政规范性文件", 3),
        caption("五"),
        header(&["本年处理决定数量"]),
        row("行政许可", 1),
        caption("六"),
        header(&["本年处理决定数量"]),
        row("行政处罚", 1),
        row("行政强制", 1),
        caption("八"),
        header(&["本年收费金额（单位：万元）"]),
        row("行政事业性收费", 1),
    ];
    Sheet { rows, ..Sheet::default() }
}

fn disclosure_2019(value: impl Fn(CellId) -> Td) -> Sheet {
    let mut ids = Disclosure2019Cell::ALL.iter().map(|&id| value(CellId::Disclosure2019(id)));
    let mut row = |label: &str, n: usize| row_of(label, ids.by_ref().take(n).collect());
    let changes = ["上一年项目数量", "本年增/减", "处理决定数量"];
    let rows = vec![
        caption("一"),
        header(&["本年新制作数量", "本年新公开数量", "对外公开总数量"]),
        row("规章", 3),
        row("规范性文件", 3),
        caption("五"),
        header(&changes),
        row("行政许可", 3),
        row("其他对外管理服务事项", 3),
        caption("六"),
        header(&changes),
        row("行政处罚", 3),
        row("行政强制", 3),
        caption("八"),
        header(&["上一年项目数量", "本年增/减"]),
        row("行政事业性收费", 2),
        caption("九"),
        header(&["采购项目数量", "采购总金额（单位：万元）"]),
        row("政府集中采购", 2),
    ];
    Sheet { rows, ..Sheet::default() }
}

/// The label of a row of table three, and that of its group in front of the group's first row, with the group's size.
fn labels(row: ApplicationRow, edition: Edition) -> (&'static str, Option<(&'static str, usize)>) {
    use ApplicationRow as Row;
    match row {
        Row::Received => ("一、本年新收政府信息公开申请数量", None),
        Row::CarriedOver => ("二、上年结转政府信息公开申请数量", None),
        Row::Granted => ("（一）予以公开", None),
        Row::PartiallyGranted => ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", None),
        Row::StateSecret => ("1.属于国家秘密", Some(("（三）不予公开", 8))),
        Row::ProhibitedByLaw => ("2.其他法律行政法规禁止公开", None),
        Row::SecurityAndStability => ("3.危及“三安全一稳定”", None),
        Row::ThirdPartyRights => ("4.保护第三方合法权益", None),
        Row::InternalAffairs => ("5.属于三类内部事务信息", None),
        Row::ProcessInformation => ("6.属于四类过程性信息", None),
        Row::EnforcementFiles => ("7.属于行政执法案卷", None),
        Row::AdministrativeInquiry => ("8.属于行政查询事项", None),
        Row::NotHeld => ("1.本机关不掌握相关政府信息", Some(("（四）无法提供", 3))),
        Row::RequiresCreation => ("2.没有现成信息需要另行制作", None),
        Row::UnclearAfterCorrection => ("3.补正后申请内容仍不明确", None),
        Row::Petition => ("1.信访举报投诉类申请", Some(("（五）不予处理", 5))),
        Row::Duplicate => ("2.重复申请", None),
        Row::PublishedMaterial => ("3.要求提供公开出版物", None),
        Row::Excessive => ("4.无正当理由大量反复申请", None),
        Row::Confirmation => ("5.要求行政机关确认或重新出具已获取信息", None),
        Row::CorrectionOverdue => {
            ("1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", Some(("（六）其他处理", 3)))
        }
        Row::FeeOverdue => ("2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", None),
        Row::OtherHandling if edition == Edition::E2019 => ("（六）其他处理", None),
        Row::OtherHandling => ("3.其他", None),
        Row::ResultsTotal => ("（七）总计", None),
        Row::CarriedForward => ("四、结转下年度继续办理", None),
    }
}

fn applications(edition: Edition, value: impl Fn(CellId) -> Td) -> Sheet {
    let mut rows = vec![
        vec![
            Td::spanning("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", HEADER, 3),
            Td::spanning("申请人情况", 1, 7),
        ],
        vec![Td::spanning("自然人", 2, 1), Td::spanning("法人或其他组织", 1, 5), Td::spanning("总计", 2, 1)],
        ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"].map(Td::label).into(),
    ];
    let of_edition = || ApplicationRow::ALL.iter().copied().filter(|row| row.in_edition(edition));
    for row in of_edition() {
        let (label, group) = labels(row, edition);
        let mut cells = Vec::new();
        if row == ApplicationRow::Granted {
            cells.push(Td::spanning("三、本年度办理结果", of_edition().count() - 3, 1));
        }
        cells.extend(group.map(|(group, n)| Td::spanning(group, n, 1)));
        cells.push(match label {
            _ if label.starts_with(['一', '二', '四']) => Td::spanning(label, 1, 3),
            _ if label.starts_with('（') => Td::spanning(label, 1, 2),
            _ => Td::label(label),
        });
        cells.extend(ApplicantColumn::ALL.iter().map(|&column| value(CellId::Applications(row, column))));
        rows.push(cells);
    }
    Sheet { rows, ..Sheet::default() }
}

fn disputes(value: impl Fn(CellId) -> Td) -> Sheet {
    let outcomes = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"];
    let mut second: Vec<Td> = outcomes.map(|outcome| Td::spanning(outcome, 2, 1)).into();
    second.extend([Td::spanning("未经复议直接起诉", 1, 5), Td::spanning("复议后起诉", 1, 5)]);
    let values = Proceeding::ALL
        .iter()
        .flat_map(|&proceeding| Outcome::ALL.iter().map(move |&outcome| CellId::Disputes(proceeding, outcome)));
    let rows = vec![
        vec![Td::spanning("行政复议", 1, 5), Td::spanning("行政诉讼", 1, 10)],
        second,
        outcomes.iter().chain(&outcomes).map(|&outcome| Td::label(outcome)).collect(),
        values.map(value).collect(),
    ];
    Sheet { rows, ..Sheet::default() }
}
