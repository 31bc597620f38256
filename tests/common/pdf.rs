//! The sample report as a PDF, printed as a test asks for it. The files are not compressed, so that tests can change them.

use std::fmt::Write as _;

use super::page::{Page, Table, Td};

/// The fonts that a text can be set in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Face {
    /// Its codes are glyphs, and `ToUnicode` tells their characters.
    Glyphs,
    /// Its codes are glyphs, and nothing tells their characters.
    Unknown,
    /// Its codes are GBK.
    Gbk,
    /// Its codes are UTF-16.
    Utf16,
}

/// How tables are ruled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rules {
    /// Lines, one for each side of a cell.
    Lines,
    /// Thin boxes that are filled.
    Boxes,
    None,
}

/// Where pages end in tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cuts {
    /// In front of rows.
    Between,
    /// In rows, with no rule at the cut.
    Open,
    /// In rows, with rules at the cut.
    Closed,
}

/// How a report is printed.
#[derive(Clone, Debug)]
pub(crate) struct Print {
    pub(crate) face: Face,
    pub(crate) rules: Rules,
    /// The height of the pages.
    pub(crate) height: f64,
    pub(crate) cuts: Cuts,
    /// `Rotate` of the pages, and how their content is turned against it.
    pub(crate) rotate: i32,
    /// A line at the top of each page; empty for none.
    pub(crate) head: &'static str,
    /// What stands in the content of a page, once, and what to put in its place.
    pub(crate) replace: (&'static str, &'static str),
    /// Written in front of all text: operators.
    pub(crate) setup: &'static str,
    /// How many times each text is painted, a little to the right each time.
    pub(crate) times: usize,
}

impl Default for Print {
    fn default() -> Self {
        Self {
            face: Face::Glyphs,
            rules: Rules::Lines,
            height: 842.0,
            cuts: Cuts::Between,
            rotate: 0,
            head: "",
            replace: ("", ""),
            setup: "",
            times: 1,
        }
    }
}

const WIDTH: f64 = 595.0;
const MARGIN: f64 = 40.0;
const SIZE: f64 = 9.0;
const STEP: f64 = 13.0;

/// What is printed, page by page, as operators.
#[derive(Debug)]
pub(crate) struct Printer<'p> {
    print: &'p Print,
    pub(crate) pages: Vec<String>,
    y: f64,
}

/// A report as a PDF.
pub(crate) fn pdf(report: &Page, print: &Print) -> Vec<u8> {
    printed(report, print).file()
}

/// The content of the pages of a report.
pub(crate) fn pages(report: &Page, print: &Print) -> Vec<String> {
    printed(report, print).pages
}

fn printed<'p>(report: &Page, print: &'p Print) -> Printer<'p> {
    let mut printer = Printer::new(print);
    let tables = [None, Some(&report.disclosure), Some(&report.applications), Some(&report.disputes), None, None];
    printer.prose(&report.head);
    for ((heading, prose), table) in report.headings.iter().zip(&report.prose).zip(tables) {
        printer.prose(heading);
        printer.prose(prose);
        if let Some(table) = table {
            printer.table(table);
        }
    }
    printer.prose("<p>澄溪县人民政府</p><p>2025年1月20日</p>");
    printer
}

impl<'p> Printer<'p> {
    pub(crate) fn new(print: &'p Print) -> Self {
        let mut printer = Self { print, pages: Vec::new(), y: MARGIN };
        printer.begin_page();
        printer
    }

    /// Text at a place, counted from the upper left corner of the page.
    pub(crate) fn text(&mut self, face: Face, x: f64, y: f64, text: &str) {
        let name = ["U", "N", "G", "C"][face as usize];
        let codes: Vec<u8> = match face {
            Face::Gbk => encoding_rs::GBK.encode(text).0.into_owned(),
            _ => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        };
        let mut hex = String::new();
        for byte in codes {
            let _ = write!(hex, "{byte:02X}");
        }
        let (y, setup) = (self.print.height - y, self.print.setup);
        for time in 0..self.print.times {
            let x = x + 0.4 * f64::from(u32::try_from(time).unwrap());
            let page = self.pages.last_mut().unwrap();
            let _ = writeln!(page, "BT {setup} /{name} {SIZE} Tf {x:.2} {y:.2} Td <{hex}> Tj ET");
        }
    }

    pub(crate) fn rule(&mut self, from: (f64, f64), to: (f64, f64)) {
        let up = |y: f64| self.print.height - y;
        let (x0, y0, x1, y1) = (from.0, up(from.1), to.0, up(to.1));
        let page = self.pages.last_mut().unwrap();
        let _ = match self.print.rules {
            Rules::Lines => writeln!(page, "0.5 w {x0:.2} {y0:.2} m {x1:.2} {y1:.2} l S"),
            Rules::Boxes => {
                writeln!(page, "{:.2} {:.2} {:.2} {:.2} re f", x0 - 0.2, y1 - 0.2, x1 - x0 + 0.4, y0 - y1 + 0.4)
            }
            Rules::None => Ok(()),
        };
    }

    fn end(&self) -> f64 {
        self.print.height - MARGIN - STEP
    }

    pub(crate) fn new_page(&mut self) {
        let number = format!("- {} -", self.pages.len());
        self.text(self.print.face, WIDTH / 2.0 - 10.0, self.print.height - 20.0, &number);
        self.begin_page();
    }

    fn begin_page(&mut self) {
        self.pages.push(String::new());
        self.y = MARGIN;
        if !self.print.head.is_empty() {
            self.text(self.print.face, MARGIN, 20.0, self.print.head);
        }
    }

    pub(crate) fn prose(&mut self, html: &str) {
        for paragraph in html.replace("<p>", "").replace("<h1>", "").replace("</h1>", "</p>").split("</p>") {
            let characters: Vec<char> = paragraph.trim().chars().collect();
            for line in characters.chunks(52) {
                if self.y > self.end() {
                    self.new_page();
                }
                self.text(self.print.face, MARGIN, self.y, &line.iter().collect::<String>());
                self.y += STEP;
            }
        }
    }

    /// A table as wide as the page, its first columns wider than the others.
    pub(crate) fn table(&mut self, table: &Table) {
        let cells = placed(table);
        let n_columns = cells.iter().map(|cell| cell.columns.1).max().unwrap_or(1);
        let widths: Vec<f64> = match n_columns {
            10 => [vec![40.0, 50.0, 180.0], vec![34.0; 7]].concat(),
            15 => vec![34.0; 15],
            n => vec![100.0; n],
        };
        let xs: Vec<f64> = (0..=n_columns).map(|n| MARGIN + widths.iter().take(n).sum::<f64>()).collect();
        let lines = |cell: &Placed<'_>| wrapped(&cell.td.html, xs[cell.columns.1] - xs[cell.columns.0]);
        let heights: Vec<f64> = (0..table.rows.len())
            .map(|row| {
                let own = cells.iter().filter(|cell| cell.rows == (row, row + 1)).map(|cell| lines(cell).len());
                f64::from(u32::try_from(own.max().unwrap_or(1)).unwrap()) * STEP + 4.0
            })
            .collect();
        self.y += 4.0;
        let mut row = 0;
        // How much of the row stands on the page before.
        let mut done = 0.0;
        while row < heights.len() {
            let (top, first) = (self.y, row);
            let mut bottom = top;
            let mut cut = 0.0;
            while row < heights.len() {
                let rest = heights[row] - if row == first { done } else { 0.0 };
                if bottom + rest > self.end() {
                    // A line is not cut, so there is room for one at both sides.
                    let room = (self.end() - bottom).min(rest - STEP - 4.0);
                    if self.print.cuts != Cuts::Between && room > STEP {
                        cut = room + if row == first { done } else { 0.0 };
                        bottom += room;
                    }
                    break;
                }
                bottom += rest;
                row += 1;
            }
            let last = if cut > 0.0 { row + 1 } else { row };
            if last == first && cut == 0.0 {
                assert!(top > MARGIN + 5.0, "a row is higher than the page");
                self.new_page();
                continue;
            }
            // Where rows begin on this page, the first of them perhaps above it.
            let at = |row: usize| top - done + heights[first..row].iter().sum::<f64>();
            for cell in cells.iter().filter(|cell| cell.rows.0 < last && cell.rows.1 > first) {
                let (x0, x1) = (xs[cell.columns.0], xs[cell.columns.1]);
                let begins = cell.rows.0 > first || cell.rows.0 == first && done == 0.0;
                let ends = cell.rows.1 <= row;
                let (y0, y1) =
                    (if begins { at(cell.rows.0) } else { top }, if ends { at(cell.rows.1) } else { bottom });
                self.rule((x0, y0), (x0, y1));
                self.rule((x1, y0), (x1, y1));
                if begins || self.print.cuts != Cuts::Open {
                    self.rule((x0, y0), (x1, y0));
                }
                if ends || self.print.cuts != Cuts::Open {
                    self.rule((x0, y1), (x1, y1));
                }
                // Lines stand where they would on one long page.
                let lines = lines(cell);
                let own = if cell.rows.0 >= first { at(cell.rows.0) } else { f64::NEG_INFINITY };
                let is_value = lines.len() == 1 && cell.rows.1 - cell.rows.0 == 1;
                let lower = if is_value { (heights[cell.rows.0] - STEP - 4.0) / 2.0 } else { 0.0 };
                for (n, line) in lines.iter().enumerate() {
                    let y = own + lower + STEP * f64::from(u32::try_from(n + 1).unwrap());
                    if y > top && y <= bottom {
                        self.text(self.print.face, x0 + 3.0, y.max(top + STEP - 1.0) - 2.0, line);
                    }
                }
            }
            self.y = bottom + STEP;
            done = cut;
            if row < heights.len() {
                self.new_page();
            }
        }
    }

    /// The file.
    pub(crate) fn file(&self) -> Vec<u8> {
        let Print { height, rotate, .. } = self.print;
        // Turned pages have their content turned the other way, so that it is upright when shown.
        let (matrix, width, height) = match rotate {
            90 => (format!("0 1 -1 0 {height} 0 cm"), *height, WIDTH),
            180 => (format!("-1 0 0 -1 {WIDTH} {height} cm"), WIDTH, *height),
            270 => (format!("0 -1 1 0 0 {WIDTH} cm"), *height, WIDTH),
            _ => (String::new(), WIDTH, *height),
        };
        let (old, new) = self.print.replace;
        let found = self.pages.iter().map(|page| page.matches(old).count()).sum::<usize>();
        assert!(old.is_empty() || found == 1, "{old} stands there {found} times");
        let changed = |page: &String| if old.is_empty() { page.clone() } else { page.replace(old, new) };
        let pages: Vec<String> = self.pages.iter().map(|page| format!("{matrix}\n{}", changed(page))).collect();
        file(&pages, &format!("/MediaBox [0 0 {width} {height}] /Rotate {rotate}"))
    }
}

/// A file of pages with this content, and these entries.
pub(crate) fn file(pages: &[String], entries: &str) -> Vec<u8> {
    let composite = |encoding: &str, more: &str| {
        format!(
            "<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /{encoding} {more} /DescendantFonts [<< /Type /Font \
             /Subtype /CIDFontType2 /BaseFont /Song /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> \
             /DW 1000 /W [32 126 500] >>] >>"
        )
    };
    let cmap = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Song def\n\
                1 begincodespacerange <0000> <FFFF> endcodespacerange\n1 beginbfrange <0000> <FFFF> <0000> endbfrange\n\
                endcmap end end";
    let stream = |content: &str| format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len());
    let mut kids = String::new();
    for page in 0..pages.len() {
        let _ = write!(kids, "{} 0 R ", 8 + 2 * page);
    }
    let picture = "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 \
                   /Length 1 >>\nstream\n0\nendstream";
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!(
            "<< /Type /Pages /Count {} /Kids [{kids}] {entries} /Resources << /Font << /U 3 0 R /N 4 0 R /G 5 0 R /C {} >> \
             /XObject << /P 7 0 R >> >> >>",
            pages.len(),
            composite("UniGB-UCS2-H", "")
        ),
        composite("Identity-H", "/ToUnicode 6 0 R"),
        composite("Identity-H", ""),
        composite("GBK-EUC-H", ""),
        stream(cmap),
        picture.to_owned(),
    ];
    for (at, page) in pages.iter().enumerate() {
        objects.push(format!("<< /Type /Page /Parent 2 0 R /Contents {} 0 R >>", 9 + 2 * at));
        objects.push(stream(page));
    }
    written(&objects, "")
}

/// A file of these objects, the first of which is the catalog.
pub(crate) fn written(objects: &[String], trailer: &str) -> Vec<u8> {
    let mut file = String::from("%PDF-1.7\n");
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(file.len());
        let _ = write!(file, "{} 0 obj\n{object}\nendobj\n", at + 1);
    }
    let start = file.len();
    let _ = write!(file, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for place in places {
        let _ = writeln!(file, "{place:010} 00000 n ");
    }
    let _ =
        write!(file, "trailer\n<< /Size {} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1);
    file.into_bytes()
}

/// A cell, and the rows and columns that it goes over.
struct Placed<'t> {
    td: &'t Td,
    rows: (usize, usize),
    columns: (usize, usize),
}

fn placed(table: &Table) -> Vec<Placed<'_>> {
    let mut cells: Vec<Placed<'_>> = Vec::new();
    for (row, tds) in table.rows.iter().enumerate() {
        let mut column = 0;
        for td in tds {
            let taken = |column: usize, cells: &[Placed<'_>]| {
                let over =
                    |cell: &&Placed<'_>| cell.rows.1 > row && cell.columns.0 <= column && column < cell.columns.1;
                cells.iter().find(over).map(|cell| cell.columns.1)
            };
            while let Some(end) = taken(column, &cells) {
                column = end;
            }
            let n = |span: &str| span.parse::<usize>().unwrap_or(1);
            let end = column + n(&td.colspan);
            cells.push(Placed { td, rows: (row, row + n(&td.rowspan)), columns: (column, end) });
            column = end;
        }
    }
    cells
}

/// The lines of a cell so wide.
fn wrapped(html: &str, width: f64) -> Vec<String> {
    let mut lines = Vec::new();
    for part in html.split("<br>") {
        let mut line = String::new();
        let mut used = 6.0;
        for c in part.chars() {
            let own = if c.is_ascii() { SIZE / 2.0 } else { SIZE };
            // Numbers are not broken.
            if used + own > width && !c.is_ascii() {
                lines.push(std::mem::take(&mut line));
                used = 6.0;
            }
            used += own;
            line.push(c);
        }
        lines.push(line);
    }
    lines
}
