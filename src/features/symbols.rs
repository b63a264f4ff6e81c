//! The disputed items of a letter, to be found among those of many letters.

use super::outline::{Entry, EntryKind, outline};
use crate::analysis::Snapshot;
use crate::guidelines::{Catalogue, Context, Named};
use std::ops::Range;

/// A disputed item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// What is selected when one goes there.
    pub range: Range<usize>,
    /// What comes before the decision, as in `2. Robaxin 500mg #30`.
    request: String,
    /// How it is decided, in a word.
    decision: String,
    /// The words of the request and of the decision, in lower case.
    words: Vec<String>,
    /// What else the treatments that it asks for are called, and their classes.
    names: Vec<String>,
}

/// What somebody looks for: the beginnings or parts of words.
pub struct Query(Vec<String>);

/// The disputed items of a letter, in order.
pub fn symbols(snapshot: &Snapshot) -> Vec<Symbol> {
    let entries = outline(snapshot);
    let all = entries.iter().flat_map(|entry| std::iter::once(entry).chain(&entry.children));
    all.filter(|entry| entry.kind == EntryKind::Item).map(|entry| symbol(entry, snapshot.catalogue())).collect()
}

fn symbol(entry: &Entry, catalogue: &Catalogue) -> Symbol {
    let (request, decision) = entry.name.rsplit_once(" — ").unwrap_or((&entry.name, ""));
    let requested = request.split_once(". ").map_or(request, |(_, requested)| requested);
    let mut names = Vec::new();
    for mention in catalogue.names().mentions(requested, Context::Heading) {
        match mention.named {
            Named::Treatment(id) => {
                let treatment = catalogue.treatment(id);
                names.push(treatment.name.clone());
                names.extend(treatment.brands.iter().chain(&treatment.synonyms).chain(&treatment.class).cloned());
            }
            Named::Class(class) => names.push(class),
        }
    }
    Symbol {
        range: entry.selection.clone(),
        request: request.to_owned(),
        decision: decision.to_owned(),
        words: words(requested).chain(words(decision)).collect(),
        names,
    }
}

impl Query {
    /// What somebody has typed.
    pub fn new(typed: &str) -> Self {
        Query(words(typed).collect())
    }
}

impl Symbol {
    /// What it is called for those who look for this, as in the outline; `None` if they do not look for it. A name by which
    /// it was found stands in it as well, because editors drop what does not hold the words that were typed.
    pub fn name(&self, query: &Query) -> Option<String> {
        let mut aliases: Vec<&str> = Vec::new();
        for wanted in &query.0 {
            let is_meant = |word: &String| is_part(word, wanted);
            if !self.words.iter().any(is_meant) {
                let alias = self.names.iter().find(|name| words(name).any(|word| is_meant(&word)))?;
                if !aliases.contains(&alias.as_str()) {
                    aliases.push(alias);
                }
            }
        }
        let also = if aliases.is_empty() { String::new() } else { format!(" ({})", aliases.join(", ")) };
        Some(format!("{}{also} — {}", self.request, self.decision))
    }
}

/// Whether a word begins like this, or holds it if it is long enough to mean something.
fn is_part(word: &str, wanted: &str) -> bool {
    const MEANINGFUL: usize = 3;
    word.starts_with(wanted) || wanted.len() >= MEANINGFUL && word.contains(wanted)
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

    const LETTER: &str = "\
CLINICAL CASE SUMMARY

She fell.

IMR ISSUES, DECISIONS AND RATIONALES

Norco 10/325mg #60:  Upheld

Decision rationale: It is not medically necessary.

Hydrocodone/APAP 5/325mg #30:  Overturned

Decision rationale: It is medically necessary.

A walker:

Decision rationale: Walking is hard.
";

    fn found(typed: &str) -> Vec<String> {
        let query = Query::new(typed);
        let symbols = symbols(&Snapshot::new(Text::from(LETTER)));
        symbols.iter().filter_map(|symbol| symbol.name(&query)).collect()
    }

    #[test]
    fn a_treatment_is_found_by_any_of_its_names() {
        let (first, second) =
            ("1. Norco 10/325mg #60 — Upheld", "2. Hydrocodone/APAP 5/325mg #30 (Norco) — Overturned");
        assert_eq!(found("Norco"), [first, second]);
        assert_eq!(found("norc"), [first, second]);
        let first = "1. Norco 10/325mg #60 (hydrocodone/acetaminophen) — Upheld";
        assert_eq!(found("hydroc"), [first, "2. Hydrocodone/APAP 5/325mg #30 — Overturned"]);
    }

    #[test]
    fn a_decision_narrows() {
        assert_eq!(found("norco overturned"), ["2. Hydrocodone/APAP 5/325mg #30 (Norco) — Overturned"]);
        assert_eq!(found("undecided"), ["3. A walker — undecided"]);
        assert_eq!(found("walker upheld"), [""; 0]);
    }

    #[test]
    fn parts_of_words_are_enough() {
        assert_eq!(found("walk")[0], "3. A walker — undecided");
        assert_eq!(found("alker").len(), 1);
        assert_eq!(found("325").len(), 2);
        assert_eq!(found("").len(), 3);
        assert_eq!(found("xyzzy"), [""; 0]);
    }

    #[test]
    fn a_number_is_that_of_a_request() {
        assert_eq!(found("3 walker"), [""; 0]);
    }

    #[test]
    fn what_is_no_letter_has_no_items() {
        assert_eq!(symbols(&Snapshot::new(Text::from("Norco 10/325mg #60:  Upheld\n"))), []);
    }
}
