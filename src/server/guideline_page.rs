//! `workspace/textDocumentContent`: pages about entries of the catalogue, to which citations lead.

use super::Backend;
use super::card::content;
use crate::features::entry::{CatalogueEntry, page};
use lsp_types::{TextDocumentContentParams, TextDocumentContentResult};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use tower_lsp::jsonrpc::{Error, Result};

/// What the addresses of the pages begin with.
pub(super) const SCHEME: &str = "imr-guideline";
/// Editors show them as plain text.
const EXTENSION: &str = ".txt";
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

impl Backend {
    pub(super) async fn text_document_content(
        &self,
        params: TextDocumentContentParams,
    ) -> Result<TextDocumentContentResult> {
        let card = entry(&params.uri.0).and_then(|entry| page(&entry));
        let card = card.ok_or_else(|| Error::invalid_params("There is no such entry in the catalogue."))?;
        Ok(TextDocumentContentResult { text: format!("{}\n", content(&card, false).value) })
    }
}

/// The address of the page about an entry.
pub(super) fn address(entry: &CatalogueEntry) -> String {
    let (kind, name) = match entry {
        CatalogueEntry::Guideline(name) => ("guideline", name),
        CatalogueEntry::Topic(name) => ("topic", name),
    };
    format!("{SCHEME}:/{kind}/{}{EXTENSION}", utf8_percent_encode(name, ESCAPED))
}

/// The entry whose page has an address, however the client writes it.
fn entry(address: &str) -> Option<CatalogueEntry> {
    let path = address.strip_prefix(SCHEME)?.strip_prefix(':')?.trim_start_matches('/');
    let (kind, name) = path.strip_suffix(EXTENSION)?.split_once('/')?;
    let name = percent_decode_str(name).decode_utf8().ok()?.into_owned();
    match kind {
        "guideline" => Some(CatalogueEntry::Guideline(name)),
        "topic" => Some(CatalogueEntry::Topic(name)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_have_addresses() {
        let topic = CatalogueEntry::Topic("50% relief / “Opioids”?".to_owned());
        assert_eq!(entry(&address(&topic)), Some(topic));
        let guideline = CatalogueEntry::Guideline("odg".to_owned());
        assert_eq!(address(&guideline), "imr-guideline:/guideline/odg.txt");
        for written in ["imr-guideline:///guideline/odg.txt", "imr-guideline:/guideline/odg.txt"] {
            assert_eq!(entry(written), Some(guideline.clone()));
        }
        for other in
            ["", "imr-guideline:", "imr-guideline:/odg.txt", "imr-guideline:/drug/odg.txt", "file:///topic/a.txt"]
        {
            assert_eq!(entry(other), None, "{other}");
        }
    }
}
