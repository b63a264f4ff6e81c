//! A section that the layout has and the letter lacks, or whose heading is gone.

use super::{Check, Reporter, Rule, Source};
use crate::analysis::finding::{Severity, Weight};
use crate::layouts::{Layout, SectionForm};
use crate::model::{Letter, shifted};
use std::ops::Range;

pub(super) static RULE: Rule = Rule {
    code: "IMR101",
    name: "missing-section",
    summary: "A section of the letter or its heading is missing.",
    weight: Weight::Gap(Severity::Error),
    check: Check::Letter(check),
};

fn check(letter: &Letter, layout: &Layout, source: &Source<'_>, reporter: &mut Reporter) {
    for (index, form) in layout.sections.iter().enumerate() {
        let heading = form.headings[0];
        match letter.section(form.kind) {
            Some((_, section)) if section.heading.is_some() => {}
            Some((offset, section)) => {
                let lead_in = section.lead_in.clone().unwrap_or_default();
                let place = source.first_line(&shifted(&lead_in, offset));
                reporter.report(place, format!("The heading “{heading}” is missing above this text."));
            }
            None => match next_heading(letter, &layout.sections[index + 1..]) {
                Some(place) => {
                    reporter.report(place, format!("The section “{heading}” is missing; it belongs above this."));
                }
                None => {
                    let place = source.last_line(&(0..letter.parts().sum().text_end));
                    reporter.report(place, format!("The section “{heading}” is missing; it belongs below this."));
                }
            },
        }
    }
}

/// Where the section should stand at the latest: the heading of a later one, or the first item.
fn next_heading(letter: &Letter, later: &[SectionForm]) -> Option<Range<usize>> {
    let section = later.iter().find_map(|form| {
        let (offset, section) = letter.section(form.kind)?;
        let place = section.heading.as_ref().or(section.lead_in.as_ref())?;
        Some(shifted(place, offset))
    });
    section.or_else(|| letter.items().next().map(|(offset, item)| shifted(&item.place(), offset)))
}
