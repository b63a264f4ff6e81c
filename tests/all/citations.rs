//! Judges the citation grammar by the table of guideline lines, and by shapes that are not in it.

use imr_ls::model::citation::{Citation, Source, citations};
use std::fmt::Write;
use std::ops::Range;

const TABLE: &str = "tests/tables/citations.toml";

fn table() -> Vec<toml::Value> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(TABLE);
    let content = std::fs::read_to_string(path).expect("the table is there");
    let table = content.parse::<toml::Table>().expect("the table is TOML");
    table["row"].as_array().expect("it has rows").clone()
}

fn text_of(row: &toml::Value) -> &str {
    row["text"].as_str().expect("every row has a text")
}

/// One line for each citation: its source and its parts.
fn summary(text: &str) -> String {
    let mut lines = String::new();
    for citation in citations(text) {
        lines.push_str(source_name(&citation));
        for (name, part) in parts(&citation) {
            let words = text[part].split_whitespace().collect::<Vec<_>>().join(" ");
            let _ = write!(lines, " | {name} {words}");
        }
        if !citation.pages.is_empty() {
            let pages =
                citation.pages.iter().map(|page| text[page.span.clone()].split_whitespace().collect::<String>());
            let _ = write!(lines, " | pages {}", pages.collect::<Vec<_>>().join(", "));
        }
        lines.push('\n');
    }
    lines
}

fn source_name(citation: &Citation) -> &'static str {
    match citation.source {
        Source::Mtus => "MTUS",
        Source::NonMtus => "Non-MTUS",
        Source::None => "none",
    }
}

fn parts(citation: &Citation) -> impl Iterator<Item = (&'static str, Range<usize>)> {
    let parts = [
        ("guideline", &citation.guideline),
        ("chapter", &citation.chapter),
        ("topic", &citation.topic),
        ("section", &citation.section),
        ("text", &citation.text),
    ];
    parts.into_iter().filter_map(|(name, part)| Some((name, part.clone()?)))
}

fn expected(row: &toml::Value) -> String {
    let mut lines = String::new();
    for citation in row.get("citation").and_then(toml::Value::as_array).into_iter().flatten() {
        lines.push_str(citation["source"].as_str().expect("every citation has a source"));
        for name in ["guideline", "chapter", "topic", "section", "text"] {
            if let Some(words) = citation.get(name).and_then(toml::Value::as_str) {
                let _ = write!(lines, " | {name} {words}");
            }
        }
        if let Some(pages) = citation.get("pages").and_then(toml::Value::as_array) {
            let pages = pages.iter().map(|page| page.as_str().expect("pages are strings"));
            let _ = write!(lines, " | pages {}", pages.collect::<Vec<_>>().join(", "));
        }
        lines.push('\n');
    }
    lines
}

fn report(rows: impl IntoIterator<Item = (String, String)>) {
    let (mut failures, mut failed, mut count) = (String::new(), 0, 0);
    for (text, expected) in rows {
        count += 1;
        let found = summary(&text);
        if found != expected {
            failed += 1;
            let _ = writeln!(failures, "{text:?}\n  expected:\n{expected}  found:\n{found}");
        }
    }
    assert!(failed == 0, "{failed} of {count} rows fail\n\n{failures}");
}

#[test]
fn every_row_of_the_table_reads_as_a_human_reads_it() {
    report(table().iter().map(|row| (text_of(row).to_owned(), expected(row))));
}

const SHAPES: &[(&str, &[&str])] = &[
    // Page lists.
    (
        "Decision based on MTUS Chronic Pain Treatment Guidelines Page(s): 8 & 9.",
        &["MTUS | guideline Chronic Pain Treatment Guidelines | pages 8, 9"],
    ),
    (
        "Decision based on MTUS Chronic Pain Treatment Guidelines Muscle relaxants, pages 63 - 66 and 124.",
        &["MTUS | guideline Chronic Pain Treatment Guidelines | topic Muscle relaxants | pages 63-66, 124"],
    ),
    (
        "Decision based on MTUS Chronic Pain Treatment Guidelines, Opioids, page 78 of 127 & page 80 of 127.",
        &["MTUS | guideline Chronic Pain Treatment Guidelines | topic Opioids | pages 78, 80"],
    ),
    (
        "Decision based on MTUS Chronic Pain Treatment Guidelines Page(s): Pg. 63-66.",
        &["MTUS | guideline Chronic Pain Treatment Guidelines | pages 63-66"],
    ),
    (
        "Decision based on MTUS Chronic Pain Treatment Guidelines Topical analgesics Page(s) : 111 -113 ,  p 105",
        &["MTUS | guideline Chronic Pain Treatment Guidelines | topic Topical analgesics | pages 111-113, 105"],
    ),
    (
        "Decision based on MTUS Chronic Pain Treatment Guidelines Opioids, page43.",
        &["MTUS | guideline Chronic Pain Treatment Guidelines | topic Opioids | pages 43"],
    ),
    (
        "Decision based on MTUS Chronic Pain Treatment Guidelines Page(s): 78-80, 2nd paragraph.",
        &["MTUS | guideline Chronic Pain Treatment Guidelines | pages 78-80"],
    ),
    (
        "Decision based on MTUS ACOEM Chapter 12 Low Back Complaints Page(s): 298, 303-304, Table 12-8, 308.",
        &["MTUS | guideline ACOEM | chapter Chapter 12 Low Back Complaints | pages 298, 303-304, 308"],
    ),
    (
        "Decision based on MTUS Opioids Treatment Guidelines (pages S3-S5).",
        &["MTUS | guideline Opioids Treatment Guidelines"],
    ),
    (
        "Decision based on MTUS Chronic Pain Treatment Guidelines Page(s): 111-113Decision based on Non-MTUS Citation ODG.",
        &["MTUS | guideline Chronic Pain Treatment Guidelines | pages 111-113", "Non-MTUS | text ODG"],
    ),
    // Topics.
    (
        "Decision based on MTUS Chronic Pain Treatment Guidelines \"Opioids, dosing\" and \"Yoga\" Page(s): 86, 126.",
        &["MTUS | guideline Chronic Pain Treatment Guidelines | topic Opioids, dosing\" and \"Yoga | pages 86, 126"],
    ),
    (
        "Decision based on MTUS Chronic Pain Treatment Guidelines (Opioids), pages 78-80.",
        &["MTUS | guideline Chronic Pain Treatment Guidelines | topic Opioids | pages 78-80"],
    ),
    (
        "Decision based on MTUS Chronic Pain Treatment Guidelines Opioids, cancer pain vs. nonmalignant pain Page(s): 82.",
        &[
            "MTUS | guideline Chronic Pain Treatment Guidelines | topic Opioids, cancer pain vs. nonmalignant pain | pages 82",
        ],
    ),
    (
        "Decision based on MTUS Chronic Pain Treatment Guidelines 8 C.C.R. 9792.20 - 9792.26 MTUS (Effective July 18, 2009) \
      Page 60 of 127.",
        &["MTUS | guideline Chronic Pain Treatment Guidelines \
         | topic 8 C.C.R. 9792.20 - 9792.26 MTUS (Effective July 18, 2009) | pages 60"],
    ),
    (
        "Decision based on MTUS Chronic Pain Treatment Guidelines Page 91-92: Opioids, specific drug list.",
        &["MTUS | guideline Chronic Pain Treatment Guidelines | topic Opioids, specific drug list | pages 91-92"],
    ),
    (
        "Decision based on MTUS Chronic Pain Treatment Guidelines Opioids Page(s): 76-80, NSAIDs Page(s): 67-68.",
        &[
            "MTUS | guideline Chronic Pain Treatment Guidelines | topic Opioids | pages 76-80",
            "MTUS | topic NSAIDs | pages 67-68",
        ],
    ),
    (
        "Decision based on MTUS Chronic Pain Treatment Guidelines Opioids (page 78), Yoga (page 126).",
        &[
            "MTUS | guideline Chronic Pain Treatment Guidelines | topic Opioids | pages 78",
            "MTUS | topic Yoga | pages 126",
        ],
    ),
    (
        "Decision based on MTUS Chronic Pain Treatment Guidelines Opioids Page(s): 78. Yoga Page(s): 126.",
        &[
            "MTUS | guideline Chronic Pain Treatment Guidelines | topic Opioids | pages 78",
            "MTUS | topic Yoga | pages 126",
        ],
    ),
    // Guidelines and chapters.
    (
        "Decision based on MTUS Chronic Pain Treatment Guidlines Opioids Page(s): 78.",
        &["MTUS | guideline Chronic Pain Treatment Guidlines | topic Opioids | pages 78"],
    ),
    (
        "Decision based on MTUS Chronic Pain Medical Treatment Guidelines (May 2009), Opioids, page 78.",
        &["MTUS | guideline Chronic Pain Medical Treatment Guidelines (May 2009) | topic Opioids | pages 78"],
    ),
    (
        "Decision based on MTUS ACOEM Chapter 8 Neck and Upper Back Complaints Special Studies Page(s): 177-179.",
        &[
            "MTUS | guideline ACOEM | chapter Chapter 8 Neck and Upper Back Complaints | topic Special Studies | pages 177-179",
        ],
    ),
    (
        "Decision based on MTUS ACOEM Chapter 9 Shoulder Complaints, Chapter 12 Low Back Complaints Page(s): 303.",
        &[
            "MTUS | guideline ACOEM | chapter Chapter 9 Shoulder Complaints",
            "MTUS | chapter Chapter 12 Low Back Complaints | pages 303",
        ],
    ),
    (
        "Decision based on MTUS ACOEM Practice Guidelines, 2nd Edition (2004), Chapter 12 Low Back Complaints, page 303.",
        &[
            "MTUS | guideline ACOEM Practice Guidelines, 2nd Edition (2004) | chapter Chapter 12 Low Back Complaints | pages 303",
        ],
    ),
    (
        "Decision based on MTUS ACOEM Chapter 12 Low Bck Complants Page(s): 303.",
        &["MTUS | guideline ACOEM | chapter Chapter 12 Low Bck Complants | pages 303"],
    ),
    (
        "Decision based on MTUS (ACOEM), Chapter 12, page 303.",
        &["MTUS | guideline ACOEM | chapter Chapter 12 | pages 303"],
    ),
    (
        "Decision based on MTUS General Approaches Page(s): 5, Chronic Pain Treatment Guidelines Opioids Page(s): 78.",
        &[
            "MTUS | guideline General Approaches | pages 5",
            "MTUS | guideline Chronic Pain Treatment Guidelines | topic Opioids | pages 78",
        ],
    ),
    (
        "Decision based on MTUS Chronic Pain Medical Treatment 2009, Section(s): Exercise; Low Back Disorders 2019, \
      Section(s): Yoga.",
        &[
            "MTUS | guideline Chronic Pain Medical Treatment 2009 | section Exercise",
            "MTUS | guideline Low Back Disorders 2019 | section Yoga",
        ],
    ),
    // Sentences of older letters.
    (
        "The Claims Administrator based its decision on the MTUS Chronic Pain Medical Treatment Guidelines, page 92-93, \
      which is part of the MTUS.",
        &["MTUS | guideline Chronic Pain Medical Treatment Guidelines | pages 92-93"],
    ),
    (
        "The Physician Reviewer based his/her decision on the Non-MTUS Official Disability Guidelines (ODG).",
        &["Non-MTUS | text Official Disability Guidelines (ODG)"],
    ),
    (
        "The Claims Administrator did not cite any evidence-based criteria in its determination letter.",
        &["none | text The Claims Administrator did not cite any evidence-based criteria in its determination letter"],
    ),
    // Outside the MTUS.
    (
        "The Expert Reviewer did not base their decision on the MTUS. Official Disability Guidelines (ODG), Knee.",
        &[
            "none | text The Expert Reviewer did not base their decision on the MTUS",
            "Non-MTUS | text Official Disability Guidelines (ODG), Knee",
        ],
    ),
    (
        "Decision based on Non-MTUS Citation Invented J Pain 2009; 5: pp. 45-52. http://example.org/p.12/",
        &["Non-MTUS | text Invented J Pain 2009; 5: pp. 45-52. http://example.org/p.12/ | pages 45-52"],
    ),
    (
        "Decision based on Non-MTUS Citation ODG, Pain, and MTUS Chronic Pain Treatment Guidelines Yoga Page(s): 126.",
        &["Non-MTUS | text ODG, Pain", "MTUS | guideline Chronic Pain Treatment Guidelines | topic Yoga | pages 126"],
    ),
    // Prose that follows, its own label lost.
    (
        "Decision based on MTUS Chronic Pain Treatment Guidelines Opioids\n \nHe was seen. See page 5.",
        &["MTUS | guideline Chronic Pain Treatment Guidelines | topic Opioids"],
    ),
    (
        "Decision based on MTUS Acupuncture Treatment Guidelines \n\n \n\nSix visits were had. See page 5.",
        &["MTUS | guideline Acupuncture Treatment Guidelines"],
    ),
    (
        "Decision based on MTUS Chronic Pain Treatment Guidelines\n \nOpioids Page(s): 78.",
        &["MTUS | guideline Chronic Pain Treatment Guidelines | topic Opioids | pages 78"],
    ),
    (
        "Decision based on MTUS Chronic Pain Treatment Guidelines Opioids The patient was seen.",
        &["MTUS | guideline Chronic Pain Treatment Guidelines | topic Opioids"],
    ),
    (
        "Decision based on MTUS Chronic Pain Treatment Guidelines Opioids Page(s): 78. \n\n \n\nMTUS Chronic Pain Treatment \
      Guidelines, opioids are not recommended. See page 24.",
        &["MTUS | guideline Chronic Pain Treatment Guidelines | topic Opioids | pages 78"],
    ),
    (
        "Decision based on Non-MTUS Citation ODG, Pain.\r\n \r\nThere is no record of relief.",
        &["Non-MTUS | text ODG, Pain"],
    ),
    ("MTUS Chronic Pain Treatment Guidelines state that opioids are not recommended.", &[]),
    ("The ODG does not recommend this.", &[]),
    (
        "Decision based on MTUS ACOEM Chapter 9 Shoulder Complaints Page(s): Surgical Considerations, page 209-211.",
        &[
            "MTUS | guideline ACOEM | chapter Chapter 9 Shoulder Complaints | topic Surgical Considerations | pages 209-211",
        ],
    ),
    // While it is being typed.
    ("Decision based on MTUS", &["MTUS"]),
    ("Decision based on MTUS Chronic Pain Tr", &["MTUS | guideline Chronic Pain Tr"]),
    (
        "Decision based on MTUS Chronic Pain Treatment Guidelines Opioids Page",
        &["MTUS | guideline Chronic Pain Treatment Guidelines | topic Opioids"],
    ),
    (
        "Decision based on MTUS Chronic Pain Treatment Guidelines Opioids Page(s):",
        &["MTUS | guideline Chronic Pain Treatment Guidelines | topic Opioids"],
    ),
    (
        "Decision based on MTUS Chronic Pain Treatment Guidelines Opioids Page(s): 76-",
        &["MTUS | guideline Chronic Pain Treatment Guidelines | topic Opioids | pages 76"],
    ),
    ("Decision based on Non-MTUS Cit", &["Non-MTUS"]),
];

#[test]
fn shapes_beyond_the_table_read_as_a_human_reads_them() {
    let rows = SHAPES.iter().map(|(text, lines)| {
        let expected = lines.iter().map(|line| format!("{line}\n")).collect();
        ((*text).to_owned(), expected)
    });
    report(rows);
}

#[test]
fn page_numbers_are_read_as_meant() {
    let rows = [
        ("303-5", 303, 305),
        ("98-9", 98, 99),
        ("76\u{2013}80", 76, 80),
        ("78 through 80", 78, 80),
        ("76?80", 76, 80),
        ("43", 43, 43),
        ("99-98", 99, 98),
        ("305-3", 305, 3),
        ("99999999999999999999-5", u32::MAX, u32::MAX),
        ("4294967290-9", 4_294_967_290, u32::MAX),
    ];
    for (written, first, last) in rows {
        let text = format!("Decision based on MTUS Chronic Pain Treatment Guidelines Page(s): {written}.");
        let page = &citations(&text)[0].pages[0];
        assert_eq!((&text[page.span.clone()], page.first, page.last), (written, first, last));
    }
}

#[test]
fn a_citation_reaches_from_its_first_word_to_its_last() {
    let text =
        " Decision based on MTUS Chronic Pain Treatment Guidelines \"Yoga\" Page(s): 126, and ACOEM Chapter 16 Eye. ";
    let spans = citations(text).into_iter().map(|citation| &text[citation.span]).collect::<Vec<_>>();
    let first = "Decision based on MTUS Chronic Pain Treatment Guidelines \"Yoga\" Page(s): 126";
    assert_eq!(spans, [first, "ACOEM Chapter 16 Eye"]);
}

#[test]
fn a_topic_without_end_is_cut() {
    let text = format!("Decision based on MTUS Chronic Pain Treatment Guidelines {}", "endless topic ".repeat(100));
    let topic = citations(&text)[0].topic.clone().expect("it has a topic");
    assert!(topic.len() <= 200 && text[topic].ends_with("topic"));
}

/// What holds for whatever text.
fn assert_sound(text: &str) {
    let mut end = 0;
    for citation in citations(text) {
        let span = citation.span.clone();
        assert!(end <= span.start && span.start < span.end, "{span:?} after {end} in {text:?}");
        end = span.end;
        let parts = parts(&citation).map(|(_, part)| part).chain(citation.pages.iter().map(|page| page.span.clone()));
        for part in parts.chain([span.clone()]) {
            let words = &text[part.clone()];
            assert!(span.start <= part.start && part.end <= span.end, "{part:?} outside of {span:?} in {text:?}");
            assert!(!words.is_empty() && words.trim() == words, "{words:?} is not trimmed in {text:?}");
        }
        let topic = citation.topic.map_or(0, |topic| text[topic].chars().count());
        assert!(topic <= 200, "too long a topic in {text:?}");
    }
}

#[test]
fn every_prefix_of_every_row_is_sound() {
    for row in table() {
        let text = text_of(&row);
        text.char_indices().for_each(|(end, _)| assert_sound(&text[..end]));
    }
}

#[test]
fn random_text_is_sound() {
    let pieces = [
        "Decision based on ",
        "MTUS ",
        "Non-MTUS Citation ",
        "ACOEM ",
        "Chapter 12 ",
        "Chronic Pain Treatment Guidelines ",
        "Low Back Complaints ",
        "Opioids, criteria for use ",
        "Page(s): ",
        "pages ",
        "p. ",
        "76-80",
        ", ",
        " and ",
        ". ",
        "; ",
        "Section(s): ",
        "2009 ",
        "Table 12-8",
        "The Claims Administrator did not base their decision on the MTUS",
        "ODG ",
        "(",
        ")",
        "\"",
        "\u{201c}",
        "\u{a0}",
        "\n\n",
        "\n \n",
        "\r\n",
        "\u{c}",
        "?",
        "-",
        "\u{2013}",
        "é",
        "日本",
        "\u{fffd}",
        "99999999999",
        "the patient ",
        "which is ",
        "of 127",
        "\u{130}",
        "ſ",
        "x",
        "",
    ];
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    for _ in 0..20_000 {
        let mut text = String::new();
        for _ in 0..state % 24 {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            text.push_str(pieces[(state % pieces.len() as u64) as usize]);
        }
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        assert_sound(&text);
    }
}
