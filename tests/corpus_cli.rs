//! The example program `corpus`, run as a user runs it: inputs of all kinds, each form of tables, and killed at any moment.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking, and shows why")]

#[path = "common/program.rs"]
#[allow(dead_code, reason = "each of the programs uses a part of this")]
mod program;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

use bytes::Bytes;
use ogi_report::testing::Generator;
use ogi_report::write::{self, arrow};
use ogi_report::{SAMPLE, SAMPLE_2019};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use self::program::Run;

/// The program.
fn program() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| program::built("corpus"))
}

/// A folder, removed when dropped.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("corpus").join(name);
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    /// With so many reports in all forms that can be written, in `reports`.
    fn with_reports(name: &str, n: u64) -> Self {
        let folder = Self::new(name);
        for (name, bytes) in reports(n) {
            folder.write(&format!("reports/{name}"), bytes);
        }
        folder
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    fn command(&self, arguments: &str) -> Command {
        let mut command = Command::new(program());
        command.args(arguments.split_whitespace()).current_dir(&self.0);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    fn run(&self, arguments: &str) -> Run {
        Run::of(&self.command(arguments).output().unwrap())
    }

    /// The rows of a table as JSON, of all its parts together.
    fn rows(&self, table: &str) -> Vec<Value> {
        let text: String = files(&self.path(table)).values().map(|bytes| std::str::from_utf8(bytes).unwrap()).collect();
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// For each document that could not be read, the kind of error and the message.
    fn errors(&self, out: &str) -> BTreeMap<String, (String, String)> {
        let word = |row: &Value, name: &str| row[name].as_str().unwrap().to_owned();
        let rows = self.rows(&format!("{out}/errors"));
        rows.iter().map(|row| (word(row, "document"), (word(row, "kind"), word(row, "error")))).collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Reports in all forms that can be written; every tenth file is none.
fn reports(n: u64) -> Vec<(String, Vec<u8>)> {
    let report = |nth| Generator::new(nth).generate().report;
    let file = |nth: u64| match nth % 10 {
        9 => (format!("{nth:03}.txt"), "这里没有报告。".into()),
        0 | 5 => (format!("a/{nth:03}.txt"), write::text(&report(nth)).into_bytes()),
        1 | 6 => (format!("a/b/{nth:03}.md"), write::markdown(&report(nth)).into_bytes()),
        2 | 7 => (format!("c/{nth:03}.html"), write::html(&report(nth)).into_bytes()),
        3 | 8 => (format!("{nth:03}.docx"), write::docx(&report(nth))),
        _ => {
            let text = write::text(&report(nth));
            (format!("c/{nth:03}.txt"), encoding_rs::GB18030.encode(&text).0.into_owned())
        }
    };
    (0..n).map(file).collect()
}

fn archive(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

type Tables = BTreeMap<PathBuf, (usize, String)>;

/// The files in a folder and below it, by their paths; that file if it is one.
fn files(path: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut all = BTreeMap::new();
    if path.is_file() {
        all.insert(path.to_owned(), fs::read(path).unwrap());
        return all;
    }
    for entry in fs::read_dir(path).unwrap() {
        all.extend(files(&entry.unwrap().path()));
    }
    all
}

/// The tables in a folder that was written to, by their paths there: of each how long it is, and its digest.
fn tables(out: &Path) -> Tables {
    let is_own = |path: &PathBuf| ["lock", "inputs.jsonl", "journal.jsonl"].iter().any(|own| path.ends_with(own));
    let relative = |path: PathBuf| path.strip_prefix(out).unwrap().to_owned();
    let digest = |bytes: Vec<u8>| (bytes.len(), format!("{:x?}", Sha256::digest(bytes)));
    let all = files(out).into_iter().filter(|(path, _)| !is_own(path));
    all.map(|(path, bytes)| (relative(path), digest(bytes))).collect()
}

#[test]
fn each_form_has_the_same_rows() {
    let folder = Folder::with_reports("forms", 30);
    let run = folder.run("reports --out jsonl --format jsonl --part 7 --findings all").assert(1);
    assert!(run.out.contains("│ documents"), "{run:?}");
    assert_eq!(run.err, "", "it is quiet where there is no terminal and nothing to say");
    folder.run("reports --out csv --part 7 --findings all -q").assert(1);
    folder.run("reports --out parquet --format parquet --part 7 --findings all -q").assert(1);
    for table in ["reports", "cells", "claims", "findings", "errors"] {
        let rows = folder.rows(&format!("jsonl/{table}"));
        assert_eq!(files(&folder.path(&format!("jsonl/{table}"))).len(), 5, "30 documents in parts of 7");
        let mut documents = Vec::new();
        for part in files(&folder.path(&format!("csv/{table}"))).values() {
            let mut read = csv::Reader::from_reader(part.as_slice());
            documents.extend(read.records().map(|row| row.unwrap()[0].to_owned()));
        }
        assert_eq!(documents, rows.iter().map(|row| row["document"].as_str().unwrap()).collect::<Vec<_>>());
        let mut n = 0;
        for part in files(&folder.path(&format!("parquet/{table}"))).into_values() {
            let reader = ParquetRecordBatchReaderBuilder::try_new(Bytes::from(part)).unwrap().build().unwrap();
            for batch in reader {
                let batch = batch.unwrap();
                if table == "cells" {
                    let ids = arrow::read_cells(&batch).unwrap().into_iter().map(|stored| stored.id.to_string());
                    assert!(ids.eq(rows[n..n + batch.num_rows()].iter().map(|row| row["cell"].as_str().unwrap())));
                }
                n += batch.num_rows();
            }
        }
        assert_eq!(n, rows.len(), "{table}");
    }
    let names: Vec<String> = reports(30).into_iter().map(|(name, _)| format!("reports/{name}")).collect();
    let mut read: Vec<String> = folder.errors("jsonl").into_keys().collect();
    assert_eq!(read.len(), 3);
    read.extend(folder.rows("jsonl/reports").iter().map(|row| row["document"].as_str().unwrap().to_owned()));
    read.sort();
    let mut expected = names.clone();
    expected.sort();
    assert_eq!(read, expected, "each document is in one of the two tables");
    let cells: u64 = folder.rows("jsonl/reports").iter().map(|row| row["cells_number"].as_u64().unwrap()).sum();
    let is_number = |row: &&Value| row["status"] == "number";
    assert_eq!(folder.rows("jsonl/cells").iter().filter(is_number).count() as u64, cells);
}

#[test]
fn threads_and_parts_change_nothing() {
    let folder = Folder::with_reports("threads", 30);
    folder.run("reports --out one --threads 1 --part 4 -q").assert(1);
    folder.run("reports --out three --threads 3 --part 4 -q").assert(1);
    assert_eq!(tables(&folder.path("one")), tables(&folder.path("three")));
    folder.run("reports --out single --single --part 4 -q").assert(1);
    folder.run("reports --out whole --single --part 100 -q").assert(1);
    let single = tables(&folder.path("single"));
    assert_eq!(single, tables(&folder.path("whole")));
    let names: Vec<_> = single.keys().map(|path| path.to_str().unwrap()).collect();
    assert_eq!(names, ["cells.csv", "claims.csv", "errors.csv", "findings.csv", "reports.csv"]);
    assert_eq!(folder.text("single/reports.csv").lines().count(), 1 + 27);
}

#[test]
fn only_what_is_asked_for_is_written() {
    let folder = Folder::with_reports("tables", 10);
    folder.run("reports --out out --format jsonl --tables claims,findings --select A,R --findings all -q").assert(1);
    let names: Vec<PathBuf> = tables(&folder.path("out")).into_keys().collect();
    let expected = ["claims", "errors", "findings"].map(|table| PathBuf::from(format!("{table}/part-00000.jsonl")));
    assert_eq!(names, expected);
    let rules: Vec<Value> = folder.rows("out/findings").iter().map(|row| row["rule"].clone()).collect();
    assert!(!rules.is_empty() && rules.iter().all(|rule| rule.as_str().unwrap().starts_with(['A', 'R'])));
    assert_eq!(folder.run("reports --out out2 --select nothing -q").assert(2).err.lines().count(), 1);
}

/// Waits until there is something to see, or the program has ended.
fn wait(child: &mut Child, is_seen: impl Fn() -> bool) {
    while !is_seen() && child.try_wait().unwrap().is_none() {
        std::thread::yield_now();
    }
}

/// What a run that was killed did not finish.
fn assert_whole_after_kills(folder: &Folder, arguments: &str, expected: &Tables) {
    let out = folder.path("killed");
    let lines = |n: usize| {
        let journal = out.join("journal.jsonl");
        move || fs::read_to_string(&journal).is_ok_and(|text| text.matches('\n').count() >= n)
    };
    let exists = |name: &str| {
        let path = out.join(name);
        move || path.exists()
    };
    // As soon as a file is there that is not whole, or so many parts are done.
    let moments: Vec<Box<dyn Fn() -> bool>> = vec![
        Box::new(exists("inputs.jsonl.unfinished")),
        Box::new(exists("inputs.jsonl")),
        Box::new(exists("cells")),
        Box::new(lines(2)),
        Box::new(lines(4)),
        Box::new(lines(6)),
        Box::new(lines(9)),
        Box::new(lines(13)),
        Box::new(exists("cells.csv.unfinished")),
        Box::new(exists("cells.csv")),
    ];
    let mut killed = 0;
    for moment in moments {
        let mut child = folder.command(arguments).spawn().unwrap();
        wait(&mut child, moment);
        child.kill().unwrap();
        killed += usize::from(child.wait().unwrap().code().is_none());
    }
    let run = folder.run(arguments).assert(1);
    assert!(killed > 2, "it ran when it was killed: {killed}");
    assert_eq!(&tables(&out), expected, "{run:?}");
    assert_eq!(folder.run(arguments).assert(1).out, run.out, "and again, it is done, and says the same");
    assert_eq!(&tables(&out), expected);
}

#[test]
fn no_row_is_lost_or_doubled_when_it_is_killed() {
    let folder = Folder::with_reports("killed", 60);
    for arguments in [
        "reports --format csv --part 5",
        "reports --format csv --part 5 --single",
        "reports --format parquet --part 5",
        "reports --format jsonl --part 5 --threads 1",
    ] {
        folder.run(&format!("{arguments} --out undisturbed")).assert(1);
        let expected = tables(&folder.path("undisturbed"));
        assert_whole_after_kills(&folder, &format!("{arguments} --out killed"), &expected);
        fs::remove_dir_all(folder.path("undisturbed")).unwrap();
        fs::remove_dir_all(folder.path("killed")).unwrap();
    }
}

#[test]
fn what_the_journal_does_not_know_is_done_again() {
    let folder = Folder::with_reports("torn", 30);
    let arguments = "reports --out out --part 4 -q";
    folder.run(arguments).assert(1);
    let (expected, journal) = (tables(&folder.path("out")), folder.text("out/journal.jsonl"));
    // Cut anywhere, the journal is one of a run that was stopped there.
    let first = journal.find('\n').unwrap() + 1;
    for at in (first..journal.len()).step_by(journal.len() / 7) {
        folder.write("out/journal.jsonl", &journal.as_bytes()[..at]);
        folder.write("out/cells/part-00007.csv", "what was not whole");
        folder.write("out/cells/part-00099.csv.unfinished", "nor this");
        folder.run(arguments).assert(1);
        assert_eq!(tables(&folder.path("out")), expected, "{at}");
        assert_eq!(folder.text("out/journal.jsonl"), journal);
    }
    folder.write("out/cells/part-00002.csv", "changed since");
    let run = folder.run(arguments).assert(2);
    assert_eq!(run.err, "corpus: out/cells/part-00002.csv is not as it was written; --restart begins anew\n");
    fs::remove_file(folder.path("out/journal.jsonl")).unwrap();
    let run = folder.run(arguments).assert(2);
    assert!(run.err.contains("out has no journal; --restart throws it away"), "{run:?}");
    folder.write("out/cells/somebody.else", "");
    folder.run(&format!("{arguments} --restart")).assert(1);
    fs::remove_file(folder.path("out/cells/somebody.else")).expect("what is not its own stays");
    assert_eq!(tables(&folder.path("out")), expected);
}

#[test]
fn a_run_goes_on_only_with_the_same() {
    let folder = Folder::with_reports("changed", 10);
    folder.run("reports --out out -q").assert(1);
    let expected = tables(&folder.path("out"));
    let refused = |arguments: &str, why: &str| {
        let run = folder.run(&format!("{arguments} --out out -q")).assert(2);
        let said = "Give the same again, another --out, or --restart to begin anew";
        assert_eq!(run.err, format!("corpus: out was begun otherwise: {why}. {said}\n"));
        assert_eq!(tables(&folder.path("out")), expected, "nothing was touched");
    };
    refused("reports --format jsonl", "--format was csv and is jsonl now");
    refused("reports --part 3", "--part was 500 and is 3 now");
    refused("reports --select A", "--select was [] and is [\"A\"] now");
    refused("reports --tables cells", "--tables was reports,cells,claims,findings,errors and is cells,errors now");
    refused("reports/a", "the inputs have changed: reports/a/000.txt stands where reports/003.docx stood");
    refused("reports --glob *.txt", "the inputs have changed: reports/009.txt stands where reports/003.docx stood");
    folder.write("reports/zzz.txt", SAMPLE);
    refused("reports", "the inputs have changed: reports/zzz.txt is new");
    fs::remove_file(folder.path("reports/zzz.txt")).unwrap();
    folder.run("reports --out out -q").assert(1);
    let (name, bytes) = reports(10).remove(0);
    fs::remove_file(folder.path(&format!("reports/{name}"))).unwrap();
    refused("reports", "the inputs have changed: reports/a/005.txt stands where reports/a/000.txt stood");
    folder.write(&format!("reports/{name}"), [bytes, b" ".to_vec()].concat());
    refused("reports", "the inputs have changed: reports/a/000.txt is not as it was");
    folder.run("reports --out out -q --restart --format jsonl").assert(1);
    assert_eq!(folder.rows("out/reports").len(), 9);
    assert_eq!(files(&folder.path("out/reports")).len(), 1, "nothing of the earlier run is left");
}

#[test]
fn two_runs_do_not_write_to_one_folder() {
    let folder = Folder::with_reports("two", 10);
    fs::create_dir(folder.path("out")).unwrap();
    let lock = File::create(folder.path("out/lock")).unwrap();
    fs4::FileExt::try_lock(&lock).unwrap();
    let run = folder.run("reports --out out").assert(2);
    assert_eq!(run.err, "corpus: out: another run is writing there\n");
    drop(lock);
    folder.run("reports --out out").assert(1);
}

#[test]
fn an_archive_is_read_as_a_folder_is() {
    let folder = Folder::with_reports("archive", 30);
    let all: Vec<(String, Vec<u8>)> = files(&folder.path("reports"))
        .into_iter()
        .map(|(path, bytes)| (path.strip_prefix(&folder.0).unwrap().to_str().unwrap().to_owned(), bytes))
        .collect();
    folder.write("in/all.ZIP", archive(&all));
    folder.run("reports --out folder --format jsonl -q").assert(1);
    folder.run("in --out archive --format jsonl --part 7 --threads 2 -q").assert(1);
    for table in ["reports", "cells", "claims", "findings", "errors"] {
        let mut read = folder.rows(&format!("archive/{table}"));
        for row in &mut read {
            let name = row["document"].as_str().unwrap().strip_prefix("in/all.ZIP/").unwrap().to_owned();
            row["document"] = name.into();
        }
        let mut expected = folder.rows(&format!("folder/{table}"));
        // A folder is walked in another order than the paths sort.
        let by_name = |row: &Value| row["document"].as_str().unwrap().to_owned();
        read.sort_by_key(by_name);
        expected.sort_by_key(by_name);
        assert_eq!(read, expected, "{table}");
    }
}

/// Changes bytes that are there so many times.
fn patched(bytes: &[u8], from: &[u8], to: &[u8], times: usize) -> Vec<u8> {
    let mut patched = bytes.to_vec();
    let mut n = 0;
    for at in 0..bytes.len() {
        if bytes[at..].starts_with(from) {
            patched[at..at + to.len()].copy_from_slice(to);
            n += 1;
        }
    }
    assert_eq!(n, times);
    patched
}

#[test]
fn entries_that_cannot_be_read_are_rows() {
    let folder = Folder::new("entries");
    let one = archive(&[("one.txt".to_owned(), SAMPLE.into())]);
    let local = [b"PK\x03\x04".as_slice(), &one[4..6]].concat();
    // The mark of a password, and a way of packing that nobody knows, in both places where an archive says so.
    let central =
        [b"PK\x01\x02".as_slice(), &one[one.windows(4).position(|four| four == b"PK\x01\x02").unwrap() + 4..][..4]]
            .concat();
    let locked = patched(&one, &local, &[&local[..], &[1, 0]].concat(), 1);
    folder.write("in/locked.zip", patched(&locked, &central, &[&central[..], &[1, 0]].concat(), 1));
    let odd = patched(&one, &local, &[&local[..], &[0, 0, 77, 0]].concat(), 1);
    folder.write("in/odd.zip", patched(&odd, &central, &[&central[..], &[0, 0, 77, 0]].concat(), 1));
    let mut stored = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    stored.start_file("changed.txt", options).unwrap();
    stored.write_all(SAMPLE.as_bytes()).unwrap();
    let stored = stored.finish().unwrap().into_inner();
    folder.write("in/changed.zip", patched(&stored, "行政许可\t387".as_bytes(), "行政许可\t378".as_bytes(), 1));
    folder.write("in/cut.zip", &one[..one.len() - 30]);
    folder.write("in/none.zip", "这不是压缩文件");
    folder.write("in/nested.zip", archive(&[("inner.zip".to_owned(), one.clone()), ("a/".to_owned(), Vec::new())]));
    // As programs in China name entries: in GBK, without saying so.
    let named = archive(&[("12345678.txt".to_owned(), SAMPLE.into())]);
    let name = encoding_rs::GB18030.encode("年度报告").0.into_owned();
    folder.write("in/named.zip", patched(&named, b"12345678", &name, 2));
    // More than is read of a document, in few bytes.
    folder.write("in/bomb.zip", archive(&[("bomb.txt".to_owned(), vec![b' '; (64 << 20) + 1])]));
    folder.write("in/empty.zip", archive(&[]));

    folder.run("in --out out --format jsonl -q").assert(1);
    let errors = folder.errors("out");
    let said = |name: &str| errors[&format!("in/{name}")].clone();
    assert_eq!(said("locked.zip/one.txt").0, "open");
    assert!(said("locked.zip/one.txt").1.contains("it is encrypted"), "{errors:?}");
    assert!(said("odd.zip/one.txt").1.contains("packed in a way that is not read"), "{errors:?}");
    assert_eq!(said("changed.zip/changed.txt").0, "open", "its checksum does not fit: {errors:?}");
    assert!(said("cut.zip").1.contains("the archive is damaged"), "{errors:?}");
    assert!(said("none.zip").1.contains("the archive is damaged, or is none"), "{errors:?}");
    assert_eq!(said("nested.zip/inner.zip").0, "unsupported_form");
    assert_eq!(said("bomb.zip/bomb.txt").0, "too_large");
    assert_eq!(errors.len(), 7, "{errors:?}");
    let read: Vec<Value> = folder.rows("out/reports").iter().map(|row| row["document"].clone()).collect();
    assert_eq!(read, ["in/named.zip/年度报告.txt"]);
}

#[test]
fn whatever_is_in_a_folder_is_read_or_told() {
    let folder = Folder::new("folder");
    folder.write("in/.DS_Store", b"\0\0\0\x01Bud1\0\0");
    folder.write("in/photo.png", b"\x89PNG\r\n\x1a\n");
    folder.write("in/empty.txt", "");
    folder.write("in/older.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    folder.write("in/good.txt", SAMPLE);
    folder.write("in/deep/er/good.txt", SAMPLE_2019);
    let mut expected = vec![
        ("in/.DS_Store", "binary"),
        ("in/empty.txt", "empty"),
        ("in/older.doc", "unsupported_form"),
        ("in/photo.png", "unsupported_form"),
    ];
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt as _;
        use std::os::unix::fs::symlink;
        symlink("..", folder.path("in/deep/loop")).unwrap();
        symlink("nowhere", folder.path("in/lost.txt")).unwrap();
        // A report all the same, under a name that is no text.
        fs::write(folder.path("in").join(std::ffi::OsStr::from_bytes(b"\xc4\xea.txt")), SAMPLE).unwrap();
        expected.extend([("in/deep/loop", "open"), ("in/lost.txt", "open")]);
    }
    // What is written is not read, even if it stands among what is.
    folder.run("in --out in/out --format jsonl -q").assert(1);
    folder.run("in --out in/out --format jsonl -q").assert(1);
    expected.sort_unstable();
    let errors = folder.errors("in/out");
    assert_eq!(errors.iter().map(|(name, (kind, _))| (name.as_str(), kind.as_str())).collect::<Vec<_>>(), expected);
    let rows = folder.rows("in/out/reports");
    let read: Vec<&str> = rows.iter().map(|row| row["document"].as_str().unwrap()).collect();
    let strange = cfg!(unix).then_some("in/\\xc4\\xea.txt");
    assert_eq!(read, ["in/deep/er/good.txt", "in/good.txt"].into_iter().chain(strange).collect::<Vec<_>>());
    #[cfg(unix)]
    assert!(errors["in/deep/loop"].1.contains("it leads back to in"), "{errors:?}");

    let run = folder.run("in --out globbed --format jsonl --glob *.doc --glob **/good.*").assert(1);
    assert!(run.out.contains("unsupported_form"), "{run:?}");
    assert_eq!(folder.rows("globbed/reports").len(), 2);
    let names: Vec<String> = folder.errors("globbed").into_keys().collect();
    assert!(names.contains(&"in/older.doc".to_owned()) && !names.contains(&"in/photo.png".to_owned()), "{names:?}");
    folder.run("in --out bad --glob [").assert(2);
}

#[test]
fn a_list_names_files() {
    let folder = Folder::with_reports("list", 10);
    folder.write("sample.txt", SAMPLE);
    let list = "sample.txt\r\nreports/a\n\nabsent.txt\nsample.txt\n";
    folder.write("list.txt", list);
    folder.run("--list list.txt --out out --format jsonl -q").assert(1);
    let read = |out: &str| -> Vec<String> {
        folder.rows(&format!("{out}/reports")).iter().map(|row| row["document"].as_str().unwrap().to_owned()).collect()
    };
    let expected = ["sample.txt", "reports/a/000.txt", "reports/a/005.txt", "reports/a/b/001.md", "reports/a/b/006.md"];
    assert_eq!(read("out"), expected);
    assert_eq!(folder.errors("out").into_keys().collect::<Vec<_>>(), ["absent.txt"]);

    let mut child = folder.command("--list - --out stdin --format jsonl -q").stdin(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(list.as_bytes()).unwrap();
    Run::of(&child.wait_with_output().unwrap()).assert(1);
    assert_eq!(read("stdin"), expected);
    folder.run("--list none.txt --out other").assert(2);
    folder.run("--out other").assert(2);
    assert_eq!(folder.run("absent.txt --out absent -q").assert(1).err, "");
}

#[test]
fn nothing_is_read_where_there_is_nothing() {
    let folder = Folder::new("nothing");
    fs::create_dir(folder.path("in")).unwrap();
    for arguments in ["in --out out", "in --out single --single", "in --out parquet --format parquet"] {
        let run = folder.run(arguments).assert(0);
        assert!(run.out.contains("documents"), "{run:?}");
    }
    assert!(tables(&folder.path("out")).is_empty());
    let run = folder.run("in --out no --format parquet --single").assert(2);
    assert!(run.err.contains("--single is not for Parquet"), "{run:?}");
    let help = folder.run("--help").assert(0).out;
    assert!(help.contains("goes on where it was") && help.contains("exit status"), "{help}");
}
