//! `textDocument/hover`.

use super::card::content;
use super::jobs::Reads;
use super::{Backend, convert};
use crate::features::{hover, settings};
use crate::server::capabilities::ClientFeatures;
use crate::text::Text;
use lsp_types::{Hover, HoverParams};
use tower_lsp::jsonrpc::Result;

impl Backend {
    pub(super) async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let features = self.features();
        let place = params.text_document_position_params;
        let settings = self.workspace().open_settings(&place.text_document.uri.0);
        if let Some(text) = settings {
            let offset = text.offset(convert::position(place.position), features.encoding);
            let found = settings::hover(&text.slice(0..text.len()), offset);
            return Ok(found.map(|found| shown(&text, &found, features)));
        }
        let answer = self.about(&place.text_document.uri.0, Reads::Little, move |snapshot| {
            let text = snapshot.text();
            let found = hover::hover(snapshot, text.offset(convert::position(place.position), features.encoding))?;
            Some(shown(text, &found, features))
        });
        Ok(answer.await?.and_then(|(_, hover)| hover))
    }
}

fn shown(text: &Text, found: &hover::Hover, features: ClientFeatures) -> Hover {
    let contents = content(&found.card, features.markdown_hovers);
    let range = convert::range(text, &found.range, features.encoding);
    Hover { contents: contents.into(), range: Some(range) }
}
