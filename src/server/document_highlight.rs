//! `textDocument/documentHighlight`.

use super::jobs::Reads;
use super::{Backend, convert};
use crate::features::highlight::highlights;
use lsp_types::{DocumentHighlight, DocumentHighlightKind, DocumentHighlightParams};
use tower_lsp::jsonrpc::Result;

impl Backend {
    pub(super) async fn document_highlight(
        &self,
        params: DocumentHighlightParams,
    ) -> Result<Option<Vec<DocumentHighlight>>> {
        let encoding = self.features().encoding;
        let place = params.text_document_position_params;
        let answer = self.about(&place.text_document.uri.0, Reads::Everything, move |snapshot| {
            let text = snapshot.text();
            let ranges = highlights(snapshot, text.offset(convert::position(place.position), encoding));
            let highlight = |range| DocumentHighlight {
                range: convert::range(text, &range, encoding),
                kind: Some(DocumentHighlightKind::Text),
            };
            ranges.into_iter().map(highlight).collect()
        });
        Ok(answer.await?.map(|(_, highlights)| highlights))
    }
}
