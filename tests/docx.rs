//! Word documents that the tests write themselves. Those of the corpus are scored with its texts.

#![cfg(feature = "docx")]
#![allow(clippy::panic, clippy::print_stderr, clippy::unwrap_used, reason = "a test fails by panicking, and shows why")]

mod common;

use std::collections::BTreeMap;

use common::package::{cell_with, document_with, paragraph, row, run, table};
use ogi_report::write::FlatReport;
use serde_json::Value;

/// A small report in Word: headings numbered by a list, and the three tables with merged cells as offices have them.
/// `edit` may change the body.
fn report(edit: impl FnOnce(String) -> String) -> Vec<u8> {
    let heading = |text: &str| {
        format!(r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>{}</w:p>"#, run(text))
    };
    let numbering = r#"<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>
        <w:numFmt w:val="chineseCountingThousand"/><w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl>
        </w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#;
    let disclosure = table(&[
        &["4*第二十条第（一）项"],
        &["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
        &["规章", "0", "0", "0"],
        &["行政规范性文件", "3", "1", "12"],
        &["4*第二十条第（五）项"],
        &["信息内容", "3*本年处理决定数量"],
        &["行政许可", "3*52"],
        &["4*第二十条第（六）项"],
        &["信息内容", "3*本年处理决定数量"],
        &["行政处罚", "3*17"],
        &["行政强制", "3*"],
        &["4*第二十条第（八）项"],
        &["信息内容", "3*本年收费金额（单位：万元）"],
        &["行政事业性收费", "3*8.5"],
    ]);
    let nought = ["0", "0", "0", "0", "0", "0", "0"];
    let line = |labels: &[&str], cells: [&str; 7]| row(&[labels, &cells].concat());
    let applications = [
        "<w:tbl>".to_owned(),
        row(&["3*v（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", "7*申请人情况"]),
        row(&["3*^", "v自然人", "5*法人或其他组织", "v总计"]),
        row(&["3*^", "^", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "^"]),
        line(&["3*一、本年新收政府信息公开申请数量"], ["9", "1", "0", "0", "0", "0", "10"]),
        line(&["3*二、上年结转政府信息公开申请数量"], ["1", "0", "0", "0", "0", "0", "1"]),
        line(&["v三、本年度办理结果", "2*（一）予以公开"], ["4", "1", "0", "0", "0", "0", "5"]),
        line(&["^", "2*（二）部分公开（区分处理的，只计这一情形，不计其他情形）"], nought),
        line(&["^", "v（三）不予公开", "1.属于国家秘密"], nought),
        line(&["^", "^", "2.其他法律行政法规禁止公开"], nought),
        line(&["^", "^", "3.危及“三安全一稳定”"], nought),
        line(&["^", "^", "4.保护第三方合法权益"], nought),
        line(&["^", "^", "5.属于三类内部事务信息"], nought),
        line(&["^", "^", "6.属于四类过程性信息"], nought),
        line(&["^", "^", "7.属于行政执法案卷"], nought),
        line(&["^", "^", "8.属于行政查询事项"], nought),
        line(&["^", "v（四）无法提供", "1.本机关不掌握相关政府信息"], ["3", "0", "0", "0", "0", "0", "3"]),
        line(&["^", "^", "2.没有现成信息需要另行制作"], nought),
        line(&["^", "^", "3.补正后申请内容仍不明确"], nought),
        line(&["^", "v（五）不予处理", "1.信访举报投诉类申请"], nought),
        line(&["^", "^", "2.重复申请"], nought),
        line(&["^", "^", "3.要求提供公开出版物"], nought),
        line(&["^", "^", "4.无正当理由大量反复申请"], nought),
        line(&["^", "^", "5.要求行政机关确认或重新出具已获取信息"], nought),
        line(&["^", "v（六）其他处理", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"], nought),
        line(&["^", "^", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"], nought),
        line(&["^", "^", "3.其他"], ["2", "0", "0", "0", "0", "0", "2"]),
        line(&["^", "2*（七）总计"], ["9", "1", "0", "0", "0", "0", "10"]),
        line(&["3*四、结转下年度继续办理"], ["1", "0", "0", "0", "0", "0", "1"]),
        "</w:tbl>".to_owned(),
    ]
    .concat();
    let results = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"];
    let disputes = [
        "<w:tbl>".to_owned(),
        row(&["5*行政复议", "10*行政诉讼"]),
        row(&["v结果维持", "v结果纠正", "v其他结果", "v尚未审结", "v总计", "5*未经复议直接起诉", "5*复议后起诉"]),
        row(&[&["^", "^", "^", "^", "^"][..], &results, &results].concat()),
        row(&["1", "0", "0", "2", "3", "0", "0", "0", "0", "0", "0", "1", "0", "0", "1"]),
        "</w:tbl>".to_owned(),
    ]
    .concat();
    let body = [
        paragraph("清溪县水务局2024年政府信息公开工作年度报告"),
        heading("总体情况"),
        paragraph("全年收到政府信息公开申请10件。"),
        heading("主动公开政府信息情况"),
        disclosure,
        heading("收到和处理政府信息公开申请情况"),
        applications,
        heading("政府信息公开行政复议、行政诉讼情况"),
        disputes,
        heading("存在的主要问题及改进情况"),
        paragraph("部分栏目更新不够及时，下一步将逐项落实责任。"),
        heading("其他需要报告的事项"),
        paragraph("本年度未收取信息处理费。"),
    ]
    .concat();
    document_with(&edit(body), "", numbering)
}

/// Every cell: its value, or its status where it has none.
fn cells(bytes: &[u8]) -> BTreeMap<String, String> {
    let parsed = ogi_report::read(bytes).unwrap();
    let flat = serde_json::to_value(FlatReport::new(&parsed.report)).unwrap();
    let cell = |cell: &Value| cell["value"].as_str().or(cell["status"].as_str()).unwrap().to_owned();
    flat["cells"].as_object().unwrap().iter().map(|(id, read)| (id.clone(), cell(read))).collect()
}

/// The cells that an edit of the body changes: what they were, and what they are.
fn changed(edit: impl FnOnce(String) -> String) -> Vec<String> {
    let before = cells(&report(|body| body));
    let after = cells(&report(|body| {
        let edited = edit(body.clone());
        assert_ne!(edited, body, "the edit changes nothing");
        edited
    }));
    let changed = before.iter().filter(|(id, value)| after[*id] != **value);
    changed.map(|(id, value)| format!("{id}: {value} → {}", after[id])).collect()
}

/// The cell of this text that comes after these words, with another text and properties.
fn replace_cell(body: &str, after: &str, old: &str, new: &str) -> String {
    let at = body.find(after).unwrap();
    let old = cell_with(r#"<w:gridSpan w:val="1"/>"#, old);
    let (head, tail) = body.split_at(at);
    format!("{head}{}", tail.replacen(&old, new, 1))
}

#[test]
fn a_report_with_merged_cells_and_numbered_headings() {
    let parsed = ogi_report::read(&report(|body| body)).unwrap();
    assert!(parsed.diagnostics.is_empty(), "{:?}", parsed.diagnostics);
    let flat = serde_json::to_value(FlatReport::new(&parsed.report)).unwrap();
    assert_eq!((&flat["issuer"], &flat["year"]), (&Value::from("清溪县水务局"), &Value::from(2024)));
    let heading = |at: usize| flat["sections"][at]["heading"].as_str().unwrap();
    assert_eq!((heading(0), heading(5)), ("一、总体情况", "六、其他需要报告的事项"));
    let cells = cells(&report(|body| body));
    assert_eq!(cells.len(), 200);
    let value = |id: &str| cells[id].as_str();
    assert_eq!(value("disclosure.licensing.decisions"), "52");
    assert_eq!(value("disclosure.coercion.decisions"), "blank");
    assert_eq!(value("disclosure.fees.amount"), "8.5");
    assert_eq!(value("applications.received.natural_person"), "9");
    assert_eq!(value("applications.results.other.other.total"), "2");
    assert_eq!(value("disputes.litigation_after_reconsideration.corrected"), "1");
    assert_eq!(cells.values().filter(|value| *value == "blank").count(), 1);
}

#[test]
fn a_merged_figure_is_read_as_no_cell_of_its_own() {
    // 4 stands for both rows, as somebody has merged the cells.
    let below = changed(|body| {
        let restart = cell_with(r#"<w:gridSpan w:val="1"/><w:vMerge w:val="restart"/>"#, "4");
        let body = replace_cell(&body, "予以公开", "4", &restart);
        replace_cell(&body, "部分公开（", "0", &cell_with("<w:vMerge/>", ""))
    });
    assert_eq!(
        below,
        [
            "applications.results.granted.natural_person: 4 → unreadable",
            "applications.results.partially_granted.natural_person: 0 → unreadable"
        ]
    );
    // 7 stands for two columns.
    let wide = changed(|body| {
        let body = replace_cell(&body, "一、本年新收", "9", &cell_with(r#"<w:gridSpan w:val="2"/>"#, "7"));
        replace_cell(&body, "一、本年新收", "1", "")
    });
    let unread = |cell: &String| cell.ends_with("→ unreadable") || cell.ends_with("→ ambiguous");
    assert!(wide.len() >= 2 && wide.iter().all(|cell| cell.contains(".received.") && unread(cell)), "{wide:?}");
    // A mark holds for all cells that it covers, and so does a blank.
    for (text, status) in [("/", "not_applicable"), ("", "blank")] {
        let wide = changed(|body| {
            let body = replace_cell(&body, "重复申请", "0", &cell_with(r#"<w:gridSpan w:val="2"/>"#, text));
            replace_cell(&body, "重复申请", "0", "")
        });
        assert_eq!(wide.len(), 2, "{wide:?}");
        assert!(
            wide.iter().all(|cell| cell.contains("duplicate.") && cell.ends_with(&format!("→ {status}"))),
            "{wide:?}"
        );
    }
}

#[test]
fn what_stands_beside_a_figure_is_not_part_of_it() {
    let numbered = changed(|body| {
        let cell = r#"<w:tc><w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>9</w:t></w:r></w:p></w:tc>"#;
        replace_cell(&body, "一、本年新收", "9", cell)
    });
    let raised = changed(|body| {
        let cell = r#"<w:tc><w:p><w:r><w:t>9</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r></w:p></w:tc>"#;
        replace_cell(&body, "一、本年新收", "9", cell)
    });
    let boxed = changed(|body| {
        let cell = "<w:tc><w:p><w:r><w:t>9</w:t></w:r><w:r><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>2</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></w:r></w:p></w:tc>";
        replace_cell(&body, "一、本年新收", "9", cell)
    });
    for (what, changed) in [("number", numbered), ("raised", raised), ("box", boxed)] {
        assert!(
            changed
                .iter()
                .all(|cell| cell.contains("received.")
                    && (cell.ends_with("→ unreadable") || cell.ends_with("→ ambiguous"))),
            "{what}: {changed:?}"
        );
        assert!(!changed.is_empty(), "{what}");
    }
}

#[test]
fn figures_may_be_written_in_pieces() {
    let split = changed(|body| {
        let runs =
            run("1") + r#"<w:proofErr w:type="gramStart"/><w:bookmarkStart w:id="0" w:name="_GoBack"/>"# + &run("0");
        replace_cell(&body, "一、本年新收", "10", &format!("<w:tc><w:p>{runs}</w:p></w:tc>"))
            .replace("<w:t xml:space=\"preserve\">12</w:t>", "<w:t>1</w:t><w:softHyphen/><w:t>2</w:t>")
    });
    assert_eq!(split, [""; 0]);
}
