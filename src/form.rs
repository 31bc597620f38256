//! The forms in which people hold reports, and how each is told by its content.

use core::fmt;

use serde::{Deserialize, Serialize};

/// A form in which reports are held. It is told by the content, never by the name of a file.
///
/// ```
/// use ogi_report::Form;
/// assert_eq!(Form::Pdf.to_string(), "PDF");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Form {
    /// Plain text, in whatever layout an extractor left it.
    Text,
    /// Markdown, also with tables as raw HTML.
    Markdown,
    /// A web page, or a piece of one. Read with the feature `html`.
    Html,
    /// A Word file of 2007 or later, `.docx`.
    Docx,
    /// PDF. Read with the feature `pdf`.
    Pdf,
    /// A Word file of before 2007, `.doc`.
    Doc,
    /// An Excel file of before 2007, `.xls`, or one of WPS Spreadsheets, `.et`.
    Xls,
    /// The same as WPS Writer writes it, `.wps` and `.doc`, or a file of Works.
    Wps,
    /// An Office file that a password locks.
    Encrypted,
    /// Another file in the binary format that Office and WPS share.
    Ole,
    /// Rich text, `.rtf`.
    Rtf,
    /// A Word file as one XML text, as Word 2003 wrote them.
    WordXml,
    /// A web page with its pictures in one file, `.mht`; Word writes such files as `.doc`, too.
    Mhtml,
    /// OFD, the Chinese standard for documents of fixed layout.
    Ofd,
    /// An Excel file of 2007 or later, `.xlsx`.
    Xlsx,
    /// A `PowerPoint` file of 2007 or later, `.pptx`.
    Pptx,
    /// A file of LibreOffice and its kin, `.odt` or `.ods`, packed or as one XML text.
    OpenDocument,
    /// A book, `.epub`.
    Epub,
    /// A zip or other archive that is none of the forms above. There may be documents in it.
    Archive,
    /// A picture.
    Image,
}

impl Form {
    /// The form in words.
    const fn name(self) -> &'static str {
        match self {
            Self::Text => "plain text",
            Self::Markdown => "Markdown",
            Self::Html => "HTML",
            Self::Docx => "DOCX",
            Self::Pdf => "PDF",
            Self::Doc => "a binary Word file (.doc)",
            Self::Xls => "a binary spreadsheet (.xls, .et)",
            Self::Wps => "a binary WPS file (.wps, .doc)",
            Self::Encrypted => "an Office file with a password",
            Self::Ole => "a binary Office or WPS file",
            Self::Rtf => "RTF",
            Self::WordXml => "a Word 2003 XML file",
            Self::Mhtml => "MHTML",
            Self::Ofd => "OFD",
            Self::Xlsx => "an Excel spreadsheet (.xlsx)",
            Self::Pptx => "a PowerPoint presentation (.pptx)",
            Self::OpenDocument => "an OpenDocument file (.odt, .ods)",
            Self::Epub => "an e-book (.epub)",
            Self::Archive => "an archive",
            Self::Image => "a picture",
        }
    }

    /// What somebody can do who holds a form that is not read.
    pub(crate) const fn advice(self) -> &'static str {
        match self {
            Self::Html => "build with the feature `html`",
            Self::Pdf => {
                "build with the feature `pdf`, or extract its text first, for instance with `pdftotext -layout`"
            }
            Self::Image => "its text has to be recognised first",
            Self::Archive => "unpack it, and read the document that is in it",
            Self::Ofd => "extract its text first",
            Self::Encrypted => "take its password off first, and save it as a web page or as text",
            Self::Docx => "build with the feature `docx`",
            Self::Doc
            | Self::Wps
            | Self::Ole
            | Self::Rtf
            | Self::WordXml
            | Self::Mhtml
            | Self::OpenDocument
            | Self::Epub => "save it as .docx, as a web page or as text first",
            Self::Xls | Self::Xlsx | Self::Pptx => {
                "take the document of the report, or save this as a web page or as text first"
            }
            Self::Text | Self::Markdown => "read it as text",
        }
    }

    /// What somebody can do who took this for another form.
    pub(crate) const fn way(self) -> &'static str {
        match self {
            Self::Text | Self::Markdown | Self::Html | Self::Docx | Self::Pdf => "read it as what it is",
            other => other.advice(),
        }
    }

    /// The form of bytes that are no text, as marks in them say; `None` for text of any kind.
    pub(crate) fn of_container(bytes: &[u8]) -> Option<Self> {
        const MARKS: [(&[u8], Form); 17] = [
            // A text may begin with the first two bytes, which are a character of GBK.
            (b"\xdb\xa5\x2d\0", Form::Doc),
            (b"\x31\xbe\0\0", Form::Doc),
            (b"\x89PNG\r\n\x1a\n", Form::Image),
            (b"\xff\xd8\xff", Form::Image),
            (b"GIF87a", Form::Image),
            (b"GIF89a", Form::Image),
            (b"II*\0", Form::Image),
            (b"MM\0*", Form::Image),
            (b"\0\0\0\x0cjP  ", Form::Image),
            (b"BM", Form::Image),
            (b"RIFF", Form::Image),
            (b"\x1f\x8b\x08", Form::Archive),
            (b"BZh", Form::Archive),
            (b"\xfd7zXZ\0", Form::Archive),
            (b"\x28\xb5\x2f\xfd", Form::Archive),
            (b"Rar!\x1a\x07", Form::Archive),
            (b"7z\xbc\xaf\x27\x1c", Form::Archive),
        ];
        if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
            return Some(Self::of_compound(bytes));
        }
        if is_rtf(bytes) {
            return Some(Self::Rtf);
        }
        if is_pdf(bytes) {
            return Some(Self::Pdf);
        }
        if let Some(names) = zip_names(bytes) {
            return Some(Self::of_zip(&names));
        }
        if bytes.get(257..262) == Some(b"ustar") && bytes.contains(&0) {
            return Some(Self::Archive);
        }
        let (_, form) = *MARKS.iter().find(|(mark, _)| bytes.starts_with(mark))?;
        // A few letters can also begin a text.
        let certain = match bytes {
            [b'B', b'M', rest @ ..] => rest.get(4..8) == Some(&[0; 4]),
            [b'R', b'I', b'F', b'F', rest @ ..] => rest.get(4..8) == Some(b"WEBP"),
            [b'B', b'Z', b'h', rest @ ..] => rest.get(1..7) == Some(b"1AY&SY"),
            _ => true,
        };
        certain.then_some(form)
    }

    /// What is in a compound file: its directory names the streams in it, each name in UTF-16 at the beginning of an entry
    /// of 128 bytes, with its length behind 64 of them.
    fn of_compound(bytes: &[u8]) -> Self {
        let entry = |name: &str| {
            let mut wanted: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
            wanted.extend([0, 0]);
            let len = u8::try_from(wanted.len()).unwrap_or(u8::MAX);
            memchr::memmem::find_iter(bytes, &wanted).any(|at| {
                let written = at.checked_add(64).and_then(|at| bytes.get(at..at + 2));
                at % 128 == 0 && written == Some(&[len, 0])
            })
        };
        let has = |names: &[&str]| names.iter().any(|name| entry(name));
        if has(&["EncryptedPackage"]) {
            Self::Encrypted
        } else if has(&["Workbook", "Book"]) {
            Self::Xls
        } else if has(&["WpsCustomData", "MatOST"]) {
            Self::Wps
        } else if has(&["WordDocument"]) {
            Self::Doc
        } else {
            Self::Ole
        }
    }

    /// What a zip archive is, by the names of what is in it.
    fn of_zip(names: &[String]) -> Self {
        let within = |folder: &str| names.iter().any(|name| name.starts_with(folder));
        let has = |wanted: &str| names.iter().any(|name| name == wanted);
        if within("word/") {
            Self::Docx
        } else if within("xl/") {
            Self::Xlsx
        } else if within("ppt/") {
            Self::Pptx
        } else if has("ofd.xml") {
            Self::Ofd
        } else if has("meta-inf/container.xml") {
            Self::Epub
        } else if has("content.xml") {
            Self::OpenDocument
        } else if has("_rels/.rels") {
            // Some programs name the parts of a Word file in their own way.
            Self::Docx
        } else {
            Self::Archive
        }
    }

    /// The form of a text.
    pub(crate) fn of_text(text: &str) -> Self {
        let head = text.trim_start_matches(crate::grammar::lexical::is_space);
        if is_mail(head) {
            return Self::Mhtml;
        }
        let markup = Markup::of(text);
        if let (Some(form), true) = (markup.office, head.starts_with('<')) {
            return form;
        }
        // Extractors may leave the declaration of a page in front of its text, so one tag of a page makes none.
        let is_page = markup.page_tags > 1 || markup.page_tags == 1 && (markup.blocks > 0 || markup.tables > 0);
        if is_page {
            return Self::Html;
        }
        let without_tags = || if is_markdown(text) { Self::Markdown } else { Self::Text };
        if markup.tables == 0 && markup.blocks < 3 {
            return without_tags();
        }
        // Paragraphs that stand in no tag are what Markdown has; a piece of a page has none. Where there are few tags
        // beside them, programs that write Markdown kept what they have no mark for.
        let bare = Bare::of(text);
        let kept_few = bare.paragraphs > 2 && bare.paragraphs >= markup.blocks && !markup.nested;
        if !kept_few && head.starts_with('<') && markup.blocks >= 3 && markup.table_at != Some(0) {
            return Self::Html;
        }
        if markup.tables > 0 {
            let outside = markup.blocks == 0 && bare.lines >= 2;
            return if outside || kept_few { Self::Markdown } else { Self::Html };
        }
        if !kept_few && markup.blocks >= 3 && markup.closed >= 3 {
            return Self::Html;
        }
        without_tags()
    }
}

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Whether bytes are rich text, white space and a mark of UTF-8 in front apart.
fn is_rtf(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let version = bytes.strip_prefix(b"{\\rtf").and_then(|rest| rest.first());
    version.is_some_and(|byte| byte.is_ascii_digit() || *byte == b'\\')
}

/// Whether bytes are PDF. Readers of PDF take files with something in front of the mark; a text that only mentions the
/// mark has no objects.
fn is_pdf(bytes: &[u8]) -> bool {
    let has = |part: &[u8]| memchr::memmem::find(bytes, part).is_some();
    let head = bytes.get(..1024).unwrap_or(bytes);
    let Some(at) = memchr::memmem::find(head, b"%PDF-") else { return false };
    let in_front = head.get(..at).unwrap_or(&[]);
    let in_front = in_front.strip_prefix(b"\xef\xbb\xbf").unwrap_or(in_front);
    in_front.trim_ascii().is_empty() || has(b" obj") && (has(b"xref") || has(b"/XRef"))
}

/// A number in two or four bytes, the lowest first.
fn number(bytes: &[u8], at: usize, len: usize) -> Option<usize> {
    let bytes = bytes.get(at..at.checked_add(len)?)?;
    Some(bytes.iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte)))
}

/// Names of a zip archive that are looked at.
const MAX_NAMES: usize = 20_000;

/// The names of what is in a zip archive, in small letters; `None` of other bytes. They stand in its directory at its
/// end, which is also there where a program that unpacks it, or anything else, stands in front. Where the end was cut off,
/// each part still has its name in front of it.
fn zip_names(bytes: &[u8]) -> Option<Vec<String>> {
    const END: usize = 22;
    let begins = bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06");
    // Behind the end is a comment of 64 KiB at most.
    let tail = bytes.len().saturating_sub(END + 0xffff);
    let end = memchr::memmem::rfind(bytes.get(tail..)?, b"PK\x05\x06").map(|at| tail + at);
    let directory = end.and_then(|end| end.checked_sub(number(bytes, end + 12, 4)?));
    let directory = directory.filter(|at| bytes.get(*at..).is_some_and(|rest| rest.starts_with(b"PK\x01\x02")));
    let name = |at: usize, len: usize| {
        let name = String::from_utf8_lossy(bytes.get(at..at + len)?).to_ascii_lowercase().replace('\\', "/");
        Some(name.trim_start_matches('/').to_owned())
    };
    let mut names = Vec::new();
    if let Some(mut at) = directory {
        while names.len() < MAX_NAMES && bytes.get(at..).is_some_and(|rest| rest.starts_with(b"PK\x01\x02")) {
            let lens = [28, 30, 32].map(|field| number(bytes, at + field, 2).unwrap_or(0));
            names.extend(name(at + 46, lens[0]));
            at += 46 + lens.iter().sum::<usize>();
        }
    } else if begins {
        for at in memchr::memmem::find_iter(bytes, b"PK\x03\x04").take(MAX_NAMES) {
            names.extend(number(bytes, at + 26, 2).and_then(|len| name(at + 30, len)));
        }
    }
    (begins || directory.is_some()).then_some(names)
}

/// Whether a text begins as mail does, and so as web pages in one file: with fields, one of which is its version.
fn is_mail(head: &str) -> bool {
    let mut fields = head.lines().take(50).take_while(|line| !line.trim().is_empty());
    let is_field = |line: &str| {
        let name = line.split(':').next().unwrap_or("");
        !name.is_empty() && name.len() < line.len() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    let Some(first) = fields.next() else { return false };
    is_field(first)
        && (starts_with(first, "from: <saved by")
            || core::iter::once(first).chain(fields).any(|line| starts_with(line, "mime-version:")))
}

/// Whether a text begins with these ASCII letters, in either case.
fn starts_with(text: &str, lower: &str) -> bool {
    text.as_bytes().get(..lower.len()).is_some_and(|head| head.eq_ignore_ascii_case(lower.as_bytes()))
}

/// The tags of a text, as far as they tell its form.
#[derive(Debug, Default)]
struct Markup {
    /// Tags and declarations that only a page has.
    page_tags: usize,
    /// Tags of blocks that are no table and stand in none.
    blocks: usize,
    /// Their end tags.
    closed: usize,
    tables: usize,
    /// A table stands in another, as on pages that tables arrange.
    nested: bool,
    /// Tables that are open.
    open: usize,
    /// Where the first table begins, white space in front of it apart.
    table_at: Option<usize>,
    /// What it is where an office program wrote it as one XML text.
    office: Option<Form>,
}

impl Markup {
    fn of(text: &str) -> Self {
        let mut found = Self::default();
        for at in memchr::memchr_iter(b'<', text.as_bytes()) {
            let tag = text.get(at + 1..).unwrap_or("");
            let is = |name: &str| {
                starts_with(tag, name)
                    && tag
                        .as_bytes()
                        .get(name.len())
                        .is_none_or(|b| b.is_ascii_whitespace() || matches!(b, b'>' | b'/'))
            };
            if is("html") || is("/html") || is("body") || is("head") || is("frameset") || is("!doctype") || is("meta") {
                found.page_tags += 1;
            } else if is("table") {
                let before = text.get(..at).unwrap_or("").trim_start_matches(crate::grammar::lexical::is_space);
                found.table_at = found.table_at.or(Some(before.len()));
                found.tables += 1;
                found.nested |= found.open > 0;
                found.open += 1;
            } else if is("/table") {
                found.open = found.open.saturating_sub(1);
            } else if found.open > 0 {
                // A cell may hold blocks in Markdown as well.
            } else if is("p") || is("div") || is("span") || is("font") || is("h1") || is("h2") || is("li") {
                found.blocks += 1;
            } else if is("/p") || is("/div") || is("/span") || is("/font") || is("/h1") || is("/h2") || is("/li") {
                found.closed += 1;
            } else if starts_with(tag, "w:worddocument") || starts_with(tag, "pkg:package") {
                found.office = Some(Form::WordXml);
            } else if starts_with(tag, "office:document") {
                found.office = Some(Form::OpenDocument);
            }
            if found.page_tags > 1 || found.office.is_some() {
                // Nothing else can make something else of it.
                break;
            }
        }
        found
    }
}

/// The lines that hold no tag and stand outside the tables.
#[derive(Debug, Default)]
struct Bare {
    lines: usize,
    /// Those of them that stand behind an empty line, or first.
    paragraphs: usize,
}

impl Bare {
    fn of(text: &str) -> Self {
        let mut found = Self::default();
        let (mut inside, mut behind_empty) = (false, true);
        for line in text.lines() {
            let was_inside = inside;
            // What matters is the last tag of a line.
            let last = |tag: &str| memchr::memmem::rfind(line.as_bytes(), tag.as_bytes());
            match (last("<table").or_else(|| last("<TABLE")), last("</table").or_else(|| last("</TABLE"))) {
                (Some(begin), end) => inside = end.is_none_or(|end| end < begin),
                (None, Some(_)) => inside = false,
                (None, None) => {}
            }
            let is_empty = line.trim().is_empty();
            if !was_inside && !is_empty && !line.contains('<') {
                found.lines += 1;
                found.paragraphs += usize::from(behind_empty);
            }
            behind_empty = is_empty;
        }
        found
    }
}

/// Whether a text has headings or tables as Markdown marks them.
fn is_markdown(text: &str) -> bool {
    text.lines().any(|line| {
        // Nearly every line begins with something else.
        let line = line.trim_start();
        if !line.starts_with(['#', '|']) {
            return false;
        }
        let line = line.trim_end();
        let heading = line.trim_start_matches('#');
        let marks = line.len() - heading.len();
        (1..=6).contains(&marks) && heading.starts_with(' ')
            || line.starts_with('|')
                && line.contains("--")
                && line.bytes().all(|b| matches!(b, b'|' | b'-' | b':' | b' ' | b'\t'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A compound file with a root and one stream, as far as its directory tells.
    fn compound(name: &str) -> Vec<u8> {
        let mut file = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
        file.resize(512, 0xff);
        for name in ["Root Entry", name] {
            let at = file.len();
            file.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
            let len = file.len() - at + 2;
            file.resize(at + 64, 0);
            file.push(u8::try_from(len).unwrap_or(0));
            file.resize(at + 128, 0);
        }
        file
    }

    /// A zip archive whose end is not there.
    fn cut_off_zip(names: &[&str]) -> Vec<u8> {
        let mut file = Vec::new();
        for name in names {
            file.extend(b"PK\x03\x04\x14");
            file.resize(file.len() + 21, 0);
            file.extend([u8::try_from(name.len()).unwrap_or(0), 0, 0, 0]);
            file.extend(name.bytes());
        }
        file
    }

    #[test]
    fn forms_are_told_by_content() {
        for (bytes, form) in [
            (&b"%PDF-1.7\n"[..], Form::Pdf),
            (b"\r\n%PDF-1.4", Form::Pdf),
            (b"HTTP/1.1 200 OK\r\n\r\n%PDF-1.4\n1 0 obj\nendobj\nxref\n0 1", Form::Pdf),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", Form::Ole),
            (&compound("WordDocument"), Form::Doc),
            (&compound("Workbook"), Form::Xls),
            (&compound("Book"), Form::Xls),
            (&compound("EncryptedPackage"), Form::Encrypted),
            (&compound("WpsCustomData"), Form::Wps),
            (&compound("PowerPoint Document"), Form::Ole),
            (&compound("WordDocumentary"), Form::Ole),
            (b"\xdb\xa5\x2d\0\0\0", Form::Doc),
            (b"{\\rtf1\\ansi", Form::Rtf),
            (b"\xef\xbb\xbf\r\n{\\rtf1", Form::Rtf),
            (b"\x89PNG\r\n\x1a\n\0", Form::Image),
            (b"BM\x36\0\0\0\0\0\0\0", Form::Image),
            (b"RIFF\x24\0\0\0WEBPVP8 ", Form::Image),
            (b"BZh91AY&SY", Form::Archive),
            (&cut_off_zip(&["[Content_Types].xml", "word/document.xml"]), Form::Docx),
            (&cut_off_zip(&["OFD.xml", "Doc_0/Document.xml"]), Form::Ofd),
            (&cut_off_zip(&["xl/workbook.xml"]), Form::Xlsx),
            (&cut_off_zip(&["mimetype", "content.xml"]), Form::OpenDocument),
            (&cut_off_zip(&["report/word.docx"]), Form::Archive),
        ] {
            assert_eq!(Form::of_container(bytes), Some(form), "{bytes:?}");
        }
        // A county whose first character is the mark of Word 2, and texts that mention marks.
        let county = encoding_rs::GB18030.encode("郓城县人民政府").0;
        for text in [
            &b"BMW is no picture"[..],
            b"<html>%PDF-1.7",
            b"a file begins with %PDF-1.7, and has no obj",
            b"RIFF is no picture",
            b"PKU is no archive",
            b"BZh is none",
            b"{\\rtfm}",
            b"PK\x05\x07",
            &county,
        ] {
            assert_eq!(Form::of_container(text), None, "{text:?}");
        }
        for (text, form) in [
            (crate::SAMPLE, Form::Text),
            ("# 标题\n\n正文", Form::Markdown),
            ("| a | b |\n| --- | :-: |\n| 1 | 2 |", Form::Markdown),
            ("一、总体情况\n\n<table><tr><td>1</td></tr></table>\n\n二、其他\n", Form::Markdown),
            ("<table><tr><td>1</td></tr></table>\n一、总体情况\n\n二、其他\n", Form::Markdown),
            ("<table>\n<tr><td>\n1\n</td></tr></table>", Form::Html),
            ("\u{feff} <!DOCTYPE html><p>1", Form::Html),
            ("<p>一、总体情况</p><p>无</p><p>二</p>", Form::Html),
            ("MIME-Version: 1.0\nContent-Type: multipart/related", Form::Mhtml),
            ("Subject: x\nDate: y\nMIME-Version: 1.0\n\n<html>", Form::Mhtml),
            ("说明：无\nmime-version: 1.0\n", Form::Text),
            ("<?xml version=\"1.0\"?><office:document office:version=\"1.3\">", Form::OpenDocument),
            ("<?xml version=\"1.0\"?><w:wordDocument>", Form::WordXml),
            ("a < b, <b>3</b>", Form::Text),
            ("一、总体情况\n收到<3>件，比上年<br>多。\n二、其他\n", Form::Text),
            ("<!DOCTYPE html> 年度报告\n一、总体情况\n无。\n", Form::Text),
            ("---\ntitle: 年度报告\n---\n\n# 一、总体情况\n\n无。\n", Form::Markdown),
            ("<span id=a></span><div><p>\n\n# 一\n\n无。\n\n# 二\n\n无。\n</p></div>", Form::Markdown),
            ("<div>\n\n一\n\n二\n\n<table><tr><td>1</td></tr></table>\n\n三\n\n</div>", Form::Markdown),
            ("<div>\n<p>\n一\n</p>\n\n<p>\n二\n</p>\n\n<p>\n三\n</p>\n</div>", Form::Html),
            ("<div>\n\n一\n\n二\n\n三\n\n</div><table><tr><td><table><tr><td>1</table></table>", Form::Html),
            ("<meta charset=gbk><body>一、总体情况<br>无。", Form::Html),
            ("{\"text\": \"一、总体情况\"}", Form::Text),
        ] {
            assert_eq!(Form::of_text(text), form, "{text}");
        }
    }
}
