//! Faults of our own, planted by the unit tests of this crate to see what they cost.

use std::borrow::Cow;

/// Panics where a text asks for that, in unit tests; everywhere else it does nothing, and does not look at the text.
pub(crate) fn fault<'t>(place: &str, text: impl FnOnce() -> Cow<'t, str>) {
    if cfg!(test) {
        assert!(!text().contains(&format!("planted: {place}")), "planted");
    }
}
