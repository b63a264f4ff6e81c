//! Something that is documented, though the rationale says that it is not.

use super::{Check, Reporter, Rule, Source, sample};
use crate::analysis::finding::{Severity, Weight};
use crate::analysis::whole::Whole;

pub(super) static RULE: Rule = Rule {
    code: "IMR409",
    name: "documented-after-all",
    summary: "The rationale says that something is not documented which the case summary reports.",
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
