//! The `imr-ls` program.

use imr_ls::cli::{self, Action};
use imr_ls::{demo, server};
use std::process::ExitCode;

fn main() -> ExitCode {
    match cli::action() {
        Action::Serve => server::serve(),
        Action::Demo => demo::run(),
        Action::Task(task) => task.run(),
    }
}
