//! The command line: arguments, output, exit codes.

mod check;
mod config;
mod emit;
mod files;
mod format;
mod guidelines;
mod inputs;
mod interrupt;
mod mend;
mod new;
mod offices;
mod outline;
mod parallel;
mod progress;
pub mod render;
mod report;
mod rule;
mod shell;
mod tally;

pub use check::Check;
pub use config::ConfigQuestion;
pub use format::FormatCommand;
pub use guidelines::Question;
pub use new::NewCommand;
pub use report::ReportCommand;

use clap::{CommandFactory, Parser, Subcommand};
use clap_complete::Shell;
use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::panic::{self, AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::process::ExitCode;

/// Something is wrong with the letters.
const FINDINGS: u8 = 1;
/// Something is wrong with how the program was called, or a file could not be read.
const USAGE: u8 = 2;
/// Somebody interrupted it, as shells say that.
const INTERRUPTED: u8 = 130;

/// Checks California Independent Medical Review determination letters, as they are written or afterwards.
#[derive(Parser)]
#[command(name = "imr-ls", version, about, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Serve an editor on standard input and output.
    Server {
        /// Accepted because editors pass it; there is no other way of serving.
        #[arg(long)]
        stdio: bool,
        /// Whatever else an editor passes.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true, hide = true)]
        ignored: Vec<OsString>,
    },
    /// Check letters and show what is wrong with them, as if they were about to be sent.
    Check(Check),
    /// Report what letters decide and cite, how surely, and what is found in them.
    Report(ReportCommand),
    /// Give letters clean paragraphs, labels in their spelling and even spacing, without changing a word.
    Format(FormatCommand),
    /// Write a letter to be filled in: headings, labels, fixed wording, and a form for each disputed item.
    New(NewCommand),
    /// Show the sections, disputed items and fields of letters.
    Outline {
        /// The letters; `-` for standard input.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Look into what is known of guidelines and treatments, with what the files of your office add to it.
    Guidelines {
        #[command(subcommand)]
        question: Question,
    },
    /// Look into the settings of your office.
    Config {
        #[command(subcommand)]
        question: ConfigQuestion,
    },
    /// Explain a rule: what it finds and why, an example, what mends it, and how to silence it.
    Rule {
        /// Its code or its name; all rules are listed if none is given.
        rule: Option<String>,
        /// Explain all rules.
        #[arg(long, conflicts_with = "rule")]
        all: bool,
    },
    /// Print a script by which a shell completes commands and options.
    Completions {
        /// The shell.
        shell: Shell,
    },
    /// Print the manual page of the program or of one of its commands.
    Man {
        /// The command, such as `check` or `guidelines search`.
        command: Vec<String>,
    },
    /// Show what an editor shows while a letter is being written.
    Demo,
}

/// What the program was asked to do.
pub enum Action {
    /// Serve an editor.
    Serve,
    /// Show the demo.
    Demo,
    /// Something that is done here: see [`Task::run`].
    Task(Task),
}

/// Something to do with files.
pub enum Task {
    /// Check letters.
    Check(Check),
    /// Report of letters.
    Report(ReportCommand),
    /// Make letters even.
    Format(FormatCommand),
    /// Write a letter to be filled in.
    New(NewCommand),
    /// Show outlines.
    Outline {
        /// The letters.
        files: Vec<PathBuf>,
    },
    /// Answer a question about guidelines and treatments.
    Guidelines(Question),
    /// Answer a question about settings.
    Config(ConfigQuestion),
    /// Explain rules, or list them.
    Rule {
        /// The code or the name of one.
        rule: Option<String>,
        /// All of them.
        all: bool,
    },
    /// Print a script for a shell.
    Completions {
        /// The shell.
        shell: Shell,
    },
    /// Print a manual page.
    Man {
        /// The words that name a command.
        command: Vec<String>,
    },
    /// Show how the program is called.
    Help,
}

/// What the process's own arguments ask for. Ends the process if they ask for nothing that there is.
pub fn action() -> Action {
    match Arguments::parse().command {
        Some(Command::Server { .. }) => Action::Serve,
        None if !io::stdin().is_terminal() => Action::Serve,
        None => Action::Task(Task::Help),
        Some(Command::Check(check)) => Action::Task(Task::Check(check)),
        Some(Command::Report(report)) => Action::Task(Task::Report(report)),
        Some(Command::Format(format)) => Action::Task(Task::Format(format)),
        Some(Command::New(new)) => Action::Task(Task::New(new)),
        Some(Command::Outline { files }) => Action::Task(Task::Outline { files }),
        Some(Command::Guidelines { question }) => Action::Task(Task::Guidelines(question)),
        Some(Command::Config { question }) => Action::Task(Task::Config(question)),
        Some(Command::Rule { rule, all }) => Action::Task(Task::Rule { rule, all }),
        Some(Command::Completions { shell }) => Action::Task(Task::Completions { shell }),
        Some(Command::Man { command }) => Action::Task(Task::Man { command }),
        Some(Command::Demo) => Action::Demo,
    }
}

impl Task {
    /// Does it. A fault of our own ends it with a word, but not with the words of the panic, which may be a letter's.
    pub fn run(&self) -> ExitCode {
        panic::set_hook(Box::new(|_| {}));
        let failure = |_| Err(io::Error::other("this failed, which is a fault in imr-ls"));
        let done = catch_unwind(AssertUnwindSafe(|| self.done())).unwrap_or_else(failure);
        done.unwrap_or_else(|error| {
            // Whoever reads our output may stop reading whenever they like.
            if error.kind() == io::ErrorKind::BrokenPipe {
                return ExitCode::SUCCESS;
            }
            complain(&format!("imr-ls: {error}"));
            ExitCode::from(USAGE)
        })
    }

    fn done(&self) -> io::Result<ExitCode> {
        match self {
            Task::Check(check) => check.run(),
            Task::Report(report) => report.run(),
            Task::Format(format) => format.run(),
            Task::New(new) => new.run(),
            Task::Outline { files } => outline::outline(files),
            Task::Guidelines(question) => question.answer(),
            Task::Config(question) => question.answer(),
            Task::Rule { rule, all } => rule::rule(rule.as_deref(), *all),
            Task::Completions { shell } => shell::completions(*shell),
            Task::Man { command } => shell::man(command),
            Task::Help => Arguments::command().print_help().map(|()| ExitCode::SUCCESS),
        }
    }
}

/// Says something beside the output. If nobody can hear it, so be it.
fn complain(message: &str) {
    let _ = writeln!(io::stderr(), "{message}");
}

/// `1 error`, `2 errors`.
fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}
