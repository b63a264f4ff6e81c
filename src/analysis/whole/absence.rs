//! What a rationale says is not documented, and what a summary reports.

use crate::model::body::{Areas, body_parts};
use crate::model::conclusion::quotations;
use crate::model::shifted;
use crate::text::pattern::pattern;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// Something that a chart holds or does not hold, whatever words are used for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::analysis) struct Subject(usize);

/// What a summary reports as done or found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::analysis) struct Reported {
    pub(in crate::analysis) subject: Subject,
    /// The words that name it.
    pub(in crate::analysis) words: Range<usize>,
    /// The parts of the body that its sentence names.
    pub(in crate::analysis) areas: Areas,
}

/// What is named in the same way wherever it is documented; what is a matter of degree is not among it.
const SUBJECTS: [&str; 14] = [
    r"(?: urine \s+ )? (?: drug \s+ (?: screen (?: s | ing | ings )? | test (?: s | ing )? ) | toxicology (?: \s+ screen (?: s | ing )? )? ) | UDS | UDT",
    r"(?: (?: opioid | opiate | pain | narcotic | medication ) \s+ ){1,2} (?: contract | agreement ) s?",
    r"CURES (?: \s+ (?: report | monitoring | database ) s? )?",
    r"(?: (?: muscle | paraspinal | paravertebral ) \s+ )* spasms?",
    r"physical \s+ therapy | physiotherapy",
    r"home \s+ exercises? (?: \s+ program )? | HEP",
    r"(?: peptic | gastric | duodenal ) \s+ ulcers?",
    r"neuropathic \s+ pain",
    r"nerve \s+ conduction (?: \s+ (?: study | studies | tests? | testing | velocity ) )? | electrodiagnostic \s+ (?: stud(?:y|ies) | tests? | testing ) | EMG (?: /NC[VS] )?",
    r"MRIs? (?: \s+ (?: scan | study ) )? | magnetic \s+ resonance \s+ imaging",
    r"x-?rays? | radiographs? | plain \s+ films?",
    r"TENS (?: \s+ (?: unit | trial ) )?",
    r"acupuncture (?: \s+ (?: treatment | therapy | sessions | visits ) )?",
    r"chiropractic (?: \s+ (?: care | treatment | therapy | manipulation | sessions | visits ) )?",
];

/// What a rationale says is not documented at all, each with the words that say so.
pub(super) fn missed(text: &str, sentences: &[Range<usize>]) -> Vec<(Subject, Range<usize>)> {
    if !MISSING.is_match(text) {
        return Vec::new();
    }
    let quotations = quotations(text, sentences);
    let mut found = Vec::new();
    for sentence in sentences {
        let words = &text[sentence.clone()];
        if OF_OTHERS.is_match(words) {
            continue;
        }
        for captures in MISSING.captures_iter(words) {
            let subject = (0..SUBJECTS.len()).find(|index| {
                captures.name(&format!("of{index}")).or_else(|| captures.name(&format!("no{index}"))).is_some()
            });
            let Some((subject, whole)) = subject.zip(captures.get(0)) else { continue };
            let place = shifted(&whole.range(), sentence.start);
            if !quotations.iter().any(|quotation| quotation.contains(&place.start)) {
                found.push((Subject(subject), place.start..place.end));
            }
        }
    }
    found
}

/// What a summary reports as done or found.
pub(super) fn reported(text: &str, sentences: &[Range<usize>]) -> Vec<Reported> {
    let mut found = Vec::new();
    for sentence in sentences {
        let words = &text[sentence.clone()];
        if OF_OTHERS.is_match(words) || NOT_DONE.is_match(words) {
            continue;
        }
        for captures in REPORTED.captures_iter(words) {
            let subject = (0..SUBJECTS.len()).find(|index| captures.name(&format!("of{index}")).is_some());
            let Some((subject, whole)) = subject.zip(captures.get(0)) else { continue };
            if !DENIED.is_match(&words[..whole.start()]) && !UNDONE.is_match(&words[whole.end()..]) {
                let areas = Areas::of(&body_parts(words));
                found.push(Reported {
                    subject: Subject(subject),
                    words: shifted(&whole.range(), sentence.start),
                    areas,
                });
            }
        }
    }
    found
}

/// All subjects as one pattern, each a group of its own.
fn subjects(prefix: &str) -> String {
    let groups: Vec<String> =
        SUBJECTS.iter().enumerate().map(|(index, subject)| format!("(?<{prefix}{index}> {subject} )")).collect();
    format!("(?: {} )", groups.join(" | "))
}

static MISSING: LazyLock<Regex> = LazyLock::new(|| {
    const LEAD: &str = r"(?: (?: the \s+ )? (?: patient | injured \s+ worker | claimant | she | he ) \s+
            (?: has \s+ had | has | had | completed | underwent | suffers \s+ from ) \s+ )?
        (?: (?: a | an | any | the | previous | prior | signed | history \s+ of ) \s+ )*";
    pattern(&format!(
        r"(?ix) (?: \b (?: there \s+ (?: is | was ) \s+ )? no \s+ (?: documented \s+ )? (?: documentation | evidence | record | mention )
                \s+ (?: of | that ) \s+
            | \b (?: do | does | did ) \s+ not \s+ (?: document | mention | record ) \s+
            | \b no \s+ documented \s+ )
          {LEAD} {} (?: \s+ (?: was | were | (?: has | have ) \s+ been ) \s+ (?: attempted | completed | done | made | obtained | performed | tried ) )?
          \s* (?: $ | [.,;] | \b n?or \b )
        | \b no \s+ {} \s+ (?: has | have ) \s+ been \s+ (?: done | made | obtained | performed | taken ) \b",
        subjects("of"),
        subjects("no")
    ))
});
static REPORTED: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"(?ix) \b {} \b", subjects("of"))));
/// What guidelines ask, utilization review wrote, or relatives have.
static OF_OTHERS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:utilization\s+review|(?-i:UR)|claims\s+administrator|guidelines?|criteria|mother|father|brother|sister|wife|husband)\b",
    )
});
static NOT_DONE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:request(?:s|ed|ing)?|recommend(?:s|ed|ing)?|plan(?:s|ned|ning)?|scheduled|pending|asks?|asked|would|should|will|if|consider(?:s|ed)?|refused|declined|non-?certified|to\s+be|(?:rule[ds]?|ruling)[\s-]+out|r/o|(?-i:RFA)|orders?|ordered|authorization|referr(?:al|ed)|resolved|no\s+longer|last\s+year|years\s+ago|risk\s+factors?|unknown|possibl[ey]|probabl[ey]|suspect(?:s|ed)?|suspicion|suggest(?:s|ive)|concern|question(?:able)?|versus|vs|denied|unclear|differential)\b",
    )
});
static DENIED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:no|not|without|den(?:y|ies|ied|ying)|never|neither|nor|lack(?:s|ed|ing)?|absen(?:t|ce)|free\s+of)\b",
    )
});
static UNDONE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^[^.,;]{0,40}\b(?:not|never)\s+(?:been\s+|yet\s+)?(?:available|completed|done|found|made|obtained|performed|present|taken|seen|tried)\b|^\s+(?:is|was|are|were)\s+(?:absent|denied)\b",
    )
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sentences;

    /// Whether a summary reports what a rationale says is not documented.
    fn disagree(summary: &str, rationale: &str) -> bool {
        let reported = reported(summary, &sentences(summary));
        missed(rationale, &sentences(rationale))
            .iter()
            .any(|(subject, _)| reported.iter().any(|reported| reported.subject == *subject))
    }

    #[test]
    fn documented_after_all() {
        for (summary, rationale) in [
            ("A urine drug screen in March was consistent.", "There is no documentation of a urine drug screen."),
            ("A UDS was consistent.", "The records do not document a urine drug screen or CURES monitoring."),
            ("There were muscle spasms of the neck.", "There is no documentation of muscle spasms."),
            ("Treatment to date: physical therapy.", "The records contain no evidence of physical therapy."),
            ("She has a history of peptic ulcer.", "The patient has no documented history of peptic ulcer."),
            ("Diagnoses: neuropathic pain.", "There is no documentation that the patient has neuropathic pain."),
            ("An MRI of the knee showed no tear.", "There is no documentation of an\n\nMRI."),
            ("Radiographs show arthritis.", "Guidelines exist; no radiographs have been\n\ntaken."),
            ("A home exercise program was tried and failed.", "There is no documentation of a home exercise program."),
        ] {
            let is_of_guideline = rationale.starts_with("Guidelines");
            assert_eq!(disagree(summary, rationale), !is_of_guideline, "{rationale}");
        }
    }

    #[test]
    fn not_documented_indeed() {
        for (summary, rationale) in [
            ("No muscle spasm was noted.", "There is no documentation of muscle spasm."),
            ("A urine drug screen in 2011 was consistent.", "There is no documentation of a recent urine drug screen."),
            ("Treatment to date: physical therapy.", "There is no documentation that physical therapy has failed."),
            ("The provider plans physical therapy.", "There is no documentation of physical therapy."),
            ("The patient denies a history of peptic ulcer.", "There is no documentation of a peptic ulcer."),
            ("A urine drug screen was requested.", "There is no documentation of a urine drug screen."),
            ("The guidelines ask for an MRI.", "There is no documentation of an MRI."),
            ("A UDS was done.", "UR wrote that there is no documentation of a UDS."),
            ("X-rays were done.", "There is no documentation of instability on x-rays."),
            ("An MRI was not done.", "There is no documentation of an MRI."),
            ("The EMG is to rule out neuropathic pain.", "There is no documentation of neuropathic pain."),
            ("A peptic ulcer was ruled out.", "There is no documentation of a peptic ulcer."),
            ("RFA: MRI of the knee.", "There is no documentation of an MRI."),
            ("An order for physical therapy is on file.", "There is no documentation of physical therapy."),
            ("She had spasms last year that have resolved.", "There is no documentation of spasms."),
            ("Risk factors such as peptic ulcer are unknown.", "There is no documentation of a peptic ulcer."),
        ] {
            assert!(!disagree(summary, rationale), "{rationale}");
        }
    }
}
