//! Silencing findings of a letter in the settings beside or above it.

use super::office::SettingsFile;
use super::{Office, address, file_name};
use crate::settings::silence::Silence;
use crate::text::{Edit, Text};
use std::cell::OnceCell;
use std::sync::Arc;

/// How findings of a letter can be silenced in the settings beside or above it.
pub struct Silencing {
    office: Arc<Office>,
    letter: Option<String>,
    /// Looked for once, for all findings.
    settings: OnceCell<Option<SettingsFile>>,
}

/// What has to be written to silence findings.
pub struct SettingsEdit {
    /// The address of the file with settings.
    pub uri: String,
    /// What stands in it; `None` if it is to be made.
    pub text: Option<Text>,
    /// The version of that, as the editor counts, if it is open.
    pub version: Option<i32>,
    /// What changes in it.
    pub edits: Vec<Edit>,
}

impl Silencing {
    /// In a letter with this address, of this office.
    pub fn new(uri: &str, office: Arc<Office>) -> Self {
        Silencing { office, letter: file_name(uri), settings: OnceCell::new() }
    }

    /// The letter's file name, by which settings know it; `None` if it is not in a file.
    pub fn letter(&self) -> Option<&str> {
        self.letter.as_deref()
    }

    /// What has to be written to silence findings. `None` as below.
    pub fn edit(&self, silence: &Silence) -> Option<SettingsEdit> {
        self.edit_by(|settings| silence.edits(settings))
    }

    /// What has to be written by what changes in the text of the settings. `None` if the settings cannot be read, or if there is no place for them.
    pub fn edit_by(&self, edits: impl FnOnce(&str) -> Option<Vec<Edit>>) -> Option<SettingsEdit> {
        let SettingsFile { file, text, version } =
            self.settings.get_or_init(|| self.office.nearest_settings()).as_ref()?;
        let edits = edits(text.as_deref().unwrap_or(""))?;
        let text = text.as_deref().map(Text::from);
        Some(SettingsEdit { uri: address::address(file), text, version: *version, edits })
    }
}
