//! The text of the document, as it is when all changes are accepted.
//!
//! The markup is gone through once, and nothing calls itself: what is open is kept on stacks. Text boxes and cells are
//! stories of their own within a paragraph or a table. An element that is not known is looked through, as it may hold
//! text: links, smart tags, content controls, insertions.

use super::fields::Fields;
use super::flow::{Block, ParagraphBlock};
use super::grid::{self, Cell, MAX_SPAN, Merge, Row, Table};
use super::notes::{NoteKind, Notes};
use super::numbering::Lists;
use super::styles::Styles;
use super::symbols;
use super::xml::{Element, Namespace, Token, Xml};
use crate::{Error, Options};

/// What is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Other,
    Paragraph,
    ParagraphProperties,
    /// What holds for the mark that ends a paragraph.
    ParagraphMark,
    Run,
    RunProperties,
    Text,
    Table,
    Row,
    RowProperties,
    Cell,
    CellProperties,
    Box,
    Note,
    Alternatives,
}

/// A paragraph as it is being read.
#[derive(Debug, Default)]
struct Paragraph {
    number: u32,
    text: String,
    page: bool,
    style: Option<String>,
    list: Option<u32>,
    level: Option<usize>,
    page_break: Option<bool>,
    mark: Mark,
    /// A section ends with it, and the next one begins on a page of its own.
    section: bool,
    /// What stands in text boxes that are fastened to it.
    boxes: Vec<Block>,
    run: Run,
}

/// What became of the mark that ends a paragraph. Without it, the next paragraph goes on with this one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Mark {
    #[default]
    Stands,
    /// The paragraph is still one of its own, with its own number, and only looks like part of the next.
    Hidden,
    /// The paragraph is part of the next.
    Deleted,
}

/// What stands in a cell for what was struck out of it.
const STRUCK: char = '\u{fffc}';

/// A stretch of text with one look.
#[derive(Debug, Default)]
struct Run {
    style: Option<String>,
    hidden: Option<bool>,
    raised: Option<char>,
    struck: bool,
}

/// A flow of paragraphs and tables: the body, a cell, a text box.
#[derive(Debug, Default)]
struct Story {
    blocks: Vec<Block>,
    /// Text of paragraphs that the next one goes on with, and the first of them.
    carried: String,
    carried_from: u32,
    /// A page begins in front of the next block.
    page: bool,
    fields: Fields,
}

/// A table as it is being read.
#[derive(Debug, Default)]
struct Tables {
    table: Table,
    row: Option<Row>,
    cell: Option<Cell>,
}

/// Reads the body.
pub(super) struct Body<'a> {
    styles: &'a Styles,
    lists: Lists,
    notes: Notes,
    /// The note that is open, where notes are read.
    note: Option<(NoteKind, String)>,
    open: Vec<Kind>,
    stories: Vec<Story>,
    paragraphs: Vec<Paragraph>,
    tables: Vec<Tables>,
    /// How much had been read where alternatives began.
    alternatives: Vec<u64>,
    /// How much was read: pieces of text and cells.
    read: u64,
    /// The text of the element that is open.
    text: String,
    preserve: bool,
    n_paragraphs: u32,
    n_tables: u32,
    n_cells: usize,
    n_bytes: usize,
    max_cells: usize,
    max_bytes: usize,
}

impl<'a> Body<'a> {
    pub(super) fn new(styles: &'a Styles, lists: Lists, notes: Notes, options: &Options) -> Self {
        Self {
            styles,
            lists,
            notes,
            note: None,
            open: Vec::new(),
            stories: vec![Story::default()],
            paragraphs: Vec::new(),
            tables: Vec::new(),
            alternatives: Vec::new(),
            read: 0,
            text: String::new(),
            preserve: false,
            n_paragraphs: 0,
            n_tables: 0,
            n_cells: 0,
            n_bytes: 0,
            max_cells: options.max_lines,
            max_bytes: options.max_bytes,
        }
    }

    /// Reads the document's part.
    pub(super) fn read(mut self, xml: Xml<'_>) -> Result<Vec<Block>, Error> {
        self.go_through(xml)?;
        let mut story = self.stories.pop().unwrap_or_default();
        story.flush();
        story.blocks.extend(self.notes.take());
        Ok(story.blocks)
    }

    /// Reads a part of notes.
    pub(super) fn read_notes(mut self, xml: Xml<'_>) -> Result<Notes, Error> {
        self.go_through(xml)?;
        Ok(self.notes)
    }

    /// Goes through the markup.
    fn go_through(&mut self, mut xml: Xml<'_>) -> Result<(), Error> {
        while let Some(token) = xml.next()? {
            match token {
                Token::Text(text) => {
                    if self.open.last() == Some(&Kind::Text) {
                        self.text.push_str(&text);
                    }
                }
                Token::Close => self.close()?,
                Token::Open(element) => match self.enter(&element)? {
                    Some(kind) => self.open.push(kind),
                    None => xml.skip()?,
                },
            }
        }
        Ok(())
    }

    /// What an element is, or `None` if it is to be passed over.
    fn enter(&mut self, element: &Element<'_>) -> Result<Option<Kind>, Error> {
        let parent = self.open.last().copied().unwrap_or(Kind::Other);
        match element.namespace {
            Namespace::Word => {}
            Namespace::Compatibility => return Ok(self.alternative(element.name(), parent)),
            Namespace::Math => return self.math(element.name()),
            Namespace::Other => return Ok(Some(Kind::Other)),
        }
        let name = element.name();
        match parent {
            Kind::ParagraphProperties => return Ok(self.paragraph_property(name, element)),
            Kind::ParagraphMark => {
                let hidden = matches!(name, "vanish" | "specVanish") && element.is_on();
                match self.paragraphs.last_mut() {
                    Some(paragraph) if matches!(name, "del" | "moveFrom") => paragraph.mark = Mark::Deleted,
                    Some(paragraph) if hidden && paragraph.mark == Mark::Stands => paragraph.mark = Mark::Hidden,
                    _ => {}
                }
                return Ok(None);
            }
            Kind::RunProperties => {
                self.run_property(name, element);
                return Ok(None);
            }
            Kind::RowProperties => {
                if let Some(row) = self.tables.last_mut().and_then(|tables| tables.row.as_mut()) {
                    match name {
                        "gridBefore" => row.before = element.number().unwrap_or(0).min(MAX_SPAN),
                        "del" => row.deleted = true,
                        "hidden" => row.hidden = element.is_on(),
                        _ => {}
                    }
                }
                return Ok(None);
            }
            Kind::CellProperties => {
                self.cell_property(name, element);
                return Ok(None);
            }
            _ => {}
        }
        Ok(match name {
            "p" => {
                self.n_paragraphs = self.n_paragraphs.saturating_add(1);
                self.paragraphs.push(Paragraph { number: self.n_paragraphs, ..Paragraph::default() });
                Some(Kind::Paragraph)
            }
            "pPr" if parent == Kind::Paragraph => Some(Kind::ParagraphProperties),
            "r" => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.run = Run::default();
                }
                Some(Kind::Run)
            }
            "rPr" if parent == Kind::Run => Some(Kind::RunProperties),
            "t" => {
                self.preserve = element.preserves_space();
                Some(Kind::Text)
            }
            "tbl" => {
                self.count_cell()?;
                self.n_tables = self.n_tables.saturating_add(1);
                let table = Table { number: self.n_tables, ..Table::default() };
                self.tables.push(Tables { table, ..Tables::default() });
                Some(Kind::Table)
            }
            "tr" | "tc" => self.row_or_cell(name)?,
            "trPr" if parent == Kind::Row => Some(Kind::RowProperties),
            "tcPr" if parent == Kind::Cell => Some(Kind::CellProperties),
            "txbxContent" => {
                self.stories.push(Story::default());
                // Paragraphs within belong to the box, whatever is open around it.
                Some(Kind::Box)
            }
            // Changes that are accepted, what held before, the insides of fields, properties, and readings above
            // characters.
            "del" | "moveFrom" | "pPrChange" | "rPrChange" | "sectPrChange" | "tblPrChange" | "tblGridChange"
            | "trPrChange" | "tcPrChange" | "tblPrExChange" | "numberingChange" | "instrText" | "delText"
            | "delInstrText" | "ffData" | "fldData" | "pPr" | "rPr" | "trPr" | "tcPr" | "tblPr" | "tblPrEx"
            | "tblGrid" | "sectPr" | "sdtPr" | "sdtEndPr" | "smartTagPr" | "customXmlPr" | "rubyPr" | "rt" => None,
            _ => {
                if let Some(kind) = NoteKind::of_note(name).filter(|_| self.note.is_none()) {
                    return Ok(self.begin_note(kind, element));
                }
                self.mark(name, element)?;
                Some(Kind::Other)
            }
        })
    }

    /// A note, unless it is one of the lines that part notes from the text.
    fn begin_note(&mut self, kind: NoteKind, element: &Element<'_>) -> Option<Kind> {
        if element.attribute("type").is_some_and(|kind| kind != "normal") {
            return None;
        }
        self.note = Some((kind, element.attribute("id")?));
        self.stories.push(Story::default());
        Some(Kind::Note)
    }

    /// Alternatives say the same for programs of different age. The first one with anything to read is taken.
    fn alternative(&mut self, name: &str, parent: Kind) -> Option<Kind> {
        match (name, parent) {
            ("AlternateContent", _) => {
                self.alternatives.push(self.read);
                Some(Kind::Alternatives)
            }
            ("Choice" | "Fallback", Kind::Alternatives) if self.alternatives.last() != Some(&self.read) => None,
            _ => Some(Kind::Other),
        }
    }

    /// Formulas are read as text, with a sign where a line or a raised figure would be lost.
    fn math(&mut self, name: &str) -> Result<Option<Kind>, Error> {
        match name {
            "den" => self.push("/")?,
            "sup" => self.push("^")?,
            "sub" => self.push("_")?,
            "t" => {
                self.preserve = true;
                return Ok(Some(Kind::Text));
            }
            _ => {}
        }
        Ok(Some(Kind::Other))
    }

    fn paragraph_property(&mut self, name: &str, element: &Element<'_>) -> Option<Kind> {
        let paragraph = self.paragraphs.last_mut()?;
        match name {
            "pStyle" => paragraph.style = element.val(),
            "numPr" => return Some(Kind::ParagraphProperties),
            "numId" => paragraph.list = element.number(),
            "ilvl" => paragraph.level = element.number(),
            "pageBreakBefore" => paragraph.page_break = Some(element.is_on()),
            "rPr" => return Some(Kind::ParagraphMark),
            "sectPr" => {
                paragraph.section = true;
                return Some(Kind::ParagraphProperties);
            }
            "type" => paragraph.section = element.val().as_deref() != Some("continuous"),
            _ => {}
        }
        None
    }

    fn run_property(&mut self, name: &str, element: &Element<'_>) {
        let Some(Paragraph { run, .. }) = self.paragraphs.last_mut() else { return };
        match name {
            "rStyle" => run.style = element.val(),
            "vanish" => run.hidden = Some(element.is_on()),
            "strike" | "dstrike" => run.struck |= element.is_on(),
            "vertAlign" => {
                run.raised = match element.val().as_deref() {
                    Some("superscript") => Some('^'),
                    Some("subscript") => Some('_'),
                    _ => None,
                }
            }
            _ => {}
        }
    }

    fn cell_property(&mut self, name: &str, element: &Element<'_>) {
        let Some(cell) = self.tables.last_mut().and_then(|tables| tables.cell.as_mut()) else { return };
        let is_restart = |val: Option<String>| val.is_some_and(|val| matches!(val.as_str(), "restart" | "rest"));
        let merge = |restarts| if restarts { Merge::Restart } else { Merge::Continue };
        match name {
            "gridSpan" => cell.span = element.number().unwrap_or(1).clamp(1, MAX_SPAN),
            "vMerge" => cell.merge = merge(is_restart(element.val())),
            "cellMerge" => {
                cell.merge = element.attribute("vMerge").map_or(Merge::None, |val| merge(is_restart(Some(val))));
            }
            "hMerge" => cell.joins_left = !is_restart(element.val()),
            "cellDel" => cell.deleted = true,
            _ => {}
        }
    }

    fn row_or_cell(&mut self, name: &str) -> Result<Option<Kind>, Error> {
        let Some(Tables { row, cell, .. }) = self.tables.last_mut() else { return Ok(Some(Kind::Other)) };
        match (name, &row, &cell) {
            ("tr", None, None) => {
                *row = Some(Row::default());
                self.count_cell()?;
                Ok(Some(Kind::Row))
            }
            ("tc", Some(_), None) => {
                *cell = Some(Cell { span: 1, ..Cell::default() });
                self.count_cell()?;
                self.stories.push(Story::default());
                Ok(Some(Kind::Cell))
            }
            _ => Ok(Some(Kind::Other)),
        }
    }

    /// Elements without text of their own that stand for some.
    fn mark(&mut self, name: &str, element: &Element<'_>) -> Result<(), Error> {
        match name {
            "tab" | "ptab" => self.push("\t"),
            "cr" => self.push("\n"),
            "br" => match element.attribute("type").as_deref() {
                Some("page") if self.at_start() => {
                    self.begin_page();
                    Ok(())
                }
                Some("page") => self.push("\u{c}"),
                _ => self.push("\n"),
            },
            "lastRenderedPageBreak" => {
                // Within a paragraph, there is no line to begin there.
                if self.at_start() {
                    self.begin_page();
                }
                Ok(())
            }
            "noBreakHyphen" => self.push("-"),
            "sym" => {
                let (font, code) = (element.attribute("font"), element.attribute("char"));
                match code.and_then(|code| symbols::symbol(font.as_deref().unwrap_or(""), &code)) {
                    Some(symbol) => self.push(symbol.encode_utf8(&mut [0; 4])),
                    None => Ok(()),
                }
            }
            "fldChar" => {
                if let Some(story) = self.stories.last_mut() {
                    story.fields.mark(element.attribute("fldCharType").as_deref().unwrap_or(""));
                }
                Ok(())
            }
            _ => {
                if let Some(kind) = NoteKind::of_reference(name)
                    && let Some(id) = element.attribute("id")
                    && !self.is_hidden()
                {
                    self.notes.refer(kind, &id);
                }
                Ok(())
            }
        }
    }

    /// Whether text that comes next is hidden.
    fn is_hidden(&self) -> bool {
        let Some(paragraph) = self.paragraphs.last() else { return false };
        let style = self.styles.of_paragraph(paragraph.style.as_deref());
        paragraph.run.hidden.unwrap_or_else(|| self.styles.hide(style, paragraph.run.style.as_deref()))
    }

    fn at_start(&self) -> bool {
        self.paragraphs.last().is_some_and(|paragraph| paragraph.text.is_empty())
            && self.stories.last().is_some_and(|story| story.carried.is_empty())
    }

    fn begin_page(&mut self) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.page = true;
        }
    }

    /// Adds text to the paragraph, unless it is hidden or the inside of a field.
    fn push(&mut self, text: &str) -> Result<(), Error> {
        let hidden = self.is_hidden();
        let (Some(paragraph), Some(story)) = (self.paragraphs.last_mut(), self.stories.last_mut()) else {
            return Ok(());
        };
        if text.is_empty() {
            return Ok(());
        }
        self.read += 1;
        self.n_bytes += text.len();
        if self.n_bytes > self.max_bytes {
            return Err(Error::TooLarge { actual: self.n_bytes, limit: self.max_bytes });
        }
        if hidden {
            return Ok(());
        }
        if story.fields.keeps(text) {
            return Ok(());
        }
        // What is struck out no longer holds; a cell that had only that is not blank.
        if paragraph.run.struck {
            if !self.tables.is_empty() {
                paragraph.text.push(STRUCK);
            }
            return Ok(());
        }
        // The raised figure of a note is no digit of the number in front of it, nor the figure behind a label.
        let in_cell = !self.tables.is_empty() && !paragraph.text.is_empty();
        if let Some(sign) = paragraph.run.raised
            && text.starts_with(|c: char| c.is_ascii_digit())
            && (in_cell || paragraph.text.ends_with(|c: char| c.is_ascii_digit()))
        {
            paragraph.text.push(sign);
        }
        paragraph.text.push_str(text);
        Ok(())
    }

    fn close(&mut self) -> Result<(), Error> {
        match self.open.pop() {
            Some(Kind::Text) => {
                let text = core::mem::take(&mut self.text);
                let shown = if self.preserve { &text } else { text.trim_matches([' ', '\t', '\r', '\n']) };
                if shown.contains(['\n', '\r', '\t', '\u{c}', '\u{b}']) {
                    self.push(&shown.replace(['\n', '\r', '\t', '\u{c}', '\u{b}'], " "))?;
                } else {
                    self.push(shown)?;
                }
            }
            Some(Kind::Paragraph) => self.end_paragraph()?,
            Some(Kind::Cell) => {
                let story = self.end_story();
                if let Some(Tables { row: Some(row), cell, .. }) = self.tables.last_mut()
                    && let Some(mut cell) = cell.take()
                {
                    cell.blocks = story;
                    row.cells.push(cell);
                }
            }
            Some(Kind::Row) => {
                if let Some(Tables { table, row, .. }) = self.tables.last_mut() {
                    table.rows.extend(row.take());
                }
            }
            Some(Kind::Table) => {
                if let (Some(tables), Some(story)) = (self.tables.pop(), self.stories.last_mut()) {
                    // A paragraph cannot go on behind a table.
                    story.flush();
                    story.blocks.extend(grid::blocks(tables.table));
                }
            }
            Some(Kind::Box) => {
                let blocks = self.end_story();
                match (self.paragraphs.last_mut(), self.stories.last_mut()) {
                    (Some(paragraph), _) => paragraph.boxes.extend(blocks),
                    (None, Some(story)) => story.blocks.extend(blocks),
                    (None, None) => {}
                }
            }
            Some(Kind::Note) => {
                let blocks = self.end_story();
                if let Some((kind, id)) = self.note.take() {
                    self.notes.add(kind, id, blocks);
                }
            }
            Some(Kind::Alternatives) => {
                self.alternatives.pop();
            }
            _ => {}
        }
        self.put_notes();
        Ok(())
    }

    /// Notes stand behind the paragraph or the table of the document itself that refers to them.
    fn put_notes(&mut self) {
        if self.paragraphs.is_empty()
            && self.tables.is_empty()
            && let [story] = self.stories.as_mut_slice()
            && story.carried.is_empty()
        {
            story.blocks.extend(self.notes.take());
        }
    }

    fn end_story(&mut self) -> Vec<Block> {
        let mut story = self.stories.pop().unwrap_or_default();
        story.flush();
        story.blocks
    }

    fn end_paragraph(&mut self) -> Result<(), Error> {
        let Some(mut paragraph) = self.paragraphs.pop() else { return Ok(()) };
        if let Some(story) = self.stories.last_mut() {
            paragraph.text.push_str(&story.fields.end_paragraph());
        }
        // A paragraph of which nothing is seen is not counted.
        let unseen = paragraph.mark == Mark::Hidden && paragraph.text.is_empty();
        let label = if paragraph.mark == Mark::Deleted || unseen { String::new() } else { self.label(&paragraph) };
        self.n_bytes += label.len();
        if self.n_bytes > self.max_bytes {
            return Err(Error::TooLarge { actual: self.n_bytes, limit: self.max_bytes });
        }
        let style = self.styles.of_paragraph(paragraph.style.as_deref());
        let page_break = paragraph.page_break.unwrap_or_else(|| self.styles.breaks_page(style));
        let Some(story) = self.stories.last_mut() else { return Ok(()) };
        story.page |= paragraph.page || page_break;
        if paragraph.mark != Mark::Stands {
            if story.carried.is_empty() {
                story.carried_from = paragraph.number;
            }
            story.carried.push_str(&label);
            story.carried.push_str(&paragraph.text);
            story.blocks.append(&mut paragraph.boxes);
            return Ok(());
        }
        let mut text = label;
        text.push_str(&core::mem::take(&mut story.carried));
        text.push_str(&paragraph.text);
        if !text.trim().is_empty() || text.contains('\u{c}') {
            let page = core::mem::take(&mut story.page);
            story.blocks.push(Block::Paragraph(ParagraphBlock { text, number: paragraph.number, page }));
        }
        story.blocks.append(&mut paragraph.boxes);
        story.page |= paragraph.section;
        Ok(())
    }

    /// The automatic number of a paragraph.
    fn label(&mut self, paragraph: &Paragraph) -> String {
        let style = self.styles.of_paragraph(paragraph.style.as_deref());
        let by_style = self.styles.list(style);
        let Some(list) = paragraph.list.or(by_style.map(|(list, _)| list)).filter(|&list| list > 0) else {
            return String::new();
        };
        let level = paragraph.level.or_else(|| {
            // A list may give each of its levels to a style.
            let (_, says) = by_style.filter(|_| paragraph.list.is_none())?;
            let own = style.and_then(|style| self.lists.level_of_style(list, style, self.styles));
            own.or_else(|| self.lists.level_of_style(list, says, self.styles)).or_else(|| self.styles.level(style))
        });
        self.lists.count(list, level.unwrap_or(0), self.styles).unwrap_or_default()
    }

    /// Tables, rows and cells have a limit even where there is nothing in them.
    fn count_cell(&mut self) -> Result<(), Error> {
        self.read += 1;
        self.n_cells += 1;
        if self.n_cells > self.max_cells {
            return Err(Error::TooManyLines { limit: self.max_cells });
        }
        Ok(())
    }
}

impl Story {
    /// Ends a paragraph that was to go on, where none follows.
    fn flush(&mut self) {
        let text = core::mem::take(&mut self.carried);
        if !text.trim().is_empty() {
            let page = core::mem::take(&mut self.page);
            self.blocks.push(Block::Paragraph(ParagraphBlock { text, number: self.carried_from, page }));
        }
    }
}
