//! Numbers that are ages though no word says so.

use crate::text::pattern::verbose;
use regex::Regex;
use std::sync::LazyLock;

/// Whether a number between two texts is the age of a person, and no measure.
pub(super) fn is_bare_age(before: &str, after: &str) -> bool {
    let build = BUILD.find(after).map_or(0, |build| build.end());
    IS_SAID_OF_WORKER.is_match(before) && !MEASURED.is_match(before) && !MEASURED.is_match(&after[build..])
}

/// `The patient is 51`, `the patient, who is 51`, but not `The patient's score is 51`.
static IS_SAID_OF_WORKER: LazyLock<Regex> = LazyLock::new(|| {
    const PERSON: &str = "(?: patient | claimant | applicant | employee | worker | IW )";
    verbose(&format!(
        r"\b (?: {PERSON} | he | she | (?: the | this ) \s+ (?: injured \s+ )? {PERSON} \s* [,(] \s* who ) \s+
            is (?: \s+ (?: already | currently | now | only ) )? \s* $"
    ))
});
/// What has a number beside an age.
static MEASURED: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: abduction | BMI | degrees? | extension | flexion | index | motion | percent | points? | pounds | rotation | scale | scor (?: e | es | ed )
            | VAS | weeks | weigh (?: s | t ) ) \b | %",
    )
});
/// What is told of the body beside its age.
static BUILD: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"^ ,? \s+ (?: and \s+ )? (?: (?: (?: has | with ) \s+ an? \s+ )? BMI \s+ (?: (?: is | of ) \s+ )? [0-9.]+ \b
            | weighs \s+ [0-9]+ \s* (?: kg | lbs? | pounds ) \b )",
    )
});

#[cfg(test)]
mod tests {
    use crate::model::person::tests::told;

    fn ages(text: &str) -> Vec<u8> {
        told(text).ages.into_iter().map(|(_, years)| years).collect()
    }

    #[test]
    fn measurements_are_no_ages() {
        for text in [
            "In flexion he is 45, in extension 20.",
            "The patient is 30 and 40 degrees limited.",
            "The patient is 30, BMI 31, and 40 degrees limited.",
            "The patient's score is 18 and low.",
            "The patient's score is 18 and none of these is high.",
        ] {
            assert_eq!(ages(text), [0_u8; 0], "{text}");
        }
        assert_eq!(ages("THE PATIENT IS 69 AND TAKES ASPIRIN."), [69]);
        assert_eq!(ages("The patient is 69, BMI 31, and walks."), [69]);
    }
}
