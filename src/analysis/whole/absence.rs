//! What a rationale says is not documented.

use super::reported::OF_OTHERS;
use super::subjects::{self, ANY, Subject};
use crate::model::body::{Areas, body_parts};
use crate::model::conclusion::quotations;
use crate::model::shifted;
use crate::text::pattern::{pattern, verbose};
use regex::Regex;
use std::cell::LazyCell;
use std::ops::Range;
use std::sync::LazyLock;

/// What a rationale says is not documented at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::analysis) struct Missed {
    pub(in crate::analysis) subject: Subject,
    /// The words that say so.
    pub(in crate::analysis) words: Range<usize>,
    /// The parts of the body of which it is missed, if they are named.
    pub(in crate::analysis) areas: Areas,
}

/// What a rationale says is not documented at all, in order.
pub(super) fn missed(text: &str, sentences: &[Range<usize>]) -> Vec<Missed> {
    let mut denials = DENIAL.find_iter(text).map(|denial| denial.start()).peekable();
    let quotations = LazyCell::new(|| quotations(text, sentences));
    let mut found = Vec::new();
    for sentence in sentences {
        let mut denies = false;
        while denials.next_if(|&denial| denial < sentence.end).is_some() {
            denies = true;
        }
        let words = &text[sentence.clone()];
        if !denies || OF_OTHERS.is_match(words) {
            continue;
        }
        for denial in DENIALS.iter().flat_map(|denial| denial.captures_iter(words)) {
            let Some((whole, object)) = denial.get(0).zip(denial.name("object")) else { continue };
            let place = shifted(&whole.range(), sentence.start);
            if quotations.iter().any(|quotation| quotation.contains(&place.start)) {
                continue;
            }
            found.extend(object_of(object.as_str()).map(|(subject, areas)| Missed { subject, words: place, areas }));
        }
    }
    found.sort_by_key(|missed: &Missed| missed.words.start);
    found
}

/// What a clause is about that names a subject and nothing that would limit it, but perhaps a part of the body.
fn object_of(clause: &str) -> Option<(Subject, Areas)> {
    let object = OBJECT.captures(clause)?;
    let areas = object.name("part").map(|part| Areas::of(&body_parts(part.as_str())));
    let is_understood = areas.is_none_or(|areas| areas != Areas::default());
    subjects::found(&object).filter(|_| is_understood).map(|subject| (subject, areas.unwrap_or_default()))
}

/// How a clause begins that is about something in the chart.
const LEAD: &str = r"(?: (?: the \s+ )? (?: patient | injured \s+ worker | claimant | applicant | employee | she | he ) \s+
        (?: has \s+ had | has | had | completed | underwent | tried | suffers \s+ from ) \s+ )?
    (?: (?: a | an | any | her | his | the | previous | prior | earlier | signed
        | (?: courses? | history | sessions? | trials? | use ) \s+ of ) \s+ )*";

/// That something was done.
const DONE: &str = r"(?: (?: \s+ (?: was | were | being | (?: has | have ) \s+ been | ever ) )+
    \s+ (?: attempted | completed | done | given | made | obtained | performed | reviewed | taken | tried | used ) )";
/// Where it would be documented.
const IN_RECORD: &str = r"(?: \s+ (?: in | on ) \s+ (?: (?: the | these | this ) \s+ )? (?: (?: available | medical | provided | submitted ) \s+ )*
    (?: charts? | documentation | files? | notes? | records? | reports? ) )";

static OBJECT: LazyLock<Regex> = LazyLock::new(|| {
    verbose(&format!(
        r"\A \s* {LEAD} {any}
            (?: {DONE} {IN_RECORD}? | {IN_RECORD}
                | \s+ (?: of | to | in | for ) \s+ (?: the | his | her ) \s+ (?<part> [a-z]+ (?: [\s-]+ [a-z]+ ){{0,2}}? ) {DONE}? )?
            \s* (?: \z | \b n?or \b | \b and \s+ no \b | \b (?: including | such \s+ as ) \b )",
        any = ANY.as_str()
    ))
});

/// The ways to say that something is not documented, each with the clause that says what. Nothing is said of when it was not
/// done.
static DENIALS: LazyLock<[Regex; 9]> = LazyLock::new(|| {
    [
        verbose(
            r"\b no \s+ (?: documented \s+ )? (?: documentation | evidence | mention | records? ) \s+ (?: of | that ) \s+ (?<object> [^.,;]+ )",
        ),
        verbose(r"\b (?: do | does | did ) \s+ not \s+ (?: document | mention | record ) \s+ (?<object> [^.,;]+ )"),
        verbose(r"\b no \s+ documented \s+ (?<object> [^.,;]+ )"),
        verbose(
            r"\b no \s+ (?<object> [^.,;]+? ) \s+ (?: is | are | was | were | has \s+ been | have \s+ been ) \s+
                (?: documented | mentioned | recorded | (?: in | on ) \s+ (?: the \s+ )? (?: charts? | files? | records? ) ) \s* (?: [.,;] | $ )",
        ),
        verbose(
            r"\b no \s+ (?<object> [^.,;]+? ) \s+ (?: was | were ) \s+ ever \s+ (?: done | obtained | performed | taken | tried ) \s* (?: [.,;] | $ )",
        ),
        verbose(
            r"\b (?: he | she | patient | worker | claimant | applicant | employee ) \s+ (?: has | had ) \s+ (?: never | not ) \s+
                (?: completed | had | received | taken | tried | undergone | used ) \s+ (?<object> [^.,;]+ )",
        ),
        verbose(
            r"\b no \s+ (?<object> [^.,;]+? ) \s+ (?: has | have ) \s+ been \s+ (?: done | made | obtained | performed | taken | tried )
                \s* (?: [.,;] | $ )",
        ),
        verbose(&format!(r"\b there \s+ (?: is | are | was | were ) \s+ no \s+ (?<object> [^.,;]+? ) {IN_RECORD} \b")),
        verbose(
            r"(?: ^ | [,;] ) \s* (?: (?: in \s+ this \s+ case | here | however ) ,? \s+ | (?: and | but ) \s+ )?
                (?<object> [^.,;]+? ) \s+ (?: is | are | was | were ) \s+ not \s+ (?: documented | mentioned | recorded )
                (?: \s+ anywhere )? \s* (?: [.,;] | $ )",
        ),
    ]
});

/// Words without which nothing is missed. A request that is `not medically necessary` is none.
static DENIAL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:no\b|not\s+(?:document|mention|record)|(?:never|not)\s+(?:completed|had|received|taken|tried|undergone|used)\b)",
    )
});

#[cfg(test)]
mod tests {
    use super::super::reported::reported;
    use super::*;
    use crate::model::sentences;

    /// Whether a summary reports what a rationale says is not documented.
    fn disagree(summary: &str, rationale: &str) -> bool {
        let reported = reported(summary, &sentences(summary));
        missed(rationale, &sentences(rationale))
            .iter()
            .any(|missed| reported.iter().any(|reported| reported.subject.is_one_of(missed.subject)))
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
            (
                "MRI of the cervical spine dated 3/3/2013: no stenosis.",
                "No previous MRI of the cervical spine is documented.",
            ),
            (
                "She had six sessions of cognitive behavioral therapy.",
                "There is no documentation of any prior session of CBT.",
            ),
            ("Botox has been given since 2012.", "There is no documentation of any prior Botox injection."),
            ("Two injections of the flexor sheath helped.", "There is no record of any injection."),
            ("A steroid injection on 5/30/2012 helped.", "There is no documentation that an injection was ever tried,"),
            ("The last 2 UDS were consistent.", "There are no urine drug screens in the record to show compliance."),
            (
                "Flexion/extension films show no instability.",
                "In this case flexion/extension\n\nfilms are not documented, and",
            ),
            (
                "Nortriptyline was stopped for palpitations.",
                "There is no documentation that a tricyclic was ever tried.",
            ),
            ("She takes gabapentin.", "The records do not mention an anticonvulsant."),
            ("A bleeding peptic ulcer in 2011.", "Here there is no documentation of a peptic ulcer in the records."),
            ("CURES was reviewed.", "There is no documentation of CURES being reviewed."),
            (
                "Two subacromial injections.",
                "There is no documentation of any corticosteroid or subacromial injection.",
            ),
            ("She had 12 visits of PT.", "There is no documentation that physical therapy was ever tried."),
            ("CURES was reviewed and was consistent.", "No CURES report and no opioid agreement are in the file."),
            ("An opioid agreement was signed.", "There is no opioid agreement in the chart."),
            ("Labs show normal kidney and liver function.", "There are no kidney function tests in the file."),
            ("Creatinine was 0.9 in May.", "Renal function is not documented."),
            ("Exam: neuro intact. BP 118/76.", "She has no edema; her blood pressure is not documented anywhere."),
            ("Blood pressure was 140/90.", "There is no documentation of a blood pressure reading."),
            (
                "He was again working four hours a day.",
                "There is no documentation that the applicant has returned to any work.",
            ),
            ("She has returned to modified duty.", "There is no documentation of a return to work."),
            ("He has a history of gastric ulcer.", "There is no documentation of any ulcer or GI complaint."),
            ("She has heartburn with naproxen.", "There is no documentation of any GI complaint."),
            (
                "Six visits of occupational therapy.",
                "There is no documentation of any prior conservative treatment such as NSAIDs.",
            ),
            ("She had 12 visits of PT.", "The patient has not had any conservative treatment."),
            ("A UDS was consistent.", "The patient has never had a UDS."),
            ("X-rays were normal.", "No x-rays were ever taken."),
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
            ("An MRI of the knee was done.", "No drug screen was done since 2013. No MRI was made at the visit."),
            ("A steroid injection helped.", "There is no documentation of improvement after the injection."),
            ("Two injections helped.", "There is no documentation of a Botox injection."),
            ("She had six sessions of CBT.", "There is no documentation of benefit of the sessions of CBT."),
            ("Physical therapy was completed.", "The results of physical therapy are not documented."),
            ("She takes gabapentin.", "The dose of gabapentin is not documented. There is no record of a tricyclic."),
            ("Risk factors such as peptic ulcer are unknown.", "There is no documentation of a peptic ulcer."),
            ("She reports spasms of the low back.", "There is no documentation of muscle spasm."),
            ("She takes lisinopril for high blood pressure.", "There is no documentation of a blood pressure reading."),
            ("He takes blood pressure medication.", "Her blood pressure is not documented."),
            ("Kidney function should be watched.", "There are no kidney function tests in the file."),
            ("She denies GI upset and has no heartburn.", "There is no documentation of any GI complaint."),
            (
                "She has heartburn.",
                "There is no documentation of gastritis. There is no documentation of a current GI complaint.",
            ),
            ("A diabetic foot ulcer has healed.", "There is no documentation of an ulcer."),
            ("He was working as a driver when he fell.", "There is no documentation of a return to work."),
            ("He returned to work until the pain grew.", "There is no documentation of a return to work."),
            ("She works light duty.", "There is no documentation of a return to full duty."),
            ("She had 12 visits of PT.", "There is no documentation that conservative treatment has failed."),
            ("She had 12 visits of PT.", "She had not had physical therapy before the injury."),
            ("She had 12 visits of PT.", "There is no documentation of recent conservative care."),
        ] {
            assert!(!disagree(summary, rationale), "{rationale}");
        }
    }
}
