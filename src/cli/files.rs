//! Reading letters from files, in the encodings they come in.

use crate::text::Text;
use crate::workspace::{self, Decoded};
use encoding_rs::{Encoding, UTF_8};
use std::io::{self, Read};
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
    pub(super) text: Text,
    pub(super) encoding: &'static Encoding,
    /// Whether the text is not all that stands in the file.
    pub(super) is_damaged: bool,
    /// How it was read, if not as plain UTF-8.
    pub(super) note: Option<String>,
}

/// Why a file was not read.
pub(super) enum Trouble {
    /// It is not there or cannot be read.
    Unreadable(String),
    /// It holds no text.
    NotText(String),
}

/// Nothing that is longer than this is read: no letter is.
const LONGEST: u64 = 1024 * 1024 * 1024;

/// Reads each of the files; `-` is standard input, which may stand for a file.
pub(super) fn read_all(
    files: &[PathBuf],
    stdin_file: Option<&Path>,
) -> impl Iterator<Item = Result<LetterFile, Trouble>> {
    files.iter().map(move |path| {
        let name = match stdin_file {
            Some(file) if is_stdin(path) => file.display().to_string(),
            None if is_stdin(path) => "<stdin>".to_owned(),
            _ => path.display().to_string(),
        };
        let bytes = read(path).map_err(|error| Trouble::Unreadable(format!("{name}: {}", in_words(&error))))?;
        decode(name, path, stdin_file, &bytes)
    })
}

/// Whether a file that is named means standard input.
pub(super) fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if is_stdin(path) {
        io::stdin().lock().take(LONGEST + 1).read_to_end(&mut bytes)?;
    } else {
        let file = std::fs::File::open(path)?;
        let metadata = file.metadata()?;
        if metadata.is_dir() {
            return Err(io::Error::other("this is a folder; name the letters in it"));
        }
        file.take(LONGEST + 1).read_to_end(&mut bytes)?;
    }
    if bytes.len() as u64 > LONGEST {
        return Err(io::Error::other("the file is larger than 1 GB"));
    }
    Ok(bytes)
}

fn in_words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "the file may not be read".to_owned(),
        io::ErrorKind::IsADirectory => "this is a folder; name the letters in it".to_owned(),
        _ => error.to_string(),
    }
}

/// What a file says, and how it was read.
fn decode(name: String, path: &Path, stdin_file: Option<&Path>, bytes: &[u8]) -> Result<LetterFile, Trouble> {
    let Some(Decoded { text, encoding, had_errors }) = workspace::decode(bytes) else {
        return Err(Trouble::NotText(format!("{name}: this is not a text file; skipped")));
    };
    let damage = if had_errors { "; some characters could not be read" } else { "" };
    let note = (encoding != UTF_8 || had_errors).then(|| format!("{name}: read as {}{damage}", encoding.name()));
    let is_stdin = is_stdin(path);
    let place = stdin_file.filter(|_| is_stdin).unwrap_or(path);
    let absolute = std::path::absolute(place).unwrap_or_default();
    let folder = absolute.parent().map(Path::to_owned).unwrap_or_default();
    let file = (!is_stdin || stdin_file.is_some()).then_some(absolute);
    let text = Text::from(&*text);
    Ok(LetterFile { name, folder, file, is_stdin, text, encoding, is_damaged: had_errors, note })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> (String, Option<String>) {
        match decode("a.txt".to_owned(), Path::new("a.txt"), None, bytes) {
            Ok(letter) => (letter.text.slice(0..99).into_owned(), letter.note),
            Err(Trouble::Unreadable(message) | Trouble::NotText(message)) => (String::new(), Some(message)),
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
