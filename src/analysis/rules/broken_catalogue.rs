//! A guideline file of the office with something wrong in it.

use super::{Check, Rule, Sample};
use crate::analysis::finding::{Severity, Weight};

/// Such files are written by people; what they say still counts as far as it can be read.
pub static RULE: Rule = Rule {
    code: "IMR901",
    name: "broken-catalogue",
    summary: "Something is wrong with a guideline file of the office.",
    why: "Letters are judged by what the file says as far as it can be read. What cannot be read is missing: a citation that the file knows may be called unknown.",
    example: Sample {
        of: "\
[[topic]]
name = \"Opioids\"
first-page = { number = 74, status = \"likely\" }",
        good: &[],
        bad: &[("{ number = 74, status = \"likely\" }", "74")],
    },
    is_on: true,
    weight: Weight::Fault(Severity::Error),
    check: Check::Files,
    fixes: None,
};
