//! The command that checks all letters of a workspace.

use crate::session::{CANCELLED, Session, URI, change, notification, open, part, request};
use crate::support::folder::Folder;
use imr_ls::demo::client::frame;
use serde_json::{Value, json};

const RUN: &str = "workspace/executeCommand";

fn letter(request: &str, decision: &str) -> String {
    format!(
        "IMR ISSUES, DECISIONS AND RATIONALES\n\n{request}: {decision}\n\nClaims Administrator guideline: Not specified.\n\n\
         MAXIMUS guideline: The MTUS does not address this.\n\nDecision rationale: It is late. The request is not medically \
         necessary.\n"
    )
}

fn asked(format: &str) -> Value {
    json!({ "command": "imr.checkWorkspace", "arguments": [format] })
}

fn started(folder: &Folder, window: Value) -> Session {
    let mut session = Session::silent();
    let folders = json!([{ "uri": folder.uri(""), "name": "f" }]);
    session.result("initialize", json!({ "capabilities": { "window": window }, "workspaceFolders": folders }));
    session.write(&notification("initialized", json!({})));
    session
}

/// The lines of the table of letters, with its columns parted by a comma.
fn rows(report: &str) -> Vec<String> {
    let table = report.split("\n## ").next().expect("a beginning").lines();
    let rows = table.filter(|line| line.starts_with("| ")).skip(1);
    rows.map(|row| row.trim_matches([' ', '|']).split('|').map(str::trim).collect::<Vec<_>>().join(",")).collect()
}

/// A folder in which checking takes a while.
fn large_folder(name: &str) -> Folder {
    let folder = Folder::new(name);
    let text = letter("Norco 5mg #10", "Upheld").repeat(40);
    (0..400).for_each(|number| folder.write(&format!("{number}.txt"), &text));
    folder
}

#[test]
fn all_letters_are_checked_wherever_they_are() {
    let folder = Folder::new("check");
    folder.write("a.txt", letter("Soma", "Upheld"));
    folder.write("deep/b.imr", letter("Norco | 5mg #10", ""));
    folder.write("deep/c.imr", letter("Norco 5mg #10", "Overturned"));
    folder.write("notes.txt", "Call back on Monday.\n");
    folder.write("zeros.txt", [0; 9]);
    folder.write("archive/d.txt", letter("Norco 5mg #10", ""));
    folder.write(".gitignore", "archive/\n");
    folder.write("imr.toml", "[rules]\nignore = [\"IMR1\"]\nper-file-ignores = { \"deep/c.imr\" = [\"IMR2\"] }\n");
    let mut session = started(&folder, json!({}));
    let report = session.result(RUN, asked("markdown"));
    let report = report.as_str().expect("a report");
    assert!(report.contains("3 letters checked as final: "), "{report}");
    let [a, b, c] = &rows(report)[..] else { panic!("{report}") };
    assert_eq!(a.split(',').take(2).collect::<Vec<_>>(), ["a.txt", "1 of 1"], "{report}");
    assert!(b.starts_with("deep/b.imr,0 of 1,not ready,"), "{report}");
    assert!(report.contains("| error | IMR201 undecided-item |"), "{report}");
    // The heading says the opposite of the conclusion, but the settings are silent about it here.
    assert!(c.starts_with("deep/c.imr,1 of 1,"), "{report}");
    assert!(!report.contains("IMR211") && !report.contains("IMR101"), "{report}");
    assert!(report.ends_with("\n## Not checked\n\n- zeros.txt: it is not a text file\n"), "{report}");
    // What is typed counts, saved or not; and so does what no file holds.
    let file = folder.uri("a.txt");
    session.write(&open(&file, "imr", 1, &letter("Soma", "Upheld")));
    session.write(&change(&file, 2, json!([part((2, 5), (2, 12), " ")])));
    session.write(&open(URI, "imr", 1, &letter("Valium", "Upheld")));
    let report = session.result(RUN, asked("markdown"));
    let names: Vec<_> = rows(report.as_str().expect("a report"));
    let names: Vec<_> = names.iter().map(|row| row.split(',').take(2).collect::<Vec<_>>().join(",")).collect();
    assert_eq!(names, ["a.txt,0 of 1", "letter,1 of 1", "deep/b.imr,0 of 1", "deep/c.imr,1 of 1"], "{report}");
}

/// Nor does one that is gone, or no file any more, when its turn comes.
#[cfg(unix)]
#[test]
fn what_is_no_letter_does_not_keep_the_others_waiting() {
    use rustix::fs::{CWD, FileType, Mode, mknodat};
    use std::os::unix::fs::symlink;
    let folder = Folder::new("check-odd");
    folder.write("a.txt", letter("Soma", "Upheld"));
    folder.write("large.txt", letter("Soma", "Upheld").repeat(40_000));
    std::fs::create_dir_all(folder.path("folder.txt")).expect("a folder");
    mknodat(CWD, folder.path("pipe.txt"), FileType::Fifo, Mode::RUSR, 0).expect("a pipe can be made");
    for (target, name) in
        [("round.txt", "round.txt"), ("a.txt", "link.txt"), ("gone.txt", "broken.txt"), (".", "again")]
    {
        symlink(target, folder.path(name)).expect("a link can be made");
    }
    let mut session = started(&folder, json!({}));
    for _ in 0..2 {
        let report = session.result(RUN, asked("markdown"));
        let report = report.as_str().expect("a report");
        assert_eq!(rows(report).len(), 1, "{report}");
        assert!(report.ends_with("\n## Not checked\n\n- large.txt: it is larger than 4 MB\n"), "{report}");
        let found = session.result("workspace/symbol", json!({ "query": "Soma" }));
        assert_eq!(found.as_array().map(Vec::len), Some(1), "{found}");
    }
    std::fs::remove_file(folder.path("a.txt")).expect("it is there");
    assert_eq!(rows(session.result(RUN, asked("markdown")).as_str().expect("a report")), [""; 0]);
    assert_eq!(session.result("workspace/symbol", json!({ "query": "Soma" })), json!([]));
    session.end();
}

#[test]
fn the_report_has_two_forms() {
    let folder = Folder::new("check-forms");
    let mut session = started(&folder, json!({}));
    let report = session.result(RUN, asked("markdown"));
    let report = report.as_str().expect("a report");
    assert!(
        report.starts_with("# Check of all letters\n\nThere are no letters here.\n\nLooked through: /"),
        "{report}"
    );
    folder.write("a & b.txt", letter("Soma", ""));
    let page = session.result(RUN, asked("html"));
    let page = page.as_str().expect("a page");
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains("<td>a &amp; b.txt</td>"), "{page}");
    session.write(&request(7, RUN, asked("pdf")));
    assert_eq!(session.answer_to(7)["error"]["code"], -32602);
}

#[test]
fn progress_is_shown_to_a_client_that_can() {
    let folder = Folder::new("check-progress");
    (0..30).for_each(|number| folder.write(&format!("{number}.txt"), letter("Soma", "Upheld")));
    let mut session = started(&folder, json!({ "workDoneProgress": true }));
    session.write(&request(7, RUN, asked("markdown")));
    let create = session.message("window/workDoneProgress/create");
    let token = create["params"]["token"].clone();
    session.write(&frame(&json!({ "jsonrpc": "2.0", "id": create["id"], "result": null })));
    assert!(session.answer_to(7)["result"].is_string());
    let kinds: Vec<_> = std::iter::from_fn(|| {
        let shown = session.message("$/progress");
        assert_eq!(shown["params"]["token"], token);
        let kind = shown["params"]["value"]["kind"].clone();
        (kind != "end").then_some(kind)
    })
    .collect();
    assert_eq!(kinds[0], "begin");
}

#[test]
fn progress_is_shown_under_the_token_of_the_client() {
    let folder = Folder::new("check-token");
    folder.write("a.txt", letter("Soma", "Upheld"));
    let mut session = started(&folder, json!({}));
    let mut params = asked("markdown");
    params["workDoneToken"] = json!(5);
    session.write(&request(7, RUN, params));
    let begin = session.message("$/progress");
    assert_eq!((&begin["params"]["token"], &begin["params"]["value"]["kind"]), (&json!(5), &json!("begin")));
    assert!(session.answer_to(7)["result"].is_string());
    // Without a token and without the ability, nothing is shown.
    session.result(RUN, asked("markdown"));
    let shown = session.end().into_iter().filter(|message| message["method"] == "window/workDoneProgress/create");
    assert_eq!(shown.count(), 0);
}

#[test]
fn what_is_open_in_another_language_or_is_out_of_step_is_not_forgotten() {
    let folder = Folder::new("check-forgotten");
    for name in ["a.txt", "b.txt", "c.txt"] {
        folder.write(name, letter("Soma", "Upheld"));
    }
    let mut session = started(&folder, json!({}));
    session.write(&open(&folder.uri("a.txt"), "markdown", 1, "Nothing."));
    session.write(&open(&folder.uri("b.txt"), "imr", 1, &letter("Soma", "Upheld")));
    session.write(&change(&folder.uri("b.txt"), 2, json!([part((2, 5), (2, 1), "x")])));
    let report = session.result(RUN, asked("markdown"));
    let report = report.as_str().expect("a report");
    let names: Vec<_> = rows(report).into_iter().filter_map(|row| row.split(',').next().map(str::to_owned)).collect();
    assert_eq!(names, ["a.txt", "c.txt"], "{report}");
    assert!(report.contains("\n- b.txt: the server does not know what it says now"), "{report}");
}

#[test]
fn without_a_folder_the_report_says_so() {
    let mut session = Session::start(json!({}));
    session.write(&open(URI, "imr", 1, &letter("Valium", "Upheld")));
    let report = session.result(RUN, asked("markdown"));
    assert!(report.as_str().expect("a report").contains("No folder is open"), "{report}");
}

#[test]
fn a_request_can_be_cancelled() {
    let folder = large_folder("check-cancelled");
    let mut session = started(&folder, json!({}));
    let mut params = asked("markdown");
    params["workDoneToken"] = json!("t");
    session.write(&request(7, RUN, params));
    assert_eq!(session.message("$/progress")["params"]["value"]["kind"], "begin");
    session.write(&notification("$/cancelRequest", json!({ "id": 7 })));
    assert_eq!(session.answer_to(7)["error"]["code"], CANCELLED);
    // What is shown of it has an end.
    while session.message("$/progress")["params"]["value"]["kind"] != "end" {}
}

#[test]
fn the_button_beside_the_progress_cancels() {
    let folder = large_folder("check-button");
    let mut session = started(&folder, json!({}));
    let tokened = |token: &str| {
        let mut params = asked("markdown");
        params["workDoneToken"] = json!(token);
        params
    };
    session.write(&request(8, RUN, tokened("t")));
    session.write(&notification("window/workDoneProgress/cancel", json!({ "token": "t" })));
    // Whoever pressed it knows why there is nothing.
    let answer = session.answer_to(8);
    assert!(answer["result"].is_null() && answer["error"].is_null(), "{answer}");
    folder.clear();
    folder.write("a.txt", letter("Soma", "Upheld"));
    session.write(&request(9, RUN, tokened("u")));
    session.write(&notification("window/workDoneProgress/cancel", json!({ "token": "other" })));
    assert!(session.answer_to(9)["result"].is_string());
}
