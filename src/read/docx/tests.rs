//! What documents come to, seen before the grammar reads it.

use super::docx;
use crate::document::{Document, LineKind};
use crate::report::Place;
use crate::{Error, Options};

#[path = "../../../tests/common/package.rs"]
mod package;

use self::package::{
    NAMESPACES, archive, cell_with, document, document_with, document_with_notes, packed, paragraph, row, run, table,
};

/// The document as lines of text: `[a|b|c]` is a row, `⏎` parts the lines of a cell, and `§` stands where a page begins, `≡` behind what
/// several cells share.
fn dump(document: &Document<'_>) -> String {
    let mut text = String::new();
    for line in &document.lines {
        if line.new_page {
            text.push('§');
        }
        match line.kind {
            LineKind::Row(first, len) => {
                text.push('[');
                for (nth, cell) in document.row(first, len).iter().enumerate() {
                    if nth > 0 {
                        text.push(if cell.continues { '⏎' } else { '|' });
                    }
                    text.push_str(document.slice(cell.span));
                    if cell.merged {
                        text.push('≡');
                    }
                }
                text.push(']');
            }
            _ => text.push_str(document.slice(line.span)),
        }
        text.push('\n');
    }
    text.pop();
    text
}

fn read(bytes: &[u8]) -> Result<Document<'static>, Error> {
    docx(bytes, &Options::new())
}

#[track_caller]
fn lines(bytes: &[u8]) -> String {
    dump(&read(bytes).unwrap())
}

#[track_caller]
fn body(body: &str) -> String {
    lines(&document(body))
}

#[test]
fn text_of_runs() {
    let p = |inner: &str| body(&format!("<w:p>{inner}</w:p>"));
    assert_eq!(p(&(run("受理") + &run("1") + &run("9件"))), "受理19件");
    assert_eq!(
        p("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:cr/><w:t>丁</w:t></w:r>"),
        "甲\t乙\n丙\n丁"
    );
    assert_eq!(p("<w:r><w:t>0799</w:t><w:noBreakHyphen/><w:t>33</w:t><w:softHyphen/><w:t>00</w:t></w:r>"), "0799-3300");
    assert_eq!(p(r#"<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>是</w:t></w:r>"#), "☑是");
    assert_eq!(p("<w:r><w:t>  甲 </w:t><w:t xml:space=\"preserve\"> 乙\n丙 </w:t></w:r>"), "甲 乙 丙");
    assert_eq!(p("<w:r><w:t>A&amp;B&#x7532;<![CDATA[<乙>]]></w:t></w:r>"), "A&B甲<乙>");
    assert_eq!(p("<w:hyperlink><w:r><w:t>网站</w:t></w:r></w:hyperlink>"), "网站");
    assert_eq!(p("<w:smartTag><w:smartTagPr><w:attr/></w:smartTagPr><w:r><w:t>2024</w:t></w:r></w:smartTag>"), "2024");
    let control = "<w:sdt><w:sdtPr><w:alias w:val=\"名称\"/></w:sdtPr><w:sdtContent>";
    assert_eq!(p(&format!("{control}{}</w:sdtContent></w:sdt>", run("某局"))), "某局");
    assert_eq!(body(&format!("{control}{}</w:sdtContent></w:sdt>", paragraph("某局"))), "某局");
    assert_eq!(
        p(
            "<w:r><w:ruby><w:rt><w:r><w:t>shù</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>沭</w:t></w:r></w:rubyBase></w:ruby></w:r>"
        ),
        "沭"
    );
}

#[test]
fn raised_figures_are_no_digits() {
    let raised = r#"<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r>"#;
    assert_eq!(body(&format!("<w:p>{}{raised}</w:p>", run("12"))), "12^1");
    let note = r#"<w:r><w:footnoteReference w:id="2"/></w:r>"#;
    assert_eq!(body(&format!("<w:p>{}{note}{}</w:p>", run("12"), run("件"))), "12件");
    let fraction =
        "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>";
    assert_eq!(body(&format!("<w:p>{fraction}</w:p>")), "1/2");
}

#[test]
fn fields_give_their_results() {
    let mark = |kind: &str| format!(r#"<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>"#);
    let code = "<w:r><w:instrText> IF </w:instrText></w:r>";
    let (begin, separate, end) = (mark("begin"), mark("separate"), mark("end"));
    let p = |inner: String| body(&format!("<w:p>{inner}</w:p>"));
    assert_eq!(p(format!("{}{begin}{code}{separate}{}{end}{}", run("共"), run("19"), run("件"))), "共19件");
    assert_eq!(p(format!("{begin}{code}{begin}{code}{separate}{}{end}{separate}{}{end}", run("7"), run("19"))), "19");
    assert_eq!(p(format!("{begin}{code}{end}{}", run("件"))), "件");
    assert_eq!(p(format!("<w:fldSimple w:instr=\"PAGE\">{}</w:fldSimple>", run("4"))), "4");
    // Results go on over paragraphs; a field that never comes to its result is none.
    let long = format!("<w:p>{begin}{code}{separate}{}</w:p><w:p>{}{end}</w:p>", run("甲"), run("乙"));
    assert_eq!(body(&long), "甲\n乙");
    assert_eq!(body(&format!("<w:p>{begin}{}</w:p>{}", run("甲"), paragraph("乙"))), "甲\n乙");
}

#[test]
fn changes_are_accepted() {
    let p = |inner: &str| body(&format!("<w:p>{inner}</w:p>"));
    let gone = "<w:del><w:r><w:delText>18</w:delText></w:r></w:del>";
    assert_eq!(p(&format!("{}{gone}<w:ins>{}</w:ins>{}", run("共"), run("19"), run("件"))), "共19件");
    assert_eq!(p(&format!("<w:moveFrom>{}</w:moveFrom><w:moveTo>{}</w:moveTo>", run("甲"), run("乙"))), "乙");
    let mark = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>";
    assert_eq!(body(&format!("<w:p>{mark}{}</w:p>{}", run("一、总体"), paragraph("情况"))), "一、总体情况");
    assert_eq!(body(&format!("{}<w:p>{mark}{gone}</w:p>{}", paragraph("甲"), paragraph("乙"))), "甲\n乙");
    assert_eq!(body(&format!("<w:p>{mark}{}</w:p>", run("末"))), "末");
    let old = "<w:pPr><w:pPrChange><w:pPr><w:pageBreakBefore/></w:pPr></w:pPrChange></w:pPr>";
    assert_eq!(p(&format!("{old}{}", run("甲"))), "甲");
    let rows = "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p/></w:tc></w:tr>".to_owned()
        + &row(&["甲", "1"])
        + "<w:tr>"
        + &cell_with("", "乙")
        + &cell_with("<w:cellDel/>", "5")
        + &cell_with("", "2")
        + "</w:tr></w:tbl>";
    assert_eq!(body(&rows), "[甲|1]\n[乙|2]");
}

#[test]
fn hidden_text_is_left_out() {
    let hidden = |text: &str| format!("<w:r><w:rPr><w:vanish/></w:rPr><w:t>{text}</w:t></w:r>");
    assert_eq!(body(&format!("<w:p>{}{}</w:p>", run("1"), hidden("2"))), "1");
    let shown = r#"<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>2</w:t></w:r>"#;
    assert_eq!(body(&format!("<w:p>{}{shown}</w:p>", run("1"))), "12");
    let styles = r#"
        <w:style w:type="paragraph" w:styleId="h"><w:rPr><w:vanish/></w:rPr></w:style>
        <w:style w:type="paragraph" w:styleId="k"><w:basedOn w:val="h"/></w:style>
        <w:style w:type="character" w:styleId="c"><w:rPr><w:vanish/></w:rPr></w:style>"#;
    let p = |style: &str, run: &str| format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run}</w:p>"#);
    let character = r#"<w:r><w:rPr><w:rStyle w:val="c"/></w:rPr><w:t>3</w:t></w:r>"#;
    // Hidden twice is shown.
    let text = p("k", &run("1")) + &p("x", character) + &p("k", character) + &p("x", &run("4"));
    assert_eq!(lines(&document_with(&text, styles, "")), "3\n4");
    let joined = format!("<w:p><w:pPr><w:rPr><w:vanish/><w:specVanish/></w:rPr></w:pPr>{}</w:p>", run("一、"));
    assert_eq!(body(&(joined + &paragraph("总体情况"))), "一、总体情况");
    let row = "<w:tbl><w:tr><w:trPr><w:hidden/></w:trPr>".to_owned()
        + &cell_with("", "甲")
        + &cell_with("", "1")
        + "</w:tr>"
        + &row(&["乙", "2"])
        + "</w:tbl>";
    assert_eq!(body(&row), "[乙|2]");
}

#[test]
fn text_boxes_stand_once_behind_their_paragraph() {
    let inside = format!("<w:txbxContent>{}{}</w:txbxContent>", paragraph("框一"), paragraph("框二"));
    let boxed = format!(
        r#"<w:p>{}<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{inside}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>{}</w:p>"#,
        run("前"),
        run("后"),
    );
    assert_eq!(body(&boxed), "前后\n框一\n框二");
    let only_fallback = format!(
        r#"<w:p><w:r><mc:AlternateContent><mc:Choice Requires="x"><w:drawing/></mc:Choice><mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"#
    );
    assert_eq!(body(&only_fallback), "框一\n框二");
    assert_eq!(
        body(&format!("<w:tbl><w:tr><w:tc>{boxed}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>", paragraph("1"))),
        "[前后⏎框一⏎框二|1]"
    );
}

#[test]
fn pages() {
    let page = r#"<w:r><w:br w:type="page"/></w:r>"#;
    assert_eq!(body(&format!("{}<w:p>{page}{}</w:p>", paragraph("甲"), run("乙"))), "甲\n§乙");
    assert_eq!(body(&format!("<w:p>{}{page}{}</w:p>", run("甲"), run("乙"))), "甲\n§乙");
    assert_eq!(body(&format!("<w:p>{}{page}</w:p>{}", run("甲"), paragraph("乙"))), "甲\n§乙");
    assert_eq!(body(&format!("{}<w:p>{page}</w:p>{}", paragraph("甲"), paragraph("乙"))), "甲\n§乙");
    let rendered = "<w:r><w:lastRenderedPageBreak/><w:t>乙</w:t></w:r>";
    assert_eq!(body(&format!("{}<w:p>{rendered}</w:p>", paragraph("甲"))), "甲\n§乙");
    assert_eq!(body(&format!("<w:p>{}{rendered}</w:p>", run("甲"))), "甲乙");
    let before = "<w:pPr><w:pageBreakBefore/></w:pPr>";
    assert_eq!(body(&format!("{}<w:p>{before}{}</w:p>", paragraph("甲"), run("乙"))), "甲\n§乙");
    let section =
        |kind: &str| format!(r#"<w:p><w:pPr><w:sectPr><w:type w:val="{kind}"/></w:sectPr></w:pPr>{}</w:p>"#, run("甲"));
    assert_eq!(body(&(section("nextPage") + &paragraph("乙"))), "甲\n§乙");
    assert_eq!(body(&(section("continuous") + &paragraph("乙"))), "甲\n乙");
    let rows = format!(
        "<w:tbl>{}<w:tr><w:tc><w:p>{rendered}</w:p></w:tc><w:tc>{}</w:tc></w:tr></w:tbl>",
        row(&["甲", "1"]),
        paragraph("2")
    );
    assert_eq!(body(&rows), "[甲|1]\n§[乙|2]");
}

/// A pattern of a list: format and text of each level.
fn pattern(id: u32, levels: &[(&str, &str, &str)]) -> String {
    let level = |(at, (format, text, more)): (usize, &(&str, &str, &str))| {
        format!(
            r#"<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:lvlText w:val="{text}"/>{more}</w:lvl>"#
        )
    };
    let levels: String = levels.iter().enumerate().map(level).collect();
    format!(r#"<w:abstractNum w:abstractNumId="{id}">{levels}</w:abstractNum>"#)
}

fn list(id: u32, pattern: u32, more: &str) -> String {
    format!(r#"<w:num w:numId="{id}"><w:abstractNumId w:val="{pattern}"/>{more}</w:num>"#)
}

fn item(list: u32, level: u32, text: &str) -> String {
    format!(
        r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr></w:pPr>{}</w:p>"#,
        run(text)
    )
}

#[test]
fn numbers_of_lists_are_text() {
    let numbering = pattern(
        3,
        &[
            ("chineseCounting", "%1、", r#"<w:suff w:val="nothing"/>"#),
            ("chineseCounting", "（%2）", r#"<w:suff w:val="nothing"/>"#),
            ("decimal", "%1.%3", "<w:isLgl/>"),
        ],
    ) + &list(1, 3, "");
    let text = item(1, 0, "总体情况")
        + &item(1, 1, "甲")
        + &item(1, 1, "乙")
        + &item(1, 2, "细")
        + &item(1, 0, "主动公开")
        + &item(1, 1, "丙")
        + &item(0, 0, "无号")
        + &item(9, 0, "无表");
    assert_eq!(
        lines(&document_with(&text, "", &numbering)),
        "一、总体情况\n（一）甲\n（二）乙\n1.1 细\n二、主动公开\n（一）丙\n无号\n无表"
    );
}

#[test]
fn lists_start_and_restart() {
    let levels = [("decimal", "%1.", ""), ("lowerLetter", "%2)", r#"<w:lvlRestart w:val="0"/>"#)];
    let start = r#"<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>"#;
    let other = r#"<w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:start w:val="7"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="第%1条"/></w:lvl></w:lvlOverride>"#;
    let numbering = pattern(1, &levels) + &list(1, 1, "") + &list(2, 1, "") + &list(3, 1, start) + &list(4, 1, other);
    // Lists of one pattern go on counting; one that starts anew does so once.
    let text = item(1, 0, "a")
        + &item(2, 0, "b")
        + &item(3, 0, "c")
        + &item(3, 0, "d")
        + &item(1, 1, "e")
        + &item(1, 0, "f")
        + &item(1, 1, "g")
        + &item(4, 0, "h");
    assert_eq!(lines(&document_with(&text, "", &numbering)), "1. a\n2. b\n5. c\n6. d\na) e\n7. f\nb) g\n第VIII条 h");
}

#[test]
fn styles_number_paragraphs() {
    let numbering = pattern(
        1,
        &[
            ("chineseCountingThousand", "%1、", r#"<w:pStyle w:val="t1"/><w:suff w:val="nothing"/>"#),
            ("chineseCountingThousand", "（%2）", r#"<w:pStyle w:val="t2"/><w:suff w:val="space"/>"#),
        ],
    ) + &list(1, 1, "")
        + r#"<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="ls"/></w:abstractNum>"#
        + &list(2, 2, "");
    let styles = r#"
        <w:style w:type="paragraph" w:default="1" w:styleId="a"/>
        <w:style w:type="paragraph" w:styleId="t1"><w:basedOn w:val="a"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="t2"><w:basedOn w:val="t1"/></w:style>
        <w:style w:type="paragraph" w:styleId="ring"><w:basedOn w:val="ring"/></w:style>
        <w:style w:type="numbering" w:styleId="ls"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>"#;
    let p = |style: &str, more: &str, text: &str| {
        format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{}</w:p>"#, run(text))
    };
    let none = r#"<w:numPr><w:numId w:val="0"/></w:numPr>"#;
    let text = p("t1", "", "总体情况")
        + &p("t2", "", "甲")
        + &p("t1", none, "无号")
        + &p("ring", "", "环")
        + &p("t1", "", "主动公开")
        + &item(2, 0, "申请");
    assert_eq!(
        lines(&document_with(&text, styles, &numbering)),
        "一、总体情况\n（一） 甲\n无号\n环\n二、主动公开\n三、申请"
    );
}

#[test]
fn numbers_count_what_is_there() {
    let numbering = pattern(1, &[("decimal", "%1.", ""), ("bullet", "\u{f06c}", "")]) + &list(1, 1, "");
    let deleted = r#"<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p>"#;
    let text = item(1, 0, "甲") + deleted + &item(1, 0, "乙") + &item(1, 1, "点");
    assert_eq!(lines(&document_with(&text, "", &numbering)), "1. 甲\n2. 乙\n点");
    // A heading that runs into the text behind it keeps its number; one that is hidden altogether has none.
    let joined =
        |text: &str| item(1, 0, text).replace("</w:numPr>", "</w:numPr><w:rPr><w:vanish/><w:specVanish/></w:rPr>");
    let text = joined("甲")
        + &paragraph("：说明")
        + &joined("").replace("<w:t ", "<w:rPr><w:vanish/></w:rPr><w:t ")
        + &item(1, 0, "乙");
    assert_eq!(lines(&document_with(&text, "", &numbering)), "1. 甲：说明\n2. 乙");
    // In cells as well, where the number of a row is often automatic.
    let rows = format!("<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>", item(1, 0, ""), item(1, 0, "5"));
    assert_eq!(lines(&document_with(&rows, "", &numbering)), "[1.|2. 5]");
    // Text around numbers has a bound, and so have numbers.
    let long = pattern(1, &[("lowerLetter", &format!("%1{}", "、".repeat(5000)), "")])
        .replace(r#"<w:start w:val="1"/>"#, r#"<w:start w:val="4000000000"/>"#)
        + &list(1, 1, "");
    assert!(lines(&document_with(&item(1, 0, "甲"), "", &long)).len() < 300);
}

#[test]
fn rows_and_cells() {
    assert_eq!(
        body(&table(&[&["信息内容", "件数"], &["规章", "0"], &["文件", ""]])),
        "[信息内容|件数]\n[规章|0]\n[文件|]"
    );
    let digits = format!(
        "<w:tbl><w:tr><w:tc><w:p>{}{}</w:p></w:tc><w:tc>{}{}</w:tc></w:tr></w:tbl>",
        run("1"),
        run("9"),
        paragraph("上"),
        paragraph("下")
    );
    assert_eq!(body(&digits), "[19|上⏎下]");
    let tabs = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>";
    assert_eq!(body(tabs), "[甲 乙|]");
    let header = "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>".to_owned()
        + &cell_with("", "头")
        + &cell_with("", "件")
        + "</w:tr>"
        + &row(&["甲", "1"])
        + "</w:tbl>";
    assert_eq!(body(&header), "[头|件]\n[甲|1]");
    let wrapped = "<w:tbl><w:sdt><w:sdtContent><w:tr><w:sdt><w:sdtContent>".to_owned()
        + &cell_with("", "甲")
        + "</w:sdtContent></w:sdt>"
        + &cell_with("", "1")
        + "</w:tr></w:sdtContent></w:sdt></w:tbl>";
    assert_eq!(body(&wrapped), "[甲|1]");
}

#[test]
fn covered_cells_of_labels_and_headers_are_left_out() {
    let rows = table(&[
        &["3*v申请人", "2*企业", "v总计"],
        &["3*^", "商业", "其他", "^"],
        &["v三、结果", "2*（一）予以公开", "1", "", "1"],
        &["^", "v（二）不予公开", "1.国家秘密", "0", "0", "0"],
        &["^", "^", "2.其他", "3", "", "3"],
    ]);
    assert_eq!(
        body(&rows),
        "[申请人|企业|总计]\n[商业|其他]\n[三、结果|（一）予以公开|1||1]\n[（二）不予公开|1.国家秘密|0|0|0]\n[2.其他|3||3]"
    );
}

#[test]
fn covered_figures_keep_the_places_of_the_others() {
    let rows = table(&[
        &["行", "甲", "乙", "丙", "丁"],
        &["一行", "v5", "v/", "v", "v"],
        &["二行", "^", "^", "^", "8"],
        &["三行", "1", "^", "3", "4"],
        &["6.属于四类过", "v1", "v2", "v3", "v4"],
        &["程性信息", "^", "^", "^", "^"],
        &["1.属于国家秘密", "v1", "v2", "v3", "v4"],
        &["4.保护第三方合法权益", "^", "^", "^", "^"],
    ]);
    assert_eq!(
        body(&rows),
        "[行|甲|乙|丙|丁]\n[一行|5≡|/||]\n[二行|5≡|/||8]\n[三行|1|/|3|4]\n[6.属于四类过|1|2|3|4]\n[程性信息]\n\
         [1.属于国家秘密|1≡|2≡|3≡|4≡]\n[4.保护第三方合法权益|1≡|2≡|3≡|4≡]"
    );
    // A cell that says it goes on, below none.
    assert_eq!(body(&table(&[&["甲", "^"], &["乙", "2"]])), "[甲|]\n[乙|2]");
}

#[test]
fn wide_figures_keep_the_places_of_the_others() {
    let rows = table(&[
        &["行", "甲", "乙", "丙", "总计"],
        &["一行", "2*5", "3", "8"],
        &["二行", "3*", "8"],
        &["三行", "2*/", "1", "1"],
        &["四行", "1", "2", "3", "6"],
    ]);
    assert_eq!(body(&rows), "[行|甲|乙|丙|总计]\n[一行|5≡|5≡|3|8]\n[二行||||8]\n[三行|/|/|1|1]\n[四行|1|2|3|6]");
    // Below a header as wide as itself, a cell is one cell.
    let rows = table(&[
        &["内容", "制发", "废止", "有效"],
        &["规章", "1", "2", "3"],
        &["内容", "3*处理决定"],
        &["许可", "3*7"],
    ]);
    assert_eq!(body(&rows), "[内容|制发|废止|有效]\n[规章|1|2|3]\n[内容|处理决定]\n[许可|7]");
    // Cells that the oldest way joins.
    let joined = "<w:tbl>".to_owned()
        + &row(&["行", "甲", "乙"])
        + "<w:tr>"
        + &cell_with("", "一行")
        + &cell_with(r#"<w:hMerge w:val="restart"/>"#, "5")
        + &cell_with("<w:hMerge/>", "")
        + "</w:tr></w:tbl>";
    assert_eq!(body(&joined), "[行|甲|乙]\n[一行|5≡|5≡]");
}

#[test]
fn rows_that_begin_later_and_end_sooner() {
    let rows = "<w:tbl>".to_owned()
        + &row(&["甲", "乙", "丙"])
        + r#"<w:tr><w:trPr><w:gridBefore w:val="1"/><w:gridAfter w:val="1"/></w:trPr>"#
        + &cell_with("", "5")
        + "</w:tr></w:tbl>";
    let document = read(&document(&rows)).unwrap();
    assert_eq!(dump(&document), "[甲|乙|丙]\n[5]");
    assert_eq!(document.cells[3].place, Place::of_cell(1, 2, 2));
}

#[test]
fn what_is_struck_out_does_not_hold() {
    let struck = |text: &str| format!("<w:r><w:rPr><w:strike/></w:rPr><w:t>{text}</w:t></w:r>");
    assert_eq!(body(&format!("<w:p>{}{}{}</w:p>", run("收到申请"), struck("18"), run("12件"))), "收到申请12件");
    let cell = |inner: String| format!("<w:tc><w:p>{inner}</w:p></w:tc>");
    let row = format!("<w:tr>{}{}{}</w:tr>", cell(run("许可")), cell(struck("18") + &run("12")), cell(struck("5")));
    assert_eq!(body(&format!("<w:tbl>{row}</w:tbl>")), "[许可|\u{fffc}12|\u{fffc}]");
}

#[test]
fn raised_digits_are_no_figures() {
    let raised =
        |text: &str| format!("<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>{text}</w:t></w:r>");
    let cell = |inner: String| format!("<w:tc><w:p>{inner}</w:p></w:tc>");
    let row = format!("<w:tr>{}{}</w:tr>", cell(run("行政许可") + &raised("2")), cell(run("12") + &raised("1")));
    assert_eq!(body(&format!("<w:tbl>{row}</w:tbl>")), "[行政许可^2|12^1]");
    assert_eq!(body(&format!("<w:p>{}{}</w:p>", run("收到申请19"), raised("1"))), "收到申请19^1");
    assert_eq!(body(&format!("<w:p>{}{}</w:p>", run("一、总体情况"), raised("1"))), "一、总体情况1");
}

#[test]
fn notes_stand_behind_what_refers_to_them() {
    let note = |id: u32, text: &str| {
        format!("<w:footnote w:id=\"{id}\"><w:p><w:r><w:footnoteRef/></w:r>{}</w:p></w:footnote>", run(text))
    };
    let notes = "<w:footnote w:id=\"0\" w:type=\"separator\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>"
        .to_owned()
        + &note(1, " 含上年。")
        + &note(2, "另有说明")
        + &note(3, "没有人提到");
    let reference = |id: u32| {
        format!("<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:footnoteReference w:id=\"{id}\"/></w:r>")
    };
    let cell = format!("<w:tc><w:p>{}{}</w:p></w:tc>", run("19"), reference(2));
    let text = format!("<w:p>{}{}{}</w:p>", run("收到申请19"), reference(1), run("件。"))
        + &format!("<w:tbl><w:tr><w:tc>{}</w:tc>{cell}</w:tr>{}</w:tbl>", paragraph("规章"), row(&["文件", "2"]))
        + &paragraph("完")
        // Of a deleted reference nothing is seen, and a note is shown once.
        + &format!("<w:p><w:del>{}</w:del>{}</w:p>", reference(3), reference(1));
    let document = read(&document_with_notes(&text, &notes)).unwrap();
    assert_eq!(dump(&document), "收到申请19件。\n含上年。\n[规章|19]\n[文件|2]\n另有说明\n完");
    assert_eq!(document.place(u32::try_from(document.text.find("另有").unwrap()).unwrap()), Place::UNKNOWN);
}

#[test]
fn layout_tables_are_looked_through() {
    let inner = table(&[&["规章", "0"], &["文件", ""]]);
    let page =
        format!("<w:tbl><w:tr><w:tc>{}{inner}{}</w:tc></w:tr></w:tbl>", paragraph("二、主动公开"), paragraph("完"));
    assert_eq!(body(&page), "二、主动公开\n[规章|0]\n[文件|]\n完");
    let beside = format!("<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{inner}</w:tc></w:tr></w:tbl>", paragraph("栏"));
    assert_eq!(body(&beside), "栏\n[规章|0]\n[文件|]");
    let framed = format!("<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", paragraph("5"));
    let boxed = format!("<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{framed}<w:p/></w:tc></w:tr></w:tbl>", paragraph("规章"));
    assert_eq!(body(&boxed), "[规章|5]");
    let long = "这一年认真落实各项要求。".repeat(40);
    let prose = format!(
        "<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc>{}{}</w:tc></w:tr></w:tbl>",
        paragraph("一、总体情况"),
        paragraph(&long)
    );
    assert_eq!(body(&prose), format!("一、总体情况\n{long}"));
}

#[test]
fn places() {
    let text = paragraph("甲") + &paragraph("") + &table(&[&["v规章", "", "0"], &["^", "2*5"]]) + &paragraph("乙");
    let document = read(&document(&text)).unwrap();
    assert_eq!(dump(&document), "甲\n[规章||0]\n[5]\n乙");
    let paragraph = |text: &str| document.place(u32::try_from(document.text.find(text).unwrap()).unwrap());
    assert_eq!(paragraph("甲"), Place::of_paragraph(1));
    assert_eq!(paragraph("乙"), Place::of_paragraph(8));
    let cells: Vec<Place> = document.cells.iter().map(|cell| cell.place).collect();
    let expected = [(1, 1), (1, 2), (1, 3), (2, 2)].map(|(row, column)| Place::of_cell(1, row, column));
    assert_eq!(cells, expected);
}

#[test]
fn namespaces_prefixes_and_encodings() {
    let text = "<x:p><x:pPr><x:pStyle x:val=\"a\"/></x:pPr><x:r><x:t>总体情况</x:t></x:r></x:p>";
    let with = |name: &str, text: &str, prefix: &str| {
        let colon = if prefix.is_empty() { "xmlns" } else { "xmlns:" };
        let text = text.replace("x:", &if prefix.is_empty() { String::new() } else { format!("{prefix}:") });
        let open = if prefix.is_empty() { String::new() } else { format!("{prefix}:") };
        format!(
            r#"<?xml version="1.0"?><{open}document {colon}{prefix}="{name}"><{open}body>{text}</{open}body></{open}document>"#
        )
    };
    let transitional = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let strict = "http://purl.oclc.org/ooxml/wordprocessingml/main";
    for name in [transitional, strict] {
        for prefix in ["w", "ns0", ""] {
            let xml = with(name, text, prefix);
            assert_eq!(lines(&packed(&[("word/document.xml", xml.as_bytes())])), "总体情况", "{xml}");
            for little in [true, false] {
                let wide = |unit: u16| if little { unit.to_le_bytes() } else { unit.to_be_bytes() };
                let bytes: Vec<u8> = core::iter::once(0xfeff).chain(xml.encode_utf16()).flat_map(wide).collect();
                assert_eq!(lines(&packed(&[("word/document.xml", &bytes)])), "总体情况");
                assert_eq!(lines(&packed(&[("word/document.xml", &bytes[2..])])), "总体情况");
            }
            let marked = [b"\xef\xbb\xbf", xml.as_bytes()].concat();
            assert_eq!(lines(&packed(&[("word/document.xml", &marked)])), "总体情况");
        }
    }
    let other = with("urn:other", text, "w");
    assert!(matches!(read(&packed(&[("word/document.xml", other.as_bytes())])), Err(Error::Empty)));
    let gbk = b"<?xml version=\"1.0\" encoding=\"GBK\"?><w:document>\xd7\xdc</w:document>";
    assert!(matches!(read(&packed(&[("word/document.xml", gbk)])), Err(Error::Damaged { .. })));
}

#[test]
fn parts_are_found_where_the_package_says() {
    let xml = package::document_xml(&item(1, 0, "总体情况"));
    let lists = format!(
        "<w:numbering {NAMESPACES}>{}{}</w:numbering>",
        pattern(1, &[("chineseCounting", "%1、", r#"<w:suff w:val="nothing"/>"#)]),
        list(1, 1, "")
    );
    let main = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/Doc/main.xml"/></Relationships>"#;
    let own = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="..\lists/n.xml"/></Relationships>"#;
    let parts: [(&str, &[u8]); 4] = [
        ("_rels/.rels", main.as_bytes()),
        ("doc/main.xml", xml.as_bytes()),
        ("Doc/_rels/main.xml.rels", own.as_bytes()),
        ("lists/N.xml", lists.as_bytes()),
    ];
    assert_eq!(lines(&packed(&parts)), "一、总体情况");
    assert_eq!(lines(&archive(&parts, zip::CompressionMethod::Stored)), "一、总体情况");
    // A list that is not there is no reason not to read the rest.
    assert_eq!(lines(&packed(&parts[..2])), "总体情况");
}
