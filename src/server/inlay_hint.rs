//! `textDocument/inlayHint`.

use super::jobs::Reads;
use super::{Backend, convert};
use crate::features::hints::{HintOptions, hints};
use lsp_types::{InlayHint, InlayHintParams};
use tower_lsp::jsonrpc::Result;

impl Backend {
    pub(super) async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        let features = self.features();
        let answer = self.about(&params.text_document.uri.0, Reads::Little, move |snapshot| {
            let text = snapshot.text();
            let range = convert::offsets(text, params.range, features.encoding);
            let options = HintOptions::of(&snapshot.standards().settings);
            let hints = hints(snapshot, &range, options).into_iter().map(|hint| InlayHint {
                position: convert::at(text, hint.at, features.encoding),
                label: hint.label.into(),
                kind: None,
                text_edits: None,
                tooltip: None,
                padding_left: Some(true),
                padding_right: None,
                data: None,
            });
            hints.collect()
        });
        Ok(answer.await?.map(|(_, hints)| hints))
    }
}
