//! The settings as a JSON schema, for editors that check TOML files by one.

use super::keys::{IGNORE, Key, Kind, TABLES, keys_of};
use super::{RuleName, Severity};
use crate::layouts::LAYOUTS;
use serde_json::{Map, Value, json};

/// The schema of `imr.toml`.
pub fn schema(rules: &[RuleName]) -> Value {
    let mut properties = properties("", rules);
    for (table, meaning) in TABLES {
        let mut object = json!({
            "type": "object",
            "properties": self::properties(table, rules),
            "additionalProperties": false,
        });
        if table == IGNORE {
            object["required"] = json!(["code"]);
            object = json!({ "type": "array", "items": object });
        }
        object["description"] = json!(meaning);
        properties.insert(table.to_owned(), object);
    }
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "imr.toml",
        "description": "How an office wants its letters checked.",
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
        "definitions": {
            "selector": {
                "description": "A rule's code, the beginning of codes, or a rule's name.",
                "anyOf": [
                    { "enum": rules.iter().flat_map(|rule| [rule.code, rule.name]).collect::<Vec<_>>() },
                    { "type": "string", "pattern": "^[Ii][Mm][Rr][0-9]{0,2}$" },
                ],
            },
        },
    })
}

fn properties(table: &str, rules: &[RuleName]) -> Map<String, Value> {
    keys_of(table).map(|key| (key.name.to_owned(), property(key, rules))).collect()
}

fn property(key: &Key, rules: &[RuleName]) -> Value {
    let selector = json!({ "$ref": "#/definitions/selector" });
    let list = |of: Value| json!({ "type": "array", "items": of });
    let mut property = match key.kind {
        Kind::Layout => json!({ "enum": LAYOUTS.iter().map(|layout| layout.name).chain(["auto"]).collect::<Vec<_>>() }),
        Kind::Day => json!({ "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" }),
        Kind::Selectors => list(selector),
        Kind::Selector => json!({ "allOf": [selector] }),
        Kind::Severities => {
            let severity = json!({ "enum": Severity::ALL.map(Severity::word) });
            let by_rule = rules.iter().map(|rule| (rule.code.to_owned(), severity.clone())).collect::<Map<_, _>>();
            json!({ "type": "object", "properties": by_rule, "additionalProperties": severity })
        }
        Kind::SelectorsByFile => json!({ "type": "object", "additionalProperties": list(selector) }),
        Kind::File | Kind::Text => json!({ "type": "string" }),
        Kind::Files | Kind::Names => list(json!({ "type": "string" })),
        Kind::Switch => json!({ "type": "boolean" }),
    };
    property["description"] = json!(key.meaning);
    property
}
