//! Two ages of one person.

use super::{Check, Reporter, Rule, Sample, Source, sample};
use crate::analysis::finding::{Severity, Weight};
use crate::analysis::whole::{Event, Whole};
use crate::model::Step;
use crate::text::pattern::verbose;
use regex::Regex;
use std::ops::{Range, RangeInclusive};
use std::sync::LazyLock;

pub(super) static RULE: Rule = Rule {
    code: "IMR413",
    name: "different-age",
    summary: "The letter gives the injured worker two ages, or one that no worker has.",
    why: "Two ages tell the injured worker that a part of the letter was written for somebody else. By Labor Code 4610.6(h)(5) a \
          plainly erroneous finding of fact is a ground of appeal.",
    example: Sample {
        of: sample::LETTER,
        good: &[],
        bad: &[
            (
                "fell from a ladder and has slept badly since. The provider\nrequested",
                "is a 51 year old male who fell from a ladder and has slept\nbadly since. The provider requested",
            ),
            ("chart describes", "chart of this 61-year-old\nmale describes"),
            ("say\nhow often a tablet is", "say often a tablet\nis"),
        ],
    },
    weight: Weight::Fault(Severity::Warning),
    is_on: true,
    check: Check::Whole(check),
    fixes: None,
};

/// How old a worker can be.
const POSSIBLE: RangeInclusive<u8> = 14..=100;

fn check(whole: &Whole<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    let years_since_injury = years_since_injury(whole, source);
    let mut first: Option<(Range<usize>, u8)> = None;
    for narrative in whole.narratives() {
        for (place, years) in &narrative.prose.persons.ages {
            let (sentence, place) = (narrative.prose.sentence(place), narrative.place(place));
            if !POSSIBLE.contains(years) {
                let message = format!("“{}” is the age of no worker. Check the age.", source.quote(&place));
                reporter.report(place, message);
                continue;
            }
            let at_injury = years_since_injury.map(|since| i16::from(*years) - since);
            let is_child = at_injury.is_some_and(|age| age < i16::from(*POSSIBLE.start()) - 1);
            if is_child && !AT_INJURY.is_match(sentence) {
                let message = format!(
                    "“{}”: at this age the injured worker was too young to work when the injury happened. Check the age and the day of the injury.",
                    source.quote(&place)
                );
                reporter.inform(place, message);
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

/// `22 years old when she was injured`
static AT_INJURY: LazyLock<Regex> = LazyLock::new(|| {
    verbose(r"\b (?: at \s+ (?: that | the ) \s+ time | hurt | injured \s+ (?: in | on ) | when ) \b")
});

/// How many years passed from the injury, if the letter gives one day for it, to the days that govern it.
fn years_since_injury(whole: &Whole<'_>, source: &Source<'_>) -> Option<i16> {
    let front = whole.parts.iter().flat_map(|told| &told.tells.steps);
    let summary = whole.summary()?;
    let on_front = front.filter(|dated| dated.step == Step::Injury).map(|dated| dated.day);
    let told = summary.prose.events.iter().filter(|(event, ..)| *event == Event::Injury).map(|(.., day)| *day);
    let mut injuries = on_front.chain(told);
    let injury = injuries.next()?;
    let first = source.days()?.start();
    injuries.all(|other| other == injury).then(|| first.year() - injury.year())
}

#[cfg(test)]
mod tests {
    use super::super::examples::found_by;
    use super::*;
    use crate::analysis::{Snapshot, Stage};
    use crate::text::Text;

    #[test]
    fn ages_that_nobody_has() {
        for (age, count) in [(137, 1), (511, 1), (3, 1), (67, 0), (14, 0)] {
            let told = format!("The records show a {age} year old man.");
            let text =
                RULE.example.good().replace("The injured worker fell", &format!("{told} The injured worker fell"));
            let text = text.replace("51 year old", &format!("{age} year old"));
            let findings = Snapshot::new(Text::from(text.as_str())).findings(Stage::Final, None).list;
            assert_eq!(findings.iter().filter(|finding| finding.rule == &RULE).count(), count, "{age}");
        }
    }

    #[test]
    fn who_was_a_child_at_the_injury() {
        for (injury, count) in [("3/4/1998", 1), ("3/4/2012", 0)] {
            let told = "The injured worker is a 20 year old man. He fell";
            let text = RULE.example.good().replace("The injured worker fell", told);
            let text = format!("Date of Injury: {injury}\nDecision Date: 3/4/2014\n\n{text}");
            assert_eq!(found_by(&RULE, &text).len(), count, "{injury}");
        }
    }
}
