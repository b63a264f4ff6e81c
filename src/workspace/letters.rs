//! The letters in the folders of the workspace: read when somebody looks through them, and again only if they change.

use super::{Office, decoding};
use crate::analysis::Snapshot;
use crate::features::symbols::{Symbol, symbols};
use crate::guidelines::Catalogue;
use crate::text::Text;
use crate::text::position::{Encoding, Position};
use std::collections::{HashMap, HashSet};
use std::fs::{File, Metadata};
use std::io::Read;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

/// No larger file is read: no letter is near that.
const LARGEST: u64 = 4 * 1024 * 1024;
/// No more files and folders than this are looked at, in case somebody opens a whole disk.
const MOST_ENTRIES: usize = 100_000;

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
    /// Goes through the letters in folders, but those files that are `open`, as long as `visit` wants more. What is ignored
    /// for git is left out, and links are not followed, so nothing outside of the folders is read.
    pub fn visit(
        &self,
        folders: &[PathBuf],
        open: &HashSet<PathBuf>,
        encoding: Encoding,
        office_of: impl Fn(&Path) -> Arc<Office>,
        mut visit: impl FnMut(&Path, &[PlacedItem]) -> ControlFlow<()>,
    ) {
        let mut seen = HashSet::new();
        for file in folders.iter().flat_map(|folder| walk(folder)).take(MOST_ENTRIES) {
            if !is_letter_name(&file) || open.contains(&file) || !seen.insert(file.clone()) {
                // A folder without letters takes long as well.
                if visit(&file, &[]).is_break() {
                    return;
                }
                continue;
            }
            let items = self.items(&file, encoding, &office_of);
            if visit(&file, items.as_deref().unwrap_or(&[])).is_break() {
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
        let items: Arc<[PlacedItem]> = match read(file) {
            Some(text) => placed_items(&Snapshot::judged_by(text, office.standards(None)), encoding).into(),
            None => Arc::default(),
        };
        let known = Known { changed, len, catalogue: catalogue.clone(), items: items.clone() };
        self.known.lock().unwrap_or_else(PoisonError::into_inner).insert(file.to_owned(), known);
        Some(items)
    }
}

/// The files in a folder, in their order.
fn walk(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let walk = ignore::WalkBuilder::new(folder).require_git(false).sort_by_file_name(Ord::cmp).build();
    walk.flatten().map(ignore::DirEntry::into_path)
}

/// Whether a file may be a letter, by its name.
fn is_letter_name(file: &Path) -> bool {
    file.extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("txt") || extension.eq_ignore_ascii_case("imr"))
}

fn read(file: &Path) -> Option<Text> {
    let mut bytes = Vec::new();
    File::open(file).ok()?.take(LARGEST + 1).read_to_end(&mut bytes).ok()?;
    let is_small = bytes.len() as u64 <= LARGEST;
    decoding::decode(&bytes).filter(|_| is_small).map(|decoded| Text::from(&*decoded.text))
}
