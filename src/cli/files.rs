//! Reading letters from files, in the encodings they come in.

use super::inputs::{Input, Record, inputs};
use crate::text::Text;
use crate::workspace::{self, Decoded, LARGEST, in_words, read_up_to};
use encoding_rs::{Encoding, UTF_8};
use std::io;
use std::path::{Path, PathBuf};

/// A file that was read.
pub(super) struct LetterFile {
    /// How it is called in messages.
    pub(super) name: String,
    /// Where it lies; the working folder for standard input that stands for no file.
    pub(super) folder: PathBuf,
    /// Its absolute path; `None` for standard input that stands for no file.
    pub(super) file: Option<PathBuf>,
    /// Whether it came from standard input, even if that stands for a file.
    pub(super) is_stdin: bool,
    /// Whether it was found in a folder: nobody has said that it is a letter.
    pub(super) is_found: bool,
    pub(super) text: Text,
    pub(super) encoding: &'static Encoding,
    /// Whether the text is not all that stands in the file.
    pub(super) is_damaged: bool,
    /// How it was read, if not as plain UTF-8.
    pub(super) note: Option<String>,
}

impl LetterFile {
    /// What to say if it is no letter, and is skipped or left as it is. A file that was only found may be anything.
    pub(super) fn no_letter(&self, fate: &str) -> Option<String> {
        (!self.is_found).then(|| format!("{}: this is not a determination letter; {fate}", self.name))
    }
}

/// Why a file was not read.
pub(super) enum Trouble {
    /// It is not there or cannot be read.
    Unreadable(String),
    /// It is passed over, and whoever named it wants to know.
    Skipped(String),
    /// There is nothing where it could be.
    Nothing(String),
    /// It was found in a folder and holds no text.
    NoText,
}

/// Nothing that is named and longer than this is read: no letter is.
const LONGEST: u64 = 1024 * 1024 * 1024;

/// Reads all that is named; `-` is standard input.
pub(super) fn read_all(names: &[PathBuf]) -> impl Iterator<Item = Result<LetterFile, Trouble>> {
    inputs(names.to_vec()).map(|input| read(input, None))
}

/// Reads a text; standard input may stand for a file.
pub(super) fn read(input: Input, stdin_file: Option<&Path>) -> Result<LetterFile, Trouble> {
    match input {
        Input::Named(path) if is_stdin(&path) => {
            let name = stdin_file.map_or_else(|| "<stdin>".to_owned(), shown);
            let bytes = read_up_to(io::stdin().lock(), LONGEST).map_err(|error| unreadable(&name, &error))?;
            let letter = decoded(name, stdin_file, &bytes)?;
            Ok(LetterFile { is_stdin: true, ..letter })
        }
        Input::Named(path) => {
            let name = shown(&path);
            let bytes = open(&path, LONGEST).map_err(|error| unreadable(&name, &error))?;
            decoded(name, Some(&path), &bytes)
        }
        Input::InFolder(path) => {
            let name = shown(&path);
            let bytes = match open(&path, LARGEST) {
                Ok(bytes) => bytes,
                Err(error) if error.kind() == io::ErrorKind::FileTooLarge => {
                    return Err(Trouble::Skipped(format!("{name}: {}; skipped", in_words(&error))));
                }
                Err(error) => return Err(unreadable(&name, &error)),
            };
            let letter = decoded(name, Some(&path), &bytes).map_err(|_| Trouble::NoText)?;
            Ok(LetterFile { is_found: true, ..letter })
        }
        Input::Listed(Record { name, text }) => {
            let letter = placed(Some(Path::new(&name)), Text::from(text.as_str()));
            Ok(LetterFile { is_stdin: true, name, ..letter })
        }
        Input::Unreadable(message) => Err(Trouble::Unreadable(message)),
        Input::Nothing(message) => Err(Trouble::Nothing(message)),
    }
}

/// The name of a file on one line, whatever stands in it.
pub(super) fn shown(path: &Path) -> String {
    path.display().to_string().replace(char::is_control, "\u{fffd}")
}

/// Whether a file that is named means standard input.
pub(super) fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

fn open(path: &Path, longest: u64) -> io::Result<Vec<u8>> {
    read_up_to(std::fs::File::open(path)?, longest)
}

fn unreadable(name: &str, error: &io::Error) -> Trouble {
    Trouble::Unreadable(format!("{name}: {}", in_words(error)))
}

/// What the bytes of a file say, and how they were read.
fn decoded(name: String, file: Option<&Path>, bytes: &[u8]) -> Result<LetterFile, Trouble> {
    let Some(Decoded { text, encoding, had_errors }) = workspace::decode(bytes) else {
        return Err(Trouble::Skipped(format!("{name}: this is not a text file; skipped")));
    };
    let damage = if had_errors { "; some characters could not be read" } else { "" };
    let note = (encoding != UTF_8 || had_errors).then(|| format!("{name}: read as {}{damage}", encoding.name()));
    let letter = placed(file, Text::from(&*text));
    Ok(LetterFile { name, encoding, is_damaged: had_errors, note, ..letter })
}

/// A text and where it lies.
fn placed(file: Option<&Path>, text: Text) -> LetterFile {
    let absolute = |path: &Path| std::path::absolute(path).unwrap_or_default();
    let file = file.map(absolute);
    let folder = file.as_deref().and_then(Path::parent).map_or_else(|| absolute(Path::new(".")), Path::to_owned);
    LetterFile {
        name: String::new(),
        folder,
        file,
        is_stdin: false,
        is_found: false,
        text,
        encoding: UTF_8,
        is_damaged: false,
        note: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> (String, Option<String>) {
        match super::decoded("a.txt".to_owned(), None, bytes) {
            Ok(letter) => (letter.text.slice(0..99).into_owned(), letter.note),
            Err(Trouble::Unreadable(message) | Trouble::Skipped(message) | Trouble::Nothing(message)) => {
                (String::new(), Some(message))
            }
            Err(Trouble::NoText) => (String::new(), None),
        }
    }

    #[test]
    fn letters_come_in_several_encodings() {
        assert_eq!(decoded("é’".as_bytes()), ("é’".to_owned(), None));
        assert_eq!(decoded(b"caf\xe9 \x92 \x96").0, "café ’ –");
        assert_eq!(decoded(b"\xff\xfeA\0\x19\x20").0, "A’");
        assert!(decoded(b"caf\xe9").1.is_some_and(|note| note.contains("windows-1252")));
        assert!(decoded(b"\x89PNG\0\0").1.is_some_and(|note| note.contains("not a text file")));
        assert_eq!(decoded(b""), (String::new(), None));
    }
}
