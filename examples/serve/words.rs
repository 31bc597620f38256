//! What the page says, in both languages. Its style shows one of them.

use axum::http::HeaderMap;
use axum::http::header::ACCEPT_LANGUAGE;
use maud::{Markup, Render, html};
use ogi_report::check::Language;

/// Words in Chinese and in English.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Words(pub(crate) &'static str, pub(crate) &'static str);

impl Words {
    pub(crate) fn get(self, language: Language) -> &'static str {
        if language == Language::Zh { self.0 } else { self.1 }
    }
}

impl Render for Words {
    fn render(&self) -> Markup {
        both(|language| self.get(language).to_owned())
    }
}

/// What there is to say in both languages.
pub(crate) fn both(words: impl Fn(Language) -> String) -> Markup {
    html! {
        span.zh lang="zh-CN" { (words(Language::Zh)) }
        span.en lang="en" { (words(Language::En)) }
    }
}

/// How a language is named in an address and in a form.
pub(crate) const fn code(language: Language) -> &'static str {
    match language {
        Language::Zh => "zh",
        _ => "en",
    }
}

/// The language of this name.
pub(crate) fn of_code(code: &str) -> Option<Language> {
    [Language::Zh, Language::En].into_iter().find(|language| self::code(*language) == code)
}

/// The language that an address asks for, or else the browser.
pub(crate) fn asked(query: Option<&str>, headers: &HeaderMap) -> Language {
    let of_query = query.unwrap_or("").split('&').find_map(|pair| of_code(pair.strip_prefix("lang=")?));
    of_query.or_else(|| accepted(headers.get(ACCEPT_LANGUAGE)?.to_str().ok()?)).unwrap_or(Language::Zh)
}

/// The one of the two languages that a browser likes best; of two that it likes alike, the one that it names first.
fn accepted(accepts: &str) -> Option<Language> {
    let mut best: Option<(f32, Language)> = None;
    for range in accepts.split(',') {
        let (tag, parameters) = range.split_once(';').unwrap_or((range, ""));
        let Some(language) = of_code(tag.trim().split('-').next()?.to_ascii_lowercase().as_str()) else { continue };
        let weight = parameters.trim().strip_prefix("q=").map_or(1.0, |weight| weight.trim().parse().unwrap_or(0.0));
        if weight > best.map_or(0.0, |(known, _)| known) {
            best = Some((weight, language));
        }
    }
    best.map(|(_, language)| language)
}

/// A text without characters that turn or hide what stands beside them: each is seen as `�`.
pub(crate) fn plain(text: &str) -> String {
    let is_odd = |c: char| {
        c.is_control() && c != '\n'
            || matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    text.chars().map(|c| if is_odd(c) { '\u{fffd}' } else { c }).collect()
}
