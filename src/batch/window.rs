//! Jobs on the threads of rayon, whose results come in the order of the jobs: a window moves over them.
//!
//! Only who takes the results moves the window on, so nobody works ahead of a slow reader, and no thread ever waits: one
//! that may not begin a job leaves, and is sent for again when a result was taken. Jobs begin in their order. So the job
//! whose result is asked for is running, or is the next to begin and no others hold bytes: it can always go on.

use std::cell::Cell;
use std::collections::VecDeque;
use std::iter::Fuse;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// What may be begun and not yet taken.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// Jobs.
    pub(super) jobs: usize,
    /// Bytes that they hold, at which no further one begins.
    pub(super) bytes: usize,
}

/// Runs the jobs. `run` is given a job and a way to say how many bytes it holds.
pub(super) fn ordered<I, T, F>(jobs: I, limits: Limits, run: F) -> impl Iterator<Item = T> + use<I, T, F>
where
    I: Iterator<Item: Send + 'static>,
    T: Send + 'static,
    F: Fn(I::Item, &dyn Fn(usize)) -> T + Send + Sync + 'static,
{
    let state = State { waiting: VecDeque::new(), slots: VecDeque::new(), first: 0, bytes: 0, runners: 0 };
    let shared = Shared { state: Mutex::new(state), done: Condvar::new(), max_bytes: limits.bytes, run };
    Window { jobs: jobs.fuse(), limit: limits.jobs, held: 0, shared: Arc::new(shared) }
}

/// The results, for who takes them.
struct Window<I: Iterator, T, F>
where
    F: Fn(I::Item, &dyn Fn(usize)) -> T,
{
    jobs: Fuse<I>,
    limit: usize,
    /// Jobs in the window.
    held: usize,
    shared: Arc<Shared<I::Item, T, F>>,
}

/// What the threads share.
struct Shared<J, T, F> {
    state: Mutex<State<J, T>>,
    done: Condvar,
    max_bytes: usize,
    run: F,
}

struct State<J, T> {
    /// Jobs that have not begun, by their numbers.
    waiting: VecDeque<(usize, J)>,
    /// A place for the result of each job in the window.
    slots: VecDeque<Option<Done<T>>>,
    /// The number of the job whose place is the first.
    first: usize,
    /// Bytes that jobs hold which have begun and are not taken.
    bytes: usize,
    /// Threads that work, or that were sent for.
    runners: usize,
}

struct Done<T> {
    result: thread::Result<T>,
    bytes: usize,
}

impl<J, T, F> Shared<J, T, F>
where
    F: Fn(J, &dyn Fn(usize)) -> T,
{
    /// No code of the caller's runs under the lock, so a panic leaves nothing half done.
    fn lock(&self) -> MutexGuard<'_, State<J, T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next job, if it may begin.
    fn begin(&self, state: &mut State<J, T>) -> Option<(usize, J)> {
        if state.bytes < self.max_bytes { state.waiting.pop_front() } else { None }
    }

    fn work(&self, (number, job): (usize, J)) {
        let held = Cell::new(0);
        let opened = |bytes: usize| {
            held.set(bytes);
            let mut state = self.lock();
            state.bytes = state.bytes.saturating_add(bytes);
        };
        // The panic is handed on to who takes the result; nothing that it left half made is looked at before.
        let result = catch_unwind(AssertUnwindSafe(|| (self.run)(job, &opened)));
        let bytes = held.get();
        let mut state = self.lock();
        let first = state.first;
        // There is no place for it if nobody wants results any more.
        let slot = number.checked_sub(first).and_then(|nth| state.slots.get_mut(nth));
        let unwanted = match slot {
            Some(slot) => slot.replace(Done { result, bytes }).map(|done| done.result),
            None => Some(result),
        };
        drop(state);
        drop(unwanted);
        self.done.notify_all();
    }
}

/// Does a job on a thread of the pool, and asks for another turn, so that others who use the pool have theirs.
fn turn<J, T, F>(shared: &Arc<Shared<J, T, F>>)
where
    J: Send + 'static,
    T: Send + 'static,
    F: Fn(J, &dyn Fn(usize)) -> T + Send + Sync + 'static,
{
    let mut state = shared.lock();
    let Some(job) = shared.begin(&mut state) else {
        state.runners = state.runners.saturating_sub(1);
        return;
    };
    drop(state);
    shared.work(job);
    let shared = Arc::clone(shared);
    rayon::spawn_fifo(move || turn(&shared));
}

impl<I, T, F> Window<I, T, F>
where
    I: Iterator<Item: Send + 'static>,
    T: Send + 'static,
    F: Fn(I::Item, &dyn Fn(usize)) -> T + Send + Sync + 'static,
{
    /// Lets as many jobs in as the window holds. Where jobs are slow to come, a result that is there does not wait for more of
    /// them than the threads need.
    fn fill(&mut self) {
        while self.held < self.limit && !self.has_enough() {
            let Some(job) = self.jobs.next() else { return };
            let mut state = self.shared.lock();
            let number = state.first.wrapping_add(state.slots.len());
            state.waiting.push_back((number, job));
            state.slots.push_back(None);
            drop(state);
            self.held += 1;
            self.send();
        }
    }

    /// Whether there is a result to give, and enough for the threads to do.
    fn has_enough(&self) -> bool {
        let state = self.shared.lock();
        matches!(state.slots.front(), Some(Some(_))) && state.waiting.len() >= rayon::current_num_threads()
    }

    /// Sends for threads, if there is anything that they may begin.
    fn send(&self) {
        let mut state = self.shared.lock();
        if state.bytes >= self.shared.max_bytes {
            return;
        }
        let free = rayon::current_num_threads().saturating_sub(state.runners);
        let sent = free.min(state.waiting.len());
        state.runners += sent;
        drop(state);
        for _ in 0..sent {
            let shared = Arc::clone(&self.shared);
            rayon::spawn_fifo(move || turn(&shared));
        }
    }

    /// The first result, once it is there; `None` if the window is empty.
    fn take(&mut self) -> Option<thread::Result<T>> {
        let mut state = self.shared.lock();
        loop {
            match state.slots.front() {
                None => return None,
                Some(Some(_)) => break,
                Some(None) => {}
            }
            // A thread of the pool works itself while it waits: the pool may have no other.
            let job = if rayon::current_thread_index().is_some() { self.shared.begin(&mut state) } else { None };
            state = if let Some(job) = job {
                drop(state);
                self.shared.work(job);
                self.shared.lock()
            } else {
                self.shared.done.wait(state).unwrap_or_else(PoisonError::into_inner)
            };
        }
        let done = state.slots.pop_front().flatten()?;
        state.first = state.first.wrapping_add(1);
        state.bytes = state.bytes.saturating_sub(done.bytes);
        self.held = self.held.saturating_sub(1);
        Some(done.result)
    }
}

impl<I, T, F> Iterator for Window<I, T, F>
where
    I: Iterator<Item: Send + 'static>,
    T: Send + 'static,
    F: Fn(I::Item, &dyn Fn(usize)) -> T + Send + Sync + 'static,
{
    type Item = T;

    fn next(&mut self) -> Option<T> {
        self.fill();
        let result = self.take()?;
        // The bytes of this one are free, so the threads may go on while the caller looks at it.
        self.send();
        Some(result.unwrap_or_else(|panic| resume_unwind(panic)))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let (least, most) = self.jobs.size_hint();
        (least.saturating_add(self.held), most.and_then(|most| most.checked_add(self.held)))
    }
}

/// Whoever drops the results wants no more: what has not begun never will.
impl<I: Iterator, T, F> Drop for Window<I, T, F>
where
    F: Fn(I::Item, &dyn Fn(usize)) -> T,
{
    fn drop(&mut self) {
        let mut state = self.shared.lock();
        let waiting = std::mem::take(&mut state.waiting);
        let slots = std::mem::take(&mut state.slots);
        drop(state);
        drop((waiting, slots));
    }
}
