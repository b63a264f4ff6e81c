//! A change between two values that a rationale tells the other way round.

use super::super::{Reporter, Source};
use crate::analysis::figure::Beside;
use crate::analysis::moments::years;
use crate::analysis::question::Question;
use crate::analysis::whole::{Narrative, Whole};
use crate::model::measures::numbers_in;
use crate::model::{LONGEST_SENTENCE, shifted};
use crate::text::pattern::{NUMBER, verbose};
use regex::{Captures, Regex};
use std::ops::Range;
use std::sync::LazyLock;

/// Reports the changes of a rationale that the case summary tells from the last value to the first alone.
pub(super) fn check(whole: &Whole<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    let Some(summary) = whole.summary() else { return };
    let rationales = whole.rationales().map(|rationale| rationale.narrative);
    let mut rationales = rationales.filter(|rationale| rationale.prose.any(&TELLS_CHANGE)).peekable();
    if rationales.peek().is_none() {
        return;
    }
    let known = changes_of(&summary);
    for rationale in rationales {
        for said in changes_of(&rationale) {
            if let Some(known) = said.turned_round(&known) {
                reporter.report_against_summary(said.place, known.place.clone(), "Check which is right.", source);
            }
        }
    }
}

/// A value that became another one.
struct Change {
    /// Where it stands in the letter.
    place: Range<usize>,
    first: f64,
    last: f64,
    /// What its sentence tells of the years.
    years: Box<[i16]>,
    beside: Beside,
}

impl Change {
    /// The same change as a summary tells it, if it is from the last value to the first there.
    fn turned_round<'k>(&self, known: &'k [Change]) -> Option<&'k Change> {
        const LEAST: usize = 2;
        let is_of_pair = |known: &&Change, first: f64, last: f64| known.first == first && known.last == last;
        if known.iter().any(|known| is_of_pair(&known, self.first, self.last)) {
            return None;
        }
        let mut turned = known.iter().filter(|known| is_of_pair(known, self.last, self.first));
        let is_same = |known: &&Change| {
            known.beside.may_be(&self.beside)
                && known.beside.nearness(&self.beside) >= LEAST
                && known.years == self.years
        };
        turned.find(is_same)
    }
}

/// The changes that a narrative tells of the patient.
fn changes_of(narrative: &Narrative<'_>) -> Vec<Change> {
    let sentences = narrative.prose.sentences_with(&TELLS_CHANGE);
    let changes = sentences.flat_map(|(start, sentence)| {
        let changes = changes(sentence).into_iter().map(move |(span, first, last)| {
            let beside = Beside::of(&span, "", sentence);
            Change { place: narrative.place(&shifted(&span, start)), first, last, years: years(sentence), beside }
        });
        changes.filter(|change| change.beside.is_of_case).collect::<Vec<_>>()
    });
    changes.collect()
}

static TELLS_CHANGE: Question =
    Question::new(|sentence| sentence.len() <= LONGEST_SENTENCE && !changes(sentence).is_empty());

/// The changes in a sentence, each with its first and its last value, where the two differ.
fn changes(sentence: &str) -> Vec<(Range<usize>, f64, f64)> {
    if !MAY_CHANGE.is_match(sentence) || OTHERWISE.is_match(sentence) {
        return Vec::new();
    }
    let read = |found: Captures<'_>| {
        let value = |name: &str| numbers_in(found.name(name)?.as_str()).next();
        let (first, last) = (value("first")?, value("last")?);
        Some((found.get(0)?.range(), first, last)).filter(|_| first != last)
    };
    ORDERS.iter().flat_map(|order| order.captures_iter(sentence).filter_map(read)).collect()
}

static MAY_CHANGE: LazyLock<Regex> =
    LazyLock::new(|| verbose(r"\b (?: after (?: wards )? | at \s+ intake | before | from | prior | without ) \b"));

/// Words by which values go to and fro, or tell of another time than the change itself does.
static OTHERWISE: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: again | ago | average | back \s+ (?: at | down | from | to | up ) | bad \s+ days | earlier | fluctuat [a-z]* | good \s+ days | last | later | lost \s+ (?: its \s+ )? effect | mg | once | previous [a-z]* | rang [a-z]+ | recent [a-z]*
            | stopped | tablets? | then | this \s+ year | until | var (?: ied | ies | y [a-z]* ) | when | withdrawn | withheld | worn \s+ off | wore \s+ off ) \b",
    )
});

/// The orders in which the two values stand.
static ORDERS: LazyLock<[Regex; 4]> = LazyLock::new(|| {
    const UNIT: &str = r"[+-]? (?: \s* / \s* (?: 5 | 10 | 100 ) | \s* % )? [+-]?";
    const BETWEEN: &str = r"(?: \s+ \(? [a-z/-]+ ){0,5}? \)?";
    let value = |name: &str| format!(r"(?<{name}> \b (?: [0-9]+ (?: \. [0-9]+ )? | {NUMBER} \b ) ) {UNIT}");
    let (first, last) = (value("first"), value("last"));
    const CHANGED: &str = r"\b (?: brought | came | change [ds]? | climb [a-z]* | cut | declin [a-z]+ | decreas [a-z]+ | doubled | down | drop [a-z]* | fall [a-z]* | fell
        | gain [a-z]* | goes | gone | grew | grow [a-z]* | halved | improv [a-z]+ | increas [a-z]+ | jump [a-z]* | loss | lower [a-z]* | rais [a-z]+ | reduc [a-z]+ | ris (?: e | es | en | ing ) | rose | slid (?: e | es )?
        | taper [a-z]* | up | went | worsen [a-z]* ) \b";
    const BEFORE: &str = r"(?: at (?: \s+ the )? \s+ (?: intake | start ) | before | prior | without )";
    const AFTER: &str = r"(?: after (?: wards )? | at (?: \s+ the )? \s+ (?: discharge | end ) | now | today | with )";
    [
        format!(r"{CHANGED} [^.;0-9]{{0,60}}? \b from \s+ {first} {BETWEEN} ,? \s+ (?: down \s+ | up \s+ )? to \s+ (?: only \s+ )? {last}"),
        format!(r"\b (?: down | up ) {BETWEEN} \s+ to \s+ {last} {BETWEEN} ,? \s+ from \s+ {first}"),
        format!(r"{first} {BETWEEN} \s+ {BEFORE} \b [^.;0-9]{{0,60}}? {last} {BETWEEN} \s+ {AFTER} \b"),
        format!(r"{last} {BETWEEN} \s+ {AFTER} \b [^.;0-9]{{0,60}}? {first} {BETWEEN} \s+ {BEFORE} \b"),
    ]
    .map(|order| verbose(&order))
});

#[cfg(test)]
mod tests {
    use super::super::tests::finds;

    #[test]
    fn changes_turned_round() {
        for (summary, said, words) in [
            ("The Beck score fell from 36 to 24.", "His Beck score rose from 24 to 36.", "rose from 24 to 36"),
            (
                "Grip increased from 15 lb to 42 lb.",
                "There is a loss of grip from 42 to 15 lb.",
                "loss of grip from 42 to 15",
            ),
            (
                "Back pain is 8/10 before Norco and 4/10 after it.",
                "The back pain goes from 4/10 before Norco to 8/10.",
                "goes from 4/10 before Norco to 8/10",
            ),
            (
                "Walking went from five to 20 minutes.",
                "Walking dropped from 20 to five minutes.",
                "dropped from 20 to five",
            ),
            (
                "Oswestry was 58% before the pool, 40% afterwards.",
                "Oswestry was 40% before the pool and 58% afterwards.",
                "40% before the pool and 58% afterwards",
            ),
        ] {
            assert_eq!(finds(summary, said), [words], "{summary}: {said}");
        }
    }

    #[test]
    fn changes_that_agree_or_may() {
        for (summary, said) in [
            ("The Beck score fell from 36 to 24.", "His Beck score came down to 24 from 36."),
            ("The Beck score fell from 36 to 24.", "His Beck score was 24 with therapy and 36 without."),
            ("Leg pain fell from 9 to 3, and rose back from 3 to 9.", "Leg pain rose from 3 to 9."),
            ("Right grip fell from 42 to 15 lb.", "Left grip rose from 15 to 42 lb."),
            ("Oxycodone was raised from 40 to 60 mg in 2012.", "Oxycodone was brought down from 60 to 40 mg."),
            ("The Beck score fell from 36 to 24.", "Guidelines call it a relapse if a Beck score rises from 24 to 36."),
            ("The Beck score fell from 36 to 24.", "The Beck score had risen from 24 to 36 earlier."),
            ("Leg pain fell from 8 to 4 with Norco.", "When Norco is withdrawn, leg pain rises from 4 to 8."),
            ("Norco was raised from 4 to 6 tablets.", "Norco was cut from 6 to 4 tablets."),
            ("The PHQ-9 fell from 20 to 11.", "Flexion rose from 11 to 20 degrees."),
        ] {
            assert_eq!(finds(summary, said), [""; 0], "{summary}: {said}");
        }
    }
}
