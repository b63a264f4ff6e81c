//! Findings for people: with the lines that they are about, or one line each.

use super::{Judged, fix};
use crate::analysis::{Finding, Fix};
use crate::cli::render::{Note, Style, line, render};
use std::io::{self, Write};

pub(super) fn full(letter: &Judged<'_>, style: Style, output: &mut impl Write) -> io::Result<()> {
    letter.findings.iter().try_for_each(|finding| {
        let help = fix(letter.snapshot, finding).map(|fix| help(&fix));
        let note = Note { help: help.as_deref(), ..note(finding) };
        writeln!(output, "{}\n", render(letter.snapshot.text(), letter.name, &note, style))
    })
}

pub(super) fn concise(letter: &Judged<'_>, output: &mut impl Write) -> io::Result<()> {
    let line = |finding| line(letter.snapshot.text(), letter.name, &note(finding));
    letter.findings.iter().try_for_each(|finding| writeln!(output, "{}", line(finding)))
}

fn note(finding: &Finding) -> Note<'_> {
    Note {
        severity: finding.severity,
        code: finding.rule.code,
        name: Some(finding.rule.name),
        message: &finding.message,
        range: finding.range.clone(),
        related: finding.related.as_ref().map(|related| (related.range.clone(), related.message.as_str())),
        help: None,
    }
}

fn help(fix: &Fix) -> String {
    if fix.needs_no_look() { format!("{} (`--fix` does it)", fix.title) } else { fix.title.clone() }
}
