//! `imr-ls new`: a letter to be filled in.

use super::offices::{Offices, asked};
use super::{USAGE, complain};
use crate::features::new_letter::{listed_items, new_letter};
use crate::layouts::{LAYOUTS, LayoutId};
use crate::workspace::decode;
use clap::Args;
use std::io::{self, Read, Write};
use std::path::Path;
use std::process::ExitCode;

/// What letter is to be written.
#[derive(Args)]
pub struct NewCommand {
    /// What is requested: the items with semicolons between them, a file with one on each line, or `-` for standard
    /// input.
    #[arg(long, value_name = "FILE|-|\"A; B\"")]
    items: Option<String>,
    /// The layout: letter-2014, letter-2015 or letter-2016. Without it the settings of this folder tell, or else it is
    /// letter-2015.
    #[arg(long)]
    layout: Option<String>,
}

impl NewCommand {
    /// Writes the letter to standard output.
    pub(super) fn run(&self) -> io::Result<ExitCode> {
        let standards = Offices::asking(asked(&[])?).standards(&std::env::current_dir()?, None, complain);
        let layout = match &self.layout {
            Some(name) => LAYOUTS.iter().find(|layout| layout.name == name).map(|layout| layout.id),
            None => Some(standards.policy.layout.filter(|layout| layout.is_labelled()).unwrap_or(LayoutId::Letter2015)),
        };
        let Some(layout) = layout.filter(|layout| layout.is_labelled()) else {
            complain("imr-ls: new letters are written as letter-2014, letter-2015 or letter-2016");
            return Ok(ExitCode::from(USAGE));
        };
        let letter = new_letter(layout, &self.requests()?, &standards.settings.profile());
        io::stdout().lock().write_all(letter.as_bytes())?;
        Ok(ExitCode::SUCCESS)
    }

    fn requests(&self) -> io::Result<Vec<String>> {
        let list = match self.items.as_deref() {
            None => Vec::new(),
            Some("-") => {
                let mut list = Vec::new();
                io::stdin().lock().read_to_end(&mut list)?;
                list
            }
            Some(file) if Path::new(file).is_file() => std::fs::read(file)?,
            Some(list) => list.as_bytes().to_vec(),
        };
        let list = decode(&list).ok_or_else(|| io::Error::other("the list of items is no text"))?;
        Ok(listed_items(list.text.trim_start_matches('\u{feff}')))
    }
}
