//! PDF: from the glyphs and rules of its pages to lines and tables.
//!
//! A PDF has no text, only glyphs at places. `lopdf` reads the file, [`content`] carries out what stands on each page,
//! [`font`] tells the characters, [`ruled`] finds the tables by their rules, and [`lines`] puts the rest into lines with
//! their columns kept, for the grammar to read like any other text. [`write`](mod@write) makes a document of it.

mod cmap;
mod content;
mod file;
mod font;
mod geometry;
mod layout;
mod lines;
mod names;
mod page;
mod pages;
mod ruled;
mod write;

use self::content::Reader;
use self::file::File;
use self::layout::Block;
use self::page::Met;
pub(super) use self::write::{Written, document};
use crate::{Error, Options};

/// Pages at most.
const MAX_PAGES: usize = 5_000;

/// What a PDF holds, page by page.
#[derive(Debug)]
pub(super) struct Pdf {
    pub(super) pages: Vec<PageText>,
}

/// What stands on a page.
#[derive(Debug)]
pub(super) struct PageText {
    /// Its number, from 1.
    pub(super) number: usize,
    blocks: Vec<Block>,
    n_glyphs: usize,
    pictures: usize,
    met: Met,
}

impl Pdf {
    /// Reads all pages.
    pub(super) fn new(bytes: &[u8], options: &Options) -> Result<Self, Error> {
        let file = File::open(bytes, options)?;
        let mut reader = Reader::new(&file, options);
        let mut pages = Vec::new();
        for (at, id) in file.pages().enumerate() {
            if at >= MAX_PAGES {
                return Err(Error::TooManyLines { limit: options.max_lines });
            }
            let Some(dictionary) = file.page(id) else { continue };
            let page = reader.page(dictionary)?;
            pages.push(PageText {
                number: at + 1,
                blocks: layout::blocks(&page),
                n_glyphs: page.glyphs.iter().filter(|glyph| !glyph.is_blank()).count(),
                pictures: page.pictures,
                met: page.met,
            });
        }
        if pages.is_empty() {
            return Err(file::damaged("it has no pages".to_owned()));
        }
        pages::running_heads(&mut pages);
        pages::cut_rows(&mut pages);
        Ok(Self { pages })
    }

    /// Why there is no report, where the pages show it.
    pub(super) fn reason(&self) -> Option<Error> {
        let count = |of: fn(&PageText) -> usize| self.pages.iter().map(of).sum::<usize>();
        let (glyphs, unknown) = (count(|page| page.n_glyphs), count(|page| page.met.unknown));
        let pictures = self.pages.iter().filter(|page| page.pictures > 0).count();
        if pictures > 0 && glyphs < 50 * self.pages.len() {
            return Some(Error::OnlyPictures { pages: pictures });
        }
        if self.pages.iter().any(|page| page.met.broken) {
            return Some(file::damaged("parts of its pages are missing or broken".to_owned()));
        }
        (unknown * 2 > glyphs).then_some(Error::UnknownGlyphs { unknown, of: glyphs })
    }
}
