//! Which treatments worked, by a summary or a rationale.

use super::Prose;
use crate::analysis::care::Care;
use crate::analysis::effect::{Again, Effect};
use crate::analysis::kinds::{self, Kind, kinds, names};
use crate::analysis::source::Source;
use crate::guidelines::{Named, TreatmentId};
use crate::model::shifted;
use crate::text::pattern::verbose;
use regex::Regex;
use std::ops::Range;
use std::sync::{Arc, LazyLock};

/// How treatments worked, by one clause.
#[derive(Debug)]
pub(in crate::analysis) struct Worked {
    /// Where the clause stands in its summary or rationale.
    pub(in crate::analysis) clause: Range<usize>,
    pub(in crate::analysis) effect: Arc<Effect>,
    /// Those that worked or not; none if they were named before, elsewhere than here.
    pub(in crate::analysis) treatments: Vec<Treatment>,
}

/// A treatment that was had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::analysis) enum Treatment {
    Of(Kind),
    Drug(TreatmentId),
}

impl Treatment {
    /// The treatments that are called so, in order, with their names.
    fn named(
        names: impl IntoIterator<Item = kinds::Name>,
        mentions: impl Iterator<Item = (Range<usize>, TreatmentId)>,
        source: &Source<'_>,
    ) -> Vec<(Range<usize>, Self)> {
        let kinds = kinds(names).into_iter().map(|(name, kind)| (name, Treatment::Of(kind)));
        let is_drug = |id| source.catalogue.class_of(&Named::Treatment(id)).is_some_and(Care::is_drug_class);
        let drugs = mentions.filter(|(_, id)| is_drug(*id)).map(|(name, id)| (name, Treatment::Drug(id)));
        let mut named: Vec<_> = kinds.chain(drugs).collect();
        named.sort_by_key(|(name, _)| name.start);
        named
    }

    /// Those that a request names.
    pub(super) fn requested(words: &str, drugs: &[TreatmentId], source: &Source<'_>) -> Vec<Self> {
        let drugs = drugs.iter().map(|id| (0..0, *id));
        Treatment::named(names(words), drugs, source).into_iter().map(|(_, treatment)| treatment).collect()
    }

    /// Whether it may be called so after it was named.
    pub(in crate::analysis) fn may_be_called(self, again: Again) -> bool {
        match (self, again) {
            (_, Again::Anything) => true,
            (Treatment::Drug(_), again) => again == Again::Drug,
            (Treatment::Of(kind), Again::Given(given)) => kind.given() == given,
            (Treatment::Of(_), Again::Drug) => false,
        }
    }
}

/// What a summary or a rationale says of how treatments worked.
pub(super) fn worked(prose: &Prose, source: &Source<'_>) -> Box<[Worked]> {
    let reader = Reader { prose, source };
    let told = prose.passage.effects().filter_map(|(start, effect)| {
        let treatments = reader.treatments(start, effect);
        let is_told = !treatments.is_empty() || effect.again.is_some();
        is_told.then(|| Worked { clause: shifted(&effect.clause, start), effect: effect.clone(), treatments })
    });
    told.collect()
}

/// The treatments that a summary or a rationale names.
pub(super) fn named(prose: &Prose, source: &Source<'_>) -> Box<[Treatment]> {
    let whole = 0..prose.passage.text.len();
    Reader { prose, source }.named(&whole).into_iter().map(|(_, treatment)| treatment).collect()
}

struct Reader<'r> {
    prose: &'r Prose,
    source: &'r Source<'r>,
}

impl Reader<'_> {
    /// What worked or not: what is named before the words that say so, or behind them, or else before.
    fn treatments(&self, start: usize, effect: &Effect) -> Vec<Treatment> {
        let place = |place: &Range<usize>| shifted(place, start);
        let before = self.named(&place(&(effect.clause.start..effect.words.start)));
        if !before.is_empty() {
            return self.one_or_list(&before);
        }
        let behind = self.named_as_cause(&place(&(effect.words.start..effect.clause.end)));
        if !behind.is_empty() {
            return self.one_or_list(&behind);
        }
        if matches!(effect.again, None | Some(Again::Anything)) {
            let clauses = effect.before.iter().map(|clause| self.named(&place(clause)));
            if let Some(named) = clauses.into_iter().find(|named| !named.is_empty()) {
                return self.one_or_list(&named);
            }
        }
        self.named_before(start, effect.again)
    }

    /// The treatments behind words that say how well they worked.
    fn named_as_cause(&self, place: &Range<usize>) -> Vec<(Range<usize>, Treatment)> {
        let mut named = self.named(place);
        let is_cause =
            named.first().is_some_and(|(name, _)| CAUSE.is_match(self.prose.words_at(&(place.start..name.start))));
        if !is_cause {
            named.clear();
        }
        named
    }

    /// The treatments that are named at a place, in order.
    fn named(&self, place: &Range<usize>) -> Vec<(Range<usize>, Treatment)> {
        let kinds = self.prose.passage.kinds().filter(|(name, _)| place.start <= name.start && name.end <= place.end);
        let mentions = self.prose.mentions.iter().filter(|mention| place.contains(&mention.span.start));
        let mentions = mentions.filter_map(|mention| match mention.named {
            Named::Treatment(id) => Some((mention.span.clone(), id)),
            Named::Class(_) => None,
        });
        Treatment::named(kinds, mentions, self.source)
    }

    /// The only treatment of some that are named, or all of them if they are listed.
    fn one_or_list(&self, named: &[(Range<usize>, Treatment)]) -> Vec<Treatment> {
        const LONGEST_JOIN: usize = 20;
        let is_joined = |pair: &[(Range<usize>, Treatment)]| {
            let between = self.prose.words_at(&(pair[0].0.end..pair[1].0.start));
            pair[0].1 == pair[1].1
                || between.len() <= LONGEST_JOIN
                    && [" and ", " or ", " nor ", ","].iter().any(|join| between.contains(join))
        };
        if named.windows(2).all(is_joined) {
            named.iter().map(|(_, treatment)| *treatment).collect()
        } else {
            Vec::new()
        }
    }

    /// The treatment that a sentence does not name: the only one that it may be, in the sentences before. Where it has no word
    /// for it, it is that of the sentence before.
    fn named_before(&self, start: usize, again: Option<Again>) -> Vec<Treatment> {
        const FARTHEST: usize = 2;
        let may_be = |treatment: &Treatment| treatment.may_be_called(again.unwrap_or(Again::Anything));
        let sentences = &self.prose.passage.sentences;
        let before = &sentences[..sentences.partition_point(|sentence| sentence.start < start)];
        let farthest = if again.is_some() { FARTHEST } else { 1 };
        let named = before.iter().rev().take(farthest).map(|sentence| {
            let named = self.named(sentence);
            named.into_iter().map(|(_, treatment)| treatment).filter(may_be).collect::<Vec<_>>()
        });
        named.into_iter().find(|named| !named.is_empty()).and_then(|named| only(&named)).into_iter().collect()
    }
}

/// The only treatment of some.
pub(in crate::analysis) fn only(treatments: &[Treatment]) -> Option<Treatment> {
    let (first, rest) = treatments.split_first()?;
    rest.iter().all(|other| other == first).then_some(*first)
}

/// What joins the words that say how well something worked, and its name.
static CAUSE: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: (?: better | improved | well ) \s+ on | after | by | failed | following | from | in | of | out \s+ of | to | under | while | with | without ) \s+ (?: [a-z0-9/-]+ \s+ ){0,6}? \z",
    )
});
