//! A finding or an earlier operation that the rationale puts at another level of the spine than the summary.

use super::{Check, Reporter, Rule, Source};
use crate::analysis::finding::{Severity, Weight};
use crate::analysis::whole::Whole;
use crate::model::shifted;
use crate::model::sites::{Site, sites};

pub(super) static RULE: Rule = Rule {
    code: "IMR431",
    name: "level-of-findings",
    summary: "A rationale puts a finding or an earlier operation at a level of the spine that the letter names nowhere else.",
    why: "The level of what was found decides what may be done there. By Labor Code 4610.6(h)(5) a plainly erroneous finding of fact is a \
          ground of appeal.",
    bad: "\
HOW THE IMR FINAL DETERMINATION WAS MADE

The Expert Reviewer has the following credentials:
State(s) of Licensure: California
Certification(s)/Specialty: Family Practice

CLINICAL CASE SUMMARY

The injured worker fell from a ladder. An MRI showed a protrusion at L4-5. The
provider requested acupuncture.

IMR ISSUES, DECISIONS AND RATIONALES

Acupuncture, 6 visits:  Upheld

Claims Administrator guideline: Decision based on MTUS Acupuncture Treatment
Guidelines.

MAXIMUS guideline: Decision based on MTUS Acupuncture Treatment Guidelines.

Decision rationale: Acupuncture may be used beside rehabilitation. The MRI showed
a protrusion at L2-3. Therefore, the request is not medically necessary.",
    good: "\
HOW THE IMR FINAL DETERMINATION WAS MADE

The Expert Reviewer has the following credentials:
State(s) of Licensure: California
Certification(s)/Specialty: Family Practice

CLINICAL CASE SUMMARY

The injured worker fell from a ladder. An MRI showed a protrusion at L2-3. The
provider requested acupuncture.

IMR ISSUES, DECISIONS AND RATIONALES

Acupuncture, 6 visits:  Upheld

Claims Administrator guideline: Decision based on MTUS Acupuncture Treatment
Guidelines.

MAXIMUS guideline: Decision based on MTUS Acupuncture Treatment Guidelines.

Decision rationale: Acupuncture may be used beside rehabilitation. The MRI showed
a protrusion at L2-3. Therefore, the request is not medically necessary.",
    weight: Weight::Fault(Severity::Information),
    is_on: true,
    check: Check::Whole(check),
    fixes: None,
};

fn check(whole: &Whole<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    let Some(summary) = whole.summary() else { return };
    for rationale in whole.rationales() {
        let there = rationale.narrative.prose.at_levels().iter().filter(|said| said.is_there);
        let mut different = there.filter_map(|said| {
            let known = summary.prose.at_levels().iter().find(|known| known.is_like(said))?;
            (!said.site.is_among(summary.prose.levels()) && !is_requested(&said.site, whole, source))
                .then_some((said, known))
        });
        let Some((said, known)) = different.next() else { continue };
        let (place, other) = (rationale.narrative.place(&said.place), summary.place(&known.place));
        let (words, others) = (source.quote(&place), source.quote(&other));
        let message = format!("“{words}”, but the case summary says “{others}”. Check the level.");
        reporter.report_with(place, message, other, "It is told here as well.".to_owned());
    }
}

/// Whether the heading of an item names a level.
fn is_requested(site: &Site, whole: &Whole<'_>, source: &Source<'_>) -> bool {
    whole.requests().any(|(offset, request)| site.is_among(&sites(&source.text(&shifted(&request.range, offset)))))
}
