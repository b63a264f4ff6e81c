//! A sentence that stands in the rationales of two items which ask for different treatment.

use super::wrong_treatment::is_grounds_for;
use super::{Check, Reporter, Rule, Source};
use crate::analysis::finding::{Severity, Weight};
use crate::analysis::passage::letters;
use crate::analysis::whole::{Kin, Narrative, Request, Whole};
use crate::analysis::words::placed;
use crate::guidelines::Context;
use crate::text::pattern::verbose;
use regex::Regex;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

pub(super) static RULE: Rule = Rule {
    code: "IMR510",
    name: "sentence-of-another-item",
    summary: "A sentence stands word for word in the rationales of two items that ask for different treatment.",
    why: "What is a reason for one treatment is seldom one for another. Most often the sentence was pasted once too often, and one of \
          the two decisions rests on it wrongly.",
    bad: "\
Valium 5mg #8:  Upheld

Claims Administrator guideline: Decision based on MTUS Chronic Pain Treatment
Guidelines Benzodiazepines Page(s): 24.

MAXIMUS guideline: Decision based on MTUS Chronic Pain Treatment Guidelines
Benzodiazepines Page(s): 24.

Decision rationale: The chart describes a fall and poor sleep. MTUS limits Valium to
four weeks. Valium 5mg #8 is not medically necessary.

Acupuncture, 6 visits:  Upheld

Claims Administrator guideline: Decision based on MTUS Acupuncture Treatment
Guidelines.

MAXIMUS guideline: Decision based on MTUS Acupuncture Treatment Guidelines.

Decision rationale: Acupuncture may be used beside rehabilitation, and none is
planned. MTUS limits Valium to four weeks. The acupuncture is not medically
necessary.",
    good: "\
Valium 5mg #8:  Upheld

Claims Administrator guideline: Decision based on MTUS Chronic Pain Treatment
Guidelines Benzodiazepines Page(s): 24.

MAXIMUS guideline: Decision based on MTUS Chronic Pain Treatment Guidelines
Benzodiazepines Page(s): 24.

Decision rationale: The chart describes a fall and poor sleep. MTUS limits Valium to
four weeks. Valium 5mg #8 is not medically necessary.

Acupuncture, 6 visits:  Upheld

Claims Administrator guideline: Decision based on MTUS Acupuncture Treatment
Guidelines.

MAXIMUS guideline: Decision based on MTUS Acupuncture Treatment Guidelines.

Decision rationale: Acupuncture may be used beside rehabilitation, and none is
planned. The acupuncture is not medically necessary.",
    weight: Weight::Fault(Severity::Warning),
    is_on: true,
    check: Check::Whole(check),
    fixes: None,
};

fn check(whole: &Whole<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    let summary = whole.summary();
    let told: HashSet<u64> =
        summary.iter().flat_map(|summary| summary.prose.hashed_sentences()).map(|(_, _, hash)| hash).collect();
    let items: Vec<Item<'_>> = whole.narratives().filter_map(Item::of).collect();
    // What stands in three rationales was meant to.
    let mut places: HashMap<u64, Vec<(usize, usize)>> = HashMap::new();
    for (item, sentences) in items.iter().map(|item| &item.sentences).enumerate() {
        for (index, (_, _, hash)) in sentences.iter().enumerate().filter(|(_, (_, _, hash))| !told.contains(hash)) {
            places.entry(*hash).or_default().push((item, index));
        }
    }
    let mut shared: Vec<_> = places.into_values().filter(|places| places.len() == 2).collect();
    shared.sort_unstable();
    let mut known = HashSet::new();
    for places in shared {
        let [(first, at), (second, again)] = places[..] else { continue };
        if first == second || at == 0 && again == 0 || known.contains(&(first, second)) {
            continue;
        }
        let (one, other) = (&items[first], &items[second]);
        let count = one.same_from(at, other, again);
        if count == 0 || !one.is_of_other_kind(other) {
            continue;
        }
        let same = Same { texts: [one.run(at, count), other.run(again, count)], count };
        if let Some(found) = same.found(one, other, source) {
            known.insert((first, second));
            let (message, (place, stands)) = found;
            let also = "It stands here as well.".to_owned();
            match message {
                Message::OfOther => {
                    let message =
                        "This is said of the treatment of another item, in the rationale of which it stands as well.";
                    reporter.report_with(place, message.to_owned(), stands, also);
                }
                Message::InBoth => {
                    let message = "This stands word for word in the rationale of another item. Check to which of them it belongs.";
                    reporter.inform(place, message.to_owned());
                }
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

enum Message {
    OfOther,
    InBoth,
}

impl<'a> Item<'a> {
    fn of(narrative: Narrative<'a>) -> Option<Self> {
        let request = narrative.request?;
        let sentences = narrative.prose.hashed_sentences().collect();
        Some(Item { narrative, request, sentences })
    }

    /// How many sentences from here on are the same as those of another item; none if they are only a conclusion.
    fn same_from(&self, at: usize, other: &Item<'_>, again: usize) -> usize {
        let pairs = self.sentences[at..].iter().zip(&other.sentences[again..]);
        pairs.take_while(|(own, others)| letters(own.1).eq(letters(others.1)) && !own.1.contains("necess")).count()
    }

    /// Whether both ask for treatment of which nobody says the same, and neither goes with the other.
    fn is_of_other_kind(&self, other: &Item<'_>) -> bool {
        let (own, others) = (self.request, other.request);
        let are_alike = own.kin.is_like(&others.kin) || own.kin.may_be(&others.kin);
        let go_together = own.is_surgery && others.goes_with_surgery || others.is_surgery && own.goes_with_surgery;
        !are_alike && !go_together
    }

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
}

impl Same {
    fn found(
        &self,
        one: &Item<'_>,
        other: &Item<'_>,
        source: &Source<'_>,
    ) -> Option<(Message, (Range<usize>, Range<usize>))> {
        const SHORTEST: usize = 5;
        const SHORTEST_UNNAMED: usize = 8;
        let [own, others] = &self.texts;
        let text = source.text(&one.narrative.place(own));
        let length = text.split_whitespace().count();
        let places = (one.narrative.place(own), other.narrative.place(others));
        let swapped = (places.1.clone(), places.0.clone());
        let is_most_of = |item: &Item<'_>| 2 * self.count > item.sentences.len();
        let may_warn = |wrong: &Item<'_>, right: &Item<'_>| {
            OF_GUIDELINE.is_match(&text) && !is_grounds_for(&right.request.kin, right.request, wrong.request)
        };
        match (names(&text, one, other, source), names(&text, other, one, source)) {
            _ if length < SHORTEST => None,
            (true, true) => None,
            (true, false) if !is_most_of(other) => {
                Some((if may_warn(other, one) { Message::OfOther } else { Message::InBoth }, swapped))
            }
            (false, true) if !is_most_of(one) => {
                Some((if may_warn(one, other) { Message::OfOther } else { Message::InBoth }, places))
            }
            (false, false) if length >= SHORTEST_UNNAMED && !is_most_of(other) => {
                let is_set = OF_GUIDELINE.is_match(&text) || SET_PHRASE.is_match(&text);
                let both_serve = one.request.is_service && other.request.is_service;
                (!is_set && !both_serve).then_some((Message::InBoth, swapped))
            }
            _ => None,
        }
    }
}

/// Whether words name what an item asks for, and not only what the other one does as well.
fn names(text: &str, item: &Item<'_>, other: &Item<'_>, source: &Source<'_>) -> bool {
    let mentions = source.catalogue.names().mentions(text, Context::Heading);
    let is_own = |kin: &Kin| kin.may_be(&item.request.kin) || kin.is_like(&item.request.kin);
    mentions.iter().any(|mention| is_own(&Kin::of([&mention.named], source.catalogue)))
        || placed(text).iter().any(|word| other.request.words_about.are_told_from(&item.request.words_about, word))
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
    const NORCO: (&str, &str) = ("Norco 10/325mg #60", "The four As of Norco were looked at.");
    const TENS: (&str, &str) = ("TENS unit, purchase", "A trial of TENS was had.");

    #[test]
    fn sentences_of_another_item() {
        for (requests, sentence, expected) in [
            ([LYRICA, MATTRESS], "The ODG find no study in favor of any kind of mattress.", Severity::Warning),
            ([MATTRESS, LYRICA], "The MTUS recommends Lyrica for diabetic neuropathy.", Severity::Warning),
            ([RELISTOR, LYRICA], "On Relistor the bowels move daily.", Severity::Information),
            ([MRI, LYRICA], "First prescription, one at bedtime for 30 days.", Severity::Information),
            ([TENS, LYRICA], "Is the distance unreasonable? It is 11 miles.", Severity::Information),
        ] {
            assert_eq!(severity(&requests, sentence), [expected], "{sentence}");
        }
    }

    #[test]
    fn what_is_said_of_both() {
        for (requests, sentence) in [
            (&[LYRICA, MATTRESS][..], "CA MTUS does not address this issue."),
            (&[LYRICA, MATTRESS], "There is no documentation of any gain since the last visit of May."),
            (&[LYRICA, MATTRESS], "He sleeps poorly."),
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
