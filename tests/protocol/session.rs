//! Sessions with the real server, and messages for it.

use imr_ls::demo::client::{Client, frame};
use serde_json::{Value, json};
use std::fs::File;
use std::path::PathBuf;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// How long a server may take before it counts as hanging.
pub const PATIENCE: Duration = Duration::from_secs(60);
pub const OUTLINE: &str = "textDocument/documentSymbol";
pub const PULL: &str = "textDocument/diagnostic";
pub const PUBLISH: &str = "textDocument/publishDiagnostics";
pub const URI: &str = "untitled:letter";

pub const PARSE_ERROR: i64 = -32700;
pub const INVALID_REQUEST: i64 = -32600;
pub const METHOD_NOT_FOUND: i64 = -32601;
pub const INVALID_PARAMS: i64 = -32602;
pub const INTERNAL_ERROR: i64 = -32603;
pub const NOT_INITIALIZED: i64 = -32002;
pub const CANCELLED: i64 = -32800;

pub fn request(id: impl Into<Value>, method: &str, params: Value) -> Vec<u8> {
    frame(&json!({ "jsonrpc": "2.0", "id": id.into(), "method": method, "params": params }))
}

pub fn notification(method: &str, params: Value) -> Vec<u8> {
    frame(&json!({ "jsonrpc": "2.0", "method": method, "params": params }))
}

pub fn exit() -> Vec<u8> {
    frame(&json!({ "jsonrpc": "2.0", "method": "exit" }))
}

pub fn about(uri: &str) -> Value {
    json!({ "textDocument": { "uri": uri } })
}

pub fn open(uri: &str, language: &str, version: impl Into<Value>, text: &str) -> Vec<u8> {
    let document = json!({ "uri": uri, "languageId": language, "version": version.into(), "text": text });
    notification("textDocument/didOpen", json!({ "textDocument": document }))
}

pub fn change(uri: &str, version: impl Into<Value>, changes: Value) -> Vec<u8> {
    let document = json!({ "uri": uri, "version": version.into() });
    notification("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }))
}

pub fn whole(text: &str) -> Value {
    json!({ "text": text })
}

pub fn part(start: (u64, u64), end: (u64, u64), text: &str) -> Value {
    let at = |(line, character): (u64, u64)| json!({ "line": line, "character": character });
    json!({ "range": { "start": at(start), "end": at(end) }, "text": text })
}

/// What a client tells that watches files when one has changed.
pub fn changed(uri: &str) -> Vec<u8> {
    notification("workspace/didChangeWatchedFiles", json!({ "changes": [{ "uri": uri, "type": 2 }] }))
}

pub fn close(uri: &str) -> Vec<u8> {
    notification("textDocument/didClose", about(uri))
}

/// What a client can do that knows hierarchical outlines.
pub fn able(findings: &str, encodings: &[&str]) -> Value {
    let outline = json!({ "hierarchicalDocumentSymbolSupport": true });
    let texts = json!({ (findings): { "relatedInformation": true }, "documentSymbol": outline });
    json!({ "general": { "positionEncodings": encodings }, "textDocument": texts })
}

pub fn pulling() -> Value {
    able("diagnostic", &[])
}

pub fn pushed_to() -> Value {
    able("publishDiagnostics", &[])
}

pub fn server() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_imr-ls"));
    command.arg("server").env("XDG_CONFIG_HOME", env!("CARGO_TARGET_TMPDIR"));
    command
}

/// A session in which the server writes nothing but frames, and nothing to standard error.
pub struct Session {
    pub client: Client,
    errors: PathBuf,
    /// What the server offers.
    pub offered: Value,
}

impl Session {
    /// A server that has not been greeted.
    pub fn silent() -> Self {
        Session::silent_with(server())
    }

    fn silent_with(mut server: Command) -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("errors-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let errors = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        server.stderr(File::create(&errors).expect("a file for standard error"));
        Session { client: Client::start(server).expect("the server starts"), errors, offered: Value::Null }
    }

    pub fn start(capabilities: Value) -> Self {
        let mut session = Session::silent();
        session.offered = session.client.initialize(capabilities).expect("the session begins")["capabilities"].take();
        session
    }

    /// A session with a server that is started and greeted like this, as editors do that keep settings.
    pub fn start_with(server: Command, capabilities: Value, initialization_options: Value) -> Self {
        let mut session = Session::silent_with(server);
        let params = json!({ "capabilities": capabilities, "initializationOptions": initialization_options });
        session.offered = session.result("initialize", params)["capabilities"].take();
        session.write(&notification("initialized", json!({})));
        session
    }

    pub fn write(&mut self, bytes: &[u8]) {
        self.client.send_raw(bytes).expect("the server takes messages");
    }

    pub fn result(&mut self, method: &str, params: Value) -> Value {
        self.client.request(method, params).expect("a result")
    }

    pub fn outline(&mut self, uri: &str) -> Value {
        self.result(OUTLINE, about(uri))
    }

    pub fn answer_to(&mut self, id: impl Into<Value>) -> Value {
        let id = id.into();
        self.client.wait_for(|message| message.get("method").is_none() && message["id"] == id).expect("an answer")
    }

    /// The next notification of the server, or its next request.
    pub fn message(&mut self, method: &str) -> Value {
        self.client.wait_for(|message| message["method"] == method).expect("a message")
    }

    /// The next findings pushed for this text.
    pub fn published(&mut self, uri: &str) -> Value {
        self.client.notification(PUBLISH, |params| params["uri"] == uri).expect("findings")
    }

    /// Waits until everything that was to be pushed so far has been pushed.
    pub fn settle(&mut self) {
        self.write(&open("settle:", "imr", 1, ""));
        self.published("settle:");
    }

    /// Ends the session as the protocol asks; gives what nobody has read.
    pub fn end(mut self) -> Vec<Value> {
        self.result("shutdown", Value::Null);
        self.write(&exit());
        assert_eq!(self.client.wait_for_end().expect("an end").code(), Some(0));
        self.unread()
    }

    /// Closes the server's input; gives what nobody has read, and the exit code.
    pub fn hang_up(mut self) -> (Vec<Value>, Option<i32>) {
        self.client.close_input();
        let code = self.client.wait_for_end().expect("an end").code();
        (self.unread(), code)
    }

    fn unread(mut self) -> Vec<Value> {
        let unread = self.client.rest(PATIENCE);
        assert_eq!(std::fs::read_to_string(&self.errors).expect("standard error"), "");
        std::fs::remove_file(&self.errors).expect("the file can go");
        unread
    }
}
