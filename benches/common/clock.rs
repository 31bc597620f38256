//! The time that this thread has a processor for itself.
//!
//! The time on the wall has in it whatever else the machine does: with three others on two cores, a run of some
//! milliseconds is nearly always interrupted. What one thread computes takes the same either way.

use std::hint::black_box;
use std::sync::LazyLock;
use std::time::Duration;

use rustix::time::{ClockId, Timespec, clock_gettime};

/// When something began.
#[derive(Clone, Copy, Debug)]
pub struct Clock(Duration);

/// What looking at the clock twice takes itself: some hundred nanoseconds.
static OWN: LazyLock<Duration> = LazyLock::new(|| {
    let looks = (0..1000).map(|_| {
        let start = now();
        now().saturating_sub(start)
    });
    looks.min().unwrap_or_default()
});

impl Clock {
    /// Begins.
    pub fn start() -> Self {
        LazyLock::force(&OWN);
        Self(now())
    }

    /// How long it took until now.
    pub fn elapsed(self) -> Duration {
        now().saturating_sub(self.0).saturating_sub(*OWN)
    }
}

/// How long something takes, with giving back what it gives.
pub fn time<R>(run: impl FnOnce() -> R) -> Duration {
    let start = Clock::start();
    drop(black_box(run()));
    start.elapsed()
}

fn now() -> Duration {
    let Timespec { tv_sec, tv_nsec } = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(u64::try_from(tv_sec).unwrap_or(0), u32::try_from(tv_nsec).unwrap_or(0))
}
