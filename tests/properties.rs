//! Short runs of what `fuzz/` runs for long, the same each time: seeds that are damaged at random.

#![allow(clippy::print_stdout, reason = "a failure has to say which text it is about")]

mod support;

use serde::Deserialize;
use std::path::Path;
use support::writer::{TYPED, floor_boundary};
use support::{Chance, properties, seeds};

/// A text with a few stretches lost, doubled, exchanged for others, or with something typed into it.
fn damaged(chance: &mut Chance, texts: &[String]) -> String {
    let mut text = texts[chance.below(texts.len())].clone();
    for _ in 0..=chance.below(4) {
        let start = floor_boundary(&text, chance.below(text.len() + 1));
        let end = floor_boundary(&text, (start + chance.below(40)).min(text.len()));
        match chance.below(5) {
            0 => text.replace_range(start..end, ""),
            1 => {
                let again = text[start..end].to_owned();
                text.insert_str(start, &again);
            }
            2 => {
                let other = &texts[chance.below(texts.len())];
                let from = floor_boundary(other, chance.below(other.len() + 1));
                let to = floor_boundary(other, (from + chance.below(200)).min(other.len()));
                text.replace_range(start..end, &other[from..to]);
            }
            3 => text.insert_str(start, TYPED[chance.below(TYPED.len())]),
            _ => text.insert(start, char::from(u8::try_from(chance.below(128)).unwrap_or_default())),
        }
    }
    text
}

/// Every seed as it is, and as many damaged ones.
fn hold(property: fn(&str), seeds: &[String], count: usize) {
    seeds.iter().for_each(|seed| property(seed));
    let mut chance = Chance::new(seeds.len() as u64);
    for _ in 0..count {
        property(&damaged(&mut chance, seeds));
    }
}

/// The same for bytes.
fn hold_for_bytes(property: fn(&[u8]), seeds: &[Vec<u8>], count: usize) {
    let mut chance = Chance::new(seeds.len() as u64);
    for round in 0..count {
        let mut bytes = seeds[round * 7 % seeds.len()].clone();
        for _ in 0..chance.below(4) {
            let at = chance.below(bytes.len());
            bytes[at] = u8::try_from(chance.below(256)).unwrap_or_default();
        }
        property(&bytes);
    }
}

#[derive(Deserialize)]
struct Table {
    row: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    name: String,
    property: String,
    text: String,
}

#[test]
fn what_was_found_once_stays_mended() {
    let table: Table = support::read_toml(Path::new("tests/tables/fuzzed.toml"));
    for Row { name, property, text } in table.row {
        println!("{name}");
        match property.as_str() {
            "is_read" => properties::is_read(&text),
            "is_cited" => properties::is_cited(&text),
            "is_configuration" => properties::is_configuration(&text),
            "is_catalogue" => properties::is_catalogue(&text),
            "is_mended" => properties::is_mended(&text),
            "is_edited" => properties::is_edited(text.as_bytes()),
            "is_served" => drop(properties::is_served(text.as_bytes())),
            other => panic!("there is no property {other}"),
        }
    }
}

/// Texts with edits, as fuzzing wrote them: each file is named by what went wrong.
#[test]
fn edits_that_were_found_once_can_be_followed() {
    let files = support::files(Path::new("tests/tables/edited"), "bin");
    assert!(!files.is_empty());
    for file in files {
        println!("{}", file.display());
        properties::is_edited(&std::fs::read(&file).expect("the file can be read"));
    }
}

#[test]
fn any_text_is_read() {
    hold(properties::is_read, &seeds::letters(), 300);
}

#[test]
fn any_text_is_mended() {
    hold(properties::is_mended, &seeds::letters(), 300);
}

#[test]
fn any_edits_can_be_followed() {
    hold_for_bytes(properties::is_edited, &seeds::edited(), 60);
}

#[test]
fn anything_may_be_cited() {
    hold(properties::is_cited, &seeds::citations(), 8000);
}

#[test]
fn any_settings_are_read() {
    hold(properties::is_configuration, &seeds::settings(), 8000);
}

#[test]
fn any_catalogue_is_read() {
    hold(properties::is_catalogue, &seeds::catalogues(), 100);
}

#[test]
fn any_bytes_are_served() {
    hold_for_bytes(|bytes| drop(properties::is_served(bytes)), &seeds::sessions(), 60);
}

#[test]
#[ignore = "it writes what fuzzing starts from into fuzz/corpus"]
fn seeds_of_fuzzing() {
    for (target, seeds) in seeds::corpora() {
        let folder = Path::new("fuzz/corpus").join(target);
        std::fs::create_dir_all(&folder).expect("a folder");
        for (number, seed) in seeds.iter().enumerate() {
            std::fs::write(folder.join(format!("seed-{number}")), seed).expect("a file");
        }
    }
}
