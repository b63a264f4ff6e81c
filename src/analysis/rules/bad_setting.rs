//! A setting whose value makes no sense.

use super::{Check, Rule, Sample};
use crate::analysis::finding::{Severity, Weight};

/// Such files are written by people; what they say still counts as far as it can be read.
pub static RULE: Rule = Rule {
    code: "IMR904",
    name: "bad-setting",
    summary: "The value of a setting makes no sense.",
    why: "The setting counts as if it were not there.",
    example: Sample { of: "layout = \"letter-2015\"", good: &[], bad: &[("= \"letter-2015\"", "= \"letter-2051\"")] },
    is_on: true,
    weight: Weight::Fault(Severity::Error),
    check: Check::Files,
    fixes: None,
};
