//! More than one word for the injured worker.

use super::{Check, Reporter, Rule, Sample, Source, sample};
use crate::analysis::finding::{Severity, Weight};
use crate::analysis::whole::Whole;
use crate::model::person::Called;
use std::ops::Range;

pub(super) static RULE: Rule = Rule {
    code: "IMR504",
    name: "several-words-for-the-person",
    summary: "The letter calls the injured worker by more than one word.",
    why: "A reader who finds an injured worker, a claimant and a patient in one letter may take them for three persons. Mixed \
          words also show where text came from another letter.",
    example: Sample {
        of: sample::LETTER,
        good: &[],
        bad: &[(
            "describes a fall and poor sleep. It does not say\nhow often a tablet is taken. Therefore, the",
            "of the claimant describes a
fall and poor sleep. It does not say how often a tablet is taken. Therefore,
the",
        )],
    },
    weight: Weight::Fault(Severity::Information),
    is_on: false,
    check: Check::Whole(check),
    fixes: None,
};

fn check(whole: &Whole<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    let mut known: Vec<(Called, Range<usize>)> = Vec::new();
    for narrative in whole.narratives() {
        for (place, called) in &narrative.prose.persons.called {
            if known.iter().any(|(known, _)| known == called) {
                continue;
            }
            let place = narrative.place(place);
            if let Some((_, first)) = known.first() {
                let (word, other) = (source.quote(&place), source.quote(first));
                let message =
                    format!("The letter says “{word}” here and “{other}” before. Keep to one word for the person.");
                reporter.report_with(place.clone(), message, first.clone(), format!("Here it says “{other}”."));
            }
            known.push((*called, place));
        }
    }
}
