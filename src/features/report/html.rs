//! Reports as one page that needs nothing else, made to be printed.

use super::overview::{COLUMNS, CheckedLetter, Overview};
use super::{Report, ReportedFinding, ReportedItem};

const STYLE: &str = "\
:root { color-scheme: light; }
body { font: 10.5pt/1.45 Georgia, 'Times New Roman', serif; color: #1b1b1b; background: #fff; margin: 2rem auto; max-width: 52rem; padding: 0 1.5rem; }
h1 { font-size: 1.5rem; margin: 0 0 .2rem; }
h2 { font-size: 1.05rem; margin: 1.6rem 0 .5rem; border-bottom: 1px solid #999; padding-bottom: .15rem; }
.name { color: #555; margin: 0 0 1rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: 0; }
dt { color: #555; } dd { margin: 0; }
table { border-collapse: collapse; width: 100%; font-size: .92em; }
th { text-align: left; font-weight: normal; color: #555; }
th, td { padding: .3rem .6rem .3rem 0; vertical-align: top; border-bottom: 1px solid #ddd; }
tr { break-inside: avoid; } thead { display: table-header-group; }
td.number { color: #555; }
.mark { white-space: nowrap; }
.bad { color: #a11212; font-weight: bold; } .doubt { color: #7a5200; } .good { color: #1d5c2a; }
.small { color: #555; font-size: .85em; margin-top: 1.6rem; }
article + article { break-before: page; margin-top: 3rem; }
@media print { body { margin: 0; max-width: none; padding: 0; } @page { margin: 18mm; } }
";

/// Reports as one HTML page.
pub fn html(reports: &[Report]) -> String {
    let title = match reports {
        [report] => format!("Cite-check report: {}", escaped(&report.name)),
        _ => "Cite-check report".to_owned(),
    };
    page(&title, &reports.iter().map(article).collect::<String>())
}

/// An overview as one HTML page.
pub fn html_overview(overview: &Overview) -> String {
    let title = "Check of all letters";
    let [summary, place] = [overview.summary(), overview.place()].map(|words| escaped(&words));
    let mut body = format!("<h1>{title}</h1>\n<p>{summary}</p>\n<p class=\"small\">{place}</p>\n");
    if !overview.letters.is_empty() {
        body += &table("Letters", &COLUMNS, overview.letters.iter().map(letter_row).collect());
    }
    body.extend(
        overview
            .with_findings()
            .map(|letter| table(&escaped(&letter.name), &FINDING_COLUMNS, findings(&letter.findings))),
    );
    if !overview.unread.is_empty() {
        let row = |(name, reason): &(String, String)| row(&[("", name), ("", reason)]);
        body += &table("Not checked", &["File", "Reason"], overview.unread.iter().map(row).collect());
    }
    page(title, &body)
}

fn letter_row(letter: &CheckedLetter) -> String {
    let [name, decided, state, errors, warnings, notes] = letter.cells();
    let class = if letter.is_ready { "mark good" } else { "mark bad" };
    row(&[("", &name), ("mark", &decided), (class, &state), ("bad", &errors), ("doubt", &warnings), ("", &notes)])
}

const FINDING_COLUMNS: [&str; 4] = ["Line", "Severity", "Rule", "Finding"];

fn page(title: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n{body}</body>\n</html>\n"
    )
}

fn article(report: &Report) -> String {
    let mut facts = vec![("Layout", report.layout.to_owned()), ("Readiness", report.readiness())];
    facts.extend(report.governing_days.clone().map(|days| ("Guideline editions of", days)));
    let facts: String =
        facts.iter().map(|(name, value)| format!("<dt>{name}</dt><dd>{}</dd>\n", escaped(value))).collect();
    let mut page = format!(
        "<article>\n<h1>Cite-check report</h1>\n<p class=\"name\">{}</p>\n<dl>\n{facts}</dl>\n",
        escaped(&report.name)
    );
    if !report.items.is_empty() {
        page +=
            &table("Decisions", &["", "Request", "Decision", "Standard", "Rationale", "Conclusion"], decisions(report));
        page += &table("Citations", &["", "Cited by", "Citation", "Meaning", "Standing"], citations(report));
    }
    page += &match report.findings.is_empty() {
        true => "<h2>Findings</h2>\n<p>None.</p>\n".to_owned(),
        false => table("Findings", &FINDING_COLUMNS, findings(&report.findings)),
    };
    page += &format!(
        "<p class=\"small\">Made by imr-ls {} from the text of the letter alone. “Verified” pages were looked up in the \
         guideline; all others were not. Whether a treatment is necessary is for the reviewer to decide.</p>\n</article>\n",
        env!("CARGO_PKG_VERSION")
    );
    page
}

fn table(title: &str, heads: &[&str], rows: Vec<String>) -> String {
    let heads: String = heads.iter().map(|head| format!("<th scope=\"col\">{head}</th>")).collect();
    format!(
        "<h2>{title}</h2>\n<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{}</tbody>\n</table>\n",
        rows.concat()
    )
}

fn decisions(report: &Report) -> Vec<String> {
    let row = |item: &ReportedItem| {
        let line = &item.line;
        let decision = if matches!(line.decision.as_str(), "Upheld" | "Overturned") { "mark" } else { "mark bad" };
        let rationale = if line.has_rationale { "mark" } else { "mark bad" };
        let conclusion = match line.conclusion {
            "agrees" => "mark good",
            "contradicts" | "missing" => "mark bad",
            _ => "mark",
        };
        row(&[
            ("number", &item.number.to_string()),
            ("", &line.request),
            (decision, &line.decision),
            ("mark", line.standard),
            (rationale, line.rationale()),
            (conclusion, line.conclusion),
        ])
    };
    report.items.iter().map(row).collect()
}

fn citations(report: &Report) -> Vec<String> {
    let cited = report.items.iter().flat_map(|item| item.citations.iter().map(move |citation| (item.number, citation)));
    let row = |(number, citation): (usize, &super::ReportedCitation)| {
        let standing = match citation.standing {
            "pages verified" => "good",
            "pages outside of the topic" => "bad",
            "topic known" | "guideline known" | "cites nothing" => "",
            _ => "doubt",
        };
        row(&[
            ("number", &number.to_string()),
            ("", citation.by),
            ("", &citation.words),
            ("", citation.meaning.as_deref().unwrap_or("")),
            (standing, citation.standing),
        ])
    };
    cited.map(row).collect()
}

fn findings(list: &[ReportedFinding]) -> Vec<String> {
    let row = |finding: &ReportedFinding| {
        let severity = match finding.severity {
            "error" => "mark bad",
            "warning" => "mark doubt",
            _ => "mark",
        };
        let rule = format!("{} {}", finding.code, finding.rule);
        row(&[("number", &finding.line.to_string()), (severity, finding.severity), ("", &rule), ("", &finding.message)])
    };
    list.iter().map(row).collect()
}

fn row(cells: &[(&str, &str)]) -> String {
    let cell = |(class, words): &(&str, &str)| match *class {
        "" => format!("<td>{}</td>", escaped(words)),
        class => format!("<td class=\"{class}\">{}</td>", escaped(words)),
    };
    format!("<tr>{}</tr>\n", cells.iter().map(cell).collect::<String>())
}

fn escaped(words: &str) -> String {
    let words = words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    words.replace('"', "&quot;").replace('\'', "&#39;")
}
