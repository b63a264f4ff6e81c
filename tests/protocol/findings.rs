//! Findings are pulled or pushed, never both; the latest always arrive; clients get what they understand.

use crate::letter::{LETTER, Writer, findings, plain, symbols};
use crate::session::{
    OUTLINE, PUBLISH, PULL, Session, URI, about, change, close, open, part, pulling, pushed_to, whole,
};
use serde_json::{Value, json};

fn pull(session: &mut Session, previous: &Value) -> Value {
    session.result(PULL, json!({ "textDocument": { "uri": URI }, "previousResultId": previous }))
}

#[test]
fn a_client_that_pulls_is_never_pushed_to() {
    for takes_pushes in [false, true] {
        let mut capabilities = pulling();
        if takes_pushes {
            capabilities["textDocument"]["publishDiagnostics"] = json!({ "relatedInformation": true });
            capabilities["workspace"]["diagnostics"] = json!({ "refreshSupport": true });
        }
        let mut session = Session::start(capabilities);
        assert_eq!(session.offered["diagnosticProvider"]["workspaceDiagnostics"], false);
        let mut writer = Writer::new(URI, LETTER, "utf-16", 1);
        session.write(&writer.open());
        for _ in 0..20 {
            session.write(&writer.write());
            assert_eq!(plain(&pull(&mut session, &Value::Null)["items"]), findings(&writer.text, "utf-16"));
        }
        session.write(&close(URI));
        assert_eq!(pull(&mut session, &Value::Null)["items"], json!([]));
        assert_eq!(session.end(), [Value::Null; 0]);
    }
}

/// It would go on showing what it pulled before settings changed.
#[test]
fn a_client_that_cannot_be_asked_to_pull_anew_is_pushed_to() {
    let mut capabilities = pulling();
    capabilities["textDocument"]["publishDiagnostics"] = json!({});
    let mut session = Session::start(capabilities);
    assert_eq!(session.offered["diagnosticProvider"], Value::Null);
    session.write(&open(URI, "imr", 1, LETTER));
    assert_eq!(plain(&session.published(URI)["diagnostics"]), findings(LETTER, "utf-16"));
    session.end();
}

#[test]
fn a_pulled_result_is_known_by_its_content() {
    let mut session = Session::start(pulling());
    session.write(&open(URI, "imr", 1, LETTER));
    let first = pull(&mut session, &Value::Null);
    assert_eq!((&first["kind"], plain(&first["items"])), (&json!("full"), findings(LETTER, "utf-16")));
    let unchanged = json!({ "kind": "unchanged", "resultId": first["resultId"] });
    assert_eq!(pull(&mut session, &first["resultId"]), unchanged);
    let (moved, other) = (format!("\n{LETTER}"), LETTER.replace("Upheld", "Overtunred"));
    let reopened = [close(URI), open(URI, "imr", 1, &other)].concat();
    for (messages, text) in [(change(URI, 2, json!([part((0, 0), (0, 0), "\n")])), &moved), (reopened, &other)] {
        session.write(&messages);
        let next = pull(&mut session, &first["resultId"]);
        assert_eq!((&next["kind"], plain(&next["items"])), (&json!("full"), findings(text, "utf-16")));
    }
    session.end();
}

#[test]
fn pushed_findings_arrive_in_order_and_the_latest_always() {
    let mut session = Session::start(pushed_to());
    assert_eq!(session.offered["diagnosticProvider"], Value::Null);
    let mut writers = ["untitled:1", "untitled:2"].map(|uri| Writer::new(uri, LETTER, "utf-16", 7));
    session.write(&writers.each_ref().map(Writer::open).concat());
    for _ in 0..5 {
        let messages: Vec<_> = (0..100).map(|turn| writers[turn % 2].write()).collect();
        session.write(&messages.concat());
        session.settle();
    }
    for writer in &writers {
        let mut last = Value::Null;
        while last["version"] != writer.version {
            let next = session.published(&writer.uri);
            assert!(next["version"].as_i64() > last["version"].as_i64(), "{last} and then {next}");
            last = next;
        }
        assert_eq!(plain(&last["diagnostics"]), findings(&writer.text, "utf-16"));
        session.write(&close(&writer.uri));
        assert_eq!(session.published(&writer.uri)["diagnostics"], json!([]));
    }
    session.settle();
    assert_eq!(session.end(), [Value::Null; 0]);
}

#[test]
fn only_letters_have_findings() {
    let prose = "Dear colleague,\n\nthe decision rationale is attached.\n";
    let headings = "CLINICAL CASE SUMMARY\n\nNone.\n\nIMR ISSUES, DECISIONS AND RATIONALES\n";
    let letters = [("imr", LETTER), ("imr", prose), ("imr", ""), ("plaintext", LETTER), ("plaintext", headings)];
    let others = [("plaintext", prose), ("plaintext", ""), ("markdown", LETTER), ("rust", LETTER), ("", LETTER)];
    let letters = letters.into_iter().map(|letter| (letter, true));
    for ((language, text), is_told) in letters.chain(others.into_iter().map(|other| (other, false))) {
        let mut session = Session::start(pushed_to());
        session.write(&open(URI, language, 1, text));
        if is_told {
            assert_eq!(plain(&session.published(URI)["diagnostics"]), findings(text, "utf-16"), "{language}: {text}");
            assert_eq!(session.outline(URI), symbols(text, "utf-16"));
        } else {
            assert!(session.outline(URI).as_array().is_none_or(Vec::is_empty), "{language}: {text}");
            session.write(&[change(URI, 2, json!([whole(text)])), close(URI)].concat());
        }
        // Nobody is warned about a text that is none of our business.
        session.write(&open("other:", "rust", 1, LETTER));
        session.write(&change("other:", 2, json!([{ "range": "all", "text": "x" }])));
        session.settle();
        assert_eq!(session.end(), [Value::Null; 0], "{language}: {text}");
    }
}

#[test]
fn findings_vanish_with_the_letter() {
    let cases = [
        change(URI, 2, json!([whole("")])),
        open(URI, "markdown", 1, LETTER),
        open(URI, "plaintext", 1, "Dear colleague,"),
        [close(URI), open(URI, "plaintext", 1, "Dear colleague,")].concat(),
    ];
    for messages in cases {
        let mut session = Session::start(pushed_to());
        session.write(&open(URI, "plaintext", 1, LETTER));
        assert_ne!(session.published(URI)["diagnostics"], json!([]));
        session.write(&messages);
        session.settle();
        let told = session.end();
        let last = told.iter().rfind(|message| message["method"] == PUBLISH && message["params"]["uri"] == URI);
        assert_eq!(
            last.map(|last| &last["params"]["diagnostics"]),
            Some(&json!([])),
            "{}",
            String::from_utf8_lossy(&messages)
        );
    }
}

#[test]
fn the_severest_findings_are_shown_and_the_rest_counted() {
    const MOST: usize = 500;
    // Gaps first, each mere information as long as nothing is written behind it; then mistakes.
    let gaps: String = (0..600).map(|item| format!("Soma {item}mg #20\n\nDecision rationale:\n\n")).collect();
    let mistakes = "Norco 10mg #30\n\nDecision rationale:\n\nDecision rationale:\n\n".repeat(400);
    let text = format!("IMR ISSUES, DECISIONS AND RATIONALES\n\n{gaps}{mistakes}");
    let all = findings(&text, "utf-16");
    let severities = |findings: &[Value]| {
        let mut severities: Vec<_> = findings.iter().map(|finding| finding[1].as_u64()).collect();
        severities.sort_unstable();
        severities
    };
    let severest = &severities(&all)[..MOST];
    assert_ne!(severities(&all[..MOST]), severest, "the severest must not be the first");
    for pulls in [true, false] {
        let mut session = Session::start(if pulls { pulling() } else { pushed_to() });
        session.write(&open(URI, "imr", 1, &text));
        let told = if pulls { pull(&mut session, &Value::Null) } else { session.published(URI) };
        let mut shown = plain(&told[if pulls { "items" } else { "diagnostics" }]);
        let rest = shown.pop().expect("findings").to_string();
        assert!(rest.contains(&format!(" {} more", all.len() - MOST)), "{rest}");
        assert_eq!(severities(&shown), severest);
        let left = all.iter().filter(|finding| !shown.contains(finding)).count();
        assert_eq!(left, all.len() - MOST, "each is shown once, and is what was found");
        session.end();
    }
}

#[test]
fn clients_are_told_only_what_they_understand() {
    let mut rich = Session::start(pushed_to());
    assert_eq!(rich.offered["textDocumentSync"], json!({ "openClose": true, "change": 2, "save": true }));
    rich.write(&open(URI, "imr", 1, LETTER));
    assert!(rich.published(URI).to_string().contains("relatedInformation"));
    rich.end();
    let mut bare = Session::start(json!({ "textDocument": { "publishDiagnostics": {} } }));
    bare.write(&open(URI, "imr", 1, LETTER));
    let told = bare.published(URI);
    assert_eq!(plain(&told["diagnostics"]), findings(LETTER, "utf-16"));
    assert!(!told.to_string().contains("relatedInformation"));
    let mut flat = Vec::new();
    flatten(&symbols(LETTER, "utf-16"), &Value::Null, &mut flat);
    assert_eq!(bare.result(OUTLINE, about(URI)), Value::from(flat));
    bare.end();
}

/// For clients without hierarchy: every entry with the name of what holds it.
fn flatten(symbols: &Value, container: &Value, flat: &mut Vec<Value>) {
    for symbol in symbols.as_array().into_iter().flatten() {
        let location = json!({ "uri": URI, "range": symbol["range"] });
        let mut entry = json!({ "name": symbol["name"], "kind": symbol["kind"], "location": location });
        if !container.is_null() {
            entry["containerName"] = container.clone();
        }
        flat.push(entry);
        flatten(&symbol["children"], &symbol["name"], flat);
    }
}
