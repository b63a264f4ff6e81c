//! What an interrupt does: what is begun is finished, and what was found so far is told.

use std::process;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

static WAS_ASKED: AtomicBool = AtomicBool::new(false);

/// Whether somebody wants an end. From the first question on, an interrupt is taken note of; a second one ends the process.
pub(super) fn is_interrupted() -> bool {
    static LISTENS: Once = Once::new();
    LISTENS.call_once(|| {
        // Where it cannot be taken note of, it ends the process.
        let _ = ctrlc::set_handler(|| {
            if WAS_ASKED.swap(true, Ordering::Relaxed) {
                process::exit(super::INTERRUPTED.into());
            }
        });
    });
    WAS_ASKED.load(Ordering::Relaxed)
}
