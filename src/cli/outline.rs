//! `imr-ls outline`: the outline as an indented list.

use super::files::{Trouble, read_all};
use super::offices::{Offices, asked};
use super::{USAGE, complain};
use crate::analysis::Snapshot;
use crate::features::outline::{self, Entry};
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// Shows the outline of each file on standard output.
pub(super) fn outline(files: &[PathBuf]) -> io::Result<ExitCode> {
    let mut output = io::BufWriter::new(io::stdout().lock());
    let mut code = ExitCode::SUCCESS;
    let offices = Offices::asking(asked(&[])?);
    for letter in read_all(files) {
        match letter {
            Ok(letter) => {
                let snapshot = Snapshot::judged_by(
                    letter.text.clone(),
                    offices.standards(&letter.folder, letter.file.as_deref(), complain),
                );
                let entries = outline::outline(&snapshot);
                if entries.is_empty() {
                    letter.no_letter("skipped").iter().for_each(|message| complain(message));
                } else {
                    writeln!(output, "{} ({})", letter.name, snapshot.layout().name())?;
                    write_entries(&entries, 1, &mut output)?;
                }
            }
            Err(Trouble::Skipped(message) | Trouble::Nothing(message)) => complain(&message),
            Err(Trouble::NoText) => {}
            Err(Trouble::Unreadable(message)) => {
                code = ExitCode::from(USAGE);
                complain(&message);
            }
        }
    }
    output.flush()?;
    Ok(code)
}

fn write_entries(entries: &[Entry], depth: usize, output: &mut impl Write) -> io::Result<()> {
    for entry in entries {
        let detail = entry.detail.as_ref().map(|detail| format!(": {detail}")).unwrap_or_default();
        writeln!(output, "{:indent$}{}{detail}", "", entry.name, indent = depth * 2)?;
        write_entries(&entry.children, depth + 1, output)?;
    }
    Ok(())
}
