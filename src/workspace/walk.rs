//! The files in folders that may be letters, and their text.

use super::decoding;
use crate::text::Text;
use std::collections::HashSet;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

/// No larger file of a folder is read: no letter is near that.
pub const LARGEST: u64 = 4 * 1024 * 1024;
/// No more files and folders than this are looked at, in case somebody opens a whole disk.
const MOST_ENTRIES: usize = 100_000;

/// Something in a folder.
#[derive(Debug, PartialEq, Eq)]
pub enum Found {
    /// A file.
    File(PathBuf),
    /// A link, which is not followed: what it leads to may lie outside of the folder, or around it.
    Link,
    /// A folder in it, or something else that is not a file.
    Other,
    /// What cannot be looked at, and why.
    Unread(PathBuf, String),
}

/// What there is in a folder and in those in it, in order, but for what git ignores.
pub fn walk(folder: PathBuf) -> impl Iterator<Item = Found> + Send {
    let walk = ignore::WalkBuilder::new(&folder).require_git(false).sort_by_file_name(Ord::cmp).build();
    walk.map(move |entry| match entry {
        Ok(entry) => match entry.file_type() {
            Some(kind) if kind.is_file() => Found::File(entry.into_path()),
            Some(kind) if kind.is_symlink() => Found::Link,
            _ => Found::Other,
        },
        Err(error) => unread(&folder, &error),
    })
}

/// The same of several folders, up to where somebody must have opened a whole disk.
pub(super) fn walk_all(folders: &[PathBuf]) -> impl Iterator<Item = Found> {
    folders.iter().cloned().flat_map(walk).take(MOST_ENTRIES)
}

/// The files in folders that may be letters, each once.
#[derive(Default)]
pub struct FileList {
    /// The files, folder by folder.
    pub files: Vec<PathBuf>,
    /// What could not be looked at, and why.
    pub unread: Vec<(PathBuf, String)>,
    /// Whether there are more, which were not looked at.
    pub is_cut: bool,
}

/// Lists what may be letters, as long as nobody wants an end.
pub(super) fn list(folders: &[PathBuf], is_cancelled: &AtomicBool) -> FileList {
    let mut list = FileList::default();
    let mut seen = HashSet::new();
    let mut count = 0;
    for found in walk_all(folders).take_while(|_| !is_cancelled.load(Ordering::Relaxed)) {
        count += 1;
        match found {
            Found::File(file) if is_letter_name(&file) && seen.insert(file.clone()) => list.files.push(file),
            Found::Unread(path, reason) => list.unread.push((path, reason)),
            _ => {}
        }
    }
    list.is_cut = count == MOST_ENTRIES;
    list
}

fn unread(folder: &Path, error: &ignore::Error) -> Found {
    fn place(error: &ignore::Error) -> Option<&Path> {
        match error {
            ignore::Error::WithPath { path, .. } => Some(path),
            ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => place(err),
            _ => None,
        }
    }
    let reason = error.io_error().map_or_else(|| "it cannot be looked at".to_owned(), in_words);
    Found::Unread(place(error).unwrap_or(folder).to_owned(), reason)
}

/// Whether a file may be a letter, by its name.
pub fn is_letter_name(file: &Path) -> bool {
    file.extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("txt") || extension.eq_ignore_ascii_case("imr"))
}

/// The text of a file, or why it is not read.
pub(super) fn read(file: &Path) -> Result<Text, String> {
    let mut bytes = Vec::new();
    let read = File::open(file).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes));
    match read {
        Err(error) => Err(in_words(&error)),
        Ok(_) if bytes.len() as u64 > LARGEST => Err("it is larger than 4 MB".to_owned()),
        Ok(_) => match decoding::decode(&bytes) {
            Some(decoded) => Ok(Text::from(&*decoded.text)),
            None => Err("it is not a text file".to_owned()),
        },
    }
}

/// Why a file cannot be read, for somebody who does not program.
pub fn in_words(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file".to_owned(),
        std::io::ErrorKind::PermissionDenied => "it may not be read".to_owned(),
        std::io::ErrorKind::IsADirectory => "this is a folder".to_owned(),
        _ => error.to_string(),
    }
}
