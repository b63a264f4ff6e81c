//! Findings are silenced without touching the letter: by edits of the settings that any client can apply, and at once.

use crate::session::{Session, URI, change, changed, close, notification, open, part, whole};
use crate::settings::{FAULT, LETTER, WAYS, Way, count};
use crate::support::folder::Folder;
use serde_json::{Value, json};

const ACTION: &str = "textDocument/codeAction";
const COMMAND: &str = "workspace/executeCommand";
const LETTERS: [&str; 2] = ["letters/a.txt", "letters/b.txt"];
/// What is silenced where, and how often the fault is told then in the letter and in another one of the office.
const SCOPES: [(&str, [usize; 2]); 3] = [("item", [1, 2]), ("letter", [0, 2]), ("office", [0, 0])];

/// What clients can do with edits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Edits {
    Plain,
    Versioned,
    Making,
}

fn able(way: Way, edits: Edits) -> Value {
    let mut able = way.able();
    able["textDocument"]["codeAction"] =
        json!({ "codeActionLiteralSupport": { "codeActionKind": { "valueSet": ["quickfix"] } } });
    able["workspace"]["workspaceEdit"] = match edits {
        Edits::Plain => json!({}),
        Edits::Versioned => json!({ "documentChanges": true }),
        Edits::Making => json!({ "documentChanges": true, "resourceOperations": ["create"] }),
    };
    able
}

/// The actions about the fault between two lines.
fn actions(session: &mut Session, uri: &str, lines: [u64; 2]) -> Vec<Value> {
    let [start, end] =
        [(lines[0], 0), (lines[1], 60)].map(|(line, column)| json!({ "line": line, "character": column }));
    let context = json!({ "diagnostics": [], "only": ["quickfix"] });
    let params = json!({ "textDocument": { "uri": uri }, "range": { "start": start, "end": end }, "context": context });
    let mut actions = session.result(ACTION, params).as_array().expect("a list").clone();
    actions.retain(|action| action["diagnostics"][0]["code"] == FAULT && action["command"] != Value::Null);
    actions
}

fn titles(actions: &[Value]) -> Vec<&str> {
    actions.iter().filter_map(|action| action["title"].as_str()).collect()
}

/// What silences the fault of the first item.
fn silencing(session: &mut Session, uri: &str, scope: &str) -> Value {
    let title = format!("Ignore {FAULT} in this {scope}");
    let found = actions(session, uri, [2, 2]);
    found.into_iter().find(|action| action["title"] == title).unwrap_or_else(|| panic!("nothing to “{title}”"))
}

fn execute(session: &mut Session, action: &Value) -> Value {
    let command = &action["command"];
    session.result(COMMAND, json!({ "command": command["command"], "arguments": command["arguments"] }))
}

/// The text after the only edit of an action, which must be one of this file and for this version of it.
fn applied(action: &Value, edits: Edits, uri: &str, version: Option<i64>, before: Option<&str>) -> String {
    let edit = &action["edit"];
    let changes = edit["documentChanges"].as_array().cloned().unwrap_or_default();
    let text_edits = match (edits, changes.as_slice()) {
        (Edits::Plain, []) => &edit["changes"][uri],
        (Edits::Making, [made, change]) if before.is_none() => {
            let options = json!({ "ignoreIfExists": true });
            assert_eq!(made, &json!({ "kind": "create", "uri": uri, "options": options }));
            &change["edits"]
        }
        (Edits::Versioned | Edits::Making, [change]) if before.is_some() || edits == Edits::Versioned => {
            assert_eq!(change["textDocument"], json!({ "uri": uri, "version": version }));
            &change["edits"]
        }
        _ => panic!("{edits:?}: {edit}"),
    };
    let mut after = before.unwrap_or("").to_owned();
    for edit in text_edits.as_array().expect("edits").iter().rev() {
        let offset = |position: &Value| {
            let line = position["line"].as_u64().and_then(|line| usize::try_from(line).ok()).expect("a line");
            let start: usize = after.split_inclusive('\n').take(line).map(str::len).sum();
            start + position["character"].as_u64().and_then(|column| usize::try_from(column).ok()).expect("a column")
        };
        let range = offset(&edit["range"]["start"])..offset(&edit["range"]["end"]);
        after.replace_range(range, edit["newText"].as_str().expect("a text"));
    }
    after
}

fn counts<const N: usize>(diagnostics: &[Value; N]) -> [usize; N] {
    diagnostics.each_ref().map(|diagnostics| count(diagnostics, FAULT))
}

/// A session with two letters of an office.
fn started(folder: &Folder, way: Way, edits: Edits) -> (Session, [String; 2]) {
    let mut session = Session::start(able(way, edits));
    let uris = LETTERS.map(|letter| folder.uri(letter));
    for uri in &uris {
        session.write(&open(uri, "imr", 1, LETTER));
    }
    let told = way.told(&mut session, uris.each_ref().map(String::as_str));
    assert_eq!(counts(&told), [2, 2]);
    (session, uris)
}

#[test]
fn edits_that_are_written_to_the_disk_silence_at_once() {
    let settings = "# Ours.\r\nlayout = \"auto\" # as it comes\r\n\r\n[rules]\r\nselect = [\"IMR\"] # all\r\n";
    let clients = [(Way::Pushed, Edits::Plain), (Way::Pulled, Edits::Versioned), (Way::Pushed, Edits::Making)];
    for ((way, edits), (scope, expected)) in clients.into_iter().flat_map(|client| SCOPES.map(|scope| (client, scope)))
    {
        for before in [None, Some(settings)] {
            let folder = Folder::new(&format!("silenced-{edits:?}-{scope}-{}", before.is_some()));
            // One that is there is used wherever it is; a new one lies beside the letter.
            let file = if before.is_some() { "imr.toml" } else { "letters/imr.toml" };
            if let Some(before) = before {
                folder.write(file, before);
            }
            let (mut session, uris) = started(&folder, way, edits);
            let action = silencing(&mut session, &uris[0], scope);
            let after = applied(&action, edits, &folder.uri(file), None, before);
            let kept = before.unwrap_or("").lines();
            assert!(kept.clone().all(|line| after.lines().any(|other| other == line)), "{after}");
            assert_eq!(
                after.matches('\n').count(),
                if before.is_some() { after.matches("\r\n").count() } else { after.lines().count() }
            );
            folder.write(file, &after);
            session.write(&changed(&folder.uri(file)));
            let uris = uris.each_ref().map(String::as_str);
            assert_eq!(counts(&way.told_anew(&mut session, uris)), expected, "{way:?} {edits:?} {scope} {before:?}");
            // The command that belongs to it has nothing left to do.
            execute(&mut session, &action);
            assert_eq!(counts(&way.told_anew(&mut session, uris)), expected, "{way:?} {edits:?} {scope} {before:?}");
            session.write(&changed(&folder.uri(file)));
            assert_eq!(counts(&way.told_anew(&mut session, uris)), expected, "{way:?} {edits:?} {scope} {before:?}");
            assert_eq!(folder.read(file), after);
            session.end();
        }
    }
}

#[test]
fn edits_of_open_settings_silence_at_once() {
    let before = "# 𝖆\n[rules]\nignore = [\n    \"IMR5\", # form\n]\n";
    for way in WAYS {
        for (scope, expected) in SCOPES {
            let folder = Folder::new(&format!("open-{way:?}-{scope}"));
            folder.write("imr.toml", "");
            let (mut session, uris) = started(&folder, way, Edits::Making);
            let file = folder.uri("imr.toml");
            let [one, other] = uris.each_ref().map(String::as_str);
            session.write(&open(&file, "toml", 7, before));
            assert_eq!(counts(&way.told_anew(&mut session, [one, other])), [2, 2]);
            let action = silencing(&mut session, one, scope);
            let after = applied(&action, Edits::Making, &file, Some(7), Some(before));
            assert!(after.starts_with("# 𝖆\n[rules]\nignore = [\n    \"IMR5\", # form\n"), "{after}");
            session.write(&change(&file, 8, json!([whole(&after)])));
            assert_eq!(counts(&way.told_anew(&mut session, [one, other])), expected, "{way:?} {scope}");
            execute(&mut session, &action);
            assert_eq!(counts(&way.told_anew(&mut session, [one, other])), expected, "{way:?} {scope}");
            // What was neither saved nor silenced by the command alone goes with the text.
            session.write(&close(&file));
            assert_eq!(counts(&way.told_anew(&mut session, [one, other])), [2, 2], "{way:?} {scope}");
            session.end();
        }
    }
}

#[test]
fn the_command_silences_for_editors_that_do_not_show_their_settings() {
    for way in WAYS {
        for (scope, expected) in SCOPES {
            let folder = Folder::new(&format!("command-{way:?}-{scope}"));
            let (mut session, uris) = started(&folder, way, Edits::Plain);
            let [one, other] = uris.each_ref().map(String::as_str);
            let action = silencing(&mut session, one, scope);
            execute(&mut session, &action);
            assert_eq!(counts(&way.told_anew(&mut session, [one, other])), expected, "{way:?} {scope}");
            assert!(!folder.path("letters/imr.toml").exists());
            // Another file does not tell whether it is written.
            session.write(&changed(&folder.uri("guidelines/office.toml")));
            assert_eq!(counts(&way.told_anew(&mut session, [one, other])), expected, "{way:?} {scope}");
            folder.write("letters/imr.toml", "# nothing\n");
            session.write(&changed(&folder.uri("letters/imr.toml")));
            assert_eq!(counts(&way.told_anew(&mut session, [one, other])), [2, 2], "{way:?} {scope}");
            session.end();
        }
    }
}

#[test]
fn a_text_without_a_file_is_silenced_until_it_is_closed() {
    for way in WAYS {
        for (scope, expected) in &SCOPES[..2] {
            let mut session = Session::start(able(way, Edits::Making));
            session.write(&[open(URI, "imr", 1, LETTER), open("untitled:other", "imr", 1, LETTER)].concat());
            assert_eq!(counts(&way.told(&mut session, [URI, "untitled:other"])), [2, 2]);
            let found = actions(&mut session, URI, [2, 2]);
            assert_eq!(
                titles(&found),
                ["Ignore IMR202 in this item", "Ignore IMR202 in this letter", "Explain IMR202"]
            );
            assert!(found.iter().all(|action| action["edit"] == Value::Null));
            let action = silencing(&mut session, URI, scope);
            execute(&mut session, &action);
            assert_eq!(counts(&way.told_anew(&mut session, [URI])), [expected[0]], "{way:?} {scope}");
            session.write(&change(URI, 2, json!([part((2, 0), (2, 0), "\n")])));
            assert_eq!(counts(&way.told(&mut session, [URI])), [expected[0]], "{way:?} {scope}");
            session.write(&change("untitled:other", 2, json!([whole(LETTER)])));
            assert_eq!(counts(&way.told(&mut session, ["untitled:other"])), [2], "{way:?} {scope}");
            session.write(&close(URI));
            if way == Way::Pushed {
                session.published(URI);
            }
            session.write(&open(URI, "imr", 1, LETTER));
            assert_eq!(counts(&way.told(&mut session, [URI])), [2], "{way:?} {scope}");
            session.end();
        }
    }
}

#[test]
fn nothing_is_written_into_broken_settings() {
    let folder = Folder::new("unwritten");
    folder.write("imr.toml", "[rules\n");
    let (mut session, uris) = started(&folder, Way::Pulled, Edits::Making);
    assert_eq!(titles(&actions(&mut session, &uris[0], [2, 2])), ["Explain IMR202"]);
    session.end();
}

#[test]
fn one_action_silences_all_that_it_can() {
    let folder = Folder::new("several");
    let (mut session, uris) = started(&folder, Way::Pulled, Edits::Making);
    let found = actions(&mut session, &uris[0], [2, 6]);
    let of_title = |title: &str| found.iter().filter(|action| action["title"] == title).collect::<Vec<_>>();
    assert_eq!(of_title("Ignore IMR202 in this item").len(), 2);
    for title in ["Ignore IMR202 in this letter", "Ignore IMR202 in this office", "Explain IMR202"] {
        let found = of_title(title);
        assert_eq!(found.len(), 1, "{title}");
        assert_eq!(found[0]["diagnostics"].as_array().map(Vec::len), Some(2), "{title}");
    }
    session.end();
}

#[test]
fn names_and_requests_are_meant_as_they_are_written() {
    let letter = LETTER.replace("Robaxin 500mg #30", "Robaxin  {500,750}mg [#30]*?");
    for (scope, expected) in &SCOPES[..2] {
        let folder = Folder::new(&format!("literal-{scope}"));
        let mut session = Session::start(able(Way::Pushed, Edits::Making));
        let uris = ["letters/CM14  [draft] {a,b}*?.imr.txt", "letters/CM14 d ax.imr.txt"].map(|name| folder.uri(name));
        let uris = uris.each_ref().map(String::as_str);
        for uri in uris {
            session.write(&open(uri, "imr", 1, &letter));
        }
        assert_eq!(counts(&Way::Pushed.told(&mut session, uris)), [2, 2]);
        let action = silencing(&mut session, uris[0], scope);
        folder.write("letters/imr.toml", applied(&action, Edits::Making, &folder.uri("letters/imr.toml"), None, None));
        session.write(&changed(&folder.uri("letters/imr.toml")));
        assert_eq!(
            counts(&Way::Pushed.told_anew(&mut session, uris)),
            *expected,
            "{}",
            folder.read("letters/imr.toml")
        );
        session.end();
    }
}

#[test]
fn a_rule_is_explained_to_those_who_ask() {
    let mut session = Session::start(able(Way::Pulled, Edits::Making));
    session.write(&open(URI, "imr", 1, LETTER));
    let found = actions(&mut session, URI, [2, 2]);
    let action = found.iter().find(|action| action["title"] == "Explain IMR202").expect("an explanation");
    let page = execute(&mut session, action);
    assert!(page.as_str().is_some_and(|page| page.starts_with("# IMR202: ")), "{page}");
    let shown = session.client.notification("window/showMessage", |_| true).expect("a message");
    assert!(
        shown["message"].as_str().is_some_and(|message| message.starts_with("IMR202 unknown-decision: ")),
        "{shown}"
    );
    let unknown = json!({ "command": "imr.explain", "arguments": ["IMR999"] });
    assert!(session.client.request(COMMAND, unknown).is_err());
    session.end();
}

#[test]
fn settings_of_the_environment_that_make_no_sense_are_told() {
    let mut server = crate::session::server();
    server.env("IMR_LS_IGNORE", "IMR2O2");
    let mut session = Session::start_with(server, json!({}), Value::Null);
    let shown = session.client.notification("window/showMessage", |_| true).expect("a message");
    let message = "IMR_LS_IGNORE: There is no rule “IMR2O2”. Did you mean “IMR202”?";
    assert_eq!(shown["message"], message);
    session.write(&notification("workspace/didChangeConfiguration", json!({ "settings": {} })));
    session.end();
}
