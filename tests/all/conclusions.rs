//! Judges the conclusion grammar by a table of rationales.

use imr_ls::model::conclusion::{Necessity, conclusions};

#[test]
fn the_last_conclusion_of_each_rationale() {
    let table = include_str!("../tables/conclusions.toml").parse::<toml::Table>().expect("the table is valid");
    let rows = table["row"].as_array().expect("the table has rows");
    let failures: Vec<String> = rows.iter().filter_map(failure).collect();
    assert!(failures.is_empty(), "{} of {} rows fail\n\n{}", failures.len(), rows.len(), failures.join("\n\n"));
}

fn failure(row: &toml::Value) -> Option<String> {
    let text = row["text"].as_str().expect("a row has a text");
    let wanted = (row["conclusion"].as_str().unwrap_or_default(), row.get("phrase").and_then(|phrase| phrase.as_str()));
    let last = conclusions(text).pop();
    let phrase = last.as_ref().map(|last| phrase(&text[last.sentence.clone()]));
    let conclusion = match last.map(|last| last.necessity) {
        None => "none",
        Some(Necessity::Necessary) => "necessary",
        Some(Necessity::NotNecessary) => "not necessary",
    };
    let read = (conclusion, phrase.as_deref());
    (read != wanted).then(|| format!("{text:?}\n  wanted {wanted:?}\n  read   {read:?}"))
}

fn phrase(sentence: &str) -> String {
    let words: Vec<&str> = sentence.split_whitespace().collect();
    words.join(" ").trim_end_matches('.').to_owned()
}
