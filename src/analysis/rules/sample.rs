//! A finished letter, to show rules by. The case is made up.

use super::{NAMES, Rule};
use crate::analysis::{Snapshot, Standards};
use crate::guidelines::Catalogue;
use crate::layouts::{Meaning, anchor_at, anchors};
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

/// A disputed item about which no rule has anything to say, of another drug.
pub(super) const NORCO: &str = "\
Norco 10/325mg #60:  Upheld

Claims Administrator guideline: Decision based on MTUS Chronic Pain Treatment
Guidelines Opioids, criteria for use Page(s): 78-80.

MAXIMUS guideline: Decision based on MTUS Chronic Pain Treatment Guidelines
Opioids, criteria for use Page(s): 78-80.

Decision rationale: The chart describes a fall and a sore back. It does not say
what the tablets have changed. Therefore, the request is not medically necessary.";

/// Two disputed items about which no rule has anything to say.
pub(super) const TWO_ITEMS: &str = "\
Valium 5mg #8:  Upheld

Claims Administrator guideline: Decision based on MTUS Chronic Pain Treatment
Guidelines Benzodiazepines Page(s): 24.

MAXIMUS guideline: Decision based on MTUS Chronic Pain Treatment Guidelines
Benzodiazepines Page(s): 24.

Decision rationale: The chart describes a fall and poor sleep. It does not say
how often a tablet is taken. Therefore, the request is not medically necessary.

Acupuncture, 6 visits:  Upheld

Claims Administrator guideline: Decision based on MTUS Acupuncture Treatment
Guidelines.

MAXIMUS guideline: Decision based on MTUS Acupuncture Treatment Guidelines.

Decision rationale: Acupuncture may be used beside rehabilitation. The chart does
not mention any. Therefore, the request is not medically necessary.";

/// A letter with another item.
pub(super) const ACUPUNCTURE: &str = "\
HOW THE IMR FINAL DETERMINATION WAS MADE

The Expert Reviewer has the following credentials:
State(s) of Licensure: California
Certification(s)/Specialty: Family Practice

CLINICAL CASE SUMMARY

The injured worker fell from a ladder. The provider requested acupuncture.

IMR ISSUES, DECISIONS AND RATIONALES

Acupuncture, 6 visits:  Upheld

Claims Administrator guideline: Decision based on MTUS Acupuncture Treatment
Guidelines.

MAXIMUS guideline: Decision based on MTUS Acupuncture Treatment Guidelines.

Decision rationale: Acupuncture may be used beside rehabilitation. The chart does
not mention any. Therefore, the request is not medically necessary.";

/// A letter of 2013 about which no rule has anything to say.
pub(super) const LETTER_OF_2013: &str = "\
MAXIMUS FEDERAL SERVICES, INC.
UR Denial Date: 10/2/2013

HOW THE IMR FINAL DETERMINATION WAS MADE
The expert reviewer is Board Certified in Family Practice and is licensed to
practice in California.

DOCUMENTS REVIEWED
Application for Independent Medical Review
Utilization Review Determination
Medical Records from the Provider

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
5mg #8 is not medically necessary and appropriate.";

/// A notice of 2013 about which no rule has anything to say.
pub(super) const NOTICE: &str = "\
Notice of Independent Medical Review Determination
Dated: 10/28/2013

1) MAXIMUS Federal Services, Inc. has determined the request for Valium 5mg #8 is
not medically necessary and appropriate.

INDEPENDENT MEDICAL REVIEW DECISION AND RATIONALE

Medical Qualifications of the Expert Reviewer:
The expert reviewer is Board Certified in Family Practice and is licensed to
practice in California.

Case Summary:
The injured worker fell from a ladder and has slept badly since. The provider
requested Valium.

Documents Reviewed for Determination:
Medical Records from the Provider

1) Regarding the request for Valium 5mg #8:

Section of the Medical Treatment Utilization Schedule Relied Upon by the Expert
Reviewer to Make His/Her Decision: The Chronic Pain Medical Treatment Guidelines,
Benzodiazepines, page 24, which is a part of the MTUS.

Rationale for the Decision: The chart describes a fall and poor sleep. It does not
say how often a tablet is taken. The request for Valium 5mg #8 is not medically
necessary and appropriate.";

/// An example of a rule, by what differs from a text that rules may share: a disputed item, a letter, or a file of an office.
#[derive(Clone, Copy)]
pub struct Sample {
    /// A whole letter opens with a section's heading, as an item does not.
    pub(super) of: &'static str,
    /// Words of it that stand once, and what is written instead so that the rule has nothing to say.
    pub(super) good: &'static [(&'static str, &'static str)],
    /// The same for words of what is good, so that the rule has something to say.
    pub(super) bad: &'static [(&'static str, &'static str)],
}

impl Sample {
    pub(super) fn good(&self) -> String {
        rewritten(self.of, self.good)
    }

    pub(super) fn bad(&self) -> String {
        rewritten(&self.good(), self.bad)
    }
}

fn rewritten(text: &str, changes: &[(&str, &str)]) -> String {
    let written = changes.iter().fold(text.to_owned(), |text, (words, instead)| text.replacen(words, instead, 1));
    written.trim_end().to_owned()
}

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
    let opening = example.lines().next().and_then(anchor_at).map(|(anchor, _)| anchors()[anchor].meaning);
    let is_letter = opening.is_some_and(|opening| !matches!(opening, Meaning::Field(_)));
    let front = if is_letter { "" } else { LETTER.trim_end_matches(ITEM) };
    format!("{front}{example}\n")
}
