//! The layouts of determination letters, as data: headings, lead-ins, labels and their order.
//!
//! Nothing here knows a text buffer. The parser looks for the union of all layouts' [`anchors`]; which
//! layout a letter has is counted afterwards, from the anchors it holds.

pub mod abbreviation;
mod data;
pub mod decision;
pub mod phrase;
pub mod request;
pub mod told;
pub mod wording;

pub use data::{CREDENTIALS, LAYOUTS};

use jiff::civil::Date;
use std::ops::RangeInclusive;
use std::sync::LazyLock;

/// A generation of letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LayoutId {
    /// To autumn 2013: a notice with numbered results.
    Notice2013,
    /// Late 2013 to early 2014.
    Letter2013,
    /// Spring to end of 2014: the reviewer's credentials in prose.
    Letter2014,
    /// From 2015: the reviewer's credentials in a block of labels.
    Letter2015,
    /// From about 2016: citations by year and section.
    Letter2016,
    /// Early and rare: the medical professional review.
    ProfessionalReview,
    /// None of these.
    #[default]
    Other,
}

impl LayoutId {
    /// The name used in configuration, on the command line and in messages.
    pub fn name(self) -> &'static str {
        LAYOUTS.iter().find(|layout| layout.id == self).map_or("other", |layout| layout.name)
    }

    /// Whether its items have labelled fields, and its fixed wording is known.
    pub fn is_labelled(self) -> bool {
        self.form().is_some_and(|layout| layout.items == ItemForm::Labelled)
    }

    /// The layout's form; `None` for [`LayoutId::Other`].
    pub fn form(self) -> Option<&'static Layout> {
        LAYOUTS.iter().find(|layout| layout.id == self)
    }
}

/// What a section is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SectionKind {
    /// Title of a notice or of a review.
    Title,
    /// How the determination was made, with the reviewer's credentials.
    HowMade,
    /// The documents that were reviewed.
    Documents,
    /// The clinical case summary.
    CaseSummary,
    /// The treatment in dispute, where it has a section of its own.
    Dispute,
    /// The guidelines relied upon, where they have a section of their own.
    ReliedUpon,
    /// The rationale, where it has a section of its own.
    Reasons,
    /// The disputed items with decisions and rationales.
    Issues,
    /// The reviewer's qualifications, where they have a section of their own.
    Qualifications,
}

impl SectionKind {
    /// How many kinds there are.
    pub const COUNT: usize = SectionKind::Qualifications as usize + 1;

    /// A short name for tests and machine-readable output.
    pub fn name(self) -> &'static str {
        match self {
            SectionKind::Title => "title",
            SectionKind::HowMade => "how-made",
            SectionKind::Documents => "documents",
            SectionKind::CaseSummary => "case-summary",
            SectionKind::Dispute => "dispute",
            SectionKind::ReliedUpon => "relied-upon",
            SectionKind::Reasons => "reasons",
            SectionKind::Issues => "issues",
            SectionKind::Qualifications => "qualifications",
        }
    }
}

/// A labelled field of a disputed item, in the order in which a letter holds them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FieldKind {
    /// What the claims administrator cited: a report of somebody else's citation.
    ClaimsAdministrator,
    /// What the reviewer cites.
    Maximus,
    /// The reviewer's reasons, which end in a conclusion.
    Rationale,
}

impl FieldKind {
    /// All fields, in order.
    pub const ALL: [FieldKind; 3] = [FieldKind::ClaimsAdministrator, FieldKind::Maximus, FieldKind::Rationale];

    /// The label as letters have it, with its colon.
    pub fn label(self) -> &'static str {
        match self {
            FieldKind::ClaimsAdministrator => "Claims Administrator guideline:",
            FieldKind::Maximus => "MAXIMUS guideline:",
            FieldKind::Rationale => "Decision rationale:",
        }
    }
}

/// A section as a layout has it.
#[derive(Debug)]
pub struct SectionForm {
    /// What it is about.
    pub kind: SectionKind,
    /// Its heading, then other spellings of it. A heading that ends in a colon may have text after it;
    /// any other stands on a line of its own.
    pub headings: &'static [&'static str],
    /// The fixed wording that follows the heading, or nothing.
    pub lead_in: &'static str,
}

/// A layout: what its letters hold, in order.
#[derive(Debug)]
pub struct Layout {
    /// Which layout this is.
    pub id: LayoutId,
    /// Its name.
    pub name: &'static str,
    /// Its sections, in order.
    pub sections: &'static [SectionForm],
    /// How its disputed items are written.
    pub items: ItemForm,
    /// The labels of their fields, or the words that open them.
    pub labels: &'static [(FieldKind, &'static [&'static str])],
    /// Other lines that tell this layout from the rest.
    pub marks: &'static [&'static str],
    /// The first and last day on which such letters were written, where that is known.
    pub written: Option<RangeInclusive<Date>>,
}

/// How disputed items are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemForm {
    /// `Robaxin 500mg #30:  Upheld`, with a label before each field.
    Labelled,
    /// In sentences: `1. Robaxin 500mg #30 is not medically necessary and appropriate.`
    Told,
}

impl Layout {
    /// The form of a section in this layout.
    pub fn section(&self, kind: SectionKind) -> Option<&'static SectionForm> {
        self.sections.iter().find(|section| section.kind == kind)
    }
}

/// What a line that starts with an anchor means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// The heading of a section.
    Heading(SectionKind),
    /// The fixed wording that opens a section.
    LeadIn(SectionKind),
    /// The label of an item's field.
    Field(FieldKind),
    /// A line that only tells the layout.
    Mark,
    /// A line that only a private cover page has.
    Cover,
}

/// Wording that structures a letter when a line starts with it.
#[derive(Debug)]
pub struct Anchor {
    /// What it means.
    pub meaning: Meaning,
    /// Which layouts have it: one bit for each of [`LAYOUTS`].
    pub layouts: u8,
    phrase: &'static str,
    shape: Shape,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// The line holds nothing else.
    WholeLine,
    /// Anything may follow.
    LineStart,
    /// A colon follows, or nothing, or the citation at once.
    Label,
    /// A colon follows, and it is only meant where this label is expected.
    ExpectedLabel,
    /// The text that it opens is the field's own, and it is only meant where that field is expected.
    ExpectedOpening,
}

/// The anchors of all layouts. A line is looked up with [`anchor_at`].
pub fn anchors() -> &'static [Anchor] {
    static ANCHORS: LazyLock<Vec<Anchor>> = LazyLock::new(data::union_of_anchors);
    &ANCHORS
}

/// Some of the [`anchors`], looked up by the letters that a line starts with.
struct ByLetters {
    /// Which of them have a letter in the first place, in the second and so on: one bit for each.
    having: [[u64; 26]; 4],
}

impl ByLetters {
    fn of(belongs: fn(&Anchor) -> bool) -> Self {
        let mut having = [[0; 26]; 4];
        for (index, anchor) in anchors().iter().enumerate().filter(|(_, anchor)| belongs(anchor)) {
            let letters: Vec<char> = phrase::read(anchor.phrase).collect();
            for (place, having) in having.iter_mut().enumerate() {
                for (letter, having) in ('a'..='z').zip(having) {
                    *having |= u64::from(letters.get(place).is_none_or(|own| *own == letter)) << index;
                }
            }
        }
        ByLetters { having }
    }

    /// Those that a line may start with, each with its index.
    fn likely(&self, line: &str) -> impl Iterator<Item = (usize, &'static Anchor)> {
        let letters = line.bytes().take_while(u8::is_ascii_alphabetic).map(|letter| letter.to_ascii_lowercase() - b'a');
        let having = self.having.iter().zip(letters).map(|(having, letter)| having[usize::from(letter)]);
        let mut left = having.reduce(|all, having| all & having).unwrap_or(0);
        std::iter::from_fn(move || {
            // There is no anchor behind the last bit.
            let index = left.trailing_zeros() as usize;
            let anchor = anchors().get(index)?;
            left &= left - 1;
            Some((index, anchor))
        })
    }
}

/// The anchor with which a line starts: its index in [`anchors`] and how many bytes of the line it
/// covers, with its colon. The line comes without white space around it.
pub fn anchor_at(line: &str) -> Option<(usize, usize)> {
    static PLAIN: LazyLock<ByLetters> = LazyLock::new(|| ByLetters::of(|anchor| !anchor.is_expected()));
    PLAIN.likely(line).find_map(|(index, anchor)| Some((index, anchor.covers(line)?)))
}

/// The label with which a line starts, which is one only where its field is expected: its index in [`anchors`].
pub fn expected_label_at(line: &str) -> Option<usize> {
    static EXPECTED: LazyLock<ByLetters> = LazyLock::new(|| ByLetters::of(Anchor::is_expected));
    EXPECTED.likely(line).find(|(_, anchor)| anchor.covers(line).is_some()).map(|(index, _)| index)
}

/// Whether a line may be the beginning of a label that goes on in the next line, in an item that sentences tell.
pub fn begins_told_label(line: &str) -> bool {
    static TOLD: LazyLock<ByLetters> =
        LazyLock::new(|| ByLetters::of(|anchor| anchor.is_expected() && anchor.is_told()));
    TOLD.likely(line).any(|(_, anchor)| phrase::is_begun(line, anchor.phrase))
}

/// Whether a line may be the beginning of a section's heading that goes on in the next line.
pub fn begins_heading(line: &str) -> bool {
    static HEADINGS: LazyLock<ByLetters> =
        LazyLock::new(|| ByLetters::of(|anchor| matches!(anchor.meaning, Meaning::Heading(_))));
    HEADINGS.likely(line).any(|(_, anchor)| phrase::is_begun(line, anchor.phrase))
}

/// Whether a line may be the beginning of a label that goes on in the next line.
pub fn begins_label(line: &str) -> bool {
    static LABELS: LazyLock<ByLetters> = LazyLock::new(|| ByLetters::of(|anchor| matches!(anchor.shape, Shape::Label)));
    LABELS.likely(line).any(|(_, anchor)| phrase::is_begun(line, anchor.phrase))
}

/// Whether a text starts as a guideline line does behind its label.
pub fn opens_citation(text: &str) -> bool {
    const LEADS: [&str; 3] = ["Decision based on", "The Claims Administrator did not", "The Expert Reviewer did not"];
    LEADS.iter().any(|lead| phrase::prefix(text, lead).is_some())
}

impl Anchor {
    /// Whether only layouts have it whose items are told in sentences.
    pub fn is_told(&self) -> bool {
        let mut layouts = LAYOUTS.iter().enumerate().filter(|(index, _)| self.layouts & 1 << index != 0);
        layouts.all(|(_, layout)| layout.items == ItemForm::Told)
    }

    fn is_expected(&self) -> bool {
        matches!(self.shape, Shape::ExpectedLabel | Shape::ExpectedOpening)
    }

    /// How many bytes at the start of a text it covers, with its colon; `None` if the text starts otherwise.
    pub fn covers(&self, line: &str) -> Option<usize> {
        let end = phrase::prefix(line, self.phrase)?;
        let rest = &line[end..];
        let with_colon = |rest: &str| {
            let gap = rest.len() - rest.trim_start().len();
            let mark = [":", "- ", "– "].into_iter().find(|mark| rest[gap..].starts_with(mark))?;
            Some(end + gap + mark.trim_end().len())
        };
        match self.shape {
            Shape::WholeLine => {
                let rest = rest.trim_matches([':', '.', ' ', '\t', '\u{a0}']);
                let is_lead_in = |anchor: &Anchor| {
                    matches!(anchor.meaning, Meaning::LeadIn(_)) && phrase::prefix(rest, anchor.phrase).is_some()
                };
                if rest.is_empty() { Some(line.len()) } else { anchors().iter().any(is_lead_in).then_some(end) }
            }
            Shape::LineStart => Some(end),
            Shape::ExpectedLabel => with_colon(rest),
            Shape::ExpectedOpening => Some(0),
            Shape::Label => with_colon(rest).or_else(|| {
                let opens_citation = phrase::prefix(rest.trim_start(), "Decision based on").is_some();
                (rest.trim().is_empty() || opens_citation).then_some(end)
            }),
        }
    }
}
