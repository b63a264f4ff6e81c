//! Nothing about the reviewer's specialty or licence.

use super::{Check, Reporter, Rule, Source, sample};
use crate::analysis::finding::{Severity, Weight};
use crate::layouts::{Layout, SectionKind};
use crate::model::{Letter, shifted};

pub(super) static RULE: Rule = Rule {
    code: "IMR105",
    name: "missing-credentials",
    summary: "The letter does not tell the reviewer's specialty or state of licensure.",
    why: "Labor Code 4610.6(f) has the reviewer's qualifications described, while the name stays confidential. So the \
          letter tells the specialty and the state of licensure, and no name.",
    bad: "\
HOW THE IMR FINAL DETERMINATION WAS MADE

The Expert Reviewer has the following credentials:
Certification(s)/Specialty: Family Practice

CLINICAL CASE SUMMARY

The injured worker fell from a ladder and has slept badly since. The provider
requested Valium.

IMR ISSUES, DECISIONS AND RATIONALES

Valium 5mg #8:  Upheld

Claims Administrator guideline: Decision based on MTUS Chronic Pain Treatment
Guidelines Benzodiazepines Page(s): 24.

MAXIMUS guideline: Decision based on MTUS Chronic Pain Treatment Guidelines
Benzodiazepines Page(s): 24.

Decision rationale: The chart describes a fall and poor sleep. It does not say
how often a tablet is taken. Therefore, the request is not medically necessary.",
    good: sample::LETTER,
    weight: Weight::Gap(Severity::Error),
    is_on: true,
    check: Check::Letter(check),
    fixes: None,
};

fn check(letter: &Letter, _: &Layout, _: &Source<'_>, reporter: &mut Reporter) {
    let section = letter.section(SectionKind::HowMade).or_else(|| letter.section(SectionKind::Qualifications));
    let Some((offset, section)) = section else { return };
    let Some(place) = section.heading.as_ref().or(section.lead_in.as_ref()) else { return };
    let known = section.credentials;
    let absent = match (known.specialty, known.states) {
        (true, true) => return,
        (false, true) => "specialty",
        (true, false) => "state of licensure",
        (false, false) => "specialty and state of licensure",
    };
    let it = if absent.contains(" and ") { "them" } else { "it" };
    if section.content.is_some() || section.lead_in.is_some() {
        reporter.report(
            shifted(place, offset),
            format!("This section does not tell the reviewer's {absent}. Add {it}, without the reviewer's name."),
        );
    }
}
