//! Abbreviations, whose stop need not end a sentence.

/// Abbreviations that always go on to another word.
#[rustfmt::skip]
const NEVER_LAST: [&str; 18] = [
    "approx", "cf", "ch", "dr", "e.g", "eg", "fig", "i.e", "ie", "mr", "mrs", "ms", "pg", "pp", "sec", "viz", "vol",
    "vs",
];
/// Units of a request, which a line may end with before the request does.
const UNITS: [&str; 9] = ["cap", "caps", "mcg", "mg", "ml", "qty", "st", "tab", "tabs"];
/// Other abbreviations that may end a sentence.
#[rustfmt::skip]
const OTHERS: [&str; 29] = [
    "al", "bid", "cc", "co", "corp", "dept", "est", "etc", "ext", "hr", "hrs", "inc", "jr", "lb", "lbs", "ltd", "max",
    "min", "mo", "mos", "nos", "prn", "qid", "ref", "rx", "sr", "tid", "wk", "yrs",
];

/// Whether a word without its stop always goes on to another.
pub fn always_goes_on(word: &str) -> bool {
    is_among(&NEVER_LAST, word)
}

/// Whether a word is a unit of measure or of packing.
pub fn is_unit(word: &str) -> bool {
    is_among(&UNITS, word)
}

/// Whether a word is an abbreviation that may end a sentence.
pub fn may_end(word: &str) -> bool {
    is_unit(word) || is_among(&OTHERS, word)
}

fn is_among(abbreviations: &[&str], word: &str) -> bool {
    word.len() <= LONGEST && abbreviations.iter().any(|abbreviation| abbreviation.eq_ignore_ascii_case(word))
}

const LONGEST: usize = 6;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn none_is_longer_than_the_longest() {
        let all = || NEVER_LAST.iter().chain(&UNITS).chain(&OTHERS);
        assert_eq!(all().map(|abbreviation| abbreviation.len()).max(), Some(LONGEST));
    }
}
