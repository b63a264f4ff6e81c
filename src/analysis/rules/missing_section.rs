//! A section that the layout has and the letter lacks, or whose heading is gone.

use super::{Check, Reporter, Rule, Sample, Source, sample};
use crate::analysis::Snapshot;
use crate::analysis::finding::{Finding, Severity, Weight};
use crate::analysis::fix::{Fix, insertion};
use crate::layouts::{Layout, SectionForm, SectionKind};
use crate::model::dialect::Dialect;
use crate::model::{Letter, shifted};
use crate::text::Edit;
use std::ops::Range;

pub(super) static RULE: Rule = Rule {
    code: "IMR101",
    name: "missing-section",
    summary: "A section of the letter or its heading is missing.",
    why: "The parties look for each part of a determination under its heading: how it was made, what the case is, what \
          is decided and why. A part without its heading is hard to find, and one that is missing may leave a decision \
          without its reasons.",
    example: Sample {
        of: sample::LETTER,
        good: &[],
        bad: &[(
            "CLINICAL CASE SUMMARY

The injured worker fell from a ladder and has slept badly since. The provider
requested Valium.

",
            "",
        )],
    },
    weight: Weight::Gap(Severity::Error),
    is_on: true,
    check: Check::Letter(check),
    fixes: Some(fixes),
};

/// What is missing of a section.
struct Missing {
    form: &'static SectionForm,
    /// What it is seen by.
    beside: Beside,
}

/// What stands where something of a section is missing, and from where to where.
enum Beside {
    /// The section's own text, without its heading.
    Own(Range<usize>),
    /// What should follow the section.
    Following(Range<usize>),
    /// The end of the letter.
    End(usize),
}

fn check(letter: &Letter, layout: &Layout, source: &Source<'_>, reporter: &mut Reporter) {
    for missing in missing(letter, layout) {
        reporter.report(missing.place(source), missing.message());
    }
}

fn missing(letter: &Letter, layout: &Layout) -> Vec<Missing> {
    let forms = layout.sections.iter().enumerate().filter(|(_, form)| is_certain(form.kind));
    let missing = forms.filter_map(|(index, form)| {
        let beside = match letter.section(form.kind) {
            Some((_, section)) if section.heading.is_some() => return None,
            Some((offset, section)) => Beside::Own(shifted(&section.lead_in.clone().unwrap_or_default(), offset)),
            None => next_heading(letter, &layout.sections[index + 1..])
                .map_or_else(|| Beside::End(letter.parts().sum().text_end), Beside::Following),
        };
        Some(Missing { form, beside })
    });
    missing.collect()
}

/// Whether every letter of a layout with such a section has it, as far as is known. Of the documents that were reviewed
/// another rule speaks.
fn is_certain(kind: SectionKind) -> bool {
    !matches!(kind, SectionKind::Title | SectionKind::Documents)
}

impl Missing {
    fn heading(&self) -> &'static str {
        self.form.headings[0]
    }

    fn place(&self, source: &Source<'_>) -> Range<usize> {
        match &self.beside {
            Beside::Own(text) => source.first_line(text),
            Beside::Following(text) => text.clone(),
            Beside::End(end) => source.last_line(&(0..*end)),
        }
    }

    fn message(&self) -> String {
        let heading = self.heading();
        match &self.beside {
            Beside::Own(_) => format!("The heading “{heading}” is missing above this text."),
            Beside::Following(_) => format!("The section “{heading}” is missing; it belongs above this."),
            Beside::End(_) => format!("The section “{heading}” is missing; it belongs below this."),
        }
    }

    /// Writes the heading, and the fixed wording behind it unless it stands there.
    fn edit(&self, snapshot: &Snapshot) -> Edit {
        let at = match &self.beside {
            Beside::Own(text) => text.start,
            Beside::Following(text) => start_of_item(snapshot.letter(), text.start),
            Beside::End(end) => *end,
        };
        let dialect = Dialect::around(snapshot.text(), at);
        let gap = dialect.paragraph_break();
        let opening = [self.heading(), self.form.lead_in].into_iter().filter(|words| !words.is_empty());
        let opening = opening.collect::<Vec<_>>().join(gap);
        match self.beside {
            Beside::Own(_) => insertion(at, format!("{}{gap}", self.heading())),
            Beside::Following(_) => insertion(at, format!("{opening}{gap}")),
            Beside::End(_) => insertion(at, format!("{gap}{opening}")),
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

/// Where the heading of an item starts with its number, if this is its place.
fn start_of_item(letter: &Letter, at: usize) -> usize {
    let heading = letter.item_at(at).and_then(|(offset, item)| Some(offset + item.heading.as_ref()?.range.start));
    heading.unwrap_or(at)
}

fn fixes(snapshot: &Snapshot, finding: &Finding) -> Vec<Fix> {
    let letter = snapshot.letter();
    let Some(layout) = snapshot.layout().form() else { return Vec::new() };
    let missing = missing(letter, layout).into_iter().find(|missing| {
        // Several sections may be missing at one place.
        missing.place(&snapshot.source(0)) == finding.range && missing.message() == finding.message
    });
    let fix = |missing: Missing| {
        Fix::offered(format!("Insert the heading “{}”", missing.heading()), vec![missing.edit(snapshot)])
    };
    missing.map(fix).into_iter().collect()
}
