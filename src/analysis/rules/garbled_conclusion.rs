//! A conclusion that says of the necessity itself that it is, or is not, necessary, or that says both.

use super::{Check, Reporter, Rule, Sample, Source, sample};
use crate::analysis::Snapshot;
use crate::analysis::finding::{Finding, Severity, Weight};
use crate::analysis::fix::{Fix, replacement};
use crate::analysis::question::Question;
use crate::analysis::reasoned::ReasonedItem;
use crate::layouts::request::is_sentence;
use crate::text::pattern::pattern;
use regex::Regex;
use std::sync::LazyLock;

pub(super) static RULE: Rule = Rule {
    code: "IMR216",
    name: "garbled-conclusion",
    summary: "A conclusion says that the medical necessity of the request is, or is not, medically necessary, or says both of the request.",
    why: "What is or is not necessary is the treatment, not its necessity. Labor Code 4610.6(d) asks for layperson's terms as \
          far as practicable, and the conclusion is the sentence that everybody reads.",
    example: Sample {
        of: sample::ITEM,
        good: &[(
            "Therefore, the request is not medically necessary.",
            "The request for Valium 5mg #8 is not medically\nnecessary.",
        )],
        bad: &[("request for", "medical necessity of"), ("not medically\nnecessary.", "not\nmedically necessary.")],
    },
    weight: Weight::Fault(Severity::Warning),
    is_on: true,
    check: Check::Reasoning(check),
    fixes: Some(fixes),
};

fn check(item: &ReasonedItem<'_>, _: &Source<'_>, reporter: &mut Reporter) {
    for sentence in item.sentences() {
        if let Some(both) = sentence.answers(&MAY_SAY_BOTH).then(|| BOTH.find(sentence.text)).flatten() {
            let message = "The conclusion says that the request is medically necessary, and that it is not.";
            reporter.report(sentence.place(both.range()), message.to_owned());
            continue;
        }
        let Some(conclusion) = sentence.conclusion else { continue };
        let deciding = conclusion.words.start - sentence.start..conclusion.words.end - sentence.start;
        let Some(garbled) = GARBLED.captures(&sentence.text[..deciding.end]) else { continue };
        if is_sentence(&garbled["subject"]) {
            continue;
        }
        let start = garbled.get(0).map_or(0, |whole| whole.start());
        let message = "The treatment, not its medical necessity, is or is not medically necessary.";
        reporter.report(sentence.place(start..deciding.end), message.to_owned());
    }
}

static MAY_SAY_BOTH: Question = Question::new(|sentence| BOTH.is_match(sentence));

static BOTH: LazyLock<Regex> = LazyLock::new(|| {
    let necessary = r"medically \s+ necessary (?: \s+ and \s+ appropriate )?";
    let is = "(?: is | are | was | were )";
    pattern(&format!(
        r"(?ix) \b {is} \s+ {necessary} ,? \s+ (?: and | but ) \s+ (?: {is} \s+ )? not \s+ {necessary} \b
            | \b {is} \s+ not \s+ {necessary} ,? \s+ (?: and | but ) \s+ {is} \s+ {necessary} \b"
    ))
});

static GARBLED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix) \b (?P<necessity> (?: the \s+ )? medical \s+ necessity \s+ (?: of | for ) \s+ ) (?P<subject> [^;]+? )
            \s+ (?: is | are | was | were ) \s+ (?: not \s* )? medically \s+ necessary (?: \s+ and \s+ appropriate )? $",
    )
});

fn fixes(snapshot: &Snapshot, finding: &Finding) -> Vec<Fix> {
    let text = snapshot.text().slice(finding.range.clone());
    let Some(garbled) = GARBLED.captures(&text) else { return Vec::new() };
    let (necessity, subject) = (&garbled["necessity"], &garbled["subject"]);
    let first_word = subject.split_whitespace().next().unwrap_or("").to_lowercase();
    let start = finding.range.start;
    let is_capital = necessity.starts_with(char::is_uppercase);
    let edit = if ["a", "an", "that", "the", "these", "this", "those"].contains(&first_word.as_str()) {
        let letter = subject.chars().next().map_or(0, char::len_utf8);
        let first = if is_capital { subject[..letter].to_uppercase() } else { subject[..letter].to_owned() };
        replacement(start..start + necessity.len() + letter, first)
    } else {
        let is_shouted = !necessity.contains(char::is_lowercase);
        let words = match (is_shouted, is_capital) {
            (true, _) => "THE REQUEST FOR ",
            (false, true) => "The request for ",
            (false, false) => "the request for ",
        };
        replacement(start..start + necessity.len(), words)
    };
    vec![Fix::offered("Say it of the request", vec![edit]).preferred_if(true)]
}

#[cfg(test)]
mod tests {
    use super::super::examples::Example;
    use super::*;

    fn finds(conclusion: &str) -> Vec<String> {
        let rationale = format!("The chart gives no reason. {conclusion}");
        let example = Example { rationale: &rationale, ..Example::default() };
        example.finds(&RULE).into_iter().map(|(_, words)| words).collect()
    }

    #[test]
    fn the_necessity_as_the_subject() {
        for garbled in [
            "The medical necessity of Valium is not medically necessary",
            "the medical necessity for the requested MRI was not medically necessary and appropriate",
            "MEDICAL NECESSITY OF THE REQUEST IS NOT MEDICALLY NECESSARY",
        ] {
            assert_eq!(finds(&format!("{garbled}.")), [garbled]);
        }
        for sound in [
            "The medical necessity of Valium is not established.",
            "As the medical necessity of the MRI has not been shown, it is not medically necessary.",
            "The medical necessity of the MRI is not supported, and it is not medically necessary.",
            "The medical necessity of this study is not medically established.",
        ] {
            assert_eq!(finds(sound), [""; 0], "{sound}");
        }
    }

    #[test]
    fn both_at_once() {
        for garbled in [
            "is medically necessary and is not medically necessary",
            "is not medically necessary and is medically necessary and appropriate",
            "are medically necessary but not medically necessary",
            "ARE MEDICALLY NECESSARY AND ARE NOT MEDICALLY NECESSARY",
        ] {
            assert_eq!(finds(&format!("The nerve blocks {garbled}.")), [garbled]);
        }
        for sound in [
            "The first block is medically necessary and the second is not medically necessary.",
            "Whether it is medically necessary or not medically necessary rests on the trial.",
            "The block is not medically necessary and it is not medically appropriate.",
        ] {
            assert_eq!(finds(sound), [""; 0], "{sound}");
        }
    }
}
