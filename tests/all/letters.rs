//! Whole letters, in every dialect of plain text, against what a human reads in them.

use crate::support;
use crate::support::reading::{self, Reading};
use imr_ls::analysis::Snapshot;
use imr_ls::features::outline::outline;
use imr_ls::layouts::SectionKind;
use imr_ls::model::{PartKind, shifted};
use imr_ls::text::Text;
use std::ops::Range;
use std::path::Path;

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

/// Letters of the corpus in layouts that no other letter here has.
#[test]
fn older_layouts_and_covers_read_as_a_human_reads_them() {
    let readings = support::files(Path::new("tests/corpus/readings"), "toml");
    assert!(readings.len() >= 6, "only {} readings", readings.len());
    let mut wrong = String::new();
    for path in readings {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let text = support::read_letter(&Path::new("tests/corpus/letters").join(format!("{name}.txt")));
        let expected: Reading = support::read_toml(&path);
        let mut found = reading::read(&text);
        reading::shorten(&mut found, &expected);
        if found != expected {
            wrong +=
                &format!("\n== {name}\n{}", support::difference(&format!("{expected:#?}"), &format!("{found:#?}")));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// Where no item stands in a letter, its outline shows the requests that sentences tell.
#[test]
fn outlines_show_what_is_told_outside_of_items() {
    let requests = |text: &str| -> Vec<String> {
        let sections = outline(&Snapshot::new(Text::from(text)));
        sections.into_iter().flat_map(|section| section.children).map(|request| request.name).collect()
    };
    let review = support::read_letter(Path::new("tests/corpus/letters/professional-review-botox.txt"));
    assert_eq!(requests(&review), ["1. botulinum toxin injections, 100 units, for neck pain — Upheld"]);
    let notice = support::read_letter(Path::new("tests/corpus/letters/notice-2013-three-results.txt"));
    let decisions = [
        "1. Flexeril 10mg #60 — Upheld",
        "2. acupuncture, 6 visits — Overturned",
        "3. MRI of the cervical spine — Upheld",
    ];
    assert_eq!(requests(&notice), decisions);
    let front = &notice[..notice.find("1) Regarding").expect("it is there")];
    assert_eq!(requests(front), decisions);
}

#[test]
fn lines_that_sentences_wrap_to_open_no_items() {
    let items = |text: &str| Snapshot::new(Text::from(text)).letter().items().count();
    let letter = support::read_letter(Path::new("tests/corpus/letters/2013-letter-acupuncture.txt"));
    let again = "30. Acupuncture, neck and right shoulder, 12 visits is not medically necessary and appropriate.\n";
    assert_eq!(items(&format!("{}\n\n \n\n{again}", letter.trim_end())), 2);
    assert_eq!(items(&format!("{}\nHis grip is 18 kg against\n{again}", letter.trim_end())), 1);
    let (before, after) = letter.split_once("items/services set forth below:").expect("it is there");
    assert_eq!(items(&format!("{before}items/services set\nforth below:{after}")), 1);
    // What starts a paragraph may be written small.
    let small = letter.replace("1. Acupuncture, neck", "acupuncture, neck");
    assert_ne!(small, letter);
    assert_eq!(items(&small), 1);
    let rationale =
        |text: &str| Snapshot::new(Text::from(text)).letter().items().all(|(_, item)| item.fields.len() == 3);
    assert!(rationale(&small));
    let notice = support::read_letter(Path::new("tests/corpus/letters/notice-2013-three-results.txt"));
    let wrapped = notice.replace("Flexeril 10mg #60 is", "Flexeril 10mg \n\n#60 is");
    assert_ne!(wrapped, notice);
    assert_eq!(items(&wrapped), 3);
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

/// Every section's heading in a letter, wherever between two of its words it wraps and however its lines stand apart.
#[test]
fn wrapped_headings_are_headings() {
    let mut wrong = String::new();
    for path in support::files(Path::new("tests/letters"), "txt") {
        let text = support::read_letter(&path);
        let expected = reading::read(&text);
        for heading in headings(&text) {
            for (at, _) in text[heading.clone()].match_indices(' ') {
                for gap in ["\n", " \n", "\r\n", "\r", "\n  ", "\n\n", " \n\n", " \r\n\r\n"] {
                    let at = heading.start + at;
                    let wrapped = format!("{}{gap}{}", &text[..at], &text[at + 1..]);
                    if reading::read(&wrapped) != expected {
                        wrong += &format!("\n== {} {:?}", path.display(), &wrapped[heading.clone()]);
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// The places of the section's headings that stand on lines of their own.
fn headings(text: &str) -> Vec<Range<usize>> {
    let snapshot = Snapshot::new(Text::from(text));
    let mut offset = 0;
    let headings = snapshot.letter().parts().iter().filter_map(|part| {
        let start = offset;
        offset += part.len;
        match &part.kind {
            PartKind::Section(section) => section.heading.as_ref().map(|heading| shifted(heading, start)),
            PartKind::Front | PartKind::Item(_) => None,
        }
    });
    headings.collect()
}

/// Headings that end in a colon go on after it, and run over as many lines as they need.
#[test]
fn long_headings_wrap_more_than_once() {
    let text = "MEDICAL PROFESSIONAL\nREVIEW\n\nISSUE AT DISPUTE: Acupuncture\n\nMEDICAL TREATMENT GUIDELINE(S)\nRELIED UPON \
                BY PROFESSIONAL\nREVIEWER AND WHY: The MTUS.\n\nRATIONALE FOR WHY THE REQUESTED\nTREATMENT/SERVICE IS NOT \
                MEDICALLY\nNECESSARY: None was tried.\n";
    assert_eq!(reading::read(text).sections, ["title", "dispute", "relied-upon", "reasons"]);
    let snapshot = Snapshot::new(Text::from(text));
    let (offset, section) = snapshot.letter().section(SectionKind::Reasons).expect("it is there");
    let written = shifted(section.written().expect("it is written"), offset);
    assert_eq!(&text[written], "None was tried.");
}

/// A shorter label is one where the field is expected, and prose everywhere else.
#[test]
fn short_labels_of_the_rationale() {
    let mut letters = 0;
    for path in support::files(Path::new("tests/letters"), "txt") {
        let text = support::read_letter(&path);
        if path.to_string_lossy().contains("draft-") || !text.contains("Decision rationale:") {
            continue;
        }
        letters += 1;
        let expected = reading::read(&text);
        for label in ["Rationale:", "Rationale for decision:", "RATIONALE FOR THE DECISION:", "Decision Rationale:"] {
            let changed = reading::read(&text.replace("Decision rationale:", label));
            assert!(changed == expected, "{} {label}", path.display());
        }
    }
    assert!(letters >= 5, "only {letters}");
    let letter = support::read_letter(Path::new("tests/letters/2015-hand-typed-list-rationale.txt"));
    let items = |text: &str| reading::read(text).items.len();
    for prose in
        ["The rationale: rest helps.", "Rationale: rest helps.", "Rationale\nfor rest", "Rationale for decision: none."]
    {
        let text = letter.replace("Decision rationale: ", &format!("Decision rationale: It is so.\n\n{prose}\n\n"));
        assert_eq!((items(&text), reading::read(&text).findings), (items(&letter), Vec::new()), "{prose:?}");
        let text = letter.replace("CLINICAL CASE SUMMARY\n", &format!("CLINICAL CASE SUMMARY\n{prose}\n"));
        assert_eq!((items(&text), reading::read(&text).findings), (items(&letter), Vec::new()), "{prose:?}");
    }
}

#[test]
fn prose_over_two_lines_is_no_heading() {
    let letter = support::read_letter(Path::new("tests/letters/2015-hand-typed-list-rationale.txt"));
    let expected = reading::read(&letter).sections;
    for prose in [
        "The records hold a\nclinical case\nsummary",
        "Clinical case\nsummary of the earlier visits was reviewed",
        "CLINICAL CASE\n\n\nSUMMARY",
        "CLINICAL CASE \n\n \n\nSUMMARY",
        "IMR issues, decisions and\nrationales of other letters were not reviewed.",
        "How the IMR final determination\nwas made is told above.",
    ] {
        let text = letter.replacen("Decision rationale: ", &format!("Decision rationale: {prose}\n\n"), 1);
        assert_eq!(reading::read(&text).sections, expected, "{prose:?}");
        let text = format!("{letter}\n\n{prose}\n");
        assert_eq!(reading::read(&text).sections, expected, "{prose:?}");
    }
}
