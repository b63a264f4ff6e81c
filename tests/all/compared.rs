//! Tables of what a summary and a rationale say of the same, and whether both can be true.

use crate::support;
use imr_ls::analysis::{Snapshot, Stage};
use imr_ls::text::Text;
use serde::Deserialize;
use std::path::Path;

#[derive(Deserialize)]
struct Table {
    row: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    request: String,
    summary: String,
    rationale: String,
    /// Those of the rationale that cannot be true if the summary is.
    words: Option<String>,
}

/// What is not told although both cannot be true, by words of the rationale, and why.
const NOT_MET: [(&str, &str); 60] = [
    ("Norco does not reduce this patient's pain at all", "a pain score without and with a drug is not read where"),
    ("The August carpal tunnel injection", "which of the injections it was is not said"),
    ("There is no documentation of any pain reduction with Butrans", "what is not documented may yet be so"),
    ("Zanaflex works well for this patient's spasm", "spasm is not taken for pain"),
    ("A chronic left C5 radiculopathy", "the request names a level beside it"),
    ("The extruded 7mm disc at L3-4", "the summary names the level as normal"),
    ("There is weakness of the left L2 myotome", "the summary names the level without a word for weakness"),
    ("The MRI demonstrates an annular tear at L3-4", "the summary names the level as normal"),
    ("The 3mm disc bulge seen at L1-2", "the summary names the level as normal"),
    ("The CT of 8/8/13 showed pseudarthrosis at C6-7", "the summary names the level as fused"),
    ("The MRI on 1/5/15 showed moderate canal stenosis", "the summary names the level as normal"),
    ("psychological clearance was granted in June 2014", "what is said to clear is not named beside it"),
    ("The patient denies urinary symptoms of any kind", "complaints are compared by few names"),
    ("The April 2014 EMG documented an acute right S1 radiculopathy", "that a study documents something is not read"),
    (
        "The left knee MRI demonstrates a complex tear of the medial meniscus",
        "that a whole study is normal is not set against all that it may show",
    ),
    ("Inflammatory markers and rheumatoid factor were all normal", "results of the laboratory are not compared"),
    ("the claimant has lost control of bowel and bladder", "complaints are compared by few names"),
    ("There is no listhesis at any lumbar level", "a slip is compared by its full name only"),
    ("There is no wasting of the left calf", "words for qualities are not read as facts"),
    ("He is not hypertensive", "words for qualities are not read as facts"),
    ("He walks with an antalgic limp and leans on a cane", "this is no fact that is compared"),
    ("her daily headaches of occipital origin", "this is no fact that is compared"),
    ("This applicant does not suffer from headaches", "this is no fact that is compared"),
    ("The February 2015 labs disclosed elevated liver enzymes", "results of the laboratory are not compared"),
    ("the patient is driving without difficulty", "what stands beside it may limit it"),
    ("The records show she is osteoporotic", "words for qualities are not read as facts"),
    ("the patient is unable to fall asleep and lies awake most nights", "this is no fact that is compared"),
    (
        "The claimant has no history of malignancy",
        "cancer is no fact that is compared: which one it was is told in too many ways",
    ),
    ("The 1/14/15 toxicology was free of illicit substances", "a screen free of illicit drugs may yet be inconsistent"),
    ("The right thenar muscles are wasted", "words for qualities are not read as facts"),
    ("He was unconscious after the fall", "what stands beside it may limit it"),
    ("The skin of the right foot is intact with no ulceration", "this is no fact that is compared"),
    ("There is no infection at the site", "this is no fact that is compared"),
    ("The patient previously suffered a blood clot in the leg", "what stands beside it may limit it"),
    (
        "the worker has had breast cancer",
        "cancer is no fact that is compared: which one it was is told in too many ways",
    ),
    ("the worker is an insulin dependent diabetic", "words for qualities are not read as facts"),
    ("Lumbar muscle spasm was absent on examination", "what stands beside it may limit it"),
    ("There has never been a GI bleed or ulcer", "what stands beside it may limit it"),
    ("his kidney function is normal", "this is no fact that is compared"),
    ("The patient denies any numbness or tingling in the hands", "this is no fact that is compared"),
    ("The A1c worsened from 7.1 in January to 9.4 in April", "two values with their months are not read as a change"),
    ("Left knee flexion has fallen since PT began", "a change without its values is not compared"),
    ("Walking time showed no change in the first two weeks", "a change without its values is not compared"),
    ("On Lyrica the foot pain did not budge", "a change without its values is not compared"),
    ("Use of the TENS unit has not lowered the VAS at all", "a change without its values is not compared"),
    ("Fasting glucose stayed the same after the pump was fitted", "a change without its values is not compared"),
    ("The patient has already had 24 postoperative therapy visits", "therapy by itself is no name that is compared"),
    (
        "The MRI of the cervical spine from last year already explained",
        "what kinds of imaging are advanced is not known",
    ),
    ("This person was not treated with therapy, injections or drugs", "of a list only the first is read"),
    ("a COX-2 inhibitor was never prescribed before", "this class is not known by that name"),
    (
        "It is not documented that physical therapy was ever provided",
        "the summary tells of the visits in words of their own",
    ),
    ("In view of there being no prior psychological evaluation", "what somebody is seen for may be still to come"),
    ("The man has never used a lumbar brace", "this way to say it is not read"),
    (
        "both gabapentin and pregabalin were tried without success",
        "another drug of the class is denied in the same sentence",
    ),
    ("Pain was unchanged with acupuncture", "a change without its values is not compared"),
    ("OxyContin went up from 40 mg to 80 mg daily", "doses go both ways"),
    ("the morphine dose was halved from 120 to 60 mg/d", "doses go both ways"),
    ("On lisinopril BP rose from 132/80 to 168/100", "values of two numbers are not read"),
    ("The PHQ-9 improved between 2/1/23 and 5/1/23", "a change without its values is not compared"),
    ("Left neck rotation rose from 45 to 65 degrees", "a change is not set against what did not change"),
];

fn letter(row: &Row) -> String {
    let decision = if row.rationale.to_lowercase().contains("not medically") { "Upheld" } else { "Overturned" };
    format!(
        "HOW THE IMR FINAL DETERMINATION WAS MADE\n\nThe Expert Reviewer has the following credentials:\n\
         State(s) of Licensure: California\nCertification(s)/Specialty: Family Practice\n\nCLINICAL CASE SUMMARY\n\n{}\n\n\
         IMR ISSUES, DECISIONS AND RATIONALES\n\n{}:  {decision}\n\nClaims Administrator guideline: Decision based on MTUS \
         Acupuncture Treatment Guidelines.\n\nMAXIMUS guideline: Decision based on MTUS Acupuncture Treatment Guidelines.\n\n\
         Decision rationale: {}\n",
        row.summary, row.request, row.rationale
    )
}

/// Holds rules to a table: a row is met by any of them.
fn hold(codes: &[&str], table: &str) {
    let table: Table = support::read_toml(&Path::new("tests/tables").join(table));
    let mut wrong = Vec::new();
    for row in &table.row {
        let letter = letter(row);
        let findings = Snapshot::new(Text::from(letter.as_str())).findings(Stage::Final, None).list;
        let mut told = findings.iter().filter(|finding| codes.contains(&finding.rule.code)).peekable();
        let expected = row.words.as_ref().map(|words| {
            let start = letter.rfind(words.as_str()).unwrap_or_else(|| panic!("“{words}” stands in the rationale"));
            let end = letter[start..].find(". ").map_or(letter.len(), |end| start + end);
            letter[..start].rfind(". ").unwrap_or(0)..end
        });
        let not_met = NOT_MET.iter().any(|(said, _)| row.rationale.contains(said));
        let first = told.peek().map(|finding| finding.message.clone());
        let is_met = match &expected {
            // The clause that is told of may be the other one of the sentence.
            Some(expected) => told.any(|told| told.range.start < expected.end && expected.start < told.range.end),
            None => first.is_none(),
        };
        if is_met == not_met {
            wrong.push(format!("{} ## {}\n    told: {first:?}", row.summary, row.rationale));
        }
    }
    assert!(wrong.is_empty(), "{} of {} rows:\n{}", wrong.len(), table.row.len(), wrong.join("\n"));
}

#[test]
fn whether_a_treatment_helped() {
    hold(&["IMR430"], "effects.toml");
}

#[test]
fn at_which_level_something_was_found() {
    hold(&["IMR431"], "levels.toml");
}

#[test]
fn changes_told_the_other_way_round() {
    hold(&["IMR428"], "turned.toml");
}

#[test]
fn what_was_had_or_never_had() {
    hold(&["IMR409", "IMR410", "IMR430", "IMR433"], "had.toml");
}

#[test]
fn what_is_so_of_the_patient() {
    hold(&["IMR429", "IMR432"], "facts.toml");
}
