//! What is done: a line for what was asked for, then a line for each part, each safe on the disk before the next step.
//!
//! A part is in the journal only after its files are whole. So a run that is killed leaves parts that are in the journal, and
//! others, which are taken away and made again.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::arguments::{Findings, Format, Table};
use crate::summary::Summary;
use crate::tables;

/// What a run was asked for. One that goes on has to be asked for the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Asked {
    /// The form of the journal.
    pub(crate) schema: String,
    /// The version of the library, as another one may read otherwise.
    pub(crate) version: String,
    /// The digest of the list of inputs.
    pub(crate) inputs: String,
    pub(crate) documents: u64,
    pub(crate) format: Format,
    pub(crate) tables: Vec<Table>,
    pub(crate) findings: Findings,
    pub(crate) select: Vec<String>,
    pub(crate) ignore: Vec<String>,
    pub(crate) part: usize,
}

/// The form of the journal.
pub(crate) const SCHEMA: &str = "ogi-report/corpus-journal/1";

impl Asked {
    /// What differs, in words.
    pub(crate) fn difference(&self, now: &Self) -> Option<String> {
        let told = |what: &str, before: String, now: String| {
            (before != now).then(|| format!("{what} was {before} and is {now} now"))
        };
        let names = |tables: &[Table]| tables.iter().map(|table| table.name()).collect::<Vec<_>>().join(",");
        told("the version of this program", self.version.clone(), now.version.clone())
            .or_else(|| told("--format", self.format.extension().into(), now.format.extension().into()))
            .or_else(|| told("--tables", names(&self.tables), names(&now.tables)))
            .or_else(|| told("--findings", format!("{:?}", self.findings), format!("{:?}", now.findings)))
            .or_else(|| told("--select", format!("{:?}", self.select), format!("{:?}", now.select)))
            .or_else(|| told("--ignore", format!("{:?}", self.ignore), format!("{:?}", now.ignore)))
            .or_else(|| told("--part", self.part.to_string(), now.part.to_string()))
            .or_else(|| (self != now).then(|| "the inputs have changed".to_owned()))
    }
}

/// A line behind the first one.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Line {
    /// A part that is done.
    Part(Part),
    /// All parts are put together into a file a table, so they are not needed any more.
    Merged {},
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Part {
    pub(crate) part: usize,
    /// Bytes of its files.
    pub(crate) bytes: BTreeMap<Table, u64>,
    pub(crate) summary: Summary,
}

pub(crate) struct Journal {
    path: PathBuf,
    file: File,
}

/// What a journal says.
pub(crate) struct Said {
    pub(crate) asked: Asked,
    pub(crate) parts: Vec<Part>,
    pub(crate) is_merged: bool,
}

impl Journal {
    /// Begins one, unless the machine stops meanwhile: then there is none.
    pub(crate) fn begin(path: &Path, asked: &Asked) -> io::Result<Self> {
        let unfinished = tables::unfinished(path);
        let mut file = File::create(&unfinished)?;
        file.write_all(&line(asked)?)?;
        file.sync_all()?;
        fs::rename(&unfinished, path)?;
        tables::sync_folder(path)?;
        Ok(Self { path: path.to_owned(), file })
    }

    /// Goes on with one. A last line that was not written to its end is taken away.
    pub(crate) fn go_on(path: &Path) -> io::Result<(Self, Said)> {
        let bytes = fs::read(path)?;
        let whole = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let mut lines = bytes.get(..whole).unwrap_or_default().split_inclusive(|byte| *byte == b'\n');
        let asked = serde_json::from_slice(lines.next().unwrap_or_default())?;
        let mut said = Said { asked, parts: Vec::new(), is_merged: false };
        for line in lines {
            match serde_json::from_slice(line)? {
                Line::Part(part) if part.part == said.parts.len() => said.parts.push(part),
                Line::Part(part) => return Err(io::Error::other(format!("part {} is out of its order", part.part))),
                Line::Merged {} => said.is_merged = true,
            }
        }
        let file = OpenOptions::new().append(true).open(path)?;
        if whole < bytes.len() {
            file.set_len(u64::try_from(whole).unwrap_or(u64::MAX))?;
            file.sync_all()?;
        }
        Ok((Self { path: path.to_owned(), file }, said))
    }

    pub(crate) fn add(&mut self, said: &Line) -> io::Result<()> {
        self.file.write_all(&line(said)?)?;
        self.file.sync_data()
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }
}

fn line(value: &impl Serialize) -> io::Result<Vec<u8>> {
    let mut line = serde_json::to_vec(value)?;
    line.push(b'\n');
    Ok(line)
}
