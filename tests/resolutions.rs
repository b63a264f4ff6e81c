//! Judges what citations are taken for, by a table of guideline lines that a human read with the catalogue at hand.
#![allow(clippy::print_stdout, reason = "precision and recall are reported")]

mod support;

use imr_ls::guidelines::{Catalogue, Confidence, PageFit, Resolution, TopicId, TopicKind};
use imr_ls::model::citation::{Source, citations, references};
use jiff::civil::{Date, date};
use serde::Deserialize;
use std::fmt::Write;
use std::ops::RangeInclusive;
use std::path::Path;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    row: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    text: String,
    date: Option<String>,
    year: Option<[i16; 2]>,
    #[serde(rename = "note")]
    _note: Option<String>,
    #[serde(default)]
    citation: Vec<Expected>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    source: String,
    #[serde(default)]
    either: Vec<Meaning>,
    document: Option<String>,
    edition: Option<String>,
    topic: Option<Vec<String>>,
    pages_hold: Option<Vec<String>>,
    page: Option<String>,
    confidence: Option<String>,
}

/// What a citation may be taken for. Keys that are absent say nothing.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Meaning {
    document: Option<String>,
    topic: Option<Vec<String>>,
    page: Option<String>,
    confidence: Option<String>,
}

/// What a citation was taken for, in the table's words.
#[derive(Debug, Default)]
struct Taken {
    source: &'static str,
    document: String,
    edition: String,
    topics: Vec<String>,
    whole: bool,
    by_pages: Vec<String>,
    page: &'static str,
    confidence: &'static str,
}

#[derive(Clone, Copy, Default)]
struct Score {
    right: usize,
    answered: usize,
    expected: usize,
}

impl Score {
    fn count(&mut self, right: bool, answered: bool, expected: bool) {
        self.answered += usize::from(answered);
        self.expected += usize::from(expected);
        self.right += usize::from(right && answered && expected);
    }

    fn precision(self) -> f64 {
        share(self.right, self.answered)
    }

    fn recall(self) -> f64 {
        share(self.right, self.expected)
    }
}

#[allow(clippy::cast_precision_loss, reason = "a table has few rows")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

const FIELDS: [&str; 5] = ["document", "topic", "page", "pages_hold", "confidence"];

fn table() -> Vec<Row> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tables/resolutions.toml");
    support::read_toml::<Table>(&path).row
}

fn days(row: &Row) -> Option<RangeInclusive<Date>> {
    let years = row.year.map(|[from, to]| date(from, 1, 1)..=date(to, 12, 31));
    let day = row.date.as_ref().map(|day| day.parse::<Date>().expect("a day"));
    day.map(|day| day..=day).or(years)
}

fn taken(catalogue: &Catalogue, text: &str, days: Option<&RangeInclusive<Date>>) -> Vec<Taken> {
    let citations = citations(text);
    let resolutions = references(text, &citations).into_iter().map(|reference| catalogue.resolve(&reference, days));
    citations
        .iter()
        .zip(resolutions)
        .map(|(citation, resolution)| said(catalogue, citation.source, &resolution))
        .collect()
}

fn said(catalogue: &Catalogue, source: Source, resolution: &Resolution) -> Taken {
    let is_whole = |id: TopicId| catalogue.topic(id).kind == TopicKind::Chapter && catalogue.topic(id).cite.is_none();
    let name = |id: TopicId| catalogue.topic(id).name.clone();
    let topics: Vec<TopicId> = resolution.topics.iter().map(|named| named.topic).filter(|id| !is_whole(*id)).collect();
    let edition = match topics.first() {
        Some(topic) => catalogue.topic(*topic).edition,
        None => resolution.guideline.and_then(|id| catalogue.guideline(id).edition),
    };
    Taken {
        source: match source {
            Source::Mtus => "MTUS",
            Source::NonMtus => "Non-MTUS",
            Source::None => "none",
        },
        document: resolution.guideline.map(|id| catalogue.guideline(id).name.clone()).unwrap_or_default(),
        edition: edition.map(|year| year.to_string()).unwrap_or_default(),
        whole: topics.len() < resolution.topics.len(),
        topics: topics.into_iter().map(name).collect(),
        by_pages: resolution.by_pages.iter().map(|id| name(*id)).collect(),
        page: match resolution.page_fit {
            None => "",
            Some(PageFit::Inside) => "inside",
            Some(PageFit::Outside) => "outside",
            Some(PageFit::Unknown) => "unknown",
        },
        confidence: match resolution.confidence {
            Confidence::Exact => "exact",
            Confidence::Near => "near",
            Confidence::Pages => "pages",
            Confidence::None => "none",
        },
    }
}

/// The meaning as it is written, and with every choice of the entries of `either`.
fn meanings(expected: &Expected) -> Vec<Meaning> {
    let written = Meaning {
        document: expected.document.clone(),
        topic: expected.topic.clone(),
        page: expected.page.clone(),
        confidence: expected.confidence.clone(),
    };
    let mut meanings = vec![written];
    for other in &expected.either {
        let more = meanings.clone().into_iter().map(|meaning| Meaning {
            document: other.document.clone().or(meaning.document),
            topic: other.topic.clone().or(meaning.topic),
            page: other.page.clone().or(meaning.page),
            confidence: other.confidence.clone().or(meaning.confidence),
        });
        meanings.extend(more.collect::<Vec<_>>());
    }
    meanings
}

/// The named topics; a parent beside its part may be left out.
fn names_topics(catalogue: &Catalogue, expected: &[String], found: &[String]) -> bool {
    let has_part = |name: &String| {
        let parts = expected.iter().filter_map(|other| catalogue.topic_named(other));
        let mut parents = parts.filter_map(|part| catalogue.topic(part).parent);
        parents.any(|parent| catalogue.topic(parent).name == *name)
    };
    let without_parents: Vec<&String> = expected.iter().filter(|name| !has_part(name)).collect();
    found == expected || found.iter().eq(without_parents)
}

/// Which fields are right, in the order of [`FIELDS`].
fn judge(catalogue: &Catalogue, expected: &Expected, meaning: &Meaning, taken: &Taken) -> [bool; 5] {
    let text = |wanted: &Option<String>| wanted.clone().unwrap_or_default();
    let topics = meaning.topic.clone().unwrap_or_default();
    let is_of_edition = expected.edition.as_ref().is_none_or(|edition| *edition == taken.edition);
    let holds = |pages: &Vec<String>| taken.by_pages.iter().any(|name| pages.contains(name));
    let is_page_judged = meaning.page.as_ref().is_some_and(|page| !page.is_empty());
    [
        text(&meaning.document) == taken.document && is_of_edition,
        names_topics(catalogue, &topics, &taken.topics),
        !is_page_judged || text(&meaning.page) == taken.page,
        expected.pages_hold.as_ref().is_none_or(holds),
        meaning
            .confidence
            .as_ref()
            .is_none_or(|confidence| confidence == taken.confidence || taken.whole && topics.is_empty()),
    ]
}

#[test]
fn citations_mean_what_a_human_takes_them_for() {
    let catalogue = Catalogue::shipped();
    let mut scores = [Score::default(); FIELDS.len()];
    let (mut rows, mut failing) = (0, String::new());
    for row in table() {
        let found = taken(&catalogue, &row.text, days(&row).as_ref());
        rows += 1;
        if found.len() != row.citation.len() {
            let _ = writeln!(failing, "{:?}: {} citations, not {}", row.text, found.len(), row.citation.len());
        }
        for (at, expected) in row.citation.iter().enumerate() {
            let nothing = Taken::default();
            let taken = found.get(at).unwrap_or(&nothing);
            let judged = meanings(expected).into_iter().map(|meaning| {
                let right = judge(&catalogue, expected, &meaning, taken);
                (right.iter().filter(|right| **right).count(), right, meaning)
            });
            // Of several best ones the first, which is the one as written.
            let (_, right, meaning) =
                judged.reduce(|best, other| if other.0 > best.0 { other } else { best }).expect("there is a meaning");
            let page = meaning.page.as_ref().is_some_and(|page| !page.is_empty());
            let counts = [
                (!taken.document.is_empty(), meaning.document.as_ref().is_some_and(|name| !name.is_empty())),
                (!taken.topics.is_empty(), meaning.topic.as_ref().is_some_and(|topics| !topics.is_empty())),
                (page && !taken.page.is_empty(), page),
                (expected.pages_hold.is_some() && !taken.by_pages.is_empty(), expected.pages_hold.is_some()),
                (true, true),
            ];
            for ((score, right), (answered, wanted)) in scores.iter_mut().zip(right).zip(counts) {
                score.count(right, answered, wanted);
            }
            if taken.source != expected.source || right.contains(&false) {
                let wrong: Vec<&str> =
                    FIELDS.iter().zip(right).filter(|(_, right)| !right).map(|(field, _)| *field).collect();
                let _ = writeln!(
                    failing,
                    "{:?} {wrong:?}\n    {taken:?}\n    {meaning_topics:?} {:?}",
                    row.text,
                    expected.pages_hold,
                    meaning_topics = (&meaning.document, &meaning.topic, &meaning.page, &meaning.confidence)
                );
            }
        }
    }
    println!("{rows} lines");
    for (field, score) in FIELDS.iter().zip(scores) {
        println!("{field}: precision {:.3}, recall {:.3} of {}", score.precision(), score.recall(), score.expected);
    }
    println!("{failing}");
    assert!(failing.is_empty());
}
