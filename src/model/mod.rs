//! What a text says as a letter: sections, disputed items, fields, citations, conclusions.
//!
//! A [`Letter`] is a sequence of [`Part`]s that together cover the text: what comes before the first
//! section, then sections and disputed items as they stand. All places in a part count from its start, so
//! an edit leaves the parts around it untouched.

pub mod amounts;
pub mod body;
pub mod citation;
pub mod conclusion;
mod cover;
mod credentials;
mod dates;
pub mod dialect;
pub mod echo;
mod facts;
mod governing;
mod heading;
mod letter;
pub mod measures;
mod part;
pub mod person;
pub mod remnants;
mod sentences;
pub mod signs;
pub mod sites;
mod tokens;

pub use cover::{Cover, Determination};
pub use dates::{
    DAY_LABEL, Dated, Step, Steps, days, has_month_first, has_month_second, month_of, names_service,
    reviews_in_summary, steps_in_opening, steps_on_front, written_days,
};
pub use governing::{DaysOrigin, GoverningDays};
pub use heading::{DecidedIn, Heading};
pub use letter::{Letter, PartSum};
pub use part::{Credentials, Field, Item, Part, PartKind, Section};
pub use sentences::{LONGEST_SENTENCE, clause_around, clause_at, paragraphs, sentence_at, sentences, statement_at};

use std::ops::Range;

/// Reads a made-up item, so that the first letter need not wait for the patterns to be prepared.
pub fn prepare() {
    citation::citations("Decision based on MTUS Chronic Pain Treatment Guidelines Opioids Page(s): 78-80.");
    conclusion::conclusions("The records were reviewed. Therefore, the request is not medically necessary.");
    conclusion::has_verdict_cue("The request is not supported.");
    Steps::on_front("Decision Date: 07/15/2015");
    Steps::in_summary("On 06/17/14 Utilization Review non-certified the request.");
}

/// No table on the front of a letter is longer, in bytes.
pub const LONGEST_FRONT: usize = 4000;

/// A range moved by `by` bytes to the right.
pub fn shifted(range: &Range<usize>, by: usize) -> Range<usize> {
    range.start + by..range.end + by
}
