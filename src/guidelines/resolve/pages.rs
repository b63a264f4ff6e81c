//! Which topics hold the pages that a citation gives.

use super::super::catalogue::{Catalogue, GuidelineId, Topic, TopicId, TopicKind};
use super::super::facts::{Fact, Pages, Status};
use super::super::hierarchy::parts_first;
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

/// The pages that each topic is known to have, and the last page of each guideline.
#[derive(Debug, Default)]
pub(super) struct KnownPages {
    of_topics: Vec<Option<Pages>>,
    last_of_guidelines: Vec<Option<Fact<u32>>>,
}

impl KnownPages {
    pub(super) fn of(catalogue: &Catalogue) -> Self {
        let own = |topic: &Topic| {
            let (first, last) = (known(topic.first_page), known(topic.last_page));
            (first.or(last), last.or(first))
        };
        let mut ends: Vec<(Option<u32>, Option<u32>)> = catalogue.topics.iter().map(own).collect();
        // Where an end is not known or doubtful, the pages reach at least to the last known of its parts.
        let whole = |id: usize| catalogue.whole_of(TopicId(id)).map(|whole| whole.0);
        for id in parts_first(ends.len(), whole) {
            if let Some(whole) = whole(id) {
                let ((first, last), (lowest, highest)) = (ends[id], ends[whole]);
                let lowest = [lowest, first].into_iter().flatten().min();
                ends[whole] = (lowest, [highest, last].into_iter().flatten().max());
            }
        }
        let pages = |(first, last): (Option<u32>, Option<u32>)| Some(Pages { first: first?, last: last? });
        let mut last_of_guidelines = vec![None::<Fact<u32>>; catalogue.guidelines.len()];
        for (_, topic) in catalogue.topics() {
            let last = &mut last_of_guidelines[topic.guideline.0];
            *last = [*last, topic.last_page].into_iter().flatten().max_by_key(|page| (page.value, page.status));
        }
        KnownPages { of_topics: ends.into_iter().map(pages).collect(), last_of_guidelines }
    }
}

fn known(end: Option<Fact<u32>>) -> Option<u32> {
    end.filter(|page| page.status > Status::Doubtful).map(|page| page.value)
}

impl Catalogue {
    /// The last page of a guideline, if somebody looked it up.
    pub fn last_page(&self, guideline: GuidelineId) -> Option<u32> {
        let last = self.index.pages.last_of_guidelines[guideline.0]?;
        (last.status == Status::Confirmed).then_some(last.value)
    }

    /// How pages agree with topics; `None` without either.
    pub(super) fn page_fit(&self, topics: &[NamedTopic], pages: &[Pages]) -> Option<PageFit> {
        if topics.is_empty() || pages.is_empty() {
            return None;
        }
        let known: Vec<Pages> = topics.iter().filter_map(|named| self.known_pages(named.topic)).collect();
        let possible: Vec<Pages> = topics.iter().map(|named| self.possible_pages(named.topic)).collect();
        let lie_in = |ranges: &[Pages]| pages.iter().all(|pages| are_covered(*pages, ranges));
        Some(match (lie_in(&known), lie_in(&possible)) {
            (true, _) => PageFit::Inside,
            (false, true) => PageFit::Unknown,
            (false, false) => PageFit::Outside,
        })
    }

    fn known_pages(&self, id: TopicId) -> Option<Pages> {
        self.index.pages.of_topics[id.0]
    }

    /// The pages that a topic may have for all that is known.
    fn possible_pages(&self, id: TopicId) -> Pages {
        let topic = self.topic(id);
        Pages { first: known(topic.first_page).unwrap_or(0), last: known(topic.last_page).unwrap_or(u32::MAX) }
    }

    /// The most specific topics that hold each of the page ranges.
    pub(super) fn by_pages(&self, pages: &[Pages], scope: &Scope) -> Vec<TopicId> {
        let mut found: Vec<TopicId> = Vec::new();
        for holder in pages.iter().flat_map(|pages| self.holders(*pages, scope)) {
            if !found.contains(&holder) {
                found.push(holder);
            }
        }
        found
    }

    fn holders(&self, pages: Pages, scope: &Scope) -> Vec<TopicId> {
        let is_in_scope = |id: &TopicId| scope.within.is_none_or(|chapter| self.is_within(*id, chapter));
        let is_touched = |held: &Pages| held.first <= pages.last && pages.first <= held.last;
        let ids = scope.guidelines.iter().flat_map(|guideline| &self.index.topics_of[guideline.0]);
        let touched = ids.filter_map(|id| Some((*id, self.known_pages(*id).filter(is_touched)?)));
        let mut known: Vec<(TopicId, Pages)> = touched.filter(|(id, _)| is_in_scope(id)).collect();
        known.sort_unstable_by_key(|(id, _)| id.0);
        let holders: Vec<TopicId> =
            known.iter().filter(|(_, held)| pages.lie_within(*held)).map(|(id, _)| *id).collect();
        let has_part = |id: TopicId| holders.iter().any(|other| *other != id && self.is_within(*other, id));
        let specific: Vec<TopicId> =
            holders.iter().copied().filter(|id| !self.spans_topics(*id) && !has_part(*id)).collect();
        if !specific.is_empty() {
            return specific;
        }
        let notes: Vec<TopicId> =
            holders.iter().copied().filter(|id| self.topic(*id).kind == TopicKind::Note).collect();
        if !notes.is_empty() {
            return notes;
        }
        // Pages that go beyond any one topic belong to all whose words can be cited.
        let can_be_cited = |id: &TopicId| self.topic(*id).cite.is_some() && !self.spans_topics(*id);
        known.into_iter().map(|(id, _)| id).filter(can_be_cited).collect()
    }

    /// Whether it is a name for many topics, such as a whole document.
    fn spans_topics(&self, id: TopicId) -> bool {
        let topic = self.topic(id);
        topic.kind == TopicKind::Note || topic.kind == TopicKind::Chapter && topic.cite.is_none()
    }
}

/// Whether every page lies in one of the ranges.
fn are_covered(pages: Pages, ranges: &[Pages]) -> bool {
    let mut ranges = ranges.to_vec();
    ranges.sort_unstable_by_key(|pages| pages.first);
    let mut covered_until = None;
    for range in ranges {
        let next = covered_until.map_or(pages.first, |last: u32| last.saturating_add(1));
        if range.first <= next && next <= range.last {
            covered_until = Some(range.last);
        }
    }
    covered_until.is_some_and(|last| pages.last <= last)
}
