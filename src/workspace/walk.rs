//! The files in folders that may be letters, and their text.

use super::decoding;
use crate::text::Text;
use std::collections::HashSet;
use std::fs::File;
use std::io::{self, Read};
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
    /// A folder in it, or something else that is not read: what a link leads to may lie outside of the folder, or around it.
    Other,
    /// What cannot be looked at, and why.
    Unread(PathBuf, String),
}

/// What there is in a folder and in those in it, in order, but for what git ignores.
pub fn walk(folder: PathBuf) -> impl Iterator<Item = Found> + Send {
    let walk = ignore::WalkBuilder::new(&folder).require_git(false).sort_by_file_name(Ord::cmp).build();
    walk.map(move |entry| match entry {
        Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => Found::File(entry.into_path()),
        Ok(_) => Found::Other,
        Err(error) => unread(&folder, &error),
    })
}

/// The same of several folders.
fn walk_all(folders: &[PathBuf]) -> impl Iterator<Item = Found> {
    folders.iter().cloned().flat_map(walk)
}

/// The same, up to where somebody must have opened a whole disk.
pub(super) fn walk_most(folders: &[PathBuf]) -> impl Iterator<Item = Found> {
    walk_all(folders).take(MOST_ENTRIES)
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
    listed(walk_all(folders), MOST_ENTRIES, is_cancelled)
}

fn listed(mut all: impl Iterator<Item = Found>, most: usize, is_cancelled: &AtomicBool) -> FileList {
    let mut list = FileList::default();
    let mut seen = HashSet::new();
    for found in all.by_ref().take(most).take_while(|_| !is_cancelled.load(Ordering::Relaxed)) {
        match found {
            Found::File(file) if is_letter_name(&file) && seen.insert(file.clone()) => list.files.push(file),
            Found::Unread(path, reason) => list.unread.push((path, reason)),
            _ => {}
        }
    }
    list.is_cut = all.next().is_some();
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
    let bytes = File::open(file).and_then(|file| read_up_to(file, LARGEST)).map_err(|error| in_words(&error))?;
    let decoded = decoding::decode(&bytes).ok_or("it is not a text file")?;
    Ok(Text::from(&*decoded.text))
}

/// All bytes of a source, unless they are more than this.
pub fn read_up_to(source: impl Read, longest: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source.take(longest + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > longest {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, format!("it is larger than {} MB", longest >> 20)));
    }
    Ok(bytes)
}

/// Why a file cannot be read, for somebody who does not program.
pub fn in_words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "it may not be read".to_owned(),
        io::ErrorKind::IsADirectory => "this is a folder".to_owned(),
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_cut_only_if_something_is_left_out() {
        let found = |count: usize| (0..count).map(|number| Found::File(format!("{number}.txt").into()));
        for (count, listed_count, is_cut) in [(0, 0, false), (2, 2, false), (3, 3, false), (4, 3, true)] {
            let list = listed(found(count), 3, &AtomicBool::new(false));
            assert_eq!((list.files.len(), list.is_cut), (listed_count, is_cut), "of {count}");
        }
    }
}
