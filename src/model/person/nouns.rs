//! Which nouns mean the injured worker.

use super::words::Word;
use crate::text::pattern::pattern;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// Whether words between an age or a sex and the name of a person leave that to be the worker's work: `male bus driver`.
pub(super) fn is_occupation(between: &str) -> bool {
    const MOST: usize = 24;
    between.len() <= MOST && BEFORE_WORK.is_match(between) && !NO_WORK.is_match(between)
}

/// Whether `this` before `woman` points to the worker, and not to somebody in an example.
pub(super) fn is_this_person(before: &str) -> bool {
    THIS.is_match(before) && !EXAMPLE.is_match(before)
}

/// Whether a word that tells what work it is stands before `worker`, as in `male warehouse worker`, and not only a sex.
pub(super) fn is_trade(before: &str) -> bool {
    let word = before.split_whitespace().next_back().unwrap_or_default();
    !is_description(word)
}

/// Whether a noun after this text means the worker: `the patient`, `Patient`, but not `a patient`.
pub(super) fn is_definite(before: &str) -> bool {
    let mut words =
        before.split(|char: char| char.is_whitespace() || char == '(').rev().filter(|word| !word.is_empty());
    let determiner = words.find(|word| !is_description(word));
    match determiner {
        None => true,
        Some(word) if word.ends_with([',', ';', ':', '.']) => false,
        Some(word) => DEFINITE.contains(&word.to_lowercase().as_str()),
    }
}

/// Whether a word describes the person between `the` and the noun: `51-year-old`, `right-handed`.
pub(super) fn is_description(word: &str) -> bool {
    let word = word.to_lowercase();
    word.starts_with(|char: char| char.is_ascii_digit())
        || word.contains("year")
        || DESCRIPTIONS.contains(&word.trim_matches(|char: char| !char.is_alphanumeric()))
}

/// Whether `male` and the like is said of the worker: `is a 51-year-old male`, `this male patient`, `the patient, a woman`.
pub(super) fn is_workers_noun(
    before: &str,
    sentence: &str,
    place: &Range<usize>,
    last: Option<&Word>,
    next: Option<&(Range<usize>, Word)>,
) -> bool {
    let stem = describing(before);
    let is_named = next.is_some_and(|(next, word)| {
        matches!(word, Word::Person(_)) && sentence[place.end..next.start].trim().is_empty()
    });
    let has_age = before.len() > stem.len() && before[stem.len()..].contains(|char: char| char.is_ascii_digit());
    let has_age = has_age || before[stem.len()..].to_lowercase().contains("year");
    if DETERMINED.is_match(stem) {
        return is_named || has_age;
    }
    let is_of_worker = !matches!(last, Some(Word::Other { .. } | Word::Many | Word::Sex(_)));
    (COPULA.is_match(stem) && is_of_worker) || (APPOSITION.is_match(stem) && matches!(last, Some(Word::Person(_))))
}

/// A text without the words that describe a person at its end.
pub(super) fn describing(before: &str) -> &str {
    let mut stem = before.trim_end();
    let describes = |word: &&str| is_description(word) || STATES.contains(&word.to_lowercase().as_str());
    while let Some(word) = stem.split(char::is_whitespace).next_back().filter(describes) {
        stem = stem[..stem.len() - word.len()].trim_end();
    }
    stem
}

const DEFINITE: [&str; 8] = ["the", "this", "said", "our", "that", "while", "when", "and"];
#[rustfmt::skip]
const DESCRIPTIONS: [&str; 31] = [
    "asian", "black", "caucasian", "current", "dominant", "elderly", "female", "hand", "handed", "hispanic", "injured",
    "lady", "left", "left-hand", "left-handed", "male", "married", "o", "obese", "of", "old", "pleasant", "present",
    "right", "right-hand", "right-handed", "white", "y", "y.o", "yo", "y/o",
];

/// What else stands before an age.
const STATES: [&str; 6] = ["active", "employed", "healthy", "otherwise", "retired", "young"];

pub(super) static DETERMINED: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)(?:^$|\b(?:this|the|our|said)$)"));
static THIS: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\bthis\s+$"));
static EXAMPLE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\b(?:case|example|instance|stud(?:y|ies)|trial)\b"));
static COPULA: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:(?:is|was|concerns?|describes?|involves?|regarding|(?:chart|file|records?)\s+of)\s+(?:an?|now\s+an?)|is)$",
    )
});
pub(super) static APPOSITION: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(?:patient|claimant|applicant|employee|worker|IW|pt)\)?\s*,?\s*(?:an?)?$"));
static BEFORE_WORK: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:['’]s)?\s+(?:[A-Za-z-]+\s+){0,2}$"));
static NO_WORK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:a|an|and|as|by|for|from|had|has|her|his|is|met|of|or|per|saw|seen|than|the|to|told|under|was|when|while|who|whose|with)\b",
    )
});
