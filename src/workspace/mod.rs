//! The letters that are open: the only texts that change.

mod document;

pub use document::{Document, OutOfStep, Work};

use crate::text::position::Position;
use std::collections::HashMap;

/// A change as an editor tells it, in its own units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// The whole text is new.
    Whole(String),
    /// The text between two positions is new.
    Part {
        /// Where it starts.
        start: Position,
        /// Where it ended before.
        end: Position,
        /// What stands there now.
        text: String,
    },
}

/// The open texts by their address. An address is only a key: any spelling of one is fine.
#[derive(Default)]
pub struct Workspace {
    documents: HashMap<String, Document>,
}

impl Workspace {
    /// Takes up a text. One that was open under this address is forgotten, but for what was shown of it.
    pub fn open(&mut self, uri: String, language: &str, version: i32, text: &str) {
        let mut document = Document::new(language, version, text);
        document.is_published = self.documents.get(&uri).is_some_and(|earlier| earlier.is_published);
        self.documents.insert(uri, document);
    }

    /// Lets go of a text; tells whether it was open.
    pub fn close(&mut self, uri: &str) -> Option<Document> {
        self.documents.remove(uri)
    }

    /// An open text.
    pub fn get(&self, uri: &str) -> Option<&Document> {
        self.documents.get(uri)
    }

    /// Takes note that any of the texts may have changed in the editor; gives the letters for which that is news.
    pub fn lose_step(&mut self) -> Vec<String> {
        let mut lost = Vec::new();
        for (uri, document) in &mut self.documents {
            if document.lose_step() {
                lost.push(uri.clone());
            }
        }
        lost
    }

    /// An open text, to be changed.
    pub fn get_mut(&mut self, uri: &str) -> Option<&mut Document> {
        self.documents.get_mut(uri)
    }
}
