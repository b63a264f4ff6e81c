//! The lossless tree of a letter: lines in blocks, whatever the text looks like.
//!
//! A block starts at a heading, a lead-in, an item heading or a field's label, and runs to the next. Long
//! ones are cut into continuations, so that no edit reparses more than a screenful. Parsing never
//! fails: what is not understood is text. A block holds only relative data, so it survives any edit
//! outside of what it read.

mod line;
mod parser;
mod state;
mod tree;

pub use parser::Limits;
pub use tree::{BlockSum, Splice, Tree};

use crate::layouts::{FieldKind, SectionKind};
use state::State;

/// A run of lines that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// How it starts.
    pub kind: BlockKind,
    /// The field whose text this is, if any.
    pub field: Option<FieldKind>,
    /// Its lines, without gaps.
    pub lines: Box<[Line]>,
    /// Its length in bytes.
    pub len: usize,
    /// Which anchors its lines start with: one bit for each.
    anchors: u64,
    /// What the parser carried in. The same text after the same state gives the same blocks.
    entry: State,
    /// How far from the block's start the parser looked to find its end.
    reach: usize,
    /// How its end was found.
    ending: Ending,
}

/// How a block starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// With nothing in particular: the start of the text, or what follows an item's heading.
    Text,
    /// With a section's heading.
    Heading(SectionKind),
    /// With the fixed wording that opens a section.
    LeadIn(SectionKind),
    /// With the label of a field of the item before it.
    Field(FieldKind),
    /// With the label of a field that belongs to no item before it.
    OrphanField(FieldKind),
    /// With the heading of a disputed item.
    Item,
    /// With the heading of a disputed item that is a sentence.
    ToldItem,
    /// With a short paragraph that is the heading of an item if it names a treatment.
    MaybeItem,
    /// In the middle of what the block before it started.
    Continuation,
}

/// How the end of a block was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Ending {
    /// Whether the block was cut because it is long.
    is_cut: bool,
    /// How far behind its last line the parser looked.
    looks: usize,
}

/// A line with its line break, or a part of a very long one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it is.
    pub kind: LineKind,
    /// Its length in bytes, the line break included.
    pub len: usize,
    /// How far from the line's start the parser looked to see that it belongs to its block.
    looks: usize,
    /// What the parser carried on from here.
    state: State,
}

/// What a line is, by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// White space only.
    Blank,
    /// It starts with an anchor, or goes on with one: an index into [`anchors`](crate::layouts::anchors).
    Anchor(usize),
    /// Anything else.
    Text,
}
