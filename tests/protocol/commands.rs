//! What editors ask for beside the text.

use crate::session::{Session, URI, change, open, part, request};
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

fn changing() -> Value {
    json!({ "workspace": {
        "applyEdit": true,
        "workspaceEdit": { "documentChanges": true, "resourceOperations": ["create"] },
    } })
}

/// The changes that the client was asked to make.
fn asked_changes(session: Session) -> Vec<Value> {
    let asked = session.end().into_iter().filter(|message| message["method"] == "workspace/applyEdit");
    asked.map(|message| message["params"]["edit"]["documentChanges"].clone()).collect()
}

#[test]
fn a_decision_is_set_everywhere_at_once() {
    let mut session = started(changing());
    assert_eq!(run(&mut session, "imr.setDecision", json!([URI, at(10, 3), "Overturned"])), Value::Null);
    let asked = asked_changes(session);
    let [changes] = &asked[..] else { panic!("{asked:?}") };
    assert_eq!(changes.as_array().map(Vec::len), Some(1), "one text, one step");
    assert_eq!(changes[0]["textDocument"], json!({ "uri": URI, "version": 1 }));
    let written: Vec<_> = changes[0]["edits"].as_array().expect("edits").iter().map(|edit| &edit["newText"]).collect();
    assert_eq!(written, ["Overturned", ""]);
}

#[test]
fn items_are_put_in_and_moved() {
    for (command, count) in [("imr.insertItem", 1), ("imr.moveItemUp", 1), ("imr.moveItemDown", 1)] {
        let mut session = started(changing());
        run(&mut session, command, json!([URI, at(10, 3)]));
        assert_eq!(asked_changes(session).len(), count, "{command}");
    }
    let mut session = started(changing());
    run(&mut session, "imr.setDecision", json!([URI, at(999, 0), "Overturned"]));
    for position in [at(0, 0), at(999, 999)] {
        run(&mut session, "imr.moveItemDown", json!([URI, position]));
        run(&mut session, "imr.setDecision", json!(["untitled:other", position, "Upheld"]));
    }
    session.write(&request(
        7,
        "workspace/executeCommand",
        json!({ "command": "imr.setDecision", "arguments": [URI, at(10, 3), "Modified"] }),
    ));
    assert_eq!(session.answer_to(7)["error"]["code"], -32602);
    assert!(asked_changes(session).is_empty());
}

#[test]
fn a_lens_sets_the_decision_of_an_open_item() {
    let able = json!({ "workspace": { "applyEdit": true }, "textDocument": { "codeLens": {} } });
    let mut session = started(able);
    let lenses = session.result("textDocument/codeLens", json!({ "textDocument": { "uri": URI } }));
    let lenses = lenses.as_array().expect("lenses").clone();
    let setting: Vec<_> = lenses.iter().filter(|lens| lens["command"]["command"] == "imr.setDecision").collect();
    // Of three items one is decided.
    let titles: Vec<_> = setting.iter().map(|lens| lens["command"]["title"].as_str().expect("a title")).collect();
    assert_eq!(titles, ["Set Upheld", "Set Overturned", "Set Upheld", "Set Overturned"]);
    let arguments = &setting[1]["command"]["arguments"];
    run(&mut session, "imr.setDecision", arguments.clone());
    // Its place means nothing in another text.
    session.write(&change(URI, 2, json!([part((0, 0), (0, 0), "\n")])));
    run(&mut session, "imr.setDecision", arguments.clone());
    let told = session.end();
    let asked = |method: &str| told.iter().filter(|message| message["method"] == method).collect::<Vec<_>>();
    assert_eq!(asked("workspace/applyEdit").len(), 1);
    let [said] = asked("window/showMessage")[..] else { panic!("{told:?}") };
    assert!(said.to_string().contains("changed meanwhile"), "{said}");
}

#[test]
fn a_new_letter_is_answered_or_made() {
    let mut session = started(json!({}));
    let text = run(&mut session, "imr.newLetter", json!([["Soma 350mg #20"], "letter-2014"]));
    assert!(text.as_str().expect("a text").contains("Soma 350mg #20:  ___\n"), "{text}");
    let text = session.result("workspace/executeCommand", json!({ "command": "imr.newLetter" }));
    assert!(text.as_str().expect("a text").contains("State(s) of Licensure:"), "{text}");
    session.write(&request(
        7,
        "workspace/executeCommand",
        json!({ "command": "imr.newLetter", "arguments": [null, "notice-2013"] }),
    ));
    assert_eq!(session.answer_to(7)["error"]["code"], -32602);
    let mut session = started(changing());
    let made = run(&mut session, "imr.newLetter", json!([[], "letter-2015", "file:///nowhere/new.imr.txt"]));
    assert_eq!(made, Value::Null);
    let changes = asked_changes(session).remove(0);
    assert_eq!((&changes[0]["kind"], &changes[0]["uri"]), (&json!("create"), &json!("file:///nowhere/new.imr.txt")));
}

#[test]
fn layout_and_day_are_written_into_settings() {
    let mut session = Session::start(changing());
    let letter = "file:///nowhere/letter.imr.txt";
    session.write(&open(letter, "imr", 1, LETTER));
    session.write(&open("file:///nowhere/imr.toml", "toml", 4, "# ours\n\n[rules]\nignore = []\n"));
    run(&mut session, "imr.selectLayout", json!([letter, "letter-2014"]));
    run(&mut session, "imr.setLetterDate", json!([letter, "2014-07-01"]));
    for (command, value) in [("imr.selectLayout", "letter-1999"), ("imr.setLetterDate", "July")] {
        let params = json!({ "command": command, "arguments": [letter, value] });
        session.write(&request(7, "workspace/executeCommand", params));
        assert_eq!(session.answer_to(7)["error"]["code"], -32602);
    }
    let mut written: Vec<_> = asked_changes(session)
        .iter()
        .map(|changes| {
            assert_eq!(changes[0]["textDocument"], json!({ "uri": "file:///nowhere/imr.toml", "version": 4 }));
            changes[0]["edits"][0]["newText"].as_str().expect("a text").to_owned()
        })
        .collect();
    written.sort();
    assert_eq!(written, ["layout = \"letter-2014\"\n", "letter-date = \"2014-07-01\"\n"]);
}
