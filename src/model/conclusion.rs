//! What a rationale concludes: whether the reviewer finds the treatment medically necessary.

mod plain;
mod quotes;
mod scope;
mod verdict;
mod words;

use super::sentences::sentences;
use super::shifted;
use plain::Plain;
use quotes::quotations;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;
use words::{any, pattern};

/// Whether a treatment is medically necessary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Necessity {
    /// It is.
    Necessary,
    /// It is not.
    NotNecessary,
}

/// A sentence in which the reviewer concludes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conclusion {
    /// The sentence.
    pub sentence: Range<usize>,
    /// The deciding words, such as `not medically necessary and appropriate`.
    pub words: Range<usize>,
    /// What they say.
    pub necessity: Necessity,
}

impl Conclusion {
    /// Moves it by `by` bytes to the right.
    pub(super) fn shift(&mut self, by: usize) {
        self.sentence = shifted(&self.sentence, by);
        self.words = shifted(&self.words, by);
    }
}

/// Every conclusion of the reviewer's own in a rationale, in order; at most one in a sentence, the last in it.
///
/// What is quoted, reported, required, asked or said under a condition is no conclusion, and neither is a sentence
/// that can be read in two ways.
pub fn conclusions(text: &str) -> Vec<Conclusion> {
    let sentences = sentences(text);
    let quotations = quotations(text, &sentences);
    let mut cues = CUE.find_iter(text).map(|cue| cue.start()).peekable();
    let mut found = Vec::new();
    for (index, sentence) in sentences.iter().enumerate() {
        let mut has_cue = false;
        while cues.next_if(|&cue| cue < sentence.end).is_some() {
            has_cue = true;
        }
        let is_last = index + 1 == sentences.len();
        if has_cue || is_last {
            let plain = Plain::new(text, sentence.clone(), &quotations);
            let decided = decided(plain.text()).or_else(|| if is_last { weakly_decided(plain.text()) } else { None });
            found.extend(decided.map(|(words, necessity)| Conclusion {
                sentence: sentence.clone(),
                words: plain.source(words),
                necessity,
            }));
        }
    }
    found
}

/// Whether the last two sentences hold a verdict cue of any kind: then nobody should be told that the conclusion is
/// missing, even if none could be made out.
pub fn has_verdict_cue(text: &str) -> bool {
    let sentences = sentences(text);
    let last = &sentences[sentences.len().saturating_sub(2)..];
    last.iter().any(|sentence| VERDICT_CUE.is_match(Plain::new(text, sentence.clone(), &[]).text()))
}

/// What the reviewer decides in a sentence, with the deciding words.
fn decided(sentence: &str) -> Option<(Range<usize>, Necessity)> {
    if sentence.trim_end_matches(['"', ')', ' ']).ends_with('?') {
        return None;
    }
    verdict::verdicts(sentence).iter().rev().find_map(|verdict| scope::own(sentence, verdict))
}

/// What a short last sentence decides in weaker words: `The request is not certified.`
fn weakly_decided(sentence: &str) -> Option<(Range<usize>, Necessity)> {
    let weak = WEAK.captures(sentence)?;
    let words = weak.name("words")?.range();
    let necessity = if weak.name("not").is_some() { Necessity::NotNecessary } else { Necessity::Necessary };
    Some((words, necessity))
}

/// The part that every way of writing `necessary` and `necessity` holds, even split at the end of a line.
static CUE: LazyLock<Regex> = LazyLock::new(|| pattern("(?i)ne[cs](?:es|c|-|as)"));

static WEAK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?x)
        ^ (?: {lead} ,?\  )*
        (?: (?:the|this|these)\  )? (?:(?:current|present|prospective|retrospective)\ )?
        (?: requests? | requested\ [a-z]+ | (?:treatment|service|procedure|medication)s? )
        (?:\ for\ [^,;:]{{1,80}} | (?:\ [a-z0-9-]+){{0,5}} )? \ 
        (?:is|are) (?: \ (?:therefore|thus|hence) )?
        (?<words> \  (?<not> not\ (?:medically\ )? )? (?:{verdict}) )
        (?: \ at\ this\ time | \ as\ (?:written|requested|submitted) )? [.!]? $",
        lead = any(&words::LEADS),
        verdict = "certified|supported|authorized|approved",
    ))
});

static VERDICT_CUE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)
        medical+(?:ly)?\ ?(?:un)?nec | medical+y\ (?:appropriate|indicated|reasonable|warranted)
        | \b not\ (?:[a-z]+\ ){0,2}(?:appropriate|approved|authorized|certified|covered|indicated|justified|necessary
              |reasonable|recommended|supported|warranted)
        | \b (?:is|are|be) \ (?:[a-z]+\ ){0,2}(?:affirmed|appropriate|approved|authorized|certified|denied|indicated
              |justified|necessary|overturned|reasonable|reversed|supported|unnecessary|upheld|warranted)
        | \b (?:was|were) \ (?:[a-z]+\ ){0,2}(?:appropriate|indicated|justified|necessary|reasonable|warranted)
        | \b (?:criteria|guidelines?|requirements?) \ (?:is|are|was|were|have|has)\ (?:[a-z]+\ ){0,2}(?:met|satisfied)
        | \b meets?\ (?:[a-z]+\ ){0,3}(?:criteria|guidelines?|requirements?)
        | \b (?:not|fails?\ to)\ (?:[a-z]+\ )?(?:meet|warrant|justify|satisfy)
        | \b (?:not|cannot)\ (?:[a-z]+\ )?(?:support|recommend|certify|approve)\ (?:[a-z]+\ ){0,2}(?:request|treatment|use)
        | non-?certif | \b (?:recommend|advise)\ (?:[a-z]+\ )?(?:approval|certification|denial|authorization)
        | \b i\ (?:would\ )?(?:agree|approve|certify|deny|disagree|overturn|recommend|support|uphold)",
    )
});
