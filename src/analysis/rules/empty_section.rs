//! A section with a heading and nothing below it.

use super::{Check, Reporter, Rule, Sample, Source, sample};
use crate::analysis::finding::{Severity, Weight};
use crate::layouts::{Layout, SectionKind};
use crate::model::{Letter, Section, shifted};

pub(super) static RULE: Rule = Rule {
    code: "IMR104",
    name: "empty-section",
    summary: "A section has a heading and no text.",
    why: "Labor Code 4610.6(c) has necessity decided by the specific needs of the employee. A section without text \
          tells nothing of them, and a reader can not say whether it was forgotten or lost.",
    example: Sample {
        of: sample::LETTER,
        good: &[],
        bad: &[(
            "The injured worker fell from a ladder and has slept badly since. The provider\nrequested Valium.\n\n",
            "",
        )],
    },
    weight: Weight::Gap(Severity::Error),
    is_on: true,
    check: Check::Letter(check),
    fixes: None,
};

fn check(letter: &Letter, layout: &Layout, _: &Source<'_>, reporter: &mut Reporter) {
    for form in layout.sections {
        let Some((offset, section)) = letter.section(form.kind) else { continue };
        let Some(heading) = &section.heading else { continue };
        if is_empty(section) {
            let message = format!("The section “{}” has no text yet.", form.headings[0]);
            reporter.report(shifted(heading, offset), message);
        }
    }
}

/// The disputed items are parts of their own, and how the determination was made is fixed wording. A title may stand
/// alone, and of the documents that were reviewed another rule speaks.
fn is_empty(section: &Section) -> bool {
    match section.kind {
        SectionKind::Issues | SectionKind::Title | SectionKind::Documents => false,
        SectionKind::HowMade => section.written().is_none() && section.lead_in.is_none(),
        _ => section.written().is_none(),
    }
}
