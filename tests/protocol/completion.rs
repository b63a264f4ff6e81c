//! Completions, as clients of several abilities get them.

use super::session::{Session, URI, open};
use serde_json::{Value, json};

const COMPLETION: &str = "textDocument/completion";
const LETTER: &str = "IMR ISSUES, DECISIONS AND RATIONALES\r\n\r\nNorco 10/325 mg #60 𝖆:  Upheld\r\n\r\n\
                      Claims Administrator guideline: Decision based on MTUS Chronic Pain Treatment Guidelines.\r\n\r\n\
                      MAXIMUS guideline: 𝖆 norc\r\n\r\nDecision rationale: \r\n";

fn able(item: Value) -> Value {
    json!({ "textDocument": { "completion": { "completionItem": item } } })
}

/// What is offered at a place, counted in UTF-16.
fn offered(session: &mut Session, line: u64, character: u64) -> Value {
    let at = json!({ "line": line, "character": character });
    session.result(COMPLETION, json!({ "textDocument": { "uri": URI }, "position": at }))
}

fn session(capabilities: Value, text: &str) -> Session {
    let mut session = Session::start(capabilities);
    session.write(&open(URI, "imr", 1, text));
    session
}

#[test]
fn a_drug_brings_its_citation() {
    let letter = LETTER.replace("𝖆 norc", "norc");
    let mut session = session(able(json!({ "labelDetailsSupport": true })), &letter);
    assert_eq!(session.offered["completionProvider"]["triggerCharacters"], json!([" ", ":"]));
    let list = offered(&mut session, 6, 23);
    assert_eq!(list["isIncomplete"], true);
    let first = &list["items"][0];
    assert_eq!(first["label"], "Opioids, criteria for use");
    assert_eq!(first["labelDetails"]["description"], "78-80");
    assert_eq!(first["filterText"], "norc");
    assert_eq!(first["sortText"], "0000");
    let edit = &first["textEdit"];
    assert_eq!(
        edit["newText"],
        "Decision based on MTUS Chronic Pain Treatment Guidelines Opioids, criteria for use Page(s): 78-80."
    );
    let place = |character| json!({ "line": 6, "character": character });
    assert_eq!(edit["range"], json!({ "start": place(19), "end": place(23) }));
    session.end();
}

#[test]
fn who_knows_no_details_reads_them_in_the_label() {
    let letter = LETTER.replace("𝖆 norc", "norc");
    let mut session = session(able(json!({})), &letter);
    let first = offered(&mut session, 6, 23)["items"][0].take();
    assert_eq!(first["label"], "Opioids, criteria for use 78-80");
    assert!(first["detail"].as_str().is_some_and(|detail| detail.contains("Guidelines 2009")), "{first}");
    session.end();
}

#[test]
fn columns_count_what_the_client_counts() {
    let mut session = session(able(json!({})), LETTER);
    let behind_heading = offered(&mut session, 2, 31);
    let labels: Vec<&Value> =
        behind_heading["items"].as_array().expect("a list").iter().map(|item| &item["label"]).collect();
    assert_eq!(labels, ["Upheld", "Overturned"]);
    let edit = &behind_heading["items"][0]["textEdit"]["range"];
    assert_eq!((&edit["start"]["character"], &edit["end"]["character"]), (&json!(25), &json!(31)));
    session.end();
}

#[test]
fn forms_are_snippets_only_for_who_takes_them() {
    for snippets in [true, false] {
        let mut session = session(able(json!({ "snippetSupport": snippets })), "");
        let form = offered(&mut session, 0, 0)["items"][0].take();
        let text = form["textEdit"]["newText"].as_str().expect("a text").to_owned();
        assert_eq!(form["insertTextFormat"] == 2, snippets, "{form}");
        assert_eq!(text.contains("${1"), snippets, "{text}");
        assert!(text.contains("\n"), "{text}");
        session.end();
    }
}

#[test]
fn other_texts_get_nothing() {
    let mut session = Session::start(able(json!({})));
    session.write(&open(URI, "plaintext", 1, ""));
    assert_eq!(offered(&mut session, 0, 0)["items"], json!([]));
    session.write(&open("untitled:code", "rust", 1, LETTER));
    let at = json!({ "textDocument": { "uri": "untitled:code" }, "position": { "line": 6, "character": 20 } });
    assert_eq!(session.result(COMPLETION, at), Value::Null);
    session.end();
}
