//! Zip archives, an entry at a time.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use flate2::read::DeflateDecoder;
use rawzip::{CompressionMethod, FileReader, RECOMMENDED_BUFFER_SIZE, ZipArchive, ZipArchiveEntryWayfinder};

use crate::name;

/// Entries at most of which the places are kept: some hundred MiB.
const MAX_ENTRIES: usize = 2_000_000;

/// An archive. Several threads can read entries of it at the same time.
pub(crate) struct Archive(ZipArchive<FileReader>);

/// An entry as it is listed.
pub(crate) struct Listed {
    pub(crate) name: String,
    pub(crate) bytes: u64,
    pub(crate) crc: u32,
}

/// An entry as it is read.
#[derive(Clone, Copy)]
pub(crate) struct Entry {
    place: ZipArchiveEntryWayfinder,
    method: CompressionMethod,
    is_encrypted: bool,
}

impl Archive {
    pub(crate) fn open(path: &Path) -> io::Result<Self> {
        let mut buffer = vec![0; RECOMMENDED_BUFFER_SIZE];
        Ok(Self(ZipArchive::from_file(File::open(path)?, &mut buffer).map_err(|error| damaged(&error))?))
    }

    /// Tells of each entry that is no folder, in their order, until `tell` has enough.
    pub(crate) fn list(&self, mut tell: impl FnMut(usize, Listed) -> bool) -> io::Result<()> {
        let mut nth = 0;
        self.each(|entry| {
            let name = name::entry(entry.file_path().as_bytes());
            let listed = Listed { name, bytes: entry.uncompressed_size_hint(), crc: entry.crc32() };
            nth += 1;
            tell(nth - 1, listed)
        })
    }

    /// Where the entries are, in the same order, as far as the directory can be read.
    pub(crate) fn entries(&self) -> Vec<Entry> {
        let mut entries = Vec::new();
        // What is wrong with the rest was listed.
        let _ = self.each(|entry| {
            let flags = entry.flags();
            let is_encrypted = flags.is_encrypted() || flags.has_strong_encryption();
            entries.push(Entry { place: entry.wayfinder(), method: entry.compression_method(), is_encrypted });
            true
        });
        entries
    }

    fn each(&self, mut tell: impl FnMut(&rawzip::ZipFileHeaderRecord<'_>) -> bool) -> io::Result<()> {
        let mut buffer = vec![0; RECOMMENDED_BUFFER_SIZE];
        let mut entries = self.0.entries(&mut buffer);
        let mut n = 0;
        while let Some(entry) = entries.next_entry().map_err(|error| damaged(&error))? {
            if entry.is_dir() {
                continue;
            }
            n += 1;
            if n > MAX_ENTRIES {
                return Err(io::Error::other(format!("it has more than {MAX_ENTRIES} entries")));
            }
            if !tell(&entry) {
                break;
            }
        }
        Ok(())
    }

    /// The bytes of an entry, up to so many and one more. What the archive says of sizes is not believed.
    pub(crate) fn read(&self, entry: Entry, limit: u64) -> io::Result<Vec<u8>> {
        if entry.is_encrypted {
            return Err(io::Error::other("it is encrypted: unpack the archive with its password first"));
        }
        let found = self.0.get_entry(entry.place).map_err(|error| damaged(&error))?;
        let (mut bytes, packed) = (Vec::new(), found.reader());
        let limit = limit.saturating_add(1);
        match entry.method {
            CompressionMethod::STORE => found.verifying_reader(packed).take(limit).read_to_end(&mut bytes)?,
            CompressionMethod::DEFLATE => {
                found.verifying_reader(DeflateDecoder::new(packed)).take(limit).read_to_end(&mut bytes)?
            }
            other => return Err(io::Error::other(format!("it is packed in a way that is not read, {other}"))),
        };
        Ok(bytes)
    }
}

fn damaged(error: &rawzip::Error) -> io::Error {
    io::Error::other(format!("the archive is damaged, or is none: {error}"))
}
