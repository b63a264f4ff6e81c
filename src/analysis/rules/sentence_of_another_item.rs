//! A sentence that stands in the rationales of two items which ask for different treatment.

use super::wrong_treatment::strays;
use super::{Check, Reporter, Rule, Sample, Source, sample};
use crate::analysis::care::Care;
use crate::analysis::finding::{Severity, Weight};
use crate::analysis::passage::letters;
use crate::analysis::whole::{Kin, Narrative, Rationale, Request, Whole, is_grounds_for};
use crate::analysis::words::placed;
use crate::guidelines::{Context, TreatmentId};
use crate::model::sentences;
use crate::text::pattern::verbose;
use regex::Regex;
use std::cell::LazyCell;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

pub(super) static RULE: Rule = Rule {
    code: "IMR510",
    name: "sentence-of-another-item",
    summary: "A sentence stands word for word in the rationales of two items that ask for different treatment.",
    why: "What is a reason for one treatment is seldom one for another. Most often the sentence was pasted once too often, and one of \
          the two decisions rests on it wrongly.",
    example: Sample {
        of: sample::TWO_ITEMS,
        good: &[
            (
                "It does not say\nhow often a tablet is taken. Therefore, the request",
                "MTUS limits Valium to\nfour weeks. Valium 5mg #8",
            ),
            (
                "rehabilitation. The chart does\nnot mention any. Therefore, the request",
                "rehabilitation, and none is\nplanned. The acupuncture",
            ),
        ],
        bad: &[(
            "The acupuncture is not medically necessary.",
            "MTUS limits Valium to four weeks. The acupuncture is not medically\nnecessary.",
        )],
    },
    weight: Weight::Fault(Severity::Warning),
    is_on: true,
    check: Check::Whole(check),
    fixes: None,
};

fn check(whole: &Whole<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    let summary = whole.summary();
    let told = LazyCell::new(|| -> HashSet<u64> {
        let told = summary.iter().flat_map(|summary| summary.prose.hashed_sentences());
        told.map(|(_, _, hash)| hash).collect()
    });
    let items: Vec<Item<'_>> = whole.rationales().map(Item::of).collect();
    let each = items.iter().enumerate().flat_map(|(item, Item { sentences, .. })| {
        sentences.iter().enumerate().map(move |(index, (_, _, hash))| (*hash, item, index))
    });
    let mut places: Vec<_> = each.collect();
    places.sort_unstable();
    // What stands in three rationales was meant to.
    let pairs = places.chunk_by(|(hash, ..), (other, ..)| hash == other).filter_map(|places| match *places {
        [(hash, first, at), (_, second, again)] if first != second => Some((hash, [(first, at), (second, again)])),
        _ => None,
    });
    let mut shared: Vec<_> = pairs.filter(|(hash, _)| !told.contains(hash)).map(|(_, places)| places).collect();
    shared.sort_unstable();
    // Of each two items, up to which sentence of the first nothing more is to be told.
    let mut looked_to: HashMap<(usize, usize), usize> = HashMap::new();
    for [(first, at), (second, again)] in shared {
        let looked_to = looked_to.entry((first, second)).or_default();
        if at < *looked_to {
            continue;
        }
        let (one, other) = (&items[first], &items[second]);
        let count = one.same_from(at, other, again);
        *looked_to = at + count;
        if count == 0 || one.is_of_the_kind_of(other) {
            continue;
        }
        let texts = [one.run(at, count), other.run(again, count)];
        let same = Same { texts, count, opens_both: at == 0 && again == 0 };
        let Some(found) = same.found(one, other, source) else { continue };
        // Whoever pasted more of it knows by the first.
        *looked_to = usize::MAX;
        let is_stray =
            |item: &Item<'_>| strays(whole, source).iter().any(|stray| item.narrative.whole().contains(&stray.start));
        if is_stray(one) || is_stray(other) {
            continue;
        }
        match found {
            Found::OfOther { place, stands } => {
                let message =
                    "This is said of the treatment of another item, in the rationale of which it stands as well.";
                reporter.report_with(place, message.to_owned(), stands, "It stands here as well.".to_owned());
            }
            Found::InBoth { place } => {
                let message =
                    "This stands word for word in the rationale of another item. Check to which of them it belongs.";
                reporter.inform(place, message.to_owned());
            }
        }
    }
}

/// The rationale of an item.
struct Item<'a> {
    narrative: Narrative<'a>,
    request: &'a Request,
    /// Each with where it starts and by which hash it is known.
    sentences: Vec<(usize, &'a str, u64)>,
}

/// What is to be told of the same words in two rationales.
enum Found {
    /// They speak of the other item's treatment.
    OfOther { place: Range<usize>, stands: Range<usize> },
    /// Nobody can tell where they belong.
    InBoth { place: Range<usize> },
}

impl<'a> Item<'a> {
    fn of(Rationale { narrative, request, .. }: Rationale<'a>) -> Self {
        let sentences = narrative.prose.hashed_sentences().collect();
        Item { narrative, request, sentences }
    }

    /// How many sentences from here on are the same as those of another item; none if they are only a conclusion.
    fn same_from(&self, at: usize, other: &Item<'_>, again: usize) -> usize {
        let pairs = self.sentences[at..].iter().zip(&other.sentences[again..]);
        pairs
            .take_while(|(own, others)| {
                letters(own.1).eq(letters(others.1)) && !own.1.to_ascii_lowercase().contains("necess")
            })
            .count()
    }

    /// Whether the same may be said of what both ask for.
    fn is_of_the_kind_of(&self, other: &Item<'_>) -> bool {
        self.request.kin.may_stand_for(&other.request.kin)
    }

    /// Whether one goes with the surgery that the other asks for: what is said of that one is a reason for this one as well.
    fn goes_with(&self, surgery: &Item<'_>) -> bool {
        surgery.request.is_surgery && self.request.goes_with_surgery
    }

    /// Where so many sentences stand in it.
    fn run(&self, at: usize, count: usize) -> Range<usize> {
        let (start, _, _) = self.sentences[at];
        let (last, sentence, _) = self.sentences[at + count - 1];
        start..last + sentence.len()
    }
}

/// What stands in two rationales, and where in each.
struct Same {
    texts: [Range<usize>; 2],
    count: usize,
    /// Whether both rationales begin with it, as with what the patient has.
    opens_both: bool,
}

impl Same {
    fn found(&self, one: &Item<'_>, other: &Item<'_>, source: &Source<'_>) -> Option<Found> {
        const SHORTEST: usize = 5;
        const SHORTEST_UNNAMED: usize = 8;
        // Nobody writes so much twice who has not copied it, whatever it is about.
        const LONG: usize = 15;
        const LONG_TOGETHER: usize = 10;
        let [first, second] = &self.texts;
        let (first, second) = (one.narrative.place(first), other.narrative.place(second));
        let text = source.text(&first);
        let length = text.split_whitespace().count();
        let go_together = one.goes_with(other) || other.goes_with(one);
        let are_most = || self.is_most_of(one) || self.is_most_of(other);
        let is_long = length >= LONG || self.count > 1 && length >= LONG_TOGETHER;
        let is_copied = is_long && !self.opens_both && !are_most();
        let in_both = Some(Found::InBoth { place: second.clone() });
        let (wrong, right, place, stands) = match (names(&text, one, other, source), names(&text, other, one, source)) {
            (false, true) => (one, other, first, second),
            (true, false) => (other, one, second, first),
            (true, true) => {
                return in_both.filter(|_| is_copied && self.count > 1 && !is_of_both(&text, one, other, source));
            }
            (false, false) => {
                let is_set = OF_GUIDELINE.is_match(&text) || SET_PHRASE.is_match(&text);
                let is_of_surgery = go_together || one.request.is_service && other.request.is_service;
                let is_told = length >= SHORTEST_UNNAMED && !is_set && !is_of_surgery && !self.opens_both;
                // One sentence of a guideline may be said of two treatments.
                let is_copied = is_copied && (self.count > 1 || !OF_GUIDELINE.is_match(&text));
                return in_both.filter(|_| is_copied || is_told && !self.is_most_of(other));
            }
        };
        let is_rightly_said = || {
            is_grounds_for(&right.request.kin, right.request, wrong.request)
                || are_near(right.request, wrong.request, source)
        };
        match () {
            () if wrong.goes_with(right) => in_both.filter(|_| is_copied),
            () if length < SHORTEST || self.is_most_of(wrong) => None,
            () if OF_GUIDELINE.is_match(&text) && !is_rightly_said() => Some(Found::OfOther { place, stands }),
            () => Some(Found::InBoth { place }),
        }
    }

    fn is_most_of(&self, item: &Item<'_>) -> bool {
        2 * self.count > item.sentences.len()
    }
}

/// Whether guidelines say much of both together, as of several therapies or of an MRI and an EMG.
fn are_near(one: &Request, other: &Request, source: &Source<'_>) -> bool {
    let care = |id: &TreatmentId| Care::of_class(source.catalogue.treatment(*id).class.as_deref()?);
    let cares = |request: &Request| request.kin.treatments.iter().filter_map(care).collect::<Vec<_>>();
    let others = cares(other);
    cares(one).iter().any(|care| !care.is_drug() && others.iter().any(|other| care.is_like(*other)))
}

/// Whether words name what an item asks for, and not only what the other one does as well.
fn names(text: &str, item: &Item<'_>, other: &Item<'_>, source: &Source<'_>) -> bool {
    let mentions = source.catalogue.names().mentions(text, Context::Heading);
    mentions.iter().any(|mention| Kin::of([mention], source.catalogue).may_stand_for(&item.request.kin))
        || placed(text).iter().any(|word| other.request.words_about.are_told_from(&item.request.words_about, word))
}

/// Whether each sentence names what both items ask for.
fn is_of_both(text: &str, one: &Item<'_>, other: &Item<'_>, source: &Source<'_>) -> bool {
    let mut sentences = sentences(text).into_iter().map(|sentence| &text[sentence]);
    sentences.all(|sentence| names(sentence, one, other, source) && names(sentence, other, one, source))
}

/// What guidelines say of a treatment is for that treatment.
static OF_GUIDELINE: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: acoem | chapter | criteri [a-z]+ | fda | guid(?:e | ance) [a-z]* | (?: ca [\s-]+ )? mtus | odg | recommend [a-z]* | schedule ) \b",
    )
});

/// What may be said of any request.
static SET_PHRASE: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: chart (?: ed | s )? | describ [a-z]+ | diagnos [a-z]+ | document [a-z]* | evidence | function [a-z]* | improve [a-z]* | information
            | injured \s+ worker | injury | medical | note s? | noted | provided | provider | physician | record s? | request [a-z]* | review [a-z]*
            | submitted | utilization | UR ) \b",
    )
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::rules::sample;
    use crate::analysis::{Snapshot, Stage};
    use crate::text::Text;

    /// How severe a sentence is that stands in the rationales of these requests, each behind its own reason.
    fn severity(requests: &[(&str, &str)], sentence: &str) -> Vec<Severity> {
        let item = |(request, reason): &(&str, &str)| {
            let line = "Decision based on Non-MTUS Citation Official Disability Guidelines (ODG), Pain.";
            format!(
                "{request}:  Upheld\n\nClaims Administrator guideline: {line}\n\nMAXIMUS guideline: {line}\n\nDecision rationale: \
                 {reason} {sentence} The request for {request} is not medically necessary."
            )
        };
        let text = sample::letter(&requests.iter().map(item).collect::<Vec<_>>().join("\n\n"));
        let findings = Snapshot::new(Text::from(text.as_str())).findings(Stage::Final, None).list;
        findings.into_iter().filter(|finding| finding.rule == &RULE).map(|finding| finding.severity).collect()
    }

    const LYRICA: (&str, &str) = ("Lyrica 75mg #60", "For neuropathic pain Lyrica is fair.");
    const MATTRESS: (&str, &str) = ("Orthopedic mattress", "A mattress is a matter of taste.");
    const RELISTOR: (&str, &str) = ("Relistor 150mg #90", "With opioids the bowels are slow, and Relistor helps.");
    const MRI: (&str, &str) = ("Repeat MRI of the lumbar spine", "One MRI was had in the spring.");
    const EMG: (&str, &str) = ("EMG of both legs", "An EMG is for what is subtle.");
    const NORCO: (&str, &str) = ("Norco 10/325mg #60", "The four As of Norco were looked at.");
    const TENS: (&str, &str) = ("TENS unit, purchase", "A trial of TENS was had.");

    #[test]
    fn sentences_of_another_item() {
        for (requests, sentence, expected) in [
            ([LYRICA, MATTRESS], "The ODG find no study in favor of any kind of mattress.", Severity::Warning),
            ([MATTRESS, LYRICA], "The MTUS recommends Lyrica for diabetic neuropathy.", Severity::Warning),
            ([RELISTOR, LYRICA], "On Relistor the bowels move daily.", Severity::Information),
            ([MRI, EMG], "ACOEM wants findings that identify a nerve before imaging.", Severity::Information),
            ([MRI, LYRICA], "First prescription, one at bedtime for 30 days.", Severity::Information),
            ([TENS, LYRICA], "Is the distance unreasonable? It is 11 miles.", Severity::Information),
            (
                [TENS, LYRICA],
                "ODG wants it for narcolepsy or shift work. None was ever seen here.",
                Severity::Information,
            ),
            ([TENS, LYRICA], "The trial did help per the notes. Lyrica and the TENS went on.", Severity::Information),
            (
                [MATTRESS, LYRICA],
                "The patient fulfills every one of them: 14 visits of therapy failed, and the records describe pain at rest.",
                Severity::Information,
            ),
        ] {
            assert_eq!(severity(&requests, sentence), [expected], "{sentence}");
        }
    }

    #[test]
    fn what_opens_both() {
        for (opening, expected) in [
            ("Dyspepsia from an NSAID: add a PPI, says MTUS.", &[Severity::Warning][..]),
            ("He fell from a ladder in May and hurts ever since.", &[]),
        ] {
            let reasons = [
                ("Omeprazole 20mg #60", format!("{opening} He has it. One a day will do. He had none.")),
                ("TENS unit, purchase", format!("{opening} A trial was had. It is his. He likes it.")),
            ];
            let requests = [0, 1].map(|at| (reasons[at].0, reasons[at].1.as_str()));
            assert_eq!(severity(&requests, ""), expected, "{opening}");
        }
    }

    #[test]
    fn what_is_said_of_both() {
        for (requests, sentence) in [
            (&[LYRICA, MATTRESS][..], "CA MTUS does not address this issue."),
            (&[LYRICA, MATTRESS], "There is no documentation of any gain since the last visit of May."),
            (&[LYRICA, MATTRESS], "He sleeps poorly."),
            (&[LYRICA, MATTRESS], "ODG wants it for those in pain for more than six months who cannot work."),
            (&[LYRICA, TENS], "Neither the Lyrica nor the TENS has changed what he can do."),
            (
                &[NORCO, ("Percocet 5/325mg #30", "Percocet was new.")],
                "The MTUS wants opioids at the lowest dose that helps.",
            ),
            (&[MRI, LYRICA, TENS], "He fell from a ladder in May and has had a sore back ever since."),
            (
                &[
                    ("Lumbar fusion L4-5", "Fusion is for instability."),
                    ("Associated surgical service: assistant", "He helps."),
                ],
                "No instability was seen on the films that were taken in flexion and extension.",
            ),
        ] {
            assert_eq!(severity(requests, sentence), [], "{sentence}");
        }
    }
}
