//! Names of files, which need not be text.

use std::ffi::OsStr;
use std::path::PathBuf;

use encoding_rs::GB18030;
use serde::{Deserialize, Serialize};

/// A path, as it can be written down and read back.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(untagged)]
pub(crate) enum Name {
    Text(String),
    Bytes(Vec<u8>),
}

impl Name {
    /// `None` where the system's names are neither text nor bytes.
    pub(crate) fn new(path: &OsStr) -> Option<Self> {
        if let Some(text) = path.to_str() {
            return Some(Self::Text(text.to_owned()));
        }
        cfg!(unix).then(|| Self::Bytes(path.as_encoded_bytes().to_vec()))
    }

    pub(crate) fn path(&self) -> Option<PathBuf> {
        match self {
            Self::Text(text) => Some(PathBuf::from(text)),
            Self::Bytes(bytes) => path_of(bytes),
        }
    }
}

/// The path that these bytes are.
#[cfg_attr(unix, expect(clippy::unnecessary_wraps, reason = "elsewhere not all bytes are a path"))]
pub(crate) fn path_of(bytes: &[u8]) -> Option<PathBuf> {
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt as _;
        Some(PathBuf::from(OsStr::from_bytes(bytes)))
    }
    #[cfg(not(unix))]
    std::str::from_utf8(bytes).ok().map(PathBuf::from)
}

/// A name as it stands in the tables. Bytes that are no text are `\x` and two digits, so that different names stay different.
pub(crate) fn shown(name: &OsStr) -> String {
    escaped(name.as_encoded_bytes())
}

/// The name of an entry of an archive. Programs in China write GBK without saying so.
pub(crate) fn entry(bytes: &[u8]) -> String {
    if std::str::from_utf8(bytes).is_err()
        && let Some(text) = GB18030.decode_without_bom_handling_and_without_replacement(bytes)
    {
        return text.into_owned();
    }
    escaped(bytes)
}

fn escaped(bytes: &[u8]) -> String {
    let mut shown = String::new();
    for chunk in bytes.utf8_chunks() {
        shown.push_str(chunk.valid());
        shown.extend(chunk.invalid().iter().map(|byte| format!("\\x{byte:02x}")));
    }
    shown
}
