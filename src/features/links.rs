//! The public pages behind citations, as far as the catalogue has their addresses. Nothing here opens them.

use crate::analysis::{Cited, Snapshot};
use crate::guidelines::Catalogue;
use crate::model::shifted;
use std::ops::Range;

/// Words behind which a page stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The words.
    pub range: Range<usize>,
    /// The address of the page.
    pub address: String,
    /// What the page is about.
    pub title: String,
}

/// The links of a letter, in order: from the name of a guideline to its page, from a topic to one of its own.
pub fn links(snapshot: &Snapshot) -> Vec<Link> {
    let catalogue = snapshot.catalogue();
    if !snapshot.is_letter() || !has_addresses(catalogue) {
        return Vec::new();
    }
    let mut links = Vec::new();
    for (start, item) in snapshot.letter().items() {
        for cited in snapshot.cited(start, item).citations {
            let of_topics = of_topics(&cited, catalogue);
            let found = of_guideline(&cited, catalogue).into_iter().chain(of_topics);
            links.extend(found.map(|link| Link { range: shifted(&link.range, start), ..link }));
        }
    }
    links.sort_by_key(|link| link.range.start);
    links.dedup_by(|second, first| second.range.start < first.range.end);
    links
}

fn has_addresses(catalogue: &Catalogue) -> bool {
    catalogue.guidelines().any(|(_, guideline)| guideline.address.is_some())
        || catalogue.topics().any(|(_, topic)| topic.address.is_some())
}

fn of_guideline(cited: &Cited<'_>, catalogue: &Catalogue) -> Option<Link> {
    let range = cited.citation.guideline.as_ref().or(cited.citation.text.as_ref())?;
    let guideline = catalogue.guideline(cited.resolution.guideline?);
    Some(Link { range: range.clone(), address: guideline.address.clone()?, title: guideline.name.clone() })
}

fn of_topics(cited: &Cited<'_>, catalogue: &Catalogue) -> Vec<Link> {
    let link = |(place, topic)| {
        let topic = catalogue.topic(topic);
        let range = cited.citation.find(place)?;
        Some(Link { range, address: topic.address.clone()?, title: topic.title().to_owned() })
    };
    cited.resolution.topics.iter().filter_map(|named| link((&named.place, named.topic))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Standards;
    use crate::text::Text;
    use std::sync::Arc;

    const OFFICE: &str = "\
[[guideline]]
id = \"hospital\"
name = \"Our Hospital's Protocol\"
in-mtus = false
address = \"https://example.org/protocol\"

[[topic]]
name = \"Opioids, criteria for use\"
address = \"https://example.org/opioids\"
";

    const LETTER: &str = "\
CLINICAL CASE SUMMARY

She fell.

IMR ISSUES, DECISIONS AND RATIONALES

Norco 10/325mg #60:  Upheld

Claims Administrator guideline: Decision based on Non-MTUS Citation Our Hospital's Protocol.

MAXIMUS guideline: Decision based on MTUS Chronic Pain Treatment Guidelines Opioids, criteria for use Page(s): 78-80.

Decision rationale: She reports no relief. Therefore, the request is not medically necessary.
";

    fn linked(office: &str, letter: &str) -> Vec<(String, String)> {
        let (catalogue, problems) = Catalogue::with_files([("office.toml", office)]);
        assert_eq!(problems, []);
        let standards = Standards::new(Arc::new(catalogue), Arc::default(), None, Vec::new());
        let snapshot = Snapshot::judged_by(Text::from(letter), Arc::new(standards));
        links(&snapshot).into_iter().map(|link| (letter[link.range].to_owned(), link.address)).collect()
    }

    #[test]
    fn guidelines_and_topics_link_to_their_own_pages() {
        let link = |words: &str, page: &str| (words.to_owned(), format!("https://example.org/{page}"));
        let found = linked(OFFICE, LETTER);
        assert_eq!(found, [link("Our Hospital's Protocol", "protocol"), link("Opioids, criteria for use", "opioids")]);
    }

    #[test]
    fn nothing_else_is_linked() {
        assert_eq!(linked("", LETTER), []);
        assert_eq!(linked(OFFICE, "She cites Our Hospital's Protocol.\n"), []);
    }
}
