//! What only a case summary tells.

use super::absence::{self, Missed, Missing};
use super::asked::{Asked, asked, operations};
use super::denial::denied;
use super::done_to::DoneTo;
use super::prose::Prose;
use super::reported::{self, Reported};
use crate::analysis::passage::Passage;
use crate::guidelines::Mention;
use crate::model::body::{Areas, body_parts, may_meet, sides};
use crate::model::shifted;
use std::ops::Range;
use std::sync::Arc;

/// What only a case summary tells. Places count from its start.
#[derive(Debug)]
pub(in crate::analysis) struct Summarized {
    passage: Arc<Passage>,
    /// Treatments that were asked for or denied.
    pub(in crate::analysis) asked: Vec<Asked>,
    /// Operations and the like that were asked for or denied, with the places of the parts of the body.
    pub(in crate::analysis) operations: Vec<(Range<usize>, DoneTo)>,
    /// Those of the treatments that utilization review denied or modified.
    pub(in crate::analysis) denied: Vec<Mention>,
    /// What it reports of the patient.
    reported: Vec<Reported>,
    /// What it says there was not.
    absent: Vec<Missed>,
}

impl Summarized {
    pub(super) fn read(prose: &Prose) -> Self {
        let Passage { text, sentences, .. } = &*prose.passage;
        Summarized {
            asked: asked(text, sentences, &prose.mentions),
            operations: operations(prose),
            denied: denied(text, sentences, &prose.mentions),
            reported: reported::reported(text, sentences),
            absent: absence::missed(&prose.passage),
            passage: prose.passage.clone(),
        }
    }

    /// Where it reports what the rationale of a request for these parts of the body misses.
    pub(in crate::analysis) fn reports(&self, missed: &Missed, requested: Areas) -> Option<Range<usize>> {
        let areas = missed.areas.or(requested);
        match &missed.what {
            Missing::Subject(subject) => {
                let mut reported = self.reported.iter().filter(|reported| reported.subject.is_one_of(*subject));
                let is_there =
                    |reported: &&Reported| reported.areas.may_meet(areas) && may_meet(&reported.sides, &missed.sides);
                reported.find(is_there).map(|reported| reported.words.clone())
            }
            Missing::Named(names) => {
                let sentences = self.passage.each_sentence().zip(self.passage.words_of_sentences());
                let mut reported = sentences.filter_map(|((start, sentence), (_, words))| {
                    let place = reported::reports(sentence, words, names)?;
                    let sides: Vec<_> = sides(sentence).into_iter().map(|named| named.side).collect();
                    let is_there = Areas::of(&body_parts(sentence)).may_meet(areas) && may_meet(&sides, &missed.sides);
                    is_there.then(|| shifted(&place, start))
                });
                reported.next()
            }
        }
    }

    /// Where it says that there was none of what the rationale of a request for these parts of the body says was done, and
    /// nothing else of it.
    pub(in crate::analysis) fn denies(&self, given: &Reported, requested: Areas) -> Option<Range<usize>> {
        let areas = given.areas.or(requested);
        let of_subject = |absent: &&Missed| match absent.what {
            Missing::Subject(missing) => {
                let is_reported = || self.reported.iter().any(|reported| reported.subject.is_one_of(missing));
                given.subject.is_one_of(missing) && !is_reported()
            }
            Missing::Named(_) => false,
        };
        let is_there = |absent: &&Missed| absent.areas.may_meet(areas) && may_meet(&absent.sides, &given.sides);
        let mut absent = self.absent.iter().filter(of_subject).filter(is_there);
        absent.next().map(|absent| absent.words.clone())
    }
}
