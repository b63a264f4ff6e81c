//! The levels of the spine at which a summary or a rationale puts findings and earlier operations.

use crate::analysis::of_case::is_of_case;
use crate::model::LONGEST_SENTENCE;
use crate::model::sites::{Site, sites};
use crate::text::pattern::verbose;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// What a sentence finds or tells as done, and the levels of the spine that it names. Places count from its start.
#[derive(Debug, Default)]
pub(super) struct Levels {
    /// Findings by their place in the list of them, with where they are named.
    findings: Box<[(usize, Range<usize>)]>,
    named: Box<[Site]>,
    /// What is surely put at a level.
    pub(super) there: Box<[AtLevel]>,
}

/// A finding of the patient at a level of the spine.
#[derive(Debug)]
pub(super) struct AtLevel {
    finding: usize,
    pub(super) level: Site,
    /// Where both stand.
    pub(super) place: Range<usize>,
}

impl Levels {
    /// Reads a sentence.
    pub(super) fn read(sentence: &str) -> Self {
        if !may_name_level(sentence) || sentence.len() > LONGEST_SENTENCE {
            return Levels::default();
        }
        let findings = FINDINGS.iter().enumerate();
        let findings = findings.flat_map(|(at, words)| words.find_iter(sentence).map(move |found| (at, found.range())));
        let findings: Box<[_]> = findings.collect();
        if findings.is_empty() {
            return Levels::default();
        }
        let named: Box<[_]> = sites(sentence).into_iter().filter(Site::is_level).collect();
        let there = named.iter().filter_map(|level| AtLevel::nearest(level, &findings, sentence)).collect();
        Levels { findings, named, there }
    }

    /// Where the same is told in the same region of the spine, at whatever level. A vertebra breaks in any region.
    pub(super) fn like(&self, said: &AtLevel) -> Option<Range<usize>> {
        let (_, words) = self.findings.iter().find(|(finding, _)| *finding == said.finding)?;
        let is_like = |level: &&Site| said.finding == FRACTURE || level.spine() == said.level.spine();
        let level = self.named.iter().find(is_like)?;
        Some(words.start.min(level.span.start)..words.end.max(level.span.end))
    }
}

impl AtLevel {
    /// The finding that stands nearest to a level, if it is said to be there.
    fn nearest(level: &Site, findings: &[(usize, Range<usize>)], sentence: &str) -> Option<Self> {
        let (finding, words) = findings.iter().min_by_key(|(_, words)| distance(&level.span, words))?;
        let place = words.start.min(level.span.start)..words.end.max(level.span.end);
        let is_there = !APART.is_match(&sentence[place.clone()])
            && is_of_case(&sentence[..place.end])
            && !is_denied(sentence, &place);
        is_there.then(|| AtLevel { finding: *finding, level: level.clone(), place })
    }
}

/// The levels of the spine that a text names.
pub(super) fn levels(text: &str) -> Box<[Site]> {
    sites(text).into_iter().filter(Site::is_level).collect()
}

/// Whether what stands at a place is denied or only thought of.
fn is_denied(sentence: &str, place: &Range<usize>) -> bool {
    let start = sentence[..place.start].rfind([',', ';', ':']).unwrap_or(0);
    NOT_THERE.is_match(&sentence[start..place.end])
        || NOT_THERE_THEN.is_match(&sentence[place.end..])
        || THOUGHT.is_match(sentence)
}

fn distance(one: &Range<usize>, other: &Range<usize>) -> usize {
    one.start.max(other.start).saturating_sub(one.end.min(other.end))
}

/// Whether a letter for a part of the spine stands before a number anywhere.
fn may_name_level(sentence: &str) -> bool {
    let is_level = |pair: &[u8]| matches!(pair[0] | 0x20, b'c' | b'l' | b's' | b't') && pair[1].is_ascii_digit();
    sentence.as_bytes().windows(2).any(is_level)
}

/// The place of a broken vertebra in the list of findings.
const FRACTURE: usize = 0;

/// What is found and done at levels of the spine, by the words for it.
static FINDINGS: LazyLock<[Regex; 14]> = LazyLock::new(|| {
    [
        r"\b compression \s+ (?: deformity | fractures? ) \b",
        r"\b (?: bulg (?: e s? | ing ) | extru (?: ded | sions? ) | herniat (?: ed | ions? ) | HNP | protrusions? ) \b",
        r"\b (?: narrowing | stenosis ) \b",
        r"\b tender (?: ness )? \b",
        r"\b (?: ACDF | arthrodesis | fus (?: ed | ions? ) ) \b",
        r"\b (?: decompression | discectomy | foraminotomy | laminectomy | laminotomy | microdiscectomy ) \b",
        r"\b radiculopathy \b",
        r"\b (?: dermatom (?: al | es? ) | (?: decreased | diminished | reduced ) \s+ (?: light \s+ touch | pinprick | sensation ) | hyp o? esthesia | sensory \s+ loss ) \b",
        r"\b (?: myotomes? | weakness ) \b",
        r"\b (?: antero | retro | spondylo )? listhesis \b",
        r"\b annular \s+ (?: fissures? | tears? ) \b",
        r"\b facet \s+ (?: arthropathy | arthrosis | hypertrophy ) \b",
        r"\b (?: ESI | epidural | facet \s+ (?: blocks? | injections? ) | MBBs? | medial \s+ branch \s+ blocks? | transforaminal ) \b",
        r"\b (?: hardware | non-?union | pseud o? arthrosis ) \b",
    ]
    .map(verbose)
});

/// What stands between things that do not belong together.
static APART: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"[;:] | , \s+ [a-z] | \b (?: above | and \s+ [a-z]+ \s+ [a-z]+ | below | but | which | while | whereas ) \b",
    )
});

/// What is denied, planned, or true of anybody.
static NOT_THERE: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: add (?: ed )? | adjacent | another | any | ask (?: s | ed ) | common (?: ly )? | consistent | example | extend [a-z]* | need [a-z]* | negative | never | no | nor | not | or | other | patients | plan (?: s | ned )? | possib [a-z]+
            | propos [a-z]+ | reads | recommend [a-z]* | request [a-z]* | suspic [a-z]+ | suspected | usual (?: ly )? | wants | without ) \b",
    )
});
static NOT_THERE_THEN: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\A \s+ (?: (?: is | was | were | are ) \s+ )? (?: absent | asked | causes? | common | expected | gives? | not | planned | possible | recommended | requested | ruled \s+ out | suspected | unlikely | usual ) \b",
    )
});
static THOUGHT: LazyLock<Regex> =
    LazyLock::new(|| verbose(r"\b (?: could | if | (?-i:may) | might | patients | until | whether | would ) \b"));
