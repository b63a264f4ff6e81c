//! A section that stands in the letter twice.

use super::{Check, Reporter, Rule, Source};
use crate::analysis::finding::{Severity, Weight};
use crate::layouts::Layout;
use crate::model::{Letter, PartKind, shifted};

pub(super) static RULE: Rule = Rule {
    code: "IMR102",
    name: "duplicate-section",
    summary: "A section stands in the letter twice.",
    weight: Weight::Fault(Severity::Warning),
    check: Check::Letter(check),
};

/// No more repetitions of one section than this are told one by one.
const MOST: usize = 100;

fn check(letter: &Letter, layout: &Layout, _: &Source<'_>, reporter: &mut Reporter) {
    for form in layout.sections {
        let Some((offset, section)) = letter.section(form.kind) else { continue };
        let Some(first) = &section.heading else { continue };
        let first = shifted(first, offset);
        let count = letter.parts().sum().headed[form.kind as usize];
        for nth in 1..count.min(MOST) {
            let Some(found) = letter.parts().find(|sum| sum.headed[form.kind as usize] > nth) else { break };
            let PartKind::Section(section) = &found.element.kind else { continue };
            let Some(heading) = &section.heading else { continue };
            reporter.report_with(
                shifted(heading, found.before.bytes),
                format!("The section “{}” is already in this letter. Keep one of the two.", form.headings[0]),
                first.clone(),
                "It stands here first.".to_owned(),
            );
        }
    }
}
