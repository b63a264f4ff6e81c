//! The conclusion grammar on every combination of some common phrases.

use imr_ls::model::conclusion::{Necessity, conclusions};

#[rustfmt::skip]
const LEADS: &[&str] = &[
    "", "Therefore, ", "Therefore ", "As such, ", "As such ", "Thus, ", "Hence ", "Consequently, ",
    "Accordingly, ", "Based on the above, ", "Given the above, ",
    "In light of the above issues, ", "For these reasons, ", "In this case, ", "At this time, ", "In summary, ",
    "Based on MTUS guidelines, ", "In the absence of such documentation, ", "Without clear evidence of benefit, ",
    "Therefore, based on the guidelines and the records, ", "Since no trial was done, ",
    "As guidelines recommend it only when weakness is present, ",
    "There is no evidence that he has failed other care, and therefore ", "There is no such trial on file; ",
    "The provider reports some relief, but ", "Given that the patient has not improved, ",
    "Although the provider states that it helps, ", "Due to the lack of documentation ", "Overall, ",
    "Furthermore, ", "After review of the file, ", "In view of the guidelines which recommend six visits, ",
    "With respect to the current dispute, ", "Because the guidelines do not support it, ",
    "While the claims administrator denied it, ", "Per the MTUS, ", "According to the MTUS, ", "However, ",
    "Since the surgery was denied, ", "As stated above, ", "As noted, ",
];
const SUBJECTS: &[&str] = &[
    "the request",
    "this request",
    "the requested item",
    "the request for Norco 10/325 mg #120",
    "the request for 12 visits of physical therapy, 2 times a week for 6 weeks,",
    "the current request for the brace",
    "the treating physician's request for an MRI of the neck",
    "the requested L4-5 injection under fluoroscopy",
    "the retrospective request for 1 urine drug screen (DOS 3/4/15)",
    "the request for surgery to repair the rotator cuff",
    "the prescription of Ambien 10 mg, as requested by the provider,",
    "the request for a home health aide, 4 hours a day, 5 days a week,",
    "the medical necessity of the request",
    "this medication",
    "it",
    "the patient's request for a new mattress",
    "this",
    "the requested cold therapy unit, which the provider wants for use after surgery,",
    "one follow-up visit with the surgeon who performed the operation",
    "the proposed treatment with Botox",
];
const VERBS: &[&str] = &[
    "is",
    "was",
    "is considered",
    "is deemed",
    "is found to be",
    "is determined to be",
    "is therefore",
    "is, therefore,",
    "has been shown to be",
    "is at this time",
];
const NEGATIVE_VERBS: &[&str] = &[
    "is not",
    "was not",
    "is NOT",
    "isn't",
    "is not considered",
    "cannot be considered",
    "is deemed not",
    "is determined to not be",
    "is determined not to be",
    "is found to be not",
    "is therefore not",
    "is not, therefore,",
    "has not been shown to be",
    "is no longer",
    "is not currently",
    "is not established as",
    "is not supported by the guidelines and is not",
    "is not recommended and therefore not",
    "does not meet the criteria and is not",
    "exceeds the guideline and is therefore not",
    "is neither reasonable nor",
    "is not reasonable or",
];
const TAILS: &[&str] = &[
    ".",
    "",
    " and appropriate.",
    " at this time.",
    " or appropriate.",
    ", as there is no plan on file.",
    " for this patient.",
    " based on the guidelines.",
    " per MTUS.",
    " because the records show it.",
    "; see above.",
    " and appropriate as requested.",
    " to treat this injury.",
    " in this case.",
    " for the reasons given.",
];

/// Every so many combinations are tried; the step shares no factor with the length of any list.
const STEP: usize = 41;

#[test]
fn conclusions_are_found() {
    let mut failures = Vec::new();
    for (verbs, wanted) in [(VERBS, Necessity::Necessary), (NEGATIVE_VERBS, Necessity::NotNecessary)] {
        for [lead, subject, verb, tail] in combinations(LEADS, SUBJECTS, verbs, TAILS) {
            // Guidelines speak of visits in general, so this may be what they say.
            if lead.contains("the MTUS, ") && subject.starts_with("one ") {
                continue;
            }
            let sentence = capitalised(&format!("{lead}{subject} {verb} medically necessary{tail}"));
            let text = format!("The pain is less. {sentence}");
            let found = conclusions(&text).pop().map(|found| (found.necessity, text[found.sentence].to_owned()));
            if found != Some((wanted, sentence)) {
                failures.push(text);
            }
        }
    }
    report(&failures);
}

const REPORTERS: &[&str] = &[
    "the provider",
    "the treating physician",
    "Dr. Smith",
    "the patient",
    "the injured worker",
    "the surgeon",
    "the claims administrator",
    "utilization review",
    "UR",
    "the UR physician",
    "the appeal letter",
    "the progress report of 3/4/15",
    "the denial letter",
    "the prior reviewer",
    "he",
    "the primary treating physician, Dr. Smith,",
    "the physical therapist",
    "the utilization review report dated 3/4/15",
];
const REPORTS: &[&str] = &[
    "states that",
    "believes",
    "felt that",
    "has noted that",
    "concluded that",
    "argues again that",
    "found",
    "opined that",
    "indicated that",
    "determined that",
    "maintains",
    "says",
    "is of the opinion that",
    "did not explain why",
    "asked whether",
    "insists that",
];
const ITEMS: &[&str] = &["the surgery", "the request", "Norco", "the requested MRI", "further therapy, 2x6,", "it"];

const ENDS: &[&str] = &[".", " and appropriate.", " for this patient."];

#[test]
fn reports_are_none() {
    let mut failures = Vec::new();
    for verbs in [VERBS, &NEGATIVE_VERBS[..16]] {
        for [reporter, report, item, verb] in combinations(REPORTERS, REPORTS, ITEMS, verbs) {
            let end = ENDS[verb.len() % ENDS.len()];
            failures.push(format!(
                "The pain is less. On review, {reporter} {report} {item} {verb} medically necessary{end}"
            ));
        }
    }
    failures.retain(|text| !conclusions(text).is_empty());
    report(&failures);
}

const CONDITIONS: &[&str] = &[
    "If weakness appears, ",
    "Unless it fails, ",
    "When weakness is present, ",
    "Should it recur, ",
    "Had it been tried, ",
    "In the event of a fracture, ",
    "Provided that a trial is done, ",
    "Assuming the surgery is approved, ",
    "However, if it is approved, ",
    "It is unclear if ",
    "It is not known whether ",
    "There is no evidence that ",
    "Nothing shows that ",
    "The question is whether ",
    "No one explains why ",
    "It must be shown that ",
    "As long as the pain lasts, ",
    "It has not been shown that ",
    "The file does not show that ",
    "It remains to be seen if ",
    "To decide whether ",
    "Once the trial is over, ",
];

#[test]
fn conditions_are_none() {
    let mut failures = Vec::new();
    for verbs in [VERBS, NEGATIVE_VERBS] {
        for [condition, item, verb, end] in combinations(CONDITIONS, ITEMS, verbs, ENDS) {
            failures.push(format!("The pain is less. {condition}{item} {verb} medically necessary{end}"));
        }
    }
    failures.retain(|text| !conclusions(text).is_empty());
    report(&failures);
}

type Words = &'static [&'static str];

fn combinations(first: Words, second: Words, third: Words, fourth: Words) -> impl Iterator<Item = [&'static str; 4]> {
    let pick = |words: Words, at: &mut usize| {
        let word = words[*at % words.len()];
        *at /= words.len();
        word
    };
    (0..first.len() * second.len() * third.len() * fourth.len())
        .step_by(STEP)
        .map(move |mut at| [pick(first, &mut at), pick(second, &mut at), pick(third, &mut at), pick(fourth, &mut at)])
}

fn capitalised(text: &str) -> String {
    text[..1].to_uppercase() + &text[1..]
}

fn report(failures: &[String]) {
    assert!(failures.is_empty(), "{} fail, such as {:#?}", failures.len(), &failures[..failures.len().min(40)]);
}
