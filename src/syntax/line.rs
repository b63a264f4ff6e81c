//! What a line is and how it ends, seen by itself.

use super::LineKind;
use crate::layouts::{Meaning, abbreviation, anchor_at, anchors, decision, opens_citation, request};
use crate::text::spaces::trimmed;
use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

/// A line, or a part of a long one, as the parser sees it.
pub(super) struct Piece<'t> {
    pub(super) text: Cow<'t, str>,
    pub(super) kind: LineKind,
    /// Where the text starts and ends without the white space around it.
    start: usize,
    end: usize,
    /// Where the text behind the anchor starts, if there is one.
    content: usize,
    /// Lines are passed several times while it is decided what they belong to.
    closing: OnceCell<Closing>,
    /// Whether it goes on with a line begun in the piece before.
    pub(super) goes_on: bool,
    /// How far the text was read to find its end.
    pub(super) looked_to: usize,
}

/// How a line ends, as far as it tells whether the next one goes on with it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Closing {
    /// Nothing that a following line could go on with.
    #[default]
    Nothing,
    /// A full stop.
    Sentence,
    /// A colon and a decision.
    Decided,
    /// The words with which most rationales end, without their stop.
    Concluded,
    /// A colon.
    Colon,
    /// A comma, an open bracket, or a word that wants another.
    Open,
    /// Words of a sentence that is not at its end.
    Prose,
    /// Anything else.
    Plain,
}

const CONNECTING: [&str; 26] = [
    "a", "an", "and", "as", "at", "by", "every", "for", "from", "in", "into", "no", "of", "on", "or", "per", "plus",
    "the", "through", "times", "to", "under", "via", "with", "without", "x",
];

impl<'t> Piece<'t> {
    pub(super) fn new(text: Cow<'t, str>, goes_on: bool, looked_to: usize) -> Self {
        let Range { start, end } = trimmed(&text, 0..text.len());
        let (kind, content) = if start == end {
            (LineKind::Blank, start)
        } else {
            match anchor_at(&text[start..end]).filter(|_| !goes_on) {
                Some((index, covered)) => (LineKind::Anchor(index), start + covered),
                None => (LineKind::Text, start),
            }
        };
        Piece { text, kind, start, end, content, closing: OnceCell::new(), goes_on, looked_to }
    }

    /// Takes the line for one that is part of an anchor because of the lines around it; the last `content` bytes of
    /// its text stand behind the anchor.
    pub(super) fn join_anchor(&mut self, index: usize, content: usize) {
        self.kind = LineKind::Anchor(index);
        self.content = self.end - content;
        self.closing = OnceCell::new();
    }

    pub(super) fn trimmed(&self) -> &str {
        &self.text[self.start..self.end]
    }

    pub(super) fn ends_line(&self) -> bool {
        self.text.ends_with(['\n', '\r'])
    }

    /// Whether a blank line holds spaces: in text out of a PDF that marks a paragraph.
    pub(super) fn has_spaces(&self) -> bool {
        self.text.contains([' ', '\t', '\u{a0}'])
    }

    pub(super) fn closing(&self) -> Closing {
        *self.closing.get_or_init(|| self.read_closing())
    }

    fn read_closing(&self) -> Closing {
        let text = self.text[self.content..self.end].trim();
        if text.is_empty() {
            return Closing::Nothing;
        }
        let unquoted = text.trim_end_matches(['"', '”', '\'', '’', ')', ']']);
        let last_word = unquoted.rsplit(char::is_whitespace).next().unwrap_or("");
        let count = |bracket| text.bytes().filter(|byte| *byte == bracket).count();
        if decision::ending(text).is_some_and(|ending| ending.verdict.word().is_some() || ending.meant.is_some()) {
            Closing::Decided
        } else if unquoted.ends_with(['?', '!']) || (unquoted.ends_with('.') && !is_abbreviation(last_word)) {
            Closing::Sentence
        } else if text.ends_with(':') {
            Closing::Colon
        } else if ends_as_conclusion(text) {
            Closing::Concluded
        } else if text.ends_with([',', '(', '-', '–', '/', '&'])
            || CONNECTING.iter().any(|word| word.eq_ignore_ascii_case(last_word))
            || count(b'(') > count(b')')
        {
            Closing::Open
        } else if request::is_sentence(text) {
            Closing::Prose
        } else {
            Closing::Plain
        }
    }

    /// Whether it starts like the middle of a sentence or of a name.
    pub(super) fn starts_in_the_middle(&self) -> bool {
        self.trimmed()
            .starts_with(|char: char| char.is_lowercase() || matches!(char, '(' | ',' | '/' | '&' | ')' | '#'))
    }

    pub(super) fn starts_lower(&self) -> bool {
        self.trimmed().starts_with(char::is_lowercase)
    }

    /// Whether the line by itself is a whole heading: a request, a colon and a decision.
    pub(super) fn is_heading(&self) -> bool {
        self.closing() == Closing::Decided && !self.starts_in_the_middle()
    }

    /// Whether the whole line is a decision, as when it stands below its heading.
    pub(super) fn is_decision(&self) -> bool {
        decision::read(self.trimmed()).is_some_and(|(verdict, _)| verdict.word().is_some())
    }

    /// Whether only a cover page has such a line.
    pub(super) fn is_of_cover(&self) -> bool {
        matches!(self.kind, LineKind::Anchor(index) if anchors()[index].meaning == Meaning::Cover)
    }

    /// Whether it starts as a guideline line does behind its label.
    pub(super) fn starts_citation(&self) -> bool {
        opens_citation(self.trimmed())
    }

    /// A number drawn from the line's own characters, the same wherever the line stands.
    pub(super) fn fingerprint(&self) -> u64 {
        fingerprint(self.trimmed().as_bytes())
    }
}

/// FNV-1a: stable between runs and platforms, which the standard hasher does not promise.
pub(super) fn fingerprint(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

fn is_abbreviation(word: &str) -> bool {
    let word = word.trim_end_matches('.').trim_start_matches(['(', '"', '“']);
    let dotted = word.contains('.') && word.chars().all(|char| char.is_alphabetic() || char == '.');
    let is_before_number = word.eq_ignore_ascii_case("no") || word.eq_ignore_ascii_case("p");
    dotted || abbreviation::always_goes_on(word) || abbreviation::is_unit(word) || is_before_number
}

fn ends_as_conclusion(text: &str) -> bool {
    ["necessary", "and appropriate"].iter().any(|end| {
        text.len() >= end.len()
            && text.is_char_boundary(text.len() - end.len())
            && text[text.len() - end.len()..].eq_ignore_ascii_case(end)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn closing(line: &str) -> Closing {
        Piece::new(line.into(), false, line.len()).closing()
    }

    #[test]
    fn lines_end_in_few_ways() {
        assert_eq!(closing("is not medically necessary. \n"), Closing::Sentence);
        assert_eq!(closing("he said \"not yet.\"\n"), Closing::Sentence);
        assert_eq!(closing("Robaxin 500mg p.o. q.d.\n"), Closing::Plain);
        assert_eq!(closing("Robaxin 500mg #30:  Upheld \n"), Closing::Decided);
        assert_eq!(closing("Robaxin 500mg #30: Uphe"), Closing::Decided);
        assert_eq!(closing("Robaxin 500mg #30:"), Closing::Colon);
        assert_eq!(closing("Physical therapy two times a week for \n"), Closing::Open);
        assert_eq!(closing("Acupuncture (6 visits\n"), Closing::Open);
        assert_eq!(closing("the request is not medically necessary\n"), Closing::Concluded);
        assert_eq!(closing("Decision rationale: \n"), Closing::Nothing);
        assert_eq!(closing("Decision rationale: It is late.\n"), Closing::Sentence);
    }
}
