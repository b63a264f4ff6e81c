//! A letter seen as a whole: what its front, its summary and its items tell, for the rules that compare them.
//!
//! What a part tells is read once and kept with the part, so that a keystroke has one part read anew.

mod absence;
mod asked;
mod denial;
mod done_to;
mod events;
mod given;
mod grounds;
mod impossible;
mod kin;
mod reported;
mod request;
mod studies;
mod subjects;
mod topics;
mod vocabulary;

pub(super) use absence::{Missed, Missing};
pub(super) use asked::Asked;
pub(super) use done_to::DoneTo;
pub(super) use events::Event;
pub(super) use grounds::is_grounds_for;
pub(super) use kin::Kin;
pub(super) use reported::Reported;
pub(super) use request::Request;
pub(super) use studies::Study;
pub(super) use vocabulary::{Stray, Vocabulary};

use super::figure::Figure;
use super::passage::Passage;
use super::question::Question;
use super::rules::Source;
use super::words::words;
use crate::guidelines::Mention;
use crate::layouts::{FieldKind, SectionKind};
use crate::model::amounts::Amount;
use crate::model::body::{Areas, Side, SidedPart, body_parts};
use crate::model::person::Persons;
use crate::model::signs::Sign;
use crate::model::{Dated, Field, Part, PartKind, shifted, steps_on_front};
use crate::text::spaces::one_line;
use jiff::civil::Date;
use memchr::memmem;
use std::cell::OnceCell;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// A letter seen as a whole.
pub(super) struct Whole<'a> {
    /// Its parts, in order.
    pub(super) parts: Vec<Told<'a>>,
    /// Where its rationales speak about another item, if a rule has asked.
    pub(super) strays: OnceCell<Vec<Range<usize>>>,
}

/// A part of a letter with what it tells.
pub(super) struct Told<'a> {
    /// Where it starts.
    pub(super) offset: usize,
    pub(super) part: &'a Part,
    pub(super) tells: &'a Tells,
}

/// What a part tells. Places count from its start.
#[derive(Debug, Default)]
pub(super) struct Tells {
    /// The days in the table on the front.
    pub(super) steps: Vec<Dated>,
    /// Those there that are in no calendar.
    pub(super) impossible_days: Vec<Range<usize>>,
    /// What an item requests.
    pub(super) request: Option<Arc<Request>>,
    /// The case summary, or the rationale of an item.
    pub(super) prose: Option<Prose>,
}

/// What a case summary or a rationale tells. Places count from its start.
#[derive(Debug)]
pub(super) struct Prose {
    passage: Arc<Passage>,
    /// The text on one line and in lower case, which few ask for.
    folded: OnceLock<String>,
    /// Where on the body it is about; few ask for these as well.
    areas: OnceLock<Areas>,
    sides: OnceLock<Vec<Side>>,
    sided_parts: OnceLock<Vec<SidedPart>>,
    pub(super) persons: Persons,
    /// The days that it gives.
    pub(super) days: Vec<(Range<usize>, Date)>,
    /// Those that are in no calendar.
    pub(super) impossible_days: Vec<Range<usize>>,
    /// The days of which it is said what happened.
    pub(super) events: Vec<(Event, Range<usize>, Date)>,
    /// The studies of which it gives the day.
    pub(super) studies: Vec<Study>,
    /// The treatments and classes that it names.
    pub(super) mentions: Vec<Mention>,
    /// Those of them that it surely speaks about, and does not only compare.
    pub(super) topics: Vec<Mention>,
    /// By which words the item of a rationale is known, and which it says.
    pub(super) vocabulary: Option<Vocabulary>,
    /// Those that utilization review denied or modified, as a summary tells it.
    pub(super) denied: Vec<Mention>,
    /// What was asked for or denied, as a summary tells it.
    pub(super) asked: Vec<Asked>,
    /// What a summary reports of the patient, or a rationale says was done.
    pub(super) reported: Vec<Reported>,
    /// What a rationale says is not documented, or a summary was not done.
    pub(super) missed: Vec<Missed>,
    /// The words for what a rationale concludes on, if it surely concludes only once.
    pub(super) concluded_on: Option<Range<usize>>,
}

impl Tells {
    /// Reads a part with its passages. `known` is what it requested before in the words that it has now.
    pub(super) fn of(
        part: &Part,
        passages: &[Arc<Passage>],
        known: Option<&Arc<Request>>,
        source: &Source<'_>,
    ) -> Self {
        match &part.kind {
            PartKind::Front => Tells::on_front(part, source),
            // A notice has on its front a title.
            PartKind::Section(section) if section.kind == SectionKind::Title => Tells::on_front(part, source),
            PartKind::Section(section) if section.kind == SectionKind::CaseSummary => {
                Tells { prose: passages.first().map(|passage| Prose::summary(passage, source)), ..Tells::default() }
            }
            PartKind::Section(_) => Tells::default(),
            PartKind::Item(item) => {
                let request = item.heading.as_ref().map(|heading| match known {
                    Some(known) if known.is_still(item, heading, source) => known.clone(),
                    _ => Arc::new(Request::read(item, heading, source)),
                });
                let prose = item.field(FieldKind::Rationale).and_then(|field| {
                    Some(Prose::rationale(field, Passage::of(field, passages)?, request.as_deref(), source))
                });
                Tells { request, prose, ..Tells::default() }
            }
        }
    }

    fn on_front(part: &Part, source: &Source<'_>) -> Self {
        let text = source.text(&(0..part.len));
        Tells { steps: steps_on_front(&text), impossible_days: impossible::on_front(&text), ..Tells::default() }
    }
}

impl Prose {
    fn summary(passage: &Arc<Passage>, source: &Source<'_>) -> Self {
        let (text, sentences, mentions) = (&passage.text, &passage.sentences, passage.mentions(source));
        Prose {
            asked: asked::asked(text, sentences, &mentions),
            denied: denial::denied(text, sentences, &mentions),
            reported: reported::reported(text, sentences),
            missed: absence::missed(passage),
            mentions,
            ..Prose::read(passage)
        }
    }

    fn rationale(field: &Field, passage: &Arc<Passage>, of: Option<&Request>, source: &Source<'_>) -> Self {
        let (text, sentences, mentions) = (&passage.text, &passage.sentences, passage.mentions(source));
        let subject = match &field.conclusions[..] {
            [only] if only.is_sure => only.subject.as_ref(),
            _ => None,
        };
        let concluded_on = subject.map(|subject| subject.start - passage.start..subject.end - passage.start);
        Prose {
            vocabulary: of.map(|of| Vocabulary::read(&of.words_about, field, passage, concluded_on.as_ref())),
            topics: topics::topics(text, sentences, &mentions),
            reported: given::given(passage),
            missed: absence::missed(passage),
            concluded_on,
            mentions,
            ..Prose::read(passage)
        }
    }

    fn read(passage: &Arc<Passage>) -> Self {
        let (text, sentences) = (&passage.text, &passage.sentences);
        let days: Vec<_> = passage.days().filter_map(|(place, day)| Some((place, day?))).collect();
        Prose {
            passage: passage.clone(),
            persons: passage.persons(),
            impossible_days: impossible::in_prose(text, sentences, passage.days()),
            events: events::events(passage, &days),
            studies: studies::studies(text, sentences, &days),
            days,
            folded: OnceLock::new(),
            areas: OnceLock::new(),
            sides: OnceLock::new(),
            sided_parts: OnceLock::new(),
            mentions: Vec::new(),
            topics: Vec::new(),
            vocabulary: None,
            asked: Vec::new(),
            denied: Vec::new(),
            reported: Vec::new(),
            missed: Vec::new(),
            concluded_on: None,
        }
    }

    /// Where a summary reports what the rationale of a request for these parts of the body misses.
    pub(super) fn reports(&self, missed: &Missed, requested: Areas) -> Option<Range<usize>> {
        let areas = if missed.areas == Areas::default() { requested } else { missed.areas };
        match &missed.what {
            Missing::Subject(subject) => {
                let mut reported = self.reported.iter().filter(|reported| reported.subject.is_one_of(*subject));
                reported.find(|reported| reported.areas.may_meet(areas)).map(|reported| reported.words.clone())
            }
            Missing::Named(names) => {
                let sentences = self.sentences().zip(self.passage.words_of_sentences());
                let mut reported = sentences.filter_map(|((start, sentence), (_, words))| {
                    let place = reported::reports(sentence, words, names)?;
                    Areas::of(&body_parts(sentence)).may_meet(areas).then(|| shifted(&place, start))
                });
                reported.next()
            }
        }
    }

    /// Where a summary says that there was none of what the rationale of a request for these parts of the body says was done,
    /// and nothing else of it.
    pub(super) fn denies(&self, given: &Reported, requested: Areas) -> Option<Range<usize>> {
        let areas = if given.areas == Areas::default() { requested } else { given.areas };
        let of_subject = |missed: &&Missed| match missed.what {
            Missing::Subject(missing) => {
                let is_reported = || self.reported.iter().any(|reported| reported.subject.is_one_of(missing));
                given.subject.is_one_of(missing) && !is_reported()
            }
            Missing::Named(_) => false,
        };
        let mut denied = self.missed.iter().filter(of_subject).filter(|missed| missed.areas.may_meet(areas));
        denied.next().map(|missed| missed.words.clone())
    }

    fn folded(&self) -> &str {
        self.folded.get_or_init(|| one_line(&self.passage.text).to_lowercase())
    }

    /// The parts of the body that it names.
    pub(super) fn areas(&self) -> Areas {
        *self.areas.get_or_init(|| self.passage.areas())
    }

    /// The sides that it names.
    pub(super) fn sides(&self) -> &[Side] {
        self.sides.get_or_init(|| self.passage.sides().map(|named| named.side).collect())
    }

    /// The parts of the body that it names with their side.
    pub(super) fn sided_parts(&self) -> &[SidedPart] {
        self.sided_parts.get_or_init(|| self.passage.sided_parts().collect())
    }

    /// The sentence in which a place stands.
    pub(super) fn sentence(&self, place: &Range<usize>) -> &str {
        self.passage.sentence_of(place)
    }

    /// The words at a place.
    pub(super) fn words_at(&self, place: &Range<usize>) -> &str {
        self.passage.text.get(place.clone()).unwrap_or_default()
    }

    /// Whether any sentence answers yes.
    pub(super) fn any(&self, question: &Question) -> bool {
        self.passage.any(question)
    }

    /// Its sentences, each with where it starts.
    pub(super) fn sentences(&self) -> impl Iterator<Item = (usize, &str)> {
        self.passage.each_sentence()
    }

    /// The same, each also with what tells it from others, whatever their case and signs, by its hash.
    pub(super) fn hashed_sentences(&self) -> impl Iterator<Item = (usize, &str, u64)> {
        let sentences = self.sentences().enumerate();
        sentences.map(|(index, (start, sentence))| (start, sentence, self.passage.letters_hash(index)))
    }

    /// The amounts of each sentence, with the sentence and where that starts. Places count from there.
    pub(super) fn amounts(&self) -> impl Iterator<Item = (usize, &str, &[Amount])> {
        self.passage.amounts()
    }

    /// What it measures, each with its sentence and where that starts. Places count from there.
    pub(super) fn figures(&self) -> impl Iterator<Item = (usize, &str, &Figure)> {
        self.passage.figures()
    }

    /// The signs that it tells of, each with its sentence and where that starts. Places count from there.
    pub(super) fn signs(&self) -> impl Iterator<Item = (usize, &str, &Sign)> {
        self.passage.signs()
    }

    /// Those of its sentences that answer yes, each with where it starts.
    pub(super) fn sentences_with(&self, question: &'static Question) -> impl Iterator<Item = (usize, &str)> {
        self.passage.sentences_with(question)
    }

    /// Whether it holds a word, in lower case, in the singular or in the plural.
    pub(super) fn has_word(&self, word: &str) -> bool {
        let folded = self.folded();
        let found = memmem::find_iter(folded.as_bytes(), word);
        let mut around = found.map(|at| folded.split_at(at));
        around.any(|(before, after)| {
            !before.ends_with(char::is_alphanumeric) && words(after).next().is_some_and(|found| found == word)
        })
    }

    /// Whether it holds words, in lower case.
    pub(super) fn says(&self, words: &str) -> bool {
        self.folded().contains(words)
    }
}

impl<'a> Whole<'a> {
    /// The case summary, if it is written; of several the longest.
    pub(super) fn summary(&self) -> Option<Narrative<'a>> {
        let summaries = self.narratives().filter(|narrative| narrative.request.is_none());
        summaries.max_by_key(|summary| summary.prose.passage.text.len())
    }

    /// The summary and the rationales, in order.
    pub(super) fn narratives(&self) -> impl Iterator<Item = Narrative<'a>> {
        self.parts.iter().filter_map(|told| {
            let prose = told.tells.prose.as_ref()?;
            let is_item = told.part.item().is_some();
            let request = told.tells.request.as_deref().filter(|_| is_item);
            (is_item == request.is_some()).then_some(Narrative {
                offset: told.offset + prose.passage.start,
                prose,
                request,
            })
        })
    }

    /// The requests of the items, in order, with the offsets from which their places count.
    pub(super) fn requests(&self) -> impl Iterator<Item = (usize, &'a Request)> {
        self.parts.iter().filter_map(|told| Some((told.offset, told.tells.request.as_deref()?)))
    }
}

/// The case summary, or the rationale of an item.
pub(super) struct Narrative<'a> {
    offset: usize,
    pub(super) prose: &'a Prose,
    /// The request of the item; `None` for the summary.
    pub(super) request: Option<&'a Request>,
}

impl Narrative<'_> {
    /// Whether it is the rationale for this very request.
    pub(super) fn is_of(&self, request: &Request) -> bool {
        self.request.is_some_and(|own| std::ptr::eq(own, request))
    }

    /// Where its text stands in the letter.
    pub(super) fn whole(&self) -> Range<usize> {
        self.place(&(0..self.prose.passage.text.len()))
    }

    /// A place of its text in the letter.
    pub(super) fn place(&self, range: &Range<usize>) -> Range<usize> {
        shifted(range, self.offset)
    }
}
