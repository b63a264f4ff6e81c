//! What one sentence tells of persons, whomever the sentences before it are about.

use super::words::{Word, words};
use super::{CASE, GUIDELINE, names_stranger};
use std::ops::Range;
use std::sync::OnceLock;

/// What was read of a sentence about persons. Places count from its start.
#[derive(Debug)]
pub struct Reading {
    /// Its words about persons, in order.
    pub(super) words: Vec<(Range<usize>, Word)>,
    /// Whether it is about what guidelines say of all patients.
    pub(super) is_of_guideline: bool,
    /// Whether it may name a stranger, if it names the worker or not; few ask.
    strangers: [OnceLock<bool>; 2],
}

impl Reading {
    /// Reads a sentence.
    pub fn of(sentence: &str) -> Self {
        let words = words(sentence);
        let is_of_guideline = !words.is_empty() && GUIDELINE.is_match(sentence) && !CASE.is_match(sentence);
        Reading { words, is_of_guideline, strangers: Default::default() }
    }

    /// Whether the sentence of which this was read may name a stranger.
    pub(super) fn names_stranger(&self, sentence: &str, has_worker: bool) -> bool {
        *self.strangers[usize::from(has_worker)].get_or_init(|| names_stranger(sentence, has_worker))
    }
}
