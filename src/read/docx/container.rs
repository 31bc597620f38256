//! The zip archive that a Word document is.
//!
//! Only the parts that are asked for are unpacked, into memory, each up to the limits. Nothing is believed of what the
//! archive says about sizes: unpacking stops at the limit, and the checksum has to fit in the end.

use std::collections::HashMap;

use miniz_oxide::inflate::core::{DecompressorOxide, decompress};
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};
use rawzip::{CompressionMethod, ZipArchive, ZipArchiveEntryWayfinder, ZipSliceArchive, ZipVerification};

use crate::{Error, Form, Options};

/// Parts at most. A document has some twenty, and one for every picture.
const MAX_PARTS: usize = 20_000;

/// Parts up to this size may be packed as densely as they like.
const SMALL: usize = 1 << 20;

/// The parts of a document.
pub(super) struct Package<'b> {
    archive: ZipSliceArchive<&'b [u8]>,
    parts: HashMap<String, Part>,
    /// Bytes that may still be unpacked.
    left: usize,
    max_unpacked: usize,
    max_ratio: usize,
}

#[derive(Clone, Copy)]
struct Part {
    place: ZipArchiveEntryWayfinder,
    method: CompressionMethod,
    encrypted: bool,
}

/// The error for an archive without a Word document in it.
pub(super) const fn no_document() -> Error {
    Error::OtherForm { expected: Form::Docx, found: Form::Archive }
}

/// An error about a part.
pub(super) fn damaged(part: &str, reason: impl Into<String>) -> Error {
    Error::Damaged { part: part.to_owned(), reason: reason.into() }
}

impl<'b> Package<'b> {
    /// Looks through the archive's directory.
    pub(super) fn open(bytes: &'b [u8], options: &Options) -> Result<Self, Error> {
        let whole = |error: rawzip::Error| match error.kind() {
            rawzip::ErrorKind::MissingEndOfCentralDirectory => {
                damaged("the zip archive", "its directory is not there: the file was cut off")
            }
            _ => damaged("the zip archive", error.to_string()),
        };
        let archive = ZipArchive::from_slice(bytes).map_err(whole)?;
        let mut parts = HashMap::new();
        for entry in archive.entries() {
            let entry = entry.map_err(whole)?;
            if parts.len() >= MAX_PARTS {
                return Err(damaged("the zip archive", format!("it has more than {MAX_PARTS} parts")));
            }
            let flags = entry.flags();
            let part = Part {
                place: entry.wayfinder(),
                method: entry.compression_method(),
                encrypted: flags.is_encrypted() || flags.has_strong_encryption(),
            };
            let name = normal(&String::from_utf8_lossy(entry.file_path().as_bytes()));
            // Of two parts with one name the first is taken, whichever that is for others.
            parts.entry(name).or_insert(part);
        }
        Ok(Self {
            archive,
            parts,
            left: options.max_unpacked,
            max_unpacked: options.max_unpacked,
            max_ratio: options.max_ratio,
        })
    }

    /// Whether there is a part of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.parts.contains_key(&normal(name))
    }

    /// The bytes of a part, if it is there.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, Error> {
        let Some(&Part { place, method, encrypted }) = self.parts.get(&normal(name)) else { return Ok(None) };
        if encrypted {
            return Err(Error::Encrypted { form: "a zip archive with a password" });
        }
        let entry = self.archive.get_entry(place).map_err(|error| damaged(name, error.to_string()))?;
        let packed = entry.data();
        let dense = packed.len().saturating_mul(self.max_ratio).max(SMALL);
        let limit = dense.min(self.left);
        let over = || {
            if dense < self.left {
                Error::TooDense { part: name.to_owned(), limit: self.max_ratio }
            } else {
                Error::TooMuchUnpacked { part: name.to_owned(), limit: self.max_unpacked }
            }
        };
        let bytes = match method {
            CompressionMethod::STORE if packed.len() > limit => return Err(over()),
            CompressionMethod::STORE => packed.to_vec(),
            CompressionMethod::DEFLATE => {
                let unpackable = || damaged(name, "its bytes cannot be unpacked");
                // Counted before anything is kept, so that what was made to fill the memory takes none.
                let size = unpacked_size(packed, limit).ok_or_else(unpackable)?;
                if size > limit {
                    return Err(over());
                }
                decompress_to_vec_with_limit(packed, size).map_err(|_| unpackable())?
            }
            other => return Err(damaged(name, format!("it is packed in a way that documents do not use, {other}"))),
        };
        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        entry
            .claim_verifier()
            .valid(ZipVerification { crc: rawzip::crc32(&bytes), uncompressed_size: size })
            .map_err(|_| damaged(name, "its checksum or its size does not fit: bytes were changed or lost"))?;
        self.left -= bytes.len();
        Ok(Some(bytes))
    }
}

/// How many bytes these unpack to, or more than `limit` if it is more; `None` if they cannot be unpacked.
fn unpacked_size(packed: &[u8], limit: usize) -> Option<usize> {
    // As far back as DEFLATE looks.
    let mut window = vec![0; 32 << 10];
    let mut state = DecompressorOxide::new();
    let (mut read, mut size, mut at) = (0, 0_usize, 0);
    loop {
        let (status, more, written) = decompress(&mut state, packed.get(read..)?, &mut window, at, 0);
        read += more;
        size = size.saturating_add(written);
        at = (at + written) % window.len();
        match status {
            TINFLStatus::Done => return Some(size),
            TINFLStatus::HasMoreOutput if size > limit => return Some(size),
            TINFLStatus::HasMoreOutput => {}
            _ => return None,
        }
    }
}

/// The name of a part as it is compared: without its first slash, and in small letters.
fn normal(name: &str) -> String {
    name.trim_start_matches(['/', '\\']).chars().map(|c| if c == '\\' { '/' } else { c.to_ascii_lowercase() }).collect()
}
