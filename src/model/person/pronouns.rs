//! Which pronouns can not mean the injured worker.

use super::GUIDELINE;
use crate::text::pattern::pattern;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// Whether a pronoun opens a clause behind a semicolon that tells what is or was, and nothing of guidelines.
pub(super) fn is_told_behind_stop(sentence: &str, place: &Range<usize>) -> bool {
    let Some((_, between)) = sentence[..place.start].rsplit_once(';') else { return false };
    let clause = &sentence[place.end..];
    let clause = clause.split_once(';').map_or(clause, |(clause, _)| clause);
    between.trim().is_empty() && TOLD.is_match(clause) && !GUIDELINE.is_match(clause)
}

/// Whether a pronoun is an object behind a preposition, as in `lives with him`: that is mostly somebody else.
pub(super) fn is_object(sentence: &str, place: &Range<usize>) -> bool {
    let pronoun = &sentence[place.clone()];
    let is_him = pronoun.eq_ignore_ascii_case("him");
    let is_her = pronoun.eq_ignore_ascii_case("her") && NO_NOUN.is_match(&sentence[place.end..]);
    (is_him || is_her) && PREPOSITION.is_match(&sentence[..place.start])
}

/// `She (the psychiatrist)`.
pub(super) static EXPLAINED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:\s*\(\s*(?:the|a|an|his|her)\s|\s*,\s*the\s+(?:chiropractor|doctor|nurse|physician|provider|psychiatrist|psychologist|surgeon|therapist|treater)\b)",
    )
});
/// `per her note`, `in his report of 3/4/14`: the worker writes none.
pub(super) static WRITES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^\s+(?:(?:appeal\s+)?letters?|dictation|notes?|RFA)\b|^\s+reports?\s*(?:[,(]|of\s+[0-9]|dated\b|says\b|states\b)",
    )
});
static PREPOSITION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:about|against|at|behind|beside|between|by|for|from|like|near|of|on|to|toward|towards|upon|with|without)\s+$",
    )
});
/// That no noun follows which a possessive pronoun would belong to.
static NO_NOUN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)^\s*(?:$|[.,;:)]|(?:after|and|as|at|because|before|but|for|in|on|or|since|that|to|when|who|with)\b)")
});
/// What is told of somebody and not asked of all, behind the pronoun.
static TOLD: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)^\s+(?:did|does|had|has|is|takes|took|was)\b"));
