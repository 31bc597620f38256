//! Web pages: the sample as a page, changed in the ways that pages are met. Those of the corpus are scored with its texts.

#![cfg(feature = "html")]
#![allow(clippy::panic, clippy::print_stderr, clippy::unwrap_used, reason = "a test fails by panicking, and shows why")]

mod common;

use std::fs;

use common::page::{FIRST_ROW, Page, Table, Td, document};
use common::score::entries;
use common::{shared, sound, tokens};
use ogi_report::report::{ApplicantColumn, CellId, CellStatus, Edition, Unit};
use ogi_report::{Code, Elsewhere, Encoding, Error, Form, Options, Parsed, SAMPLE, parse, read};

#[test]
fn encodings_of_the_corpus_are_told_without_its_word() {
    let Some(corpus) = shared("corpus") else { return };
    let utf16 = |text: &str, bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    for file in &entries(&corpus.join("documents")) {
        let Some(case) = file.strip_suffix(".html") else { continue };
        let bytes = fs::read(corpus.join("documents").join(file)).unwrap();
        let text = match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => encoding_rs::GB18030.decode(error.as_bytes()).0.into_owned(),
        };
        let text = text.replace("charset=", "nothing=");
        // Characters that GBK has not, and a byte broken in the middle.
        let rare = text.replace("政府", "㴔\u{20000}政府");
        let gb18030 = |text: &str| encoding_rs::GB18030.encode(text).0.into_owned();
        let broken = |mut bytes: Vec<u8>| {
            let middle = bytes.len() / 2;
            bytes[middle] = 0xff;
            bytes
        };
        for (bytes, encoding) in [
            (text.clone().into_bytes(), Encoding::Utf8),
            (broken(text.clone().into_bytes()), Encoding::Utf8),
            (gb18030(&text), Encoding::Gb18030),
            (gb18030(&rare), Encoding::Gb18030),
            (broken(gb18030(&text)), Encoding::Gb18030),
            (utf16(&text, u16::to_le_bytes), Encoding::Utf16Le),
            (utf16(&text, u16::to_be_bytes), Encoding::Utf16Be),
        ] {
            assert_eq!(read(&bytes).unwrap().source.unwrap().encoding, Some(encoding), "{case}");
        }
    }
}

/// The tokens of the sample.
fn expected() -> Vec<(CellId, String)> {
    tokens(&parse(SAMPLE).unwrap().report)
}

/// Reads a page and holds its cells against those expected.
#[track_caller]
fn cells_are(html: &str, expected: &[(CellId, String)]) -> Parsed {
    let parsed = sound(html.as_bytes());
    let wrong: Vec<String> = tokens(&parsed.report)
        .iter()
        .zip(expected)
        .filter(|(read, expected)| read != expected)
        .map(|((id, read), (_, expected))| format!("{id} is {expected}, read as {read}"))
        .collect();
    assert!(
        wrong.is_empty(),
        "{} cells differ:\n{}\n{:#?}\n{}",
        wrong.len(),
        wrong.join("\n"),
        parsed.diagnostics,
        parsed.source.as_ref().unwrap().text
    );
    parsed
}

#[track_caller]
fn same(html: &str) -> Parsed {
    cells_are(html, &expected())
}

/// The expected tokens, changed where `change` gives another one.
fn changed(change: impl Fn(CellId, &str) -> Option<&'static str>) -> Vec<(CellId, String)> {
    expected()
        .into_iter()
        .map(|(id, token)| {
            let other = change(id, &token);
            (id, other.map_or(token, str::to_owned))
        })
        .collect()
}

fn in_applications(id: CellId) -> bool {
    matches!(id, CellId::Applications(..))
}

#[test]
fn the_sample_as_a_page() {
    let parsed = same(&Page::sample().html());
    let source = parsed.source.as_ref().unwrap();
    assert_eq!((source.form, source.encoding), (Form::Html, Some(Encoding::Utf8)));
    assert!(parsed.diagnostics.is_empty(), "{:#?}", parsed.diagnostics);
    assert_eq!(parsed.report.year.as_ref().unwrap().value, 2024);
    assert_eq!(parsed.report.sections().count(), 6);
}

#[test]
fn cells_know_where_they_stand_on_the_page() {
    let parsed = same(&Page::sample().html());
    for (id, table, row, column) in [
        ("disclosure.normative_documents.issued", 1, 4, 2),
        ("disclosure.fees.amount", 1, 14, 2),
        ("disclosure.rules.in_force", 1, 3, 4),
        ("applications.received.natural_person", 2, 4, 4),
        ("applications.results.granted.natural_person", 2, 6, 4),
        ("applications.results.denied.prohibited_by_law.total", 2, 9, 10),
        ("disputes.reconsideration.upheld", 3, 4, 1),
        ("disputes.litigation_after_reconsideration.total", 3, 4, 15),
    ] {
        let place = parsed.report.cell(id.parse().unwrap()).place.unwrap();
        assert_eq!((place.table(), place.row(), place.column()), (Some(table), Some(row), Some(column)), "{id}");
    }
    assert!(parsed.report.cells().all(|(_, cell)| cell.place.is_some()));
    assert!(parse(SAMPLE).unwrap().report.cells().all(|(_, cell)| cell.place.is_none()));
}

#[test]
fn noughts_left_blank() {
    let mut page = Page::sample();
    for td in page.applications.values().filter(|td| td.html == "0") {
        td.html.clear();
    }
    for (blank, _) in [("", 0), ("&nbsp;", 0), ("<o:p>&nbsp;</o:p>", 0), ("\u{3000}", 0), ("<p><br></p>", 0)] {
        let mut page = page.clone();
        for td in page.applications.rows.iter_mut().flatten().filter(|td| td.html.is_empty()) {
            td.html = blank.into();
        }
        cells_are(&page.html(), &changed(|id, token| (in_applications(id) && token == "0").then_some("_")));
    }
}

#[test]
fn noughts_as_marks() {
    for mark in ["/", "-", "—", "无", "不适用", "不适<br>用", "<p>不</p><p>适用</p>"] {
        let mut page = Page::sample();
        for td in page.applications.values().filter(|td| td.html == "0") {
            td.html = mark.into();
        }
        cells_are(&page.html(), &changed(|id, token| (in_applications(id) && token == "0").then_some("/")));
    }
}

#[test]
fn one_blank() {
    for column in 0..7 {
        let mut page = Page::sample();
        let row = page.applications.row("2.重复申请");
        row[1 + column].html.clear();
        let blank = changed(|id, _| {
            let name = id.to_string();
            let own: Vec<String> = expected()
                .iter()
                .filter(|(id, _)| id.to_string().starts_with("applications.results.not_processed.duplicate."))
                .map(|(id, _)| id.to_string())
                .collect();
            (own[column] == name).then_some("_")
        });
        cells_are(&page.html(), &blank);
    }
    for column in 0..15 {
        let mut page = Page::sample();
        page.disputes.rows[3][column].html.clear();
        let ids: Vec<CellId> =
            expected().iter().map(|(id, _)| *id).filter(|id| matches!(id, CellId::Disputes(..))).collect();
        cells_are(&page.html(), &changed(|id, _| (ids[column] == id).then_some("_")));
    }
}

#[test]
fn digits_and_brackets_of_other_widths() {
    let mut page = Page::sample();
    let wide = |digits: &str| -> String {
        digits.chars().map(|c| c.to_digit(10).map_or(c, |d| char::from_u32(0xff10 + d).unwrap())).collect()
    };
    for td in page.disclosure.values().chain(page.applications.values()) {
        td.html = wide(&td.html);
    }
    same(&page.html().replace("86.50", "８６.５０").replace("（七）总计", "(七)总计").replace("（三）", "(三)"));
    same(&Page::sample().html().replace("（七）总计", "（七）合计"));
}

#[test]
fn thousands() {
    for (written, read) in [("1,387", "1387"), ("1 387", "1387"), ("1，387", "1387"), ("1&nbsp;387", "1387")] {
        let html = Page::sample().html().replace(">387<", &format!(">{written}<"));
        cells_are(&html, &changed(|_, token| (token == "387").then_some(read)));
    }
}

/// Table three over two tables, cut behind so many of its rows, with the header once more or without.
fn cut(page: &Page, behind: usize, header: bool) -> String {
    let whole = page.applications.html();
    let (first, second) = page.applications.rows.split_at(FIRST_ROW + behind);
    let mut second = second.to_vec();
    // The labels of groups that the cut goes through end with the first table.
    if header {
        second.splice(0..0, page.applications.rows[..FIRST_ROW].to_vec());
    }
    let cut = format!("{}<p>&nbsp;</p>{}", Table { rows: first.to_vec() }.html(), Table { rows: second }.html());
    page.html().replace(&whole, &cut)
}

#[test]
fn table_three_over_two_tables() {
    for behind in 1..25 {
        same(&cut(&Page::sample(), behind, false));
        same(&cut(&Page::sample(), behind, true));
    }
}

#[test]
fn no_column_of_totals() {
    let mut page = Page::sample();
    for row in page.applications.rows.iter_mut().skip(FIRST_ROW) {
        row.pop();
    }
    page.applications.rows[0][1].colspan = "6".into();
    page.applications.rows[1].pop();
    let total = |id: CellId| matches!(id, CellId::Applications(_, ApplicantColumn::Total));
    let parsed = cells_are(&page.html(), &changed(|id, _| total(id).then_some(".")));
    assert!(parsed.diagnostics.iter().any(|diagnostic| diagnostic.code == Code::ColumnMissing));
}

#[test]
fn an_extra_column_of_sums() {
    let mut page = Page::sample();
    page.applications.rows[0][1].colspan = "8".into();
    page.applications.rows[1][1].colspan = "6".into();
    page.applications.rows[2].push(Td::new("小计"));
    for row in page.applications.rows.iter_mut().skip(FIRST_ROW) {
        let at = row.len() - 1;
        let sum: u64 = row[at - 5..at].iter().map(|td| td.html.parse::<u64>().unwrap()).sum();
        row.insert(at, Td::new(sum.to_string()));
    }
    let parsed = same(&page.html());
    let extra = &parsed.report.applications.as_ref().unwrap().table.as_ref().unwrap().extra_columns;
    assert_eq!((extra.len(), extra[0].after), (1, 6));
    assert_eq!(extra[0].cells[0].place.unwrap().column(), Some(10));
}

#[test]
fn captions_as_a_first_column() {
    let mut page = Page::sample();
    let rows = core::mem::take(&mut page.disclosure.rows);
    let mut caption: Option<(usize, Td)> = None;
    for row in rows {
        if row.len() == 1 {
            caption = Some((page.disclosure.rows.len(), row[0].clone()));
            continue;
        }
        page.disclosure.rows.push(row);
        let (first, td) = caption.clone().unwrap();
        let height = page.disclosure.rows.len() - first;
        if height == 1 {
            page.disclosure.rows[first].insert(0, td);
        }
        page.disclosure.rows[first][0].colspan = String::new();
        page.disclosure.rows[first][0].rowspan = height.to_string();
    }
    assert_eq!(page.disclosure.rows.len(), 10);
    same(&page.html());
}

#[test]
fn layout_tables() {
    let body = Page::sample().body();
    let menu = "<td width=200><a href=/a.html>首页</a><br><a href=/b.html>政府信息公开</a></td>";
    same(&document(&format!("<table><tr>{menu}<td>{body}</td></tr></table>")));
    // Unclosed, in capitals, and one more table around.
    let body = body.replace("</td>", "").replace("</tr>", "").replace("</p>", "");
    same(&format!(
        "<HTML><BODY><TABLE><TR><TD><TABLE width=\"96%\"><TR><TD>县政府门户</TD></TR><TR><TD>{body}</TABLE></TABLE>"
    ));
    // Each paragraph and each table in a row of the outer table.
    let rows =
        Page::sample().body().replace("<p>", "<tr><td colspan=2><p>").replace("<table", "<tr><td colspan=2><table");
    same(&document(&format!("<table><tr><td>栏目</td><td>信息公开</td></tr>{rows}</table>")));
}

#[test]
fn a_cell_may_hold_a_table_of_one_cell() {
    let html = Page::sample().html().replace("<td>12</td>", "<td><table><tr><td> 12 </td></tr></table></td>");
    assert!(html.matches("<table>").count() > 1);
    same(&html);
}

#[test]
fn metadata_in_front() {
    let metadata = "<table><tr><td>索 引 号：</td><td>11330000-2025-00017</td><td>发文日期：</td><td>2025-01-22</td></tr>\
                    <tr><td>发布机构：</td><td>澄溪县人民政府</td><td>文　　号：</td><td>无</td></tr></table>";
    let mut page = Page::sample();
    page.head = format!("{metadata}{}", page.head);
    let parsed = same(&page.html());
    assert_eq!(parsed.report.issuer.unwrap().value, "澄溪县人民政府");
    assert_eq!(parsed.report.year.unwrap().value, 2024);
    // The tables are counted with it.
    assert_eq!(
        same(&page.html()).report.cell("disclosure.rules.issued".parse().unwrap()).place.unwrap().table(),
        Some(2)
    );
}

#[test]
fn headings_in_other_words_and_in_the_preamble() {
    let mut page = Page::sample();
    page.headings[4] = "五、政府信息公开工作存在的问题和改进措施".into();
    page.head.push_str(
        "<p>全文包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、\
         存在的主要问题及改进情况、其他需要报告的事项六个部分。</p>",
    );
    assert_eq!(same(&page.html()).report.sections().count(), 6);
    let mut page = Page::sample();
    page.head.push_str(
        "<p>全文由一、总体情况，二、主动公开政府信息情况，三、收到和处理政府信息公开申请情况，四、政府信息公开行政复议、\
         行政诉讼情况，五、存在的主要问题及改进情况，六、其他需要报告的事项组成。</p>",
    );
    assert_eq!(same(&page.html()).report.sections().count(), 6);
}

#[test]
fn section_numbers_shifted() {
    let mut page = Page::sample();
    for (heading, number) in page.headings.iter_mut().zip(["二", "三", "四", "五", "六", "七"]) {
        *heading = format!("{number}{}", &heading["一".len()..]);
    }
    assert_eq!(same(&page.html()).report.sections().count(), 6);
}

#[test]
fn a_page_number_in_a_table() {
    for number in ["- 4 -", "— 4 —", "4"] {
        let html = cut(&Page::sample(), 12, false).replace("<p>&nbsp;</p>", &format!("<p>{number}</p>"));
        same(&html);
    }
}

#[test]
fn fees_in_other_units() {
    let html = Page::sample().html().replace(">86.50<", ">865000元<");
    let parsed = cells_are(&html, &changed(|_, token| (token == "86.50").then_some("865000")));
    assert_eq!(parsed.report.cell("disclosure.fees.amount".parse().unwrap()).unit, Some(Unit::Yuan));
    let html = Page::sample().html().replace("单位：万元", "单位：亿元").replace(">86.50<", ">0.00865<");
    let parsed = cells_are(&html, &changed(|_, token| (token == "86.50").then_some("0.00865")));
    assert_eq!(parsed.report.cell("disclosure.fees.amount".parse().unwrap()).unit, Some(Unit::HundredMillionYuan));
}

#[test]
fn hostile_spans() {
    for span in ["20000000", "65535", "0", "-1", "", "x", "99999999999999999999"] {
        for column in 0..8 {
            // On a value, and on the label of a row.
            let mut page = Page::sample();
            page.applications.row("2.重复申请")[column].rowspan = span.into();
            same(&page.html().replace("rowspan=\"\"", ""));
        }
        let mut page = Page::sample();
        page.disclosure.row("行政许可")[0].rowspan = span.into();
        page.disputes.rows[3][0].colspan = if span == "0" { span.into() } else { String::new() };
        page.disclosure.row("行政许可")[1].colspan = span.into();
        same(&page.html());
    }
    // On the last cell of each row.
    let mut page = Page::sample();
    for row in page.applications.rows.iter_mut().skip(FIRST_ROW) {
        row.last_mut().unwrap().colspan = "20000000".into();
    }
    same(&page.html());
}

#[test]
fn numbers_whose_digits_are_styled() {
    let styled = |digits: &str| {
        let each = digits.chars().map(|c| format!("<span lang=EN-US style='font-size:10pt'>{c}</span>"));
        each.collect::<Vec<_>>().concat()
    };
    let mut page = Page::sample();
    for td in page.disclosure.values().chain(page.applications.values()).chain(page.disputes.values()) {
        td.html = format!("<p class=MsoNormal align=center><b>{}<o:p></o:p></b></p>", styled(&td.html));
    }
    same(&page.html());
    same(&page.html().replace("行政许可", "行<font color=red>政</font><i>许</i>\n可"));
}

#[test]
fn what_word_exports() {
    let mut page = Page::sample();
    page.head = format!(
        "<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->\
         <style><!-- p.MsoNormal {{ margin:0cm; }} --></style><p><![if !supportEmptyParas]>&nbsp;<![endif]><o:p></o:p></p>{}",
        page.head
    );
    let widths = "<![if !supportMisalignedColumns]><tr height=0><td width=80 style='border:none'></td>\
                  <td width=80></td><td width=80></td></tr><![endif]></table>";
    same(&page.html().replace("</table>", widths));
    // Without the mark that the row has no height.
    same(&page.html().replace("</table>", &widths.replace("height=0", "")));
}

#[test]
fn labels_with_line_breaks() {
    let html = Page::sample()
        .html()
        .replace("行政规范性文件", "<p>行政规范</p><p>性文件</p>")
        .replace("2.没有现成信息需要另行制作", "2.没有现成信息<br/>需要另行制作")
        .replace("商业企业", "商业<br>企业");
    same(&html);
}

#[test]
fn headers_missing_or_out_of_place() {
    let mut page = Page::sample();
    page.applications.rows.drain(..FIRST_ROW);
    same(&page.html());
    let mut page = Page::sample();
    page.applications.rows[2].clear();
    same(&page.html());
    // One cell lower than it should be.
    let mut page = Page::sample();
    let total = page.applications.rows[1].pop().unwrap();
    page.applications.rows[2].push(Td { rowspan: String::new(), ..total });
    same(&page.html());
}

#[test]
fn merged_values() {
    // A blank one stands in each cell that it covers.
    let mut page = Page::sample();
    let row = page.applications.row("2.重复申请");
    row.drain(3..7);
    row[2] = Td::spanning("", 1, 5);
    let ids = |row: &str| -> Vec<CellId> {
        expected().iter().map(|(id, _)| *id).filter(|id| id.to_string().starts_with(row)).collect()
    };
    let own = ids("applications.results.not_processed.duplicate.");
    cells_are(&page.html(), &changed(|id, _| own[1..6].contains(&id).then_some("_")));
    // A number belongs to none of them for certain.
    page.applications.row("2.重复申请")[2].html = "1".into();
    cells_are(&page.html(), &changed(|id, _| own[1..6].contains(&id).then_some("!")));
    // The same over two rows.
    let mut page = Page::sample();
    page.applications.row("2.重复申请")[7].rowspan = "2".into();
    page.applications.row("3.要求提供公开出版物").pop();
    let next = ids("applications.results.not_processed.published_material.");
    cells_are(&page.html(), &changed(|id, _| (id == own[6] || id == next[6]).then_some("!")));
}

#[test]
fn columns_that_only_word_knows() {
    // All tables of the page are one, and the cells of each span what the others need.
    let mut page = Page::sample();
    for row in &mut page.applications.rows {
        for td in row {
            let own: usize = td.colspan.parse().unwrap_or(1);
            td.colspan = (own * 2).to_string();
        }
    }
    page.applications.rows[FIRST_ROW + 2].last_mut().unwrap().colspan = "1".into();
    same(&page.html());
}

#[test]
fn a_page_as_one_table() {
    let page = Page::sample();
    let wide = |html: &str| format!("<tr><td colspan=15>{html}</td></tr>");
    let mut rows = wide("澄溪县人民政府2024年政府信息公开工作年度报告");
    let rows_of = |table: &Table| table.html().replace("<table border=\"1\">", "").replace("</table>", "");
    for (at, heading) in page.headings.iter().enumerate() {
        rows.push_str(&wide(heading));
        match at {
            1 => rows.push_str(&rows_of(&page.disclosure)),
            2 => rows.push_str(&rows_of(&page.applications)),
            3 => rows.push_str(&rows_of(&page.disputes)),
            _ => rows
                .push_str(&wide("这一年，县政府把答复写得更明白，逐件登记，逐件答复，没有一件逾期。<br>无其他事项。")),
        }
    }
    let parsed = same(&document(&format!("<table>{rows}</table>")));
    assert_eq!(parsed.report.sections().count(), 6);
}

#[test]
fn what_no_reader_sees_is_left_out() {
    let mut page = Page::sample();
    page.head.push_str(
        "<script>var a = '二、主动公开政府信息情况';</script><div style=\"display: none\">三、收到和处理政府信息公开申请情况</div>\
         <nav><ul><li>四、政府信息公开行政复议、行政诉讼情况</li></ul></nav><p hidden>五、存在的主要问题及改进情况</p>\
         <textarea>六、其他需要报告的事项</textarea>",
    );
    let parsed = same(&page.html());
    assert!(parsed.diagnostics.is_empty(), "{:#?}", parsed.diagnostics);
    let text = parsed.source.unwrap().text;
    assert_eq!(text.matches("二、主动公开政府信息情况").count(), 1);
    // A page that shows its text by script hides it first.
    same(&document(&format!("<div id=content style='display:none'>{}</div>", page.body())));
}

#[test]
fn a_report_that_is_elsewhere() {
    for (body, what, target) in [
        (
            "<h1>2024年政府信息公开工作年度报告</h1><p>附件：<a href='/a/P020250122.pdf'>点击下载</a></p>",
            Elsewhere::File,
            "/a/P020250122.pdf",
        ),
        ("<h1>2024年度报告</h1><p><img src='/a/1.jpg'></p><p><img src='/a/2.jpg'></p>", Elsewhere::Picture, "/a/1.jpg"),
        (
            "<ul><li><a href='/1.html'>甲局2024年政府信息公开工作年度报告</a></li><li><a href='/2.html'>乙局<b>2024</b>年\
             政府信息公开工作年度报告</a></li><li><a href='/3.html'>丙局2024年年报</a></li></ul>",
            Elsewhere::List,
            "/1.html",
        ),
        ("<div id=app></div><script src=/app.js></script>", Elsewhere::Script, ""),
    ] {
        let error = read(document(body).as_bytes()).unwrap_err();
        assert_eq!(error, Error::Elsewhere { what, target: target.into() }, "{error}");
    }
    assert!(matches!(read(document("<p>今天天气很好。</p>").as_bytes()), Err(Error::NoSection { .. })));
    assert_eq!(read(document("").as_bytes()), Err(Error::Empty));
}

#[test]
fn tables_that_are_pictures() {
    let page = Page::sample();
    let html = page.html().replace(&page.applications.html(), "<p><img src=\"/upload/2.png\"></p>");
    let parsed = sound(html.as_bytes());
    let unread: Vec<_> = parsed.diagnostics.iter().filter(|d| d.code == Code::PictureUnread).collect();
    assert_eq!(unread.len(), 1, "{:#?}", parsed.diagnostics);
    assert!(unread[0].message.contains("/upload/2.png"));
    assert_eq!(parsed.report.cell("applications.received.total".parse().unwrap()).status(), CellStatus::Missing);
    assert_eq!(parsed.report.edition, Edition::E2021);
}

#[test]
fn a_figure_that_is_a_picture_is_not_blank() {
    let mut page = Page::sample();
    page.applications.row("2.重复申请")[1].html = "<img src=/upload/5.png alt=5>".into();
    let own = "applications.results.not_processed.duplicate.natural_person";
    cells_are(&page.html(), &changed(|id, _| (id.to_string() == own).then_some("!")));
}

#[test]
fn tables_of_html_in_markdown() {
    let page = Page::sample();
    let mut text = String::from("# 澄溪县人民政府2024年政府信息公开工作年度报告\n\n");
    for (at, heading) in page.headings.iter().enumerate() {
        text.extend(["## ", heading, "\n\n"]);
        let table = [None, Some(&page.disclosure), Some(&page.applications), Some(&page.disputes), None, None][at];
        text.push_str(&table.map_or("这一年，县政府把答复写得更明白。\n\n".into(), |table| {
            format!("{}\n", table.html())
        }));
    }
    let parsed = same(&text);
    assert_eq!(parsed.source.as_ref().unwrap().form, Form::Markdown);
    assert_eq!(parsed.report.sections().count(), 6);
    let cell = parsed.report.cell("applications.received.natural_person".parse().unwrap());
    assert_eq!(cell.place.unwrap().to_string(), "table 2, row 4, column 4");
    // The same bytes as what they are not.
    assert_eq!(Options::new().read_as(Form::Html, text.as_bytes()).unwrap().source.unwrap().form, Form::Html);
}
