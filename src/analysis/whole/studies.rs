//! On which days the pictures were taken that a text tells of.

use crate::model::body::{Areas, body_parts};
use crate::model::sentence_at;
use crate::text::pattern::{pattern, verbose};
use jiff::civil::Date;
use regex::{Match, Regex};
use std::ops::Range;
use std::sync::LazyLock;

/// A study that is seldom repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::analysis) enum StudyKind {
    Mri,
    Ct,
    Nerves,
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
        let kind = match () {
            () if found.name("mri").is_some() => StudyKind::Mri,
            () if found.name("ct").is_some() => StudyKind::Ct,
            () => StudyKind::Nerves,
        };
        Some(Study { kind, words: place.clone(), day: *day, areas: Areas::of(&body_parts(of)) })
    };
    days.iter().filter_map(study).collect()
}

const KINDS: &str = r"(?: (?<mri> MRI | magnetic \s+ resonance \s+ imaging ) | (?<ct> (?-i:CT) )
    | EMG | nerve \s+ conduction \s+ (?: study | studies | tests? | testing )
    | electrodiagnostic \s+ (?: study | studies | tests? | testing ) ) (?: /NC[SV] )? \b";

static NAME: LazyLock<Regex> = LazyLock::new(|| verbose(&format!(r"\b {KINDS}")));
/// `the 10/03/2014 MRI`
static BEHIND: LazyLock<Regex> = LazyLock::new(|| verbose(&format!(r"^ \s+ {KINDS}")));
static OF: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\s+of\s+(?:[a-z/-]+\s+){0,3}[a-z-]+"));
/// Words between the name of a study and its day: which part of the body, and that it was done.
static BETWEEN: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"^ (?: \s+ (?: scan | study | arthrogram | report ) )?
            (?: (?: \s+ of )? (?: \s+ (?: the | his | her | both | bilateral | left | right | l | r | low (?: er )? | upper ) )*
                (?: \s+ (?: ankle | arm | back | brain | cervical | c-spine | elbow | extremit (?: y | ies ) | foot | hand | hip | knee | leg | lumbar
                  | l-spine | neck | shoulder | spine | thoracic | wrist ) s? ){0,2} )?
            (?: ,? \s+ (?: was \s+ )? (?: done | obtained | performed | taken ) )?
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

    fn kinds(text: &str) -> Vec<StudyKind> {
        studies(text, &sentences(text), &days(text)).into_iter().map(|study| study.kind).collect()
    }

    #[test]
    fn studies_with_their_day() {
        for (text, kind) in [
            ("An MRI of the right ankle dated 10/02/2012 was read as a tear.", StudyKind::Mri),
            ("The MRI of 10/03/2014 shows a tear.", StudyKind::Mri),
            ("He already had his MRI on 10/02/2012.", StudyKind::Mri),
            ("The 10/03/2014 MRI of the left shoulder shows a tear.", StudyKind::Mri),
            ("MRI lumbar spine (10/03/2014) and x-rays.", StudyKind::Mri),
            ("EMG/NCV of the arms performed on 10/03/2014 was normal.", StudyKind::Nerves),
            ("CT scan 10/03/2014: no fusion.", StudyKind::Ct),
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
            assert_eq!(kinds(text), [], "{text}");
        }
    }
}
