//! What several test files need.
#![allow(dead_code, unused_imports, reason = "each test file uses a part of it")]
#![allow(clippy::print_stdout, reason = "a test that is skipped has to say so")]

pub mod chance;
pub mod dialects;
pub mod faults;
pub mod folder;
pub mod program;
pub mod properties;
pub mod reading;
pub mod rows;
pub mod seeds;
pub mod writer;

pub use chance::Chance;

use serde::de::DeserializeOwned;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// The files with an extension in a folder, sorted by name.
pub fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.expect("the folder can be listed").path())
        .filter(|path| path.extension().is_some_and(|found| found == extension))
        .collect();
    files.sort();
    files
}

/// The published letters, which are not part of this repository. Where they are missing, the tests that
/// need them say so and pass; but not in the continuous integration, which must have them.
pub fn published_letters() -> Vec<PathBuf> {
    let folder = Path::new("../shared/letters");
    if folder.is_dir() {
        return files(folder, "txt");
    }
    assert!(std::env::var("CI").is_err(), "the published letters are missing");
    println!("skipped: the published letters are not here");
    Vec::new()
}

/// The name and the text of every letter that is here, drafts and all.
pub fn all_letters() -> Vec<(String, String)> {
    let folders = ["tests/letters", "tests/corpus/letters"].map(Path::new);
    let own = folders.into_iter().flat_map(|folder| files(folder, "txt"));
    let letter = |path: PathBuf| (path.display().to_string(), read_letter(&path));
    own.chain(published_letters()).map(letter).collect()
}

/// A file of the reference data, which is not part of this repository either.
pub fn reference(path: &Path) -> Option<String> {
    if !path.exists() {
        assert!(std::env::var("CI").is_err(), "{}: the reference data is missing", path.display());
        println!("skipped: {} is not here", path.display());
        return None;
    }
    Some(read_letter(path))
}

/// The text of a letter.
pub fn read_letter(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A table or a reading.
pub fn read_toml<T: DeserializeOwned>(path: &Path) -> T {
    toml::from_str(&read_letter(path)).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// White space made single.
pub fn one_line(text: &str) -> String {
    text.trim_start_matches('\u{feff}').split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Prints a paragraph as text out of a PDF: lines that end in a space and stand apart, and a line of one space behind it.
pub fn print(paragraph: &str, text: &mut String) {
    const WIDTH: usize = 92;
    let mut line = String::new();
    for word in paragraph.split(' ') {
        if !line.is_empty() && line.len() + word.len() >= WIDTH {
            *text += &std::mem::take(&mut line);
            *text += " \n\n";
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line += word;
    }
    *text += &line;
    *text += " \n\n \n\n";
}

/// Where words stand in a text, however it wraps.
pub fn places_of(words: &str, text: &str) -> Vec<Range<usize>> {
    let wanted: String = words.split_whitespace().collect();
    let letters = text.char_indices().filter(|(_, char)| !char.is_whitespace());
    let (at, letters): (Vec<usize>, String) = letters.unzip();
    let starts: Vec<usize> = letters.char_indices().map(|(start, _)| start).collect();
    let place = |found: usize| {
        let number = |offset: usize| starts.partition_point(|start| *start < offset);
        let last = number(found + wanted.len()) - 1;
        let end = at[last] + text[at[last]..].chars().next().map_or(0, char::len_utf8);
        at[number(found)]..end
    };
    letters.match_indices(&wanted).map(|(found, _)| place(found)).collect()
}

/// The lines that differ, expected ones behind `-`, found ones behind `+`.
pub fn difference(expected: &str, found: &str) -> String {
    let (expected, found): (Vec<_>, Vec<_>) = (expected.lines().collect(), found.lines().collect());
    // The longest common subsequence, by the usual table.
    let mut lengths = vec![vec![0; found.len() + 1]; expected.len() + 1];
    for a in (0..expected.len()).rev() {
        for b in (0..found.len()).rev() {
            lengths[a][b] = if expected[a] == found[b] {
                lengths[a + 1][b + 1] + 1
            } else {
                lengths[a + 1][b].max(lengths[a][b + 1])
            };
        }
    }
    let (mut a, mut b, mut lines) = (0, 0, String::new());
    while a < expected.len() || b < found.len() {
        if a < expected.len() && b < found.len() && expected[a] == found[b] {
            (a, b) = (a + 1, b + 1);
        } else if b == found.len() || (a < expected.len() && lengths[a + 1][b] >= lengths[a][b + 1]) {
            lines += &format!("- {}\n", expected[a]);
            a += 1;
        } else {
            lines += &format!("+ {}\n", found[b]);
            b += 1;
        }
    }
    lines
}
