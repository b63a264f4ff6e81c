//! `imr-ls rule`: what there is to read about the rules.

use super::{USAGE, complain};
use crate::analysis::rules::page::page;
use crate::analysis::rules::{RULES, Rule};
use crate::text::alike::did_you_mean;
use std::io::{self, Write};
use std::process::ExitCode;

/// Shows the page of the rule of a code or name, or of all rules, or else a list of them.
pub(super) fn rule(asked: Option<&str>, all: bool) -> io::Result<ExitCode> {
    let names = |rule: &Rule| [rule.code, rule.name];
    let shown = match asked {
        Some(asked) => {
            let is_asked = |rule: &&Rule| names(rule).iter().any(|name| name.eq_ignore_ascii_case(asked));
            let Some(rule) = RULES.into_iter().find(is_asked) else {
                let hint = did_you_mean(asked, RULES.into_iter().flat_map(names));
                complain(&format!("There is no rule “{asked}”.{hint} All of them: `imr-ls rule`."));
                return Ok(ExitCode::from(USAGE));
            };
            page(rule)
        }
        None if all => RULES.map(page).join("\n"),
        None => list(),
    };
    io::stdout().write_all(shown.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

fn list() -> String {
    let longest = RULES.iter().map(|rule| rule.name.len()).max().unwrap_or_default();
    let line = |Rule { code, name, summary, .. }: &Rule| format!("{code}  {name:<longest$}  {summary}\n");
    RULES.map(line).concat()
}
