//! A letter of 2013 without its list of the documents that were reviewed.

use super::{Check, Reporter, Rule, Sample, Source, sample};
use crate::analysis::finding::{Severity, Weight};
use crate::layouts::{Layout, SectionForm, SectionKind};
use crate::model::{Letter, Section, shifted};
use std::ops::Range;

pub(super) static RULE: Rule = Rule {
    code: "IMR107",
    name: "missing-documents",
    summary: "A letter in a layout of 2013 does not list the documents that were reviewed.",
    why: "8 CCR 9792.10.6(d) has the determination list the documents that were reviewed. Letters from 2014 on have no \
          section for them; the earlier ones do.",
    example: Sample {
        of: sample::LETTER_OF_2013,
        good: &[],
        bad: &[(
            "DOCUMENTS REVIEWED
Application for Independent Medical Review
Utilization Review Determination
Medical Records from the Provider

",
            "",
        )],
    },
    weight: Weight::Fault(Severity::Information),
    is_on: true,
    check: Check::Letter(check),
    fixes: None,
};

fn check(letter: &Letter, layout: &Layout, source: &Source<'_>, reporter: &mut Reporter) {
    let Some(index) = layout.sections.iter().position(|form| form.kind == SectionKind::Documents) else { return };
    let heading = layout.sections[index].headings[0].trim_end_matches(':');
    match letter.section(SectionKind::Documents) {
        Some((offset, section)) if is_empty(section, offset, source) => {
            let place = section.heading.clone().unwrap_or_default();
            reporter.report(shifted(&place, offset), format!("The section “{heading}” lists no document."));
        }
        Some(_) => {}
        None => {
            let place =
                following(letter, &layout.sections[index + 1..]).unwrap_or_else(|| source.last_line(&(0..end(letter))));
            reporter.report(place, format!("The section “{heading}” is missing. List in it what was reviewed."));
        }
    }
}

/// Whether a section announces documents at most.
fn is_empty(section: &Section, offset: usize, source: &Source<'_>) -> bool {
    section.written().is_none_or(|content| source.text(&shifted(content, offset)).ends_with(':'))
}

/// What should follow the section: the heading of a later one, or the first item.
fn following(letter: &Letter, later: &[SectionForm]) -> Option<Range<usize>> {
    let section = later.iter().find_map(|form| {
        let (offset, section) = letter.section(form.kind)?;
        Some(shifted(section.heading.as_ref()?, offset))
    });
    section.or_else(|| letter.items().next().map(|(offset, item)| shifted(&item.place(), offset)))
}

fn end(letter: &Letter) -> usize {
    letter.parts().sum().text_end
}
