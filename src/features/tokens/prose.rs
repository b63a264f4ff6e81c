//! The tokens of a case summary or a rationale.

use super::{Token, TokenKind, placeholders};
use crate::guidelines::{Catalogue, Context, Named};
use crate::model::amounts::{Amount, Counted, amounts, doses};
use crate::model::days;
use crate::text::pattern::{MONTH, pattern, verbose};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// The tokens of a text. Of those that overlap the first counts.
pub(super) fn tokens(text: &str, catalogue: &Catalogue) -> Vec<Token> {
    let of_kind = |kind: TokenKind| move |range: Range<usize>| Token { range, kind };
    let days = days(text).into_iter().map(|(day, _)| day);
    let dates = days.chain(MONTH_OF_YEAR.find_iter(text).map(|month| month.range())).map(of_kind(TokenKind::Date));
    let strengths = doses(text).into_iter().map(|dose| dose.span);
    let amounts = strengths.chain(counts(text)).map(of_kind(TokenKind::Dose));
    let mentions = catalogue.names().mentions(text, Context::Prose).into_iter();
    let treatments = mentions.filter(|mention| matches!(mention.named, Named::Treatment(_)));
    let treatments = treatments.map(|mention| mention.span).map(of_kind(TokenKind::Treatment));
    placeholders(text).into_iter().chain(dates).chain(amounts).chain(treatments).collect()
}

/// The quantities and frequencies of a text, a frequency with its span of time. A span of time alone is none.
fn counts(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for Amount { span, of, .. } in amounts(text) {
        let is_frequency =
            matches!(of, Counted::PerWeek | Counted::PerMonth | Counted::HoursPerDay | Counted::HoursPerWeek);
        let is_time = matches!(of, Counted::Hours | Counted::Days | Counted::Weeks | Counted::Months);
        let before = found
            .last_mut()
            .filter(|before| before.end <= span.start && JOINED.is_match(&text[before.end..span.start]));
        match before {
            Some(before) if is_time => before.end = span.end,
            _ if is_time && !is_frequency => {}
            _ => found.push(span),
        }
    }
    found
}

/// What may stand between a frequency and its span of time.
static JOINED: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)^\s*(?:for|x|times|over|,)?\s*$"));
static MONTH_OF_YEAR: LazyLock<Regex> =
    LazyLock::new(|| verbose(&format!(r"\b {MONTH} ,? \s+ (?: of \s+ )? (?: 19 | 20 ) \d\d \b")));
