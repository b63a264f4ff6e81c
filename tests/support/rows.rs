//! Finished letters of one item, and those of the table of citations.

use serde::Deserialize;
use std::path::Path;

#[derive(Deserialize)]
struct Table {
    row: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    heading: String,
    claims_administrator: String,
    maximus: String,
    rationale: String,
}

/// A finished letter of one item, with its heading and its fields as they are given.
pub fn letter(heading: &str, claims: &str, maximus: &str, rationale: &str) -> String {
    format!(
        "HOW THE IMR FINAL DETERMINATION WAS MADE\n\nThe Expert Reviewer has the following credentials:\nState(s) of \
         Licensure: California\nCertification(s)/Specialty: Family Practice\n\nCLINICAL CASE SUMMARY\n\nThe injured worker \
         has neck pain.\n\nIMR ISSUES, DECISIONS AND RATIONALES\n\n{heading}\n\n{claims}\n\n{maximus}\n\n{rationale}\n"
    )
}

/// A letter for each row of the table of citations, with what the reviewer cites in it.
pub fn letters_with_citations() -> Vec<(String, String)> {
    let table: Table = super::read_toml(Path::new("tests/tables/rules3.toml"));
    let of_row = |row: Row| {
        let claims = format!("Claims Administrator guideline: {}", row.claims_administrator);
        let maximus = format!("MAXIMUS guideline: {}", row.maximus);
        let text = letter(&row.heading, &claims, &maximus, &format!("Decision rationale: {}", row.rationale));
        (row.maximus, text)
    };
    table.row.into_iter().map(of_row).collect()
}
