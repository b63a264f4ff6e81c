//! Setting the decision of an item everywhere in it: in its heading and in the conclusions of its rationale.

use crate::analysis::{Snapshot, decision_edit};
use crate::layouts::FieldKind;
use crate::layouts::decision::Verdict;
use crate::model::conclusion::{Conclusion, Necessity, conclusions};
use crate::model::{DecidedIn, Field, Item, shifted};
use crate::text::pattern::pattern;
use crate::text::{Edit, apply_all};
use regex::Regex;
use std::sync::LazyLock;

/// A change that sets a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turned {
    /// What changes.
    pub edit: Edit,
    /// Whether the sentence perhaps speaks of a part of the request only.
    pub is_doubtful: bool,
}

/// What sets the decision of the item at a place, in the order of the places: nothing if it is set already. `None` if there
/// is no item whose heading has a decision, or if a conclusion is in words that cannot be turned surely.
pub fn set_decision(snapshot: &Snapshot, at: usize, verdict: Verdict) -> Option<Vec<Turned>> {
    let (offset, item) = snapshot.letter().item_at(at)?;
    let heading = item.heading.as_ref().filter(|heading| heading.decided_in == DecidedIn::Word)?;
    let mut turned = Vec::new();
    if heading.verdict != verdict {
        turned.push(Turned { edit: decision_edit(snapshot, offset, heading, verdict)?, is_doubtful: false });
    }
    let last = item.conclusion();
    for field in item.fields_of(FieldKind::Rationale) {
        let opposite = |conclusion: &&Conclusion| conclusion.necessity.verdict() != verdict;
        let edits: Option<Vec<Edit>> =
            field.conclusions.iter().filter(opposite).map(|conclusion| turn(snapshot, offset, conclusion)).collect();
        let edits = edits?;
        if !is_turned(snapshot, offset, field, &edits, verdict) {
            return None;
        }
        let doubtful = |conclusion: &Conclusion| !conclusion.is_of_request && Some(conclusion) != last;
        let edits = edits.into_iter().zip(field.conclusions.iter().filter(opposite));
        turned.extend(edits.map(|(edit, conclusion)| Turned { edit, is_doubtful: doubtful(conclusion) }));
    }
    turned.sort_by_key(|turned| turned.edit.range.start);
    Some(turned)
}

/// Whether a place is where an item is decided: in its heading or in one of its conclusions.
pub fn is_decided_at(offset: usize, item: &Item, at: usize) -> bool {
    let heading = item.heading.iter().map(|heading| &heading.range);
    let sentences = item.fields.iter().flat_map(|field| &field.conclusions).map(|conclusion| &conclusion.sentence);
    heading.chain(sentences).any(|place| (offset + place.start..=offset + place.end).contains(&at))
}

/// Takes the `not` out of a conclusion, or puts it in.
fn turn(snapshot: &Snapshot, offset: usize, conclusion: &Conclusion) -> Option<Edit> {
    static NOT: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)^(?:(?:is|are|was|were|has|have)\s+)?(not\s+)"));
    static VERB: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)\b(?:is|are|was|were)(?:,?\s+(?:therefore|thus|hence|also|considered|deemed|felt|found|judged))*\s+$",
        )
    });
    static OWN_VERB: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)^(?:is|are|was|were|has|have)\s+"));
    let words = shifted(&conclusion.words, offset);
    let written = snapshot.text().slice(words.clone());
    match conclusion.necessity {
        Necessity::NotNecessary => {
            let not = NOT.captures(&written)?.get(1)?;
            Some(Edit { range: words.start + not.start()..words.start + not.end(), insert: String::new() })
        }
        Necessity::Necessary => {
            let before = snapshot.text().slice(offset + conclusion.sentence.start..words.start);
            let at = match OWN_VERB.find(&written) {
                Some(verb) => verb.end(),
                None => VERB.find(&before).map(|_| 0)?,
            };
            let is_shouted = !written.chars().any(char::is_lowercase);
            let not = if is_shouted { "NOT " } else { "not " };
            Some(Edit { range: words.start + at..words.start + at, insert: not.to_owned() })
        }
    }
}

/// Whether a rationale with these edits concludes the same in as many sentences as before.
fn is_turned(snapshot: &Snapshot, offset: usize, field: &Field, edits: &[Edit], verdict: Verdict) -> bool {
    let Some(place) = field.content.as_ref().map(|content| shifted(content, offset)) else { return edits.is_empty() };
    if edits.is_empty() {
        return true;
    }
    let within = |edit: &Edit| Edit {
        range: edit.range.start - place.start..edit.range.end - place.start,
        insert: edit.insert.clone(),
    };
    let edits: Vec<Edit> = edits.iter().map(within).collect();
    let after = conclusions(&apply_all(&snapshot.text().slice(place), &edits));
    after.len() == field.conclusions.len() && after.iter().all(|conclusion| conclusion.necessity.verdict() == verdict)
}
