//! Which of two sites or ways of a surgery: `medial meniscectomy`, `anterior lumbar fusion`, `open repair`.

use super::super::tokens::Token;

/// The site or the way of a surgery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Way {
    pair: usize,
    which: u8,
    surgery: &'static str,
}

impl Way {
    /// Whether both are of one surgery, and of words that exclude each other.
    pub(super) fn is_like(self, other: Way) -> bool {
        self.pair == other.pair && self.surgery == other.surgery
    }
}

/// The way that tokens start with; it takes one.
pub(super) fn read(tokens: &[Token<'_>]) -> Option<(usize, Way)> {
    let (pair, which) = named(tokens.first()?)?;
    let joins = |token: &Token<'_>| ["and", "or"].contains(&token.word()) || token.is_sign('&') || token.is_sign('/');
    let is_listed = |token: &&Token<'_>| named(token).is_some_and(|(other, _)| other == pair);
    let behind = match tokens {
        [_, join, other, behind @ ..] if joins(join) && is_listed(&other) => behind,
        _ => &tokens[1..],
    };
    let near = behind.iter().take(FARTHEST).take_while(|token| !token.word().is_empty() || token.is_sign('-'));
    let surgery = near.take_while(|token| !BREAKS.contains(&token.word())).find_map(surgery)?;
    Some((1, Way { pair, which, surgery }))
}

fn named(token: &Token<'_>) -> Option<(usize, u8)> {
    let which = |ways: &[(&str, u8)]| ways.iter().find(|(way, _)| *way == token.word()).map(|(_, which)| *which);
    PAIRS.iter().enumerate().find_map(|(pair, ways)| Some((pair, which(ways)?)))
}

fn surgery(token: &Token<'_>) -> Option<&'static str> {
    let word = token.word();
    let stem = word.strip_suffix('s').unwrap_or(word);
    SURGERIES.iter().find(|surgery| **surgery == stem || **surgery == word).copied()
}

/// How many words behind it the surgery may be named.
const FARTHEST: usize = 5;
const BREAKS: [&str; 12] = ["after", "and", "at", "before", "for", "in", "mri", "of", "on", "or", "to", "with"];

/// Words of which only one can be right.
const PAIRS: [&[(&str, u8)]; 3] = [
    &[("medial", 0), ("lateral", 1)],
    &[("anterior", 0), ("posterior", 1)],
    &[("arthroscopic", 0), ("arthroscopically", 0), ("endoscopic", 0), ("open", 1), ("closed", 2)],
];

#[rustfmt::skip]
const SURGERIES: [&str; 17] = [
    "acromioplasty", "corpectomy", "debridement", "decompression", "discectomy", "epicondylectomy", "excision",
    "foraminotomy", "fusion", "laminectomy", "meniscectomies", "meniscectomy", "reconstruction", "reduction",
    "release", "repair", "resection",
];
