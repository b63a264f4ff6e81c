//! `textDocument/definition` and `textDocument/references`.

use super::jobs::Reads;
use super::{Backend, convert};
use crate::analysis::Snapshot;
use crate::features::navigation::{definitions, references};
use lsp_types::{DefinitionParams, Location, ReferenceParams, TextDocumentPositionParams};
use std::ops::Range;
use tower_lsp::jsonrpc::Result;

impl Backend {
    pub(super) async fn definition(&self, params: DefinitionParams) -> Result<Option<Vec<Location>>> {
        self.places(params.text_document_position_params, definitions).await
    }

    pub(super) async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        self.places(params.text_document_position_params, references).await
    }

    async fn places(
        &self,
        place: TextDocumentPositionParams,
        find: fn(&Snapshot, usize) -> Vec<Range<usize>>,
    ) -> Result<Option<Vec<Location>>> {
        let encoding = self.features().encoding;
        let uri = place.text_document.uri;
        let key = uri.0.clone();
        let answer = self.about(&key, Reads::Everything, move |snapshot| {
            let text = snapshot.text();
            let found = find(snapshot, text.offset(convert::position(place.position), encoding)).into_iter();
            found.map(|range| Location { uri: uri.clone(), range: convert::range(text, &range, encoding) }).collect()
        });
        Ok(answer.await?.map(|(_, places)| places))
    }
}
