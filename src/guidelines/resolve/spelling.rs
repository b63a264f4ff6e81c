//! How far a name as it is written is from a name as it should be.

use super::folding::{key, loose_key};

/// Of so many letters one may be wrong, up to a few.
const LETTERS_PER_SLIP: usize = 6;
const MOST_SLIPS: usize = 3;

/// A name with fewer letters is spelt right or means something else.
const SHORTEST_WITH_SLIPS: usize = 5;

/// Of five letters of a word two may be wrong, but none of a very short word.
const LETTERS_PER_WORD: (usize, usize) = (5, 2);
const LONGEST_SHORT_WORD: usize = 3;

/// The letters of a name, prepared to be compared with many others.
#[derive(Debug)]
pub(super) struct Spelling {
    words: Vec<String>,
    pub(super) key: String,
    pub(super) loose_key: String,
    counts: Counts,
    loose_counts: Counts,
    digits: String,
}

impl Spelling {
    pub(super) fn of(words: Vec<String>) -> Self {
        let (key, loose_key) = (key(&words), loose_key(&words));
        Spelling {
            counts: Counts::of(&key),
            loose_counts: Counts::of(&loose_key),
            digits: key.chars().filter(char::is_ascii_digit).collect(),
            words,
            key,
            loose_key,
        }
    }

    /// How many letters of it may be wrong.
    pub(super) fn allowed_slips(&self) -> usize {
        let letters = self.key.chars().count();
        if letters < SHORTEST_WITH_SLIPS { 0 } else { (letters / LETTERS_PER_SLIP).clamp(1, MOST_SLIPS) }
    }

    /// How many letters are wrong, missing, too many or swapped, if they are not more than `most`.
    pub(super) fn slips(&self, known: &Spelling, most: usize) -> Option<usize> {
        let distance = |one: &str, other: &str, at_least: usize| {
            (at_least <= most).then(|| strsim::osa_distance(one, other)).filter(|slips| *slips <= most)
        };
        let in_order = distance(&self.key, &known.key, self.counts.least_slips(&known.counts));
        let at_least = self.loose_counts.least_slips(&known.loose_counts);
        let in_any_order = distance(&self.loose_key, &known.loose_key, at_least);
        in_order.into_iter().chain(in_any_order).min()
    }

    /// Whether the slips may all be in the spelling, and no word is another word.
    pub(super) fn is_spelling_of(&self, known: &Spelling, slips: usize) -> bool {
        let is_same_word = |(one, other): (&String, &String)| {
            let letters = one.chars().count().max(other.chars().count());
            let (of, wrong) = LETTERS_PER_WORD;
            one == other || letters > LONGEST_SHORT_WORD && strsim::osa_distance(one, other) * of <= letters * wrong
        };
        let are_same_words = match self.words.len() == known.words.len() {
            true => self.words.iter().zip(&known.words).all(is_same_word),
            // Words run together or torn apart cannot be told from other words if there are more slips.
            false => slips == 1,
        };
        self.digits == known.digits && are_same_words
    }
}

/// How often a name has each letter, up to letters that are counted together.
#[derive(Debug)]
struct Counts([u8; 32]);

impl Counts {
    fn of(key: &str) -> Self {
        let mut counts = [0_u8; 32];
        for letter in key.chars() {
            let count = &mut counts[u32::from(letter) as usize % 32];
            *count = count.saturating_add(1);
        }
        Counts(counts)
    }

    /// Two names with these letters are at least so far from each other.
    fn least_slips(&self, other: &Counts) -> usize {
        let pairs = || self.0.iter().zip(&other.0);
        let missing: usize = pairs().map(|(one, other)| usize::from(one.saturating_sub(*other))).sum();
        let extra: usize = pairs().map(|(one, other)| usize::from(other.saturating_sub(*one))).sum();
        missing.max(extra)
    }
}
