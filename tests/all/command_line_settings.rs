//! What the command line and the environment ask for, and what is told of settings.

use crate::support::folder::Folder;
use crate::support::program::{FAULTY, err, out, program, run, run_in};
use std::process::Output;

/// The fault of the letter.
const FAULT: &str = "IMR202";

fn run_with(variables: &[(&str, &str)], arguments: &[&str]) -> Output {
    program(arguments).envs(variables.iter().copied()).output().expect("the program runs")
}

#[test]
fn the_command_line_counts_more_than_the_environment() {
    for (variables, arguments, is_found) in [
        (&[][..], &[][..], true),
        (&[], &["--ignore", "IMR1,IMR202"], false),
        (&[], &["--ignore", "IMR2", "--select", "unknown-decision"], true),
        (&[], &["--select", "IMR1"], false),
        (&[("IMR_LS_IGNORE", "IMR1, unknown-decision")], &[], false),
        (&[("IMR_LS_SELECT", "IMR3")], &[], false),
        (&[("IMR_LS_IGNORE", "IMR202")], &["--ignore", "IMR1"], true),
        (&[("IMR_LS_SELECT", "IMR3")], &["--select", "IMR2"], true),
        (&[("IMR_LS_SELECT", ""), ("IMR_LS_IGNORE", "")], &[], true),
    ] {
        let output = run_with(variables, &[&["check", FAULTY], arguments].concat());
        assert_eq!(out(&output).contains(FAULT), is_found, "{variables:?} {arguments:?}: {}", out(&output));
        assert_eq!(output.status.code(), Some(i32::from(is_found)));
    }
}

#[test]
fn words_that_make_no_sense_are_refused() {
    for (variables, arguments, said) in [
        (&[][..], &["--select", "IMR2O2"][..], "imr-ls: There is no rule “IMR2O2”. Did you mean “IMR202”?\n"),
        (&[], &["--ignore", "IMR3,undecided-itm"], "Did you mean “undecided-item”?\n"),
        (&[("IMR_LS_IGNORE", "xyzzy")], &[], "imr-ls: IMR_LS_IGNORE: There is no rule “xyzzy”.\n"),
        (&[("IMR_LS_LAYOUT", "letter-2051")], &[], "imr-ls: IMR_LS_LAYOUT: There is no layout “letter-2051”."),
        (&[("IMR_LS_LETTER_DATE", "2015-02-30")], &[], "imr-ls: IMR_LS_LETTER_DATE: "),
    ] {
        let output = run_with(variables, &[&["check", FAULTY], arguments].concat());
        assert_eq!((output.status.code(), out(&output).as_str()), (Some(2), ""), "{variables:?} {arguments:?}");
        assert!(err(&output).contains(said), "{}", err(&output));
    }
}

/// A folder for one test with these settings and the faulty letter in it.
fn office(name: &str, settings: &str) -> Folder {
    let folder = Folder::new(name);
    folder.write("imr.toml", settings);
    folder.write("july/a.txt", std::fs::read(FAULTY).expect("the letter is here"));
    folder
}

fn codes(folder: &Folder, arguments: &[&str]) -> (Option<i32>, bool) {
    let output = run_in(folder, &[&["check", "july/a.txt"], arguments].concat());
    (output.status.code(), out(&output).contains(FAULT))
}

#[test]
fn files_count_less_than_what_is_asked_for() {
    let folder = office("asked", "[rules]\nper-file-ignores = { \"july/*\" = [\"IMR202\"] }\n");
    assert_eq!(codes(&folder, &[]), (Some(0), false));
    folder.write("imr.toml", "[rules]\nignore = [\"IMR202\"]\n");
    assert_eq!(codes(&folder, &[]), (Some(0), false));
    assert_eq!(codes(&folder, &["--ignore", "IMR3"]), (Some(1), true));
    folder.write("imr.toml", "[rules]\nseverity = { IMR202 = \"warning\" }\n");
    assert_eq!(codes(&folder, &[]), (Some(0), true));
    let silenced = "[[ignore]]\ncode = \"IMR202\"\nfile = \"a.txt\"\n";
    folder.write("imr.toml", silenced);
    assert_eq!(codes(&folder, &[]), (Some(0), false));
}

#[test]
fn what_is_wrong_with_settings_is_told_with_its_place() {
    let folder = office("wrong", "[rules]\n\nignroe = [\"IMR202\"]\n");
    let output = run_in(&folder, &["check", "july/a.txt"]);
    assert_eq!(output.status.code(), Some(1));
    let expected = "imr.toml:3: warning[IMR903]: There is no setting “ignroe” here. Did you mean “ignore”?\n";
    assert!(err(&output).contains(expected), "{}", err(&output));
    folder.write("imr.toml", "[rules\n");
    let output = run_in(&folder, &["check", "july/a.txt"]);
    assert!(err(&output).contains("imr.toml:1: error[IMR902]: "), "{}", err(&output));
    assert!(out(&output).contains("warning[IMR902]") && out(&output).contains(FAULT), "{}", out(&output));
}

#[test]
fn the_settings_that_count_are_shown() {
    let settings = "layout = \"letter-2014\"\nletter-date = \"2014-09-03\"\n[rules]\nignore = [\"IMR306\"]\n\
                    severity = { IMR202 = \"warning\" }\nper-file-ignores = { \"july/*\" = [\"IMR3\"] }\n\
                    [reviewer]\nspecialty = [\"Pain Medicine\"]\nstates = [\"California\", \"Texas\"]\n";
    let folder = office("shown", settings);
    let says = |output: &Output, words: &[&str]| {
        out(output).lines().any(|line| line.split_whitespace().take(words.len()).eq(words.iter().copied()))
    };
    let here = run_in(&folder, &["config", "show"]);
    assert_eq!(here.status.code(), Some(0), "{}", err(&here));
    let file = folder.path("imr.toml").display().to_string();
    for words in [
        &["file", &file][..],
        &["layout", "letter-2014"],
        &["letter", "date", "2014-09-03"],
        &["specialty", "Pain", "Medicine"],
        &["states", "California,", "Texas"],
        &["IMR201", "on", "undecided-item"],
        &["IMR202", "warning", "unknown-decision"],
        &["IMR301", "on", "unknown-topic"],
        &["IMR306", "off", "non-canonical-form"],
    ] {
        assert!(says(&here, words), "{words:?}\n{}", out(&here));
    }
    let of_letter = run_in(&folder, &["config", "show", "july/a.txt"]);
    assert!(says(&of_letter, &["IMR301", "off", "unknown-topic"]), "{}", out(&of_letter));
    let asked = program(&["config", "show"]).current_dir(folder.path("")).env("IMR_LS_IGNORE", "IMR2").output();
    let asked = asked.expect("the program runs");
    assert!(says(&asked, &["IMR201", "off", "undecided-item"]) && says(&asked, &["IMR306", "on"]), "{}", out(&asked));
    folder.write("imr.toml", "layuot = \"auto\"\n");
    let wrong = run_in(&folder, &["config", "show"]);
    assert_eq!(wrong.status.code(), Some(1));
    assert!(err(&wrong).contains("imr.toml:1: warning[IMR903]: "), "{}", err(&wrong));
}

#[test]
fn the_schema_is_printed() {
    let output = run(&["config", "schema"]);
    assert_eq!((output.status.code(), err(&output).as_str()), (Some(0), ""));
    let schema: serde_json::Value = serde_json::from_str(&out(&output)).expect("this is JSON");
    let validator = jsonschema::validator_for(&schema).expect("this is a schema");
    assert!(validator.is_valid(&serde_json::json!({ "rules": { "ignore": ["IMR3", "undecided-item"] } })));
    assert!(!validator.is_valid(&serde_json::json!({ "rules": { "ignroe": ["IMR5"] } })));
}
