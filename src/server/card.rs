//! Cards as text for the client.

use crate::features::card::{Card, Entry};
use lsp_types::{MarkupContent, MarkupKind};

/// A card as Markdown or as plain text.
pub(super) fn content(card: &Card, is_markdown: bool) -> MarkupContent {
    let (kind, value) =
        if is_markdown { (MarkupKind::Markdown, markdown(card)) } else { (MarkupKind::PlainText, plain(card)) };
    MarkupContent { kind, value }
}

fn plain(card: &Card) -> String {
    let entry = |entry: &Entry| match entry {
        Entry::Fact { name, value } => format!("{name}: {value}"),
        Entry::List { name, values } => format!("{name}: {}", values.join("; ")),
        Entry::Note(note) => note.clone(),
    };
    [card.title.clone()].into_iter().chain(card.entries.iter().map(entry)).collect::<Vec<_>>().join("\n")
}

fn markdown(card: &Card) -> String {
    let entry = |entry: &Entry| match entry {
        Entry::Fact { name, value } => format!("- {name}: {}", escaped(value)),
        Entry::List { name, values } if values.len() == 1 => format!("- {name}: {}", escaped(&values.concat())),
        Entry::List { name, values } => {
            let values: Vec<String> = values.iter().map(|value| format!("  - {}", escaped(value))).collect();
            format!("- {name}:\n{}", values.join("\n"))
        }
        Entry::Note(note) => format!("\n{}\n", escaped(note)),
    };
    let entries: Vec<String> = card.entries.iter().map(entry).collect();
    format!("**{}**\n\n{}", escaped(&card.title), entries.join("\n")).trim_end().to_owned()
}

/// Words in which Markdown finds nothing to format.
fn escaped(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for char in words.chars() {
        if "\\`*_[]<>#|~&".contains(char) {
            escaped.push('\\');
        }
        escaped.push(if char == '\n' { ' ' } else { char });
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cards_in_both_forms() {
        let entries = vec![
            Entry::Fact { name: "Pages", value: "24".into() },
            Entry::List { name: "Brands", values: vec!["A".into(), "B*".into()] },
            Entry::Note("So it is.".into()),
        ];
        let card = Card { title: "A_b".into(), entries };
        assert_eq!(plain(&card), "A_b\nPages: 24\nBrands: A; B*\nSo it is.");
        assert_eq!(markdown(&card), "**A\\_b**\n\n- Pages: 24\n- Brands:\n  - A\n  - B\\*\n\nSo it is.");
    }
}
