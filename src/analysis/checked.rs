//! The findings of each part, kept with the part.

use super::finding::{Report, Severity, Weight};
use super::passage::{self, Passage};
use super::rules;
use super::source::Source;
use super::whole::{Request, Tells};
use crate::layouts::FieldKind;
use crate::model::{Field, Heading, Item, Part};
use crate::sequence::{Element, Sum};
use std::sync::{Arc, OnceLock};

/// A part with what the rules say about it alone.
#[derive(Clone)]
pub(super) struct Checked {
    part: Arc<Part>,
    about_words: Arc<[Report]>,
    about_item: Arc<[Report]>,
    about_citations: Arc<[Report]>,
    /// What it says in words of its own, with what was read of that.
    passages: Arc<OnceLock<Vec<Arc<Passage>>>>,
    /// What it tells the rest of the letter; read when somebody asks for the first time.
    tells: Arc<OnceLock<Tells>>,
    /// What it requested before, in the same words.
    known_request: Option<Arc<Request>>,
}

/// What checked parts add up to: enough to find the severest without looking at the rest.
#[derive(Clone, Default)]
pub(super) struct CheckedSum {
    pub(super) bytes: usize,
    pub(super) errors: usize,
    pub(super) warnings: usize,
    pub(super) gaps: usize,
    pub(super) notes: usize,
    pub(super) items: usize,
    pub(super) decided: usize,
    pub(super) complete: usize,
}

impl CheckedSum {
    pub(super) fn all(&self) -> usize {
        self.errors + self.warnings + self.gaps + self.notes
    }
}

impl Checked {
    /// Checks a part; `earlier` is what stood in its place before, checked by the same catalogue and days, and the text of
    /// both is the same up to `same_to`. Most of what is typed in an item is its rationale: then the citations are not
    /// looked at again.
    pub(super) fn new(part: &Arc<Part>, source: &Source<'_>, earlier: Option<&Checked>, same_to: usize) -> Self {
        let end = guideline_lines(part).filter_map(|field| field.content.as_ref()).map(|content| content.end).max();
        let is_same = |earlier: &&Checked| end.unwrap_or(0) <= same_to && cites_the_same(&earlier.part, part);
        let known = earlier.and_then(|earlier| earlier.passages.get()).map_or(&[][..], |known| known);
        let passages = Passage::all_of(part, source, known);
        Checked {
            part: part.clone(),
            about_words: rules::check_words(part, &passages, source).into(),
            about_item: said_of(part, |item| rules::check_item(item, source)),
            passages: Arc::new(OnceLock::from(passages)),
            about_citations: match earlier.filter(is_same) {
                Some(known) => known.about_citations.clone(),
                None => said_of(part, |item| rules::check_citations(item, source)),
            },
            tells: Arc::default(),
            known_request: earlier.and_then(|earlier| earlier.request_up_to(same_to)),
        }
    }

    /// The same looked at again by itself, because other days govern the letter.
    pub(super) fn judged_again(&self, source: &Source<'_>) -> Self {
        Checked {
            about_item: said_of(&self.part, |item| rules::check_item(item, source)),
            about_citations: said_of(&self.part, |item| rules::check_citations(item, source)),
            ..self.clone()
        }
    }

    /// The same without its passages, which take several times the memory of the text.
    pub(super) fn without_passages(self) -> Self {
        Checked { passages: Arc::default(), ..self }
    }

    fn passages(&self, source: &Source<'_>) -> &[Arc<Passage>] {
        self.passages.get_or_init(|| Passage::all_of(&self.part, source, &[]))
    }

    /// Whether anything is said of its citations.
    pub(super) fn reports_citations(&self) -> bool {
        !self.about_citations.is_empty()
    }

    /// What it requests, if its heading ends before an offset.
    fn request_up_to(&self, offset: usize) -> Option<Arc<Request>> {
        let end = heading(&self.part)?.range.end;
        let request = match self.tells.get() {
            Some(tells) => &tells.request,
            None => &self.known_request,
        };
        request.clone().filter(|_| end < offset)
    }

    /// The part.
    pub(super) fn part(&self) -> &Part {
        &self.part
    }

    /// What it tells the rest of the letter.
    pub(super) fn tells(&self, source: &Source<'_>) -> &Tells {
        self.tells.get_or_init(|| match self.part.len {
            len if len <= passage::LONGEST_READ => {
                Tells::of(&self.part, self.passages(source), self.known_request.as_ref(), source)
            }
            _ => Tells::default(),
        })
    }

    /// What the rules say.
    pub(super) fn reports(&self) -> impl Iterator<Item = &Report> {
        self.about_words.iter().chain(self.about_item.iter()).chain(self.about_citations.iter())
    }
}

/// What is said of a part if it is a disputed item.
fn said_of(part: &Part, check: impl FnOnce(&Item) -> Vec<Report>) -> Arc<[Report]> {
    part.item().map_or_else(Arc::default, |item| check(item).into())
}

fn cites_the_same(one: &Part, other: &Part) -> bool {
    heading(one) == heading(other) && guideline_lines(one).eq(guideline_lines(other))
}

fn heading(part: &Part) -> Option<&Heading> {
    part.item().and_then(|item| item.heading.as_ref())
}

fn guideline_lines(part: &Part) -> impl Iterator<Item = &Field> {
    part.fields().iter().filter(|field| field.kind != FieldKind::Rationale)
}

impl Sum for CheckedSum {
    fn append(&mut self, following: &Self) {
        self.bytes += following.bytes;
        self.errors += following.errors;
        self.warnings += following.warnings;
        self.gaps += following.gaps;
        self.notes += following.notes;
        self.items += following.items;
        self.decided += following.decided;
        self.complete += following.complete;
    }
}

impl Element for Checked {
    type Sum = CheckedSum;

    fn sum(&self) -> CheckedSum {
        let mut sum = CheckedSum { bytes: self.part.len, ..CheckedSum::default() };
        for report in self.reports() {
            match report.weight {
                Weight::Fault(Severity::Error) => sum.errors += 1,
                Weight::Fault(Severity::Warning) => sum.warnings += 1,
                Weight::Fault(Severity::Information) => sum.notes += 1,
                Weight::Gap(_) => sum.gaps += 1,
            }
        }
        if let Some(item) = self.part.item() {
            let is_decided = item.heading.as_ref().is_some_and(|heading| heading.verdict.word().is_some());
            sum.items = 1;
            sum.decided = usize::from(is_decided);
            sum.complete = usize::from(is_decided && sum.gaps + sum.errors == 0);
        }
        sum
    }
}
