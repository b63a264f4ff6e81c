//! `textDocument/inlineCompletion`.

use super::jobs::Reads;
use super::{Backend, convert};
use crate::features::inline_completion::inline_completion;
use lsp_types::{InlineCompletionItem, InlineCompletionParams, Range};
use tower_lsp::jsonrpc::Result;

impl Backend {
    pub(super) async fn inline_completion(
        &self,
        params: InlineCompletionParams,
    ) -> Result<Option<Vec<InlineCompletionItem>>> {
        let encoding = self.features().encoding;
        let place = params.text_document_position_params;
        let answer = self.about(&place.text_document.uri.0, Reads::Little, move |snapshot| {
            let offset = snapshot.text().offset(convert::position(place.position), encoding);
            let at = convert::at(snapshot.text(), offset, encoding);
            let item =
                |text: String| InlineCompletionItem::new(text.into(), None, Some(Range { start: at, end: at }), None);
            inline_completion(snapshot, offset).map(item).into_iter().collect()
        });
        Ok(answer.await?.map(|(_, items)| items))
    }
}
