//! What only a rationale tells.

use super::absence::{Missed, missed};
use super::given::given;
use super::prose::Prose;
use super::reported::Reported;
use super::request::Request;
use super::topics::topics;
use super::vocabulary::Vocabulary;
use crate::guidelines::Mention;
use crate::model::Field;
use std::ops::Range;

/// What only a rationale tells. Places count from its start.
#[derive(Debug)]
pub(in crate::analysis) struct Reasoning {
    /// The treatments and classes that it surely speaks about, and does not only compare.
    pub(in crate::analysis) topics: Vec<Mention>,
    /// By which words its item is known, and which it says.
    pub(in crate::analysis) vocabulary: Vocabulary,
    /// What it says was done.
    pub(in crate::analysis) given: Vec<Reported>,
    /// What it says is not documented.
    pub(in crate::analysis) missed: Vec<Missed>,
    /// The words for what it concludes on, if it surely concludes only once.
    pub(in crate::analysis) concluded_on: Option<Range<usize>>,
}

impl Reasoning {
    /// That of the rationale in this field, for this request.
    pub(super) fn read(prose: &Prose, field: &Field, request: &Request) -> Self {
        let passage = &prose.passage;
        let subject = match &field.conclusions[..] {
            [only] if only.is_sure => only.subject.as_ref(),
            _ => None,
        };
        let concluded_on = subject.map(|subject| subject.start - passage.start..subject.end - passage.start);
        Reasoning {
            topics: topics(&passage.text, &passage.sentences, &prose.mentions),
            vocabulary: Vocabulary::read(&request.words_about, field, passage, concluded_on.as_ref()),
            given: given(passage),
            missed: missed(passage),
            concluded_on,
        }
    }
}
