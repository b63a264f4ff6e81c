//! Kills a server that owes an answer for too long, which ends the client's blocking read.

use std::process::Child;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::thread;
use std::time::{Duration, Instant};

const ROUND: Duration = Duration::from_millis(250);

pub(crate) struct Watchdog(Arc<Watched>);

struct Watched {
    child: Mutex<Child>,
    start: Instant,
    patience: Duration,
    /// Milliseconds after `start` at which the answer is overdue; zero while none is owed.
    overdue: AtomicU64,
    bitten: AtomicBool,
}

impl Watchdog {
    pub(crate) fn new(child: Child, patience: Duration) -> Self {
        let watched = Arc::new(Watched {
            child: Mutex::new(child),
            start: Instant::now(),
            patience,
            overdue: AtomicU64::new(0),
            bitten: AtomicBool::new(false),
        });
        let weak = Arc::downgrade(&watched);
        thread::spawn(move || watch(&weak));
        Self(watched)
    }

    pub(crate) fn answer_is_due(&self) {
        self.0.overdue.store(self.0.elapsed() + millis(self.0.patience), Ordering::Relaxed);
    }

    pub(crate) fn answered(&self) {
        self.0.overdue.store(0, Ordering::Relaxed);
    }

    /// After how long it killed the server, if it did.
    pub(crate) fn lost_patience(&self) -> Option<Duration> {
        self.0.bitten.load(Ordering::Relaxed).then_some(self.0.patience)
    }

    pub(crate) fn process_id(&self) -> u32 {
        self.0.child.lock().unwrap_or_else(PoisonError::into_inner).id()
    }
}

impl Drop for Watchdog {
    fn drop(&mut self) {
        let mut child = self.0.child.lock().unwrap_or_else(PoisonError::into_inner);
        // Either may fail because the server has ended by itself, which is as good.
        let _ = child.kill();
        let _ = child.wait();
    }
}

impl Watched {
    fn elapsed(&self) -> u64 {
        millis(self.start.elapsed())
    }
}

fn watch(watched: &Weak<Watched>) {
    loop {
        thread::sleep(ROUND);
        let Some(watched) = watched.upgrade() else {
            return;
        };
        let overdue = watched.overdue.load(Ordering::Relaxed);
        if overdue > 0 && watched.elapsed() > overdue {
            watched.bitten.store(true, Ordering::Relaxed);
            let _ = watched.child.lock().unwrap_or_else(PoisonError::into_inner).kill();
            return;
        }
    }
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
