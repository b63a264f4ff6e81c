//! A section for the disputed items without any.

use super::{Check, Reporter, Rule, Sample, Source, sample};
use crate::analysis::finding::{Severity, Weight};
use crate::layouts::{ItemForm, Layout, SectionKind};
use crate::model::{Letter, shifted};

pub(super) static RULE: Rule = Rule {
    code: "IMR106",
    name: "no-disputed-items",
    summary: "The letter decides no disputed item.",
    why: "The determination is made for its decisions, one for each treatment in dispute. Where no item can be read, \
          nothing is decided, or a decision stands where nobody looks for it.",
    example: Sample { of: sample::LETTER, good: &[], bad: &[(sample::ITEM, "")] },
    weight: Weight::Gap(Severity::Error),
    is_on: true,
    check: Check::Letter(check),
    fixes: None,
};

fn check(letter: &Letter, layout: &Layout, _: &Source<'_>, reporter: &mut Reporter) {
    let Some((offset, section)) = letter.section(SectionKind::Issues) else { return };
    let Some(heading) = &section.heading else { return };
    // In other layouts the items stand elsewhere.
    if letter.parts().sum().items == 0 && layout.items == ItemForm::Labelled {
        let message = "No disputed item stands in this section yet. An item starts with what was requested, a colon \
                       and the decision, as in “Robaxin 500mg #30:  Upheld”.";
        reporter.report(shifted(heading, offset), message.to_owned());
    }
}
