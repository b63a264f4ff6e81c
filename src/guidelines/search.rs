//! Finding what somebody types: words of topics, treatments and classes of treatments, or a page.
//!
//! Every word typed must be the start of a word of the name, in any order. Only if nothing is found so, slips of
//! the finger are forgiven. A fuzzy matcher of scattered letters would find too much: names of drugs are short and
//! alike.

use super::catalogue::{Catalogue, TopicId, TopicKind, TreatmentId};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// Something that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hit {
    /// A class of treatments, as the catalogue writes it.
    Class(String),
    /// A treatment, by any of its names.
    Treatment(TreatmentId),
    /// A topic, by its title or its description.
    Topic(TopicId),
    /// A topic that holds the page.
    Page(TopicId),
}

/// All names, prepared for a search.
#[derive(Debug, Default)]
pub(super) struct SearchIndex {
    names: Vec<Name>,
}

/// A name by its words in lower case.
#[derive(Debug)]
struct Name {
    words: Vec<String>,
    /// The letters and digits with which they begin: most names are passed over by these alone.
    initials: u64,
    of: Hit,
}

/// For so many letters of a word one may be wrong. Shorter words are not looked at for slips: too many others are as
/// near.
const LETTERS_A_SLIP: usize = 7;

impl SearchIndex {
    pub(super) fn of(catalogue: &Catalogue) -> Self {
        let mut names = Vec::new();
        let mut add = |name: &str, of: Hit| {
            let words = words(name);
            names.push(Name { initials: initials(&words), words, of });
        };
        let classes: BTreeSet<&String> = catalogue.treatments().filter_map(|(_, known)| known.class.as_ref()).collect();
        for class in classes {
            add(class, Hit::Class(class.clone()));
        }
        for (id, treatment) in catalogue.treatments() {
            for name in [&treatment.name].into_iter().chain(&treatment.brands).chain(&treatment.synonyms) {
                add(name, Hit::Treatment(id));
            }
        }
        for (id, topic) in catalogue.topics().filter(|(_, topic)| topic.kind != TopicKind::Note) {
            add(&topic.name, Hit::Topic(id));
            if let Some(title) = topic.cite.as_ref().filter(|cite| cite.value != topic.name) {
                add(&title.value, Hit::Topic(id));
            }
        }
        SearchIndex { names }
    }
}

impl Catalogue {
    /// What the words may stand for, the best first, each once, and no more than `limit`.
    pub fn search(&self, typed: &str, limit: usize) -> Vec<Hit> {
        let wanted = words(typed);
        if let [page] = wanted.as_slice()
            && let Ok(page) = page.parse()
        {
            return self.topics_with(page).into_iter().take(limit).map(Hit::Page).collect();
        }
        // Doses and the word before a page say nothing of the name.
        let is_word = |word: &&String| !word.starts_with(|char: char| char.is_ascii_digit());
        let names: Vec<String> = wanted.iter().filter(is_word).cloned().collect();
        if let ([word], Some(page)) = (names.as_slice(), wanted.iter().find_map(|word| word.parse().ok()))
            && matches!(word.as_str(), "page" | "pages" | "p" | "pg")
        {
            return self.topics_with(page).into_iter().take(limit).map(Hit::Page).collect();
        }
        let mut found = self.fitting(|name| fit(&wanted, name, begins));
        if found.is_empty() {
            found = self.fitting(|name| fit(&names, name, begins));
        }
        if found.is_empty() {
            found = self.fitting(|name| fit(&wanted, name, is_alike));
        }
        let mut hits: Vec<Hit> = Vec::new();
        for hit in found {
            if hits.len() < limit && !hits.contains(hit) {
                hits.push(hit.clone());
            }
        }
        hits
    }

    fn fitting(&self, fit: impl Fn(&Name) -> Option<usize>) -> Vec<&Hit> {
        let names = &self.search.names;
        let mut found: Vec<_> = names.iter().filter_map(|name| Some((fit(name)?, name))).collect();
        // What was typed in full stands before what was begun, short names before long ones.
        found.sort_by_key(|(whole, name)| (Reverse(*whole), kind_rank(&name.of), name.words.len()));
        found.into_iter().map(|(_, name)| &name.of).collect()
    }

    /// The topics that hold a page, those with the fewest pages first.
    fn topics_with(&self, page: u32) -> Vec<TopicId> {
        let pages = |id: TopicId| self.topic(id).pages().map(|pages| pages.value);
        let holds = |id: &TopicId| pages(*id).is_some_and(|pages| (pages.first..=pages.last).contains(&page));
        let mut topics: Vec<TopicId> = self.topics().map(|(id, _)| id).filter(holds).collect();
        topics.sort_by_key(|id| pages(*id).map(|pages| pages.last - pages.first));
        topics
    }
}

/// What is cited for a drug is what its name is typed for, before titles that happen to hold the word.
fn kind_rank(hit: &Hit) -> u8 {
    match hit {
        Hit::Class(_) => 0,
        Hit::Treatment(_) => 1,
        Hit::Topic(_) | Hit::Page(_) => 2,
    }
}

/// How many of the wanted words the name holds in full, if it holds all of them by `fits`.
fn fit(wanted: &[String], name: &Name, fits: impl Fn(&str, &str) -> bool) -> Option<usize> {
    let holds = |word: &String| name.words.iter().any(|known| fits(known, word));
    let is_whole = |word: &&String| name.words.iter().any(|known| is_same(known, word));
    let may_hold = !wanted.is_empty() && initials(wanted) & !name.initials == 0;
    (may_hold && wanted.iter().all(holds)).then(|| wanted.iter().filter(is_whole).count())
}

/// One bit for each letter or digit with which a word begins, whatever alphabet it is of.
fn initials(words: &[String]) -> u64 {
    words.iter().filter_map(|word| word.chars().next()).fold(0, |bits, first| bits | 1 << (u32::from(first) % 64))
}

fn begins(known: &str, word: &str) -> bool {
    known.starts_with(word) || is_same(known, word)
}

/// A plural is as good as the word.
fn is_same(known: &str, word: &str) -> bool {
    known.strip_suffix('s').unwrap_or(known) == word.strip_suffix('s').unwrap_or(word)
}

/// Whether the start of a known word is the word with slips.
fn is_alike(known: &str, word: &str) -> bool {
    let slips = word.len() / LETTERS_A_SLIP;
    let has_few_slips = || {
        let head = known.char_indices().nth(word.chars().count()).map_or(known, |(end, _)| &known[..end]);
        // A slip changes two letters of the set at most; counting them is cheaper than comparing the words.
        let other_letters = (letters(head) ^ letters(word)).count_ones() as usize;
        other_letters <= 2 * slips && strsim::osa_distance(head, word) <= slips
    };
    let begins_alike = || known.chars().next() == word.chars().next();
    begins(known, word) || slips > 0 && begins_alike() && has_few_slips()
}

/// One bit for each letter of a word.
fn letters(word: &str) -> u64 {
    word.chars().fold(0, |bits, char| bits | 1 << (u32::from(char) % 64))
}

fn words(text: &str) -> Vec<String> {
    let words = text.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(typed: &str) -> Vec<String> {
        let catalogue = Catalogue::shipped();
        let name = |hit| match hit {
            Hit::Class(class) => format!("any {class}"),
            Hit::Treatment(id) => catalogue.treatment(id).name.clone(),
            Hit::Topic(id) | Hit::Page(id) => catalogue.topic(id).name.clone(),
        };
        catalogue.search(typed, 5).into_iter().map(name).collect()
    }

    #[test]
    fn the_start_of_a_name_is_enough() {
        assert_eq!(found("norc"), ["hydrocodone/acetaminophen"]);
        assert_eq!(found("norco 10"), ["hydrocodone/acetaminophen"]);
        assert_eq!(found("criteria opioids")[0], "Opioids, criteria for use");
        assert_eq!(found("opioid")[0], "any opioid");
        assert_eq!(found("trigger inj")[0], "trigger point injection");
    }

    #[test]
    fn slips_are_forgiven_where_nothing_else_is_meant() {
        assert_eq!(found("benzodiazd")[0], "any benzodiazepine");
        assert_eq!(found("Flexiril")[0], "cyclobenzaprine");
        assert_eq!(found("xyzzy"), [""; 0]);
        assert_eq!(found(""), [""; 0]);
    }

    #[test]
    fn a_number_is_a_page() {
        assert!(found("78").contains(&"Opioids: on-going management".to_owned()), "{:?}", found("78"));
        assert_eq!(found("pages 78"), found("78"));
        assert_eq!(found("9999"), [""; 0]);
    }
}
