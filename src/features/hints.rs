//! Hints beside the text: the topic behind pages that stand alone, the generic name behind a brand.

use crate::analysis::{Cited, Snapshot};
use crate::guidelines::{Context, Named, Status};
use crate::model::{Item, PartKind};
use crate::settings::Settings;
use std::ops::Range;

/// Something to be shown behind a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// Behind what it is shown, in bytes.
    pub at: usize,
    /// What is shown.
    pub label: String,
}

/// Which hints are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HintOptions {
    /// The topic behind a citation that only gives pages.
    pub topics: bool,
    /// The generic name behind a brand in the heading of an item.
    pub generic_names: bool,
}

impl HintOptions {
    /// Those that the settings ask for.
    pub fn of(settings: &Settings) -> Self {
        let HintOptions { topics, generic_names } = HintOptions::default();
        HintOptions {
            topics: settings.topic_hints.unwrap_or(topics),
            generic_names: settings.generic_name_hints.unwrap_or(generic_names),
        }
    }
}

impl Default for HintOptions {
    fn default() -> Self {
        HintOptions { topics: true, generic_names: true }
    }
}

/// Of more topics on the same pages than this, the rest is left out.
const MOST_TOPICS: usize = 2;

/// The hints in a range, in the order of their places.
pub fn hints(snapshot: &Snapshot, range: &Range<usize>, options: HintOptions) -> Vec<Hint> {
    if !snapshot.is_letter() {
        return Vec::new();
    }
    let parts = snapshot.letter().parts();
    let Some(first) = parts.find(|sum| sum.bytes > range.start) else { return Vec::new() };
    let mut offset = first.before.bytes;
    let mut hints = Vec::new();
    for part in parts.iter_from(first.index) {
        if offset > range.end {
            break;
        }
        if let PartKind::Item(item) = &part.kind {
            if options.generic_names {
                hints.extend(generic_names(snapshot, offset, item));
            }
            if options.topics {
                let cited = snapshot.cited(offset, item).citations;
                hints.extend(cited.iter().filter_map(|cited| topic(snapshot, offset, cited)));
            }
        }
        offset += part.len;
    }
    hints.retain(|hint| range.start <= hint.at && hint.at <= range.end);
    hints
}

fn generic_names(snapshot: &Snapshot, offset: usize, item: &Item) -> Vec<Hint> {
    let Some(heading) = &item.heading else { return Vec::new() };
    let start = offset + heading.request.start;
    let request = snapshot.text().slice(start..offset + heading.request.end);
    let mentions = snapshot.catalogue().names().mentions(&request, Context::Heading).into_iter();
    let hint = |(written, end, named): (&str, usize, Named)| {
        let Named::Treatment(id) = named else { return None };
        let treatment = snapshot.catalogue().treatment(id);
        let is_brand = treatment.brands.iter().any(|brand| brand.eq_ignore_ascii_case(written));
        is_brand.then(|| Hint { at: start + end, label: treatment.name.clone() })
    };
    mentions.filter_map(|mention| hint((&request[mention.span.clone()], mention.span.end, mention.named))).collect()
}

/// The topic on the pages of a citation that names none. What nobody has looked up is marked.
fn topic(snapshot: &Snapshot, offset: usize, cited: &Cited<'_>) -> Option<Hint> {
    let citation = cited.citation;
    let names_any =
        citation.topic.is_some() || citation.chapter.is_some() || citation.section.is_some() || citation.text.is_some();
    let last = citation.pages.last().filter(|_| !names_any)?;
    let topics = cited.resolution.by_pages.iter().map(|id| snapshot.catalogue().topic(*id));
    let titles = topics.filter_map(|topic| {
        let mark = if topic.pages()?.status == Status::Confirmed { "" } else { "?" };
        Some(format!("{}{mark}", topic.title()))
    });
    let mut titles: Vec<String> = titles.collect();
    if titles.len() > MOST_TOPICS {
        titles.truncate(MOST_TOPICS);
        titles.push("…".to_owned());
    }
    (!titles.is_empty()).then(|| Hint { at: offset + last.span.end, label: titles.join(" / ") })
}
