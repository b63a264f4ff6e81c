//! What random texts start from: the letters and tables of the tests, and sessions made of them.

use super::properties::{DIVIDER, RAW, SEPARATOR};
use serde_json::{Value, json};
use std::path::Path;

/// So long a text is enough for every kind of place, and is read quickly.
const LONGEST: usize = 6000;

/// The files with an extension in some folders, sorted by name.
fn texts(folders: &[&str], extension: &str) -> Vec<String> {
    let mut texts = Vec::new();
    for folder in folders {
        let entries = std::fs::read_dir(Path::new(folder)).expect("a folder of the repository");
        let mut paths: Vec<_> = entries.map(|entry| entry.expect("a file").path()).collect();
        paths.retain(|path| path.extension().is_some_and(|found| found == extension));
        paths.sort();
        texts.extend(paths.iter().map(|path| std::fs::read_to_string(path).expect("a text")));
    }
    texts
}

/// Every text in a table of the tests.
fn strings(table: &str) -> Vec<String> {
    let text = std::fs::read_to_string(Path::new("tests/tables").join(table)).expect("a table");
    let mut found = Vec::new();
    let mut rest = vec![toml::Value::Table(text.parse().expect("a table is TOML"))];
    while let Some(value) = rest.pop() {
        match value {
            toml::Value::String(text) => found.push(text),
            toml::Value::Array(values) => rest.extend(values),
            toml::Value::Table(values) => rest.extend(values.into_iter().map(|(_, value)| value)),
            _ => {}
        }
    }
    found.sort();
    found.dedup();
    found
}

/// Whole letters, as far as they are not long, and pieces of letters.
pub fn letters() -> Vec<String> {
    let mut letters = texts(&["tests/letters", "tests/corpus/letters"], "txt");
    for letter in &mut letters {
        shorten(letter, LONGEST);
    }
    letters.extend(["formatting.toml", "tokens.toml", "headings.toml"].map(strings).concat());
    letters
}

/// Guideline lines.
pub fn citations() -> Vec<String> {
    ["citations.toml", "resolutions.toml", "rules3.toml"].map(strings).concat()
}

/// Settings, sound and broken.
pub fn settings() -> Vec<String> {
    strings("settings.toml")
}

/// The first entries of the catalogue files that ship.
pub fn catalogues() -> Vec<String> {
    let mut files = texts(&["src/guidelines/data"], "toml");
    for file in &mut files {
        let entries = file.match_indices("\n\n[[").map(|(at, _)| at + 1);
        let end = entries.take_while(|at| *at < LONGEST / 2).last().unwrap_or(file.len());
        file.truncate(end);
    }
    files
}

/// Texts that are edited: their beginnings, with choices of edits.
pub fn edited() -> Vec<Vec<u8>> {
    let edited = |(number, mut letter): (usize, String)| {
        shorten(&mut letter, LONGEST / 4);
        let choices = (0..48).map(|at| u8::try_from((number * 31 + at * 7) % 251).unwrap_or_default());
        letter.into_bytes().into_iter().chain([DIVIDER]).chain(choices).collect()
    };
    letters().into_iter().enumerate().map(edited).collect()
}

/// What can be asked about a text at a place.
pub const REQUESTS: [&str; 24] = [
    "textDocument/documentSymbol",
    "textDocument/completion",
    "textDocument/foldingRange",
    "textDocument/diagnostic",
    "textDocument/codeAction",
    "textDocument/hover",
    "textDocument/codeLens",
    "textDocument/definition",
    "textDocument/references",
    "textDocument/prepareRename",
    "textDocument/rename",
    "textDocument/documentHighlight",
    "textDocument/selectionRange",
    "textDocument/semanticTokens/full",
    "textDocument/semanticTokens/full/delta",
    "textDocument/semanticTokens/range",
    "textDocument/documentLink",
    "textDocument/formatting",
    "textDocument/rangeFormatting",
    "textDocument/onTypeFormatting",
    "textDocument/inlineCompletion",
    "textDocument/inlayHint",
    "workspace/symbol",
    "imr/status",
];

/// A request about a place of a text, with all that any request may need.
pub fn question(id: usize, method: &str, uri: &str, line: usize, character: usize) -> Value {
    let place = json!({ "line": line, "character": character });
    let end = json!({ "line": line + 3, "character": 0 });
    json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": {
        "textDocument": { "uri": uri }, "position": place, "positions": [place], "range": { "start": place, "end": end },
        "context": { "diagnostics": [], "triggerKind": 1, "includeDeclaration": true }, "newName": "Soma", "ch": "\n",
        "options": { "tabSize": 4, "insertSpaces": true }, "previousResultId": "1", "query": "soma",
    } })
}

/// Sessions in which letters are opened, asked about, changed and closed, and something is sent that is no message.
pub fn sessions() -> Vec<Vec<u8>> {
    let session = |(number, mut letter): (usize, String)| {
        shorten(&mut letter, LONGEST / 2);
        let uri = "untitled:letter";
        let notify = |method: &str, params: Value| json!({ "jsonrpc": "2.0", "method": method, "params": params });
        let document = json!({ "uri": uri, "languageId": "imr", "version": 1, "text": letter });
        let place = json!({ "line": number % 9, "character": 4 });
        let range = json!({ "start": place, "end": { "line": number % 9 + 1, "character": 2 } });
        let asked =
            |from: usize| (from..from + 6).map(move |id| question(id, REQUESTS[id % REQUESTS.len()], uri, id % 40, 7));
        let mut messages =
            vec![notify("initialized", json!({})), notify("textDocument/didOpen", json!({ "textDocument": document }))];
        messages.extend(asked(number * 6));
        messages.push(notify("$/cancelRequest", json!({ "id": number * 6 + 5 })));
        messages.push(notify("textDocument/didChange", json!({
            "textDocument": { "uri": uri, "version": 2 }, "contentChanges": [{ "range": range, "text": "Norco #60:  Upheld\n" }],
        })));
        messages.extend(asked(number * 6 + 6));
        let command = json!({ "command": "imr.nextUndecided", "arguments": [uri, place] });
        messages.push(json!({ "jsonrpc": "2.0", "id": "c", "method": "workspace/executeCommand", "params": command }));
        messages.push(notify("textDocument/didClose", json!({ "textDocument": { "uri": uri } })));
        let last = json!({ "jsonrpc": "2.0", "id": "last", "method": "shutdown" });
        let mut pieces: Vec<Vec<u8>> = messages.iter().map(|message| message.to_string().into_bytes()).collect();
        if number % 3 == 0 {
            pieces.push([&[RAW], &b"Content-Length: 12\r\n\r\n{\"jsonrpc\":"[..]].concat());
        }
        pieces.push(last.to_string().into_bytes());
        pieces.join(&SEPARATOR)
    };
    letters().into_iter().filter(|letter| letter.len() > 500).enumerate().map(session).collect()
}

/// What each fuzz target starts from.
pub fn corpora() -> [(&'static str, Vec<Vec<u8>>); 7] {
    let bytes = |texts: Vec<String>| texts.into_iter().map(String::into_bytes).collect();
    [
        ("parse", bytes(letters())),
        ("mend", bytes(letters())),
        ("reparse", edited()),
        ("citation", bytes(citations())),
        ("settings", bytes(settings())),
        ("catalogue", bytes(catalogues())),
        ("server", sessions()),
    ]
}

/// Cuts a text behind the last character that ends by then.
fn shorten(text: &mut String, longest: usize) {
    let end = (0..=longest.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    text.truncate(end);
}
