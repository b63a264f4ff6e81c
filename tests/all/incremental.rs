//! After every edit, what is known of a text equals what a fresh parse of it knows.

use crate::support;
use crate::support::writer::{TINY, Writer, assert_same, floor_boundary, write};
use imr_ls::syntax::Limits;
use imr_ls::text::Edit;
use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};
use std::path::Path;

#[test]
fn random_editing_equals_a_fresh_parse() {
    const EDITS: usize = 420;
    let letters = support::files(Path::new("tests/letters"), "txt");
    letters.par_iter().enumerate().for_each(|(index, path)| {
        let text = support::read_letter(path);
        // Short letters keep the comparison cheap; the seams are everywhere all the same.
        let text = &text[..floor_boundary(&text, text.len().min(6000))];
        write(&path.display().to_string(), text, TINY, EDITS, index as u64 + 1);
    });
    let edits = letters.len() * EDITS;
    assert!(edits >= 20_000, "{edits}");
}

#[test]
fn editing_older_layouts_and_covers_equals_a_fresh_parse() {
    let letters = support::files(Path::new("tests/corpus/letters"), "txt");
    let told = letters.iter().filter(|path| {
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        ["2013-", "notice-", "professional-", "cover-"].iter().any(|start| name.starts_with(start))
    });
    let mut count = 0;
    for (index, path) in told.enumerate() {
        let text = support::read_letter(path);
        let text = &text[..floor_boundary(&text, text.len().min(6000))];
        write(&path.display().to_string(), text, TINY, 200, index as u64 + 9001);
        count += 1;
    }
    assert!(count >= 12, "{count}");
}

/// Long texts with the limits that editors meet, and headings that wrap.
#[test]
fn editing_long_letters_equals_a_fresh_parse() {
    let letters = support::files(Path::new("tests/letters"), "txt");
    letters.par_iter().enumerate().step_by(3).for_each(|(index, path)| {
        let text =
            support::read_letter(path).replace("IMR FINAL ", "IMR FINAL\n").replace(", DECISIONS ", ",\n\nDECISIONS ");
        let long = text.repeat(20_000 / text.len() + 1);
        for limits in [Limits::default(), Limits { lines: 24, bytes: 900 }] {
            write(&path.display().to_string(), &long, limits, 40, index as u64 + 5001);
        }
    });
}

/// Limits so tight that no heading fits: it is kept whole all the same.
#[test]
fn headings_longer_than_a_block_equal_a_fresh_parse() {
    let text = "HOW THE IMR\n\nFINAL DETERMINATION\n\nWAS MADE\n\nIt is told here.\n\nCLINICAL \n\nCASE \n\nSUMMARY \n\nIt \
                is short.\nIMR ISSUES,\nDECISIONS\nAND\nRATIONALES\nSoma\n350mg\n#30:\nUpheld\nMAXIMUS guideline: \
                Decision based on MTUS.\nRationale: It is so.\n";
    for seed in 0..24 {
        write("long headings", text, Limits { lines: 2, bytes: 24 }, 150, 7001 + seed);
    }
}

#[test]
fn typing_a_letter_from_nothing_equals_a_fresh_parse() {
    let path = Path::new("tests/letters/2014-hand-typed-wrapped.txt");
    let text = support::read_letter(path).replace("IMR FINAL ", "IMR FINAL\n").replace("CASE SUMMARY", "CASE\nSUMMARY");
    for limits in [TINY, Limits::default()] {
        let mut writer = Writer::new("", limits);
        for char in text.chars().take(3000) {
            let end = writer.text.len();
            let damage = writer.apply(&Edit { range: end..end, insert: char.to_string() });
            writer.snapshot.update(writer.rope.clone(), &damage);
            assert_same(&writer.snapshot, &writer.fresh(), &format!("{end} bytes typed"));
        }
    }
}

#[test]
fn lines_of_any_length_equal_a_fresh_parse() {
    let sentence = "The chart describes no spasm. ";
    let long = format!(
        "IMR ISSUES, DECISIONS AND RATIONALES\nSoma 350mg #30: Upheld\nDecision rationale: {}",
        sentence.repeat(40)
    );
    for seed in 0..12 {
        write("one long line", &long, TINY, 150, 900 + seed);
        write("blank lines", &"\n".repeat(300), TINY, 100, 1900 + seed);
        write("no break at all", &"x’".repeat(400), TINY, 100, 2900 + seed);
    }
}
