//! Pages as content systems and Word write them: the sample as a page, with what is met in its markup.

#![cfg(feature = "html")]
#![allow(clippy::panic, clippy::print_stderr, clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::fmt::Write as _;

use common::page::{FIRST_ROW, Page, Table, Td, document};
use common::{faults, tokens};
use ogi_report::report::{CellStatus, Report};
use ogi_report::{Code, Elsewhere, Error, Parsed, SAMPLE, parse, read};

/// Reads a page, and says which cells are not those of the sample, and what they are.
#[track_caller]
fn differing(html: &str) -> (Parsed, Vec<(String, String)>) {
    let parsed = read(html.as_bytes()).unwrap();
    let faults = faults(&parsed.source.as_ref().unwrap().text, &parsed);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let expected = tokens(&parse(SAMPLE).unwrap().report);
    let read = tokens(&parsed.report);
    assert_eq!(read.len(), expected.len());
    let differing = read.into_iter().zip(expected).filter(|(read, expected)| read != expected);
    let differing = differing.map(|((id, read), _)| (id.to_string(), read)).collect();
    (parsed, differing)
}

#[track_caller]
fn same(html: &str) -> Parsed {
    let (parsed, differing) = differing(html);
    assert!(differing.is_empty(), "{differing:?}\n{}", parsed.source.unwrap().text);
    parsed
}

/// What is read of a cell of table three that holds this.
#[track_caller]
fn cell(html: &str) -> String {
    let own = "applications.results.not_processed.duplicate.natural_person";
    let mut page = Page::sample();
    page.applications.row("2.重复申请")[1].html = html.into();
    let (_, differing) = differing(&page.html());
    match differing.as_slice() {
        [] => "0".into(),
        [(id, read)] if id == own => read.clone(),
        [(id, read), others @ ..] => {
            // A row whose cells cannot be told is none that is wrong.
            assert!(id == own && others.iter().all(|(_, other)| other == read && read == "?"), "{html}: {differing:?}");
            read.clone()
        }
    }
}

#[test]
fn what_browsers_show_as_one_number_is_one() {
    for html in [
        "1<span>2</span>3",
        "1<b>2</b><font color=red>3</font>",
        "1<wbr>2&shy;3",
        "1&#8203;2&#xfeff;3",
        "1<!-- 9 -->23",
        "1<span hidden>9</span>23",
        "<ins>12</ins><o:p>3</o:p>",
        "<div style='display:inline'>12</div><div style='display: inline'>3</div>",
        "<table><tr><td>123</td></tr></table>",
        "123<input type=hidden value=4>",
    ] {
        assert_eq!(cell(html), "123", "{html}");
    }
}

#[test]
fn what_browsers_show_apart_is_not_one_number() {
    for html in [
        "1<br>2",
        "<p>1</p><p>2</p>",
        "1</p><p>2",
        "1<hr>2",
        "<ul><li>1<li>2</ul>",
        "1<span style='display:block'>2</span>",
        "1<span style='float:right'>2</span>",
        "1<span style='position:absolute'>2</span>",
        "1<span style='display:inline-block;width:3em'>2</span>",
        "<span style='display:inline-block'>1</span>2",
        "1 2",
        "1&nbsp;2",
        "<table><tr><td>1</td></tr><tr><td>2</td></tr></table>",
        "<table><tr><td>1</td><td>2</td></tr></table>",
    ] {
        assert!(["!", "?"].contains(&cell(html).as_str()), "{html}: {}", cell(html));
    }
}

#[test]
fn marks_of_notes_are_no_digits() {
    for html in [
        "12<sup>1</sup>",
        "12<sub>1</sub>",
        "<sup>1</sup>12",
        "12<span style='font-size:8pt; vertical-align: super'>1</span>",
        "12<a style='mso-footnote-id:ftn1' href='#_ftn1'>1</a>",
        "12<span class=MsoFootnoteReference>1</span>",
    ] {
        assert_eq!(cell(html), "!", "{html}");
    }
    for html in ["12<sup>[1]</sup>", "12<sup></sup>", "<sup> </sup>12", "12<a href='#_ftn1'>[1]</a>"] {
        assert_eq!(cell(html), "12", "{html}");
    }
}

#[test]
fn what_is_shown_and_not_read_is_neither_blank_nor_left_out_of_a_number() {
    for html in [
        "<img src=/5.png>",
        "1<img src=/5.png>2",
        "<img src=/5.png>2",
        "<svg><text>5</text></svg>",
        "1<svg><text>5</text></svg>2",
        "<math><mn>5</mn></math>",
        "<canvas></canvas>",
        "<object data=/5.png></object>",
        "<input value=5>",
        "1<input value=5>2",
        "<select><option>1<option>2</select>",
        "<s>5</s>",
        "1<s>5</s>2",
    ] {
        assert_eq!(cell(html), "!", "{html}");
    }
    assert_eq!(cell("<s>5</s>12"), "12");
    assert_eq!(cell("<span style='text-decoration: line-through'>5</span>12"), "12");
    assert_eq!(cell("<ruby>12<rp>(</rp><rt>5</rt></ruby>"), "12");
}

#[test]
fn what_word_tracks() {
    assert_eq!(cell("<del cite='mailto:a' datetime='2025-01-02'>18</del><ins>12</ins>"), "12");
    assert_eq!(cell("<s><del>8</del></s><span class=msoIns><ins>12</ins></span>"), "12");
    assert_eq!(cell("<span class=msoDel>8</span>"), "_");
    let anchor = "12<span class=MsoCommentReference><a class=msocomanchor href='#_msocom_1'>[W1]</a>\
                  <span style='mso-special-character:comment'>&nbsp;</span></span>";
    assert_eq!(cell(anchor), "12");
    let list = "<div style='mso-element:comment-list'><hr><div style='mso-element:comment'><p>这里原来是18件，要再核对。\
                </p></div></div>";
    let parsed = same(&document(&format!("{}{list}", Page::sample().body())));
    assert!(!parsed.source.unwrap().text.contains("原来是18件"));
}

#[test]
fn figures_in_a_row_without_a_label_are_not_blanks_of_the_row_beside() {
    let body = Page::sample().body();
    let label = body.find("1.属于国家秘密").unwrap();
    let first = label + body[label..].find("</td>").unwrap() + "</td>".len();
    let end = first + body[first..].find("</tr>").unwrap();
    // The figures stand in a row above that of their label, as where a rule was drawn through them.
    let row = body[..label].rfind("<tr").unwrap();
    let figures = format!("<tr><td></td><td></td><td></td>{}</tr>", &body[first..end]);
    let page = format!("{}{figures}{}{}", &body[..row], &body[row..first], &body[end..]);
    let parsed = read(document(&page).as_bytes()).unwrap();
    for (id, cell) in parsed.report.cells().filter(|(id, _)| id.to_string().contains("state_secret")) {
        assert!(matches!(cell.status(), CellStatus::Missing | CellStatus::Ambiguous), "{id} is {cell:?}");
    }
    let others = |report: &Report| -> Vec<_> {
        report
            .cells()
            .filter(|(id, _)| !id.to_string().contains("state_secret"))
            .map(|(_, cell)| cell.count())
            .collect()
    };
    assert_eq!(others(&parsed.report), others(&parse(SAMPLE).unwrap().report));
}

#[test]
fn numbers_with_spaces_around_their_point_are_not_guessed() {
    for written in ["205. 9", "205 . 9", "2 0 5 . 9", "205 .9", "12.34.5"] {
        let page = format!(
            "<h2>二、主动公开政府信息情况</h2><table><tr><td>信息内容<td>本年收费金额（单位：万元）\
             <tr><td>行政事业性收费<td>{written}</table>"
        );
        let parsed = read(page.as_bytes()).unwrap();
        let fee = parsed.report.cell("disclosure.fees.amount".parse().unwrap());
        assert_eq!(fee.status(), CellStatus::Unreadable, "{written}: {fee:?}");
        assert_eq!(fee.raw.as_ref(), written);
    }
}

#[test]
fn a_report_that_a_page_only_frames() {
    let title = "<h1>2024年政府信息公开工作年度报告</h1>";
    for (body, what, target) in [
        ("<iframe src='/report/body.pdf'></iframe>", Elsewhere::File, "/report/body.pdf"),
        ("<embed src='/report/body.pdf' type='application/pdf'>", Elsewhere::File, "/report/body.pdf"),
        ("<object data='/report/body.PDF'><p>您的浏览器不能显示</p></object>", Elsewhere::File, "/report/body.PDF"),
        (
            "<iframe src='/pdfjs/web/viewer.html?file=%2Fupload%2F1.pdf&amp;page=1'></iframe>",
            Elsewhere::File,
            "/pdfjs/web/viewer.html?file=%2Fupload%2F1.pdf&page=1",
        ),
        ("<a href='/download.jsp?name=a.pdf'>2024年年报</a>", Elsewhere::File, "/download.jsp?name=a.pdf"),
        ("<a href='/attach/12345'>2024年年报.pdf</a>", Elsewhere::File, "/attach/12345"),
        ("<img src=/logo.png><iframe src='/report/body.html'></iframe>", Elsewhere::Frame, "/report/body.html"),
        ("<svg></svg><p><img src=/1.png></p>", Elsewhere::Picture, "/1.png"),
        ("<textarea id=text>&lt;p&gt;一、总体情况&lt;/p&gt;</textarea>", Elsewhere::Script, ""),
        ("<script type='text/template'><p>一、总体情况</p></script>", Elsewhere::Script, ""),
    ] {
        let error = read(document(&format!("{title}{body}")).as_bytes()).unwrap_err();
        assert_eq!(error, Error::Elsewhere { what, target: target.into() }, "{body}: {error}");
    }
    let frames = "<html><frameset cols='20%,80%'><frame src='menu.html'><frame src='report.html'></frameset></html>";
    assert!(matches!(read(frames.as_bytes()), Err(Error::Elsewhere { what: Elsewhere::Frame, .. })));
}

#[test]
fn drawings_in_place_of_tables() {
    let page = Page::sample();
    for (drawing, message) in [
        ("<svg><text>12</text></svg>", "has no table"),
        ("<object data='/upload/3.png'></object>", "/upload/3.png"),
        ("<img src='data:image/png;base64,QUJDQUJD'>", "data:image/png;base64"),
    ] {
        let parsed = read(page.html().replace(&page.applications.html(), drawing).as_bytes()).unwrap();
        let unread: Vec<_> = parsed.diagnostics.iter().filter(|found| found.code == Code::PictureUnread).collect();
        assert_eq!(unread.len(), 1, "{drawing}: {:#?}", parsed.diagnostics);
        assert!(unread[0].message.ends_with(message), "{}", unread[0].message);
    }
}

#[test]
fn what_stands_beside_is_read_if_there_is_nothing_else() {
    let body = Page::sample().body();
    for name in ["aside", "nav", "menu", "dialog", "button", "noscript", "template", "object"] {
        same(&document(&format!("<p>澄溪县人民政府</p><{name}>{body}</{name}>")));
        same(&document(&format!("<{name}>{}</{name}>{body}", body.replace(">0<", ">5<"))));
        // It adds nothing to a report.
        let cut = body.replace("<p><strong>五、存在的主要问题及改进情况</strong></p>", "");
        let parsed =
            same(&document(&format!("<{name}><p>五、存在的主要问题及改进情况</p><p>还不多。</p></{name}>{cut}")));
        assert!(parsed.diagnostics.iter().any(|found| found.code == Code::SectionMissing), "{name}");
    }
}

#[test]
fn what_is_hidden_is_read_where_nothing_else_is_there() {
    let page = Page::sample();
    let (body, table) = (page.body(), page.applications.html());
    let hidden = |html: &str| format!("<div style='display:none'>{html}</div>");
    // Each section in a tab of its own.
    let tabs: Vec<String> = body.split("<p><strong>").skip(1).map(|tab| format!("<p><strong>{tab}")).collect();
    let tabs = tabs.iter().enumerate().map(|(at, tab)| if at == 0 { tab.clone() } else { hidden(tab) });
    let parsed = same(&document(&format!("{}{}", page.head, tabs.collect::<String>())));
    assert_eq!(parsed.report.sections().count(), 6);
    same(&document(&body.replace(&table, &hidden(&table))));
    // What is shown counts where there is something to see.
    let other = hidden(&table.replace(">0<", ">5<"));
    same(&document(&body.replace(&table, &format!("{other}{table}"))));
    same(&document(&body.replace(&table, &format!("{table}{other}"))));
    same(&document(&format!("{}{body}", hidden(&body.replace(">0<", ">5<")))));
    let other = format!("{other}<img src=/3.png>");
    let (parsed, _) = differing(&document(&body.replace(&table, &other)));
    assert!(
        parsed
            .report
            .cells()
            .filter(|(id, _)| id.to_string().starts_with("applications"))
            .all(|(_, cell)| { cell.status() == CellStatus::Missing })
    );
    // A hidden part that has other figures for what is shown as well.
    let disclosure = page.disclosure.html();
    let shown =
        body.replace(&table, &hidden(&table)).replace(&disclosure, &format!("{disclosure}{}", hidden(&disclosure)));
    let (_, missed) = differing(&document(&shown));
    assert!(missed.iter().all(|(id, read)| id.starts_with("applications") && read == "."), "{missed:?}");
}

#[test]
fn heads_and_feet_of_tables_stand_where_browsers_show_them() {
    let page = Page::sample();
    let group = |name: &str, rows: &[Vec<Td>]| {
        let rows = Table { rows: rows.to_vec() }.html();
        rows.replace("<table border=\"1\">", &format!("<{name}>")).replace("</table>", &format!("</{name}>"))
    };
    for (table, head) in [(&page.applications, FIRST_ROW), (&page.disputes, 3)] {
        let last = table.rows.len() - 1;
        let (head, body) = table.rows.split_at(head);
        let (body, foot) = body.split_at(last - head.len());
        let (head, body, foot) = (group("thead", head), group("tbody", body), group("tfoot", foot));
        for order in [[&head, &foot, &body], [&foot, &head, &body], [&body, &head, &foot]] {
            let html = format!("<table>{}</table>", order.map(String::as_str).concat());
            same(&page.html().replace(&table.html(), &html));
        }
    }
}

#[test]
fn tables_made_of_other_things() {
    let page = Page::sample();
    let made = |table: &Table| {
        let mut html = String::from("<div style='display:table'>");
        for row in &table.rows {
            html.push_str("<div style='display: table-row'>");
            for td in row {
                let _ = write!(html, "<span style='display: table-cell; border: 1px'>{}</span>", td.html);
            }
            html.push_str("</div>");
        }
        html + "</div>"
    };
    let mut html = page.html();
    for table in [&page.disclosure, &page.applications, &page.disputes] {
        html = html.replace(&table.html(), &made(table));
    }
    let parsed = same(&html);
    let cell = parsed.report.cell("applications.received.natural_person".parse().unwrap());
    assert_eq!(cell.place.unwrap().to_string(), "table 2, row 4, column 2");
    // A table for each row, and one for the header.
    same(&page.html().replace("</tr>\n<tr>", "</tr></table><table><tr>"));
    let (head, rest) = page.applications.rows.split_at(FIRST_ROW);
    let [head, rest] = [head, rest].map(|rows| Table { rows: rows.to_vec() }.html());
    same(&page.html().replace(&page.applications.html(), &format!("{head}{rest}")));
    // Headers behind the rows, labels as headers, captions.
    let mut page = page.clone();
    page.applications.rows.rotate_left(FIRST_ROW);
    same(&page.html());
    let html = Page::sample().html().replace("<td>2.重复申请</td>", "<th scope=row>2.重复申请</th>");
    same(&html.replace("<table border=\"1\">", "<table><caption>2024年度 表3 单位：件 第12页</caption>"));
}

#[test]
fn pages_of_xml() {
    let head = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title/>\
                <script src='a.js'/><style/></head><body><div class='top'/><a name='top'/><textarea/><iframe src='b.html'/>";
    let mut page = Page::sample();
    same(&format!("{head}{}</body></html>", page.body()));
    page.applications.row("2.重复申请")[1].html.clear();
    let (_, differing) = differing(&format!("{head}{}</body></html>", page.body().replace("<td></td>", "<td/>")));
    assert_eq!(differing.len(), 1, "{differing:?}");
    assert_eq!(differing[0].1, "_");
}

#[test]
fn marks_of_notes_in_labels_and_headings() {
    let mut page = Page::sample();
    page.headings[2].push_str("<sup>1</sup>");
    page.headings[0].push_str("<sup>2</sup>");
    let html = page.html().replace("商业企业<", "商业企业<sup>3</sup><");
    let parsed =
        same(&html.replace(">2.重复申请<", ">2.重复申请<sup>4</sup><").replace("政许可<", "政许可<sup>2</sup><"));
    assert_eq!(parsed.report.sections().count(), 6);
    // Beside a blank cell they would be its figure.
    let row = page.disclosure.row("行政许可");
    (row[0].html, row[1].html) = ("行政许可<sup>2</sup>".into(), String::new());
    let (_, differing) = differing(&page.html());
    assert_eq!(differing, [("disclosure.licensing.decisions".to_owned(), "?".to_owned())]);
}

#[test]
fn figures_that_are_not_what_the_markup_says() {
    for html in [
        "<bdo dir=rtl>21</bdo>",
        "1<span style='font-size: 0px'>5</span>2",
        "1<span style='opacity:0'>5</span>2",
        "<script>document.write('12')</script>",
    ] {
        assert_eq!(cell(html), "!", "{html}");
    }
    assert_eq!(cell("<script>count()</script>12"), "12");
}

#[test]
fn headings_that_word_and_lists_number() {
    let page = Page::sample();
    let ranks = ["一", "二", "三", "四", "五", "六"];
    let bare = |at: usize| page.headings[at].trim_start_matches(&format!("{}、", ranks[at])).to_owned();
    let with = |heading: &dyn Fn(usize) -> String| {
        let mut page = page.clone();
        page.headings = core::array::from_fn(heading);
        same(&page.html())
    };
    let word = with(&|at| {
        let (rank, heading) = (ranks[at], bare(at));
        format!(
            "<![if !supportLists]><span style='mso-list:Ignore'>{rank}、<span style='font:7.0pt \"Times New Roman\"'>&nbsp;\
             &nbsp; </span></span><![endif]><span>{heading}</span>"
        )
    });
    assert!(word.diagnostics.is_empty(), "{:#?}", word.diagnostics);
    // Numbers that only the list has are not made up.
    let list = with(&|at| format!("<ol start={} style='list-style: cjk-ideographic'><li>{}</ol>", at + 1, bare(at)));
    assert_eq!(list.report.sections().count(), 6);
    assert!(list.diagnostics.iter().all(|found| found.code == Code::HeadingNumber), "{:#?}", list.diagnostics);
}

#[test]
fn what_stands_around_a_report_is_not_its_prose() {
    let body = Page::sample().body();
    let front = "<!--[if gte mso 9]><xml>二、主动公开政府信息情况</xml><![endif]--><noscript>请启用脚本</noscript>\
        <div><a href=/>首页</a> | <a href=/a>政务公开</a> | <a href=/c>政府信息公开年报</a></div>\
        <form><select><option>全站</option></select><input value=关键词><button>搜索</button></form>\
        <div><a href=/>首页</a> &gt; <a href=/x>政府信息公开</a> &gt; <a>年度报告</a></div>\
        <ul><li><a href=/1>政府信息公开指南</a></li><li><a href=/4>政府信息公开年报</a></li><li><a href=/5>依申请公开</a></li></ul>\
        <table><tr><td>索引号</td><td>003216545/2025-00123</td><td>发文机关</td><td>澄溪县人民政府</td></tr>\
        <tr><td>成文日期</td><td>2025-01-20</td><td>发布日期</td><td>2025-01-22</td></tr></table>\
        <div>字体：[ <a>大</a> <a>中</a> <a>小</a> ]</div><div><a href='javascript:window.print()'>打印</a> <a>关闭</a></div>";
    let behind = "<div>分享到：<a>微信</a> <a>微博</a></div><p>上一篇：<a href=/7>关于2023年年报的说明</a></p><p>下一篇：没有了</p>\
        <div><h3>相关链接</h3><ul><li><a href=/9>2023年政府信息公开工作年度报告</a><span>2024-01-20</span></li></ul></div>\
        <p>附件：<a href=/x.pdf>2024年年报.pdf</a></p><div><img src=qr.png><p>扫一扫在手机打开当前页</p></div>\
        <p>主办单位：澄溪县人民政府办公室</p><p>网站标识码：1234567890 <a>某ICP备12345678号</a></p>";
    let plain = same(&document(&body));
    let parsed = same(&document(&format!("{front}{body}{behind}")));
    let title = |parsed: &Parsed| parsed.report.title.as_ref().map(|title| title.text.clone());
    assert_eq!(title(&parsed), title(&plain));
    assert_eq!(parsed.report.issuer.as_ref().unwrap().value, "澄溪县人民政府");
    let prose = |parsed: &Parsed| -> Vec<String> {
        let text = &parsed.source.as_ref().unwrap().text;
        let sections = parsed.report.sections();
        let spans = sections.flat_map(|(_, section)| section.paragraphs().map(|paragraph| paragraph.span));
        spans.map(|span| span.slice(text).to_owned()).collect()
    };
    assert_eq!(prose(&parsed), prose(&plain));
    assert!(parsed.diagnostics.is_empty(), "{:#?}", parsed.diagnostics);
}
