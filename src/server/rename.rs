//! `textDocument/prepareRename` and `textDocument/rename`.

use super::jobs::Reads;
use super::{Backend, convert};
use crate::features::rename::{Renamed, places, renamable};
use lsp_types::{
    AnnotatedTextEdit, ChangeAnnotation, DocumentChange, Edit, OptionalVersionedTextDocumentIdentifier,
    PrepareRenameParams, RenameParams, TextDocumentEdit, TextDocumentIdentifier, TextEdit, WorkspaceEdit,
};
use std::collections::HashMap;
use tower_lsp::jsonrpc::{Error, Result};

/// Marks the places that the reviewer has to confirm.
const DOUBTFUL: &str = "doubtful";

impl Backend {
    pub(super) async fn prepare_rename(&self, params: PrepareRenameParams) -> Result<Option<lsp_types::Range>> {
        let encoding = self.features().encoding;
        let place = params.text_document_position_params;
        let answer = self.about(&place.text_document.uri.0, Reads::Little, move |snapshot| {
            let text = snapshot.text();
            let name = renamable(snapshot, text.offset(convert::position(place.position), encoding))?;
            Some(convert::range(text, &name, encoding))
        });
        Ok(answer.await?.and_then(|(_, range)| range))
    }

    pub(super) async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        let features = self.features();
        let name = params.new_name.trim().to_owned();
        if name.is_empty() || name.contains(['\n', '\r']) {
            return Err(Error::invalid_params("Write the name of a treatment on one line."));
        }
        let place = params.text_document_position_params;
        let uri = place.text_document.uri;
        let key = uri.0.clone();
        let answer = self.about(&key, Reads::Little, move |snapshot| {
            let text = snapshot.text();
            let found = places(snapshot, text.offset(convert::position(place.position), features.encoding))?;
            let edit = |Renamed { range, is_doubtful }| {
                let edit = TextEdit { range: convert::range(text, &range, features.encoding), new_text: name.clone() };
                (edit, is_doubtful)
            };
            Some(found.into_iter().map(edit).collect::<Vec<_>>())
        });
        let Some((version, Some(mut edits))) = answer.await? else { return Ok(None) };
        if !features.annotated_edits {
            edits.retain(|(_, is_doubtful)| !is_doubtful);
        }
        if !features.versioned_edits {
            let edits = edits.into_iter().map(|(edit, _)| edit).collect();
            return Ok(Some(WorkspaceEdit {
                changes: Some(HashMap::from([(uri, edits)])),
                ..WorkspaceEdit::default()
            }));
        }
        let annotated = |(edit, is_doubtful): (TextEdit, bool)| match is_doubtful {
            true => Edit::from(AnnotatedTextEdit { text_edit: edit, annotation_id: DOUBTFUL.to_owned() }),
            false => edit.into(),
        };
        let change = TextDocumentEdit {
            text_document: OptionalVersionedTextDocumentIdentifier {
                version: Some(version),
                text_document_identifier: TextDocumentIdentifier { uri },
            },
            edits: edits.into_iter().map(annotated).collect(),
        };
        let annotation = ChangeAnnotation {
            label: "In a quotation, or by another name".to_owned(),
            needs_confirmation: Some(true),
            description: Some("Somebody else's words, or perhaps another course of treatment.".to_owned()),
        };
        Ok(Some(WorkspaceEdit {
            document_changes: Some(vec![DocumentChange::TextDocumentEdit(change)]),
            change_annotations: features.annotated_edits.then(|| HashMap::from([(DOUBTFUL.to_owned(), annotation)])),
            ..WorkspaceEdit::default()
        }))
    }
}
