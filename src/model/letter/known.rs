//! Blocks with what they say, and what they add up to.

use crate::layouts::{LAYOUTS, LayoutId, Meaning, anchors};
use crate::model::facts::Facts;
use crate::model::part::Credentials;
use crate::sequence::{Element, Sum};
use crate::syntax::Block;
use std::sync::Arc;

/// A block with what it says.
#[derive(Clone)]
pub(super) struct KnownBlock {
    pub(super) block: Arc<Block>,
    pub(super) facts: Arc<Facts>,
}

/// What the blocks of a letter tell about its layout.
#[derive(Clone, Default, PartialEq)]
pub(super) struct LayoutCues {
    anchors: u64,
    credentials: Credentials,
    citations_by_page: usize,
    citations_by_section: usize,
}

impl Sum for LayoutCues {
    fn append(&mut self, following: &Self) {
        self.anchors |= following.anchors;
        self.credentials = self.credentials.and(following.credentials);
        self.citations_by_page += following.citations_by_page;
        self.citations_by_section += following.citations_by_section;
    }
}

impl Element for KnownBlock {
    type Sum = LayoutCues;

    fn sum(&self) -> LayoutCues {
        let citations = &self.facts.citations;
        LayoutCues {
            anchors: self.block.anchors(),
            credentials: self.facts.credentials,
            citations_by_page: citations.iter().filter(|citation| !citation.pages.is_empty()).count(),
            citations_by_section: citations.iter().filter(|citation| citation.section.is_some()).count(),
        }
    }
}

impl LayoutCues {
    /// The layout that they tell of.
    pub(super) fn layout(&self) -> LayoutId {
        let present = || anchors().iter().enumerate().filter(|(index, _)| self.anchors & 1 << index != 0);
        if present().filter(|(_, anchor)| !matches!(anchor.meaning, Meaning::Mark | Meaning::Cover)).count() < 2 {
            return LayoutId::Other;
        }
        let votes = |id| {
            let bit = LAYOUTS.iter().position(|layout| layout.id == id).map_or(0, |index| 1 << index);
            present().filter(|(_, anchor)| anchor.layouts & bit != 0).count()
        };
        let own = [LayoutId::Notice2013, LayoutId::Letter2013, LayoutId::ProfessionalReview];
        let best = own.into_iter().max_by_key(|id| votes(*id)).filter(|id| votes(*id) > votes(LayoutId::Letter2015));
        best.unwrap_or_else(|| self.generation())
    }

    /// Which of the layouts from 2014 on, which have the same sections.
    fn generation(&self) -> LayoutId {
        if self.citations_by_section > self.citations_by_page {
            LayoutId::Letter2016
        } else if self.credentials.in_prose && !self.credentials.in_block {
            LayoutId::Letter2014
        } else {
            LayoutId::Letter2015
        }
    }
}
