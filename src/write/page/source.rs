//! Words of the source, with where they stand.

use super::Input;
use super::card::link;
use super::words::{both, place, push};
use crate::check::Language;
use crate::{Form, Span};

/// Characters that are shown before and behind what is quoted, and of that itself.
const AROUND: usize = 16;
const QUOTED: usize = 80;

impl Input<'_> {
    /// Writes where a place is, and what stands there with a few words around it. Nothing where the source has no such
    /// place.
    ///
    /// `to` is the id of these words, where the whole source is on the page.
    pub(super) fn quote(&self, span: Span, to: Option<String>, out: &mut String) {
        let Some(words) = self.source.slice(span) else { return };
        out.push_str("<span class=\"place\">");
        link(to, out, |out| both(out, |language| self.place(span, language)));
        out.push_str("</span> <code class=\"quote\">");
        let text = self.source.text();
        let before = text.get(..span.start as usize).unwrap_or("");
        let start = before.char_indices().rev().take(AROUND).last();
        line(before.get(start.map_or(before.len(), |(at, _)| at)..).unwrap_or("").trim_start(), out);
        out.push_str("<mark>");
        let (quoted, is_cut) = first(words, QUOTED);
        line(quoted, out);
        out.push_str(if is_cut { "…</mark>" } else { "</mark>" });
        if !is_cut {
            line(first(text.get(span.end as usize..).unwrap_or(""), AROUND).0.trim_end(), out);
        }
        out.push_str("</code>");
    }

    /// Where a place is: in a document that has lines the line, and in others what they count.
    pub(super) fn place(&self, span: Span, language: Language) -> String {
        let zh = language == Language::Zh;
        let source = self.parsed.and_then(|parsed| parsed.source.as_ref());
        let of_document = source.and_then(|source| source.place(span));
        let has_lines = source.is_none_or(|source| matches!(source.form, Form::Text | Form::Markdown));
        let document = of_document.map(|of_document| place(of_document, language));
        if let (Some(document), false) = (&document, has_lines) {
            return document.clone();
        }
        let at = self.source.place(span.start);
        let line = match (zh, has_lines) {
            (true, true) => format!("第{}行第{}列", at.line, at.column),
            (false, true) => format!("line {}, column {}", at.line, at.column),
            (true, false) => format!("所读文本第{}行", at.line),
            (false, false) => format!("line {} of the text that was read", at.line),
        };
        match (document, zh) {
            (Some(document), true) => format!("{document}，{line}"),
            (Some(document), false) => format!("{document}, {line}"),
            (None, _) => line,
        }
    }
}

/// Writes words in one line. Of a table that was torn each figure stands on a line of its own, so those around it are shown.
fn line(words: &str, out: &mut String) {
    push(&words.replace("\r\n", "\n").replace(['\r', '\n'], "↵"), out);
}

/// The first characters of a text, and whether there are more.
fn first(text: &str, n: usize) -> (&str, bool) {
    match text.char_indices().nth(n) {
        Some((end, _)) => (text.get(..end).unwrap_or(text), true),
        None => (text, false),
    }
}
