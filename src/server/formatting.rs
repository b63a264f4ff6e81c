//! `textDocument/formatting`, `/rangeFormatting` and `/onTypeFormatting`.
//!
//! The client's options are about the width of indents and the like, which a letter has none of.

use super::answer::Answer;
use super::jobs::Reads;
use super::{Backend, convert, edits};
use crate::features::formatting::typing::{TYPED, typed};
use crate::features::formatting::{formatted, formatted_in};
use lsp_types::{
    DocumentFormattingParams, DocumentOnTypeFormattingOptions, DocumentOnTypeFormattingParams,
    DocumentRangeFormattingParams,
};
use tower_lsp::jsonrpc::Result;

/// Behind which characters something may follow.
pub(super) fn typing() -> DocumentOnTypeFormattingOptions {
    let [first, others @ ..] = TYPED.map(str::to_owned);
    DocumentOnTypeFormattingOptions { first_trigger_character: first, more_trigger_character: Some(others.to_vec()) }
}

impl Backend {
    pub(super) async fn formatting(&self, params: DocumentFormattingParams) -> Result<Option<Answer>> {
        let features = self.features();
        self.answer(&params.text_document.uri.0, Reads::Everything, move |snapshot| {
            edits::text_edits(snapshot.text(), &formatted(snapshot), features)
        })
        .await
    }

    pub(super) async fn range_formatting(&self, params: DocumentRangeFormattingParams) -> Result<Option<Answer>> {
        let features = self.features();
        self.answer(&params.text_document.uri.0, Reads::Everything, move |snapshot| {
            let range = convert::offsets(snapshot.text(), params.range, features.encoding);
            edits::text_edits(snapshot.text(), &formatted_in(snapshot, &range), features)
        })
        .await
    }

    pub(super) async fn on_type_formatting(&self, params: DocumentOnTypeFormattingParams) -> Result<Option<Answer>> {
        let features = self.features();
        self.answer(&params.text_document.uri.0, Reads::Little, move |snapshot| {
            let text = snapshot.text();
            let offset = text.offset(convert::position(params.position), features.encoding);
            edits::text_edits(text, &typed(snapshot, offset, &params.ch), features)
        })
        .await
    }
}
