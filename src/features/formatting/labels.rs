//! Labels, however they were slipped in.

use crate::layouts::{CREDENTIALS, FieldKind, opens_citation};
use strsim::osa_distance;

/// The label of a field with which a line starts, and how many bytes of the line it covers, its mark included.
pub(super) fn label_at(line: &str) -> Option<(FieldKind, usize)> {
    let kind = |words: &str| FieldKind::ALL.into_iter().find(|kind| is_like(words, kind.label()));
    if let Some((words, covered)) = marked(line) {
        return Some((kind(words)?, covered));
    }
    if let Some(kind) = kind(line) {
        return Some((kind, line.len()));
    }
    let mut ends = line.match_indices(char::is_whitespace).map(|(at, _)| at).take(MOST_WORDS);
    let end = ends.find(|end| opens_citation(line[*end..].trim_start()))?;
    Some((kind(&line[..end])?, end))
}

/// The label of the credentials with which a line starts, as it is to be spelt, and how many bytes it covers.
pub(super) fn credential_at(line: &str) -> Option<(&'static str, usize)> {
    let (words, covered) = marked(line)?;
    let label = CREDENTIALS.into_iter().find(|label| is_like(words, label))?;
    Some((label, covered))
}

/// Labels have fewer words, with the blanks between them counted.
const MOST_WORDS: usize = 8;
/// Labels are shorter, in bytes.
const LONGEST: usize = 80;

/// The words before a colon or a dash, and where they end with it.
fn marked(line: &str) -> Option<(&str, usize)> {
    let mut near = line.char_indices().take_while(|(at, _)| *at < LONGEST);
    let is_mark = |at: usize, char: char| match char {
        ':' | ';' => true,
        '-' | '–' | '—' => {
            let behind = &line[at + char.len_utf8()..];
            line[..at].ends_with(char::is_whitespace) && (behind.is_empty() || behind.starts_with(char::is_whitespace))
        }
        _ => false,
    };
    let (at, mark) = near.find(|(at, char)| is_mark(*at, *char))?;
    Some((&line[..at], at + mark.len_utf8()))
}

/// Whether words are a label but for their case, their blanks, a plural, and one or two letters. A digit that has slipped in is
/// a number, and numbers are nobody's to drop.
fn is_like(words: &str, label: &str) -> bool {
    const MOST_SLIPS: usize = 2;
    let folded = |text: &str| {
        let text = text.to_lowercase().replace(['’', '\''], "");
        text.trim_end_matches(':')
            .split_whitespace()
            .map(|word| word.trim_end_matches('s'))
            .collect::<Vec<_>>()
            .join(" ")
    };
    let (words, label) = (folded(words), folded(label));
    words.chars().next() == label.chars().next()
        && !words.contains(char::is_numeric)
        && osa_distance(&words, &label) <= MOST_SLIPS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_as_they_are_typed() {
        for (line, kind) in [
            ("CLAIMS ADMINISTRATOR'S GUIDELINES: x", FieldKind::ClaimsAdministrator),
            ("Maximus guideline", FieldKind::Maximus),
            ("MAXIMUS  guidline – x", FieldKind::Maximus),
            ("MAXIMUS guideline Decision based on MTUS", FieldKind::Maximus),
            ("Decision rational: x", FieldKind::Rationale),
        ] {
            assert_eq!(label_at(line).map(|(kind, _)| kind), Some(kind), "{line}");
        }
        for line in [
            "The MAXIMUS guideline: none",
            "MAXIMUS guidelines recommend it: so",
            "Decision",
            "Maximus guideline is x",
            "Decision 7rationale: x",
        ] {
            assert_eq!(label_at(line), None, "{line}");
        }
    }
}
