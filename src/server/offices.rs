//! The catalogue files of offices: when they are read again, and what is wrong with them.

use super::diagnostics::{MOST, SOURCE};
use super::{Backend, Server};
use crate::guidelines::Problem;
use crate::workspace::is_catalogue_file;
use lsp_types::{Diagnostic, DiagnosticSeverity, Position, Range, Registration};
use serde_json::{Value, json};

/// The code of what is wrong with a catalogue file.
const BROKEN_CATALOGUE: &str = "IMR901";
const WATCHED: &str = "**/guidelines/*.toml";

/// What is wrong with a catalogue file, as the client takes it.
pub(super) fn diagnostics_of_file(problems: &[Problem]) -> Vec<Diagnostic> {
    let diagnostic = |problem: &Problem| {
        let line = u32::try_from(problem.line.saturating_sub(1)).unwrap_or(u32::MAX - 1);
        let entry = if problem.entry.is_empty() { String::new() } else { format!("{}: ", problem.entry) };
        Diagnostic {
            range: Range { start: Position { line, character: 0 }, end: Position { line: line + 1, character: 0 } },
            severity: Some(DiagnosticSeverity::Error),
            code: Some(BROKEN_CATALOGUE.to_owned().into()),
            source: Some(SOURCE.to_owned()),
            message: format!("{entry}{}", problem.message).into(),
            ..Diagnostic::default()
        }
    };
    problems.iter().take(MOST).map(diagnostic).collect()
}

impl Backend {
    /// Asks the client to tell when catalogue files change.
    pub(super) fn watch_offices(&self) {
        if !self.features().watches_files {
            return;
        }
        let server = self.0.clone();
        tokio::spawn(async move {
            let register_options = serde_json::from_value(json!({ "watchers": [{ "globPattern": WATCHED }] })).ok();
            let method = "workspace/didChangeWatchedFiles".to_owned();
            let registration = Registration { id: "catalogue-files".to_owned(), method, register_options };
            // A client that refuses still tells what is saved.
            let _ = server.client.register_capability(vec![registration]).await;
        });
    }

    pub(super) async fn did_change_watched_files(&self, _: Value) {
        self.forget_offices();
    }

    pub(super) async fn did_save(&self, params: Value) {
        if params["textDocument"]["uri"].as_str().is_some_and(is_catalogue_file) {
            self.forget_offices();
        }
    }

    /// Judges all letters anew, by what the files say now.
    fn forget_offices(&self) {
        let open = self.workspace().forget_offices();
        for uri in open {
            self.queue.publish(uri);
        }
        let features = self.features();
        if features.pulls_diagnostics && features.refreshes_diagnostics {
            let server = self.0.clone();
            tokio::spawn(async move {
                // A client that refuses asks when it likes.
                let _ = server.client.workspace_diagnostic_refresh().await;
            });
        }
    }
}

impl Server {
    /// What is wrong with a catalogue file as it lies on the disk; `None` for other texts.
    pub(super) async fn read_office_with(&self, uri: &str) -> Option<Vec<Problem>> {
        if !is_catalogue_file(uri) {
            return None;
        }
        let office = self.workspace().office(uri);
        let uri = uri.to_owned();
        tokio::task::spawn_blocking(move || office.problems_at(&uri)).await.ok()
    }

    /// Has told what has newly been found out about catalogue files.
    pub(super) fn tell_of_offices(&self) {
        let news = self.workspace().news_of_offices();
        for (uri, problems) in news {
            self.queue.tell_of_file(uri, problems);
        }
    }
}
