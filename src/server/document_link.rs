//! `textDocument/documentLink`.

use super::Backend;
use super::answer::Answer;
use super::convert::Places;
use super::jobs::Reads;
use crate::features::links::{Link, links};
use lsp_types::{DocumentLink, DocumentLinkParams, Uri};
use tower_lsp::jsonrpc::Result;

impl Backend {
    pub(super) async fn document_link(&self, params: DocumentLinkParams) -> Result<Option<Answer>> {
        let features = self.features();
        let uri = params.text_document.uri.0;
        self.answer(&uri, Reads::Everything, move |snapshot| {
            let found = links(snapshot);
            let places = Places::of(snapshot.text(), features.encoding, found.len());
            let link = |Link { range, address, title }| DocumentLink {
                range: places.range(&range),
                tooltip: features.link_tooltips.then(|| format!("Open the page of “{title}”: {address}")),
                target: Some(Uri(address)),
                data: None,
            };
            found.into_iter().map(link).collect::<Vec<_>>()
        })
        .await
    }
}
