//! A hurried writer, whose every edit has to lead to what a fresh parse knows.

use super::chance::Chance;
use imr_ls::analysis::{Snapshot, Stage};
use imr_ls::features::{folding::folding, outline::outline, tokens::tokens};
use imr_ls::syntax::{Block, Limits};
use imr_ls::text::{Damage, Edit, Text};
use std::ops::Range;

pub const TINY: Limits = Limits { lines: 6, bytes: 120 };

/// What reviewers and their programs put into letters.
pub const TYPED: [&str; 66] = [
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
pub fn edit(chance: &mut Chance, text: &str, clipboard: &mut String) -> Edit {
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

pub fn floor_boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn blocks(snapshot: &Snapshot) -> Vec<&Block> {
    snapshot.tree().blocks().iter().map(|block| &**block).collect()
}

/// Demands that an edited snapshot knows the same as a fresh one.
pub fn assert_same(edited: &Snapshot, fresh: &Snapshot, story: &str) {
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
    let all = 0..edited.text().len();
    assert_eq!(tokens(edited, &all), tokens(fresh, &all), "{story}");
}

/// A letter that is being written.
pub struct Writer {
    pub snapshot: Snapshot,
    pub text: String,
    pub rope: Text,
    limits: Limits,
    undo: Vec<(Range<usize>, String)>,
    clipboard: String,
    longest: usize,
}

impl Writer {
    pub fn new(text: &str, limits: Limits) -> Self {
        let rope = Text::from(text);
        Writer {
            snapshot: Snapshot::with_limits(rope.clone(), limits),
            text: text.to_owned(),
            rope,
            limits,
            undo: Vec::new(),
            clipboard: "Flexeril 10mg #30:  Overturned\n".to_owned(),
            longest: text.len() * 2 + 4000,
        }
    }

    pub fn apply(&mut self, edit: &Edit) -> Damage {
        self.undo
            .push((edit.range.start..edit.range.start + edit.insert.len(), self.text[edit.range.clone()].to_owned()));
        self.text.replace_range(edit.range.clone(), &edit.insert);
        self.rope.apply(edit)
    }

    pub fn fresh(&self) -> Snapshot {
        Snapshot::with_limits(Text::from(self.text.as_str()), self.limits)
    }

    /// Makes one change, and demands that all is known as if it were read afresh. Several edits sometimes come as one
    /// change, some are undone.
    pub fn go_on(&mut self, chance: &mut Chance, story: &str) {
        let together = if chance.below(8) == 0 { 1 + chance.below(4) } else { 1 };
        let mut damage: Option<Damage> = None;
        for _ in 0..together {
            let edit = match chance.below(10) {
                0 => self.undo.pop().map(|(range, insert)| Edit { range, insert }),
                _ if self.text.len() > self.longest => {
                    let half = floor_boundary(&self.text, self.text.len() / 2);
                    Some(Edit { range: 0..half, insert: String::new() })
                }
                _ => Some(edit(chance, &self.text, &mut self.clipboard)),
            };
            let Some(edit) = edit else { continue };
            let next = self.apply(&edit);
            damage = Some(match damage {
                None => next,
                Some(damage) => damage.then(&next),
            });
        }
        let Some(damage) = damage else { return };
        self.snapshot.update(self.rope.clone(), &damage);
        assert_same(&self.snapshot, &self.fresh(), story);
    }
}

/// Edits one letter many times over.
pub fn write(name: &str, text: &str, limits: Limits, edits: usize, seed: u64) {
    let mut writer = Writer::new(text, limits);
    let mut chance = Chance::new(seed);
    for round in 0..edits {
        writer.go_on(&mut chance, &format!("{name}, seed {seed}, edit {round}"));
    }
}
