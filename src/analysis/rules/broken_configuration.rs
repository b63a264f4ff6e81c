//! A file with settings that cannot be read.

use super::{Check, Rule, Sample};
use crate::analysis::finding::{Severity, Weight};

/// Such files are written by people; what they say still counts as far as it can be read.
pub static RULE: Rule = Rule {
    code: "IMR902",
    name: "broken-configuration",
    summary: "A file with settings cannot be read.",
    why: "What the office has set does not count any more, or counts as it did before. Letters may be judged by more or fewer rules than they should be.",
    example: Sample {
        of: "\
[rules]
ignore = [\"IMR306\"]",
        good: &[],
        bad: &[("= [\"IMR306\"]", "= [\"IMR306\"")],
    },
    is_on: true,
    weight: Weight::Fault(Severity::Error),
    check: Check::Files,
    fixes: None,
};
