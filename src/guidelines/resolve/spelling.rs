//! How far a name as it is written is from a name as it should be.

use super::folding::{Word, key, loose_key};

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
    pub(super) key: String,
    /// Where its words end in the key.
    ends: Vec<usize>,
    pub(super) loose_key: String,
    counts: Counts,
    loose_counts: Counts,
    digits: String,
}

impl Spelling {
    pub(super) fn of(words: &[Word]) -> Self {
        let (key, loose_key) = (key(words), loose_key(words));
        let mut end = 0;
        let ends = words.iter().map(|word| {
            end += word.letters.len();
            end
        });
        Spelling {
            ends: ends.collect(),
            counts: Counts::of(&key),
            loose_counts: Counts::of(&loose_key),
            digits: key.chars().filter(char::is_ascii_digit).collect(),
            key,
            loose_key,
        }
    }

    fn words(&self) -> impl Iterator<Item = &str> {
        let starts = [0].into_iter().chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| &self.key[start..*end])
    }

    /// How many letters of it may be wrong.
    pub(super) fn allowed_slips(&self) -> usize {
        let letters = self.counts.all;
        if letters < SHORTEST_WITH_SLIPS { 0 } else { (letters / LETTERS_PER_SLIP).clamp(1, MOST_SLIPS) }
    }

    /// Whether it may be so near to another name, as far as the number of each letter tells.
    pub(super) fn can_be_near(&self, known: &Spelling, most: usize) -> bool {
        self.counts.can_be_near(&known.counts, most) || self.loose_counts.can_be_near(&known.loose_counts, most)
    }

    /// How many letters are wrong, missing, too many or swapped, if they are not more than `most`.
    pub(super) fn slips(&self, known: &Spelling, most: usize) -> Option<usize> {
        let distance = |one: &str, other: &str, can_be: bool| {
            can_be.then(|| strsim::osa_distance(one, other)).filter(|slips| *slips <= most)
        };
        let in_order = distance(&self.key, &known.key, self.counts.can_be_near(&known.counts, most));
        let can_be = self.loose_counts.can_be_near(&known.loose_counts, most);
        let in_any_order = distance(&self.loose_key, &known.loose_key, can_be);
        in_order.into_iter().chain(in_any_order).min()
    }

    /// Whether the slips may all be in the spelling, and no word is another word.
    pub(super) fn is_spelling_of(&self, known: &Spelling, slips: usize) -> bool {
        let is_same_word = |(one, other): (&str, &str)| {
            let letters = one.chars().count().max(other.chars().count());
            let (of, wrong) = LETTERS_PER_WORD;
            one == other || letters > LONGEST_SHORT_WORD && strsim::osa_distance(one, other) * of <= letters * wrong
        };
        let are_same_words = match self.ends.len() == known.ends.len() {
            true => self.words().zip(known.words()).all(is_same_word),
            // Words run together or torn apart cannot be told from other words if there are more slips.
            false => slips == 1,
        };
        self.digits == known.digits && are_same_words
    }
}

/// How many letters a name has, and how often each, up to letters that are counted together.
#[derive(Debug)]
pub(super) struct Counts {
    pub(super) all: usize,
    each: [u8; 32],
}

impl Counts {
    pub(super) fn of(key: &str) -> Self {
        let mut counts = Counts { all: 0, each: [0; 32] };
        for letter in key.chars() {
            counts.all += 1;
            let count = &mut counts.each[u32::from(letter) as usize % 32];
            *count = count.saturating_add(1);
        }
        counts
    }

    /// Whether two names with these letters may be so near to each other. Most names differ enough in length alone.
    pub(super) fn can_be_near(&self, other: &Counts, most: usize) -> bool {
        if self.all.abs_diff(other.all) > most {
            return false;
        }
        let missing = |of: &Counts, from: &Counts| {
            of.each.iter().zip(&from.each).map(|(one, other)| u16::from(one.saturating_sub(*other))).sum::<u16>()
        };
        usize::from(missing(self, other).max(missing(other, self))) <= most
    }
}
