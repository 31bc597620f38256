//! EBNF as the heads of files have it.

/// A production: its name, and what it is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Production {
    pub(crate) name: String,
    /// Without comments, in single blanks.
    pub(crate) body: String,
}

/// The productions of a block.
pub(crate) fn productions(block: &str) -> Vec<Production> {
    let mut productions = Vec::new();
    let mut rest = without_comments(block);
    while !rest.trim().is_empty() {
        let end = end_of_production(&rest).unwrap_or_else(|| panic!("a production without an end: {rest}"));
        let behind = rest.split_off(end + 1);
        let production = rest.trim_end_matches(';');
        let (name, body) = production.split_once('=').unwrap_or_else(|| panic!("a production without a name: {rest}"));
        let body = body.split_whitespace().collect::<Vec<_>>().join(" ");
        productions.push(Production { name: name.trim().to_owned(), body });
        rest = behind;
    }
    productions
}

fn without_comments(block: &str) -> String {
    let mut out = String::new();
    let mut rest = block;
    while let Some((before, comment)) = rest.split_once("(*") {
        out.push_str(before);
        rest = comment.split_once("*)").expect("a comment is closed").1;
    }
    out + rest
}

/// The first `;` that is not quoted.
fn end_of_production(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match quote {
            Some(open) if c == open => quote = None,
            None if matches!(c, '"' | '?') => quote = Some(c),
            None if c == ';' => return Some(at),
            _ => {}
        }
    }
    None
}

/// The parts of a body between quotes, and those outside.
fn parts(body: &str, mark: char) -> impl Iterator<Item = (bool, &str)> {
    body.split(mark).enumerate().map(|(n, part)| (n % 2 == 1, part))
}

impl Production {
    /// The words in quotes.
    pub(crate) fn terminals(&self) -> Vec<String> {
        parts(&self.body, '"').filter(|(quoted, _)| *quoted).map(|(_, part)| part.to_owned()).collect()
    }

    /// The productions that it uses.
    pub(crate) fn names(&self) -> Vec<String> {
        let outside: String = parts(&self.body, '"').filter(|(quoted, _)| !quoted).map(|(_, part)| part).collect();
        let outside: String = parts(&outside, '?').filter(|(quoted, _)| !quoted).map(|(_, part)| part).collect();
        outside
            .split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
            .filter(|word| word.starts_with(|c: char| c.is_ascii_alphabetic()))
            .map(str::to_owned)
            .collect()
    }
}

#[test]
fn a_block_is_cut_into_productions() {
    let block = "year = 4 * digit ;   (* 1949 to; 2099 *)\nmark = \"-\" | \";\" | ? a = b; ? ;";
    let [year, mark] = &productions(block)[..] else { panic!("two of them") };
    assert_eq!((year.name.as_str(), year.body.as_str(), year.names()), ("year", "4 * digit", vec!["digit".to_owned()]));
    assert_eq!((mark.terminals(), mark.names()), (vec!["-".to_owned(), ";".to_owned()], vec![]));
}
