//! What is counted, by name.

use std::hint::black_box;

use benches::floor;
use benches::subject::subject;
use benches::written::{FORMS, Form};
use ogi_report::check::check;
use ogi_report::{parse, read};

/// What is counted.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Work {
    Nfkc,
    Parse,
    Check,
    Read,
    /// The HTML parser alone, into scraper's tree.
    Tree,
    Write(Form),
}

/// What is done with a subject.
pub(crate) struct Case {
    pub(crate) work: Work,
    pub(crate) file: String,
    /// The subject whose text the NFKC pass goes over.
    pub(crate) unit: String,
}

/// All cases; each NFKC pass in front of what is measured by it.
pub(crate) fn cases() -> Vec<Case> {
    let case = |work, file: &str, unit: &str| Case { work, file: file.to_owned(), unit: unit.to_owned() };
    let mut cases = Vec::new();
    for (text, page, word, pdf) in
        [("office.txt", "office.html", "office.docx", "office.pdf"), ("city.txt", "city.html", "city.docx", "city.pdf")]
    {
        cases.push(case(Work::Nfkc, text, text));
        cases.push(case(Work::Parse, text, text));
        cases.push(case(Work::Check, text, text));
        for file in [page, word, pdf] {
            cases.push(case(Work::Read, file, text));
        }
        cases.push(case(Work::Tree, page, text));
    }
    for layout in ["a.txt", "b.txt", "h.txt", "markdown.txt", "pdf-layout.txt"] {
        cases.push(case(Work::Nfkc, layout, layout));
        cases.push(case(Work::Parse, layout, layout));
    }
    cases.extend(FORMS.map(|form| case(Work::Write(form), "city.txt", "city.txt")));
    cases
}

impl Work {
    const ALL: [Self; 5] = [Self::Nfkc, Self::Parse, Self::Check, Self::Read, Self::Tree];

    fn name(self) -> String {
        match self {
            Self::Nfkc => "nfkc".to_owned(),
            Self::Parse => "parse".to_owned(),
            Self::Check => "check".to_owned(),
            Self::Read => "read".to_owned(),
            Self::Tree => "scraper".to_owned(),
            Self::Write(form) => format!("write {} of", form.name()),
        }
    }
}

impl Case {
    pub(crate) fn name(&self) -> String {
        format!("{} {}", self.work.name(), self.file)
    }

    /// The case of a name. The file can be any.
    pub(crate) fn named(name: &str) -> Option<Self> {
        let mut all = Work::ALL.into_iter().chain(FORMS.map(Work::Write));
        all.find_map(|work| {
            let file = name.strip_prefix(&work.name())?.strip_prefix(' ')?;
            Some(Self { work, file: file.to_owned(), unit: file.to_owned() })
        })
    }

    /// Whether it is ours to keep small.
    pub(crate) fn is_held(&self) -> bool {
        !matches!(self.work, Work::Nfkc | Work::Tree)
    }

    /// Does it once to have all that is made once, and once more to be counted.
    pub(crate) fn run(&self) {
        let bytes = subject(&self.file);
        let source = || std::str::from_utf8(&bytes).expect("the subjects are UTF-8");
        match self.work {
            Work::Nfkc => twice(|| floor::nfkc(source())),
            Work::Parse => twice(|| parse(source())),
            Work::Read => twice(|| read(&bytes)),
            Work::Tree => twice(|| floor::html::tree(source())),
            Work::Check => {
                let report = parse(source()).expect("the subjects are reports").report;
                twice(|| check(&report));
            }
            Work::Write(form) => {
                let parsed = parse(source()).expect("the subjects are reports");
                let findings = check(&parsed.report);
                twice(|| form.write(source(), &parsed, &findings));
            }
        }
    }
}

fn twice<R>(mut run: impl FnMut() -> R) {
    drop(black_box(run()));
    ogi_counted(&mut || drop(black_box(run())));
}

/// What callgrind counts: this and what it calls.
#[inline(never)]
fn ogi_counted(run: &mut dyn FnMut()) {
    run();
    black_box(());
}
