//! An operation, or another thing, that was asked for on another side or part of the body than the heading has: `right shoulder
//! arthroscopy` for `left shoulder arthroscopy`.

use crate::analysis::whole::{DoneTo, Request, Summarized, Whole};
use std::ops::Range;

/// Where the summary asks for the same on another side or part of the body, if it nowhere asks for what is requested.
pub(super) fn other_operation(request: &Request, summary: &Summarized, whole: &Whole<'_>) -> Option<Range<usize>> {
    let own = request.done_to.as_ref()?;
    let is_like = |told: &DoneTo| told.is_like(own) && (told.is_there(own) || told.differs_once(own));
    let asked: Vec<_> = summary.operations.iter().filter(|(_, told)| is_like(told)).collect();
    if asked.iter().any(|(_, told)| told.is_there(own)) {
        return None;
    }
    let is_of_other = |told: &DoneTo| {
        let mut others = whole.requests().filter_map(|(_, other)| other.done_to.as_ref());
        others.any(|other| other.is_there(told))
    };
    asked.into_iter().find(|(_, told)| !is_of_other(told)).map(|(place, _)| place.clone())
}
