//! The files of offices: when they are read again, and what is wrong with them.

use super::capabilities::ClientFeatures;
use super::diagnostics::{MOST, SOURCE, severity};
use super::{Backend, Server, convert};
use crate::workspace::{FileProblem, FileReport, Office, file_address, is_file_of_office, is_settings_file};
use lsp_types::{Diagnostic, Registration};
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;

const WATCHED: [&str; 2] = ["**/guidelines/*.toml", "**/imr.toml"];

/// What is wrong with a file of an office, as the client takes it.
pub(super) fn diagnostics_of_file(report: &FileReport, features: ClientFeatures) -> Vec<Diagnostic> {
    let diagnostic = |problem: &FileProblem| Diagnostic {
        range: convert::range(&report.text, &problem.range, features.encoding),
        severity: Some(severity(problem.severity)),
        code: Some(problem.rule.code.to_owned().into()),
        source: Some(SOURCE.to_owned()),
        message: problem.message.clone().into(),
        ..Diagnostic::default()
    };
    report.problems.iter().take(MOST).map(diagnostic).collect()
}

impl Backend {
    /// Asks the client to tell when files of offices change.
    pub(super) fn watch_offices(&self) {
        if !self.features().watches_files {
            return;
        }
        let server = self.0.clone();
        tokio::spawn(async move {
            let watchers = WATCHED.map(|glob| json!({ "globPattern": glob }));
            let register_options = serde_json::from_value(json!({ "watchers": watchers })).ok();
            let method = "workspace/didChangeWatchedFiles".to_owned();
            let registration = Registration { id: "files-of-offices".to_owned(), method, register_options };
            // A client that refuses still tells what is saved.
            let _ = server.client.register_capability(vec![registration]).await;
        });
    }

    pub(super) async fn did_change_watched_files(&self, params: Value) {
        let changes = params["changes"].as_array().into_iter().flatten();
        self.files_have_changed(changes.filter_map(|change| change["uri"].as_str()));
    }

    pub(super) async fn did_save(&self, params: Value) {
        let saved = params["textDocument"]["uri"].as_str();
        self.files_have_changed(saved.into_iter().filter(|uri| is_file_of_office(uri)));
    }

    fn files_have_changed<'p>(&self, uris: impl Iterator<Item = &'p str>) {
        let changed: Vec<&str> = uris.collect();
        if !changed.is_empty() {
            let concerned = self.workspace().read_files_again(&changed);
            self.0.judge_anew(concerned);
        }
    }
}

impl Server {
    /// Follows what is done to a text that is a file with settings.
    pub(super) fn follow_file(self: &Arc<Self>, uri: &str) {
        if is_settings_file(uri) {
            let concerned = self.workspace().forget_offices();
            self.judge_anew(concerned);
        }
    }

    /// Tells of these texts what there is to tell now that they are judged by something else.
    pub(super) fn judge_anew(self: &Arc<Self>, concerned: Vec<String>) {
        if concerned.is_empty() {
            return;
        }
        for uri in concerned {
            self.queue.publish(uri);
        }
        let features = self.features();
        let server = self.clone();
        tokio::spawn(async move {
            let client = &server.client;
            // A client that refuses asks when it likes.
            let findings = async {
                if features.pulls_diagnostics && features.refreshes_diagnostics {
                    let _ = client.workspace_diagnostic_refresh().await;
                }
            };
            let tokens = async {
                if features.refreshes_tokens {
                    let _ = client.semantic_tokens_refresh().await;
                }
            };
            let lenses = async {
                if features.refreshes_lenses {
                    let _ = client.code_lens_refresh().await;
                }
            };
            let hints = async {
                if features.refreshes_hints {
                    let _ = client.inlay_hint_refresh().await;
                }
            };
            tokio::join!(findings, tokens, lenses, hints);
        });
    }

    /// The office of the letter in a file.
    pub(super) fn office_of(&self, file: &Path) -> Arc<Office> {
        self.workspace().office(&file_address(&file.to_string_lossy()))
    }

    /// A file of an office; `None` for other texts.
    pub(super) async fn read_office_with(&self, uri: &str) -> Option<FileReport> {
        if !is_file_of_office(uri) {
            return None;
        }
        let office = self.workspace().office(uri);
        let uri = uri.to_owned();
        tokio::task::spawn_blocking(move || office.file_at(&uri).cloned()).await.ok()?
    }

    /// Has told what has newly been found out about files of offices.
    pub(super) fn tell_of_offices(&self) {
        let news = self.workspace().news_of_offices();
        for (uri, report) in news {
            self.queue.tell_of_file(uri, report);
        }
    }
}
