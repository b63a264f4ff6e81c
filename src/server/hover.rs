//! `textDocument/hover`.

use super::card::content;
use super::jobs::Reads;
use super::{Backend, convert};
use crate::features::hover;
use lsp_types::{Hover, HoverParams};
use tower_lsp::jsonrpc::Result;

impl Backend {
    pub(super) async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let features = self.features();
        let place = params.text_document_position_params;
        let answer = self.about(&place.text_document.uri.0, Reads::Little, move |snapshot| {
            let text = snapshot.text();
            let found = hover::hover(snapshot, text.offset(convert::position(place.position), features.encoding))?;
            let contents = content(&found.card, features.markdown_hovers);
            let range = convert::range(text, &found.range, features.encoding);
            Some(Hover { contents: contents.into(), range: Some(range) })
        });
        Ok(answer.await?.and_then(|(_, hover)| hover))
    }
}
