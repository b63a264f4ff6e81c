//! Letters and faults by somebody who had not seen the rules: what is found of them, and what is not.

use crate::support;
use expect_test::expect_file;
use imr_ls::analysis::{Finding, Severity, Snapshot, Stage};
use imr_ls::text::Text;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

#[derive(Deserialize)]
struct Exam {
    defect: Vec<Planted>,
    tempting: Vec<Planted>,
}

/// Something that is changed in a letter.
#[derive(Deserialize)]
struct Planted {
    letter: String,
    #[serde(flatten)]
    only: Option<Edit>,
    #[serde(default)]
    edits: Vec<Edit>,
    #[serde(default)]
    kind: String,
    /// The first digits of the code that a finding should have, or must not have.
    code: String,
    #[serde(default)]
    or: Vec<String>,
    #[serde(default)]
    words: Words,
}

#[derive(Clone, Deserialize)]
struct Edit {
    find: String,
    replace: String,
}

/// Where a reader expects the finding.
#[derive(Default, Deserialize)]
#[serde(untagged)]
enum Words {
    #[default]
    Anywhere,
    At(String),
    AtAnyOf(Vec<String>),
}

/// What a human finds and no rule does: the letter, the fault, and why.
#[derive(Deserialize)]
struct NotMet {
    letter: String,
    kind: String,
    why: String,
}

#[derive(Deserialize)]
struct Unfound {
    not_met: Vec<NotMet>,
}

/// Letters and faults that were written in one go, in a folder of their own.
struct Sitting {
    name: &'static str,
    /// How many of the faults were found when the rules had not been mended by them.
    first_found: usize,
}

/// What is wrong as well after a fault is planted: what is cited for one drug does not fit a heading that names another.
const ALSO_WRONG: [(&str, &str, &str); 1] = [("323-nine-caps", "heading copied and not changed", "IMR303")];

const SITTINGS: [Sitting; 17] = [
    Sitting { name: "first", first_found: 129 },
    Sitting { name: "second", first_found: 152 },
    Sitting { name: "third", first_found: 176 },
    Sitting { name: "fourth", first_found: 177 },
    Sitting { name: "fifth", first_found: 190 },
    Sitting { name: "sixth", first_found: 165 },
    Sitting { name: "seventh", first_found: 171 },
    Sitting { name: "eighth", first_found: 164 },
    Sitting { name: "ninth", first_found: 171 },
    Sitting { name: "tenth", first_found: 230 },
    Sitting { name: "eleventh", first_found: 211 },
    Sitting { name: "twelfth", first_found: 186 },
    Sitting { name: "thirteenth", first_found: 213 },
    Sitting { name: "fourteenth", first_found: 196 },
    Sitting { name: "fifteenth", first_found: 174 },
    Sitting { name: "sixteenth", first_found: 225 },
    Sitting { name: "seventeenth", first_found: 208 },
];

impl Sitting {
    fn folder(&self) -> PathBuf {
        Path::new("tests/exam").join(self.name)
    }

    fn letters(&self) -> BTreeMap<String, String> {
        let files = support::files(&self.folder(), "txt");
        let name = |path: &Path| path.file_stem().expect("a name").to_string_lossy().into_owned();
        files.iter().map(|path| (name(path), support::read_letter(path))).collect()
    }

    fn exam(&self) -> Exam {
        support::read_toml(&self.folder().join("planted.toml"))
    }

    fn not_met(&self) -> Vec<NotMet> {
        support::read_toml::<Unfound>(&self.folder().join("not_met.toml")).not_met
    }
}

fn findings(text: &str) -> Vec<Finding> {
    Snapshot::new(Text::from(text)).findings(Stage::Final, None).list
}

impl Planted {
    /// The letter with the change. All edits are of the letter as it stands.
    fn apply(&self, letter: &str) -> String {
        let is_crlf = letter.contains("\r\n");
        let lines =
            |text: &str| if is_crlf { text.replace("\r\n", "\n").replace('\n', "\r\n") } else { text.to_owned() };
        let mut edits: Vec<(Range<usize>, String)> = Vec::new();
        for edit in self.edits.iter().chain(&self.only) {
            let find = lines(&edit.find);
            let places: Vec<_> = letter.match_indices(&find).collect();
            assert_eq!(places.len(), 1, "{}: “{}” stands once", self.letter, edit.find);
            edits.push((places[0].0..places[0].0 + find.len(), lines(&edit.replace)));
        }
        edits.sort_by_key(|(range, _)| range.start);
        let mut changed = letter.to_owned();
        for (range, text) in edits.into_iter().rev() {
            changed.replace_range(range, &text);
        }
        changed
    }

    fn family(&self) -> &'static str {
        match self.code.as_str() {
            "IMR1" => "sections",
            "IMR2" => "items and decisions",
            "IMR3" => "citations",
            "IMR4" => "consistency",
            "IMR5" => "form",
            "IMR6" => "privacy",
            other => panic!("{other} is no family"),
        }
    }

    fn may_be_told_by(&self, finding: &Finding) -> bool {
        [&self.code].into_iter().chain(&self.or).any(|code| finding.rule.code.starts_with(code))
    }

    fn is_at(&self, finding: &Finding, text: &str) -> bool {
        let words = match &self.words {
            Words::Anywhere => return true,
            Words::At(words) => std::slice::from_ref(words),
            Words::AtAnyOf(words) => words,
        };
        let mut ranges = [&finding.range].into_iter().chain(finding.related.iter().map(|related| &related.range));
        let places: Vec<_> = words.iter().flat_map(|words| support::places_of(words, text)).collect();
        ranges.any(|range| places.iter().any(|place| range.start <= place.end && place.start <= range.end))
    }
}

/// The findings that are in `now` and were not there before.
fn new<'f>(before: &[Finding], now: &'f [Finding]) -> Vec<&'f Finding> {
    let mut before: Vec<_> = before.iter().map(|finding| (finding.rule.code, finding.message.as_str())).collect();
    let is_new = |finding: &&Finding| {
        let known = before.iter().position(|known| *known == (finding.rule.code, finding.message.as_str()));
        known.map(|known| before.swap_remove(known)).is_none()
    };
    now.iter().filter(is_new).collect()
}

#[test]
fn finished_letters_are_left_alone() {
    for sitting in SITTINGS {
        let letters = sitting.letters();
        assert_eq!(letters.len(), 24, "{}", sitting.name);
        for (name, text) in letters {
            for finding in findings(&text) {
                assert_eq!(finding.severity, Severity::Information, "{name}: {finding:?}");
            }
        }
    }
}

#[test]
fn what_only_looks_like_a_fault_is_none() {
    for sitting in SITTINGS {
        let letters = sitting.letters();
        for planted in sitting.exam().tempting {
            let letter = &letters[&planted.letter];
            let now = findings(&planted.apply(letter));
            for finding in new(&findings(letter), &now) {
                let is_told = finding.severity > Severity::Information;
                assert!(!is_told, "{} {}: {finding:?}", planted.letter, planted.kind);
            }
        }
    }
}

#[test]
fn faults_are_found() {
    let pages: String = SITTINGS.iter().map(page).collect();
    expect_file!["../../docs/exam.md"].assert_eq(&format!(
        "# Exam\n\nThe letters of `tests/exam` and their faults were written by somebody who had not seen the rules, in several \
         sittings. Each measures the rules as they were then, and was used to mend them afterwards. The finished letters, and the \
         edits that only look like faults, give no error and no warning.\n\n\
         `UPDATE_EXPECT=1 cargo test --test all exam::` writes this page anew.\n{pages}"
    ));
}

/// What is found of the faults of a sitting, for people.
fn page(sitting: &Sitting) -> String {
    let (mut found, mut misplaced, mut missed) = (0, 0, Vec::new());
    let mut families: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let (letters, exam) = (sitting.letters(), sitting.exam());
    for planted in &exam.defect {
        let letter = &letters[&planted.letter];
        let text = planted.apply(letter);
        let now = findings(&text);
        let told: Vec<_> = new(&findings(letter), &now);
        let fitting: Vec<_> = told.iter().filter(|finding| planted.may_be_told_by(finding)).collect();
        let of_family = families.entry(planted.family()).or_default();
        of_family.0 += 1;
        if fitting.is_empty() {
            missed.push((planted.letter.as_str(), planted.kind.as_str()));
            continue;
        }
        of_family.1 += 1;
        found += 1;
        if !fitting.iter().any(|finding| planted.is_at(finding, &text)) {
            misplaced += 1;
        }
        let is_expected = |finding: &&&Finding| {
            planted.may_be_told_by(finding)
                || ALSO_WRONG.contains(&(&*planted.letter, &*planted.kind, finding.rule.code))
        };
        for finding in told.iter().filter(|finding| !is_expected(finding)) {
            assert_eq!(finding.severity, Severity::Information, "{} {}: {finding:?}", planted.letter, planted.kind);
        }
    }
    let not_met = sitting.not_met();
    let mut known: Vec<_> = not_met.iter().map(|row| (row.letter.as_str(), row.kind.as_str())).collect();
    known.sort();
    missed.sort();
    assert_eq!(missed, known, "{}", sitting.name);
    let rows: String =
        families.iter().map(|(family, (planted, found))| format!("| {family} | {planted} | {found} |\n")).collect();
    let reasons: String =
        not_met.iter().map(|NotMet { letter, kind, why }| format!("- {letter}, {kind}: {why}\n")).collect();
    let Sitting { name, first_found } = sitting;
    let (letters, faults, tempting) = (letters.len(), exam.defect.len(), exam.tempting.len());
    format!(
        "\n## The {name} sitting\n\n{letters} finished letters, {faults} faults, {tempting} edits that only look like faults. Of the \
         faults {first_found} were found then; now {found} are, {misplaced} of them at another place than was expected.\n\n\
         | faults of | planted | found |\n|---|---|---|\n{rows}\nNot found:\n\n{reasons}"
    )
}
