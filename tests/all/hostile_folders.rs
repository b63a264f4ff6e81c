//! Folders that somebody else has made: nothing in them stops a check, keeps it waiting, or reaches too far.
#![cfg(unix)]

use crate::support;
use crate::support::folder::Folder;
use crate::support::program::{err, out, program};
use rustix::fs::{CWD, FileType, Mode, mknodat};
use std::os::unix::fs::symlink;
use std::process::{Output, Stdio};
use std::time::{Duration, Instant};

/// How long a check of a few letters may take before it counts as hanging.
const PATIENCE: Duration = Duration::from_secs(30);

fn letter() -> String {
    support::rows::letter(
        "Valium 5mg #8:  Uphled",
        "Claims Administrator guideline: Not specified.",
        "MAXIMUS guideline: The MTUS does not address this.",
        "Decision rationale: It is late. The request is not medically necessary.",
    )
}

fn pipe(folder: &Folder, name: &str) {
    mknodat(CWD, folder.path(name), FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).expect("a pipe can be made");
}

/// Checks everything in a folder and demands that the one letter in it is found and judged.
fn assert_is_checked(folder: &Folder) -> Output {
    let mut child = program(&["check", "--format", "concise", "."])
        .current_dir(folder.path(""))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let until = Instant::now() + PATIENCE;
    while child.try_wait().expect("a process").is_none() {
        if Instant::now() > until {
            child.kill().expect("it can be ended");
            panic!("the check hangs");
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    let output = child.wait_with_output().expect("an end");
    assert!(out(&output).contains("IMR202"), "{}{}", out(&output), err(&output));
    assert!(err(&output).contains(" in 1 letter"), "{}", err(&output));
    output
}

#[test]
fn what_is_no_file_is_not_opened() {
    let folder = Folder::new("pipes");
    folder.write("a.txt", letter());
    folder.write("guidelines/sound.toml", "");
    folder.write("imr.toml", "[guidelines]\npaths = [\"guidelines/*\", \"pipe.toml\", \"/dev/nul[l]\"]\n");
    for name in ["b.txt", "pipe.toml", "guidelines/pipe.toml"] {
        pipe(&folder, name);
    }
    std::fs::create_dir(folder.path("c.txt")).expect("a folder");
    assert_eq!(assert_is_checked(&folder).status.code(), Some(1));
}

#[test]
fn links_lead_nowhere() {
    let folder = Folder::new("round");
    folder.write("a.txt", letter());
    folder.write("guidelines/sound.toml", "");
    for (target, name) in [
        ("b.txt", "b.txt"),
        ("..", "above"),
        ("imr.toml", "imr.toml"),
        ("round.toml", "guidelines/round.toml"),
        ("/dev/zero", "zero.txt"),
        ("/dev/zero", "guidelines/zero.toml"),
    ] {
        symlink(target, folder.path(name)).expect("a link can be made");
    }
    assert_eq!(assert_is_checked(&folder).status.code(), Some(1));
}

/// A pattern may be well formed and yet too large to be used.
#[test]
fn patterns_that_are_too_large_are_told() {
    let large = "*a".repeat(200_000);
    let settings = [
        format!("[[ignore]]\ncode = \"IMR2\"\nitem = \"{large}\"\n"),
        format!("[[ignore]]\ncode = \"IMR2\"\nfile = \"{large}\"\n"),
        format!("[guidelines]\npaths = [\"{large}\"]\n"),
        format!("[rules.per-file-ignores]\n\"{large}\" = [\"IMR2\"]\n"),
    ];
    for settings in settings {
        let folder = Folder::new("large-patterns");
        folder.write("a.txt", letter());
        folder.write("imr.toml", &settings);
        let output = assert_is_checked(&folder);
        assert!(err(&output).contains("[IMR904]") && err(&output).contains("it is too long"), "{}", err(&output));
        assert!(err(&output).len() < 2000, "it is told in short");
    }
}

#[test]
fn settings_nested_without_end_are_told() {
    let deep = |open: &str, close: &str| format!("{}{}", open.repeat(100_000), close.repeat(100_000));
    for settings in [format!("a = {}", deep("[", "]")), format!("a{} = 1", ".a".repeat(100_000)), deep("{", "}")] {
        let folder = Folder::new("deep-settings");
        folder.write("a.txt", letter());
        folder.write("imr.toml", &settings);
        assert!(err(&assert_is_checked(&folder)).contains("IMR90"), "{}", &settings[..20]);
        folder.write("imr.toml", "");
        folder.write("guidelines/deep.toml", &settings);
        assert!(err(&assert_is_checked(&folder)).contains("IMR901"), "{}", &settings[..20]);
    }
}

/// So that a pattern which means a whole disk ends.
#[test]
fn only_so_much_is_looked_at_for_a_pattern() {
    let folder = Folder::new("many-files");
    folder.write("a.txt", letter());
    folder.write("imr.toml", "[guidelines]\npaths = [\"all/**/*.toml\"]\n");
    folder.write("all/early.toml", "early");
    (0..11_000).for_each(|number| folder.write(&format!("all/f{number}"), ""));
    folder.write("all/late.toml", "late");
    let output = assert_is_checked(&folder);
    assert!(err(&output).contains("early.toml") && !err(&output).contains("late.toml"), "{}", err(&output));
}
