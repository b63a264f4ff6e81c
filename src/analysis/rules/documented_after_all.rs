//! Something that is documented, though the rationale says that it is not, or the other way round.

use super::{Check, Reporter, Rule, Source, sample};
use crate::analysis::finding::{Severity, Weight};
use crate::analysis::whole::Whole;

pub(super) static RULE: Rule = Rule {
    code: "IMR409",
    name: "documented-after-all",
    summary: "The rationale says that something is not documented which the case summary reports, or was done which was not.",
    why: "Such denials are taken to court as plainly erroneous findings of fact (Labor Code 4610.6(h)(5)): the records that the \
          summary itself reports show the opposite.",
    bad: "\
HOW THE IMR FINAL DETERMINATION WAS MADE

The Expert Reviewer has the following credentials:
State(s) of Licensure: California
Certification(s)/Specialty: Family Practice

CLINICAL CASE SUMMARY

The injured worker fell from a ladder and has slept badly since. A urine drug
screen in March was consistent. The provider requested Valium.

IMR ISSUES, DECISIONS AND RATIONALES

Valium 5mg #8:  Upheld

Claims Administrator guideline: Decision based on MTUS Chronic Pain Treatment
Guidelines Benzodiazepines Page(s): 24.

MAXIMUS guideline: Decision based on MTUS Chronic Pain Treatment Guidelines
Benzodiazepines Page(s): 24.

Decision rationale: The chart describes a fall and poor sleep. There is
no documentation of a urine drug screen. Therefore, the request is not medically
necessary.",
    good: sample::LETTER,
    weight: Weight::Fault(Severity::Information),
    is_on: true,
    check: Check::Whole(check),
    fixes: None,
};

fn check(whole: &Whole<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    let Some(summary) = whole.summary() else { return };
    for narrative in whole.narratives() {
        let Some(request) = narrative.request else { continue };
        for given in &narrative.prose.reported {
            if let Some(told) = summary.prose.denies(given, request.areas) {
                let told = summary.place(&told);
                let message = format!("The case summary says “{}”. Check which is right.", source.quote(&told));
                let other = "Denied here, and done according to a rationale.";
                reporter.report_with(narrative.place(&given.words), message, told, other.to_owned());
            }
        }
        for missed in &narrative.prose.missed {
            if let Some(told) = summary.prose.reports(missed, request.areas) {
                let told = summary.place(&told);
                let message = format!(
                    "The case summary reports “{}”. Say what is missing beyond that, or correct one of the two.",
                    source.quote(&told)
                );
                let other = "Reported here, and not documented according to a rationale.";
                reporter.report_with(narrative.place(&missed.words), message, told, other.to_owned());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::examples::found_instead;
    use super::*;

    #[test]
    fn done_after_all() {
        let found = |summary: &str, rationale: &str| {
            found_instead(
                &RULE,
                [
                    ("The injured worker fell", &format!("{summary} The injured worker fell")),
                    ("The chart describes a fall", &format!("{rationale} The chart describes a fall")),
                ],
            )
        };
        for (summary, rationale, said) in [
            ("He has not yet been injected.", "The two earlier injections helped.", "injections helped"),
            ("No injection has been given.", "He had two steroid injections.", "had two steroid injections"),
            (
                "No psychological evaluation has been performed.",
                "Here a psychological evaluation was favorable.",
                "psychological evaluation was favorable",
            ),
            ("No acupuncture to date.", "Acupuncture has been tried.", "Acupuncture has been tried"),
            ("No injection has been given. Two epidural injections helped.", "The injections helped.", ""),
            ("No injection of the knee has been given.", "The injection of the neck helped.", ""),
            ("No injection has been given since 2012.", "The injections helped.", ""),
            ("No injection has been given.", "The injections were asked for.", ""),
        ] {
            assert_eq!(found(summary, rationale).join(""), said, "{summary} {rationale}");
        }
    }
}
