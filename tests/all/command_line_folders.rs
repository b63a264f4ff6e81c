//! `imr-ls check` on folders, patterns and lists of letters.

use crate::support::folder::Folder;
use crate::support::program::{err, out, program, run_in, run_with_input};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::Stdio;

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
    assert_eq!(output.status.code(), Some(2), "a name that means nothing is a mistake");
    for arguments in [&["check", "sub"][..], &["check", "--fix", "sub"]] {
        assert_eq!(run_in(&folder, arguments).status.code(), Some(0), "an empty folder is none");
    }
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
    assert_eq!(found("in//./deep/*.text"), "in/deep/d.text");
    folder.write("L [2015]/e.text", letter("Soma", ""));
    assert_eq!(found("L [2015]/*.text"), "L [2015]/e.text");
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
    let document = |format: &str| -> Value {
        serde_json::from_str(&out(&run_in(&folder, &["check", "--format", format, "."]))).expect("a document")
    };
    let counted = |list: &Value| list.as_array().expect("a list").len();
    let json = document("json");
    assert_eq!(counted(&json["letters"]), 600);
    let findings = json["letters"].as_array().expect("a list").iter().map(|letter| counted(&letter["findings"]));
    assert_eq!(counted(&document("sarif")["runs"][0]["results"]), findings.sum::<usize>());
}

#[test]
fn a_file_is_checked_once_however_often_it_is_named() {
    let folder = Folder::new("twice");
    folder.write("a.txt", letter("Soma", "Upheld"));
    let output = run_in(&folder, &["check", "--format", "jsonl", "a.txt", "./a.txt", ".", "*.txt"]);
    assert_eq!(out(&output).lines().count(), 1);
}

#[test]
fn a_document_tells_that_something_is_missing_in_it() {
    let folder = Folder::new("incomplete");
    folder.write("a.txt", letter("Soma", "Upheld"));
    for (names, failed) in [(&["a.txt"][..], 0), (&["a.txt", "gone.txt"], 1)] {
        let documents = |format: &str| -> Value {
            let arguments = [&["check", "--format", format], names].concat();
            serde_json::from_str(&out(&run_in(&folder, &arguments))).expect("a document")
        };
        assert_eq!(documents("json")["summary"]["failed"], failed);
        let invocation = &documents("sarif")["runs"][0]["invocations"][0];
        assert_eq!(invocation["executionSuccessful"], failed == 0);
    }
}

#[test]
fn names_keep_to_their_line() {
    let folder = Folder::new("control");
    folder.write("a\n\u{1b}[31m.txt", letter("Soma", ""));
    let output = run_in(&folder, &["check", "--format", "concise", "."]);
    assert!(out(&output).lines().all(|line| line.starts_with("./a\u{fffd}\u{fffd}[31m.txt:")), "{}", out(&output));
}

#[cfg(unix)]
#[test]
fn letters_are_mended_even_if_nobody_reads_what_is_found() {
    let folder = Folder::new("unread");
    let text = letter("Soma", "").replace("late.", "late. MAXIMUS guideline: Decision based on MTUS ACOEM pg 12.  ");
    let names: Vec<String> = (0..300).map(|number| format!("{number:03}.txt")).collect();
    let fixable =
        format!("{text}\n\nMAXIMUS guideline: Decision based on MTUS Chronic Pain Treatment Guidelines pg 24.\n");
    names.iter().for_each(|name| folder.write(name, &fixable));
    let mut child = program(&["check", "--fix", "."])
        .current_dir(folder.path(""))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    drop(child.stdout.take());
    let mut said = String::new();
    child.stderr.take().expect("errors").read_to_string(&mut said).expect("words");
    child.wait().expect("an end");
    let mended = names.iter().filter(|name| folder.read(name) != fixable).count();
    assert_eq!(mended, 300, "{said}");
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
    let marked = run_with_input(
        &["check", "--stdin-format", "jsonl", "--format", "jsonl"],
        ("\u{feff}".to_owned() + &input).as_bytes(),
    );
    assert_eq!(out(&marked), out(&output));
    let not_utf_8 = run_with_input(&["check", "--stdin-format", "jsonl"], b"{\"name\": \"\xff\"}\n");
    assert!(err(&not_utf_8).contains("<stdin>, line 1: this is not UTF-8"), "{}", err(&not_utf_8));
    let long = run_with_input(
        &["check", "--stdin-format", "jsonl", "--format", "jsonl"],
        (" ".repeat(9 << 20) + &input).as_bytes(),
    );
    assert!(err(&long).contains("<stdin>, line 1: it is longer than 8 MB"), "{}", err(&long));
    assert_eq!(out(&long).lines().count(), 2);
    let both = run_with_input(&["check", "--stdin-format", "jsonl", "a.txt"], b"");
    assert_eq!(both.status.code(), Some(2), "{}", err(&both));
}

#[cfg(unix)]
#[test]
fn a_list_that_cannot_be_read_ends() {
    let folder = std::fs::File::open(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let output = program(&["check", "--stdin-format", "jsonl"]).stdin(folder).output().expect("it ends");
    assert_eq!((err(&output).lines().count(), output.status.code()), (2, Some(2)), "{}", err(&output));
}

#[test]
fn standard_input_is_a_letter_if_nothing_is_named() {
    let output =
        run_with_input(&["check", "--stdin-format", "text", "--format", "concise"], letter("Soma", "").as_bytes());
    assert!(out(&output).starts_with("<stdin>:"), "{}", out(&output));
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
    assert_eq!(document["summary"]["failed"], 1, "letters may be missing");
    let mut said = String::new();
    child.stderr.take().expect("errors").read_to_string(&mut said).expect("words");
    assert!(said.contains("Interrupted"), "{said}");
    assert_eq!(child.wait().expect("an end").code(), Some(130));
    drop(input);
}
