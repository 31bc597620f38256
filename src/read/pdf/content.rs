//! The content of a page, carried out as far as it puts characters, rules and pictures on the page.

use std::collections::BTreeMap;
use std::rc::Rc;

use lopdf::content::Content;
use lopdf::{Dictionary, Object};

use super::file::{File, Frame, number};
use super::font::Font;
use super::geometry::{Matrix, Rect};
use super::page::{Direction, Glyph, Page, Rule};
use crate::{Error, Options};

/// Pieces of content within one another at most.
const MAX_DEPTH: usize = 16;
/// States kept at most.
const MAX_STATES: usize = 512;
/// Operations of a document at most, as pieces of content can be asked for any number of times.
const MAX_OPERATIONS: usize = 20_000_000;
/// Points of one path, and rules of one page, at most. What has more is a drawing.
const MAX_POINTS: usize = 20_000;
const MAX_RULES: usize = 50_000;
/// An operator that no file has. It stands behind the content, so it is met if all of that was read.
const END: &[u8] = b"\nEndOfAllContent\n";

/// What carries out the content of pages.
#[derive(Debug)]
pub(super) struct Reader<'f> {
    file: &'f File,
    /// Fonts by the address of their dictionary, which stays where it is while the file does.
    fonts: BTreeMap<usize, Option<Rc<Font>>>,
    operations: usize,
    glyphs: usize,
    max_glyphs: usize,
    max_lines: usize,
}

/// What `q` keeps and `Q` brings back.
#[derive(Clone, Debug)]
struct State {
    matrix: Matrix,
    clip: Rect,
    line_width: f64,
    font: Option<Rc<Font>>,
    size: f64,
    character_spacing: f64,
    word_spacing: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
    mode: i64,
}

/// One run through a piece of content.
struct Run<'r, 'f> {
    reader: &'r mut Reader<'f>,
    page: &'r mut Page,
    resources: Option<&'f Dictionary>,
    state: State,
    kept: Vec<State>,
    text: Matrix,
    line: Matrix,
    path: Path,
    depth: usize,
}

/// The path that is being drawn, on the page.
#[derive(Debug, Default)]
struct Path {
    parts: Vec<Part>,
    n_points: usize,
    clips: bool,
}

#[derive(Debug, Default)]
struct Part {
    points: Vec<(f64, f64)>,
    curved: bool,
}

impl<'f> Reader<'f> {
    pub(super) fn new(file: &'f File, options: &Options) -> Self {
        Self {
            file,
            fonts: BTreeMap::new(),
            operations: 0,
            glyphs: 0,
            // A character takes a byte at least.
            max_glyphs: options.max_bytes,
            max_lines: options.max_lines,
        }
    }

    pub(super) fn page(&mut self, dictionary: &'f Dictionary) -> Result<Page, Error> {
        let Frame { visible, matrix } = self.file.frame(dictionary);
        let content = self.file.content(dictionary)?;
        let mut page = Page::default();
        let state = State {
            matrix,
            clip: EVERYWHERE,
            line_width: 1.0,
            font: None,
            size: 0.0,
            character_spacing: 0.0,
            word_spacing: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0,
        };
        let resources = self.file.resources(dictionary);
        let mut run = Run::new(self, &mut page, resources, state, 0);
        run.content(content)?;
        page.met.broken |= self.file.take_damaged();
        page.settle(visible);
        Ok(page)
    }

    fn font(&mut self, dictionary: &'f Dictionary) -> Result<Option<Rc<Font>>, Error> {
        let address = core::ptr::from_ref(dictionary).addr();
        if let Some(font) = self.fonts.get(&address) {
            return Ok(font.clone());
        }
        let font = Some(Rc::new(Font::new(self.file, dictionary)?));
        self.fonts.insert(address, font.clone());
        Ok(font)
    }
}

impl<'r, 'f> Run<'r, 'f> {
    /// What is to be carried out on a page, within so many pieces of content.
    fn new(
        reader: &'r mut Reader<'f>,
        page: &'r mut Page,
        resources: Option<&'f Dictionary>,
        state: State,
        depth: usize,
    ) -> Self {
        Self {
            reader,
            page,
            resources,
            state,
            kept: Vec::new(),
            text: Matrix::IDENTITY,
            line: Matrix::IDENTITY,
            path: Path::default(),
            depth,
        }
    }
}

impl<'f> Run<'_, 'f> {
    fn content(&mut self, mut content: Vec<u8>) -> Result<(), Error> {
        content.extend_from_slice(END);
        let mut whole = false;
        for operation in Content::decode_iter(&content) {
            let Ok(operation) = operation else { break };
            self.reader.operations += 1;
            if self.reader.operations > MAX_OPERATIONS {
                return Err(Error::TooManyLines { limit: self.reader.max_lines });
            }
            whole = operation.operator.as_bytes() == END.trim_ascii();
            self.operation(&operation.operator, &operation.operands)?;
        }
        self.page.met.broken |= !whole;
        Ok(())
    }

    fn operation(&mut self, operator: &str, operands: &[Object]) -> Result<(), Error> {
        let numbers: Vec<f64> = operands.iter().filter_map(number).collect();
        match (operator, numbers.as_slice()) {
            ("q", _) => {
                if self.kept.len() < MAX_STATES {
                    self.kept.push(self.state.clone());
                } else {
                    self.page.met.broken = true;
                }
            }
            ("Q", _) => {
                if let Some(state) = self.kept.pop() {
                    self.state = state;
                }
            }
            ("cm", numbers) => {
                if let Some(matrix) = Matrix::of(numbers) {
                    self.state.matrix = matrix.then(self.state.matrix);
                }
            }
            ("w", &[width]) => self.state.line_width = width.abs(),
            ("m", &[x, y]) => self.begin(x, y),
            ("l", &[x, y]) => self.point(x, y, false),
            ("c", &[_, _, _, _, x, y]) | ("v" | "y", &[_, _, x, y]) => self.point(x, y, true),
            ("h", _) => self.close(),
            ("re", &[x, y, width, height]) => {
                self.begin(x, y);
                self.point(x + width, y, false);
                self.point(x + width, y + height, false);
                self.point(x, y + height, false);
                self.close();
            }
            ("S", _) => self.paint(true, false),
            ("s", _) => {
                self.close();
                self.paint(true, false);
            }
            ("f" | "F" | "f*", _) => self.paint(false, true),
            ("B" | "B*", _) => self.paint(true, true),
            ("b" | "b*", _) => {
                self.close();
                self.paint(true, true);
            }
            ("n", _) => self.paint(false, false),
            ("W" | "W*", _) => self.path.clips = true,
            ("Do", _) => self.object(operands)?,
            ("BI", _) => self.picture(),
            ("gs", _) => self.graphics_state(operands)?,
            _ => self.text_operation(operator, operands, &numbers)?,
        }
        Ok(())
    }

    fn text_operation(&mut self, operator: &str, operands: &[Object], numbers: &[f64]) -> Result<(), Error> {
        match (operator, numbers) {
            ("BT", _) => (self.text, self.line) = (Matrix::IDENTITY, Matrix::IDENTITY),
            ("Tc", &[spacing]) => self.state.character_spacing = spacing,
            ("Tw", &[spacing]) => self.state.word_spacing = spacing,
            ("Tz", &[percent]) => self.state.stretch = percent / 100.0,
            ("TL", &[leading]) => self.state.leading = leading,
            ("Ts", &[rise]) => self.state.rise = rise,
            #[allow(clippy::cast_possible_truncation, reason = "other modes are not told apart")]
            ("Tr", &[mode]) => self.state.mode = mode as i64,
            ("Tf", &[.., size]) => {
                self.state.size = size;
                self.state.font = match operands.first() {
                    Some(Object::Name(name)) => self.font(name)?,
                    _ => None,
                };
            }
            ("Td", &[x, y]) => self.next_line(x, y),
            ("TD", &[x, y]) => {
                self.state.leading = -y;
                self.next_line(x, y);
            }
            ("Tm", numbers) => {
                if let Some(matrix) = Matrix::of(numbers) {
                    (self.text, self.line) = (matrix, matrix);
                }
            }
            ("T*", _) => self.next_line(0.0, -self.state.leading),
            ("Tj", _) => self.show(operands)?,
            ("TJ", _) => {
                if let Some(Object::Array(pieces)) = operands.first() {
                    self.show(pieces)?;
                }
            }
            ("'", _) => {
                self.next_line(0.0, -self.state.leading);
                self.show(operands)?;
            }
            ("\"", &[word, character]) => {
                (self.state.word_spacing, self.state.character_spacing) = (word, character);
                self.next_line(0.0, -self.state.leading);
                self.show(operands.get(2..).unwrap_or(&[]))?;
            }
            _ => {}
        }
        Ok(())
    }

    fn resource(&self, kind: &[u8], name: &[u8]) -> Option<&'f Object> {
        let file = self.reader.file;
        file.get(file.dictionary(self.resources?, kind)?, name)
    }

    fn font(&mut self, name: &[u8]) -> Result<Option<Rc<Font>>, Error> {
        match self.resource(b"Font", name) {
            Some(Object::Dictionary(font)) => self.reader.font(font),
            _ => Ok(None),
        }
    }

    /// A set of parameters may choose the font as well.
    fn graphics_state(&mut self, operands: &[Object]) -> Result<(), Error> {
        let Some(Object::Name(name)) = operands.first() else { return Ok(()) };
        let Some(Object::Dictionary(parameters)) = self.resource(b"ExtGState", name) else { return Ok(()) };
        let file = self.reader.file;
        if let Some(width) = file.number(parameters, b"LW") {
            self.state.line_width = width.abs();
        }
        if let Some(Object::Array(font)) = file.get(parameters, b"Font")
            && let [font, size] = font.as_slice()
            && let (Object::Dictionary(font), Some(size)) = (file.resolve(font), number(file.resolve(size)))
        {
            self.state.font = self.reader.font(font)?;
            self.state.size = size;
        }
        Ok(())
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.line = Matrix::translation(x, y).then(self.line);
        self.text = self.line;
    }

    /// Shows texts, with the distances between them.
    fn show(&mut self, pieces: &[Object]) -> Result<(), Error> {
        let State { size, stretch, .. } = self.state;
        let vertical = self.state.font.as_ref().is_some_and(|font| font.vertical);
        for piece in pieces {
            if let Some(distance) = number(piece) {
                let by = -distance / 1000.0 * size;
                let (x, y) = if vertical { (0.0, by) } else { (by * stretch, 0.0) };
                self.text = Matrix::translation(x, y).then(self.text);
            } else if let Object::String(bytes, _) = piece {
                self.show_bytes(bytes)?;
            }
        }
        Ok(())
    }

    fn show_bytes(&mut self, mut bytes: &[u8]) -> Result<(), Error> {
        let Some(font) = self.state.font.clone() else {
            // Which characters these are, nothing says.
            for _ in bytes {
                self.glyph("\u{fffd}".into(), 0.5, false, false)?;
            }
            return Ok(());
        };
        while let Some((code, length)) = font.code(bytes) {
            bytes = bytes.get(length.max(1)..).unwrap_or(&[]);
            self.glyph(code.text, code.advance, font.vertical, code.is_space)?;
        }
        Ok(())
    }

    /// Puts a glyph on the page, and goes on behind it.
    fn glyph(&mut self, text: Rc<str>, advance: f64, vertical: bool, is_space: bool) -> Result<(), Error> {
        self.reader.glyphs += 1;
        if self.reader.glyphs > self.reader.max_glyphs {
            return Err(Error::TooLarge { actual: self.reader.glyphs, limit: self.reader.max_glyphs });
        }
        let State { size, stretch, rise, .. } = self.state;
        let spacing = self.state.character_spacing + if is_space { self.state.word_spacing } else { 0.0 };
        let matrix = Matrix([size * stretch, 0.0, 0.0, size, 0.0, rise]).then(self.text).then(self.state.matrix);
        // A glyph of a line that goes downwards hangs below the middle of its upper side.
        let (start, end) = if vertical { ((-0.5, -0.88), (0.5, -0.88)) } else { ((0.0, 0.0), (advance, 0.0)) };
        let (x, y) = matrix.apply(start.0, start.1);
        let (ex, ey) = matrix.apply(end.0, end.1);
        let (up_x, up_y) = matrix.apply(start.0, start.1 + 1.0);
        // The direction of a glyph without a width is that of its matrix.
        let (dx, dy) = {
            let (bx, by) = matrix.apply(start.0 + 1.0, start.1);
            (bx - x, by - y)
        };
        let size_shown = (up_x - x).hypot(up_y - y);
        let width = (ex - x).hypot(ey - y);
        let direction = if dy.abs() <= dx.abs() * 0.1 {
            if dx >= 0.0 { Direction::Right } else { Direction::Left }
        } else if dx.abs() <= dy.abs() * 0.1 {
            if dy >= 0.0 { Direction::Down } else { Direction::Up }
        } else {
            Direction::Askew
        };
        if [x, y, width, size_shown].iter().all(|number| number.is_finite()) && size_shown > 0.0 {
            let painted = !matches!(self.state.mode, 3 | 7);
            self.page.glyphs.push(Glyph { text, x, y, width, size: size_shown, direction, painted });
        } else if !text.trim().is_empty() {
            self.page.met.lost += 1;
        }
        let (x, y) =
            if vertical { (0.0, -(advance * size + spacing)) } else { ((advance * size + spacing) * stretch, 0.0) };
        self.text = Matrix::translation(x, y).then(self.text);
        Ok(())
    }

    /// A picture, or a piece of content that is used here.
    fn object(&mut self, operands: &[Object]) -> Result<(), Error> {
        let Some(Object::Name(name)) = operands.first() else { return Ok(()) };
        let Some(Object::Stream(stream)) = self.resource(b"XObject", name) else { return Ok(()) };
        let file = self.reader.file;
        match file.name(&stream.dict, b"Subtype") {
            Some(b"Image") => self.picture(),
            Some(b"Form") if self.depth >= MAX_DEPTH => self.page.met.broken = true,
            Some(b"Form") => {
                let content = file.unpack(stream)?;
                let matrix = file.matrix(&stream.dict, b"Matrix").unwrap_or(Matrix::IDENTITY);
                let mut state = self.state.clone();
                state.matrix = matrix.then(state.matrix);
                let resources = file.dictionary(&stream.dict, b"Resources").or(self.resources);
                let mut run = Run::new(self.reader, self.page, resources, state, self.depth + 1);
                run.content(content)?;
            }
            _ => {}
        }
        Ok(())
    }

    fn picture(&mut self) {
        let corners = [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)];
        let shown = Rect::around(corners.map(|(x, y)| self.state.matrix.apply(x, y)));
        // Lines of text are not so large.
        if shown.is_some_and(|shown| shown.width() > 100.0 && shown.height() > 60.0) {
            self.page.pictures += 1;
        }
    }

    fn begin(&mut self, x: f64, y: f64) {
        self.path.parts.push(Part::default());
        self.point(x, y, false);
    }

    fn point(&mut self, x: f64, y: f64, curved: bool) {
        self.path.n_points += 1;
        if self.path.n_points > MAX_POINTS {
            return;
        }
        if self.path.parts.is_empty() {
            self.path.parts.push(Part::default());
        }
        let point = self.state.matrix.apply(x, y);
        if let Some(part) = self.path.parts.last_mut() {
            part.points.push(point);
            part.curved |= curved;
        }
    }

    fn close(&mut self) {
        if let Some(part) = self.path.parts.last_mut()
            && let Some(first) = part.points.first().copied()
        {
            part.points.push(first);
        }
    }

    /// Ends the path. What is straight and thin is a rule.
    fn paint(&mut self, stroked: bool, filled: bool) {
        let path = core::mem::take(&mut self.path);
        if path.n_points <= MAX_POINTS && (stroked || filled) {
            let thickness = self.state.line_width * self.state.matrix.scale();
            for part in path.parts.iter().filter(|part| !part.curved) {
                if stroked && thickness <= MAX_THICKNESS {
                    for pair in part.points.windows(2) {
                        if let &[from, to] = pair {
                            self.rule(from, to, thickness.max(0.5));
                        }
                    }
                }
                if filled && let Some(shape) = Rect::around(part.points.iter().copied()) {
                    let (width, height) = (shape.width(), shape.height());
                    let (x, y) = (shape.x0 + width / 2.0, shape.y0 + height / 2.0);
                    if height <= MAX_THICKNESS && width > height {
                        self.rule((shape.x0, y), (shape.x1, y), height);
                    } else if width <= MAX_THICKNESS && height > width {
                        self.rule((x, shape.y0), (x, shape.y1), width);
                    }
                }
            }
        }
        if path.clips
            && let Some(shape) = Rect::around(path.parts.iter().flat_map(|part| part.points.iter().copied()))
        {
            self.state.clip = self.state.clip.and(shape);
        }
    }

    fn rule(&mut self, (ax, ay): (f64, f64), (bx, by): (f64, f64), thickness: f64) {
        let clip = self.state.clip;
        let (upright, at, from, to, bounds, across) = if (ax - bx).abs() <= 0.5 {
            (true, f64::midpoint(ax, bx), ay.min(by), ay.max(by), (clip.y0, clip.y1), (clip.x0, clip.x1))
        } else if (ay - by).abs() <= 0.5 {
            (false, f64::midpoint(ay, by), ax.min(bx), ax.max(bx), (clip.x0, clip.x1), (clip.y0, clip.y1))
        } else {
            return;
        };
        let (from, to) = (from.max(bounds.0), to.min(bounds.1));
        let seen = across.0 - thickness <= at && at <= across.1 + thickness;
        if seen && to - from > 0.0 && at.is_finite() && self.page.rules.len() < MAX_RULES {
            self.page.rules.push(Rule { upright, at, from, to });
        }
    }
}

const EVERYWHERE: Rect = Rect { x0: -1e6, y0: -1e6, x1: 1e6, y1: 1e6 };
/// What is thicker, in points, is no rule.
const MAX_THICKNESS: f64 = 4.0;
