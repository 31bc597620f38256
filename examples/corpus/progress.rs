//! How far it is: a bar on a terminal, else a line now and then.

use std::io::{IsTerminal as _, Write as _};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use crate::summary::grouped;

/// Between lines, where there is no terminal.
const LINES_EVERY: Duration = Duration::from_secs(30);

/// How far a run is. All threads count.
pub(crate) struct Progress {
    bar: Option<ProgressBar>,
    /// When the last line was written, if lines are.
    line: Option<Mutex<Instant>>,
    began: Instant,
    /// Documents that an earlier run has read.
    before: u64,
    documents: u64,
    done: AtomicU64,
    errors: AtomicU64,
}

impl Progress {
    pub(crate) fn new(documents: u64, before: u64, errors: u64, is_quiet: bool) -> Self {
        let is_terminal = std::io::stderr().is_terminal();
        let bar = (is_terminal && !is_quiet).then(|| {
            let bar = ProgressBar::new(documents).with_position(before);
            // The rate of this run, and not of the one before.
            bar.reset_eta();
            let style = "{bar:30} {human_pos}/{human_len}  {per_sec}  {eta_precise} left  {msg}";
            bar.set_style(ProgressStyle::with_template(style).unwrap_or_else(|_| ProgressStyle::default_bar()));
            bar.enable_steady_tick(Duration::from_millis(200));
            bar
        });
        let began = Instant::now();
        let line = (!is_terminal && !is_quiet).then(|| Mutex::new(began));
        let (done, errors) = (AtomicU64::new(before), AtomicU64::new(errors));
        Self { bar, line, began, before, documents, done, errors }
    }

    /// A document is done.
    pub(crate) fn one(&self, is_read: bool) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        let errors = self.errors.fetch_add((!is_read).into(), Ordering::Relaxed) + u64::from(!is_read);
        if let Some(bar) = &self.bar {
            bar.inc(1);
            if !is_read {
                bar.set_message(format!("{} not read", grouped(errors)));
            }
        }
        if let Some(line) = &self.line
            && let Ok(mut last) = line.try_lock()
            && last.elapsed() >= LINES_EVERY
        {
            *last = Instant::now();
            let _ = writeln!(std::io::stderr(), "{}", self.words(done, errors));
        }
    }

    fn words(&self, done: u64, errors: u64) -> String {
        let seconds = self.began.elapsed().as_secs().max(1);
        let rate = ((done - self.before) / seconds).max(1);
        let left = self.documents.saturating_sub(done) / rate;
        format!(
            "{} of {} documents, {}/s, {left} s left, {} not read",
            grouped(done),
            grouped(self.documents),
            grouped(rate),
            grouped(errors)
        )
    }

    pub(crate) fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
