//! By which words an item is known, and which of them its rationale says: whether that is about another item.

use super::kin::{Kin, is_of_classes, is_telling};
use crate::analysis::passage::Passage;
use crate::analysis::question::Question;
use crate::analysis::source::Source;
use crate::analysis::words::{Hashes, Word, hash, mixed, stem, words};
use crate::layouts::FieldKind;
use crate::model::amounts::{Counted, amounts};
use crate::model::body::{body_parts, sides};
use crate::model::citation;
use crate::model::{Field, Item, shifted};
use crate::text::pattern::verbose;
use regex::Regex;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

/// By which words is known what an item requests and cites.
#[derive(Debug, Default)]
pub(in crate::analysis) struct ItemWords {
    /// What its guideline lines cite: the reviewer's and the claims administrator's.
    cited: [String; 2],
    /// The beginnings of all words that may mean what is requested.
    own: Hashes,
    /// Those of them that the request itself has, or the catalogue for it.
    named: Hashes,
    /// Those that the request itself has.
    requested: Hashes,
    /// The words that tell it from other requests.
    pub(in crate::analysis) telling: Hashes,
}

/// The words of a rationale, but for those that only say again what is requested. Places count from its start.
#[derive(Debug, Default)]
pub(in crate::analysis) struct Vocabulary {
    said: Vec<Word>,
    /// Where it names what is only taken beside.
    in_passing: Vec<Range<usize>>,
    /// Those of them that may mean its own request.
    known: Vec<Known>,
    /// All of them.
    hashes: Hashes,
    /// The words by which the only conclusion is known.
    concluded: Option<Concluded>,
}

/// What a conclusion is drawn of.
#[derive(Debug)]
struct Concluded {
    /// The words that say it, by their beginnings.
    stems: Vec<u64>,
    /// Those of all that is said behind it.
    behind: Hashes,
    /// Whether they are sure to name what may be requested.
    is_sure: bool,
}

#[derive(Debug)]
struct Known {
    stem: u64,
    is_telling: bool,
}

/// Why a rationale seems to be another item's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::analysis) enum Stray {
    /// The other item's rationale is about this one.
    Swapped,
    /// It says what the other item's says.
    Copied,
    /// It speaks about the other request from its beginning on.
    Begun,
}

impl ItemWords {
    pub(super) fn read(item: &Item, asked: &str, kin: &Kin, source: &Source<'_>) -> Self {
        let visits = if names_visits(asked) { "visit session" } else { "" };
        let named = format!("{} {}", asked.to_lowercase(), kin.words().join(" "));
        let cited = cited_by_both(item, source);
        let [reviewers, others] = cited.each_ref().map(|cited| cited.to_lowercase());
        let telling = [&named, &reviewers].into_iter().flat_map(|text| words(text));
        let telling =
            telling.filter(|word| (is_telling(word) || FORMS.contains(word)) && is_of_item(word)).chain(words(visits));
        let stems = |text: &str| words(text).filter(|word| is_of_item(word)).map(|word| hash(stem(word))).collect();
        ItemWords {
            own: stems(&format!("{named} {reviewers} {others} {visits}")),
            named: stems(&named),
            requested: stems(&unlabelled(asked).to_lowercase()),
            telling: telling.map(hash).collect(),
            cited,
        }
    }

    /// Whether the item still cites the same.
    pub(super) fn cites_the_same(&self, item: &Item, source: &Source<'_>) -> bool {
        self.cited == cited_by_both(item, source)
    }

    /// Whether a word tells the other request from this one.
    pub(in crate::analysis) fn are_told_from(&self, other: &ItemWords, said: &Word) -> bool {
        other.telling.has(said.hash) && !self.own.has(said.stem)
    }
}

impl Vocabulary {
    /// Reads a rationale that concludes only on what these words mean, if it concludes once.
    pub(super) fn read(
        own: &ItemWords,
        rationale: &Field,
        passage: &Passage,
        concluded_on: Option<&Range<usize>>,
    ) -> Self {
        let text = &passage.text;
        let echoes = passage.echoes(rationale.conclusions.iter());
        let is_echoed = |word: &Word| echoes.iter().any(|echo| echo.contains(&word.place.start));
        let said: Vec<Word> = passage.words().filter(|word| !is_echoed(word)).collect();
        let known = said.iter().filter(|said| own.own.has(said.stem));
        let known = known
            .map(|said| Known { stem: said.stem, is_telling: is_telling(&text[said.place.clone()].to_lowercase()) });
        let in_passing = passage.sentences_with(&NAMES_IN_PASSING).flat_map(|(start, sentence)| {
            IN_PASSING.find_iter(sentence).map(move |found| shifted(&found.range(), start))
        });
        Vocabulary {
            in_passing: in_passing.collect(),
            known: known.collect(),
            hashes: said.iter().map(|said| said.hash).collect(),
            concluded: concluded_on.map(|subject| Concluded::read(&text[subject.clone()], &text[subject.end..])),
            said,
        }
    }

    /// Whether the only conclusion is drawn of what the other item requests, and of nothing that its own may be called.
    pub(super) fn concludes_on(&self, other: &ItemWords, own: &ItemWords) -> bool {
        let is_others = |Concluded { stems, .. }: &Concluded| {
            stems.iter().all(|stem| other.named.has(*stem)) && !stems.iter().any(|stem| own.own.has(*stem))
        };
        self.concluded.as_ref().filter(|concluded| concluded.is_sure).is_some_and(is_others)
    }

    /// Whether the only conclusion is drawn of what the other item requests in all its words, and says none by which only its own
    /// is known.
    pub(super) fn concludes_in_words_of(&self, other: &ItemWords, own: &ItemWords) -> bool {
        let tells = |one: &ItemWords, from: &ItemWords| one.requested.iter().any(|stem| !from.named.has(stem));
        let is_others = |Concluded { stems, behind, .. }: &Concluded| {
            other.requested.iter().all(|stem| stems.contains(&stem))
                && !behind
                    .iter()
                    .chain(stems.iter().copied())
                    .any(|stem| own.named.has(stem) && !other.requested.has(stem))
        };
        self.concluded.as_ref().is_some_and(is_others) && tells(other, own) && tells(own, other)
    }

    /// Whether something is said of its own request behind what the conclusion is drawn of: `…, nor are crutches.`
    pub(in crate::analysis) fn goes_on_about(&self, own: &ItemWords) -> bool {
        self.concluded.as_ref().is_some_and(|Concluded { stems, behind, .. }| {
            behind.iter().any(|stem| own.requested.has(stem) && !stems.contains(&stem))
        })
    }

    /// Whether a word with this hash is said.
    pub(in crate::analysis) fn has(&self, hash: u64) -> bool {
        self.hashes.has(hash)
    }

    /// Where the rationale speaks about another item, if it says nothing by which its own is known.
    pub(in crate::analysis) fn strays_to(
        &self,
        own: &ItemWords,
        other: &Vocabulary,
        others: &ItemWords,
    ) -> Option<(Stray, Range<usize>)> {
        const SHORTEST: usize = 8;
        if self.said.len() < SHORTEST || other.said.len() < SHORTEST || self.is_known_beside(others) {
            return None;
        }
        let mut met = self.said.iter().enumerate().filter(|(_, said)| self.tells(said, others, own));
        let (at, first) = met.next()?;
        let stray = match () {
            () if self.speaks_of(others, own) && other.speaks_of(own, others) && !other.is_known_beside(own) => {
                Stray::Swapped
            }
            () if self.repeats(other) => Stray::Copied,
            () if at < self.said.len() / 3 && met.next().is_some() => Stray::Begun,
            () => return None,
        };
        Some((stray, first.place.clone()))
    }

    /// Whether it says a word that tells the other request from its own, and not only in passing.
    fn speaks_of(&self, others: &ItemWords, own: &ItemWords) -> bool {
        self.said.iter().any(|said| self.tells(said, others, own))
    }

    fn tells(&self, said: &Word, others: &ItemWords, own: &ItemWords) -> bool {
        own.are_told_from(others, said) && !self.in_passing.iter().any(|place| place.contains(&said.place.start))
    }

    /// Whether the rationale says a word that may mean its own request, and not the other one as well.
    pub(in crate::analysis) fn is_known_beside(&self, others: &ItemWords) -> bool {
        let is_shared = |known: &Known| match known.is_telling {
            // What is cited may be cited wrongly.
            true => others.named.has(known.stem),
            false => others.own.has(known.stem),
        };
        self.known.iter().any(|known| !is_shared(known))
    }

    /// Whether half of the rationale stands in the other one as well.
    fn repeats(&self, other: &Vocabulary) -> bool {
        const IN_A_ROW: usize = 4;
        let runs = |vocabulary: &Vocabulary| -> Vec<u64> {
            let rows = vocabulary.said.windows(IN_A_ROW);
            rows.map(|row| mixed(row.iter().map(|said| said.hash))).collect()
        };
        let (own, known) = (runs(self), runs(other).into_iter().collect::<HashSet<_>>());
        2 * own.iter().filter(|run| known.contains(run)).count() >= own.len()
    }
}

impl Concluded {
    /// Of one word, only if no class of treatments is called by it: `the injection` may be any. Before it may stand a label, as
    /// in `RESULT: the walker`.
    fn read(subject: &str, behind: &str) -> Self {
        let labelled = subject.split_once(": ").filter(|(label, _)| label.chars().all(char::is_alphabetic));
        let folded = labelled.map_or(subject, |(_, subject)| subject).to_lowercase();
        let said: Vec<&str> = words(&folded).filter(|word| is_of_item(word)).collect();
        let is_sure = match said[..] {
            [] => false,
            [only] => is_telling(only) && !is_of_classes(only),
            _ => said.iter().any(|word| is_telling(word) || FORMS.contains(word)),
        };
        let behind = words(&behind.to_lowercase()).map(|word| hash(stem(word))).collect();
        Concluded { stems: said.into_iter().map(|word| hash(stem(word))).collect(), behind, is_sure }
    }
}

/// A request without `Associated surgical service:` before it.
fn unlabelled(asked: &str) -> &str {
    LABEL.find(asked).map_or(asked, |label| &asked[label.end()..])
}

fn cited_by_both(item: &Item, source: &Source<'_>) -> [String; 2] {
    [FieldKind::Maximus, FieldKind::ClaimsAdministrator].map(|kind| cited(item, kind, source))
}

/// What a guideline line of the item cites, without the names of guidelines.
fn cited(item: &Item, kind: FieldKind, source: &Source<'_>) -> String {
    let lines = item.fields_of(kind);
    let citations =
        lines.flat_map(|field| &field.citations).filter(|citation| citation.source != citation::Source::None);
    let parts = citations.flat_map(|citation| [&citation.topic, &citation.section, &citation.text]);
    parts.flatten().map(|place| source.text(place)).collect::<Vec<_>>().join(" ")
}

fn names_visits(request: &str) -> bool {
    amounts(request).iter().any(|amount| matches!(amount.of, Counted::Visits | Counted::PerWeek))
}

/// Whether a word of a request or a citation says what is requested, and not only where, how much and by which guideline.
fn is_of_item(word: &str) -> bool {
    word.len() > 2
        && !word.starts_with(|char: char| char.is_ascii_digit())
        && PASSED_OVER.binary_search(&word).is_err()
        && body_parts(word).is_empty()
        && sides(word).is_empty()
}

static NAMES_IN_PASSING: Question = Question::new(|sentence| IN_PASSING.is_match(sentence));

/// `together with fentanyl`, `Naprosyn is given as well`: what is only taken beside.
static IN_PASSING: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: added \s+ to | along \s+ with | (?: combination s? | combined | instance | interact (?: s | ions? ) | risk s? | together ) \s+ with
              | on \s+ top \s+ of | this \s+ and ) \s+ (?: [a-z]+ (?: ,? \s+ and \s+ | , \s+ ) ){0,4} [a-z]+
          | \A with \s+ (?: [a-z]+ (?: ,? \s+ and \s+ | , \s+ ) ){1,4} [a-z]+ \s+ on \s+ board
          | \b [a-z]+ \s+ (?: is | was ) \s+ (?: given | taken | used ) \s+ (?: also | as \s+ well | too ) \b",
    )
});

static LABEL: LazyLock<Regex> = LazyLock::new(|| verbose(r"\A \s* associated \s+ (?: surgical \s+ )? services? \s* :"));

/// Words of several treatments that still tell one request of a letter from another.
const FORMS: [&str; 3] = ["brace", "cream", "patch"];

/// Words of requests and citations that any other may have, in order and without the ending of a plural.
#[rustfmt::skip]
const PASSED_OVER: [&str; 165] = [
    "acoem", "acute", "additional", "address", "after", "also", "and", "any", "are", "associated", "base", "based",
    "because", "bedtime", "been", "before", "being", "between", "both", "but", "can", "cap", "capsule", "care",
    "chapter", "chronic", "citation", "cite", "claim", "complaint", "continued", "criteria", "daily", "date", "day",
    "decision", "diagnosi", "did", "disability", "disorder", "doe", "dos", "drug", "during", "each", "edition",
    "environmental", "evidence", "expert", "for", "from", "further", "general", "guideline", "had", "has", "have",
    "health", "her", "him", "his", "however", "indication", "initial", "injury", "into", "issue", "its", "level", "low",
    "lower", "management", "may", "medical", "medication", "medicine", "month", "more", "most", "mouth", "mtu", "mtus",
    "needed", "new", "non", "not", "occupational", "odg", "official", "one", "only", "oral", "other", "page", "pain",
    "patient", "per", "physician", "possible", "post", "practice", "pre", "prescription", "prior", "prospective",
    "provider", "purchase", "qty", "quantity", "recommendation", "refill", "regarding", "rental", "request",
    "requested", "requesting", "retrospective", "reviewer", "section", "service", "she", "should", "some", "spine",
    "state", "such", "syndrome", "tab", "table", "tablet", "than", "that", "the", "their", "there", "therefore",
    "these", "thi", "this", "those", "thu", "time", "total", "treating", "treatment", "trial", "two", "type", "under",
    "unit", "unknown", "update", "updated", "use", "was", "week", "were", "when", "where", "which", "who", "will",
    "with", "www", "you",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_in_order() {
        assert!(PASSED_OVER.is_sorted());
    }
}
