//! The loop between the client and the handlers.
//!
//! The framework has a loop of its own, with queues between its halves, every message read twice and written through a
//! tree of JSON values. This one keeps what the framework knows of the protocol, and talks to its service directly.
//!
//! Every call is polled once before the next message is looked at, so calls start in the order of arrival. Findings are
//! told when no more input is at hand, so that an edit that has already come is not told twice.

use super::answer;
use super::gate::{Inbound, Message, Outbound};
use super::publisher::Publisher;
use super::sync::TextEvent;
use super::{Backend, Server};
use futures_util::future::BoxFuture;
use futures_util::stream::{FuturesUnordered, StreamExt};
use futures_util::{FutureExt, SinkExt};
use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use tokio::io::{AsyncRead, AsyncWrite};
use tower_lsp::jsonrpc::{Error, Request, Response};
use tower_lsp::{ClientSocket, ExitedError, LspService};
use tower_service::Service;

/// So many calls may be under way before no more input is taken. A cancellation behind them would not be read.
const MOST_UNDER_WAY: usize = 1024;
/// So many messages may be taken before it is the turn of what is under way.
const TURN: usize = 64;

type Call = BoxFuture<'static, Result<Option<Response>, ExitedError>>;

/// A session, which is over when the input has ended and everything is answered, or when nobody reads the answers.
pub(super) struct Session<R, W> {
    input: Inbound<R>,
    output: Outbound<W>,
    service: LspService<Backend>,
    /// What the framework asks and tells the client.
    socket: ClientSocket,
    under_way: FuturesUnordered<Call>,
    publisher: Publisher,
    server: Arc<Server>,
}

impl<R: AsyncRead + Unpin, W: AsyncWrite + Unpin> Session<R, W> {
    pub(super) fn new(input: R, output: W, service: LspService<Backend>, socket: ClientSocket) -> Self {
        let server = service.inner().0.clone();
        Session {
            input: Inbound::new(input),
            output: Outbound::new(output),
            service,
            socket,
            under_way: FuturesUnordered::new(),
            publisher: Publisher::new(server.clone()),
            server,
        }
    }

    /// Takes what the client has sent; tells whether that was anything.
    fn take_in(&mut self, context: &mut Context<'_>) -> bool {
        for turn in 0..TURN {
            if self.output.is_full() || self.under_way.len() >= MOST_UNDER_WAY {
                if self.input.poll_end(context).is_ready() {
                    self.server.life.end();
                }
                return turn > 0;
            }
            if self.input.has_ended() {
                return turn > 0;
            }
            match self.input.poll_message(context) {
                Poll::Ready(Some(message)) => self.start(message, context),
                Poll::Ready(None) => self.server.life.end(),
                Poll::Pending => return turn > 0,
            }
        }
        true
    }

    fn start(&mut self, message: Message, context: &mut Context<'_>) {
        match message {
            Message::Text(event) => self.server.follow(event),
            Message::Call(request) => {
                let is_last = request.method() == "exit";
                // It is always ready: the framework only waits for `initialize`, which is answered at once.
                let mut call = self.call(request);
                match call.poll_unpin(context) {
                    Poll::Ready(outcome) => self.answer(outcome),
                    Poll::Pending => self.under_way.push(call),
                }
                if is_last {
                    self.input.end();
                    self.server.life.end();
                }
            }
            Message::Answer(response) => drop(self.socket.start_send_unpin(response)),
            Message::Unreadable { answer, may_be_change } => {
                if may_be_change {
                    self.server.follow(TextEvent::Lost);
                }
                self.respond(&answer);
            }
        }
    }

    /// What answers a request. A panic costs that answer.
    fn call(&mut self, request: Request) -> Call {
        let id = request.id().cloned();
        let failed = |id| Response::from_error(id, Error::internal_error());
        let call = AssertUnwindSafe(self.service.call(request)).catch_unwind();
        call.map(move |outcome| outcome.unwrap_or_else(|_| Ok(id.map(failed)))).boxed()
    }

    /// Puts out what has been finished; tells whether that was anything.
    fn give_out(&mut self, context: &mut Context<'_>) -> bool {
        let mut is_any = false;
        while !self.output.is_full() {
            if let Poll::Ready(Some(outcome)) = self.under_way.poll_next_unpin(context) {
                self.answer(outcome);
            } else if let Poll::Ready(Some(request)) = self.socket.poll_next_unpin(context) {
                self.output.push(&[request.to_string().as_bytes()]);
            } else if self.input.has_ended() {
                break;
            } else if let Poll::Ready(body) = self.publisher.poll(context) {
                self.output.push(&[&body]);
            } else {
                break;
            }
            is_any = true;
        }
        is_any
    }

    fn answer(&mut self, outcome: Result<Option<Response>, ExitedError>) {
        if let Ok(Some(response)) = outcome {
            self.respond(&response);
        }
    }

    fn respond(&mut self, response: &Response) {
        if let Ok(pieces) = answer::body(response) {
            self.output.push(&pieces.each_ref().map(|piece| piece.as_bytes()));
        }
    }
}

impl<R: AsyncRead + Unpin, W: AsyncWrite + Unpin> Future for Session<R, W> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let this = &mut *self;
        loop {
            let has_taken = this.take_in(context);
            let has_given = this.give_out(context);
            match this.output.write(context) {
                Ok(has_written) if has_taken || has_given || has_written => {}
                Ok(_) if this.input.has_ended() && this.under_way.is_empty() => {
                    return this.output.poll_flush(context).map(drop);
                }
                Ok(_) => return Poll::Pending,
                Err(_) => return Poll::Ready(()),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::life::Life;
    use serde_json::json;
    use tokio::io::{AsyncBufReadExt, AsyncWriteExt};
    use tower_lsp::jsonrpc::Result;

    async fn at_once(_: &Backend) -> Result<()> {
        panic!("planted")
    }

    async fn later(_: &Backend) -> Result<()> {
        tokio::task::yield_now().await;
        panic!("planted")
    }

    fn frame(rest: &str) -> Vec<u8> {
        let body = format!(r#"{{"jsonrpc":"2.0",{rest}}}"#);
        format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
    }

    /// What is written to a client that has sent these messages.
    async fn served(input: &[&str]) -> String {
        let build = |client| Backend(Arc::new(Server::new(client, Arc::new(Life::default()))));
        let (service, socket) = LspService::build_with_lifecycle_methods(build)
            .custom_method("at_once", at_once)
            .custom_method("later", later)
            .custom_method("textDocument/documentSymbol", Backend::document_symbol)
            .finish();
        let input: Vec<u8> = input.iter().flat_map(|rest| frame(rest)).collect();
        let mut output = Vec::new();
        Session::new(input.as_slice(), &mut output, service, socket).await;
        String::from_utf8(output).expect("text")
    }

    fn opened(uri: &str, text: &str) -> String {
        let document = json!({ "uri": uri, "languageId": "imr", "version": 1, "text": text });
        format!(r#""method":"textDocument/didOpen","params":{{"textDocument":{document}}}"#)
    }

    fn replaced(uri: &str, text: &str) -> String {
        let params = json!({ "textDocument": { "uri": uri, "version": 2 }, "contentChanges": [{ "text": text }] });
        format!(r#""method":"textDocument/didChange","params":{params}"#)
    }

    fn outline(id: u8, uri: &str) -> String {
        let params = json!({ "textDocument": { "uri": uri } });
        format!(r#""id":{id},"method":"textDocument/documentSymbol","params":{params}"#)
    }

    const GREETING: &str = r#""id":0,"method":"initialize","params":{"capabilities":{}}"#;
    const FAILED: &str = r#""error":{"code":-32603"#;

    #[tokio::test]
    async fn a_panic_while_a_text_is_opened_or_read_costs_no_other() {
        let sound = "IMR ISSUES, DECISIONS AND RATIONALES\n\nSoma 1\n\nDecision rationale: No.\n";
        let output = served(&[
            GREETING,
            &opened("untitled:a", "planted: in opening"),
            &opened("untitled:b", "planted: in reading"),
            &opened("untitled:planted: in telling", sound),
            &opened("untitled:c", sound),
            &outline(1, "untitled:a"),
            &outline(2, "untitled:b"),
            &outline(3, "untitled:c"),
            &replaced("untitled:a", sound),
            &replaced("untitled:b", sound),
            &outline(4, "untitled:a"),
            &outline(5, "untitled:b"),
        ])
        .await;
        let answers =
            [(1, r#""result":null"#), (2, FAILED), (3, r#""result":[{"#), (4, r#""result":[{"#), (5, r#""result":[{"#)];
        for (id, start) in answers {
            assert!(output.contains(&format!(r#""id":{id},{start}"#)), "{id}: {output}");
        }
    }

    #[tokio::test]
    async fn a_panic_while_findings_are_told_costs_those() {
        let (client, server) = tokio::io::duplex(64 * 1024);
        let (input, output) = tokio::io::split(server);
        let (answers, mut questions) = tokio::io::split(client);
        tokio::spawn(crate::server::serve_on(input, output));
        for message in [GREETING, &opened("untitled:planted: in telling", "a"), &opened("untitled:c", "a")] {
            questions.write_all(&frame(message)).await.expect("the server reads");
        }
        let mut answers = tokio::io::BufReader::new(answers);
        let mut told = Vec::new();
        while !told.ends_with(b"untitled:c\"") {
            assert_ne!(answers.read_until(b',', &mut told).await.expect("a pipe in memory"), 0, "the server has ended");
            told.pop();
        }
    }

    #[tokio::test]
    async fn a_panic_in_a_handler_costs_one_answer() {
        let output = served(&[
            GREETING,
            r#""id":1,"method":"at_once""#,
            r#""id":2,"method":"later""#,
            r#""method":"at_once""#,
            r#""method":"later""#,
            r#""id":3,"method":"shutdown""#,
        ])
        .await;
        assert_eq!(output.matches("Content-Length").count(), 4, "{output}");
        for (id, start) in [(0, r#""result":"#), (1, FAILED), (2, FAILED), (3, r#""result":"#)] {
            assert!(output.contains(&format!(r#""id":{id},{start}"#)), "{id}: {output}");
        }
    }
}
