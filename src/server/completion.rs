//! `textDocument/completion` and `completionItem/resolve`.

use super::answer::Answer;
use super::card::content;
use super::jobs::Reads;
use super::{Backend, convert};
use crate::features::card::Card;
use crate::features::completion::{Completion, CompletionKind, Completions, complete};
use crate::features::settings;
use crate::server::capabilities::ClientFeatures;
use crate::text::Text;
use lsp_types::{
    CompletionItem, CompletionItemKind, CompletionItemLabelDetails, CompletionList, CompletionParams, InsertTextFormat,
    TextEdit,
};
use serde::{Deserialize, Serialize};
use tower_lsp::jsonrpc::Result;

/// What a completion cites, as the client gives it back.
#[derive(Serialize, Deserialize)]
struct About {
    uri: String,
    topic: String,
}

impl Backend {
    pub(super) async fn completion(&self, params: CompletionParams) -> Result<Option<Answer>> {
        let features = self.features();
        let place = params.text_document_position_params;
        let uri = place.text_document.uri.0;
        let settings = self.workspace().open_settings(&uri);
        if let Some(text) = settings {
            let offset = text.offset(convert::position(place.position), features.encoding);
            let found = settings::complete(&text.slice(0..text.len()), offset).into_iter().enumerate();
            let items: Vec<_> = found.map(|(rank, completion)| item(&text, rank, completion, features)).collect();
            return Answer::of(&items).map(Some);
        }
        let is_surely_letter = self.workspace().get(&uri).is_some_and(|document| document.is_surely_letter());
        let key = uri.clone();
        self.answer(&uri, Reads::Little, move |snapshot| {
            let text = snapshot.text();
            let offset = text.offset(convert::position(place.position), features.encoding);
            let profile = snapshot.standards().settings.profile();
            let Completions { list, is_incomplete } = complete(snapshot, offset, is_surely_letter, &profile);
            let items = list.into_iter().enumerate().map(|(rank, completion)| {
                let about = completion.cites.map(|cites| About {
                    uri: key.clone(),
                    topic: snapshot.catalogue().topic(cites.topic).name.clone(),
                });
                let data = about.and_then(|about| serde_json::to_value(about).ok());
                CompletionItem { data, ..item(text, rank, completion, features) }
            });
            CompletionList { is_incomplete, items: items.collect(), ..CompletionList::default() }
        })
        .await
    }
}

impl Backend {
    /// Tells what is known of what a completion cites.
    pub(super) async fn completion_resolve(&self, mut item: CompletionItem) -> Result<CompletionItem> {
        let about = item.data.as_ref().and_then(|data| serde_json::to_value(data).ok());
        let Some(about) = about.and_then(|about| serde_json::from_value::<About>(about).ok()) else { return Ok(item) };
        let is_markdown = self.features().markdown_completions;
        let answer = self.about(&about.uri, Reads::Little, move |snapshot| {
            let catalogue = snapshot.catalogue();
            let topic = catalogue.topic_named(&about.topic)?;
            Some(content(&Card::of_topic(catalogue, topic), is_markdown))
        });
        item.documentation = answer.await?.and_then(|(_, content)| content).map(Into::into);
        Ok(item)
    }
}

fn item(text: &Text, rank: usize, completion: Completion, features: ClientFeatures) -> CompletionItem {
    let range = |range: &std::ops::Range<usize>| convert::range(text, range, features.encoding);
    let snippet = completion.snippet.filter(|_| features.snippets);
    let is_snippet = snippet.is_some();
    let removed = completion.remove.iter().map(|place| TextEdit { range: range(place), new_text: String::new() });
    let removed: Vec<TextEdit> = removed.collect();
    let described = |words: String| Some(words).filter(|words| !words.is_empty());
    let (label, details, detail) = if features.label_details {
        // Editors cut what stands beside a label; what matters most has to be the short part.
        let short = if completion.detail.is_empty() { completion.description.clone() } else { completion.detail };
        let details = CompletionItemLabelDetails { detail: None, description: described(short.trim().to_owned()) };
        (completion.label, Some(details), described(completion.description))
    } else {
        (completion.label + &completion.detail, None, described(completion.description))
    };
    CompletionItem {
        label,
        label_details: details,
        detail,
        kind: Some(kind(completion.kind)),
        // Editors sort by this as text.
        sort_text: Some(format!("{rank:04}")),
        filter_text: Some(completion.filter),
        insert_text_format: is_snippet.then_some(InsertTextFormat::Snippet),
        text_edit: Some(
            TextEdit { range: range(&completion.replace), new_text: snippet.unwrap_or(completion.insert) }.into(),
        ),
        additional_text_edits: (!removed.is_empty()).then_some(removed),
        ..CompletionItem::default()
    }
}

fn kind(kind: CompletionKind) -> CompletionItemKind {
    match kind {
        CompletionKind::Citation => CompletionItemKind::Reference,
        CompletionKind::Decision => CompletionItemKind::EnumMember,
        CompletionKind::Wording => CompletionItemKind::Keyword,
        CompletionKind::Form => CompletionItemKind::Snippet,
        CompletionKind::Sentence => CompletionItemKind::Text,
        CompletionKind::Setting => CompletionItemKind::Property,
        CompletionKind::Value => CompletionItemKind::Value,
    }
}
