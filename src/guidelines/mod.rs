//! What is known about guidelines and treatments: a catalogue in which every fact says how sure it is.

mod assembly;
mod catalogue;
mod facts;
mod file;
mod hierarchy;
mod merging;
mod names;
mod resolve;
mod search;

pub use catalogue::{
    Catalogue, Cited, Guideline, GuidelineId, ToldAt, Topic, TopicId, TopicKind, Treatment, TreatmentId,
};
pub use facts::{Fact, Pages, Status, Validity};
pub use file::Problem;
pub use names::{Context, Mention, Named, Names};
pub use resolve::{ChapterName, Confidence, Element, NamedTopic, PageFit, Place, Reference, Resolution};
pub use search::Hit;
