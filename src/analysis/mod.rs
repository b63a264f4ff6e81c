//! Judging a letter: rules over its parts, findings, and what one moment of a text is known to hold.

mod care;
mod checked;
mod cited;
mod deciding;
mod effect;
mod fact;
mod figure;
pub mod finding;
mod fix;
mod had;
mod kinds;
mod levels;
mod moments;
mod of_case;
mod passage;
mod question;
mod readiness;
mod reasoned;
mod reuse;
pub mod rules;
mod snapshot;
mod source;
mod standards;
mod whole;
mod words;

pub use cited::{Cited, CitedItem};
pub use deciding::edit as decision_edit;
pub use finding::{Finding, Findings, Related, Severity, Stage};
pub use fix::{Fix, Safety};
pub use readiness::Readiness;
pub use reuse::claims_administrators_citation;
pub use snapshot::Snapshot;
pub use standards::{BrokenFile, Standards};
