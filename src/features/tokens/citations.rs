//! The tokens of a guideline line.

use super::{Token, TokenKind};
use crate::guidelines::Catalogue;
use crate::model::citation::{Citation, Source};
use crate::model::shifted;
use std::ops::Range;

/// The tokens of citations in a part with this text.
pub(super) fn tokens(text: &str, citations: &[Citation], catalogue: &Catalogue) -> Vec<Token> {
    citations.iter().flat_map(|citation| of_citation(text, citation, catalogue)).collect()
}

fn of_citation(text: &str, citation: &Citation, catalogue: &Catalogue) -> Vec<Token> {
    let pages = citation.pages.iter().map(|page| Token { range: page.span.clone(), kind: TokenKind::Page });
    let (guideline, topic) = match (&citation.text, citation.source) {
        (Some(words), Source::NonMtus) => named_in(text, words, catalogue),
        _ => (citation.guideline.clone(), topic(citation)),
    };
    let guideline = guideline.map(|range| Token { range, kind: TokenKind::Guideline });
    let topic = topic.map(|range| Token { range, kind: TokenKind::Topic });
    pages.chain(guideline).chain(topic).collect()
}

/// From the first word of chapter, topic or section to the last.
fn topic(citation: &Citation) -> Option<Range<usize>> {
    let parts = || [&citation.chapter, &citation.topic, &citation.section].into_iter().flatten();
    let start = parts().map(|part| part.start).min()?;
    Some(start..parts().map(|part| part.end).max()?)
}

/// The document that free words name, and the words behind its name.
fn named_in(text: &str, words: &Range<usize>, catalogue: &Catalogue) -> (Option<Range<usize>>, Option<Range<usize>>) {
    let free = &text[words.clone()];
    let Some(name) = catalogue.document_name(free) else { return (None, None) };
    let is_mark = |char: char| char.is_whitespace() || ",;:.\"“”".contains(char);
    let behind = free[name.end..].trim_start_matches(is_mark);
    let topic = free.len() - behind.len()..name.end.max(free.trim_end_matches(is_mark).len());
    (
        Some(shifted(&name, words.start)),
        Some(topic).filter(|topic| !topic.is_empty()).map(|topic| shifted(&topic, words.start)),
    )
}
