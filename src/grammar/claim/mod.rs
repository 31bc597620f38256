//! Claims: what the prose says in figures that the tables hold as well.
//!
//! A paragraph is cut into sentences, and each sentence, folded, into clauses of words. A figure is read by the words of its
//! clause: those before it up to the figure before, then those behind it. What a clause leaves out (whose, which year, of
//! what) is carried from the clauses before it in the same sentence.
//!
//! ```ebnf
//! paragraph = [ numbering ], sentence, { sentence } ;
//! sentence  = clauses, ( "。" | "！" | "？" | ? a tab ? | ? the end of the paragraph ? ) ;
//! words     = { word | bracket } ;
//! ```
//!
//! | file | |
//! | --- | --- |
//! | `folded` | a sentence without blanks, full-width digits and the like |
//! | `relevance` | which sentences are worth reading |
//! | `token`, `word`, `plain` | words |
//! | `figure`, `window` | figures, and the words around one |
//! | `sentence`, `clauses`, `clause` | sentences, how they are cut, and one clause |
//! | `state`, `carry`, `scope`, `when` | what a clause carries to the next, and behind an aside |
//! | `count`, `share`, `change`, `respectively` | what a figure is |
//! | `applications`, `beside`, `results`, `stock`, `applicants`, `all` | section three |
//! | `disclosure`, `decisions`, `disputes`, `outcome`, `fees` | the other sections |
//! | `denial` | `未收到`, `没有`, `无` |
//! | `reading`, `found` | what a figure counts, and the claims of a sentence |
//!
//! A wrong claim is worse than a missed one: it would raise an alarm about a report that is right. So the words between
//! the object, the verb and the figure all have to be known, and a figure of something else (`热线受理35件`) ends what was
//! carried. Where words name a quantity that may be near the table's and not the same, the claim is loose.
//!
//! Not claimed: figures of the year before without its number (`上年收到31件`), of parts of a year, of intentions
//! (`力争办结率达到100%`); channels of applications; words of the form before 2019; figures in quotations and titles.

mod all;
mod applicants;
mod applications;
mod beside;
mod carry;
mod change;
mod clause;
mod clauses;
mod count;
mod decisions;
mod denial;
mod disclosure;
mod disputes;
mod fees;
mod figure;
mod folded;
mod found;
mod outcome;
mod plain;
mod reading;
mod relevance;
mod respectively;
mod results;
mod scope;
mod sentence;
mod share;
mod state;
mod stock;
mod token;
mod when;
mod window;
mod word;

use core::ops::Range;

use self::figure::Number;
use self::folded::Folded;
use self::relevance::{has_count, has_object, is_relevant};
use self::sentence::Sentences;
use self::token::{Token, ends_sentence, tokens};
use super::lexical::{fold, is_space, term};
use super::narrative::Stitch;
use super::numbering::numbering;
use crate::report::{Claim, NumberingStyle, SectionKind};

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
#[derive(Debug, Default)]
pub(super) struct Claims {
    section: Option<SectionKind>,
    subject: Subject,
    folded: Folded,
    tokens: Vec<Token>,
    numbers: Vec<Number>,
    sentences: Sentences,
    /// A sentence that counts nothing and may yet have named what the next one counts.
    waiting: Option<Range<usize>>,
    /// The claims that were read, so that a section is given as much room as it needs.
    read: Vec<Claim>,
}

impl Claims {
    /// Begins a section, or the preamble with `None`.
    pub(super) fn begin(&mut self, section: Option<SectionKind>) {
        self.section = section;
        self.subject = match section {
            Some(SectionKind::Applications) => Subject::Applications,
            Some(SectionKind::Disputes) => Subject::Disputes,
            _ => Subject::Other,
        };
    }

    /// The claims that were read since they were last taken.
    pub(super) fn take(&mut self) -> impl ExactSizeIterator<Item = Claim> {
        self.read.drain(..)
    }

    /// Reads the claims of a paragraph, run-in heading included.
    pub(super) fn read(&mut self, paragraph: &Stitch) {
        let text = paragraph.text.as_str();
        let (body, subject) = heading(self.subject, text);
        self.subject = subject;
        if self.subject == Subject::Other && !has_object(text) {
            return;
        }
        self.sentences.begin(self.section, self.subject);
        self.waiting = None;
        let mut start = text.len() - body.len();
        let mut next = start;
        while let Some(&byte) = text.as_bytes().get(next) {
            let at = next;
            next += if byte >= 0xe0 { 3 } else { 1 };
            // The first bytes of what can end a sentence.
            if matches!(byte, 0xe3 | 0xef | b'.' | b'!' | b'?' | b'\t')
                && let Some((before, here)) = text.split_at_checked(at)
                && let Some(c) = here.chars().next()
            {
                let behind = at + c.len_utf8();
                if ends_sentence(c, before, text.get(behind..).unwrap_or("")) {
                    self.sentence(start..at, paragraph);
                    start = behind;
                }
            }
        }
        self.sentence(start..text.len(), paragraph);
    }

    /// `sentence`, where there is something to read
    fn sentence(&mut self, range: Range<usize>, paragraph: &Stitch) {
        let sentence = paragraph.text.get(range.clone()).unwrap_or("");
        // Where line breaks were lost, headings stand within a paragraph.
        let sentence = sentence.trim_start_matches(is_space);
        if range.start > 0 && sentence.starts_with(['(', '（']) && numbering(sentence).is_ok() {
            self.subject = heading(self.subject, sentence).1;
            self.sentences.begin(self.section, self.subject);
            self.waiting = None;
        }
        if self.sentences.is_open() {
            if !has_count(sentence) {
                self.waiting = Some(range);
                return;
            }
            let waiting = self.waiting.take();
            if let Some(waiting) = waiting.filter(|_| !is_relevant(sentence)) {
                self.words(waiting, paragraph);
            }
            self.words(range, paragraph);
        } else if is_relevant(sentence) {
            self.words(range, paragraph);
        } else {
            self.sentences.skip();
        }
    }

    /// Reads a sentence.
    fn words(&mut self, range: Range<usize>, paragraph: &Stitch) {
        self.folded.fill(&paragraph.text, range);
        tokens(&self.folded.text, &mut self.tokens, &mut self.numbers);
        self.sentences.read((&self.tokens, &self.numbers), &self.folded, paragraph, &mut self.read);
    }
}

/// Bytes of the longest title, of 24 characters.
const MAX_TITLE: usize = 24 * 4;

/// What stands behind the number at the beginning of a paragraph, and what the paragraph is about: the subject of the
/// heading that it begins with or is, or else the one before.
fn heading(before: Subject, text: &str) -> (&str, Subject) {
    let (body, style) = match numbering(text) {
        Ok((body, numbering)) => (body, Some(numbering.style)),
        Err(_) if text.len() > MAX_TITLE => return (text, before),
        Err(_) => (text, None),
    };
    let end = body.char_indices().take(25).find(|&(_, c)| matches!(fold(c), '。' | ':' | '.' | ','));
    let is_short = end.is_some() || body.chars().nth(24).is_none();
    let title = end.and_then(|(end, _)| body.get(..end)).unwrap_or(body);
    let is_title = is_short && !title.contains(|c: char| c.is_ascii_digit()) && (style.is_some() || end.is_none());
    // 1. and ① go on under the heading before.
    let goes_on = !matches!(style, Some(NumberingStyle::Chinese | NumberingStyle::ChineseInBrackets));
    let subject = match is_title.then(|| subject(title)).flatten() {
        Some(subject) => subject,
        None if goes_on && (style.is_some() || !is_title) => before,
        None => Subject::Other,
    };
    (body, subject)
}

/// What a heading is about, if it says so.
fn subject(title: &str) -> Option<Subject> {
    let mut found = None;
    for (at, c) in title.char_indices() {
        let (word, subject) = match c {
            '主' => ("主动公开", Subject::Other),
            '申' => ("申请", Subject::Applications),
            '复' => ("复议", Subject::Disputes),
            '诉' => ("诉讼", Subject::Disputes),
            _ => continue,
        };
        if title.get(at..).is_some_and(|rest| term(word)(rest).is_ok()) {
            match subject {
                // 主动公开和依申请公开情况 is about both.
                Subject::Other => return Some(subject),
                Subject::Applications => found = Some(subject),
                Subject::Disputes => found = found.or(Some(subject)),
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

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
