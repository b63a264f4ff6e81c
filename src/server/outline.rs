//! `textDocument/documentSymbol`.

use super::Backend;
use super::answer::Answer;
use super::convert::Places;
use super::jobs::Reads;
use crate::features::outline::{Entry, EntryKind, outline};
use lsp_types::{
    BaseSymbolInformation, DocumentSymbol, DocumentSymbolParams, Location, SymbolInformation, SymbolKind, Uri,
};
use serde::Serialize;
use tower_lsp::jsonrpc::Result;

/// About so many places are shown for each part of a letter.
const PLACES: usize = 8;

/// The outline as the client takes it.
#[derive(Serialize)]
#[serde(untagged)]
enum Symbols {
    Nested(Vec<DocumentSymbol>),
    Flat(Vec<SymbolInformation>),
}

impl Backend {
    pub(super) async fn document_symbol(&self, params: DocumentSymbolParams) -> Result<Option<Answer>> {
        let features = self.features();
        let uri = params.text_document.uri;
        let key = uri.0.clone();
        self.answer(&key, Reads::Everything, move |snapshot| {
            let entries = outline(snapshot);
            let places = Places::of(snapshot.text(), features.encoding, PLACES * snapshot.letter().parts().len());
            if features.hierarchical_outline {
                Symbols::Nested(entries.into_iter().map(|entry| symbol(&places, entry)).collect())
            } else {
                let mut symbols = Vec::new();
                flatten(&places, &entries, None, &uri, &mut symbols);
                Symbols::Flat(symbols)
            }
        })
        .await
    }
}

/// Kinds that editors' filters let through by default.
fn kind(kind: EntryKind) -> SymbolKind {
    match kind {
        EntryKind::Section => SymbolKind::Module,
        EntryKind::Item => SymbolKind::Class,
        EntryKind::Field => SymbolKind::Method,
    }
}

fn symbol(places: &Places<'_>, entry: Entry) -> DocumentSymbol {
    let (range, selection) = (places.range(&entry.range), places.range(&entry.selection));
    let children: Vec<_> = entry.children.into_iter().map(|child| symbol(places, child)).collect();
    DocumentSymbol::new(
        entry.name,
        entry.detail,
        kind(entry.kind),
        None,
        None,
        range,
        selection,
        (!children.is_empty()).then_some(children),
    )
}

/// For clients that know no hierarchy: every entry with the name of what holds it.
fn flatten(
    places: &Places<'_>,
    entries: &[Entry],
    container: Option<&str>,
    uri: &Uri,
    symbols: &mut Vec<SymbolInformation>,
) {
    for entry in entries {
        let location = Location { uri: uri.clone(), range: places.range(&entry.range) };
        let named = BaseSymbolInformation {
            name: entry.name.clone(),
            kind: kind(entry.kind),
            tags: None,
            container_name: container.map(str::to_owned),
        };
        symbols.push(SymbolInformation::new(None, location, named));
        flatten(places, &entry.children, Some(&entry.name), uri, symbols);
    }
}
