//! Patterns for files and for what is requested.

use crate::text::spaces::one_line;
use globset::{ErrorKind, GlobBuilder, GlobSet};
use std::path::{Path, PathBuf};

/// So many files and folders are looked at for a pattern, in case it means a whole disk.
const MOST_ENTRIES: usize = 10_000;

/// A pattern for files.
#[derive(Clone, Debug)]
pub struct FileGlob {
    written: String,
    /// The folder of the file that says so; its patterns with a slash count from there.
    folder: Option<PathBuf>,
    matcher: GlobSet,
}

/// A pattern for what an item requests, whatever the case.
#[derive(Clone, Debug)]
pub struct ItemGlob {
    written: String,
    matcher: GlobSet,
}

impl FileGlob {
    /// Reads a pattern. The error says what is wrong with it.
    pub(super) fn new(written: &str, folder: Option<&Path>) -> Result<Self, String> {
        let mut glob = GlobBuilder::new(written.strip_prefix("./").unwrap_or(written));
        let matcher = matcher(glob.literal_separator(true).backslash_escape(true))?;
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
        let Ok(matcher) = matcher(GlobBuilder::new(&whole.to_string_lossy()).literal_separator(true)) else {
            return Vec::new();
        };
        let walk = ignore::WalkBuilder::new(root)
            .standard_filters(false)
            .max_depth(deepest)
            .sort_by_file_name(Ord::cmp)
            .build();
        let found = walk.take(MOST_ENTRIES).flatten().map(ignore::DirEntry::into_path);
        // Whoever opens something else, such as a pipe, may wait for ever.
        found.filter(|path| matcher.is_match(path) && path.is_file()).collect()
    }
}

impl ItemGlob {
    /// Reads a pattern. The error says what is wrong with it.
    pub(super) fn new(written: &str) -> Result<Self, String> {
        let matcher = matcher(GlobBuilder::new(&one_line(written).to_lowercase()).backslash_escape(true))?;
        Ok(ItemGlob { written: written.to_owned(), matcher })
    }

    /// Whether an item with this request is meant.
    pub fn matches(&self, request: &str) -> bool {
        self.matcher.is_match(one_line(request).to_lowercase())
    }
}

/// What tells whether a pattern matches. The error says why it cannot be one: it may be well formed and yet too large.
pub(crate) fn matcher(pattern: &GlobBuilder<'_>) -> Result<GlobSet, String> {
    let in_words = |error: globset::Error| match error.kind() {
        ErrorKind::Regex(_) => "it is too long".to_owned(),
        kind => kind.to_string(),
    };
    let pattern = pattern.build().map_err(in_words)?;
    GlobSet::builder().add(pattern).build().map_err(in_words)
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
