//! The section of the items without the sentence that opens it.

use super::{Check, Reporter, Rule, Sample, Source, sample};
use crate::analysis::Snapshot;
use crate::analysis::finding::{Finding, Severity, Weight};
use crate::analysis::fix::{Fix, insertion};
use crate::layouts::{Layout, SectionKind};
use crate::model::dialect::Dialect;
use crate::model::{Letter, shifted};

pub(super) static RULE: Rule = Rule {
    code: "IMR108",
    name: "missing-lead-in",
    summary: "The section of the disputed items lacks its fixed lead-in, though the case summary has its own.",
    why: "The lead-in says that what follows are the decisions for the disputed items. In a letter that has the fixed wording \
          elsewhere, it was lost on the way.",
    example: Sample {
        of: sample::LETTER,
        good: &[],
        bad: &[(
            "CASE SUMMARY",
            "CASE SUMMARY

The expert reviewer developed the following clinical case summary based on a
review of the case file, including all medical records:",
        )],
    },
    weight: Weight::Gap(Severity::Warning),
    is_on: true,
    check: Check::Letter(check),
    fixes: Some(fixes),
};

fn check(letter: &Letter, layout: &Layout, _: &Source<'_>, reporter: &mut Reporter) {
    let has_lead_in = layout.section(SectionKind::Issues).is_some_and(|form| !form.lead_in.is_empty());
    let summary = letter.section(SectionKind::CaseSummary);
    let is_fixed = summary.is_some_and(|(_, summary)| summary.heading.is_some() && summary.lead_in.is_some());
    let Some((offset, section)) = letter.section(SectionKind::Issues).filter(|_| has_lead_in && is_fixed) else {
        return;
    };
    let Some(heading) = section.heading.as_ref().filter(|_| section.lead_in.is_none() && section.content.is_none())
    else {
        return;
    };
    // Without an item there is nothing yet to open.
    if letter.parts().sum().items > 0 {
        reporter.report(shifted(heading, offset), "The fixed lead-in is missing below this heading.".to_owned());
    }
}

fn fixes(snapshot: &Snapshot, finding: &Finding) -> Vec<Fix> {
    let form = snapshot.layout().form().and_then(|layout| layout.section(SectionKind::Issues));
    let fix = |lead_in: &str| {
        let gap = Dialect::around(snapshot.text(), finding.range.end).paragraph_break().to_owned();
        Fix::offered("Insert the lead-in".to_owned(), vec![insertion(finding.range.end, format!("{gap}{lead_in}"))])
    };
    form.map(|form| fix(form.lead_in)).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::super::examples::found_by;
    use super::*;

    fn finds(letter: &str) -> usize {
        found_by(&RULE, letter).len()
    }

    #[test]
    fn a_lead_in_that_was_lost() {
        assert_eq!(finds(&RULE.example.bad()), 1);
        let heading = "IMR ISSUES, DECISIONS AND RATIONALES\n";
        for lead_in in [
            "The Final Determination was based on decisions for the disputed items/services set forth below:",
            "The decision for each item is below.",
        ] {
            assert_eq!(finds(&RULE.example.bad().replace(heading, &format!("{heading}\n{lead_in}\n"))), 0, "{lead_in}");
        }
    }
}
