//! The real program, called as from a command line, and what it says.

use super::folder::Folder;
use std::io::Write;
use std::process::{Command, Output, Stdio};

pub const FINISHED: &str = "tests/letters/2015-single-item-overturned-pdf.txt";
pub const FAULTY: &str = "tests/letters/draft-2015-decision-misspelt-pdf.txt";

/// The program, which finds nothing that its user has set.
pub fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_imr-ls"));
    command.args(arguments).env("NO_COLOR", "1").env("XDG_CONFIG_HOME", env!("CARGO_TARGET_TMPDIR"));
    command
}

pub fn run(arguments: &[&str]) -> Output {
    program(arguments).stdin(Stdio::null()).output().expect("the program runs")
}

pub fn run_in(folder: &Folder, arguments: &[&str]) -> Output {
    let mut command = program(arguments);
    command.current_dir(folder.path("")).stdin(Stdio::null()).output().expect("the program runs")
}

pub fn run_with_input(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = program(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    child.stdin.take().expect("piped").write_all(input).expect("the program reads");
    child.wait_with_output().expect("the program ends")
}

pub fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

pub fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}
