//! Whether a statement is the reviewer's own about the patient.

use crate::text::pattern::verbose;
use regex::Regex;
use std::sync::LazyLock;

/// Whether a statement tells of the patient, and not of what guidelines ask for or what others say.
pub(super) fn is_of_case(statement: &str) -> bool {
    !OF_OTHERS.is_match(statement)
}

static OF_OTHERS: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: guidelines? | MTUS | ODG | ACOEM | recommend [a-z]* | reserved | criteri [a-z]+ | requir [a-z]+ | should | must | UR | utilization | claims \s+ administrator ) \b
            | [“”\x22]",
    )
});
