//! The real program on the command line.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const FINISHED: &str = "tests/letters/2015-single-item-overturned-pdf.txt";
const FAULTY: &str = "tests/letters/draft-2015-decision-misspelt-pdf.txt";

fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_imr-ls"));
    command.args(arguments).env("NO_COLOR", "1");
    command
}

fn run(arguments: &[&str]) -> Output {
    program(arguments).stdin(Stdio::null()).output().expect("the program runs")
}

fn run_with_input(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = program(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    child.stdin.take().expect("piped").write_all(input).expect("the program reads");
    child.wait_with_output().expect("the program ends")
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

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
    assert!(shown.contains("2. Acupuncture for the low back, 6 visits — Overturned"), "{shown}");
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
    assert_eq!(err(&faulty), "1 error in 2 letters\n");
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
    for path in ["no/such/file.txt", "tests"] {
        let output = run(&["check", path, FAULTY]);
        assert_eq!(output.status.code(), Some(2), "{path}");
        assert!(err(&output).contains(path) && out(&output).contains("IMR202"), "{}", err(&output));
    }
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
