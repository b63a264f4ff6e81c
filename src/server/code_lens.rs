//! `textDocument/codeLens`.

use super::Backend;
use super::answer::Answer;
use super::capabilities::ClientFeatures;
use super::commands::Task;
use super::convert::Places;
use super::jobs::Reads;
use crate::features::lens::{Lens, lenses};
use crate::layouts::decision::Verdict;
use crate::workspace::Document;
use lsp_types::{CodeLens, CodeLensParams};
use tower_lsp::jsonrpc::Result;

impl Backend {
    pub(super) async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Answer>> {
        let ClientFeatures { encoding, applies_edits, .. } = self.features();
        let uri = params.text_document.uri.0;
        let key = uri.clone();
        let version = self.workspace().get(&uri).map(Document::version);
        self.answer(&uri, Reads::Everything, move |snapshot| {
            let mut lenses = lenses(snapshot);
            lenses.retain(|lens| lens.sets.is_none() || applies_edits);
            let places = Places::of(snapshot.text(), encoding, lenses.len());
            let lens = |Lens { at, title, sets }| {
                let range = places.range(&(at..at));
                let task = match sets.and_then(Verdict::word) {
                    Some(word) => Task::SetDecision(key.clone(), range.start, word.to_owned(), version),
                    None => Task::NextUndecided(key.clone(), range.start),
                };
                let command = task.command(&title);
                CodeLens { range, command, data: None }
            };
            lenses.into_iter().map(lens).collect::<Vec<_>>()
        })
        .await
    }
}
