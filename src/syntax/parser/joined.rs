//! Anchors that a line does not show by itself, but in its place: section headings that wrap, and labels that are words of
//! prose as well.

use super::Parser;
use crate::layouts::{Meaning, anchor_at, anchors, begins_heading, begins_label, begins_told_label, expected_label_at};
use crate::syntax::LineKind;
use crate::syntax::line::Piece;
use crate::syntax::state::State;

/// An anchor that no line shows by itself.
#[derive(Clone, Copy)]
pub(super) struct JoinedAnchor {
    anchor: usize,
    /// Over how many lines it runs, blank ones included.
    lines: usize,
    /// How many bytes of the last line stand behind it.
    content: usize,
}

impl Parser<'_> {
    /// The anchor that starts at a line of text and shows only in its place: a section's heading or a label that wraps, or
    /// the label of a field that is expected.
    pub(super) fn joined_anchor(&mut self, index: usize, state: State) -> Option<JoinedAnchor> {
        self.expected_label(index, state).or_else(|| self.wrapped_heading(index)).or_else(|| self.wrapped_label(index))
    }

    /// The label of a field that is expected and starts at a line of text. In items that sentences tell it may wrap.
    pub(super) fn expected_label(&mut self, index: usize, state: State) -> Option<JoinedAnchor> {
        let is_expected = |line: &str| {
            let anchor = expected_label_at(line).filter(|_| state.in_item)?;
            let Meaning::Field(field) = anchors()[anchor].meaning else { return None };
            let covered = anchors()[anchor].covers(line).filter(|_| state.expects(&anchors()[anchor], field))?;
            Some((anchor, covered))
        };
        let line = self.peek(index).filter(|piece| is_text(piece))?.trimmed();
        if let Some((anchor, covered)) = is_expected(line) {
            return Some(JoinedAnchor { anchor, lines: 1, content: line.len() - covered });
        }
        if !state.in_told_item() {
            return None;
        }
        self.wrapped(index, begins_told_label, is_expected)
    }

    /// The section's heading that starts at a line of text and goes on in the lines after it, which an empty line may
    /// stand between. What starts in a small letter is prose.
    pub(super) fn wrapped_heading(&mut self, index: usize) -> Option<JoinedAnchor> {
        let is_heading = |(anchor, _): &(usize, usize)| matches!(anchors()[*anchor].meaning, Meaning::Heading(_));
        self.wrapped(index, begins_heading, |line| anchor_at(line).filter(is_heading))
    }

    /// The label that starts at a line of text and goes on in the lines after it.
    fn wrapped_label(&mut self, index: usize) -> Option<JoinedAnchor> {
        let is_label = |(anchor, _): &(usize, usize)| matches!(anchors()[*anchor].meaning, Meaning::Field(_));
        self.wrapped(index, begins_label, |line| anchor_at(line).filter(is_label))
    }

    /// The anchor that starts at a line of text and goes on in the lines after it.
    fn wrapped(
        &mut self,
        index: usize,
        begins: fn(&str) -> bool,
        read: impl Fn(&str) -> Option<(usize, usize)>,
    ) -> Option<JoinedAnchor> {
        let first = self.peek(index).filter(|piece| is_text(piece) && !piece.starts_in_the_middle())?;
        let mut words = first.trimmed().to_owned();
        let first_len = words.len();
        let (mut next, mut is_parted) = (index, false);
        let mut goes_on = first.ends_line();
        while goes_on && begins(&words) {
            next += 1;
            let piece = self.peek(next)?;
            if piece.kind == LineKind::Blank {
                goes_on = !is_parted && !piece.has_spaces();
                is_parted = true;
                continue;
            }
            words.push(' ');
            words.push_str(piece.trimmed());
            (goes_on, is_parted) = (piece.ends_line(), false);
            if let Some((anchor, covered)) = read(&words) {
                // An opening covers nothing: from its first line on, the words are the field's own.
                return Some(match covered {
                    0 => JoinedAnchor { anchor, lines: 1, content: first_len },
                    _ => JoinedAnchor { anchor, lines: next - index + 1, content: words.len() - covered },
                });
            }
        }
        None
    }

    /// Takes the next lines for the anchor that they are together; gives their number.
    pub(super) fn join(&mut self, joined: &JoinedAnchor) -> usize {
        for (index, piece) in self.ahead.iter_mut().enumerate().take(joined.lines) {
            if piece.kind != LineKind::Blank {
                let is_last = index + 1 == joined.lines;
                piece.join_anchor(joined.anchor, if is_last { joined.content } else { 0 });
            }
        }
        joined.lines
    }
}

pub(super) fn is_text(piece: &Piece<'_>) -> bool {
    piece.kind == LineKind::Text && !piece.goes_on
}
