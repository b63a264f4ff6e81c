//! What is written about settings is what can be set. `UPDATE_EXPECT=1` writes the schema anew.

use expect_test::expect_file;
use imr_ls::analysis::rules::NAMES;
use imr_ls::layouts::LAYOUTS;
use imr_ls::settings::keys::{IGNORE, KEYS, TABLES};
use imr_ls::settings::schema;
use std::path::Path;

#[test]
fn the_page_lists_all_keys() {
    let table = |name: &str| match name {
        "" => String::new(),
        IGNORE => format!("`[[{name}]]`"),
        name => format!("`[{name}]`"),
    };
    let rows =
        KEYS.map(|key| format!("| {} | `{}` | {} | `{}` |\n", table(key.table), key.name, key.meaning, key.example));
    let page = include_str!("../../docs/configuration.md");
    let start = page.find("|---|---|---|---|\n").expect("a table") + "|---|---|---|---|\n".len();
    let written: String = page[start..].split_inclusive('\n').take_while(|line| line.starts_with('|')).collect();
    assert_eq!(written, rows.concat(), "the table has to be:\n{}", rows.concat());
}

#[test]
fn every_table_has_keys() {
    for (table, meaning) in TABLES {
        assert!(meaning.ends_with('.'), "{table}");
        assert!(KEYS.iter().any(|key| key.table == table), "{table}");
    }
}

#[test]
fn the_extension_for_vs_code_takes_the_same() {
    let package: serde_json::Value =
        serde_json::from_str(include_str!("../../editors/vscode/package.json")).expect("JSON");
    let properties = package["contributes"]["configuration"]["properties"].as_object().expect("settings");
    // What the server never hears of.
    let of_editor = ["server", "trace", "completion", "code-lens", "detect"];
    for name in properties.keys().filter_map(|name| name.strip_prefix("imr.")) {
        let kebab = name.chars().flat_map(|char| [Some('-').filter(|_| char.is_uppercase()), Some(char)]).flatten();
        let kebab = kebab.collect::<String>().to_lowercase();
        let (table, key) = kebab.rsplit_once('.').unwrap_or(("", &kebab));
        assert!(
            of_editor.contains(&table) || KEYS.iter().any(|known| known.table == table && known.name == key),
            "{name}"
        );
    }
    let layouts: Vec<&str> = ["auto"].into_iter().chain(LAYOUTS.iter().map(|layout| layout.name)).collect();
    assert_eq!(properties["imr.layout"]["enum"], serde_json::json!(layouts));
}

#[test]
fn the_schema_is_published_as_it_is() {
    let schema = serde_json::to_string_pretty(&schema(&NAMES)).expect("a schema") + "\n";
    expect_file![Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/imr.schema.json")].assert_eq(&schema);
}
