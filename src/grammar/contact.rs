//! Whom to ask, as the preamble says: inside brackets or as sentences.
//!
//! ```ebnf
//! contact  = { ( office | labelled ), { ? any ? } } ;
//! office   = "请", [ "直接" | … ], ( "与" | "向" | … ), name, ( "联系" | "咨询" | "反映" | "(" | … )
//!          | "请", [ "直接" | … ], "联系", name ;
//! labelled = label, [ bracket ], [ ":" | "为" ], ( name | number ) ;
//! label    = "地址" | "邮编" | "邮政编码" | "电话" | "传真" | "邮箱" | "电子邮件" | … ;
//! bracket  = "(", { ? any ? }, ")" ;
//! name     = ? up to a comma, a stop or the next label ? ;
//! number   = { digit | "-" | "—" | "(" | ")" | "转" | "/" } ;
//! ```
//!
//! Seen in the wild: `,`, `;` and spaces as separators, `电话(传真)`, all kinds of dashes in numbers, numbers broken over lines,
//! `[email protected]` in place of an address. None of these figures is a claim, a year or a date.

use super::lexical::{any_term, digit_value, fold, is_space, term, trim};

/// What a part of the contact is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Office,
    Address,
    Postcode,
    Telephone,
    Fax,
    Email,
}

const LABELS: &[(&str, Part)] = &[
    ("联系单位", Part::Office),
    ("联系部门", Part::Office),
    ("联系机构", Part::Office),
    ("联系地址", Part::Address),
    ("通讯地址", Part::Address),
    ("通信地址", Part::Address),
    ("办公地址", Part::Address),
    ("地址", Part::Address),
    ("邮政编码", Part::Postcode),
    ("邮编", Part::Postcode),
    ("联系电话", Part::Telephone),
    ("电话", Part::Telephone),
    ("传真", Part::Fax),
    ("电子邮箱", Part::Email),
    ("公务邮箱", Part::Email),
    ("电子邮件", Part::Email),
    ("邮箱", Part::Email),
];

/// All parts of the contact in `text`, in order.
pub(super) fn contact<'a>(text: &'a str, mut found: impl FnMut(Part, &'a str)) {
    let mut i = text;
    while let Some(at) = i.find(['请', '地', '邮', '电', '传', '联', '通', '办', '公']) {
        let Some(here) = i.get(at..) else { return };
        i = here.get(3..).unwrap_or("");
        if here.starts_with('请') {
            if let Some(name) = office(here) {
                found(Part::Office, name);
            }
        } else if let Some((part, value)) = labelled(here) {
            i = value.1;
            found(part, value.0);
        }
    }
}

/// `office`   e.g. `请与县政务公开办公室联系`
fn office(here: &str) -> Option<&str> {
    let (rest, _) = term("请")(here).ok()?;
    let rest = any_term(&["直接", "及时", "您"])(rest).map_or(rest, |(rest, _)| rest);
    let (rest, word) = any_term(&["与", "向", "联系", "致电", "径向"])(rest).ok()?;
    for (at, c) in rest.char_indices().take(40) {
        let ends = match fold(c) {
            '(' => true,
            '联' | '咨' | '反' | '沟' | '提' if word != "联系" => {
                any_term(&["联系", "咨询", "反映", "沟通", "提出"])(rest.get(at..)?).is_ok()
            }
            ',' | '。' | ':' | ';' => {
                if word != "联系" {
                    return None;
                }
                true
            }
            _ => false,
        };
        if ends {
            return rest.get(..at).map(trim).filter(|name| name.len() >= 6);
        }
    }
    None
}

/// `labelled = label, [ bracket ], [ ":" | "为" ], ( name | number ) ;` with what stands behind   e.g. `邮编：334099`
fn labelled(here: &str) -> Option<(Part, (&str, &str))> {
    let (rest, part) = LABELS.iter().find_map(|&(label, part)| term(label)(here).ok().map(|(rest, _)| (rest, part)))?;
    let rest = bracket(rest).unwrap_or(rest);
    let rest = rest.trim_start_matches(is_space);
    let has_colon = rest.starts_with([':', '：']);
    let rest = rest.trim_start_matches(|c| is_space(c) || matches!(c, ':' | '：' | '为'));
    let len = match part {
        Part::Telephone | Part::Fax => number_len(rest),
        Part::Postcode => rest.find(|c| digit_value(c).is_none()).unwrap_or(rest.len()),
        _ if !has_colon => return None,
        Part::Email => rest
            .char_indices()
            .find(|&(_, c)| !(c.is_ascii_graphic() || c == ' ') || matches!(c, ',' | ';' | ')'))
            .map_or(rest.len(), |(at, _)| at),
        Part::Office | Part::Address => name_len(rest),
    };
    let (value, rest) = rest.split_at_checked(len)?;
    let value = trim(value);
    let fits = match part {
        Part::Postcode => value.chars().count() == 6,
        Part::Telephone | Part::Fax => value.len() >= 5,
        Part::Email => value.contains('@') || value.contains("email"),
        Part::Office | Part::Address => value.len() >= 6,
    };
    fits.then_some((part, (value, rest)))
}

/// What stands behind a remark on a label   e.g. `（传真）`
fn bracket(i: &str) -> Option<&str> {
    let (rest, _) = term("(")(i).ok()?;
    let (at, c) = rest.char_indices().take(10).find(|&(_, c)| fold(c) == ')')?;
    let inside = rest.get(..at)?;
    (!inside.starts_with(|c| digit_value(c).is_some())).then(|| rest.get(at + c.len_utf8()..)).flatten()
}

/// Length of a telephone number, up to its last digit.
fn number_len(i: &str) -> usize {
    let mut end = 0;
    for (at, c) in i.char_indices().take(60) {
        match fold(c) {
            '0'..='9' => end = at + c.len_utf8(),
            '-' | '—' | '–' | '(' | ')' | '/' | '、' | '转' | '+' => {}
            c if is_space(c) => {}
            _ => break,
        }
    }
    end
}

/// Length of a name or an address, up to a mark or the next label.
fn name_len(i: &str) -> usize {
    let mut last = ' ';
    for (at, c) in i.char_indices().take(80) {
        let ends = match fold(c) {
            ',' | ';' | '。' | ')' | '\n' => true,
            c if is_space(c) => is_space(last),
            '邮' | '电' | '传' | '联' => {
                LABELS.iter().any(|(label, _)| i.get(at..).is_some_and(|here| term(label)(here).is_ok()))
            }
            _ => false,
        };
        if ends {
            return at;
        }
        last = c;
    }
    i.char_indices().nth(80).map_or(i.len(), |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(Part, &str)> {
        let mut parts = Vec::new();
        contact(text, |part, value| parts.push((part, value)));
        parts
    }

    #[test]
    fn in_brackets() {
        assert_eq!(
            read(
                "请联系澄川县政务公开办公室（地址：澄川县清江路16号，邮编：334099，电话：0799-3300128，传真：0799-3300129）。"
            ),
            [
                (Part::Office, "澄川县政务公开办公室"),
                (Part::Address, "澄川县清江路16号"),
                (Part::Postcode, "334099"),
                (Part::Telephone, "0799-3300128"),
                (Part::Fax, "0799-3300129"),
            ]
        );
    }

    #[test]
    fn in_sentences() {
        assert_eq!(
            read(
                "请与市政府办公室联系。联系地址: 人民路1号 邮政编码 030000;电话(传真):0351—1234567  电子邮箱:a@b.gov.cn。"
            ),
            [
                (Part::Office, "市政府办公室"),
                (Part::Address, "人民路1号"),
                (Part::Postcode, "030000"),
                (Part::Telephone, "0351—1234567"),
                (Part::Email, "a@b.gov.cn"),
            ]
        );
    }

    #[test]
    fn what_is_none() {
        assert_eq!(read("全年受理电话咨询12次，请示3件，公开地址信息。"), []);
        assert_eq!(read("邮编：12345"), []);
    }
}
