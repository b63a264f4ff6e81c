//! Patterns for files and for what is requested.

use crate::text::spaces::one_line;
use globset::{GlobBuilder, GlobMatcher};
use std::path::{Path, PathBuf};

/// A pattern for files.
#[derive(Clone, Debug)]
pub struct FileGlob {
    written: String,
    /// The folder of the file that says so; its patterns with a slash count from there.
    folder: Option<PathBuf>,
    matcher: GlobMatcher,
}

/// A pattern for what an item requests, whatever the case.
#[derive(Clone, Debug)]
pub struct ItemGlob {
    written: String,
    matcher: GlobMatcher,
}

impl FileGlob {
    /// Reads a pattern. The error says what is wrong with it.
    pub(super) fn new(written: &str, folder: Option<&Path>) -> Result<Self, String> {
        let glob = GlobBuilder::new(written.strip_prefix("./").unwrap_or(written))
            .literal_separator(true)
            .backslash_escape(true)
            .build();
        let matcher = glob.map_err(|error| error.kind().to_string())?.compile_matcher();
        Ok(FileGlob { written: written.to_owned(), folder: folder.map(Path::to_owned), matcher })
    }

    /// Whether a file is meant: by its name alone, or by its path if the pattern has a slash.
    pub fn matches(&self, file: &Path) -> bool {
        if !self.written.contains('/') {
            return file.file_name().is_some_and(|name| self.matcher.is_match(name));
        }
        let below = self.folder.as_ref().and_then(|folder| file.strip_prefix(folder).ok());
        self.matcher.is_match(below.unwrap_or(file))
    }

    /// The pattern as it is written.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// Whether the same pattern is written here, wherever its paths count from.
    pub(super) fn is_written_like(&self, other: &FileGlob) -> bool {
        self.written == other.written
    }

    /// The files that there are, by name.
    pub fn files(&self) -> Vec<PathBuf> {
        let whole =
            self.folder.as_ref().map_or_else(|| PathBuf::from(&self.written), |folder| folder.join(&self.written));
        let is_plain =
            |part: &std::path::Component<'_>| !part.as_os_str().to_string_lossy().contains(['*', '?', '[', '{']);
        let root: PathBuf = whole.components().take_while(is_plain).collect();
        if root == whole {
            return if whole.is_file() { vec![whole] } else { Vec::new() };
        }
        let deepest = if self.written.contains("**") {
            None
        } else {
            Some(whole.components().count() - root.components().count())
        };
        let Ok(glob) = GlobBuilder::new(&whole.to_string_lossy()).literal_separator(true).build() else {
            return Vec::new();
        };
        let matcher = glob.compile_matcher();
        let walk = ignore::WalkBuilder::new(root)
            .standard_filters(false)
            .max_depth(deepest)
            .sort_by_file_name(Ord::cmp)
            .build();
        let files = walk.flatten().filter(|entry| entry.file_type().is_none_or(|kind| !kind.is_dir()));
        files.map(ignore::DirEntry::into_path).filter(|path| matcher.is_match(path)).collect()
    }
}

impl ItemGlob {
    /// Reads a pattern. The error says what is wrong with it.
    pub(super) fn new(written: &str) -> Result<Self, String> {
        let glob = GlobBuilder::new(&one_line(written).to_lowercase()).backslash_escape(true).build();
        let matcher = glob.map_err(|error| error.kind().to_string())?.compile_matcher();
        Ok(ItemGlob { written: written.to_owned(), matcher })
    }

    /// Whether an item with this request is meant.
    pub fn matches(&self, request: &str) -> bool {
        self.matcher.is_match(one_line(request).to_lowercase())
    }
}

/// A pattern that means these words and nothing else.
pub(super) fn literal(words: &str) -> String {
    words.chars().fold(String::new(), |mut pattern, char| {
        if matches!(char, '*' | '?' | '[' | ']' | '{' | '}' | '\\') {
            pattern.push('\\');
        }
        pattern.push(char);
        pattern
    })
}

impl PartialEq for FileGlob {
    fn eq(&self, other: &Self) -> bool {
        self.written == other.written && self.folder == other.folder
    }
}

impl PartialEq for ItemGlob {
    fn eq(&self, other: &Self) -> bool {
        self.written == other.written
    }
}
