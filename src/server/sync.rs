//! Texts opened, changed and closed.

use super::{Server, convert};
use crate::workspace::{Change, Document, Workspace, guarded};
use lsp_types::{MessageType, Range};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use serde_json::value::RawValue;
use std::sync::Arc;

/// What happens to a text.
#[derive(Debug)]
pub(super) enum TextEvent {
    Opened(OpenedText),
    Changed(ChangedText),
    Closed(ClosedText),
    /// A change was told that could not be read, and nobody knows of which text.
    Lost,
}

/// An opened text, with the language as a plain word and nothing that could be refused.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct OpenedText {
    uri: String,
    #[serde(default, deserialize_with = "if_possible")]
    language_id: String,
    #[serde(default, deserialize_with = "if_possible")]
    version: i32,
    text: String,
}

/// A changed text; the changes are `None` if they can not be.
#[derive(Debug)]
pub(super) struct ChangedText {
    uri: String,
    version: i32,
    changes: Option<Vec<Change>>,
}

/// A closed text.
#[derive(Debug, Deserialize)]
pub(super) struct ClosedText {
    uri: String,
}

/// The parameters of `textDocument/didOpen` and `textDocument/didClose`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct About<T> {
    text_document: T,
}

/// The parameters of `textDocument/didChange`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct DidChange<C> {
    text_document: VersionedText,
    content_changes: C,
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

const OPENED: &str = "textDocument/didOpen";
const CHANGED: &str = "textDocument/didChange";
const CLOSED: &str = "textDocument/didClose";

impl TextEvent {
    /// Whether a notification of this method tells of a text.
    pub(super) fn is_told_by(method: &str) -> bool {
        matches!(method, OPENED | CHANGED | CLOSED)
    }

    /// What a notification tells; `None` if it does not even say of which text.
    pub(super) fn read(method: &str, params: &str) -> Option<TextEvent> {
        match method {
            OPENED => about(params).map(TextEvent::Opened),
            CHANGED => changed(params).map(TextEvent::Changed),
            CLOSED => about(params).map(TextEvent::Closed),
            _ => None,
        }
    }
}

fn about<T: DeserializeOwned>(params: &str) -> Option<T> {
    serde_json::from_str(params).ok().map(|About { text_document }| text_document)
}

/// What is told of a change. Nearly always all of it can be; else the changes are read one by one. The types crate would
/// take a change with an impossible range for a change of the whole text.
fn changed(params: &str) -> Option<ChangedText> {
    let (text, changes) = match serde_json::from_str::<DidChange<Vec<RawChange>>>(params) {
        Ok(told) => (told.text_document, counting(told.content_changes.into_iter().map(change))),
        Err(_) => {
            let told: DidChange<Option<&RawValue>> = serde_json::from_str(params).ok()?;
            let raw = told.content_changes.and_then(|raw| serde_json::from_str::<Vec<&RawValue>>(raw.get()).ok());
            let changes = raw.map(|raw| raw.into_iter().map(|raw| change(serde_json::from_str(raw.get()).ok()?)));
            (told.text_document, changes.and_then(counting))
        }
    };
    Some(ChangedText { uri: text.uri, version: text.version, changes })
}

/// The changes from the last whole text on, which alone count; `None` if one of them can not be.
fn counting(changes: impl Iterator<Item = Option<Change>>) -> Option<Vec<Change>> {
    let mut changes: Vec<Option<Change>> = changes.collect();
    let first = changes.iter().rposition(|change| matches!(change, Some(Change::Whole(_)))).unwrap_or(0);
    changes.drain(first..).collect()
}

/// A change; `None` if its range runs backwards.
fn change(change: RawChange) -> Option<Change> {
    match change.range {
        None => Some(Change::Whole(change.text)),
        Some(range) => {
            let (start, end) = (convert::position(range.start), convert::position(range.end));
            (start <= end).then_some(Change::Part { start, end, text: change.text })
        }
    }
}

impl Server {
    /// Does to the workspace what was done to a text. Before the session has begun and after it is to end, that is nothing.
    pub(super) fn follow(self: &Arc<Self>, event: TextEvent) {
        if self.features.get().is_none() || self.life.has_shut_down() {
            return;
        }
        match event {
            TextEvent::Opened(opened) => self.open(opened),
            TextEvent::Changed(changed) => self.change(changed),
            TextEvent::Closed(closed) => {
                let closed_document = self.workspace().close(&closed.uri);
                self.follow_file(&closed.uri);
                self.semantic_tokens.forget(&closed.uri);
                if closed_document.is_some_and(|document| document.is_published) {
                    self.queue.clear(closed.uri);
                }
            }
            TextEvent::Lost => self.lose_step_everywhere(),
        }
    }

    /// A text on which we fail is out of step from the start.
    fn open(self: &Arc<Self>, OpenedText { uri, language_id, version, text }: OpenedText) {
        let mut workspace = self.workspace();
        if guarded(|| workspace.open(uri.clone(), &language_id, version, &text)).is_err() {
            workspace.open(uri.clone(), &language_id, version, "");
            self.lose_step(&mut workspace, &uri);
        }
        drop(workspace);
        self.follow_file(&uri);
        self.queue.publish(uri);
    }

    fn change(self: &Arc<Self>, ChangedText { uri, version, changes }: ChangedText) {
        let mut workspace = self.workspace();
        let encoding = self.features().encoding;
        let applied =
            changes.is_some_and(|changes| guarded(|| workspace.change(&uri, version, changes, encoding)).is_ok());
        if workspace.get(&uri).is_none() {
            return;
        }
        if !applied {
            self.lose_step(&mut workspace, &uri);
        }
        drop(workspace);
        self.follow_file(&uri);
        self.queue.publish(uri);
    }

    fn lose_step(self: &Arc<Self>, workspace: &mut Workspace, uri: &str) {
        if workspace.get_mut(uri).is_some_and(Document::lose_step) {
            self.say_out_of_step();
        }
    }

    fn lose_step_everywhere(self: &Arc<Self>) {
        let lost = self.workspace().lose_step();
        if !lost.is_empty() {
            self.say_out_of_step();
        }
        lost.into_iter().for_each(|uri| self.queue.publish(uri));
    }

    /// Tells the reviewer, without making the editor wait.
    fn say_out_of_step(self: &Arc<Self>) {
        let server = self.clone();
        tokio::spawn(async move {
            let message = "imr-ls lost track of this letter's text. Close it and open it again.";
            server.client.show_message(MessageType::Warning, message).await;
        });
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
        let change = |raw: Value| {
            let told = json!({ "textDocument": { "uri": "a" }, "contentChanges": [raw] });
            changed(&told.to_string()).expect("a text is named").changes
        };
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
