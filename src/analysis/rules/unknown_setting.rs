//! Settings that name something that there is not.

use super::{Check, Rule, Sample};
use crate::analysis::finding::{Severity, Weight};

/// Such files are written by people; what they say still counts as far as it can be read.
pub static RULE: Rule = Rule {
    code: "IMR903",
    name: "unknown-setting",
    summary: "The settings name something that there is not.",
    why: "A misspelt setting does nothing, and nobody notices.",
    example: Sample {
        of: "\
[rules]
ignore = [\"IMR306\"]",
        good: &[],
        bad: &[("[rules]\nignore", "[rules]\nignor")],
    },
    is_on: true,
    weight: Weight::Fault(Severity::Warning),
    check: Check::Files,
    fixes: None,
};
