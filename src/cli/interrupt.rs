//! What an interrupt does: what is begun is finished, and what was found so far is told.

use std::process;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

static WAS_ASKED: AtomicBool = AtomicBool::new(false);

/// So long it may take to finish what is begun. Somebody who reads what never comes does not.
const GRACE: Duration = Duration::from_secs(2);

/// Whether somebody wants an end. From the first question on, an interrupt is taken note of; a second one ends the process.
pub(super) fn is_interrupted() -> bool {
    static LISTENS: Once = Once::new();
    LISTENS.call_once(|| {
        // Where it cannot be taken note of, it ends the process.
        let _ = ctrlc::set_handler(|| {
            let was_asked = WAS_ASKED.swap(true, Ordering::Relaxed);
            thread::spawn(move || {
                if !was_asked {
                    thread::sleep(GRACE);
                }
                process::exit(super::INTERRUPTED.into());
            });
        });
    });
    WAS_ASKED.load(Ordering::Relaxed)
}
