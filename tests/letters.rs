//! Whole letters, in every dialect of plain text, against what a human reads in them.

mod support;

use std::path::Path;
use support::reading::{self, Reading};

#[test]
fn letters_read_as_a_human_reads_them() {
    let mut wrong = String::new();
    let mut count = 0;
    for path in support::files(Path::new("tests/letters"), "txt") {
        let text = support::read_letter(&path);
        let expected: Reading = support::read_toml(&path.with_extension("toml"));
        let mut found = reading::read(&text);
        reading::shorten(&mut found, &expected);
        count += 1;
        if found != expected {
            wrong += &format!(
                "\n== {}\n{}",
                path.display(),
                support::difference(&format!("{expected:#?}"), &format!("{found:#?}"))
            );
        }
    }
    assert!(count >= 40, "only {count} letters");
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn published_letters_read_as_a_human_reads_them() {
    for path in support::published_letters() {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let reading = Path::new("tests/published").join(format!("{name}.toml"));
        let text = support::read_letter(&path);
        let mut found = reading::read(&text);
        if reading.exists() {
            let expected: Reading = support::read_toml(&reading);
            reading::shorten(&mut found, &expected);
            assert!(
                found == expected,
                "{name}\n{}",
                support::difference(&format!("{expected:#?}"), &format!("{found:#?}"))
            );
        }
        assert_eq!(found.findings, [""; 0], "{name}: a published letter is finished");
        assert!(!found.items.is_empty(), "{name}");
    }
}

/// Every letter reads the same in every dialect, but for the white space.
#[test]
fn a_letter_is_the_same_letter_in_every_dialect() {
    let own = support::files(Path::new("tests/letters"), "txt");
    let mut wrong = String::new();
    for path in own.iter().chain(&support::published_letters()) {
        let text = support::read_letter(path);
        if !support::dialects::is_double_spaced(&text) {
            continue;
        }
        let expected = reading::read(&text);
        for (dialect, changed) in support::dialects::all(&text) {
            let found = reading::read(&changed);
            if found != expected {
                let difference = support::difference(&format!("{expected:#?}"), &format!("{found:#?}"));
                wrong += &format!("\n== {} as {dialect}\n{difference}", path.display());
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
