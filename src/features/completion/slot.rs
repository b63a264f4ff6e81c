//! How much of a citation stands before the cursor, and what is being written.

use super::place::FieldPlace;
use crate::analysis::Snapshot;
use crate::guidelines::{GuidelineId, Reference};
use crate::layouts::phrase;
use crate::model::citation::{Source, citations};
use crate::text::pattern::pattern;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// The place of the cursor in a citation.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Slot {
    /// What stands before the words that are being written.
    pub(super) stage: Stage,
    /// The words that are being written, up to the cursor.
    pub(super) query: String,
    /// The same words with those behind the cursor.
    pub(super) words: String,
    /// Those words and what stands behind them of the same citation.
    pub(super) range: Range<usize>,
    /// Whether the sentence ends behind that.
    pub(super) is_last: bool,
}

/// What of a citation is there.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Stage {
    /// Nothing.
    Start,
    /// `Decision based on`.
    Lead,
    /// And `Non-MTUS Citation`.
    Outside,
    /// Or `MTUS`.
    Mtus,
    /// The guideline.
    Guideline(GuidelineId),
    /// The guideline, perhaps topics, and `Page(s):`.
    Pages {
        /// The guideline, if it is known.
        guideline: Option<GuidelineId>,
        /// The words between guideline and pages.
        topic: String,
    },
}

/// A page label with nothing but pages behind it.
static PAGES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)(?P<label>\bpages?\s*(?:\(s\))?\s*[:.]?|\bpg\.|\bp\.)\s*(?P<list>(?:[0-9][0-9\s,&–-]*(?:and\s+)?)?)$")
});

/// What parts a citation from the one before it.
static BETWEEN: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)^[\s.,;&]*(?:(?:and|plus)(?:\s+|$))?"));

/// The last of several pages, behind whatever parts it from those before.
static LAST_PAGE: LazyLock<Regex> = LazyLock::new(|| pattern(r"[0-9–-]*$"));

impl Slot {
    /// The slot at `offset` in a guideline line.
    pub(super) fn at(snapshot: &Snapshot, place: &FieldPlace<'_>, offset: usize) -> Self {
        let text = snapshot.text();
        let start = place.item.offset + place.field.label.end;
        let end = place.field.content.as_ref().map_or(start, |content| place.item.offset + content.end);
        let before = text.slice(start..offset);
        let behind = text.slice(offset..end.max(offset));
        let (stage, query) = Stage::of(snapshot, &before);
        let range_end = match &stage {
            Stage::Pages { .. } => offset + stage.rest_of_word(&behind),
            _ => {
                let is_around = |span: Range<usize>| span.start <= offset && offset <= span.end;
                let spans = place.field.citations.iter().map(|citation| &citation.span);
                let spans = spans.map(|span| place.item.offset + span.start..place.item.offset + span.end);
                let around = spans.filter(|span| is_around(span.clone())).map(|span| span.end).next_back();
                around.unwrap_or_else(|| offset + stage.rest_of_word(&behind))
            }
        };
        let rest = text.slice(range_end..end.max(range_end));
        let is_last = rest.is_empty() || rest.starts_with('.') || rest.trim_start().starts_with("Decision");
        let stop = usize::from(rest.starts_with('.'));
        let range = start + query.start..range_end + stop;
        Slot {
            stage,
            words: tidy(text.slice(range.clone()).trim_end_matches('.')).to_owned(),
            range,
            query: tidy(&before[query]).to_owned(),
            is_last,
        }
    }
}

impl Slot {
    /// The slot of the last of several topics with commas between them.
    pub(super) fn behind_comma(&self, snapshot: &Snapshot, offset: usize) -> Option<Slot> {
        if !matches!(self.stage, Stage::Guideline(_)) {
            return None;
        }
        let typed = snapshot.text().slice(self.range.start..offset);
        let comma = typed.rfind(',')? + 1;
        let query = typed[comma..].trim_start();
        let range = offset - query.len()..self.range.end;
        let words = tidy(snapshot.text().slice(range.clone()).trim_end_matches('.')).to_owned();
        Some(Slot { query: tidy(query).to_owned(), words, range, ..self.clone() })
    }
}

impl Stage {
    /// How much behind the cursor belongs to the word or to the pages in which it stands.
    pub(super) fn rest_of_word(&self, behind: &str) -> usize {
        let belongs = |char: char| match self {
            Stage::Pages { .. } => char.is_ascii_digit() || matches!(char, '-' | '–'),
            _ => char.is_alphanumeric(),
        };
        behind.len() - behind.trim_start_matches(belongs).len()
    }

    /// What of a citation stands in the text before the cursor, and where the words behind it stand.
    fn of(snapshot: &Snapshot, before: &str) -> (Stage, Range<usize>) {
        let citations = citations(before);
        let is_open = |end: usize| before[end..].chars().all(|char| char.is_whitespace() || matches!(char, ',' | ':'));
        let open = citations.last().filter(|last| last.source != Source::None && is_open(last.span.end));
        let mut at = match (open, citations.last()) {
            (Some(open), _) => open.span.start,
            (None, Some(last)) => last.span.end + BETWEEN.find(&before[last.span.end..]).map_or(0, |found| found.end()),
            (None, None) => 0,
        };
        let mut step = |phrase: &str| {
            at += before[at..].len()
                - before[at..].trim_start_matches(|char: char| char.is_whitespace() || char == '.').len();
            let found = phrase::prefix(&before[at..], phrase);
            at += found.unwrap_or(0);
            found.is_some()
        };
        let mut stage = if step("Decision based on") { Stage::Lead } else { Stage::Start };
        if step("Non-MTUS Citation") {
            stage = Stage::Outside;
        } else if step("CA MTUS") || step("MTUS") {
            stage = Stage::Mtus;
        }
        step("");
        if let Some(words) = open.and_then(|open| open.guideline.clone()).filter(|words| at <= words.end) {
            let name = Some(&before[words.clone()]);
            let reference = Reference { guideline: name, ..Reference::default() };
            if let Some(guideline) = snapshot.resolve(&reference).guideline {
                (stage, at) = (Stage::Guideline(guideline), words.end);
            }
        }
        if let Some(pages) = PAGES.captures(&before[at..]) {
            let (label, list) = (pages.name("label"), pages.name("list"));
            let topic = label.map_or("", |label| &before[at..at + label.start()]);
            let list = list.map_or(before.len(), |list| at + list.start());
            let last = LAST_PAGE.find(&before[list..]).map_or(before.len(), |last| list + last.start());
            let guideline = if let Stage::Guideline(guideline) = stage { Some(guideline) } else { None };
            return (Stage::Pages { guideline, topic: tidy(topic).to_owned() }, last..before.len());
        }
        let start = before.len() - before[at..].trim_start().len();
        (stage, start..before.len())
    }
}

/// Words without the quotes around them and without a page label that is only begun.
fn tidy(words: &str) -> &str {
    let words = words.trim();
    let begun = words
        .rsplit_once(char::is_whitespace)
        .filter(|(_, last)| last.len() > 1 && phrase::prefix("page(s):", last).is_some());
    let words = begun.map_or(words, |(before, _)| before);
    words.trim_matches(|char: char| char.is_whitespace() || matches!(char, '"' | '“' | '”' | ',' | ';'))
}
