//! One topic after the other in the words of a citation.

use super::super::catalogue::{Catalogue, TopicId, TopicKind};
use super::titles::Scope;
use super::{Element, NamedTopic, Place};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// More pieces than any list of topics has.
const MOST_PIECES: usize = 16;

/// What separates topics, unless it stands inside of a topic's own name.
static SEPARATOR: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?i)[,;&/]|\band\b").expect("the pattern is valid"));

/// What separates names in free text.
static LOOSE_SEPARATOR: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\([^()]*[0-9][^()]*\)|[,;:&/.()]|\s[-–—]\s|\b(?:chapter|section|and)\b")
        .expect("the pattern is valid")
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

impl Catalogue {
    /// What words name that can be one thing only.
    pub(super) fn one(&self, element: Element, words: &str, scope: &Scope) -> Found {
        let place = Place { element, span: 0..words.len() };
        match self.named(words, scope) {
            Some((topic, confidence)) => {
                Found { topics: vec![NamedTopic { topic, confidence, place }], ..Found::default() }
            }
            None => Found { nearest: self.most_like(words, scope), unresolved: vec![place], ..Found::default() },
        }
    }

    /// What words name that are one topic or, if every piece is one, several.
    pub(super) fn list(&self, element: Element, words: &str, scope: &Scope) -> Found {
        let whole = self.one(element, words, scope);
        if !whole.topics.is_empty() {
            return whole;
        }
        let pieces = pieces(words, &SEPARATOR);
        let mut topics = Vec::new();
        let mut at = 0;
        while at < pieces.len() {
            let Some((named, next)) = self.longest(element, words, &pieces, at, scope) else { return whole };
            topics.push(named);
            at = next;
        }
        if topics.is_empty() { whole } else { Found { topics, ..Found::default() } }
    }

    /// What free text names: perhaps a chapter, and topics. Words that name nothing stay unresolved.
    pub(super) fn free_text(&self, words: &str, scope: &Scope) -> Found {
        let mut scope = scope.clone();
        let mut found = Found::default();
        let pieces = pieces(words, &LOOSE_SEPARATOR);
        let mut at = 0;
        while at < pieces.len() {
            let inside = self.longest(Element::Text, words, &pieces, at, &scope);
            let anywhere = Scope { within: None, ..scope.clone() };
            match inside.or_else(|| self.longest(Element::Text, words, &pieces, at, &anywhere)) {
                Some((named, next)) => {
                    if self.topic(named.topic).kind == TopicKind::Chapter {
                        scope.within = Some(named.topic);
                    }
                    found.topics.push(named);
                    at = next;
                }
                None => at += 1,
            }
        }
        found
    }

    /// What as many pieces as possible name together, and the piece behind them.
    fn longest(
        &self,
        element: Element,
        words: &str,
        pieces: &[Range<usize>],
        at: usize,
        scope: &Scope,
    ) -> Option<(NamedTopic, usize)> {
        (at + 1..=pieces.len()).rev().find_map(|end| {
            let span = pieces[at].start..pieces[end - 1].end;
            let (topic, confidence) = self.named(&words[span.clone()], scope)?;
            Some((NamedTopic { topic, confidence, place: Place { element, span } }, end))
        })
    }
}

/// What stands between separators.
fn pieces(words: &str, separator: &Regex) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let separators = separator.find_iter(words).map(|found| found.range());
    for between in separators.chain([words.len()..words.len()]) {
        let piece = &words[start..between.start];
        let trimmed = piece.trim();
        if !trimmed.is_empty() {
            let from = start + piece.len() - piece.trim_start().len();
            pieces.push(from..from + trimmed.len());
        }
        start = between.end;
    }
    pieces.truncate(MOST_PIECES);
    pieces
}
