//! The zip archive that a Word document is.

use std::borrow::Cow;
use std::io::Write as _;

use miniz_oxide::deflate::compress_to_vec;
use rawzip::time::UtcDateTime;
use rawzip::{CompressionMethod, DataDescriptorOutput, Error, ZipArchiveWriter, crc32};

/// How hard DEFLATE tries; more takes longer and gains nothing worth it.
const LEVEL: u8 = 6;

/// A part of the archive.
pub(super) struct Part {
    name: &'static str,
    bytes: Cow<'static, [u8]>,
}

impl Part {
    /// One that is the same in every document.
    pub(super) const fn fixed(name: &'static str, text: &'static str) -> Self {
        Self { name, bytes: Cow::Borrowed(text.as_bytes()) }
    }

    /// One that was made for this document.
    pub(super) const fn made(name: &'static str, bytes: Vec<u8>) -> Self {
        Self { name, bytes: Cow::Owned(bytes) }
    }
}

/// The archive of these parts.
pub(super) fn pack(parts: &[Part]) -> Vec<u8> {
    // Only a name that is too long and a writer that refuses bytes make this fail. The names are ours, and memory takes
    // whatever it is given.
    archive(parts).unwrap_or_default()
}

fn archive(parts: &[Part]) -> Result<Vec<u8>, Error> {
    let mut archive = ZipArchiveWriter::new(Vec::new());
    // The first day that an archive can name, so that no two documents differ by when they were made.
    let day = UtcDateTime::from_components(1980, 1, 1, 0, 0, 0, 0);
    for Part { name, bytes } in parts {
        let mut file = archive.new_file(*name).compression_method(CompressionMethod::DEFLATE);
        if let Some(day) = day {
            file = file.last_modified(day);
        }
        let (mut entry, _) = file.start()?;
        entry.write_all(&compress_to_vec(bytes, LEVEL))?;
        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        entry.finish(DataDescriptorOutput::new(crc32(bytes), size))?;
    }
    archive.finish()
}
