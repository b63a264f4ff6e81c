//! Code actions, hovers and inlay hints: offered to those clients that take them, in their units and forms.

use crate::session::{Session, URI, open};
use serde_json::{Value, json};

const ACTION: &str = "textDocument/codeAction";
const HOVER: &str = "textDocument/hover";
const HINT: &str = "textDocument/inlayHint";

/// Two items behind characters of more than one unit; the first has no decision, the second cites pages only.
const LETTER: &str = "CLINICAL CASE SUMMARY\r\n\r\nShe is 40.\r\n\r\nIMR ISSUES, DECISIONS AND RATIONALES\r\n\r\n𝖆’s Norco \
    10/325mg #60\r\n\r\nDecision rationale: It is late.\r\n\r\nSoma 350mg #20: Upheld\r\n\r\nMAXIMUS guideline: 𝖆 Decision \
    based on MTUS Chronic Pain Treatment Guidelines Page(s): 24.\r\n\r\nDecision rationale: It is not medically necessary.\r\n";
const HEADING: u64 = 6;

fn able() -> Value {
    let kinds = json!({ "codeActionKind": { "valueSet": ["quickfix", "refactor"] } });
    json!({
        "textDocument": {
            "codeAction": { "codeActionLiteralSupport": kinds, "isPreferredSupport": true },
            "hover": { "contentFormat": ["markdown", "plaintext"] },
            "inlayHint": {},
        },
        "workspace": { "workspaceEdit": { "documentChanges": true } },
    })
}

fn started(capabilities: Value) -> Session {
    let mut session = Session::start(capabilities);
    session.write(&open(URI, "imr", 7, LETTER));
    session
}

fn range(line: u64, start: u64, end: u64) -> Value {
    json!({ "start": { "line": line, "character": start }, "end": { "line": line, "character": end } })
}

fn actions(session: &mut Session, range: &Value, only: &[&str]) -> Vec<Value> {
    let mut context = json!({ "diagnostics": [] });
    if !only.is_empty() {
        context["only"] = json!(only);
    }
    let params = json!({ "textDocument": { "uri": URI }, "range": range, "context": context });
    session.result(ACTION, params).as_array().expect("a list").clone()
}

#[test]
fn features_are_offered_to_those_who_take_them() {
    let offered = started(able()).offered;
    assert_eq!(
        offered["codeActionProvider"]["codeActionKinds"],
        json!(["quickfix", "source.fixAll.imr", "refactor.rewrite", "refactor.move"])
    );
    assert_eq!((&offered["hoverProvider"], &offered["inlayHintProvider"]), (&json!(true), &json!(true)));
    let offered = started(json!({ "textDocument": { "codeAction": {} } })).offered;
    for provider in ["codeActionProvider", "hoverProvider", "inlayHintProvider"] {
        assert_eq!(offered[provider], Value::Null, "{provider}");
    }
}

#[test]
fn actions_carry_versioned_edits_and_their_finding() {
    let mut session = started(able());
    let found = actions(&mut session, &range(HEADING, 5, 5), &["quickfix"]);
    let titles: Vec<&Value> = found.iter().map(|action| &action["title"]).collect();
    assert_eq!(titles[..2], ["Set “Upheld”", "Set “Overturned”"]);
    let first = &found[0];
    assert_eq!((&first["kind"], &first["diagnostics"][0]["code"]), (&json!("quickfix"), &json!("IMR201")));
    let change = &first["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({ "uri": URI, "version": 7 }));
    // The first character counts two units, and the letter parts colon and decision by one space.
    let end = "𝖆’s Norco 10/325mg #60".encode_utf16().count() as u64;
    assert_eq!(change["edits"], json!([{ "range": range(HEADING, end, end), "newText": ": Upheld" }]));
    assert_eq!(first["edit"]["changes"], Value::Null);
    session.end();
}

#[test]
fn only_what_is_asked_for_is_answered() {
    let mut session = started(able());
    // A request without label or decision behind it: it has a finding, and it can be made an item.
    session.write(&open(
        URI,
        "imr",
        8,
        "CLINICAL CASE SUMMARY\n\nIMR ISSUES, DECISIONS AND RATIONALES\n\nSoma 350mg #20\n",
    ));
    for (only, kinds) in [
        (&["source"][..], &[][..]),
        (&["quickfix.imr"], &[]),
        (&["refactor"], &["refactor.move", "refactor.rewrite"]),
        (&["quickfix"], &["quickfix"]),
        (&["refactor.rewrite", "quickfix"], &["quickfix", "refactor.rewrite"]),
        (&[], &["quickfix", "refactor.move", "refactor.rewrite"]),
    ] {
        let found = actions(&mut session, &range(4, 3, 3), only);
        let mut found: Vec<&str> = found.iter().filter_map(|action| action["kind"].as_str()).collect();
        found.sort_unstable();
        found.dedup();
        assert_eq!(found, kinds, "{only:?}");
    }
    session.end();
}

/// It looks at the whole letter, so it is done for those who ask for it by name.
#[test]
fn all_that_needs_no_look_is_mended_together() {
    let faulty =
        LETTER.replace("Page(s): 24.", "pg. 24. Decision based on MTUS Chronic Pain Treatment Guidelines, pg. 63.");
    for (only, is_offered) in [
        (&["source.fixAll.imr"][..], true),
        (&["source.fixAll"], true),
        (&["source"], true),
        (&[], false),
        (&["quickfix"], false),
        (&["source.organizeImports"], false),
        (&["source.fixAll.eslint"], false),
    ] {
        for is_versioned in [true, false] {
            let mut capabilities = able();
            capabilities["workspace"]["workspaceEdit"]["documentChanges"] = json!(is_versioned);
            let mut session = Session::start(capabilities);
            session.write(&open(URI, "imr", 9, &faulty));
            // Wherever the cursor stands.
            let found = actions(&mut session, &range(0, 0, 0), only);
            let of_all: Vec<&Value> = found.iter().filter(|action| action["kind"] == "source.fixAll.imr").collect();
            assert_eq!(of_all.len(), usize::from(is_offered), "{only:?}: {found:?}");
            if let [action] = of_all[..] {
                let change = &action["edit"]["documentChanges"][0];
                let plain = &action["edit"]["changes"][URI];
                assert_eq!(
                    change["textDocument"],
                    if is_versioned { json!({ "uri": URI, "version": 9 }) } else { Value::Null }
                );
                let edits = if is_versioned { &change["edits"] } else { plain };
                assert_eq!(edits.as_array().map(Vec::len), Some(2), "{action}");
            }
            session.write(&open(URI, "imr", 10, LETTER));
            assert_eq!(actions(&mut session, &range(0, 0, 0), &["source.fixAll"]), [Value::Null; 0]);
            session.end();
        }
    }
}

#[test]
fn older_clients_get_plain_edits_and_plain_text() {
    let mut capabilities = able();
    capabilities["workspace"] = Value::Null;
    capabilities["textDocument"]["codeAction"]["isPreferredSupport"] = json!(false);
    capabilities["textDocument"]["hover"] = json!({});
    let mut session = started(capabilities);
    let found = actions(&mut session, &range(HEADING, 5, 5), &["quickfix"]);
    assert_eq!(found[0]["edit"]["documentChanges"], Value::Null);
    assert_eq!(found[0]["edit"]["changes"][URI][0]["newText"], ": Upheld");
    assert!(found.iter().all(|action| action.get("isPreferred").is_none()));
    let told = hover(&mut session, HEADING, 6);
    assert_eq!(told["contents"]["kind"], "plaintext");
    session.end();
}

fn hover(session: &mut Session, line: u64, character: u64) -> Value {
    session
        .result(HOVER, json!({ "textDocument": { "uri": URI }, "position": { "line": line, "character": character } }))
}

#[test]
fn hovers_are_placed_in_the_clients_units() {
    let mut session = started(able());
    let told = hover(&mut session, HEADING, 6);
    assert_eq!(told["range"], range(HEADING, 5, 10));
    assert_eq!(told["contents"]["kind"], "markdown");
    let words = told["contents"]["value"].as_str().expect("words");
    assert!(words.starts_with("**hydrocodone/acetaminophen**"), "{words}");
    assert!(!words.contains("𝖆") && !words.contains("10/325"), "{words}");
    assert_eq!(hover(&mut session, 0, 3), Value::Null);
    assert_eq!(hover(&mut session, 999, 999), Value::Null);
    session.end();
}

#[test]
fn hints_are_given_for_a_range() {
    let mut session = started(able());
    let mut hints = |range: &Value| {
        let found = session.result(HINT, json!({ "textDocument": { "uri": URI }, "range": range }));
        let hint = |hint: &Value| (hint["position"].clone(), hint["label"].clone());
        found.as_array().expect("a list").iter().map(hint).collect::<Vec<_>>()
    };
    let all = hints(&json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 99, "character": 0 } }));
    let at = |line: u64, before: &str| json!({ "line": line, "character": before.encode_utf16().count() });
    let cited = "MAXIMUS guideline: 𝖆 Decision based on MTUS Chronic Pain Treatment Guidelines Page(s): 24";
    let expected = [
        (at(HEADING, "𝖆’s Norco"), json!("hydrocodone/acetaminophen")),
        (at(10, "Soma"), json!("carisoprodol")),
        (at(12, cited), json!("Benzodiazepines / Biofeedback?")),
    ];
    assert_eq!(all, expected);
    assert_eq!(hints(&range(10, 0, 9)), expected[1..2]);
    session.end();
}
