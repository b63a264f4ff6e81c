//! Wording shown behind the cursor: offered to those clients that show it, in their units.

use crate::session::{Session, URI, about, open};
use serde_json::{Value, json};

const LETTER: &str = "IMR ISSUES, DECISIONS AND RATIONALES\r\n\r\nNorco 10/325mg #60: Upheld\r\n\r\n\
    Decision rationale: 𝖆 pain is not noted.\r\n";

fn shown(session: &mut Session, line: u64, character: u64) -> Value {
    let mut params = about(URI);
    params["position"] = json!({ "line": line, "character": character });
    params["context"] = json!({ "triggerKind": 2 });
    session.result("textDocument/inlineCompletion", params)
}

#[test]
fn the_conclusion_is_shown_behind_a_rationale() {
    let mut session = Session::start(json!({ "textDocument": { "inlineCompletion": {} } }));
    assert!(!session.offered["inlineCompletionProvider"].is_null(), "{}", session.offered);
    session.write(&open(URI, "imr", 1, LETTER));
    let end = json!({ "line": 4, "character": 41 });
    let item = json!({
        "insertText": " Therefore, the request is not medically necessary.",
        "range": { "start": end, "end": end },
    });
    assert_eq!(shown(&mut session, 4, 41), json!([item]));
    assert_eq!(shown(&mut session, 4, 900), json!([item]));
    assert_eq!(shown(&mut session, 4, 30), json!([]));
    assert_eq!(shown(&mut session, 2, 5), json!([]));
}

#[test]
fn nothing_is_offered_to_a_client_that_shows_nothing() {
    let session = Session::start(json!({}));
    assert!(session.offered["inlineCompletionProvider"].is_null(), "{}", session.offered);
}
