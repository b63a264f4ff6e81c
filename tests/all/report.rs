//! The cite-check report in its three forms. `UPDATE_EXPECT=1` writes the pages in `tests/reports` anew.

use crate::support;
use expect_test::expect_file;
use imr_ls::analysis::Snapshot;
use imr_ls::features::report::{Report, html, markdown, report};
use imr_ls::text::Text;
use std::path::Path;

fn report_of(name: &str) -> Report {
    let letter = support::read_letter(&Path::new("tests/letters").join(name));
    report(&Snapshot::new(Text::from(letter.as_str())), name).expect("this is a letter")
}

#[test]
fn a_letter_that_contradicts_itself() {
    let report = report_of("draft-2014-overturned-but-not-necessary-trimmed-pdf.txt");
    let json = serde_json::to_string_pretty(&report).expect("this is JSON");
    let reports = [report];
    expect_file!["../reports/contradiction.md"].assert_eq(&markdown(&reports));
    expect_file!["../reports/contradiction.html"].assert_eq(&html(&reports));
    expect_file!["../reports/contradiction.json"].assert_eq(&json);
}

#[test]
fn several_letters_are_one_page() {
    let reports = ["2015-eight-items-pdf.txt", "draft-2015-five-placeholders.txt"].map(report_of);
    let page = html(&reports);
    assert_eq!((page.matches("<article>").count(), page.matches("<!DOCTYPE html>").count()), (2, 1));
    assert_eq!(reports.map(|report| (report.items.len(), report.is_ready)), [(8, true), (5, false)]);
}

/// What a letter says is shown as it is, and is never taken for a part of the page.
#[test]
fn words_of_a_letter_stay_words() {
    let letter = "CLINICAL CASE SUMMARY\n\nThe worker fell.\n\nIMR ISSUES, DECISIONS AND RATIONALES\n\n<script>alert(1)</script> & \
                  \"A|B\" 5mg #3: Upheld\n\nMAXIMUS guideline: Decision based on Non-MTUS Citation http://a.example/<img src=x>.\n\n\
                  Decision rationale: The request is not medically necessary.\n";
    let report = report(&Snapshot::new(Text::from(letter)), "a<b>.txt").expect("this is a letter");
    let page = html(std::slice::from_ref(&report));
    let body = page.split_once("<body>").expect("a body").1;
    for foreign in ["<script", "<img", "<b>", "src=", "href="] {
        assert!(!body.replace("&lt;img src=x&gt;", "").contains(foreign), "{foreign}");
    }
    assert!(body.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;A|B&quot; 5mg #3"), "{body}");
    assert!(markdown(&[report]).contains("\\<script\\>alert(1)\\</script\\> & \"A\\|B\" 5mg \\#3"));
}

#[test]
fn a_text_that_is_no_letter_has_no_report() {
    assert_eq!(report(&Snapshot::new(Text::from("Dear colleague,\n")), "note.txt"), None);
}
