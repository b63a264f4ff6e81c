//! `imr-ls check` on folders, patterns and lists of letters.

mod support;

use serde_json::{Value, json};
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::Stdio;
use support::folder::Folder;
use support::program::{err, out, program, run_in, run_with_input};

fn letter(request: &str, decision: &str) -> String {
    format!("IMR ISSUES, DECISIONS AND RATIONALES\n\n{request}: {decision}\n\nDecision rationale: It is late.\n")
}

/// The names of the files that findings were told of, each once, in their order.
fn names(output: &str) -> Vec<&str> {
    let mut names: Vec<&str> = output.lines().filter_map(|line| line.split(':').next()).collect();
    names.dedup();
    names
}

#[test]
fn folders_are_looked_through() {
    let folder = Folder::new("folders");
    folder.write("b.txt", letter("Soma", ""));
    folder.write("a/deep/c.IMR", letter("Norco", ""));
    folder.write("a/notes.txt", "Call back on Monday.\n");
    folder.write("a/zeros.txt", [0; 9]);
    folder.write("a/letter.md", letter("Norco", ""));
    folder.write("old/d.txt", letter("Norco", ""));
    folder.write(".gitignore", "old/\n");
    let output = run_in(&folder, &["check", "--format", "concise", "."]);
    assert_eq!(names(&out(&output)), ["./a/deep/c.IMR", "./b.txt"]);
    let said = err(&output);
    assert!(said.trim_end().ends_with("in 2 letters; 2 other texts left alone"), "{said}");
    assert_eq!((said.lines().count(), output.status.code()), (1, Some(1)));
    // Who names a file wants to know what became of it.
    let said = err(&run_in(&folder, &["check", "a/notes.txt", "a/zeros.txt"]));
    assert!(said.contains("a/notes.txt: this is not a determination letter; skipped"), "{said}");
    assert!(said.contains("a/zeros.txt: this is not a text file; skipped"), "{said}");
}

#[test]
fn a_folder_may_hold_nothing() {
    let folder = Folder::new("empty");
    folder.write("sub/readme.md", "x");
    let output = run_in(&folder, &["check", "sub", "*.text"]);
    let said = err(&output);
    assert!(said.contains("sub: there are no letters in this folder"), "{said}");
    assert!(said.contains("*.text: there is nothing like it"), "{said}");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn patterns_match_what_the_shell_did_not() {
    let folder = Folder::new("patterns");
    for name in ["a.txt", "b.text", "in/c.text", "in/deep/d.text"] {
        folder.write(name, letter("Soma", ""));
    }
    let found = |pattern: &str| {
        let output = out(&run_in(&folder, &["check", "--format", "concise", pattern]));
        names(&output).join(" ")
    };
    assert_eq!(found("*.text"), "./b.text");
    assert_eq!(found("in/*.text"), "in/c.text");
    assert_eq!(found("./in/**/*.text"), "./in/c.text ./in/deep/d.text");
    assert_eq!(found("in/deep/?.text"), "in/deep/d.text");
}

#[test]
fn a_name_with_a_pattern_in_it_is_a_name_if_there_is_such_a_file() {
    let folder = Folder::new("bracketed");
    folder.write("a[1].txt", letter("Soma", ""));
    folder.write("a1.txt", letter("Norco", ""));
    let output = run_in(&folder, &["check", "--format", "concise", "a[1].txt"]);
    assert_eq!(names(&out(&output)), ["a[1].txt"]);
}

#[test]
fn the_rest_is_done_when_something_fails() {
    let folder = Folder::new("partly");
    folder.write("a.txt", letter("Soma", ""));
    folder.write("huge.txt", letter("Soma", "").repeat(60_000));
    folder.write("z.txt", letter("Soma", ""));
    let output = run_in(&folder, &["check", "--format", "concise", ".", "gone.txt"]);
    assert_eq!(names(&out(&output)), ["./a.txt", "./z.txt"]);
    let said = err(&output);
    assert!(said.contains("./huge.txt: it is larger than 4 MB; skipped"), "{said}");
    assert!(said.contains("gone.txt: there is no such file"), "{said}");
    assert_eq!(output.status.code(), Some(2), "what was named could not be read");
}

#[cfg(unix)]
#[test]
fn links_in_folders_are_not_followed() {
    use std::os::unix::fs::symlink;
    let folder = Folder::new("links");
    folder.write("a.txt", letter("Soma", ""));
    folder.write("sub/b.txt", letter("Soma", ""));
    symlink("..", folder.path("sub/up")).expect("a link");
    symlink("loop.txt", folder.path("loop.txt")).expect("a link");
    symlink("a.txt", folder.path("c.txt")).expect("a link");
    let output = run_in(&folder, &["check", "--format", "concise", "."]);
    assert_eq!(names(&out(&output)), ["./a.txt", "./sub/b.txt"]);
    assert_eq!(output.status.code(), Some(1));
    // Those that are named are.
    let output = run_in(&folder, &["check", "--format", "concise", "c.txt", "loop.txt"]);
    assert_eq!(names(&out(&output)), ["c.txt"]);
    assert!(err(&output).contains("loop.txt: "), "{}", err(&output));
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn many_letters_are_told_of_in_their_order() {
    let folder = Folder::new("many");
    let names: Vec<String> = (0..600).map(|number| format!("{number:03}.txt")).collect();
    for (number, name) in names.iter().enumerate() {
        let decision = if number % 3 == 0 { "" } else { "Upheld" };
        folder.write(name, letter("Soma", decision));
    }
    let all = run_in(&folder, &["check", "--format", "jsonl", "."]);
    let told: Vec<String> = out(&all)
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("a record")["name"].as_str().expect("a name").to_owned())
        .collect();
    assert_eq!(told, names.iter().map(|name| format!("./{name}")).collect::<Vec<_>>());
    let single = run_in(&folder, &["check", "--format", "jsonl", "./003.txt"]);
    assert_eq!(out(&all).lines().nth(3), out(&single).lines().next());
    for (format, count) in [("json", 600), ("sarif", 600)] {
        let whole = run_in(&folder, &["check", "--format", format, "."]);
        let document: Value = serde_json::from_str(&out(&whole)).expect("a document");
        let told = if format == "json" { &document["letters"] } else { &document["runs"][0]["results"] };
        assert!(told.as_array().expect("a list").len() >= count, "{format}");
    }
}

#[test]
fn other_commands_take_folders_too() {
    let folder = Folder::new("other-commands");
    folder.write("a.txt", letter("Soma", "Upheld"));
    folder.write("sub/b.txt", letter("Norco", "Upheld"));
    folder.write("sub/notes.txt", "Call back on Monday.\n");
    for command in ["outline", "report"] {
        let output = run_in(&folder, &[command, "."]);
        assert!(out(&output).contains("a.txt") && out(&output).contains("sub/b.txt"), "{command}");
        assert_eq!(err(&output), "", "{command}");
    }
    let output = run_in(&folder, &["format", "--check", "."]);
    assert!(err(&output).contains("of 2 letters"), "{}", err(&output));
}

/// Lines of a list.
fn list(letters: &[(&str, &str)]) -> String {
    letters.iter().fold(String::new(), |mut list, (name, text)| {
        writeln!(list, "{}", json!({ "name": name, "text": text })).expect("a line");
        list
    })
}

#[test]
fn lists_of_letters_are_read_from_standard_input() {
    let letters = [("x/1", letter("Soma", "")), ("2", letter("Norco", "Upheld")), ("3", "Nothing.".to_owned())];
    let letters: Vec<_> = letters.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let input = list(&letters) + "\nno letter\n" + &list(&[("4", &letter("Soma", ""))]);
    let output = run_with_input(&["check", "--stdin-format", "jsonl", "--format", "jsonl"], input.as_bytes());
    let told: Vec<Value> = out(&output)
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("a record")["name"].take())
        .collect();
    assert_eq!(told, ["x/1", "2", "4"]);
    let said = err(&output);
    assert!(said.contains("<stdin>, line 5: "), "{said}");
    assert!(said.contains("3: this is not a determination letter; skipped"), "{said}");
    assert_eq!(output.status.code(), Some(2));
    let both = run_with_input(&["check", "--stdin-format", "jsonl", "a.txt"], b"");
    assert_eq!(both.status.code(), Some(2), "{}", err(&both));
}

#[test]
fn a_list_is_answered_as_it_comes() {
    let mut child = program(&["check", "--stdin-format", "jsonl", "--format", "jsonl", "--exit-zero"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut input = child.stdin.take().expect("an input");
    let mut output = BufReader::new(child.stdout.take().expect("an output"));
    for name in ["1", "2", "3"] {
        input.write_all(list(&[(name, &letter("Soma", ""))]).as_bytes()).expect("it reads");
        let mut line = String::new();
        output.read_line(&mut line).expect("an answer");
        assert!(line.starts_with(&format!("{{\"name\":\"{name}\"")), "{line}");
    }
    drop(input);
    assert_eq!(child.wait().expect("an end").code(), Some(0));
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_it_with_what_was_found() {
    use rustix::process::{Pid, Signal, kill_process};
    let mut child = program(&["check", "--stdin-format", "jsonl", "--format", "json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut input = child.stdin.take().expect("an input");
    input.write_all(list(&[("1", &letter("Soma", ""))]).as_bytes()).expect("it reads");
    let mut output = child.stdout.take().expect("an output");
    let mut document = String::new();
    while !document.contains("\"1\"") {
        let mut some = [0; 64];
        let count = output.read(&mut some).expect("an answer");
        document.push_str(std::str::from_utf8(&some[..count]).expect("plain words"));
    }
    let process = Pid::from_child(&child);
    kill_process(process, Signal::INT).expect("it is there");
    output.read_to_string(&mut document).expect("the rest");
    let document: Value = serde_json::from_str(&document).expect("a whole document");
    assert_eq!(document["letters"].as_array().map(Vec::len), Some(1));
    let mut said = String::new();
    child.stderr.take().expect("errors").read_to_string(&mut said).expect("words");
    assert!(said.contains("Interrupted"), "{said}");
    assert_eq!(child.wait().expect("an end").code(), Some(130));
    drop(input);
}
