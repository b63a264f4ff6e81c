//! `textDocument/foldingRange`.

use super::Backend;
use super::answer::Answer;
use super::jobs::Reads;
use crate::features::folding::folding;
use lsp_types::{FoldingRange, FoldingRangeKind, FoldingRangeParams};
use tower_lsp::jsonrpc::Result;

impl Backend {
    pub(super) async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Answer>> {
        let uri = params.text_document.uri.0;
        self.answer(&uri, Reads::Everything, |snapshot| {
            let text = snapshot.text();
            let line = |offset| u32::try_from(text.line_at(offset)).unwrap_or(u32::MAX);
            let ranges = folding(snapshot).into_iter().map(|range| FoldingRange {
                start_line: line(range.start),
                end_line: line(range.end),
                kind: Some(FoldingRangeKind::Region),
                ..FoldingRange::default()
            });
            ranges.filter(|range| range.start_line < range.end_line).collect::<Vec<_>>()
        })
        .await
    }
}
