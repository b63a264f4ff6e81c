//! Mending letters from the command line: what is written, where, and in what manner.

use crate::support;
use crate::support::folder::Folder;
use crate::support::program::{FINISHED, err, out, program, run, run_in, run_with_input};

/// A letter that lacks nothing but a usual citation, with its words beside that.
fn letter(pages: &str) -> String {
    let cited = |pages| format!("Decision based on MTUS Chronic Pain Treatment Guidelines Benzodiazepines{pages}.");
    support::rows::letter(
        "Valium 5mg #8:  Upheld",
        &format!("Claims Administrator guideline: {}", cited(USUAL)),
        &format!("MAXIMUS guideline: {}", cited(pages)),
        "Decision rationale: The worker’s “long-term” use is not supported. The request is not medically necessary.",
    )
}

const UNUSUAL: &str = ", pg. 24";
const USUAL: &str = " Page(s): 24";

fn mend(folder: &Folder, bytes: &[u8]) -> Vec<u8> {
    folder.write("a.txt", bytes);
    let output = run_in(folder, &["check", "--fix", "a.txt"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(err(&output).ends_with("; 1 letter mended\n"), "{}", err(&output));
    std::fs::read(folder.path("a.txt")).expect("the letter is here")
}

fn utf_16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(bytes).collect()
}

#[test]
fn the_manner_of_a_letter_stays() {
    let folder = Folder::new("manner");
    let word = |text: &str| text.replace('\n', "\r\n");
    let windows_1252 = |text: &str| encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
    type Manner<'m> = &'m dyn Fn(&str) -> Vec<u8>;
    let manners: [(&str, Manner<'_>); 6] = [
        ("plain", &|text| text.as_bytes().to_vec()),
        ("Word", &|text| word(text).into_bytes()),
        ("with a mark", &|text| format!("\u{feff}{}", word(text)).into_bytes()),
        ("UTF-16LE", &|text| utf_16(&word(text), u16::to_le_bytes)),
        ("UTF-16BE", &|text| utf_16(text, u16::to_be_bytes)),
        ("Windows-1252", &|text| windows_1252(&word(text))),
    ];
    for (name, manner) in manners {
        let (before, after) = (manner(&letter(UNUSUAL)), manner(&letter(USUAL)));
        assert_eq!(mend(&folder, &before), after, "{name}");
        let output = run_with_input(&["check", "--fix", "-"], &before);
        assert_eq!((output.status.code(), &output.stdout), (Some(0), &after), "{name}: {}", err(&output));
    }
}

#[test]
fn a_letter_is_replaced_as_a_whole() {
    let folder = Folder::new("whole");
    folder.write("a.txt", letter(UNUSUAL));
    // Another name for the old file still holds the whole of it: nothing was written over.
    std::fs::hard_link(folder.path("a.txt"), folder.path("old")).expect("the file can have two names");
    mend_again(&folder);
    let read = |name: &str| folder.read(name);
    assert_eq!((read("old"), read("a.txt")), (letter(UNUSUAL), letter(USUAL)));
    let mut names: Vec<_> = std::fs::read_dir(folder.path(""))
        .expect("the folder is here")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(names, [".git", "a.txt", "old"], "nothing is left behind");
    // What needs no mending is not touched.
    std::fs::remove_file(folder.path("old")).expect("the file is here");
    std::fs::hard_link(folder.path("a.txt"), folder.path("old")).expect("the file can have two names");
    mend_again(&folder);
    std::fs::write(folder.path("old"), "x").expect("the file is here");
    assert_eq!(read("a.txt"), "x");
}

fn mend_again(folder: &Folder) {
    let output = run_in(folder, &["check", "--fix", "a.txt"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
}

#[test]
fn the_rest_of_the_findings_is_told() {
    let folder = Folder::new("rest");
    folder.write("a.txt", letter(UNUSUAL).replace("Upheld", "Uphled"));
    let output = run_in(&folder, &["check", "--fix", "--format", "concise", "a.txt"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(out(&output).contains("error[IMR202]") && !out(&output).contains("IMR306"), "{}", out(&output));
    assert_eq!(err(&output), "1 error, 1 note in 1 letter; 1 letter mended\n");
}

#[cfg(unix)]
#[test]
fn permissions_and_links_stay() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
    let folder = Folder::new("links");
    let (file, link) = (folder.path("sent/b.txt"), folder.path("a.txt"));
    folder.write("sent/b.txt", letter(UNUSUAL));
    std::fs::set_permissions(&file, PermissionsExt::from_mode(0o640)).expect("the file is ours");
    symlink("sent/b.txt", &link).expect("a link can be made");
    mend_again(&folder);
    assert!(link.is_symlink());
    assert_eq!(std::fs::read_to_string(&file).expect("the letter is here"), letter(USUAL));
    assert_eq!(std::fs::metadata(&file).expect("the letter is here").mode() & 0o7777, 0o640);
}

#[cfg(unix)]
#[test]
fn what_may_not_be_written_is_said() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    let folder = Folder::new("closed");
    let set = |name: &str, mode| {
        std::fs::set_permissions(folder.path(name), PermissionsExt::from_mode(mode)).expect("the file is ours");
    };
    folder.write("a.txt", letter(UNUSUAL));
    set("a.txt", 0o444);
    let output = run_in(&folder, &["check", "--fix", "a.txt"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        err(&output).starts_with("a.txt: the letter cannot be mended: it is protected from writing\n"),
        "{}",
        err(&output)
    );

    set("a.txt", 0o666);
    set("", 0o555);
    let mut command = program(&["check", "--fix", "a.txt"]);
    command.current_dir(folder.path(""));
    // Some may write everywhere; others must not.
    if std::fs::write(folder.path("b.txt"), "").is_ok() {
        command.uid(65534).gid(65534);
    }
    let output = command.output().expect("the program runs");
    set("", 0o755);
    assert_eq!(output.status.code(), Some(2), "{}", err(&output));
    let expected = "a.txt: the letter cannot be mended: nothing may be written in its folder\n";
    assert!(err(&output).starts_with(expected), "{}", err(&output));
    assert_eq!(folder.read("a.txt"), letter(UNUSUAL));
}

/// The system lets no file grow beyond a size, which is how a full disk looks to whoever writes.
#[cfg(unix)]
#[test]
fn a_full_disk_loses_nothing() {
    let folder = Folder::new("full");
    let long = letter(UNUSUAL) + &"The chart describes no spasm.\n".repeat(1000);
    for arguments in ["check --fix a.txt b.txt", "format a.txt b.txt"] {
        folder.write("a.txt", long.replace("worker has", "worker  has"));
        folder.write("b.txt", letter(UNUSUAL).replace("worker has", "worker  has"));
        let limited = format!("ulimit -f 8; trap '' XFSZ; exec \"$0\" {arguments}");
        let mut shell = std::process::Command::new("sh");
        shell.args(["-c", &limited, env!("CARGO_BIN_EXE_imr-ls")]).env("XDG_CONFIG_HOME", env!("CARGO_TARGET_TMPDIR"));
        let output = shell.current_dir(folder.path("")).output().expect("a shell runs");
        assert_eq!(output.status.code(), Some(2), "{}", err(&output));
        let expected = "a.txt: the letter cannot be mended: there is no room for it; it stays as it is\n";
        assert!(err(&output).contains(expected), "{}", err(&output));
        assert_eq!(folder.read("a.txt"), long.replace("worker has", "worker  has"));
        assert_ne!(folder.read("b.txt"), letter(UNUSUAL).replace("worker has", "worker  has"), "the other one fits");
        assert_eq!(std::fs::read_dir(folder.path("")).expect("a folder").count(), 3, "nothing is left behind");
    }
}

#[test]
fn damaged_letters_are_not_written() {
    let folder = Folder::new("damaged");
    let mut bytes = utf_16(&letter(UNUSUAL), u16::to_le_bytes);
    bytes.extend(0xd800_u16.to_le_bytes());
    folder.write("a.txt", &bytes);
    let output = run_in(&folder, &["check", "--fix", "a.txt"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("cannot be mended: some characters of it could not be read"), "{}", err(&output));
    assert_eq!(std::fs::read(folder.path("a.txt")).expect("the letter is here"), bytes);
    let output = run_with_input(&["check", "--fix", "-"], &bytes);
    assert_eq!((output.status.code(), out(&output).as_str()), (Some(2), ""));
}

/// Editors send a text through a program and take what comes out for the new text.
#[test]
fn whatever_comes_in_comes_out_again() {
    for text in [letter(USUAL), "Dear colleague,\r\nnothing here is a letter.".to_owned(), String::new()] {
        let output = run_with_input(&["check", "--fix", "-"], text.as_bytes());
        assert_eq!((output.status.code(), out(&output)), (Some(0), text));
    }
    let faulty = letter(UNUSUAL).replace("Upheld", "Uphled");
    let output = run_with_input(&["check", "--fix", "-"], faulty.as_bytes());
    assert_eq!((output.status.code(), out(&output)), (Some(1), faulty.replace(UNUSUAL, USUAL)));
    assert_eq!(run_with_input(&["check", "--fix", "-"], b"\x89PNG\0").status.code(), Some(2));
}

#[test]
fn what_would_change_is_shown_and_nothing_changes() {
    let folder = Folder::new("diff");
    folder.write("a.txt", letter(UNUSUAL));
    let output = run_in(&folder, &["check", "--diff", "a.txt"]);
    assert_eq!(output.status.code(), Some(1));
    let shown = out(&output);
    assert!(shown.starts_with("--- a.txt\n+++ a.txt\n@@ "), "{shown}");
    let changed = |sign: char| shown.lines().filter(|line| line.starts_with(sign)).count();
    assert_eq!((changed('-'), changed('+')), (2, 2), "{shown}");
    assert!(shown.contains(&format!(
        "\n-MAXIMUS guideline: Decision based on MTUS Chronic Pain Treatment Guidelines Benzodiazepines{UNUSUAL}.\n"
    )));
    assert_eq!(err(&output), "1 of 1 letter would change\n");
    assert_eq!(folder.read("a.txt"), letter(UNUSUAL));
    let output = run(&["check", "--diff", FINISHED]);
    assert_eq!((output.status.code(), out(&output).as_str()), (Some(0), ""));
    assert_eq!(run(&["check", "--diff", "--fix", FINISHED]).status.code(), Some(2));
}

#[test]
fn what_standard_input_stands_for_is_never_written() {
    let folder = Folder::new("stands-for");
    folder.write("input.txt", letter(UNUSUAL));
    folder.write("a.txt", "as it was");
    let input = std::fs::File::open(folder.path("input.txt")).expect("the letter is here");
    let mut command = program(&["check", "-", "--fix", "--stdin-filename", "a.txt"]);
    let output = command.current_dir(folder.path("")).stdin(input).output().expect("the program runs");
    assert_eq!(out(&output), letter(USUAL), "{}", err(&output));
    assert_eq!(folder.read("a.txt"), "as it was");
}
