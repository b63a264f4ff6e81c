//! Where the files of an office are looked for: its settings and its catalogue files.

use std::path::{Path, PathBuf};

/// The name of a file with settings.
const SETTINGS: &str = "imr.toml";
/// The folder that holds the catalogue files, beside the letters or above them.
const GUIDELINES: &str = "guidelines";
/// No more catalogue files are read than this.
pub(super) const MOST_FILES: usize = 200;

/// Whether a file is one with settings, by its name.
pub(super) fn is_settings_file(file: &Path) -> bool {
    file.file_name().is_some_and(|name| name == SETTINGS)
}

/// Whether a file lies where catalogue files do, by its name.
pub(super) fn is_catalogue_file(file: &Path) -> bool {
    is_toml(file) && file.parent().is_some_and(|folder| folder.ends_with(GUIDELINES))
}

/// The folder whose letters a file is for; `None` if it is for all letters of the user.
pub(super) fn letters_of(file: &Path) -> Option<PathBuf> {
    let folder = file.parent()?;
    let office = if is_settings_file(file) { Some(folder) } else { folder.parent() };
    office.filter(|office| user_folder().is_none_or(|user| user != **office)).map(Path::to_owned)
}

/// The file with settings that is nearest to letters in a folder, up to the root of the repository or the user's home.
pub(super) fn nearest_settings(folder: &Path, exists: impl Fn(&Path) -> bool) -> Option<PathBuf> {
    upwards(folder).map(|above| above.join(SETTINGS)).find(|file| exists(file))
}

/// The file with settings of letters in a folder that have none yet.
pub(super) fn new_settings(folder: &Path) -> PathBuf {
    folder.join(SETTINGS)
}

/// The user's own settings, whether there are any or not.
pub(super) fn user_settings() -> Option<PathBuf> {
    user_folder().map(|folder| folder.join(SETTINGS))
}

/// The user's own catalogue files.
pub(super) fn user_catalogue_files() -> Vec<PathBuf> {
    user_folder().map(|folder| files_in(&folder.join(GUIDELINES))).unwrap_or_default()
}

/// The catalogue files of the nearest folder that has any.
pub(super) fn nearest_catalogue_files(folder: &Path) -> Vec<PathBuf> {
    let folders = upwards(folder).map(|above| files_in(&above.join(GUIDELINES)));
    folders.into_iter().find(|files| !files.is_empty()).unwrap_or_default()
}

/// A folder and those above it, to the root of the repository or the user's home.
fn upwards(folder: &Path) -> impl Iterator<Item = &Path> {
    let home = std::env::home_dir();
    let mut has_ended = false;
    folder.ancestors().take_while(move |above| {
        let was_last = has_ended;
        has_ended = above.join(".git").exists() || home.as_deref() == Some(above);
        !was_last
    })
}

/// `imr-ls` where programs keep what belongs to the user.
fn user_folder() -> Option<PathBuf> {
    let set = |name| std::env::var_os(name).map(PathBuf::from).filter(|folder: &PathBuf| folder.is_absolute());
    let config = set("XDG_CONFIG_HOME").or_else(|| if cfg!(windows) { set("APPDATA") } else { None });
    let config = config.or_else(|| std::env::home_dir().map(|home| home.join(".config")))?;
    Some(config.join("imr-ls"))
}

/// The catalogue files of a folder, by name.
fn files_in(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> =
        entries.map(|entry| entry.path()).filter(|path| is_toml(path) && path.is_file()).collect();
    files.sort();
    files.truncate(MOST_FILES);
    files
}

fn is_toml(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "toml")
}
