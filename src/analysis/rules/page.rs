//! What there is to read about the rules, in Markdown.

use super::{Check, RULES, Rule, sample};
use crate::analysis::finding::{Severity, Stage, Weight};
use crate::analysis::fix::{Fix, Safety};

/// The page of a rule: what it finds and why, an example, what mends it, and how to silence it.
pub fn page(rule: &Rule) -> String {
    let Rule { code, name, summary, why, example, .. } = rule;
    let (bad, good) = (example.bad(), example.good());
    let is_about_files = matches!(rule.check, Check::Files);
    let shown = sample::snapshot(rule, &bad);
    let findings = shown.findings(Stage::Final, None).list;
    let own = || findings.iter().filter(|finding| finding.rule == rule);
    let said: Vec<String> = match is_about_files {
        true => sample::said_of_file(rule, &bad),
        false => own().map(|finding| finding.message.clone()).collect(),
    };
    let told: String = said.iter().map(|message| format!("> {message}\n")).collect();
    let (case, form) = if is_about_files { ("", "toml") } else { ("This case is made up:\n\n", "text") };
    let mut page = format!(
        "# {code}: {name}\n\n{summary}\n\n{}\n\n## Why\n\n{why}\n\n## Example\n\n{case}\
         ```{form}\n{bad}\n```\n\n`imr-ls` says of it:\n\n{told}\nThe same done right:\n\n```{form}\n{good}\n```\n\n",
        severity(rule)
    );
    if rule.fixes.is_some() {
        let fixes: Vec<Fix> = own().flat_map(|finding| shown.fixes(finding)).collect();
        page += &format!("## What mends it\n\n{}\n\n", mending(&fixes));
    }
    if is_about_files {
        return page.trim_end().to_owned() + "\n";
    }
    let is_in_item = own().any(|finding| shown.letter().item_at(finding.range.start).is_some());
    page + &format!("## How to silence it\n\n{}\n", silence(rule, is_in_item))
}

/// The page that lists all rules, with links to theirs.
pub fn contents() -> String {
    let rows = RULES.map(|Rule { code, name, summary, weight, .. }| {
        let (kind, severity) = match weight {
            Weight::Gap(severity) => ("gap", severity),
            Weight::Fault(severity) => ("wrong", severity),
        };
        format!("| [{code}]({code}.md) | {name} | {summary} | {kind} | {} |\n", severity.word())
    });
    format!(
        "# Rules\n\nWhat `imr-ls` finds in letters. [Findings](../findings.md) tells what a gap is, how severe it is in a \
         draft, and what is known of guidelines. `imr-ls rule CODE` shows the page of a rule.\n\n\
         | code | name | what it finds | kind | in a final letter |\n|---|---|---|---|---|\n{}",
        rows.concat()
    )
}

fn severity(rule: &Rule) -> String {
    let severity = match (rule.weight, &rule.check) {
        (Weight::Gap(severity), _) => format!(
            "Severity: **{}** in a final letter. In a draft it is information while nothing is written behind the place, \
             and a warning once something is.",
            severity.word()
        ),
        (Weight::Fault(Severity::Warning), Check::Citations(_) | Check::Forms(_)) => {
            "Severity: **warning** at most, in a draft as in a final letter. About what nobody has looked up, and \
             about what the claims administrator cited, it is information at most."
                .to_owned()
        }
        (Weight::Fault(severity), _) => {
            format!("Severity: **{}**, in a draft as in a final letter.", severity.word())
        }
    };
    let off =
        if rule.is_on { "" } else { " The rule is off unless `select` in `imr.toml` names it by its code or name." };
    severity + off
}

fn mending(fixes: &[Fix]) -> String {
    let titles: String = fixes.iter().map(|fix| format!("- {}\n", fix.title)).collect();
    let caution = match fixes.iter().all(|fix| fix.safety == Safety::Safe) {
        true => "Only white space or the form of the citation changes, not what is cited.",
        false => "It is only offered: the letter does not change until you choose it.",
    };
    format!("In the example an editor offers:\n\n{titles}\n{caution}")
}

fn silence(rule: &Rule, is_in_item: bool) -> String {
    let snapshot = sample::snapshot(rule, &rule.example.good());
    let heading = snapshot.letter().items().find_map(|(offset, item)| Some((offset, item.heading.as_ref()?)));
    let about_item = heading.filter(|_| is_in_item && !matches!(rule.check, Check::Letter(_) | Check::Part(_)));
    let (what, item) = match about_item {
        Some((offset, heading)) => {
            ("item of one letter", format!("item = \"{}\"\n", snapshot.source(offset).text(&heading.request)))
        }
        None => ("letter", String::new()),
    };
    let code = rule.code;
    format!(
        "Nothing is written into the letter: the file `imr.toml`, beside the letters or in a folder above them, says what \
         is not to be told. For one {what}:\n\n```toml\n[[ignore]]\ncode = \"{code}\"\nfile = \"CM14-0012345.imr.txt\"\n{item}\
         ```\n\nFor all letters of your office:\n\n```toml\n[rules]\nignore = [\"{code}\"]\n```"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::finding::Finding;

    /// What is found in an example.
    fn found(rule: &Rule, example: &str) -> Vec<Finding> {
        sample::snapshot(rule, example).findings(Stage::Final, None).list
    }

    fn rules_about_letters() -> impl Iterator<Item = &'static Rule> {
        RULES.into_iter().filter(|rule| !matches!(rule.check, Check::Files))
    }

    #[test]
    fn examples_of_files_show_what_is_said_of_them() {
        for rule in RULES.into_iter().filter(|rule| matches!(rule.check, Check::Files)) {
            assert_eq!(sample::said_of_file(rule, &rule.example.bad()).len(), 1, "{}", rule.code);
            assert_eq!(sample::said_of_file(rule, &rule.example.good()), [""; 0], "{}", rule.code);
        }
    }

    #[test]
    fn what_examples_change_stands_once() {
        for Rule { code, example, .. } in RULES {
            let good = (example.of.to_owned(), example.good);
            for (mut text, changes) in [good, (example.good(), example.bad)] {
                for (words, instead) in changes {
                    assert_eq!(text.matches(words).count(), 1, "{code}: {words:?}");
                    text = text.replacen(words, instead, 1);
                }
            }
        }
    }

    #[test]
    fn every_rule_is_explained() {
        for rule in RULES {
            for prose in [rule.summary, rule.why] {
                assert!(prose.ends_with('.') && prose.len() > 20, "{}: {prose:?}", rule.code);
            }
        }
    }

    #[test]
    fn bad_examples_show_their_rule_alone() {
        for rule in rules_about_letters() {
            let found = found(rule, &rule.example.bad());
            let (own, others): (Vec<_>, Vec<_>) = found.iter().partition(|finding| finding.rule == rule);
            assert_eq!(own.len(), 1, "{}: {own:?}", rule.code);
            let is_beside = |other: &&Finding| other.severity == Severity::Information || other.range == own[0].range;
            assert!(others.iter().all(is_beside), "{}: {others:?}", rule.code);
        }
    }

    #[test]
    fn good_examples_show_nothing_but_information() {
        for rule in rules_about_letters() {
            for finding in found(rule, &rule.example.good()) {
                let is_other = finding.rule != rule && finding.severity == Severity::Information;
                assert!(is_other, "{}: {finding:?}", rule.code);
            }
        }
    }

    #[test]
    fn what_mends_a_finding_is_shown_by_its_example() {
        for rule in RULES.into_iter().filter(|rule| rule.fixes.is_some()) {
            assert!(page(rule).contains("an editor offers:\n\n- "), "{}", page(rule));
        }
    }
}
