//! What pictures draw alike: a figure, and a piece of what is known or not.

use core::fmt::Display;

use super::figure::Figure;
use super::group::Group;
use super::svg::{Anchor, Rect, Size, Svg};
use super::texture::Texture;
use crate::check::Language;

impl Svg {
    /// A figure: what is drawn of it, in an element that says which cell it is and what stands there. Of several reports,
    /// `of` says which.
    pub(super) fn figure(
        &mut self,
        figure: &Figure,
        of: Option<&str>,
        language: Language,
        draw: impl FnOnce(&mut Self),
    ) {
        let value = figure.number.map(|number| number.to_string());
        self.open(&attributes(figure, of.is_some(), value.as_ref()));
        self.title(&figure.line(of, language));
        draw(self);
        self.close();
    }

    /// A line of words, some of which are figures.
    pub(super) fn figures(
        &mut self,
        size: Size,
        place: (i64, i64),
        words: &[(String, Option<&Figure>)],
        language: Language,
    ) {
        self.open_text((size, false), Anchor::Start, place);
        for (word, figure) in words {
            let value = figure.and_then(|figure| figure.number).map(|number| number.to_string());
            match figure {
                Some(figure) => {
                    self.word(&attributes(figure, false, value.as_ref()), Some(&figure.line(None, language)), word);
                }
                None => self.word(&[], None, word),
            }
        }
        self.close_text();
    }

    /// A piece of something that is not known.
    pub(super) fn unknown(&mut self, rect: Rect) {
        self.rect("c-unknown", rect);
        self.hatch(Texture::Unknown, rect);
    }

    /// A piece that stands upright; nought is a line.
    pub(super) fn piece(&mut self, class: &str, rect: Rect) {
        if rect.height == 0 {
            self.line("c-axis", (rect.x, rect.y), (rect.right(), rect.y));
        } else {
            self.rect(class, rect);
        }
    }

    /// A piece of a group of results.
    pub(super) fn of_group(&mut self, group: Group, rect: Rect) {
        self.rect(group.class(), rect);
        self.hatch(group.texture(), rect);
    }
}

/// What an element says of its figure.
fn attributes<'a>(figure: &'a Figure, several: bool, value: Option<&'a String>) -> Vec<(&'a str, &'a dyn Display)> {
    let mut attributes: Vec<(&str, &dyn Display)> = vec![("data-cell", &figure.cell), ("data-status", &figure.status)];
    if several {
        attributes.push(("data-report", &figure.report));
    }
    if let Some(value) = value {
        attributes.push(("data-value", value));
    }
    attributes
}

impl Group {
    pub(super) const fn texture(self) -> Texture {
        match self {
            Self::Granted => Texture::Plain,
            Self::PartiallyGranted => Texture::Rising,
            Self::Denied => Texture::Falling,
            Self::Unable => Texture::Level,
            Self::NotProcessed => Texture::Upright,
            Self::Other => Texture::Crossed,
        }
    }
}

/// Pieces of these lengths one behind the other from a place on: where each begins, and how long it is. They are made
/// shorter where they would be longer than `room` together.
pub(super) fn stacked(start: i64, room: i64, lengths: &[i64]) -> Vec<(i64, i64)> {
    let whole: i64 = lengths.iter().sum();
    let shortened = |length: i64| if whole > room && whole > 0 { length * room / whole } else { length };
    let mut at = 0;
    let mut out = Vec::with_capacity(lengths.len());
    for length in lengths {
        let (from, to) = (shortened(at), shortened(at + length));
        out.push((start + from, to - from));
        at += length;
    }
    out
}
