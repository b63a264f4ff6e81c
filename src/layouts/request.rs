//! What a request for treatment looks like: a dose, a quantity, a number of visits.

use crate::text::pattern::pattern;
use regex::Regex;
use std::sync::LazyLock;

static DOSE_OR_QUANTITY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)
        \d \s* (?: % | (?: mg | mcg | ml | gm? | units? | iu ) \b ) |
        \b \d+ (?: \.\d+ )? / \d{2,} \b |
        \# \s* \d |
        \b (?: qty | quantity ) \b |
        \b (?: \d+ | one | two | three | four | five | six | eight | ten | twelve | twenty ) \s*
            \(? \d* \)? \s* (?: additional \s+ | more \s+ )?
            (?: tab | tablet | cap | capsule | patch | patche | session | visit | unit | treatment | refill
              | injection | bottle | tube | vial | month | week ) s? \b |
        \b \d+ \s* (?: x | times ) \s* (?: \d | a | per ) |
        \b x \s* \d+ \b",
    )
});

static FINITE_VERB: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)
        \b (?: is | are | was | were | be | been | has | have | had | does | do | did | should | would | may | can | could
          | will | must | recommends? | recommended | states? | stated | supports? | noted | reports? | reported
          | documented | considers? ) \b",
    )
});

/// Where a text holds curly quotes, only the boundaries of ASCII words are found quickly.
/// Whether the text names a dose, a quantity or a number of visits.
pub fn names_dose_or_quantity(text: &str) -> bool {
    DOSE_OR_QUANTITY.is_match(text)
}

/// Whether the text reads as a sentence rather than as the name of a treatment.
pub fn is_sentence(text: &str) -> bool {
    FINITE_VERB.is_match(text)
}

/// How many bytes at the start of a heading number it: `2.`, `2)`, `3 -`, `Item 2:`.
pub fn numbering(heading: &str) -> usize {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(?i)^(?:(?:item|issue)\s+(?:no\.?\s*)?)?(?:#\s*)?\d{1,2}(?:\s*[.):]\s+|\s+[-–—]\s+|\)\s*)")
    });
    NUMBER.find(heading).map_or(0, |found| found.end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doses_and_quantities() {
        for text in [
            "Robaxin 500mg",
            "7.5 mg",
            "Norco 10/325",
            "#30",
            "Qty 30",
            "30 tablets",
            "(6 visits)",
            "2x4 weeks",
            "2 times a week for 3 weeks",
            "Physical therapy x 6",
            "Lidoderm 5%",
            "12 sessions",
        ] {
            assert!(names_dose_or_quantity(text), "{text}");
        }
        for text in ["Refill Norco", "MRI of the lumbar spine", "the following:", "page 24"] {
            assert!(!names_dose_or_quantity(text), "{text}");
        }
    }

    #[test]
    fn numbers_of_items() {
        assert_eq!(numbering("2. Robaxin"), 3);
        assert_eq!(numbering("2) Robaxin"), 3);
        assert_eq!(numbering("3 - Robaxin"), 4);
        assert_eq!(numbering("1 cold therapy unit"), 0);
        assert_eq!(numbering("7.5 mg Norco"), 0);
        assert_eq!(numbering("10/325 Norco"), 0);
    }
}
