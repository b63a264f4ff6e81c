//! The commands that go from one undecided item to another.

use super::jobs::Reads;
use super::{Server, convert};
use crate::analysis::Snapshot;
use lsp_types::{Location, Position, ShowDocumentParams, Uri};
use std::ops::Range;
use std::sync::Arc;
use tower_lsp::jsonrpc::Result;

impl Server {
    /// Answers with the place, and shows it if the client can do that for us.
    pub(super) async fn go_to_undecided(
        self: &Arc<Self>,
        uri: String,
        position: Position,
        find: fn(&Snapshot, usize) -> Option<Range<usize>>,
    ) -> Result<Option<Location>> {
        let features = self.features();
        let answer = self.about(&uri, Reads::Everything, move |snapshot| {
            let text = snapshot.text();
            let place = find(snapshot, text.offset(convert::position(position), features.encoding))?;
            Some(convert::range(text, &place, features.encoding))
        });
        let Some(range) = answer.await?.and_then(|(_, range)| range) else { return Ok(None) };
        if features.shows_documents {
            let shown = ShowDocumentParams {
                uri: Uri(uri.clone()),
                external: None,
                take_focus: Some(true),
                selection: Some(range),
            };
            let server = self.clone();
            // A client that refuses still has the answer.
            tokio::spawn(async move { server.client.show_document(shown).await });
        }
        Ok(Some(Location { uri: Uri(uri), range }))
    }
}
