//! `imr-ls completions` and `imr-ls man`: what a shell and its user want to know of the program.

use super::{Arguments, USAGE, complain};
use crate::text::alike::did_you_mean;
use clap::CommandFactory;
use clap_complete::Shell;
use clap_mangen::Man;
use std::io::{self, Write};
use std::process::ExitCode;

/// Prints a script by which a shell completes commands and options.
pub(super) fn completions(shell: Shell) -> io::Result<ExitCode> {
    // It would panic if it wrote to somebody who has stopped reading.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "imr-ls", &mut script);
    // In bash it calls a program with a hyphen in its name by two names, and completes nothing behind a command
    // (https://github.com/clap-rs/clap/issues/6421).
    let script = String::from_utf8_lossy(&script).replace("imr__subcmd__ls", "imr__ls");
    io::stdout().write_all(script.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

/// Prints the manual page of the program, or of the command that the words name.
pub(super) fn man(words: &[String]) -> io::Result<ExitCode> {
    let mut command = Arguments::command();
    command.build();
    for word in words {
        let Some(named) = command.find_subcommand(word) else {
            let hint = did_you_mean(word, command.get_subcommands().map(clap::Command::get_name));
            complain(&format!("There is no command “{word}”.{hint}"));
            return Ok(ExitCode::from(USAGE));
        };
        command = named.clone();
    }
    let source = concat!("imr-ls ", env!("CARGO_PKG_VERSION"));
    Man::new(command).source(source).render(&mut io::stdout().lock())?;
    Ok(ExitCode::SUCCESS)
}
