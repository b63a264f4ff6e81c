//! The disputed items of the letters in the folders of a workspace.

use crate::session::{CANCELLED, Session, URI, change, changed, notification, open, part, request, server};
use crate::support::folder::Folder;
use serde_json::{Value, json};

const METHOD: &str = "workspace/symbol";

fn letter(request: &str, decision: &str) -> String {
    format!(
        "CLINICAL CASE SUMMARY\n\nShe fell.\n\nIMR ISSUES, DECISIONS AND RATIONALES\n\n{request}: {decision}\n\n\
         Decision rationale: It is late.\n"
    )
}

fn started(folders: &[&Folder]) -> Session {
    let mut session = Session::silent();
    let folders: Vec<Value> = folders.iter().map(|folder| json!({ "uri": folder.uri(""), "name": "f" })).collect();
    let able = json!({ "workspace": { "symbol": {}, "workspaceFolders": true } });
    let params = json!({ "capabilities": able, "workspaceFolders": folders });
    session.offered = session.result("initialize", params)["capabilities"].take();
    session.write(&notification("initialized", json!({})));
    session
}

/// What is found, with the name of what holds it.
fn found(session: &mut Session, query: &str) -> Vec<(String, String)> {
    let found = session.result(METHOD, json!({ "query": query }));
    let words = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let found = found.as_array().expect("a list").iter();
    found.map(|symbol| (words(&symbol["name"]), words(&symbol["containerName"]))).collect()
}

fn named(name: &str, container: &str) -> (String, String) {
    (name.to_owned(), container.to_owned())
}

#[test]
fn letters_are_found_wherever_they_are() {
    let folder = Folder::new("symbols");
    folder.write("a.txt", letter("Norco 10/325mg #60", "Upheld"));
    folder.write("deep/b.imr", letter("Hydrocodone/APAP 5mg #30", "Overturned"));
    folder.write("archive/c.txt", letter("Norco 5mg #10", "Upheld"));
    folder.write("notes.md", letter("Norco 5mg #11", "Upheld"));
    folder.write(".gitignore", "archive/\n");
    let mut session = started(&[&folder]);
    assert_eq!(session.offered["workspaceSymbolProvider"], true);
    assert_eq!(session.offered["workspace"]["workspaceFolders"]["changeNotifications"], true);
    let (first, second) = (
        named("1. Norco 10/325mg #60 — Upheld", "a.txt"),
        named("1. Hydrocodone/APAP 5mg #30 (Norco) — Overturned", "b.imr"),
    );
    assert_eq!(found(&mut session, "norco"), [first, second.clone()]);
    assert_eq!(found(&mut session, "norco overturned"), std::slice::from_ref(&second));
    // What is typed counts before it is saved, and with it what no file holds.
    let text = letter("𝖆 Soma 350mg #20", "Upheld");
    let file = folder.uri("a.txt");
    session.write(&[open(&file, "imr", 1, &letter("Soma", "Upheld")), open(URI, "imr", 1, &text)].concat());
    session.write(&change(&file, 2, json!([part((6, 4), (6, 4), " 250mg")])));
    let somas = [named("1. Soma 250mg — Upheld", "a.txt"), named("1. 𝖆 Soma 350mg #20 — Upheld", "letter")];
    assert_eq!(found(&mut session, "soma"), somas);
    assert_eq!(found(&mut session, "norco"), [second]);
    let place = session.result(METHOD, json!({ "query": "350mg" }))[0]["location"].take();
    let at = |character: usize| json!({ "line": 6, "character": character });
    let width = "𝖆 Soma 350mg #20".encode_utf16().count();
    assert_eq!(place, json!({ "uri": URI, "range": { "start": at(0), "end": at(width) } }));
    session.end();
}

#[test]
fn files_are_read_again_when_they_change() {
    let (folder, other) = (Folder::new("symbols-again"), Folder::new("symbols-other"));
    folder.write("a.txt", letter("Norco", "Upheld"));
    other.write("b.txt", letter("Norco 5mg", "Upheld"));
    let mut session = started(&[&folder]);
    assert_eq!(found(&mut session, ""), [named("1. Norco — Upheld", "a.txt")]);
    folder.write("a.txt", letter("Norco", "Overturned"));
    assert_eq!(found(&mut session, ""), [named("1. Norco — Overturned", "a.txt")]);
    // So do the names that an office gives to treatments.
    let office = "[[treatment]]\nname = \"hydrocodone/acetaminophen\"\nbrands = [\"Our Tablet\"]\n";
    folder.write("guidelines/office.toml", office);
    session.write(&changed(&folder.uri("guidelines/office.toml")));
    assert_eq!(found(&mut session, "tablet"), [named("1. Norco (Our Tablet) — Overturned", "a.txt")]);
    let folders = |folder: &Folder| json!([{ "uri": folder.uri(""), "name": "f" }]);
    let event = json!({ "event": { "added": folders(&other), "removed": folders(&folder) } });
    session.write(&notification("workspace/didChangeWorkspaceFolders", event));
    assert_eq!(found(&mut session, ""), [named("1. Norco 5mg — Upheld", "b.txt")]);
    session.end();
}

#[cfg(unix)]
#[test]
fn nothing_outside_of_the_folders_is_read() {
    let (folder, other) = (Folder::new("symbols-links"), Folder::new("symbols-outside"));
    folder.write("a.txt", letter("Norco", "Upheld"));
    other.write("b.txt", letter("Soma", "Upheld"));
    for (to, link) in [(folder.path(""), "loop"), (other.path(""), "folder"), (other.path("b.txt"), "b.txt")] {
        std::os::unix::fs::symlink(to, folder.path(link)).expect("a link");
    }
    let mut session = started(&[&folder]);
    assert_eq!(found(&mut session, ""), [named("1. Norco — Upheld", "a.txt")]);
    session.end();
}

#[test]
fn nothing_is_offered_to_those_who_do_not_ask() {
    let mut session = Session::start_with(server(), json!({}), json!({}));
    let offered = &session.offered;
    assert_eq!((&offered["workspaceSymbolProvider"], &offered["workspace"]), (&Value::Null, &Value::Null));
    assert_eq!(found(&mut session, "norco"), []);
    // Whether it is still under way or done already.
    session.write(&request(7, METHOD, json!({ "query": "" })));
    session.write(&notification("$/cancelRequest", json!({ "id": 7 })));
    let answer = session.answer_to(7);
    assert!(answer["result"].is_array() || answer["error"]["code"] == CANCELLED, "{answer}");
    session.end();
}
