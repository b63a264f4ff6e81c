//! The same letters in the languages that peers read.

use crate::printer::{Item, lines};
use crate::texts::Place;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Language {
    Markdown,
    Toml,
    Python,
    Json,
}

impl Language {
    pub(crate) fn from_id(id: &str) -> Option<Self> {
        [Self::Markdown, Self::Toml, Self::Python, Self::Json].into_iter().find(|other| other.id() == id)
    }

    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::Markdown => "markdown",
            Self::Toml => "toml",
            Self::Python => "python",
            Self::Json => "json",
        }
    }

    pub(crate) fn uri(self) -> &'static str {
        match self {
            Self::Markdown => "file:///bench/CM14-0000001.md",
            Self::Toml => "file:///bench/CM14-0000001.toml",
            Self::Python => "file:///bench/CM14-0000001.py",
            Self::Json => "file:///bench/CM14-0000001.json",
        }
    }

    /// What is before and behind the place of the edit, where a character more makes a finding come or go.
    fn fault(self) -> [&'static str; 2] {
        match self {
            // The heading of the text.
            Self::Markdown => ["[As before](#disputed-items", ")\n\n"],
            // The name of another key.
            Self::Toml => ["request", " = \"as before\"\n"],
            Self::Json => ["    \"request", "\": \"as before\",\n"],
            // A name that is known.
            Self::Python => ["    print(letter", ")\n"],
        }
    }

    fn item(self, number: usize, item: &Item, fault: &str) -> String {
        let Item { drug, request, pages, sentences } = item;
        let (group, rationale) = (drug.group, sentences.join(" "));
        let decision = if group.upheld { "Upheld" } else { "Overturned" };
        let guideline = format!("{} Page(s): {pages}", group.topic);
        let wrapped = |start: &str| lines(&rationale, 76).map(|line| format!("{start}{line}\n")).collect::<String>();
        match self {
            Self::Markdown => {
                format!("\n## {request}\n\n{fault}Decision: {decision}\n\nGuideline: {guideline}\n\n{}", wrapped(""))
            }
            Self::Toml => format!(
                "\n[item-{number}]\nrequest = \"{request}\"\n{fault}decision = \"{decision}\"\n\
                 guideline = \"{guideline}\"\nrationale = \"\"\"\n{}\"\"\"\n",
                wrapped("")
            ),
            Self::Python => format!(
                "\n\ndef item_{number}(letter):\n    \"\"\"{request}: {decision}\n\n{}    \"\"\"\n{fault}    \
                 # {guideline}\n    return letter\n",
                wrapped("    ")
            ),
            Self::Json => {
                let sentences: Vec<String> = sentences.iter().map(|sentence| format!("      \"{sentence}\"")).collect();
                format!(
                    "  \"item-{number}\": {{\n    \"request\": \"{request}\",\n{fault}    \"decision\": \"{decision}\",\n    \
                     \"guideline\": \"{guideline}\",\n    \"rationale\": [\n{}\n    ]\n  }},\n",
                    sentences.join(",\n")
                )
            }
        }
    }

    /// Prints items up to a size, with the fault in the middle.
    pub(crate) fn print(self, items: &[Item], size: usize) -> (String, Vec<(Place, usize)>) {
        let (front, end) = match self {
            Self::Toml => ("", ""),
            Self::Markdown => ("# Disputed items\n", ""),
            Self::Python => ("\"\"\"Disputed items.\"\"\"\n", ""),
            Self::Json => ("{\n", "  \"end\": true\n}\n"),
        };
        let mut text = front.to_owned();
        let mut places = Vec::new();
        for (number, item) in items.iter().enumerate() {
            if text.len() >= size {
                break;
            }
            let [before, behind] = self.fault();
            let start = text.len();
            if places.is_empty() && start >= size / 2 {
                let fault = before.to_owned() + behind;
                text.push_str(&self.item(number, item, &fault));
                let at = text[start..].find(&fault).unwrap_or_default();
                places.push((Place::Rationale, start + at + before.len()));
            } else {
                text.push_str(&self.item(number, item, ""));
            }
        }
        text.push_str(end);
        (text, places)
    }
}
