//! `textDocument/selectionRange`.

use super::jobs::Reads;
use super::{Backend, convert};
use crate::features::selection::selections;
use lsp_types::{SelectionRange, SelectionRangeParams};
use tower_lsp::jsonrpc::Result;

impl Backend {
    pub(super) async fn selection_range(&self, params: SelectionRangeParams) -> Result<Option<Vec<SelectionRange>>> {
        let encoding = self.features().encoding;
        let answer = self.about(&params.text_document.uri.0, Reads::Everything, move |snapshot| {
            let text = snapshot.text();
            let around = |position| {
                let ranges = selections(snapshot, text.offset(convert::position(position), encoding));
                let grown = ranges.iter().rev().fold(None, |parent, range| {
                    let range = convert::range(text, range, encoding);
                    Some(SelectionRange { range, parent: parent.map(Box::new) })
                });
                grown.unwrap_or_default()
            };
            params.positions.into_iter().map(around).collect()
        });
        Ok(answer.await?.map(|(_, ranges)| ranges))
    }
}
