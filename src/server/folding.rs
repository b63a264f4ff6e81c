//! `textDocument/foldingRange`.

use super::Backend;
use super::answer::Answer;
use super::jobs::Reads;
use crate::features::folding::{Fold, folding, outermost};
use lsp_types::{FoldingRange, FoldingRangeKind, FoldingRangeParams};
use tower_lsp::jsonrpc::Result;

impl Backend {
    /// Whole lines, which all clients fold.
    pub(super) async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Answer>> {
        let most = self.features().most_folds.unwrap_or(usize::MAX);
        let uri = params.text_document.uri.0;
        self.answer(&uri, Reads::Everything, move |snapshot| {
            let text = snapshot.text();
            let line = |offset| u32::try_from(text.line_at(offset)).unwrap_or(u32::MAX);
            let range = |Fold { range, is_fixed_wording }| FoldingRange {
                start_line: line(range.start),
                end_line: line(range.end),
                kind: Some(if is_fixed_wording { FoldingRangeKind::Comment } else { FoldingRangeKind::Region }),
                ..FoldingRange::default()
            };
            outermost(folding(snapshot), most).into_iter().map(range).collect::<Vec<_>>()
        })
        .await
    }
}
