//! The letters that are open: the only texts that change.

mod address;
mod decoding;
mod document;
mod environment;
mod files;
mod folders;
mod guarded;
mod letters;
mod office;
mod reading;
mod silencing;
mod walk;

pub use address::reference;
pub use decoding::{Decoded, decode};
pub use document::{Document, OutOfStep, Work};
pub use environment::environment;
pub use guarded::guarded;
pub use letters::{AllLetters, PlacedItem, placed_items, read_letter};
pub use office::{Office, Offices};
pub use reading::{FileProblem, FileReport};
pub use silencing::{SettingsEdit, Silencing};
pub use walk::{FileList, Found, LARGEST, in_words, is_letter_name, read_up_to, walk};

use crate::settings::Settings;
use crate::settings::silence::Silence;
use crate::text::Text;
use crate::text::position::{Encoding, Position};
use files::OpenFile;
use letters::Letters;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
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
    /// The folders that are open in the editor.
    folders: Vec<PathBuf>,
    on_disk: Arc<Letters>,
}

impl Workspace {
    /// Takes up a text. One that was open under this address is forgotten, but for what was shown of it.
    pub fn open(&mut self, uri: String, language: &str, version: i32, text: &str) {
        let mut document = Document::new(language, version, text, self.office(&uri), address::path(&uri));
        document.is_published = self.documents.get(&uri).is_some_and(|earlier| earlier.is_published);
        self.documents.insert(uri.clone(), document);
        self.follow_settings(&uri);
    }

    /// Changes an open text; columns count what `encoding` says.
    pub fn change(&mut self, uri: &str, version: i32, changes: Vec<Change>, encoding: Encoding) {
        if let Some(document) = self.documents.get_mut(uri) {
            document.change(version, changes, encoding);
            self.follow_settings(uri);
        }
    }

    /// Lets go of a text; tells whether it was open.
    pub fn close(&mut self, uri: &str) -> Option<Document> {
        let document = self.documents.remove(uri);
        self.follow_settings(uri);
        document
    }

    /// Settings that are open count as they are in the editor.
    fn follow_settings(&self, uri: &str) {
        if is_settings_file(uri)
            && let Some(file) = address::path(uri)
        {
            let open = self.documents.get(uri).map(OpenFile::of);
            self.offices.files().set_open(&file, open);
        }
    }

    /// The addresses of all open texts that may be letters, in their order.
    pub fn letters(&self) -> Vec<String> {
        let letters = self.documents.iter().filter(|(_, document)| document.may_be_letter());
        let mut addresses: Vec<String> = letters.map(|(uri, _)| uri.clone()).collect();
        addresses.sort_unstable();
        addresses
    }

    /// The same with what has to be done to know them, but for those that are out of step with the editor.
    pub fn letters_to_read(&self) -> Vec<(String, Work)> {
        let work = |uri: String| {
            let work = self.documents.get(&uri)?.work().ok()?;
            Some((uri, work))
        };
        self.letters().into_iter().filter_map(work).collect()
    }

    /// All letters, as they are now.
    pub fn all_letters(&self) -> AllLetters {
        let letters = self.letters();
        let is_lost = |uri: &&String| self.get(uri).is_some_and(|document| document.work().is_err());
        AllLetters {
            open: self.letters_to_read(),
            out_of_step: letters.iter().filter(is_lost).cloned().collect(),
            open_files: letters.iter().filter_map(|uri| address::path(uri)).collect(),
            folders: self.folders.clone(),
            on_disk: self.on_disk.clone(),
        }
    }

    /// The editor has closed folders, and opened others.
    pub fn change_folders(&mut self, closed: &[String], opened: &[String]) {
        let paths = |addresses: &[String]| addresses.iter().filter_map(|uri| address::path(uri)).collect::<Vec<_>>();
        let (closed, opened) = (paths(closed), paths(opened));
        self.folders.retain(|folder| !closed.contains(folder) && !opened.contains(folder));
        self.folders.extend(opened);
    }

    /// An open text.
    pub fn get(&self, uri: &str) -> Option<&Document> {
        self.documents.get(uri)
    }

    /// The text of open settings, as long as it is the editor's; `None` for other texts.
    pub fn open_settings(&self, uri: &str) -> Option<Text> {
        let document = self.get(uri).filter(|document| is_settings_file(uri) && document.work().is_ok())?;
        Some(document.text().clone())
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

    /// The office of the letters beside a text, or of those that one of its files is for.
    pub fn office(&mut self, uri: &str) -> Arc<Office> {
        let path = address::path(uri);
        let letters = match &path {
            Some(file) if is_file_of_office(uri) => folders::letters_of(file),
            path => path.as_ref().and_then(|path| path.parent()).map(Path::to_owned),
        };
        self.offices.of(letters.as_deref())
    }

    /// Reads the files of all offices again when they are next asked for, because one may have changed. Gives the
    /// addresses of the texts that this may concern, and of files that something was told of.
    pub fn forget_offices(&mut self) -> Vec<String> {
        self.offices.forget();
        self.move_all()
    }

    /// The same, and what was silenced in the files with these addresses is in them by now.
    pub fn read_files_again(&mut self, changed: &[&str]) -> Vec<String> {
        for file in changed.iter().filter_map(|uri| address::path(uri)) {
            self.offices.files().forget_pending(&file);
        }
        self.forget_offices()
    }

    /// From now on this counts more than what files say. Gives the addresses of the texts that this may concern, and of
    /// files that something was told of.
    pub fn ask(&mut self, asked: Settings) -> Vec<String> {
        self.offices.ask(asked);
        self.move_all()
    }

    fn move_all(&mut self) -> Vec<String> {
        let mut concerned: Vec<String> = self.documents.keys().cloned().collect();
        for uri in &concerned {
            let office = self.office(uri);
            if let Some(document) = self.documents.get_mut(uri) {
                document.move_to(office);
            }
        }
        let told = self.offices.told_of().map(address::address);
        concerned.extend(told.filter(|uri| !self.documents.contains_key(uri)));
        concerned
    }

    /// The files of offices of which something else is wrong than was told, by their addresses.
    pub fn news_of_offices(&mut self) -> Vec<(String, FileReport)> {
        self.offices.news().into_iter().map(|report| (address::address(&report.path), report)).collect()
    }

    /// Does not tell findings any more in a letter, in this or in another item, or in its whole office. Gives the
    /// addresses of the texts that this may concern.
    pub fn silence(&mut self, uri: &str, silence: Silence) -> Vec<String> {
        let settings = self.office(uri).nearest_settings();
        match (settings, self.documents.get_mut(uri)) {
            (Some(settings), _) => {
                self.offices.files().silence(&settings.file, silence);
                self.forget_offices()
            }
            (None, Some(document)) => {
                document.silence(silence);
                vec![uri.to_owned()]
            }
            (None, None) => Vec::new(),
        }
    }
}

/// The address of a file with an absolute path.
pub fn file_address(path: &str) -> String {
    address::address(Path::new(path))
}

/// The name of the file that has an address.
pub fn file_name(uri: &str) -> Option<String> {
    Some(address::path(uri)?.file_name()?.to_string_lossy().into_owned())
}

/// Whether an address is that of a file with settings.
pub fn is_settings_file(uri: &str) -> bool {
    address::path(uri).is_some_and(|path| folders::is_settings_file(&path))
}

/// Whether an address is that of a file of an office: its settings, or a catalogue file.
pub fn is_file_of_office(uri: &str) -> bool {
    is_settings_file(uri) || address::path(uri).is_some_and(|path| folders::is_catalogue_file(&path))
}
