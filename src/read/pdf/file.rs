//! The file: its objects, its pages, and how much may be unpacked of it.

use core::cell::Cell;

use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId, Stream};
use memchr::memmem;
use miniz_oxide::inflate::decompress_to_vec_zlib_with_limit;

use super::geometry::{Matrix, Rect};
use crate::{Error, Options};

/// Steps at most from a page to the root of the page tree.
const MAX_PARENTS: usize = 64;
/// The page of programs that do not say: A4.
const A4: Rect = Rect { x0: 0.0, y0: 0.0, x1: 595.28, y1: 841.89 };

/// A PDF file that has been opened.
#[derive(Debug)]
pub(super) struct File {
    document: Document,
    /// Bytes that may still be unpacked.
    left: Cell<usize>,
    /// Whether a stream was met that is damaged.
    damaged: Cell<bool>,
    limit: usize,
}

/// How a page lies.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    /// The page as it is shown, its upper left corner at 0, 0.
    pub(super) visible: Rect,
    /// From the page's own space to the one of `visible`.
    pub(super) matrix: Matrix,
}

impl File {
    /// Opens a file, with the empty password if it is encrypted.
    pub(super) fn open(bytes: &[u8], options: &Options) -> Result<Self, Error> {
        // Streams with objects in them are unpacked while the file is opened, each by itself. So each gets its share, and
        // all together a part, as objects take far more memory than their text.
        let n_streams = memmem::find_iter(bytes, b"stream").count().max(1);
        let load = LoadOptions {
            max_decompressed_size: Some(options.max_unpacked / 4 / n_streams),
            ..LoadOptions::with_password("")
        };
        let document = Document::load_mem_with_options(bytes, load).map_err(|error| match error {
            lopdf::Error::InvalidPassword | lopdf::Error::Decryption(_) => {
                Error::Encrypted { form: "a PDF with a password" }
            }
            lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. }) => {
                Error::TooMuchUnpacked { part: "its objects".to_owned(), limit: options.max_unpacked }
            }
            other => damaged(other.to_string()),
        })?;
        if document.is_encrypted() {
            return Err(Error::Encrypted { form: "a PDF with a password" });
        }
        let left = Cell::new(options.max_unpacked);
        Ok(Self { document, left, damaged: Cell::new(false), limit: options.max_unpacked })
    }

    /// The pages, in their order.
    pub(super) fn pages(&self) -> impl Iterator<Item = ObjectId> {
        self.document.page_iter()
    }

    /// What an object is, or what it refers to.
    pub(super) fn resolve<'f>(&'f self, object: &'f Object) -> &'f Object {
        self.document.dereference(object).map_or(&Object::Null, |(_, object)| object)
    }

    pub(super) fn get<'f>(&'f self, dictionary: &'f Dictionary, key: &[u8]) -> Option<&'f Object> {
        dictionary.get(key).ok().map(|object| self.resolve(object)).filter(|object| !object.is_null())
    }

    /// A dictionary; that of a stream, if it is one.
    pub(super) fn dictionary<'f>(&'f self, dictionary: &'f Dictionary, key: &[u8]) -> Option<&'f Dictionary> {
        match self.get(dictionary, key)? {
            Object::Dictionary(dictionary) => Some(dictionary),
            Object::Stream(stream) => Some(&stream.dict),
            _ => None,
        }
    }

    pub(super) fn name<'f>(&'f self, dictionary: &'f Dictionary, key: &[u8]) -> Option<&'f [u8]> {
        self.get(dictionary, key)?.as_name().ok()
    }

    pub(super) fn number(&self, dictionary: &Dictionary, key: &[u8]) -> Option<f64> {
        number(self.get(dictionary, key)?)
    }

    /// The numbers of an array, `None` if there is another thing in it.
    pub(super) fn numbers(&self, object: &Object) -> Option<Vec<f64>> {
        self.resolve(object).as_array().ok()?.iter().map(|object| number(self.resolve(object))).collect()
    }

    pub(super) fn matrix(&self, dictionary: &Dictionary, key: &[u8]) -> Option<Matrix> {
        self.numbers(dictionary.get(key).ok()?)?.try_into().ok().map(Matrix)
    }

    /// The bytes of a stream, as far as they can be unpacked.
    pub(super) fn unpack(&self, stream: &Stream) -> Result<Vec<u8>, Error> {
        let limit = self.left.get();
        // `lopdf` gives what it has unpacked so far where a stream is damaged, and does not say so.
        let flate = matches!(stream.filters().as_deref(), Ok([b"FlateDecode"])) && !stream.dict.has(b"DecodeParms");
        let whole = if flate { decompress_to_vec_zlib_with_limit(&stream.content, limit).ok() } else { None };
        self.damaged.set(self.damaged.get() || flate && whole.is_none());
        let bytes = whole.map_or_else(|| stream.get_plain_content_with_limit(limit), Ok);
        match bytes {
            Ok(bytes) => {
                self.left.set(limit.saturating_sub(bytes.len()));
                Ok(bytes)
            }
            Err(lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. })) => {
                Err(Error::TooMuchUnpacked { part: "the content of its pages".to_owned(), limit: self.limit })
            }
            Err(_) => {
                self.damaged.set(true);
                Ok(Vec::new())
            }
        }
    }

    /// Whether a damaged stream was met since this was asked last.
    pub(super) fn take_damaged(&self) -> bool {
        self.damaged.take()
    }

    pub(super) fn page(&self, id: ObjectId) -> Option<&Dictionary> {
        self.document.get_dictionary(id).ok()
    }

    /// What a page, or the first of those above it that says so, has under a key.
    fn inherited<'f>(&'f self, page: &'f Dictionary, key: &[u8]) -> Option<&'f Object> {
        let mut node = page;
        for _ in 0..MAX_PARENTS {
            if let Some(object) = self.get(node, key) {
                return Some(object);
            }
            node = self.dictionary(node, b"Parent")?;
        }
        None
    }

    pub(super) fn resources<'f>(&'f self, page: &'f Dictionary) -> Option<&'f Dictionary> {
        self.inherited(page, b"Resources")?.as_dict().ok()
    }

    /// The content of a page.
    pub(super) fn content(&self, page: &Dictionary) -> Result<Vec<u8>, Error> {
        let mut content = Vec::new();
        let parts = match self.get(page, b"Contents") {
            Some(Object::Array(parts)) => parts.as_slice(),
            Some(stream) => core::slice::from_ref(stream),
            // A page may be empty; one whose content is not there is not.
            None if page.has(b"Contents") => &[Object::Null],
            None => &[],
        };
        for part in parts {
            if let Object::Stream(stream) = self.resolve(part) {
                content.extend_from_slice(&self.unpack(stream)?);
                content.push(b'\n');
            } else {
                self.damaged.set(true);
            }
        }
        Ok(content)
    }

    /// How a page is shown: its box, turned as it says.
    pub(super) fn frame(&self, page: &Dictionary) -> Frame {
        let rect = |key: &[u8]| {
            let [x0, y0, x1, y1] = self.numbers(self.inherited(page, key)?)?.try_into().ok()?;
            let rect = Rect::around([(x0, y0), (x1, y1)])?;
            (rect.width() >= 1.0 && rect.height() >= 1.0 && rect.area().is_finite()).then_some(rect)
        };
        let media = rect(b"MediaBox").unwrap_or(A4);
        let cropped = rect(b"CropBox").map(|crop| crop.and(media)).filter(|crop| crop.area() > 1.0);
        let visible = cropped.unwrap_or(media);
        let turn = self.inherited(page, b"Rotate").and_then(number).filter(|turn| turn.is_finite()).unwrap_or(0.0);
        let turns = (turn / 90.0).round().rem_euclid(4.0);
        let (width, height) = (visible.width(), visible.height());
        // Downwards, and then turned clockwise so many times.
        let down = Matrix([1.0, 0.0, 0.0, -1.0, -visible.x0, visible.y1]);
        let (turned, width, height) = if turns < 0.5 {
            (Matrix::IDENTITY, width, height)
        } else if turns < 1.5 {
            (Matrix([0.0, 1.0, -1.0, 0.0, height, 0.0]), height, width)
        } else if turns < 2.5 {
            (Matrix([-1.0, 0.0, 0.0, -1.0, width, height]), width, height)
        } else {
            (Matrix([0.0, -1.0, 1.0, 0.0, 0.0, width]), height, width)
        };
        Frame { visible: Rect { x0: 0.0, y0: 0.0, x1: width, y1: height }, matrix: down.then(turned) }
    }
}

/// A number that is one.
pub(super) fn number(object: &Object) -> Option<f64> {
    object.as_float().ok().map(f64::from).filter(|number| number.is_finite())
}

pub(super) fn damaged(reason: String) -> Error {
    Error::Damaged { part: "the structure of the PDF".to_owned(), reason }
}
