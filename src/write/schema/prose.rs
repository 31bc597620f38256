//! Doc comments as descriptions: without what only readers of Rust have a use for.

use schemars::Schema;
use serde_json::Value;

/// Leaves out the examples, and makes plain words of links; lines that belong together are joined.
pub(super) fn for_readers_of_json(schema: &mut Schema) {
    let described = match schema.get("description") {
        Some(Value::String(docs)) => plain(docs),
        _ => return,
    };
    schema.insert("description".to_owned(), described.into());
}

fn plain(docs: &str) -> String {
    let mut paragraphs: Vec<String> = Vec::new();
    let mut is_example = false;
    let mut is_new = true;
    for line in docs.lines() {
        let is_fence = line.starts_with("```");
        let is_apart = is_fence || is_example || line.trim().is_empty();
        is_example ^= is_fence;
        match paragraphs.last_mut() {
            _ if is_apart => is_new = true,
            // The rows of a table keep their lines.
            Some(last) if !is_new && !line.starts_with('|') => *last = format!("{last} {}", without_links(line)),
            Some(last) if !is_new => *last = format!("{last}\n{}", without_links(line)),
            _ => {
                paragraphs.push(without_links(line));
                is_new = false;
            }
        }
    }
    paragraphs.join("\n\n")
}

/// ``[`Cell`](super::Cell)`` is `` `Cell` ``.
fn without_links(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some((before, link)) = rest.split_once("[`") {
        out.push_str(before);
        let Some((name, behind)) = link.split_once("`]") else {
            out.push_str("[`");
            rest = link;
            continue;
        };
        out.extend(["`", name, "`"]);
        rest = behind.strip_prefix('(').and_then(|target| target.split_once(')')).map_or(behind, |(_, rest)| rest);
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn docs_are_plain() {
        let docs = "A cell, of\na [`Report`], or [`none`](super::None).\n\n```\nlet x = [0];\n```\n\n| a |\n| - |\n";
        assert_eq!(plain(docs), "A cell, of a `Report`, or `none`.\n\n| a |\n| - |");
        assert_eq!(plain("[`open"), "[`open");
        assert_eq!(plain(""), "");
    }
}
