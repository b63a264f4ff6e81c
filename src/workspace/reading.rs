//! Reading the files of an office, and what is wrong with them.

use super::files::Files;
use super::guarded;
use crate::analysis::Severity;
use crate::analysis::rules::{NAMES, Rule, of_files};
use crate::guidelines::{self, Catalogue};
use crate::settings::{self, ProblemKind, Settings};
use crate::text::Text;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

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

/// Reads settings whose patterns count from a folder. A file that makes no sense counts as it did before.
pub(super) fn read_settings(file: &Path, folder: Option<&Path>, files: &mut Files) -> (Settings, FileReport) {
    let read = guarded(|| {
        let text = files.read(file)?;
        let settings = settings::read(&text, folder, &NAMES);
        Ok((text, settings))
    });
    let (text, read) = match read.and_then(|read| read) {
        Ok(read) => read,
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
    match read {
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

/// A catalogue with the files that it was made of.
pub(super) struct ReadCatalogue {
    pub(super) catalogue: Arc<Catalogue>,
    pub(super) files: Vec<FileReport>,
}

/// Reads catalogue files. One that makes no sense as a whole counts as it did before.
pub(super) fn read_catalogue(paths: &[PathBuf], files: &mut Files) -> ReadCatalogue {
    let mut reports = Vec::new();
    let mut problems = Vec::new();
    for path in paths {
        let read = guarded(|| {
            let text = files.read(path)?;
            let problem = guidelines::Problem::of_form(&path.display().to_string(), &text);
            Ok((text, problem))
        });
        match read.and_then(|read| read) {
            Ok((text, problem)) => {
                reports.push(FileReport { path: path.clone(), text: Text::from(text.as_str()), problems: Vec::new() });
                match problem {
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
        let (catalogue, found) = guarded(|| Catalogue::with_files(texts)).map_or_else(
            |fault| (Catalogue::shipped(), names.iter().map(|(name, _)| of_whole(name, &fault)).collect()),
            |(catalogue, found)| (Arc::new(catalogue), found),
        );
        problems.extend(found);
        catalogue
    };
    for report in &mut reports {
        let name = report.path.display().to_string();
        let own = problems.iter().filter(|problem| problem.file == name);
        report.problems.extend(own.map(|problem| catalogue_problem(problem, &report.text)));
    }
    ReadCatalogue { catalogue, files: reports }
}

fn of_whole(file: &str, message: &str) -> guidelines::Problem {
    guidelines::Problem { file: file.to_owned(), line: 1, entry: String::new(), message: message.to_owned() }
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
