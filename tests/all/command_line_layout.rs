//! Making letters even from the command line.

use crate::support::folder::Folder;
use crate::support::program::{err, out, run_in, run_with_input};

const WRAPPED: &str =
    "IMR ISSUES, DECISIONS AND RATIONALES\n\nSoma #30 :Upheld\n\nDecision rationale: It is\nnot noted.\n";
const EVEN: &str = "IMR ISSUES, DECISIONS AND RATIONALES\n\nSoma #30: Upheld\n\nDecision rationale: It is not noted.\n";

#[test]
fn files_are_made_even() {
    let folder = Folder::new("format");
    folder.write("a.txt", WRAPPED);
    let shown = run_in(&folder, &["format", "--diff", "a.txt"]);
    assert_eq!((shown.status.code(), err(&shown).as_str()), (Some(1), "1 of 1 letter would change\n"));
    assert!(out(&shown).contains("-Soma #30 :Upheld\n+Soma #30: Upheld\n"), "{}", out(&shown));
    let checked = run_in(&folder, &["format", "--check", "a.txt"]);
    assert_eq!((checked.status.code(), out(&checked).as_str()), (Some(1), ""));
    assert_eq!(folder.read("a.txt"), WRAPPED);
    let written = run_in(&folder, &["format", "a.txt"]);
    assert_eq!((written.status.code(), err(&written).as_str()), (Some(0), "1 of 1 letter changed\n"));
    assert_eq!(folder.read("a.txt"), EVEN);
    assert_eq!(run_in(&folder, &["format", "--check", "a.txt"]).status.code(), Some(0));
}

#[test]
fn standard_input_goes_to_standard_output() {
    let output = run_with_input(&["format", "-"], WRAPPED.as_bytes());
    assert_eq!((output.status.code(), out(&output).as_str()), (Some(0), EVEN));
    let list = "Shopping  list: \n\n\n\n- milk \n";
    let output = run_with_input(&["format", "-"], list.as_bytes());
    assert_eq!((output.status.code(), out(&output).as_str()), (Some(0), list));
    let output = run_with_input(&["format", "--check", "-"], WRAPPED.as_bytes());
    assert_eq!((output.status.code(), out(&output).as_str()), (Some(1), ""));
}

#[test]
fn what_cannot_be_read_is_told() {
    let folder = Folder::new("format-missing");
    let output = run_in(&folder, &["format", "none.txt"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).starts_with("none.txt: there is no such file\n"), "{}", err(&output));
}
