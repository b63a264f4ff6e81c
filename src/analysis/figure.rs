//! What a sentence measures, with what stands beside it.

use super::of_case::is_of_case;
use super::words::{Hashes, hash, stem, words};
use crate::model::body::{Areas, Side, body_parts, may_meet, sides};
use crate::model::measures::{Measure, measures, numbers_in};
use crate::model::sites::{Site, sites};
use crate::model::{clause_at, days, statement_at};
use crate::text::pattern::verbose;
use jiff::civil::Date;
use regex::Regex;
use std::ops::Range;
use std::sync::{LazyLock, OnceLock};

/// A number that was measured. Its place counts from the start of its sentence.
#[derive(Debug)]
pub(super) struct Figure {
    pub(super) measure: Measure,
    beside: OnceLock<Beside>,
}

/// What stands beside a figure.
#[derive(Debug)]
pub(super) struct Beside {
    /// Whether it was measured, and is no limit, plan or thought.
    pub(super) is_measured: bool,
    /// Whether it is the reviewer's own about the patient.
    pub(super) is_of_case: bool,
    /// All numbers of the sentence, but for days in digits.
    pub(super) numbers: Box<[f64]>,
    of_clause: Hashes,
    of_sentence: Hashes,
    days: Box<[Date]>,
    sites: Vec<Site>,
    sides: Box<[Side]>,
    areas: Areas,
    movement: Option<String>,
}

/// The figures of a sentence, in order.
pub(super) fn figures(sentence: &str) -> Box<[Figure]> {
    measures(sentence).into_iter().map(|measure| Figure { measure, beside: OnceLock::new() }).collect()
}

impl Figure {
    /// What stands beside it in its sentence, which is read once, and not before somebody compares it.
    pub(super) fn beside(&self, sentence: &str) -> &Beside {
        let span = &self.measure.span;
        self.beside.get_or_init(|| Beside::of(span, &sentence[span.clone()], sentence))
    }
}

impl Beside {
    /// What stands beside some words of a sentence. Those of `unit` do not tell what is measured.
    pub(super) fn of(span: &Range<usize>, unit: &str, sentence: &str) -> Self {
        let clause = clause_at(sentence, span);
        let own = telling(unit);
        let others = |text: &str| telling(text).iter().filter(|word| !own.has(*word)).collect();
        Beside {
            is_measured: !NOT_MEASURED.is_match(clause) && !IS_CHANGE.is_match(&sentence[..span.start]),
            is_of_case: is_of_case(&sentence[statement_at(sentence, span)]),
            numbers: numbers_in(sentence).collect(),
            of_clause: others(clause),
            of_sentence: others(sentence),
            days: days(sentence).into_iter().map(|(_, day)| day).collect(),
            sites: sites(clause),
            sides: sides(clause).into_iter().map(|named| named.side).collect(),
            areas: Areas::of(&body_parts(clause)),
            movement: MOVEMENT.find(clause).map(|found| found.as_str().to_lowercase()),
        }
    }

    /// Whether its clause says hardly anything else.
    pub(super) fn is_alone(&self) -> bool {
        const MOST: usize = 2;
        self.of_clause.iter().count() <= MOST
    }

    /// How much both have in common.
    pub(super) fn nearness(&self, other: &Beside) -> usize {
        2 * shared(&self.of_clause, &other.of_clause) + shared(&self.of_sentence, &other.of_sentence)
    }

    /// Whether both may be of one day, one part of the body, one level, one side and one movement.
    pub(super) fn may_be(&self, other: &Beside) -> bool {
        let is_of_day = self.days.iter().any(|day| other.days.contains(day));
        let is_of_site = self.sites.iter().any(|site| site.is_among(&other.sites));
        let is_moved = self.movement.as_ref().zip(other.movement.as_ref()).is_none_or(|(own, other)| own == other);
        is_moved
            && self.areas.may_meet(other.areas)
            && (self.days.is_empty() || other.days.is_empty() || is_of_day)
            && (self.sites.is_empty() || other.sites.is_empty() || is_of_site)
            && may_meet(&self.sides, &other.sides)
    }
}

fn shared(one: &Hashes, other: &Hashes) -> usize {
    one.iter().filter(|word| other.has(*word)).count()
}

/// Words that tell what was measured.
fn telling(text: &str) -> Hashes {
    let folded = text.to_lowercase();
    let is_telling =
        |word: &&str| word.len() > 2 && !word.starts_with(|char: char| char.is_ascii_digit()) && !COMMON.contains(word);
    words(&folded).filter(is_telling).map(|word| hash(stem(word))).collect()
}

/// Words that any two clauses may share.
const COMMON: [&str; 40] = [
    "about", "after", "and", "are", "been", "but", "claimant", "could", "did", "employee", "exam", "for", "from",
    "had", "has", "have", "her", "his", "injured", "left", "not", "now", "only", "pain", "patient", "percent",
    "relief", "right", "she", "still", "than", "that", "the", "this", "was", "were", "which", "with", "without",
    "worker",
];

static MOVEMENT: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: abduction | adduction | dorsiflexion | extension | flexion | inversion | eversion | plantar | rotation | tilt ) \b",
    )
});

/// By how much something changed or may change, which is counted and not measured.
static IS_CHANGE: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: additional | another | by | dropped | fell | further | gained | grew | improved | increased | lost | narrowed | put \s+ on | within | rose | shrank | shrunk | went \s+ (?: down | up ) | widened | (?: change | deficit | difference | drop | fall | gain | loss | rise ) \s+ of ) \s+ \z",
    )
});

/// Limits, plans, and what is only thought.
static NOT_MEASURED: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: above | ago | asks? | calls \s+ for \s+ [0-9]+ (?: \s? % \s+ [a-z]+ | \s+ percent ) | at \s+ (?: least | most ) | average | before | below | between | colder | common | cooler | cut-?off | defin [a-z]* | earlier | exceed [a-z]* | expect [a-z]* | goals? | greater
            | had \s+ been | if | indicated | lacks? | less | maximum | means? | mild | minimum | moderate | more | needs? | no \s+ documentation | normal | not \s+ documented | over \s+ (?: [0-9] | the \b | an? \b ) | per \s+ (?: day | week )
            | plan [a-z]* | previous [a-z]* | prior | request [a-z]* | suffices? | threshold | under | up \s+ to | usual | warmer | would ) \b | [<>≥≤]",
    )
});
