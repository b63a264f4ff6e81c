//! How a session begins and ends.

use super::capabilities::{ClientFeatures, offered};
use super::session::Session;
use super::{Backend, Server, stdio};
use crate::model;
use lsp_types::{InitializeParams, InitializeResult, InitializedParams, ServerInfo};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::Notify;
use tower_lsp::jsonrpc::Result;
use tower_lsp::{LanguageServer, LspService};

/// How long answers under way may still take when the client is gone.
const GRACE: Duration = Duration::from_secs(2);
/// How often is looked whether the editor still runs.
const PARENT_CHECK: Duration = Duration::from_secs(3);
/// Threads for work on long letters.
const WORKERS: usize = 4;

/// How far the session has come.
#[derive(Default)]
pub(super) struct Life {
    has_shut_down: AtomicBool,
    has_ended: Notify,
}

impl Life {
    /// Whether the client has asked to shut down.
    pub(super) fn has_shut_down(&self) -> bool {
        self.has_shut_down.load(Ordering::Relaxed)
    }

    /// Nothing more will come from the client.
    pub(super) fn end(&self) {
        self.has_ended.notify_one();
    }
}

/// Serves on standard input and output until the client leaves. The code tells whether it left as the
/// protocol asks: `shutdown` first.
pub fn serve() -> ExitCode {
    // A panic becomes an error answer. Its words may be the letter's, so they go nowhere.
    std::panic::set_hook(Box::new(|_| {}));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().max_blocking_threads(WORKERS).build();
    let Ok(runtime) = runtime else { return ExitCode::FAILURE };
    let has_shut_down = runtime.block_on(async {
        // While the editor starts, so that the first letter need not wait.
        tokio::task::spawn_blocking(model::prepare);
        match stdio::stdio() {
            Ok((input, output)) => serve_on(input, output).await,
            Err(_) => false,
        }
    });
    // A worker may still be busy with an answer that nobody waits for.
    runtime.shutdown_background();
    if has_shut_down { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Serves on two streams until the client leaves, and tells whether it left as the protocol asks: `shutdown` first.
pub async fn serve_on<R, W>(input: R, output: W) -> bool
where
    R: AsyncRead + Unpin + Send + 'static,
    W: AsyncWrite + Unpin + Send + 'static,
{
    let life = Arc::new(Life::default());
    let (service, socket) = {
        let life = life.clone();
        LspService::build_with_lifecycle_methods(move |client| Backend(Arc::new(Server::new(client, life))))
            .custom_method("textDocument/documentSymbol", Backend::document_symbol)
            .custom_method("textDocument/completion", Backend::completion)
            .custom_method("completionItem/resolve", Backend::completion_resolve)
            .custom_method("textDocument/foldingRange", Backend::folding_range)
            .custom_method("textDocument/diagnostic", Backend::diagnostic)
            .custom_method("textDocument/codeAction", Backend::code_action)
            .custom_method("textDocument/hover", Backend::hover)
            .custom_method("textDocument/codeLens", Backend::code_lens)
            .custom_method("textDocument/definition", Backend::definition)
            .custom_method("textDocument/references", Backend::references)
            .custom_method("textDocument/prepareRename", Backend::prepare_rename)
            .custom_method("textDocument/rename", Backend::rename)
            .custom_method("textDocument/documentHighlight", Backend::document_highlight)
            .custom_method("textDocument/selectionRange", Backend::selection_range)
            .custom_method("textDocument/semanticTokens/full", Backend::semantic_tokens_full)
            .custom_method("textDocument/semanticTokens/full/delta", Backend::semantic_tokens_delta)
            .custom_method("textDocument/semanticTokens/range", Backend::semantic_tokens_range)
            .custom_method("textDocument/documentLink", Backend::document_link)
            .custom_method("textDocument/formatting", Backend::formatting)
            .custom_method("textDocument/rangeFormatting", Backend::range_formatting)
            .custom_method("textDocument/onTypeFormatting", Backend::on_type_formatting)
            .custom_method("textDocument/inlineCompletion", Backend::inline_completion)
            .custom_method("textDocument/inlayHint", Backend::inlay_hint)
            .custom_method("textDocument/didSave", Backend::did_save)
            .custom_method("workspace/didChangeConfiguration", Backend::did_change_configuration)
            .custom_method("workspace/executeCommand", Backend::execute_command)
            .custom_method("workspace/textDocumentContent", Backend::text_document_content)
            .custom_method("workspace/symbol", Backend::workspace_symbol)
            .custom_method("workspace/didChangeWorkspaceFolders", Backend::did_change_workspace_folders)
            .custom_method("window/workDoneProgress/cancel", Backend::work_done_progress_cancel)
            .custom_method("imr/status", Backend::status)
            .custom_method("workspace/didChangeWatchedFiles", Backend::did_change_watched_files)
            .finish()
    };
    // The runtime looks for news before it polls this future again, but not before it polls a task.
    let session = tokio::spawn(Session::new(input, output, service, socket));
    tokio::select! {
        _ = session => {}
        () = async { life.has_ended.notified().await; tokio::time::sleep(GRACE).await } => {}
    }
    life.has_shut_down()
}

impl LanguageServer for Backend {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        self.take_folders(&params);
        let options = params.initialization_options.unwrap_or_default();
        let features = ClientFeatures::of(&params.capabilities).and_told(&options);
        let features = *self.features.get_or_init(|| features);
        self.take_rule_pages(&options);
        self.0.take_settings(&options);
        if let Some(parent) = params.process_id.filter(|process| *process > 0) {
            tokio::spawn(watch(parent, self.life.clone()));
        }
        Ok(InitializeResult {
            capabilities: offered(features),
            server_info: Some(ServerInfo {
                name: "imr-ls".to_owned(),
                version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            }),
        })
    }

    async fn initialized(&self, _: InitializedParams) {
        self.tell_of_environment();
        self.watch_offices();
        self.ask_for_settings();
    }

    async fn shutdown(&self) -> Result<()> {
        self.life.has_shut_down.store(true, Ordering::Relaxed);
        Ok(())
    }
}

/// Ends the session when the editor's process is gone without a word.
async fn watch(parent: i32, life: Arc<Life>) {
    loop {
        tokio::time::sleep(PARENT_CHECK).await;
        if !is_alive(parent) {
            life.end();
            return;
        }
    }
}

#[cfg(unix)]
fn is_alive(process: i32) -> bool {
    let Some(process) = rustix::process::Pid::from_raw(process) else { return true };
    rustix::process::test_kill_process(process) != Err(rustix::io::Errno::SRCH)
}

/// Elsewhere the end of standard input has to tell.
#[cfg(not(unix))]
fn is_alive(_: i32) -> bool {
    true
}
