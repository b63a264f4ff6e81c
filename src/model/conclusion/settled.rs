//! Words that settle what becomes of a request, though nobody can be sure how: they may be said of a part of it, or by somebody else.

use super::words::{any, pattern};
use regex::Regex;
use std::sync::LazyLock;

/// Whether a plain sentence settles something of the request or of the denial.
pub(super) fn settles(sentence: &str) -> bool {
    SETTLED.is_match(sentence)
}

/// What is done with requests.
#[rustfmt::skip]
const DONE: [&str; 13] = [
    "accepted", "allowed", "approved", "authorized", "certified", "declined", "denied", "disallowed", "endorsed",
    "granted", "non-?certified", "refused", "rejected",
];

/// What reviewers do with them.
#[rustfmt::skip]
const DO: [&str; 12] = [
    "(?:dis)?agree", "allow", "approve", "authorize", "certify", "deny", "disallow", "endorse", "grant", "refuse", "reject",
    "side with",
];

static SETTLED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?x)
        \b requests? \b [^,;:]{{0,80}} \ (?:is|are|be) (?: \ [a-z]+ )?? \ {done} \b
        | \b requests? \ (?: (?:is|are|be)\ turned\ down | fails? | falls?\ short | succeeds? | has\ to\ be\ turned\ down ) \b
        | (?: ^ | [,;]\ ) (?: request | (?:hence|so|therefore|thus) ) \ (?: not\ )? {done} \b
        | \b (?: decision | denial | determination | non-?certification ) \b [^,;:]{{0,60}}
            \ (?: stands? | (?:is|was)\ (?:correct|in\ error|proper|right|wrong)
                | (?:is|be)\ (?:affirmed|overturned|reversed|set\ aside|sustained|upheld) ) \b
        | ^ \ ? (?: (?:i|we) (?: '(?:d|ll) (?:\ not)? | n't )? \ )? (?: (?:can|do|must|will|would) (?: \ ?not | n't )? \ )? {act} \b
        | ^ \ ? (?: not\ | cannot\ | do\ not\ )? (?: {done} | necessary | unnecessary ) (?: \ as\ [a-z]+ | \ at\ this\ time )? [.!]? \ ?$",
        done = any(&DONE),
        act = any(&DO)
    ))
});

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
        ] {
            assert!(!settles(sentence), "{sentence}");
        }
    }
}
