//! An operation, or another thing, that was asked for on another side or part of the body than the heading has: `right shoulder
//! arthroscopy` for `left shoulder arthroscopy`.

use crate::analysis::question::Question;
use crate::analysis::whole::{ASKED, DoneTo, Narrative, Request, Whole};
use crate::text::pattern::verbose;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// Where the summary asks for the same on another side or part of the body, if it nowhere asks for what is requested.
pub(super) fn other_operation(request: &Request, summary: &Narrative<'_>, whole: &Whole<'_>) -> Option<Range<usize>> {
    let own = request.done_to.as_ref()?;
    let is_like = |told: &DoneTo| told.is_like(own) && (told.is_there(own) || told.differs_once(own));
    let asked = asked(summary).into_iter().filter(|(_, told)| is_like(told)).collect::<Vec<_>>();
    if asked.iter().any(|(_, told)| told.is_there(own)) {
        return None;
    }
    let is_of_other = |told: &DoneTo| {
        let mut others = whole.requests().filter_map(|(_, other)| other.done_to.as_ref());
        others.any(|other| other.is_there(told))
    };
    asked.into_iter().find(|(_, told)| !is_of_other(told)).map(|(place, _)| place)
}

/// What is asked for with its side, each with the place of side and part.
fn asked(summary: &Narrative<'_>) -> Vec<(Range<usize>, DoneTo)> {
    let asked = summary.prose.sentences_with(&MAY_ASK).filter_map(|(start, sentence)| {
        let cue = IS_ASKED.find(sentence).filter(|_| !EARLIER.is_match(sentence))?;
        Some((start + cue.end()..start + sentence.len(), start, sentence))
    });
    let in_sentence = |(asked, start, sentence): (Range<usize>, usize, &str)| {
        let parts = summary.prose.sided_parts().iter().filter(|part| asked.contains(&part.span.start));
        let done = parts.filter_map(|part| {
            let (before, behind) = (sentence.get(..part.span.start - start)?, sentence.get(part.span.end - start..)?);
            let done = DoneTo::of(part, before, behind).filter(|_| !BOTH.is_match(before))?;
            Some((part.span.clone(), done))
        });
        done.collect::<Vec<_>>()
    };
    asked.flat_map(in_sentence).collect()
}

static MAY_ASK: Question = Question::new(|sentence| IS_ASKED.is_match(sentence));

static IS_ASKED: LazyLock<Regex> = LazyLock::new(|| {
    verbose(&format!(
        r"\b (?: {ASKED} | recommend (?: s | ed )? | to \s+ (?: have | undergo ) | wish (?: es | ed )? \s+ to ) \b"
    ))
});

/// `left and right shoulder arthroscopy`
static BOTH: LazyLock<Regex> = LazyLock::new(|| verbose(r"\b (?: left | right ) \s* (?: and | & | / | or ) \s* \z"));

static EARLIER: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: after | earlier | first | former | had | initial (?: ly )? | last | later | next | once | (?-i: AME | P?QME ) | in \s+ (?: [0-9]+ | two | three | four | six ) \s+ months | withdrawn | wrong | original (?: ly )? | previous (?: ly )? | prior | s/p | status \s+ post
            | underwent ) \b",
    )
});
