//! A text as the editor holds it, and what there is to know of it: from a fresh reading, with places counted by hand.

use crate::session::{change, open};
use crate::support::Chance;
use imr_ls::analysis::{Finding, Severity, Snapshot, Stage};
use imr_ls::features::outline::{Entry, EntryKind, outline};
use imr_ls::text::Text;
use serde_json::{Value, json};
use std::ops::Range;

/// Two items; the second lacks its decision.
pub const LETTER: &str = "IMR ISSUES, DECISIONS AND RATIONALES\n\nRobaxin 500mg #30:  Upheld\n\n\
    Claims Administrator guideline: Decision based on MTUS.\n\nMAXIMUS guideline: Decision based on MTUS.\n\n\
    Decision rationale: The chart describes no spasm.\n\nSoma 350mg #20\n\n\
    Decision rationale: The chart’s 𝖆 is as good as 🧑‍⚕️.\nDecision rationale: Again.\n";

/// What makes trouble in texts, and what makes letters.
const TYPED: &str = "’|–|é|𝖆|🧑‍⚕️|\r\n|\r|\n|\u{2028}|\u{feff}|\u{b}|\u{85}|x| |: |\n\n|Upheld|Overtunred|\nDecision rationale: |\
    \r\n\r\nNorco 10mg #60:  Overturned\r\n|\r\rSoma’s 𝖆 #3\r\r|MAXIMUS guideline:";

/// Measures ranges in one of the protocol's encodings.
fn ruler<'t>(text: &'t str, encoding: &'t str) -> impl Fn(&Range<usize>) -> Value + 't {
    let bytes = text.as_bytes();
    let ends_line = |at: &usize| bytes[*at] == b'\n' || bytes[*at] == b'\r' && bytes.get(at + 1) != Some(&b'\n');
    let lines: Vec<usize> = [0].into_iter().chain((0..bytes.len()).filter(ends_line).map(|at| at + 1)).collect();
    let position = move |offset: usize| {
        let line = lines.partition_point(|start| *start <= offset) - 1;
        let before = &text[lines[line]..offset];
        let character = match encoding {
            "utf-8" => before.len(),
            "utf-32" => before.chars().count(),
            _ => before.encode_utf16().count(),
        };
        json!({ "line": line, "character": character })
    };
    move |range| json!({ "start": position(range.start), "end": position(range.end) })
}

/// The outline of a text.
pub fn symbols(text: &str, encoding: &str) -> Value {
    let ruler = ruler(text, encoding);
    outline(&Snapshot::new(Text::from(text))).iter().map(|entry| symbol(entry, &ruler)).collect()
}

fn symbol(entry: &Entry, ruler: &impl Fn(&Range<usize>) -> Value) -> Value {
    let kind = match entry.kind {
        EntryKind::Section => 2,
        EntryKind::Item => 5,
        EntryKind::Field => 6,
    };
    let (range, selection) = (ruler(&entry.range), ruler(&entry.selection));
    let mut symbol = json!({ "name": entry.name, "kind": kind, "range": range, "selectionRange": selection });
    if let Some(detail) = &entry.detail {
        symbol["detail"] = json!(detail);
    }
    if !entry.children.is_empty() {
        symbol["children"] = entry.children.iter().map(|child| self::symbol(child, ruler)).collect();
    }
    symbol
}

/// The findings of a text, to be compared with what [`plain`] leaves of diagnostics.
pub fn findings(text: &str, encoding: &str) -> Vec<Value> {
    let ruler = ruler(text, encoding);
    let shown = |finding: &Finding| {
        let severity = match finding.severity {
            Severity::Error => 1,
            Severity::Warning => 2,
            Severity::Information => 3,
        };
        let places = [(&finding.range, &finding.message)].into_iter();
        let equal = finding.related.iter().filter(|related| related.is_equal);
        let places = places.chain(equal.map(|related| (&related.range, &related.message)));
        let shown = |(range, message)| json!([ruler(range), severity, finding.rule.code, message]);
        places.map(shown).collect::<Vec<_>>()
    };
    Snapshot::new(Text::from(text)).findings(Stage::Draft, None).list.iter().flat_map(shown).collect()
}

pub fn plain(diagnostics: &Value) -> Vec<Value> {
    let plain = |one: &Value| json!([one["range"], one["severity"], one["code"], one["message"]]);
    diagnostics.as_array().expect("a list").iter().map(plain).collect()
}

/// Demands of an outline what editors demand, or they drop it.
pub fn assert_sound(symbols: &Value, parent: Option<&Value>) {
    let at = |position: &Value| (position["line"].as_u64(), position["character"].as_u64());
    let span = |range: &Value| (at(&range["start"]), at(&range["end"]));
    let within = |(start, end), outer: &Value| span(outer).0 <= start && start <= end && end <= span(outer).1;
    let mut last = None;
    for symbol in symbols.as_array().into_iter().flatten() {
        let range = &symbol["range"];
        let is_sound = symbol["name"].as_str().is_some_and(|name| !name.trim().is_empty())
            && within(span(&symbol["selectionRange"]), range)
            && parent.is_none_or(|parent| within(span(range), parent))
            && last <= Some(span(range).0);
        assert!(is_sound, "{symbol}");
        last = Some(span(range).0);
        assert_sound(&symbol["children"], Some(range));
    }
}

/// An open text that somebody writes on.
pub struct Writer {
    pub uri: String,
    pub text: String,
    pub version: i64,
    encoding: &'static str,
    original: String,
    chance: Chance,
}

impl Writer {
    pub fn new(uri: &str, text: &str, encoding: &'static str, seed: u64) -> Self {
        let (text, original) = (text.to_owned(), text.to_owned());
        Writer { uri: uri.to_owned(), text, version: 1, encoding, original, chance: Chance::new(seed) }
    }

    pub fn open(&self) -> Vec<u8> {
        open(&self.uri, "imr", self.version, &self.text)
    }

    /// Edits the text somewhere and gives the message that tells so.
    pub fn write(&mut self) -> Vec<u8> {
        let edits = 1 + self.chance.below(3) / 2;
        let mut changes: Vec<Value> = (0..edits).map(|_| self.edit()).collect();
        self.version += 1;
        // Before too little is left of the letter, it starts anew.
        if self.version % 15 == 0 {
            self.text.clone_from(&self.original);
            changes.push(json!({ "text": self.text }));
        }
        change(&self.uri, self.version, Value::from(changes))
    }

    fn edit(&mut self) -> Value {
        let longest = [3, 3, 3, 40][self.chance.below(4)];
        let start = self.chance.below(self.text.len() + 1);
        let end = start + [0, 0, self.chance.below(longest)][self.chance.below(3)];
        let removed = self.cursor(start)..self.cursor(end);
        let typed = TYPED.split('|').nth(self.chance.below(22)).filter(|_| removed.is_empty()).unwrap_or("");
        let range = ruler(&self.text, self.encoding)(&removed);
        self.text.replace_range(removed, typed);
        json!({ "range": range, "text": typed })
    }

    /// The last place up to here that a cursor can stand at.
    fn cursor(&self, most: usize) -> usize {
        let splits = |at: &usize| self.text[..*at].ends_with('\r') && self.text[*at..].starts_with('\n');
        let mut places = (0..=most.min(self.text.len())).rev().filter(|at| self.text.is_char_boundary(*at));
        places.find(|at| !splits(at)).unwrap_or(0)
    }
}
