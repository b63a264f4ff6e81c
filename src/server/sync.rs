//! Texts opened, changed and closed.

use super::{Backend, convert};
use crate::workspace::Change;
use lsp_types::{DidCloseTextDocumentParams, MessageType, Range};
use serde::Deserialize;
use serde_json::Value;

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
    #[serde(default)]
    language_id: String,
    #[serde(default)]
    version: i32,
    text: String,
}

/// `textDocument/didChange` as it comes: the types crate would take a change with an impossible range for
/// a change of the whole text.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct DidChange {
    text_document: VersionedText,
    content_changes: Vec<Value>,
}

#[derive(Deserialize)]
struct VersionedText {
    uri: String,
    #[serde(default)]
    version: Option<i32>,
}

#[derive(Deserialize)]
struct RawChange {
    #[serde(default)]
    range: Option<Range>,
    text: String,
}

impl Backend {
    pub(super) async fn did_open(&self, params: DidOpen) {
        let opened = params.text_document;
        self.workspace().open(opened.uri.clone(), &opened.language_id, opened.version, &opened.text);
        self.queue.publish(opened.uri);
    }

    pub(super) async fn did_change(&self, params: DidChange) {
        let uri = params.text_document.uri;
        let changes: Option<Vec<Change>> = params.content_changes.into_iter().map(change).collect();
        let mut workspace = self.workspace();
        match changes {
            Some(changes) => workspace.change(&uri, params.text_document.version.unwrap_or_default(), changes),
            None => {
                let Some(document) = workspace.get_mut(&uri) else { return };
                document.lose_step();
                self.say_out_of_step();
            }
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
        let at = |line: i64, character: f64| json!({ "line": line, "character": character });
        let range = |start, end| json!({ "range": { "start": start, "end": end }, "text": "x" });
        assert!(change(json!({ "text": "x" })).is_some());
        assert!(change(range(at(0, 0.0), at(1, 0.0))).is_some());
        assert!(change(range(at(-1, 0.0), at(1, 0.0))).is_none());
        assert!(change(range(at(0, 0.5), at(1, 0.0))).is_none());
        assert!(change(range(at(2, 0.0), at(1, 0.0))).is_none());
        assert!(change(json!({ "range": "all", "text": "x" })).is_none());
        assert!(change(json!({ "range": {}, "text": "x" })).is_none());
        assert!(change(json!({})).is_none());
    }
}
