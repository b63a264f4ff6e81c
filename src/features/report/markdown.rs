//! Reports as Markdown.

use super::overview::{COLUMNS, Overview};
use super::{LedgerLine, Report, ReportedFinding};

/// Reports as one Markdown text.
pub fn markdown(reports: &[Report]) -> String {
    reports.iter().map(one).collect::<Vec<_>>().join("\n")
}

fn one(report: &Report) -> String {
    let mut text = format!("# Cite-check report: {}\n\n", escaped(&report.name));
    text += &format!("- Layout: {}\n- Readiness: {}\n", report.layout, report.readiness());
    if let Some(days) = &report.governing_days {
        text += &format!("- Guideline editions of: {days}\n");
    }
    if !report.items.is_empty() {
        text += "\n## Decisions\n\n| | request | decision | standard | rationale | conclusion |\n|---|---|---|---|---|---|\n";
        text.extend(report.items.iter().map(|item| {
            let LedgerLine { request, decision, standard, conclusion, .. } = &item.line;
            let (request, decision, rationale) = (escaped(request), escaped(decision), item.line.rationale());
            format!("| {} | {request} | {decision} | {standard} | {rationale} | {conclusion} |\n", item.number)
        }));
        text += "\n## Citations\n\n| | cited by | citation | meaning | standing |\n|---|---|---|---|---|\n";
        for item in &report.items {
            text.extend(item.citations.iter().map(|citation| {
                let (words, meaning) = (escaped(&citation.words), escaped(citation.meaning.as_deref().unwrap_or("")));
                format!("| {} | {} | {words} | {meaning} | {} |\n", item.number, citation.by, citation.standing)
            }));
        }
    }
    text += "\n## Findings\n\n";
    if report.findings.is_empty() {
        return text + "None.\n";
    }
    text + &findings(&report.findings)
}

/// An overview as one Markdown text.
pub fn markdown_overview(overview: &Overview) -> String {
    let mut text = format!("# Check of all letters\n\n{}\n\n{}\n", overview.summary(), escaped(&overview.place()));
    if !overview.letters.is_empty() {
        text += &format!("\n| {} |\n|{}\n", COLUMNS.join(" | "), "---|".repeat(COLUMNS.len()));
        text.extend(overview.letters.iter().map(|letter| {
            let cells = letter.cells().map(|cell| escaped(&cell));
            format!("| {} |\n", cells.join(" | "))
        }));
    }
    text.extend(
        overview
            .with_findings()
            .map(|letter| format!("\n## {}\n\n{}", escaped(&letter.name), findings(&letter.findings))),
    );
    if !overview.unread.is_empty() {
        text += "\n## Not checked\n\n";
        let line = |(name, reason): &(String, String)| format!("- {}: {}\n", escaped(name), escaped(reason));
        text.extend(overview.unread.iter().map(line));
    }
    text
}

fn findings(list: &[ReportedFinding]) -> String {
    let mut text = "| line | severity | rule | finding |\n|---|---|---|---|\n".to_owned();
    text.extend(list.iter().map(|finding| {
        let message = escaped(&finding.message);
        format!("| {} | {} | {} {} | {message} |\n", finding.line, finding.severity, finding.code, finding.rule)
    }));
    text
}

/// Words of a letter as they are, whatever they would mean in Markdown.
fn escaped(words: &str) -> String {
    words.chars().fold(String::new(), |mut text, char| {
        if matches!(char, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '~') {
            text.push('\\');
        }
        text.push(if char.is_control() { ' ' } else { char });
        text
    })
}
