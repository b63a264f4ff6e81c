//! A rationale that explains a drug which nobody asked for.

use super::{Check, Reporter, Rule, Sample, Source};
use crate::analysis::care::{Care, is_given_against};
use crate::analysis::finding::{Severity, Weight};
use crate::analysis::question::Question;
use crate::analysis::reasoned::{ReasonedItem, Sentence};
use crate::analysis::whole::Kin;
use crate::guidelines::{Context, Mention};
use crate::text::pattern::verbose;
use regex::Regex;
use std::sync::LazyLock;

pub(super) static RULE: Rule = Rule {
    code: "IMR424",
    name: "other-drug-explained",
    summary: "A rationale explains a drug that is not the item's, and nothing else in it speaks of that drug.",
    why: "Text that was used again from another letter gives no reason for this decision. By Labor Code 4610.6(h)(5) a plainly \
          erroneous finding of fact is a ground of appeal.",
    example: Sample {
        of: "\
Valium 5mg #8:  Upheld

Claims Administrator guideline: Decision based on MTUS Chronic Pain Treatment
Guidelines Benzodiazepines Page(s): 24.

MAXIMUS guideline: Decision based on MTUS Chronic Pain Treatment Guidelines
Benzodiazepines Page(s): 24.

Decision rationale: Valium is a benzodiazepine, and its use is limited to weeks. The
chart describes a fall and poor sleep. Therefore, the request is not medically
necessary.",
        good: &[],
        bad: &[("Valium is a benzodiazepine,", "Soma is a muscle relaxant,")],
    },
    weight: Weight::Fault(Severity::Warning),
    is_on: true,
    check: Check::Reasoning(check),
    fixes: None,
};

fn check(item: &ReasonedItem<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    let sentences: Vec<Sentence<'_>> = item.sentences().collect();
    let Some((at, verb)) = sentences
        .iter()
        .enumerate()
        .filter(|(_, sentence)| sentence.answers(&MAY_EXPLAIN))
        .find_map(|(at, sentence)| Some((at, EXPLAINS.captures(sentence.text)?.name("verb")?)))
    else {
        return;
    };
    let mentions = |text: &str| source.catalogue.names().mentions(text, Context::Prose);
    let kin = |mention: &Mention| Kin::of([mention], source.catalogue);
    let own = Kin::of(&item.request.named, source.catalogue).with_request(item.request.text());
    let here = mentions(sentences[at].text);
    let Some(drug) = here.first().filter(|drug| drug.span.end <= verb.start()) else { return };
    let other = kin(drug);
    if !own.is_known() || !other.is_known() || own.may_stand_for(&other) || may_speak_of(&own, &other) {
        return;
    }
    // Whoever takes both is told of both.
    let is_own = |mention: &Mention| own.may_stand_for(&kin(mention));
    let reasons =
        |from: usize, most: usize| sentences[from..].iter().take(most).filter(|sentence| sentence.conclusion.is_none());
    // A drug may be compared with another one anywhere, all else only where it goes on.
    let goes_on = if is_drug(item, source) { reasons(0, sentences.len()) } else { reasons(at + 1, 2) };
    let is_own_named = |sentence: &Sentence<'_>| mentions(sentence.text).iter().any(is_own);
    let is_said_again = |(index, sentence): (usize, &Sentence<'_>)| {
        index != at && mentions(sentence.text).iter().any(|mention| kin(mention).is_like(&other))
    };
    if here.iter().any(is_own)
        || sentences[at..].iter().take(2).any(|sentence| TOGETHER.is_match(sentence.text))
        || goes_on.into_iter().any(is_own_named)
        || sentences.iter().enumerate().any(is_said_again)
    {
        return;
    }
    let place = sentences[at].place(drug.span.clone());
    let words = source.quote(&place);
    let message =
        format!("The rationale explains “{words}”, which this item does not ask for, and does not come back to it.");
    reporter.report(place, message);
}

/// Whether any drug is asked for.
fn is_drug(item: &ReasonedItem<'_>, source: &Source<'_>) -> bool {
    let mut classes = item.request.named.iter().filter_map(|mention| source.catalogue.class_of(&mention.named));
    classes.any(Care::is_drug_class)
}

/// Whether a rationale rightly explains another drug: it is in what is asked for, or a reason for it.
fn may_speak_of(own: &Kin, other: &Kin) -> bool {
    const OPEN: [&str; 11] = [
        "associated surgical",
        "compounded",
        "consultation",
        "diagnostic",
        "implant",
        "intrathecal",
        "laboratory",
        "program",
        "rehabilitation",
        "topical",
        "evaluation",
    ];
    OPEN.iter().any(|class| own.is_of_class(class))
        || is_given_against(|class| own.is_of_class(class), |class| other.is_of_class(class))
}

static MAY_EXPLAIN: Question = Question::new(|sentence| EXPLAINS.is_match(sentence));

/// `Zolpidem is a short-acting hypnotic`
static EXPLAINS: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\A (?: [\w().,/\#%-]+ \s+ ){1,5}? (?<verb> is | are ) \s+ (?: an? | the ) \s+ (?: [\w-]+ ,? \s+ ){0,5}?
            (?: aed | analgesic | anti-?convulsant | anti-?depressant | anti-?emetic | anti-?epilep [a-z]+ | anti-?inflammatory
            | anxiolytic | barbiturate | benzodiazepine | hypnotic | laxative | narcotic | nsaid | opiate | opioid | ppi
            | proton \s+ pump \s+ inhibitor | relaxant | sedative | snri | ssri | tricyclic ) s? \b",
    )
});

/// That a drug is or was taken, beside another one or in its place.
static TOGETHER: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: already | also | alternative | both \s+ (?: are | drugs | medications | of ) | combin [a-z]+ | concurrent (?: ly )?
            | contrast | fail (?: ed | s ) | gave | help (?: ed | s ) | instead | interact [a-z]* | stopped | tak (?: en | es | ing )
            | together | tolerat [a-z]+ | too | took | tried | unlike | while | whereas | with \s+ it ) \b",
    )
});

#[cfg(test)]
mod tests {
    use super::super::examples::Example;
    use super::*;

    fn finds(request: &str, rationale: &str) -> Vec<String> {
        let found = Example { request, rationale, ..Example::default() }.finds(&RULE);
        found.into_iter().map(|(_, words)| words).collect()
    }

    #[test]
    fn drugs_of_other_letters() {
        for (request, rationale, drug) in [
            (
                "Cymbalta 60mg #30",
                "Zolpidem is a short-acting hypnotic. She has both pain and fear. To stop it while she tapers is unwise.",
                "Zolpidem",
            ),
            (
                "Transportation to appointments",
                "The MTUS is silent on transportation. Valium 5mg is a benzodiazepine and not for long-term use.",
                "Valium",
            ),
            ("Acupuncture, 6 visits", "Soma is a centrally acting muscle relaxant. It is abused.", "Soma"),
            ("MRI of the lumbar spine", "ODG was read. Norco is a short-acting opioid.", "Norco"),
            ("Omeprazole 20mg #60", "Gabapentin is an anti-epilepsy drug for neuropathic pain.", "Gabapentin"),
        ] {
            assert_eq!(finds(request, rationale), [drug], "{request}: {rationale}");
        }
    }

    #[test]
    fn drugs_that_matter() {
        for (request, rationale) in [
            ("Cymbalta 60mg #30", "Duloxetine is an SNRI antidepressant."),
            ("Omeprazole 20mg #60", "Naproxen is an NSAID."),
            ("Colace 100mg #60", "Norco is an opioid."),
            ("Urine drug screen", "Norco is an opioid."),
            ("Terocin lotion", "Lidocaine is a local analgesic."),
            ("Compounded cream", "Cyclobenzaprine is a muscle relaxant."),
            ("Norco 10/325mg #60", "Soma is a muscle relaxant. The two are taken together."),
            ("Norco 10/325mg #60", "Soma is a muscle relaxant that is abused with hydrocodone."),
            ("Norco 10/325mg #60", "She takes Soma. Soma is a muscle relaxant."),
            ("Ambien 10mg #30", "Valium is a benzodiazepine. It adds to the effect of Ambien."),
            ("Ambien 10mg #30", "Lunesta is a hypnotic."),
            ("Tizanidine 4mg #60", "Tizanidine is for spasticity. Diazepam is a benzodiazepine and not at issue here."),
            ("Unknown medication", "Valium is a benzodiazepine."),
            ("Norco 10/325mg #60", "Soma is a muscle relaxant. Opioids need a review."),
            ("Lumbar epidural steroid injection", "Gabapentin is an anti-epilepsy drug. It has not been tried."),
            ("Trazodone 50mg #30", "Ambien is a sedative-hypnotic. It failed."),
            ("Acupuncture, 6 visits", "Acupuncture is an alternative when an opioid is reduced."),
        ] {
            assert_eq!(finds(request, rationale), [""; 0], "{request}: {rationale}");
        }
    }
}
