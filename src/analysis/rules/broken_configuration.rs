//! A file with settings that cannot be read.

use super::{Check, Rule};
use crate::analysis::finding::{Severity, Weight};

/// Such files are written by people; what they say still counts as far as it can be read.
pub static RULE: Rule = Rule {
    code: "IMR902",
    name: "broken-configuration",
    summary: "A file with settings cannot be read.",
    weight: Weight::Fault(Severity::Error),
    check: Check::Files,
    fixes: None,
};
