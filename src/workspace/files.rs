//! The texts of an office's files: as they lie on the disk or, if they are open, as the editor has them.

use super::Document;
use crate::settings::silence::Silence;
use crate::text::apply_all;
use std::collections::HashMap;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// No larger file is read.
const LARGEST: u64 = 4 * 1024 * 1024;

/// The texts of files.
#[derive(Clone, Default)]
pub(super) struct Files {
    open: HashMap<PathBuf, OpenFile>,
    /// What was silenced in settings by editors that do not tell when that is written.
    pending: HashMap<PathBuf, Vec<Silence>>,
    /// Each file as it last made sense, in case it does not do so any more.
    sound: HashMap<PathBuf, String>,
}

/// A file as the editor has it.
#[derive(Clone)]
pub(super) struct OpenFile {
    version: i32,
    text: String,
}

impl OpenFile {
    pub(super) fn of(document: &Document) -> Self {
        let text = document.text();
        OpenFile { version: document.version(), text: text.slice(0..text.len()).into_owned() }
    }
}

impl Files {
    /// Takes note of what the editor has for a file, or that it has it no more.
    pub(super) fn set_open(&mut self, file: &Path, open: Option<OpenFile>) {
        self.forget_pending(file);
        match open {
            Some(open) => self.open.insert(file.to_owned(), open),
            None => self.open.remove(file),
        };
    }

    /// Silences findings in the settings of a file from now on, whether or not that is written already.
    pub(super) fn silence(&mut self, file: &Path, silence: Silence) {
        if !self.open.contains_key(file) {
            self.pending.entry(file.to_owned()).or_default().push(silence);
        }
    }

    /// What was silenced in a file is written by now, or given up.
    pub(super) fn forget_pending(&mut self, file: &Path) {
        self.pending.remove(file);
    }

    /// The version of a file that is open, as the editor counts.
    pub(super) fn version(&self, file: &Path) -> Option<i32> {
        self.open.get(file).map(|open| open.version)
    }

    /// Whether there is such a file.
    pub(super) fn has(&self, file: &Path) -> bool {
        self.open.contains_key(file) || self.pending.contains_key(file) || file.is_file()
    }

    /// The text of a file. The error is for a physician.
    pub(super) fn read(&self, file: &Path) -> Result<String, String> {
        let text = match self.open.get(file) {
            Some(open) => open.text.clone(),
            None if self.pending.contains_key(file) && !file.exists() => String::new(),
            None => from_disk(file)?,
        };
        let silences = self.pending.get(file).map_or(&[][..], Vec::as_slice);
        let silenced = |text: String, silence: &Silence| match silence.edits(&text) {
            Some(edits) => apply_all(&text, &edits),
            None => text,
        };
        Ok(silences.iter().fold(text, silenced))
    }

    /// The text that a file had when it last made sense.
    pub(super) fn sound(&self, file: &Path) -> Option<&str> {
        self.sound.get(file).map(String::as_str)
    }

    /// Takes over what somebody else has found to make sense.
    pub(super) fn learn(&mut self, other: Files) {
        self.sound.extend(other.sound);
    }

    /// Takes note that a file makes sense.
    pub(super) fn keep(&mut self, file: &Path, text: String) {
        self.sound.insert(file.to_owned(), text);
    }
}

fn from_disk(file: &Path) -> Result<String, String> {
    let mut text = String::new();
    let length = std::fs::File::open(file).and_then(|file| file.take(LARGEST + 1).read_to_string(&mut text));
    match length {
        Ok(length) if length as u64 > LARGEST => {
            Err("The file is larger than 4 MB. Divide it into several.".to_owned())
        }
        Ok(_) => Ok(text),
        Err(error) if error.kind() == io::ErrorKind::InvalidData => {
            Err("The file is not text in UTF-8. Save it as UTF-8.".to_owned())
        }
        Err(error) => Err(format!("The file cannot be read: {error}.")),
    }
}
