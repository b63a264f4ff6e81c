//! The label of the MTUS on what is no part of it.

use super::{Check, Reporter, Rule, Sample, Source};
use crate::analysis::cited::CitedItem;
use crate::analysis::finding::{Severity, Weight};
use crate::model::citation;

pub(super) static RULE: Rule = Rule {
    code: "IMR311",
    name: "not-in-mtus",
    summary: "The reviewer cites as part of the MTUS what is not in it.",
    why: "Labor Code 4610.5(c)(2) ranks the standards of necessity, the MTUS first. What is called MTUS and is no part \
          of it, such as the ODG, seems to rank higher than it does.",
    example: Sample {
        of: "\
Ambien 10mg #30:  Upheld

Claims Administrator guideline: Decision based on Non-MTUS Citation Official
Disability Guidelines (ODG) Pain (Chronic), Zolpidem (Ambien).

MAXIMUS guideline: Decision based on Non-MTUS Citation Official
Disability Guidelines (ODG) Pain (Chronic), Zolpidem (Ambien).

Decision rationale: The MTUS does not address this drug. The chart does not say
what keeps the injured worker awake. Therefore, the request is not medically
necessary.",
        good: &[],
        bad: &[("MAXIMUS guideline: Decision based on Non-MTUS Citation", "MAXIMUS guideline: Decision based on MTUS")],
    },
    weight: Weight::Fault(Severity::Information),
    is_on: true,
    check: Check::Forms(check),
    fixes: None,
};

fn check(item: &CitedItem<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    for cited in item.own().filter(|cited| cited.citation.source == citation::Source::Mtus) {
        let guideline = cited.resolution.guideline.map(|id| source.catalogue.guideline(id));
        let Some(guideline) = guideline.filter(|guideline| !guideline.in_mtus) else { continue };
        let citation = cited.citation;
        let Some(start) = citation.guideline.as_ref().or(citation.chapter.as_ref()).map(|words| words.start) else {
            continue;
        };
        let end = citation.chapter.as_ref().or(citation.guideline.as_ref()).map_or(start, |words| words.end);
        let message = format!("“{}” is no part of the MTUS. Cite it as “Non-MTUS Citation”.", guideline.name);
        reporter.report(start..end, message);
    }
}

#[cfg(test)]
mod tests {
    use super::super::examples::words_in_maximus;
    use super::*;

    #[test]
    fn what_is_in_the_mtus() {
        let found = |cited: &str| words_in_maximus(&RULE, &format!("Decision based on {cited}."));
        assert_eq!(found("MTUS Official Disability Guidelines (ODG) Pain (Chronic)").len(), 1);
        assert_eq!(
            found("MTUS ACOEM Chapter 7 Independent Medical Examinations and Consultations Page(s): 127"),
            ["ACOEM Chapter 7 Independent Medical Examinations and Consultations"]
        );
        for cited in [
            "MTUS ACOEM Chapter 12 Low Back Complaints Page(s): 303-305",
            "MTUS Chronic Pain Treatment Guidelines Benzodiazepines",
            "Non-MTUS Citation Official Disability Guidelines (ODG) Pain (Chronic)",
            "Non-MTUS Citation ACOEM Practice Guidelines, 2nd Edition (2004), Chapter 7 Page(s): 127",
        ] {
            assert_eq!(found(cited), [""; 0], "{cited}");
        }
    }
}
