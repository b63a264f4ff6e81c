//! Mended letters: what would change, and writing them back.

use super::files::LetterFile;
use crate::text::{Edit, Text, apply_all};
use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE};
use similar::TextDiff;
use std::io::{self, Write};
use std::path::Path;

/// Shows what would change, as a unified diff.
pub(super) fn show(letter: &LetterFile, edits: &[Edit], output: &mut impl Write) -> io::Result<()> {
    let before = letter.text.slice(0..letter.text.len());
    let after = apply_all(&before, edits);
    let diff = TextDiff::from_lines(&*before, &after);
    write!(output, "{}", diff.unified_diff().header(&letter.name, &letter.name))
}

/// Writes the letter back, all or nothing, in the encoding that it has, and gives its text. One from standard input goes
/// to the output, changed or not. The error says why it cannot be written.
pub(super) fn write(letter: &LetterFile, edits: &[Edit], output: &mut impl Write) -> Result<Text, String> {
    let before = letter.text.slice(0..letter.text.len());
    let after = apply_all(&before, edits);
    let written = match letter.file.as_ref().filter(|_| !letter.is_stdin) {
        Some(_) if edits.is_empty() => Ok(()),
        _ if letter.is_damaged => Err(io::Error::other("some characters of it could not be read")),
        Some(file) => encoded(letter, &before)
            .and_then(|before| encoded(letter, &after).and_then(|after| replace(file, &before, &after))),
        None => encoded(letter, &after).and_then(|bytes| output.write_all(&bytes)),
    };
    let cannot = |error: &io::Error| format!("{}: the letter cannot be mended: {}", letter.name, in_words(error));
    written.map(|()| Text::from(after.as_str())).map_err(|error| cannot(&error))
}

fn in_words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            "nothing may be written in its folder".to_owned()
        }
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
            "there is no room for it; it stays as it is".to_owned()
        }
        _ => error.to_string(),
    }
}

/// The text in the encoding that the file has.
fn encoded(letter: &LetterFile, text: &str) -> io::Result<Vec<u8>> {
    let marked = |bytes: [u8; 2]| bytes.into_iter();
    Ok(match letter.encoding {
        encoding if encoding == UTF_8 => text.as_bytes().to_vec(),
        encoding if encoding == UTF_16LE => {
            marked([0xff, 0xfe]).chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
        }
        encoding if encoding == UTF_16BE => {
            marked([0xfe, 0xff]).chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect()
        }
        encoding => {
            let (bytes, _, has_errors) = encoding.encode(text);
            if has_errors {
                return Err(io::Error::other(format!("{} has no way of writing it", encoding.name())));
            }
            bytes.into_owned()
        }
    })
}

/// Puts a new file in the place of another: whoever looks sees the one or the other, and never a part.
fn replace(file: &Path, before: &[u8], after: &[u8]) -> io::Result<()> {
    // A letter that is linked from elsewhere stays where it lies.
    let file = file.canonicalize()?;
    let folder = file.parent().unwrap_or(Path::new("."));
    let old = std::fs::metadata(&file)?;
    if old.permissions().readonly() {
        return Err(io::Error::other("it is protected from writing"));
    }
    let mut new = tempfile::NamedTempFile::new_in(folder)?;
    new.write_all(after)?;
    keep_owner(new.as_file(), &old);
    new.as_file().set_permissions(old.permissions())?;
    new.as_file().sync_all()?;
    // What somebody saves while we look at the letter counts more than what we mend.
    if std::fs::read(&file)? != before {
        return Err(io::Error::other("it has just been changed; it stays as it is"));
    }
    new.persist(&file).map_err(|error| error.error)?;
    Ok(())
}

/// Who shared a letter with a group does not want it back from one of them for himself alone. Not everybody may do so.
#[cfg(unix)]
fn keep_owner(new: &std::fs::File, old: &std::fs::Metadata) {
    use std::os::unix::fs::{MetadataExt, fchown};
    let _ = fchown(new, None, Some(old.gid()));
    let _ = fchown(new, Some(old.uid()), None);
}

#[cfg(not(unix))]
fn keep_owner(_: &std::fs::File, _: &std::fs::Metadata) {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::files::read_all;

    #[test]
    fn what_is_saved_meanwhile_is_kept() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("a.txt");
        std::fs::write(&file, "Upheld.").expect("a file");
        let letter = read_all(std::slice::from_ref(&file)).next().and_then(Result::ok).expect("a letter");
        std::fs::write(&file, "Overturned.").expect("a file");
        let error = write(&letter, &[Edit { range: 0..6, insert: "Denied".to_owned() }], &mut io::sink()).err();
        assert!(error.is_some_and(|error| error.ends_with("it has just been changed; it stays as it is")));
        assert_eq!(std::fs::read_to_string(&file).expect("a file"), "Overturned.");
        assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 1, "nothing is left behind");
    }
}
