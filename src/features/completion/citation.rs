//! Citations: all of one, or what is still missing of it.

use super::candidates::{Candidate, Choice};
use super::pages;
use super::place::FieldPlace;
use super::slot::{Slot, Stage};
use super::wish::{Wish, wishes};
use super::{Cites, Completion, CompletionKind, Completions};
use crate::analysis::Snapshot;
use crate::guidelines::{Catalogue, Status};
use crate::layouts::{phrase, wording};
use crate::text::pattern::pattern;
use regex::Regex;
use std::sync::LazyLock;

/// The citations that go on with what stands before the cursor in a guideline line.
pub(super) fn in_guideline_line(snapshot: &Snapshot, place: &FieldPlace<'_>, offset: usize) -> Completions {
    let slot = Slot::at(snapshot, place, offset);
    let mut completions = offered(snapshot, place, &slot, offset);
    // Topics hold commas, so what stands behind one is another topic only if both together are none.
    if completions.list.is_empty()
        && let Some(last) = slot.behind_comma(snapshot, offset)
    {
        completions = offered(snapshot, place, &last, offset);
    }
    if slot.stage == Stage::Start {
        let leads = wording::leads(place.field.kind).iter().filter(|lead| phrase::prefix(lead, &slot.query).is_some());
        let leads = leads.map(|lead| {
            let label = (*lead).to_owned();
            let completion = Completion::new(snapshot, CompletionKind::Wording, label, &slot.range, offset);
            Completion { insert: (*lead).to_owned(), ..completion }
        });
        completions.list.extend(leads);
    }
    completions
}

/// The same in prose, where a citation is wanted only behind `MTUS` or `page`.
pub(super) fn in_prose(snapshot: &Snapshot, place: &FieldPlace<'_>, offset: usize) -> Completions {
    /// At most as many words as a topic may have, and none that end a sentence.
    static WANTED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(?:(?P<mtus>\bMTUS)|\b[Pp]ages?|\b[Pp]age\(s\):)\s+(?P<query>(?:[^\s.;:]+ ?){0,6})$")
    });
    let text = snapshot.text();
    let line = text.line_range(text.line_at(offset));
    let before = text.slice(line.start..offset);
    let Some(wanted) = WANTED.captures(&before) else { return Completions::default() };
    let query = wanted.name("query").map_or("", |query| query.as_str());
    let stage = match wanted.name("mtus") {
        Some(_) => Stage::Mtus,
        None if query.chars().all(|char| char.is_ascii_digit() || matches!(char, '-' | '–')) => {
            Stage::Pages { guideline: None, topic: String::new() }
        }
        None => return Completions::default(),
    };
    // A verb behind the name is a sentence going on; titles and drugs are written with a capital.
    if query.starts_with(char::is_lowercase) {
        return Completions::default();
    }
    let range = offset - query.len()..offset + stage.rest_of_word(&text.slice(offset..line.end));
    let query = query.trim().to_owned();
    let slot = Slot { stage, words: query.clone(), query, range, is_last: false };
    offered(snapshot, place, &slot, offset)
}

fn offered(snapshot: &Snapshot, place: &FieldPlace<'_>, slot: &Slot, offset: usize) -> Completions {
    let choice = Choice {
        catalogue: snapshot.catalogue(),
        days: snapshot.governing_days().map(|governing| governing.days.clone()),
        layout: snapshot.layout(),
    };
    let wishes = wishes(snapshot, &place.item);
    let candidates = match &slot.stage {
        Stage::Pages { .. } => pages::candidates(snapshot, &choice, wishes, slot),
        _ => choice.candidates(wishes, slot),
    };
    let list = candidates.into_iter().map(|candidate| shown(snapshot, candidate, slot, offset));
    Completions { list: list.collect(), is_incomplete: true }
}

fn shown(snapshot: &Snapshot, candidate: Candidate, slot: &Slot, offset: usize) -> Completion {
    let catalogue = snapshot.catalogue();
    let Candidate { wish, words } = candidate;
    let topic = catalogue.topic(wish.topic);
    let pages = wish.pages.map(|pages| pages.to_string()).unwrap_or_default();
    let is_verified = wish.status == Status::Confirmed;
    let (label, detail) = match (&slot.stage, is_verified) {
        (Stage::Pages { .. }, true) => (pages, format!(" {}", topic.name)),
        (Stage::Pages { .. }, false) => (pages, format!(" unverified, {}", topic.name)),
        _ if pages.is_empty() => (topic.name.clone(), String::new()),
        (_, true) => (topic.name.clone(), format!(" {pages}")),
        (_, false) => (topic.name.clone(), format!(" {pages} unverified")),
    };
    let completion = Completion::new(snapshot, CompletionKind::Citation, label, &slot.range, offset);
    // Behind the stop of another citation nobody has typed a space yet.
    let before = snapshot.text().slice(slot.range.start.saturating_sub(1)..slot.range.start);
    let space = if before.ends_with(['.', ',', ';']) { " " } else { "" };
    Completion {
        detail,
        description: described(catalogue, &wish),
        insert: format!("{space}{words}"),
        cites: Some(Cites { topic: wish.topic, pages: wish.pages, is_verified }),
        ..completion
    }
}

/// Guideline and edition, and whether anybody has looked the pages up.
fn described(catalogue: &Catalogue, wish: &Wish) -> String {
    let topic = catalogue.topic(wish.topic);
    let name = catalogue.guideline(topic.guideline).name.trim_start_matches("MTUS ").to_owned();
    let edition = topic.edition.filter(|year| !name.contains(&year.to_string()));
    let edition = edition.map(|year| format!(" {year}")).unwrap_or_default();
    let doubt = match (wish.pages, wish.status) {
        (None, _) | (_, Status::Confirmed) => "",
        _ => ", pages unverified",
    };
    format!("{name}{edition}{doubt}")
}
