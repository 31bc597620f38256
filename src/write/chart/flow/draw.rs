//! The pieces of a flow in their places, the bands between them, and the words beside them.

use super::layout::{Class, Layout, Piece, What};
use crate::check::{Language, Text};
use crate::write::chart::draw::stacked;
use crate::write::chart::picture::{EDGE, Picture, WIDTH};
use crate::write::chart::scale::{PX, spread};
use crate::write::chart::svg::{Anchor, Rect, Size, Svg};

/// Room between groups, and a line of words.
const BETWEEN: i64 = 8 * PX;
const LINE: i64 = 18 * PX;

/// Where the pieces of each column stand, and how wide they are.
const SOURCES: i64 = 190 * PX;
const TRUNK: i64 = 276 * PX;
const TOTAL: i64 = 362 * PX;
const RESULTS: i64 = 480 * PX;
const PIECE: i64 = 14 * PX;

/// Where names stand.
const NAMES: i64 = RESULTS + PIECE + 26 * PX;
impl Layout<'_> {
    /// Draws it at the lower edge of a picture.
    pub(super) fn draw(self, picture: &mut Picture) {
        let language = self.flow.language;
        let heights: Vec<i64> = self.sources.iter().map(|piece| piece.height).collect();
        let of_group = |pieces: &[Piece]| pieces.iter().map(|piece| piece.height).sum::<i64>();
        let ends: Vec<i64> = self.results.iter().map(|(_, pieces)| of_group(pieces)).collect();
        let above = self.above_total.map_or(0, |apart| self.scale.length(apart));
        let total = self.height(&self.total);

        // Where the pieces of the columns stand, seen from the upper edge of the trunk. What goes past the total stands
        // below all that goes through it.
        let n_of_total = self.results.iter().take_while(|(class, _)| class.is_of_total()).count();
        let (through_total, past) = ends.split_at(n_of_total.min(ends.len()));
        let through: Vec<i64> = core::iter::once(total).chain(past.iter().copied()).collect();
        let trunk = heights.iter().sum::<i64>().max(through.iter().sum());
        let left = (trunk - high(&heights)) / 2;
        let right = (total + above - high(through_total)) / 2;
        let below = (right + high(through_total) + BETWEEN).max(trunk - high(past));

        // How much room that takes, and the words beside the first and the last column.
        let first = left.min(right).min(0);
        let last = [left + high(&heights), below + high(past), trunk, total + above].into_iter().max().unwrap_or(0);
        let names = LINE * count(self.results.iter().map(|(_, pieces)| pieces.len()).sum());
        let body = (last - first).max(names).max(2 * LINE * count(heights.len()));
        let lines = if self.above_total.is_some() { 3 } else { 2 };
        let top = picture.y + (lines * LINE + 12 * PX + first).max(0);
        let trunk_top = top + (body - (last - first)) / 2 - first;
        let total_top = trunk_top;
        let source_places = placed(trunk_top + left, &heights);
        let mut end_places = placed(trunk_top + right, through_total);
        end_places.extend(placed(trunk_top + below, past));

        // Bands, from left to right, so that pieces stand on them.
        let into = stacked(trunk_top, trunk, &heights);
        for ((piece, y), (to, height)) in self.sources.iter().zip(&source_places).zip(into) {
            if piece.height == 0 {
                continue;
            }
            let class = format!("c-band {}", piece.css("c-in"));
            picture.svg.band(&class, (SOURCES + PIECE, *y, piece.height), (TRUNK, to, height));
        }
        let out_of = stacked(trunk_top, trunk, &through);
        let mut out_of = out_of.into_iter();
        if let Some((y, height)) = out_of.next() {
            picture.svg.band("c-band c-all", (TRUNK + PIECE, y, height), (TOTAL, total_top, total));
        }
        let of_total: Vec<i64> =
            self.results.iter().zip(&ends).filter(|((class, _), _)| class.is_of_total()).map(|(_, end)| *end).collect();
        let mut of_total = stacked(total_top, total + above, &of_total).into_iter();
        for (((class, pieces), end), to) in self.results.iter().zip(&ends).zip(&end_places) {
            let (x, from) =
                if class.is_of_total() { (TOTAL + PIECE, of_total.next()) } else { (TRUNK + PIECE, out_of.next()) };
            let Some((y, height)) = from.filter(|_| *end > 0) else { continue };
            let css = if pieces.iter().all(|piece| piece.is_unknown() || piece.is_head()) {
                "c-unknown"
            } else {
                class.css()
            };
            picture.svg.band(&format!("c-band {css}"), (x, y, height), (RESULTS, *to, *end));
        }

        // Pieces and names.
        let svg = &mut picture.svg;
        svg.rect("c-all", Rect::new(TRUNK, trunk_top, PIECE, trunk));
        self.draw_total(svg, total_top, total, above);
        self.draw_sources(svg, &source_places, top, top + body);
        self.draw_results(svg, &end_places, top, top + body);
        picture.y = top + body + LINE;
        let words = match language {
            Language::Zh => format!("本年新收＋上年结转＝{}", self.trunk.shown()),
            Language::En => format!("received + carried over = {}", self.trunk.shown()),
        };
        picture.svg.text((Size::Label, false), Anchor::Middle, (TRUNK + PIECE / 2, picture.y), &words);
        picture.y += 10 * PX;
        picture.listed(Text::new("为0的各项：", "Nought: ").get(language), &self.noughts);
    }

    fn draw_total(&self, svg: &mut Svg, y: i64, height: i64, above: i64) {
        let language = self.flow.language;
        let middle = TOTAL + PIECE / 2;
        let lines = if self.above_total.is_some() { 2 } else { 1 };
        let at = y - 8 * PX - lines * LINE;
        svg.figure(&self.total, None, language, |svg| {
            let rect = Rect::new(TOTAL, y, PIECE, height);
            if self.total.count().is_some() {
                svg.piece("c-all", rect);
            } else {
                svg.unknown(rect);
            }
            let name = Text::new("（七）总计", "(7) total of results").get(language);
            svg.text((Size::Label, false), Anchor::Middle, (middle, at), name);
            let value = Size::Label.whole(&self.total.shown(language), 200 * PX);
            svg.text((Size::Label, true), Anchor::Middle, (middle, at + LINE), &value);
        });
        if let Some(apart) = self.above_total {
            let words = match language {
                Language::Zh => format!("≠ 各项相加多{apart}"),
                Language::En => format!("≠ results are {apart} more"),
            };
            svg.open(&[("class", &"c-sign")]);
            svg.title(&words);
            svg.rect("c-gap", Rect::new(TOTAL, y + height, PIECE, above));
            svg.text((Size::Label, true), Anchor::Middle, (middle, at + 2 * LINE), &words);
            svg.close();
        }
    }

    fn draw_sources(&self, svg: &mut Svg, places: &[i64], top: i64, bottom: i64) {
        let mut names: Vec<i64> =
            self.sources.iter().zip(places).map(|(piece, y)| y + piece.height / 2 - LINE).collect();
        spread(&mut names, 2 * LINE, top, bottom);
        let x = SOURCES - 10 * PX;
        for ((piece, y), name) in self.sources.iter().zip(places).zip(names) {
            let rect = Rect::new(SOURCES, *y, PIECE, piece.height);
            piece.draw(svg, "c-in", rect, self.flow.language, |svg| {
                let room = x - EDGE;
                svg.text(
                    (Size::Label, false),
                    Anchor::End,
                    (x, name + 14 * PX),
                    &Size::Label.fitted(&piece.name, room),
                );
                svg.text((Size::Label, true), Anchor::End, (x, name + 31 * PX), &Size::Label.whole(&piece.value, room));
                let (middle, at) = (y + piece.height / 2, name + LINE);
                if (middle - at).abs() > LINE {
                    svg.strokes("c-leader", &[[x + 3 * PX, at, SOURCES, middle]]);
                }
            });
        }
    }

    /// Where the values of the results end: near the names, as far as all have room.
    fn values(&self) -> i64 {
        let pieces = || self.results.iter().flat_map(|(_, pieces)| pieces);
        let widest = |text: fn(&Piece) -> &str| pieces().map(|piece| Size::Label.width(text(piece))).max().unwrap_or(0);
        let wanted = widest(|piece| &piece.name) + widest(|piece| &piece.value) + 40 * PX;
        (NAMES + wanted).min(WIDTH - EDGE)
    }

    fn draw_results(&self, svg: &mut Svg, places: &[i64], top: i64, bottom: i64) {
        // The middle of each piece; that of a head is the upper edge of its group.
        let mut pieces: Vec<(Class, &Piece, i64)> = Vec::new();
        for ((class, of_class), y) in self.results.iter().zip(places) {
            let mut y = *y;
            for piece in of_class {
                pieces.push((*class, piece, y));
                y += piece.height;
            }
        }
        let mut names: Vec<i64> = pieces.iter().map(|(_, piece, y)| y + piece.height / 2 - LINE / 2).collect();
        spread(&mut names, LINE, top, bottom);
        let values = self.values();
        for ((class, piece, y), name) in pieces.into_iter().zip(names) {
            let rect = Rect::new(RESULTS, y, PIECE, piece.height);
            piece.draw(svg, class.css(), rect, self.flow.language, |svg| {
                let (middle, at) = (y + piece.height / 2, name + LINE / 2);
                if !matches!(piece.what, What::Head { is_nought: false }) {
                    let (from, turn) = (RESULTS + PIECE, NAMES - 8 * PX);
                    let strokes = [
                        [from, middle, from + 5 * PX, middle],
                        [from + 5 * PX, middle, turn, at],
                        [turn, at, NAMES - 3 * PX, at],
                    ];
                    svg.strokes("c-leader", &strokes);
                }
                let is_row = matches!(piece.what, What::Figure(_, Some(_)));
                let x = if is_row { NAMES + 14 * PX } else { NAMES };
                let value = Size::Label.whole(&piece.value, 200 * PX);
                let room = values - x - Size::Label.width(&value) - 8 * PX;
                let on = at + 5 * PX;
                svg.text((Size::Label, !is_row), Anchor::Start, (x, on), &Size::Label.fitted(&piece.name, room));
                svg.text((Size::Label, !is_row), Anchor::End, (values, on), &value);
            });
        }
    }
}

impl Piece {
    fn draw(&self, svg: &mut Svg, class: &'static str, rect: Rect, language: Language, names: impl FnOnce(&mut Svg)) {
        match &self.what {
            What::Figure(figure, _) => svg.figure(figure, None, language, |svg| {
                if self.is_unknown() {
                    svg.unknown(rect);
                } else {
                    svg.piece(class, rect);
                }
                names(svg);
            }),
            What::Head { is_nought } => {
                svg.open(&[]);
                svg.title(&format!("{} {}", self.name, self.value));
                if *is_nought {
                    svg.piece(class, rect);
                }
                names(svg);
                svg.close();
            }
            What::Gap => {
                svg.open(&[("class", &"c-sign")]);
                svg.title(&format!("{} {}", self.name, self.value));
                svg.rect("c-gap", rect);
                names(svg);
                svg.close();
            }
        }
    }
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX / (4 * LINE))
}

/// How high pieces of these heights are, one below the other.
fn high(heights: &[i64]) -> i64 {
    heights.iter().sum::<i64>() + BETWEEN * count(heights.len().saturating_sub(1))
}

/// Where pieces of these heights stand one below the other.
fn placed(top: i64, heights: &[i64]) -> Vec<i64> {
    let mut y = top;
    let mut places = Vec::with_capacity(heights.len());
    for height in heights {
        places.push(y);
        y += height + BETWEEN;
    }
    places
}
