//! What a case summary or a rationale tells.

use super::events::{self, Event};
use super::histories::{Thing, ToldHistory, histories, things};
use super::impossible;
use super::studies::{self, Study};
use super::worked::{self, Treatment, Worked};
use crate::analysis::fact::Claim;
use crate::analysis::figure::Figure;
use crate::analysis::levels::{Levels, levels};
use crate::analysis::passage::Passage;
use crate::analysis::question::Question;
use crate::analysis::source::Source;
use crate::analysis::words::words;
use crate::guidelines::Mention;
use crate::model::amounts::Amount;
use crate::model::body::{Areas, Side, SidedPart};
use crate::model::person::Persons;
use crate::model::signs::Sign;
use crate::model::sites::Site;
use crate::model::{clause_at, sentence_at};
use crate::text::spaces::one_line;
use jiff::civil::Date;
use memchr::memmem;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// What a case summary or a rationale tells. Places count from its start.
#[derive(Debug)]
pub(in crate::analysis) struct Prose {
    pub(super) passage: Arc<Passage>,
    /// The text on one line and in lower case, which few ask for.
    folded: OnceLock<String>,
    /// Where on the body it is about; few ask for these as well.
    areas: OnceLock<Areas>,
    sides: OnceLock<Vec<Side>>,
    sided_parts: OnceLock<Vec<SidedPart>>,
    /// Which treatments worked, for the rule about that.
    worked: OnceLock<Box<[Worked]>>,
    treatments: OnceLock<Box<[Treatment]>>,
    all_levels: OnceLock<Box<[Site]>>,
    histories: OnceLock<Box<[ToldHistory]>>,
    things: OnceLock<Vec<(Range<usize>, Thing)>>,
    pub(in crate::analysis) persons: Persons,
    /// The days that it gives.
    pub(in crate::analysis) days: Vec<(Range<usize>, Date)>,
    /// Those that are in no calendar.
    pub(in crate::analysis) impossible_days: Vec<Range<usize>>,
    /// The days of which it is said what happened.
    pub(in crate::analysis) events: Vec<(Event, Range<usize>, Date)>,
    /// The studies of which it gives the day.
    pub(in crate::analysis) studies: Vec<Study>,
    /// The treatments and classes that it names.
    pub(in crate::analysis) mentions: Vec<Mention>,
}

impl Prose {
    pub(super) fn read(passage: &Arc<Passage>, source: &Source<'_>) -> Self {
        let days: Vec<_> = passage.days().filter_map(|(place, day)| Some((place, day?))).collect();
        Prose {
            passage: passage.clone(),
            persons: passage.persons(),
            impossible_days: impossible::in_prose(passage),
            events: events::events(passage, &days),
            studies: studies::studies(&passage.text, &passage.sentences, &days),
            mentions: passage.mentions(source),
            days,
            folded: OnceLock::new(),
            areas: OnceLock::new(),
            sides: OnceLock::new(),
            sided_parts: OnceLock::new(),
            worked: OnceLock::new(),
            treatments: OnceLock::new(),
            all_levels: OnceLock::new(),
            histories: OnceLock::new(),
            things: OnceLock::new(),
        }
    }

    fn folded(&self) -> &str {
        self.folded.get_or_init(|| one_line(&self.passage.text).to_lowercase())
    }

    /// The parts of the body that it names.
    pub(in crate::analysis) fn areas(&self) -> Areas {
        *self.areas.get_or_init(|| self.passage.areas())
    }

    /// The sides that it names.
    pub(in crate::analysis) fn sides(&self) -> &[Side] {
        self.sides.get_or_init(|| self.passage.sides().map(|named| named.side).collect())
    }

    /// The parts of the body that it names with their side.
    pub(in crate::analysis) fn sided_parts(&self) -> &[SidedPart] {
        self.sided_parts.get_or_init(|| self.passage.sided_parts().collect())
    }

    /// The sentence in which a place stands.
    pub(in crate::analysis) fn sentence(&self, place: &Range<usize>) -> &str {
        self.passage.sentence_of(place)
    }

    /// The clause in which a place stands.
    pub(in crate::analysis) fn clause(&self, place: &Range<usize>) -> &str {
        let Some(sentence) = sentence_at(&self.passage.sentences, place.start) else { return "" };
        let within = place.start - sentence.start..place.end.min(sentence.end) - sentence.start;
        clause_at(&self.passage.text[sentence.clone()], &within)
    }

    /// The sentence before that in which a place stands; empty if there is none.
    pub(in crate::analysis) fn sentence_before(&self, place: &Range<usize>) -> &str {
        let before = self.passage.sentences.partition_point(|sentence| sentence.end <= place.start).checked_sub(1);
        before.map_or("", |before| &self.passage.text[self.passage.sentences[before].clone()])
    }

    /// Where the sentence before that which starts at a place starts.
    pub(in crate::analysis) fn start_before(&self, start: usize) -> Option<usize> {
        let before = self.passage.sentences.partition_point(|sentence| sentence.start < start).checked_sub(1)?;
        Some(self.passage.sentences[before].start)
    }

    /// The words at a place.
    pub(in crate::analysis) fn words_at(&self, place: &Range<usize>) -> &str {
        self.passage.text.get(place.clone()).unwrap_or_default()
    }

    /// Whether any sentence answers yes.
    pub(in crate::analysis) fn any(&self, question: &Question) -> bool {
        self.passage.any(question)
    }

    /// Its sentences, each with where it starts.
    pub(in crate::analysis) fn sentences(&self) -> impl Iterator<Item = (usize, &str)> {
        self.passage.each_sentence()
    }

    /// The same, each also with what tells it from others, whatever their case and signs, by its hash.
    pub(in crate::analysis) fn hashed_sentences(&self) -> impl Iterator<Item = (usize, &str, u64)> {
        let sentences = self.sentences().enumerate();
        sentences.map(|(index, (start, sentence))| (start, sentence, self.passage.letters_hash(index)))
    }

    /// The amounts of each sentence, with the sentence and where that starts. Places count from there.
    pub(in crate::analysis) fn amounts(&self) -> impl Iterator<Item = (usize, &str, &[Amount])> {
        self.passage.amounts()
    }

    /// What it measures, each with its sentence and where that starts. Places count from there.
    pub(in crate::analysis) fn figures(&self) -> impl Iterator<Item = (usize, &str, &Figure)> {
        self.passage.figures()
    }

    /// The signs that it tells of, each with its sentence and where that starts. Places count from there.
    pub(in crate::analysis) fn signs(&self) -> impl Iterator<Item = (usize, &str, &Sign)> {
        self.passage.signs()
    }

    /// What it says of how treatments worked, in order.
    pub(in crate::analysis) fn worked(&self, source: &Source<'_>) -> &[Worked] {
        self.worked.get_or_init(|| worked::worked(self, source))
    }

    /// What its sentences put at which levels of the spine, each with where its sentence starts. Places count from there.
    pub(in crate::analysis) fn levels(&self) -> impl Iterator<Item = (usize, &Levels)> {
        self.passage.levels()
    }

    /// What its sentences say of facts, each with where its sentence starts. Places count from there.
    pub(in crate::analysis) fn claims(&self) -> impl Iterator<Item = (usize, &Claim)> {
        self.passage.claims()
    }

    /// What it says was had or never had.
    pub(in crate::analysis) fn histories(&self, source: &Source<'_>) -> &[ToldHistory] {
        self.histories.get_or_init(|| histories(self, source))
    }

    /// The treatments and studies that it names.
    pub(in crate::analysis) fn things(&self, source: &Source<'_>) -> &[(Range<usize>, Thing)] {
        self.things.get_or_init(|| things(self, source))
    }

    /// All levels of the spine that it names.
    pub(in crate::analysis) fn all_levels(&self) -> &[Site] {
        self.all_levels.get_or_init(|| levels(&self.passage.text))
    }

    /// The treatments that it names.
    pub(in crate::analysis) fn treatments(&self, source: &Source<'_>) -> &[Treatment] {
        self.treatments.get_or_init(|| worked::named(self, source))
    }

    /// Those of its sentences that answer yes, each with where it starts.
    pub(in crate::analysis) fn sentences_with(
        &self,
        question: &'static Question,
    ) -> impl Iterator<Item = (usize, &str)> {
        self.passage.sentences_with(question)
    }

    /// Whether it holds a word, in lower case, in the singular or in the plural.
    pub(in crate::analysis) fn has_word(&self, word: &str) -> bool {
        let folded = self.folded();
        let found = memmem::find_iter(folded.as_bytes(), word);
        let mut around = found.map(|at| folded.split_at(at));
        around.any(|(before, after)| {
            !before.ends_with(char::is_alphanumeric) && words(after).next().is_some_and(|found| found == word)
        })
    }

    /// Whether it holds words, in lower case.
    pub(in crate::analysis) fn says(&self, words: &str) -> bool {
        self.folded().contains(words)
    }
}
