//! The letters in the folders of the workspace: read when somebody looks through them, and again only if they change.

use super::walk::{FileList, Found, is_letter_name, list, read, walk_most};
use super::{Office, Work, address, guarded};
use crate::analysis::Snapshot;
use crate::features::symbols::{Symbol, symbols};
use crate::guidelines::Catalogue;
use crate::text::position::{Encoding, Position};
use std::collections::{HashMap, HashSet};
use std::fs::Metadata;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

/// What is known of letters on the disk.
#[derive(Default)]
pub struct Letters {
    known: Mutex<HashMap<PathBuf, Known>>,
}

/// What was read of a file, and of which state.
#[derive(Clone)]
struct Known {
    changed: Option<SystemTime>,
    len: u64,
    catalogue: Arc<Catalogue>,
    items: Arc<[PlacedItem]>,
}

/// A disputed item and where it stands, in the editor's units.
pub struct PlacedItem {
    /// The item.
    pub item: Symbol,
    /// Where its place starts.
    pub start: Position,
    /// Where it ends.
    pub end: Position,
}

/// The disputed items of a letter; columns count what `encoding` says.
pub fn placed_items(snapshot: &Snapshot, encoding: Encoding) -> Vec<PlacedItem> {
    let text = snapshot.text();
    let placed = |item: Symbol| PlacedItem {
        start: text.position(item.range.start, encoding),
        end: text.position(item.range.end, encoding),
        item,
    };
    symbols(snapshot).into_iter().map(placed).collect()
}

impl Letters {
    /// Goes through the letters in folders, but those files that are `open`, as long as `visit` wants more; it is called for
    /// everything else there as well, so that it can end the search.
    pub fn visit(
        &self,
        folders: &[PathBuf],
        open: &HashSet<PathBuf>,
        encoding: Encoding,
        office_of: impl Fn(&Path) -> Arc<Office>,
        mut visit: impl FnMut(Option<(&Path, &[PlacedItem])>) -> ControlFlow<()>,
    ) {
        let mut seen = HashSet::new();
        for found in walk_most(folders) {
            let items = match &found {
                Found::File(file) if is_letter_name(file) && !open.contains(file) && seen.insert(file.clone()) => {
                    self.items(file, encoding, &office_of).map(|items| (file, items))
                }
                _ => None,
            };
            let visited = match &items {
                Some((file, items)) => visit(Some((file, items))),
                // A folder without letters takes long as well.
                None => visit(None),
            };
            if visited.is_break() {
                return;
            }
        }
        self.known.lock().unwrap_or_else(PoisonError::into_inner).retain(|file, _| seen.contains(file));
    }

    fn items(
        &self,
        file: &Path,
        encoding: Encoding,
        office_of: impl Fn(&Path) -> Arc<Office>,
    ) -> Option<Arc<[PlacedItem]>> {
        let metadata = std::fs::symlink_metadata(file).ok().filter(Metadata::is_file)?;
        let (changed, len) = (metadata.modified().ok(), metadata.len());
        let office = office_of(file);
        let catalogue = office.catalogue();
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner).get(file).cloned();
        let is_current = |known: &Known| {
            changed.is_some()
                && known.changed == changed
                && known.len == len
                && Arc::ptr_eq(&known.catalogue, catalogue)
        };
        if let Some(known) = known.filter(is_current) {
            return Some(known.items);
        }
        let read = || read(file).map(|text| placed_items(&Snapshot::judged_by(text, office.standards(None)), encoding));
        let items: Arc<[PlacedItem]> = guarded(read).and_then(|items| items).unwrap_or_default().into();
        let known = Known { changed, len, catalogue: catalogue.clone(), items: items.clone() };
        self.known.lock().unwrap_or_else(PoisonError::into_inner).insert(file.to_owned(), known);
        Some(items)
    }
}

/// All letters of the workspace at one moment: those that are open, as they are in the editor, and those on the disk.
pub struct AllLetters {
    /// The open ones with their addresses.
    pub open: Vec<(String, Work)>,
    /// The addresses of those that are out of step with the editor: nobody knows what they say.
    pub out_of_step: Vec<String>,
    /// The files of all of these.
    pub open_files: HashSet<PathBuf>,
    /// The folders in which the others are.
    pub folders: Vec<PathBuf>,
    /// What is known of those.
    pub on_disk: Arc<Letters>,
}

impl AllLetters {
    /// The files that are not open and may be letters, as long as nobody wants an end.
    pub fn files(&self, is_cancelled: &AtomicBool) -> FileList {
        let mut list = list(&self.folders, is_cancelled);
        list.files.retain(|file| !self.open_files.contains(file));
        list
    }

    /// How an open letter is called: as its file, or by the end of its address.
    pub fn name_of_open(&self, uri: &str) -> String {
        match address::path(uri) {
            Some(file) => self.name_of(&file),
            None => uri.rsplit(['/', ':']).next().unwrap_or(uri).to_owned(),
        }
    }

    /// How a file is called: by its path in its folder, with the folder's name before it if there are several.
    pub fn name_of(&self, file: &Path) -> String {
        let folder = self.folders.iter().find(|folder| file.starts_with(folder));
        let base = match self.folders.as_slice() {
            [_] => folder.map(PathBuf::as_path),
            _ => folder.and_then(|folder| folder.parent()),
        };
        let name = base.and_then(|base| file.strip_prefix(base).ok()).unwrap_or(file);
        name.display().to_string()
    }
}

/// The letter in a file as it is judged there; the error says why it is not read.
pub fn read_letter(file: &Path, office: &Office) -> Result<Snapshot, String> {
    Ok(Snapshot::judged_by(read(file)?, office.standards(Some(file))))
}
