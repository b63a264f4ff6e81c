//! The wording that a letter lacks where one has stopped to write, to be shown behind the cursor. It is the letter's own
//! fixed wording, and nothing else is ever shown in prose.

use super::completion::concluding_sentence;
use super::new_letter::spaced;
use crate::analysis::Snapshot;
use crate::layouts::{FieldKind, LayoutId, wording};
use crate::model::dialect::Dialect;
use crate::model::{Item, PartKind, Section};

/// What is to stand at an offset: the conclusion that agrees with the decision behind a rationale without one, or the
/// fixed wording of a section behind its heading.
pub fn inline_completion(snapshot: &Snapshot, offset: usize) -> Option<String> {
    let text = snapshot.text();
    let offset = offset.min(text.len());
    let line = text.line_at(offset);
    let end = text.end_before(offset);
    let is_at_end = text.slice(offset..text.line_range(line).end).trim().is_empty();
    if !snapshot.letter().has_anchor() || !is_at_end || line > text.line_at(end) + 1 {
        return None;
    }
    let (start, part) = snapshot.letter().part_at(end.saturating_sub(1))?;
    let gap = text.slice(end..offset);
    match &part.kind {
        PartKind::Item(item) => conclusion(snapshot, start, item, end, &gap),
        PartKind::Section(section) => opening(snapshot, start, section, end, &gap),
        PartKind::Front => None,
    }
}

fn conclusion(snapshot: &Snapshot, start: usize, item: &Item, end: usize, gap: &str) -> Option<String> {
    let rationale = item.field(FieldKind::Rationale).filter(|rationale| !rationale.has_verdict_cue)?;
    let written = rationale.written().filter(|written| start + written.end == end)?;
    let words = snapshot.text().slice(start + written.start..end);
    let is_finished = words.trim_end_matches(['"', '”', '’', ')', ']']).ends_with(['.', '!', '?']);
    let sentence = concluding_sentence(item).filter(|_| is_finished)?;
    Some(if gap.is_empty() { format!(" {sentence}") } else { sentence.to_owned() })
}

fn opening(snapshot: &Snapshot, start: usize, section: &Section, end: usize, gap: &str) -> Option<String> {
    let heading = section.heading.as_ref().filter(|heading| start + heading.end == end)?;
    if section.lead_in.is_some() || section.content.is_some() {
        return None;
    }
    // One heading alone tells no layout yet.
    let layout = Some(snapshot.layout()).filter(|layout| *layout != LayoutId::Other).unwrap_or(LayoutId::Letter2015);
    let profile = snapshot.standards().settings.profile();
    let paragraphs = wording::opening(layout, section.kind, &profile);
    let own = paragraphs.first()?.first()?.len();
    let wording = spaced(&paragraphs, &Dialect::around(snapshot.text(), start + heading.start));
    let wording = &wording[own..];
    let is_below = gap.contains(['\n', '\r']);
    let wording = if is_below { wording.trim_start() } else { wording };
    (!wording.is_empty()).then(|| wording.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

    /// What is shown where `$0` stands.
    fn shown(marked: &str) -> Option<String> {
        let offset = marked.find("$0").expect("a cursor");
        inline_completion(&Snapshot::new(Text::from(marked.replace("$0", "").as_str())), offset)
    }

    fn item(decision: &str, rationale: &str) -> String {
        format!(
            "IMR ISSUES, DECISIONS AND RATIONALES\n\nNorco 10/325mg #60: {decision}\n\nMAXIMUS guideline: Decision based \
             on MTUS Chronic Pain Treatment Guidelines.\n\nDecision rationale: {rationale}"
        )
    }

    #[test]
    fn the_conclusion_agrees_with_the_decision() {
        for (decision, sentence) in [
            ("Upheld", Some("Therefore, the request is not medically necessary.")),
            ("Overturned", Some("Therefore, the request is medically necessary.")),
            ("TBD", None),
        ] {
            assert_eq!(shown(&item(decision, "Use is not noted. $0\n")).as_deref(), sentence, "{decision}");
        }
        let behind_word = shown(&item("Upheld", "Use is not noted.$0"));
        assert_eq!(behind_word.as_deref(), Some(" Therefore, the request is not medically necessary."));
    }

    #[test]
    fn nothing_is_shown_within_prose() {
        for rationale in [
            "$0",
            "Use is not$0",
            "Use is$0 not noted.",
            "Use is not noted.\n\n\n$0",
            "Therefore, the request is not medically necessary. $0",
        ] {
            assert_eq!(shown(&item("Upheld", rationale)), None, "{rationale}");
        }
        assert_eq!(shown("Use is not noted.$0"), None);
    }

    #[test]
    fn a_heading_is_followed_by_its_wording() {
        let lead_in = "The expert reviewer developed the following clinical case summary based on a review of the case \
                       file, including all medical records:";
        assert_eq!(shown("CLINICAL CASE SUMMARY$0"), Some(format!("\n{lead_in}")));
        assert_eq!(shown("CLINICAL CASE SUMMARY\n$0"), Some(lead_in.to_owned()));
        assert_eq!(shown(&format!("CLINICAL CASE SUMMARY$0\n{lead_in}")), None);
    }
}
