//! What a case summary says was asked for or denied, with its strengths and quantities.

use crate::guidelines::{Mention, Named, TreatmentId};
use crate::model::amounts::{Amount, Dose, amounts, doses};
use crate::model::body::{Areas, BodyPart, NamedSide, body_parts, sides};
use crate::model::{LONGEST_SENTENCE, sentence_at, shifted};
use crate::text::pattern::verbose;
use regex::{Captures, Match, Regex};
use std::ops::Range;
use std::sync::LazyLock;

/// A treatment that was asked for or denied.
#[derive(Clone, Debug)]
pub(in crate::analysis) struct Asked {
    pub(in crate::analysis) treatment: TreatmentId,
    pub(in crate::analysis) doses: Vec<Dose>,
    /// How much of it.
    pub(in crate::analysis) amounts: Vec<Amount>,
    /// The sides on which it is to be done.
    pub(in crate::analysis) sides: Vec<NamedSide>,
    /// The parts of the body on which it is to be done.
    pub(in crate::analysis) parts: Vec<BodyPart>,
    /// All that may be meant: what else is named up to the next treatment.
    pub(in crate::analysis) areas: Areas,
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
        let is_list = LIST.is_match(before);
        // In a list, `with mesh,` and `to the knee,` belong to what comes before.
        let is_of_earlier = |cue: &Captures<'_>| {
            let is_beside =
                |beside: Match<'_>| before[beside.end()..].contains(',') && !TAKEN.is_match(&before[..beside.start()]);
            cue.name("beside").is_some_and(is_beside) || is_list && &cue[0] == ";"
        };
        let cues = CUE.captures_iter(before).filter(|cue| !is_of_earlier(cue));
        let asked = cues.last().and_then(|cue| cue.name("asked")).map(|asked| asked.end());
        // `On 5/1 an MRI, a brace and Soma were requested.`
        let is_asked_behind = || {
            let behind = ASKED_BEHIND.captures(&text[mention.span.end..sentence.end.max(mention.span.end)]);
            behind.is_some_and(|said| said.name("asked").is_some() && said.name("settled").is_none())
        };
        let is_past = || AFTER.is_match(before);
        let Some(asked) = asked.or_else(|| (is_asked_behind() && !is_past()).then_some(0)) else { continue };
        if EARLIER.is_match(&text[sentence.clone()]) {
            continue;
        }
        // A name may go on where a sentence seems to end.
        let end = sentence.end.max(mention.span.end);
        if ALLOWED.is_match(&text[mention.span.end..end]) {
            continue;
        }
        let next = mentions.get(index + 1).map_or(end, |next| next.span.start.min(end));
        let behind = &text[mention.span.end..next.max(mention.span.end)];
        let start = mention.span.start - HOW_MANY.find(before).map_or(0, |found| found.len());
        let details = DETAILS.find(behind).map_or(0, |found| found.end());
        // `Soma #30, 6 sessions of therapy`, `an aide, 4 hours a day for 30 days`
        let goes_on = GOES_ON.is_match(&text[mention.span.end + details..end]);
        let own = if goes_on { behind[..details].rfind(',') } else { Some(details) };
        let words = &text[start..mention.span.end + own.unwrap_or(details)];
        let amounts = if own.is_some() { amounts(words) } else { Vec::new() };
        let named = sentence.start + before.rfind([',', ';', ':']).map_or(0, |at| at + 1).max(asked);
        let place_behind = PLACE.find(behind).filter(|place| !FELT.is_match(&behind[place.end()..]));
        let place = &text[named..mention.span.end + place_behind.map_or(0, |found| found.end())];
        found.push(Asked {
            treatment,
            doses: doses(words).into_iter().map(|dose| dose.shifted(start)).collect(),
            amounts: amounts.into_iter().map(|amount| amount.shifted(start)).collect(),
            sides: sides(place)
                .into_iter()
                .map(|side| NamedSide { span: shifted(&side.span, named), ..side })
                .collect(),
            areas: Areas::of(&body_parts(&text[named..mention.span.end + behind.len()])),
            parts: body_parts(place)
                .into_iter()
                .map(|part| BodyPart { span: shifted(&part.span, named), ..part })
                .collect(),
        });
    }
    found
}

/// What is done with treatments; the last such word before one tells.
static CUE: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"; | \b (?: (?<asked> (?: request (?: s | ed | ing )? | denied | non-?certified | asked \s+ for | sought | RFA )
                (?: \s+ (?: dated | of | on ) \s+ [0-9] [0-9/-]+ )? )
            | (?<beside> from | on | to | trial | with )
            | as | because | since | allow (?: ed | ing )? | chang [a-z]+ | increas [a-z]+ | approv (?: ed | ing | al ) | certif (?: ied | ying | ication ) | grant (?: ed | ing ) | instead | prescri [a-z]+
            | all | but | that | tak (?: es | en | ing ) | us (?: es | ed | ing ) | was \s+ on | weaning ) \b",
    )
});
/// That somebody is on a treatment, or is treated with it.
static TAKEN: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: he | she | patient | remain (?: s | ed ) | taking | treated | worker ) (?: \s+ [a-z]+ ){0,4} \s+ \z",
    )
});
/// That nothing else is said before it is said that what was named was asked for.
static ASKED_BEHIND: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\A [^.;:]{0,300}? \b (?: (?<asked> (?: was | were ) \s+ (?: all \s+ | then \s+ )?
                (?: denied | non-?certified | not \s+ certified | requested | sought ) \b )
                (?<settled> ,? \s+ (?: and \s+ )? (?: allowed | approved | authorized | certified | completed | given | granted | modified ) )?
            | are | did | had | has | have | helped | is | showed | shows | takes | took | was | were | which | who ) \b",
    )
});
/// `Requests: an MRI; Soma`: what opens a list that semicolons part.
static LIST: LazyLock<Regex> =
    LazyLock::new(|| verbose(r"\b (?: request (?: s | ed )? | RFA | denied ) \b [^:;.]{0,40} : [^.]* \z"));
/// How much of a treatment, before its name.
static HOW_MANY: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: [0-9]+ | one | two | three | four | five | six | eight | ten | twelve ) \s+ (?: (?: additional | more ) \s+ )?
            (?: hours | sessions | treatments | units | visits ) \s+ of \s+ (?: an? \s+ )? \z",
    )
});
/// That an amount belongs to what comes next, or is only a part of how much there is to be.
static GOES_ON: LazyLock<Regex> = LazyLock::new(|| {
    verbose(r"\A (?: \s* [/x×] | \s+ (?: a | at | daily | each | every | for | of | per | weekly ) \b )")
});
/// The place behind the name of what is done there.
static PLACE: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\A \s+ (?: [a-z]+ \s+ ){0,2} (?: at | for | of | on | to ) \s+ (?: the \s+ )? (?: (?: left | right | both | bilateral ) \s+ )?
                (?: low \s+ back | (?: lower | upper ) \s+ [a-z]+ | [a-z]+ ) \b
            | \A ,? \s+ (?: left | right | (?-i: L | R ) ) \s+ [a-z]+ \b
            | \A ,? \s+ (?: cervical | lumbar | thoracic | neck | low \s+ back ) \b",
    )
});
/// What is felt in a place, and not done there.
static FELT: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\A (?: \s+ [a-z]+ )? \s+ (?: complaints? | injur (?: y | ies ) | numbness | pains? | radicul [a-z]+ | symptoms? | weakness ) \b",
    )
});
/// `After the left knee` arthroscopy.
static AFTER: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: after | failed | following | had | s/p | since | status \s+ post ) \s+ (?: (?: a | an | his | her | the ) \s+ )? (?: [a-z]+ \s+ ){0,3} \z",
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
        r"\A (?: \s+ for \s+ the \s+ [a-z]+ (?: \s+ (?: back | spine ) )? ,? )? (?: \s+ [0-9] \s* x \s* [0-9]{1,2} (?: \s+ weeks? )? )? (?: \s+ (?: of | for ) \b )?
            (?: \s+ (?: ER | XR | SR | CR | DR | EC | IR | HCl | capsules? | cream | gel | ointment | patch (?: es )? | tablets? | tabs? ) \b )*
            (?: [\s,(]* (?: and \s+ )? (?: \# \s* | qty:? \s* | x \s* | quantity \s+ (?: of \s+ )? )? [0-9]+ [0-9./%-]* \s*
                (?: mg | mcg (?: / \s* hr? )? | % | tablets? | tabs? | capsules? | hours? | patch (?: es )? | pills? | sessions? | treatments? | units? | visits? )? \)?
                (?: \s+ (?: a | per ) \s+ (?: week | month ) (?: \s+ (?: for | x ) \s+ [0-9]+ \s+ (?: weeks? | months? ) \b )? )?
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
