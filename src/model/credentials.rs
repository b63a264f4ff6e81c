//! What a text tells of the reviewer's specialty and licence.

use super::part::Credentials;
use super::sentences::lines;
use crate::layouts::decision::is_placeholder;
use crate::text::pattern::pattern;
use regex::Regex;
use std::sync::LazyLock;

/// The credentials that a text tells, in sentences or in a block of labels.
pub(super) fn credentials(text: &str) -> Credentials {
    if !CUE.is_match(text) {
        return Credentials::default();
    }
    let names_specialty = SPECIALTY.is_match(text);
    let in_prose = names_specialty || LICENCE.is_match(text);
    let specialty = names_specialty && !NO_SPECIALTY.is_match(text);
    let mut credentials =
        Credentials { in_prose, in_block: BLOCK.is_match(text), specialty, states: names_state(text) };
    let mut labels = LABEL.captures_iter(text).peekable();
    while let Some(label) = labels.next() {
        let start = label.get(0).map_or(0, |label| label.end());
        let end = labels.peek().and_then(|next| next.get(0)).map_or(text.len(), |next| next.start());
        let is_filled = has_value(&text[start..end]);
        credentials.in_block = true;
        credentials.states |= is_filled && label.name("states").is_some();
        credentials.specialty |= is_filled && label.name("states").is_none();
    }
    credentials
}

/// Whether something stands behind a label: on its line, or on the next.
fn has_value(behind: &str) -> bool {
    let mut lines = lines(behind).map(|line| behind[line].trim()).take(LINES_OF_LABEL);
    lines.find(|line| !line.is_empty()).is_some_and(|value| !is_placeholder(value))
}

/// The label's own line, an empty one, and the next.
const LINES_OF_LABEL: usize = 3;

/// Whether a sentence tells where the reviewer is licensed.
fn names_state(text: &str) -> bool {
    let is_place = |after: &str| {
        let sentence = &after[..after.find('.').unwrap_or(after.len())];
        PLACE.captures_iter(sentence).any(|place| !NO_PLACES.contains(&place["name"].to_lowercase().as_str()))
    };
    LICENCE.find_iter(text).any(|licence| is_place(&text[licence.end()..])) || LICENCE_OF_STATE.is_match(text)
}

/// What follows `in` without being a place.
const NO_PLACES: [&str; 8] = ["active", "and", "clinical", "good", "medicine", "practice", "state", "states"];

/// Without any of these, nothing below is there: most text is read no further.
static CUE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)board|licen[cs]|certifi|credential|diplomate|speciali|specialty"));
static SPECIALTY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)
        \b board \b
        | \b licensed \s+ (?: acupuncturist | chiropractor | dentist | doctor | physician | podiatrist | psychiatrist
            | psychologist ) \b
        | \b certified \s+ in \b | \b diplomate \b | \b speciali[sz] (?:es|ing|ed) \s+ in \b
        | \b (?: sub-? \s* )? specialty \s+ (?:is|of|in) \b",
    )
});
/// The sentence that names the specialty, with nothing in its place.
static NO_SPECIALTY: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\bcertified\s+in\s*(?:and\b|[,.;_?\[]|\z|tbd\b|x{2,})"));
static LICENCE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\blicen[cs](?:ed?|es|ure)\b"));
static PLACE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)
        \b (?:by|from|in|of) \s+ (?: the \s+ )? (?: (?:commonwealth|districts?|states?) \s+ of \s+ )?
        (?P<name> [[:alpha:]]{2,} )",
    )
});
static LICENCE_OF_STATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b[A-Z][a-z]+(?:\s+|-)(?:medical\s+)?licen[cs](?:ed?|es|ure)\b|\b[Ll]icensed\s+[A-Z][a-z]+")
});
static BLOCK: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\bhas\s+the\s+following\s+credentials\b"));
static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)
        \b (?: (?P<states> states? (?:\(s\))? \s+ of \s+ licensure )
          | certifications? (?:\(s\))? (?: \s* / \s* specialty )? | specialty ) \s* :",
    )
});

/// Where a text holds curly quotes, only the boundaries of ASCII words are found quickly.
#[cfg(test)]
mod tests {
    use super::*;

    /// Whether the specialty and the states are told.
    fn told(text: &str) -> (bool, bool) {
        let credentials = credentials(text);
        (credentials.specialty, credentials.states)
    }

    #[test]
    fn credentials_in_prose() {
        for both in [
            "The expert reviewer is Board Certified in Family Medicine and is licensed to practice in Tennessee, California.",
            "The reviewer is board-certified in\nPain Medicine and\nlicensed in the State of California.",
            "The expert reviewer is a licensed psychologist in California.",
            "He/she specializes in Psychiatry and holds a California license.",
            "The reviewer is Board Certified in Neurology and is a California-licensed physician.",
        ] {
            assert_eq!(told(both), (true, true), "{both}");
        }
        for specialty in [
            "The expert reviewer is Board Certified in Family Medicine. He/she has been in active clinical practice.",
            "The expert reviewer is a licensed physician in active practice.",
            "The expert reviewer is Board Certified in Neurology and is licensed to practice in ___.",
        ] {
            assert_eq!(told(specialty), (true, false), "{specialty}");
        }
        for states in [
            "The expert reviewer is licensed to practice in California.",
            "The expert reviewer is Board Certified in ___ and is licensed to practice in California.",
            "The expert reviewer is Board Certified in and is licensed to practice in California.",
        ] {
            assert_eq!(told(states), (false, true), "{states}");
        }
    }

    #[test]
    fn credentials_in_a_block() {
        for (states, specialty) in
            [("California", ""), ("", "Pain Medicine"), ("TBD", "Pain Medicine"), ("Ohio", "___")]
        {
            let expected = (specialty == "Pain Medicine", !states.is_empty() && states != "TBD");
            for gap in ["\n", "\r\n", "\r", " \n\n", " \n\n \n\n"] {
                let block = format!(
                    "The Expert Reviewer has the following credentials: {gap}State(s) of Licensure: {states}{gap}\
                     Certification(s)/Specialty: {specialty}{gap}"
                );
                assert_eq!(told(&block), expected, "{block:?}");
                let block = format!("Specialty: {specialty}{gap}State of Licensure: {states}{gap}");
                assert_eq!(told(&block), expected, "{block:?}");
            }
        }
        assert_eq!(told("State(s) of Licensure: \n\nCalifornia\n\nSpecialty:\nPain"), (true, true));
        assert_eq!(told("Specialty:\n\n\n\nThe reviewer was chosen for it."), (false, false));
    }
}
