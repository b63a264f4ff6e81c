//! Findings as commands that a GitHub workflow understands: it shows them beside the lines that they are about.

use super::{Judged, Place, fix};
use crate::analysis::Severity;
use std::io::{self, Write};

pub(super) fn letter(letter: &Judged<'_>, output: &mut impl Write) -> io::Result<()> {
    let text = letter.snapshot.text();
    letter.findings.iter().try_for_each(|finding| {
        let command = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Information => "notice",
        };
        let [start, end] = [finding.range.start, finding.range.end].map(|offset| Place::of(offset, text));
        // Columns count on one line only; elsewhere a workflow would complain of them.
        let columns = match start.line == end.line {
            true => format!(",col={},endColumn={}", start.column, end.column),
            false => String::new(),
        };
        let title = property(&format!("{} {}", finding.rule.code, finding.rule.name));
        let (file, line, end_line) = (property(letter.name), start.line, end.line);
        let mending = fix(letter.snapshot, finding).map_or_else(String::new, |fix| format!("\nhelp: {}", fix.title));
        let message = data(&format!("{}{mending}", finding.message));
        writeln!(output, "::{command} title={title},file={file},line={line},endLine={end_line}{columns}::{message}")
    })
}

/// Words that stand behind the command.
fn data(words: &str) -> String {
    words.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Words that stand inside it.
fn property(words: &str) -> String {
    data(words).replace(':', "%3A").replace(',', "%2C")
}
