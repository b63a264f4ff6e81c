//! The levels of the spine at which a summary or a rationale puts findings and earlier operations.

use super::Prose;
use crate::analysis::of_case::is_of_case;
use crate::analysis::question::Question;
use crate::model::sites::{Site, sites};
use crate::model::{LONGEST_SENTENCE, shifted};
use crate::text::pattern::verbose;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// What was found or done, at a level of the spine.
#[derive(Debug)]
pub(in crate::analysis) struct AtLevel {
    /// Its place in the list of what is found and done.
    finding: usize,
    /// The level.
    pub(in crate::analysis) site: Site,
    /// Where both stand.
    pub(in crate::analysis) place: Range<usize>,
    /// Whether it is said of the patient that it is there, and not only thought or denied.
    pub(in crate::analysis) is_there: bool,
}

impl AtLevel {
    /// Whether it is the same in the same region of the spine, at whatever level. A vertebra breaks in any region.
    pub(in crate::analysis) fn is_like(&self, other: &AtLevel) -> bool {
        self.finding == other.finding && (self.finding == FRACTURE || self.site.spine() == other.site.spine())
    }
}

/// What a summary or a rationale puts at levels of the spine, in order.
pub(super) fn at_levels(prose: &Prose) -> Box<[AtLevel]> {
    let sentences = prose.sentences_with(&NAMES_FINDING).filter(|(_, sentence)| sentence.len() <= LONGEST_SENTENCE);
    sentences.flat_map(|(start, sentence)| in_sentence(sentence, start)).collect()
}

/// The levels of the spine that it names.
pub(super) fn levels(prose: &Prose) -> Box<[Site]> {
    sites(&prose.passage.text).into_iter().filter(|site| site.is_level()).collect()
}

fn in_sentence(sentence: &str, start: usize) -> Vec<AtLevel> {
    let levels: Vec<_> = sites(sentence).into_iter().filter(Site::is_level).collect();
    if levels.is_empty() {
        return Vec::new();
    }
    let findings = FINDINGS.iter().enumerate();
    let findings = findings.flat_map(|(at, words)| words.find_iter(sentence).map(move |found| (at, found.range())));
    let findings: Vec<_> = findings.collect();
    let pairs = levels.iter().flat_map(|site| findings.iter().map(move |(finding, words)| (site, *finding, words)));
    let at_level = |(site, finding, words): (&Site, usize, &Range<usize>)| {
        let place = words.start.min(site.span.start)..words.end.max(site.span.end);
        let is_nearest = findings.iter().all(|(_, other)| distance(&site.span, words) <= distance(&site.span, other));
        let is_one = is_nearest && !APART.is_match(&sentence[place.clone()]);
        let is_there = is_one && is_of_case(&sentence[..place.end]) && !is_denied(sentence, &place);
        AtLevel { finding, site: site.clone(), place: shifted(&place, start), is_there }
    };
    pairs.map(at_level).collect()
}

/// Whether what stands at a place is denied or only thought of.
fn is_denied(sentence: &str, place: &Range<usize>) -> bool {
    let start = sentence[..place.start].rfind([',', ';', ':']).unwrap_or(0);
    NOT_THERE.is_match(&sentence[start..place.end])
        || NOT_THERE_THEN.is_match(&sentence[place.end..])
        || THOUGHT.is_match(sentence)
}

fn distance(one: &Range<usize>, other: &Range<usize>) -> usize {
    one.start.max(other.start) - one.end.min(other.end).min(one.start.max(other.start))
}

static NAMES_FINDING: Question =
    Question::new(|sentence| may_name_level(sentence) && FINDINGS.iter().any(|words| words.is_match(sentence)));

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

/// What is denied, only thought of, or elsewhere.
static NOT_THERE: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: adjacent | another | any | consistent | example | need [a-z]* | negative | never | no | nor | not | or | other | possib [a-z]+ | propos [a-z]+ | request [a-z]* | suspic [a-z]+
            | suspected | without ) \b",
    )
});
static NOT_THERE_THEN: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\A \s+ (?: (?: is | was | were | are ) \s+ )? (?: absent | expected | not | possible | ruled \s+ out | suspected | unlikely ) \b",
    )
});
static THOUGHT: LazyLock<Regex> =
    LazyLock::new(|| verbose(r"\b (?: could | if | (?-i:may) | might | until | whether | would ) \b"));
