//! `textDocument/prepareRename` and `textDocument/rename`.

use super::edits::doubted_edit;
use super::jobs::Reads;
use super::{Backend, convert};
use crate::features::rename::{Renamed, places, renamable};
use lsp_types::{PrepareRenameParams, RenameParams, TextEdit, WorkspaceEdit};
use tower_lsp::jsonrpc::{Error, Result};

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
        let Some((version, Some(edits))) = answer.await? else { return Ok(None) };
        let doubt =
            ("In a quotation, or by another name", "Somebody else's words, or perhaps another course of treatment.");
        Ok(Some(doubted_edit(&uri, version, edits, doubt, features)))
    }
}
