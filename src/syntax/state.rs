//! What the parser carries from line to line: little enough to compare, enough to go on anywhere.

use super::LineKind;
use super::line::{Closing, Piece};
use crate::layouts::{Anchor, FieldKind, Meaning, SectionKind, anchors};

/// The carried state. Neither the text dialect nor the layout is in it: an edit must not change how
/// distant text reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct State {
    /// In what stretch of the letter.
    place: Place,
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

/// A stretch of the letter, as far as it tells what may stand in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Place {
    /// Before the first section.
    #[default]
    Front,
    /// On the private cover page before that.
    Cover,
    /// A section without disputed items.
    Section,
    /// The section of disputed items with labelled fields.
    Issues,
    /// Where sentences tell what is requested and decided.
    Told,
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

    /// Inside the section that holds the disputed items.
    pub(super) fn in_issues(&self) -> bool {
        matches!(self.place, Place::Issues | Place::Told)
    }

    /// Inside an item that sentences tell.
    pub(super) fn in_told_item(&self) -> bool {
        self.in_item && self.place == Place::Told
    }

    /// Whether sentences may tell here what is requested and decided. What is said to regard a request may stand in
    /// any section, unless its items have labelled fields.
    pub(super) fn may_tell_item(&self, regards_request: bool) -> bool {
        self.place == Place::Told || (regards_request && self.place == Place::Section)
    }

    /// In a section, and no item has been met in it.
    pub(super) fn is_before_items(&self) -> bool {
        !self.in_item && self.field.is_none()
    }

    /// Whether the label of this field is one here, and not words of prose: no such field nor a later one has been met.
    pub(super) fn expects(&self, label: &Anchor, field: FieldKind) -> bool {
        self.in_item && self.seen < 1 << field as u8 && (self.in_told_item() || !label.is_told())
    }

    /// The meaning of a line that starts a block of its own.
    pub(super) fn opening_meaning(&self, kind: LineKind) -> Option<Meaning> {
        let LineKind::Anchor(index) = kind else { return None };
        match anchors()[index].meaning {
            Meaning::Mark | Meaning::Cover => None,
            // A cover page lists them, too.
            Meaning::Heading(SectionKind::Documents) if self.place == Place::Cover => None,
            meaning => Some(meaning),
        }
    }

    /// Whether this label cannot belong to the item before it: the heading of its own item is missing.
    pub(super) fn is_foreign(&self, field: FieldKind) -> bool {
        let repeats = self.has_seen(field) && self.has_seen(FieldKind::Rationale);
        !self.in_item || (repeats && field != FieldKind::Rationale)
    }

    /// Enters a section; `is_told` says whether its heading is one of those whose items are told in sentences.
    pub(super) fn enter_section(&mut self, kind: SectionKind, is_told: bool) {
        let place = match kind {
            SectionKind::Issues if is_told => Place::Told,
            SectionKind::Issues => Place::Issues,
            _ => Place::Section,
        };
        *self = State { place, ..State::default() };
    }

    pub(super) fn enter_lead_in(&mut self, kind: SectionKind) {
        self.enter_section(kind, self.place == Place::Told);
        self.in_lead_in = true;
    }

    pub(super) fn enter_item(&mut self) {
        *self = State { place: self.place, in_item: true, ..State::default() };
    }

    pub(super) fn enter_told_item(&mut self) {
        *self = State { place: Place::Told, in_item: true, ..State::default() };
    }

    pub(super) fn enter_field(&mut self, field: FieldKind) {
        let seen = if self.is_foreign(field) { 0 } else { self.seen };
        let seen = seen | 1 << field as u8;
        *self = State { place: self.place, in_item: true, seen, field: Some(field), ..State::default() };
    }

    /// Takes note of a line.
    pub(super) fn pass(&mut self, piece: &Piece<'_>) {
        self.mid_line = !piece.ends_line();
        if self.place == Place::Front && !self.in_item && piece.is_of_cover() {
            self.place = Place::Cover;
        }
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
