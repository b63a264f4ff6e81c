//! After every edit, what is known of a text equals what a fresh parse of it knows.

mod support;

use imr_ls::analysis::{Snapshot, Stage};
use imr_ls::features::{folding::folding, outline::outline};
use imr_ls::syntax::{Block, Limits};
use imr_ls::text::{Damage, Edit, Text};
use std::ops::Range;
use std::path::Path;
use support::Chance;

const TINY: Limits = Limits { lines: 6, bytes: 120 };

/// What reviewers and their programs put into letters.
const TYPED: [&str; 66] = [
    " ",
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    " \n\n \n\n",
    "\n\n\n\n",
    ".",
    ":",
    ": ",
    "e",
    "A",
    "#30",
    " 500mg",
    "’",
    "𝖆",
    "🧑‍⚕️",
    "\u{feff}",
    "\u{2028}",
    "\u{a0}",
    "\u{c}",
    "Upheld",
    "Overturned",
    "Uphe",
    "TBD",
    "Robaxin 500mg #30:  Upheld",
    "Norco 10/325mg #60",
    "Claims Administrator guideline: ",
    "MAXIMUS guideline:",
    "MAXIMUS guide",
    "Decision rationale: ",
    "\nDecision rationale:",
    "CLINICAL CASE SUMMARY",
    "\nIMR ISSUES, DECISIONS AND RATIONALES\n",
    "HOW THE IMR FINAL DETERMINATION WAS MADE",
    "HOW THE IMR FINAL DETERMINATION\nWAS MADE\n",
    "\nIMR ISSUES, \n\nDECISIONS AND \n\nRATIONALES\n",
    "CLINICAL CASE\n",
    "SUMMARY\n",
    "WAS MADE",
    "RATIONALE FOR WHY THE REQUESTED TREATMENT/SERVICE IS\nNOT MEDICALLY NECESSARY: ",
    "\nRationale: ",
    "Rationale for decision:",
    "The Final Determination was based on decisions for the disputed items/services set forth below:",
    "Decision based on MTUS Chronic Pain Treatment Guidelines Muscle Relaxants Page(s): 63-67.",
    "Page(s): ",
    "\"",
    "“",
    "The request is not medically necessary.",
    "is medically necessary",
    "necessary.The",
    " - ",
    "(",
    "Case Number: CM14-0000000\n",
    "Decision Date: 03/05/2018\n",
    "A UR decision dated 4/28/14 denied the request.",
    "State(s) of Licensure: California\n",
    "The guideline asks for the following:\n",
    "\n1. Norco 10/325mg #120 is not medically necessary and appropriate.\n",
    "\n2) Regarding the request for Soma 350mg #30:\n",
    "The Claims Administrator based its decision on the MTUS.",
    "The Physician Reviewer's decision rationale: ",
    "\nSection of the Medical Treatment Utilization Schedule Relied Upon by the\nExpert Reviewer to Make His/Her Decision:\n",
    "\nIMR DECISION(S) AND RATIONALE(S)\n",
    "Final Determination: UPHOLD\n",
    "DOCUMENTS REVIEWED\n",
];

/// The next edit a hurried writer might make.
fn edit(chance: &mut Chance, text: &str, clipboard: &mut String) -> Edit {
    let at = |chance: &mut Chance| floor_boundary(text, chance.below(text.len() + 1));
    // Editing happens in one place for a while, and gathers where structure is.
    let near_structure = |chance: &mut Chance| {
        let from = at(chance);
        let places =
            ["guideline", "rationale", "Upheld", "\n\n", "SUMMARY", "ISSUES", "\r", "MADE", "DECISIONS", "Rationale"];
        let place = text[from..].find(places[chance.below(places.len())]).map_or(from, |found| from + found);
        floor_boundary(text, (place + chance.below(9)).saturating_sub(4))
    };
    let start = if chance.below(3) == 0 { at(chance) } else { near_structure(chance) };
    let span = |most: usize, chance: &mut Chance| {
        let end = floor_boundary(text, (start + chance.below(most + 1)).min(text.len())).max(start);
        start..end
    };
    match chance.below(20) {
        0..=8 => Edit { range: start..start, insert: TYPED[chance.below(TYPED.len())].to_owned() },
        9..=12 => Edit { range: span(3, chance), insert: String::new() },
        13 => Edit { range: span(60, chance), insert: String::new() },
        14 => Edit { range: span(8, chance), insert: TYPED[chance.below(TYPED.len())].to_owned() },
        15 => {
            let copied = span(500, chance);
            *clipboard = text[copied.clone()].to_owned();
            Edit { range: copied, insert: String::new() }
        }
        16 | 17 => Edit { range: start..start, insert: clipboard.clone() },
        // Whole lines joined, or cut away.
        18 => {
            let line_break = text[start..].find(['\n', '\r']).map_or(text.len(), |found| start + found);
            let end = text[line_break..]
                .find(|char| char != '\n' && char != '\r' && char != ' ')
                .map_or(text.len(), |found| line_break + found);
            Edit { range: line_break..end, insert: " ".to_owned() }
        }
        _ => {
            let line_break = text[start..].find('\n').map_or(text.len(), |found| start + found + 1);
            let end = text[line_break..].find('\n').map_or(text.len(), |found| line_break + found + 1);
            Edit { range: line_break..end, insert: String::new() }
        }
    }
}

fn floor_boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn blocks(snapshot: &Snapshot) -> Vec<&Block> {
    snapshot.tree().blocks().iter().map(|block| &**block).collect()
}

/// Demands that an edited snapshot knows the same as a fresh one.
fn assert_same(edited: &Snapshot, fresh: &Snapshot, story: &str) {
    for (edited, fresh) in blocks(edited).iter().zip(blocks(fresh)) {
        assert_eq!(*edited, fresh, "{story}");
    }
    assert_eq!(blocks(edited).len(), blocks(fresh).len(), "{story}");
    assert!(edited.letter().parts().iter().eq(fresh.letter().parts().iter()), "{story}: the letters differ");
    assert_eq!(edited.governing_days(), fresh.governing_days(), "{story}");
    for stage in [Stage::Draft, Stage::Final] {
        assert_eq!(edited.findings(stage, None), fresh.findings(stage, None), "{story}");
        assert_eq!(edited.findings(stage, Some(3)), fresh.findings(stage, Some(3)), "{story}");
    }
    assert_eq!(outline(edited), outline(fresh), "{story}");
    assert_eq!(folding(edited), folding(fresh), "{story}");
}

struct Writer {
    snapshot: Snapshot,
    text: String,
    rope: Text,
    limits: Limits,
    undo: Vec<(Range<usize>, String)>,
}

impl Writer {
    fn new(text: &str, limits: Limits) -> Self {
        let rope = Text::from(text);
        Writer {
            snapshot: Snapshot::with_limits(rope.clone(), limits),
            text: text.to_owned(),
            rope,
            limits,
            undo: Vec::new(),
        }
    }

    fn apply(&mut self, edit: &Edit) -> Damage {
        self.undo
            .push((edit.range.start..edit.range.start + edit.insert.len(), self.text[edit.range.clone()].to_owned()));
        self.text.replace_range(edit.range.clone(), &edit.insert);
        self.rope.apply(edit)
    }

    fn fresh(&self) -> Snapshot {
        Snapshot::with_limits(Text::from(self.text.as_str()), self.limits)
    }
}

/// Edits one letter many times over; several edits sometimes come as one change, some are undone.
fn write(name: &str, text: &str, limits: Limits, edits: usize, seed: u64) {
    let mut chance = Chance::new(seed);
    let mut writer = Writer::new(text, limits);
    let mut clipboard = "Flexeril 10mg #30:  Overturned\n".to_owned();
    let longest = text.len() * 2 + 4000;
    for round in 0..edits {
        let together = if chance.below(8) == 0 { 1 + chance.below(4) } else { 1 };
        let mut damage: Option<Damage> = None;
        for _ in 0..together {
            let edit = match chance.below(10) {
                0 => writer.undo.pop().map(|(range, insert)| Edit { range, insert }),
                _ if writer.text.len() > longest => {
                    Some(Edit { range: 0..writer.text.len() / 2, insert: String::new() })
                        .map(|edit| Edit { range: 0..floor_boundary(&writer.text, edit.range.end), ..edit })
                }
                _ => Some(edit(&mut chance, &writer.text, &mut clipboard)),
            };
            let Some(edit) = edit else { continue };
            let next = writer.apply(&edit);
            damage = Some(match damage {
                None => next,
                Some(damage) => damage.then(&next),
            });
        }
        let Some(damage) = damage else { continue };
        writer.snapshot.update(writer.rope.clone(), &damage);
        assert_same(&writer.snapshot, &writer.fresh(), &format!("{name}, seed {seed}, edit {round}"));
    }
}

#[test]
fn random_editing_equals_a_fresh_parse() {
    let letters = support::files(Path::new("tests/letters"), "txt");
    let mut edits = 0;
    for (index, path) in letters.iter().enumerate() {
        let text = support::read_letter(path);
        // Short letters keep the comparison cheap; the seams are everywhere all the same.
        let text = &text[..floor_boundary(&text, text.len().min(6000))];
        let count = 420;
        write(&path.display().to_string(), text, TINY, count, index as u64 + 1);
        edits += count;
    }
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
    for (index, path) in letters.iter().enumerate().step_by(3) {
        let text =
            support::read_letter(path).replace("IMR FINAL ", "IMR FINAL\n").replace(", DECISIONS ", ",\n\nDECISIONS ");
        let long = text.repeat(20_000 / text.len() + 1);
        for limits in [Limits::default(), Limits { lines: 24, bytes: 900 }] {
            write(&path.display().to_string(), &long, limits, 40, index as u64 + 5001);
        }
    }
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
