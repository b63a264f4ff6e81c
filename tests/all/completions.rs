//! What is offered at a cursor, against what a human would offer.

use crate::support;
use imr_ls::analysis::Snapshot;
use imr_ls::features::completion::{Completion, complete};
use imr_ls::layouts::wording::Profile;
use imr_ls::text::Text;
use serde::Deserialize;
use std::path::Path;

#[derive(Deserialize)]
struct Table {
    row: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    r#where: Option<String>,
    heading: Option<String>,
    claims_administrator: Option<String>,
    above: Option<String>,
    line: String,
    date: Option<String>,
    first_topic: Option<String>,
    #[serde(default)]
    either_topic: Vec<String>,
    first_pages: Option<String>,
    #[serde(default)]
    either_pages: Vec<String>,
    #[serde(default)]
    within: Vec<Within>,
    #[serde(default)]
    first_offers: Vec<String>,
    #[serde(default)]
    offers: Vec<String>,
    #[serde(default)]
    never: Vec<String>,
    silent: Option<bool>,
    unverified: Option<bool>,
    #[serde(rename = "note")]
    _note: Option<String>,
}

#[derive(Deserialize)]
struct Within {
    topic: String,
    best: usize,
}

const HOW_MADE: &str = "HOW THE IMR FINAL DETERMINATION WAS MADE\n\nMAXIMUS Federal Services sent the complete case file \
                        to an expert reviewer.\n\n";
const SUMMARY: &str = "CLINICAL CASE SUMMARY\n\nThe expert reviewer developed the following clinical case summary based \
                       on a review of the case file, including all medical records:\n\n";
const ISSUES: &str = "IMR ISSUES, DECISIONS AND RATIONALES\n\nThe Final Determination was based on decisions for the \
                      disputed items/services set forth below:\n\n";

impl Row {
    /// The letter, and where the cursor stands in it.
    fn letter(&self) -> (String, usize) {
        let place = self.r#where.as_deref().unwrap_or("maximus");
        let at = |here: &str| if here == place { self.line.clone() } else { String::new() };
        let front = self.date.as_ref().map(|date| format!("Case Number: CM15-0000001\nDate of Decision: {date}\n\n"));
        let front = front.unwrap_or_default();
        let letter = match place {
            "empty" => self.line.clone(),
            "summary" => format!("{front}{HOW_MADE}{SUMMARY}{}\n\n{ISSUES}", self.line),
            "section" => {
                let above = self.above.as_ref().map(|above| format!("{above}\n\n")).unwrap_or_default();
                format!("{front}{HOW_MADE}{SUMMARY}{ISSUES}{above}{}\n", self.line)
            }
            _ => {
                let heading = if place == "heading" { &self.line } else { self.heading.as_ref().expect("an item") };
                let reported = self.claims_administrator.clone().unwrap_or_else(|| at("claims_administrator"));
                format!(
                    "{front}{HOW_MADE}{SUMMARY}{ISSUES}{heading}\n\nClaims Administrator guideline: {reported}\n\n\
                     MAXIMUS guideline: {}\n\nDecision rationale: {}\n",
                    at("maximus"),
                    at("rationale")
                )
            }
        };
        let cursor = letter.find('|').expect("a cursor");
        (letter.replacen('|', "", 1), cursor)
    }

    /// What is wrong with what is offered.
    fn judge(&self) -> Vec<String> {
        let (letter, cursor) = self.letter();
        let snapshot = Snapshot::new(Text::from(letter.as_str()));
        let profile = Profile::default();
        let list = complete(&snapshot, cursor, true, &profile).list;
        let catalogue = snapshot.catalogue();
        let stands_for = |completion: &Completion, name: &str| {
            completion.cites.is_some_and(|cites| catalogue.topic(cites.topic).name == name)
        };
        let pages =
            |completion: &Completion| completion.cites.and_then(|cites| cites.pages).map(|pages| pages.to_string());
        let mut wrong = Vec::new();
        let mut demand = |is_so: bool, what: String| {
            if !is_so {
                wrong.push(what);
            }
        };
        if let Some(topic) = &self.first_topic {
            let accepted = |name: &String| list.first().is_some_and(|first| stands_for(first, name));
            demand([topic].into_iter().chain(&self.either_topic).any(accepted), format!("first topic {topic}"));
        }
        let with_pages = list.iter().find(|completion| pages(completion).is_some());
        if let Some(expected) = &self.first_pages {
            let found = with_pages.and_then(pages);
            let accepted = |expected: &String| found.as_ref() == Some(expected);
            demand([expected].into_iter().chain(&self.either_pages).any(accepted), format!("first pages {expected}"));
        }
        for Within { topic, best } in &self.within {
            let is_among = list.iter().take(*best).any(|completion| stands_for(completion, topic));
            demand(is_among, format!("{topic} among the first {best}"));
        }
        for words in &self.first_offers {
            demand(list.first().is_some_and(|first| first.insert.contains(words)), format!("first offer {words:?}"));
        }
        for words in &self.offers {
            demand(list.iter().any(|completion| completion.insert.contains(words)), format!("an offer {words:?}"));
        }
        for words in &self.never {
            let is_offered = |completion: &Completion| completion.insert.to_lowercase().contains(&words.to_lowercase());
            demand(!list.iter().any(is_offered), format!("never {words:?}"));
        }
        if let Some(silent) = self.silent {
            demand(list.is_empty() == silent, format!("silent: {silent}"));
        }
        if let Some(unverified) = self.unverified {
            let first = with_pages.or(list.first());
            let says_so = first.is_some_and(|first| first.description.contains("unverified"));
            demand(says_so == unverified, format!("unverified: {unverified}"));
        }
        if !wrong.is_empty() {
            let shown = list
                .iter()
                .take(4)
                .map(|one| format!("\n    {}{} | {} | {:?}", one.label, one.detail, one.description, one.insert));
            let place = self.r#where.as_deref().unwrap_or("maximus");
            let heading = self.heading.as_deref().unwrap_or_default();
            wrong.insert(0, format!("{place} {heading:?} {:?} {:?}:", self.line, self.date));
            wrong.push(format!("offered:{}", shown.collect::<String>()));
        }
        wrong
    }
}

#[test]
fn what_is_offered_is_what_a_human_would_offer() {
    let table: Table = support::read_toml(Path::new("tests/tables/completions.toml"));
    assert!(table.row.len() >= 200);
    let wrong: Vec<String> =
        table.row.iter().map(|row| row.judge().join("\n  ")).filter(|wrong| !wrong.is_empty()).collect();
    assert!(wrong.is_empty(), "{} of {} rows:\n{}", wrong.len(), table.row.len(), wrong.join("\n"));
}

/// Editors refuse or mangle a completion that breaks any of this.
#[test]
fn whatever_is_offered_can_be_taken() {
    let folder = Path::new("tests/letters");
    let mut offered = 0;
    for path in support::files(folder, "txt") {
        let letter = support::read_letter(&path);
        let snapshot = Snapshot::new(Text::from(letter.as_str()));
        let text = snapshot.text();
        let offsets = letter.char_indices().map(|(offset, _)| offset).step_by(7);
        for offset in offsets.filter(|offset| *offset <= text.line_range(text.line_at(*offset)).end) {
            let line = text.line_range(text.line_at(offset));
            for completion in complete(&snapshot, offset, true, &Profile::default()).list {
                offered += 1;
                let told = format!("{} at {offset}: {completion:?}", path.display());
                let Completion { replace, remove, filter, .. } = &completion;
                assert!(line.start <= replace.start && replace.end <= line.end, "one line: {told}");
                assert!(replace.start <= offset && offset <= replace.end, "around the cursor: {told}");
                assert_eq!(*filter, letter[replace.start..offset], "{told}");
                assert!(remove.iter().all(|away| away.end <= replace.start || replace.end <= away.start), "{told}");
                assert!(!completion.label.trim().is_empty() && !completion.insert.is_empty(), "{told}");
            }
        }
    }
    assert!(offered > 1000, "only {offered}");
}

/// The line once the completion with this label, or else the first one, is taken.
fn taken(r#where: Option<&str>, line: &str, label: Option<&str>) -> Option<String> {
    let row = format!("heading = \"Norco 10/325mg #60:  Upheld\"\nline = {line:?}");
    let row: Row = toml::from_str(&row).expect("a row");
    let row = Row { r#where: r#where.map(str::to_owned), ..row };
    let (mut letter, cursor) = row.letter();
    let snapshot = Snapshot::new(Text::from(letter.as_str()));
    let list = complete(&snapshot, cursor, true, &Profile::default()).list;
    let completion = match label {
        Some(label) => list.into_iter().find(|completion| completion.label == label)?,
        None => list.into_iter().next()?,
    };
    let labels =
        ["guideline: ", "rationale: "].iter().filter_map(|label| Some(letter[..cursor].rfind(label)? + label.len()));
    let start = labels.max()?;
    letter.replace_range(completion.replace, &completion.insert);
    letter[start..].lines().next().map(str::to_owned)
}

#[test]
fn what_stands_around_a_completion_stays() {
    const PAIN: &str = "Decision based on MTUS Chronic Pain Treatment Guidelines";
    let first = format!("{PAIN} Opioids, criteria for use Page(s): 78-80");
    let second = format!("{PAIN} Benzodiazepines Page(s): 24.");
    for between in ["; ", " and ", ". "] {
        let line = format!("{first}{between}Benz|");
        assert_eq!(taken(None, &line, Some("Benzodiazepines")), Some(format!("{first}{between}{second}")), "{line}");
    }
    let line = format!("{PAIN} Opioids, criteria for use, Benz|");
    let both = format!("{PAIN} Opioids, criteria for use, Benzodiazepines Page(s): 24.");
    assert_eq!(taken(None, &line, Some("Benzodiazepines")), Some(both), "{line}");
    let line = format!("{first}.|");
    assert!(taken(None, &line, None).is_some_and(|taken| taken.starts_with(&format!("{first}. "))), "{line}");
    let in_prose = taken(Some("rationale"), "See page 7|8 of the chart.", None);
    assert_eq!(in_prose.as_deref(), Some("See page 78-80 of the chart."));
    for prose in ["The MTUS states|", "The MTUS and|", "The MTUS recommends|"] {
        assert_eq!(taken(Some("rationale"), prose, None), None, "{prose}");
    }
}
