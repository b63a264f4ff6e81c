//! What is named on the command line: letters, folders with letters, patterns, standard input, or a list of letters there.

use super::files::{is_stdin, shown};
use crate::settings::matcher;
use crate::workspace::{Found, in_words, is_letter_name, walk};
use globset::{GlobBuilder, GlobSet};
use serde::Deserialize;
use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};
use std::io::{self, BufRead, Read};
use std::iter;
use std::path::{Path, PathBuf};

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
    /// A folder without anything to read.
    Nothing(String),
}

impl Input {
    /// How it is called in messages.
    pub(super) fn name(&self) -> String {
        match self {
            Input::Named(path) | Input::InFolder(path) => shown(path),
            Input::Listed(record) => record.name.clone(),
            Input::Unreadable(message) | Input::Nothing(message) => message.clone(),
        }
    }
}

/// A text with its name, as a list of letters has it on each line.
#[derive(Deserialize)]
pub(super) struct Record {
    pub(super) name: String,
    pub(super) text: String,
}

/// What there is to read under these names, one after the other, each file once.
pub(super) fn inputs(names: Vec<PathBuf>) -> impl Iterator<Item = Input> {
    let may_overlap = names.len() > 1;
    let mut seen = HashSet::new();
    let hasher = RandomState::new();
    let is_new = move |input: &Input| match input {
        Input::Named(path) | Input::InFolder(path) if may_overlap => {
            // A path may be long, and there may be a million of them.
            seen.insert(hasher.hash_one(std::path::absolute(path).unwrap_or_else(|_| path.clone())))
        }
        _ => true,
    };
    names.into_iter().flat_map(of_name).filter(is_new)
}

fn of_name(name: PathBuf) -> Box<dyn Iterator<Item = Input>> {
    if is_stdin(&name) || name.is_file() {
        return Box::new(iter::once(Input::Named(name)));
    }
    if name.is_dir() {
        let nothing = format!("{}: there are no letters in this folder but what git may ignore", name.display());
        return Box::new(or_else(files(name, is_letter_name), Input::Nothing(nothing)));
    }
    match pattern(&name) {
        Some((folder, pattern)) => {
            let base = folder.clone();
            let found = files(folder, move |file| pattern.is_match(file.strip_prefix(&base).unwrap_or(file)));
            let nothing = format!("{}: there is nothing like it", name.display());
            Box::new(or_else(found, Input::Unreadable(nothing)))
        }
        None => Box::new(iter::once(Input::Named(name))),
    }
}

fn files(folder: PathBuf, is_wanted: impl Fn(&Path) -> bool) -> impl Iterator<Item = Input> {
    walk(folder).filter_map(move |found| match found {
        Found::File(file) => is_wanted(&file).then_some(Input::InFolder(file)),
        Found::Unread(path, reason) => Some(Input::Unreadable(format!("{}: {reason}", path.display()))),
        Found::Other => None,
    })
}

fn or_else(inputs: impl Iterator<Item = Input>, otherwise: Input) -> impl Iterator<Item = Input> {
    let mut inputs = inputs.peekable();
    let nothing = inputs.peek().is_none().then_some(otherwise);
    inputs.chain(nothing)
}

/// What a name matches that holds `*`, `?` or the like, in the last folder of it that there is: not every shell looks for it.
fn pattern(name: &Path) -> Option<(PathBuf, GlobSet)> {
    let mut folder = PathBuf::new();
    let mut rest = PathBuf::new();
    for part in name.components() {
        if rest.as_os_str().is_empty() && folder.join(part).is_dir() {
            folder.push(part);
        } else {
            rest.push(part);
        }
    }
    if folder.as_os_str().is_empty() {
        folder.push(".");
    }
    let words = rest.to_str().filter(|words| words.contains(['*', '?', '[', '{']))?;
    Some((folder, matcher(GlobBuilder::new(words).literal_separator(true)).ok()?))
}

/// No longer line of a list is read: no letter is near that.
const LONGEST_LINE: u64 = 8 * 1024 * 1024;

/// The letters of a list on standard input, one on each line. Nothing comes behind an error that stays.
pub(super) fn listed() -> impl Iterator<Item = Input> {
    let mut source = io::stdin().lock();
    let mut number = 0;
    let mut is_over = false;
    iter::from_fn(move || {
        while !is_over {
            number += 1;
            let mut line = Vec::new();
            let read = (&mut source).take(LONGEST_LINE + 1).read_until(b'\n', &mut line);
            let wrong = |words: &str| Some(Input::Unreadable(format!("<stdin>, line {number}: {words}")));
            match read {
                Err(error) => {
                    is_over = true;
                    return wrong(&in_words(&error));
                }
                Ok(0) => return None,
                Ok(_) if line.len() as u64 > LONGEST_LINE => {
                    is_over = source.skip_until(b'\n').is_err();
                    return wrong("it is longer than 8 MB");
                }
                Ok(_) => {}
            }
            let Ok(line) = std::str::from_utf8(&line) else { return wrong("this is not UTF-8") };
            let line = line.trim_start_matches('\u{feff}').trim();
            if !line.is_empty() {
                let record = serde_json::from_str(line).map(Input::Listed);
                return record.ok().or_else(|| wrong("this is no letter in the form {\"name\": …, \"text\": …}"));
            }
        }
        None
    })
}
