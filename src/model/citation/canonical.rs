//! The one form of a citation in each layout.

use crate::guidelines::{Catalogue, GuidelineId, Pages, Topic, TopicId, TopicKind};
use crate::layouts::LayoutId;

/// The words that cite topics of a guideline: a whole sentence with its stop. Only words that may be put into a letter are
/// used: without them a topic is cited by what it is a part of, and by its pages. From 2016 on letters cite
/// a title with its year and a section, if there is such a title; pages are left out then.
pub fn canonical(
    catalogue: &Catalogue,
    guideline: GuidelineId,
    topic: Option<TopicId>,
    pages: &[Pages],
    layout: LayoutId,
) -> String {
    let section = if layout == LayoutId::Letter2016 { by_section(catalogue, guideline, topic) } else { None };
    section.unwrap_or_else(|| by_pages(catalogue, guideline, topic, pages))
}

fn by_pages(catalogue: &Catalogue, guideline: GuidelineId, topic: Option<TopicId>, pages: &[Pages]) -> String {
    let document = catalogue.guideline(guideline);
    let mut citation = match document.in_mtus {
        true => format!("Decision based on {}", document.name),
        false => format!("Decision based on Non-MTUS Citation {}", document.name),
    };
    let separator = if document.in_mtus { " " } else { ", " };
    if let Some(topic) = topic.and_then(|topic| citable(catalogue, topic)) {
        // A topic of a document with chapters is found by its chapter.
        let whole = catalogue.wholes(topic).nth(1);
        let chapter = whole.filter(|whole| catalogue.topic(*whole).kind == TopicKind::Chapter);
        let named = [chapter, Some(topic)].into_iter().flatten();
        for words in named.filter_map(|topic| catalogue.topic(topic).citable_words()) {
            citation.push_str(separator);
            citation.push_str(words);
        }
    }
    if !pages.is_empty() {
        let pages: Vec<String> = pages.iter().map(Pages::to_string).collect();
        citation.push_str(" Page(s): ");
        citation.push_str(&pages.join(", "));
    }
    citation + "."
}

fn by_section(catalogue: &Catalogue, guideline: GuidelineId, topic: Option<TopicId>) -> Option<String> {
    let topic = topic?;
    let (label, _) = catalogue.topics().find(|(_, label)| {
        let is_label =
            label.guideline != guideline && label.kind == TopicKind::Chapter && label.citable_words().is_some();
        is_label && label.parent.is_some_and(|older| holds(catalogue, older, guideline, topic))
    })?;
    let label = catalogue.topic(label).citable_words()?;
    let section = citable(catalogue, topic).map(|topic| catalogue.topic(topic));
    let section = section.filter(|section| section.kind != TopicKind::Chapter).and_then(Topic::citable_words);
    Some(match section {
        Some(section) => format!("Decision based on MTUS {label}, Section(s): {section}."),
        None => format!("Decision based on MTUS {label}."),
    })
}

/// Whether a topic is a part of what a title with a year stands for: a chapter, or a whole document.
fn holds(catalogue: &Catalogue, older: TopicId, guideline: GuidelineId, topic: TopicId) -> bool {
    let is_whole = catalogue.topic(older).cite.is_none();
    catalogue.topic(older).guideline == guideline && (is_whole || catalogue.wholes(topic).any(|id| id == older))
}

/// The topic itself, or the nearest that it is a part of, whose words may be put into a letter.
fn citable(catalogue: &Catalogue, topic: TopicId) -> Option<TopicId> {
    catalogue.wholes(topic).find(|id| catalogue.topic(*id).citable_words().is_some())
}
