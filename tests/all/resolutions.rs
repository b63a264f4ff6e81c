//! Judges what citations are taken for, by a table of guideline lines that a human read with the catalogue at hand.
#![allow(clippy::print_stdout, reason = "precision and recall are reported")]

use crate::support;
use imr_ls::guidelines::{Catalogue, Confidence, PageFit, Pages, Reference, Resolution, TopicId, TopicKind};
use imr_ls::layouts::LayoutId;
use imr_ls::model::citation::{Source, canonical, citations, references};
use jiff::civil::{Date, date};
use serde::Deserialize;
use std::fmt::Write;
use std::ops::RangeInclusive;
use std::path::Path;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    row: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    text: String,
    date: Option<String>,
    year: Option<[i16; 2]>,
    #[serde(rename = "note")]
    _note: Option<String>,
    #[serde(default)]
    citation: Vec<Expected>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    source: String,
    #[serde(default)]
    either: Vec<Meaning>,
    document: Option<String>,
    edition: Option<String>,
    topic: Option<Vec<String>>,
    pages_hold: Option<Vec<String>>,
    page: Option<String>,
    confidence: Option<String>,
}

/// What a citation may be taken for. Keys that are absent say nothing.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Meaning {
    document: Option<String>,
    topic: Option<Vec<String>>,
    page: Option<String>,
    confidence: Option<String>,
}

/// What a citation was taken for, in the table's words.
#[derive(Debug, Default)]
struct Taken {
    source: &'static str,
    document: String,
    edition: String,
    topics: Vec<String>,
    whole: bool,
    by_pages: Vec<String>,
    page: &'static str,
    confidence: &'static str,
}

#[derive(Clone, Copy, Default)]
struct Score {
    right: usize,
    answered: usize,
    expected: usize,
}

impl Score {
    fn count(&mut self, right: bool, answered: bool, expected: bool) {
        self.answered += usize::from(answered);
        self.expected += usize::from(expected);
        self.right += usize::from(right && answered && expected);
    }

    fn precision(self) -> f64 {
        share(self.right, self.answered)
    }

    fn recall(self) -> f64 {
        share(self.right, self.expected)
    }
}

#[allow(clippy::cast_precision_loss, reason = "a table has few rows")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

const FIELDS: [&str; 5] = ["document", "topic", "page", "pages_hold", "confidence"];

fn table() -> Vec<Row> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tables/resolutions.toml");
    support::read_toml::<Table>(&path).row
}

fn days(row: &Row) -> Option<RangeInclusive<Date>> {
    let years = row.year.map(|[from, to]| date(from, 1, 1)..=date(to, 12, 31));
    let day = row.date.as_ref().map(|day| day.parse::<Date>().expect("a day"));
    day.map(|day| day..=day).or(years)
}

fn taken(catalogue: &Catalogue, text: &str, days: Option<&RangeInclusive<Date>>) -> Vec<Taken> {
    let citations = citations(text);
    let resolutions = references(text, &citations).into_iter().map(|reference| catalogue.resolve(&reference, days));
    citations
        .iter()
        .zip(resolutions)
        .map(|(citation, resolution)| said(catalogue, citation.source, &resolution))
        .collect()
}

fn said(catalogue: &Catalogue, source: Source, resolution: &Resolution) -> Taken {
    let is_whole = |id: TopicId| catalogue.topic(id).kind == TopicKind::Chapter && catalogue.topic(id).cite.is_none();
    let name = |id: TopicId| catalogue.topic(id).name.clone();
    let topics: Vec<TopicId> = resolution.topics.iter().map(|named| named.topic).filter(|id| !is_whole(*id)).collect();
    let edition = match topics.first() {
        Some(topic) => catalogue.topic(*topic).edition,
        None => resolution.guideline.and_then(|id| catalogue.guideline(id).edition),
    };
    Taken {
        source: match source {
            Source::Mtus => "MTUS",
            Source::NonMtus => "Non-MTUS",
            Source::None => "none",
        },
        document: resolution.guideline.map(|id| catalogue.guideline(id).name.clone()).unwrap_or_default(),
        edition: edition.map(|year| year.to_string()).unwrap_or_default(),
        whole: topics.len() < resolution.topics.len(),
        topics: topics.into_iter().map(name).collect(),
        by_pages: resolution.by_pages.iter().map(|id| name(*id)).collect(),
        page: match resolution.page_fit {
            None => "",
            Some(PageFit::Inside) => "inside",
            Some(PageFit::Outside) => "outside",
            Some(PageFit::Unknown) => "unknown",
        },
        confidence: match resolution.confidence {
            Confidence::Exact => "exact",
            Confidence::Near => "near",
            Confidence::Pages => "pages",
            Confidence::None => "none",
        },
    }
}

/// The meaning as it is written, and with every choice of the entries of `either`.
fn meanings(expected: &Expected) -> Vec<Meaning> {
    let written = Meaning {
        document: expected.document.clone(),
        topic: expected.topic.clone(),
        page: expected.page.clone(),
        confidence: expected.confidence.clone(),
    };
    let mut meanings = vec![written];
    for other in &expected.either {
        let more = meanings.clone().into_iter().map(|meaning| Meaning {
            document: other.document.clone().or(meaning.document),
            topic: other.topic.clone().or(meaning.topic),
            page: other.page.clone().or(meaning.page),
            confidence: other.confidence.clone().or(meaning.confidence),
        });
        meanings.extend(more.collect::<Vec<_>>());
    }
    meanings
}

/// The named topics; a parent beside its part may be left out.
fn names_topics(catalogue: &Catalogue, expected: &[String], found: &[String]) -> bool {
    let has_part = |name: &String| {
        let parts = expected.iter().filter_map(|other| catalogue.topic_named(other));
        let mut parents = parts.filter_map(|part| catalogue.topic(part).parent);
        parents.any(|parent| catalogue.topic(parent).name == *name)
    };
    let without_parents: Vec<&String> = expected.iter().filter(|name| !has_part(name)).collect();
    found == expected || found.iter().eq(without_parents)
}

/// Which fields are right, in the order of [`FIELDS`].
fn judge(catalogue: &Catalogue, expected: &Expected, meaning: &Meaning, taken: &Taken) -> [bool; 5] {
    let text = |wanted: &Option<String>| wanted.clone().unwrap_or_default();
    let topics = meaning.topic.clone().unwrap_or_default();
    let is_of_edition = expected.edition.as_ref().is_none_or(|edition| *edition == taken.edition);
    let holds = |pages: &Vec<String>| taken.by_pages.iter().any(|name| pages.contains(name));
    let is_page_judged = meaning.page.as_ref().is_some_and(|page| !page.is_empty());
    [
        text(&meaning.document) == taken.document && is_of_edition,
        names_topics(catalogue, &topics, &taken.topics),
        !is_page_judged || text(&meaning.page) == taken.page,
        expected.pages_hold.as_ref().is_none_or(holds),
        meaning
            .confidence
            .as_ref()
            .is_none_or(|confidence| confidence == taken.confidence || taken.whole && topics.is_empty()),
    ]
}

/// Rows that are at odds with what the catalogue is allowed to say.
const DISPUTED: [(&str, &str); 1] = [(
    "Clinical \n\nTopics; Page(s): 1.",
    // The only page that the catalogue has for this heading is doubtful, and doubtful facts never count.
    "page",
)];

/// Judges one citation by that one of its meanings which fits it best; tells which fields are wrong.
fn wrong_fields(
    catalogue: &Catalogue,
    expected: &Expected,
    taken: &Taken,
    scores: &mut [Score; FIELDS.len()],
) -> Vec<&'static str> {
    let judged = meanings(expected).into_iter().map(|meaning| (judge(catalogue, expected, &meaning, taken), meaning));
    let count = |right: &[bool; FIELDS.len()]| right.iter().filter(|right| **right).count();
    // Of several best ones the first counts, which is the one as written.
    let best = judged.reduce(|best, other| if count(&other.0) > count(&best.0) { other } else { best });
    let (right, meaning) = best.expect("there is a meaning as written");
    let is_given = |words: &Option<String>| words.as_ref().is_some_and(|words| !words.is_empty());
    let (page, pages_hold) = (is_given(&meaning.page), expected.pages_hold.is_some());
    let topic = meaning.topic.as_ref().is_some_and(|topics| !topics.is_empty());
    let answered_and_expected = [
        (!taken.document.is_empty(), is_given(&meaning.document)),
        (!taken.topics.is_empty(), topic),
        (page && !taken.page.is_empty(), page),
        (pages_hold && !taken.by_pages.is_empty(), pages_hold),
        (true, true),
    ];
    for ((score, right), (answered, wanted)) in scores.iter_mut().zip(right).zip(answered_and_expected) {
        score.count(right, answered, wanted);
    }
    let wrong = FIELDS.iter().zip(right).filter(|(_, right)| !right).map(|(field, _)| *field);
    let source = (taken.source != expected.source).then_some("source");
    wrong.chain(source).collect()
}

#[test]
fn citations_mean_what_a_human_takes_them_for() {
    let catalogue = Catalogue::shipped();
    let mut scores = [Score::default(); FIELDS.len()];
    let mut failing = String::new();
    let rows = table();
    for row in &rows {
        let found = taken(&catalogue, &row.text, days(row).as_ref());
        if found.len() != row.citation.len() {
            let _ = writeln!(failing, "{:?}: {} citations, not {}", row.text, found.len(), row.citation.len());
        }
        for (at, expected) in row.citation.iter().enumerate() {
            let nothing = Taken::default();
            let taken = found.get(at).unwrap_or(&nothing);
            let mut wrong = wrong_fields(&catalogue, expected, taken, &mut scores);
            wrong.retain(|field| !DISPUTED.iter().any(|(text, disputed)| field == disputed && row.text.contains(text)));
            if !wrong.is_empty() {
                let _ = writeln!(failing, "{:?}\n    {wrong:?} in {taken:?}", row.text);
            }
        }
    }
    println!("{} lines", rows.len());
    for (field, score) in FIELDS.iter().zip(scores) {
        println!("{field}: precision {:.3}, recall {:.3} of {}", score.precision(), score.recall(), score.expected);
    }
    assert!(failing.is_empty(), "{failing}");
}

/// The line with a change that leaves its meaning.
fn variations(text: &str) -> Vec<String> {
    let wrapped = text.split_whitespace().collect::<Vec<_>>().join(" \n\n");
    let ampersand = if text.contains('&') { text.replace('&', "and") } else { text.replace(" and ", " & ") };
    vec![
        text.to_uppercase(),
        text.to_lowercase().replace("page(s)", "Page(s)"),
        wrapped,
        text.replace(' ', "  "),
        text.replace(' ', "\u{a0}"),
        text.replace('-', "\u{2013}"),
        ampersand,
    ]
}

#[test]
fn case_wraps_spaces_and_dashes_make_no_difference() {
    let catalogue = Catalogue::shipped();
    let meaning = |taken: Vec<Taken>| -> Vec<_> {
        taken.into_iter().map(|taken| (taken.document, taken.topics, taken.by_pages, taken.page)).collect()
    };
    for row in table() {
        let days = days(&row);
        let expected = meaning(taken(&catalogue, &row.text, days.as_ref()));
        for varied in variations(&row.text) {
            assert_eq!(meaning(taken(&catalogue, &varied, days.as_ref())), expected, "{varied:?}");
        }
    }
}

/// Every topic with words of its own: its guideline's name for a citation, the words, and the topic.
fn citable(catalogue: &Catalogue) -> impl Iterator<Item = (&str, &str, TopicId)> {
    catalogue.topics().filter_map(|(id, topic)| {
        let guideline = catalogue.guideline(topic.guideline);
        let words = topic.cite.as_ref()?.value.as_str();
        (guideline.in_mtus && guideline.name != "MTUS").then_some((guideline.name.as_str(), words, id))
    })
}

fn named(catalogue: &Catalogue, guideline: &str, topic: &str) -> Vec<TopicId> {
    let reference = Reference { guideline: Some(guideline), topic: Some(topic), ..Reference::default() };
    catalogue.resolve(&reference, None).topics.into_iter().map(|named| named.topic).collect()
}

#[test]
fn every_topic_is_named_by_its_own_words() {
    let catalogue = Catalogue::shipped();
    for (guideline, words, topic) in citable(&catalogue) {
        assert_eq!(named(&catalogue, guideline, words), [topic], "{words}");
    }
}

/// The words with one letter missing, doubled, wrong or swapped with the next, at every place.
fn slips(words: &str) -> Vec<String> {
    let letters: Vec<char> = words.chars().collect();
    let places = (0..letters.len()).filter(|at| letters[*at].is_alphabetic());
    let slips = places.flat_map(|at| {
        let with = |change: &[char], skipped: usize| {
            letters[..at].iter().chain(change).chain(&letters[at + skipped..]).collect::<String>()
        };
        let letter = letters[at];
        let wrong = if letter == 'x' { 'y' } else { 'x' };
        let swapped = letters.get(at + 1).filter(|next| next.is_alphabetic()).map(|next| with(&[*next, letter], 2));
        [with(&[], 1), with(&[letter], 0), with(&[letter, letter], 1), with(&[wrong], 1)].into_iter().chain(swapped)
    });
    slips.collect()
}

#[test]
fn a_slip_never_makes_one_topic_another() {
    let catalogue = Catalogue::shipped();
    let (mut all, mut understood) = (0, 0);
    for (guideline, words, topic) in citable(&catalogue) {
        for slip in slips(words) {
            let named = named(&catalogue, guideline, &slip);
            assert!(named.is_empty() || named == [topic], "{slip:?} for {words:?}");
            all += 1;
            understood += usize::from(!named.is_empty());
        }
    }
    println!("{understood} of {all} slips understood");
    assert!(understood * 100 > all * 95);
}

/// No drug is another drug that is spelt nearly the same.
#[test]
fn the_name_of_a_treatment_is_no_misspelt_topic() {
    let catalogue = Catalogue::shipped();
    let guideline = "MTUS Chronic Pain Treatment Guidelines";
    for (_, treatment) in catalogue.treatments() {
        let names = [&treatment.name].into_iter().chain(&treatment.brands).chain(&treatment.synonyms);
        for name in names {
            for topic in named(&catalogue, guideline, name) {
                let title = letters(&catalogue.topic(topic).name);
                let first = letters(name.split([' ', ',', '/', '-']).next().unwrap_or_default());
                assert!(title.contains(first.trim_end_matches('s')), "{name:?} is taken for {title:?}");
            }
        }
    }
}

fn letters(name: &str) -> String {
    name.to_lowercase().chars().filter(|char| char.is_alphanumeric()).collect()
}

#[test]
fn words_that_name_nothing_stay_open_with_the_nearest_offered() {
    let catalogue = Catalogue::shipped();
    let text = "Decision based on MTUS Chronic Pain Treatment Guidelines Muscle relaxers Page(s): 63.";
    let cited = &citations(text)[0];
    let resolution = catalogue.resolve(&references(text, &citations(text))[0], None);
    assert_eq!(resolution.topics, []);
    let unresolved: Vec<&str> =
        resolution.unresolved.iter().filter_map(|place| cited.find(place)).map(|span| &text[span]).collect();
    assert_eq!(unresolved, ["Muscle relaxers"]);
    let nearest = resolution.nearest.expect("something is like it");
    assert_eq!(catalogue.topic(nearest).name, "Muscle relaxants (for pain)");
    assert_eq!(resolution.confidence, Confidence::Pages);
}

#[test]
fn topics_are_found_where_they_stand() {
    let catalogue = Catalogue::shipped();
    let text = "Decision based on MTUS Chronic Pain Treatment Guidelines Opioids, criteria for use, and Weaning of \
                Medications Page(s): 76-80, 124.";
    let cited = &citations(text)[0];
    let resolution = catalogue.resolve(&references(text, &citations(text))[0], None);
    let places = resolution.topics.iter().filter_map(|named| cited.find(&named.place)).map(|span| &text[span]);
    assert_eq!(places.collect::<Vec<_>>(), ["Opioids, criteria for use", "Weaning of Medications"]);
    assert_eq!(resolution.page_fit, Some(PageFit::Inside));
}

#[test]
fn an_edition_is_told_by_the_days_or_its_year() {
    let catalogue = Catalogue::shipped();
    let edition = |guideline: &str, days: Option<RangeInclusive<Date>>| {
        let reference = Reference { guideline: Some(guideline), ..Reference::default() };
        let guideline = catalogue.resolve(&reference, days.as_ref()).guideline?;
        catalogue.guideline(guideline).edition
    };
    let name = "Chronic Pain Medical Treatment Guidelines";
    assert_eq!(edition(name, Some(date(2016, 7, 27)..=date(2016, 7, 27))), Some(2009));
    assert_eq!(edition(name, Some(date(2016, 7, 28)..=date(2016, 7, 28))), Some(2016));
    assert_eq!(edition(&format!("{name} (2016)"), Some(date(2014, 1, 1)..=date(2014, 1, 1))), Some(2016));
    assert_eq!(edition("Chiropractic Guidelines", None), None);
}

#[test]
fn every_layout_has_one_form_of_a_citation() {
    let catalogue = Catalogue::shipped();
    let words = |topic: &str, pages: &[Pages], layout: LayoutId| {
        let topic = catalogue.topic_named(topic).expect("the topic is in the catalogue");
        canonical(&catalogue, catalogue.topic(topic).guideline, Some(topic), pages, layout)
    };
    let pages = |first: u32, last: u32| [Pages { first, last }];
    let opioids = "Opioids, criteria for use";
    assert_eq!(
        words(opioids, &pages(78, 80), LayoutId::Letter2015),
        "Decision based on MTUS Chronic Pain Treatment Guidelines Opioids, criteria for use Page(s): 78-80."
    );
    assert_eq!(
        words(opioids, &pages(78, 80), LayoutId::Letter2016),
        "Decision based on MTUS Chronic Pain Medical Treatment 2009, Section(s): Opioids, criteria for use."
    );
    let special_studies = "Ch 12 Low Back: special studies";
    assert_eq!(
        words(special_studies, &pages(303, 305), LayoutId::Letter2014),
        "Decision based on MTUS ACOEM Chapter 12 Low Back Complaints Page(s): 303-305."
    );
    assert_eq!(
        words(special_studies, &pages(303, 305), LayoutId::Letter2016),
        "Decision based on MTUS Low Back Complaints 2004."
    );
    assert_eq!(
        words("ODG Pain: Insomnia treatment", &[], LayoutId::Letter2016),
        "Decision based on Non-MTUS Citation Official Disability Guidelines (ODG), Pain (Chronic), Insomnia treatment."
    );
    assert_eq!(
        words("Lyrica (refers to pregabalin)", &pages(58, 58), LayoutId::Letter2015),
        "Decision based on MTUS Chronic Pain Treatment Guidelines Page(s): 58."
    );
}

/// What may be put into a letter is understood when it is read there.
#[test]
fn canonical_citations_mean_what_they_were_made_from() {
    let catalogue = Catalogue::shipped();
    for (id, topic) in catalogue.topics().filter(|(_, topic)| topic.cite.is_some()) {
        let text = canonical(&catalogue, topic.guideline, Some(id), &[], LayoutId::Letter2015);
        let resolutions: Vec<Resolution> =
            references(&text, &citations(&text)).iter().map(|reference| catalogue.resolve(reference, None)).collect();
        assert_eq!(resolutions.len(), 1, "{text}");
        let last = resolutions[0].topics.last().map(|named| (named.topic, named.confidence));
        assert_eq!(last, Some((id, Confidence::Exact)), "{text}");
    }
}
