//! What can be written in settings: tables, keys, and values of which there are few.

use super::place::{Place, Slot, Wanted};
use crate::analysis::rules::NAMES;
use crate::features::completion::{Completion, CompletionKind};
use crate::layouts::LAYOUTS;
use crate::settings::Severity;
use crate::settings::keys::{IGNORE, Key, Kind, TABLES, keys_of};

/// What can be written at an offset of a text with settings, in order. The editor picks what fits what is typed.
pub fn complete(text: &str, offset: usize) -> Vec<Completion> {
    let Some(place) = Place::at(text, offset) else { return Vec::new() };
    match place.wanted {
        Wanted::Table => tables(&place).collect(),
        Wanted::Key if place.word.is_empty() && place.behind.trim().is_empty() => {
            keys(&place).chain(tables(&place)).collect()
        }
        Wanted::Key => keys(&place).collect(),
        Wanted::Value(key, slot, quote) => values(&place, key, slot, quote),
    }
}

fn tables(place: &Place<'_>) -> impl Iterator<Item = Completion> {
    let missing = TABLES.iter().filter(|(table, _)| !place.tables.contains(table));
    missing.map(|(table, meaning)| {
        let header = header(table);
        completion(place, CompletionKind::Setting, header.clone(), meaning, header)
    })
}

/// A table in its brackets.
pub(super) fn header(table: &str) -> String {
    if table == IGNORE { format!("[[{table}]]") } else { format!("[{table}]") }
}

fn keys(place: &Place<'_>) -> impl Iterator<Item = Completion> {
    let has_value = place.behind.trim_start().starts_with('=');
    keys_of(place.table).filter(|key| !place.keys.contains(&key.name)).map(move |key| {
        let name = key.name.to_owned();
        if has_value {
            return completion(place, CompletionKind::Setting, name.clone(), key.meaning, name);
        }
        let insert = format!("{name} = {}", key.example);
        let snippet = format!("{name} = {}", form(key));
        Completion { snippet: Some(snippet), ..completion(place, CompletionKind::Setting, name, key.meaning, insert) }
    })
}

/// The form of a key's example, to be filled in, as a snippet.
fn form(key: &Key) -> String {
    match key.example {
        list if list.starts_with("[\"") => "[\"$0\"]".to_owned(),
        pairs if pairs.starts_with('{') => "{ $0 }".to_owned(),
        text if text.starts_with('"') => "\"$0\"".to_owned(),
        switch => format!("${{0:{switch}}}"),
    }
}

fn values(place: &Place<'_>, key: &Key, slot: Slot, quote: Option<char>) -> Vec<Completion> {
    let value = |word: &str, description: &str, insert: String| {
        completion(place, CompletionKind::Value, word.to_owned(), description, insert)
    };
    let quoted = |word: &str| match quote {
        None => format!("\"{word}\""),
        Some(quote) if place.behind.starts_with(quote) => word.to_owned(),
        Some(quote) => format!("{word}{quote}"),
    };
    let words = |insert: &dyn Fn(&str) -> String| -> Vec<Completion> {
        let codes = NAMES.iter().map(|rule| (rule.code, rule.summary));
        let names = NAMES.iter().map(|rule| (rule.name, rule.summary));
        codes.chain(names).map(|(word, summary)| value(word, summary, insert(word))).collect()
    };
    match (key.kind, slot) {
        (Kind::Layout, Slot::Alone) => {
            let layouts = LAYOUTS.iter().map(|layout| layout.name);
            ["auto"].into_iter().chain(layouts).map(|name| value(name, "", quoted(name))).collect()
        }
        (Kind::Switch, Slot::Alone) if quote.is_none() => {
            ["true", "false"].map(|word| value(word, "", word.to_owned())).into()
        }
        (Kind::Selector, Slot::Alone) | (Kind::Selectors | Kind::SelectorsByFile, Slot::InList) => words(&quoted),
        (Kind::Selectors, Slot::Alone) | (Kind::SelectorsByFile, Slot::PairValue) if quote.is_none() => {
            words(&|word| format!("[\"{word}\"]"))
        }
        (Kind::Severities, Slot::PairName) if quote.is_none() && !place.behind.trim_start().starts_with('=') => {
            words(&|word| format!("{word} = "))
        }
        (Kind::Severities, Slot::PairName) => words(&str::to_owned),
        (Kind::Severities, Slot::PairValue) => {
            Severity::ALL.map(Severity::word).map(|word| value(word, "", quoted(word))).into()
        }
        _ => Vec::new(),
    }
}

fn completion(place: &Place<'_>, kind: CompletionKind, label: String, description: &str, insert: String) -> Completion {
    Completion {
        filter: label.clone(),
        label,
        detail: String::new(),
        description: description.to_owned(),
        kind,
        replace: place.word.clone(),
        remove: Vec::new(),
        insert,
        snippet: None,
        cites: None,
    }
}
