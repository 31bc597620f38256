//! The documents of a list, to be opened when their turn comes.

use std::fs::File;
use std::io::{self, Cursor};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ogi_report::batch::Document;

use crate::archive::{Archive, Entry};
use crate::inputs::{self, Input, Kind};
use crate::name::Name;

/// Bytes of a document at most, as the library has it.
const MAX_BYTES: u64 = 64 << 20;

/// The documents of the list, without the first ones.
pub(crate) fn from_list(list: &Path, skip: usize) -> io::Result<impl Iterator<Item = Document<'static>> + use<>> {
    let mut archives = Archives::default();
    Ok(inputs::read(list)?.skip(skip).map(move |input| match input {
        Ok(Input { name, kind }) => document(name, kind, &mut archives),
        // The list is this program's own. Who damages it meanwhile gets an error, and no rows of other documents.
        Err(error) => Document::new("inputs.jsonl", move || Err::<io::Empty, _>(error)),
    }))
}

fn document(name: String, kind: Kind, archives: &mut Archives) -> Document<'static> {
    match kind {
        Kind::File { path, .. } => Document::new(name, move || File::open(known(&path)?)),
        Kind::Entry { archive, nth, .. } => {
            let opened = archives.open(&archive);
            Document::new(name, move || {
                let (archive, entries) = &*opened.map_err(io::Error::other)?;
                let entry = *entries.get(nth).ok_or_else(|| io::Error::other("the archive has changed"))?;
                archive.read(entry, MAX_BYTES).map(Cursor::new)
            })
        }
        Kind::Archive { .. } => Document::new(name, || Ok(io::empty())),
        Kind::Problem(message) => Document::new(name, move || Err::<io::Empty, _>(io::Error::other(message))),
    }
}

fn known(name: &Name) -> io::Result<PathBuf> {
    name.path().ok_or_else(|| io::Error::other("its name is none that this system has"))
}

/// An archive with the places of its entries, or why there is none.
type Opened = Result<Arc<(Archive, Vec<Entry>)>, String>;

/// The archive whose entries are read. Entries of one follow each other, so the last one is enough; it lives as long as a
/// document of it waits.
#[derive(Default)]
struct Archives(Option<(PathBuf, Opened)>);

impl Archives {
    fn open(&mut self, name: &Name) -> Opened {
        let path = known(name).map_err(|error| error.to_string())?;
        if let Some((last, opened)) = &self.0
            && *last == path
        {
            return opened.clone();
        }
        let opened = Archive::open(&path).map_err(|error| error.to_string()).map(|archive| {
            let entries = archive.entries();
            Arc::new((archive, entries))
        });
        self.0 = Some((path, opened.clone()));
        opened
    }
}
