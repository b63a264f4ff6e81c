//! Anchors that a line does not show by itself, but in its place: section headings that wrap, and short labels.

use super::Parser;
use crate::layouts::{Meaning, anchor_at, anchors, begins_heading, expected_label_at};
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
    /// The anchor that starts at a line of text and shows only in its place: a section's heading that wraps, or the
    /// short label of a field that is expected.
    pub(super) fn joined_anchor(&mut self, index: usize, state: State) -> Option<JoinedAnchor> {
        let line = self.peek(index).filter(|piece| is_text(piece))?.trimmed();
        if let Some(anchor) = expected_label_at(line)
            && let Meaning::Field(field) = anchors()[anchor].meaning
            && state.expects(field)
        {
            let covered = anchors()[anchor].covers(line)?;
            return Some(JoinedAnchor { anchor, lines: 1, content: line.len() - covered });
        }
        self.wrapped_heading(index)
    }

    /// The section's heading that starts at a line of text and goes on in the lines after it, which an empty line may
    /// stand between. What starts in a small letter is prose.
    pub(super) fn wrapped_heading(&mut self, index: usize) -> Option<JoinedAnchor> {
        let begins =
            |piece: &&Piece| is_text(piece) && !piece.starts_in_the_middle() && begins_heading(piece.trimmed());
        let first = self.peek(index).filter(begins)?;
        let mut heading = first.trimmed().to_owned();
        let (mut next, mut is_parted) = (index, false);
        let mut goes_on = first.ends_line();
        while goes_on {
            next += 1;
            let piece = self.peek(next)?;
            if piece.kind == LineKind::Blank {
                goes_on = !is_parted && !piece.has_spaces();
                is_parted = true;
                continue;
            }
            heading.push(' ');
            heading.push_str(piece.trimmed());
            is_parted = false;
            goes_on = piece.ends_line() && begins_heading(&heading);
            if let Some((anchor, covered)) = anchor_at(&heading)
                && matches!(anchors()[anchor].meaning, Meaning::Heading(_))
            {
                return Some(JoinedAnchor { anchor, lines: next - index + 1, content: heading.len() - covered });
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

fn is_text(piece: &Piece<'_>) -> bool {
    piece.kind == LineKind::Text && !piece.goes_on
}
