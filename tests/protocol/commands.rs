//! What editors ask for beside the text.

use crate::session::{Session, URI, open, request};
use serde_json::{Value, json};

const LETTER: &str = "CLINICAL CASE SUMMARY\n\nShe fell.\n\nIMR ISSUES, DECISIONS AND RATIONALES\n\n𝖆 Soma 350mg #20:\n\n\
    Decision rationale: It is late.\n\nNorco 10/325mg #60: Upheld\n\nDecision rationale: It is not medically necessary.\n\n\
    Valium 5mg #8: Uphled\n\nDecision rationale: It is not medically necessary.\n";

fn started(capabilities: Value) -> Session {
    let mut session = Session::start(capabilities);
    session.write(&open(URI, "imr", 1, LETTER));
    session
}

fn run(session: &mut Session, command: &str, arguments: Value) -> Value {
    session.result("workspace/executeCommand", json!({ "command": command, "arguments": arguments }))
}

fn at(line: u64, character: u64) -> Value {
    json!({ "line": line, "character": character })
}

#[test]
fn all_commands_are_told() {
    let offered = started(json!({})).offered;
    let commands = offered["executeCommandProvider"]["commands"].as_array().expect("a list").clone();
    for command in ["imr.report", "imr.nextUndecided", "imr.previousUndecided", "imr.explain", "imr.silence"] {
        assert!(commands.contains(&json!(command)), "{command}");
    }
}

#[test]
fn a_report_is_written() {
    let mut session = started(json!({}));
    let page = run(&mut session, "imr.report", json!([URI, "html"]));
    assert!(page.as_str().expect("a page").contains("1 of 3 items decided"), "{page}");
    let text = run(&mut session, "imr.report", json!([URI, "markdown"]));
    assert!(text.as_str().expect("a text").starts_with("# Cite-check report: "), "{text}");
    assert_eq!(run(&mut session, "imr.report", json!(["untitled:other", "html"])), Value::Null);
    session.write(&request(
        7,
        "workspace/executeCommand",
        json!({ "command": "imr.report", "arguments": [URI, "pdf"] }),
    ));
    assert_eq!(session.answer_to(7)["error"]["code"], -32602);
}

#[test]
fn one_goes_from_one_undecided_item_to_the_other() {
    let mut session = started(json!({}));
    let mut from = |command, position| run(&mut session, command, json!([URI, position]))["range"]["start"].clone();
    let (first, second) = (at(6, 18), at(14, 15));
    assert_eq!(from("imr.nextUndecided", at(0, 0)), first);
    assert_eq!(from("imr.nextUndecided", first.clone()), second);
    assert_eq!(from("imr.nextUndecided", second.clone()), first);
    assert_eq!(from("imr.previousUndecided", at(10, 0)), first);
    assert_eq!(from("imr.previousUndecided", first), second);
}

#[test]
fn lines_above_the_text_go_to_what_is_undecided() {
    let mut session = started(json!({ "textDocument": { "codeLens": {} } }));
    let lenses = session.result("textDocument/codeLens", json!({ "textDocument": { "uri": URI } }));
    let command = &lenses[0]["command"];
    assert_eq!((&command["title"], &lenses[0]["range"]["start"]), (&json!("1 of 3 items decided"), &at(4, 0)));
    let name = command["command"].as_str().expect("a name");
    let place = run(&mut session, name, command["arguments"].clone());
    assert_eq!(place["range"]["start"], at(6, 18));
    assert!(started(json!({})).offered["codeLensProvider"].is_null());
}

#[test]
fn a_client_that_can_is_asked_to_show_the_place() {
    let mut session = started(json!({ "window": { "showDocument": { "support": true } } }));
    let found = run(&mut session, "imr.nextUndecided", json!([URI, at(0, 0)]));
    let asked =
        session.end().into_iter().find(|message| message["method"] == "window/showDocument").expect("a request");
    assert_eq!((&asked["params"]["selection"], &asked["params"]["takeFocus"]), (&found["range"], &json!(true)));
}

#[test]
fn a_rule_is_explained() {
    let mut session = started(json!({}));
    let page = run(&mut session, "imr.explain", json!(["IMR201"]));
    assert!(page.as_str().expect("a page").starts_with("# IMR201: undecided-item\n"), "{page}");
}
