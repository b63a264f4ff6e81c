//! What the letters of a folder are judged by: what ships with the program, settings, and files of an office of its own.

use super::files::Files;
use super::reading::{FileProblem, FileReport, ReadCatalogue, read_catalogue, read_settings};
use super::{address, folders};
use crate::analysis::rules::{NAMES, of_files};
use crate::analysis::{BrokenFile, Standards};
use crate::guidelines::Catalogue;
use crate::settings::silence::Silence;
use crate::settings::{self, Settings};
use crate::text::{Text, apply_all};
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

/// The offices that letters belong to, by the folders of the letters.
#[derive(Default)]
pub struct Offices {
    by_folder: BTreeMap<Option<PathBuf>, Arc<Office>>,
    shared: Arc<Shared>,
    told: BTreeMap<PathBuf, Vec<FileProblem>>,
}

/// What the letters of one folder are judged by. Its files are read when that is first asked for.
pub struct Office {
    folder: Option<PathBuf>,
    shared: Arc<Shared>,
    reading: OnceLock<Reading>,
    /// Those that any letter was judged by, each once: most letters of a folder are judged alike.
    standards: Mutex<Vec<Arc<Standards>>>,
}

/// Offices with the same catalogue files share one catalogue.
#[derive(Default)]
struct Shared {
    catalogues: Mutex<HashMap<Vec<PathBuf>, Arc<ReadCatalogue>>>,
    files: Arc<Mutex<Files>>,
    /// Whether an office was read since somebody last asked for news.
    has_news: AtomicBool,
    /// What counts more than any file.
    asked: Settings,
}

struct Reading {
    settings: Arc<Settings>,
    settings_files: Vec<FileReport>,
    catalogue: Arc<ReadCatalogue>,
}

/// A file with settings that may be written to.
pub(super) struct SettingsFile {
    pub(super) file: PathBuf,
    /// What stands in it; `None` if it is to be made.
    pub(super) text: Option<String>,
    /// The version of that, as the editor counts, if it is open.
    pub(super) version: Option<i32>,
}

impl Offices {
    /// Offices where this counts more than any file.
    pub fn asking(asked: Settings) -> Self {
        Offices { shared: Arc::new(Shared { asked, ..Shared::default() }), ..Offices::default() }
    }

    /// The office of letters in a folder, or of letters without one.
    pub fn of(&mut self, folder: Option<&Path>) -> Arc<Office> {
        let folder = folder.map(Path::to_owned);
        let office = self.by_folder.entry(folder.clone()).or_insert_with(|| Office::new(folder, self.shared.clone()));
        office.clone()
    }

    /// Files may have changed: they will be read again.
    pub fn forget(&mut self) {
        let asked = self.shared.asked.clone();
        self.ask(asked);
    }

    /// From now on this counts more than any file.
    pub fn ask(&mut self, asked: Settings) {
        let files = self.shared.files.clone();
        self.by_folder.clear();
        self.shared = Arc::new(Shared { files, asked, ..Shared::default() });
    }

    /// What the files say where the disk does not.
    pub(super) fn files(&self) -> MutexGuard<'_, Files> {
        locked(&self.shared.files)
    }

    /// The files of which something was told.
    pub(super) fn told_of(&self) -> impl Iterator<Item = &Path> {
        self.told.keys().map(PathBuf::as_path)
    }

    /// The files of which something else is wrong than was told, with what is wrong now.
    pub(super) fn news(&mut self) -> Vec<FileReport> {
        // Most often there is nothing new, and this is asked for at every keystroke, however many offices there are.
        if !self.shared.has_news.swap(false, Ordering::Acquire) {
            return Vec::new();
        }
        let read = self.by_folder.values().filter(|office| office.is_read());
        let mut wrong: BTreeMap<&Path, &FileReport> = BTreeMap::new();
        for report in read.flat_map(|office| office.files()).filter(|report| !report.problems.is_empty()) {
            wrong.insert(&report.path, report);
        }
        let gone = self.told.keys().filter(|file| !wrong.contains_key(file.as_path())).map(|file| FileReport {
            path: file.clone(),
            text: Text::default(),
            problems: Vec::new(),
        });
        let changed = wrong.values().filter(|report| self.told.get(&report.path) != Some(&report.problems));
        let news = gone.chain(changed.map(|report| (*report).clone())).collect();
        self.told = wrong.into_iter().map(|(file, report)| (file.to_owned(), report.problems.clone())).collect();
        news
    }
}

impl Office {
    fn new(folder: Option<PathBuf>, shared: Arc<Shared>) -> Arc<Self> {
        Arc::new(Office { folder, shared, reading: OnceLock::new(), standards: Mutex::default() })
    }

    /// An office with these catalogue files and no settings, whatever folder they lie in.
    pub fn with_files(files: &[PathBuf]) -> Arc<Self> {
        let office = Office::new(None, Arc::default());
        let catalogue = Arc::new(read_catalogue(files, &mut locked(&office.shared.files)));
        let reading = Reading { settings: Arc::default(), settings_files: Vec::new(), catalogue };
        office.reading.get_or_init(|| reading);
        office
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
        &self.reading().catalogue.catalogue
    }

    /// What is set, by all that has a say.
    pub fn settings(&self) -> &Arc<Settings> {
        &self.reading().settings
    }

    /// What a letter of its folder is judged by; `None` for one that is not in a file yet.
    pub fn standards(&self, letter: Option<&Path>) -> Arc<Standards> {
        let broken = self.files().filter_map(broken_file).collect();
        let standards = Standards::new(self.catalogue().clone(), self.settings().clone(), letter, broken);
        let mut known = locked(&self.standards);
        if let Some(known) = known.iter().find(|known| known.policy == standards.policy) {
            return known.clone();
        }
        let standards = Arc::new(standards);
        known.push(standards.clone());
        standards
    }

    /// What a letter that is not in a file is judged by if this is silenced in it.
    pub(super) fn standards_without(&self, silences: &[Silence]) -> Arc<Standards> {
        let standards = self.standards(None);
        let text = silences.iter().fold(String::new(), |text, silence| {
            let edits = silence.edits(&text).unwrap_or_default();
            apply_all(&text, &edits)
        });
        let silenced = settings::read(&text, None, &NAMES).map(|(settings, _)| settings).unwrap_or_default();
        let settings = Arc::new(silenced.over((*standards.settings).clone()));
        let broken = standards.broken_files.clone();
        Arc::new(Standards::new(standards.catalogue.clone(), settings, None, broken))
    }

    /// Its files, in the order in which they count.
    pub fn files(&self) -> impl Iterator<Item = &FileReport> {
        let reading = self.reading();
        reading.settings_files.iter().chain(&reading.catalogue.files)
    }

    /// The file that has this address.
    pub fn file_at(&self, uri: &str) -> Option<&FileReport> {
        let path = address::path(uri)?;
        self.files().find(|report| report.path == path)
    }

    /// The nearest file with settings, or the one that is to be made for them.
    pub(super) fn nearest_settings(&self) -> Option<SettingsFile> {
        let folder = self.folder.as_ref()?;
        let files = locked(&self.shared.files);
        match folders::nearest_settings(folder, |file| files.has(file)) {
            Some(file) => {
                let (text, version) = (files.read(&file).ok()?, files.version(&file));
                Some(SettingsFile { file, text: Some(text), version })
            }
            None => Some(SettingsFile { file: folders::new_settings(folder), text: None, version: None }),
        }
    }

    fn reading(&self) -> &Reading {
        let mut is_new = false;
        let reading = self.reading.get_or_init(|| {
            is_new = true;
            self.read_files()
        });
        // Whoever hears of it finds it read.
        if is_new {
            self.shared.has_news.store(true, Ordering::Release);
        }
        reading
    }

    fn read_files(&self) -> Reading {
        // Nobody who types waits for a slow disk.
        let mut files = locked(&self.shared.files).clone();
        let nearest = self.folder.as_ref().and_then(|folder| folders::nearest_settings(folder, |file| files.has(file)));
        let user = folders::user_settings().filter(|file| files.has(file) && Some(file) != nearest.as_ref());
        let mut settings = self.shared.asked.clone();
        let mut settings_files = Vec::new();
        for (file, folder) in
            nearest.iter().map(|file| (file, file.parent())).chain(user.iter().map(|file| (file, None)))
        {
            let (lower, report) = read_settings(file, folder, &mut files);
            settings = settings.over(lower);
            settings_files.push(report);
        }
        let catalogue_files = self.catalogue_files(&settings);
        let read = || Arc::new(read_catalogue(&catalogue_files, &mut files));
        let catalogue = locked(&self.shared.catalogues).entry(catalogue_files.clone()).or_insert_with(read).clone();
        locked(&self.shared.files).learn(files);
        Reading { settings: Arc::new(settings), settings_files, catalogue }
    }

    /// The catalogue files in the order in which they count: the user's own, which those of the office correct.
    fn catalogue_files(&self, settings: &Settings) -> Vec<PathBuf> {
        let mut office: Vec<PathBuf> = match &settings.guideline_files {
            Some(globs) => globs.iter().flat_map(settings::FileGlob::files).collect(),
            None => self.folder.as_deref().map(folders::nearest_catalogue_files).unwrap_or_default(),
        };
        office.truncate(folders::MOST_FILES);
        let mut files = folders::user_catalogue_files();
        files.retain(|file| !office.contains(file));
        files.extend(office);
        files
    }
}

/// What letters tell of a file that does not count as it should.
fn broken_file(report: &FileReport) -> Option<BrokenFile> {
    let rules = [&of_files::BROKEN_CATALOGUE, &of_files::BROKEN_CONFIGURATION];
    let problem = report.problems.iter().find(|problem| rules.contains(&problem.rule))?;
    let name = report.path.file_name().unwrap_or(report.path.as_os_str()).to_string_lossy();
    let message = format!("“{name}”, line {}: {}", report.line(problem), problem.message);
    Some(BrokenFile { rule: problem.rule, message })
}

/// What a lock guards. A panic while it was held leaves it as it was.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder with an office in it.
    fn folder(settings: &str, guidelines: &str) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::create_dir_all(folder.path().join("guidelines")).expect("a folder");
        std::fs::write(folder.path().join("imr.toml"), settings).expect("a file");
        std::fs::write(folder.path().join("guidelines/own.toml"), guidelines).expect("a file");
        folder
    }

    fn problems(office: &Office) -> Vec<String> {
        let problems = office.files().flat_map(|report| {
            let name = report.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            report.problems.iter().map(move |problem| format!("{name}: {}", problem.message))
        });
        problems.collect()
    }

    #[test]
    fn a_panic_over_a_file_costs_that_file() {
        let sound =
            ("[rules]\nignore = [\"IMR201\"]\n", "[[guideline]]\nid = \"own\"\nname = \"Own\"\nin-mtus = false\n");
        let settings = |office: &Office| *office.settings() != Arc::default();
        let catalogue = |office: &Office| !Arc::ptr_eq(office.catalogue(), &Catalogue::shipped());
        let fault = "imr-ls failed on it, which is a fault in imr-ls";
        for (planted_settings, planted_catalogue) in [(true, false), (false, true), (true, true)] {
            let plant = |text: &str, place: &str, is_planted: bool| {
                if is_planted { format!("# planted: {place}\n{text}") } else { text.to_owned() }
            };
            let folder = folder(
                &plant(sound.0, "in settings", planted_settings),
                &plant(sound.1, "in a catalogue", planted_catalogue),
            );
            let office = Offices::default().of(Some(folder.path()));
            let told = problems(&office);
            let expected = [(planted_settings, "imr.toml"), (planted_catalogue, "own.toml")];
            let expected = expected.into_iter().filter(|(is_planted, _)| *is_planted);
            assert_eq!(told, expected.map(|(_, name)| format!("{name}: {fault}")).collect::<Vec<_>>());
            assert_eq!((settings(&office), catalogue(&office)), (!planted_settings, !planted_catalogue));
            assert_eq!(office.standards(None).broken_files.len(), told.len(), "the letters tell of it");
        }
    }

    #[test]
    fn what_is_wrong_is_news_once_whichever_folder_is_read_last() {
        let folder = folder("[rules]\nselect = 1\n", "");
        let mut offices = Offices::default();
        let count = |news: Vec<FileReport>| news.len();
        assert_eq!(count(offices.news()), 0);
        offices.of(None).read();
        assert_eq!(count(offices.news()), 0);
        offices.of(Some(folder.path()));
        assert_eq!(count(offices.news()), 0, "nobody has read it");
        offices.of(Some(folder.path())).read();
        assert_eq!((count(offices.news()), count(offices.news())), (1, 0));
        std::fs::write(folder.path().join("imr.toml"), "").expect("a file");
        offices.forget();
        offices.of(None).read();
        assert_eq!(count(offices.news()), 1, "it is taken back");
    }
}
