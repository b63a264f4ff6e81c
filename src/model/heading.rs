//! The heading of a disputed item: what was requested, and the decision.

use super::conclusion::Conclusion;
use crate::layouts::decision::{self, Verdict};
use crate::layouts::{request, told};
use std::ops::Range;

/// A heading such as `2. Robaxin 500mg #30:  Upheld`, with the place of each part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// The whole heading, its number included.
    pub range: Range<usize>,
    /// What was requested, without number and colon.
    pub request: Range<usize>,
    /// The decision or what stands in its place; empty, where it should stand, if there is nothing.
    pub words: Range<usize>,
    /// What the decision is.
    pub verdict: Verdict,
    /// For an unknown decision, what was probably meant.
    pub meant: Option<Verdict>,
    /// Whether a colon parts the request from the decision.
    pub has_colon: bool,
    /// Where the decision stands or belongs.
    pub decided_in: DecidedIn,
}

/// Where an item is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecidedIn {
    /// In a word behind the request.
    Word,
    /// In the sentence that the heading is.
    Sentence,
    /// In the conclusion of the rationale: the heading only says which request it is about.
    Conclusion,
}

impl Heading {
    /// Reads the heading that stands at `range` in `text`.
    pub(super) fn read(text: &str, range: Range<usize>) -> Self {
        let heading = &text[range.clone()];
        let start = range.start + request::numbering(heading);
        match decision::ending(heading).filter(|ending| range.start + ending.colon >= start) {
            Some(ending) => Heading {
                request: start..start + text[start..range.start + ending.colon].trim_end().len(),
                words: range.start + ending.words.start..range.start + ending.words.end,
                verdict: ending.verdict,
                meant: ending.meant,
                has_colon: true,
                decided_in: DecidedIn::Word,
                range,
            },
            None => Heading {
                request: start..range.end,
                words: range.end..range.end,
                verdict: Verdict::Undecided,
                meant: None,
                has_colon: false,
                decided_in: DecidedIn::Word,
                range,
            },
        }
    }

    /// Reads the heading at `range` in `text` that is a sentence.
    pub(super) fn told(text: &str, range: Range<usize>) -> Self {
        let heading = &text[range.clone()];
        let told = told::heading(heading);
        let regards_request = told::regards_request(heading);
        Heading {
            request: super::shifted(&told.request, range.start),
            words: super::shifted(&told.words, range.start),
            verdict: told.verdict,
            meant: None,
            has_colon: false,
            decided_in: if regards_request { DecidedIn::Conclusion } else { DecidedIn::Sentence },
            range,
        }
    }

    /// Takes the decision from the conclusion of the rationale, where the heading tells none.
    pub(super) fn settle(&mut self, conclusion: &Conclusion) {
        if self.decided_in == DecidedIn::Conclusion {
            self.words = conclusion.words.clone();
            self.verdict = conclusion.necessity.verdict();
        }
    }

    pub(super) fn shift(&mut self, by: usize) {
        for range in [&mut self.range, &mut self.request, &mut self.words] {
            *range = super::shifted(range, by);
        }
    }
}
