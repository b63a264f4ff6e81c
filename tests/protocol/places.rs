//! Definitions, references, highlights and selections: offered to those clients that take them, in their units.

use crate::session::{Session, URI, about, change, open, request, whole};
use serde_json::{Value, json};

const LETTER: &str = "CLINICAL CASE SUMMARY\r\n\r\n𝖆 She takes Norco.\r\n\r\nIMR ISSUES, DECISIONS AND RATIONALES\r\n\r\n\
    Norco 10/325mg #60: Upheld\r\n\r\nDecision rationale: It is not medically necessary.\r\n";
const PROVIDERS: [&str; 5] = [
    "definitionProvider",
    "referencesProvider",
    "documentHighlightProvider",
    "selectionRangeProvider",
    "renameProvider",
];

fn started() -> Session {
    let able = json!({ "definition": {}, "references": {}, "documentHighlight": {}, "selectionRange": {},
        "rename": { "prepareSupport": true } });
    let edit = json!({ "documentChanges": true, "changeAnnotationSupport": {} });
    let mut session = Session::start(json!({ "textDocument": able, "workspace": { "workspaceEdit": edit } }));
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
    assert!(PROVIDERS.iter().all(|provider| !session.offered[provider].is_null()), "{}", session.offered);
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
fn a_quoted_name_is_to_be_confirmed() {
    let mut session = started();
    let text = LETTER.replace("It is not", "“Norco is good.” Norco is not");
    session.write(&change(URI, 2, json!([whole(&text)])));
    let mut params = about(URI);
    params["position"] = json!({ "line": 6, "character": 3 });
    assert_eq!(session.result("textDocument/prepareRename", params.clone()), range(6, 0, 5));
    params["newName"] = json!(" Vicodin ");
    let edit = session.result("textDocument/rename", params.clone());
    let quoted = &edit["documentChanges"][0]["edits"][1];
    assert_eq!((&quoted["newText"], &quoted["range"]), (&json!("Vicodin"), &range(8, 21, 26)));
    let annotation = quoted["annotationId"].as_str().expect("an annotation");
    assert_eq!(edit["changeAnnotations"][annotation]["needsConfirmation"], true);
    assert_eq!(
        (
            &edit["documentChanges"][0]["edits"][2]["annotationId"],
            &edit["documentChanges"][0]["textDocument"]["version"]
        ),
        (&Value::Null, &json!(2))
    );
    params["newName"] = json!("two\nlines");
    session.write(&request(77, "textDocument/rename", params));
    assert_eq!(session.answer_to(77)["error"]["code"], -32602);
}

#[test]
fn nothing_is_offered_to_those_who_do_not_take_it() {
    let offered = Session::start(json!({})).offered;
    assert!(PROVIDERS.iter().all(|provider| offered[provider].is_null()), "{offered}");
}
