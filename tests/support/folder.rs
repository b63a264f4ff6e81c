//! Folders for letters and for the files of their office.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// A folder for one test, which holds whatever is written. Nothing above it counts.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new(name: &str) -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}-{count}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(folder.join(".git")).expect("a folder");
        Folder(folder)
    }

    pub fn path(&self, file: &str) -> PathBuf {
        self.0.join(file)
    }

    pub fn write(&self, file: &str, text: impl AsRef<[u8]>) {
        let path = self.path(file);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }

    /// Takes out everything that was written.
    pub fn clear(&self) {
        std::fs::remove_dir_all(&self.0).expect("the folder can go");
        std::fs::create_dir_all(self.0.join(".git")).expect("a folder");
    }

    pub fn read(&self, file: &str) -> String {
        std::fs::read_to_string(self.path(file)).expect("a file")
    }

    /// The address of a file, as editors write it.
    pub fn uri(&self, file: &str) -> String {
        let path = self.path(file).display().to_string();
        let escaped = |char: char| match char {
            ' ' | '[' | ']' | '{' | '}' | '*' | '?' => format!("%{:02X}", u32::from(char)),
            char => char.to_string(),
        };
        format!("file://{}", path.chars().map(escaped).collect::<String>())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
