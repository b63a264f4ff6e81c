//! The protocol, and nothing else.
//!
//! Everything runs on one task: handlers start in the order of arrival and interleave only where they wait. So a handler
//! takes what it needs of the workspace before it first waits, and answers for the text as it was when the request came.
//!
//! A handler is an `async fn` of [`Backend`] in a file of its own, listed in [`life`] by its method. It takes the types of
//! the protocol and calls [`Server::answer`], which finds the text, moves long work to a thread, turns panics into
//! errors, and writes the answer.

mod answer;
mod capabilities;
mod card;
mod changes;
mod check_workspace;
mod code_action;
mod code_lens;
mod commands;
mod completion;
mod convert;
mod diagnostics;
mod document_highlight;
mod document_link;
mod edits;
mod folding;
mod formatting;
mod gate;
mod guideline_page;
mod hover;
mod inlay_hint;
mod inline_completion;
mod jobs;
mod life;
mod navigation;
mod offices;
mod outline;
mod publisher;
mod rename;
mod report;
mod selection_range;
mod semantic_tokens;
mod session;
mod settings;
mod status;
pub mod stdio;
mod sync;
mod undecided;
mod workspace_symbol;

pub use life::{serve, serve_on};

use crate::analysis::Stage;
use crate::workspace::Workspace;
use capabilities::ClientFeatures;
use std::ops::Deref;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use tower_lsp::Client;

/// The server as the framework holds it.
struct Backend(Arc<Server>);

/// The server's state.
struct Server {
    client: Client,
    workspace: Mutex<Workspace>,
    features: OnceLock<ClientFeatures>,
    /// The address of the folder in which the client keeps the pages about rules.
    rule_pages: OnceLock<String>,
    queue: publisher::Queue,
    semantic_tokens: semantic_tokens::Answered,
    checks: check_workspace::Checks,
    life: Arc<life::Life>,
}

impl Deref for Backend {
    type Target = Server;

    fn deref(&self) -> &Server {
        &self.0
    }
}

impl Server {
    fn new(client: Client, life: Arc<life::Life>) -> Self {
        Server {
            client,
            workspace: Mutex::default(),
            features: OnceLock::new(),
            rule_pages: OnceLock::new(),
            queue: publisher::Queue::default(),
            semantic_tokens: semantic_tokens::Answered::default(),
            checks: check_workspace::Checks::default(),
            life,
        }
    }

    /// The workspace. A panic while it was held leaves texts as they were, so it is never given up.
    fn workspace(&self) -> MutexGuard<'_, Workspace> {
        self.workspace.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn features(&self) -> ClientFeatures {
        self.features.get().copied().unwrap_or_default()
    }

    /// How far a letter has come.
    fn stage(&self, uri: &str) -> Stage {
        self.workspace().get(uri).map_or(Stage::Draft, |document| document.stage)
    }
}
