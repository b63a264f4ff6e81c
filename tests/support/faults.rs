//! Faults to plant in finished letters.

use imr_ls::analysis::Snapshot;
use imr_ls::layouts::FieldKind;
use imr_ls::layouts::decision::Verdict;
use imr_ls::model::{PartKind, shifted};
use imr_ls::text::Text;
use std::ops::Range;
use std::path::Path;

/// A fault to plant: what is replaced, by what, and the finding that must follow at a place that holds
/// these words of the changed text.
pub struct Fault {
    pub what: String,
    pub edits: Vec<(Range<usize>, String)>,
    pub code: &'static str,
    pub at: String,
}

/// Verdicts that these letters give in other words, beside their conclusions. Without the conclusion they
/// still are one.
const OTHER_VERDICTS: [&str; 3] = ["meets the criteria", "so is a course of therapy", "is not approved for use"];

/// Every finished letter, with its name: this repository's and the published ones.
pub fn finished_letters() -> Vec<(String, String)> {
    let own = super::files(Path::new("tests/letters"), "txt");
    let finished = own.into_iter().filter(|path| !path.to_string_lossy().contains("draft-"));
    let all = finished.chain(super::published_letters());
    all.map(|path| (path.display().to_string(), super::read_letter(&path))).collect()
}

pub fn faults(text: &str) -> Vec<Fault> {
    let snapshot = Snapshot::new(Text::from(text));
    let words = |range: &Range<usize>| text[range.clone()].to_owned();
    let cut = |range: Range<usize>| vec![(range, String::new())];
    let mut faults = Vec::new();
    let mut offset = 0;
    for part in snapshot.letter().parts().iter() {
        if let PartKind::Section(section) = &part.kind {
            let heading = shifted(section.heading.as_ref().expect("a finished letter has headings"), offset);
            let what = format!("without the heading {}", words(&heading));
            faults.push(Fault { what, edits: cut(heading), code: "IMR101", at: String::new() });
        }
        offset += part.len;
    }
    for (number, (offset, item)) in snapshot.letter().items().enumerate() {
        let name = |what: &str| format!("item {}: {what}", number + 1);
        let heading = item.heading.as_ref().expect("a finished letter has headings");
        let at = |range: &Range<usize>| shifted(range, offset);
        let (request, decision) = (at(&heading.request), at(&heading.words));
        let requested = words(&request);
        let other = match heading.verdict {
            Verdict::Upheld => "Overturned",
            _ => "Upheld",
        };
        let first_label = item.fields[0].label.clone();
        faults.push(Fault {
            what: name("no decision"),
            edits: cut(decision.clone()),
            code: "IMR201",
            at: requested.clone(),
        });
        faults.push(Fault {
            what: name("a placeholder"),
            edits: vec![(decision.clone(), "TBD".to_owned())],
            code: "IMR201",
            at: "TBD".to_owned(),
        });
        faults.push(Fault {
            what: name("no colon and no decision"),
            edits: cut(request.end..decision.end),
            code: "IMR201",
            at: requested.clone(),
        });
        faults.push(Fault {
            what: name("the decision flipped"),
            edits: vec![(decision.clone(), other.to_owned())],
            code: "IMR401",
            at: other.to_owned(),
        });
        faults.push(Fault {
            what: name("the decision misspelt"),
            edits: vec![(decision, "Uphled".to_owned())],
            code: "IMR202",
            at: "Uphled".to_owned(),
        });
        faults.push(Fault {
            what: name("no heading"),
            edits: cut(at(&heading.range)),
            code: "IMR203",
            at: words(&at(&first_label)),
        });
        for field in &item.fields {
            let (label, content) = (at(&field.label), at(field.content.as_ref().expect("finished")));
            let what = name(&format!("no label {}", words(&label)));
            faults.push(Fault { what, edits: cut(label.clone()), code: "IMR211", at: requested.clone() });
            let what = name(&format!("nothing behind {}", words(&label)));
            faults.push(Fault { what, edits: cut(content.clone()), code: "IMR214", at: words(&label) });
            let what = name(&format!("no {} at all", words(&label)));
            faults.push(Fault { what, edits: cut(label.start..content.end), code: "IMR211", at: requested.clone() });
            if field.kind == FieldKind::Rationale {
                let sentences: Vec<_> = field.conclusions.iter().map(|conclusion| at(&conclusion.sentence)).collect();
                let length: usize = sentences.iter().map(Range::len).sum();
                let rest = text[content.start..sentences.last().map_or(content.end, |last| last.start)].to_owned();
                let says_so_otherwise = OTHER_VERDICTS.iter().any(|words| super::one_line(&rest).contains(words));
                if content.len() - length > 80 && !says_so_otherwise {
                    let edits = sentences.into_iter().map(|sentence| (sentence, String::new())).collect();
                    faults.push(Fault { what: name("no conclusion"), edits, code: "IMR215", at: String::new() });
                }
            }
        }
    }
    faults
}

pub fn planted(text: &str, fault: &Fault) -> String {
    let mut changed = text.to_owned();
    for (range, insert) in fault.edits.iter().rev() {
        changed.replace_range(range.clone(), insert);
    }
    changed
}
