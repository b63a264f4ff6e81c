//! Words as they are compared: whatever their case, without the ending of a plural, and by their hashes.

use std::ops::Range;

/// A word of a text by its hash and by that of its beginning.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// Where it stands.
    pub(super) place: Range<usize>,
    /// Of the word.
    pub(super) hash: u64,
    /// Of the beginning that words of one family share.
    pub(super) stem: u64,
}

/// The words of a text, in order.
pub(super) fn placed(text: &str) -> Vec<Word> {
    let folded = text.to_ascii_lowercase();
    let word = |(start, word): (usize, &str)| Word {
        place: start..start + word.len(),
        hash: hash(word),
        stem: hash(stem(word)),
    };
    with_places(&folded).map(word).collect()
}

/// The words of a text in lower case, without the ending of a plural.
pub(super) fn words(folded: &str) -> impl Iterator<Item = &str> {
    with_places(folded).map(|(_, word)| word)
}

fn with_places(folded: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_between = |char: char| !char.is_alphanumeric();
    let mut end = 0;
    let words = folded.split_inclusive(is_between).map(move |word| {
        let start = end;
        end += word.len();
        (start, word.trim_end_matches(is_between))
    });
    words.filter(|(_, word)| !word.is_empty()).map(|(start, word)| (start, singular(word)))
}

fn singular(word: &str) -> &str {
    word.strip_suffix('s').filter(|stem| stem.len() > 2 && !stem.ends_with('s')).unwrap_or(word)
}

/// The beginning that words of one family share: `operative` and `operation`.
pub(super) fn stem(word: &str) -> &str {
    const SHARED: usize = 5;
    word.char_indices().nth(SHARED).map_or(word, |(end, _)| &word[..end])
}

/// The hash of a word. Every word of a sentence is hashed at each key in it, so this is FNV-1a, which takes a multiplication for
/// a letter.
pub(super) fn hash(word: &str) -> u64 {
    mixed(word.bytes().map(u64::from))
}

/// One hash of several.
pub(super) fn mixed(parts: impl Iterator<Item = u64>) -> u64 {
    parts.fold(0xcbf2_9ce4_8422_2325, |hash, part| (hash ^ part).wrapping_mul(0x0100_0000_01b3))
}

/// Words by their hashes.
#[derive(Debug, Default)]
pub(super) struct Hashes(Vec<u64>);

impl Hashes {
    /// Whether a word is among them.
    pub(super) fn has(&self, hash: u64) -> bool {
        self.0.binary_search(&hash).is_ok()
    }

    /// Whether both have a word in common.
    pub(super) fn meet(&self, other: &Hashes) -> bool {
        let (shorter, longer) = if self.0.len() <= other.0.len() { (self, other) } else { (other, self) };
        shorter.0.iter().any(|hash| longer.has(*hash))
    }

    /// All of them, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = u64> {
        self.0.iter().copied()
    }
}

impl FromIterator<u64> for Hashes {
    fn from_iter<T: IntoIterator<Item = u64>>(hashes: T) -> Self {
        let mut hashes: Vec<u64> = hashes.into_iter().collect();
        hashes.sort_unstable();
        hashes.dedup();
        Hashes(hashes)
    }
}
