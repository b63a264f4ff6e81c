//! A finished letter, to show rules by. The case is made up.

use super::{NAMES, Rule};
use crate::analysis::{Snapshot, Standards};
use crate::guidelines::Catalogue;
use crate::layouts::{LayoutId, SectionForm};
use crate::settings::{self, Selector, Settings};
use crate::text::Text;
use std::sync::Arc;

/// A letter about which no rule has anything to say.
pub(super) const LETTER: &str = "\
HOW THE IMR FINAL DETERMINATION WAS MADE

The Expert Reviewer has the following credentials:
State(s) of Licensure: California
Certification(s)/Specialty: Family Practice

CLINICAL CASE SUMMARY

The injured worker fell from a ladder and has slept badly since. The provider
requested Valium.

IMR ISSUES, DECISIONS AND RATIONALES

Valium 5mg #8:  Upheld

Claims Administrator guideline: Decision based on MTUS Chronic Pain Treatment
Guidelines Benzodiazepines Page(s): 24.

MAXIMUS guideline: Decision based on MTUS Chronic Pain Treatment Guidelines
Benzodiazepines Page(s): 24.

Decision rationale: The chart describes a fall and poor sleep. It does not say
how often a tablet is taken. Therefore, the request is not medically necessary.";

/// Its disputed item.
pub(super) const ITEM: &str = "\
Valium 5mg #8:  Upheld

Claims Administrator guideline: Decision based on MTUS Chronic Pain Treatment
Guidelines Benzodiazepines Page(s): 24.

MAXIMUS guideline: Decision based on MTUS Chronic Pain Treatment Guidelines
Benzodiazepines Page(s): 24.

Decision rationale: The chart describes a fall and poor sleep. It does not say
how often a tablet is taken. Therefore, the request is not medically necessary.";

/// An example of a rule as a letter in which it speaks, even if it is off by default.
pub(super) fn snapshot(rule: &Rule, example: &str) -> Snapshot {
    let select = (!rule.is_on).then(|| ["IMR", rule.code].map(Selector::new).into());
    let settings = Arc::new(Settings { select, ..Settings::default() });
    let standards = Standards::new(Catalogue::shipped(), settings, None, Vec::new());
    Snapshot::judged_by(Text::from(letter(example).as_str()), Arc::new(standards))
}

/// What is said of an example of a rule about the files of an office: settings, or else a catalogue file.
pub(super) fn said_of_file(rule: &Rule, example: &str) -> Vec<String> {
    if rule == &super::broken_catalogue::RULE {
        let (_, problems) = Catalogue::with_files([("guidelines/office.toml", example)]);
        return problems.into_iter().map(|problem| problem.message).collect();
    }
    match settings::read(example, None, &NAMES) {
        Ok((_, problems)) => problems.into_iter().map(|problem| problem.message).collect(),
        Err(problem) => vec![problem.message],
    }
}

/// An example of a rule as a whole letter: a disputed item alone is put into the finished one.
pub(super) fn letter(example: &str) -> String {
    let sections = LayoutId::Letter2015.form().into_iter().flat_map(|layout| layout.sections);
    let starts = |section: &SectionForm| section.headings.iter().any(|heading| example.starts_with(heading));
    let front = if sections.into_iter().any(starts) { "" } else { LETTER.trim_end_matches(ITEM) };
    format!("{front}{example}\n")
}
