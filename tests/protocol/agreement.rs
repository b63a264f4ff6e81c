//! The editor and the command line tell the same of the same letters.

use crate::session::{PULL, Session, able, about, open};
use crate::support::all_letters;
use crate::support::folder::Folder;
use crate::support::program::{err, out, run_in};
use crate::support::rows::letters_with_citations;
use serde_json::Value;
use std::collections::BTreeMap;

/// The server tells no more of one letter.
const MOST: usize = 500;

/// Rules are silenced, others are quieter than usual, one file and one item are spared.
const SETTINGS: &str = "[rules]\nignore = [\"IMR307\"]\nseverity = { IMR2 = \"warning\" }\n\
    per-file-ignores = { \"letters/3*.txt\" = [\"IMR3\"] }\n\n[[ignore]]\ncode = \"IMR309\"\nitem = \"*mg*\"\n\n\
    [[ignore]]\ncode = \"IMR1\"\nfile = \"?2.txt\"\n";

/// A diagnostic as the command line puts a finding.
pub fn line(letter: &str, diagnostic: &Value) -> String {
    let start = &diagnostic["range"]["start"];
    let [line, column] = [&start["line"], &start["character"]].map(|number| number.as_u64().expect("a number") + 1);
    let severity = ["error", "warning", "information"]
        [usize::try_from(diagnostic["severity"].as_u64().expect("a number") - 1).expect("a severity")];
    let [code, message] = ["code", "message"].map(|name| diagnostic[name].as_str().expect("words"));
    format!("{letter}:{line}:{column}: {severity}[{code}]: {message}")
}

/// Whether a diagnostic only shows a finding at its other place, too.
fn is_mirrored(diagnostic: &Value, others: &[Value], shown: &[&str], letter: &str) -> bool {
    let place = &diagnostic["relatedInformation"][0];
    others.iter().any(|other| {
        let is_related = other["range"] == place["location"]["range"] && other["message"] == place["message"];
        let is_mutual = other["relatedInformation"][0]["location"]["range"] == diagnostic["range"];
        is_related && is_mutual && shown.contains(&line(letter, other).as_str())
    })
}

#[test]
fn the_editor_and_the_command_line_tell_the_same() {
    for settings in [None, Some(SETTINGS)] {
        let folder = Folder::new(&format!("agreement-{}", settings.is_some()));
        if let Some(settings) = settings {
            folder.write("imr.toml", settings);
        }
        let letters = [all_letters(), letters_with_citations()].concat();
        let names: Vec<String> = (0..letters.len()).map(|number| format!("letters/{number}.txt")).collect();
        for (name, (_, text)) in names.iter().zip(&letters) {
            folder.write(name, text);
        }
        let words = ["check", "--draft", "--format", "concise"].into_iter().chain(names.iter().map(String::as_str));
        let output = run_in(&folder, &words.collect::<Vec<_>>());
        let output_lines = out(&output);
        assert!(!err(&output).contains("imr.toml"), "{}", err(&output));
        let mut shown: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for line in output_lines.lines() {
            let (letter, _) = line.split_once(':').expect("a place");
            shown.entry(letter).or_default().push(line);
        }

        let mut session = Session::start(able("diagnostic", &["utf-32"]));
        let mut compared = 0;
        for (name, (origin, text)) in names.iter().zip(&letters) {
            let uri = folder.uri(name);
            session.write(&open(&uri, "plaintext", 1, text));
            let told = session.result(PULL, about(&uri))["items"].take();
            let told = told.as_array().expect("a list");
            if told.len() >= MOST {
                continue;
            }
            let shown = shown.get(name.as_str()).map_or(&[][..], Vec::as_slice);
            let own = told
                .iter()
                .filter(|one| shown.contains(&line(name, one).as_str()) || !is_mirrored(one, told, shown, name));
            let mut own: Vec<String> = own.map(|one| line(name, one)).collect();
            let mut shown = shown.to_vec();
            own.sort_unstable();
            shown.sort_unstable();
            assert_eq!(own, shown, "{origin}");
            compared += own.len();
        }
        assert!(compared > 100, "only {compared} findings");
        session.end();
    }
}
