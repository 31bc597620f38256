//! Automatic numbering: the `一、` that stands on the page and not in the text.
//!
//! A paragraph names a list (`w:num`) and a level. The list takes its levels from a pattern (`w:abstractNum`), and may
//! override them. Lists of one pattern go on counting each other, except where a list says at which number it starts.

use std::collections::{HashMap, HashSet};

use super::numerals::Format;
use super::styles::Styles;
use super::xml::{Element, Namespace, Token, Xml};
use crate::Error;

/// Levels of a list.
const LEVELS: usize = 9;

/// Characters around numbers at most. Word allows 31; a long one, repeated for each paragraph, would fill the memory.
const MAX_TEXT: usize = 64;

/// Word counts no further.
const MAX_START: u32 = 32_767;

#[derive(Clone, Debug, Default)]
struct Level {
    start: u32,
    format: Format,
    text: String,
    /// A space stands behind the number; Word has a tab there, or a space, or nothing.
    spaced: bool,
    /// The level whose use makes this one start again, counted from 1; 0 for none. The level above by default.
    restart: Option<usize>,
    style: Option<String>,
    /// All numbers are decimals.
    legal: bool,
}

#[derive(Debug, Default)]
struct Pattern {
    levels: [Option<Level>; LEVELS],
    /// The style whose list stands for this one.
    stands_for: Option<String>,
}

#[derive(Debug, Default)]
struct List {
    pattern: u32,
    starts: [Option<u32>; LEVELS],
    levels: [Option<Level>; LEVELS],
}

/// The lists of a document, and how far they have counted.
#[derive(Debug, Default)]
pub(super) struct Lists {
    patterns: HashMap<u32, Pattern>,
    lists: HashMap<u32, List>,
    counts: HashMap<u32, [Option<u32>; LEVELS]>,
    /// Lists and levels that have started where they say.
    started: HashSet<(u32, usize)>,
}

/// Where in `numbering.xml` an element stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Other,
    Pattern(u32),
    List(u32),
    Override(u32, usize),
    /// A level of a pattern, or of a list where it overrides the pattern's.
    Level(usize),
}

impl Lists {
    /// Reads `numbering.xml`.
    pub(super) fn read(mut xml: Xml<'_>) -> Result<Self, Error> {
        let mut lists = Self::default();
        let mut open: Vec<Kind> = Vec::new();
        let mut level = Level::default();
        while let Some(token) = xml.next()? {
            match token {
                Token::Text(_) => {}
                Token::Close => {
                    if let Some(Kind::Level(at)) = open.pop() {
                        lists.add_level(open.last().copied(), at, core::mem::take(&mut level));
                    }
                }
                Token::Open(element) => {
                    let parent = open.last().copied().unwrap_or(Kind::Other);
                    let kind = lists.element(&element, parent, &mut level);
                    open.push(kind);
                }
            }
        }
        Ok(lists)
    }

    fn element(&mut self, element: &Element<'_>, parent: Kind, level: &mut Level) -> Kind {
        if element.namespace != Namespace::Word {
            // Formats of newer programs stand among alternatives.
            return parent_of_alternative(element, parent);
        }
        let number = |name: &str| element.attribute(name).and_then(|text| text.trim().parse::<u32>().ok());
        let at = |name: &str| number(name).and_then(|n| usize::try_from(n).ok()).filter(|&n| n < LEVELS);
        match (parent, element.name()) {
            (Kind::Other, "abstractNum") => match number("abstractNumId") {
                Some(id) => {
                    self.patterns.entry(id).or_default();
                    return Kind::Pattern(id);
                }
                None => return Kind::Other,
            },
            (Kind::Other, "num") => match number("numId") {
                Some(id) => {
                    self.lists.entry(id).or_default();
                    return Kind::List(id);
                }
                None => return Kind::Other,
            },
            (Kind::Pattern(_) | Kind::Override(..), "lvl") => {
                *level = Level { spaced: true, ..Level::default() };
                return at("ilvl").map_or(Kind::Other, Kind::Level);
            }
            (Kind::Pattern(id), "numStyleLink") => {
                if let Some(pattern) = self.patterns.get_mut(&id) {
                    pattern.stands_for = element.val();
                }
            }
            (Kind::List(id), "abstractNumId") => {
                if let (Some(list), Some(pattern)) = (self.lists.get_mut(&id), element.number()) {
                    list.pattern = pattern;
                }
            }
            (Kind::List(id), "lvlOverride") => return at("ilvl").map_or(Kind::Other, |at| Kind::Override(id, at)),
            (Kind::Override(id, at), "startOverride") => {
                let start = self.lists.get_mut(&id).and_then(|list| list.starts.get_mut(at));
                if let (Some(start), Some(n)) = (start, element.number()) {
                    *start = Some(MAX_START.min(n));
                }
            }
            (Kind::Level(_), "start") => level.start = element.number().unwrap_or(0).min(MAX_START),
            (Kind::Level(_), "numFmt") => level.format = Format::of(&element.val().unwrap_or_default()),
            (Kind::Level(_), "lvlText") => {
                level.text = element.val().unwrap_or_default().chars().take(MAX_TEXT).collect();
            }
            (Kind::Level(_), "suff") => level.spaced = element.val().as_deref() != Some("nothing"),
            (Kind::Level(_), "lvlRestart") => level.restart = element.number(),
            (Kind::Level(_), "pStyle") => level.style = element.val(),
            (Kind::Level(_), "isLgl") => level.legal = element.is_on(),
            _ => {}
        }
        Kind::Other
    }

    fn add_level(&mut self, parent: Option<Kind>, at: usize, level: Level) {
        let levels = match parent {
            Some(Kind::Pattern(id)) => self.patterns.get_mut(&id).map(|pattern| &mut pattern.levels),
            Some(Kind::Override(id, _)) => self.lists.get_mut(&id).map(|list| &mut list.levels),
            _ => None,
        };
        if let Some(slot) = levels.and_then(|levels| levels.get_mut(at)) {
            *slot = Some(level);
        }
    }

    /// The pattern that a list follows in the end.
    fn pattern(&self, list: u32, styles: &Styles) -> Option<u32> {
        let id = self.lists.get(&list)?.pattern;
        let Some(style) = self.patterns.get(&id)?.stands_for.as_deref() else { return Some(id) };
        let (real, _) = styles.list(Some(style))?;
        Some(self.lists.get(&real)?.pattern)
    }

    fn level(&self, list: u32, pattern: u32, at: usize) -> Option<&Level> {
        let own = self.lists.get(&list).and_then(|list| list.levels.get(at)?.as_ref());
        own.or_else(|| self.patterns.get(&pattern)?.levels.get(at)?.as_ref())
    }

    /// The level of a list that belongs to a style.
    pub(super) fn level_of_style(&self, list: u32, style: &str, styles: &Styles) -> Option<usize> {
        let pattern = self.pattern(list, styles)?;
        (0..LEVELS).find(|&at| self.level(list, pattern, at).is_some_and(|level| level.style.as_deref() == Some(style)))
    }

    /// Counts a paragraph, and gives its number as it stands in front of it.
    pub(super) fn count(&mut self, list: u32, at: usize, styles: &Styles) -> Option<String> {
        let pattern = self.pattern(list, styles)?;
        let level = self.level(list, pattern, at)?.clone();
        let mut counts = self.counts.get(&pattern).copied().unwrap_or_default();
        let own_start = self.lists.get(&list).and_then(|list| list.starts.get(at).copied().flatten());
        let count = counts.get_mut(at)?;
        *count = Some(match (own_start, *count) {
            (Some(start), _) if self.started.insert((list, at)) => start,
            (_, Some(n)) => n.saturating_add(1),
            (Some(start), None) => start,
            (None, None) => level.start,
        });
        // Deeper levels start again.
        for (deeper, count) in counts.iter_mut().enumerate().skip(at + 1) {
            let restart = self.level(list, pattern, deeper).and_then(|level| level.restart);
            if restart.is_none_or(|above| at < above) {
                *count = None;
            }
        }
        self.counts.insert(pattern, counts);
        if level.format == Format::Bullet {
            return None;
        }
        let mut text = String::new();
        let mut chars = level.text.chars().peekable();
        while let Some(c) = chars.next() {
            let Some(nth) = chars.peek().and_then(|c| c.to_digit(10)).filter(|&n| c == '%' && n > 0) else {
                text.push(c);
                continue;
            };
            chars.next();
            let nth = usize::try_from(nth).unwrap_or(1) - 1;
            let Some(named) = self.level(list, pattern, nth) else { continue };
            let n = counts.get(nth).copied().flatten().unwrap_or(named.start);
            let decimal = level.legal && !matches!(named.format, Format::Bullet | Format::None);
            text.push_str(&if decimal { Format::Decimal } else { named.format }.write(n));
        }
        if level.spaced && !text.is_empty() {
            text.push(' ');
        }
        Some(text).filter(|text| !text.trim().is_empty())
    }
}

/// Elements of other namespaces are looked through.
fn parent_of_alternative(element: &Element<'_>, parent: Kind) -> Kind {
    match element.namespace {
        Namespace::Compatibility => match parent {
            // A level ends once.
            Kind::Level(_) => Kind::Other,
            other => other,
        },
        _ => Kind::Other,
    }
}
