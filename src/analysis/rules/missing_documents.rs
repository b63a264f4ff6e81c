//! A letter of 2013 without its list of the documents that were reviewed.

use super::{Check, Reporter, Rule, Source, sample};
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
    bad: "\
MAXIMUS FEDERAL SERVICES, INC.
UR Denial Date: 10/2/2013

HOW THE IMR FINAL DETERMINATION WAS MADE
The expert reviewer is Board Certified in Family Practice and is licensed to
practice in California.

CLINICAL CASE SUMMARY
The injured worker fell from a ladder and has slept badly since. The provider
requested Valium.

IMR DECISION(S) AND RATIONALE(S)

1. Valium 5mg #8 is not medically necessary and appropriate.

The Claims Administrator based its decision on the Chronic Pain Medical
Treatment Guidelines, Benzodiazepines, page 24, which is a part of the MTUS.

The Physician Reviewer based his/her decision on the Chronic Pain Medical
Treatment Guidelines, Benzodiazepines, page 24, which is a part of the MTUS.

The Physician Reviewer's decision rationale: The chart describes a fall and
poor sleep. It does not say how often a tablet is taken. The request for Valium
5mg #8 is not medically necessary and appropriate.",
    good: sample::LETTER_OF_2013,
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
