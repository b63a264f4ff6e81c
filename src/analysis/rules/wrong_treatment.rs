//! A rationale that speaks about another item.

use super::{Check, Reporter, Rule, Sample, Source, sample};
use crate::analysis::finding::{Severity, Weight};
use crate::analysis::whole::{Kin, Narrative, Prose, Rationale, Reasoning, Request, Stray, Whole, is_grounds_for};
use std::collections::{BTreeSet, HashSet};
use std::ops::Range;

pub(super) static RULE: Rule = Rule {
    code: "IMR402",
    name: "wrong-treatment",
    summary: "A rationale speaks about the treatment of another item and never about its own.",
    why: "By Labor Code 4610.6(h)(5) a plainly erroneous finding of fact is a ground of appeal. Text that was used again from \
          another item decides a request that nobody has looked at.",
    example: Sample {
        of: sample::TWO_ITEMS,
        good: &[],
        bad: &[(
            "Acupuncture may be used beside rehabilitation. The chart does\nnot mention any.",
            "Valium is not recommended for long. The chart does not say\nhow often a tablet is taken.",
        )],
    },
    weight: Weight::Fault(Severity::Warning),
    is_on: true,
    check: Check::Whole(check),
    fixes: None,
};

fn check(whole: &Whole<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    for place in strays(whole, source) {
        let message = "The rationale speaks about the treatment of another item and never names this one's. Was the text \
                       meant for the other item?";
        reporter.report(place.clone(), message.to_owned());
    }
}

/// Where rationales speak about another item, one place in each that does.
pub(super) fn strays<'w>(whole: &'w Whole<'_>, source: &Source<'_>) -> &'w [Range<usize>] {
    whole.strays.get_or_init(|| find_strays(whole, source))
}

fn find_strays(whole: &Whole<'_>, source: &Source<'_>) -> Vec<Range<usize>> {
    let items: Vec<_> = whole.rationales().map(Item::of).collect();
    let others = Others::of(&items);
    let place = |item: &Item<'_>| {
        let treatment = item.other_treatment(whole, source);
        let other = treatment.or_else(|| others.other_request(item, &items)).or_else(|| item.other_conclusion(&items));
        Some(item.narrative.place(&other?))
    };
    items.iter().filter_map(place).collect()
}

/// The rationale of an item.
struct Item<'a> {
    narrative: Narrative<'a>,
    request: &'a Request,
    reasoning: &'a Reasoning,
}

impl<'a> Item<'a> {
    fn of(Rationale { narrative, reasoning, request, .. }: Rationale<'a>) -> Self {
        Item { narrative, request, reasoning }
    }

    fn prose(&self) -> &'a Prose {
        self.narrative.prose
    }

    fn speaks_of_other_first(&self) -> bool {
        COMES_FIRST.iter().any(|words| self.prose().says(words))
    }

    /// Whether it is a service that goes with the surgery of another item: each speaks of the other.
    fn goes_with(&self, other: &Item<'_>) -> bool {
        self.request.is_service && other.request.is_surgery
    }

    /// Whether it may say again what was said under another item.
    fn refers_to(&self, other: &Item<'_>) -> bool {
        other.request.is_surgery || REFERS.iter().any(|words| self.prose().says(words))
    }

    /// Where it speaks about a treatment of the catalogue that another item requests.
    fn other_treatment(&self, whole: &Whole<'_>, source: &Source<'_>) -> Option<Range<usize>> {
        let topics = &self.reasoning.topics;
        if !self.request.kin.is_known() || topics.is_empty() {
            return None;
        }
        if self.request.kin.is_meant_in(self.prose()) || self.speaks_of_other_first() {
            return None;
        }
        let stray = topics.iter().rev().find(|topic| {
            let kin = Kin::of([*topic], source.catalogue);
            let mut others = whole.requests().map(|(_, other)| other).filter(|other| other.kin.may_be(&kin));
            let is_strange = kin.is_known() && !kin.may_be(&self.request.kin);
            is_strange && others.next().is_some_and(|other| !is_grounds_for(&kin, other, self.request))
        });
        stray.map(|topic| topic.span.clone())
    }

    /// Where it concludes on what another item requests, if it never says what its own does.
    fn other_conclusion(&self, items: &[Item<'_>]) -> Option<Range<usize>> {
        let own = self.request;
        let is_concluded_on = |other: &&Item<'_>| {
            own.is_another_concluded_on(other.request, &self.reasoning.vocabulary)
                && !self.reasoning.vocabulary.is_known_beside(&other.request.words_about)
                && !own.kin.is_like(&other.request.kin)
                && !self.refers_to(other)
        };
        items.iter().find(is_concluded_on).and_then(|_| self.reasoning.concluded_on.clone())
    }
}

/// The words that tell an item from others, by their hashes, each with the index of the item.
struct Others(Vec<(u64, usize)>);

impl Others {
    fn of(items: &[Item<'_>]) -> Self {
        // Every item is compared with every other one, and no real letter has so many.
        const MOST: usize = 40;
        if items.len() > MOST {
            return Others(Vec::new());
        }
        // The topic of a surgery is cited for its services as well.
        let surgeries = items.iter().filter(|item| item.request.is_surgery);
        let of_surgeries: HashSet<u64> = surgeries.flat_map(|item| item.request.words_about.telling.iter()).collect();
        let mut known = HashSet::new();
        let first = items.iter().enumerate().filter(|(_, item)| known.insert(item.request.fingerprint));
        let telling = first.flat_map(|(index, item)| {
            let telling = item.request.words_about.telling.iter();
            let of_surgeries = &of_surgeries;
            let own = telling.filter(move |word| item.request.is_surgery || !of_surgeries.contains(word));
            own.map(move |word| (word, index))
        });
        Others(telling.collect())
    }

    /// Where a rationale speaks in other words about another item.
    fn other_request(&self, item: &Item<'_>, items: &[Item<'_>]) -> Option<Range<usize>> {
        let said = self.0.iter().filter(|(word, _)| item.reasoning.vocabulary.has(*word));
        let met: BTreeSet<usize> = said.map(|(_, index)| *index).collect();
        let others = met.into_iter().map(|index| &items[index]);
        others.filter(|other| !std::ptr::eq(*other, item)).find_map(|other| {
            let (own, others) = (&item.request.words_about, &other.request.words_about);
            let (stray, place) = item.reasoning.vocabulary.strays_to(own, &other.reasoning.vocabulary, others)?;
            let is_rightly_said = match stray {
                Stray::Swapped => item.goes_with(other) || other.goes_with(item),
                Stray::Copied => item.refers_to(other),
                Stray::Begun => {
                    !item.request.kin.is_known()
                        || item.request.kin.is_meant_in(item.prose())
                        || item.speaks_of_other_first()
                        || item.refers_to(other)
                        || is_grounds_for(&other.request.kin, other.request, item.request)
                }
            };
            let is_alike = item.request.kin.is_like(&other.request.kin);
            (!is_alike && !is_rightly_said).then_some(place)
        })
    }
}

/// That another treatment is what should be tried, or on which the decision rests.
const COMES_FIRST: [&str; 11] = [
    " to follow ",
    " first.",
    " first,",
    " first;",
    " first and",
    "come first",
    "instead",
    "pending",
    "necessary; therefore",
    "rescue",
    "rather than",
];

/// That what was said under another item holds here as well.
const REFERS: [&str; 6] = [" above", "as discussed", "as stated", "likewise", "same reason", "similarly"];

#[cfg(test)]
mod tests {
    use super::super::examples::found_by;
    use super::*;
    use crate::analysis::rules::sample;

    const WALKER: &str = "Walking aids are not discussed by the MTUS for this purpose. The walker was ordered for the first weeks \
                          after surgery, and the gait was not the reason for it.";
    const SUPPORT: &str = "Lumbar supports have not been shown to have any lasting benefit beyond the acute phase of symptom \
                           relief. The LSO was wanted for the time after the fusion.";
    const TESTS: &str = "The MTUS is silent on preoperative testing. ODG states that the decision to order preoperative tests \
                         should be guided by the history. No reason for the laboratory tests is given.";
    const BRACE: &str = "Per ACOEM a brace can be used for patellar instability or a ligament tear. The right knee is stable on \
                         examination and the cruciate ligaments are intact.";

    /// How many rationales are found, if the items are decided with these reasons.
    fn finds(items: &[(&str, &str, &str)]) -> usize {
        let item = |(request, topic, reasons): &(&str, &str, &str)| {
            let line = format!("Decision based on Non-MTUS Citation Official Disability Guidelines (ODG), {topic}.");
            format!(
                "{request}:  Upheld\n\nClaims Administrator guideline: {line}\n\nMAXIMUS guideline: {line}\n\nDecision rationale: \
                 {reasons} The request for {request} is not medically necessary."
            )
        };
        let text = sample::letter(&items.iter().map(item).collect::<Vec<_>>().join("\n\n"));
        found_by(&RULE, &text).len()
    }

    #[test]
    fn swapped_and_copied() {
        let walker = ("Front wheel walker", "Walking aids");
        let support = ("LSO brace", "Lumbar supports");
        let tests = ("Preoperative laboratory tests (CBC, CMP)", "Preoperative testing, general");
        let brace = ("Hinged knee brace, right", "Knee brace");
        let item = |(request, topic): (&'static str, &'static str), reasons| (request, topic, reasons);
        assert_eq!(finds(&[item(walker, WALKER), item(support, SUPPORT)]), 0);
        assert_eq!(finds(&[item(walker, SUPPORT), item(support, WALKER)]), 2);
        assert_eq!(finds(&[item(tests, TESTS), item(brace, BRACE)]), 0);
        assert_eq!(finds(&[item(tests, TESTS), item(brace, TESTS)]), 1);
        assert_eq!(finds(&[item(tests, BRACE), item(brace, TESTS)]), 2);
    }

    #[test]
    fn what_is_concluded_on() {
        let finds = |conclusion: &str, said: &str| {
            let item = |request: &str, rationale: &str| {
                sample::ITEM
                    .replace("Valium 5mg #8", request)
                    .replace("Therefore, the request is not medically necessary.", rationale)
            };
            let items = [
                item("Associated surgical service: Assistant surgeon", &format!("{said} {conclusion}")),
                item(
                    "Associated surgical service: Pre-op labs",
                    "Labs find little. The labs are not medically necessary.",
                ),
            ];
            found_by(&RULE, &sample::letter(&items.join("\n\n"))).len()
        };
        let healthy = "She is healthy and there is nothing to look for.";
        assert_eq!(finds("Pre-op labs are not medically necessary.", healthy), 1);
        assert_eq!(finds("RESULT: the pre-op labs are not medically necessary.", healthy), 1);
        for (conclusion, said) in [
            ("The assistant surgeon is not medically necessary.", healthy),
            ("Pre-op labs are not medically necessary.", "An assistant does not draw blood."),
            ("The request is not medically necessary.", healthy),
        ] {
            assert_eq!(finds(conclusion, said), 0, "{said} {conclusion}");
        }
    }

    #[test]
    fn what_is_only_taken_beside() {
        let norco = |reasons| ("Norco 10/325mg #120", "Opioids", reasons);
        let soma = |reasons| ("Soma 350mg #60", "Carisoprodol", reasons);
        let swapped = "He is on Norco. There is no pain contract and no urine screen in the file that was sent.";
        let sedating = "He is on Soma. It is sedating and not meant for long use by anybody who is of this age.";
        assert_eq!(finds(&[norco(sedating), soma(swapped)]), 2);
        let beside =
            "The combination with Soma is what put him in the emergency room. There is no pain contract in the file.";
        let together =
            "Together with Norco, and for years, it is sedating. Two or three weeks are what is usual at most.";
        assert_eq!(finds(&[norco(beside), soma(together)]), 0);
    }

    #[test]
    fn what_may_be_said_of_others() {
        let brace = ("Hinged knee brace, right", "Knee brace");
        let item = |(request, topic): (&'static str, &'static str), reasons| (request, topic, reasons);
        let therapy = |reasons| ("Physical therapy, 12 visits", "Physical medicine", reasons);
        let own = "The guideline allows 12 visits of therapy. The exercises can be done at home by now.";
        for reasons in [
            "The knee is stable and the ligaments are intact. No instability is documented in the record at all.",
            "Physical therapy was tried in 12 visits before. A brace is an adjunct to therapy only, and therapy goes on.",
            "As discussed above for therapy, the visits brought no gain, and further visits would not bring any either.",
        ] {
            assert_eq!(finds(&[item(brace, reasons), therapy(own)]), 0, "{reasons}");
        }
        let arthroscopy =
            "Arthroscopy is for locking and clear signs of a meniscus tear, and these are documented here.";
        let after = "As the arthroscopy is not supported, and nothing else was planned, there is no need. The arthroscopy failed.";
        let items = [("Knee arthroscopy", "Meniscectomy", arthroscopy), ("Crutches", "Walking aids", after)];
        assert_eq!(finds(&items), 0);
        let fusion =
            "Fusion is for instability, and no films show any here. The surgeon gives no assistant reasons at all.";
        let assistant = "As the L5-S1 fusion is not medically necessary, and no other procedure is planned, there is no need either.";
        let items = [
            ("L5-S1 anterior lumbar interbody fusion", "Fusion (spinal)", fusion),
            ("Associated surgical service: Assistant surgeon", "Surgical assistant", assistant),
        ];
        assert_eq!(finds(&items), 0);
        let tried = "The strength is full, there is no tear on MRI, and only 4 visits of therapy were had before.";
        let after =
            "As the surgery is not medically necessary, none of the associated services are medically necessary.";
        let service = "Associated surgical service: Post-op therapy 2x6";
        assert_eq!(finds(&[("Rotator cuff repair", "Surgery", tried), (service, "Physical therapy", after)]), 0);
    }
}
