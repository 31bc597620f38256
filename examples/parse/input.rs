//! Reading of the inputs: files, standard input, or the sample that ships with the crate.
//!
//! The example program `check` uses this file as well.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use ogi_report::{Options, Parsed};

/// Input above this size is refused before it is all in memory. It is the library's own default.
const MAX_BYTES: usize = 64 << 20;

/// A text, and what messages call it.
pub(crate) struct Source {
    pub(crate) name: String,
    pub(crate) text: String,
}

/// What to read: `None` stands for the sample.
pub(crate) fn inputs(files: &[PathBuf]) -> Vec<Option<&Path>> {
    if files.is_empty() { vec![None] } else { files.iter().map(|file| Some(file.as_path())).collect() }
}

/// Reads one input. An error is a message that names it.
pub(crate) fn read(input: Option<&Path>) -> Result<(Source, Parsed), String> {
    let name = match input {
        None => "<sample>".to_owned(),
        Some(path) if is_standard_input(path) => "<stdin>".to_owned(),
        Some(path) => path.display().to_string(),
    };
    let bytes = match input {
        None => Ok(ogi_report::SAMPLE.as_bytes().to_vec()),
        Some(path) => load(path),
    };
    let bytes = bytes.map_err(|error| format!("{name}: {error}"))?;
    // With the default options this is `ogi_report::read(&bytes)`.
    let parsed = Options::new().max_bytes(MAX_BYTES).read(&bytes).map_err(|error| format!("{name}: {error}"))?;
    // Spans are places in the text that was made of the bytes, whatever their form.
    let text = parsed.source.as_ref().map(|source| source.text.clone()).unwrap_or_default();
    Ok((Source { name, text }, parsed))
}

pub(crate) fn is_standard_input(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// The bytes of a file or of standard input.
fn load(path: &Path) -> Result<Vec<u8>, String> {
    let bytes =
        if is_standard_input(path) { bytes_of(io::stdin().lock()) } else { File::open(path).and_then(bytes_of) };
    let bytes = bytes.map_err(|error| error.to_string())?;
    if bytes.len() > MAX_BYTES {
        return Err(format!("larger than {} MiB, the limit", MAX_BYTES >> 20));
    }
    Ok(bytes)
}

/// All bytes, or one more than the limit.
fn bytes_of(reader: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
