//! How far a letter has come.

use super::Snapshot;
use super::finding::{Severity, Weight};

/// How far a letter has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Readiness {
    /// How many disputed items it has.
    pub items: usize,
    /// How many of them are decided.
    pub decided: usize,
    /// How many of them are decided, lack nothing and contradict themselves in nothing.
    pub complete: usize,
    /// Whether all of them are complete and the sections as well: it may be sent.
    pub is_ready: bool,
}

impl Readiness {
    /// Of a letter; a text that is none is never ready.
    pub(super) fn of(snapshot: &Snapshot) -> Self {
        let sum = snapshot.checked();
        let stops = |weight| matches!(weight, Weight::Gap(_) | Weight::Fault(Severity::Error));
        let has_sections =
            snapshot.about_letter().is_some_and(|reports| !reports.iter().any(|report| stops(report.weight)));
        Readiness {
            items: sum.items,
            decided: sum.decided,
            complete: sum.complete,
            is_ready: has_sections && sum.items > 0 && sum.complete == sum.items,
        }
    }
}
