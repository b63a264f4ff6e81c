//! Help while settings are written, and the pages about rules that a client keeps.

use crate::session::{PUBLISH, PULL, Session, about, change, notification, open, part, pulling, pushed_to};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// An item without a decision.
const LETTER: &str = "IMR ISSUES, DECISIONS AND RATIONALES\n\nNorco 10/325mg #60\n\nDecision rationale: It is late.\n";

/// A folder for one test, above which nothing counts.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("help-{name}-{}", std::process::id()));
    std::fs::create_dir_all(folder.join(".git")).expect("a folder");
    folder
}

fn uri(file: &Path) -> String {
    format!("file://{}", file.display()).replace(' ', "%20")
}

fn at(uri: &str, line: u64, character: u64) -> Value {
    json!({ "textDocument": { "uri": uri }, "position": { "line": line, "character": character } })
}

#[test]
fn settings_are_completed_and_explained_in_any_language_and_before_they_are_saved() {
    let folder = folder("written");
    let settings = uri(&folder.join("imr.toml"));
    let mut able = pushed_to();
    able["textDocument"]["hover"] = json!({ "contentFormat": ["plaintext"] });
    let mut session = Session::start(able);
    for language in ["toml", "plaintext"] {
        session.write(&open(&settings, language, 1, "# 𝖆\n[rules]\nignore = [\"𝖆\", \"\"]\n"));
        let offered = session.result("textDocument/completion", at(&settings, 2, 17));
        assert_eq!((&offered[0]["label"], &offered[0]["kind"]), (&json!("IMR101"), &json!(12)));
        let edit = &offered[0]["textEdit"];
        assert_eq!(
            (&edit["newText"], &edit["range"]["start"]),
            (&json!("IMR101"), &json!({ "line": 2, "character": 17 }))
        );
        session.write(&change(&settings, 2, json!([part((2, 17), (2, 17), "IMR401")])));
        let told = session.result("textDocument/hover", at(&settings, 2, 20));
        assert_eq!(told["range"]["end"], json!({ "line": 2, "character": 23 }));
        assert!(told["contents"]["value"].as_str().is_some_and(|words| words.starts_with("IMR401 contradiction\n")));
        assert_eq!(session.result("textDocument/hover", at(&settings, 0, 3)), Value::Null);
    }
    session.end();
    let _ = std::fs::remove_dir_all(folder);
}

#[test]
fn findings_lead_to_the_pages_that_the_client_keeps() {
    let folder = folder("pages");
    let (letter, settings) = (uri(&folder.join("a.imr.txt")), uri(&folder.join("imr.toml")));
    std::fs::write(folder.join("imr.toml"), "colour = 1\n").expect("a file");
    let page = |pages: &str, diagnostics: &Value| {
        let code = diagnostics[0]["code"].as_str().expect("a code").to_owned();
        assert_eq!(diagnostics[0]["codeDescription"]["href"], format!("{pages}/{code}.md"));
    };
    for (given, pages) in [("file:///a%20b/rules", "file:///a%20b/rules"), ("file:///rules/", "file:///rules")] {
        let mut session = started(pushed_to(), given);
        session.write(&open(&letter, "imr", 1, LETTER));
        page(pages, &session.published(&letter)["diagnostics"]);
        page(pages, &session.published(&settings)["diagnostics"]);
        session.end();
    }
    let mut session = started(pulling(), "file:///rules");
    for (uri, language, text) in [(&letter, "imr", LETTER), (&settings, "toml", "colour = 1\n")] {
        session.write(&open(uri, language, 1, text));
        page("file:///rules", &session.result(PULL, about(uri))["items"]);
    }
    session.end();
    let _ = std::fs::remove_dir_all(folder);
}

#[test]
fn other_addresses_of_pages_do_not_count() {
    let mut session = started(pushed_to(), "https://example.org/rules");
    session.write(&open("untitled:a", "imr", 1, LETTER));
    let findings = session.client.notification(PUBLISH, |_| true).expect("findings");
    let finding = &findings["diagnostics"][0];
    assert_eq!((&finding["code"], &finding["codeDescription"]), (&json!("IMR101"), &Value::Null));
    session.end();
}

/// A session with a client that keeps the pages about rules in a folder.
fn started(capabilities: Value, pages: &str) -> Session {
    let mut session = Session::silent();
    let options = json!({ "rulePages": pages });
    session.result("initialize", json!({ "capabilities": capabilities, "initializationOptions": options }));
    session.write(&notification("initialized", json!({})));
    session
}
