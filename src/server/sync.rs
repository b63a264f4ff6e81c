//! Texts opened, changed and closed.

use super::{Backend, convert};
use crate::workspace::Change;
use lsp_types::{DidCloseTextDocumentParams, MessageType, Range};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// `textDocument/didOpen`, with the language as a plain word and nothing that could be refused.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct DidOpen {
    text_document: OpenedText,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct OpenedText {
    uri: String,
    #[serde(default, deserialize_with = "if_possible")]
    language_id: String,
    #[serde(default, deserialize_with = "if_possible")]
    version: i32,
    text: String,
}

/// `textDocument/didChange`, as far as it says which text changed.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct DidChange {
    text_document: VersionedText,
    #[serde(default, deserialize_with = "if_possible")]
    content_changes: Option<Vec<Value>>,
}

#[derive(Deserialize)]
struct VersionedText {
    uri: String,
    #[serde(default, deserialize_with = "if_possible")]
    version: i32,
}

#[derive(Deserialize)]
struct RawChange {
    #[serde(default, deserialize_with = "present")]
    range: Option<Range>,
    text: String,
}

/// Takes a value that is of no great concern, or none: a message that is refused leaves the text out of
/// step without anybody's knowing.
fn if_possible<'de, D: Deserializer<'de>, T: DeserializeOwned + Default>(value: D) -> Result<T, D::Error> {
    Ok(serde_json::from_value(Value::deserialize(value)?).unwrap_or_default())
}

/// Takes a range that is there, even if it is `null`: that is none.
fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Range>, D::Error> {
    Range::deserialize(deserializer).map(Some)
}

impl Backend {
    pub(super) async fn did_open(&self, params: DidOpen) {
        let opened = params.text_document;
        self.workspace().open(opened.uri.clone(), &opened.language_id, opened.version, &opened.text);
        self.queue.publish(opened.uri);
    }

    /// Takes the parameters as they come: the types crate would take a change with an impossible range for
    /// a change of the whole text, and the framework would drop what it can not read without a word.
    pub(super) async fn did_change(&self, params: Value) {
        let Ok(params) = serde_json::from_value::<DidChange>(params) else { return };
        let uri = params.text_document.uri;
        let version = params.text_document.version;
        let mut workspace = self.workspace();
        let Some(document) = workspace.get_mut(&uri) else { return };
        let encoding = self.features().encoding;
        let applied = params.content_changes.and_then(changes).is_some_and(|changes| {
            let change = || document.change(version, changes, encoding);
            catch_unwind(AssertUnwindSafe(change)).is_ok()
        });
        if !applied && document.lose_step() {
            self.say_out_of_step();
        }
        drop(workspace);
        self.queue.publish(uri);
    }

    pub(super) async fn did_close(&self, params: DidCloseTextDocumentParams) {
        let uri = params.text_document.uri.0;
        if self.workspace().close(&uri).is_some_and(|document| document.is_published) {
            self.queue.clear(uri);
        }
    }

    /// Tells the reviewer, without making the editor wait.
    fn say_out_of_step(&self) {
        let server = self.0.clone();
        tokio::spawn(async move {
            let message = "imr-ls lost track of this letter's text. Close it and open it again.";
            server.client.show_message(MessageType::Warning, message).await;
        });
    }
}

/// The changes from the last whole text on, which alone count; `None` if one of them can not be.
fn changes(raw: Vec<Value>) -> Option<Vec<Change>> {
    let is_whole = |raw: &Value| raw.get("range").is_none() && raw["text"].is_string();
    let first = raw.iter().rposition(is_whole).unwrap_or(0);
    raw.into_iter().skip(first).map(change).collect()
}

/// A change; `None` if its range is none that can be.
fn change(raw: Value) -> Option<Change> {
    let change: RawChange = serde_json::from_value(raw).ok()?;
    match change.range {
        None => Some(Change::Whole(change.text)),
        Some(range) => {
            let (start, end) = (convert::position(range.start), convert::position(range.end));
            (start <= end).then_some(Change::Part { start, end, text: change.text })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn impossible_ranges_are_no_whole_texts() {
        let at = |line: i64, character: i64| json!({ "line": line, "character": character });
        let half = json!({ "line": 0, "character": 0.5 });
        let range = |start, end| json!({ "range": { "start": start, "end": end }, "text": "x" });
        assert!(change(json!({ "text": "x" })).is_some());
        assert!(change(range(at(0, 0), at(1, 0))).is_some());
        assert!(change(range(at(-1, 0), at(1, 0))).is_none());
        assert!(change(range(half, at(1, 0))).is_none());
        assert!(change(range(at(2, 0), at(1, 0))).is_none());
        assert!(change(json!({ "range": "all", "text": "x" })).is_none());
        assert!(change(json!({ "range": {}, "text": "x" })).is_none());
        assert!(change(json!({ "range": null, "text": "x" })).is_none());
        assert!(change(json!({})).is_none());
    }
}
