//! A guideline file of the office with something wrong in it.

use super::{Check, Rule};
use crate::analysis::finding::{Severity, Weight};

/// Such files are written by people; what they say still counts as far as it can be read.
pub static RULE: Rule = Rule {
    code: "IMR901",
    name: "broken-catalogue",
    summary: "Something is wrong with a guideline file of the office.",
    weight: Weight::Fault(Severity::Error),
    check: Check::Files,
    fixes: None,
};
