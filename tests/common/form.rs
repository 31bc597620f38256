//! The forms in which a book is written. A further form is one more variant and its writer.

use std::fmt::Write as _;

use ogi_report::report::CellId;

use super::book::{Book, Sheet, Td};
#[cfg(feature = "docx")]
use super::package;

/// A form of the same report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// A page whose cells are merged as the format prescribes.
    Page,
    /// A page as Word exports it.
    Word,
    /// A Word document.
    Docx,
    /// Markdown with tables between bars.
    Markdown,
    /// The same with the text of a merged cell in each place that it covers.
    Repeated,
    /// Text with a tab between the places of a row.
    Tabs,
}

impl Form {
    /// Those that this build reads.
    pub(crate) const ALL: &'static [Self] = &[
        #[cfg(feature = "html")]
        Self::Page,
        #[cfg(feature = "html")]
        Self::Word,
        #[cfg(feature = "docx")]
        Self::Docx,
        Self::Markdown,
        Self::Repeated,
        Self::Tabs,
    ];

    /// Whether tables are made of tags, so that they can have what only tags have.
    pub(crate) const fn is_html(self) -> bool {
        matches!(self, Self::Page | Self::Word)
    }

    /// Whether a table can hold tables.
    pub(crate) const fn nests(self) -> bool {
        self.is_html() || matches!(self, Self::Docx)
    }

    /// Whether this form leaves it open what a cell holds. Where a row of two cells has three figures, as one of them
    /// covers two columns, nobody can say which; such rows shake the trust in the bars of the table.
    pub(crate) const fn leaves_open(self, id: CellId) -> bool {
        matches!((self, id), (Self::Repeated, CellId::Disclosure2019(_)))
    }

    /// The book in this form.
    pub(crate) fn write(self, book: &Book) -> Vec<u8> {
        match self {
            Self::Page => page(book, &|text| format!("<td{{}}>{text}</td>"), "<p>", "</p>").into_bytes(),
            Self::Word => {
                let span = "<span lang=EN-US style='font-size:10.5pt;font-family:仿宋'>";
                let end = "<o:p></o:p></span></p>";
                let cell = |text: &str| {
                    let text = if text.is_empty() { "&nbsp;" } else { text };
                    format!(
                        "<td{{}} valign=top style='padding:0cm 5.4pt'>\n<p class=MsoNormal align=center>{span}{text}{end}</td>"
                    )
                };
                page(book, &cell, &format!("<p class=MsoNormal>{span}"), end).into_bytes()
            }
            #[cfg(feature = "docx")]
            Self::Docx => docx(book),
            #[cfg(not(feature = "docx"))]
            Self::Docx => Vec::new(),
            Self::Markdown => lines(book, &|sheet| markdown(&sheet.grid())).into_bytes(),
            Self::Repeated => lines(book, &|sheet| markdown(&sheet.repeated())).into_bytes(),
            Self::Tabs => lines(book, &tabs).into_bytes(),
        }
    }
}

/// A page: `cell` makes a cell of a text, with `{}` where its spans go.
fn page(book: &Book, cell: &dyn Fn(&str) -> String, begin: &str, end: &str) -> String {
    let paragraph = |text: &str| {
        let parts = text.split("\n\n").filter(|part| !part.is_empty());
        parts.flat_map(|part| [begin, part, end, "\n"]).collect::<String>()
    };
    let mut body = format!("<h1>{}</h1>\n{}", book.title, paragraph(&book.preamble));
    for ((heading, prose), tables) in book.headings.iter().zip(&book.prose).zip(&book.tables) {
        let _ = writeln!(body, "{}{}", paragraph(heading), paragraph(prose));
        for sheet in tables {
            body.push_str(&table(sheet, cell));
            body.push_str(&paragraph(&sheet.behind));
        }
    }
    let body = if book.laid_out {
        format!("<table><tr><td width=200>首页<br>政务公开</td><td>{body}</td></tr></table>")
    } else {
        body
    };
    format!("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"></head>\n<body>\n{body}</body></html>\n")
}

fn table(sheet: &Sheet, cell: &dyn Fn(&str) -> String) -> String {
    let mut html = String::from("<table border=1>\n");
    for row in &sheet.rows {
        html.push_str("<tr>");
        for td in row {
            html.push_str(&cell(&td.text).replacen("{}", &spans(td), 1));
        }
        html.push_str("</tr>\n");
    }
    html.push_str("</table>\n");
    html
}

fn spans(td: &Td) -> String {
    let attribute = |name: &str, n: usize| if n == 1 { String::new() } else { format!(" {name}=\"{n}\"") };
    attribute("rowspan", td.rows) + &attribute("colspan", td.columns)
}

/// Lines of text: `table` makes those of a table.
pub(crate) fn lines(book: &Book, table: &dyn Fn(&Sheet) -> String) -> String {
    let mut text = format!("{}\n\n{}\n\n", book.title, book.preamble);
    for ((heading, prose), tables) in book.headings.iter().zip(&book.prose).zip(&book.tables) {
        let _ = writeln!(text, "{heading}\n");
        for paragraph in [prose].into_iter().filter(|prose| !prose.is_empty()) {
            let _ = writeln!(text, "{paragraph}\n");
        }
        for sheet in tables {
            let _ = writeln!(text, "{}", table(sheet));
            for paragraph in [&sheet.behind].into_iter().filter(|behind| !behind.is_empty()) {
                let _ = writeln!(text, "{paragraph}\n");
            }
        }
    }
    text
}

fn markdown(grid: &[Vec<&str>]) -> String {
    let mut text = String::new();
    for (y, row) in grid.iter().enumerate() {
        let _ = writeln!(text, "| {} |", row.join(" | "));
        if y == 0 {
            let _ = writeln!(text, "|{}", "---|".repeat(row.len()));
        }
    }
    text
}

fn tabs(sheet: &Sheet) -> String {
    sheet.grid().iter().map(|row| row.join("\t") + "\n").collect()
}

#[cfg(feature = "docx")]
fn docx(book: &Book) -> Vec<u8> {
    package::document(&docx_content(book))
}

/// The body of the book as a Word document.
#[cfg(feature = "docx")]
pub(crate) fn docx_body(book: &Book) -> String {
    format!("<w:body>{}</w:body>", docx_content(book))
}

#[cfg(feature = "docx")]
fn docx_content(book: &Book) -> String {
    let filled = |text: &str| {
        let parts = text.split("\n\n").filter(|part| !part.is_empty());
        parts.map(|part| package::paragraph(&escaped(part))).collect::<String>()
    };
    let mut body = filled(&book.title) + &filled(&book.preamble);
    for ((heading, prose), tables) in book.headings.iter().zip(&book.prose).zip(&book.tables) {
        body += &(filled(heading) + &filled(prose));
        for sheet in tables {
            body += &(word_table(sheet) + &filled(&sheet.behind));
        }
    }
    if book.laid_out {
        let menu = format!("<w:tc>{}{}</w:tc>", package::paragraph("首页"), package::paragraph("政务公开"));
        body = format!("<w:tbl><w:tr>{menu}<w:tc>{body}<w:p/></w:tc></w:tr></w:tbl>");
    }
    body
}

#[cfg(feature = "docx")]
fn word_table(sheet: &Sheet) -> String {
    let mut table = String::from("<w:tbl>");
    for row in sheet.merged() {
        table.push_str("<w:tr>");
        for (cell, columns, covered) in row {
            let merge = match covered {
                true => "<w:vMerge/>",
                false if cell.rows > 1 => r#"<w:vMerge w:val="restart"/>"#,
                false => "",
            };
            let text = if covered { "" } else { &cell.text };
            table += &package::cell_with(&format!(r#"<w:gridSpan w:val="{columns}"/>{merge}"#), &escaped(text));
        }
        table.push_str("</w:tr>");
    }
    table + "</w:tbl>"
}

#[cfg(feature = "docx")]
fn escaped(text: &str) -> String {
    text.replace("<br>", " ").replace('&', "&amp;").replace('<', "&lt;")
}
