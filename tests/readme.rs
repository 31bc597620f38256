//! README and `docs/programs.md`: the same in both languages, and true to what the programs print.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

#[allow(dead_code, reason = "other tests use the rest of it")]
#[path = "common/program.rs"]
mod program;

use std::fs;
use std::path::Path;
use std::process::Command;

use program::{Run, built};

const PAIRS: [[&str; 2]; 2] = [["README.md", "README.zh-CN.md"], ["docs/programs.md", "docs/programs.zh-CN.md"]];

fn text_of(file: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap()
}

/// The blocks of code in a text, each with its language.
fn blocks(text: &str) -> Vec<(&str, String)> {
    let mut blocks: Vec<(&str, String)> = Vec::new();
    let mut is_open = false;
    for line in text.lines() {
        match (line.strip_prefix("```"), is_open) {
            (Some(language), false) => {
                blocks.push((language, String::new()));
                is_open = true;
            }
            (Some(_), true) => is_open = false,
            (None, true) => {
                let (_, block) = blocks.last_mut().unwrap();
                block.push_str(line);
                block.push('\n');
            }
            (None, false) => {}
        }
    }
    blocks
}

/// What a text is made of, without its words: headings, rows, points, blocks of code, and where its links lead.
fn shape(text: &str) -> Vec<String> {
    let mut shape = Vec::new();
    let mut is_code = false;
    for line in text.lines() {
        if let Some(language) = line.strip_prefix("```") {
            is_code = !is_code;
            shape.extend(is_code.then(|| format!("code {language}")));
        } else if !is_code {
            let heading = line.bytes().take_while(|byte| *byte == b'#').count();
            if heading > 0 {
                shape.push(format!("heading {heading}"));
            } else if line.starts_with("| ") {
                shape.push(format!("row of {}", line.matches('|').count()));
            } else if line.starts_with("- ") {
                shape.push("point".to_owned());
            }
        }
    }
    shape
}

/// Where links lead, the same file in either language counting as one.
fn links(text: &str) -> Vec<String> {
    let mut links: Vec<String> =
        text.split("](").skip(1).map(|rest| rest.split(')').next().unwrap().replace(".zh-CN", "")).collect();
    links.sort();
    links.dedup();
    links
}

#[test]
fn both_languages_have_the_same_content() {
    for [english, chinese] in PAIRS {
        let (english, chinese) = (text_of(english), text_of(chinese));
        assert_eq!(shape(&english), shape(&chinese));
        assert_eq!(links(&english), links(&chinese));
    }
}

/// Whether `shown` is what `printed` has somewhere, where `[…]` stands for anything.
fn is_shown(shown: &str, printed: &str) -> bool {
    let mut rest = printed;
    shown.split("[…]").all(|piece| {
        let piece = piece.trim_matches(['\n', ' ']);
        let found = rest.find(piece);
        rest = found.map_or("", |at| &rest[at + piece.len()..]);
        found.is_some()
    })
}

#[test]
fn what_programs_print_is_what_is_shown() {
    let cases: [(&[&str], &str, &str, &[&str]); 4] = [
        (&["docs/programs.md", "docs/programs.zh-CN.md"], "澄溪县人民政府2024", "parse", &[]),
        (&["README.md"], "error[A003]", "check", &["examples/sample-wrong.txt"]),
        (&["README.zh-CN.md"], "错误[A003]", "check", &["examples/sample-wrong.txt", "--lang", "zh"]),
        (
            &["docs/programs.md", "docs/programs.zh-CN.md"],
            "错误[A002]",
            "check",
            &["examples/sample-wrong.txt", "--select", "A", "--lang", "zh"],
        ),
    ];
    for (files, begins, example, arguments) in cases {
        let output = Command::new(built(example)).args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).output();
        let printed = Run::of(&output.unwrap()).out;
        for file in files {
            let text = text_of(file);
            let shown = blocks(&text).into_iter().find(|(_, block)| block.starts_with(begins));
            let (_, shown) = shown.unwrap_or_else(|| panic!("{file} shows nothing that begins with {begins}"));
            assert!(is_shown(&shown, &printed), "{file} shows\n{shown}\nand {example} prints\n{printed}");
        }
    }
}

#[test]
fn commands_name_programs_and_options_that_exist() {
    for file in PAIRS.concat() {
        let text = text_of(file);
        let code = blocks(&text).into_iter().map(|(_, block)| block);
        let spans = text.split('`').skip(1).step_by(2).map(str::to_owned);
        let lines: Vec<String> =
            code.chain(spans).flat_map(|block| block.lines().map(str::to_owned).collect::<Vec<_>>()).collect();
        for line in lines {
            let Some((_, rest)) = line.split_once("--example ") else { continue };
            let mut words = rest.split_whitespace();
            let example = words.next().unwrap();
            if example == "NAME" || example == "名称" {
                continue;
            }
            let options: Vec<&str> = words.filter(|word| word.starts_with("--") && word.len() > 2).collect();
            let is_program = |path: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join(path).exists();
            assert!(
                is_program(&format!("examples/{example}.rs")) || is_program(&format!("examples/{example}/main.rs")),
                "{file}: {line}"
            );
            if options.is_empty() || options == ["--help"] {
                continue;
            }
            let help = Command::new(built(example)).arg("--help").output().unwrap();
            let help = Run::of(&help).assert(0).out;
            for option in options {
                assert!(help.contains(option), "{file} has {line}, and {example} takes no {option}");
            }
        }
    }
}
