//! Laws and documents that a preamble cites.
//!
//! ```ebnf
//! citation = law, [ "的通知" ], [ "(" ], [ number ] | number ;
//! law      = "《", { ? any ? | law }, "》" ;
//! number   = ? Chinese characters ?, ( open, year, [ close ], [ "第" ] | "令" | "第" ), digits, "号", [ "令" ] ;
//! open     = "〔" | "﹝" | "[" | "【" | "(" ;
//! close    = "〕" | "﹞" | "]" | "】" | ")" ;
//! ```
//!
//! Seen in the wild: `国令第711号`, `国务院令711号`, `国务院第711号令`; brackets of all kinds, never opened, never closed; titles
//! within titles in the same marks; abbreviations (`以下简称《条例》`), which are no citations. What a report cites says nothing of the edition of its tables.

use nom::Parser;
use nom::combinator::opt;

use super::date::spaced_digits;
use super::lexical::{In, Res, any_term, digit_value, is_han, is_space, no, term, ws};

/// A citation as it was written: the title between 《》, and the number in one form with its place.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Written<'a> {
    pub(super) title: Option<&'a str>,
    pub(super) number: Option<(String, &'a str)>,
}

/// All citations in `text`, in order.
pub(super) fn citations<'a>(text: &'a str, mut found: impl FnMut(Written<'a>)) {
    let mut i = text;
    // The Chinese characters before a bracket may be an agency.
    let mut run = text;
    while let Some(c) = i.chars().next() {
        if c == '《' {
            if let Ok((rest, title)) = law(i) {
                let (rest, number) = match (opt((ws, term("的通知"))), ws, opt(term("(")), ws, number).parse(rest) {
                    Ok((after, (.., number))) => (after, Some(number)),
                    Err(_) => (rest, None),
                };
                // 以下简称《条例》 names no second law.
                let before =
                    text.get(..text.len() - i.len()).unwrap_or("").trim_end_matches(['“', '"', '为', ':', '：']);
                if !before.ends_with('称') {
                    found(Written { title: Some(title), number });
                }
                (i, run) = (rest, rest);
                continue;
            }
        } else if matches!(c, '〔' | '﹝' | '[' | '【' | '［')
            && let Some((rest, number)) = agency_before(run, i).and_then(|from| number(from).ok())
        {
            found(Written { title: None, number: Some(number) });
            (i, run) = (rest, rest);
            continue;
        }
        i = i.get(c.len_utf8()..).unwrap_or("");
        if !is_han(c) {
            run = i;
        }
    }
}

/// The stretch from at most a dozen Chinese characters before `bracket` on; `run` is where they begin.
fn agency_before<'a>(run: &'a str, bracket: &str) -> Option<&'a str> {
    let len = run.len().checked_sub(bracket.len())?;
    let from = run.get(..len)?.char_indices().rev().take(12).last().map(|(at, _)| at)?;
    run.get(from..)
}

/// `"《", law, "》"`, with titles inside   e.g. `《中华人民共和国政府信息公开条例》`
fn law(i: In<'_>) -> Res<'_, &str> {
    let (inner, _) = term("《")(i)?;
    let mut depth = 1;
    // Longer than any title is a mark that was never closed.
    for (at, c) in inner.char_indices().take(200) {
        match c {
            '《' => depth += 1,
            '》' => depth -= 1,
            _ => {}
        }
        // No title has so many within it, and a run of marks is none.
        if depth > 4 {
            return no();
        }
        if depth == 0 {
            return Ok((inner.get(at + c.len_utf8()..).unwrap_or(""), inner.get(..at).unwrap_or("")));
        }
    }
    no()
}

/// `number`, in one form   e.g. `国办公开办函[2021] 30 号` gives `国办公开办函〔2021〕30号`
fn number(i: In<'_>) -> Res<'_, (String, &str)> {
    let agency_len = i.char_indices().take(24).find(|&(_, c)| !is_han(c) && !is_space(c)).map_or(0, |(at, _)| at);
    let Some((agency, rest)) = i.split_at_checked(agency_len) else { return no() };
    let mut form: String = agency.chars().filter(|&c| !is_space(c)).collect();
    if form.is_empty() {
        return no();
    }
    let (rest, ()) = if rest.starts_with(|c| digit_value(c).is_some()) {
        if !form.ends_with(['令', '第']) {
            return no();
        }
        (rest, ())
    } else {
        let (rest, (_, (), year, ..)) =
            (open, ws, spaced_digits(4, 4), ws, opt(close), ws, opt(term("第")), ws).parse(rest)?;
        form.push('〔');
        form.push_str(&year.to_string());
        form.push('〕');
        (rest, ())
    };
    let (rest, n) = spaced_digits(1, 4)(rest)?;
    let (rest, _) = (ws, term("号")).parse(rest)?;
    form.push_str(&n.to_string());
    form.push('号');
    let (rest, decree) = opt(term("令")).parse(rest)?;
    if decree.is_some() {
        form.push('令');
    }
    Ok((rest, (form, i.get(..i.len() - rest.len()).unwrap_or(i))))
}

/// `open`
fn open(i: In<'_>) -> Res<'_, In<'_>> {
    any_term(&["〔", "﹝", "[", "【", "("])(i)
}

/// `close`
fn close(i: In<'_>) -> Res<'_, In<'_>> {
    any_term(&["〕", "﹞", "]", "】", ")"])(i)
}

/// The title without line breaks and the white space around them.
pub(super) fn title_text(title: &str) -> String {
    if !title.contains(['\n', '\r']) {
        return title.to_owned();
    }
    title.chars().filter(|&c| !is_space(c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(text: &str, wanted: &[(Option<&str>, Option<&str>)]) {
        let mut all = Vec::new();
        citations(text, |written| all.push((written.title, written.number.map(|(form, _)| form))));
        let all: Vec<_> = all.iter().map(|(title, number)| (*title, number.as_deref())).collect();
        assert_eq!(all, wanted, "{text}");
    }

    #[test]
    fn forms_of_a_citation() {
        reads("根据《条例》（国务院令第 711 号，以下简称《条例》）", &[(Some("条例"), Some("国务院令第711号"))]);
        reads("《条例》(国令711号)和", &[(Some("条例"), Some("国令711号"))]);
        reads("《条例》（国务院第711号令）", &[(Some("条例"), Some("国务院第711号令"))]);
        reads(
            "《关于印发《格式》的通知》（国办公开办函[2021]30 号）",
            &[(Some("关于印发《格式》的通知"), Some("国办公开办函〔2021〕30号"))],
        );
        reads("《格式》的通知（国办公开办函﹝2021﹞30号）", &[(Some("格式"), Some("国办公开办函〔2021〕30号"))]);
        reads("《办法》国办函〔2020〕109号）", &[(Some("办法"), Some("国办函〔2020〕109号"))]);
        reads("按照通知(国办公开办函〔2021〕30号)要求", &[(None, Some("国办公开办函〔2021〕30号"))]);
        reads("《条例》（国办函〔202130号", &[(Some("条例"), Some("国办函〔2021〕30号"))]);
    }

    #[test]
    fn what_is_none() {
        reads("如有疑问，请联系（电话：0799-3300128）[1]", &[]);
        reads("《没有闭合", &[]);
    }
}
