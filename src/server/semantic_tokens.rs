//! `textDocument/semanticTokens/full`, `/full/delta` and `/range`.

use super::answer::Answer;
use super::convert::{self, Places};
use super::jobs::Reads;
use super::{Backend, Server};
use crate::analysis::Snapshot;
use crate::features::tokens::{Reading, Token, TokenKind, tokens};
use crate::layouts::decision::Verdict;
use crate::text::position::Encoding;
use lsp_types::{
    SemanticToken, SemanticTokens, SemanticTokensDelta, SemanticTokensDeltaParams, SemanticTokensEdit,
    SemanticTokensFullDelta, SemanticTokensLegend, SemanticTokensOptions, SemanticTokensParams,
    SemanticTokensRangeParams,
};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tower_lsp::jsonrpc::Result;

/// What was answered last for each open letter.
#[derive(Default)]
pub(super) struct Answered(Mutex<Known>);

#[derive(Default)]
struct Known {
    /// How many names were given. None is used twice: a letter may be closed and opened again in between.
    names: u64,
    letters: HashMap<String, Last>,
}

/// What was answered last.
#[derive(Clone, Default)]
struct Last {
    /// The name under which the client knows it.
    name: String,
    reading: Reading,
    data: Arc<[SemanticToken]>,
}

impl Answered {
    fn known(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps what is answered, and gives it a name.
    fn keep(&self, uri: &str, reading: Reading, data: Arc<[SemanticToken]>) -> String {
        let mut known = self.known();
        known.names += 1;
        let name = known.names.to_string();
        known.letters.insert(uri.to_owned(), Last { name: name.clone(), reading, data });
        name
    }

    fn last(&self, uri: &str) -> Last {
        self.known().letters.get(uri).cloned().unwrap_or_default()
    }

    /// Nobody will ask for changes to this letter's tokens any more.
    pub(super) fn forget(&self, uri: &str) {
        self.known().letters.remove(uri);
    }
}

/// Of the protocol's own types, which every theme colours, those that come nearest.
const TYPES: [&str; 9] =
    ["keyword", "function", "enumMember", "property", "class", "type", "number", "variable", "macro"];
const MODIFIERS: [&str; 4] = ["upheld", "overturned", "undecided", "unknown"];

pub(super) fn options(full: bool, range: bool) -> SemanticTokensOptions {
    SemanticTokensOptions {
        legend: SemanticTokensLegend {
            token_types: TYPES.map(str::to_owned).into(),
            token_modifiers: MODIFIERS.map(str::to_owned).into(),
        },
        full: full.then(|| SemanticTokensFullDelta { delta: Some(true) }.into()),
        range: range.then(|| true.into()),
        ..SemanticTokensOptions::default()
    }
}

impl Backend {
    pub(super) async fn semantic_tokens_full(&self, params: SemanticTokensParams) -> Result<Option<Answer>> {
        let uri = params.text_document.uri.0;
        let last = self.semantic_tokens.last(&uri);
        let Some((result_id, data)) = self.0.all_tokens(&uri, last.reading).await? else { return Ok(None) };
        Answer::of(&SemanticTokens { result_id: Some(result_id), data: data.to_vec() }).map(Some)
    }

    pub(super) async fn semantic_tokens_delta(&self, params: SemanticTokensDeltaParams) -> Result<Option<Answer>> {
        let uri = params.text_document.uri.0;
        let last = self.semantic_tokens.last(&uri);
        let Some((result_id, data)) = self.0.all_tokens(&uri, last.reading).await? else { return Ok(None) };
        let result_id = Some(result_id);
        match last.name == params.previous_result_id {
            true => Answer::of(&SemanticTokensDelta { result_id, edits: difference(&last.data, &data) }),
            false => Answer::of(&SemanticTokens { result_id, data: data.to_vec() }),
        }
        .map(Some)
    }

    pub(super) async fn semantic_tokens_range(&self, params: SemanticTokensRangeParams) -> Result<Option<Answer>> {
        let encoding = self.features().encoding;
        self.answer(&params.text_document.uri.0, Reads::Little, move |snapshot| {
            let range = convert::offsets(snapshot.text(), params.range, encoding);
            let data = encoded(snapshot, tokens(snapshot, &range), encoding);
            SemanticTokens { result_id: None, data }
        })
        .await
    }
}

impl Server {
    /// All tokens of a text, with their new name.
    async fn all_tokens(&self, uri: &str, earlier: Reading) -> Result<Option<(String, Arc<[SemanticToken]>)>> {
        let encoding = self.features().encoding;
        let answer = self.about(uri, Reads::Everything, move |snapshot| {
            let reading = Reading::after(&earlier, snapshot);
            let data: Arc<[SemanticToken]> = encoded(snapshot, reading.tokens(), encoding).into();
            (reading, data)
        });
        let Some((_, (reading, data))) = answer.await? else { return Ok(None) };
        let name = self.semantic_tokens.keep(uri, reading, data.clone());
        if self.workspace().get(uri).is_none() {
            // It was closed in the meantime.
            self.semantic_tokens.forget(uri);
        }
        Ok(Some((name, data)))
    }
}

/// The tokens as the protocol counts them: each from the one before it.
fn encoded(snapshot: &Snapshot, tokens: Vec<Token>, encoding: Encoding) -> Vec<SemanticToken> {
    let places = Places::of(snapshot.text(), encoding, tokens.len());
    let (mut line, mut column) = (0, 0);
    let encode = |Token { range, kind }| {
        let place = places.range(&range);
        let delta_line = place.start.line - line;
        let delta_start = if delta_line == 0 { place.start.character - column } else { place.start.character };
        (line, column) = (place.start.line, place.start.character);
        let (token_type, token_modifiers_bitset) = coded(kind);
        SemanticToken {
            delta_line,
            delta_start,
            length: place.end.character - place.start.character,
            token_type,
            token_modifiers_bitset,
        }
    };
    tokens.into_iter().map(encode).collect()
}

/// The number of a token's type, and a bit for its modifier.
fn coded(kind: TokenKind) -> (u32, u32) {
    let (name, modifier) = match kind {
        TokenKind::Heading => ("keyword", None),
        TokenKind::Item { is_undecided } => ("function", is_undecided.then_some("undecided")),
        TokenKind::Decision(Verdict::Upheld) => ("enumMember", Some("upheld")),
        TokenKind::Decision(Verdict::Overturned) => ("enumMember", Some("overturned")),
        TokenKind::Decision(Verdict::Unknown | Verdict::Undecided) => ("enumMember", Some("unknown")),
        TokenKind::Label => ("property", None),
        TokenKind::Guideline => ("class", None),
        TokenKind::Topic => ("type", None),
        TokenKind::Page | TokenKind::Dose | TokenKind::Date => ("number", None),
        TokenKind::Treatment => ("variable", None),
        TokenKind::Placeholder => ("macro", None),
    };
    let place = |list: &[&str], name: &str| list.iter().position(|known| *known == name).map_or(0, |at| at as u32);
    (place(&TYPES, name), modifier.map_or(0, |modifier| 1 << place(&MODIFIERS, modifier)))
}

/// What makes the new tokens of the old ones: nothing, or one edit of all that lies between what both begin and end with.
fn difference(old: &[SemanticToken], new: &[SemanticToken]) -> Vec<SemanticTokensEdit> {
    /// The numbers of a token.
    const NUMBERS: usize = 5;
    let common = old.len().min(new.len());
    let start = old.iter().zip(new).take_while(|(old, new)| old == new).count();
    let behind = old.iter().rev().zip(new.iter().rev()).take(common - start);
    let end = behind.take_while(|(old, new)| old == new).count();
    let (removed, added) = (&old[start..old.len() - end], &new[start..new.len() - end]);
    if removed.is_empty() && added.is_empty() {
        return Vec::new();
    }
    let numbers = |token: &SemanticToken| {
        [token.delta_line, token.delta_start, token.length, token.token_type, token.token_modifiers_bitset]
    };
    let number = |count: usize| u32::try_from(count * NUMBERS).unwrap_or(u32::MAX);
    vec![SemanticTokensEdit {
        start: number(start),
        delete_count: number(removed.len()),
        data: Some(added.iter().flat_map(numbers).collect()),
    }]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(number: u32) -> SemanticToken {
        SemanticToken { delta_line: number, ..SemanticToken::default() }
    }

    #[test]
    fn a_difference_makes_the_new_of_the_old() {
        let lists: [&[u32]; 6] = [&[], &[1], &[1, 2, 3], &[1, 3], &[2, 2, 2], &[2, 2]];
        for (old, new) in lists.into_iter().flat_map(|old| lists.map(|new| (old, new))) {
            let tokens = |list: &[u32]| list.iter().map(|number| token(*number)).collect::<Vec<_>>();
            let edits = difference(&tokens(old), &tokens(new));
            let mut numbers: Vec<u32> = old.iter().flat_map(|number| [*number, 0, 0, 0, 0]).collect();
            for SemanticTokensEdit { start, delete_count, data } in edits {
                let (start, end) = (start as usize, (start + delete_count) as usize);
                numbers.splice(start..end, data.expect("numbers"));
            }
            assert_eq!(numbers, new.iter().flat_map(|number| [*number, 0, 0, 0, 0]).collect::<Vec<_>>());
        }
    }
}
