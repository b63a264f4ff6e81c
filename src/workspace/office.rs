//! What the letters of a folder are judged by: what ships with the program, settings, and files of an office of its own.

use super::files::Files;
use super::{address, folders};
use crate::analysis::rules::{NAMES, Rule, of_files};
use crate::analysis::{BrokenFile, Severity, Standards};
use crate::guidelines::{self, Catalogue};
use crate::settings::silence::Silence;
use crate::settings::{self, ProblemKind, Settings};
use crate::text::{Text, apply_all};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
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
    standards: Mutex<HashMap<Option<PathBuf>, Arc<Standards>>>,
    is_told: AtomicBool,
}

/// Offices with the same catalogue files share one catalogue.
#[derive(Default)]
struct Shared {
    catalogues: Mutex<HashMap<Vec<PathBuf>, Arc<ReadCatalogue>>>,
    files: Arc<Mutex<Files>>,
    /// What counts more than any file.
    asked: Settings,
}

struct Reading {
    settings: Arc<Settings>,
    settings_files: Vec<FileReport>,
    catalogue: Arc<ReadCatalogue>,
}

struct ReadCatalogue {
    catalogue: Arc<Catalogue>,
    files: Vec<FileReport>,
}

/// A file with settings that may be written to.
pub(super) struct SettingsFile {
    pub(super) file: PathBuf,
    /// What stands in it; `None` if it is to be made.
    pub(super) text: Option<String>,
    /// The version of that, as the editor counts, if it is open.
    pub(super) version: Option<i32>,
}

/// A file of an office, and what is wrong with it.
#[derive(Clone)]
pub struct FileReport {
    /// Where it lies.
    pub path: PathBuf,
    /// What stands in it; empty if it cannot be read.
    pub text: Text,
    /// What is wrong with it.
    pub problems: Vec<FileProblem>,
}

/// Something wrong with a file of an office.
#[derive(Clone, Debug, PartialEq)]
pub struct FileProblem {
    /// The rule about it.
    pub rule: &'static Rule,
    /// How much it matters.
    pub severity: Severity,
    /// Where, in bytes.
    pub range: Range<usize>,
    /// What is wrong and what to do.
    pub message: String,
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
        let read = || self.by_folder.values().filter(|office| office.is_read());
        // Most often there is nothing new, and this is asked for at every keystroke.
        if read().filter(|office| !office.is_told.swap(true, Ordering::Relaxed)).count() == 0 {
            return Vec::new();
        }
        let mut wrong: BTreeMap<&Path, &FileReport> = BTreeMap::new();
        for report in read().flat_map(|office| office.files()).filter(|report| !report.problems.is_empty()) {
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
        let (reading, standards) = (OnceLock::new(), Mutex::default());
        Arc::new(Office { folder, shared, reading, standards, is_told: AtomicBool::new(false) })
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
        let make = || {
            let broken = self.files().filter_map(broken_file).collect();
            Arc::new(Standards::new(self.catalogue().clone(), self.settings().clone(), letter, broken))
        };
        locked(&self.standards).entry(letter.map(Path::to_owned)).or_insert_with(make).clone()
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
        self.reading.get_or_init(|| {
            let mut files = locked(&self.shared.files);
            let nearest =
                self.folder.as_ref().and_then(|folder| folders::nearest_settings(folder, |file| files.has(file)));
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
            Reading { settings: Arc::new(settings), settings_files, catalogue }
        })
    }

    /// The catalogue files in the order in which they count: the user's own, which those of the office correct.
    fn catalogue_files(&self, settings: &Settings) -> Vec<PathBuf> {
        let office = match &settings.guideline_files {
            Some(globs) => globs.iter().flat_map(settings::FileGlob::files).collect(),
            None => self.folder.as_deref().map(folders::nearest_catalogue_files).unwrap_or_default(),
        };
        let mut files = folders::user_catalogue_files();
        files.retain(|file| !office.contains(file));
        files.extend(office);
        files
    }
}

impl FileReport {
    /// What cannot be told because the file cannot be opened.
    fn unreadable(path: &Path, rule: &'static Rule, message: String) -> Self {
        let problem = FileProblem { rule, severity: Severity::Error, range: 0..0, message };
        FileReport { path: path.to_owned(), text: Text::default(), problems: vec![problem] }
    }

    /// The line of a place, counted from one.
    pub fn line(&self, problem: &FileProblem) -> usize {
        self.text.line_at(problem.range.start) + 1
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

/// Reads settings whose patterns count from a folder. A file that makes no sense counts as it did before.
fn read_settings(file: &Path, folder: Option<&Path>, files: &mut Files) -> (Settings, FileReport) {
    let text = match files.read(file) {
        Ok(text) => text,
        Err(message) => {
            let report = FileReport::unreadable(file, &of_files::BROKEN_CONFIGURATION, message);
            return (sound_settings(file, folder, files), report);
        }
    };
    let report = |problems: Vec<settings::Problem>| FileReport {
        path: file.to_owned(),
        text: Text::from(text.as_str()),
        problems: problems.into_iter().map(file_problem).collect(),
    };
    match settings::read(&text, folder, &NAMES) {
        Ok((settings, problems)) => {
            let report = report(problems);
            files.keep(file, text);
            (settings, report)
        }
        Err(problem) => (sound_settings(file, folder, files), report(vec![problem])),
    }
}

fn sound_settings(file: &Path, folder: Option<&Path>, files: &Files) -> Settings {
    let sound = files.sound(file).and_then(|text| settings::read(text, folder, &NAMES).ok());
    sound.map(|(settings, _)| settings).unwrap_or_default()
}

fn file_problem(problem: settings::Problem) -> FileProblem {
    let (rule, severity) = match problem.kind {
        ProblemKind::Broken => (&of_files::BROKEN_CONFIGURATION, Severity::Error),
        ProblemKind::Unknown => (&of_files::UNKNOWN_SETTING, Severity::Warning),
        ProblemKind::Bad => (&of_files::BAD_SETTING, Severity::Error),
    };
    FileProblem { rule, severity, range: problem.range, message: problem.message }
}

/// Reads catalogue files. One that makes no sense as a whole counts as it did before.
fn read_catalogue(paths: &[PathBuf], files: &mut Files) -> ReadCatalogue {
    let mut reports = Vec::new();
    let mut problems = Vec::new();
    for path in paths {
        match files.read(path) {
            Ok(text) => {
                reports.push(FileReport { path: path.clone(), text: Text::from(text.as_str()), problems: Vec::new() });
                match guidelines::Problem::of_form(&path.display().to_string(), &text) {
                    Some(problem) => problems.push(problem),
                    None => files.keep(path, text),
                }
            }
            Err(message) => reports.push(FileReport::unreadable(path, &of_files::BROKEN_CATALOGUE, message)),
        }
    }
    let names: Vec<(String, &PathBuf)> = paths.iter().map(|path| (path.display().to_string(), path)).collect();
    let texts: Vec<_> = names.iter().filter_map(|(name, path)| Some((name.as_str(), files.sound(path)?))).collect();
    let catalogue = if texts.is_empty() {
        Catalogue::shipped()
    } else {
        let (catalogue, found) = Catalogue::with_files(texts);
        problems.extend(found);
        Arc::new(catalogue)
    };
    for report in &mut reports {
        let name = report.path.display().to_string();
        let own = problems.iter().filter(|problem| problem.file == name);
        report.problems.extend(own.map(|problem| catalogue_problem(problem, &report.text)));
    }
    ReadCatalogue { catalogue, files: reports }
}

fn catalogue_problem(problem: &guidelines::Problem, text: &Text) -> FileProblem {
    let entry = if problem.entry.is_empty() { String::new() } else { format!("{}: ", problem.entry) };
    FileProblem {
        rule: &of_files::BROKEN_CATALOGUE,
        severity: Severity::Error,
        range: text.line_range(problem.line.saturating_sub(1)),
        message: format!("{entry}{}", problem.message),
    }
}
