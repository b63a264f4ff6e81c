//! What is offered and told while settings are written, at the place of `$0`. Most of these texts are no TOML yet.

use imr_ls::features::card::Entry;
use imr_ls::features::completion::Completion;
use imr_ls::features::settings::{complete, hover};

fn at(marked: &str) -> (String, usize) {
    (marked.replacen("$0", "", 1), marked.find("$0").expect("a cursor"))
}

fn offered(marked: &str) -> Vec<Completion> {
    let (text, offset) = at(marked);
    complete(&text, offset)
}

fn labels(marked: &str) -> Vec<String> {
    offered(marked).into_iter().map(|completion| completion.label).collect()
}

/// The text after the completion with this label was taken.
fn taken(marked: &str, label: &str) -> String {
    let (text, _) = at(marked);
    let found = offered(marked).into_iter().find(|completion| completion.label == label);
    let completion = found.unwrap_or_else(|| panic!("{label} is not offered in {marked:?}: {:?}", labels(marked)));
    let mut after = text;
    after.replace_range(completion.replace, &completion.insert);
    after
}

#[test]
fn tables_behind_a_bracket() {
    assert_eq!(
        labels("layout = \"auto\"\n[rules]\n\n[[ignore]]\ncode = \"IMR301\"\n\n[$0"),
        ["[[ignore]]", "[guidelines]", "[reviewer]", "[inlay-hints]"],
        "a table stands once, but entries that silence as often as somebody likes"
    );
    for typed in ["[$0", "[in$0", "[$0]", "[[$0]]", "  [ inl$0 ]"] {
        assert_eq!(taken(typed, "[inlay-hints]").trim(), "[inlay-hints]", "{typed}");
    }
    assert_eq!(taken("[$0]  # hints\r\n", "[[ignore]]"), "[[ignore]]  # hints\r\n");
    assert_eq!(labels("[rules] # [$0"), [""; 0]);
}

#[test]
fn keys_of_the_table_at_hand() {
    let all = ["layout", "letter-date", "[rules]", "[[ignore]]", "[guidelines]", "[reviewer]", "[inlay-hints]"];
    assert_eq!(labels("$0"), all);
    assert_eq!(labels("la$0"), ["layout", "letter-date"]);
    assert_eq!(labels("le$0\nlayout = \"auto\"\n[rules]\n"), ["letter-date"]);
    assert_eq!(labels("[rules]\nselect = [\n  \"IMR\",\n]\n$0se\nignore = []\n"), ["severity", "per-file-ignores"]);
    assert_eq!(
        labels("[[ignore]]\ncode = \"IMR301\"\nfile = \"a\"\n[[ignore]]\nf$0\n[[ignore]]\nreason = \"\"\n"),
        ["code", "file", "item", "reason"],
        "each entry has keys of its own"
    );
    assert_eq!(labels("rules.ignore = []\nrules.s$0"), ["select", "severity", "per-file-ignores"]);
    assert_eq!(labels("[colours]\n$0x"), [""; 0]);
    for nowhere in ["# $0", "layout = \"auto\" # $0", "lay out$0"] {
        assert_eq!(labels(nowhere), [""; 0], "{nowhere}");
    }
}

#[test]
fn a_key_comes_with_the_form_of_its_value() {
    assert_eq!(taken("[rules]\nign$0\n", "ignore"), "[rules]\nignore = [\"IMR5\"]\n");
    assert_eq!(taken("[rules]\nign$0 = [\"IMR2\"]\n", "ignore"), "[rules]\nignore = [\"IMR2\"]\n");
    let snippet = |marked, label: &str| {
        let found = offered(marked).into_iter().find(|completion| completion.label == label);
        found.and_then(|completion| completion.snippet)
    };
    assert_eq!(snippet("$0", "layout").as_deref(), Some("layout = \"$0\""));
    assert_eq!(snippet("[rules]\n$0", "select").as_deref(), Some("select = [\"$0\"]"));
    assert_eq!(snippet("[rules]\n$0", "severity").as_deref(), Some("severity = { $0 }"));
    assert_eq!(snippet("[inlay-hints]\n$0", "topics").as_deref(), Some("topics = ${0:true}"));
    assert_eq!(snippet("[rules]\n$0 = 1", "select"), None);
}

#[test]
fn words_of_which_there_are_few() {
    assert_eq!(labels("layout = $0")[..2], ["auto", "notice-2013"]);
    for typed in ["layout = $0", "layout = let$0", "layout = \"$0\"", "layout = \"lett$0er", "layout = \"$0"] {
        assert_eq!(taken(typed, "letter-2015"), "layout = \"letter-2015\"", "{typed}");
    }
    assert_eq!(taken("layout = 'a$0'", "auto"), "layout = 'auto'");
    assert_eq!(labels("[inlay-hints]\ntopics = $0\n"), ["true", "false"]);
    assert_eq!(labels("[rules]\nseverity = { IMR301 = \"$0\" }"), ["information", "warning", "error"]);
    assert_eq!(taken("rules.severity = { IMR301 = w$0 }", "warning"), "rules.severity = { IMR301 = \"warning\" }");
    for free in ["letter-date = $0", "[reviewer]\nstates = [\"$0", "[inlay-hints]\ntopics = \"$0\"", "colour = $0"] {
        assert_eq!(labels(free), [""; 0], "{free}");
    }
}

#[test]
fn words_for_rules() {
    let found = offered("[rules]\nselect = [\"$0\"]\n");
    let codes = found.iter().take_while(|completion| completion.label.starts_with("IMR")).count();
    assert_eq!(2 * codes, found.len(), "the codes come first, then as many names");
    let rule = found.iter().find(|completion| completion.label == "undecided-item").expect("every rule");
    assert!(rule.description.ends_with('.'), "{rule:?}");
    for (typed, then) in [
        ("[rules]\nignore = $0", "[rules]\nignore = [\"IMR201\"]"),
        ("[rules]\nignore = [$0", "[rules]\nignore = [\"IMR201\""),
        ("[rules]\nignore = [\"IMR3\", im$0]", "[rules]\nignore = [\"IMR3\", \"IMR201\"]"),
        (
            "[rules]\nignore = [\n  \"IMR3\", # not ours\n  \"$0\n]",
            "[rules]\nignore = [\n  \"IMR3\", # not ours\n  \"IMR201\"\n]",
        ),
        ("[[ignore]]\ncode = \"IM$0\"", "[[ignore]]\ncode = \"IMR201\""),
        ("[rules]\nseverity = { $0 }", "[rules]\nseverity = { IMR201 =  }"),
        (
            "[rules]\nseverity = { IMR3 = \"error\", $0 = \"error\" }",
            "[rules]\nseverity = { IMR3 = \"error\", IMR201 = \"error\" }",
        ),
        ("[rules]\nper-file-ignores = { \"a=*\" = $0 }", "[rules]\nper-file-ignores = { \"a=*\" = [\"IMR201\"] }"),
        ("[rules]\nper-file-ignores = { \"a\" = [\"$0\"] }", "[rules]\nper-file-ignores = { \"a\" = [\"IMR201\"] }"),
    ] {
        assert_eq!(taken(typed, "IMR201"), then);
    }
    assert_eq!(labels("[rules]\nper-file-ignores = { \"$0\" = [] }"), [""; 0]);
}

#[test]
fn an_open_list_does_not_swallow_what_follows() {
    assert_eq!(labels("[rules]\nselect = [\"IMR\"\nignore = [\"IMR5\"]\n\n[reviewer]\nst$0"), ["specialty", "states"]);
    assert_eq!(labels("[rul\n[reviewer]\nst$0"), ["specialty", "states"]);
    assert_eq!(labels("[rules]\nselect = [\n  $0\nseverity = {}\n")[0], "IMR101", "an element of the open list");
}

/// The title and the notes of what is told.
fn told(marked: &str) -> Option<(String, String, String)> {
    let (text, offset) = at(marked);
    let found = hover(&text, offset)?;
    let entries = found.card.entries.iter().map(|entry| match entry {
        Entry::Note(note) => note.clone(),
        Entry::Fact { value, .. } => value.clone(),
        Entry::List { values, .. } => values.join(", "),
    });
    let entries: Vec<String> = entries.collect();
    Some((text[found.range].to_owned(), found.card.title, entries.join(" | ")))
}

#[test]
fn tables_and_keys_are_explained() {
    let (words, title, told_of) = told("[[ign$0ore]]\ncode = 1").expect("a card");
    assert_eq!((words.as_str(), title.as_str()), ("[[ignore]]", "[[ignore]]"));
    assert!(told_of.ends_with(" | code, file, item, reason"), "{told_of}");
    let (words, title, told_of) = told("[rules]\nsev$0erity = { ").expect("a card");
    assert_eq!((words.as_str(), title.as_str()), ("severity", "severity"));
    assert!(told_of.ends_with("severity = { IMR301 = \"information\" }"), "{told_of}");
    assert!(told("rules.$0select = []").is_some());
    for nothing in ["[[igno$0]]", "sel$0ect = []", "$0\n[rules]", "[reviewer]\nstates = [\"IMR$0301\"]", "# lay$0out"] {
        assert_eq!(told(nothing), None, "{nothing}");
    }
}

#[test]
fn words_for_rules_are_explained() {
    let texts = [
        "[rules]\nignore = [\"IMR2$001\"]",
        "[[ignore]]\ncode = \"imr201$0\"",
        "[rules]\nseverity = { IMR$0201 = \"error\" }",
        "[rules]\nper-file-ignores = { a = ['undecided-$0item'] }",
    ];
    for text in texts {
        let (_, title, told_of) = told(text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(title, "IMR201 undecided-item");
        assert!(told_of.split(" | ").count() == 2, "summary and why: {told_of}");
    }
    let (words, title, told_of) = told("[rules]\nselect = [\"IMR90$0\"").expect("a card");
    assert_eq!(
        (words.as_str(), title.as_str(), told_of.as_str()),
        (
            "IMR90",
            "IMR90",
            "IMR901 broken-catalogue, IMR902 broken-configuration, IMR903 unknown-setting, IMR904 bad-setting"
        )
    );
    assert_eq!(told("[rules]\nselect = [\"IMR7$0\"]"), None);
}

#[test]
fn every_place_has_an_answer() {
    let table: toml::Table = include_str!("../tables/settings.toml").parse().expect("the table can be read");
    let rows = table["problem"].as_array().expect("rows");
    let mut texts: Vec<&str> = rows.iter().filter_map(|row| row["text"].as_str()).collect();
    texts.extend(["[\u{1d586}", "[[", "\"", "a.", ".=[{", "rules.ignore=['\\", "[a]#\r\nsele\u{e9}ct =\r\n"]);
    let mut offered = 0;
    for text in texts {
        for offset in 0..=text.len() + 1 {
            for found in complete(text, offset) {
                assert!(!text[found.replace.clone()].contains('\n'), "{text:?} at {offset}: {found:?}");
                offered += 1;
            }
            if let Some(found) = hover(text, offset) {
                assert!(!text[found.range].is_empty());
            }
        }
    }
    assert!(offered > 0);
}
