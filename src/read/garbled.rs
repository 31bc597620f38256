//! What went wrong with a text in which no report was found: it was decoded wrongly before it came here, or its characters
//! stand for others. Nothing is read of such a text, and who has it is told how to get the right one.

use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, WINDOWS_1252};

use crate::Error;

/// Adds to an error what the text shows.
pub(super) fn explained(error: Error, text: &str) -> Error {
    match error {
        Error::NoSection { hint: None } | Error::Elsewhere { .. } | Error::Empty => {
            hint(text).map_or(error, |hint| Error::NoSection { hint: Some(hint) })
        }
        other => other,
    }
}

/// How much of a text is looked at.
const SAMPLE: usize = 64 << 10;

fn hint(text: &str) -> Option<&'static str> {
    // A character takes four bytes at most.
    let sample = (SAMPLE..SAMPLE + 4).find_map(|end| text.get(..end)).unwrap_or(text);
    if is_report(sample) { None } else { decoded_wrongly(sample).or_else(|| encoded_otherwise(sample)) }
}

/// Whether a text has words that every report has.
fn is_report(text: &str) -> bool {
    ["政府信息", "信息公开", "政府資訊", "主动公开"].iter().any(|words| text.contains(words))
}

/// Undoes what was done wrongly, and looks whether the words of a report appear.
fn decoded_wrongly(text: &str) -> Option<&'static str> {
    const WAYS: [(&Encoding, &Encoding, &str); 5] = [
        (WINDOWS_1252, GB18030, "the text is GBK that was decoded as Latin-1: decode its bytes as GB18030"),
        (WINDOWS_1252, UTF_8, "the text is UTF-8 that was decoded as Latin-1: decode its bytes as UTF-8"),
        (GB18030, UTF_8, "the text is UTF-8 that was decoded as GBK: decode its bytes as UTF-8"),
        (BIG5, GB18030, "the text is GBK that was decoded as Big5: decode its bytes as GB18030"),
        (BIG5, UTF_8, "the text is UTF-8 that was decoded as Big5: decode its bytes as UTF-8"),
    ];
    WAYS.iter().find_map(|(wrong, right, hint)| {
        let bytes = wrong.encode(text).0;
        is_report(&right.decode_without_bom_handling(&bytes).0).then_some(*hint)
    })
}

/// Ways to write Chinese with the characters of ASCII alone.
fn encoded_otherwise(text: &str) -> Option<&'static str> {
    let has = |part: &str| text.contains(part);
    if !text.is_ascii() {
        None
    } else if has("~{") && has("~}") {
        Some("the text looks like HZ, an encoding of mail: decode it as HZ-GB-2312")
    } else if has("\u{1b}$") {
        Some("the text looks like ISO-2022, an encoding of mail: decode it as that")
    } else if text.split('+').skip(1).filter(|run| is_utf7(run)).count() >= 4 {
        Some("the text looks like UTF-7: decode it as that")
    } else if !has("<") && text.matches("&#").count() >= 8 {
        Some("characters are written by their numbers, as web pages do: read it as HTML")
    } else if text.trim_start().starts_with(['{', '[', '"']) && text.matches("\\u").count() >= 8 {
        Some("characters are written by their numbers, as JSON does: take the text out of its JSON")
    } else {
        None
    }
}

/// Whether what follows a `+` is characters as UTF-7 writes them.
fn is_utf7(run: &str) -> bool {
    let len = run.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'/').count();
    len >= 6 && run.as_bytes().get(len) == Some(&b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_decoded_wrongly_is_told() {
        let garbled = |right: &'static Encoding, wrong: &'static Encoding| {
            let bytes = right.encode(crate::SAMPLE).0;
            wrong.decode_without_bom_handling(&bytes).0.into_owned()
        };
        for (right, wrong, words) in [
            (GB18030, WINDOWS_1252, "GBK that was decoded as Latin-1"),
            (UTF_8, WINDOWS_1252, "UTF-8 that was decoded as Latin-1"),
            (UTF_8, GB18030, "UTF-8 that was decoded as GBK"),
            (GB18030, BIG5, "GBK that was decoded as Big5"),
        ] {
            let text = garbled(right, wrong);
            let error = crate::parse(&text).unwrap_err().to_string();
            assert!(error.contains(words), "{error}");
            let error = crate::read(text.as_bytes()).unwrap_err().to_string();
            assert!(error.contains(words), "{error}");
        }
        assert_eq!(hint(crate::SAMPLE), None);
    }

    #[test]
    fn encodings_in_ascii_are_told() {
        for (text, words) in [
            ("~{R;!\"WLeGi?v~}\n~{H+Dj~}", "HZ"),
            ("\u{1b}$)A\u{e}R;", "ISO-2022"),
            ("+TgAwAWA7T1NgxVG1- +UWhedHM6- 2024+XnRl4A- +U9FeA1I2ToZUBA-", "UTF-7"),
            ("&#19968;&#12289;&#24635;&#20307;&#24773;&#20917;&#26080;&#12290;", "read it as HTML"),
            (r#"{"a": "\u4e00\u3001\u603b\u4f53\u60c5\u51b5\u65e0\u3002"}"#, "JSON"),
        ] {
            assert!(hint(text).is_some_and(|hint| hint.contains(words)), "{text}: {:?}", hint(text));
        }
        assert_eq!(hint("1 + 2 = 3, C++ ~ {x}"), None);
    }
}
