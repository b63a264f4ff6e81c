//! Formatting: of a letter, of some of its lines, and while it is typed.

use crate::session::{Session, URI, about, open};
use serde_json::{Value, json};

const LETTER: &str = "CLINICAL CASE SUMMARY\r\n𝖆  He  rests.\r\n\r\nIMR ISSUES, DECISIONS AND RATIONALES\r\n\r\n\
    Soma #30 :Upheld\r\n\r\nMaximus guideline : Decision based on MTUS Chronic Pain Treatment Guidelines.\r\n";

fn started(able: Value, letter: &str) -> Session {
    let mut session = Session::start(json!({ "textDocument": able }));
    session.write(&open(URI, "imr", 1, letter));
    session
}

fn edit(line: u64, start: u64, end: u64, text: &str) -> Value {
    let at = |character: u64| json!({ "line": line, "character": character });
    json!({ "range": { "start": at(start), "end": at(end) }, "newText": text })
}

fn asked(session: &mut Session, method: &str, more: Value) -> Value {
    let mut params = about(URI);
    params["options"] = json!({ "tabSize": 4, "insertSpaces": true });
    for (name, value) in more.as_object().expect("an object") {
        params[name] = value.clone();
    }
    session.result(method, params)
}

#[test]
fn only_what_changes_is_edited() {
    let mut session = started(json!({ "formatting": {}, "rangeFormatting": {}, "onTypeFormatting": {} }), LETTER);
    let edits = [edit(1, 3, 7, "He"), edit(5, 8, 10, ": "), edit(7, 1, 18, "AXIMUS guideline")];
    let all = asked(&mut session, "textDocument/formatting", json!({}));
    assert_eq!(all, json!(edits));
    let range = json!({ "start": { "line": 5, "character": 3 }, "end": { "line": 5, "character": 3 } });
    let some = asked(&mut session, "textDocument/rangeFormatting", json!({ "range": range }));
    assert_eq!(some, json!([edits[1]]));
    let far = json!({ "start": { "line": 99, "character": 0 }, "end": { "line": 999, "character": 9 } });
    assert_eq!(asked(&mut session, "textDocument/rangeFormatting", json!({ "range": far })), json!([]));
    let typed = json!({ "position": { "line": 7, "character": 19 }, "ch": ":" });
    let typed = asked(&mut session, "textDocument/onTypeFormatting", typed);
    assert_eq!(typed, json!([edit(7, 0, 19, "MAXIMUS guideline:")]));
}

#[test]
fn what_is_no_letter_stays_as_it_is() {
    let mut session = started(json!({ "formatting": {} }), "Dear  Sir ,\n\n\n\nhello");
    assert_eq!(asked(&mut session, "textDocument/formatting", json!({})), json!([]));
}

#[test]
fn it_is_offered_to_those_who_take_it() {
    let names = ["documentFormattingProvider", "documentRangeFormattingProvider", "documentOnTypeFormattingProvider"];
    let none = started(json!({}), LETTER);
    assert!(names.iter().all(|name| none.offered[name].is_null()), "{}", none.offered);
    let all = started(json!({ "formatting": {}, "rangeFormatting": {}, "onTypeFormatting": {} }), LETTER);
    assert_eq!(all.offered[names[2]], json!({ "firstTriggerCharacter": ":", "moreTriggerCharacter": ["\n"] }));
}
