//! A section that stands before one that should precede it.

use super::{Check, Reporter, Rule, Sample, Source, out_of_order, place_in_order, sample};
use crate::analysis::Snapshot;
use crate::analysis::finding::{Finding, Severity, Weight};
use crate::analysis::fix::{Fix, moved};
use crate::layouts::Layout;
use crate::model::{Letter, PartKind, shifted};
use std::ops::Range;

pub(super) static RULE: Rule = Rule {
    code: "IMR103",
    name: "misplaced-section",
    summary: "A section stands in the wrong place.",
    why: "All determinations of one layout have their sections in the same order, so that the parties find in each \
          what they found in the one before. A section out of place looks as if it were missing.",
    example: Sample {
        of: sample::LETTER,
        good: &[],
        bad: &[
            (
                "CLINICAL CASE SUMMARY

The injured worker fell from a ladder and has slept badly since. The provider
requested Valium.

",
                "",
            ),
            (
                "HOW THE IMR",
                "CLINICAL CASE SUMMARY

The injured worker fell from a ladder and has slept badly since. The provider
requested Valium.

HOW THE IMR",
            ),
        ],
    },
    weight: Weight::Fault(Severity::Warning),
    is_on: true,
    check: Check::Letter(check),
    fixes: Some(fixes),
};

fn check(letter: &Letter, layout: &Layout, _: &Source<'_>, reporter: &mut Reporter) {
    let standing = standing(letter, layout);
    let order: Vec<usize> = standing.iter().map(|(_, index)| *index).collect();
    for at in out_of_order(&order) {
        let (heading, index) = &standing[at];
        let name = layout.sections[*index].headings[0];
        let place = match index.checked_sub(1) {
            Some(before) => format!("below the section “{}”", layout.sections[before].headings[0]),
            None => "at the top of the letter".to_owned(),
        };
        let message = format!("The section “{name}” belongs {place}.");
        match other_of(&standing, at) {
            Some(other) => reporter.report_with(
                heading.clone(),
                message,
                other.clone(),
                "It stands on the wrong side of this section.".to_owned(),
            ),
            None => reporter.report(heading.clone(), message),
        }
    }
}

/// The section that one is on the wrong side of: the last that should stand before it and stands behind, or else the first
/// that should stand behind it and stands before.
fn other_of(standing: &[(Range<usize>, usize)], at: usize) -> Option<&Range<usize>> {
    let index = standing[at].1;
    let behind = standing[at..].iter().rfind(|(_, other)| *other < index);
    let other = behind.or_else(|| standing[..at].iter().find(|(_, other)| *other > index));
    other.map(|(heading, _)| heading)
}

/// The headings of sections as they stand, each with its number in the layout.
fn standing(letter: &Letter, layout: &Layout) -> Vec<(Range<usize>, usize)> {
    let headings = layout.sections.iter().enumerate().filter_map(|(index, form)| {
        let (offset, section) = letter.section(form.kind)?;
        Some((shifted(section.heading.as_ref()?, offset), index))
    });
    let mut standing: Vec<_> = headings.collect();
    standing.sort_by_key(|(heading, _)| heading.start);
    standing
}

fn fixes(snapshot: &Snapshot, finding: &Finding) -> Vec<Fix> {
    let letter = snapshot.letter();
    let Some(layout) = snapshot.layout().form() else { return Vec::new() };
    let standing = standing(letter, layout);
    let Some(at) = standing.iter().position(|(heading, _)| *heading == finding.range) else { return Vec::new() };
    let ranges: Vec<_> = standing.iter().map(|(heading, _)| heading.start..end(letter, heading.start)).collect();
    let order: Vec<usize> = standing.iter().map(|(_, index)| *index).collect();
    let title = format!("Move the section “{}” to its place", layout.sections[order[at]].headings[0]);
    let edits = moved(snapshot.text(), &ranges, at, place_in_order(&order, at));
    edits.map(|edits| Fix::offered(title, edits)).into_iter().collect()
}

/// Where the text of the section at an offset ends, its disputed items included.
fn end(letter: &Letter, start: usize) -> usize {
    let mut end = start;
    let mut offset = 0;
    for part in letter.parts().iter() {
        if offset > start && matches!(part.kind, PartKind::Section(_)) {
            break;
        }
        if offset + part.len > start && part.text_end > 0 {
            end = offset + part.text_end;
        }
        offset += part.len;
    }
    end
}
