//! Writes the reports that are measured, an office's and a city's in each form, into `benches/subjects`.
//!
//! `cargo run --release -p benches --example subjects`. They are kept as files, so that figures of different days are those
//! of the same bytes, whatever becomes of the generator and the writers: who runs this again makes all older figures and the
//! limits of `counts` worthless. The PDFs are the Word documents as LibreOffice prints them:
//! `soffice --headless --convert-to pdf --outdir benches/subjects benches/subjects/*.docx`.

use std::fmt::Write as _;
use std::{fs, io};

use benches::subject::root;
use ogi_report::Report;
use ogi_report::report::Block;
use ogi_report::testing::{Generator, Size};
use ogi_report::write;

fn main() -> io::Result<()> {
    keep("office", &Generator::new(5).year(2024).size(Size::Quiet).generate().report)?;
    keep("city", &city())
}

/// A large city's report, with as much to say as a city has: it takes over what other offices say of their problems and, without
/// figures, of their year.
fn city() -> Report {
    let mut report = Generator::new(1).year(2024).size(Size::Large).generate().report;
    let mut prose: Vec<Block> = Vec::new();
    for seed in 100..160 {
        let other = Generator::new(seed).claims(false).generate().report;
        for block in [other.overview, other.problems].into_iter().flatten().flat_map(|section| section.narrative) {
            let written = |block: &Block| match block {
                Block::Paragraph(paragraph) => Some(paragraph.text.clone()),
                _ => None,
            };
            if written(&block).is_some_and(|text| !prose.iter().any(|kept| written(kept).as_ref() == Some(&text))) {
                prose.push(block);
            }
        }
    }
    if let Some(problems) = &mut report.problems {
        problems.narrative.extend(prose);
    }
    report
}

fn keep(name: &str, report: &Report) -> io::Result<()> {
    let folder = root().join("benches/subjects");
    let write = |ending: &str, bytes: &[u8]| fs::write(folder.join(format!("{name}.{ending}")), bytes);
    write("txt", write::text(report).as_bytes())?;
    write("md", write::markdown(report).as_bytes())?;
    write("html", bare(&write::html(report)).as_bytes())?;
    write("docx", &write::docx(report))
}

/// A page as small sites have it: without its styles, without elements that only arrange, and without attributes other than
/// those that make tables.
fn bare(page: &str) -> String {
    let (head, rest) = page.split_once("<style>").unwrap_or((page, ""));
    let rest = rest.split_once("</style>").map_or(rest, |(_, behind)| behind);
    let mut bare = String::new();
    for piece in [head, rest].concat().split_inclusive('>') {
        let (text, tag) = piece.split_once('<').unwrap_or((piece, ""));
        bare.push_str(text);
        if tag.starts_with("meta") && !tag.contains("charset") {
            continue;
        }
        let name = tag.trim_start_matches('/').split([' ', '>']).next().unwrap_or_default();
        if ["main", "div", "thead", "tbody", "strong"].contains(&name) {
            continue;
        }
        let words = tag.trim_end_matches('>').split(' ').enumerate();
        let kept: Vec<&str> = words.filter(|(at, word)| *at == 0 || keeps(word)).map(|(_, word)| word).collect();
        if !tag.is_empty() {
            let _ = write!(bare, "<{}>", kept.join(" "));
        }
    }
    bare
}

fn keeps(attribute: &str) -> bool {
    ["rowspan", "colspan", "charset", "html"].iter().any(|kept| attribute.starts_with(kept))
}
