//! What the parser carries from line to line: little enough to compare, enough to go on anywhere.

use super::LineKind;
use super::line::{Closing, Piece};
use crate::layouts::{FieldKind, Meaning, SectionKind, anchors};

/// The carried state. Neither the text dialect nor the layout is in it: an edit must not change how
/// distant text reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct State {
    /// Inside the section that holds the disputed items.
    pub(super) in_issues: bool,
    /// Inside the fixed wording that opens a section.
    in_lead_in: bool,
    /// After the heading of an item.
    pub(super) in_item: bool,
    /// The fields met in this item.
    seen: u8,
    /// The field that the text belongs to.
    pub(super) field: Option<FieldKind>,
    /// The gap at which lines of one paragraph were seen to wrap since the last anchor.
    wrap: Option<u8>,
    /// How the last line of text ended.
    pub(super) closing: Closing,
    /// How wide the gap since then is.
    gap: u8,
    /// Between two pieces of one long line.
    pub(super) mid_line: bool,
}

/// How strongly a gap between two lines parts them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Parting {
    /// One line goes on with the other, unless the words say otherwise.
    Wrapped,
    /// A paragraph or a page may end here.
    Unclear,
    /// A paragraph ends here.
    Paragraph,
}

/// A blank line that holds spaces weighs more than any page break made of empty lines.
const SPACED: u8 = 8;
/// Paragraphs of text out of a PDF are this far apart, even when the spaces are gone.
const PDF_PARAGRAPH: u8 = 3;
const WIDEST: u8 = 15;

impl State {
    pub(super) fn has_seen(&self, field: FieldKind) -> bool {
        self.seen & (1 << field as u8) != 0
    }

    /// Whether a heading may stand before the label of this field: not where the label plainly goes on
    /// with the item it is in.
    pub(super) fn may_open_item(&self, field: FieldKind) -> bool {
        !self.in_item || self.seen == 0 || self.has_seen(field) || self.has_seen(FieldKind::Rationale)
    }

    /// Whether the short label of this field is one here, and not a word of prose.
    pub(super) fn expects(&self, field: FieldKind) -> bool {
        self.in_item && !self.has_seen(field)
    }

    /// Whether this label cannot belong to the item before it: the heading of its own item is missing.
    pub(super) fn is_foreign(&self, field: FieldKind) -> bool {
        let repeats = self.has_seen(field) && self.has_seen(FieldKind::Rationale);
        !self.in_item || (repeats && field != FieldKind::Rationale)
    }

    pub(super) fn enter_section(&mut self, kind: SectionKind) {
        *self = State { in_issues: kind == SectionKind::Issues, ..State::default() };
    }

    pub(super) fn enter_lead_in(&mut self, kind: SectionKind) {
        self.enter_section(kind);
        self.in_lead_in = true;
    }

    pub(super) fn enter_item(&mut self) {
        *self = State { in_issues: self.in_issues, in_item: true, ..State::default() };
    }

    pub(super) fn enter_field(&mut self, field: FieldKind) {
        let seen = if self.is_foreign(field) { 0 } else { self.seen };
        let seen = seen | 1 << field as u8;
        *self = State { in_issues: self.in_issues, in_item: true, seen, field: Some(field), ..State::default() };
    }

    /// Takes note of a line.
    pub(super) fn pass(&mut self, piece: &Piece<'_>) {
        self.mid_line = !piece.ends_line();
        match piece.kind {
            LineKind::Blank if piece.goes_on => {}
            LineKind::Blank => {
                let weight = if piece.has_spaces() { SPACED } else { 1 };
                self.gap = (self.gap + weight).min(WIDEST);
            }
            LineKind::Text | LineKind::Anchor(_) => {
                if !piece.goes_on {
                    self.learn_wrapping(piece);
                }
                self.closing = piece.closing();
                if self.in_lead_in && self.closing == Closing::Colon {
                    self.in_lead_in = false;
                    self.closing = Closing::Nothing;
                }
                self.gap = 0;
            }
        }
    }

    /// The same behind the cut of a long block. What wraps there shows in the lines that follow, so that a line typed in a
    /// gap does not change how all the rest reads.
    pub(super) fn behind_cut(self) -> Self {
        State { wrap: None, ..self }
    }

    /// Which gap parts the lines of a paragraph shows in words that plainly go on, in lines that adjoin,
    /// and in paragraphs that are plainly marked: there the gap of one empty line only wraps.
    fn learn_wrapping(&mut self, next: &Piece<'_>) {
        let goes_on = matches!(self.closing, Closing::Plain | Closing::Prose | Closing::Open) && next.starts_lower();
        let adjoins = self.gap == 0 && self.closing != Closing::Nothing;
        let seen = if goes_on || adjoins {
            self.gap
        } else if self.gap >= PDF_PARAGRAPH {
            1
        } else {
            return;
        };
        self.wrap = Some(self.wrap.map_or(seen, |wrap| wrap.min(seen)));
    }

    pub(super) fn parting(&self) -> Parting {
        match self.wrap {
            _ if self.gap == 0 => Parting::Wrapped,
            Some(wrap) if self.gap <= wrap => Parting::Wrapped,
            Some(0) => Parting::Paragraph,
            _ if self.gap >= SPACED => Parting::Paragraph,
            _ => Parting::Unclear,
        }
    }

    /// Whether this line starts something new, as far as its neighbours tell.
    pub(super) fn parts_from(&self, piece: &Piece<'_>) -> bool {
        if self.mid_line {
            return false;
        }
        match self.closing {
            Closing::Nothing | Closing::Sentence | Closing::Decided => true,
            Closing::Colon if piece.is_decision() => false,
            closing => match self.parting() {
                Parting::Paragraph => true,
                Parting::Unclear => closing != Closing::Open && !piece.starts_in_the_middle(),
                Parting::Wrapped => match closing {
                    Closing::Concluded => !piece.starts_in_the_middle(),
                    Closing::Prose => piece.is_heading(),
                    _ => false,
                },
            },
        }
    }
}

/// The meaning of a line that starts a block of its own.
pub(super) fn opening_meaning(kind: LineKind) -> Option<Meaning> {
    match kind {
        LineKind::Anchor(index) => Some(anchors()[index].meaning).filter(|meaning| *meaning != Meaning::Mark),
        LineKind::Blank | LineKind::Text => None,
    }
}
