//! Settings that do not come from a file: those of an editor, of the command line and of the environment.

use super::keys::TABLES;
use super::{RuleName, Settings, read};
use serde_json::{Map, Value as Json};

/// Reads what an editor sends: the same, with names in the manner of either. What makes no sense is passed over.
pub fn read_json(settings: &Json, rules: &[RuleName]) -> Settings {
    let text = toml::to_string(&in_our_manner(settings, "")).unwrap_or_default();
    read(&text, None, rules).map(|(settings, _)| settings).unwrap_or_default()
}

/// Reads words of the command line or of the environment: rules parted by commas, a layout, a day. The error says what is wrong.
pub fn read_words(words: &[(&str, &str)], rules: &[RuleName]) -> Result<Settings, String> {
    let mut table = toml::Table::new();
    for (name, words) in words {
        let list =
            || words.split(',').map(|word| toml::Value::from(word.trim())).filter(|word| word.as_str() != Some(""));
        let (inside, value) = match *name {
            "select" | "ignore" => (true, toml::Value::Array(list().collect())),
            _ => (false, toml::Value::from(*words)),
        };
        let place = if inside {
            table.entry("rules").or_insert_with(|| toml::Table::new().into()).as_table_mut()
        } else {
            Some(&mut table)
        };
        place.and_then(|place| place.insert((*name).to_owned(), value));
    }
    let text = toml::to_string(&table).unwrap_or_default();
    let (settings, problems) = read(&text, None, rules).map_err(|problem| problem.message)?;
    problems.into_iter().next().map_or(Ok(settings), |problem| Err(problem.message))
}

/// An editor's settings with our names, `inlay-hints` for `inlayHints`, and without what is null or empty: editors send
/// that for what nobody has set.
fn in_our_manner(settings: &Json, table: &str) -> toml::Table {
    let mut ours = toml::Table::new();
    for (name, value) in settings.as_object().into_iter().flatten() {
        let kebab: String = name.chars().fold(String::new(), |mut kebab, char| {
            if char.is_ascii_uppercase() {
                kebab.push('-');
            }
            kebab.push(char.to_ascii_lowercase());
            kebab
        });
        let is_empty = value.as_array().is_some_and(Vec::is_empty) || value.as_object().is_some_and(Map::is_empty);
        if is_empty {
            continue;
        }
        let is_table = table.is_empty() && TABLES.iter().any(|(known, _)| *known == kebab);
        if is_table && value.is_object() {
            let inner = in_our_manner(value, &kebab);
            ours.insert(kebab, inner.into());
        } else if let Ok(value) = toml::Value::try_from(value) {
            ours.insert(kebab, value);
        }
    }
    ours
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_empty_in_an_editor_counts_as_not_set() {
        let empty = json!({
            "layout": null,
            "rules": { "select": [], "ignore": [], "severity": {} },
            "reviewer": { "specialty": [], "states": null },
            "inlayHints": {},
            "ignore": [],
        });
        assert_eq!(read_json(&empty, &[]), Settings::default());
    }
}
