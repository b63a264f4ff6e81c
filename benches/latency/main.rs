//! How long the server takes for a keystroke, beside the least that any server could take.
//!
//! Three kinds of server answer the same client in one run: `echo`, a loop without a framework; `bare`, the
//! framework without a letter; and the product. The first two are this very program, started again.

#![forbid(unsafe_code)]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a benchmark reports to whoever runs it")]

use std::env;
use std::process::ExitCode;

use client::Launch;
use options::Options;
use report::Report;
use texts::{SEED, Text};

mod bare;
mod client;
mod cores;
mod echo;
mod frame;
mod machine;
mod measure;
mod messages;
mod options;
mod printer;
mod random;
mod report;
mod texts;
mod watchdog;
mod wording;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).filter(|word| *word != "--bench").collect();
    let outcome = match words[..] {
        ["echo"] => echo::run(false).map_err(|error| error.to_string()),
        ["echo", "--apply"] => echo::run(true).map_err(|error| error.to_string()),
        ["bare", way] => way.parse().and_then(|way| bare::run(way).map_err(|error| error.to_string())),
        ["text", shape, size] => options::text(shape, size).map(|text| print!("{}", text.body)),
        ["--help", ..] => {
            print!("{}", options::HELP);
            Ok(())
        }
        _ => Options::parse(arguments.into_iter()).and_then(|options| bench(&options)),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("latency: {message}");
            ExitCode::from(2)
        }
    }
}

fn bench(options: &Options) -> Result<(), String> {
    let launches = launches(options)?;
    let machine = machine::description();
    let pinned = !options.unpinned && cores::keep_to_one();
    let mut report = Report::new(machine, pinned);
    for scenario in options.scenarios() {
        let text = Text::new(scenario.shape, scenario.size, SEED);
        let rows = measure::measure(&scenario, &text, &launches, options.effort());
        print!("{}", report.add(&scenario, rows));
    }
    match &options.write {
        Some(path) => {
            std::fs::write(path, report.markdown()).map_err(|error| format!("cannot write {}: {error}", path.display()))
        }
        None => Ok(()),
    }
}

fn launches(options: &Options) -> Result<Vec<Launch>, String> {
    let this = env::current_exe().map_err(|error| format!("cannot tell what to start: {error}"))?;
    let own = |name: &str| Launch {
        name: name.to_owned(),
        program: this.clone().into_os_string(),
        arguments: name.split(' ').map(Into::into).collect(),
    };
    let mut launches = vec![own(report::ECHO), own("echo --apply"), own(report::BARE)];
    if options.full {
        launches.extend([own("bare a"), own("bare c")]);
    }
    if let Some(program) = option_env!("CARGO_BIN_EXE_imr-ls") {
        launches.push(Launch { name: "imr-ls".to_owned(), program: program.into(), arguments: vec!["server".into()] });
    }
    launches.extend(options.servers.iter().cloned());
    Ok(launches)
}
