//! `textDocument/codeAction`.

use super::capabilities::ClientFeatures;
use super::diagnostics::shown;
use super::jobs::Reads;
use super::{Backend, convert};
use crate::analysis::Snapshot;
use crate::features::actions::{Action, ActionKind, actions};
use lsp_types::{
    CodeAction, CodeActionKind, CodeActionParams, DocumentChange, OptionalVersionedTextDocumentIdentifier,
    TextDocumentEdit, TextDocumentIdentifier, TextEdit, Uri, WorkspaceEdit,
};
use std::collections::HashMap;
use tower_lsp::jsonrpc::Result;

impl Backend {
    pub(super) async fn code_action(&self, params: CodeActionParams) -> Result<Option<Vec<CodeAction>>> {
        let features = self.features();
        let uri = params.text_document.uri;
        let key = uri.0.clone();
        let asked = uri.clone();
        let answer = self.about(&key, Reads::Everything, move |snapshot| {
            let range = convert::offsets(snapshot.text(), params.range, features.encoding);
            let wants =
                |kind| params.context.only.as_ref().is_none_or(|only| only.iter().any(|one| includes(one, kind)));
            let actions = actions(snapshot, &range, wants).into_iter();
            actions.map(|action| code_action(snapshot, action, &asked, features)).collect::<Vec<_>>()
        });
        Ok(answer.await?.map(|(version, actions)| {
            let with_edit = |(action, edits)| CodeAction {
                edit: Some(workspace_edit(&uri, version, edits, features.versioned_edits)),
                ..action
            };
            actions.into_iter().map(with_edit).collect()
        }))
    }
}

/// The kinds of code actions that are offered.
pub(super) fn kinds() -> Vec<CodeActionKind> {
    [ActionKind::Fix, ActionKind::Rewrite].map(protocol_kind).into()
}

fn protocol_kind(kind: ActionKind) -> CodeActionKind {
    match kind {
        ActionKind::Fix => CodeActionKind::QuickFix,
        ActionKind::Rewrite => CodeActionKind::RefactorRewrite,
    }
}

/// Whether a kind that was asked for is this one or above it: `refactor` includes `refactor.rewrite`.
fn includes(asked: &CodeActionKind, kind: ActionKind) -> bool {
    let (asked, kind) = (String::from(asked.clone()), String::from(protocol_kind(kind)));
    asked.is_empty() || kind.strip_prefix(&asked).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// An action still without its edit, and the changes of that.
fn code_action(
    snapshot: &Snapshot,
    action: Action,
    uri: &Uri,
    features: ClientFeatures,
) -> (CodeAction, Vec<TextEdit>) {
    let text = snapshot.text();
    let edits = action.edits.iter().map(|edit| TextEdit {
        range: convert::range(text, &edit.range, features.encoding),
        new_text: edit.insert.clone(),
    });
    let code_action = CodeAction {
        title: action.title,
        kind: Some(protocol_kind(action.kind)),
        diagnostics: action.finding.map(|finding| shown(snapshot, &finding, uri, features)),
        is_preferred: (features.preferred_actions && action.is_preferred).then_some(true),
        ..CodeAction::default()
    };
    (code_action, edits.collect())
}

/// The edits as the client takes them: for this version of the text only, if it can tell versions.
fn workspace_edit(uri: &Uri, version: i32, edits: Vec<TextEdit>, is_versioned: bool) -> WorkspaceEdit {
    if !is_versioned {
        return WorkspaceEdit { changes: Some(HashMap::from([(uri.clone(), edits)])), ..WorkspaceEdit::default() };
    }
    let change = TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier {
            version: Some(version),
            text_document_identifier: TextDocumentIdentifier { uri: uri.clone() },
        },
        edits: edits.into_iter().map(Into::into).collect(),
    };
    WorkspaceEdit { document_changes: Some(vec![DocumentChange::TextDocumentEdit(change)]), ..WorkspaceEdit::default() }
}
