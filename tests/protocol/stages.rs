//! Drafts and letters that are about to be sent, and how far they have come.

use crate::session::{Session, URI, change, open, whole};
use crate::settings::{WAYS, Way};
use serde_json::{Value, json};

const STATUS: &str = "imr/status";
const COMMAND: &str = "workspace/executeCommand";

/// A finished letter of one item.
const FINISHED: &str = "HOW THE IMR FINAL DETERMINATION WAS MADE\n\nThe Expert Reviewer has the following credentials:\n\
    State(s) of Licensure: California\nCertification(s)/Specialty: Family Practice\n\nCLINICAL CASE SUMMARY\n\n\
    The injured worker has neck pain.\n\nIMR ISSUES, DECISIONS AND RATIONALES\n\nValium 5mg #8:  Upheld\n\n\
    Claims Administrator guideline: Decision based on MTUS Chronic Pain Treatment Guidelines Benzodiazepines Page(s): 24.\n\n\
    MAXIMUS guideline: Decision based on MTUS Chronic Pain Treatment Guidelines Benzodiazepines Page(s): 24.\n\n\
    Decision rationale: Long-term use is not supported. The request is not medically necessary.\n";

/// Another item that nobody has decided.
const UNDECIDED: &str = "\nNorco 10/325mg #60:\n";

fn status(session: &mut Session, uri: &str) -> Value {
    session.result(STATUS, json!({ "textDocument": { "uri": uri } }))
}

fn take_for(session: &mut Session, uri: &str, stage: &str) {
    session.result(COMMAND, json!({ "command": format!("imr.checkAs{stage}"), "arguments": [uri] }));
}

fn severity_of(diagnostics: &Value, code: &str) -> Value {
    let found = diagnostics.as_array().and_then(|list| list.iter().find(|one| one["code"] == code));
    found.map(|one| one["severity"].clone()).unwrap_or_default()
}

#[test]
fn a_letter_is_taken_for_a_draft_or_for_finished() {
    for way in WAYS {
        let mut able = way.able();
        let literal = json!({ "codeActionKind": { "valueSet": ["quickfix"] } });
        able["textDocument"]["codeAction"] = json!({ "codeActionLiteralSupport": literal });
        let mut session = Session::start(able);
        session.write(&open(URI, "imr", 1, &format!("{FINISHED}{UNDECIDED}")));
        let mut told = way.told(&mut session, [URI]);
        for (stage, word, severity) in [("", "draft", 3), ("Final", "final", 1), ("Draft", "draft", 3)] {
            if !stage.is_empty() {
                take_for(&mut session, URI, stage);
                told = way.told_anew(&mut session, [URI]);
            }
            assert_eq!(severity_of(&told[0], "IMR201"), severity, "{way:?} {stage}: {told:?}");
            let status = status(&mut session, URI);
            assert_eq!(status["stage"], word);
            let of_severity = |number: u64| {
                told[0].as_array().map(|list| list.iter().filter(|one| one["severity"] == number).count())
            };
            let counted = [1, 2, 3].map(|number| json!(of_severity(number)));
            assert_eq!([&status["errors"], &status["warnings"], &status["information"]], counted.each_ref());
            let line = FINISHED.matches('\n').count() + 1;
            let at = json!({ "line": line, "character": 3 });
            let params = json!({
                "textDocument": { "uri": URI },
                "range": { "start": at, "end": at },
                "context": { "diagnostics": [], "only": ["quickfix"] },
            });
            let actions = session.result("textDocument/codeAction", params);
            assert!(actions.as_array().is_some_and(|actions| actions.len() > 2), "{actions}");
            for action in actions.as_array().into_iter().flatten() {
                for one in action["diagnostics"].as_array().into_iter().flatten() {
                    assert!(told[0].as_array().is_some_and(|list| list.contains(one)), "{one} is not told");
                }
            }
        }
        session.end();
    }
}

#[test]
fn the_status_tells_how_far_a_letter_has_come() {
    let draft = format!("{FINISHED}{UNDECIDED}");
    let contradiction = FINISHED.replace("Valium 5mg #8:  Upheld", "Valium 5mg #8:  Overturned");
    let two = format!("{FINISHED}\n{}", &FINISHED[FINISHED.find("Valium").expect("an item")..]);
    let unsectioned = FINISHED.replace("CLINICAL CASE SUMMARY\n\nThe injured worker has neck pain.\n\n", "");
    for (text, items, decided, complete, is_ready) in [
        (FINISHED, 1, 1, 1, true),
        (two.as_str(), 2, 2, 2, true),
        (draft.as_str(), 2, 1, 1, false),
        (contradiction.as_str(), 1, 1, 0, false),
        (unsectioned.as_str(), 1, 1, 1, false),
        ("CLINICAL CASE SUMMARY\n\nShe is 40.\n\nIMR ISSUES, DECISIONS AND RATIONALES\n", 0, 0, 0, false),
    ] {
        let mut session = Session::start(Way::Pulled.able());
        session.write(&open(URI, "imr", 1, text));
        for stage in ["Draft", "Final"] {
            take_for(&mut session, URI, stage);
            let status = status(&mut session, URI);
            let told = [&status["items"], &status["decided"], &status["complete"], &status["isReady"]];
            let expected = [json!(items), json!(decided), json!(complete), json!(is_ready)];
            assert_eq!(told, expected.each_ref(), "{stage}: {text}");
            assert_eq!(status["stage"], stage.to_lowercase());
            assert_eq!(status["layout"], "letter-2015", "{text}");
        }
        session.end();
    }
}

#[test]
fn the_status_is_of_letters_alone() {
    let mut session = Session::start(Way::Pulled.able());
    for (language, text) in [("imr", "Dear colleague,\n"), ("plaintext", ""), ("markdown", FINISHED)] {
        session.write(&open(URI, language, 1, text));
        assert_eq!(status(&mut session, URI), Value::Null, "{language}: {text}");
    }
    assert_eq!(status(&mut session, "untitled:none"), Value::Null);
    session.write(&open(URI, "plaintext", 1, FINISHED));
    assert_eq!(status(&mut session, URI)["isReady"], true);
    session.write(&change(URI, 2, json!([whole(&FINISHED.replace("Upheld", "Uphled"))])));
    assert_eq!(status(&mut session, URI)["isReady"], false);
    session.end();
}

#[test]
fn the_status_tells_which_days_and_which_layout_govern() {
    let options = json!({ "layout": "letter-2014", "letterDate": "2014-09-03" });
    for (options, layout, origin, first) in
        [(json!({}), "letter-2015", "layout", "2015-01-01"), (options, "letter-2014", "settings", "2014-09-03")]
    {
        let mut session = Session::start_with(crate::session::server(), Way::Pulled.able(), options);
        session.write(&open(URI, "imr", 1, FINISHED));
        let status = status(&mut session, URI);
        assert_eq!(status["layout"], layout, "{status}");
        let days = &status["governingDays"];
        assert_eq!((&days["origin"], &days["first"]), (&json!(origin), &json!(first)), "{status}");
        session.end();
    }
}
