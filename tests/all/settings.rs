//! What `imr.toml` means, by a table.

use imr_ls::analysis::Severity;
use imr_ls::analysis::finding::Weight;
use imr_ls::analysis::rules::{NAMES, RULES};
use imr_ls::settings::silence::{Scope, Silence};
use imr_ls::settings::{Policy, Problem, ProblemKind, RuleName, Settings, read, read_json, read_words, schema};
use imr_ls::text::apply_all;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

#[derive(Deserialize)]
struct Table {
    problem: Vec<ProblemRow>,
    effect: Vec<EffectRow>,
    ignored: Vec<IgnoredRow>,
    silence: Vec<SilenceRow>,
}

#[derive(Deserialize)]
struct ProblemRow {
    text: String,
    told: Vec<Told>,
    #[serde(default)]
    either: Vec<Told>,
    still: Option<Gives>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Told {
    code: String,
    line: usize,
    last_line: Option<usize>,
    words: Option<String>,
    says: Option<OneOrMore>,
    says_not: Option<OneOrMore>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

#[derive(Deserialize)]
struct EffectRow {
    places: Places,
    #[serde(flatten)]
    gives: Gives,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Places {
    command_line: Option<toml::Table>,
    environment: Option<toml::Table>,
    editor: Option<toml::Value>,
    nearest: Option<String>,
    user: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Gives {
    letter: Option<String>,
    #[serde(default)]
    on: Vec<String>,
    #[serde(default)]
    off: Vec<String>,
    #[serde(default)]
    severity: BTreeMap<String, String>,
    layout: Option<String>,
    letter_date: Option<String>,
    specialty: Option<Vec<String>>,
    states: Option<Vec<String>>,
    paths: Option<Vec<String>>,
    topics: Option<bool>,
    generic_names: Option<bool>,
}

#[derive(Deserialize)]
struct IgnoredRow {
    text: String,
    file: String,
    request: Option<String>,
    code: String,
    is_ignored: bool,
}

#[derive(Deserialize)]
struct SilenceRow {
    before: Option<String>,
    scope: String,
    code: String,
    file: Option<String>,
    request: Option<String>,
    after: String,
}

const OFFICE: &str = "/office/letters";

fn table() -> Table {
    toml::from_str(include_str!("../tables/settings.toml")).expect("the table can be read")
}

/// The rules, and the one that is off by default in the table.
fn rules() -> Vec<RuleName> {
    let mut rules = NAMES.clone();
    if rules.iter().all(|rule| rule.code != "IMR504") {
        rules.push(RuleName { code: "IMR504", name: "several-words-for-the-person", summary: "", is_on: false });
    }
    rules
}

fn index_of(code: &str) -> usize {
    rules().iter().position(|rule| rule.code == code).unwrap_or_else(|| panic!("there is no rule {code}"))
}

fn read_nearest(text: &str) -> (Settings, Vec<Problem>) {
    read(text, Some(Path::new(OFFICE)), &rules()).unwrap_or_else(|problem| (Settings::default(), vec![problem]))
}

fn code(kind: ProblemKind) -> &'static str {
    match kind {
        ProblemKind::Broken => "IMR902",
        ProblemKind::Unknown => "IMR903",
        ProblemKind::Bad => "IMR904",
    }
}

fn words(says: &Option<OneOrMore>) -> Vec<String> {
    match says {
        None => Vec::new(),
        Some(OneOrMore::One(word)) => vec![word.to_lowercase()],
        Some(OneOrMore::More(words)) => words.iter().map(|word| word.to_lowercase()).collect(),
    }
}

fn is_told(text: &str, problem: &Problem, told: &Told) -> bool {
    let line_of = |offset: usize| text[..offset].matches('\n').count() + 1;
    let line = line_of(problem.range.start.min(text.len()));
    let is_in_line = (told.line..=told.last_line.unwrap_or(told.line)).contains(&line);
    let is_at_words = told.words.as_ref().is_none_or(|words| {
        let start: usize = text.split_inclusive('\n').take(told.line - 1).map(str::len).sum();
        let at = start + text[start..].find(words.as_str()).expect("the words stand in the line");
        let quote = |offset: Option<usize>| {
            usize::from(offset.and_then(|offset| text.as_bytes().get(offset)).is_some_and(|byte| b"\"'".contains(byte)))
        };
        let from = at - quote(at.checked_sub(1));
        let to = at + words.len() + quote(Some(at + words.len()));
        from <= problem.range.start && problem.range.end <= to
    });
    let message = problem.message.to_lowercase();
    code(problem.kind) == told.code
        && is_in_line
        && is_at_words
        && words(&told.says).iter().all(|word| message.contains(word))
        && words(&told.says_not).iter().all(|word| !message.contains(word))
}

fn differences(settings: &Settings, gives: &Gives) -> Vec<String> {
    let letter = Path::new(OFFICE).join(gives.letter.as_deref().unwrap_or("CM14-0000001.imr.txt"));
    let policy = Policy::new(settings, Some(&letter), &rules());
    let mut wrong = Vec::new();
    let mut differ = |what: &str, found: String, wanted: String| {
        if found != wanted {
            wrong.push(format!("{what}: {found} instead of {wanted}"));
        }
    };
    for (codes, is_on) in [(&gives.on, true), (&gives.off, false)] {
        for code in codes {
            differ(code, policy.of(index_of(code)).is_on.to_string(), is_on.to_string());
        }
    }
    for (code, severity) in &gives.severity {
        let default = match RULES.iter().find(|rule| rule.code == code).map(|rule| rule.weight) {
            Some(Weight::Gap(severity) | Weight::Fault(severity)) => severity,
            None => Severity::Information,
        };
        let found = policy.of(index_of(code)).severity.unwrap_or(default);
        differ(code, found.word().to_owned(), severity.clone());
    }
    if let Some(layout) = &gives.layout {
        differ("layout", policy.layout.map_or("auto", |layout| layout.name()).to_owned(), layout.clone());
    }
    if let Some(day) = &gives.letter_date {
        differ("day", policy.letter_date.map(|day| day.to_string()).unwrap_or_default(), day.clone());
    }
    let profile = settings.profile();
    for (what, found, wanted) in
        [("specialty", &profile.specialties, &gives.specialty), ("states", &profile.states, &gives.states)]
    {
        if let Some(wanted) = wanted {
            differ(what, format!("{found:?}"), format!("{wanted:?}"));
        }
    }
    if let Some(paths) = &gives.paths {
        let found: Vec<_> = settings.guideline_files.iter().flatten().map(|glob| glob.written().to_owned()).collect();
        differ("paths", format!("{found:?}"), format!("{paths:?}"));
    }
    if let Some(topics) = gives.topics {
        differ("topics", settings.topic_hints.unwrap_or(true).to_string(), topics.to_string());
    }
    if let Some(names) = gives.generic_names {
        differ("generic names", settings.generic_name_hints.unwrap_or(true).to_string(), names.to_string());
    }
    wrong
}

#[test]
fn problems_are_told_at_their_place() {
    let mut failures = Vec::new();
    for row in table().problem {
        let (settings, problems) = read_nearest(&row.text);
        let mut left = problems.clone();
        let mut missing = Vec::new();
        for told in &row.told {
            match left.iter().position(|problem| is_told(&row.text, problem, told)) {
                Some(at) => drop(left.remove(at)),
                None => missing.push(told),
            }
        }
        for told in &row.either {
            if let Some(at) = left.iter().position(|problem| is_told(&row.text, problem, told)) {
                left.remove(at);
            }
        }
        let wrong = row.still.as_ref().map(|gives| differences(&settings, gives)).unwrap_or_default();
        if !left.is_empty() || !missing.is_empty() || !wrong.is_empty() {
            failures.push(format!("{}\n  not told: {missing:?}\n  told: {left:?}\n  {wrong:?}", row.text));
        }
    }
    assert!(failures.is_empty(), "{} rows\n{}", failures.len(), failures.join("\n---\n"));
}

/// The words of the command line or of the environment.
fn of_words(place: &toml::Table) -> Settings {
    let words = place.iter().map(|(key, value)| match value {
        toml::Value::Array(list) => {
            (key.as_str(), list.iter().filter_map(|word| word.as_str()).collect::<Vec<_>>().join(","))
        }
        value => (key.as_str(), value.as_str().expect("a word").to_owned()),
    });
    let words: Vec<_> = words.collect();
    let words: Vec<_> = words.iter().map(|(key, words)| (*key, words.as_str())).collect();
    read_words(&words, &rules()).expect("these words make sense")
}

#[test]
fn places_count_in_their_order() {
    let mut failures = Vec::new();
    for row in table().effect {
        let Places { command_line, environment, editor, nearest, user } = &row.places;
        let nearest = nearest.as_ref().map(|text| read_nearest(text).0).unwrap_or_default();
        let user = user.as_ref().and_then(|text| read(text, None, &rules()).ok()).map(|(settings, _)| settings);
        let editor = editor.as_ref().map(|editor| serde_json::to_value(editor).expect("this is JSON"));
        let settings = [
            command_line.as_ref().map(of_words).unwrap_or_default(),
            environment.as_ref().map(of_words).unwrap_or_default(),
            editor.map(|editor| read_json(&editor, &rules())).unwrap_or_default(),
            nearest,
            user.unwrap_or_default(),
        ];
        let settings = settings.into_iter().reduce(Settings::over).expect("there are places");
        let wrong = differences(&settings, &row.gives);
        if !wrong.is_empty() {
            let Places { command_line, environment, editor, nearest, user } = &row.places;
            failures.push(format!("{wrong:?}\n{command_line:?}\n{environment:?}\n{editor:?}\n{nearest:?}\n{user:?}"));
        }
    }
    assert!(failures.is_empty(), "{} rows\n{}", failures.len(), failures.join("\n---\n"));
}

#[test]
fn what_is_ignored_is_not_told() {
    let mut failures = Vec::new();
    for row in table().ignored {
        let (settings, _) = read_nearest(&row.text);
        let letter = Path::new(OFFICE).join(&row.file);
        let policy = Policy::new(&settings, Some(&letter), &rules());
        let index = index_of(&row.code);
        let in_item = row.request.as_ref().is_some_and(|request| policy.ignores(index, request));
        let without = Settings { ignored: Vec::new(), ..settings };
        let is_on = Policy::new(&without, Some(&letter), &rules()).of(index).is_on;
        if (is_on && (!policy.of(index).is_on || in_item)) != row.is_ignored {
            failures.push(format!("{}\n{} {:?} {} {}", row.text, row.file, row.request, row.code, row.is_ignored));
        }
    }
    assert!(failures.is_empty(), "{} rows\n{}", failures.len(), failures.join("\n---\n"));
}

#[test]
fn silencing_leaves_all_else_as_it_is_written() {
    let mut failures = Vec::new();
    for row in table().silence {
        let name = |path: &str| PathBuf::from(path).file_name().expect("a name").to_string_lossy().into_owned();
        let file = row.file.as_deref().map(name).unwrap_or_default();
        let scope = match row.scope.as_str() {
            "here" => Scope::Item { file: Some(file), request: row.request.clone().expect("an item") },
            "letter" => Scope::Letter { file: Some(file) },
            _ => Scope::Office,
        };
        let silence = Silence { code: row.code.clone(), scope };
        let before = row.before.as_deref().unwrap_or("");
        let after = silence.edits(before).map(|edits| apply_all(before, &edits));
        if after.as_deref() != Some(&row.after) {
            failures.push(format!("{before}\n=> {after:?}\n   {:?}", row.after));
            continue;
        }
        let again = silence.edits(&row.after);
        if again != Some(Vec::new()) {
            failures.push(format!("{}\n written again: {again:?}", row.after));
        }
    }
    assert!(failures.is_empty(), "{} rows\n{}", failures.len(), failures.join("\n---\n"));
}

#[test]
fn nothing_is_silenced_where_that_has_no_place() {
    let letter = Scope::Letter { file: Some("a.txt".to_owned()) };
    for (text, scope) in [
        ("rules = 1\n", Scope::Office),
        ("[rules]\nignore = \"IMR3\"\n", Scope::Office),
        ("[rules\n", Scope::Office),
        ("ignore = 1\n", letter.clone()),
        ("[rules\n", letter),
    ] {
        let silence = Silence { code: "IMR202".to_owned(), scope };
        assert_eq!(silence.edits(text), None, "{text}");
    }
}

/// Whatever the table holds that is no mistake, the schema takes; the mistakes it refuses are ours.
#[test]
fn the_schema_agrees_with_the_table() {
    let validator = jsonschema::validator_for(&schema(&rules())).expect("this is a schema");
    for row in table().problem {
        let Ok(settings) = toml::from_str::<serde_json::Value>(&row.text) else { continue };
        // JSON has no days.
        if row.text.contains("letter-date = 2") {
            continue;
        }
        if row.told.is_empty() && row.either.is_empty() {
            assert!(validator.is_valid(&settings), "{}", row.text);
        }
        if !validator.is_valid(&settings) {
            assert_ne!((row.told.len(), row.either.len()), (0, 0), "{}", row.text);
        }
    }
}
