//! Pushing findings, one letter after the other, the latest only.

use super::Server;
use super::diagnostics::diagnostics;
use super::jobs::Reads;
use lsp_types::{Diagnostic, PublishDiagnosticsNotification, PublishDiagnosticsParams, Uri};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::Notify;

/// What waits to be told, in order; a letter that changes twice before its turn waits once.
#[derive(Default)]
pub(super) struct Queue {
    waiting: Mutex<VecDeque<Task>>,
    filled: Notify,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Task {
    Publish(String),
    Clear(String),
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

    fn add(&self, task: Task) {
        let mut waiting = self.waiting();
        if waiting.back() != Some(&task) {
            waiting.retain(|earlier| *earlier != task);
            waiting.push_back(task);
        }
        drop(waiting);
        self.filled.notify_one();
    }

    async fn next(&self) -> Task {
        loop {
            if let Some(task) = self.waiting().pop_front() {
                return task;
            }
            self.filled.notified().await;
        }
    }

    fn waiting(&self) -> MutexGuard<'_, VecDeque<Task>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Publishes for ever. The only place that does, so that nothing overtakes anything.
pub(super) async fn publish_forever(server: Arc<Server>) {
    loop {
        match server.queue.next().await {
            _ if server.features().pulls_diagnostics => {}
            Task::Clear(uri) => server.send(uri, None, Vec::new()).await,
            Task::Publish(uri) => server.publish(uri).await,
        }
    }
}

impl Server {
    async fn publish(&self, uri: String) {
        let features = self.features();
        let address = Uri(uri.clone());
        let answer = self.about(&uri, Reads::Little, move |snapshot| {
            (snapshot.is_letter(), diagnostics(snapshot, &address, features))
        });
        let (version, found) = match answer.await {
            Ok(Some((version, (is_letter, found)))) if self.begin(&uri, is_letter) => (Some(version), found),
            Ok(None) if self.begin(&uri, false) => (None, Vec::new()),
            _ => return,
        };
        self.send(uri, version, found).await;
    }

    /// Whether there is something to tell about an open text: nothing if it is not a letter and nothing
    /// was told before.
    fn begin(&self, uri: &str, is_letter: bool) -> bool {
        let mut workspace = self.workspace();
        let Some(document) = workspace.get_mut(uri) else { return false };
        document.is_published |= is_letter || document.is_surely_letter();
        document.is_published
    }

    async fn send(&self, uri: String, version: Option<i32>, diagnostics: Vec<Diagnostic>) {
        let params = PublishDiagnosticsParams { uri: Uri(uri), version, diagnostics };
        self.client.send_notification::<PublishDiagnosticsNotification>(params).await;
    }
}
