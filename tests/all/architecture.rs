//! The rules of the code that a compiler does not check.

use std::path::{Path, PathBuf};

/// The layers, lowest first. A layer may use those before it and nothing else of the crate.
const LAYERS: [&str; 11] = [
    "sequence",
    "text",
    "layouts",
    "syntax",
    "guidelines",
    "model",
    "settings",
    "analysis",
    "features",
    "workspace",
    "server",
];

/// What stands beside the layers, with the layers and neighbours it may use.
const BESIDE: [(&str, &[&str]); 2] = [
    ("cli", &["text", "layouts", "guidelines", "settings", "analysis", "features", "workspace", "cli"]),
    ("demo", &["text", "analysis", "cli", "demo"]),
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("the sources can be listed") {
        let path = entry.expect("the sources can be listed").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// Every source file with the name of the module of the crate that it belongs to, and its text.
fn modules() -> Vec<(String, PathBuf, String)> {
    let mut files = Vec::new();
    sources(Path::new("src"), &mut files);
    let modules = files.into_iter().map(|path| {
        let first = path.components().nth(1).expect("a file in src").as_os_str().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).expect("a source is text");
        (first.trim_end_matches(".rs").to_owned(), path, text)
    });
    modules.collect()
}

/// The modules of the crate that a source names: `crate::text`, also inside `use crate::{text, model}`.
fn used(text: &str) -> Vec<String> {
    let name = |rest: &str| rest.chars().take_while(|char| char.is_alphanumeric() || *char == '_').collect::<String>();
    text.match_indices("crate::")
        .flat_map(|(at, found)| {
            let rest = &text[at + found.len()..];
            match rest.strip_prefix('{') {
                Some(group) => {
                    group.split(['}', ';']).next().unwrap_or("").split(',').map(|part| name(part.trim())).collect()
                }
                None => vec![name(rest)],
            }
        })
        .filter(|module| !module.is_empty())
        .collect()
}

#[test]
fn imports_point_one_way() {
    for (module, path, text) in modules() {
        let allowed: Vec<&str> = match LAYERS.iter().position(|layer| *layer == module) {
            Some(level) => LAYERS[..=level].to_vec(),
            None => match BESIDE.iter().find(|(beside, _)| *beside == module) {
                Some((_, allowed)) => allowed.to_vec(),
                None => {
                    assert!(matches!(module.as_str(), "lib" | "main"), "{module} is in no layer");
                    continue;
                }
            },
        };
        for used in used(&text) {
            assert!(allowed.contains(&used.as_str()), "{}: {module} must not use {used}", path.display());
        }
    }
}

#[test]
fn only_the_server_names_protocol_types() {
    for (module, path, text) in modules() {
        if module != "server" {
            assert!(!text.contains("lsp_types") && !text.contains("tower_lsp"), "{}", path.display());
        }
    }
}

/// The core returns values and findings; only the edges meet failures. The files of offices lie in the workspace.
#[test]
fn nothing_below_the_edges_reads_files_or_streams() {
    for (module, path, text) in modules() {
        if !matches!(module.as_str(), "cli" | "demo" | "server" | "workspace" | "main") {
            assert!(
                !text.contains("std::fs") && !text.contains("std::io") && !text.contains("std::net"),
                "{}",
                path.display()
            );
        }
    }
}

#[test]
fn every_dependency_has_a_reason() {
    let manifest: toml::Table = include_str!("../../Cargo.toml").parse().expect("this is TOML");
    let reasons = include_str!("../../docs/dependencies.md");
    let unix = manifest["target"]["cfg(unix)"].as_table().expect("a table");
    for place in [&manifest, unix] {
        for name in place["dependencies"].as_table().expect("a table").keys() {
            assert!(reasons.contains(&format!("`{name}`")), "docs/dependencies.md does not say why {name} is here");
        }
    }
}

#[test]
fn what_is_said_of_reliability_is_shown_by_tests() {
    let rows =
        include_str!("../../docs/reliability.md").lines().filter(|line| line.starts_with("| ") && line.contains("::"));
    let named: Vec<&str> = rows.flat_map(|row| row.split('`').filter(|words| words.contains("::"))).collect();
    assert!(named.len() > 40, "only {} tests are named", named.len());
    for name in named {
        let (file, test) = name.split_once("::").expect("a file and a test");
        let places = [
            file.to_owned(),
            format!("tests/all/{file}.rs"),
            format!("tests/{file}.rs"),
            format!("tests/protocol/{file}.rs"),
        ];
        let has_test =
            |place: &String| std::fs::read_to_string(place).is_ok_and(|text| text.contains(&format!("fn {test}()")));
        assert!(places.iter().any(has_test), "there is no test {name}");
    }
}
