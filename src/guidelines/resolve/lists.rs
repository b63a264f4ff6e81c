//! One topic after the other in the words of a citation.

use super::super::catalogue::{Catalogue, TopicId, TopicKind};
use super::folding::folded_words;
use super::titles::{Scope, Written};
use super::{Confidence, Element, NamedTopic, Place};
use crate::text::pattern::pattern;
use regex::{Match, Regex};
use std::cmp::Reverse;
use std::iter;
use std::ops::Range;
use std::sync::LazyLock;

/// More pieces than any list of topics has, and than any topic has commas.
const MOST_PIECES: usize = 24;
const LONGEST_NAME: usize = 8;

/// What separates topics, unless it stands inside of a topic's own name.
static SEPARATOR: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)[,;&]|\s/\s|\band\b"));

/// What separates names in free text. Brackets with digits tell when a text was updated.
static LOOSE_SEPARATOR: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\([^()]*[0-9][^()]*\)|[,;:&/.()]|\s[-–—]\s|\bpages?\s*\(s\)|\b(?:chapter|section|and|pages?|pgs?|pp?)\b",
    )
});

/// What the words of one part of a citation name.
#[derive(Default)]
pub(super) struct Found {
    pub(super) topics: Vec<NamedTopic>,
    pub(super) unresolved: Vec<Place>,
    pub(super) nearest: Option<TopicId>,
}

impl Found {
    pub(super) fn take(&mut self, more: Found) {
        self.topics.extend(more.topics);
        self.unresolved.extend(more.unresolved);
        self.nearest = self.nearest.or(more.nearest);
    }
}

/// A way to read pieces as topics.
#[derive(Clone, Default)]
struct Reading {
    topics: Vec<NamedTopic>,
    /// How many pieces name a topic.
    named: usize,
    /// The chapter that was named last.
    chapter: Option<TopicId>,
}

impl Reading {
    /// The better reading names more with fewer topics, and more of them exactly.
    fn rank(&self) -> (usize, Reverse<usize>, usize) {
        let exact = self.topics.iter().filter(|named| named.confidence == Confidence::Exact).count();
        (self.named, Reverse(self.topics.len()), exact)
    }
}

impl Catalogue {
    /// What words name that can be one thing only.
    pub(super) fn one(&self, element: Element, words: &str, scope: &Scope) -> Found {
        let written = Written::new(words);
        self.whole(element, &written, scope).unwrap_or_else(|| self.nothing(element, &written, scope))
    }

    /// What words name that are one topic or, if every piece is one, several.
    pub(super) fn list(&self, element: Element, words: &str, scope: &Scope) -> Found {
        let written = Written::new(words);
        self.whole(element, &written, scope).unwrap_or_else(|| {
            let pieces = pieces(words, 0..words.len(), &SEPARATOR);
            let reading = self.best_reading(element, words, &pieces, scope);
            match reading.named == pieces.len() {
                true => Found { topics: reading.topics, ..Found::default() },
                false => self.nothing(element, &written, scope),
            }
        })
    }

    /// The one topic that all the words name.
    fn whole(&self, element: Element, written: &Written<'_>, scope: &Scope) -> Option<Found> {
        let (topic, confidence) = self.named(written, scope)?;
        let place = Place { element, span: 0..written.text.len() };
        Some(Found { topics: vec![NamedTopic { topic, confidence, place }], ..Found::default() })
    }

    /// Words that name nothing.
    fn nothing(&self, element: Element, written: &Written<'_>, scope: &Scope) -> Found {
        let place = Place { element, span: 0..written.text.len() };
        Found { nearest: self.most_like(written, scope), unresolved: vec![place], ..Found::default() }
    }

    /// What free text names: perhaps a chapter, and topics. Much of it names nothing.
    pub(super) fn free_text(&self, element: Element, words: &str, part: Range<usize>, scope: &Scope) -> Found {
        let pieces = pieces(words, part, &LOOSE_SEPARATOR);
        Found { topics: self.best_reading(element, words, &pieces, scope).topics, ..Found::default() }
    }

    /// The best way to read some or all pieces as topics, each of one or more pieces in a row.
    fn best_reading(&self, element: Element, words: &str, pieces: &[Range<usize>], scope: &Scope) -> Reading {
        let folded = folded_words(words);
        let before = |at: usize| folded.partition_point(|word| word.start < at);
        let mut best = vec![Reading::default()];
        for end in 1..=pieces.len() {
            let mut reading = best[end - 1].clone();
            for start in (end.saturating_sub(LONGEST_NAME)..end).rev() {
                let shorter = &best[start];
                let place = Place { element, span: pieces[start].start..pieces[end - 1].end };
                let folded = &folded[before(place.span.start)..before(place.span.end)];
                let written = Written::of(&words[place.span.clone()], folded);
                let in_chapter = shorter.chapter.and_then(|chapter| {
                    self.named(&written, &Scope { within: Some(chapter), guidelines: scope.guidelines.clone() })
                });
                let named = in_chapter.or_else(|| self.named(&written, scope));
                let Some((topic, confidence)) = named else { continue };
                let mut longer = shorter.clone();
                longer.topics.push(NamedTopic { topic, confidence, place });
                longer.named += end - start;
                if self.topic(topic).kind == TopicKind::Chapter {
                    longer.chapter = Some(topic);
                }
                if longer.rank() > reading.rank() {
                    reading = longer;
                }
            }
            best.push(reading);
        }
        best.pop().unwrap_or_default()
    }
}

/// What stands between separators in a part of some words.
fn pieces(words: &str, part: Range<usize>, separator: &Regex) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = part.start;
    // The word in front of a chapter's number belongs to it.
    let is_numbered = |found: &Match<'_>| {
        let is_word = found.as_str().starts_with(char::is_alphabetic);
        is_word && words[found.end()..].trim_start().starts_with(|char: char| char.is_ascii_digit())
    };
    let separators = separator.find_iter(&words[..part.end]).filter(|found| part.start <= found.start());
    let separators = separators.filter(|found| !is_numbered(found)).map(|found| found.range());
    for between in separators.chain(iter::once(part.end..part.end)) {
        let piece = &words[start..between.start];
        let trimmed = piece.trim();
        // A number alone is a page or a date.
        if trimmed.contains(char::is_alphabetic) {
            let from = start + piece.len() - piece.trim_start().len();
            pieces.push(from..from + trimmed.len());
        }
        start = between.end;
    }
    pieces.truncate(MOST_PIECES);
    pieces
}
