//! `workspace/symbol`: the disputed items of all letters of the workspace, and which folders those are in.

use super::answer::Answer;
use super::jobs::CancelOnDrop;
use super::{Backend, Server, convert};
use crate::features::symbols::Query;
use crate::workspace::{AllLetters, PlacedItem, file_address, file_name, placed_items};
use lsp_types::{
    BaseSymbolInformation, InitializeParams, Location, Range, SymbolInformation, SymbolKind, Uri, WorkspaceFolders,
    WorkspaceSymbolParams,
};
use serde_json::Value;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tower_lsp::jsonrpc::{Error, Result};

/// No more are shown: whoever sees so many types on.
const MOST: usize = 500;

/// What was found so far.
struct Search {
    query: Query,
    found: Vec<SymbolInformation>,
}

impl Backend {
    pub(super) async fn workspace_symbol(&self, params: WorkspaceSymbolParams) -> Result<Option<Answer>> {
        let is_cancelled = Arc::new(AtomicBool::new(false));
        let guard = CancelOnDrop(is_cancelled.clone());
        let letters = self.workspace().all_letters();
        let search = Search { query: Query::new(&params.query), found: Vec::new() };
        let server = self.0.clone();
        let job = move || server.search(search, &letters, &is_cancelled);
        let found = tokio::task::spawn_blocking(job).await.map_err(|_| Error::internal_error())?;
        drop(guard);
        Answer::of(&found).map(Some)
    }

    /// Takes note of the folders that are open.
    #[expect(deprecated, reason = "older clients tell only of the root")]
    pub(super) fn take_folders(&self, params: &InitializeParams) {
        let open = match &params.workspace_folders_initialize_params.workspace_folders {
            Some(WorkspaceFolders::WorkspaceFolderList(folders)) => {
                folders.iter().map(|folder| folder.uri.0.clone()).collect()
            }
            _ => params.root_uri.iter().map(|uri| uri.0.clone()).collect::<Vec<_>>(),
        };
        self.workspace().change_folders(&[], &open);
    }

    pub(super) async fn did_change_workspace_folders(&self, params: Value) {
        let addresses = |list: &Value| {
            let folders = list.as_array().into_iter().flatten();
            folders.filter_map(|folder| folder["uri"].as_str().map(str::to_owned)).collect::<Vec<_>>()
        };
        let event = &params["event"];
        self.workspace().change_folders(&addresses(&event["removed"]), &addresses(&event["added"]));
    }
}

impl Server {
    /// First the letters that are open, as they are in the editor, then those on the disk.
    fn search(&self, mut search: Search, letters: &AllLetters, is_cancelled: &AtomicBool) -> Vec<SymbolInformation> {
        let encoding = self.features().encoding;
        for (uri, work) in &letters.open {
            if is_cancelled.load(Ordering::Relaxed) {
                return search.found;
            }
            search.look_through(uri, &placed_items(&work.finish(), encoding));
        }
        let office_of = |file: &Path| self.office_of(file);
        letters.on_disk.visit(&letters.folders, &letters.open_files, encoding, office_of, |found| {
            if let Some((file, items)) = found {
                search.look_through(&file_address(&file.to_string_lossy()), items);
            }
            match is_cancelled.load(Ordering::Relaxed) || search.found.len() >= MOST {
                true => ControlFlow::Break(()),
                false => ControlFlow::Continue(()),
            }
        });
        search.found
    }
}

impl Search {
    fn look_through(&mut self, uri: &str, items: &[PlacedItem]) {
        let named = items.iter().filter_map(|placed| Some((placed.item.name(&self.query)?, placed)));
        for (name, PlacedItem { start, end, .. }) in named.take(MOST.saturating_sub(self.found.len())) {
            let range = Range { start: convert::at_position(*start), end: convert::at_position(*end) };
            let container = file_name(uri).or_else(|| uri.rsplit(['/', ':']).next().map(str::to_owned));
            let named = BaseSymbolInformation { name, kind: SymbolKind::Class, tags: None, container_name: container };
            let location = Location { uri: Uri(uri.to_owned()), range };
            self.found.push(SymbolInformation::new(None, location, named));
        }
    }
}
