//! What the client says, and how it reads what it hears.

use std::ops::Range;
use std::time::Instant;

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::{Value, json};

use crate::frame;

pub(crate) const URI: &str = "file:///bench/CM14-0000001.imr.txt";

pub(crate) fn request(id: i64, method: &str, params: &Value) -> Vec<u8> {
    json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}).to_string().into_bytes()
}

pub(crate) fn notification(method: &str, params: &Value) -> Vec<u8> {
    json!({"jsonrpc": "2.0", "method": method, "params": params}).to_string().into_bytes()
}

/// A client that is told findings and does not ask for them.
pub(crate) fn client() -> Value {
    json!({
        "processId": std::process::id(),
        "clientInfo": {"name": "latency"},
        "rootUri": null,
        "capabilities": {
            "general": {"positionEncodings": ["utf-8", "utf-16"]},
            "textDocument": {
                "publishDiagnostics": {"versionSupport": true},
                "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
            },
        },
    })
}

pub(crate) fn did_open(text: &str) -> Vec<u8> {
    let document = json!({"uri": URI, "languageId": "imr", "version": 1, "text": text});
    framed(&notification("textDocument/didOpen", &json!({"textDocument": document})))
}

pub(crate) fn did_change(version: i64, line: usize, columns: Range<usize>, text: &str) -> Vec<u8> {
    let at = |character| json!({"line": line, "character": character});
    let change = json!({"range": {"start": at(columns.start), "end": at(columns.end)}, "text": text});
    let document = json!({"uri": URI, "version": version});
    let params = json!({"textDocument": document, "contentChanges": [change]});
    notification("textDocument/didChange", &params)
}

pub(crate) fn framed(body: &[u8]) -> Vec<u8> {
    let mut frames = Vec::with_capacity(body.len() + 32);
    frame::append(&mut frames, body);
    frames
}

/// What matters of a message from the server.
pub(crate) struct Incoming {
    pub(crate) at: Instant,
    pub(crate) response_to: Option<i64>,
    pub(crate) is_error: bool,
    /// The answer to be sent where the message is a request.
    pub(crate) reply: Option<Vec<u8>>,
    published: Option<Option<i64>>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Head {
    id: Option<Value>,
    method: Option<String>,
    params: Option<Params>,
    error: Option<IgnoredAny>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Params {
    uri: Option<String>,
    version: Option<i64>,
    items: Option<Vec<IgnoredAny>>,
}

impl Incoming {
    pub(crate) fn read(at: Instant, body: &[u8]) -> Self {
        let head: Head = serde_json::from_slice(body).unwrap_or_default();
        let params = head.params.unwrap_or_default();
        let mut incoming = Self { at, response_to: None, is_error: head.error.is_some(), reply: None, published: None };
        match (head.method.as_deref(), head.id) {
            (Some("textDocument/publishDiagnostics"), _) if params.uri.as_deref() == Some(URI) => {
                incoming.published = Some(params.version);
            }
            (Some(method), Some(id)) => incoming.reply = Some(reply(method, &id, &params)),
            (None, Some(id)) => incoming.response_to = id.as_i64(),
            _ => {}
        }
        incoming
    }

    /// Whether these are the findings of a version or of a later one; a server that gives none is taken at its word.
    pub(crate) fn publishes(&self, version: i64) -> bool {
        self.published.is_some_and(|published| published.is_none_or(|published| published >= version))
    }
}

fn reply(method: &str, id: &Value, params: &Params) -> Vec<u8> {
    let result = match method {
        "workspace/configuration" => {
            json!(vec![Value::Null; params.items.as_ref().map_or(0, Vec::len)])
        }
        _ => Value::Null,
    };
    framed(json!({"jsonrpc": "2.0", "id": id, "result": result}).to_string().as_bytes())
}
