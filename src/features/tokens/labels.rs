//! The labels on the front of a letter and of the reviewer's credentials.

use super::{Token, TokenKind};
use crate::model::{DAY_LABEL, days};
use crate::text::pattern::{pattern, verbose};
use regex::Regex;
use std::sync::LazyLock;

/// The labels of the table on the front, and its days.
pub(super) fn on_front(text: &str) -> Vec<Token> {
    let days = days(text).into_iter().map(|(range, _)| Token { range, kind: TokenKind::Date });
    found(&FRONT, text).chain(days).collect()
}

/// The labels of the credentials.
pub(super) fn of_credentials(text: &str) -> Vec<Token> {
    found(&CREDENTIALS, text).collect()
}

fn found(labels: &'static Regex, text: &str) -> impl Iterator<Item = Token> {
    labels.find_iter(text).map(|label| Token { range: label.range(), kind: TokenKind::Label })
}

static FRONT: LazyLock<Regex> =
    LazyLock::new(|| verbose(&format!(r"\b (?: (?: IMR \s+ )? case \s+ number | priority | {DAY_LABEL} ) \s* :")));
static CREDENTIALS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix) \b (?: (?: the \s+ )? expert \s+ reviewer \s+ has \s+ the \s+ following \s+ credentials
            | states? (?: \(s\) )? \s+ of \s+ licensure
            | certifications? (?: \(s\) )? (?: \s* / \s* specialty )? | specialty ) \s* :",
    )
});
