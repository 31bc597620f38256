//! The rules themselves: a list, and what one of them is for.

use std::fmt::Write;

use ogi_report::check::{self, Language};

/// A line for every rule.
pub(crate) fn list(language: Language) -> String {
    let mut out = String::new();
    let width = if language == Language::Zh { 2 } else { 7 };
    for rule in check::rules() {
        // Writing to a string cannot fail.
        let severity = rule.severity.text().get(language);
        let _ = writeln!(out, "{} {severity:<width$} {}: {}", rule.code, rule.name, rule.summary.get(language));
    }
    out
}

/// The documentation of a rule in Markdown. An error is a message that says which rules could be meant.
pub(crate) fn explanation(code_or_name: &str, language: Language) -> Result<String, String> {
    check::explain(code_or_name, language).map_err(|error| {
        let wanted = code_or_name.to_ascii_uppercase();
        let family = wanted.chars().next();
        let near: Vec<&str> =
            check::rules().map(|rule| rule.code).filter(|code| code.chars().next() == family).collect();
        if near.is_empty() {
            format!("{error}; --list-rules shows them")
        } else {
            format!("{error}; those with this letter are {}, and --list-rules shows all", near.join(", "))
        }
    })
}
