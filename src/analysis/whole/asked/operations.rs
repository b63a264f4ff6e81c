//! Operations, and other things that are done on one side of the body, which a case summary says were asked for or denied: a `right
//! shoulder arthroscopy`.

use super::{ALLOWED, ASKED, EARLIER, is_of_patient};
use crate::analysis::question::Question;
use crate::analysis::whole::done_to::DoneTo;
use crate::analysis::whole::prose::Prose;
use crate::model::LONGEST_SENTENCE;
use crate::text::pattern::verbose;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// What was asked for with its side, each with the place of side and part.
pub(in crate::analysis::whole) fn operations(prose: &Prose) -> Vec<(Range<usize>, DoneTo)> {
    let in_sentence = |(start, sentence): (usize, &str)| {
        let asked = IS_ASKED.find_iter(sentence).find(|cue| !is_of_patient(sentence, cue.start()));
        let from = start + asked.map_or(sentence.len(), |cue| cue.end());
        let of_sentence = from..start + sentence.len();
        let parts = prose.sided_parts().iter().filter(|part| of_sentence.contains(&part.span.start));
        let done = parts.filter_map(|part| {
            let (before, behind) = (sentence.get(..part.span.start - start)?, sentence.get(part.span.end - start..)?);
            let is_under_review = !(ALLOWED.is_match(behind) || BOTH.is_match(before));
            let done = DoneTo::of(part, before, behind).filter(|_| is_under_review)?;
            Some((part.span.clone(), done))
        });
        done.collect::<Vec<_>>()
    };
    prose.sentences_with(&MAY_ASK).flat_map(in_sentence).collect()
}

static MAY_ASK: Question = Question::new(|sentence| {
    let is_settled = || EARLIER.is_match(sentence) || DONE.is_match(sentence);
    sentence.len() <= LONGEST_SENTENCE && IS_ASKED.is_match(sentence) && !is_settled()
});

static IS_ASKED: LazyLock<Regex> = LazyLock::new(|| {
    verbose(&format!(
        r"\b (?: {ASKED} | (?: i | doctor | dr \.? \s+ [a-z]+ | orthopedist | physician | provider | surgeon ) \s+ recommend (?: s | ed )? \b | was \s+ to \s+ (?: have | undergo ) \b )"
    ))
});

/// `left and right shoulder arthroscopy`
static BOTH: LazyLock<Regex> = LazyLock::new(|| verbose(r"\b (?: left | right ) \s* (?: and | & | / | or ) \s* \z"));

/// That a sentence tells of an operation that was done, or is to be avoided.
static DONE: LazyLock<Regex> =
    LazyLock::new(|| verbose(r"\b (?: after | avoid | had | s/p | status \s+ post | underwent ) \b"));
