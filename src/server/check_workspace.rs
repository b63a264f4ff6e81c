//! The command that checks all letters: the open ones and those in the folders of the workspace.

use super::jobs::CancelOnDrop;
use super::{Backend, Server};
use crate::analysis::Snapshot;
use crate::features::report::{Overview, html_overview, markdown_overview};
use crate::workspace::{AllLetters, guarded, read_letter};
use lsp_types::{ProgressToken, WorkDoneProgressCancelParams};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::watch;
use tower_lsp::jsonrpc::{Error, Result};

const TITLE: &str = "Checking letters";

/// The checks under way whose progress the client shows, so that it can end them.
#[derive(Default)]
pub(super) struct Checks {
    under_way: Mutex<Vec<Check>>,
    names: AtomicU64,
}

#[derive(Clone)]
struct Check {
    token: ProgressToken,
    is_cancelled: Arc<AtomicBool>,
}

/// A check is under way as long as this is.
struct UnderWay<'c>(&'c Checks, Check);

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        self.0.under_way().retain(|check| !Arc::ptr_eq(&check.is_cancelled, &self.1.is_cancelled));
    }
}

impl Checks {
    fn under_way(&self) -> MutexGuard<'_, Vec<Check>> {
        self.under_way.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn start(&self, token: ProgressToken, is_cancelled: Arc<AtomicBool>) -> UnderWay<'_> {
        let check = Check { token, is_cancelled };
        self.under_way().push(check.clone());
        UnderWay(self, check)
    }

    /// Whoever started the check does not want it any more.
    pub(super) fn cancel(&self, token: &ProgressToken) {
        for check in self.under_way().iter().filter(|check| check.token == *token) {
            check.is_cancelled.store(true, Ordering::Relaxed);
        }
    }

    fn new_token(&self) -> ProgressToken {
        ProgressToken::String(format!("imr-check-{}", self.names.fetch_add(1, Ordering::Relaxed)))
    }
}

impl Backend {
    pub(super) async fn work_done_progress_cancel(&self, params: WorkDoneProgressCancelParams) {
        self.checks.cancel(&params.token);
    }
}

/// How many of how many files were checked.
type Progress = (usize, usize);

impl Server {
    /// What is found in all letters, as a report in `markdown` or in `html`; `None` if that is cancelled on the way. Progress
    /// is shown under the token that came with the request, or else under one of our own if the client can do that.
    pub(super) async fn check_workspace(
        self: &Arc<Self>,
        format: &str,
        token: Option<ProgressToken>,
    ) -> Result<Option<String>> {
        let write = match format {
            "markdown" => markdown_overview,
            "html" => html_overview,
            _ => return Err(Error::invalid_params("A report is written as “markdown” or as “html”.")),
        };
        let letters = self.workspace().all_letters();
        let is_cancelled = Arc::new(AtomicBool::new(false));
        let guard = CancelOnDrop(is_cancelled.clone());
        let (sender, progress) = watch::channel((0, 0));
        let is_ours = token.is_none();
        let token = token.unwrap_or_else(|| self.checks.new_token());
        let _under_way = self.checks.start(token.clone(), is_cancelled.clone());
        let server = self.clone();
        let job = tokio::task::spawn_blocking(move || {
            server.overview(&letters, &sender, &is_cancelled).map(|overview| write(&overview))
        });
        // It goes on until the job is over, even if nobody waits for that any more.
        let shown = tokio::spawn(self.clone().show_progress(token, is_ours, progress));
        let done = job.await;
        if !is_ours {
            // The client's token lives no longer than its request.
            let _ = shown.await;
        }
        drop(guard);
        done.map_err(|_| Error::internal_error())
    }

    /// First the letters that are open, as they are in the editor, then those on the disk.
    fn overview(
        &self,
        letters: &AllLetters,
        progress: &watch::Sender<Progress>,
        is_cancelled: &AtomicBool,
    ) -> Option<Overview> {
        let mut overview = Overview::default();
        let list = letters.files(is_cancelled);
        let all = letters.open.len() + list.files.len();
        let step = |done: usize| {
            // Nobody may be watching.
            let _ = progress.send((done, all));
            !is_cancelled.load(Ordering::Relaxed)
        };
        overview.folders = letters.folders.iter().map(|folder| folder.display().to_string()).collect();
        let lost = "the server does not know what it says now; close it and open it again";
        overview.unread.extend(letters.out_of_step.iter().map(|uri| (letters.name_of_open(uri), lost.to_owned())));
        for (done, (uri, work)) in letters.open.iter().enumerate() {
            if !step(done) {
                return None;
            }
            add(&mut overview, letters.name_of_open(uri), || Ok(work.finish()));
        }
        for (done, file) in list.files.iter().enumerate() {
            if !step(letters.open.len() + done) {
                return None;
            }
            add(&mut overview, letters.name_of(file), || read_letter(file, &self.office_of(file)));
        }
        if !step(all) {
            return None;
        }
        overview.unread.extend(list.unread.into_iter().map(|(path, reason)| (letters.name_of(&path), reason)));
        if list.is_cut {
            let reason = "there are more files than are looked at; open a smaller folder".to_owned();
            overview.unread.push(("Other files".to_owned(), reason));
        }
        Some(overview)
    }

    async fn show_progress(
        self: Arc<Self>,
        token: ProgressToken,
        is_ours: bool,
        mut progress: watch::Receiver<Progress>,
    ) {
        if is_ours {
            let is_able = self.features().shows_progress;
            if !is_able || self.client.create_work_done_progress(token.clone()).await.is_err() {
                return;
            }
        }
        let shown = self.client.progress(token, TITLE).with_percentage(0).with_cancel_button().begin().await;
        let mut last = 0;
        while progress.changed().await.is_ok() {
            let (done, all) = *progress.borrow_and_update();
            let percentage = percentage(done, all);
            if percentage > last {
                last = percentage;
                shown.report_with_message(format!("{done} of {all}"), percentage, None).await;
            }
        }
        shown.finish().await;
    }
}

/// Takes up a letter, or why it is not read. A fault of our own costs that letter.
fn add(overview: &mut Overview, name: String, read: impl FnOnce() -> std::result::Result<Snapshot, String>) {
    let added = guarded(|| read().map(|snapshot| overview.add(name.clone(), &snapshot)));
    if let Err(reason) = added.and_then(|added| added) {
        overview.unread.push((name, reason));
    }
}

fn percentage(done: usize, all: usize) -> u32 {
    u32::try_from(done * 100 / all.max(1)).unwrap_or(100)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::life::Life;
    use crate::workspace::file_address;
    use tower_lsp::LspService;

    #[tokio::test]
    async fn a_panic_over_a_letter_costs_that_letter() {
        let folder = tempfile::tempdir().expect("a folder");
        let sound = "IMR ISSUES, DECISIONS AND RATIONALES\n\nSoma 1\n\nDecision rationale: No.\n";
        let faulty = &*format!("{sound}planted: in reading\n");
        for (name, text) in [("a.txt", sound), ("b.txt", faulty), ("c.txt", sound)] {
            std::fs::write(folder.path().join(name), text).expect("a file");
        }
        let (service, _) = LspService::new(|client| Backend(Arc::new(Server::new(client, Arc::new(Life::default())))));
        let server = service.inner().0.clone();
        server.workspace().change_folders(&[], &[file_address(&folder.path().to_string_lossy())]);
        for (uri, text) in [("untitled:d", faulty), ("untitled:e", sound)] {
            server.workspace().open(uri.to_owned(), "imr", 1, text);
        }
        let report = server.check_workspace("markdown", None).await.expect("an answer").expect("a report");
        assert!(report.contains("3 letters checked"), "{report}");
        let fault = "imr-ls failed on it, which is a fault in imr-ls";
        assert!(report.ends_with(&format!("\n## Not checked\n\n- d: {fault}\n- b.txt: {fault}\n")), "{report}");
    }
}
