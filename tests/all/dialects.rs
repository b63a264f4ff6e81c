//! What is put into a letter is spaced as the letter is.

use crate::support;
use crate::support::dialects;
use imr_ls::analysis::Snapshot;
use imr_ls::model::dialect::Dialect;
use imr_ls::text::Text;
use std::path::Path;

/// What stands between lines, between fields and between paragraphs in each dialect.
const SPACING: [(&str, [&str; 3]); 11] = [
    ("trimmed", ["\n\n", "\n\n\n\n", "\n\n\n\n"]),
    ("trimmed, with pages", ["\n\n", "\n\n\n\n", "\n\n\n\n"]),
    ("hand-typed", ["\n", "\n\n", "\n\n"]),
    ("hand-typed, two lines apart", ["\n", "\n\n\n", "\n\n\n"]),
    ("one line a paragraph", ["\n", "\n\n", "\n\n"]),
    ("no empty lines", ["\n", "\n", "\n"]),
    ("no empty lines, one line a paragraph", ["\n", "\n", "\n"]),
    ("CR LF", ["\r\n", "\r\n\r\n", "\r\n\r\n"]),
    ("double spaced, CR LF", [" \r\n\r\n", " \r\n\r\n \r\n\r\n", " \r\n\r\n \r\n\r\n"]),
    ("CR", ["\r", "\r\r", "\r\r"]),
    ("indented", ["\n  ", "\n\n  ", "\n\n  "]),
];

#[test]
fn every_item_is_spaced_as_its_letter() {
    let (mut wrong, mut count) = (String::new(), 0);
    for path in support::files(Path::new("tests/letters"), "txt").into_iter().chain(support::published_letters()) {
        let letter = support::read_letter(&path);
        if !dialects::is_double_spaced(&letter) {
            continue;
        }
        let own = ("as it is", letter.clone());
        for (dialect, text) in dialects::all(&letter).into_iter().chain([own]) {
            let spacing = if dialect == "as it is" {
                [" \n\n", " \n\n \n\n", " \n\n \n\n"]
            } else if let Some((_, spacing)) = SPACING.iter().find(|(name, _)| *name == dialect) {
                *spacing
            } else {
                continue;
            };
            let snapshot = Snapshot::new(Text::from(text.as_str()));
            for (offset, item) in snapshot.letter().items() {
                count += 1;
                let dialects = Dialect::around(snapshot.text(), offset + item.place().start);
                let found = [dialects.line_end(), dialects.field_break(), dialects.paragraph_break()];
                if found != spacing {
                    wrong += &format!("{}, {dialect}, at {offset}: {found:?}\n", path.display());
                }
            }
        }
    }
    assert!(count > 100, "only {count}");
    assert!(wrong.is_empty(), "{} of {count}:\n{wrong}", wrong.lines().count());
}
