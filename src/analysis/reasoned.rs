//! A disputed item with what it asks for and the sentences of its rationale, found once for all rules.

use super::passage::Passage;
use super::question::Question;
use super::source::Source;
use crate::guidelines::{Context, Mention, Named};
use crate::layouts::FieldKind;
use crate::layouts::decision::Verdict;
use crate::model::amounts::{Amount, Dose, amounts, doses};
use crate::model::body::{BodyPart, NamedSide, body_parts, sides};
use crate::model::conclusion::Conclusion;
use crate::model::sites::{Site, sites};
use crate::model::{Field, Item, shifted};
use std::cell::OnceCell;
use std::ops::Range;
use std::sync::Arc;

/// A disputed item, what it asks for, and what its rationale says.
pub(super) struct ReasonedItem<'a> {
    /// The item.
    pub(super) item: &'a Item,
    /// What was requested, as the heading says it.
    pub(super) request: Wording,
    /// Its rationales as they are written; nearly always one.
    pub(super) rationales: Vec<Rationale<'a>>,
    /// What was requested, as the rationales say it in conclusions that agree with the decision or where they open.
    pub(super) echoes: Vec<Wording>,
}

/// A written rationale.
pub(super) struct Rationale<'a> {
    field: &'a Field,
    passage: &'a Passage,
}

/// A sentence of a rationale.
#[derive(Clone, Copy)]
pub(super) struct Sentence<'r> {
    passage: &'r Passage,
    /// Its place among those of the passage.
    index: usize,
    /// What it says.
    pub(super) text: &'r str,
    /// Where it starts.
    pub(super) start: usize,
    /// What the reviewer concludes in it.
    pub(super) conclusion: Option<&'r Conclusion>,
}

/// Words that name what was requested.
pub(super) struct Wording {
    text: String,
    start: usize,
    /// The treatments that they name.
    pub(super) named: Vec<Mention>,
    /// Stretches that are about another treatment than what was requested.
    others: Vec<Range<usize>>,
    /// What several rules ask for.
    doses: OnceCell<Vec<Dose>>,
    amounts: OnceCell<Vec<Amount>>,
    body_parts: OnceCell<Vec<BodyPart>>,
    sides: OnceCell<Vec<NamedSide>>,
    sites: OnceCell<Vec<Site>>,
}

impl<'a> ReasonedItem<'a> {
    /// `passages` are what it says in words of its own.
    pub(super) fn new(item: &'a Item, passages: &'a [Arc<Passage>], source: &Source<'_>) -> Self {
        let place = item.heading.as_ref().map(|heading| heading.request.clone()).unwrap_or_default();
        let request = Wording::new(source.text(&place), place.start, Context::Heading, source);
        let fields = item.fields_of(FieldKind::Rationale);
        let rationale = |field| Some(Rationale { field, passage: Passage::of(field, passages)? });
        let rationales: Vec<_> = fields.filter_map(rationale).collect();
        let verdict = item.heading.as_ref().map_or(Verdict::Undecided, |heading| heading.verdict);
        let mut echoes: Vec<_> = rationales.iter().flat_map(|rationale| rationale.echoes(verdict, source)).collect();
        for echo in &mut echoes {
            echo.others = echo.about_others(&request, source);
        }
        ReasonedItem { item, request, rationales, echoes }
    }

    /// Whether the heading decides so.
    pub(super) fn is_decided(&self, verdict: Verdict) -> bool {
        self.item.heading.as_ref().is_some_and(|heading| heading.verdict == verdict)
    }

    /// The sentences of its rationales, in order.
    pub(super) fn sentences(&self) -> impl Iterator<Item = Sentence<'_>> {
        self.rationales.iter().flat_map(Rationale::sentences)
    }
}

impl Rationale<'_> {
    /// Whether any of its sentences answers yes.
    pub(super) fn any(&self, question: &Question) -> bool {
        self.passage.any(question)
    }

    /// What it says.
    pub(super) fn text(&self) -> &str {
        &self.passage.text
    }

    /// Its sentences, in order.
    pub(super) fn sentences(&self) -> impl Iterator<Item = Sentence<'_>> {
        self.passage.sentences.iter().enumerate().map(|(index, sentence)| {
            let place = shifted(sentence, self.passage.start);
            let conclusion = self.field.conclusions.iter().find(|conclusion| conclusion.sentence == place);
            Sentence {
                passage: self.passage,
                index,
                text: &self.text()[sentence.clone()],
                start: place.start,
                conclusion,
            }
        })
    }

    /// Where it stands.
    pub(super) fn range(&self) -> Range<usize> {
        shifted(&(0..self.text().len()), self.passage.start)
    }

    fn echoes(&self, verdict: Verdict, source: &Source<'_>) -> Vec<Wording> {
        let agreeing = self
            .field
            .conclusions
            .iter()
            .filter(|conclusion| verdict.word().is_none() || verdict == conclusion.necessity.verdict());
        let wording = |echo: Range<usize>| {
            Wording::new(self.text()[echo.clone()].to_owned(), self.passage.start + echo.start, Context::Prose, source)
        };
        self.passage.echoes(agreeing).into_iter().map(wording).collect()
    }
}

impl Sentence<'_> {
    /// Where a stretch of its text stands.
    pub(super) fn place(&self, span: Range<usize>) -> Range<usize> {
        shifted(&span, self.start)
    }

    /// Its answer.
    pub(super) fn answers(&self, question: &Question) -> bool {
        self.passage.answers(self.index, question)
    }

    /// What tells it from others, whatever their case and signs, by its hash.
    pub(super) fn letters_hash(&self) -> u64 {
        self.passage.letters_hash(self.index)
    }

    /// Where it stands.
    pub(super) fn range(&self) -> Range<usize> {
        self.place(0..self.text.len())
    }
}

impl Wording {
    fn new(text: String, start: usize, context: Context, source: &Source<'_>) -> Self {
        let mut named = source.catalogue.names().mentions(&text, context);
        named.retain(|mention| matches!(mention.named, Named::Treatment(_)));
        let others = Vec::new();
        let (doses, amounts) = (OnceCell::new(), OnceCell::new());
        let (body_parts, sides, sites) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        Wording { text, start, named, others, doses, amounts, body_parts, sides, sites }
    }

    /// The words.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Where a stretch of the words stands.
    pub(super) fn place(&self, span: &Range<usize>) -> Range<usize> {
        shifted(span, self.start)
    }

    /// Where they stand.
    pub(super) fn whole(&self) -> Range<usize> {
        self.place(&(0..self.text.len()))
    }

    /// The strengths given of what was requested.
    pub(super) fn doses(&self) -> &[Dose] {
        self.of_request(&self.doses, doses, |dose| &dose.span)
    }

    /// The quantities given of what was requested.
    pub(super) fn amounts(&self) -> &[Amount] {
        self.of_request(&self.amounts, amounts, |amount| &amount.span)
    }

    /// The parts of the body named with what was requested.
    pub(super) fn body_parts(&self) -> &[BodyPart] {
        self.of_request(&self.body_parts, body_parts, |part| &part.span)
    }

    /// The parts of the body that they name, with whatever it may be.
    pub(super) fn all_body_parts(&self) -> Vec<BodyPart> {
        if self.others.is_empty() { self.body_parts().to_vec() } else { body_parts(&self.text) }
    }

    /// The sides named with what was requested.
    pub(super) fn sides(&self) -> &[NamedSide] {
        self.of_request(&self.sides, sides, |side| &side.span)
    }

    /// The levels of the spine, the fingers and the toes named with what was requested.
    pub(super) fn sites(&self) -> &[Site] {
        self.of_request(&self.sites, sites, |site| &site.span)
    }

    /// What is read of the words and belongs to what was requested.
    fn of_request<'w, T>(
        &self,
        kept: &'w OnceCell<Vec<T>>,
        read: fn(&str) -> Vec<T>,
        span: fn(&T) -> &Range<usize>,
    ) -> &'w [T] {
        kept.get_or_init(|| {
            let mut found = read(&self.text);
            found.retain(|said| !self.others.iter().any(|other| other.contains(&span(said).start)));
            found
        })
    }

    /// What belongs to a treatment reaches from its name to that of the next one; what stands before the first name
    /// belongs to that.
    fn about_others(&self, request: &Wording, source: &Source<'_>) -> Vec<Range<usize>> {
        let ends = self.named.iter().skip(1).map(|next| next.span.start).chain([self.text.len()]);
        let stretches = self.named.iter().zip(ends).enumerate().map(|(index, (mention, end))| {
            let start = if index == 0 { 0 } else { mention.span.start };
            (mention, start..end)
        });
        stretches.filter(|(mention, _)| !request.asks_for(mention, source)).map(|(_, stretch)| stretch).collect()
    }

    /// Whether these words ask for a treatment, or for a near one: what has a strength is a drug, and another drug of its
    /// class is another treatment.
    fn asks_for(&self, mention: &Mention, source: &Source<'_>) -> bool {
        // `physical medicine (postsurgical)` is physical medicine.
        let wide = |class: &str| class.split(" (").next().unwrap_or_default().to_owned();
        let class = |mention: &Mention| source.catalogue.class_of(&mention.named).map(wide);
        let is_drug = !self.doses().is_empty();
        self.named
            .iter()
            .any(|own| own.named == mention.named || !is_drug && class(own).is_some() && class(own) == class(mention))
    }
}
