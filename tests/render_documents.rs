//! What is written, as other programs show it: Word documents printed by LibreOffice, pages printed by Chromium, and both read
//! back from the print. Where a program is not installed, this is skipped, and says so.

#![cfg(all(feature = "docx", feature = "pdf"))]
#![allow(clippy::panic, clippy::print_stderr, clippy::unwrap_used, reason = "a test fails by panicking, and shows why")]

mod common;

use std::fs;
use std::io::ErrorKind;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use common::{sound, tokens};
use ogi_report::report::{CellStatus, Report};
use ogi_report::testing::Generator;
use ogi_report::write::docx;
use ogi_report::{SAMPLE, SAMPLE_2019, parse};

/// How long a program may take for what it is given at once.
const LIMIT: Duration = Duration::from_secs(180);

/// A folder that goes when it is no longer needed, even if the test failed.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("ogi-report-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn join(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Runs a program, with a limit of time. `false`, said aloud, where there is none.
fn run(command: &mut Command) -> bool {
    // What the program starts belongs to its group, and ends with it.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    let mut child = match child {
        Ok(child) => child,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            eprintln!(
                "\n!!! SKIPPED: {} is not installed, so nothing was rendered !!!\n",
                command.get_program().display()
            );
            return false;
        }
        Err(error) => panic!("{command:?}: {error}"),
    };
    let begun = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            assert!(status.success(), "{command:?} failed: {status}");
            return true;
        }
        if begun.elapsed() > LIMIT {
            #[cfg(unix)]
            let _ = Command::new("kill").args(["-KILL", "--", &format!("-{}", child.id())]).status();
            let _ = child.kill();
            let _ = child.wait();
            panic!("{command:?} took longer than {LIMIT:?}");
        }
        sleep(Duration::from_millis(50));
    }
}

/// Prints documents as PDF.
fn print(folder: &Folder, documents: &[PathBuf]) -> bool {
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let mut command = Command::new("soffice");
    command
        .args([&profile, "--headless", "--norestore", "--convert-to", "pdf", "--outdir"])
        .arg(&folder.0)
        .args(documents);
    run(&mut command)
}

/// Prints a page as PDF.
#[cfg(feature = "html")]
fn print_page(folder: &Folder, page: &std::path::Path, pdf: &std::path::Path) -> bool {
    let quiet = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
                 --disable-component-update --disable-sync --no-pdf-header-footer";
    let mut command = Command::new("chromium");
    command.args(quiet.split_whitespace());
    command.arg(format!("--user-data-dir={}", folder.join("profile").display()));
    command.arg(format!("--print-to-pdf={}", pdf.display())).arg(page);
    run(&mut command)
}

/// What is read of a print and is not as the report has it: wrong values, and how many cells are left open.
fn compare(report: &Report, again: &Report) -> (Vec<String>, usize) {
    let (mut wrong, mut open) = (Vec::new(), 0);
    for ((id, before), (_, after)) in tokens(report).into_iter().zip(tokens(again)) {
        let is_open =
            matches!(again.cell(id).status(), CellStatus::Ambiguous | CellStatus::Missing | CellStatus::Unreadable);
        if before != after && is_open {
            open += 1;
        } else if before != after {
            wrong.push(format!("{id}: {before} → {after}"));
        }
    }
    (wrong, open)
}

/// Issuer and year, and how many sections there are.
fn matter(report: &Report) -> (Option<String>, Option<u16>, usize) {
    let issuer = report.issuer.as_ref().map(|issuer| issuer.value.clone());
    (issuer, report.year.as_ref().map(|year| year.value), report.sections().count())
}

#[test]
fn printed_documents_say_the_same() {
    let long = "呼兰河畔第十一届北方杂粮博览会筹备领导小组办公室";
    let mut reports: Vec<(String, Report)> = [
        ("sample", SAMPLE.to_owned()),
        ("sample-2019", SAMPLE_2019.to_owned()),
        ("long-name", SAMPLE.replace("澄溪县人民政府", long)),
    ]
    .map(|(name, text)| (name.to_owned(), parse(&text).unwrap().report))
    .into();
    reports.extend((1..12).map(|seed| (format!("seed-{seed}"), Generator::new(seed).generate().report)));

    let folder = Folder::new("print");
    let documents: Vec<PathBuf> = reports.iter().map(|(name, _)| folder.join(&format!("{name}.docx"))).collect();
    for ((_, report), path) in reports.iter().zip(&documents) {
        fs::write(path, docx(report)).unwrap();
    }
    if !print(&folder, &documents) {
        return;
    }
    let mut faults = Vec::new();
    for (name, report) in &reports {
        let again = sound(&fs::read(folder.join(&format!("{name}.pdf"))).unwrap()).report;
        let (wrong, open) = compare(report, &again);
        assert_eq!(matter(report), matter(&again), "{name}");
        eprintln!("{name}: {open} cells are open in print");
        faults.extend(wrong.into_iter().map(|fault| format!("{name}: {fault}")));
        if name.starts_with("sample") {
            assert_eq!(open, 0, "{name}");
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Pages that the tests write.
#[cfg(feature = "html")]
#[test]
fn printed_pages_say_the_same() {
    let folder = Folder::new("page");
    for book in common::book::Book::all() {
        let (page, pdf) = (folder.join("page.html"), folder.join("page.pdf"));
        let bytes = common::form::Form::Page.write(&book);
        fs::write(&page, &bytes).unwrap();
        if !print_page(&folder, &page, &pdf) {
            return;
        }
        let again = sound(&fs::read(&pdf).unwrap()).report;
        let (wrong, open) = compare(&sound(&bytes).report, &again);
        eprintln!("{}: {open} cells are open in print", book.name);
        assert!(wrong.is_empty(), "{}: {wrong:#?}", book.name);
    }
}
