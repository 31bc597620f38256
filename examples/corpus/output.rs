//! The folder that is written to, which is this program's alone while it runs.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use fs4::FileExt;

use crate::arguments::{Arguments, Format, Table};
use crate::journal::{Asked, Journal, Line, Said};
use crate::{inputs, merge, says, tables};

pub(crate) struct Output {
    folder: PathBuf,
    /// Held as long as this is. The system takes the lock away with the program, however that ends.
    _lock: File,
}

impl Output {
    /// Makes the folder if need be, and takes it.
    pub(crate) fn open(arguments: &Arguments) -> Result<Self, String> {
        let folder = arguments.out.clone();
        fs::create_dir_all(&folder).map_err(|error| says(&folder, &error))?;
        let lock = folder.join("lock");
        let file = File::options().create(true).append(true).open(&lock).map_err(|error| says(&lock, &error))?;
        FileExt::try_lock(&file).map_err(|_| format!("{}: another run is writing there", folder.display()))?;
        let output = Self { folder, _lock: file };
        if arguments.restart {
            output.clear().map_err(|error| says(&output.folder, &error))?;
        }
        Ok(output)
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The list of inputs.
    pub(crate) fn list(&self) -> PathBuf {
        self.folder.join("inputs.jsonl")
    }

    /// The list of inputs as they are now.
    pub(crate) fn new_list(&self) -> PathBuf {
        tables::unfinished(&self.list())
    }

    fn journal(&self) -> PathBuf {
        self.folder.join("journal.jsonl")
    }

    /// Begins, or goes on where an earlier run was, if that was asked for the same.
    pub(crate) fn begin(&self, asked: &Asked) -> Result<(Journal, Said), String> {
        let path = self.journal();
        let journal = if path.exists() { self.go_on(&path, asked)? } else { self.anew(&path, asked)? };
        for table in &asked.tables {
            let folder = self.folder.join(table.name());
            fs::create_dir_all(&folder).map_err(|error| says(&folder, &error))?;
        }
        Ok(journal)
    }

    fn anew(&self, path: &Path, asked: &Asked) -> Result<(Journal, Said), String> {
        let left = self.made().map_err(|error| says(&self.folder, &error))?;
        if let Some(left) = left.first() {
            let folder = self.folder.display();
            return Err(format!("{} is there, and {folder} has no journal; --restart throws it away", left.display()));
        }
        fs::rename(self.new_list(), self.list()).map_err(|error| says(&self.list(), &error))?;
        let journal = Journal::begin(path, asked).map_err(|error| says(path, &error))?;
        Ok((journal, Said { asked: asked.clone(), parts: Vec::new(), is_merged: false }))
    }

    fn go_on(&self, path: &Path, asked: &Asked) -> Result<(Journal, Said), String> {
        let wrong =
            |error: io::Error| format!("{} cannot be gone on with: {error}; --restart begins anew", path.display());
        let (journal, said) = Journal::go_on(path).map_err(wrong)?;
        if let Some(mut difference) = said.asked.difference(asked) {
            if said.asked.inputs != asked.inputs {
                let first = inputs::difference(&self.list(), &self.new_list()).map_err(wrong)?;
                difference = format!("the inputs have changed: {first}");
            }
            fs::remove_file(self.new_list()).map_err(wrong)?;
            return Err(format!(
                "{} was begun otherwise: {difference}. Give the same again, another --out, or --restart to begin anew",
                self.folder.display()
            ));
        }
        fs::remove_file(self.new_list()).map_err(wrong)?;
        if said.is_merged {
            self.drop_parts(asked).map_err(wrong)?;
            return Ok((journal, said));
        }
        // Parts that were not noted may be there in part, or as another run would have had them.
        for (path, part) in self.parts().map_err(wrong)? {
            if part.is_none_or(|part| part >= said.parts.len()) {
                fs::remove_file(&path).map_err(|error| says(&path, &error))?;
            }
        }
        for part in &said.parts {
            for (table, bytes) in &part.bytes {
                let path = tables::path(&self.folder, *table, asked.format, part.part);
                if fs::metadata(&path).map(|metadata| metadata.len()).ok() != Some(*bytes) {
                    return Err(format!("{} is not as it was written; --restart begins anew", path.display()));
                }
            }
        }
        Ok((journal, said))
    }

    /// Puts the parts together, notes it, and takes them away, in this order: at any moment either parts or files are whole.
    pub(crate) fn merge(&self, journal: &mut Journal, asked: &Asked, is_merged: bool) -> Result<(), String> {
        if is_merged {
            return Ok(());
        }
        let parts = usize::try_from(asked.documents).unwrap_or(usize::MAX).div_ceil(asked.part);
        for table in &asked.tables {
            let says = |error| says(&merge::path(&self.folder, *table, asked.format), &error);
            merge::merge(&self.folder, *table, asked.format, parts).map_err(says)?;
        }
        journal.add(&Line::Merged {}).map_err(|error| says(journal.path(), &error))?;
        self.drop_parts(asked).map_err(|error| says(&self.folder, &error))
    }

    fn drop_parts(&self, asked: &Asked) -> io::Result<()> {
        for (path, _) in self.parts()? {
            fs::remove_file(path)?;
        }
        for table in &asked.tables {
            match fs::remove_dir(self.folder.join(table.name())) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        Ok(())
    }

    /// The files of parts, and the numbers of those that are whole.
    fn parts(&self) -> io::Result<Vec<(PathBuf, Option<usize>)>> {
        let mut parts = Vec::new();
        for table in Table::ALL {
            let entries = match fs::read_dir(self.folder.join(table.name())) {
                Ok(entries) => entries,
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                Err(error) => return Err(error),
            };
            for entry in entries {
                let entry = entry?;
                let name = entry.file_name();
                let Some(rest) = name.to_str().and_then(|name| name.strip_prefix("part-")) else { continue };
                let number = rest.split_once('.').and_then(|(number, extension)| {
                    (!extension.ends_with(tables::UNFINISHED)).then(|| number.parse().ok())?
                });
                parts.push((entry.path(), number));
            }
        }
        parts.sort();
        Ok(parts)
    }

    /// What this program has made in the folder.
    fn made(&self) -> io::Result<Vec<PathBuf>> {
        let mut made: Vec<PathBuf> = self.parts()?.into_iter().map(|(path, _)| path).collect();
        for table in Table::ALL {
            for format in [Format::Csv, Format::Jsonl, Format::Parquet] {
                let whole = merge::path(&self.folder, table, format);
                made.extend([tables::unfinished(&whole), whole].into_iter().filter(|path| path.exists()));
            }
        }
        Ok(made)
    }

    /// Takes away what was made. The journal goes first: what is not whole without it is thrown away by the next run.
    fn clear(&self) -> io::Result<()> {
        for path in [self.journal(), self.list()] {
            match fs::remove_file(path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        for path in self.made()? {
            fs::remove_file(path)?;
        }
        for table in Table::ALL {
            // One with files of somebody else stays.
            let _ = fs::remove_dir(self.folder.join(table.name()));
        }
        Ok(())
    }
}
