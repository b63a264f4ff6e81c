//! Which topics hold the pages that a citation gives.

use super::super::catalogue::{Catalogue, TopicId, TopicKind};
use super::super::facts::Pages;
use super::NamedTopic;
use super::titles::Scope;

/// How cited pages agree with the topics that are named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageFit {
    /// Every page lies in one of the topics.
    Inside,
    /// At least one page lies in none of them.
    Outside,
    /// The catalogue does not know enough.
    Unknown,
}

impl Catalogue {
    /// How pages agree with topics; `None` without either.
    pub(super) fn page_fit(&self, topics: &[NamedTopic], pages: &[Pages]) -> Option<PageFit> {
        if topics.is_empty() || pages.is_empty() {
            return None;
        }
        let mut known: Vec<Pages> =
            topics.iter().filter_map(|named| self.topic(named.topic).pages()).map(|pages| pages.value).collect();
        known.sort_unstable_by_key(|pages| pages.first);
        let are_inside = pages.iter().all(|pages| are_covered(*pages, &known));
        Some(match (are_inside, known.len() == topics.len()) {
            (true, _) => PageFit::Inside,
            (false, true) => PageFit::Outside,
            (false, false) => PageFit::Unknown,
        })
    }

    /// The most specific topics that hold each of the page ranges. A chapter's pages are looked for in the chapter first.
    pub(super) fn by_pages(&self, pages: &[Pages], scope: &Scope) -> Vec<TopicId> {
        let mut found: Vec<TopicId> = Vec::new();
        for pages in pages {
            let holders = self.holders(*pages, scope);
            found.extend(holders.into_iter().filter(|holder| !found.contains(holder)).collect::<Vec<_>>());
        }
        found
    }

    fn holders(&self, pages: Pages, scope: &Scope) -> Vec<TopicId> {
        let in_scope = |id: TopicId| {
            scope.guidelines.contains(&self.topic(id).guideline)
                && scope.within.is_none_or(|chapter| self.is_within(id, chapter))
        };
        let known = self.topics().filter_map(|(id, topic)| Some((id, topic, topic.pages()?.value)));
        let known: Vec<_> = known.filter(|(id, _, _)| in_scope(*id)).collect();
        let is_whole = |id: TopicId| {
            let topic = self.topic(id);
            topic.kind == TopicKind::Note || topic.kind == TopicKind::Chapter && topic.cite.is_none()
        };
        let holders: Vec<TopicId> =
            known.iter().filter(|(_, _, held)| pages.lie_within(*held)).map(|(id, _, _)| *id).collect();
        let is_parent = |id: TopicId| holders.iter().any(|other| *other != id && self.is_within(*other, id));
        let mut specific: Vec<TopicId> =
            holders.iter().copied().filter(|id| !is_whole(*id) && !is_parent(*id)).collect();
        if specific.is_empty() {
            specific = holders.iter().copied().filter(|id| self.topic(*id).kind == TopicKind::Note).collect();
        }
        if specific.is_empty() {
            let overlap = |held: &Pages| held.first <= pages.last && pages.first <= held.last;
            let overlapping =
                known.iter().filter(|(id, topic, held)| topic.cite.is_some() && !is_whole(*id) && overlap(held));
            specific = overlapping.map(|(id, _, _)| *id).collect();
        }
        specific
    }
}

/// Whether every page lies in one of the sorted ranges.
fn are_covered(pages: Pages, known: &[Pages]) -> bool {
    let mut next = pages.first;
    for held in known {
        if next > pages.last || held.first > next {
            break;
        }
        next = next.max(held.last.saturating_add(1));
    }
    next > pages.last
}
