//! What is named on the command line: letters, folders with letters, patterns, standard input, or a list of letters there.

use super::files::is_stdin;
use crate::workspace::{Found, is_letter_name, walk};
use globset::{GlobBuilder, GlobMatcher};
use serde::Deserialize;
use std::io;
use std::path::{Component, Path, PathBuf};

/// Something to be read.
pub(super) enum Input {
    /// A file that was named, or `-`.
    Named(PathBuf),
    /// A file in a folder that was named: it may be anything.
    InFolder(PathBuf),
    /// A text of a list.
    Listed(Record),
    /// What cannot be read, in words.
    Unreadable(String),
    /// A folder or a pattern without anything to read.
    Nothing(String),
}

/// A text with its name, as a list of letters has it on each line.
#[derive(Deserialize)]
pub(super) struct Record {
    pub(super) name: String,
    pub(super) text: String,
}

/// What there is to read under these names, one after the other.
pub(super) fn inputs(names: Vec<PathBuf>) -> impl Iterator<Item = Input> {
    names.into_iter().flat_map(|name| -> Box<dyn Iterator<Item = Input>> {
        if is_stdin(&name) || name.is_file() {
            return Box::new(std::iter::once(Input::Named(name)));
        }
        if name.is_dir() {
            let nothing = format!("{}: there are no letters in this folder", name.display());
            return Box::new(or_nothing(files(name, is_letter_name), nothing));
        }
        match pattern(&name) {
            Some((folder, pattern)) => {
                let found = files(folder, move |file| pattern.is_match(file.strip_prefix(".").unwrap_or(file)));
                Box::new(or_nothing(found, format!("{}: there is nothing like it", name.display())))
            }
            None => Box::new(std::iter::once(Input::Named(name))),
        }
    })
}

/// The letters of a list on standard input, one on each line.
pub(super) fn listed() -> impl Iterator<Item = Input> {
    let is_written = |line: &io::Result<String>| line.as_ref().map_or(true, |line| !line.trim().is_empty());
    let lines = io::stdin().lines().enumerate().filter(move |(_, line)| is_written(line));
    lines.map(|(index, line)| {
        let place = format!("<stdin>, line {}", index + 1);
        match line {
            Ok(line) => serde_json::from_str(&line).map(Input::Listed).unwrap_or_else(|_| {
                Input::Unreadable(format!("{place}: this is no letter in the form {{\"name\": …, \"text\": …}}"))
            }),
            Err(error) => Input::Unreadable(format!("{place}: {error}")),
        }
    })
}

fn files(folder: PathBuf, is_wanted: impl Fn(&Path) -> bool) -> impl Iterator<Item = Input> {
    walk(folder).filter_map(move |found| match found {
        Found::File(file) => is_wanted(&file).then_some(Input::InFolder(file)),
        Found::Unread(path, reason) => Some(Input::Unreadable(format!("{}: {reason}", path.display()))),
        Found::Link | Found::Other => None,
    })
}

fn or_nothing(inputs: impl Iterator<Item = Input>, otherwise: String) -> impl Iterator<Item = Input> {
    let mut inputs = inputs.peekable();
    let nothing = inputs.peek().is_none().then_some(Input::Nothing(otherwise));
    inputs.chain(nothing)
}

/// What a name matches that holds `*`, `?` or the like, and the folder in which that can be: not every shell looks for it.
fn pattern(name: &Path) -> Option<(PathBuf, GlobMatcher)> {
    let words = name.to_str().filter(|words| words.contains(['*', '?', '[', '{']))?;
    let plain = |part: &Component<'_>| !part.as_os_str().to_string_lossy().contains(['*', '?', '[', '{']);
    let folder: PathBuf = name.components().take_while(plain).collect();
    let folder = if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder };
    let words = words.strip_prefix("./").unwrap_or(words);
    let glob = GlobBuilder::new(words).literal_separator(true).build().ok()?;
    Some((folder, glob.compile_matcher()))
}
