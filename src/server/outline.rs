//! `textDocument/documentSymbol`.

use super::answer::Answer;
use super::jobs::Reads;
use super::{Backend, convert};
use crate::features::outline::{Entry, EntryKind, outline};
use crate::text::Text;
use crate::text::position::Encoding;
use lsp_types::{
    BaseSymbolInformation, DocumentSymbol, DocumentSymbolParams, Location, SymbolInformation, SymbolKind, Uri,
};
use serde::Serialize;
use tower_lsp::jsonrpc::Result;

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
            let (text, entries) = (snapshot.text(), outline(snapshot));
            if features.hierarchical_outline {
                Symbols::Nested(entries.into_iter().map(|entry| symbol(text, entry, features.encoding)).collect())
            } else {
                let mut symbols = Vec::new();
                flatten(text, &entries, None, &uri, features.encoding, &mut symbols);
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

fn symbol(text: &Text, entry: Entry, encoding: Encoding) -> DocumentSymbol {
    let children: Vec<_> = entry.children.into_iter().map(|child| symbol(text, child, encoding)).collect();
    DocumentSymbol::new(
        entry.name,
        entry.detail,
        kind(entry.kind),
        None,
        None,
        convert::range(text, &entry.range, encoding),
        convert::range(text, &entry.selection, encoding),
        (!children.is_empty()).then_some(children),
    )
}

/// For clients that know no hierarchy: every entry with the name of what holds it.
fn flatten(
    text: &Text,
    entries: &[Entry],
    container: Option<&str>,
    uri: &Uri,
    encoding: Encoding,
    symbols: &mut Vec<SymbolInformation>,
) {
    for entry in entries {
        let location = Location { uri: uri.clone(), range: convert::range(text, &entry.range, encoding) };
        let named = BaseSymbolInformation {
            name: entry.name.clone(),
            kind: kind(entry.kind),
            tags: None,
            container_name: container.map(str::to_owned),
        };
        symbols.push(SymbolInformation::new(None, location, named));
        flatten(text, &entry.children, Some(&entry.name), uri, encoding, symbols);
    }
}
