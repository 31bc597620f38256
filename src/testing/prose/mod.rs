//! Prose: invented sentences, and what they claim.
//!
//! A sentence is a text with figures left open:
//!
//! ```ebnf
//! sentence = { text | "{", key, [ ":", applicants ], { flag }, [ "=", words ], "}" } ;
//! key      = ? a quantity as it is displayed ? | "Y" | "P" | "O" | "R" ;   (* year, place, 本局, 全县 *)
//! flag     = "~" | "#" | "@" | "&" | "+" ;   (* loose; the sentence names the year; 本局; 全县; 余 behind the figure *)
//! words    = ? the words that say that there was none ? ;
//! ```
//!
//! A sentence is taken only where what it says is so: words of denial where the figure is nought, figures where it is not.
//! The clause of a claim ends at the marks that end one for the grammar, and behind a figure at `、`.

mod applications;
mod disclosure;
mod disputes;
mod office;
mod values;

pub(super) use self::applications::APPLICATIONS;
pub(super) use self::disclosure::DISCLOSURE;
pub(super) use self::disputes::DISPUTES;
pub(super) use self::office::{
    ANSWERED, FEES, IMPROVED, INFORMATION, OPENING, OTHERS, PLATFORM, PROACTIVE, PROBLEMS, SUPERVISION, TABLE,
};
pub(super) use self::values::value;

use super::Random;
use super::figures::Figures;
use super::office::{Kind, Office};
use crate::Span;
use crate::report::{
    Applicants, Block, Certainty, Claim, Decimal, Figure, Numbering, NumberingStyle, Paragraph, Quantity, Scope,
    SubHeading, Unit,
};

/// What sentences speak of.
#[derive(Clone, Copy, Debug)]
pub(super) struct About<'g> {
    pub(super) figures: &'g Figures,
    pub(super) office: &'g Office,
    pub(super) year: u16,
}

/// Claims that are to be wrong: which of the report's, and what they say instead.
pub(super) type Wrong = Vec<(usize, u64)>;

/// Prose as it is written, a section at a time.
#[derive(Debug)]
pub(super) struct Prose<'g> {
    about: About<'g>,
    wrong: &'g Wrong,
    /// Claims of the sections before.
    n_claims: usize,
    /// The sentences so far: none is said twice.
    said: Vec<&'static str>,
    blocks: Vec<Block>,
    claims: Vec<Claim>,
    text: String,
    /// Where the clause at hand begins, and its first claim.
    clause: (usize, usize),
    has_figure: bool,
}

impl<'g> Prose<'g> {
    pub(super) const fn new(about: About<'g>, wrong: &'g Wrong) -> Self {
        Self {
            about,
            wrong,
            n_claims: 0,
            said: Vec::new(),
            blocks: Vec::new(),
            claims: Vec::new(),
            text: String::new(),
            clause: (0, 0),
            has_figure: false,
        }
    }

    /// A sub-heading; what is written next stands on its line or below it.
    pub(super) fn sub_heading(&mut self, number: u8, title: &str, run_in: bool) {
        self.end();
        let numbering = Numbering { style: NumberingStyle::ChineseInBrackets, value: Some(number) };
        let heading = SubHeading { numbering, title: title.to_owned(), run_in, span: Span::at(0) };
        self.blocks.push(Block::SubHeading(heading));
    }

    /// Ends the paragraph.
    pub(super) fn end(&mut self) {
        if !self.text.is_empty() {
            let text = core::mem::take(&mut self.text);
            self.blocks.push(Block::Paragraph(Paragraph { text, span: Span::at(0) }));
            self.clause = (0, self.claims.len());
        }
    }

    /// Ends the section, and gives its prose and its claims.
    pub(super) fn take(&mut self) -> (Vec<Block>, Vec<Claim>) {
        self.end();
        self.n_claims += self.claims.len();
        self.clause = (0, 0);
        (core::mem::take(&mut self.blocks), core::mem::take(&mut self.claims))
    }

    /// One of the sentences whose words are true; nothing where none is.
    pub(super) fn say_one(&mut self, sentences: &[&'static str], random: &mut Random) {
        let from = usize::try_from(random.below(sentences.len() as u64)).unwrap_or(0);
        let mut from_there = sentences.iter().cycle().skip(from).take(sentences.len());
        let one = from_there.find(|sentence| !self.said.contains(sentence) && self.is_true(sentence));
        if let Some(sentence) = one {
            self.said.push(sentence);
            self.say(sentence);
        }
    }

    /// Whether a sentence can be said of this report.
    fn is_true(&self, sentence: &str) -> bool {
        pieces(sentence).all(|piece| match piece {
            Piece::Claim(open) => match value(self.about.figures, open.quantity, open.applicants) {
                None => false,
                Some(value) if open.words.is_some() => value.is_zero(),
                Some(value) if open.rounded => value >= 21u64.into() && tens(value).is_some_and(|tens| tens != value),
                Some(value) => !value.is_zero(),
            },
            // Others report for themselves alone.
            Piece::Region => self.about.office.kind == Kind::Government,
            _ => true,
        })
    }

    /// Writes a sentence.
    pub(super) fn say(&mut self, sentence: &str) {
        let mut all = pieces(sentence).peekable();
        while let Some(piece) = all.next() {
            match piece {
                Piece::Year => self.text.push_str(&self.about.year.to_string()),
                Piece::Place => self.text.push_str(&self.about.office.place),
                Piece::Region => {
                    self.text.push('全');
                    self.text.extend(self.about.office.place.chars().last());
                }
                Piece::Own => self.text.push_str(self.about.office.own),
                Piece::Text(text) => self.words(text),
                Piece::Claim(open) => {
                    let behind = match all.peek() {
                        Some(Piece::Text(text)) => text,
                        _ => "",
                    };
                    self.claim(open, behind);
                }
            }
        }
        self.end_clause();
    }

    /// Text, in which clauses end.
    fn words(&mut self, text: &str) {
        for c in text.chars() {
            let ends = match c {
                '，' | '；' | '：' | '。' | '（' | '）' => true,
                '、' => self.has_figure,
                _ => false,
            };
            if ends {
                self.end_clause();
            }
            self.text.push(c);
            if ends {
                self.clause.0 = self.text.len();
            }
        }
    }

    fn end_clause(&mut self) {
        let (start, first) = self.clause;
        let text = self.text.get(start..).unwrap_or("");
        for claim in self.claims.iter_mut().skip(first) {
            claim.text = text.into();
        }
        self.clause = (self.text.len(), self.claims.len());
        self.has_figure = false;
    }

    fn claim(&mut self, open: Open<'_>, behind: &str) {
        let value = value(self.about.figures, open.quantity, open.applicants).unwrap_or_else(|| 0u64.into());
        let wrong = self.wrong.iter().find(|(nth, _)| *nth == self.n_claims + self.claims.len());
        let figure = match (wrong, open.words) {
            (_, Some(_)) => Figure::None,
            (Some(&(_, wrong)), _) => Figure::Exact(wrong.into()),
            (None, None) if open.rounded => Figure::AtLeast(tens(value).unwrap_or(value)),
            (None, None) => Figure::Exact(value),
        };
        if let Some(words) = open.words {
            self.text.push_str(words);
        } else {
            self.text.push_str(&figure.value().to_string());
            self.has_figure = true;
        }
        let behind = behind.strip_prefix('余').unwrap_or(behind);
        let mut claim = Claim::new(open.quantity, figure, "", Span::at(0), Span::at(0));
        claim.applicants = open.applicants;
        claim.unit = if open.words.is_some() { None } else { unit(behind) };
        claim.scope = open.scope;
        claim.year = open.names_year.then_some(self.about.year);
        claim.certainty = if open.loose { Certainty::Loose } else { Certainty::Firm };
        self.claims.push(claim);
    }
}

/// The unit that begins a text.
fn unit(text: &str) -> Option<Unit> {
    match text.chars().next()? {
        '件' | '宗' | '起' | '条' | '项' | '部' | '次' | '个' | '份' => Some(Unit::Item),
        '元' => Some(Unit::Yuan),
        '万' => Some(Unit::TenThousandYuan),
        _ => None,
    }
}

/// A count without its last digit.
fn tens(value: Decimal) -> Option<Decimal> {
    value.to_count().map(|n| (n - n % 10).into())
}

/// A part of a sentence.
#[derive(Clone, Copy, Debug)]
enum Piece<'t> {
    Text(&'t str),
    Year,
    Place,
    Own,
    Region,
    Claim(Open<'t>),
}

/// A figure that is left open.
#[derive(Clone, Copy, Debug)]
struct Open<'t> {
    quantity: Quantity,
    applicants: Applicants,
    words: Option<&'t str>,
    loose: bool,
    names_year: bool,
    scope: Scope,
    rounded: bool,
}

/// The parts of a sentence.
fn pieces(sentence: &str) -> impl Iterator<Item = Piece<'_>> {
    // Each part but the first begins with what stood in braces.
    sentence.split('{').enumerate().flat_map(|(nth, part)| {
        let (open, text) = if nth == 0 {
            (None, part)
        } else {
            part.split_once('}').map_or((None, part), |(open, text)| (Some(open), text))
        };
        let text = (!text.is_empty()).then_some(Piece::Text(text));
        open.map(piece).into_iter().chain(text)
    })
}

/// What stands in braces.
fn piece(open: &str) -> Piece<'_> {
    match open {
        "Y" => return Piece::Year,
        "P" => return Piece::Place,
        "O" => return Piece::Own,
        "R" => return Piece::Region,
        _ => {}
    }
    let (head, words) = open.split_once('=').map_or((open, None), |(head, words)| (head, Some(words)));
    let key = head.trim_end_matches(['~', '#', '@', '&', '+']);
    let flags = head.get(key.len()..).unwrap_or("");
    let (key, applicants) = key.split_once(':').unwrap_or((key, ""));
    match key.parse() {
        Ok(quantity) => Piece::Claim(Open {
            quantity,
            applicants: match applicants {
                "persons" => Applicants::NaturalPersons,
                "organizations" => Applicants::Organizations,
                "enterprises" => Applicants::CommercialEnterprises,
                _ => Applicants::All,
            },
            words,
            loose: flags.contains('~'),
            names_year: flags.contains('#'),
            scope: match () {
                () if flags.contains('@') => Scope::Office,
                () if flags.contains('&') => Scope::Region,
                () => Scope::Unstated,
            },
            rounded: flags.contains('+'),
        }),
        Err(_) => Piece::Text(open),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A key that is misspelt would be written as text.
    #[test]
    fn every_key_is_one() {
        let claims = [APPLICATIONS, DISCLOSURE, DISPUTES, FEES].concat();
        let others =
            [ANSWERED, IMPROVED, INFORMATION, OPENING, OTHERS, PLATFORM, PROACTIVE, PROBLEMS, SUPERVISION, TABLE]
                .concat();
        for sentence in claims.into_iter().chain(others) {
            let open = sentence.matches('{').count();
            let read = pieces(sentence).filter(|piece| !matches!(piece, Piece::Text(_))).count();
            assert_eq!((open, sentence.matches('}').count()), (read, read), "{sentence}");
            assert!(sentence.ends_with('。'), "{sentence}");
        }
    }
}
