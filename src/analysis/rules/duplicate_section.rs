//! A section that stands in the letter twice.

use super::{Check, Reporter, Rule, Sample, Source, sample};
use crate::analysis::Snapshot;
use crate::analysis::finding::{Finding, Severity, Weight};
use crate::analysis::fix::{Fix, removal};
use crate::layouts::Layout;
use crate::model::{Letter, Part, PartKind, shifted};
use crate::sequence::Found;
use std::ops::Range;
use std::sync::Arc;

pub(super) static RULE: Rule = Rule {
    code: "IMR102",
    name: "duplicate-section",
    summary: "A section stands in the letter twice.",
    why: "Where a section stands twice, nobody can tell which of the two counts. Often one of them was left over from \
          another letter.",
    example: Sample {
        of: sample::LETTER,
        good: &[],
        bad: &[("requested Valium.", "requested Valium.\n\nCLINICAL CASE SUMMARY")],
    },
    weight: Weight::Fault(Severity::Warning),
    is_on: true,
    check: Check::Letter(check),
    fixes: Some(fixes),
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

fn fixes(snapshot: &Snapshot, finding: &Finding) -> Vec<Fix> {
    let letter = snapshot.letter();
    let Some(second) = letter.parts().find(|sum| sum.bytes > finding.range.start) else { return Vec::new() };
    let PartKind::Section(section) = &second.element.kind else { return Vec::new() };
    let first = letter.parts().find(|sum| sum.headed[section.kind as usize] > 0);
    let empty = [Some(second), first].into_iter().flatten().find_map(|found| empty_section(letter, &found));
    let fix = |range| {
        let edits = vec![removal(snapshot.text(), &range)];
        Fix::offered("Delete the empty section", edits).preferred_if(true)
    };
    empty.map(fix).into_iter().collect()
}

/// The place of a section without anything of its own: no text, no disputed items.
fn empty_section(letter: &Letter, found: &Found<'_, Arc<Part>>) -> Option<Range<usize>> {
    let PartKind::Section(section) = &found.element.kind else { return None };
    let has_items =
        letter.parts().get(found.index + 1).is_some_and(|next| matches!(next.element.kind, PartKind::Item(_)));
    let heading = section.heading.as_ref().filter(|_| section.written().is_none() && !has_items)?;
    Some(found.before.bytes + heading.start..found.before.bytes + found.element.text_end)
}
