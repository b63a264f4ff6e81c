//! Edits as the client takes them.

use super::capabilities::ClientFeatures;
use super::convert;
use crate::text::{Edit, Text};
use crate::workspace::SettingsEdit;
use lsp_types::{
    AnnotatedTextEdit, ChangeAnnotation, CreateFile, CreateFileOptions, DocumentChange,
    OptionalVersionedTextDocumentIdentifier, TextDocumentEdit, TextDocumentIdentifier, TextEdit, Uri, WorkspaceEdit,
};
use std::collections::HashMap;

/// Marks the places that the reviewer has to confirm.
const DOUBTFUL: &str = "doubtful";

/// Why a conclusion is not turned without a question.
pub(super) const PART_OF_REQUEST: (&str, &str) =
    ("Perhaps of a part of the request", "The sentence may conclude about something else than the whole request.");

/// A change of a text, and whether the reviewer has to confirm it.
pub(super) type DoubtedEdit = (TextEdit, bool);

/// Changes in the units of the client.
pub(super) fn text_edits(text: &Text, edits: &[Edit], features: ClientFeatures) -> Vec<TextEdit> {
    let edit = |edit: &Edit| TextEdit {
        range: convert::range(text, &edit.range, features.encoding),
        new_text: edit.insert.clone(),
    };
    edits.iter().map(edit).collect()
}

/// Changes of which some have to be confirmed, in the units of the client.
pub(super) fn doubted(text: &Text, sure: &[Edit], doubtful: &[Edit], features: ClientFeatures) -> Vec<DoubtedEdit> {
    let all = |edits, is_doubtful| text_edits(text, edits, features).into_iter().map(move |edit| (edit, is_doubtful));
    all(sure, false).chain(all(doubtful, true)).collect()
}

/// Changes of one text, of this version only if the client can tell versions, of which some have to be confirmed. A client
/// that cannot ask does not get those.
pub(super) fn doubted_edit(
    uri: &Uri,
    version: i32,
    mut edits: Vec<DoubtedEdit>,
    (label, description): (&str, &str),
    features: ClientFeatures,
) -> WorkspaceEdit {
    if !features.confirms_edits() {
        edits.retain(|(_, is_doubtful)| !is_doubtful);
    }
    let annotation = ChangeAnnotation {
        label: label.to_owned(),
        needs_confirmation: Some(true),
        description: Some(description.to_owned()),
    };
    let annotations = HashMap::from([(DOUBTFUL.to_owned(), annotation)]);
    let has_doubts = edits.iter().any(|(_, is_doubtful)| *is_doubtful);
    let change_annotations = has_doubts.then_some(annotations);
    WorkspaceEdit { change_annotations, ..assembled(uri, Some(version), edits, None, features) }
}

/// What has to be written into settings, in a file that is made first if it is not there.
pub(super) fn settings_edit(settings: &SettingsEdit, features: ClientFeatures) -> WorkspaceEdit {
    let uri = Uri(settings.uri.clone());
    let edits = text_edits(settings.text.as_ref().unwrap_or(&Text::default()), &settings.edits, features);
    let edits = edits.into_iter().map(|edit| (edit, false)).collect();
    let made = (settings.text.is_none() && features.makes_files)
        .then_some(CreateFileOptions { overwrite: None, ignore_if_exists: Some(true) });
    assembled(&uri, settings.version, edits, made, features)
}

/// A file with this text that is made, unless one lies there already.
pub(super) fn new_file(uri: &Uri, text: String, features: ClientFeatures) -> WorkspaceEdit {
    let start = lsp_types::Position::default();
    let edit = TextEdit { range: lsp_types::Range { start, end: start }, new_text: text };
    let options = CreateFileOptions { overwrite: None, ignore_if_exists: None };
    assembled(uri, None, vec![(edit, false)], Some(options), features)
}

fn assembled(
    uri: &Uri,
    version: Option<i32>,
    edits: Vec<DoubtedEdit>,
    made: Option<CreateFileOptions>,
    features: ClientFeatures,
) -> WorkspaceEdit {
    if !features.versioned_edits {
        let edits = edits.into_iter().map(|(edit, _)| edit).collect();
        return WorkspaceEdit { changes: Some(HashMap::from([(uri.clone(), edits)])), ..WorkspaceEdit::default() };
    }
    let annotated = |(edit, is_doubtful): DoubtedEdit| match is_doubtful {
        true => AnnotatedTextEdit { text_edit: edit, annotation_id: DOUBTFUL.to_owned() }.into(),
        false => edit.into(),
    };
    let made = made.map(|options| DocumentChange::CreateFile(CreateFile::new(uri.clone(), Some(options), None)));
    let change = TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier {
            version,
            text_document_identifier: TextDocumentIdentifier { uri: uri.clone() },
        },
        edits: edits.into_iter().map(annotated).collect(),
    };
    let changes = made.into_iter().chain([DocumentChange::TextDocumentEdit(change)]).collect();
    WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() }
}
