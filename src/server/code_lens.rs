//! `textDocument/codeLens`.

use super::Backend;
use super::answer::Answer;
use super::commands::Task;
use super::convert::Places;
use super::jobs::Reads;
use crate::features::lens::{Lens, lenses};
use lsp_types::{CodeLens, CodeLensParams};
use tower_lsp::jsonrpc::Result;

impl Backend {
    pub(super) async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Answer>> {
        let encoding = self.features().encoding;
        let uri = params.text_document.uri.0;
        let key = uri.clone();
        self.answer(&uri, Reads::Everything, move |snapshot| {
            let lenses = lenses(snapshot);
            let places = Places::of(snapshot.text(), encoding, lenses.len());
            let lens = |Lens { at, title }| {
                let range = places.range(&(at..at));
                let command = Task::NextUndecided(key.clone(), range.start).command(&title);
                CodeLens { range, command, data: None }
            };
            lenses.into_iter().map(lens).collect::<Vec<_>>()
        })
        .await
    }
}
