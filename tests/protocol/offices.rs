//! The files of offices: found beside the letters, read again when they change, and told of when they are wrong.

use crate::letter::plain;
use crate::session::{PUBLISH, PULL, Session, about, changed, close, notification, open, pulling, pushed_to};
use crate::support::folder::Folder;
use serde_json::{Value, json};

/// A request named by a name that only an office's file knows; what ships knows nothing of it.
const LETTER: &str = "IMR ISSUES, DECISIONS AND RATIONALES\n\nRobaxin 500mg #30:  Upheld\n\n\
    Claims Administrator guideline: Decision based on MTUS.\n\n\
    MAXIMUS guideline: Decision based on MTUS Chronic Pain Treatment Guidelines Leech therapy, Page(s): 24.\n\n\
    Decision rationale: The request is not medically necessary.\n";
const OFFICE: &str = "[[topic]]\nname = \"Leeches\"\nguideline = \"chronic-pain-2009\"\n\
    cite = { words = \"Leech therapy\", status = \"confirmed\" }\n";
const BROKEN: &str = "[[topic]]\nname = \"Leeches\nguideline = 1\n";

const FILE: &str = "guidelines/office.toml";

fn knows_leeches(diagnostics: &Value) -> bool {
    !plain(diagnostics).iter().any(|finding| finding[3].as_str().is_some_and(|message| message.contains("Leech")))
}

#[test]
fn a_letter_is_judged_by_the_files_of_its_office() {
    let folder = Folder::new("judged");
    folder.write(FILE, OFFICE);
    let mut session = Session::start(pushed_to());
    let letter = folder.uri("letters/a.txt");
    session.write(&[open(&letter, "imr", 1, LETTER), open("untitled:a", "imr", 1, LETTER)].concat());
    assert!(knows_leeches(&session.published(&letter)["diagnostics"]));
    assert!(!knows_leeches(&session.published("untitled:a")["diagnostics"]));
    session.end();
}

#[test]
fn letters_are_judged_anew_when_a_file_changes() {
    let folder = Folder::new("anew");
    let mut session = Session::start(pushed_to());
    let (letter, file) = (folder.uri("letters/a.txt"), folder.uri(FILE));
    session.write(&open(&letter, "imr", 1, LETTER));
    assert!(!knows_leeches(&session.published(&letter)["diagnostics"]));
    folder.write(FILE, OFFICE);
    session.write(&changed(&folder.uri(FILE)));
    assert!(knows_leeches(&session.published(&letter)["diagnostics"]));
    folder.write(FILE, "");
    session.write(&notification("textDocument/didSave", about(&file)));
    assert!(!knows_leeches(&session.published(&letter)["diagnostics"]));
    session.write(&notification("textDocument/didSave", about(&letter)));
    session.settle();
    let rest = session.end();
    assert!(!rest.iter().any(|message| message["method"] == PUBLISH && message["params"]["uri"] == letter), "{rest:?}");
}

#[test]
fn a_broken_file_counts_as_it_was_and_is_told() {
    let folder = Folder::new("broken");
    folder.write(FILE, OFFICE);
    let mut session = Session::start(pushed_to());
    let (letter, file) = (folder.uri("letters/a.txt"), folder.uri(FILE));
    session.write(&open(&letter, "imr", 1, LETTER));
    assert!(knows_leeches(&session.published(&letter)["diagnostics"]));
    folder.write(FILE, BROKEN);
    session.write(&changed(&folder.uri(FILE)));
    assert!(knows_leeches(&session.published(&letter)["diagnostics"]));
    let told = session.published(&file)["diagnostics"].take();
    assert_eq!((&told[0]["code"], &told[0]["range"]["start"]["line"]), (&json!("IMR901"), &json!(1)));
    folder.write(FILE, OFFICE.replace("confirmed", "sure"));
    session.write(&changed(&folder.uri(FILE)));
    assert!(!knows_leeches(&session.published(&letter)["diagnostics"]));
    let told = session.published(&file)["diagnostics"].take();
    assert!(told[0]["message"].as_str().is_some_and(|message| message.contains("“sure”")), "{told}");
    folder.write(FILE, OFFICE);
    session.write(&changed(&folder.uri(FILE)));
    assert!(knows_leeches(&session.published(&letter)["diagnostics"]));
    assert_eq!(session.published(&file)["diagnostics"], json!([]));
    session.end();
}

/// A file that is half written, saved in another encoding, or far too large.
#[test]
fn files_that_cannot_be_read_any_more_count_as_they_were() {
    const SILENT: &str = "[rules]\nignore = [\"IMR3\", \"IMR4\"]\n";
    let large = " ".repeat(4 * 1024 * 1024 + 1);
    let codes = |told: &Value| plain(told).iter().map(|finding| finding[2].clone()).collect::<Vec<_>>();
    for (name, sound, code) in [(FILE, OFFICE, "IMR901"), ("imr.toml", SILENT, "IMR902")] {
        for broken in [&b"\xff\xfea\0"[..], b"[[topic", large.as_bytes()] {
            let folder = Folder::new("unreadable");
            folder.write(name, sound);
            let mut session = Session::start(pushed_to());
            let (letter, file) = (folder.uri("letters/a.txt"), folder.uri(name));
            session.write(&open(&letter, "imr", 1, LETTER));
            let before = codes(&session.published(&letter)["diagnostics"]);
            folder.write(name, broken);
            session.write(&changed(&file));
            let mut after = codes(&session.published(&letter)["diagnostics"]);
            let length = after.len();
            after.retain(|found| found != code);
            assert_eq!((&after, length), (&before, before.len() + 1), "{name}: the letter tells of it, once");
            assert_eq!(session.published(&file)["diagnostics"][0]["code"], code, "{name}");
            session.end();
        }
    }
}

#[test]
fn what_is_wrong_with_a_file_is_told_to_clients_that_ask() {
    let folder = Folder::new("asked");
    folder.write(FILE, BROKEN);
    let mut session = Session::start(pulling());
    let file = folder.uri(FILE);
    session.write(&open(&file, "toml", 1, BROKEN));
    let told = session.result(PULL, about(&file));
    assert_eq!(told["items"][0]["code"], "IMR901");
    session.write(&close(&file));
    assert_eq!(session.end(), [Value::Null; 0]);
}

#[test]
fn clients_are_asked_for_what_they_can_do() {
    let folder = Folder::new("able");
    let mut able = pulling();
    let refreshes = json!({ "refreshSupport": true });
    able["workspace"] = json!({
        "didChangeWatchedFiles": { "dynamicRegistration": true },
        "diagnostics": refreshes,
        "semanticTokens": refreshes,
        "codeLens": refreshes,
        "inlayHint": refreshes,
    });
    let mut session = Session::start(able);
    let asked = session.client.wait_for(|message| message["method"] == "client/registerCapability").expect("a request");
    let registration = &asked["params"]["registrations"][0];
    assert_eq!(registration["method"], "workspace/didChangeWatchedFiles");
    assert_eq!(registration["registerOptions"]["watchers"][0]["globPattern"], "**/guidelines/*.toml");
    let letter = folder.uri("letters/a.txt");
    session.write(&open(&letter, "imr", 1, LETTER));
    assert!(!knows_leeches(&session.result(PULL, about(&letter))["items"]));
    folder.write(FILE, OFFICE);
    session.write(&changed(&folder.uri(FILE)));
    for what in ["diagnostic", "semanticTokens", "codeLens", "inlayHint"] {
        let method = format!("workspace/{what}/refresh");
        session.client.wait_for(|message| message["method"] == method).expect("a request");
    }
    assert!(knows_leeches(&session.result(PULL, about(&letter))["items"]));
    session.end();
}
