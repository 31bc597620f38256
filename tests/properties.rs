//! What holds for any text: reading it never panics and always gives the same, every value stands where it says it
//! does, and what a table was written with is what is read from it.

#![allow(clippy::panic, clippy::print_stderr, clippy::unwrap_used, reason = "a test fails by panicking, and shows why")]

mod common;

use std::fmt;
use std::sync::LazyLock;

use common::{faults, fixtures, token};
use ogi_report::report::{CellId, Edition};
use ogi_report::{Error, SAMPLE, parse};
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// The texts that are mutated: the sample and all fixtures.
static TEXTS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut texts: Vec<String> = fixtures().into_iter().map(|fixture| fixture.text).collect();
    texts.push(SAMPLE.into());
    texts
});

/// Characters that extractors put where they don't belong, and some that nothing puts anywhere.
const JUNK: &[char] = &[
    // Spaces and line ends of all kinds.
    ' ',
    '\t',
    '\n',
    '\r',
    '\u{b}',
    '\u{c}',
    '\u{85}',
    '\u{a0}',
    '\u{2003}',
    '\u{2028}',
    '\u{200b}',
    '\u{3000}',
    '\u{feff}',
    // Marks that tables are made of.
    '|',
    '│',
    '+',
    '-',
    '—',
    '─',
    '=',
    '/',
    '\\',
    '*',
    '#',
    '_',
    // Digits, separators and what looks like them.
    '0',
    '1',
    '9',
    '０',
    '７',
    '①',
    '⑴',
    '㈠',
    '½',
    '²',
    '٣',
    '.',
    '．',
    ',',
    '，',
    '、',
    'O',
    '〇',
    '一',
    '四',
    '十',
    // Brackets and units.
    '(',
    ')',
    '（',
    '）',
    '[',
    ']',
    '〔',
    '《',
    '》',
    '“',
    '件',
    '元',
    '万',
    '年',
    '月',
    '日',
    '第',
    // Characters that NFKC changes, makes several of, or joins with their neighbours.
    'Ａ',
    '⼀',
    '⽉',
    'ﬃ',
    '㎡',
    '㋿',
    '\u{fdfa}',
    '\u{301}',
    '\u{3099}',
    'が',
    '각',
    '\u{1100}',
    '\u{1161}',
    // Bytes that no one wrote.
    '\u{1}',
    '\u{1b}',
    '\u{7f}',
    '\u{fffd}',
    '\u{e000}',
    '\u{10ffff}',
    '😀',
    '👨',
    '\u{200d}',
];

/// One thing that can happen to a text.
#[derive(Clone, Debug)]
enum Mutation {
    DeleteLine(Index),
    DuplicateLine(Index),
    SwapLines(Index, Index),
    JoinLines(Index, &'static str),
    BreakLine(Index),
    Insert(Index, String),
    Replace(Index, char),
    Delete(Index, usize),
    Repeat(Index, usize),
    CutEnd(Index),
    CutBeginning(Index),
}

fn junk() -> impl Strategy<Value = char> {
    prop_oneof![9 => select(JUNK), 1 => any::<char>().prop_filter("NUL is an error of its own", |&c| c != '\0')]
}

fn mutation() -> impl Strategy<Value = Mutation> {
    let index = any::<Index>;
    prop_oneof![
        2 => index().prop_map(Mutation::DeleteLine),
        2 => index().prop_map(Mutation::DuplicateLine),
        2 => (index(), index()).prop_map(|(a, b)| Mutation::SwapLines(a, b)),
        2 => (index(), select(&["", " ", "\t", "|"][..])).prop_map(|(at, by)| Mutation::JoinLines(at, by)),
        2 => index().prop_map(Mutation::BreakLine),
        4 => (index(), proptest::collection::vec(junk(), 1..4)).prop_map(|(at, chars)| Mutation::Insert(at, chars.into_iter().collect())),
        4 => (index(), junk()).prop_map(|(at, c)| Mutation::Replace(at, c)),
        2 => (index(), 1..30_usize).prop_map(|(at, n)| Mutation::Delete(at, n)),
        1 => (index(), 1..200_usize).prop_map(|(at, n)| Mutation::Repeat(at, n)),
        1 => index().prop_map(Mutation::CutEnd),
        1 => index().prop_map(Mutation::CutBeginning),
    ]
}

/// The place of a character, chosen by `index`.
fn place(text: &str, index: Index) -> usize {
    if text.is_empty() { 0 } else { text.char_indices().nth(index.index(text.chars().count())).map_or(0, |(at, _)| at) }
}

/// The offset `n` characters behind `from`.
fn behind(text: &str, from: usize, n: usize) -> usize {
    text[from..].char_indices().nth(n).map_or(text.len(), |(at, _)| from + at)
}

fn mutate(text: &mut String, mutation: &Mutation) {
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    if lines.is_empty() {
        return;
    }
    match mutation {
        Mutation::DeleteLine(index) => {
            lines.remove(index.index(lines.len()));
            *text = lines.concat();
        }
        Mutation::DuplicateLine(index) => {
            let at = index.index(lines.len());
            lines.insert(at, lines[at]);
            *text = lines.concat();
        }
        Mutation::SwapLines(a, b) => {
            let (a, b) = (a.index(lines.len()), b.index(lines.len()));
            lines.swap(a, b);
            *text = lines.concat();
        }
        Mutation::JoinLines(index, by) => {
            let at = index.index(lines.len());
            let joined = lines[at].trim_end_matches(['\r', '\n']).to_owned() + by;
            lines[at] = &joined;
            *text = lines.concat();
        }
        Mutation::BreakLine(index) => text.insert(place(text, *index), '\n'),
        Mutation::Insert(index, junk) => text.insert_str(place(text, *index), junk),
        Mutation::Replace(index, c) => {
            let at = place(text, *index);
            text.replace_range(at..behind(text, at, 1), c.encode_utf8(&mut [0; 4]));
        }
        Mutation::Delete(index, n) => {
            let at = place(text, *index);
            text.replace_range(at..behind(text, at, *n), "");
        }
        Mutation::Repeat(index, n) => {
            let at = place(text, *index);
            let piece = text[at..behind(text, at, *n)].to_owned();
            text.insert_str(at, &piece);
        }
        Mutation::CutEnd(index) => text.truncate(place(text, *index)),
        Mutation::CutBeginning(index) => text.replace_range(..place(text, *index), ""),
    }
}

/// A text that was a report before it fell into the hands of this test.
fn mutated() -> impl Strategy<Value = String> {
    (any::<Index>(), proptest::collection::vec(mutation(), 1..12)).prop_map(|(which, mutations)| {
        let mut text = TEXTS[which.index(TEXTS.len())].clone();
        for mutation in &mutations {
            mutate(&mut text, mutation);
        }
        text
    })
}

/// A text made of the pieces that reports are made of, in no order.
fn shuffled() -> impl Strategy<Value = String> {
    let pieces: Vec<&'static str> = common::shapes::HEADINGS
        .lines()
        .chain(common::shapes::LABELS.lines())
        .chain(common::shapes::TABLE_HEADER.split(['\n', '\t']))
        .chain([
            "0",
            "1",
            "12",
            "3,456",
            "７",
            "/",
            "—",
            "无",
            "22（其中修订16件）",
            "[bookmark: _GoBack]1",
            "10.50",
            "万元",
            "- 4 -",
            "1",
            "2024年",
            "某某县2024年政府信息公开工作年度报告",
        ])
        .filter(|piece| !piece.is_empty())
        .collect();
    let between =
        select(&["", " ", "  ", "\n", "\n", "\n\n", "\t", "\t", "\t\t", "|", " | ", "\n\u{a0}\n", "\r\n", "\u{c}"][..]);
    proptest::collection::vec((select(pieces), between), 1..120)
        .prop_map(|pieces| pieces.into_iter().flat_map(|(piece, between)| [piece, between]).collect())
}

/// No panic, a documented error or a sound tree, and the same again.
fn sound(text: &str) -> Result<(), TestCaseError> {
    let result = parse(text);
    prop_assert_eq!(&result, &parse(text), "read again, it gives something else");
    match result {
        Ok(parsed) => {
            let faults = faults(text, &parsed);
            prop_assert!(faults.is_empty(), "{}", faults.join("\n"));
        }
        Err(Error::Empty) => prop_assert!(!text.contains(char::is_alphanumeric), "called empty"),
        Err(Error::Binary { offset, .. }) => {
            prop_assert!(text.get(offset..).is_some(), "{offset} is no place in the text");
        }
        Err(Error::NoSection { .. }) => {}
        Err(error) => return Err(TestCaseError::fail(format!("a small text: {error}"))),
    }
    Ok(())
}

fn config(cases: u32) -> ProptestConfig {
    // What fails is made a test of its own; no file of seeds is kept.
    ProptestConfig { failure_persistence: None, max_shrink_iters: 4_000, ..ProptestConfig::with_cases(cases) }
}

proptest! {
    #![proptest_config(config(400))]

    #[test]
    fn mutated_reports_give_sound_trees(text in mutated()) {
        sound(&text)?;
    }

    #[test]
    fn shuffled_pieces_give_sound_trees(text in shuffled()) {
        sound(&text)?;
    }

    #[test]
    fn any_text_gives_a_sound_tree(before in "\\PC{0,40}", within in "[\\PC\n\t|]{0,200}") {
        sound(&format!("{before}\n一、总体情况\n{within}"))?;
        sound(&within)?;
    }
}

/// Inputs that once failed.
#[test]
fn once_failed() {
    // A sub-heading longer than any title.
    for number in ["（一）", "（1）", "1.", "①", "一是"] {
        let text = format!("一、总体情况\n{number}{}", "甲".repeat(61));
        sound(&text).unwrap();
    }
}

/// A cell to be written: its text, and the token that a reader gives for it.
#[derive(Clone)]
struct Written {
    text: String,
    token: String,
}

// Two hundred of them are shown when a property fails.
impl fmt::Debug for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.text, f)
    }
}

fn number() -> impl Strategy<Value = Written> {
    let count = prop_oneof![3 => Just(0), 6 => 1..100_u64, 3 => 100..10_000_u64, 1 => any::<u32>().prop_map(u64::from)];
    (count, 0..8_u8).prop_map(|(count, style)| {
        let plain = count.to_string();
        let text = match style {
            0 => plain.chars().map(|c| char::from_u32(c as u32 + 0xfee0).unwrap()).collect(),
            1 => thousands(&plain),
            _ => plain.clone(),
        };
        Written { text, token: plain }
    })
}

fn thousands(plain: &str) -> String {
    let mut text = String::new();
    for (nth, c) in plain.chars().enumerate() {
        if nth > 0 && (plain.len() - nth).is_multiple_of(3) {
            text.push(',');
        }
        text.push(c);
    }
    text
}

fn amount() -> impl Strategy<Value = Written> {
    (0..100_000_u64, 0..10_000_u64, 0..5_usize).prop_map(|(whole, part, places)| {
        let part = format!("{part:04}");
        let text = if places == 0 { whole.to_string() } else { format!("{whole}.{}", &part[..places]) };
        Written { token: text.clone(), text }
    })
}

fn mark() -> impl Strategy<Value = Written> {
    select(&["/", "—", "——", "无", "不适用"][..]).prop_map(|text| Written { text: text.into(), token: "/".into() })
}

fn blank() -> impl Strategy<Value = Written> {
    Just(Written { text: String::new(), token: "_".into() })
}

/// The 200 cells of a report, in the order of the format. Some are blank, if the layout can show that.
fn cells(blanks: bool) -> impl Strategy<Value = Vec<Written>> {
    let blank_weight = u32::from(blanks) * 5;
    let of = move |values: BoxedStrategy<Written>| {
        if blank_weight == 0 {
            prop_oneof![14 => values, 1 => mark()].boxed()
        } else {
            prop_oneof![14 => values, 1 => mark(), blank_weight => blank()].boxed()
        }
    };
    let first = proptest::collection::vec(of(number().boxed()), 9);
    let fee = of(amount().boxed());
    let rest = proptest::collection::vec(of(number().boxed()), 190);
    (first, fee, rest).prop_map(|(mut cells, fee, rest)| {
        cells.push(fee);
        cells.extend(rest);
        cells
    })
}

/// Rows of table three: the labels in the three columns in front of the numbers.
const ROWS: [[&str; 3]; 25] = [
    ["一、本年新收政府信息公开申请数量", "", ""],
    ["二、上年结转政府信息公开申请数量", "", ""],
    ["三、本年度办理结果", "（一）予以公开", ""],
    ["", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）", ""],
    ["", "（三）不予公开", "1.属于国家秘密"],
    ["", "", "2.其他法律行政法规禁止公开"],
    ["", "", "3.危及“三安全一稳定”"],
    ["", "", "4.保护第三方合法权益"],
    ["", "", "5.属于三类内部事务信息"],
    ["", "", "6.属于四类过程性信息"],
    ["", "", "7.属于行政执法案卷"],
    ["", "", "8.属于行政查询事项"],
    ["", "（四）无法提供", "1.本机关不掌握相关政府信息"],
    ["", "", "2.没有现成信息需要另行制作"],
    ["", "", "3.补正后申请内容仍不明确"],
    ["", "（五）不予处理", "1.信访举报投诉类申请"],
    ["", "", "2.重复申请"],
    ["", "", "3.要求提供公开出版物"],
    ["", "", "4.无正当理由大量反复申请"],
    ["", "", "5.要求行政机关确认或重新出具已获取信息"],
    ["", "（六）其他处理", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"],
    ["", "", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"],
    ["", "", "3.其他"],
    ["", "（七）总计", ""],
    ["四、结转下年度继续办理", "", ""],
];

/// Tables as rows of cells; `None` is a place that a merged cell covers.
type Table = Vec<Vec<Option<String>>>;

fn row(cells: &[&str], width: usize) -> Vec<Option<String>> {
    let mut row: Vec<_> = cells.iter().map(|cell| (!cell.is_empty()).then(|| (*cell).to_owned())).collect();
    row.resize(width, None);
    row
}

/// The three tables of a report with these cells.
fn tables(cells: &[Written]) -> [Table; 3] {
    let texts: Vec<&str> = cells.iter().map(|cell| cell.text.as_str()).collect();
    let with = |label: &[&str], from: usize, n: usize, width: usize| -> Vec<Option<String>> {
        let mut row: Vec<_> = label.iter().map(|label| (!label.is_empty()).then(|| (*label).to_owned())).collect();
        row.extend(texts[from..from + n].iter().map(|text| Some((*text).to_owned())));
        row.resize(width, None);
        row
    };
    let two = vec![
        row(&["第二十条第（一）项"], 4),
        row(&["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"], 4),
        with(&["规章"], 0, 3, 4),
        with(&["行政规范性文件"], 3, 3, 4),
        row(&["第二十条第（五）项"], 4),
        row(&["信息内容", "本年处理决定数量"], 4),
        with(&["行政许可"], 6, 1, 4),
        row(&["第二十条第（六）项"], 4),
        row(&["信息内容", "本年处理决定数量"], 4),
        with(&["行政处罚"], 7, 1, 4),
        with(&["行政强制"], 8, 1, 4),
        row(&["第二十条第（八）项"], 4),
        row(&["信息内容", "本年收费金额（单位：万元）"], 4),
        with(&["行政事业性收费"], 9, 1, 4),
    ];
    let mut three = vec![
        row(&["（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", "", "", "申请人情况"], 10),
        row(&["", "", "", "自然人", "法人或其他组织", "", "", "", "", "总计"], 10),
        row(&["", "", "", "", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"], 10),
    ];
    three.extend(ROWS.iter().enumerate().map(|(nth, labels)| with(labels, 10 + 7 * nth, 7, 10)));
    let outcomes = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"];
    let four = vec![
        row(&["行政复议", "", "", "", "", "行政诉讼"], 15),
        row(
            &["结果维持", "结果纠正", "其他结果", "尚未审结", "总计", "未经复议直接起诉", "", "", "", "", "复议后起诉"],
            15,
        ),
        {
            let mut header = row(&[], 5);
            header.extend(row(&[outcomes, outcomes].concat(), 10));
            header
        },
        with(&[], 185, 15, 15),
    ];
    [two, three, four]
}

/// A whole report with tables written by `write`.
fn report(cells: &[Written], write: impl Fn(&Table) -> String) -> String {
    let [two, three, four] = tables(cells).map(|table| write(&table));
    format!(
        "槐荫渡镇人民政府2024年政府信息公开工作年度报告\n\n统计期限为2024年1月1日至12月31日。\n\n\
         一、总体情况\n\n全年按期答复。\n\n二、主动公开政府信息情况\n\n{two}\n\
         三、收到和处理政府信息公开申请情况\n\n{three}\n四、政府信息公开行政复议、行政诉讼情况\n\n{four}\n\
         五、存在的主要问题及改进情况\n\n人手不足，已补一人。\n\n六、其他需要报告的事项\n\n无。\n\n\
         槐荫渡镇人民政府\n\n2025年1月20日\n"
    )
}

/// `| a |  | b |`, every row with all its columns.
fn bars(table: &Table) -> String {
    table
        .iter()
        .map(|row| {
            row.iter().fold("|".to_owned(), |line, cell| line + " " + cell.as_deref().unwrap_or("") + " |") + "\n"
        })
        .collect()
}

/// `a | b |`, as a page's text has it: no cell where a merged one covers the place.
fn trailing_bars(table: &Table) -> String {
    table
        .iter()
        .map(|row| {
            row.iter().flatten().fold(String::new(), |line, cell| line + cell + " | ").trim_end().to_owned() + "\n"
        })
        .collect()
}

/// Tabs, every row with all its columns.
fn tabs(table: &Table) -> String {
    table
        .iter()
        .map(|row| row.iter().map(|cell| cell.as_deref().unwrap_or("")).collect::<Vec<_>>().join("\t") + "\n")
        .collect()
}

/// A line a cell, empty lines between; a blank cell is a no-break space.
fn lines(table: &Table) -> String {
    let cell = |cell: &String| if cell.is_empty() { "\u{a0}".to_owned() } else { cell.clone() };
    table.iter().flatten().flatten().map(|text| cell(text) + "\n\n").collect()
}

/// A line a cell behind a tab, an empty line between rows; a blank cell is a tab alone.
fn tabbed_lines(table: &Table) -> String {
    table
        .iter()
        .map(|row| row.iter().flatten().fold(String::new(), |text, cell| text + "\t" + cell + "\n") + "\n")
        .collect()
}

/// A row a line, spaces between cells.
fn spaces(table: &Table) -> String {
    table.iter().map(|row| row.iter().flatten().cloned().collect::<Vec<_>>().join(" ") + "\n").collect()
}

/// Whether a row of table three has no total, and its last number is the sum of the others: by chance here, but a reader
/// has to think of a row that lost a cell, and may leave it open.
fn looks_shifted(row: &[Written]) -> bool {
    let numbers: Vec<u64> = row.iter().filter_map(|cell| cell.token.parse().ok()).collect();
    let total_blank = row.last().is_some_and(|cell| cell.token == "_");
    numbers.split_last().is_some_and(|(last, others)| total_blank && others.iter().sum::<u64>() == *last)
}

/// Reads `text`, and holds every cell against what was written.
fn reads_back(text: &str, cells: &[Written]) -> Result<(), TestCaseError> {
    let parsed = parse(text).map_err(|error| TestCaseError::fail(format!("{error}\n{text}")))?;
    let faults = faults(text, &parsed);
    prop_assert!(faults.is_empty(), "{}", faults.join("\n"));
    // What the full rows show decides on the others, so there have to be some.
    let full = cells[10..185].chunks(7).filter(|row| row.iter().all(|cell| cell.token != "_")).count();
    for (nth, (id, written)) in CellId::all(Edition::E2021).zip(cells).enumerate() {
        let cell = parsed.report.cell(id);
        let read = token(cell.status(), cell.number().map(ToString::to_string).as_deref());
        let row = nth.checked_sub(10).filter(|_| nth < 185).and_then(|nth| cells[10..185].chunks(7).nth(nth / 7));
        if read == "?" && row.is_some_and(|row| full < 4 || looks_shifted(row)) {
            continue;
        }
        prop_assert_eq!(&read, &written.token, "{} was written as {:?}, in\n{}", id, &written.text, text);
    }
    Ok(())
}

proptest! {
    #![proptest_config(config(60))]

    #[test]
    fn tables_between_bars_read_back(cells in cells(true)) {
        reads_back(&report(&cells, bars), &cells)?;
    }

    #[test]
    fn tables_with_trailing_bars_read_back(cells in cells(true)) {
        reads_back(&report(&cells, trailing_bars), &cells)?;
    }

    #[test]
    fn tables_between_tabs_read_back(cells in cells(true)) {
        reads_back(&report(&cells, tabs), &cells)?;
    }

    #[test]
    fn tables_of_a_line_a_cell_read_back(cells in cells(true)) {
        reads_back(&report(&cells, lines), &cells)?;
    }

    #[test]
    fn tables_of_a_tabbed_line_a_cell_read_back(cells in cells(true)) {
        reads_back(&report(&cells, tabbed_lines), &cells)?;
    }

    #[test]
    fn tables_between_spaces_read_back(cells in cells(false)) {
        reads_back(&report(&cells, spaces), &cells)?;
    }
}
