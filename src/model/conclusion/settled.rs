//! Words that settle what becomes of a request: no conclusion is missing beside them. They may be said of a part of it, or by
//! somebody else, so that no decision is held against them.

use super::words::{any, pattern};
use regex::Regex;
use std::sync::LazyLock;

/// Whether a plain sentence settles something of the request or of the denial.
pub(super) fn settles(sentence: &str) -> bool {
    SETTLED.is_match(sentence) && !OPEN.is_match(sentence)
}

/// What is done with requests.
#[rustfmt::skip]
const DONE: [&str; 13] = [
    "accepted", "allowed", "approved", "authorized", "certified", "declined", "denied", "disallowed", "endorsed",
    "granted", "non-?certified", "refused", "rejected",
];

/// What reviewers do with them.
#[rustfmt::skip]
const DO: [&str; 10] = [
    "allow", "approve", "authorize", "certify", "deny", "disallow", "endorse", "grant", "refuse", "reject",
];

static SETTLED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?x)
        \b (?:current|present|the|these|this)\ requests? (?: \ for\ [^,;:]{{1,60}} )? \ (?: is | are | (?:must|ought\ to|should)\ be )
            (?: \ [a-z]+ )?? \ {done} \b
        | \b (?:the|this)\ request \ (?: (?:has\ to\ be|is|must\ be)\ turned\ down | fails | falls\ short | succeeds ) \b
        | (?: ^ | [,;]\ ) (?: request | (?:hence|so|therefore|thus) ) \ (?: not\ )? {done} {END}
        | \b (?: denial | non-?certification | (?:adverse|administrator's|earlier|original|prior|review|ur)\ (?:decision|determination)
              | (?:decision|determination)\ of\ the\ claims\ administrator )
            (?: \ of\ [^,;:]{{1,40}} )? \ (?: (?: (?:cannot|must|should)\ )? stands? | (?:is|was)\ (?:correct|in\ error|proper|right|wrong)
              | (?:is|must\ be|should\ be)\ (?:affirmed|overturned|reversed|set\ aside|sustained|upheld) ) \b
        | ^ \ ? (?:i|we) (?: '(?:d|ll) (?:\ not)? )? (?: \ (?:can|do|must|will|would) (?: \ ?not | n't )? )? \ {act} \b
        | ^ \ ? (?: (?:cannot|can\ not|do\ not)\ )? {act} (?: \ (?: it | this | the\ request ) \b | {END} )
        | ^ \ ? (?:i\ )? (?:dis)?agree\ with\ (?: ur | utilization | the\ (?:claims|decision|denial|determination|provider|surgeon) ) \b
        | ^ \ ? not\ (?: approved | authorized | certified | necessary ) {END} | ^ \ ? (?: {done} | (?:un)?necessary ) {END}",
        done = any(&DONE),
        act = any(&DO)
    ))
});

/// The end of a sentence, but for when and as what.
const END: &str = r"(?: (?: \ as\ [a-z]+ | \ at\ this\ time )? [.!]? \ ?$ )";

/// What would be, or is only asked.
static OPEN: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?:if|unless|until|whether)\b"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_becomes_of_a_request() {
        for sentence in [
            "the request for ten visits is hereby approved.",
            "the request has to be turned down.",
            "criteria not met, request denied.",
            "repeat series is ok per odg, thus approved.",
            "i cannot endorse another month of it, and the denial should stand.",
            "the prior determination is sustained.",
            "the determination of the claims administrator is overturned.",
            "i'd not approve it as submitted.",
            "agree with ur.",
            "approve.",
            "cannot certify.",
            "denied as submitted.",
        ] {
            assert!(settles(sentence), "{sentence}");
        }
    }

    #[test]
    fn what_settles_nothing() {
        for sentence in [
            "fever is denied.",
            "the request was denied in may.",
            "he turned down the injection.",
            "motion falls short of normal.",
            "the cream is approved for shingles.",
            "he is currently required to lift 50 pounds.",
            "the provider requests that a lumbar brace be authorized.",
            "the patient will appeal if the request is denied.",
            "i agree that he has low back pain.",
            "the decision to operate is right for younger patients.",
            "the shoulder was hurt as well, thus accepted as a body part.",
            "allow two weeks for the wound to heal.",
        ] {
            assert!(!settles(sentence), "{sentence}");
        }
    }
}
