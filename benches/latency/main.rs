//! How long the server takes for a keystroke, beside the least that any server could take.
//!
//! Four kinds of server answer the same client in one run: `echo`, a loop without a framework; `bare`, the framework
//! without a letter; the product; and peers, which read other languages. The first two are this very program, started
//! again.

#![forbid(unsafe_code)]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a benchmark reports to whoever runs it")]

use std::env;
use std::process::ExitCode;

use client::Launch;
use options::Options;
use report::Report;

mod bare;
mod client;
mod cores;
mod echo;
mod frame;
mod instructions;
mod languages;
mod machine;
mod measure;
mod messages;
mod office;
mod options;
mod page;
mod printer;
mod random;
mod report;
mod soak;
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
        ["instructions", ..] => {
            Options::parse(words[1..].iter().map(ToString::to_string)).and_then(|options| instructions::count(&options))
        }
        ["soak", ..] => Options::parse(words[1..].iter().map(ToString::to_string)).and_then(|options| soak(&options)),
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
        let rows = measure::measure(&scenario, &launches, options.effort());
        print!("{}", report.add(&scenario, rows));
    }
    match &options.write {
        Some(path) => page::put("latency", &report.markdown(), path),
        None => Ok(()),
    }
}

fn soak(options: &Options) -> Result<(), String> {
    let launches = launches(options)?;
    let find = |name: &str| launches.iter().find(|launch| launch.name == name).ok_or_else(|| format!("no {name}"));
    soak::run(options, find(report::ECHO)?, find(report::PRODUCT)?)
}

fn launches(options: &Options) -> Result<Vec<Launch>, String> {
    let this = env::current_exe().map_err(|error| format!("cannot tell what to start: {error}"))?;
    let own = |name: &str| Launch::new(name, &this, &name.split(' ').collect::<Vec<_>>());
    let mut launches = vec![own(report::ECHO), own(report::APPLY), own(report::BARE)];
    if options.transports {
        launches.extend([own("bare a"), own("bare c")]);
    }
    launches.push(Launch::new(report::PRODUCT, env!("CARGO_BIN_EXE_imr-ls"), &["server"]));
    launches.extend(options.servers.iter().cloned());
    Ok(launches)
}
