//! The names of treatments, found in text.

use super::catalogue::{Treatment, TreatmentId};
use aho_corasick::Anchored;
use aho_corasick::automaton::{Automaton, StateID};
use aho_corasick::nfa::contiguous::NFA;
use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

/// A treatment or a class of treatments named in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Where its name stands, in bytes.
    pub span: Range<usize>,
    /// What is named.
    pub named: Named,
}

/// What a name stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// A treatment.
    Treatment(TreatmentId),
    /// A class of treatments, as the catalogue writes it.
    Class(String),
}

/// Where a text stands. Some names mean a treatment only where one is expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Context {
    /// In the heading of a disputed item.
    Heading,
    /// Anywhere else.
    Prose,
}

/// All names, by their letters and digits in lower case: case, spaces and hyphens make no difference.
#[derive(Debug)]
pub struct Names {
    /// Reads a name letter by letter.
    automaton: NFA,
    openings: Openings,
    /// What each of its patterns stands for.
    names: Vec<Name>,
}

#[derive(Debug)]
struct Name {
    named: Named,
    /// Whether it means this only in headings.
    only_in_headings: bool,
}

impl Default for Names {
    fn default() -> Self {
        Names::of(&[])
    }
}

/// Words with which requests begin before they name a treatment.
const PREFIXES: [&str; 18] = [
    "1",
    "a",
    "additional",
    "an",
    "continued",
    "for",
    "of",
    "one",
    "outpatient",
    "prescription",
    "prospective",
    "purchase",
    "refill",
    "repeat",
    "request",
    "retrospective",
    "the",
    "unknown",
];

/// A treatment is the same on either side, and names say nothing of it.
const SIDES: [&str; 3] = ["bilateral", "left", "right"];

impl Names {
    pub(super) fn of(treatments: &[Treatment]) -> Self {
        let mut names = BTreeMap::new();
        for class in treatments.iter().filter_map(|treatment| treatment.class.as_ref()) {
            names.insert(folded(class), Named::Class(class.clone()));
        }
        let mut only_in_headings = HashSet::new();
        for (index, treatment) in treatments.iter().enumerate() {
            let all = [&treatment.name].into_iter().chain(&treatment.brands).chain(&treatment.synonyms);
            names.extend(all.map(|name| (key(name), Named::Treatment(TreatmentId(index)))));
            only_in_headings.extend(treatment.only_in_headings.iter().map(|name| key(name)));
        }
        names.remove("");
        let automaton = NFA::new(names.keys()).expect("so few names fit");
        let openings = Openings::of(names.keys().map(String::as_str));
        let name = |(name, named)| Name { named, only_in_headings: only_in_headings.contains(&name) };
        Names { automaton, openings, names: names.into_iter().map(name).collect() }
    }

    /// The treatments and classes named in a text, in order. The longest name wins.
    pub fn mentions(&self, text: &str, context: Context) -> Vec<Mention> {
        let words = words(text);
        let mut mentions = Vec::new();
        let mut at = 0;
        while at < words.len() {
            if !self.openings.may_begin(text, &words[at..]) {
                at += 1;
                continue;
            }
            match self.longest(text, &words[at..], context) {
                Some((count, named)) => {
                    let span = words[at].start..words[at + count - 1].end;
                    mentions.push(Mention { span, named: named.clone() });
                    at += count;
                }
                None => at += 1,
            }
        }
        mentions
    }

    /// Whether the text starts with the name of a treatment, perhaps behind words such as `Refill` or
    /// `Prospective request for`.
    pub fn starts_with_treatment(&self, text: &str) -> bool {
        let words = words(text);
        let is_prefix = |word: &&Range<usize>| PREFIXES.contains(&folded(&text[(*word).clone()]).as_str());
        let skipped = words.iter().take_while(is_prefix).count();
        (0..=skipped).any(|start| {
            let found = self.longest(text, &words[start..], Context::Heading);
            matches!(found, Some((_, Named::Treatment(_))))
        })
    }

    /// Whether all of the text is the name of a treatment or a class.
    pub(super) fn is_name(&self, text: &str) -> bool {
        let words = words(text);
        self.longest(text, &words, Context::Heading).is_some_and(|(count, _)| count == words.len())
    }

    /// The longest name with which words begin, and how many of them it takes. A plural is as good as the name.
    fn longest(&self, text: &str, words: &[Range<usize>], context: Context) -> Option<(usize, &Named)> {
        let mut found = None;
        let mut name = self.automaton.start_state(Anchored::Yes).ok()?;
        let mut len = 0;
        for (index, word) in words.iter().enumerate() {
            let word = &text[word.clone()];
            if index > 0 && is_side(word) {
                continue;
            }
            let mut singular = None;
            let mut read = |char: char| {
                singular = (char == 's').then_some(name);
                for byte in char.encode_utf8(&mut [0; 4]).bytes() {
                    name = self.automaton.next_state(Anchored::Yes, name, byte);
                    len += 1;
                }
                self.automaton.is_dead(name) && singular.is_none()
            };
            let is_dead = match word.is_ascii() {
                true => word.bytes().any(|byte| read(byte.to_ascii_lowercase().into())),
                false => word.chars().flat_map(char::to_lowercase).any(read),
            };
            if is_dead {
                return found;
            }
            let known = self.named(name, len, context);
            let known = known.or_else(|| self.named(singular?, len - 1, context));
            found = known.map(|named| (index + 1, named)).or(found);
            if self.automaton.is_dead(name) {
                return found;
            }
        }
        found
    }

    /// What a name of this length means.
    fn named(&self, state: StateID, len: usize, context: Context) -> Option<&Named> {
        if !self.automaton.is_match(state) {
            return None;
        }
        let ending = (0..self.automaton.match_len(state)).map(|index| self.automaton.match_pattern(state, index));
        let name = ending.into_iter().find(|pattern| self.automaton.pattern_len(*pattern) == len)?;
        let name = &self.names[name.as_usize()];
        (context == Context::Heading || !name.only_in_headings).then_some(&name.named)
    }
}

/// The first three letters of all names. They alone tell that most words begin none.
#[derive(Debug)]
struct Openings {
    /// For any two letters, a bit for each third one.
    thirds: Vec<u64>,
}

impl Openings {
    const LETTERS: usize = 36;

    fn of<'n>(names: impl Iterator<Item = &'n str>) -> Self {
        let mut thirds = vec![0; Self::LETTERS * Self::LETTERS];
        for name in names {
            // Behind a name that is shorter, any letter may follow.
            let letter = |at: usize| match name.as_bytes().get(at) {
                Some(byte) => letter(*byte).map_or(0..0, |letter| letter..letter + 1),
                None => 0..Self::LETTERS,
            };
            for first in letter(0) {
                for second in letter(1) {
                    letter(2).for_each(|third| thirds[first * Self::LETTERS + second] |= 1 << third);
                }
            }
        }
        Openings { thirds }
    }

    /// Whether a name may begin with these words.
    fn may_begin(&self, text: &str, words: &[Range<usize>]) -> bool {
        let mut opening = 0;
        let mut count = 0;
        for (index, word) in words.iter().enumerate() {
            let word = &text[word.clone()];
            if index > 0 && is_side(word) {
                continue;
            }
            for byte in word.bytes() {
                let Some(letter) = letter(byte) else { return true };
                if count == 2 {
                    return self.thirds[opening] & 1 << letter != 0;
                }
                opening = opening * Self::LETTERS + letter;
                count += 1;
            }
        }
        true
    }
}

fn is_side(word: &str) -> bool {
    SIDES.iter().any(|side| side.eq_ignore_ascii_case(word))
}

/// The number of a letter or digit, whatever its case.
fn letter(byte: u8) -> Option<usize> {
    match byte {
        b'0'..=b'9' => Some(usize::from(byte - b'0')),
        b'a'..=b'z' => Some(usize::from(byte - b'a') + 10),
        b'A'..=b'Z' => Some(usize::from(byte - b'A') + 10),
        _ => None,
    }
}

/// How long words are at least, with what stands between them.
const LETTERS_PER_WORD: usize = 5;

/// The runs of letters and digits of a text.
pub(super) fn words(text: &str) -> Vec<Range<usize>> {
    let mut words = Vec::with_capacity(text.len() / LETTERS_PER_WORD);
    let mut start = None;
    for (at, char) in text.char_indices() {
        if char.is_alphanumeric() {
            start.get_or_insert(at);
        } else if let Some(start) = start.take() {
            words.push(start..at);
        }
    }
    words.extend(start.map(|start| start..text.len()));
    words
}

/// What a name is looked up by: its letters and digits in lower case, whichever side it is for.
pub(super) fn key(name: &str) -> String {
    words(name).into_iter().map(|word| folded(&name[word])).filter(|word| !SIDES.contains(&word.as_str())).collect()
}

/// The letters and digits of a name, in lower case.
fn folded(name: &str) -> String {
    name.chars().filter(|char| char.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::super::Catalogue;
    use super::*;

    fn named(text: &str, context: Context) -> Vec<String> {
        let catalogue = Catalogue::shipped();
        let mentions = catalogue.names().mentions(text, context);
        let name = |mention: Mention| match mention.named {
            Named::Treatment(id) => catalogue.treatment(id).name.clone(),
            Named::Class(class) => format!("any {class}"),
        };
        mentions.into_iter().map(name).collect()
    }

    #[test]
    fn the_longest_name_wins() {
        assert_eq!(named("Voltaren Gel and Voltaren", Context::Heading).len(), 2);
        assert_ne!(named("Voltaren Gel", Context::Heading), named("Voltaren", Context::Heading));
    }

    #[test]
    fn the_first_letters_pass_over_no_name() {
        let catalogue = Catalogue::shipped();
        let names = catalogue.names();
        let text = "Norco, MRI of the left x ray, TENS unit, B 12, Éx, a TEN S, x-ray and CT: the 3 IV İbuprofen Kdur";
        let words = words(text);
        for at in 0..words.len() {
            let found = names.longest(text, &words[at..], Context::Heading);
            assert!(found.is_none() || names.openings.may_begin(text, &words[at..]), "{}", &text[words[at].start..]);
        }
        for (_, treatment) in catalogue.treatments() {
            let words = super::words(&treatment.name);
            assert!(names.openings.may_begin(&treatment.name, &words), "{}", treatment.name);
        }
        assert!(!names.openings.may_begin("which", &super::words("which")));
    }

    #[test]
    fn classes_are_named_in_the_plural_too() {
        assert_eq!(named("chronic use of opioids", Context::Prose), ["any opioid"]);
    }

    #[test]
    fn everyday_words_mean_treatments_only_in_headings() {
        assert_eq!(named("massage", Context::Heading), ["massage therapy"]);
        assert_eq!(named("massage", Context::Prose), [""; 0]);
    }

    #[test]
    fn requests_start_with_treatments() {
        let catalogue = Catalogue::shipped();
        for text in ["Norco", "hydrocodone/APAP 10/325", "Refill Norco", "Prospective request for Ambien", "VICODIN ES"]
        {
            assert!(catalogue.names().starts_with_treatment(text), "{text}");
        }
        for text in ["", "The following criteria", "failure of exercise", "a trial of first-line medication"] {
            assert!(!catalogue.names().starts_with_treatment(text), "{text}");
        }
    }
}
