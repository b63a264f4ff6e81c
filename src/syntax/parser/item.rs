//! The headings of disputed items, which show in what surrounds them.

use super::Parser;
use crate::layouts::{FieldKind, Meaning, anchors, decision, request};
use crate::syntax::line::Closing;
use crate::syntax::state::{Parting, State};
use crate::syntax::{BlockKind, LineKind};

/// A heading wraps over at most this many lines of text.
pub(super) const HEADING_LINES: usize = 6;
/// A paragraph without any label that may still be an item has at most this many lines.
const BARE_ITEM_LINES: usize = 3;
/// Nothing is looked for further ahead than this many lines, blank ones included.
pub(super) const LOOK_AHEAD: usize = 40;

/// What follows the lines that may be an item's heading.
enum Follower {
    Label(FieldKind),
    Citation,
    Paragraph,
    End,
}

impl Parser<'_> {
    /// Whether the heading of an item starts at a line of text, given the state before that line; and
    /// over how many lines it runs.
    pub(super) fn item_at(&mut self, index: usize, state: State) -> Option<(BlockKind, usize)> {
        let piece = self.peek(index)?;
        if piece.kind != LineKind::Text || piece.goes_on || !state.parts_from(piece) || piece.starts_citation() {
            return None;
        }
        let mut within = state;
        let mut heading = String::new();
        let (mut text_lines, mut last) = (0, index);
        let mut next = index;
        let longest_piece = self.limits.bytes / 4;
        let follower = loop {
            if next - index > LOOK_AHEAD {
                return None;
            }
            if next > index && self.wrapped_heading(next).is_some() {
                break Follower::End;
            }
            let Some(piece) = self.peek(next) else { break Follower::End };
            match piece.kind {
                LineKind::Text if next > index && piece.starts_citation() => break Follower::Citation,
                LineKind::Text if next > index && within.parts_from(piece) => break Follower::Paragraph,
                LineKind::Text => {
                    text_lines += 1;
                    if text_lines > HEADING_LINES || (!piece.ends_line() && piece.text.len() > longest_piece) {
                        return None;
                    }
                    heading.push_str(piece.trimmed());
                    heading.push(' ');
                    last = next;
                }
                LineKind::Blank => {}
                LineKind::Anchor(anchor) => match anchors()[anchor].meaning {
                    Meaning::Field(field) => break Follower::Label(field),
                    Meaning::Heading(_) | Meaning::LeadIn(_) => break Follower::End,
                    Meaning::Mark | Meaning::Cover => break Follower::Paragraph,
                },
            }
            within.pass(self.peek(next)?);
            next += 1;
        };
        let kind = judge(&state, &within, heading.trim(), text_lines, &follower)?;
        Some((kind, last - index + 1))
    }
}

/// What lines that follow one another without a parting are, judged by what surrounds them.
fn judge(before: &State, after: &State, heading: &str, text_lines: usize, follower: &Follower) -> Option<BlockKind> {
    let ending = decision::ending(heading);
    let is_request = request::names_dose_or_quantity(heading) && !request::is_sentence(heading);
    let is_finished_sentence = after.closing == Closing::Sentence && ending.is_none();
    let stands_before_fields = match follower {
        Follower::Label(field) => before.may_open_item(*field),
        Follower::Citation => matches!(before.field, None | Some(FieldKind::Rationale)),
        Follower::Paragraph | Follower::End => false,
    };
    if stands_before_fields {
        return (!is_finished_sentence || (is_request && text_lines == 1)).then_some(BlockKind::Item);
    }
    if !before.in_issues() && !before.in_item {
        return None;
    }
    if let Some(ending) = &ending {
        if before.field == Some(FieldKind::Rationale) && decision::tells_necessity(&heading[ending.words.clone()]) {
            return None;
        }
        let is_decided = ending.verdict.word().is_some() || ending.meant.is_some();
        let says_something = !ending.words.is_empty();
        let is_list = before.closing == Closing::Colon;
        let may_be_unknown = before.field != Some(FieldKind::Rationale) || matches!(follower, Follower::End);
        let tells = is_decided || (says_something && is_request && may_be_unknown);
        if !request::is_sentence(&heading[..ending.colon]) && tells && !is_list {
            return Some(BlockKind::Item);
        }
    }
    let at_end = matches!(follower, Follower::End);
    let is_paragraph = before.closing == Closing::Nothing
        || before.parting() != Parting::Wrapped
        || (before.closing == Closing::Sentence && at_end && text_lines == 1);
    let may_be_bare = text_lines <= BARE_ITEM_LINES && is_paragraph && (before.field.is_none() || at_end);
    (may_be_bare && !before.in_told_item() && !is_finished_sentence && !request::is_sentence(heading))
        .then_some(BlockKind::MaybeItem)
}
