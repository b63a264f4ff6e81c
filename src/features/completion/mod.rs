//! What can be written at a place in a letter.
//!
//! Nothing is offered inside the prose of a rationale or of a summary, because a suggestion that pops up
//! while one is writing sentences is in the way; only behind a typed `MTUS` or `page` somebody wants one.

mod candidates;
mod citation;
mod decision;
mod pages;
mod place;
mod slot;
mod wish;
mod wording;

use crate::analysis::Snapshot;
use crate::guidelines::{Pages, TopicId};
use crate::layouts::wording::Profile;
use place::Place;
use std::ops::Range;
pub use wording::concluding_sentence;

/// No more than this many are offered at once.
const MOST: usize = 50;

/// What is offered at a place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Completions {
    /// The best first.
    pub list: Vec<Completion>,
    /// Whether typing on may bring others, so that the editor has to ask again.
    pub is_incomplete: bool,
}

/// Something that can be written.
#[derive(Clone, Debug, PartialEq)]
pub struct Completion {
    /// What is shown in the list.
    pub label: String,
    /// What is shown close behind it and has to be short, as in ` 78-80` or ` 76-80 unverified`.
    pub detail: String,
    /// What is shown fainter, as in `Chronic Pain Treatment Guidelines 2009, unverified`.
    pub description: String,
    /// What it is.
    pub kind: CompletionKind,
    /// The text that it replaces, on one line and around the cursor.
    pub replace: Range<usize>,
    /// Text on other lines that goes away with it.
    pub remove: Vec<Range<usize>>,
    /// What is written.
    pub insert: String,
    /// The same with the places to fill in marked as a snippet does, if there are any.
    pub snippet: Option<String>,
    /// What is replaced up to the cursor: editors filter by it, and the server has done so already.
    pub filter: String,
    /// What it cites.
    pub cites: Option<Cites>,
}

/// What a completion is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompletionKind {
    /// A citation or a part of one.
    Citation,
    /// A decision.
    Decision,
    /// A heading, a label or fixed wording.
    Wording,
    /// Several lines to be filled in.
    Form,
    /// A sentence of a rationale.
    Sentence,
    /// A table or a key of settings.
    Setting,
    /// What may stand behind a key of settings.
    Value,
}

/// What a completion cites.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cites {
    /// The topic.
    pub topic: TopicId,
    /// The pages, if any are known.
    pub pages: Option<Pages>,
    /// Whether somebody has looked these pages up, or they were seen in a real letter.
    pub is_verified: bool,
}

/// What can be written at a place. `is_surely_letter` tells that an empty text is to become a letter;
/// `profile` is what the reviewer has told of themselves.
pub fn complete(snapshot: &Snapshot, offset: usize, is_surely_letter: bool, profile: &Profile) -> Completions {
    if !snapshot.is_letter() && !is_surely_letter {
        return Completions::default();
    }
    let line = snapshot.text().line_range(snapshot.text().line_at(offset));
    let offset = offset.min(line.end);
    let mut completions = match Place::at(snapshot, offset) {
        Some(Place::Guideline(place)) => citation::in_guideline_line(snapshot, &place, offset),
        Some(Place::Prose(place)) => citation::in_prose(snapshot, &place, offset),
        Some(Place::Decision(item)) => decision::decisions(snapshot, &item, offset),
        Some(Place::Gap(gap)) => wording::wording(snapshot, &gap, offset, profile),
        None => Completions::default(),
    };
    completions.is_incomplete |= completions.list.len() > MOST;
    completions.list.truncate(MOST);
    completions
}

impl Completion {
    /// One that replaces `range` and must keep to the line of the cursor at `offset`.
    fn new(snapshot: &Snapshot, kind: CompletionKind, label: String, range: &Range<usize>, offset: usize) -> Self {
        let text = snapshot.text();
        let line = text.line_range(text.line_at(offset));
        let replace = range.start.max(line.start).min(offset)..range.end.min(line.end).max(offset);
        let before = range.start..replace.start;
        let after = replace.end..range.end;
        Completion {
            label,
            detail: String::new(),
            description: String::new(),
            kind,
            remove: [before, after].into_iter().filter(|range| !range.is_empty()).collect(),
            insert: String::new(),
            snippet: None,
            filter: text.slice(replace.start..offset).into_owned(),
            cites: None,
            replace,
        }
    }
}
