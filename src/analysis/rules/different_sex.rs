//! A worker who is a woman here and a man there.

use super::{Check, Reporter, Rule, Sample, Source, sample};
use crate::analysis::finding::{Severity, Weight};
use crate::analysis::whole::Whole;
use crate::model::person::Sex;
use std::ops::Range;

pub(super) static RULE: Rule = Rule {
    code: "IMR414",
    name: "different-sex",
    summary: "The letter calls the injured worker a woman in one place and a man in another.",
    why: "A pronoun that changes tells the injured worker that a part of the letter was written for somebody else. By Labor Code \
          4610.6(h)(5) a plainly erroneous finding of fact is a ground of appeal.",
    example: Sample {
        of: sample::LETTER,
        good: &[],
        bad: &[
            (
                "fell from a ladder and has slept badly since. The provider\nrequested",
                "is a 51 year old male who fell from a ladder and has slept\nbadly since. The provider requested",
            ),
            (
                "chart describes a fall and poor sleep. It does not say\nhow",
                "injured worker sleeps badly since her\nfall. The chart does not say how",
            ),
        ],
    },
    weight: Weight::Fault(Severity::Warning),
    is_on: true,
    check: Check::Whole(check),
    fixes: None,
};

fn check(whole: &Whole<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    let nouns = whole.narratives().find_map(|narrative| {
        let (place, sex) = narrative.prose.persons.sexes.first()?;
        Some((narrative.place(place), *sex))
    });
    let Some((known_at, known)) = nouns.or_else(|| by_pronouns(whole)) else { return };
    for narrative in whole.narratives() {
        let persons = &narrative.prose.persons;
        let told = persons.sexes.iter().chain(&persons.pronouns).filter(|(_, sex)| *sex != known);
        if let Some((place, _)) = told.min_by_key(|(place, _)| place.start) {
            let place = narrative.place(place);
            let message = format!(
                "“{}” here and “{}” there cannot both be the injured worker. If another person is meant, name that person.",
                source.quote(&place),
                source.quote(&known_at)
            );
            let other = format!("Here the injured worker is {}.", name(known));
            reporter.report_with(place, message, known_at, other);
            return;
        }
    }
}

/// The sex that at least two pronouns tell where no noun does, if at most one tells the other.
fn by_pronouns(whole: &Whole<'_>) -> Option<(Range<usize>, Sex)> {
    let mut told = Vec::new();
    for narrative in whole.narratives() {
        told.extend(narrative.prose.persons.pronouns.iter().map(|(place, sex)| (narrative.place(place), *sex)));
    }
    let first_of = |sex: Sex| told.iter().find(|(_, told)| *told == sex).cloned();
    let count = |sex: Sex| told.iter().filter(|(_, told)| *told == sex).count();
    match (count(Sex::Female), count(Sex::Male)) {
        (2.., 0..=1) => first_of(Sex::Female),
        (0..=1, 2..) => first_of(Sex::Male),
        _ => None,
    }
}

fn name(sex: Sex) -> &'static str {
    match sex {
        Sex::Female => "a woman",
        Sex::Male => "a man",
    }
}
