//! The files in folders that may be letters, and their text.

use super::decoding;
use crate::text::Text;
use std::collections::HashSet;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

/// No larger file is read: no letter is near that.
const LARGEST: u64 = 4 * 1024 * 1024;
/// No more files and folders than this are looked at, in case somebody opens a whole disk.
const MOST_ENTRIES: usize = 100_000;

/// Something in a folder.
pub(super) enum Found {
    /// A file that may be a letter, by its name.
    Letter(PathBuf),
    /// Anything else.
    Other,
    /// What cannot be looked at, and why.
    Unread(PathBuf, String),
    /// There is more, but it is not looked at.
    More,
}

/// What there is in folders, in order. What git ignores is left out, and links are not followed, so nothing outside of the
/// folders is read.
pub(super) fn walk(folders: &[PathBuf]) -> impl Iterator<Item = Found> {
    let entries = folders.iter().flat_map(|folder| {
        let walk = ignore::WalkBuilder::new(folder).require_git(false).sort_by_file_name(Ord::cmp).build();
        walk.map(|entry| match entry {
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) && is_letter_name(entry.path()) => {
                Found::Letter(entry.into_path())
            }
            Ok(_) => Found::Other,
            Err(error) => unread(folder, &error),
        })
    });
    entries.enumerate().take(MOST_ENTRIES + 1).map(|(at, found)| if at < MOST_ENTRIES { found } else { Found::More })
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

/// Lists what [`walk`] finds.
pub(super) fn list(folders: &[PathBuf]) -> FileList {
    let mut list = FileList::default();
    let mut seen = HashSet::new();
    for found in walk(folders) {
        match found {
            Found::Letter(file) if seen.insert(file.clone()) => list.files.push(file),
            Found::Letter(_) | Found::Other => {}
            Found::Unread(path, reason) => list.unread.push((path, reason)),
            Found::More => list.is_cut = true,
        }
    }
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

fn is_letter_name(file: &Path) -> bool {
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
fn in_words(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file".to_owned(),
        std::io::ErrorKind::PermissionDenied => "it may not be read".to_owned(),
        _ => error.to_string(),
    }
}
