//! Which ages are the worker's.

use super::words::Word;
use super::{APPOSITION, DETERMINED, describing};
use crate::text::pattern::{pattern, verbose};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// Whether an age is said of the worker; `last` and `next` are the words about persons before and behind it, and `is_open` tells
/// whether a pronoun can only mean the worker.
pub(super) fn is_workers_age(
    sentence: &str,
    place: &Range<usize>,
    is_labelled: bool,
    last: Option<&Word>,
    next: Option<&(Range<usize>, Word)>,
    is_open: bool,
) -> bool {
    let (before, after) = (&sentence[..place.start], &sentence[place.end..]);
    if LIMIT.is_match(before) || OR_MORE.is_match(after) {
        return false;
    }
    let is_of_worker = matches!(last, Some(Word::Person(_) | Word::Sex(_)));
    if is_labelled {
        return is_of_worker
            && before.trim_end().trim_end_matches(',').len() + 12 > before.len()
            && LABELLED.is_match(before);
    }
    let is_bare = sentence[place.clone()].bytes().all(|byte| byte.is_ascii_digit());
    if is_bare && !IS_SAID_OF_WORKER.is_match(before) {
        return false;
    }
    if IS.is_match(before) {
        return is_of_worker || (matches!(last, Some(Word::Pronoun(_))) && is_open);
    }
    if AT_A_TIME.is_match(before) {
        return false;
    }
    let stem = describing(before);
    let belongs = next.is_some_and(|(next, word)| {
        let between = &sentence[place.end..next.start];
        matches!(word, Word::Person(_) | Word::Sex(_)) && between.len() < 40 && !between.contains([',', ';', ':'])
    });
    let is_alone = ALONE.is_match(after);
    if DETERMINED.is_match(stem) {
        return belongs || is_alone;
    }
    let is_said = IS_A.is_match(stem) && !matches!(last, Some(Word::Other { .. } | Word::Many));
    let is_case = IN_A.is_match(stem) && last.is_none() && ENDS.is_match(after) && !is_of_many(sentence, place);
    let is_apposition = APPOSITION.is_match(stem) && matches!(last, Some(Word::Person(_)));
    is_case || (is_said || is_apposition) && (belongs || is_alone)
}

/// Whether an age may stand for all people of about that age, as in `common in a 50 year old`.
fn is_of_many(sentence: &str, place: &Range<usize>) -> bool {
    let is_round = sentence[place.clone()].starts_with(|char: char| !char.is_ascii_digit())
        || sentence[place.start + 1..].starts_with(['0', '5']);
    STUDY.is_match(sentence) || is_round && COMPARED.is_match(sentence)
}

static IS_A: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(?:is|concerns|involves|regarding|case\s+of)(?:\s+now)?\s+an?$"));
/// `one visit is appropriate even in a healthy 44 year old`
static IN_A: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\bin\s+an?$"));
static ENDS: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)^\s*(?:$|[.,;]|(?:who|with|without|w/o?)\b)"));
static STUDY: LazyLock<Regex> = LazyLock::new(|| {
    verbose(r"\b (?: cadaver | effective | expected | literature | published | stud (?: y | ies ) ) \b")
});
static COMPARED: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: age-related | as | common (?: ly )? | compar (?: ed | able ) | could | expect (?: ed )? | find | found | if | like | might | normal
            | often | rare (?: ly )? | seen | than | typical | unlike | unusual | usual (?: ly )? | would ) \b",
    )
});
static IS: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\bis(?:\s+(?:now|currently|presently))?\s*$"));
/// `The patient is 51`, but not `The patient's score is 51`.
static IS_SAID_OF_WORKER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(?:patient|claimant|applicant|employee|worker|IW|he|she)\s+is(?:\s+now)?\s*$"));
static LABELLED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:patient|claimant|applicant|employee|worker|male|female|man|woman)\s*,?\s*(?:now\s+)?$")
});
static LIMIT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)(?:\b(?:over|above|than|below|under|least|most|to|until|between|through|age|ages)|[<>≥≤-])\s*$")
});
static OR_MORE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^\W{0,3}(?:or|and)\s+(?:older|over|above|more|younger|under|up|less)\b"));
/// A day or a year, at which the worker may have been younger.
static AT_A_TIME: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?:[0-9]{1,2}[/-][0-9]{1,2}[/-][0-9]{2,4}|(?:19|20)[0-9]{2})\b"));
static ALONE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^\s*(?:$|[.,;]|(?:who|with|without|has|had|is|was|reports?|complains?|presents?|presented|sustained)\b|w/)",
    )
});

#[cfg(test)]
mod tests {
    use crate::model::person::persons;
    use crate::model::sentences;

    fn ages(text: &str) -> Vec<u8> {
        persons(text, &sentences(text)).ages.into_iter().map(|(_, years)| years).collect()
    }

    #[test]
    fn measurements_are_no_ages() {
        for text in [
            "In flexion he is 45, in extension 20.",
            "The patient is 30 and 40 degrees limited.",
            "The patient's score is 18 and low.",
        ] {
            assert_eq!(ages(text), [0_u8; 0], "{text}");
        }
        assert_eq!(ages("THE PATIENT IS 69 AND TAKES ASPIRIN."), [69]);
    }

    #[test]
    fn words_over_the_end_of_a_sentence() {
        assert_eq!(ages("The patient is a 49-\n\n \n\nyear-old male."), [0_u8; 0]);
    }

    #[test]
    fn ages_of_the_worker() {
        for text in [
            "The patient is a 51 year old female with neck pain.",
            "This 51-year-old patient reports no relief.",
            "The patient, who is 51 years old, has pain.",
            "This is a fifty-one year old female who fell.",
            "THE PATIENT IS A 51 YEAR OLD FEMALE.",
            "This is a 51 y/o male with pain.",
            "The injured worker, a 51-year-old, has had symptoms.",
            "The evaluation of 6/29/2015 is short, and the injured worker, who is 51 years old, wishes more.",
            "It helps the injured worker, aged 51, to go on.",
            "The patient, age 51, has pain.",
            "This 51-year-old has relief.",
            "The 51 yo patient has taken it.",
            "She is 51 years old and healthy.",
            "The patient is a 51–year–old right-handed male.",
            "The 51 year old patient has completed it.",
            "The patient is 51, takes no NSAID and has no ulcer.",
            "One visit is appropriate even in a healthy 51 year old.",
            "Two days is what is usual after hip replacement in a 51 year old.",
            "This is a healthy 51-year-old w/o meds having a short procedure.",
            "She is an otherwise healthy 51 year old without diabetes.",
        ] {
            assert_eq!(ages(text), [51], "{text}");
        }
    }

    #[test]
    fn other_ages() {
        for text in [
            "He was 45 years old at the time of injury.",
            "She lives with a 12-year-old son and an 81-year-old mother.",
            "The care of her mother, who is 81 years old, is no treatment.",
            "Risk factors are age over 65 years. A patient 65 years old or older would be at risk.",
            "An evaluation of 2012 describes him as a 56-year-old male.",
            "He has a 10-year history and a two-year-old MRI.",
            "The patient’s wife is 44 years old.",
            "ODG asks for an age over 50 years. A study of adults 18 to 65 years old found benefit.",
            "The injured worker is over 65 years old.",
            "He exercises with his 35-year-old brother. His sister, a 58-year-old nurse, helps.",
            "On 3/4/2011, this 52-year-old male was seen.",
            "Such changes are common in a 50 year old.",
            "A tear would be found in a healthy 60 year old.",
            "A study of this in a 44 year old found nothing.",
            "Her mother is in a home; not much is expected in a 91 year old.",
            "ODG does not advise replacement in a 45 year old nurse.",
            "The flexion is 51, has improved.",
            "He had a release in 2008, when he was 35 years old. She fell at the age of 41.",
        ] {
            assert_eq!(ages(text), [0; 0], "{text}");
        }
    }
}
