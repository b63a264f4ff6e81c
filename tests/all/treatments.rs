//! Treatments named in headings and in prose, against what a human finds in them.

use crate::support;
use imr_ls::guidelines::{Catalogue, Context, Named};
use serde::Deserialize;
use std::path::Path;

#[derive(Deserialize)]
struct Table {
    row: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    text: String,
    r#where: Option<String>,
    names: Vec<String>,
    class: Option<String>,
    #[serde(default)]
    either: Vec<Either>,
}

#[derive(Deserialize)]
struct Either {
    names: Option<Vec<String>>,
    class: Option<String>,
}

#[test]
fn treatments_are_found_as_a_human_finds_them() {
    let table: Table = support::read_toml(Path::new("tests/tables/treatments.toml"));
    let catalogue = Catalogue::shipped();
    assert!(table.row.len() >= 120);
    let mut wrong = Vec::new();
    for row in &table.row {
        let context = if row.r#where.is_some() { Context::Prose } else { Context::Heading };
        let (mut names, mut classes) = (Vec::new(), Vec::new());
        for mention in catalogue.names().mentions(&row.text, context) {
            match mention.named {
                Named::Treatment(id) => names.push(catalogue.treatment(id).name.clone()),
                Named::Class(class) => classes.push(class),
            }
        }
        names.dedup();
        let fits = |expected: &[String], class: Option<&String>| {
            names == expected && class.is_none_or(|class| classes.contains(class))
        };
        let is_right = fits(&row.names, row.class.as_ref())
            || row.either.iter().any(|either| {
                fits(either.names.as_ref().unwrap_or(&row.names), either.class.as_ref().or(row.class.as_ref()))
            });
        if !is_right {
            wrong.push(format!(
                "{}\n  expected {:?} {:?}\n  found {names:?} {classes:?}",
                row.text, row.names, row.class
            ));
        }
    }
    assert!(wrong.is_empty(), "{} of {} rows:\n{}", wrong.len(), table.row.len(), wrong.join("\n"));
}
