//! What the program ends with, and what standard input stands for.

use crate::support::folder::Folder;
use crate::support::program::{FAULTY, FINISHED, err, out, program, run, run_in, run_with_input};

const NOTED: &str = "tests/letters/draft-2015-heading-being-typed.txt";

#[test]
fn what_counts_as_a_failure_can_be_said() {
    for (arguments, code) in [
        (&[FAULTY][..], 1),
        (&[FAULTY, "--fail-on", "never"], 0),
        (&[FAULTY, "--exit-zero"], 0),
        (&[FINISHED, "--fail-on", "information"], 0),
        (&["--draft", NOTED, "--fail-on", "warning"], 0),
        (&["--draft", NOTED, "--fail-on", "information"], 1),
        (&["--draft", NOTED, "--fail-on", "information", "--exit-zero"], 0),
        (&[FAULTY, "no/such/file.txt", "--exit-zero"], 2),
        (&[FAULTY, "--fail-on", "hint"], 2),
    ] {
        let output = run(&[&["check"], arguments].concat());
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {}", err(&output));
    }
}

#[test]
fn broken_settings_are_said_and_the_rest_is_done() {
    let folder = Folder::new("exit-broken-settings");
    folder.write("imr.toml", "[rules\n");
    folder.write("a.txt", std::fs::read(FAULTY).expect("the letter is here"));
    for arguments in [&["check", "a.txt"][..], &["check", "--exit-zero", "a.txt"]] {
        let output = run_in(&folder, arguments);
        assert_eq!(output.status.code(), Some(2), "{}", err(&output));
        assert!(err(&output).contains("imr.toml:1: error"), "{}", err(&output));
        assert!(out(&output).contains("IMR202"), "{}", out(&output));
    }
}

#[test]
fn standard_input_is_judged_as_the_file_that_it_stands_for() {
    let folder = Folder::new("exit-stdin-filename");
    let letter = std::fs::read(FAULTY).expect("the letter is here");
    folder.write("letter.txt", &letter);
    folder.write("old/imr.toml", "[rules]\nper-file-ignores = { \"a.txt\" = [\"IMR202\"] }\n");
    for (name, is_found) in [("old/a.txt", false), ("old/b.txt", true), ("a.txt", true)] {
        let input = std::fs::File::open(folder.path("letter.txt")).expect("the letter is here");
        let mut command = program(&["check", "-", "--format", "concise", "--stdin-filename", name]);
        let output = command.current_dir(folder.path("")).stdin(input).output().expect("the program runs");
        assert_eq!(out(&output).contains("IMR202"), is_found, "{name}: {}", out(&output));
        assert!(!is_found || out(&output).starts_with(&format!("{name}:")), "{name}: {}", out(&output));
    }
}

/// As other checkers do: what would change is shown and, if one asks for it, lets pass.
#[test]
fn what_would_change_can_be_let_pass() {
    let changing = "tests/letters/draft-2014-guideline-lines-swapped-trimmed-pdf.txt";
    for (arguments, code) in [(&[][..], 1), (&["--exit-zero"], 0), (&["--exit-zero", "no/such/file.txt"], 2)] {
        let output = run(&[&["check", "--diff", changing], arguments].concat());
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {}", err(&output));
        assert!(out(&output).starts_with("--- "), "{}", out(&output));
        assert!(err(&output).ends_with("1 of 1 letter would change\n"), "{}", err(&output));
    }
}

/// As other checkers do: who says what standard input stands for wants that checked, and nothing else.
#[test]
fn standard_input_is_read_if_it_stands_for_a_file() {
    let letter = std::fs::read(FAULTY).expect("the letter is here");
    for (files, said) in [
        (&[][..], ""),
        (&["-"], ""),
        (&[FINISHED], "is left out: standard input is checked, because `--stdin-filename` is given\n"),
        (&[FINISHED, "-"], "is left out: standard input is checked, because `--stdin-filename` is given\n"),
    ] {
        let arguments = [&["check", "--format", "concise", "--stdin-filename", "a.txt"], files].concat();
        let output = run_with_input(&arguments, &letter);
        assert_eq!(output.status.code(), Some(1), "{files:?}: {}", err(&output));
        assert!(out(&output).lines().all(|line| line.starts_with("a.txt:")), "{}", out(&output));
        let warned = if said.is_empty() { String::new() } else { format!("{FINISHED} {said}") };
        assert_eq!(err(&output), warned + "1 error, 1 note in 1 letter\n", "{files:?}");
    }
}
