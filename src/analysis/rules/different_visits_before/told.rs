//! The visits and injections that a summary tells of.

use super::{NO, NOT_HAD, is_counted};
use crate::analysis::kinds::{Kind, kind_beside, none_had};
use crate::analysis::moments::years;
use crate::analysis::whole::Prose;
use crate::model::amounts::{Amount, products};
use crate::model::{clause_at, shifted};
use crate::text::pattern::verbose;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// The visits of a summary.
pub(super) struct Told {
    /// Those that the patient has had, with the kind of treatment and the years that the sentence names.
    had: Vec<(Kind, Amount, Box<[i16]>)>,
    /// The kinds of which there were none, and where that is said.
    none: Vec<(Kind, Range<usize>)>,
    /// All numbers of visits, had or not.
    all: Vec<Amount>,
}

impl Told {
    pub(super) fn of(summary: &Prose) -> Self {
        let mut told = Told { had: Vec::new(), none: Vec::new(), all: Vec::new() };
        for (start, sentence, given) in summary.amounts() {
            let visits = || given.iter().filter(|amount| is_counted(amount));
            let is_had = || HAD.is_match(sentence) || TREATED.is_match(sentence);
            if visits().next().is_some() && is_had() && !NOT_HAD.is_match(sentence) {
                // `8 visits with no gain` were had.
                let clause = |amount: &Amount| {
                    let clause = clause_at(sentence, &amount.span);
                    TO_NO_AVAIL.find(clause).map_or(clause, |found| &clause[..found.start()])
                };
                let surely = visits().filter(|amount| !NO.is_match(clause(amount)));
                told.had.extend(surely.filter_map(|amount| {
                    let kind = kind_beside(sentence, amount)?;
                    Some((kind, amount.clone().shifted(start), years(sentence)))
                }));
            }
            told.none.extend(none_had(sentence).into_iter().map(|(kind, place)| (kind, shifted(&place, start))));
            told.all.extend(products(given));
            told.all.extend(visits().map(|visits| visits.clone().shifted(start)));
        }
        told
    }

    /// Whether the summary says that there were no such visits.
    pub(super) fn had_none(&self, kind: Kind) -> bool {
        self.none.iter().any(|(none, _)| *none == kind)
    }

    /// Where the summary tells of such visits, if there were any.
    pub(super) fn had_any(&self, kind: Kind) -> Option<Range<usize>> {
        let mut had = self.had.iter().filter(|(known, amount, _)| *known == kind && amount.least > 0.0);
        had.next().map(|(_, amount, _)| amount.span.clone())
    }

    /// Where the summary gives the only number of such visits, or says that there were none, if it knows nothing of another
    /// number.
    pub(super) fn otherwise(&self, kind: Kind, said: &Amount, of_years: &[i16]) -> Option<Range<usize>> {
        let mut had = self.had.iter().filter(|(known, _, _)| *known == kind);
        let Some((_, known, years)) = had.next() else {
            let mut none = self.none.iter().filter(|(none, _)| *none == kind && of_years.is_empty());
            return none.next().map(|(_, place)| place.clone());
        };
        let is_of_years = of_years.iter().all(|year| years.contains(year));
        if !is_of_years || !had.all(|(_, other, _)| other.agrees_with(known)) {
            return None;
        }
        let mut like = self.all.iter().filter(|other| other.of == said.of);
        let is_sum = |other: &Amount| other.span != known.span && known.most + other.most == said.most;
        let is_told = like.any(|told| told.agrees_with(said) || is_sum(told));
        (!is_told).then(|| known.span.clone())
    }
}

static TO_NO_AVAIL: LazyLock<Regex> =
    LazyLock::new(|| verbose(r"\b with \s+ no \s+ (?: benefit | change | gain | improvement | relief ) \b"));

/// What is done with visits that were had.
static HAD: LazyLock<Regex> =
    LazyLock::new(|| verbose(r"\b (?: attended | completed | finished | had | received | undergone | underwent ) \b"));

/// What was done so far.
static TREATED: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: after | benefit | bought | brought | care | conservative | following | gave | helped | hx | in \s+ spite \s+ of | relief | rx | s/p | so \s+ far | status \s+ post | to \s+ date | treat (?: ed | ment ) | tried ) \b",
    )
});
