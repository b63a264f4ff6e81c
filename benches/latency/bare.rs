//! The floor of the framework: the constants of `echo`, answered through `tower-lsp-server`.

use std::fmt::Display;
use std::io;
use std::pin::Pin;
use std::str::FromStr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use futures_util::{Stream, StreamExt};
use lsp_types::{
    CompletionItem, CompletionOptions, CompletionParams, CompletionResponse, Diagnostic, DiagnosticSeverity,
    DidChangeTextDocumentParams, DidOpenTextDocumentParams, DocumentSymbol, DocumentSymbolParams,
    DocumentSymbolResponse, InitializeParams, InitializeResult, Position, PositionEncodingKind,
    PublishDiagnosticsParams, Range, ServerCapabilities, SymbolKind, TextDocumentSyncKind, Uri,
};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};
use tower_lsp::jsonrpc::{Request, Result};
use tower_lsp::{ClientSocket, LanguageServer, Loopback, LspService, Server};

use imr_ls::server::stdio::{stdio, threaded_stdio};

/// How standard input and output are read and written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Transport {
    /// By tokio's own pool of threads.
    Tokio,
    /// By the runtime, which watches the descriptors.
    Watched,
    /// By one thread per direction.
    Threads,
}

impl FromStr for Transport {
    type Err = String;

    fn from_str(name: &str) -> std::result::Result<Self, String> {
        match name {
            "a" => Ok(Self::Tokio),
            "b" => Ok(Self::Watched),
            "c" => Ok(Self::Threads),
            _ => Err(format!("no transport is called {name}: expected a, b or c")),
        }
    }
}

/// Serves until `exit` or the end of input.
pub(crate) fn run(transport: Transport) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let served = runtime.block_on(async {
        // The runtime asks the kernel for news before it polls the future given to `block_on` again, but not before it
        // polls a spawned task.
        let serving = match transport {
            Transport::Tokio => tokio::spawn(serve(tokio::io::stdin(), tokio::io::stdout())),
            Transport::Watched => {
                let (input, output) = stdio()?;
                tokio::spawn(serve(input, output))
            }
            Transport::Threads => {
                let (input, output) = threaded_stdio()?;
                tokio::spawn(serve(input, output))
            }
        };
        serving.await.map_err(io::Error::other)
    });
    // Tokio's thread for standard input cannot be stopped while it reads.
    runtime.shutdown_background();
    served
}

async fn serve(input: impl AsyncRead + Unpin, output: impl AsyncWrite) {
    let (publisher, published) = mpsc::unbounded_channel();
    let (service, socket) = LspService::new(|_| Bare { publisher, fault: AtomicBool::new(true) });
    Server::new(input, output, Outgoing { socket, published }).concurrency_level(256).serve(service).await;
}

/// Adds what the server publishes to what the framework itself sends.
///
/// A queue takes a message without an `await`, hence without a task for every message, and in the order of the edits.
struct Outgoing {
    socket: ClientSocket,
    published: UnboundedReceiver<Request>,
}

struct Requests {
    framework: <ClientSocket as Loopback>::RequestStream,
    published: UnboundedReceiver<Request>,
}

impl Loopback for Outgoing {
    type RequestStream = Requests;
    type ResponseSink = <ClientSocket as Loopback>::ResponseSink;

    fn split(self) -> (Requests, Self::ResponseSink) {
        let (framework, responses) = self.socket.split();
        let published = self.published;
        (Requests { framework, published }, responses)
    }
}

impl Stream for Requests {
    type Item = Request;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Request>> {
        match self.published.poll_recv(cx) {
            Poll::Ready(Some(message)) => Poll::Ready(Some(message)),
            _ => self.framework.poll_next_unpin(cx),
        }
    }
}

struct Bare {
    publisher: UnboundedSender<Request>,
    fault: AtomicBool,
}

impl Bare {
    fn publish(&self, uri: Uri, version: i32) {
        let fault = self.fault.fetch_not(Ordering::Relaxed);
        let diagnostics = if fault { vec![constant()] } else { Vec::new() };
        let params = PublishDiagnosticsParams::new(uri, Some(version), diagnostics);
        if let Some(params) = logged(serde_json::to_value(params)) {
            let message = Request::build("textDocument/publishDiagnostics").params(params).finish();
            logged(self.publisher.send(message));
        }
    }
}

fn logged<T>(result: std::result::Result<T, impl Display>) -> Option<T> {
    result.map_err(|error| eprintln!("bare: {error}")).ok()
}

fn constant() -> Diagnostic {
    Diagnostic {
        range: range(1, 4),
        severity: Some(DiagnosticSeverity::Error),
        message: "constant".to_owned().into(),
        ..Default::default()
    }
}

fn range(line: u32, end: u32) -> Range {
    Range { start: Position { line, character: 0 }, end: Position { line, character: end } }
}

impl LanguageServer for Bare {
    async fn initialize(&self, _: InitializeParams) -> Result<InitializeResult> {
        let capabilities = ServerCapabilities {
            position_encoding: Some(PositionEncodingKind::UTF8),
            text_document_sync: Some(TextDocumentSyncKind::Incremental.into()),
            document_symbol_provider: Some(true.into()),
            completion_provider: Some(CompletionOptions::default()),
            ..Default::default()
        };
        Ok(InitializeResult { capabilities, server_info: None })
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        self.publish(params.text_document.uri, params.text_document.version);
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        let document = params.text_document;
        self.publish(document.text_document_identifier.uri, document.version);
    }

    async fn document_symbol(&self, _: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        let (name, kind, range) = ("constant".to_owned(), SymbolKind::Namespace, range(0, 1));
        let symbol = DocumentSymbol::new(name, None, kind, None, None, range, range, None);
        Ok(Some(vec![symbol].into()))
    }

    async fn completion(&self, _: CompletionParams) -> Result<Option<CompletionResponse>> {
        let item = CompletionItem { label: "constant".to_owned(), ..Default::default() };
        Ok(Some(vec![item].into()))
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }
}
