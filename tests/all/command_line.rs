//! The real program on the command line.

use crate::support::folder::Folder;
use crate::support::program::{FAULTY, FINISHED, err, out, run, run_in, run_with_input};
use std::path::{Path, PathBuf};

/// A file for one test, in the folder that the build keeps for tests.
fn file(name: &str, content: &[u8]) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, content).expect("the folder can be written");
    path
}

#[test]
fn the_demo_shows_a_letter_becoming_ready() {
    let output = run(&["demo"]);
    assert!(output.status.success(), "{}", err(&output));
    let shown = out(&output);
    assert!(shown.contains("error[IMR401]"), "{shown}");
    assert!(shown.contains("2. Norco 10/325mg #60 — Overturned"), "{shown}");
    assert!(shown.contains("\n  ready\n"), "{shown}");
    assert!(err(&output).is_empty(), "{}", err(&output));
}

#[test]
fn codes_tell_what_was_found() {
    let clean = run(&["check", FINISHED]);
    assert_eq!((clean.status.code(), out(&clean).as_str()), (Some(0), ""));
    assert_eq!(err(&clean), "1 letter checked, nothing found\n");

    let faulty = run(&["check", FINISHED, FAULTY]);
    assert_eq!(faulty.status.code(), Some(1));
    assert!(out(&faulty).contains("error[IMR202]") && out(&faulty).contains("^^^^"), "{}", out(&faulty));
    assert_eq!(err(&faulty), "1 error, 1 note in 2 letters\n");
}

#[test]
fn a_draft_is_judged_as_a_draft() {
    let draft = run(&["check", "--draft", "tests/letters/draft-2015-heading-being-typed.txt"]);
    assert_eq!(draft.status.code(), Some(0), "{}", out(&draft));
    assert!(out(&draft).contains("note[IMR201]"), "{}", out(&draft));
}

#[test]
fn letters_come_from_standard_input() {
    let letter = std::fs::read(FAULTY).expect("the letter is here");
    let output = run_with_input(&["check", "-"], &letter);
    assert_eq!(output.status.code(), Some(1));
    assert!(out(&output).contains("<stdin>:"), "{}", out(&output));
}

#[test]
fn outlines_are_indented_lists() {
    let output = run(&["outline", FINISHED]);
    assert_eq!(output.status.code(), Some(0));
    let lines: Vec<String> = out(&output).lines().map(str::to_owned).collect();
    assert_eq!(lines[0], format!("{FINISHED} (letter-2015)"));
    assert!(lines.iter().any(|line| line.starts_with("    1. ") && line.ends_with(" — Overturned")), "{lines:?}");
}

#[test]
fn bad_input_is_said_and_the_rest_is_done() {
    let binary = file("binary.txt", b"\x89PNG\r\n\x1a\n\0\0\0");
    let prose = file("prose.txt", b"Dear Sir or Madam,\n\nnothing here is a letter.\n");
    let empty = file("empty.txt", b"");
    for (path, words) in [
        (binary.as_path(), "this is not a text file"),
        (prose.as_path(), "this is not a determination letter"),
        (empty.as_path(), "this is not a determination letter"),
    ] {
        for command in ["check", "outline"] {
            let output = run(&[command, &path.display().to_string(), FINISHED]);
            assert_eq!(output.status.code(), Some(0), "{}", path.display());
            assert!(err(&output).contains(words), "{}", err(&output));
        }
    }
    let output = run(&["check", "no/such/file.txt", FAULTY]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("no/such/file.txt") && out(&output).contains("IMR202"), "{}", err(&output));
}

#[test]
fn text_saved_by_word_is_read() {
    let letter = std::fs::read_to_string(FAULTY).expect("the letter is here").replace("age", "“age”");
    let (windows_1252, _, _) = encoding_rs::WINDOWS_1252.encode(&letter);
    let utf_16: Vec<u8> = std::iter::once(0xfeff).chain(letter.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    for (name, bytes, encoding) in [("1252.txt", windows_1252.to_vec(), "windows-1252"), ("16.txt", utf_16, "UTF-16LE")]
    {
        let output = run(&["check", &file(name, &bytes).display().to_string()]);
        assert_eq!(output.status.code(), Some(1));
        assert!(err(&output).contains(encoding), "{}", err(&output));
        assert!(out(&output).contains("IMR202"), "{}", out(&output));
    }
}

#[test]
fn huge_files_and_lines_are_read() {
    let start = std::fs::read_to_string(FAULTY).expect("the letter is here");
    let huge = file("huge.txt", (start.clone() + &"A sentence of no weight.\n".repeat(4_000_000)).as_bytes());
    let line = file("line.txt", (start + &"A sentence of no weight. ".repeat(400_000)).as_bytes());
    for path in [huge, line] {
        let output = run(&["check", &path.display().to_string()]);
        assert_eq!(output.status.code(), Some(1), "{}", err(&output));
        assert!(out(&output).contains("IMR202") && out(&output).len() < 100_000, "{}", out(&output).len());
        std::fs::remove_file(path).expect("the folder can be written");
    }
}

#[test]
fn wrong_calls_are_refused() {
    for arguments in [&["check"][..], &["chek", "x"], &["check", "--no-such-option", "x"]] {
        assert_eq!(run(arguments).status.code(), Some(2), "{arguments:?}");
    }
    let version = run(&["--version"]);
    assert_eq!(out(&version), format!("imr-ls {}\n", env!("CARGO_PKG_VERSION")));
}

/// Editors pass flags of their own to a server.
#[test]
fn the_server_starts_however_it_is_called() {
    for arguments in [
        &[][..],
        &["server"],
        &["server", "--stdio"],
        &["server", "--stdio", "--clientProcessId=1"],
        &["server", "--x"],
    ] {
        let output = run_with_input(arguments, b"Content-Length: 33\r\n\r\n{\"jsonrpc\":\"2.0\",\"method\":\"exit\"}");
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: exit without shutdown");
        assert!(output.stdout.is_empty() && output.stderr.is_empty(), "{arguments:?}");
    }
}

/// A folder for one test with an office's file in it.
fn office(name: &str, text: &str) -> Folder {
    let folder = Folder::new(name);
    folder.write("guidelines/office.toml", text);
    folder
}

#[test]
fn what_is_known_can_be_searched() {
    let drug = run(&["guidelines", "search", "norco"]);
    assert_eq!(drug.status.code(), Some(0));
    let expected = "treatment “hydrocodone/acetaminophen”\n  Opioids, criteria for use, pages 78-80 (confirmed)\n";
    assert!(out(&drug).starts_with(expected), "{}", out(&drug));
    let topic = run(&["guidelines", "search", "criteria", "opioids"]);
    let expected = "topic “Opioids, criteria for use”\n  MTUS Chronic Pain Treatment Guidelines, \
                    pages 76 (likely) to 80 (confirmed)\n";
    assert!(out(&topic).contains(expected), "{}", out(&topic));
    assert!(out(&run(&["guidelines", "search", "79"])).contains(expected));
    let nothing = run(&["guidelines", "search", "xyzzy"]);
    assert_eq!((nothing.status.code(), out(&nothing).as_str()), (Some(1), ""));
    assert!(err(&nothing).contains("Nothing is known by “xyzzy”."), "{}", err(&nothing));
}

#[test]
fn what_is_known_can_be_shown_with_how_sure_it_is() {
    let topic = out(&run(&["guidelines", "show", "opioids, criteria for use"]));
    for line in [
        "topic         Opioids, criteria for use",
        "cited as      Opioids, criteria for use (confirmed)",
        "pages         76 (likely) to 80 (confirmed)",
        "in force      from 2009-07-18 to 2016-07-27",
        "origin        real letters",
        "cited for     hydrocodone/acetaminophen, pages 78-80 (confirmed)",
    ] {
        assert!(topic.lines().any(|shown| shown == line), "{line}\n{topic}");
    }
    let treatment = out(&run(&["guidelines", "show", "Norco"]));
    assert!(treatment.starts_with("treatment     hydrocodone/acetaminophen\n"), "{treatment}");
    assert_eq!(run(&["guidelines", "show", "xyzzy"]).status.code(), Some(1));
}

#[test]
fn files_of_an_office_are_checked() {
    let good = "[[phrase]]\ntopic = \"Naproxen\"\ntext = \"Nothing else was tried.\"\n";
    let folder = office("good-office", good);
    let output = run_in(&folder, &["guidelines", "validate"]);
    assert_eq!((output.status.code(), out(&output).as_str()), (Some(0), ""));
    assert_eq!(err(&output), "nothing wrong in 1 file\n");
    let shown = run_in(&folder, &["guidelines", "show", "Naproxen"]);
    assert!(out(&shown).contains("phrase        Nothing else was tried.\n"), "{}", out(&shown));

    let folder = office("bad-office", &good.replace("Naproxen", "Naproxin"));
    let output = run_in(&folder, &["guidelines", "validate"]);
    assert_eq!(output.status.code(), Some(1));
    let expected = "guidelines/office.toml:1: error[IMR901]: phrase “Naproxin”: There is no topic “Naproxin”. Did you mean “Naproxen”?\n";
    assert!(out(&output).ends_with(expected), "{}", out(&output));
    assert_eq!(err(&output), "1 problem in 1 file\n");
    let named = run_in(&folder, &["guidelines", "validate", "guidelines/office.toml"]);
    assert_eq!((named.status.code(), out(&named).as_str()), (Some(1), expected));
    assert_eq!(run_in(&folder, &["guidelines", "validate", "guidelines/none.toml"]).status.code(), Some(2));
}

#[test]
fn letters_are_checked_with_the_files_of_their_office() {
    let letter = std::fs::read(FAULTY).expect("the letter is here");
    let folder = office("office-of-letters", "[[topic]]\nname = 1\n");
    for name in ["2015/july/a.txt", "2015/july/b.txt"] {
        folder.write(name, &letter);
    }
    for command in ["check", "outline"] {
        let output = run_in(&folder, &[command, "2015/july/a.txt", "2015/july/b.txt"]);
        assert_eq!(err(&output).matches("guidelines/office.toml:2: ").count(), 1, "{}", err(&output));
    }
}

#[test]
fn rules_are_explained() {
    let by_code = run(&["rule", "IMR201"]);
    assert_eq!(by_code.status.code(), Some(0));
    assert!(out(&by_code).starts_with("# IMR201: undecided-item\n\nA disputed item has no decision.\n"));
    for other in ["undecided-item", "imr201"] {
        assert_eq!(out(&run(&["rule", other])), out(&by_code), "{other}");
    }

    let listed = out(&run(&["rule"]));
    let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = "IMR201 undecided-item A disputed item has no decision.";
    assert!(listed.lines().any(|shown| words(shown) == line), "{listed}");
    let all = run(&["rule", "--all"]);
    assert_eq!(all.status.code(), Some(0));
    let titles: Vec<String> =
        out(&all).lines().filter_map(|line| line.strip_prefix("# IMR")).map(|title| title[..3].to_owned()).collect();
    let codes: Vec<String> = listed.lines().map(|line| line[3..6].to_owned()).collect();
    assert_eq!(titles, codes);
}

#[test]
fn an_unknown_rule_is_refused() {
    for (asked, meant) in
        [("undecided-itm", "undecided-item"), ("unknown-tpic", "unknown-topic"), ("contradicts", "contradiction")]
    {
        let output = run(&["rule", asked]);
        assert_eq!((output.status.code(), out(&output).as_str()), (Some(2), ""), "{asked}");
        let expected = format!("There is no rule “{asked}”. Did you mean “{meant}”?");
        assert!(err(&output).starts_with(&expected), "{}", err(&output));
    }
    let nothing = run(&["rule", "xyzzy"]);
    assert_eq!(nothing.status.code(), Some(2));
    assert!(!err(&nothing).contains("Did you mean"), "{}", err(&nothing));
    assert_eq!(run(&["rule", "IMR201", "--all"]).status.code(), Some(2));
}

#[test]
fn letters_are_reported_of() {
    let missing = "tests/letters/none.txt";
    let output = run(&["report", FINISHED, FAULTY, missing]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(out(&output).matches("# Cite-check report: ").count(), 2, "{}", out(&output));
    assert_eq!(err(&output), format!("{missing}: there is no such file\n"));

    let page = file("report.html", b"");
    let written = run(&["report", "--format", "html", "--output", page.to_str().expect("a path"), FINISHED]);
    assert_eq!((written.status.code(), out(&written).as_str()), (Some(0), ""));
    assert!(std::fs::read_to_string(page).expect("the page is there").starts_with("<!DOCTYPE html>"));

    let json = run_with_input(&["report", "--format", "json", "-"], &std::fs::read(FAULTY).expect("a letter"));
    let report: serde_json::Value = serde_json::from_str(&out(&json)).expect("this is JSON");
    assert_eq!((&report["version"], &report["letters"][0]["isReady"]), (&1.into(), &false.into()));
}

#[test]
fn a_new_letter_is_printed() {
    let run = |arguments: &[&str]| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_imr-ls")).arg("new").args(arguments).output();
        let output = output.expect("it runs");
        (output.status.code(), String::from_utf8(output.stdout).expect("text"))
    };
    let (code, letter) = run(&["--items", "Norco 10/325mg #60; MRI of the lumbar spine", "--layout", "letter-2014"]);
    assert_eq!(code, Some(0));
    for line in ["Norco 10/325mg #60:  ___\n", "MRI of the lumbar spine:  ___\n", "Board Certified in ___"] {
        assert!(letter.contains(line), "{letter}");
    }
    assert_eq!(run(&["--layout", "notice-2013"]), (Some(2), String::new()));
}
