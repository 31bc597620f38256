//! The documentation of rules, written from their data.

use core::fmt::Write;

use super::language::{Language, Text};
use super::registry::{self, UnknownRule};
use super::rollup::Completeness;
use super::rule::{Change, Example, Input, Rule};

/// The documentation of the rule of this code or name, in Markdown.
///
/// ```
/// use ogi_report::check::{Language, explain};
///
/// let text = explain("A001", Language::En)?;
/// assert!(text.starts_with("### A001 `applications-balance`"));
/// assert!(explain("A999", Language::En).is_err());
/// # Ok::<(), ogi_report::check::UnknownRule>(())
/// ```
///
/// # Errors
///
/// [`UnknownRule`] where no rule has this code or name.
pub fn explain(code_or_name: &str, language: Language) -> Result<String, UnknownRule> {
    registry::find(code_or_name).map(|rule| rule.explain(language))
}

pub(super) fn markdown(rule: &Rule, language: Language) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = write(rule, language, &mut out);
    out
}

fn write(rule: &Rule, language: Language, out: &mut String) -> core::fmt::Result {
    let say = |text: Text| text.get(language);
    let heads = match language {
        Language::Zh => ["检查什么", "为什么", "公式", "依据", "前提", "违反的例子", "符合的例子"],
        Language::En => {
            ["What", "Why", "Formula", "Source", "Assumes", "Example that violates it", "Example that passes"]
        }
    };
    let [what, why, formula, source, assumes, violating, passing] = heads;
    let stop = if language == Language::Zh { "**：" } else { ".** " };
    let editions: Vec<&str> = rule.editions.iter().map(|edition| edition.as_str()).collect();
    let severity = say(rule.severity.text());
    writeln!(out, "### {} `{}`\n", rule.code, rule.name)?;
    match language {
        Language::Zh => writeln!(out, "级别 {severity} · 适用格式 {}\n", editions.join("、"))?,
        Language::En => writeln!(out, "Severity {severity} · editions {}\n", editions.join(", "))?,
    }
    writeln!(out, "**{what}{stop}{}\n", say(rule.summary))?;
    writeln!(out, "**{formula}{stop}`{}`\n", rule.formula)?;
    writeln!(out, "**{why}{stop}{}\n", say(rule.why))?;
    if let Some(text) = rule.assumes {
        writeln!(out, "**{assumes}{stop}{}\n", say(text))?;
    }
    writeln!(out, "**{source}{stop}{}\n", say(rule.source))?;
    example(&rule.violating, violating, language, out)?;
    example(&rule.passing, passing, language, out)
}

fn example(example: &Example, head: &str, language: Language, out: &mut String) -> core::fmt::Result {
    let zh = language == Language::Zh;
    let stop = if zh { "**：" } else { ".** " };
    writeln!(out, "**{head}{stop}{}\n", example.what.get(language))?;
    let edition = match (example.input, zh) {
        (Input::Series2019(_), true) => "（2019年格式）",
        (Input::Series2019(_), false) => " (2019 edition)",
        _ => "",
    };
    match example.input {
        Input::Report(list) => changes(list, "", out),
        Input::Report2019(list) => changes(list, if zh { "2019年格式：" } else { "2019 edition: " }, out),
        Input::Series(reports) | Input::Series2019(reports) => {
            for (n, list) in reports.iter().enumerate() {
                changes(
                    list,
                    &if zh { format!("第{}份{edition}：", n + 1) } else { format!("report {}{edition}: ", n + 1) },
                    out,
                )?;
            }
            Ok(())
        }
        Input::Rollup { parent, children, completeness } => {
            let all = completeness == Completeness::Complete;
            changes(parent, if zh { "上级：" } else { "parent: " }, out)?;
            for (n, list) in children.iter().enumerate() {
                changes(list, &if zh { format!("下级{}：", n + 1) } else { format!("child {}: ", n + 1) }, out)?;
            }
            writeln!(
                out,
                "{}\n",
                match (zh, all) {
                    (true, true) => "下级齐全。",
                    (true, false) => "下级不齐全。",
                    (false, true) => "These children are all there are.",
                    (false, false) => "There are other children.",
                }
            )
        }
    }
}

fn changes(changes: &[Change], head: &str, out: &mut String) -> core::fmt::Result {
    if changes.is_empty() {
        if head.is_empty() {
            return Ok(());
        }
        return writeln!(out, "```diff\n# {head}=\n```\n");
    }
    writeln!(out, "```diff")?;
    if !head.is_empty() {
        writeln!(out, "# {head}")?;
    }
    for change in changes {
        for (mark, text) in [('-', change.from), ('+', change.to)] {
            for line in text.split('\n').filter(|line| !line.is_empty()) {
                writeln!(out, "{mark} {}", line.replace('\t', " "))?;
            }
        }
    }
    writeln!(out, "```\n")
}
