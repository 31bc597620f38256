//! What fuzzers begin with: the fixtures, and the sample in all forms, for each target. And the words of the format.

use ogi_report::check::check;
use ogi_report::{SAMPLE, SAMPLE_2019, read};

use super::book::Book;
use super::form::Form;
use super::page::Page;
use super::shapes::{CHARACTERS, HEADINGS, LABELS, PIECES, TABLE_HEADER};
use super::{fixtures, pdf};

/// Files for a target to begin with.
pub(crate) fn seeds(target: &str) -> Vec<Vec<u8>> {
    match target {
        "text" => texts(),
        "encodings" => encoded(),
        "html" => {
            let mut seeds = books(Form::is_html);
            seeds.push(Page::sample().html().into_bytes());
            seeds.extend(PAGES.iter().map(|page| page.as_bytes().to_vec()));
            seeds
        }
        #[cfg(feature = "docx")]
        "docx" => books(|form| form == Form::Docx),
        #[cfg(feature = "docx")]
        "docx_xml" => {
            let books = Book::all();
            let mut seeds: Vec<Vec<u8>> = books.iter().map(|book| super::form::docx_body(book).into_bytes()).collect();
            seeds.extend(BODIES.iter().map(|body| body.as_bytes().to_vec()));
            seeds
        }
        "pdf" => prints().iter().map(|print| pdf::pdf(&Page::sample(), print)).collect(),
        "pdf_content" => {
            let mut seeds: Vec<Vec<u8>> =
                prints().iter().map(|print| pdf::pages(&Page::sample(), print).join("\u{c}").into_bytes()).collect();
            seeds.extend(CONTENTS.iter().map(|content| content.as_bytes().to_vec()));
            seeds
        }
        "json_in" => json(),
        "json_edits" => (0_u8..=255).map(|n| vec![n, n % 7, n % 8, n, n, 3, n / 8, 9]).collect(),
        other => panic!("no target is called {other}"),
    }
}

fn texts() -> Vec<Vec<u8>> {
    let fixtures = fixtures().into_iter().map(|fixture| fixture.text.into_bytes());
    fixtures.chain([SAMPLE.into(), SAMPLE_2019.into()]).collect()
}

fn encoded() -> Vec<Vec<u8>> {
    let short: String = SAMPLE.chars().take(400).collect();
    let mut seeds = vec![SAMPLE.into(), short.clone().into_bytes(), Page::sample().html().into_bytes()];
    for encoding in [encoding_rs::GB18030, encoding_rs::BIG5] {
        seeds.push(encoding.encode(&short).0.into_owned());
    }
    seeds.push(short.encode_utf16().flat_map(u16::to_le_bytes).collect());
    seeds.push(short.encode_utf16().flat_map(u16::to_be_bytes).collect());
    seeds.push([short.as_bytes(), &encoding_rs::GB18030.encode(&short).0].concat());
    seeds.extend(books(|form| !form.is_html()));
    seeds
}

fn books(wanted: impl Fn(Form) -> bool) -> Vec<Vec<u8>> {
    let forms = Form::ALL.iter().copied().filter(|&form| wanted(form));
    forms.flat_map(|form| Book::all().into_iter().map(move |book| form.write(&book))).collect()
}

fn prints() -> Vec<pdf::Print> {
    use pdf::{Cuts, Face, Print, Rules};

    let plain = Print::default;
    vec![
        plain(),
        Print { face: Face::Gbk, rules: Rules::Boxes, ..plain() },
        Print { face: Face::Utf16, rules: Rules::None, rotate: 90, ..plain() },
        Print { height: 400.0, cuts: Cuts::Open, head: "第一页", ..plain() },
        Print { height: 500.0, cuts: Cuts::Closed, rotate: 180, ..plain() },
    ]
}

fn json() -> Vec<Vec<u8>> {
    let text = SAMPLE.replace("2\t0\t19", "2\t0\t18");
    let parsed = read(text.as_bytes()).expect("the sample is read");
    let findings = check(&parsed.report);
    let mut seeds = vec![
        serde_json::to_vec(&parsed),
        serde_json::to_vec(&[&parsed.report, &parsed.report]),
        serde_json::to_vec(&findings),
    ];
    seeds.extend(findings.iter().take(40).map(serde_json::to_vec));
    seeds.extend(parsed.diagnostics.iter().map(serde_json::to_vec));
    seeds.into_iter().map(|seed| seed.expect("a tree is written")).collect()
}

const PAGES: &[&str] = &[
    "<h2>一、总体情况</h2><p>无。</p><table><tr><td rowspan=2 colspan=3>规章<td>1<tr><td>2</table>",
    "<div style='display:table'><div style='display:table-row'><span style='display:table-cell'>规章</span></div></div>",
    "<p>一、总体情况<p hidden>1<sup>2</sup><del>3</del><img src=a alt=4><a href=/x.pdf>年度报告</a>",
    "<noscript><iframe src=/x></iframe></noscript><template><td>1</template><select><option>1<math><td>1</math>",
    "# 一、总体情况\n\n<table><tr><td>规章</td></tr></table>\n\n| 1 |\n",
];

const BODIES: &[&str] = &[
    "<w:body><w:p><w:pPr><w:pStyle w:val=\"a\"/><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>\
     <w:r><w:t>总体情况</w:t></w:r></w:p></w:body>\0<w:style w:type=\"paragraph\" w:styleId=\"a\"><w:basedOn w:val=\"a\"/>\
     <w:rPr><w:vanish/></w:rPr></w:style>\0<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/>\
     <w:numFmt w:val=\"chineseCounting\"/><w:lvlText w:val=\"%1、\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\">\
     <w:abstractNumId w:val=\"0\"/></w:num>",
    "<w:body><w:p><w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText>PAGE</w:instrText><w:fldChar w:fldCharType=\"end\"/>\
     <w:vertAlign w:val=\"superscript\"/><w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/><w:br w:type=\"page\"/><w:tab/>\
     </w:r><w:del><w:r><w:delText>1</w:delText></w:r></w:del><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:txbxContent>\
     <w:p/></w:txbxContent></mc:Choice><mc:Fallback/></mc:AlternateContent></w:p></w:body>",
    "<w:body><w:tbl><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr><w:tc><w:tcPr>\
     <w:gridSpan w:val=\"2\"/><w:vMerge w:val=\"restart\"/></w:tcPr><w:tbl/></w:tc></w:tr></w:tbl></w:body>",
];

const CONTENTS: &[&str] = &[
    "q 1 0 0 1 50 700 cm BT /U 9 Tf 1 0 0 1 0 0 Tm <4E00300160004F5360C551B5> Tj T* [<0031> -500 <0032>] TJ ET Q",
    "0.5 w 10 10 m 200 10 l S 10 10 100 20 re f 10 10 100 20 re W n 1 g 0 0 595 842 re f",
    "/P Do BT /G 9 Tf 3 Tr 2 Tc 1 Tw 50 Tz 3 Ts 12 TL 10 10 Td <D2BB> ' 1 2 <D2BB> \" ET BI /W 1 /H 1 ID 0 EI",
    "/Span <</ActualText <FEFF4E00>>> BDC BT /N 9 Tf <0001> Tj ET EMC /Artifact BMC EMC",
];

/// Words that a target may meet, for a fuzzer to put in.
pub(crate) fn words(target: &str) -> Vec<String> {
    let own: &[&str] = match target {
        "html" => TAGS,
        "docx" | "docx_xml" => MARKUP,
        "pdf" | "pdf_content" => OPERATORS,
        "json_in" => KEYS,
        _ => &[],
    };
    let lines = [HEADINGS, TABLE_HEADER, LABELS].into_iter().flat_map(|text| text.split(['\n', '\t']));
    let all = own.iter().copied().chain(lines).chain(CHARACTERS.iter().copied()).chain(PIECES.iter().copied());
    all.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Tags and attributes of pages.
pub(crate) const TAGS: &[&str] = &[
    "<table>",
    "</table>",
    "<tr>",
    "</tr>",
    "<td>",
    "</td>",
    "<th>",
    "<td rowspan=2>",
    "<td colspan=7>",
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<span>",
    "</span>",
    "<br>",
    "<sup>",
    "<del>",
    "<b>",
    "</b>",
    "<a href=x.pdf>",
    "</a>",
    "<img src=x>",
    "<h2>",
    "</h2>",
    "<ul>",
    "<li>",
    "<form>",
    "<select>",
    "<option>",
    "<svg>",
    "<math>",
    "<template>",
    "<script>",
    "</script>",
    "<style>",
    "</style>",
    "<!--",
    "-->",
    "<!--[if gte mso 9]>",
    "<![endif]-->",
    "<caption>",
    "<tbody>",
    "<colgroup>",
    "<nav>",
    "<noscript>",
    "<iframe>",
    "<input type=hidden>",
    "<p hidden>",
    "<div style='display:none'>",
    "<div style='display:table-cell'>",
    "<o:p>",
    "&nbsp;",
    "&#8203;",
    "&#x4e00;",
    "&lt;",
    "<tfoot>",
    "<font>",
    "<ruby>",
    "<rt>",
    "<textarea>",
    "<meta charset=gb2312>",
    "<frameset>",
    "<body>",
    "<html>",
    "<dl>",
    "<dt>",
    "<dd>",
];

/// Elements of Word documents.
pub(crate) const MARKUP: &[&str] = &[
    "<w:body>",
    "</w:body>",
    "<w:p>",
    "</w:p>",
    "<w:p/>",
    "<w:r>",
    "</w:r>",
    "<w:t>",
    "</w:t>",
    "<w:t>1</w:t>",
    "<w:tab/>",
    "<w:br/>",
    "<w:br w:type=\"page\"/>",
    "<w:tbl>",
    "</w:tbl>",
    "<w:tr>",
    "</w:tr>",
    "<w:tc>",
    "</w:tc>",
    "<w:tc/>",
    "<w:tcPr>",
    "</w:tcPr>",
    "<w:gridSpan w:val=\"7\"/>",
    "<w:vMerge/>",
    "<w:vMerge w:val=\"restart\"/>",
    "<w:gridBefore w:val=\"2\"/>",
    "<w:pPr>",
    "</w:pPr>",
    "<w:rPr>",
    "</w:rPr>",
    "<w:vanish/>",
    "<w:strike/>",
    "<w:vertAlign w:val=\"superscript\"/>",
    "<w:del>",
    "</w:del>",
    "<w:ins>",
    "</w:ins>",
    "<w:sdt>",
    "</w:sdt>",
    "<w:sdtContent>",
    "</w:sdtContent>",
    "<w:fldChar w:fldCharType=\"begin\"/>",
    "<w:fldChar w:fldCharType=\"separate\"/>",
    "<w:fldChar w:fldCharType=\"end\"/>",
    "<w:fldSimple>",
    "<w:instrText>",
    "<w:txbxContent>",
    "</w:txbxContent>",
    "<mc:AlternateContent>",
    "</mc:AlternateContent>",
    "<mc:Choice>",
    "</mc:Choice>",
    "<mc:Fallback>",
    "</mc:Fallback>",
    "<w:numPr>",
    "</w:numPr>",
    "<w:numId w:val=\"1\"/>",
    "<w:ilvl w:val=\"8\"/>",
    "<w:pStyle w:val=\"a\"/>",
    "<w:footnoteReference w:id=\"1\"/>",
    "<w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/>",
    "<w:sectPr/>",
    "<m:oMath>",
    "</m:oMath>",
    "<w:ruby>",
    "</w:ruby>",
    "<w:lastRenderedPageBreak/>",
    "<w:hyperlink>",
    "<w:lvlText w:val=\"%1.%9\"/>",
    "<w:num w:numId=\"1\">",
    "<w:abstractNum w:abstractNumId=\"0\">",
    "<w:basedOn w:val=\"a\"/>",
    "&amp;",
    "&#x4e00;",
];

/// Operators of the content of pages.
pub(crate) const OPERATORS: &[&str] = &[
    "BT ",
    " ET ",
    "q ",
    " Q ",
    "/U 9 Tf ",
    "/G 9 Tf ",
    "/N 9 Tf ",
    "<4E00> Tj ",
    "<0031> Tj ",
    "[<0031> -500 <0032>] TJ ",
    "10 10 Td ",
    "10 -12 TD ",
    "1 0 0 1 50 700 Tm ",
    "0 1 -1 0 50 50 Tm ",
    "T* ",
    "12 TL ",
    "2 Tc ",
    "1 Tw ",
    "50 Tz ",
    "3 Ts ",
    "3 Tr ",
    "1 0 0 1 1 1 cm ",
    "0.5 w ",
    "10 10 m ",
    "200 10 l ",
    "S ",
    "f ",
    "n ",
    "W ",
    "10 10 100 20 re ",
    "10 10 0.4 200 re f ",
    "10 10 m 10 200 l S ",
    "1 g ",
    "0 G ",
    "/P Do ",
    "BI /W 1 /H 1 ID 0 EI ",
    "/Span BMC ",
    "EMC ",
    "1 2 3 4 5 6 c ",
    "h ",
    "[3 2] 0 d ",
    "(1) ' ",
    "/GS gs ",
];

/// Names in trees that were written as JSON.
const KEYS: &[&str] = &[
    "\"span\":",
    "[0,4294967295]",
    "[3,1]",
    "\"value\":",
    "\"status\":",
    "\"number\"",
    "\"blank\"",
    "\"ambiguous\"",
    "\"raw\":",
    "\"operands\":",
    "\"rule\":",
    "\"A001\"",
    "\"outcome\":",
    "\"violated\"",
    "\"report\":",
    "65535",
    "null",
    "\"79228162514264337593543950335\"",
    "\"-0.0000000000000000000000000001\"",
    "\"difference\":",
    "\"sign\":",
    "\"args\":",
    "\"year\":",
    "\"period\":",
    "\"0001-01-01\"",
    "\"9999-12-31\"",
    "\"candidates\":",
    "\"furniture\":",
    "\"unplaced\":",
];
