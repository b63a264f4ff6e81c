//! Nothing about the reviewer's specialty or licence.

use super::{Check, Reporter, Rule, Sample, Source, sample};
use crate::analysis::finding::{Severity, Weight};
use crate::layouts::{Layout, SectionKind};
use crate::model::{Letter, shifted};

pub(super) static RULE: Rule = Rule {
    code: "IMR105",
    name: "missing-credentials",
    summary: "The letter does not tell the reviewer's specialty or state of licensure.",
    why: "Labor Code 4610.6(f) has the reviewer's qualifications described, while the name stays confidential. So the \
          letter tells the specialty and the state of licensure, and no name.",
    example: Sample { of: sample::LETTER, good: &[], bad: &[("State(s) of Licensure: California\n", "")] },
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
