//! What a fault of our own costs.

use std::panic::{AssertUnwindSafe, catch_unwind};

/// Does some work. A panic in it costs that work; the error says so in words that anybody may read.
pub fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| "imr-ls failed on it, which is a fault in imr-ls".to_owned())
}
