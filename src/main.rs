//! The `imr-ls` program.

use imr_ls::cli::{self, Action};
use imr_ls::{demo, server};
use std::process::ExitCode;

#[cfg(target_os = "linux")]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> ExitCode {
    match cli::action() {
        Action::Serve => server::serve(),
        Action::Demo => demo::run(),
        Action::Task(task) => task.run(),
    }
}
