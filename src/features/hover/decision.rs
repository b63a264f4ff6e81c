//! What a decision means, and whether the rationale agrees with it.

use super::{Hover, is_at};
use crate::analysis::Snapshot;
use crate::features::card::Card;
use crate::layouts::decision::Verdict;
use crate::model::conclusion::Necessity;
use crate::model::shifted;

pub(super) fn hover(snapshot: &Snapshot, at: usize) -> Option<Hover> {
    let (offset, item) = snapshot.letter().item_at(at)?;
    let heading = item.heading.as_ref()?;
    let range = shifted(&heading.words, offset);
    if !is_at(&range, at) {
        return None;
    }
    let (meaning, agreeing) = match heading.verdict {
        Verdict::Upheld => (
            "The denial of the claims administrator stands: the treatment is not medically necessary.",
            Necessity::NotNecessary,
        ),
        Verdict::Overturned => (
            "The denial of the claims administrator falls: the treatment is medically necessary.",
            Necessity::Necessary,
        ),
        Verdict::Unknown | Verdict::Undecided => return None,
    };
    let mut card = Card::titled(heading.verdict.word()?);
    card.note(meaning);
    card.note(match item.conclusion() {
        Some(conclusion) if conclusion.necessity == agreeing => "The rationale concludes so.",
        Some(_) => "The rationale concludes the opposite.",
        None => "The rationale comes to no conclusion yet.",
    });
    Some(Hover { range, card })
}
