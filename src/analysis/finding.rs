//! What a rule has to say about a place in a letter.

use super::rules::Rule;
pub use crate::settings::Severity;
use std::ops::Range;

/// How far the letter has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stage {
    /// Being written: a gap with nothing written behind it is only information.
    Draft,
    /// Ready to be sent: a gap is an error.
    Final,
}

/// How a rule's findings are weighed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// Something is not there yet. In a draft it is information, or a warning once something has been
    /// written behind it; in a final letter it has the severity given.
    Gap(Severity),
    /// Something that is there is wrong, whenever it is read.
    Fault(Severity),
}

impl Weight {
    /// The same, if the settings ask for another severity.
    pub(super) fn set_to(self, severity: Option<Severity>) -> Weight {
        match (self, severity) {
            (Weight::Gap(_), Some(severity)) => Weight::Gap(severity),
            (Weight::Fault(_), Some(severity)) => Weight::Fault(severity),
            (weight, None) => weight,
        }
    }

    /// The severity of a finding at a place behind which something is written or not.
    pub fn severity(self, stage: Stage, passed: bool) -> Severity {
        match (self, stage) {
            (Weight::Fault(severity), _) | (Weight::Gap(severity), Stage::Final) => severity,
            (Weight::Gap(severity), Stage::Draft) if passed => severity.min(Severity::Warning),
            (Weight::Gap(_), Stage::Draft) => Severity::Information,
        }
    }
}

/// A finding, at its place in the whole text.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The rule that found it.
    pub rule: &'static Rule,
    /// How much it matters.
    pub severity: Severity,
    /// Where it is, in bytes.
    pub range: Range<usize>,
    /// What is wrong and what to do, for a physician.
    pub message: String,
    /// The other place, if it takes two to be wrong.
    pub related: Option<Related>,
}

/// Another place that has to do with a finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Related {
    /// Where it is, in bytes.
    pub range: Range<usize>,
    /// What stands there.
    pub message: String,
    /// Whether the fault lies there as much as at the finding's own place: then editors show it at both.
    pub is_equal: bool,
}

/// The findings of a letter, in the order of their places.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Findings {
    /// The findings, or the severest of them if there is a cap.
    pub list: Vec<Finding>,
    /// How many more there are.
    pub more: usize,
}

/// A finding as a rule reports it: its place counts from the start of what the rule looked at.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Report {
    pub(super) rule: &'static Rule,
    /// How it is weighed: as the rule says, unless it is less sure.
    pub(super) weight: Weight,
    pub(super) range: Range<usize>,
    pub(super) message: String,
    pub(super) related: Option<Related>,
}

impl Report {
    /// The finding, for a report whose places count from `offset`. `last_written` is where in the text
    /// the last thing starts that was written.
    pub(super) fn resolve(&self, offset: usize, stage: Stage, last_written: Option<usize>) -> Finding {
        let moved = |range: &Range<usize>| range.start + offset..range.end + offset;
        let range = moved(&self.range);
        let passed = last_written.is_some_and(|written| range.start < written);
        Finding {
            rule: self.rule,
            severity: self.weight.severity(stage, passed),
            message: self.message.clone(),
            related: self.related.as_ref().map(|related| Related { range: moved(&related.range), ..related.clone() }),
            range,
        }
    }
}
