//! Judging a letter: rules over its parts, findings, and what one moment of a text is known to hold.

mod checked;
mod cited;
pub mod finding;
pub mod rules;
mod snapshot;

pub use finding::{Finding, Findings, Related, Severity, Stage};
pub use snapshot::Snapshot;
