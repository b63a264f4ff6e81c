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
    fixes: None,
};

fn check(letter: &Letter, _: &Layout, _: &Source<'_>, reporter: &mut Reporter) {
    let Some((offset, section)) = letter.section(SectionKind::HowMade) else { return };
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
