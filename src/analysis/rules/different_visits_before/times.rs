//! Visits and injections that a rationale counts without naming them, or says that there were none.

use super::had::Had;
use super::{Amount, Counted};
use crate::analysis::kinds::{Kind, kind, none_had};
use crate::analysis::moments::years;
use crate::analysis::of_case::is_of_case;
use crate::analysis::question::Question;
use crate::model::body::body_parts;
use crate::model::measures::numbers_in;
use crate::model::{clause_at, statement_at};
use crate::text::pattern::{NUMBER, verbose};
use regex::{Captures, Regex};
use std::ops::Range;
use std::sync::LazyLock;

pub(super) static MAY_COUNT: Question =
    Question::new(|sentence| COUNTS.is_match(sentence) && ORDERS.iter().any(|(order, ..)| order.is_match(sentence)));

pub(super) static MAY_HAVE_HAD_NONE: Question = Question::new(|sentence| {
    let mut entries = sentence.split(',').skip(1).map(str::trim_start);
    entries.any(|entry| entry.starts_with(['H', 'N', 'W', 'h', 'n', 'w'])) && !none(sentence).is_empty()
});

/// A word that each of these orders has.
static COUNTS: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: already | earlier | once | previous | prior | second | third | fourth | so \s+ far | times | to \s+ date | twice ) \b",
    )
});

/// Words that count without naming, what they count, and how many of it are still to come.
static ORDERS: [(&LazyLock<Regex>, Counted, f64); 5] = [
    (&TIMES, Counted::Injections, 0.0),
    (&SO_FAR, Counted::Visits, 0.0),
    (&BEFORE, Counted::Visits, 0.0),
    (&GIVEN_BEFORE, Counted::Injections, 0.0),
    (&NEXT, Counted::Injections, 1.0),
];

/// `had the block four times`, `has had 10 already`, `this would be the third`
pub(super) fn counted(sentence: &str) -> Vec<(Amount, Had)> {
    let by = |(order, of, to_come): &(&LazyLock<Regex>, Counted, f64)| {
        let read = |found: Captures<'_>| {
            let (whole, count) = (found.get(0)?, found.name("count")?);
            let clause = clause_at(sentence, &count.range());
            let around = [&sentence[..whole.start()], &sentence[whole.end()..]];
            let is_supposed = around.iter().any(|words| SUPPOSED.is_match(words));
            // What was done elsewhere on the body, or from some day on, may be no part of what the summary counts.
            let is_elsewhere = *of == Counted::Visits && !body_parts(clause).is_empty();
            let is_part = is_elsewhere || IN_PART.is_match(clause);
            let is_told = is_of_case(&sentence[statement_at(sentence, &count.range())]) && !is_supposed && !is_part;
            let number = match count.as_str().to_lowercase().as_str() {
                "once" => 1.0,
                "twice" | "second" => 2.0,
                "third" => 3.0,
                "fourth" => 4.0,
                words => numbers_in(words).next()?,
            } - to_come;
            let span = found.name("said").unwrap_or(count).range();
            let amount = Amount { span, of: *of, least: number, most: number };
            is_told.then(|| (amount, Had { kind: kind(&found[0], *of), is_said: true, years: years(clause) }))
        };
        order.captures_iter(sentence).filter_map(read).collect::<Vec<_>>()
    };
    ORDERS.iter().flat_map(by).collect()
}

/// What was never given by a list of what was done, where that fills an entry of it.
pub(super) fn none(sentence: &str) -> Vec<(Kind, Range<usize>)> {
    let is_entry = |place: &Range<usize>| {
        let is_listed = sentence[..place.start].trim_end().ends_with(',');
        is_listed
            && REST_OF_ENTRY.is_match(&sentence[place.end..])
            && is_of_case(&sentence[statement_at(sentence, place)])
    };
    let entries = none_had(sentence).into_iter().filter(|(_, place)| is_entry(place));
    entries
        .map(|(kind, place)| {
            let rest = REST_OF_ENTRY.captures(&sentence[place.end..]).and_then(|rest| Some(rest.name("noun")?.end()));
            (kind, place.start..place.end + rest.unwrap_or(0))
        })
        .collect()
}

/// `had the block four times`
static TIMES: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: had | received | undergone | underwent ) \s+ (?: the | this | an? | such \s+ an? ) \s+ (?: [a-z-]+ \s+ ){0,3}? (?: block | injection | ESI ) \s+
            (?<count> once | twice | (?: [0-9]{1,2} | three | four | five | six | seven | eight ) \s+ times ) \b",
    )
});

/// `has had 10 already`
static SO_FAR: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: has | had ) \s+ (?: had | attended | completed ) \s+
            (?<count> (?: [0-9]{1,2} | six | seven | eight | nine | ten | twelve ) \s+ (?: already | so \s+ far | to \s+ date ) ) \b",
    )
});

/// `12 prior chiro visits`
static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?<count> [0-9]{1,2} ) \s+ (?: earlier | previous | prior ) \s+ (?: [a-z]+ \s+ ){1,2}? (?: sessions | visits ) \b",
    )
});

/// `had five earlier blocks`
static GIVEN_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    verbose(&format!(
        r"\b (?: had | received | undergone | underwent | all ) \s+ (?<said> (?<count> {NUMBER} ) \s+ (?: earlier | previous | prior ) \s+
            (?: [a-z-]+ \s+ ){{0,3}}? (?: blocks | injections | ESIs ) ) \b",
    ))
});

/// `this would be the third injection`
static NEXT: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?<said> this \s+ (?: is | will \s+ be | would \s+ be ) \s+ (?: her | his | the ) \s+ (?<count> second | third | fourth ) \s+
            (?: [a-z-]+ \s+ ){0,3}? (?: block | injection | ESI ) ) \b",
    )
});

/// That only some of all are counted.
static IN_PART: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: in \s+ (?: 19 | 20 ) \d\d | last \s+ (?: month | year ) | since | this \s+ year | within | at \s+ [CLT]? \d | \d+ / \d+ ) \b",
    )
});

/// What only might have been.
static SUPPOSED: LazyLock<Regex> = LazyLock::new(|| verbose(r"\b (?: if | would | whether ) \b"));

/// The end of an entry of a list.
static REST_OF_ENTRY: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\A (?<noun> (?: \s+ (?: injections? | sessions? | treatments? | visits? ) )? ) (?: \s+ (?: given | so \s+ far | to \s+ date | tried | yet ) )? \s* [,;.]",
    )
});
