//! Two ages of one person.

use super::{Check, Reporter, Rule, Source, sample};
use crate::analysis::finding::{Severity, Weight};
use crate::analysis::whole::Whole;
use std::ops::{Range, RangeInclusive};

pub(super) static RULE: Rule = Rule {
    code: "IMR413",
    name: "different-age",
    summary: "The letter gives the injured worker two ages, or one that no worker has.",
    why: "Two ages tell the injured worker that a part of the letter was written for somebody else. By Labor Code 4610.6(h)(5) a \
          plainly erroneous finding of fact is a ground of appeal.",
    bad: "\
HOW THE IMR FINAL DETERMINATION WAS MADE

The Expert Reviewer has the following credentials:
State(s) of Licensure: California
Certification(s)/Specialty: Family Practice

CLINICAL CASE SUMMARY

The injured worker is a 51 year old male who fell from a ladder and has slept
badly since. The provider requested Valium.

IMR ISSUES, DECISIONS AND RATIONALES

Valium 5mg #8:  Upheld

Claims Administrator guideline: Decision based on MTUS Chronic Pain Treatment
Guidelines Benzodiazepines Page(s): 24.

MAXIMUS guideline: Decision based on MTUS Chronic Pain Treatment Guidelines
Benzodiazepines Page(s): 24.

Decision rationale: The chart of this 61-year-old
male describes a fall and poor sleep. It does not say often a tablet
is taken. Therefore, the request is not medically necessary.",
    good: sample::LETTER,
    weight: Weight::Fault(Severity::Warning),
    is_on: true,
    check: Check::Whole(check),
    fixes: None,
};

/// How old a worker can be.
const POSSIBLE: RangeInclusive<u8> = 14..=100;

fn check(whole: &Whole<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    let mut first: Option<(Range<usize>, u8)> = None;
    for narrative in whole.narratives() {
        for (place, years) in &narrative.prose.persons.ages {
            let place = narrative.place(place);
            if !POSSIBLE.contains(years) {
                let message = format!("“{}” is the age of no worker. Check the age.", source.quote(&place));
                reporter.report(place, message);
                continue;
            }
            match &first {
                None => first = Some((place, *years)),
                // Between two reports there may be a birthday.
                Some((_, known)) if years.abs_diff(*known) <= 1 => {}
                Some((known_at, known)) => {
                    let message = format!(
                        "“{}” here and “{}” there cannot both be the age of the injured worker. If another person is meant, \
                         name that person.",
                        source.quote(&place),
                        source.quote(known_at)
                    );
                    let other = format!("Here the injured worker is {known} years old.");
                    reporter.report_with(place, message, known_at.clone(), other);
                    return;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Snapshot, Stage};
    use crate::text::Text;

    #[test]
    fn ages_that_nobody_has() {
        for (age, count) in [(137, 1), (511, 1), (3, 1), (67, 0), (14, 0)] {
            let told = format!("The records show a {age} year old man.");
            let text = RULE.good.replace("The injured worker fell", &format!("{told} The injured worker fell"));
            let text = text.replace("51 year old", &format!("{age} year old"));
            let findings = Snapshot::new(Text::from(text.as_str())).findings(Stage::Final, None).list;
            assert_eq!(findings.iter().filter(|finding| finding.rule == &RULE).count(), count, "{age}");
        }
    }
}
