//! A stretch of words that stands twice in a row.

use crate::text::pattern::pattern;
use regex::Regex;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

/// The second of two stretches of a sentence that are the same and follow each other, unless that is how people write.
pub(super) fn doubled(sentence: &str) -> Option<Range<usize>> {
    let words = Words::of(sentence);
    words.phrase().or_else(|| words.three()).or_else(|| words.link())
}

/// The second of two stretches of several words that are the same and follow each other.
pub(super) fn doubled_phrase(text: &str) -> Option<Range<usize>> {
    Words::of(text).phrase()
}

/// The words of a text.
struct Words<'t> {
    text: &'t str,
    /// Each with the marks behind it.
    whole: Vec<&'t str>,
    /// Each without them.
    bare: Vec<&'t str>,
}

impl<'t> Words<'t> {
    fn of(text: &'t str) -> Self {
        let whole: Vec<_> = text.split_whitespace().collect();
        let bare = whole.iter().map(|word| word.trim_end_matches([',', '.', ';', ':'])).collect();
        Words { text, whole, bare }
    }

    fn start_of(&self, at: usize) -> usize {
        self.whole[at].as_ptr() as usize - self.text.as_ptr() as usize
    }

    fn before(&self, at: usize) -> &'t str {
        &self.text[..self.start_of(at)]
    }

    fn phrase(&self) -> Option<Range<usize>> {
        const SHORTEST: usize = 4;
        const LONGEST: usize = 30;
        (SHORTEST..=LONGEST.min(self.bare.len() / 2)).find_map(|length| {
            let mut same = 0;
            for (at, (first, second)) in self.bare.iter().zip(&self.bare[length..]).enumerate() {
                same = if first.eq_ignore_ascii_case(second) { same + 1 } else { 0 };
                let last = at + length;
                if same == length && has_words(&self.bare[last + 1 - length..=last], SHORTEST) {
                    return Some(self.start_of(last + 1 - length)..self.start_of(last) + self.whole[last].len());
                }
            }
            None
        })
    }

    /// Three words that are the same and follow each other without a mark: `was ever tried was ever tried`.
    fn three(&self) -> Option<Range<usize>> {
        let is_word = |word: &&str| {
            let behind_capital = word.strip_prefix(|first: char| first.is_ascii_uppercase()).unwrap_or(word);
            behind_capital.bytes().all(|byte| byte.is_ascii_lowercase())
        };
        let is_doubled = |(at, six): &(usize, &[&str])| {
            six[..2] == six[3..5]
                && six[2] == self.bare[at + 5]
                && six[..5].iter().all(is_word)
                && has_words(&six[..3], 3)
                && six[..3].iter().any(|word| LINKS.contains(word))
                && !OF_WHICH.is_match(self.before(*at))
        };
        let (at, _) = self.whole.windows(6).enumerate().find(is_doubled)?;
        Some(self.start_of(at + 3)..self.start_of(at + 5) + self.bare[at + 5].len())
    }

    /// Pairs of small words: `is not is not`.
    fn link(&self) -> Option<Range<usize>> {
        let is_doubled = |(at, four): &(usize, &[&str])| {
            four[..2] == four[2..]
                && four.iter().all(|word| LINKS.contains(word))
                && !OF_WHAT.is_match(self.before(*at))
        };
        let (at, four) = self.whole.windows(4).enumerate().find(is_doubled)?;
        Some(self.start_of(at + 2)..self.start_of(at + 3) + four[3].len())
    }
}

/// Whether so many of them are words, and not numbers, and each another.
fn has_words(phrase: &[&str], least: usize) -> bool {
    let words = phrase.iter().filter(|word| word.starts_with(char::is_alphabetic));
    words.collect::<HashSet<_>>().len() >= least
}

/// Words that stand in pairs, of which nobody writes two alike on purpose.
#[rustfmt::skip]
const LINKS: [&str; 27] = [
    "a", "an", "are", "as", "be", "been", "by", "can", "for", "from", "has", "have", "in", "is", "medically", "necessary", "not", "of", "on",
    "should", "the", "to", "was", "were", "will", "with", "would",
];
/// `What is not is not there.`
static OF_WHAT: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\b(?:how|what|whatever|which|who)\s*$"));
/// `A cream with a drug that is not recommended is not recommended.`
static OF_WHICH: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\b(?:how|that|what|whatever|which|who)\s*$"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_that_stand_twice() {
        for (sentence, second) in [
            (
                "her sitting went from 20 to 45 minutes her sitting went from 20 to 45 minutes.",
                Some("her sitting went from 20 to 45 minutes."),
            ),
            ("He takes it for the elbow he takes it for the elbow.", Some("he takes it for the elbow.")),
            ("It helped, as the note of May says, as the note of May says.", Some("as the note of May says.")),
            ("The strength is 5/5, 5/5, 5/5, 5/5, 5/5, 5/5, 5/5, 5/5.", None),
            ("It came again and again and again and again and again and again.", None),
            ("Naproxen 550mg one tablet twice a day and Norco 10mg one tablet twice a day.", None),
        ] {
            assert_eq!(doubled_phrase(sentence).map(|place| &sentence[place]), second, "{sentence}");
        }
        for (sentence, second) in [
            ("The request for a traction unit is not is not medically necessary.", Some("is not")),
            ("It was found to be to be of no use.", Some("to be")),
            ("It is for the for the neck.", Some("for the")),
            ("No home program was ever tried was ever tried.", Some("was ever tried")),
            ("The patient is The patient is sore.", Some("The patient is")),
            ("What that is not used is not used, and it was ever tried was ever tried.", Some("was ever tried")),
            ("A cream with a drug that is not recommended is not recommended.", None),
            ("It got worse day by day by day by day.", None),
            ("It is up to him, up to him alone.", None),
            ("The unit is not medically not medically necessary.", Some("not medically")),
            ("What is not is not there.", None),
            ("It is not, is not and will not be there.", None),
        ] {
            assert_eq!(doubled(sentence).map(|place| &sentence[place]), second, "{sentence}");
        }
        let lead_in = "The Final Determination was based on decisions for the disputed items set forth below:";
        assert!(doubled_phrase(&format!("{lead_in}\n{lead_in}")).is_some());
    }
}
