//! Many documents: in their order, none lost, in bounded memory, and the same on one thread as on many.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking, and shows why")]

use std::collections::BTreeSet;
use std::io::{self, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use ogi_report::batch::{Batch, Document, Error, Item};
use ogi_report::check::{Checker, check};
use ogi_report::{Options, SAMPLE, SAMPLE_2019};

/// Something that is quickly read, and says its number.
fn small(n: usize) -> String {
    format!("临江县人民政府{}年政府信息公开工作年度报告\n一、总体情况\n收到政府信息公开申请{n}件。\n", 2021 + n % 5)
}

fn smalls(n: usize) -> impl Iterator<Item = Document<'static>> {
    (0..n).map(|n| Document::from_bytes(n.to_string(), small(n)))
}

fn pool(threads: usize) -> rayon::ThreadPool {
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap()
}

/// The number that a report says.
fn said(item: &Item) -> String {
    let report = &item.result.as_ref().unwrap().parsed.report;
    report.claims().next().unwrap().figure.value().to_string()
}

#[test]
fn the_order_is_that_of_the_documents() {
    for n in [0, 1, 2, 10_000] {
        let items: Vec<(String, String)> =
            Batch::new().par_read(smalls(n)).map(|item| (item.name.clone(), said(&item))).collect();
        let expected: Vec<_> = (0..n).map(|n| (n.to_string(), n.to_string())).collect();
        assert_eq!(items, expected);
    }
}

#[test]
fn on_threads_it_is_as_without() {
    let reports = || {
        let texts = [SAMPLE, SAMPLE_2019, "", "今天天气很好。", "\0\0\0", "一、总体情况\n无。"];
        texts.into_iter().cycle().take(100).enumerate().map(|(n, text)| Document::from_bytes(n.to_string(), text))
    };
    let batch = Batch::new().checker(Checker::new().select(["A", "N"]).unwrap());
    let alone: Vec<Item> = batch.read(reports()).collect();
    assert_eq!(batch.par_read(reports()).collect::<Vec<_>>(), alone);
    let in_chunks = |items: ogi_report::batch::Items<'static>| items.collect::<Vec<_>>();
    assert_eq!(batch.chunks(reports(), 7, in_chunks).flatten().collect::<Vec<_>>(), alone);
    assert_eq!(batch.par_chunks(reports(), 7, in_chunks).flatten().collect::<Vec<_>>(), alone);
    assert_eq!(alone.iter().filter(|item| item.result.is_err()).count(), 50);
    assert_eq!(alone[0].bytes, Some(SAMPLE.len()));
}

#[test]
fn what_is_read_is_checked_as_asked() {
    let document = || [Document::from_bytes("a", SAMPLE)];
    let findings = |batch: Batch| batch.par_read(document()).next().unwrap().result.unwrap().findings;
    let parsed = ogi_report::read(SAMPLE.as_bytes()).unwrap();
    assert_eq!(findings(Batch::new()), check(&parsed.report));
    assert!(findings(Batch::new().unchecked()).is_empty());
    let item = Batch::new().read(document()).next().unwrap();
    assert_eq!(item.result.unwrap().parsed, parsed);
}

#[test]
fn each_bad_document_is_an_error_of_its_own() {
    struct BreaksOff;
    impl Read for BreaksOff {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::new(io::ErrorKind::TimedOut, "the line went dead"))
        }
    }
    let documents = || {
        [
            Document::new("absent", || std::fs::File::open("no/such/file")),
            Document::from_bytes("good", SAMPLE),
            Document::new("broken", || Ok(BreaksOff)),
            Document::new("endless", || Ok(io::repeat(b'1'))),
            Document::from_bytes("large", vec![b'1'; 1 << 17]),
            Document::new("panics", || -> io::Result<io::Empty> { panic!("deliberately, {}", 1) }),
            Document::from_bytes("also good", SAMPLE),
        ]
    };
    let batch = Batch::new().options(Options::new().max_bytes(1 << 16));
    for items in [batch.read(documents()).collect::<Vec<_>>(), batch.par_read(documents()).collect()] {
        let kinds: Vec<_> = items.iter().map(|item| item.result.as_ref().err().map(Error::kind)).collect();
        let none = None::<&str>;
        assert_eq!(
            kinds,
            [Some("open"), none, Some("open"), Some("too_large"), Some("too_large"), Some("panicked"), none]
        );
        let Err(Error::Open { kind, message }) = &items[2].result else { panic!("{:?}", items[2].result) };
        assert_eq!((*kind, message.as_str()), (io::ErrorKind::TimedOut, "the line went dead"));
        assert_eq!(items[3].result, Err(Error::TooLarge { limit: 1 << 16 }));
        assert_eq!(items[3].bytes, None, "how many it has is not known");
        assert_eq!(items[5].result, Err(Error::Panicked { message: "deliberately, 1".to_owned() }));
        let last = items[6].result.as_ref().unwrap();
        assert_eq!(last.parsed.report.year.as_ref().unwrap().value, 2024);
    }
}

/// Counts documents that are open or read and not yet taken, and the most there ever were.
#[derive(Clone, Default)]
struct Counter(Arc<(AtomicUsize, AtomicUsize)>);

impl Counter {
    fn add(&self) {
        let now = self.0.0.fetch_add(1, Ordering::SeqCst) + 1;
        self.0.1.fetch_max(now, Ordering::SeqCst);
    }

    fn taken(&self) {
        self.0.0.fetch_sub(1, Ordering::SeqCst);
    }

    fn most(&self) -> usize {
        self.0.1.load(Ordering::SeqCst)
    }

    /// Documents of so many bytes that are counted when they are opened.
    fn documents(&self, n: usize, bytes: usize) -> impl Iterator<Item = Document<'static>> + use<> {
        let counter = self.clone();
        (0..n).map(move |n| {
            let counter = counter.clone();
            Document::new(n.to_string(), move || {
                counter.add();
                Ok(io::Cursor::new(vec![b' '; bytes]))
            })
        })
    }
}

#[test]
fn no_more_are_held_than_the_window_has() {
    let counter = Counter::default();
    let batch = Batch::new().max_documents(5);
    let mut items = batch.par_read(counter.documents(300, 1));
    let mut n = 0;
    while items.next().is_some() {
        counter.taken();
        n += 1;
        if n % 50 == 0 {
            // The loop is slow, and the threads have time to run ahead.
            thread::sleep(Duration::from_millis(20));
        }
    }
    assert_eq!(n, 300);
    assert!(counter.most() <= 5, "{}", counter.most());
}

#[test]
fn no_more_bytes_are_held_than_the_window_has() {
    let counter = Counter::default();
    let (size, threads) = (100_000, 2);
    let n = pool(threads).install(|| {
        let items = Batch::new().max_bytes(10 * size).par_read(counter.documents(300, size));
        let take = |(n, item): (usize, Item)| {
            assert_eq!(item.bytes, Some(size));
            counter.taken();
            if n % 50 == 0 {
                thread::sleep(Duration::from_millis(20));
            }
        };
        items.enumerate().map(take).count()
    });
    assert_eq!(n, 300);
    assert!(counter.most() < 10 + threads, "{}", counter.most());
}

#[test]
fn a_document_larger_than_the_window_is_read_all_the_same() {
    let documents = || (0..50).map(|n| Document::from_bytes(n.to_string(), SAMPLE));
    assert_eq!(Batch::new().max_bytes(1).par_read(documents()).filter(|item| item.result.is_ok()).count(), 50);
    assert_eq!(Batch::new().max_documents(0).par_read(documents()).count(), 50);
}

#[test]
fn nobody_works_before_or_after_the_loop() {
    let counter = Counter::default();
    drop(Batch::new().par_read(counter.documents(100, 1)));
    assert_eq!(counter.most(), 0, "an iterator that is not asked does nothing");

    let asked = Arc::new(AtomicUsize::new(0));
    let note = Arc::clone(&asked);
    let documents = counter.documents(1_000_000, 1).inspect(move |_| {
        note.fetch_add(1, Ordering::SeqCst);
    });
    let names: Vec<String> = Batch::new().max_documents(8).par_read(documents).take(3).map(|item| item.name).collect();
    assert_eq!(names, ["0", "1", "2"]);
    // The iterator is dropped here. What was begun may still be finished.
    assert!(asked.load(Ordering::SeqCst) <= 8 + 3);
    thread::sleep(Duration::from_millis(50));
    assert!(counter.most() <= 8 + 3, "{}", counter.most());
}

#[test]
fn results_do_not_wait_for_documents_that_are_slow_to_come() {
    let asked = Arc::new(AtomicUsize::new(0));
    let note = Arc::clone(&asked);
    let documents = smalls(200).inspect(move |_| {
        note.fetch_add(1, Ordering::SeqCst);
        thread::sleep(Duration::from_millis(20));
    });
    let mut items = Batch::new().par_read(documents);
    assert_eq!(items.next().unwrap().name, "0");
    assert!(asked.load(Ordering::SeqCst) < 200, "the window could hold them all");
}

#[test]
fn a_pool_of_one_thread_that_waits_for_itself_works_itself() {
    let read = |n| Batch::new().max_documents(4).par_read(smalls(n)).map(|item| item.name).collect::<Vec<_>>();
    let within = pool(1).install(|| read(50));
    assert_eq!(within, read(50));
    // As does one whose threads are all in such loops.
    let pool = pool(2);
    let outer = pool
        .install(|| Batch::new().par_map(smalls(6), |_| Batch::new().par_read(smalls(20)).count()).collect::<Vec<_>>());
    assert_eq!(outer, [20; 6]);
}

#[test]
fn documents_are_read_on_several_threads() {
    // Each of two waits for the other, so that one thread alone would never end.
    let both = Arc::new(std::sync::Barrier::new(2));
    let documents = (0..2).map(|n| {
        let both = Arc::clone(&both);
        Document::new(n.to_string(), move || {
            both.wait();
            Ok(io::Cursor::new(small(n)))
        })
    });
    let pool = pool(3);
    let seen = Arc::new(Mutex::new(BTreeSet::new()));
    let note = Arc::clone(&seen);
    let made = pool.install(|| {
        let made = Batch::new().par_map(documents, move |item| {
            note.lock().unwrap().insert(format!("{:?}", thread::current().id()));
            item.result.is_ok()
        });
        made.collect::<Vec<_>>()
    });
    assert_eq!((made, seen.lock().unwrap().len()), (vec![true, true], 2));
}

#[test]
fn a_panic_of_the_callers_comes_out_in_its_place() {
    let mut made = Batch::new().par_map(smalls(5), |item| {
        assert_ne!(item.name, "2", "deliberately");
        item.name
    });
    assert_eq!((made.next().unwrap(), made.next().unwrap()), ("0".to_owned(), "1".to_owned()));
    assert!(catch_unwind(AssertUnwindSafe(|| made.next())).is_err());
    assert_eq!(made.collect::<Vec<_>>(), ["3", "4"], "and loses no other");
}

#[test]
fn what_borrows_can_be_read_one_after_another() {
    let text = SAMPLE.to_owned();
    let is_opened = AtomicBool::new(false);
    let document = Document::new("borrowed", || {
        is_opened.store(true, Ordering::SeqCst);
        Ok(text.as_bytes())
    });
    assert_eq!(document.name(), "borrowed");
    let mut items = Batch::new().read([document]);
    assert!(!is_opened.load(Ordering::SeqCst), "it is opened when its turn comes");
    assert!(items.next().unwrap().result.is_ok());
    assert_eq!(items.size_hint(), (0, Some(0)));
}

#[test]
fn how_many_are_left_is_known() {
    let mut items = Batch::new().par_read((0..10).map(|n| Document::from_bytes(n.to_string(), small(n))));
    for left in (0..=10).rev() {
        assert_eq!(items.size_hint(), (left, Some(left)));
        items.next();
    }
}
