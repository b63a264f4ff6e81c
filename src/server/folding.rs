//! `textDocument/foldingRange`.

use super::Backend;
use super::jobs::Reads;
use crate::features::folding::folding;
use lsp_types::{FoldingRange, FoldingRangeKind, FoldingRangeParams};
use serde_json::Value;
use tower_lsp::jsonrpc::Result;

impl Backend {
    pub(super) async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Value>> {
        let uri = params.text_document.uri.0;
        let answer = self.about(&uri, Reads::Everything, |snapshot| {
            let text = snapshot.text();
            let line = |offset| u32::try_from(text.line_at(offset)).unwrap_or(u32::MAX);
            let ranges = folding(snapshot).into_iter().map(|range| FoldingRange {
                start_line: line(range.start),
                end_line: line(range.end),
                kind: Some(FoldingRangeKind::Region),
                ..FoldingRange::default()
            });
            serde_json::to_string(&ranges.filter(|range| range.start_line < range.end_line).collect::<Vec<_>>())
        });
        Ok(answer.await?.and_then(|(_, json)| json.ok()).map(|json| self.seals.seal(json)))
    }
}
