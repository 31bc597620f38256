//! Writes random reports in several forms, into a folder or a zip archive: something for the example `corpus` to read.
//!
//! ```text
//! cargo run --release --example generate -- --count 100000 --out reports.zip
//! ```
//!
//! A number gives the same report on every machine, so a corpus of any size can be had again from the command line.

use std::error::Error;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use clap::{Parser, ValueEnum};
use ogi_report::Report;
use ogi_report::report::CellStatus;
use ogi_report::testing::Generator;
use ogi_report::write::{self, FlatReport};
use rayon::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Reports that are made at a time, and files in a folder.
const CHUNK: u64 = 1000;

/// Write random annual reports on open government information, of offices that there are not.
#[derive(Debug, Parser)]
#[command(name = "generate")]
struct Arguments {
    /// How many
    #[arg(long, default_value_t = 100)]
    count: u64,

    /// In which forms, in turn
    #[arg(long, value_enum, value_delimiter = ',', default_value = "text,gb18030,markdown,html,docx")]
    forms: Vec<Form>,

    /// A folder, or an archive if the name ends in .zip
    #[arg(long, value_name = "PATH")]
    out: PathBuf,

    /// The number of the first report; the others follow
    #[arg(long, default_value_t = 0)]
    seed: u64,

    /// Of a hundred reports, so many have wrong figures
    #[arg(long, value_name = "PERCENT", default_value_t = 20)]
    errors: u8,

    /// Every so many files one that is no report; 0 for none
    #[arg(long, value_name = "N", default_value_t = 1000)]
    bad: u64,

    /// Beside each report a file of its name and `.truth.json`, with what its cells hold
    #[arg(long)]
    truth: bool,
}

/// A form to write.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Form {
    /// Plain text in UTF-8
    Text,
    /// Plain text in GB18030
    Gb18030,
    /// Markdown
    Markdown,
    /// A web page
    Html,
    /// A Word document
    Docx,
}

impl Form {
    fn write(self, report: &Report) -> Vec<u8> {
        match self {
            Self::Text => write::text(report).into_bytes(),
            Self::Gb18030 => encoding_rs::GB18030.encode(&write::text(report)).0.into_owned(),
            Self::Markdown => write::markdown(report).into_bytes(),
            Self::Html => write::html(report).into_bytes(),
            Self::Docx => write::docx(report),
        }
    }

    const fn extension(self) -> &'static str {
        match self {
            Self::Text | Self::Gb18030 => "txt",
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Docx => "docx",
        }
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::parse();
    let mut out = Out::create(&arguments.out)?;
    for first in (0..arguments.count).step_by(usize::try_from(CHUNK)?) {
        let numbers = first..arguments.count.min(first + CHUNK);
        let files: Vec<Made> = numbers.into_par_iter().map(|nth| file(&arguments, nth)).collect();
        for Made { name, bytes, truth } in files {
            out.add(&name, &bytes)?;
            if let Some(truth) = truth {
                out.add(&format!("{name}.truth.json"), &serde_json::to_vec(&truth)?)?;
            }
        }
    }
    out.finish()?;
    Ok(())
}

/// A file, and what its cells hold if that is asked for.
struct Made {
    name: String,
    bytes: Vec<u8>,
    truth: Option<FlatReport>,
}

fn file(arguments: &Arguments, nth: u64) -> Made {
    let folder = nth / CHUNK;
    if arguments.bad > 0 && nth % arguments.bad == arguments.bad - 1 {
        let name = format!("{folder:04}/{nth:07} 说明.txt");
        return Made { name, bytes: "这里没有报告。\n".into(), truth: None };
    }
    let seed = arguments.seed.wrapping_add(nth);
    let mut generator = Generator::new(seed);
    if nth.is_multiple_of(3) {
        generator = generator.statuses([CellStatus::Blank, CellStatus::NotApplicable], 30);
    }
    if seed % 100 < arguments.errors.into() {
        generator = generator.errors(2);
    }
    let report = generator.generate().report;
    let turn = usize::try_from(nth).unwrap_or(0) % arguments.forms.len().max(1);
    let form = arguments.forms.get(turn).copied().unwrap_or(Form::Text);
    let office = report.issuer.as_ref().map_or("", |issuer| issuer.value.as_str());
    let year = report.year.as_ref().map_or(0, |year| year.value);
    Made {
        name: format!("{folder:04}/{nth:07} {office}{year}年.{}", form.extension()),
        bytes: form.write(&report),
        truth: arguments.truth.then(|| FlatReport::new(&report)),
    }
}

/// Where the files go.
enum Out {
    Folder(PathBuf),
    Archive(Box<ZipWriter<BufWriter<File>>>),
}

impl Out {
    fn create(path: &Path) -> io::Result<Self> {
        if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("zip")) {
            return Ok(Self::Archive(Box::new(ZipWriter::new(BufWriter::new(File::create(path)?)))));
        }
        fs::create_dir_all(path)?;
        Ok(Self::Folder(path.to_owned()))
    }

    fn add(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        match self {
            Self::Folder(folder) => {
                let path = folder.join(name);
                path.parent().map_or(Ok(()), fs::create_dir_all)?;
                fs::write(path, bytes)
            }
            Self::Archive(zip) => {
                zip.start_file(name, SimpleFileOptions::default())?;
                zip.write_all(bytes)
            }
        }
    }

    fn finish(self) -> io::Result<()> {
        match self {
            Self::Folder(_) => Ok(()),
            Self::Archive(zip) => zip.finish()?.flush(),
        }
    }
}
