//! Pushing findings, one letter after the other, the latest only.

use super::Server;
use super::diagnostics::diagnostics;
use super::jobs::Reads;
use super::offices::diagnostics_of_file;
use crate::text::planted;
use crate::workspace::FileReport;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use futures_util::task::AtomicWaker;
use lsp_types::{Diagnostic, Notification, PublishDiagnosticsNotification, PublishDiagnosticsParams, Uri};
use serde::Serialize;
use std::collections::VecDeque;
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, ready};

/// What waits to be told, in order; a letter that changes twice before its turn waits once.
#[derive(Default)]
pub(super) struct Queue {
    waiting: Mutex<VecDeque<Task>>,
    session: AtomicWaker,
}

enum Task {
    Publish(String),
    Clear(String),
    TellOfFile(String, FileReport),
}

impl Queue {
    /// Findings of this letter may have changed.
    pub(super) fn publish(&self, uri: String) {
        self.add(Task::Publish(uri));
    }

    /// This letter was closed: its findings are to vanish.
    pub(super) fn clear(&self, uri: String) {
        self.add(Task::Clear(uri));
    }

    /// Something else is wrong with this file of an office.
    pub(super) fn tell_of_file(&self, uri: String, report: FileReport) {
        self.add(Task::TellOfFile(uri, report));
    }

    fn add(&self, task: Task) {
        let mut waiting = self.waiting();
        if !waiting.back().is_some_and(|last| last.is_like(&task)) {
            waiting.retain(|earlier| !earlier.is_like(&task));
            waiting.push_back(task);
        }
        self.session.wake();
    }

    fn waiting(&self) -> MutexGuard<'_, VecDeque<Task>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Task {
    /// Whether doing one makes the other needless.
    fn is_like(&self, other: &Task) -> bool {
        match (self, other) {
            (Task::Publish(one), Task::Publish(other)) | (Task::Clear(one), Task::Clear(other)) => one == other,
            _ => false,
        }
    }
}

type Telling = BoxFuture<'static, std::thread::Result<Option<Vec<u8>>>>;

/// Does what waits, one after the other: the only place that does, so that nothing overtakes anything.
pub(super) struct Publisher {
    server: Arc<Server>,
    telling: Option<Telling>,
}

impl Publisher {
    pub(super) fn new(server: Arc<Server>) -> Self {
        Publisher { server, telling: None }
    }

    /// The body of the next notification.
    pub(super) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Vec<u8>> {
        self.server.queue.session.register(context.waker());
        loop {
            if self.telling.is_none() {
                let next = self.server.queue.waiting().pop_front();
                let server = self.server.clone();
                let tell = |task| AssertUnwindSafe(async move { server.tell(task).await }).catch_unwind();
                self.telling = next.map(|task| tell(task).boxed());
            }
            let Some(telling) = &mut self.telling else { return Poll::Pending };
            let told = ready!(telling.as_mut().poll(context));
            self.telling = None;
            // A panic costs what was to be told.
            if let Ok(Some(body)) = told {
                return Poll::Ready(body);
            }
        }
    }
}

/// A notification as it goes out.
#[derive(Serialize)]
struct Published {
    jsonrpc: &'static str,
    method: &'static str,
    params: PublishDiagnosticsParams,
}

impl Server {
    async fn tell(&self, task: Task) -> Option<Vec<u8>> {
        match task {
            _ if self.features().pulls_diagnostics => None,
            Task::Clear(uri) => body(uri, None, Vec::new()),
            Task::TellOfFile(uri, report) => {
                body(uri, None, self.with_rule_pages(diagnostics_of_file(&report, self.features())))
            }
            Task::Publish(uri) => {
                planted::fault("in telling", || uri.as_str().into());
                let findings = self.findings(uri).await;
                self.tell_of_offices();
                findings
            }
        }
    }

    async fn findings(&self, uri: String) -> Option<Vec<u8>> {
        self.read_office_with(&uri).await;
        let (features, stage) = (self.features(), self.stage(&uri));
        let address = Uri(uri.clone());
        let answer = self.about(&uri, Reads::Little, move |snapshot| {
            (snapshot.is_letter(), diagnostics(snapshot, stage, &address, features))
        });
        match answer.await {
            Ok(Some((version, (is_letter, found)))) if self.begin(&uri, is_letter) => {
                body(uri, Some(version), self.with_rule_pages(found))
            }
            Ok(None) if self.begin(&uri, false) => body(uri, None, Vec::new()),
            _ => None,
        }
    }

    /// Whether there is something to tell about an open text: nothing if it is not a letter and nothing
    /// was told before.
    fn begin(&self, uri: &str, is_letter: bool) -> bool {
        let mut workspace = self.workspace();
        let Some(document) = workspace.get_mut(uri) else { return false };
        document.is_published |= is_letter || document.is_surely_letter();
        document.is_published
    }
}

fn body(uri: String, version: Option<i32>, diagnostics: Vec<Diagnostic>) -> Option<Vec<u8>> {
    let params = PublishDiagnosticsParams { uri: Uri(uri), version, diagnostics };
    let method = PublishDiagnosticsNotification::METHOD.as_str();
    serde_json::to_vec(&Published { jsonrpc: "2.0", method, params }).ok()
}
