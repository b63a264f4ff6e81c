//! The pages in `docs/rules` say what the rules themselves say. `UPDATE_EXPECT=1` writes them anew.

use expect_test::expect_file;
use imr_ls::analysis::rules::{RULES, page};
use std::collections::BTreeSet;
use std::path::Path;

#[test]
fn every_rule_has_its_page_and_every_page_its_rule() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules");
    let pages = RULES.map(|rule| (format!("{}.md", rule.code), page::page(rule)));
    let pages: Vec<_> = pages.into_iter().chain([("README.md".to_owned(), page::contents())]).collect();
    for (name, text) in &pages {
        expect_file![folder.join(name)].assert_eq(text);
    }
    let files = std::fs::read_dir(folder).expect("the pages can be listed");
    let files: BTreeSet<_> = files.map(|file| file.expect("the pages can be listed").file_name()).collect();
    assert_eq!(files, pages.into_iter().map(|(name, _)| name.into()).collect());
}
