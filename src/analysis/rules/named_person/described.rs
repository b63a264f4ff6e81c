//! Persons of whom words beside their name tell that they are the injured worker, or speak for one of the parties: `Jo Example, a 39-year-old man`.

use super::{bare, is_eponym, is_word};
use crate::model::body::{body_parts, sides};
use crate::text::pattern::pattern;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// Where a text names somebody so, in order.
pub(super) fn described(text: &str) -> impl Iterator<Item = Range<usize>> {
    let names = DESCRIBED
        .captures_iter(text)
        .filter_map(|found| ["aged", "said", "behind"].iter().find_map(|name| found.name(name)));
    let is_person = |name: &regex::Match<'_>| {
        let mut words = name.as_str().split_whitespace().map(bare);
        let is_company = name.as_str().split_whitespace().any(|word| OF_COMPANY.contains(&word))
            || OF_PLACE.iter().any(|start| name.as_str().starts_with(start));
        let is_place = !body_parts(name.as_str()).is_empty() || !sides(name.as_str()).is_empty();
        !is_place && !is_company && words.all(|word| !is_word(word) && !is_eponym(word))
    };
    names.filter(is_person).map(|name| name.range())
}

/// Whether a sentence holds what every such place does.
pub(super) fn describes_name(sentence: &str) -> bool {
    DESCRIBED.is_match(sentence)
}

/// What companies and offices are called.
const OF_COMPANY: [&str; 16] = [
    "Associates",
    "Care",
    "City",
    "Company",
    "Compensation",
    "County",
    "Firm",
    "Fund",
    "Group",
    "Insurance",
    "Mutual",
    "Office",
    "Offices",
    "Services",
    "State",
    "Systems",
];

/// How the names of Californian towns begin.
const OF_PLACE: [&str; 3] = ["Los ", "San ", "Santa "];

static DESCRIBED: LazyLock<Regex> = LazyLock::new(|| {
    const NAME: &str = r"[A-Z][a-z'’]+ (?: \s+ [A-Z]\. )? (?: \s+ [A-Z][a-z'’]+ (?: -[A-Z][a-z]+ )? ){1,2}";
    const WORKER: &str = "(?: injured \\s+ worker | patient | claimant | applicant | employee )";
    pattern(&format!(
        r"(?x)
        \b (?<aged> {NAME} ) \s? , \s+ an? \s+ [0-9]{{2}} [\s-]* (?: years? | yrs? | y ) [\s-]* /? (?: old | of \s+ age | o ) [\s-]+
            (?: [a-z-]+ \s+ ){{0,2}}? (?: man | woman | male | female | gentleman | lady | {WORKER} ) \b
        | (?: ^ | [.;:,] \s+ | \b (?: about | by | for | of | saw | with ) \s+ ) (?<said> {NAME} ) \s? , \s+ (?: the | our | this ) \s+ {WORKER} \s? ,
        | \b (?: {WORKER} | attorney | lawyer ) \s? , \s+ (?<behind> {NAME} ) \s? ,"
    ))
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn workers_by_name() {
        for (text, name) in [
            ("I have reviewed the file of Terrin Exemplar, a 39-year-old man who", "Terrin Exemplar"),
            ("Terrin Exemplar, a 39 y/o right-handed patient", "Terrin Exemplar"),
            ("Terrin Exemplar, the injured worker, is a", "Terrin Exemplar"),
            ("Per her note, Terrin Exemplar, the patient, has", "Terrin Exemplar"),
            ("The applicant, Terrin B. Exemplar, fell", "Terrin B. Exemplar"),
            ("The applicant's attorney, Terrin Exemplar, appealed", "Terrin Exemplar"),
            ("Pain is worse. Terrin Exemplar, our patient, fell", "Terrin Exemplar"),
        ] {
            let found: Vec<_> = described(text).map(|place| &text[place]).collect();
            assert_eq!(found, [name], "{text}");
        }
    }

    #[test]
    fn what_is_no_worker() {
        for text in [
            "She completed Aquatic Therapy, the patient reports. Aquatic Therapy, a 12 week program, helped.",
            "On Work Status, the patient, however, said nothing. Of Physical Therapy, the patient, too, knew nothing.",
            "Right Wrist, a 39-year-old man. The patient, Physical Therapy, and the employee, Cervical Spine, of",
            "The adjuster, State Fund, denied it. The defense attorney, Sample County, wrote.",
            "Kaiser Example, the employer, said. Medical Center, a 39-year-old problem",
        ] {
            assert_eq!(described(text).next(), None, "{text}");
        }
    }
}
