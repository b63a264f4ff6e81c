//! Whose a statement is: the reviewer's own about the patient, or of somebody else.

use crate::text::pattern::verbose;
use regex::Regex;
use std::sync::LazyLock;

/// Whether a statement tells of the patient, and not of what guidelines ask for or what others say.
pub(super) fn is_of_case(statement: &str) -> bool {
    !ASKED_OR_HELD.is_match(statement)
}

/// Whether words report what somebody else has decided or holds; his words go on behind a colon or a comma.
pub(super) fn is_reported(words: &str) -> bool {
    REPORTED.is_match(words)
}

/// Whether words are about somebody else: a relative, or what another physician thinks.
pub(super) fn is_of_somebody_else(words: &str) -> bool {
    OF_SOMEBODY_ELSE.is_match(words)
}

/// Those who decided before, for a verbose pattern.
const UTILIZATION_REVIEW: &str = r"UR | utilization | claims \s+ administrator";

/// Those who are near to a patient, for a verbose pattern.
pub(super) const RELATIVES: &str = r"aunt | boyfriend | brother | child (?: ren )? | cousin | daughter | father | friend | girlfriend | grand (?: child | daughter | father | mother | parent | son ) [a-z]* | husband | mother
    | neighbor | parent | partner | roommate | sibling | sister | son | spouse | uncle | wife";

static ASKED_OR_HELD: LazyLock<Regex> = LazyLock::new(|| {
    verbose(&format!(
        r"\b (?: guidelines? | MTUS | ODG | ACOEM | recommend [a-z]* | reserved | criteri [a-z]+ | requir [a-z]+ | should | must | {UTILIZATION_REVIEW} ) \b
            | [“”\x22]",
    ))
});

static REPORTED: LazyLock<Regex> = LazyLock::new(|| {
    verbose(&format!(r"\b (?: according \s+ to | adjuster | carrier | insurer | {UTILIZATION_REVIEW} ) \b"))
});

static OF_SOMEBODY_ELSE: LazyLock<Regex> = LazyLock::new(|| {
    verbose(&format!(
        r"\b (?: {RELATIVES} | family | nurse | who (?: se )? ) s? \b
            | \b (?: another \s+ (?: physician | surgeon | doctor ) | (?: doctor | employer | physician | provider | surgeon ) \s+ (?: argues | believes | claims | feels | says | states | thinks | writes ) ) \b",
    ))
});
