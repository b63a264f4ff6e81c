//! The catalogue of an office: what ships with the program, corrected by files of its own.

use super::{address, folders};
use crate::guidelines::{Catalogue, Problem};
use std::collections::{BTreeMap, HashMap};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

/// No larger file is read.
const LARGEST: u64 = 4 * 1024 * 1024;

/// The offices that letters belong to, by the folders of the letters.
#[derive(Default)]
pub struct Offices {
    by_folder: BTreeMap<Option<PathBuf>, Arc<Office>>,
    shared: Arc<Shared>,
    told: BTreeMap<PathBuf, Vec<Problem>>,
}

/// What the letters of one folder are judged by. Its files are read when that is first asked for.
pub struct Office {
    folder: Option<PathBuf>,
    shared: Arc<Shared>,
    reading: OnceLock<Arc<Reading>>,
    is_told: AtomicBool,
}

/// Offices with the same files share one catalogue.
#[derive(Default)]
struct Shared {
    readings: Mutex<HashMap<Vec<PathBuf>, Arc<Reading>>>,
    /// Each file as it last made sense, in case it does not do so any more.
    sound: Arc<Mutex<HashMap<PathBuf, String>>>,
}

struct Reading {
    files: Vec<PathBuf>,
    catalogue: Arc<Catalogue>,
    problems: Vec<Problem>,
}

impl Offices {
    /// The office of letters in a folder, or of letters without one.
    pub fn of(&mut self, folder: Option<&Path>) -> Arc<Office> {
        let folder = folder.map(Path::to_owned);
        let office = self.by_folder.entry(folder.clone()).or_insert_with(|| {
            let shared = self.shared.clone();
            Arc::new(Office { folder, shared, reading: OnceLock::new(), is_told: AtomicBool::new(false) })
        });
        office.clone()
    }

    /// Files may have changed: they will be read again.
    pub fn forget(&mut self) {
        let sound = self.shared.sound.clone();
        self.by_folder.clear();
        self.shared = Arc::new(Shared { sound, ..Shared::default() });
    }

    /// The files of which something else is wrong than was told, with what is wrong now.
    pub(super) fn news(&mut self) -> Vec<(PathBuf, Vec<Problem>)> {
        let read = || self.by_folder.values().filter(|office| office.is_read());
        // Most often there is nothing new, and this is asked for at every keystroke.
        if read().filter(|office| !office.is_told.swap(true, Ordering::Relaxed)).count() == 0 {
            return Vec::new();
        }
        let mut wrong: BTreeMap<PathBuf, Vec<Problem>> = BTreeMap::new();
        for office in read() {
            for file in office.files() {
                wrong.insert(file.clone(), office.problems_of(file));
            }
        }
        wrong.retain(|_, problems| !problems.is_empty());
        let gone = self.told.keys().filter(|file| !wrong.contains_key(*file)).map(|file| (file.clone(), Vec::new()));
        let changed = wrong.iter().filter(|(file, problems)| self.told.get(*file) != Some(*problems));
        let news = gone.chain(changed.map(|(file, problems)| (file.clone(), problems.clone()))).collect();
        self.told = wrong;
        news
    }
}

impl Office {
    /// An office with these files, whatever folder they lie in.
    pub fn with_files(files: &[PathBuf]) -> Self {
        let reading = OnceLock::from(Arc::new(read(files, &mut HashMap::new())));
        Office { folder: None, shared: Arc::default(), reading, is_told: AtomicBool::new(false) }
    }

    /// Whether its files have been read. As long as they have not, asking for anything else takes a while.
    pub fn is_read(&self) -> bool {
        self.reading.get().is_some()
    }

    /// Reads its files, unless that is done.
    pub fn read(&self) {
        self.reading();
    }

    /// The catalogue.
    pub fn catalogue(&self) -> &Arc<Catalogue> {
        &self.reading().catalogue
    }

    /// The files it has, in the order in which they count.
    pub fn files(&self) -> &[PathBuf] {
        &self.reading().files
    }

    /// What is wrong with its files.
    pub fn problems(&self) -> &[Problem] {
        &self.reading().problems
    }

    /// What is wrong with the file that has this address.
    pub fn problems_at(&self, uri: &str) -> Vec<Problem> {
        address::path(uri).map(|file| self.problems_of(&file)).unwrap_or_default()
    }

    fn problems_of(&self, file: &Path) -> Vec<Problem> {
        let name = file.display().to_string();
        self.problems().iter().filter(|problem| problem.file == name).cloned().collect()
    }

    fn reading(&self) -> &Arc<Reading> {
        self.reading.get_or_init(|| {
            let files = folders::files_for(self.folder.as_deref());
            let reading = || Arc::new(read(&files, &mut locked(&self.shared.sound)));
            locked(&self.shared.readings).entry(files.clone()).or_insert_with(reading).clone()
        })
    }
}

/// What a lock guards. A panic while it was held leaves it as it was.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Reads catalogue files. One that makes no sense as a whole counts as it did before.
fn read(files: &[PathBuf], sound: &mut HashMap<PathBuf, String>) -> Reading {
    let mut names = Vec::new();
    let mut broken = Vec::new();
    for path in files {
        let name = path.display().to_string();
        match read_file(path) {
            Ok(text) => match Problem::of_form(&name, &text) {
                Some(problem) => broken.push(problem),
                None => drop(sound.insert(path.clone(), text)),
            },
            Err(message) => broken.push(Problem { file: name.clone(), line: 1, entry: String::new(), message }),
        }
        names.push((name, path));
    }
    let texts: Vec<_> =
        names.iter().filter_map(|(name, path)| Some((name.as_str(), sound.get(*path)?.as_str()))).collect();
    if texts.is_empty() {
        return Reading { files: files.to_vec(), catalogue: Catalogue::shipped(), problems: broken };
    }
    let (catalogue, problems) = Catalogue::with_files(texts);
    Reading { files: files.to_vec(), catalogue: Arc::new(catalogue), problems: [broken, problems].concat() }
}

/// The text of a file.
fn read_file(path: &Path) -> Result<String, String> {
    let mut text = String::new();
    let length = std::fs::File::open(path).and_then(|file| file.take(LARGEST + 1).read_to_string(&mut text));
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
