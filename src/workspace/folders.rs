//! Where the catalogue files of an office are looked for.

use std::path::{Path, PathBuf};

/// The folder that holds the files, beside the letters or above them.
const FOLDER: &str = "guidelines";
/// No more files of one folder are read than this.
const MOST_FILES: usize = 200;

/// The catalogue files for letters in a folder, in the order in which they count: the user's own, which the nearest
/// ones correct. Letters without a folder have only the user's own.
pub(super) fn files_for(folder: Option<&Path>) -> Vec<PathBuf> {
    let nearest = folder.and_then(nearest).unwrap_or_default();
    let mut files = user_folder().map(|folder| files_in(&folder)).unwrap_or_default();
    files.retain(|file| !nearest.contains(file));
    files.extend(nearest);
    files
}

/// Whether a file lies where catalogue files do, by its name.
pub(super) fn is_catalogue_file(file: &Path) -> bool {
    is_toml(file) && file.parent().is_some_and(|folder| folder.ends_with(FOLDER))
}

/// The folder whose letters a catalogue file is for; `None` if it is for all letters of the user.
pub(super) fn letters_of(file: &Path) -> Option<PathBuf> {
    let folder = file.parent().filter(|folder| user_folder().is_none_or(|user| user != **folder))?;
    folder.parent().map(Path::to_owned)
}

/// The files of the nearest folder that has any, up to the root of the repository or the user's home.
fn nearest(folder: &Path) -> Option<Vec<PathBuf>> {
    let home = std::env::home_dir();
    for above in folder.ancestors() {
        let files = files_in(&above.join(FOLDER));
        if !files.is_empty() {
            return Some(files);
        }
        if above.join(".git").exists() || home.as_deref() == Some(above) {
            break;
        }
    }
    None
}

/// `imr-ls/guidelines` where programs keep what belongs to the user.
fn user_folder() -> Option<PathBuf> {
    let set = |name| std::env::var_os(name).map(PathBuf::from).filter(|folder: &PathBuf| folder.is_absolute());
    let config = set("XDG_CONFIG_HOME").or_else(|| if cfg!(windows) { set("APPDATA") } else { None });
    let config = config.or_else(|| std::env::home_dir().map(|home| home.join(".config")))?;
    Some(config.join("imr-ls").join(FOLDER))
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
