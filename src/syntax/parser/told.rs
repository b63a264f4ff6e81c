//! Headings of items that are sentences: `1. Robaxin 500mg #30 is not medically necessary and appropriate.`

use super::Parser;
use super::item::{HEADING_LINES, LOOK_AHEAD};
use super::joined::is_text;
use crate::layouts::{FieldKind, request, told};
use crate::syntax::LineKind;
use crate::syntax::line::Closing;
use crate::syntax::state::State;

impl Parser<'_> {
    /// Over how many lines the heading runs that starts at a line of text, given the state before that line. Where its
    /// sentence does not decide, what tells it is the field that follows.
    pub(super) fn told_item_at(&mut self, index: usize, state: State) -> Option<usize> {
        let may_tell = state.may_tell_item(true);
        let first = self.peek(index).filter(|piece| may_tell && is_text(piece))?;
        let is_numbered = request::numbering(first.trimmed()) > 0;
        let regards_request = is_numbered && told::regards_request(first.trimmed());
        if !state.may_tell_item(regards_request) || !(is_numbered || state.is_before_items()) {
            return None;
        }
        let starts_paragraph = state.parts_from(first);
        // `… is 18 kg against` wraps before `30.`, and the result of a notice before `for 3 weeks …`.
        let is_in_prose = match is_numbered {
            true => !regards_request && state.field == Some(FieldKind::Rationale) && !starts_paragraph,
            false => first.starts_in_the_middle() && !starts_paragraph,
        };
        if is_in_prose {
            return None;
        }
        let mut within = state;
        within.enter_told_item();
        let mut heading = String::new();
        let (mut text_lines, mut last) = (0, index);
        for next in index..index + LOOK_AHEAD {
            if next > index && self.expected_label(next, within).is_some() {
                return starts_paragraph.then_some(last - index + 1);
            }
            let piece = self.peek(next)?;
            match piece.kind {
                LineKind::Blank => continue,
                LineKind::Anchor(_) => return None,
                LineKind::Text => {}
            }
            text_lines += 1;
            heading.push_str(piece.trimmed());
            heading.push(' ');
            last = next;
            if told::is_complete(&heading) {
                return Some(last - index + 1);
            }
            if text_lines == HEADING_LINES || !piece.ends_line() || piece.closing() == Closing::Sentence {
                return None;
            }
        }
        None
    }
}
