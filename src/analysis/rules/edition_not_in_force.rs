//! A guideline that was not in force when the letter was decided.

use super::{Check, Reporter, Rule, Sample, Source};
use crate::analysis::cited::{Cited, CitedItem};
use crate::analysis::finding::{Severity, Weight};
use crate::guidelines::{Catalogue, Validity};
use crate::model::{DaysOrigin, GoverningDays};
use jiff::civil::Date;

pub(super) static RULE: Rule = Rule {
    code: "IMR304",
    name: "edition-not-in-force",
    summary: "The reviewer cites an edition that was not in force when the letter was decided.",
    why: "The MTUS changes: since December 1, 2017 it holds newer chapters of the ACOEM, and the chronic pain \
          guidelines of 2009 and 2016 no longer. An edition that was not in force when the letter was decided is no \
          part of the MTUS by which it was to be decided.",
    example: Sample {
        of: "\
HOW THE IMR FINAL DETERMINATION WAS MADE

The Expert Reviewer has the following credentials:
State(s) of Licensure: California
Certification(s)/Specialty: Family Practice

CLINICAL CASE SUMMARY

The injured worker fell from a ladder and has had back pain since. The provider
requested Norco. A UR decision dated 03/01/2018 denied the request.

IMR ISSUES, DECISIONS AND RATIONALES

Norco 10/325mg #60:  Upheld

Claims Administrator guideline: Decision based on MTUS Opioids 2017.

MAXIMUS guideline: Decision based on MTUS Opioids 2017.

Decision rationale: The chart describes a fall and a sore back. It does not say
what the tablets have changed. Therefore, the request is not medically necessary.",
        good: &[],
        bad: &[(
            "MAXIMUS guideline: Decision based on MTUS Opioids 2017.",
            "MAXIMUS guideline: Decision based on MTUS Chronic Pain Treatment Guidelines
Opioids, criteria for use Page(s): 78-80.",
        )],
    },
    weight: Weight::Fault(Severity::Warning),
    is_on: true,
    check: Check::Forms(check),
    fixes: None,
};

fn check(item: &CitedItem<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    // From the layout alone nobody can tell when a draft will be decided.
    let Some(governing) = source.governing.filter(|governing| governing.origin != DaysOrigin::Layout) else { return };
    for cited in item.own() {
        if let Some(validity) = excluded(cited, governing, source.catalogue) {
            let place = cited.citation.guideline.clone().unwrap_or(cited.citation.span.clone());
            let message = format!(
                "This edition {}, but the letter is of {}. Cite the edition that was in force then.",
                in_force(validity, governing),
                long(*governing.days.start())
            );
            reporter.report(place, message);
        }
    }
}

/// When what a citation means was in force, if that was surely not on the governing days.
fn excluded(cited: &Cited<'_>, governing: &GoverningDays, catalogue: &Catalogue) -> Option<Validity> {
    let guideline = cited.resolution.guideline.filter(|id| catalogue.guideline(*id).in_mtus)?;
    let named = cited.resolution.topics.iter().map(|named| catalogue.topic(named.topic).validity);
    let named: Vec<Validity> = named.collect();
    let meant = if named.is_empty() {
        let topics = catalogue.topics().filter(|(_, topic)| topic.guideline == guideline);
        topics.map(|(_, topic)| topic.validity).collect()
    } else {
        named
    };
    let is_excluded = meant.iter().all(|validity| validity.excludes(&governing.days));
    meant.first().filter(|_| is_excluded).copied()
}

fn in_force(validity: Validity, governing: &GoverningDays) -> String {
    match validity {
        Validity { from: Some(from), .. } if *governing.days.end() < from => {
            format!("was not in force before {}", long(from))
        }
        Validity { until: Some(until), .. } => format!("was in force until {}", long(until)),
        Validity { .. } => "was not in force".to_owned(),
    }
}

fn long(day: Date) -> String {
    day.strftime("%B %-d, %Y").to_string()
}

#[cfg(test)]
mod tests {
    use super::super::examples::Example;
    use super::*;

    fn found(front: &str, maximus: &str) -> Vec<String> {
        let maximus = &format!("Decision based on MTUS {maximus}.");
        let found = Example { front, maximus, ..Example::default() }.finds(&RULE);
        found.into_iter().map(|(_, words)| words).collect()
    }

    #[test]
    fn editions_of_another_time() {
        for (front, cited, words) in [
            (
                "Decision Date: 03/01/2018",
                "Chronic Pain Treatment Guidelines Benzodiazepines Page(s): 24",
                "Chronic Pain Treatment Guidelines",
            ),
            ("UR Denial Date: 06/01/2018", "Acupuncture Treatment Guidelines", "Acupuncture Treatment Guidelines"),
            ("Decision Date: 05/12/2015", "Opioids Treatment Guidelines", "Opioids Treatment Guidelines"),
            ("Decision Date: 10/02/2019", "Low Back Disorders 2016", "Low Back Disorders 2016"),
        ] {
            assert_eq!(found(front, cited), [words], "{front}: {cited}");
        }
    }

    #[test]
    fn editions_of_the_time() {
        for (front, cited) in [
            ("Decision Date: 07/27/2016", "Chronic Pain Treatment Guidelines Benzodiazepines Page(s): 24"),
            ("UR Denial Date: 07/01/2016", "Opioids Treatment Guidelines"),
            ("Decision Date: 10/02/2019", "Low Back Disorders 2019"),
            ("Decision Date: 06/01/2018", "Postsurgical Treatment Guidelines"),
            ("Decision Date: 03/01/2098", "Chronic Pain Treatment Guidelines Benzodiazepines Page(s): 24"),
            ("", "Opioids Treatment Guidelines"),
        ] {
            assert_eq!(found(front, cited), [""; 0], "{front}: {cited}");
        }
    }

    #[test]
    fn what_somebody_else_cited_is_not_judged() {
        let claims_administrator = "Decision based on MTUS Chronic Pain Treatment Guidelines Benzodiazepines.";
        let maximus = "Decision based on MTUS Opioids 2017.";
        let example =
            Example { front: "Decision Date: 03/01/2018", claims_administrator, maximus, ..Example::default() };
        assert_eq!(example.finds(&RULE), []);
    }
}
