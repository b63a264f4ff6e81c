//! The snippets for VS Code write what the server writes: it may be down when they are taken.

use imr_ls::analysis::Snapshot;
use imr_ls::features::completion::concluding_sentence;
use imr_ls::features::new_letter::{BLANK, new_letter};
use imr_ls::guidelines::Catalogue;
use imr_ls::layouts::wording::{Profile, leads};
use imr_ls::layouts::{FieldKind, LayoutId};
use imr_ls::text::Text;
use serde_json::Value;

/// The lines of the snippet with this prefix.
fn body(prefix: &str) -> String {
    let file: Value = serde_json::from_str(include_str!("../../editors/vscode/snippets/imr.json")).expect("JSON");
    let all = file.as_object().expect("snippets").values();
    let snippet = all.into_iter().find(|snippet| snippet["prefix"] == prefix);
    match &snippet.unwrap_or_else(|| panic!("there is no snippet {prefix}"))["body"] {
        Value::Array(lines) => lines.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("\n"),
        line => line.as_str().expect("a line").to_owned(),
    }
}

/// A snippet in pieces: text, and choices.
fn pieces(body: &str) -> Vec<Vec<String>> {
    let mut pieces = Vec::new();
    let mut rest = body;
    while let Some((text, behind)) = rest.split_once('|') {
        let (choices, after) = behind.split_once("|}").expect("the end of a choice");
        pieces.push(vec![plain(text.rsplit_once("${").expect("the start of a choice").0)]);
        let choices = choices.replace("\\,", "\0");
        pieces.push(choices.split(',').map(|choice| choice.replace('\0', ",")).collect());
        rest = after;
    }
    pieces.push(vec![plain(rest)]);
    pieces
}

/// The text without the marks of places to fill in.
fn plain(text: &str) -> String {
    let mut parts = text.split("${");
    let first = parts.next().unwrap_or_default().to_owned();
    let inner: String =
        parts.map(|part| part.trim_start_matches(|char: char| char.is_ascii_digit() || char == ':')).collect();
    first + &inner.replace('}', "")
}

/// What a snippet writes, with a blank for each choice.
fn form(prefix: &str) -> String {
    let filled = |piece: Vec<String>| if piece.len() > 1 { BLANK.to_owned() } else { piece.concat() };
    pieces(&body(prefix)).into_iter().map(filled).collect()
}

/// What a snippet can write, by its first choice.
fn texts(prefix: &str) -> Vec<String> {
    let [before, choices, after] = &pieces(&body(prefix))[..] else { panic!("{prefix} has not one choice") };
    choices.iter().map(|choice| [&before[0], choice, &after[0]].map(String::as_str).concat()).collect()
}

#[test]
fn a_letter_is_the_one_that_the_server_writes() {
    for (prefix, layout) in [(".letter", LayoutId::Letter2015), (".letter2014", LayoutId::Letter2014)] {
        let letter = new_letter(layout, &[BLANK.to_owned()], &Profile::default());
        assert_eq!(form(prefix), letter.trim_end());
        assert!(letter.trim_end().ends_with(&format!("\n\n{}", form(".item"))));
    }
}

#[test]
fn a_lead_is_one_of_the_letters() {
    for (prefix, which) in [(".odg", 0), (".nonmtus", 0), (".uncited", 1)] {
        for (text, field) in texts(prefix).iter().zip([FieldKind::Maximus, FieldKind::ClaimsAdministrator]) {
            let lead = leads(field)[which];
            assert!(text.starts_with(lead), "{text:?} has to start with {lead:?}");
        }
    }
}

#[test]
fn guidelines_are_named_as_the_catalogue_names_them() {
    let catalogue = Catalogue::shipped();
    let cited = |text: &str, name: &str| text.contains(&format!("Decision based on {name}"));
    for text in texts(".mtus").iter().chain(&texts(".acoem")) {
        assert!(
            catalogue.guidelines().any(|(_, guideline)| guideline.in_mtus && cited(text, &guideline.name)),
            "{text}"
        );
    }
    for text in texts(".acoem") {
        let chapter = text.trim_start_matches("Decision based on MTUS ACOEM ").split(" Page(s)").next();
        assert!(chapter.is_some_and(|chapter| catalogue.topic_named(chapter).is_some()), "{text}");
    }
    for text in texts(".odg") {
        let is_named = |name: &str| cited(&text, &format!("Non-MTUS Citation {name}, "));
        assert!(catalogue.guidelines().any(|(_, guideline)| is_named(&guideline.name)), "{text}");
    }
}

#[test]
fn a_conclusion_is_the_one_that_agrees_with_the_decision() {
    for (prefix, decision) in [(".upheld", "Upheld"), (".overturned", "Overturned")] {
        let letter = new_letter(LayoutId::Letter2015, &["Norco".to_owned()], &Profile::default());
        let letter = letter.replace("Norco:  ___", &format!("Norco:  {decision}"));
        let letter = letter.replace("rationale: ___", "rationale: The chart holds no drug screen.");
        let snapshot = Snapshot::new(Text::from(letter.as_str()));
        let (_, item) = snapshot.letter().items().next().expect("an item");
        assert_eq!(concluding_sentence(item), Some(&*form(prefix)));
    }
}
