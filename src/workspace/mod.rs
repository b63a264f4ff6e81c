//! The letters that are open: the only texts that change.

mod address;
mod document;
mod folders;
mod office;

pub use document::{Document, OutOfStep, Work};
pub use office::{Office, Offices};

use crate::guidelines::Problem;
use crate::text::position::Position;
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

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

/// The open texts by their address, and the offices that letters belong to. An address is a key, in any spelling; that of
/// a file tells the office as well.
#[derive(Default)]
pub struct Workspace {
    documents: HashMap<String, Document>,
    offices: Offices,
}

impl Workspace {
    /// Takes up a text. One that was open under this address is forgotten, but for what was shown of it.
    pub fn open(&mut self, uri: String, language: &str, version: i32, text: &str) {
        let mut document = Document::new(language, version, text, self.office(&uri));
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

    /// The office of the letters beside a text, or of those that a catalogue file is for.
    pub fn office(&mut self, uri: &str) -> Arc<Office> {
        let path = address::path(uri);
        let letters = match &path {
            Some(file) if folders::is_catalogue_file(file) => folders::letters_of(file),
            path => path.as_ref().and_then(|path| path.parent()).map(Path::to_owned),
        };
        self.offices.of(letters.as_deref())
    }

    /// Reads the files of all offices again when they are next asked for, because one may have changed. Gives the
    /// addresses of the texts that this may concern.
    pub fn forget_offices(&mut self) -> Vec<String> {
        self.offices.forget();
        let open: Vec<String> = self.documents.keys().cloned().collect();
        for uri in &open {
            let office = self.office(uri);
            if let Some(document) = self.documents.get_mut(uri) {
                document.move_to(office);
            }
        }
        open
    }

    /// The catalogue files of which something else is wrong than was told, by their addresses, with what is wrong now.
    pub fn news_of_offices(&mut self) -> Vec<(String, Vec<Problem>)> {
        self.offices.news().into_iter().map(|(file, problems)| (address::address(&file), problems)).collect()
    }
}

/// Whether an address is that of a catalogue file.
pub fn is_catalogue_file(uri: &str) -> bool {
    address::path(uri).is_some_and(|path| folders::is_catalogue_file(&path))
}
