//! Where and when the figures were taken.

use std::fs;
use std::process::Command;
use std::thread;

/// A line for the head of a table: figures mean little without the machine.
pub(crate) fn description() -> String {
    let cores = thread::available_parallelism().map_or_else(|_| "?".to_owned(), |cores| cores.to_string());
    format!(
        "{}, {cores} cores; {}; {}; imr-ls {} of {}.",
        processor(),
        output("uname", &["-sr"]),
        output("rustc", &["--version"]),
        output("git", &["describe", "--always"]),
        output("date", &["+%Y-%m-%d"]),
    )
}

/// How busy the machine was in the last minute.
pub(crate) fn load() -> String {
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    load.split_whitespace().next().unwrap_or("unknown").to_owned()
}

fn processor() -> String {
    let info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = info.lines().find_map(|line| line.strip_prefix("model name"));
    model.map_or_else(|| "unknown processor".to_owned(), |model| model.trim_matches([' ', '\t', ':']).to_owned())
}

fn output(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output();
    output.map_or_else(
        |_| format!("{program} unknown"),
        |output| String::from_utf8_lossy(&output.stdout).trim().to_owned(),
    )
}
