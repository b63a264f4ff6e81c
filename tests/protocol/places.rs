//! Definitions, references, highlights and selections: offered to those clients that take them, in their units.

use crate::session::{Session, URI, about, open};
use serde_json::{Value, json};

const LETTER: &str = "CLINICAL CASE SUMMARY\r\n\r\n𝖆 She takes Norco.\r\n\r\nIMR ISSUES, DECISIONS AND RATIONALES\r\n\r\n\
    Norco 10/325mg #60: Upheld\r\n\r\nDecision rationale: It is not medically necessary.\r\n";
const PROVIDERS: [&str; 4] =
    ["definitionProvider", "referencesProvider", "documentHighlightProvider", "selectionRangeProvider"];

fn started() -> Session {
    let able = json!({ "definition": {}, "references": {}, "documentHighlight": {}, "selectionRange": {} });
    let mut session = Session::start(json!({ "textDocument": able }));
    session.write(&open(URI, "imr", 1, LETTER));
    session
}

fn range(line: u64, start: u64, end: u64) -> Value {
    json!({ "start": { "line": line, "character": start }, "end": { "line": line, "character": end } })
}

/// What is answered about a place in the word `Norco` of the summary, which stands behind a character of two units.
fn asked(session: &mut Session, method: &str) -> Value {
    let mut params = about(URI);
    params["position"] = json!({ "line": 2, "character": 15 });
    params["context"] = json!({ "includeDeclaration": true });
    session.result(method, params)
}

#[test]
fn places_are_in_the_clients_units() {
    let mut session = started();
    assert!(PROVIDERS.iter().all(|provider| session.offered[provider] == true), "{}", session.offered);
    let (summary, request) = (range(2, 13, 18), range(6, 0, 5));
    let at = |range: &Value| json!({ "uri": URI, "range": range });
    assert_eq!(asked(&mut session, "textDocument/definition"), json!([at(&range(6, 0, 18))]));
    assert_eq!(asked(&mut session, "textDocument/references"), json!([at(&summary), at(&request)]));
    let shown = asked(&mut session, "textDocument/documentHighlight");
    assert_eq!(shown, json!([{ "range": summary, "kind": 1 }, { "range": request, "kind": 1 }]));
    let mut params = about(URI);
    params["positions"] = json!([{ "line": 2, "character": 15 }, { "line": 0, "character": 2 }]);
    let selections = session.result("textDocument/selectionRange", params);
    assert_eq!((&selections[0]["range"], &selections[0]["parent"]["range"]), (&summary, &range(2, 0, 19)));
    assert_eq!(selections[1]["parent"]["range"], range(0, 0, 21));
}

#[test]
fn nothing_is_offered_to_those_who_do_not_take_it() {
    let offered = Session::start(json!({})).offered;
    assert!(PROVIDERS.iter().all(|provider| offered[provider].is_null()), "{offered}");
}
