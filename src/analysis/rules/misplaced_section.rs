//! A section that stands before one that should precede it.

use super::{Check, Reporter, Rule, Source, out_of_order};
use crate::analysis::finding::{Severity, Weight};
use crate::layouts::Layout;
use crate::model::{Letter, shifted};

pub(super) static RULE: Rule = Rule {
    code: "IMR103",
    name: "misplaced-section",
    summary: "A section stands in the wrong place.",
    weight: Weight::Fault(Severity::Warning),
    check: Check::Letter(check),
};

fn check(letter: &Letter, layout: &Layout, _: &Source<'_>, reporter: &mut Reporter) {
    let headings = layout.sections.iter().enumerate().filter_map(|(index, form)| {
        let (offset, section) = letter.section(form.kind)?;
        Some((shifted(section.heading.as_ref()?, offset), index))
    });
    let mut standing: Vec<_> = headings.collect();
    standing.sort_by_key(|(heading, _)| heading.start);
    let order: Vec<usize> = standing.iter().map(|(_, index)| *index).collect();
    for at in out_of_order(&order) {
        let (heading, index) = &standing[at];
        let name = layout.sections[*index].headings[0];
        let place = match index.checked_sub(1) {
            Some(before) => format!("below the section “{}”", layout.sections[before].headings[0]),
            None => "at the top of the letter".to_owned(),
        };
        reporter.report(heading.clone(), format!("The section “{name}” belongs {place}."));
    }
}
