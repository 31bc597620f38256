//! What there is to read: folders, archives and lists, gone through once and written down.
//!
//! The list is a file, not a `Vec`, so it takes no memory, and a run that goes on knows what it had begun with.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::fs::{self, File, Metadata};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use globset::{Glob, GlobSet, GlobSetBuilder};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use walkdir::WalkDir;

use crate::archive::Archive;
use crate::arguments::Arguments;
use crate::name::{self, Name};

/// A document, or something that stands in the place of some that cannot be reached.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Input {
    /// The name that it has in the tables.
    pub(crate) name: String,
    #[serde(flatten)]
    pub(crate) kind: Kind,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    /// A file, and what shows that it is still the same.
    File { path: Name, bytes: u64, modified: Option<(u64, u32)> },
    /// An entry of an archive, by its number in the directory.
    Entry { archive: Name, nth: usize, bytes: u64, crc: u32 },
    /// An archive whose entries follow.
    Archive { bytes: u64, modified: Option<(u64, u32)> },
    /// What is wrong.
    Problem(String),
}

impl Input {
    /// Whether it has a row of its own.
    pub(crate) const fn is_document(&self) -> bool {
        !matches!(self.kind, Kind::Archive { .. })
    }
}

/// What was found.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) documents: u64,
    /// Of the whole list.
    pub(crate) digest: String,
}

/// Goes through the inputs and lists them in a file.
pub(crate) fn list(arguments: &Arguments, to: &Path) -> Result<Found, String> {
    let says = |error: io::Error| format!("{}: {error}", to.display());
    let mut finder = Finder {
        out: BufWriter::new(File::create(to).map_err(says)?),
        digest: Sha256::new(),
        documents: 0,
        globs: globs(&arguments.glob)?,
        own: fs::canonicalize(&arguments.out).ok(),
        names: HashSet::new(),
    };
    for input in &arguments.inputs {
        finder.input(input).map_err(says)?;
    }
    if let Some(list) = &arguments.list {
        finder.listed(list)?.map_err(says)?;
    }
    let file = finder.out.into_inner().map_err(|error| says(error.into_error()))?;
    file.sync_all().map_err(says)?;
    let mut digest = String::new();
    for byte in finder.digest.finalize() {
        let _ = write!(digest, "{byte:02x}");
    }
    Ok(Found { documents: finder.documents, digest })
}

/// The documents of a list, from one of them on. A line that cannot be read is an error.
pub(crate) fn read(list: &Path) -> io::Result<impl Iterator<Item = io::Result<Input>> + use<>> {
    let lines = BufReader::new(File::open(list)?).lines();
    let inputs = lines.map(|line| serde_json::from_str::<Input>(&line?).map_err(io::Error::other));
    Ok(inputs.filter(|input| input.as_ref().map_or(true, Input::is_document)))
}

/// Where two lists differ first, in words.
pub(crate) fn difference(before: &Path, now: &Path) -> io::Result<String> {
    let (mut before, mut now) = (BufReader::new(File::open(before)?).lines(), BufReader::new(File::open(now)?).lines());
    let name = |line: &str| serde_json::from_str::<Input>(line).map(|input| input.name).unwrap_or_default();
    loop {
        return Ok(match (before.next().transpose()?, now.next().transpose()?) {
            (Some(before), Some(now)) if before == now => continue,
            (Some(before), Some(now)) if name(&before) == name(&now) => format!("{} is not as it was", name(&now)),
            (Some(before), Some(now)) => format!("{} stands where {} stood", name(&now), name(&before)),
            (Some(before), None) => format!("{} is not there any more", name(&before)),
            (None, Some(now)) => format!("{} is new", name(&now)),
            (None, None) => "nothing differs".to_owned(),
        });
    }
}

fn globs(patterns: &[String]) -> Result<Option<GlobSet>, String> {
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        set.add(Glob::new(pattern).map_err(|error| format!("--glob: {error}"))?);
    }
    Ok(if patterns.is_empty() { None } else { Some(set.build().map_err(|error| format!("--glob: {error}"))?) })
}

struct Finder {
    out: BufWriter<File>,
    digest: Sha256,
    documents: u64,
    globs: Option<GlobSet>,
    /// The folder that is written to, where nothing is looked for.
    own: Option<PathBuf>,
    /// Inputs that were named, so that none is read twice.
    names: HashSet<PathBuf>,
}

impl Finder {
    fn add(&mut self, input: &Input) -> io::Result<()> {
        let unwanted = |globs: &GlobSet| !globs.is_match(&input.name);
        if matches!(input.kind, Kind::File { .. } | Kind::Entry { .. }) && self.globs.as_ref().is_some_and(unwanted) {
            return Ok(());
        }
        let mut line = serde_json::to_vec(input)?;
        line.push(b'\n');
        self.digest.update(&line);
        self.documents += u64::from(input.is_document());
        self.out.write_all(&line)
    }

    fn problem(&mut self, path: &Path, message: &impl ToString) -> io::Result<()> {
        self.add(&Input { name: name::shown(path.as_os_str()), kind: Kind::Problem(message.to_string()) })
    }

    /// Everything that an input stands for.
    fn input(&mut self, path: &Path) -> io::Result<()> {
        if !self.names.insert(path.to_owned()) {
            return Ok(());
        }
        let own = self.own.clone();
        let is_other = |path: &Path| own.as_ref().is_none_or(|own| fs::canonicalize(path).ok().as_ref() != Some(own));
        // Links to files are followed, and so are links to folders unless they lead back to where they stand.
        let walk = WalkDir::new(path).follow_links(true).sort_by_file_name().into_iter();
        for found in walk.filter_entry(|found| !found.file_type().is_dir() || is_other(found.path())) {
            match found {
                Ok(found) if found.file_type().is_dir() => {}
                Ok(found) if !found.file_type().is_file() => {
                    self.problem(found.path(), &"it is neither a file nor a folder")?;
                }
                Ok(found) => match found.metadata() {
                    Ok(metadata) => self.file(found.path(), &metadata)?,
                    Err(error) => self.problem(found.path(), &error)?,
                },
                Err(error) => {
                    let message = match (error.loop_ancestor(), error.io_error()) {
                        (Some(ancestor), _) => format!("it leads back to {}", name::shown(ancestor.as_os_str())),
                        (None, Some(error)) => error.to_string(),
                        (None, None) => error.to_string(),
                    };
                    self.problem(error.path().unwrap_or(path), &message)?;
                }
            }
        }
        Ok(())
    }

    fn file(&mut self, path: &Path, metadata: &Metadata) -> io::Result<()> {
        let (bytes, modified) = (metadata.len(), modified(metadata));
        let shown = name::shown(path.as_os_str());
        let Some(stored) = Name::new(path.as_os_str()) else {
            return self.problem(path, &"its name cannot be written down");
        };
        if !path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("zip")) {
            return self.add(&Input { name: shown, kind: Kind::File { path: stored, bytes, modified } });
        }
        self.add(&Input { name: shown.clone(), kind: Kind::Archive { bytes, modified } })?;
        let archive = match Archive::open(path) {
            Ok(archive) => archive,
            Err(error) => return self.problem(path, &error),
        };
        let mut result = Ok(());
        let listed = archive.list(|nth, entry| {
            let name = format!("{shown}/{}", entry.name);
            let kind = Kind::Entry { archive: stored.clone(), nth, bytes: entry.bytes, crc: entry.crc };
            result = self.add(&Input { name, kind });
            result.is_ok()
        });
        result?;
        listed.or_else(|error| self.problem(path, &format!("the rest of its directory is damaged: {error}")))
    }

    /// The inputs that a file names. The outer error is a list that cannot be read.
    fn listed(&mut self, list: &Path) -> Result<io::Result<()>, String> {
        let mut bytes = Vec::new();
        let read = if list == Path::new("-") {
            io::stdin().lock().read_to_end(&mut bytes)
        } else {
            File::open(list).and_then(|mut file| file.read_to_end(&mut bytes))
        };
        read.map_err(|error| format!("{}: {error}", list.display()))?;
        for line in bytes.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii).filter(|line| !line.is_empty()) {
            let Some(path) = name::path_of(line) else {
                return Err(format!("{}: a line is no path here: {}", list.display(), line.escape_ascii()));
            };
            if let Err(error) = self.input(&path) {
                return Ok(Err(error));
            }
        }
        Ok(Ok(()))
    }
}

/// When it was changed last, in seconds and billionths of one.
fn modified(metadata: &Metadata) -> Option<(u64, u32)> {
    let since = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some((since.as_secs(), since.subsec_nanos()))
}
