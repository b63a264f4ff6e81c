//! Fingers and toes: `ring finger`, `5th digit`, `trigger thumb`, `great toe`.

use super::super::tokens::Token;

/// A finger or a toe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Digit {
    is_toe: bool,
    /// From the thumb or the great toe on.
    number: u32,
    /// Whether the text counts fingers, and does not name one.
    is_counted: bool,
}

impl Digit {
    pub(super) fn is_like(self, other: Digit) -> bool {
        self.is_toe == other.is_toe
    }

    /// Whether both may be the same. Some count the thumb as the first finger, and some the one next to it.
    pub(super) fn may_be(self, other: Digit) -> bool {
        let is_next = |counted: Digit, named: Digit| {
            counted.is_counted && !named.is_counted && named.number == counted.number + 1
        };
        self.is_like(other)
            && (self.number == other.number || !self.is_toe && (is_next(self, other) || is_next(other, self)))
    }
}

/// The digit that tokens start with, and how many they take.
pub(super) fn read(tokens: &[Token<'_>]) -> Option<(usize, Digit)> {
    let word = tokens.first()?.word();
    let find = |names: &[(&str, u32)]| names.iter().find(|(name, _)| *name == word).map(|(_, number)| *number);
    if let Some(number) = find(&ALONE) {
        return Some((1, Digit { is_toe: word == "hallux", number, is_counted: false }));
    }
    let (count, number, is_counted) = match (find(&NAMES), find(&COUNTED)) {
        (Some(number), _) => (1, number, false),
        (_, Some(number)) => (1, number, true),
        _ => (2, ordinal(tokens)?, true),
    };
    let is_toe = match noun(&tokens[count..])? {
        "finger" | "digit" => false,
        // `the third trigger finger injection`
        "trigger" if is_counted => return None,
        "trigger" => false,
        _ => true,
    };
    Some((count, Digit { is_toe, number, is_counted }))
}

/// What the adjective before these tokens belongs to, as in `ring and small fingers`.
fn noun(tokens: &[Token<'_>]) -> Option<&'static str> {
    const LONGEST_LIST: usize = 8;
    for token in tokens.iter().take(LONGEST_LIST) {
        let word = token.word();
        let stem = word.strip_suffix('s').unwrap_or(word);
        if let Some(noun) = NOUNS.iter().find(|noun| **noun == stem) {
            return Some(noun);
        }
        let is_named = NAMES.iter().chain(&COUNTED).any(|(name, _)| *name == word);
        let joins = [',', '&', '/', '-'].iter().any(|sign| token.is_sign(*sign)) || ["and", "or"].contains(&word);
        if !is_named && !joins && token.number().is_none() && !ENDINGS.contains(&word) {
            return None;
        }
    }
    None
}

/// `3rd`
fn ordinal(tokens: &[Token<'_>]) -> Option<u32> {
    let number = tokens.first()?.number()?;
    let is_ordinal = tokens.get(1).is_some_and(|ending| ENDINGS.contains(&ending.word()));
    (1..=5).find(|known| is_ordinal && f64::from(*known) == number)
}

const ENDINGS: [&str; 4] = ["st", "nd", "rd", "th"];
const ALONE: [(&str, u32); 5] = [("thumb", 1), ("thumbs", 1), ("pinky", 5), ("pinkie", 5), ("hallux", 1)];
const NAMES: [(&str, u32); 8] =
    [("big", 1), ("great", 1), ("index", 2), ("middle", 3), ("long", 3), ("ring", 4), ("little", 5), ("small", 5)];
const COUNTED: [(&str, u32); 5] = [("first", 1), ("second", 2), ("third", 3), ("fourth", 4), ("fifth", 5)];
const NOUNS: [&str; 6] = ["digit", "finger", "hammertoe", "metatarsal", "toe", "trigger"];
