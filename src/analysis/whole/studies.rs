//! On which days the studies and injections were that a text tells of.

use crate::model::body::{Areas, body_parts};
use crate::model::sentence_at;
use crate::text::pattern::{pattern, verbose};
use jiff::civil::Date;
use regex::{Match, Regex};
use std::ops::Range;
use std::sync::LazyLock;

/// A kind of study or injection, by its place in the list of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::analysis) struct StudyKind(usize);

impl StudyKind {
    /// Whether it is often done again, so that another day tells nothing.
    pub(in crate::analysis) fn is_repeated(self) -> bool {
        ["films", "injection", "screen", "ultrasound"].contains(&KINDS[self.0].0)
    }
}

/// A study with its day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::analysis) struct Study {
    pub(in crate::analysis) kind: StudyKind,
    /// Where its day stands.
    pub(in crate::analysis) words: Range<usize>,
    pub(in crate::analysis) day: Date,
    /// The parts of the body that are named with it.
    pub(in crate::analysis) areas: Areas,
}

/// The studies of which a text gives the day, in order.
pub(super) fn studies(text: &str, sentences: &[Range<usize>], days: &[(Range<usize>, Date)]) -> Vec<Study> {
    let study = |(place, day): &(Range<usize>, Date)| {
        let sentence = sentence_at(sentences, place.start)?;
        let (before, after) = (text.get(sentence.start..place.start)?, text.get(place.end..sentence.end)?);
        let is_dated =
            |name: Match<'_>| BETWEEN.is_match(&before[name.end()..]) && !ASKED.is_match(&before[..name.start()]);
        let found = NAME.captures_iter(before).last().filter(|name| name.get(0).is_some_and(is_dated));
        let (found, of) = match found {
            Some(found) => {
                let end = found.get(0)?.end();
                (found, &before[end..])
            }
            None => {
                let found = BEHIND.captures(after)?;
                let end = found.get(0)?.end();
                (found, OF.find(&after[end..]).map_or("", |of| of.as_str()))
            }
        };
        let kind = StudyKind(KINDS.iter().position(|(name, _)| found.name(name).is_some())?);
        Some(Study { kind, words: place.clone(), day: *day, areas: Areas::of(&body_parts(of)) })
    };
    days.iter().filter_map(study).collect()
}

/// Studies and injections, by the names of their groups in patterns.
const KINDS: [(&str, &str); 11] = [
    ("mri", r"MRI | magnetic \s+ resonance \s+ imaging"),
    ("ct", r"(?-i:CT)"),
    (
        "nerves",
        r"(?: EMG | nerve \s+ conduction \s+ (?: study | studies | tests? | testing ) | electrodiagnostic \s+ (?: study | studies | tests? | testing ) )
            (?: /NC[SV] )?",
    ),
    ("films", r"x-?rays? | radiographs? | films?"),
    ("audiogram", r"audiograms?"),
    ("sleep", r"polysomnogra (?: m | phy ) | sleep \s+ study"),
    ("ultrasound", r"ultrasound | duplex"),
    (
        "screen",
        r"(?: urine \s+ )? (?: drug \s+ (?: screen (?: s | ing )? | test (?: s | ing )? ) | toxicology ) | UDS | UDT",
    ),
    ("liver", r"LFTs? | liver \s+ (?: function \s+ )? (?: tests? | panel | enzymes )"),
    ("heart", r"EKG | ECG | electrocardiogram"),
    ("injection", r"injections? | (?: (?-i:ESI) | blocks? )"),
];

static NAMES: LazyLock<String> = LazyLock::new(|| {
    let groups = KINDS.map(|(name, pattern)| format!("(?<{name}> {pattern} )")).join(" | ");
    format!(r"(?: {groups} ) \b")
});
static NAME: LazyLock<Regex> = LazyLock::new(|| verbose(&format!(r"\b {}", NAMES.as_str())));
/// `the 10/03/2014 MRI`
static BEHIND: LazyLock<Regex> = LazyLock::new(|| verbose(&format!(r"^ \s+ {}", NAMES.as_str())));
static OF: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\s+of\s+(?:[a-z/-]+\s+){0,3}[a-z-]+"));
/// Words between the name of a study and its day: which part of the body, and that it was done.
static BETWEEN: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"^ (?: \s+ (?: scan | study | arthrogram | report ) )?
            (?: (?: \s+ of )? (?: \s+ (?: the | his | her | both | bilateral | left | right | l | r | low (?: er )? | upper ) )*
                (?: \s+ (?: ankle | arm | back | brain | cervical | c-spine | elbow | extremit (?: y | ies ) | foot | hand | hip | knee | leg | lumbar
                  | l-spine | neck | shoulder | spine | thoracic | wrist ) s? ){0,2} )?
            (?: ,? \s+ (?: w/o? | with (?: out )? ) (?: \s+ (?: and | or | & ) \s+ without )? \s+ (?: contrast | gadolinium ) )?
            (?: \s+ (?: was | were ) \s+ normal )? (?: ,? \s+ (?: was \s+ )? (?: collected | conducted | done | obtained | performed | taken ) )?
            (?: ,? \s* \( | ,? \s+ (?: dated | from | of | on ) | , )? \s* $",
    )
});

/// A day on which a study was asked for or denied.
static ASKED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:approv\w+|certified|denied|denying|modified|non-?certified|order\w*|plan\w*|recommend\w*|request\w*|schedul\w*)\b[^.;]*$",
    )
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{days, sentences};

    fn kinds(text: &str) -> Vec<&str> {
        let found = studies(text, &sentences(text), &days(text));
        found.into_iter().map(|study| KINDS[study.kind.0].0).collect()
    }

    #[test]
    fn studies_with_their_day() {
        for (text, kind) in [
            ("An MRI of the right ankle dated 10/02/2012 was read as a tear.", "mri"),
            ("The MRI of 10/03/2014 shows a tear.", "mri"),
            ("He already had his MRI on 10/02/2012.", "mri"),
            ("The 10/03/2014 MRI of the left shoulder shows a tear.", "mri"),
            ("MRI lumbar spine (10/03/2014) and x-rays.", "mri"),
            ("EMG/NCV of the arms performed on 10/03/2014 was normal.", "nerves"),
            ("CT scan 10/03/2014: no fusion.", "ct"),
            ("An MRI of the lumbar spine without contrast dated 3/2/2018 showed an extrusion.", "mri"),
            ("The last urine drug screen was collected on 10/02/2013.", "screen"),
            ("LFTs were normal 1/8/14.", "liver"),
            ("The audiogram of 3/24/14 gives a loss.", "audiogram"),
            ("The films of 12/8/14 were normal.", "films"),
            ("The drug screen of 02/05/14 did not detect it.", "screen"),
            ("A left L4-5 injection on 02/27/2014 helped.", "injection"),
        ] {
            assert_eq!(kinds(text), [kind], "{text}");
        }
    }

    #[test]
    fn other_days() {
        for text in [
            "The MRI was requested on 10/03/2014.",
            "UR denied the MRI on 10/03/2014.",
            "An MRI was ordered at the visit of 10/03/2014.",
            "The MRI showed a tear. On 10/03/2014 he fell.",
        ] {
            assert_eq!(kinds(text), [""; 0], "{text}");
        }
    }
}
