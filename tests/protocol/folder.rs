//! Folders for letters and for the files of their office.

use crate::session::notification;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// A folder for one test, which holds `letters` and whatever is written. Nothing above it counts.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(folder.join("letters")).expect("a folder");
        std::fs::create_dir_all(folder.join(".git")).expect("a folder");
        Folder(folder)
    }

    pub fn path(&self, file: &str) -> PathBuf {
        self.0.join(file)
    }

    pub fn write(&self, file: &str, text: &str) {
        let path = self.path(file);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }

    pub fn read(&self, file: &str) -> String {
        std::fs::read_to_string(self.path(file)).expect("a file")
    }

    pub fn uri(&self, file: &str) -> String {
        let path = self.path(file).display().to_string();
        let escaped = |char: char| match char {
            ' ' | '[' | ']' | '{' | '}' | '*' | '?' => format!("%{:02X}", u32::from(char)),
            char => char.to_string(),
        };
        format!("file://{}", path.chars().map(escaped).collect::<String>())
    }

    /// What a client tells that watches files when one has changed.
    pub fn changed(&self, file: &str) -> Vec<u8> {
        let changes: Value = json!([{ "uri": self.uri(file), "type": 2 }]);
        notification("workspace/didChangeWatchedFiles", json!({ "changes": changes }))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
