//! Texts of any length that no report looks like, made to find stages whose time grows faster than the input.

/// Headings of the six sections, a line each.
pub(crate) const HEADINGS: &str = "一、总体情况\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n\
    四、政府信息公开行政复议、行政诉讼情况\n五、存在的主要问题及改进情况\n六、其他需要报告的事项\n";

/// The header of table three, a line a row.
pub(crate) const TABLE_HEADER: &str = "申请人情况\n自然人\t法人或其他组织\t总计\n\
    商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\n";

/// Row labels of all three tables, a line each.
pub(crate) const LABELS: &str = "规章\n行政规范性文件\n行政许可\n行政处罚\n行政强制\n行政事业性收费\n\
    一、本年新收政府信息公开申请数量\n二、上年结转政府信息公开申请数量\n三、本年度办理结果\n（一）予以公开\n\
    （三）不予公开\n1.属于国家秘密\n4.保护第三方合法权益\n8.属于行政查询事项\n（七）总计\n\
    四、结转下年度继续办理\n结果维持\n未经复议直接起诉\n";

/// A row label of table three.
const LABEL: &str = "一、本年新收政府信息公开申请数量";

/// Single characters that some stage may count, pair or look behind.
pub(crate) const CHARACTERS: &[&str] = &[
    "a", "公", "|", "\n", "\t", "\r", "\u{c}", " ", "\u{a0}", "\u{3000}", "\u{200b}", "\u{feff}", "\u{301}",
    "\u{fdfa}", "1", "１", "0", "一", "（", "）", "(", "年", "月", "[", "]", "-", "—", "/", "、", "。", ".", ",", "《",
    "》", "〔", "“", "*", "#", "\\", "件", "第", "元", "+", "=", "─", "│", "\u{2f00}", "😀",
];

/// Pieces of tables, pages and prose.
pub(crate) const PIECES: &[&str] = &[
    "1 ",
    "1\t",
    "1|",
    " | ",
    "| 1 |\n",
    "0\n",
    "0\n\n",
    "1,",
    "1,111,",
    "1.",
    "1.\n",
    "１２　",
    "(1)",
    "（一）",
    "（一）\n",
    "/\n",
    "-\n",
    "无\n",
    "\t\n",
    "\t1\n",
    "\u{a0}\n",
    "|\n",
    "| |\n",
    "|---|---|\n",
    "+---+---+\n",
    "├──┼──┤\n",
    "│1│\n",
    "--- ---\n",
    "--- ---\n1 2\n",
    "- 4 -\n",
    "第1页 共6页\n",
    "1/6\n",
    "2024年1月1日",
    "2024年1月1日\n",
    "2024",
    "2024年\n",
    "总计\n",
    "其他\n",
    "其他 ",
    "自然人\n",
    "结\n果\n",
    "不予公开\n",
    "《条例》",
    "国办公开办函〔2021〕30号",
    "电话：",
    "政府信息公开工作年度报告",
    "政府信息公开\n",
    "公开\n",
    "年度报告\n",
    "[bookmark: _GoBack]",
    "[bookmark: ",
    "1（其中",
    "件1",
    "，1件",
    "全年1件。",
    "（一）主动公开。",
    "一、",
    "一、\n",
    "发布日期：",
    "来源：\n",
    "分享\n",
    "# \n",
    "**",
    "**1**\n",
    "1O",
    "1 000 ",
];

/// A shape that a text of any length can have.
#[derive(Debug)]
pub(crate) struct Shape {
    /// What it is made of.
    pub(crate) name: String,
    /// What stands in front, once.
    before: String,
    /// What is repeated up to the middle, and then up to the end.
    pieces: [String; 2],
    /// What stands in the middle and at the end, once.
    between: [String; 2],
}

impl Shape {
    /// A text of this shape with about `size` bytes.
    pub(crate) fn text(&self, size: usize) -> String {
        let mut text = String::with_capacity(size + 4096);
        text.push_str(&self.before);
        for (part, end) in [size / 2, size].into_iter().enumerate() {
            while text.len() < end {
                text.push_str(&self.pieces[part]);
            }
            text.push_str(&self.between[part]);
        }
        text
    }
}

/// All shapes.
///
/// Most of them begin with a heading, as a text without one is refused before the costly stages.
pub(crate) fn shapes() -> Vec<Shape> {
    let heading = "三、收到和处理政府信息公开申请情况\n";
    let labelled = format!("{heading}{LABEL}\n");
    let row = format!("{heading}{LABEL} ");
    let mut shapes: Vec<Shape> = Vec::new();
    let mut add = |name: &str, before: &str, piece: &str| {
        shapes.push(Shape {
            name: name.to_owned(),
            before: before.to_owned(),
            pieces: [piece.to_owned(), piece.to_owned()],
            between: [String::new(), String::new()],
        });
    };

    for piece in CHARACTERS {
        add(&format!("{piece:?} alone"), "", piece);
        add(&format!("{piece:?} below a heading"), heading, piece);
        add(&format!("{piece:?} after a row label"), &row, piece);
    }
    for piece in PIECES {
        add(&format!("{piece:?} alone"), "", piece);
        add(&format!("{piece:?} below a heading"), heading, piece);
        add(&format!("{piece:?} below a row label"), &labelled, piece);
        add(&format!("{piece:?} after a row label"), &row, piece);
    }
    for (name, piece) in [("headings", HEADINGS), ("row labels", LABELS), ("the header of table three", TABLE_HEADER)] {
        let in_one_line = piece.replace('\n', "");
        add(name, "", piece);
        add(&format!("{name}, below a heading"), heading, piece);
        add(&format!("{name} in one line"), heading, &in_one_line);
        add(&format!("{name} with spaces between characters"), heading, &spaced(piece));
        add(
            &format!("{name}, a character a line"),
            heading,
            &piece.replace('\n', "").chars().flat_map(|c| [c, '\n']).collect::<String>(),
        );
        add(&format!("{name} between bars"), heading, &piece.replace('\n', "|"));
        add(&format!("{name} and numbers"), heading, &piece.replace('\n', " 1 2 3\n"));
        add(&format!("{name} and one number"), heading, &piece.replace('\n', "\n1\n"));
        add(
            &format!("{name} cut short"),
            heading,
            &piece.lines().map(|line| first_half(line) + "\n").collect::<String>(),
        );
    }
    let disclosure = "二、主动公开政府信息情况\n";
    add("labels of both editions", disclosure, "规章\n本年制发件数\t对外公开总数量\n行政许可\t1\n政府集中采购\t1\n");
    add("labels of both editions in one line", disclosure, "本年制发件数 对外公开总数量 规章 1 ");
    add("beginnings of labels", disclosure, "本 年   ");
    add("ordinals without end in every cell", heading, &format!("{}|\n\n", "一、".repeat(400)));
    add("one row label", heading, &format!("{LABEL}\n"));
    add("one row label and its row", heading, &format!("{LABEL}\t1\t2\t3\t4\t5\t6\t21\n"));
    add("one row label and a short row", heading, &format!("{LABEL} 1 2 3\n"));
    add("one row label in one line", heading, LABEL);
    add("reports joined", "", ogi_report::SAMPLE);
    add("titles", "", "某某市人民政府2024年政府信息公开工作年度报告\n");
    add("titles over two lines", "", "某某市人民政府2024年\n政府信息公开工作年度报告\n");

    let mut halves = |name: &str, before: &str, piece: &str, between: [&str; 2]| {
        shapes.push(Shape {
            name: name.to_owned(),
            before: before.to_owned(),
            pieces: [piece.to_owned(), piece.to_owned()],
            between: between.map(str::to_owned),
        });
    };
    let prose = "这是一行没有尽头的文字，";
    halves("a giant line with a heading inside", "", prose, ["一、总体情况", ""]);
    halves("a giant line with a row label inside", heading, prose, [&format!("{LABEL} 1 2 3"), ""]);
    halves("a heading between giant lines", "", prose, ["\n一、总体情况\n", "\n"]);
    halves("a row between two giant ones", &row, "7 ", [&format!("\n{LABEL} 1 2 3 4 5 6 21\n{LABEL} "), "\n"]);
    halves(
        "brackets behind words without end",
        &format!("{heading}{}", "行政事业性收费 ".repeat(1000)),
        "(1)",
        ["", ""],
    );
    halves("a piece of a frame between rules of dashes", heading, "--- ---\n├──┼──┤\n1 2\n+--\n--- ---\n", ["", ""]);
    for residue in ["[bookmark: _GoBack] ", "\\"] {
        let words = format!("{labelled}字 ");
        halves(&format!("marks of editors between words, {residue:?}"), &words, residue, ["", "字\n"]);
    }
    for white in ["\u{200b}", "\u{3000} ", "\u{a0}"] {
        let words = format!("{heading}字");
        halves(&format!("words far apart in a line, {white:?} between them"), &words, white, ["", "字\n"]);
    }
    halves("a table between giant lines", "", prose, [&format!("\n{HEADINGS}{TABLE_HEADER}{LABELS}"), "\n"]);
    shapes
}

fn spaced(text: &str) -> String {
    text.chars().flat_map(|c| if c == '\n' { vec![c] } else { vec![c, ' '] }).collect()
}

fn first_half(line: &str) -> String {
    line.chars().take(line.chars().count().div_ceil(2)).collect()
}
