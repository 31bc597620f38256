//! The rules as documentation: complete, their examples true, and `docs/rules.md` up to date.

#![allow(clippy::panic, reason = "a test fails by panicking, and shows why")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use ogi_report::check::{
    Change, Example, Family, Findings, Input, Language, Outcome, Rule, check, check_rollup, check_series, explain,
    rules,
};
use ogi_report::{Report, SAMPLE, SAMPLE_2019, Severity, parse};

fn changed(sample: &str, changes: &[Change], rule: &Rule) -> Report {
    let mut text = sample.to_owned();
    for change in changes {
        assert_eq!(text.matches(change.from).count(), 1, "{rule:?}: “{}” stands once in the sample", change.from);
        text = text.replacen(change.from, change.to, 1);
    }
    parse(&text).unwrap_or_else(|error| panic!("{rule:?}: {error}")).report
}

fn run(example: &Example, rule: &Rule) -> Findings {
    let report = |changes: &&[Change]| changed(SAMPLE, changes, rule);
    match example.input {
        Input::Report(changes) => check(&changed(SAMPLE, changes, rule)),
        Input::Report2019(changes) => check(&changed(SAMPLE_2019, changes, rule)),
        Input::Series2019(reports) => {
            check_series(&reports.iter().map(|changes| changed(SAMPLE_2019, changes, rule)).collect::<Vec<_>>())
        }
        Input::Series(reports) => check_series(&reports.iter().map(report).collect::<Vec<_>>()),
        Input::Rollup { parent, children, completeness } => {
            check_rollup(&report(&parent), &children.iter().map(report).collect::<Vec<_>>(), completeness)
        }
        _ => panic!("{rule:?}: an input that this test does not know"),
    }
}

#[test]
fn examples_are_true() {
    for rule in rules() {
        let findings = run(&rule.violating, rule);
        let own: Vec<_> = findings.of_rule(rule.code).collect();
        assert!(own.iter().any(|finding| finding.outcome == Outcome::Violated), "{rule:?} is violated: {own:#?}");
        for finding in own {
            assert!(finding.severity <= rule.severity, "{rule:?}: never worse than the rule");
            if finding.outcome == Outcome::Violated {
                assert!(finding.spans().next().is_some(), "{rule:?} says where: {finding:#?}");
            }
            for language in [Language::Zh, Language::En] {
                let message = finding.message(language);
                assert!(!message.contains(['{', '}']) && !message.is_empty(), "{rule:?}: {message}");
            }
        }

        let findings = run(&rule.passing, rule);
        let own: Vec<_> = findings.of_rule(rule.code).collect();
        assert!(own.iter().all(|finding| finding.outcome != Outcome::Violated), "{rule:?} is not violated: {own:#?}");
        assert!(own.iter().any(|finding| finding.outcome == Outcome::Holds), "{rule:?} says that it holds: {own:#?}");
    }
}

#[test]
fn texts_are_complete() {
    for rule in rules() {
        let mut texts = vec![rule.summary, rule.why, rule.source, rule.violated, rule.holds];
        texts.extend([rule.violating.what, rule.passing.what]);
        texts.extend(rule.assumes);
        for text in texts {
            assert!(!text.zh.is_empty() && !text.en.is_empty(), "{rule:?}");
            assert!(text.zh.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)), "{rule:?}: {}", text.zh);
        }
        assert!(!rule.formula.is_empty(), "{rule:?}");
        for text in [rule.summary, rule.violated, rule.holds] {
            assert!(!text.zh.ends_with('。') && !text.en.ends_with('.'), "{rule:?}: no final stop: {text:?}");
        }
    }
}

/// The whole of `docs/rules.md`, or of its Chinese twin.
fn documentation(language: Language) -> String {
    let (title, introduction, columns) = match language {
        Language::Zh => (
            "# 检查规则",
            "本文件由规则本身生成，请勿手改：`UPDATE_DOCS=1 cargo test --test rules`。例子以 `examples/sample.txt` 为底本，列出改动之处，并由测试执行。English: [rules.md](rules.md).",
            "| 编号 | 名称 | 级别 | 内容 |",
        ),
        _ => (
            "# Rules",
            "This file is made from the rules themselves, so do not edit it: `UPDATE_DOCS=1 cargo test --test rules`. Examples are changes to `examples/sample.txt`, and the tests execute them. In Chinese: [rules.zh-CN.md](rules.zh-CN.md).",
            "| code | name | severity | what |",
        ),
    };
    let mut out = format!("{title}\n\n{introduction}\n\n{columns}\n| --- | --- | --- | --- |\n");
    for rule in rules() {
        let summary = rule.summary.get(language);
        let _ =
            writeln!(out, "| {} | `{}` | {} | {summary} |", rule.code, rule.name, rule.severity.text().get(language));
    }
    for family in Family::ALL {
        let _ = writeln!(out, "\n## {}: {}\n", family.letter(), family.title().get(language));
        let texts: Vec<String> =
            rules().filter(|rule| rule.family == family).map(|rule| rule.explain(language)).collect();
        out += &texts.join("\n");
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

#[test]
fn words_are_of_one_language() {
    let text = explained("A001", Language::Zh);
    assert!(text.contains("级别 错误 · 适用格式"), "{text}");
    assert!(explained("A001", Language::En).contains("Severity error · editions"));
    for outcome in [Outcome::Holds, Outcome::Violated, Outcome::NotAssessable] {
        assert!(!outcome.text().zh.is_ascii() && outcome.text().en.is_ascii(), "{outcome:?}");
    }
    for severity in [Severity::Note, Severity::Warning, Severity::Error] {
        assert_eq!(severity.text().en, severity.to_string());
    }
}

fn explained(code: &str, language: Language) -> String {
    explain(code, language).expect("there is such a rule")
}

#[test]
fn docs_are_linked() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (file, targets) in [
        ("README.md", &["docs/rules.md", "docs/rules.zh-CN.md", "docs/grammar.md"][..]),
        ("CONTRIBUTING.md", &["docs/rules.md", "docs/rules.zh-CN.md", "docs/grammar.md"]),
        ("docs/rules.md", &["rules.zh-CN.md"]),
        ("docs/rules.zh-CN.md", &["rules.md"]),
    ] {
        let text = fs::read_to_string(folder.join(file)).expect("it is there");
        for target in targets {
            assert!(text.contains(&format!("]({target})")), "{file} links {target}");
        }
    }
}

#[test]
fn docs_are_up_to_date() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    for (file, language) in [("rules.md", Language::En), ("rules.zh-CN.md", Language::Zh)] {
        let path = folder.join(file);
        let wanted = documentation(language);
        if std::env::var_os("UPDATE_DOCS").is_some() {
            fs::create_dir_all(&folder).expect("the folder can be made");
            fs::write(&path, &wanted).expect("the file can be written");
        }
        let found = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            found == wanted,
            "docs/{file} is not what the rules say; make it anew: UPDATE_DOCS=1 cargo test --test rules"
        );
    }
}
