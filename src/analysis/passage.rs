//! What a part of a letter says in words of its own, cut into sentences, each of which is read once.

use super::effect::{Effect, effects};
use super::fact::{Claim, claims};
use super::figure::{Figure, figures};
use super::had::{History, histories};
use super::kinds;
use super::levels::Levels;
use super::question::{Answers, Question};
use super::source::Source;
use super::words::{Word, mixed, placed};
use crate::guidelines::{Context, Mention};
use crate::model::amounts::{Amount, amounts};
use crate::model::body::{Areas, NamedSide, SidedPart, body_parts, sided_parts, sides};
use crate::model::conclusion::{Conclusion, quotations};
use crate::model::echo::echoes;
use crate::model::person::{self, Persons, persons};
use crate::model::signs::{Sign, signs};
use crate::model::{Field, Part, sentence_at, sentences, shifted, written_days};
use jiff::civil::Date;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// Rules that read all the words of a part pass over longer ones, in bytes: no letter has such parts, and all of their text
/// would be read at each keystroke in them.
pub(super) const LONGEST_READ: usize = 64 * 1024;

/// The text of a section, a request or a rationale.
///
/// An edit changes a sentence or two of it. What was read of the others is kept.
#[derive(Debug)]
pub(super) struct Passage {
    /// Where it starts in its part.
    pub(super) start: usize,
    /// What it says.
    pub(super) text: String,
    /// Its sentences, in order. Places count from its start.
    pub(super) sentences: Vec<Range<usize>>,
    /// What was read of each.
    read: Vec<Arc<Read>>,
    quotations: OnceLock<Vec<Range<usize>>>,
}

/// What was read of a sentence, if somebody asked. Places count from its start.
#[derive(Debug, Default)]
struct Read {
    answers: Answers,
    /// Its letters and digits, whatever their case, by their hash.
    letters_hash: OnceLock<u64>,
    words: OnceLock<Box<[Word]>>,
    mentions: OnceLock<Box<[Mention]>>,
    areas: OnceLock<Areas>,
    sides: OnceLock<Box<[NamedSide]>>,
    sided_parts: OnceLock<Box<[SidedPart]>>,
    echoes: OnceLock<Box<[Range<usize>]>>,
    days: OnceLock<Box<[WrittenDay]>>,
    amounts: OnceLock<Box<[Amount]>>,
    figures: OnceLock<Box<[Figure]>>,
    signs: OnceLock<Box<[Sign]>>,
    effects: OnceLock<Box<[Arc<Effect>]>>,
    kinds: OnceLock<Box<[kinds::Name]>>,
    levels: OnceLock<Levels>,
    claims: OnceLock<Box<[Claim]>>,
    histories: OnceLock<Box<[History]>>,
    persons: OnceLock<person::Reading>,
}

/// A day as it is written; `None` if it is in no calendar.
pub(super) type WrittenDay = (Range<usize>, Option<Date>);

/// What tells a sentence from others: letters and digits, whatever their case.
pub(super) fn letters(sentence: &str) -> impl Iterator<Item = u8> {
    sentence.bytes().filter(u8::is_ascii_alphanumeric).map(|byte| byte.to_ascii_lowercase())
}

impl Passage {
    /// Those of a part, in order; `earlier` are those that stood in its place before. Of a part that is too long there are none.
    pub(super) fn all_of(part: &Part, source: &Source<'_>, earlier: &[Arc<Passage>]) -> Vec<Arc<Passage>> {
        let places = if part.len > LONGEST_READ { Vec::new() } else { part.own_words() };
        let passage = |(index, place): (usize, Range<usize>)| {
            Arc::new(Passage::read(place.start, source.text(&place), earlier.get(index).map(|earlier| &**earlier)))
        };
        places.into_iter().enumerate().map(passage).collect()
    }

    /// One that starts at an offset of its part; `earlier` stood in its place before.
    pub(super) fn read(start: usize, text: String, earlier: Option<&Passage>) -> Self {
        let sentences = sentences(&text);
        let said = |at: usize| &text[sentences[at].clone()];
        let known = earlier.map_or(0, |earlier| earlier.sentences.len());
        let is_same = |at: usize, other: usize| earlier.is_some_and(|earlier| earlier.sentence(other) == said(at));
        let most = known.min(sentences.len());
        let before = (0..most).take_while(|&at| is_same(at, at)).count();
        let behind = (1..=most - before).take_while(|&back| is_same(sentences.len() - back, known - back)).count();
        let kept = |range: Range<usize>| {
            earlier.into_iter().flat_map(move |earlier| earlier.read[range.clone()].iter().cloned())
        };
        let changed = (before..sentences.len() - behind).map(|_| Arc::default());
        let read = kept(0..before).chain(changed).chain(kept(known - behind..known)).collect();
        Passage { start, read, sentences, text, quotations: OnceLock::new() }
    }

    /// That of a field, among those of its part; `None` if nothing is written there.
    pub(super) fn of<'p>(field: &Field, passages: &'p [Arc<Passage>]) -> Option<&'p Arc<Passage>> {
        let written = field.written()?;
        passages.iter().find(|passage| passage.start == written.start)
    }

    fn sentence(&self, index: usize) -> &str {
        &self.text[self.sentences[index].clone()]
    }

    /// Its sentences, each with where it starts.
    pub(super) fn each_sentence(&self) -> impl Iterator<Item = (usize, &str)> {
        self.sentences.iter().map(|sentence| (sentence.start, &self.text[sentence.clone()]))
    }

    /// The sentence in which a place stands.
    pub(super) fn sentence_of(&self, place: &Range<usize>) -> &str {
        sentence_at(&self.sentences, place.start).map_or("", |sentence| &self.text[sentence.clone()])
    }

    /// Whether a place stands in a quotation: what stands there stood so in a record.
    pub(super) fn is_quoted(&self, place: &Range<usize>) -> bool {
        let quotations = self.quotations.get_or_init(|| quotations(&self.text, &self.sentences));
        quotations.iter().any(|quotation| quotation.contains(&place.start))
    }

    /// What is kept of each sentence, read where that was not done yet, with the places at which the sentences start.
    fn each<'p, T: 'p>(
        &'p self,
        kept: fn(&Read) -> &OnceLock<T>,
        read: impl Fn(&str) -> T + 'p,
    ) -> impl Iterator<Item = (usize, &'p T)> {
        let each = self.each_sentence().zip(&self.read);
        each.map(move |((start, sentence), known)| (start, kept(known).get_or_init(|| read(sentence))))
    }

    /// Whether any sentence answers yes.
    pub(super) fn any(&self, question: &Question) -> bool {
        (0..self.sentences.len()).any(|index| self.answers(index, question))
    }

    /// The sentences that answer yes, each with where it starts.
    pub(super) fn sentences_with(&self, question: &'static Question) -> impl Iterator<Item = (usize, &str)> {
        let each = self.each_sentence().enumerate();
        each.filter(|(index, _)| self.answers(*index, question)).map(|(_, sentence)| sentence)
    }

    /// The amounts of each sentence, with the sentence and where that starts. Places count from there.
    pub(super) fn amounts(&self) -> impl Iterator<Item = (usize, &str, &[Amount])> {
        let each = self.each(|read| &read.amounts, |sentence| amounts(sentence).into()).zip(self.each_sentence());
        each.map(|((_, amounts), (start, sentence))| (start, sentence, &**amounts))
    }

    /// What its sentences measure, each with its sentence and where that starts. Places count from there.
    pub(super) fn figures(&self) -> impl Iterator<Item = (usize, &str, &Figure)> {
        let each = self.each(|read| &read.figures, figures).zip(self.each_sentence());
        each.flat_map(|((_, figures), (start, sentence))| figures.iter().map(move |figure| (start, sentence, figure)))
    }

    /// The signs that its sentences tell of, each with its sentence and where that starts. Places count from there.
    pub(super) fn signs(&self) -> impl Iterator<Item = (usize, &str, &Sign)> {
        let kept = self.each(|read| &read.signs, |sentence| signs(sentence).into());
        let each = kept.zip(self.each_sentence());
        each.flat_map(|((_, signs), (start, sentence))| signs.iter().map(move |sign| (start, sentence, sign)))
    }

    /// What its sentences say of how treatments worked, each with where its sentence starts. Places count from there.
    pub(super) fn effects(&self) -> impl Iterator<Item = (usize, &Arc<Effect>)> {
        let effects = self.each(|read| &read.effects, effects);
        effects.flat_map(|(start, effects)| effects.iter().map(move |effect| (start, effect)))
    }

    /// The names of kinds of treatment in it; see [`kinds::names`].
    pub(super) fn kinds(&self) -> impl Iterator<Item = kinds::Name> {
        let kinds = self.each(|read| &read.kinds, |sentence| kinds::names(sentence).into());
        kinds.flat_map(|(at, kinds)| kinds.iter().map(move |(name, kind)| (shifted(name, at), *kind)))
    }

    /// What its sentences put at which levels of the spine, each with where its sentence starts. Places count from there.
    pub(super) fn levels(&self) -> impl Iterator<Item = (usize, &Levels)> {
        self.each(|read| &read.levels, Levels::read)
    }

    /// What its sentences say of facts, each with where its sentence starts. Places count from there.
    pub(super) fn claims(&self) -> impl Iterator<Item = (usize, &Claim)> {
        let claims = self.each(|read| &read.claims, claims);
        claims.flat_map(|(start, claims)| claims.iter().map(move |claim| (start, claim)))
    }

    /// What its sentences say was had or never had, each with where its sentence starts. Places count from there.
    pub(super) fn histories(&self) -> impl Iterator<Item = (usize, &History)> {
        let histories = self.each(|read| &read.histories, histories);
        histories.flat_map(|(start, histories)| histories.iter().map(move |history| (start, history)))
    }

    /// The answer of a sentence.
    pub(super) fn answers(&self, index: usize, question: &Question) -> bool {
        self.read[index].answers.to(question, self.sentence(index))
    }

    /// The letters and digits of a sentence, whatever their case, by their hash.
    pub(super) fn letters_hash(&self, index: usize) -> u64 {
        *self.read[index].letters_hash.get_or_init(|| mixed(letters(self.sentence(index)).map(u64::from)))
    }

    /// The words of each sentence, with the place at which it starts. Places count from there.
    pub(super) fn words_of_sentences(&self) -> impl Iterator<Item = (usize, &[Word])> {
        let words = self.each(|read| &read.words, |sentence| placed(sentence).into());
        words.map(|(start, words)| (start, &**words))
    }

    /// Its words.
    pub(super) fn words(&self) -> impl Iterator<Item = Word> {
        self.words_of_sentences()
            .flat_map(|(at, words)| words.iter().map(move |word| Word { place: shifted(&word.place, at), ..*word }))
    }

    /// The treatments and classes that it names. What the heading of an item may call a treatment, the rest of the letter may
    /// call so as well.
    pub(super) fn mentions(&self, source: &Source<'_>) -> Vec<Mention> {
        let names = source.catalogue.names();
        let mentions = self.each(|read| &read.mentions, |sentence| names.mentions(sentence, Context::Heading).into());
        mentions
            .flat_map(|(at, mentions)| {
                mentions
                    .iter()
                    .map(move |mention| Mention { span: shifted(&mention.span, at), named: mention.named.clone() })
            })
            .collect()
    }

    /// The parts of the body that it names.
    pub(super) fn areas(&self) -> Areas {
        self.each(|read| &read.areas, |sentence| Areas::of(&body_parts(sentence))).map(|(_, areas)| *areas).collect()
    }

    /// The sides that it names.
    pub(super) fn sides(&self) -> impl Iterator<Item = NamedSide> {
        let sides = self.each(|read| &read.sides, |sentence| sides(sentence).into());
        sides.flat_map(|(at, sides)| sides.iter().map(move |side| NamedSide { span: shifted(&side.span, at), ..*side }))
    }

    /// The parts of the body that it names with their side.
    pub(super) fn sided_parts(&self) -> impl Iterator<Item = SidedPart> {
        let parts = self.each(|read| &read.sided_parts, |sentence| sided_parts(sentence).into());
        parts.flat_map(|(at, parts)| parts.iter().map(move |part| SidedPart { span: shifted(&part.span, at), ..*part }))
    }

    /// Where a rationale says again what was requested, in order; `conclusions` are those that count for that.
    pub(super) fn echoes<'c>(&self, conclusions: impl Iterator<Item = &'c Conclusion>) -> Vec<Range<usize>> {
        let said = self.each(|read| &read.echoes, |sentence| echoes(sentence).into());
        let said = said.flat_map(|(at, echoes)| echoes.iter().map(move |echo| shifted(echo, at)));
        let concluded = conclusions.filter_map(|conclusion| conclusion.subject.as_ref());
        let concluded = concluded.map(|subject| subject.start - self.start..subject.end - self.start);
        let mut found: Vec<_> = said.chain(concluded).filter(|echo| !echo.is_empty()).collect();
        found.sort_unstable_by_key(|echo| (echo.start, echo.end));
        found.dedup();
        found
    }

    /// The days that it gives.
    pub(super) fn days(&self) -> impl Iterator<Item = WrittenDay> {
        let days = self.each(|read| &read.days, |sentence| written_days(sentence).into());
        days.flat_map(|(at, days)| days.iter().map(move |(place, day)| (shifted(place, at), *day)))
    }

    /// What it tells of the injured worker.
    pub(super) fn persons(&self) -> Persons {
        let readings = self.each(|read| &read.persons, person::Reading::of).map(|(_, reading)| reading);
        persons(&self.text, &self.sentences, &readings.collect::<Vec<_>>())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many sentences of a text were read before, if another text stood in its place.
    fn kept(before: &str, after: &str) -> usize {
        let earlier = Passage::read(0, before.to_owned(), None);
        let passage = Passage::read(0, after.to_owned(), Some(&earlier));
        assert_eq!(passage.read.len(), passage.sentences.len());
        passage.read.iter().filter(|read| earlier.read.iter().any(|known| Arc::ptr_eq(known, read))).count()
    }

    #[test]
    fn what_says_the_same_is_kept() {
        const TEXT: &str = "The chart is old. The knee is stiff. Pain is denied.";
        for (after, count) in [
            (TEXT, 3),
            ("", 0),
            ("The chart is old. The knee is stif. Pain is denied.", 2),
            ("The knee is stiff. Pain is denied.", 2),
            ("The chart is old. The knee is stiff.", 2),
            ("The chart is old. The chart is old. The knee is stiff. Pain is denied.", 3),
            ("A new start. The chart is old. The knee is stiff. Pain is denied. A new end.", 0),
        ] {
            assert_eq!(kept(TEXT, after), count, "{after}");
        }
        assert_eq!(kept("", TEXT), 0);
    }

    #[test]
    fn what_is_kept_stands_in_its_new_place() {
        let earlier = Passage::read(0, "The left knee is stiff. Pain is denied.".to_owned(), None);
        assert_eq!(earlier.sides().next().map(|side| side.span), Some(4..8));
        let passage = Passage::read(0, "New. The left knee is stiff. Pain is denied.".to_owned(), Some(&earlier));
        assert_eq!(passage.sides().next().map(|side| side.span), Some(9..13));
    }
}
