//! What words are: asked as a whole, as what has changed, and in part.

use crate::session::{Session, URI, about, change, open, part, whole};
use serde_json::{Value, json};

const LETTER: &str = "CLINICAL CASE SUMMARY\r\n\r\n𝖆 She takes Norco.\r\n\r\nIMR ISSUES, DECISIONS AND RATIONALES\r\n\r\n\
    Norco 10/325mg #60: Upheld\r\n\r\nDecision rationale: It is not medically necessary.\r\n";

fn started(requests: Value) -> Session {
    let tokens = json!({ "requests": requests, "tokenTypes": [], "tokenModifiers": [], "formats": ["relative"] });
    let mut session = Session::start(json!({ "textDocument": { "semanticTokens": tokens } }));
    session.write(&open(URI, "imr", 1, LETTER));
    session
}

fn all(session: &mut Session) -> Value {
    session.result("textDocument/semanticTokens/full", about(URI))
}

/// Each token in words: line, column, length, type, modifiers.
fn told(session: &Session, data: &Value) -> Vec<String> {
    let legend = &session.offered["semanticTokensProvider"]["legend"];
    let numbers: Vec<usize> = serde_json::from_value(data.clone()).expect("numbers");
    let (mut line, mut column) = (0, 0);
    let tell = |token: &[usize]| {
        column = if token[0] == 0 { column + token[1] } else { token[1] };
        line += token[0];
        let modifiers = legend["tokenModifiers"].as_array().expect("modifiers").iter().enumerate();
        let modifiers = modifiers.filter(|(bit, _)| token[4] & 1 << bit != 0).map(|(_, name)| name.to_string());
        format!("{line}:{column}+{} {} {}", token[2], legend["tokenTypes"][token[3]], modifiers.collect::<String>())
    };
    numbers.chunks(5).map(tell).collect()
}

#[test]
fn tokens_are_in_the_clients_units() {
    let mut session = started(json!({ "full": { "delta": true }, "range": true }));
    let data = all(&mut session)["data"].clone();
    let expected = [
        "0:0+21 \"keyword\" ",
        // Behind a character of two units.
        "2:13+5 \"variable\" ",
        "4:0+36 \"keyword\" ",
        "6:0+18 \"function\" ",
        "6:20+6 \"enumMember\" \"upheld\"",
        "8:0+19 \"property\" ",
    ];
    assert_eq!(told(&session, &data), expected);
    let mut params = about(URI);
    params["range"] = json!({ "start": { "line": 6, "character": 0 }, "end": { "line": 99, "character": 9 } });
    let within = session.result("textDocument/semanticTokens/range", params)["data"].clone();
    assert_eq!(told(&session, &within), expected[3..]);
}

#[test]
fn only_what_has_changed_is_told() {
    let mut session = started(json!({ "full": { "delta": true } }));
    let before = all(&mut session);
    session.write(&change(URI, 2, json!([part((6, 20), (6, 26), "Overturned")])));
    let mut params = about(URI);
    params["previousResultId"] = before["resultId"].clone();
    let delta = session.result("textDocument/semanticTokens/full/delta", params.clone());
    let edit = &delta["edits"][0];
    assert_eq!((&edit["start"], &edit["deleteCount"], &delta["edits"][1]), (&json!(20), &json!(5), &Value::Null));
    let after = all(&mut session);
    let mut numbers = before["data"].as_array().expect("numbers").clone();
    numbers.splice(20..25, edit["data"].as_array().expect("numbers").clone());
    assert_eq!(json!(numbers), after["data"]);
    // What was answered under this name is not known any more.
    let anew = session.result("textDocument/semanticTokens/full/delta", params);
    assert_eq!(anew["data"], after["data"]);
    session.write(&change(URI, 3, json!([whole("No letter at all.")])));
    assert_eq!(all(&mut session)["data"], json!([]));
}

#[test]
fn clients_that_ask_for_nothing_are_offered_nothing() {
    assert_eq!(started(json!({})).offered["semanticTokensProvider"], Value::Null);
    let offered = started(json!({ "range": true })).offered["semanticTokensProvider"].clone();
    assert_eq!((&offered["full"], &offered["range"]), (&Value::Null, &json!(true)));
}
