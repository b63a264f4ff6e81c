//! The schema of what `check --format json` writes.

use super::json::VERSION;
use crate::analysis::Severity;
use crate::layouts::LAYOUTS;
use serde_json::{Map, Value, json};

/// The schema of the JSON document. A line of `jsonl` is one of its `letters`.
pub(in crate::cli) fn schema() -> Value {
    let count = |meaning: &str| json!({ "type": "integer", "minimum": 0, "description": meaning });
    let text = |meaning: &str| json!({ "type": "string", "description": meaning });
    let place = |meaning: &str| json!({ "allOf": [{ "$ref": "#/definitions/place" }], "description": meaning });
    let layouts: Vec<&str> = LAYOUTS.iter().map(|layout| layout.name).collect();
    let day =
        |meaning: &str| json!({ "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "description": meaning });
    let letter = object(
        "A letter and what was found in it.",
        &[
            ("name", text("Its path as it was given, or `<stdin>`.")),
            ("layout", json!({ "enum": layouts, "description": "How letters of its time are built." })),
            ("items", count("How many disputed items it has.")),
            ("decided", count("How many of them are decided.")),
            ("findings", list("In the order of their places.", "finding")),
        ],
        &[(
            "governingDays",
            object(
                "The days whose guidelines count; one and the same if the letter gives its day.",
                &[("first", day("The first of them.")), ("last", day("The last of them."))],
                &[],
            ),
        )],
    );
    let finding = object(
        "Something that is wrong with a letter.",
        &[
            ("code", json!({ "type": "string", "pattern": "^IMR[0-9]{3}$", "description": "The code of the rule." })),
            ("rule", text("The name of the rule.")),
            ("severity", json!({ "enum": Severity::ALL.map(Severity::word), "description": "How much it matters." })),
            ("message", text("What is wrong, and what to do.")),
            ("start", place("Where it starts.")),
            ("end", place("The place behind it.")),
        ],
        &[
            (
                "related",
                object(
                    "Another place that has to do with it.",
                    &[
                        ("message", text("What stands there.")),
                        ("start", place("Where it starts.")),
                        ("end", place("The place behind it.")),
                    ],
                    &[],
                ),
            ),
            (
                "fix",
                object(
                    "What would mend it.",
                    &[
                        ("title", text("What it does.")),
                        ("isSafe", json!({ "type": "boolean", "description": "Whether `--fix` does it." })),
                    ],
                    &[],
                ),
            ),
        ],
    );
    let number = |least: u32, meaning: &str| json!({ "type": "integer", "minimum": least, "description": meaning });
    let place = object(
        "A place in a letter.",
        &[
            ("line", number(1, "From one; lines end at LF, CR LF or CR.")),
            ("column", number(1, "From one, in characters (Unicode code points).")),
            ("offset", number(0, "From zero, in bytes of the text as UTF-8.")),
        ],
        &[],
    );
    let summary = object(
        "All letters together.",
        &[
            ("letters", count("How many letters were checked.")),
            ("errors", count("How many findings are errors.")),
            ("warnings", count("How many are warnings.")),
            ("notes", count("How many are information.")),
            ("mended", count("How many letters `--fix` has changed.")),
            ("failed", count("How much of what was asked for could not be done; then letters may be missing here.")),
        ],
        &[],
    );
    let mut schema = object(
        "What is found in letters.",
        &[
            (
                "version",
                json!({ "const": VERSION, "description": "Another if something is left out or means something else." }),
            ),
            ("letters", list("In the order in which they were named; without texts that are no letters.", "letter")),
            ("summary", summary),
        ],
        &[],
    );
    schema["$schema"] = json!("http://json-schema.org/draft-07/schema#");
    schema["title"] = json!("imr-ls check --format json");
    schema["definitions"] = json!({ "letter": letter, "finding": finding, "place": place });
    schema
}

/// An object of these properties and no others; the latter may be missing.
fn object(meaning: &str, required: &[(&str, Value)], optional: &[(&str, Value)]) -> Value {
    let properties = required.iter().chain(optional).cloned().map(|(name, value)| (name.to_owned(), value));
    json!({
        "type": "object",
        "description": meaning,
        "properties": properties.collect::<Map<_, _>>(),
        "required": required.iter().map(|(name, _)| *name).collect::<Vec<_>>(),
        "additionalProperties": false,
    })
}

fn list(meaning: &str, of: &str) -> Value {
    json!({ "type": "array", "items": { "$ref": format!("#/definitions/{of}") }, "description": meaning })
}
