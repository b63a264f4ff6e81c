//! What the client says, and how it reads what it hears.

use std::time::Instant;

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::{Value, json};

use crate::client::Question;
use crate::frame;
use crate::languages::Language;

pub(crate) fn request(id: i64, method: &str, params: &Value) -> Vec<u8> {
    json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}).to_string().into_bytes()
}

pub(crate) fn notification(method: &str, params: &Value) -> Vec<u8> {
    json!({"jsonrpc": "2.0", "method": method, "params": params}).to_string().into_bytes()
}

/// A client that is told findings; peers may also offer to be asked for them, as some of them tell findings late on purpose.
pub(crate) fn client(asks_for_findings: bool) -> Value {
    let mut client = json!({
        "processId": std::process::id(),
        "clientInfo": {"name": "latency"},
        "rootUri": null,
        "capabilities": {
            "general": {"positionEncodings": ["utf-8", "utf-16"]},
            "textDocument": {
                "completion": {},
                "publishDiagnostics": {"versionSupport": true},
                "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
            },
        },
    });
    if asks_for_findings {
        client["capabilities"]["textDocument"]["diagnostic"] = json!({});
    }
    client
}

pub(crate) fn did_open(uri: &str, language: Option<Language>, text: &str) -> Vec<u8> {
    let id = language.map_or("imr", Language::id);
    let document = json!({"uri": uri, "languageId": id, "version": 1, "text": text});
    notification("textDocument/didOpen", &json!({"textDocument": document}))
}

/// Asks for findings.
pub(crate) fn pull(uri: &str, id: i64) -> Vec<u8> {
    request(id, "textDocument/diagnostic", &json!({"textDocument": {"uri": uri}}))
}

pub(crate) fn question(uri: &str, id: i64, question: Question, place: (usize, usize)) -> Vec<u8> {
    let mut params = json!({"textDocument": {"uri": uri}});
    match question {
        Question::Outline => request(id, "textDocument/documentSymbol", &params),
        Question::Completion => {
            params["position"] = at(place);
            request(id, "textDocument/completion", &params)
        }
    }
}

/// Findings in an answer to [`pull`], or in what is told.
pub(crate) fn count_findings(body: &[u8]) -> Option<usize> {
    #[derive(Deserialize)]
    struct Message {
        #[serde(alias = "params")]
        result: Report,
    }
    #[derive(Deserialize)]
    struct Report {
        #[serde(alias = "diagnostics")]
        items: Vec<IgnoredAny>,
    }
    serde_json::from_slice(body).ok().map(|message: Message| message.result.items.len())
}

fn at((line, character): (usize, usize)) -> Value {
    json!({"line": line, "character": character})
}

/// A character typed at a place, and removed again.
///
/// As text of the protocol: putting down a whole document for each edit would be billed to the server that wants it.
#[derive(Default)]
pub(crate) struct Changes {
    place: (usize, usize),
    insert: String,
    remove: String,
}

impl Changes {
    pub(crate) fn of_range(place: (usize, usize)) -> Self {
        let behind = (place.0, place.1 + 1);
        let change = |end, text| json!([{"range": {"start": at(place), "end": at(end)}, "text": text}]).to_string();
        Self { place, insert: change(place, "x"), remove: change(behind, "") }
    }

    /// For a server that wants the whole text each time.
    pub(crate) fn of_text(text: &str, place: (usize, usize)) -> Self {
        let line = text.split_inclusive('\n').take(place.0).map(str::len).sum::<usize>();
        let (before, behind) = text.split_at(line + place.1);
        let change = |text: &str| json!([{"text": text}]).to_string();
        Self { place, insert: change(&format!("{before}x{behind}")), remove: change(text) }
    }

    /// Where one types on.
    pub(crate) fn place(&self, inserted: bool) -> (usize, usize) {
        (self.place.0, self.place.1 + usize::from(inserted))
    }

    pub(crate) fn did_change(&self, uri: &str, version: i64, inserted: bool) -> Vec<u8> {
        let changes = if inserted { &self.remove } else { &self.insert };
        let document = json!({"uri": uri, "version": version});
        let params = format!(r#"{{"textDocument":{document},"contentChanges":{changes}}}"#);
        format!(r#"{{"jsonrpc":"2.0","method":"textDocument/didChange","params":{params}}}"#).into_bytes()
    }
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
    version: Option<i64>,
    items: Option<Vec<IgnoredAny>>,
}

impl Incoming {
    pub(crate) fn read(at: Instant, body: &[u8]) -> Self {
        let head: Head = serde_json::from_slice(body).unwrap_or_default();
        let params = head.params.unwrap_or_default();
        let mut incoming = Self { at, response_to: None, is_error: head.error.is_some(), reply: None, published: None };
        match (head.method.as_deref(), head.id) {
            (Some("textDocument/publishDiagnostics"), _) => incoming.published = Some(params.version),
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
