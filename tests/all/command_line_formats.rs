//! Findings in forms that programs read. `UPDATE_EXPECT=1` writes the schema anew.

use crate::support::folder::Folder;
use crate::support::program::{FAULTY, FINISHED, err, out, run, run_in, run_with_input};
use expect_test::{expect, expect_file};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

/// A letter that contradicts itself at two places.
const CONTRADICTORY: &str = "tests/letters/draft-2014-overturned-but-not-necessary-trimmed-pdf.txt";

/// All letters of the tests.
fn letters() -> Vec<String> {
    let entries = std::fs::read_dir("tests/letters").expect("the letters are here");
    let names = entries.map(|entry| entry.expect("an entry").path().display().to_string());
    let mut letters: Vec<String> = names.filter(|name| name.ends_with(".txt")).collect();
    letters.sort();
    letters
}

/// What the program writes of letters.
fn written(format: &str, letters: &[&str]) -> String {
    let output = run(&[&["check", "--exit-zero", "--format", format], letters].concat());
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    out(&output)
}

fn read(format: &str, letters: &[&str]) -> Value {
    serde_json::from_str(&written(format, letters)).expect("this is JSON")
}

static JSON: LazyLock<Value> = LazyLock::new(|| of_all_letters("json"));
static SARIF: LazyLock<Value> = LazyLock::new(|| of_all_letters("sarif"));

fn of_all_letters(format: &str) -> Value {
    read(format, &letters().iter().map(String::as_str).collect::<Vec<_>>())
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

fn word(value: &Value) -> &str {
    value.as_str().expect("a word")
}

fn assert_valid(schema: &Value, document: &Value) {
    let validator = jsonschema::validator_for(schema).expect("this is a schema");
    let wrong: Vec<String> =
        validator.iter_errors(document).map(|error| format!("{error} at {}", error.instance_path())).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn check_schema() -> Value {
    serde_json::from_str(include_str!("../../docs/check-schema.json")).expect("JSON")
}

fn sarif_schema() -> Value {
    // Two of its patterns have a bracket too many, which not every reader of patterns takes.
    let schema = include_str!("../schemas/sarif-2.1.0.json").replace("-[a-zA-Z]{2}]?$", "-[a-zA-Z]{2}$");
    serde_json::from_str(&schema).expect("JSON")
}

#[test]
fn the_schema_is_published_as_it_is_printed() {
    let output = run(&["check", "--schema"]);
    assert_eq!((output.status.code(), err(&output).as_str()), (Some(0), ""));
    expect_file![Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/check-schema.json")].assert_eq(&out(&output));
}

#[test]
fn documents_keep_to_the_published_schema() {
    let schema = check_schema();
    let document = &*JSON;
    assert_valid(&schema, document);
    let validator = jsonschema::validator_for(&schema).expect("this is a schema");
    let found = || document["letters"].as_array().expect("letters").iter().flat_map(|letter| list(&letter["findings"]));
    for optional in ["related", "fix"] {
        assert!(found().any(|finding| finding.get(optional).is_some()), "{optional}");
        assert!(found().any(|finding| finding.get(optional).is_none()), "{optional}");
    }
    // Whatever else it might be is none.
    for (path, value) in [
        ("/version", json!(2)),
        ("/summary", json!({})),
        ("/letters/0/layout", json!("letter-2051")),
        ("/letters/0/decided", json!(-1)),
        ("/letters/0/text", json!("The injured worker …")),
        ("/letters/0/findings/0", json!({ "code": "IMR201" })),
        ("/letters/0/findings/0/code", json!("E501")),
        ("/letters/0/findings/0/severity", json!("hint")),
        ("/letters/0/findings/0/start/line", json!(0)),
    ] {
        let mut other = read("json", &[FAULTY]);
        let (parent, name) = path.rsplit_once('/').expect("a path");
        match other.pointer_mut(parent).expect("it is there") {
            Value::Array(list) => list[name.parse::<usize>().expect("a number")] = value,
            parent => parent[name] = value,
        }
        assert!(!validator.is_valid(&other), "{path}");
    }
}

#[test]
fn a_finding_is_told_with_its_place() {
    let document = read("json", &[CONTRADICTORY]);
    let finding = json!({
        "code": "IMR401",
        "rule": "contradiction",
        "severity": "error",
        "message": "The decision is “Overturned”, but the rationale concludes “not medically necessary”. One of the two is wrong.",
        "start": { "line": 57, "column": 53, "offset": 1938 },
        "end": { "line": 57, "column": 63, "offset": 1948 },
        "related": {
            "message": "The rationale concludes “not medically necessary”, but the decision is “Overturned”. One of the two is wrong.",
            "start": { "line": 79, "column": 59, "offset": 2521 },
            "end": { "line": 79, "column": 82, "offset": 2544 },
        },
        "fix": { "title": "Change the decision to “Upheld”", "isSafe": false },
    });
    let letter = json!({
        "name": CONTRADICTORY,
        "layout": "letter-2014",
        "governingDays": { "first": "2014-03-12", "last": "2014-06-10" },
        "items": 3,
        "decided": 3,
        "findings": [finding],
    });
    assert_eq!(document["letters"], json!([letter]));
    let summary = json!({ "letters": 1, "errors": 1, "warnings": 0, "notes": 0, "mended": 0, "failed": 0 });
    assert_eq!(document["summary"], summary);
}

/// Lines and columns count characters from one, offsets bytes from zero: all three say the same.
#[test]
fn places_agree() {
    let text = "\u{feff}".to_owned() + &std::fs::read_to_string(CONTRADICTORY).expect("the letter is here");
    let lines = text.replace("shoulder", "“shoulder” 𝖆");
    let folder = Folder::new("formats-places");
    for (name, text) in [("lf.txt", lines.clone()), ("crlf.txt", lines.replace('\n', "\r\n"))] {
        folder.write(name, &text);
        let output = run_in(&folder, &["check", "--format", "json", name]);
        let document: Value = serde_json::from_str(&out(&output)).expect("this is JSON");
        let findings = list(&document["letters"][0]["findings"]);
        let places = findings.iter().flat_map(|finding| {
            let related = &finding["related"];
            [&finding["start"], &finding["end"], &related["start"], &related["end"]].map(Clone::clone)
        });
        let places: Vec<Value> = places.filter(|place| !place.is_null()).collect();
        assert!(places.len() >= 4, "{findings:?}");
        for place in places {
            let number = |name: &str| place[name].as_u64().expect("a number") as usize;
            let before = &text[..number("offset")];
            let start = before.rfind('\n').map_or(0, |at| at + 1);
            let expected = (before.matches('\n').count() + 1, before[start..].chars().count() + 1);
            assert_eq!((number("line"), number("column")), expected, "{name}");
        }
    }
}

#[test]
fn a_line_is_a_letter_of_the_document() {
    let lines: Vec<Value> = written("jsonl", &[FINISHED, FAULTY, CONTRADICTORY])
        .lines()
        .map(|line| serde_json::from_str(line).expect("this is JSON"))
        .collect();
    assert_eq!(lines, list(&read("json", &[FINISHED, FAULTY, CONTRADICTORY])["letters"]));
    assert_eq!(lines.iter().map(|letter| word(&letter["name"])).collect::<Vec<_>>(), [FINISHED, FAULTY, CONTRADICTORY]);
    // What is written of a letter does not depend on the others.
    assert_eq!(written("jsonl", &[FINISHED, FAULTY]), written("jsonl", &[FINISHED]) + &written("jsonl", &[FAULTY]));
}

#[test]
fn codes_and_summaries_are_as_in_other_formats() {
    for format in ["full", "concise", "json", "jsonl", "github", "sarif"] {
        let output = run(&["check", "--format", format, FAULTY, "no/such/file.txt"]);
        assert_eq!(output.status.code(), Some(2), "{format}");
        let expected = "no/such/file.txt: there is no such file\n1 error, 1 note in 1 letter\n";
        assert_eq!(err(&output), expected, "{format}");
        let output = run(&["check", "--format", format, FAULTY]);
        assert_eq!(output.status.code(), Some(1), "{format}");
        assert!(out(&output).contains("IMR202") && out(&output).ends_with('\n'), "{format}: {}", out(&output));
    }
    let document = &*JSON;
    let findings: Vec<&Value> =
        list(&document["letters"]).iter().flat_map(|letter| list(&letter["findings"])).collect();
    for (severity, many) in [("error", "errors"), ("warning", "warnings"), ("information", "notes")] {
        let count = findings.iter().filter(|finding| finding["severity"] == severity).count();
        assert_eq!(document["summary"][many], count, "{many}");
    }
}

#[test]
fn a_text_that_is_no_letter_leaves_a_sound_document() {
    let prose = b"Dear Sir or Madam,\n\nnothing here is a letter.\n";
    let shown = |format: &str| out(&run_with_input(&["check", "--format", format, "-"], prose));
    let document: Value = serde_json::from_str(&shown("json")).expect("this is JSON");
    assert_eq!(document["letters"], json!([]));
    assert_valid(&check_schema(), &document);
    let document: Value = serde_json::from_str(&shown("sarif")).expect("this is JSON");
    assert_eq!(document["runs"][0]["results"], json!([]));
    assert_valid(&sarif_schema(), &document);
    assert_eq!((shown("jsonl").as_str(), shown("github").as_str()), ("", ""));
}

#[test]
fn letters_and_changes_stand_alone_on_standard_output() {
    let letter = std::fs::read(FAULTY).expect("the letter is here");
    for format in ["full", "json", "sarif"] {
        let output = run_with_input(&["check", "--fix", "--format", format, "-", CONTRADICTORY], &letter);
        assert_eq!((output.status.code(), output.stdout), (Some(1), letter.clone()), "{format}");
        let output = run(&["check", "--diff", "--format", format, FINISHED]);
        assert_eq!((output.status.code(), out(&output).as_str()), (Some(0), ""), "{format}");
    }
}

/// The place, the name of the rule, the other place, and what would mend it.
#[test]
fn people_are_shown_all_that_is_known() {
    let output = run(&["check", CONTRADICTORY, "tests/letters/draft-2014-guideline-lines-swapped-trimmed-pdf.txt"]);
    expect![[r#"
        error[IMR401]: The decision is “Overturned”, but the rationale concludes “not medically necessary”. One of the two is wrong.
          --> tests/letters/draft-2014-overturned-but-not-necessary-trimmed-pdf.txt:57:53
           |
        57 | days after the arthroscopic procedure (12 visits):  Overturned
           |                                                     ^^^^^^^^^^ contradiction
           |
        note: The rationale concludes “not medically necessary”, but the decision is “Overturned”. One of the two is wrong.
          --> tests/letters/draft-2014-overturned-but-not-necessary-trimmed-pdf.txt:79:59
           |
        79 | left shoulder, 3 times a week for 4 weeks, (12 visits) is not medically necessary.
           |                                                           ^^^^^^^^^^^^^^^^^^^^^^^
        help: Change the decision to “Upheld”

        note[IMR306]: “; Page(s):” is an unusual way to give pages. Letters write “Page(s):”.
          --> tests/letters/draft-2014-guideline-lines-swapped-trimmed-pdf.txt:75:94
           |
        75 |   MAXIMUS guideline: Decision based on MTUS Chronic Pain Treatment Guidelines Physical Medicine;
           |  ______________________________________________________________________________________________^
        76 | |
        77 | | Page(s): 98-99.
           | |________^ non-canonical-form
           |
        help: Write “Page(s):” (`--fix` does it)

        warning[IMR213]: “MAXIMUS guideline” stands in the wrong place. The order is “Claims Administrator guideline”, “MAXIMUS guideline”, “Decision rationale”.
           --> tests/letters/draft-2014-guideline-lines-swapped-trimmed-pdf.txt:129:1
            |
        129 | MAXIMUS guideline: Decision based on MTUS Chronic Pain Treatment Guidelines NSAIDs, specific
            | ^^^^^^^^^^^^^^^^^^ misplaced-field
            |
        help: Move “MAXIMUS guideline:” to its place

    "#]].assert_eq(&out(&output));
}

#[test]
fn commands_for_workflows_are_one_line_each() {
    expect![[r#"
        ::notice title=IMR501 placeholder,file=tests/letters/draft-2015-decision-misspelt-pdf.txt,line=91,endLine=91,col=21,endColumn=24::“Q--” stands before the request in the worksheet. Take it out of the letter.
        ::error title=IMR202 unknown-decision,file=tests/letters/draft-2015-decision-misspelt-pdf.txt,line=105,endLine=105,col=19,endColumn=25::“Uphled” is not a decision. Did you mean “Upheld”?%0Ahelp: Change it to “Upheld”
        ::error title=IMR401 contradiction,file=tests/letters/draft-2014-overturned-but-not-necessary-trimmed-pdf.txt,line=57,endLine=57,col=53,endColumn=63::The decision is “Overturned”, but the rationale concludes “not medically necessary”. One of the two is wrong.%0Ahelp: Change the decision to “Upheld”
    "#]].assert_eq(&written("github", &[FINISHED, FAULTY, CONTRADICTORY]));
    let folder = Folder::new("formats-github");
    folder.write("a, 100%:b.txt", std::fs::read(FAULTY).expect("the letter is here"));
    let shown = out(&run_in(&folder, &["check", "--format", "github", "a, 100%:b.txt"]));
    assert!(shown.contains("file=a%2C 100%25%3Ab.txt,"), "{shown}");
}

#[test]
fn a_place_on_several_lines_has_no_columns_in_workflows() {
    let shown = written("github", &["tests/letters/draft-2014-guideline-lines-swapped-trimmed-pdf.txt"]);
    let line = shown.lines().find(|line| line.contains("IMR306")).expect("it is found");
    assert!(line.contains(",line=75,endLine=77::"), "{line}");
}

#[test]
fn documents_keep_to_the_standard() {
    let document = &*SARIF;
    assert_valid(&sarif_schema(), document);
    let run = &document["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let rules = list(&run["tool"]["driver"]["rules"]);
    for rule in rules {
        let page = word(&rule["help"]["markdown"]);
        assert!(page.starts_with(&format!("# {}: {}\n", word(&rule["id"]), word(&rule["name"]))), "{page}");
    }
    let results = list(&run["results"]);
    for result in results {
        let rule = &rules[result["ruleIndex"].as_u64().expect("a number") as usize];
        assert_eq!(rule["id"], result["ruleId"]);
    }
    assert!(results.iter().any(|result| result.get("relatedLocations").is_some()));
    let levels = list(&JSON["letters"]).iter().flat_map(|letter| list(&letter["findings"])).map(|finding| {
        let level = match word(&finding["severity"]) {
            "information" => "note",
            severity => severity,
        };
        (word(&finding["code"]), level)
    });
    assert!(levels.eq(results.iter().map(|result| (word(&result["ruleId"]), word(&result["level"])))));
}

#[test]
fn files_are_named_by_references() {
    let folder = Folder::new("formats-references");
    let letter = std::fs::read(FAULTY).expect("the letter is here");
    let absolute = folder.path("c.txt").display().to_string();
    for (name, expected) in
        [("büro 1/a:b#.txt", "b%C3%BCro%201/a%3Ab%23.txt"), (&absolute, &folder.uri("c.txt")), ("./d.txt", "./d.txt")]
    {
        folder.write(name, &letter);
        let output = run_in(&folder, &["check", "--format", "sarif", name]);
        let document: Value = serde_json::from_str(&out(&output)).expect("this is JSON");
        let place = &document["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], expected);
    }
}

/// What tells the findings of a letter apart, by what they say.
fn fingerprints(folder: &Folder, name: &str) -> BTreeMap<String, BTreeSet<String>> {
    let output = run_in(folder, &["check", "--format", "sarif", name]);
    let document: Value = serde_json::from_str(&out(&output)).expect("this is JSON");
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for result in list(&document["runs"][0]["results"]) {
        let said = format!("{} {}", word(&result["ruleId"]), word(&result["message"]["text"]));
        let is_new =
            found.entry(said).or_default().insert(word(&result["partialFingerprints"]["imr-ls/v1"]).to_owned());
        assert!(is_new, "two findings are told apart");
    }
    found
}

const HEADINGS: &str = "HOW THE IMR FINAL DETERMINATION WAS MADE\n\nThe Expert Reviewer has the following credentials:\n\
                        State(s) of Licensure: California\nCertification(s)/Specialty: Family Practice\n\n\
                        CLINICAL CASE SUMMARY\n\nThe injured worker has neck pain.\n\n\
                        IMR ISSUES, DECISIONS AND RATIONALES\n\n";

#[test]
fn findings_are_known_again_when_something_else_changes() {
    let folder = Folder::new("formats-fingerprints");
    let item = |request: &str, decision: &str| {
        format!("{request}:  {decision}\n\nDecision rationale: The request is not medically necessary.\n\n")
    };
    let letter = |items: &[(&str, &str)]| {
        HEADINGS.to_owned() + &items.iter().map(|(request, decision)| item(request, decision)).collect::<String>()
    };
    let both = [("Valium 5mg #8", "___"), ("Norco 10/325mg #60", "___")];
    folder.write("a.txt", letter(&both));
    let before = fingerprints(&folder, "a.txt");
    assert_eq!(before.values().map(BTreeSet::len).sum::<usize>(), 8, "{before:?}");
    for (what, text) in [
        ("a paragraph", letter(&both).replace("has neck pain.", "has neck pain.\n\nNothing else is told.")),
        ("line ends", letter(&both).replace('\n', "\r\n")),
        ("the spacing of requests", letter(&both).replace("5mg #8", "5mg\n#8")),
        ("an item before", letter(&[("Soma 350mg #30", "___"), both[0], both[1]])),
        ("an item behind", letter(&[both[0], both[1], ("Soma 350mg #30", "___")])),
    ] {
        folder.write("b.txt", text);
        let after = fingerprints(&folder, "b.txt");
        for (said, known) in &before {
            assert!(known.is_subset(&after[said]), "{what}: {said}");
        }
    }
    // An item that is decided takes its own findings away and no others.
    folder.write("b.txt", letter(&[("Valium 5mg #8", "Upheld"), both[1]]));
    let after: BTreeSet<String> = fingerprints(&folder, "b.txt").into_values().flatten().collect();
    let before: BTreeSet<String> = before.into_values().flatten().collect();
    assert_eq!(before.difference(&after).count(), 1);
    assert_eq!(after.difference(&before).count(), 0);
}

/// Whoever passes a document on passes on messages, and nothing else of a letter.
#[test]
fn documents_hold_no_text_of_letters_but_in_messages() {
    fn others(value: &Value, name: &str, found: &mut Vec<String>) {
        match value {
            Value::Array(list) => list.iter().for_each(|value| others(value, name, found)),
            Value::Object(object) => object.iter().for_each(|(name, value)| others(value, name, found)),
            Value::String(words) if !matches!(name, "message" | "text" | "title") => found.push(words.clone()),
            _ => {}
        }
    }
    let mut found = Vec::new();
    others(&JSON["letters"], "", &mut found);
    others(&SARIF["runs"][0]["results"], "", &mut found);
    let is_plain = |words: &String| words.chars().all(|char| char.is_ascii_alphanumeric() || "-./:_".contains(char));
    assert!(found.iter().all(is_plain), "{:?}", found.iter().filter(|words| !is_plain(words)).collect::<Vec<_>>());
}
