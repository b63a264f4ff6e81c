//! What a case summary says was asked for or denied, with its strengths and quantities.

use crate::guidelines::{Mention, Named, TreatmentId};
use crate::model::amounts::{Amount, Counted, Dose, amounts, doses};
use crate::model::{LONGEST_SENTENCE, sentence_at};
use crate::text::pattern::verbose;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// A treatment that was asked for or denied.
#[derive(Clone, Debug)]
pub(in crate::analysis) struct Asked {
    pub(in crate::analysis) treatment: TreatmentId,
    pub(in crate::analysis) doses: Vec<Dose>,
    /// How many pieces.
    pub(in crate::analysis) amounts: Vec<Amount>,
}

/// What was asked for or denied, in order; what was allowed, and what is taken, is not among it.
pub(super) fn asked(text: &str, sentences: &[Range<usize>], mentions: &[Mention]) -> Vec<Asked> {
    let mut found = Vec::new();
    for (index, mention) in mentions.iter().enumerate() {
        let Named::Treatment(treatment) = mention.named else { continue };
        let Some(sentence) = sentence_at(sentences, mention.span.start) else { continue };
        if sentence.len() > LONGEST_SENTENCE {
            continue;
        }
        let before = &text[sentence.start..mention.span.start];
        let is_asked = CUE.captures_iter(before).last().is_some_and(|cue| cue.name("asked").is_some());
        if !is_asked || EARLIER.is_match(&text[sentence.clone()]) {
            continue;
        }
        // A name may go on where a sentence seems to end.
        let end = sentence.end.max(mention.span.end);
        if ALLOWED.is_match(&text[mention.span.end..end]) {
            continue;
        }
        let next = mentions.get(index + 1).map_or(end, |next| next.span.start.min(end));
        let behind = &text[mention.span.end..next.max(mention.span.end)];
        let words = &text[mention.span.start..mention.span.end + DETAILS.find(behind).map_or(0, |found| found.end())];
        let of_pieces = |amount: &Amount| matches!(amount.of, Counted::Something | Counted::Pieces);
        found.push(Asked {
            treatment,
            doses: doses(words).into_iter().map(|dose| dose.shifted(mention.span.start)).collect(),
            amounts: amounts(words)
                .into_iter()
                .filter(of_pieces)
                .map(|amount| amount.shifted(mention.span.start))
                .collect(),
        });
    }
    found
}

/// What is done with treatments; the last such word before one tells.
static CUE: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"; | \b (?: (?<asked> request (?: s | ed | ing )? | denied | non-?certified | asked \s+ for | sought | RFA )
            | as | because | since | allow (?: ed | ing )? | chang [a-z]+ | from | increas [a-z]+ | approv (?: ed | ing | al ) | certif (?: ied | ying | ication ) | grant (?: ed | ing ) | instead | prescri [a-z]+
            | all | but | on | that | tak (?: es | en | ing ) | to | trial | us (?: es | ed | ing ) | was \s+ on | weaning | with ) \b",
    )
});
/// Requests and denials that are not under review, or only of a part.
static EARLIER: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: earlier | first | initial (?: ly )? | last \s+ year | original (?: ly )? | previous (?: ly )? | prior ) \b",
    )
});
/// That of what was asked for this much was allowed, or is to end.
static ALLOWED: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\A [^.;]{0,60}? (?: \b of \s+ the \s+ \#? [0-9] | \b (?: was | were | be ) \s+ (?: allowed | approved | certified | discontinued | stopped ) \b )",
    )
});
/// The strength, the form and the quantity behind the name of a drug.
static DETAILS: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\A (?: \s+ (?: ER | XR | SR | CR | DR | EC | IR | HCl | capsules? | cream | gel | ointment | patch (?: es )? | tablets? | tabs? ) \b )*
            (?: [\s,(]* (?: and \s+ )? (?: \# \s* | qty:? \s* | x \s* | quantity \s+ (?: of \s+ )? )? [0-9]+ [0-9./%-]* \s*
                (?: mg | mcg | % | tablets? | tabs? | capsules? | patch (?: es )? | pills? )? \)?
                (?: \s+ (?: capsules? | cream | gel | patch (?: es )? | tablets? | tabs? ) \b )? )*",
    )
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guidelines::{Catalogue, Context};
    use crate::model::sentences;

    #[test]
    fn names_that_go_on_behind_a_sentence() {
        let text = "UR denied Norco. Pain goes on.";
        let mentions = Catalogue::shipped().names().mentions(text, Context::Heading);
        let mut cut = sentences(text);
        cut[0].end -= 4;
        assert_eq!(asked(text, &cut, &mentions).len(), 1);
    }
}
