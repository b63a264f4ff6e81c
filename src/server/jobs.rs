//! Running work on a letter where it does not hold up the session.

use super::Server;
use super::answer::Answer;
use crate::analysis::Snapshot;
use serde::Serialize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::sync::oneshot;
use tower_lsp::jsonrpc::{Error, Result};

/// How much text an answer has to read beside what changed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Reads {
    /// Next to nothing.
    Little,
    /// All of it.
    Everything,
}

/// Reading more bytes than this takes about a millisecond, and goes to a thread of its own.
const AT_ONCE: usize = 64 * 1024;

/// Tells a worker that nobody waits for it any more, when it is dropped.
pub(super) struct CancelOnDrop(pub(super) Arc<AtomicBool>);

impl Drop for CancelOnDrop {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl Server {
    /// The answer to a request about a text as it is now, written where it is made: `None` as in [`about`](Self::about).
    pub(super) async fn answer<T: Serialize>(
        &self,
        uri: &str,
        reads: Reads,
        answer: impl FnOnce(&Snapshot) -> T + Send + 'static,
    ) -> Result<Option<Answer>> {
        let written = self.about(uri, reads, move |snapshot| Answer::of(&answer(snapshot))).await?;
        written.map(|(_, answer)| answer).transpose()
    }

    /// An answer about a text as it is now, together with its version: `None` if the text is not open,
    /// is in a language of no concern, or is out of step with the editor. A panic becomes an error for
    /// this answer only.
    pub(super) async fn about<T: Send + 'static>(
        &self,
        uri: &str,
        reads: Reads,
        answer: impl FnOnce(&Snapshot) -> T + Send + 'static,
    ) -> Result<Option<(i32, T)>> {
        let work = {
            let workspace = self.workspace();
            let document = workspace.get(uri).filter(|document| document.may_be_letter());
            match document.and_then(|document| document.work().ok()) {
                Some(work) => work,
                None => return Ok(None),
            }
        };
        if !work.office().is_read() {
            // The work itself does not wait on a thread: a flood of requests would hold as many whole texts there.
            let office = work.office().clone();
            tokio::task::spawn_blocking(move || office.read()).await.map_err(|_| Error::internal_error())?;
        }
        let bytes = work.size() + if reads == Reads::Everything { work.text_len() } else { 0 };
        let is_cancelled = Arc::new(AtomicBool::new(false));
        let guard = CancelOnDrop(is_cancelled.clone());
        let (tell, mut told) = oneshot::channel();
        let job = move || {
            if is_cancelled.load(Ordering::Relaxed) {
                return;
            }
            let snapshot = work.finish();
            if is_cancelled.load(Ordering::Relaxed) {
                return;
            }
            let answer = answer(&snapshot);
            // Whoever asked may be gone.
            tell.send((work, snapshot, answer)).ok();
        };
        run(Box::new(job), bytes).await?;
        drop(guard);
        let (work, snapshot, answer) = told.try_recv().map_err(|_| Error::request_cancelled())?;
        let mut workspace = self.workspace();
        if let Some(document) = workspace.get_mut(uri) {
            document.keep(&work, &snapshot);
        }
        Ok(Some((work.version, answer)))
    }
}

/// Waits until work on so many bytes is done, at once or on a thread of its own. It is boxed, so that tasks are compiled once and
/// not for each request.
async fn run(job: Box<dyn FnOnce() + Send>, bytes: usize) -> Result<()> {
    if bytes <= AT_ONCE {
        catch_unwind(AssertUnwindSafe(job)).map_err(|_| Error::internal_error())
    } else {
        tokio::task::spawn_blocking(job).await.map_err(|_| Error::internal_error())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::Backend;
    use crate::server::life::Life;
    use tower_lsp::LspService;

    const URI: &str = "untitled:letter";

    fn server_with(text: &str) -> Arc<Server> {
        let (service, _) = LspService::new(|client| Backend(Arc::new(Server::new(client, Arc::new(Life::default())))));
        let server = service.inner().0.clone();
        server.workspace().open(URI.to_owned(), "imr", 7, text);
        server
    }

    /// Wherever the work is done: at once, or on a thread of its own.
    #[tokio::test]
    async fn a_panic_costs_one_answer() {
        for text in ["CLINICAL CASE SUMMARY\n".to_owned(), "CLINICAL CASE SUMMARY\n".repeat(AT_ONCE)] {
            let server = server_with(&text);
            for _ in 0..2 {
                let planted = server.about(URI, Reads::Everything, |_| -> usize { panic!("planted") }).await;
                assert_eq!(planted, Err(Error::internal_error()));
                let answer = server.about(URI, Reads::Everything, |snapshot| snapshot.text().len()).await;
                assert_eq!(answer, Ok(Some((7, text.len()))));
            }
        }
    }

    #[tokio::test]
    async fn a_panic_with_the_workspace_in_hand_leaves_it_usable() {
        let server = server_with("CLINICAL CASE SUMMARY\n");
        let held = server.clone();
        let panicked = std::thread::spawn(move || {
            let _workspace = held.workspace();
            panic!("planted");
        });
        assert!(panicked.join().is_err());
        assert!(matches!(server.about(URI, Reads::Little, |_| ()).await, Ok(Some(_))));
    }
}
