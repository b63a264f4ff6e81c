//! Nothing about the reviewer's specialty or licence.

use super::{Check, Reporter, Rule, Source};
use crate::analysis::finding::{Severity, Weight};
use crate::layouts::{Layout, SectionKind};
use crate::model::{Letter, shifted};

/// Labor Code 4610.6(f): the reviewer's qualifications are described, the name stays confidential.
pub(super) static RULE: Rule = Rule {
    code: "IMR105",
    name: "missing-credentials",
    summary: "The letter does not tell the reviewer's specialty or state of licensure.",
    weight: Weight::Gap(Severity::Error),
    check: Check::Letter(check),
};

fn check(letter: &Letter, _: &Layout, _: &Source<'_>, reporter: &mut Reporter) {
    let Some((offset, section)) = letter.section(SectionKind::HowMade) else { return };
    let Some(place) = section.heading.as_ref().or(section.lead_in.as_ref()) else { return };
    let absent = match (section.credentials.specialty, section.credentials.states) {
        (true, true) => return,
        (false, true) => "The reviewer's specialty is missing",
        (true, false) => "The reviewer's state of licensure is missing",
        (false, false) => "The reviewer's credentials are missing: specialty and state of licensure",
    };
    if section.content.is_some() || section.lead_in.is_some() {
        reporter.report(shifted(place, offset), format!("{absent} in this section. The name stays confidential."));
    }
}
