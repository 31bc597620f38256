//! What the page says, in both languages, and words of reports and sources made harmless.

use core::fmt::Write;

use crate::check::{Language, Text};
use crate::report::Place;
use crate::write::html::escape;
use crate::write::visible;

/// Writes a text of a report or of a source so that all of it is seen.
pub(super) fn push(text: &str, out: &mut String) {
    escape::push(&visible::text(text), out);
}

/// Writes what there is to say in both languages. The style of the page shows one of them.
pub(super) fn both(out: &mut String, words: impl Fn(Language) -> String) {
    let (zh, en) = (words(Language::Zh), words(Language::En));
    if zh == en {
        return push(&zh, out);
    }
    out.push_str("<span class=\"zh\">");
    push(&zh, out);
    out.push_str("</span><span class=\"en\" lang=\"en\">");
    push(&en, out);
    out.push_str("</span>");
}

/// Writes words of the library.
pub(super) fn text(out: &mut String, text: Text) {
    both(out, |language| text.get(language).to_owned());
}

/// Writes words in Chinese and in English.
pub(super) fn say(out: &mut String, zh: &'static str, en: &'static str) {
    text(out, Text::new(zh, en));
}

/// A place of a document.
pub(super) fn place(place: Place, language: Language) -> String {
    if language == Language::En {
        return place.to_string();
    }
    let numbers = [
        ("第", place.page(), "页"),
        ("第", place.table(), "个表格"),
        ("第", place.row(), "行"),
        ("第", place.column(), "列"),
        ("第", place.paragraph(), "段"),
    ];
    let mut out = String::new();
    for (before, number, behind) in numbers {
        if let Some(number) = number {
            let _ = write!(out, "{before}{number}{behind}");
        }
    }
    out
}
