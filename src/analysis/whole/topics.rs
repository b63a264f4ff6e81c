//! Which of the treatments that a rationale names it speaks about.

use crate::guidelines::Mention;
use crate::text::pattern::pattern;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// The treatments that a rationale surely speaks about: the request itself, or else the subject of a sentence that opens the
/// rationale or comes back to it. What is taken beside, has failed before or is only compared is none.
pub(super) fn topics(text: &str, sentences: &[Range<usize>], mentions: &[Mention]) -> Vec<Mention> {
    let opening = sentences.first().map_or(0, |sentence| sentence.end);
    let is_topic = |mention: &&Mention| {
        let (before, after) = around(text, &mention.span);
        let is_repeated = || mentions.iter().filter(|other| other.named == mention.named).count() > 1;
        let is_central = || mention.span.start < opening || is_repeated();
        let opens = OPENS.is_match(before) || (before.len() == mention.span.start && OPENS_ALL.is_match(before));
        let is_subject = opens && (PREDICATE.is_match(after) || NAMES_GUIDELINE.is_match(after));
        REQUESTED.is_match(before)
            || (opens && DECIDED.is_match(after))
            || ((is_subject || RECOMMENDED.is_match(before)) && is_central())
    };
    mentions.iter().filter(is_topic).cloned().collect()
}

/// What stands before and after a place, as far as it may matter.
fn around<'t>(text: &'t str, place: &Range<usize>) -> (&'t str, &'t str) {
    const REACH: usize = 60;
    let start = (place.start.saturating_sub(REACH)..place.start).find(|at| text.is_char_boundary(*at));
    let end = (place.end..=(place.end + REACH).min(text.len())).rev().find(|at| text.is_char_boundary(*at));
    (&text[start.unwrap_or(place.start)..place.start], &text[place.end..end.unwrap_or(place.end)])
}

const ARTICLES: &str = r"(?: (?: a | an | the | refills? \s+ of | \d+ | topical ) \s+ )* $";
static REQUESTED: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"(?ix) \b request (?: s | ed )? \s+ (?: for \s+ )? {ARTICLES}")));
/// What guidelines speak about.
static RECOMMENDED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(r"(?ix) \b (?: recommends? | not \s+ address (?: \s+ the \s+ use \s+ of )? ) \s+ {ARTICLES}"))
});
const OPENING: &str = r"(?: (?: the | a | an | this | that | such | these | topical | oral | long-term | continued | chronic | use \s+ of
    | therefore ,? | thus ,? | hence ,? | so \s+ that | requested ) \s+ )* $";
static OPENS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?ix) (?: [.!?:;] \s* | \b so \s+ that \s+ | \b therefore ,? \s+ | \b (?: that | states? ) \s+ ) {OPENING}"
    ))
});
static OPENS_ALL: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"(?ix) ^ \s* {OPENING}")));
const DETAILS: &str = r"(?: \s* (?: \( [^)]* \) | \#? \d[\d./]* \s* (?: mg | mcg | % )? | unit | treatment | therapy | sessions? | use
    | patch | injections? ) )* \s*";
static PREDICATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?ix) ^ {DETAILS} (?: is | are | was | were | (?: has | have ) \s+ been | (?: may | can | should ) \s+ be ) \s+ (?: not \s+ )?
            (?: (?: generally | only | medically ) \s+ )?
            (?: an? \s | the \s | approved | appropriate | considered | effective | FDA | indicated | necessary | recommended | shown
              | supported | used | warranted ) "
    ))
});
static DECIDED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(r"(?ix) ^ {DETAILS} (?: is | are | was | were ) \s+ (?: not \s+ )? medically \s+ necessary"))
});
static NAMES_GUIDELINE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^\s+(?:medical\s+)?(?:treatment\s+)?guidelines?\b"));

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guidelines::{Catalogue, Context};
    use crate::model::sentences;

    fn topics_of(text: &str) -> Vec<String> {
        let mentions = Catalogue::shipped().names().mentions(text, Context::Prose);
        topics(text, &sentences(text), &mentions).into_iter().map(|mention| text[mention.span].to_lowercase()).collect()
    }

    #[test]
    fn what_is_spoken_about() {
        for text in [
            "Tramadol is not recommended.",
            "The patient rests. TRAMADOL 50MG #60 IS NOT MEDICALLY NECESSARY.",
            "The request for tramadol is not medically necessary.",
            "The guideline recommends tramadol.",
            "It helps little, so that the tramadol is not necessary.",
            "CA MTUS does not address the use of tramadol in cases of this kind.",
        ] {
            assert_eq!(topics_of(text), ["tramadol"], "{text}");
        }
        for text in [
            "The patient has taken this medication together with tramadol.",
            "With tramadol he was drowsy.",
            "As tramadol is not medically necessary, no protection is needed.",
            "It was added to tramadol.",
            "The four As are not documented. Tramadol is also taken.",
            "The patient completed 24 visits. Tramadol is recommended as an option instead.",
        ] {
            assert_eq!(topics_of(text), [""; 0], "{text}");
        }
    }
}
