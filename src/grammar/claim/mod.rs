//! Claims: what the prose says in figures that the tables hold as well.
//!
//! A paragraph is folded, cut into sentences, and each sentence into clauses of words. A figure is read by the words of its
//! clause: those before it up to the figure before, then those behind it. What a clause leaves out (whose, which year, of
//! what) is carried from the clauses before it in the same sentence.
//!
//! ```ebnf
//! paragraph = [ numbering ], sentence, { sentence } ;
//! sentence  = clause, { ( "，" | "；" | "：" ), clause }, stop ;
//! clause    = { adverb }, { words, figure }, [ words ] | { adverb }, denial | { adverb }, words ;
//! adverb    = when | whose | "其中" ;
//! words     = { word | "（", { clause }, "）" } ;
//! stop      = "。" | "！" | "？" | tab ;
//! ```
//!
//! | file | |
//! | --- | --- |
//! | `folded` | the paragraph without blanks, full-width digits and the like |
//! | `token`, `word`, `figure`, `plain` | words and figures |
//! | `sentence` | clauses, and what one carries to the next |
//! | `denial` | `未收到`, `没有`, `无` |
//! | `applications`, `results`, `disputes`, `disclosure`, `fees`, `change`, `scope` | what words mean, by topic |
//!
//! A wrong claim is worse than a missed one: it would raise an alarm about a report that is right. So the words between
//! the object, the verb and the figure all have to be known, and a figure of something else (`热线受理35件`) ends what was
//! carried. Where words name a quantity that may be near the table's and not the same, the claim is loose.
//!
//! Not claimed: figures of the year before without its number (`上年收到31件`), of parts of a year, of intentions
//! (`力争办结率达到100%`); channels of applications; words of the form before 2019; figures in quotations and titles.

mod applications;
mod change;
mod denial;
mod disclosure;
mod disputes;
mod fees;
mod figure;
mod folded;
mod plain;
mod results;
mod scope;
mod sentence;
mod token;
mod word;

use self::folded::Folded;
use self::sentence::Sentences;
use self::token::{Token, ends_sentence, tokens};
use super::lexical::{fold, term};
use super::narrative::Stitch;
use super::numbering::numbering;
use crate::report::{Claim, NumberingStyle, SectionKind};
use crate::source::offset;

/// What a heading says its paragraphs are about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Subject {
    /// Nothing that claims need.
    #[default]
    Other,
    /// 依申请公开.
    Applications,
    /// 行政复议, 行政诉讼.
    Disputes,
}

/// Reads the claims of a stretch of prose, paragraph by paragraph.
#[derive(Debug)]
pub(super) struct Claims {
    section: Option<SectionKind>,
    subject: Subject,
    folded: Folded,
    tokens: Vec<Token>,
    sentences: Sentences,
}

impl Claims {
    /// Begins a section, or the preamble with `None`.
    pub(super) fn new(section: Option<SectionKind>) -> Self {
        let subject = match section {
            Some(SectionKind::Applications) => Subject::Applications,
            Some(SectionKind::Disputes) => Subject::Disputes,
            _ => Subject::Other,
        };
        Self { section, subject, folded: Folded::default(), tokens: Vec::new(), sentences: Sentences::default() }
    }

    /// Reads the claims of a paragraph, run-in heading included, into `out`.
    pub(super) fn read(&mut self, paragraph: &Stitch, out: &mut Vec<Claim>) {
        let text = paragraph.text.as_str();
        let (body, subject) = heading(self.subject, text);
        self.subject = subject;
        if self.subject == Subject::Other && !is_relevant(text) {
            return;
        }
        self.folded.fill(text, text.len() - body.len());
        self.sentences.begin(self.section, self.subject);
        let folded = self.folded.text.as_str();
        let (mut start, mut before) = (0, None);
        let ends = folded.char_indices().chain([(folded.len(), '。')]);
        for (at, c) in ends {
            let behind = folded.get(at + c.len_utf8()..).unwrap_or("");
            if ends_sentence(c, before, behind) {
                let sentence = folded.get(start..at).unwrap_or("");
                // Where line breaks were lost, headings stand within a paragraph.
                if start > 0 && sentence.starts_with('(') && numbering(sentence).is_ok() {
                    self.subject = heading(self.subject, sentence).1;
                    self.sentences.head(self.subject);
                }
                if self.sentences.is_open() || is_relevant(sentence) {
                    tokens(sentence, offset(start), &mut self.tokens);
                    self.sentences.read(&self.tokens, &self.folded, paragraph, out);
                } else {
                    self.sentences.skip();
                }
                start = at + c.len_utf8();
            }
            before = Some(c);
        }
    }
}

/// What stands behind the number at the beginning of a paragraph, and what the paragraph is about: the subject of the
/// heading that it begins with or is, or else the one before.
fn heading(before: Subject, text: &str) -> (&str, Subject) {
    let (body, style) = match numbering(text) {
        Ok((body, numbering)) => (body, Some(numbering.style)),
        Err(_) => (text, None),
    };
    let end = body.char_indices().take(25).find(|&(_, c)| matches!(fold(c), '。' | ':' | '.' | ','));
    let is_short = end.is_some() || body.chars().nth(24).is_none();
    let title = end.and_then(|(end, _)| body.get(..end)).unwrap_or(body);
    let is_title = is_short && !title.contains(|c: char| c.is_ascii_digit()) && (style.is_some() || end.is_none());
    // 1. and ① go on under the heading before.
    let goes_on = !matches!(style, Some(NumberingStyle::Chinese | NumberingStyle::ChineseInBrackets));
    let subject = match subject(title).filter(|_| is_title) {
        Some(subject) => subject,
        None if goes_on && (style.is_some() || !is_title) => before,
        None => Subject::Other,
    };
    (body, subject)
}

/// What a heading is about, if it says so.
fn subject(title: &str) -> Option<Subject> {
    let has = |word| (0..title.len()).any(|at| title.get(at..).is_some_and(|rest| term(word)(rest).is_ok()));
    if has("主动公开") {
        Some(Subject::Other)
    } else if has("申请") {
        Some(Subject::Applications)
    } else if has("复议") || has("诉讼") {
        Some(Subject::Disputes)
    } else {
        None
    }
}

/// The words without one of which a paragraph claims nothing.
const TRIGGERS: &[&str] = &[
    "申请",
    "复议",
    "诉讼",
    "起诉",
    "规范性",
    "规章",
    "现行有效",
    "行政许可",
    "行政处罚",
    "行政强制",
    "事业性收费",
    "处理费",
    "收费",
    "费用",
];

/// The low bits of the first characters of [`TRIGGERS`], so that one look tells nearly every other character.
static FIRSTS: [bool; 4096] = {
    let mut firsts = [false; 4096];
    let mut n = 0;
    while n < TRIGGERS.len() {
        let [_, second, third, ..] = TRIGGERS[n].as_bytes() else { panic!("triggers are words of Chinese characters") };
        firsts[low_bits(*second, *third)] = true;
        n += 1;
    }
    firsts
};

/// The low twelve bits of a character of three bytes.
const fn low_bits(second: u8, third: u8) -> usize {
    ((second & 0x3f) as usize) << 6 | (third & 0x3f) as usize
}

/// Whether one of [`TRIGGERS`] stands in `text`.
fn is_relevant(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&first) = bytes.get(at) {
        if first < 0xe0 {
            at += 1;
            continue;
        }
        if let Some(&[second, third]) = bytes.get(at + 1..at + 3)
            && FIRSTS.get(low_bits(second, third)) == Some(&true)
            && let Some(rest) = text.get(at..)
            && TRIGGERS.iter().any(|word| term(word)(rest).is_ok())
        {
            return true;
        }
        at += 3;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relevant_paragraphs() {
        assert!(is_relevant("全年收到申请19件"));
        assert!(is_relevant("a未发生复\u{3000}议"));
        assert!(!is_relevant("全年公开信息1200条，举办培训3期。"));
        assert!(!is_relevant("😀"));
        assert!(!is_relevant(""));
    }

    #[test]
    fn headings_and_what_they_are_about() {
        let next = |before, text| heading(before, text).1;
        assert_eq!(
            heading(Subject::Other, "（二）依申请公开。收到2件。"),
            ("依申请公开。收到2件。", Subject::Applications)
        );
        assert_eq!(next(Subject::Applications, "1.办理情况。"), Subject::Applications);
        assert_eq!(next(Subject::Applications, "全年收到19件，均已办结。"), Subject::Applications);
        assert_eq!(next(Subject::Applications, "（三）政府信息管理"), Subject::Other);
        assert_eq!(next(Subject::Other, "复议诉讼情况"), Subject::Disputes);
    }
}
