//! How far long work has come, shown on a terminal.

use super::complain;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

/// Work that takes no longer needs no explanation.
const PATIENCE: Duration = Duration::from_secs(1);

/// How many letters were checked, on standard error if that is a terminal and standard output is not: there the findings show
/// how far it has come.
pub(super) struct Progress {
    bar: ProgressBar,
    since: Instant,
}

impl Progress {
    pub(super) fn start() -> Self {
        let is_shown = io::stderr().is_terminal() && !io::stdout().is_terminal();
        let target = if is_shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let style = ProgressStyle::with_template("{spinner} letters checked: {human_pos}");
        let bar = ProgressBar::with_draw_target(None, target);
        Progress {
            bar: bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner())),
            since: Instant::now(),
        }
    }

    pub(super) fn show(&self, letters: usize) {
        if self.since.elapsed() > PATIENCE {
            self.bar.set_position(letters as u64);
        }
    }

    /// Says something beside it.
    pub(super) fn say(&self, message: &str) {
        self.bar.suspend(|| complain(message));
    }

    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
    }
}
