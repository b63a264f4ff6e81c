//! `textDocument/definition` and `textDocument/references`.

use super::guideline_page;
use super::jobs::Reads;
use super::{Backend, convert};
use crate::analysis::Snapshot;
use crate::features::entry::{CatalogueEntry, cited_entry};
use crate::features::navigation::{citations_of, cited_topic, definitions, references};
use crate::guidelines::ToldAt;
use crate::text::position::Encoding;
use crate::workspace::file_address;
use lsp_types::{DefinitionParams, Location, Position, Range, ReferenceParams, Uri};
use tower_lsp::jsonrpc::Result;

impl Backend {
    /// From a citation to the entry in the office's file or to the page about it, else to places in the letter.
    pub(super) async fn definition(&self, params: DefinitionParams) -> Result<Option<Vec<Location>>> {
        let features = self.features();
        let place = params.text_document_position_params;
        let uri = place.text_document.uri;
        let key = uri.0.clone();
        let answer = self.about(&key, Reads::Everything, move |snapshot| {
            let offset = snapshot.text().offset(convert::position(place.position), features.encoding);
            let cited = cited_entry(snapshot, offset);
            match cited.and_then(|(entry, told_at)| shown_at(&entry, told_at, features.guideline_pages)) {
                Some(location) => vec![location],
                None => locations(snapshot, &uri, &definitions(snapshot, offset), features.encoding),
            }
        });
        Ok(answer.await?.map(|(_, places)| places))
    }

    /// The citations of a topic in all open letters, or the places of this one that name a treatment.
    pub(super) async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        let encoding = self.features().encoding;
        let place = params.text_document_position_params;
        let uri = place.text_document.uri;
        let key = uri.0.clone();
        let others = self.workspace().letters_to_read();
        let answer = self.about(&key, Reads::Everything, move |snapshot| {
            let offset = snapshot.text().offset(convert::position(place.position), encoding);
            let found = references(snapshot, offset);
            (cited_topic(snapshot, offset), locations(snapshot, &uri, &found, encoding))
        });
        let Some((_, (topic, mut places))) = answer.await? else { return Ok(None) };
        let Some(topic) = topic else { return Ok(Some(places)) };
        let cited = move || {
            let others = others.into_iter().filter(|(other, _)| *other != key);
            let cited = others.flat_map(|(other, work)| {
                let snapshot = work.finish();
                locations(&snapshot, &Uri(other), &citations_of(&snapshot, &topic), encoding)
            });
            cited.collect::<Vec<_>>()
        };
        // A letter that cannot be read does not keep this one's places from being shown.
        places.extend(tokio::task::spawn_blocking(cited).await.unwrap_or_default());
        Ok(Some(places))
    }
}

/// Where an entry of the catalogue is shown.
fn shown_at(entry: &CatalogueEntry, told_at: Option<ToldAt>, shows_pages: bool) -> Option<Location> {
    match told_at {
        Some(ToldAt { file, line }) => {
            let start = Position { line: u32::try_from(line.saturating_sub(1)).unwrap_or(u32::MAX), character: 0 };
            Some(Location { uri: Uri(file_address(&file)), range: Range { start, end: start } })
        }
        None => {
            let page = || Location { uri: Uri(guideline_page::address(entry)), range: Range::default() };
            shows_pages.then(page)
        }
    }
}

fn locations(snapshot: &Snapshot, uri: &Uri, places: &[std::ops::Range<usize>], encoding: Encoding) -> Vec<Location> {
    let location = |place| Location { uri: uri.clone(), range: convert::range(snapshot.text(), place, encoding) };
    places.iter().map(location).collect()
}
