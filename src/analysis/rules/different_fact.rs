//! A fact that is so by a rationale and is not by the case summary, or the other way round.

use super::{Check, Reporter, Rule, Sample, Source, sample};
use crate::analysis::fact::Claim;
use crate::analysis::finding::{Severity, Weight};
use crate::analysis::whole::{Narrative, Whole};
use crate::guidelines::Named;
use crate::model::shifted;

pub(super) static RULE: Rule = Rule {
    code: "IMR432",
    name: "different-fact",
    summary: "A rationale says of the patient what the case summary denies, or denies what it says.",
    why: "Whether a patient smokes, is diabetic or takes an opioid decides what is safe and necessary. By Labor Code 4610.6(h)(5) a \
          plainly erroneous finding of fact is a ground of appeal.",
    example: Sample {
        of: sample::ACUPUNCTURE,
        good: &[
            ("ladder. The", "ladder. He has smoked for ten years.\nThe"),
            ("chart does\nnot mention any.", "patient\nsmokes a pack a day."),
        ],
        bad: &[("smoked for ten years.", "never smoked.")],
    },
    weight: Weight::Fault(Severity::Information),
    is_on: true,
    check: Check::Whole(check),
    fixes: None,
};

fn check(whole: &Whole<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    let Some(summary) = whole.summary() else { return };
    for rationale in whole.rationales() {
        let narrative = &rationale.narrative;
        let said = narrative.prose.claims().filter(|(_, said)| said.is_own());
        let mut different: Vec<_> = said
            .filter_map(|(start, said)| {
                let (known_start, known) = otherwise((start, said), narrative, &summary)?;
                Some((shifted(&said.words, start), shifted(&known.words, known_start)))
            })
            .collect();
        // One clause may name a fact and a kind of it.
        different.sort_by_key(|(said, _)| said.start);
        different.dedup_by(|next, last| next.0.start < last.0.end && last.0.start < next.0.end);
        for (said, known) in different {
            let (place, other) = (narrative.place(&said), summary.place(&known));
            reporter.report_against_summary(place, other, "Check which is right.", source);
        }
    }
}

/// What a summary says that cannot be true with a claim of a rationale, if it nowhere says the same.
fn otherwise<'s>(
    said: (usize, &Claim),
    rationale: &Narrative<'_>,
    summary: &Narrative<'s>,
) -> Option<(usize, &'s Claim)> {
    let known = || summary.prose.claims();
    let is_told_too = || known().any(|(_, known)| said.1.may_agree(known));
    let (start, other) = known().find(|(start, known)| {
        said.1.contradicts(known) && may_be_of_drug(said, rationale, (*start, known), summary)
    })?;
    (!is_told_too()).then_some((start, other))
}

/// Whether one drug may do what one of both says, and the other denies: what a drug does not do another may.
fn may_be_of_drug(
    said: (usize, &Claim),
    rationale: &Narrative<'_>,
    known: (usize, &Claim),
    summary: &Narrative<'_>,
) -> bool {
    if !said.1.is_of_drug() {
        return true;
    }
    let ((denial, denied_in), (claim, told_in)) =
        if said.1.is_denial() { ((said, rationale), (known, summary)) } else { ((known, summary), (said, rationale)) };
    let denied = drugs(denial.0, denied_in);
    let told = || {
        let own = drugs(claim.0, told_in);
        let before = told_in.prose.start_before(claim.0).filter(|_| own.is_empty() || claim.1.is_from_it());
        own.into_iter().chain(before.into_iter().flat_map(|before| drugs(before, told_in))).collect::<Vec<_>>()
    };
    denied.is_empty() || told().iter().any(|drug| denied.contains(drug))
}

/// The drugs that a sentence names.
fn drugs<'n>(start: usize, narrative: &Narrative<'n>) -> Vec<&'n Named> {
    let end = start + narrative.prose.sentence(&(start..start + 1)).len();
    let mentions = narrative.prose.mentions.iter().filter(|mention| (start..end).contains(&mention.span.start));
    mentions.map(|mention| &mention.named).collect()
}

#[cfg(test)]
mod tests {
    use super::super::examples::found_instead;
    use super::*;

    fn finds(summary: &str, said: &str) -> Vec<String> {
        found_instead(&RULE, [("He has smoked for ten years.", summary), ("The patient\nsmokes a pack a day.", said)])
    }

    #[test]
    fn facts_that_differ() {
        for (summary, said, words) in [
            ("He has never smoked.", "She continues to smoke half a pack daily.", "continues to smoke"),
            (
                "He smoked a pack daily until 2015 and does not smoke now.",
                "He takes no opioid but still smokes.",
                "still smokes",
            ),
            ("She has no history of seizures.", "She has a history of seizures.", "She has a history of seizures"),
            ("She stopped smoking in 2008.", "ODG asks for abstinence, and she still smokes.", "still smokes"),
            (
                "PMH: type 2 diabetes on metformin.",
                "The patient does not have diabetes.",
                "The patient does not have diabetes",
            ),
            ("He denies asthma, hypertension or diabetes.", "He has hypertension.", "He has hypertension"),
            (
                "Peptic ulcer disease in 2009.",
                "He has no history of peptic ulcer.",
                "He has no history of peptic ulcer",
            ),
            (
                "He reports heartburn with Aleve.",
                "The patient has no gastrointestinal complaints.",
                "The patient has no gastrointestinal complaints",
            ),
            ("He takes no opioid.", "He takes Norco four times a day.", "He takes Norco four times a day"),
            (
                "Current medications: Tylenol, Norco 10/325.",
                "The patient is not on an opioid.",
                "The patient is not on an opioid",
            ),
            ("He is a non-smoker.", "He smokes ½ pack a day.", "smokes ½ pack"),
            ("He lives alone.", "Since he lives with his wife, no help is needed.", "lives with his wife"),
            (
                "Exam of the left knee: a large effusion.",
                "The left knee has no effusion.",
                "The left knee has no effusion",
            ),
            ("There is no spasm of the neck.", "There is spasm of the neck.", "There is spasm of the neck"),
            (
                "He lost consciousness.",
                "He had a fall without loss of consciousness.",
                "He had a fall without loss of consciousness",
            ),
            (
                "Norco was begun. It helps, and there is nausea from it.",
                "With Norco there are no side effects.",
                "With Norco there are no side effects",
            ),
            (
                "No suicidal ideation.",
                "She reports suicidal ideation, and more visits would help.",
                "She reports suicidal ideation",
            ),
            ("He was not a surgical candidate.", "He is a surgical candidate.", "He is a surgical candidate"),
        ] {
            assert_eq!(finds(summary, said), [words], "{summary}: {said}");
        }
    }

    #[test]
    fn facts_that_may_agree() {
        for (summary, said) in [
            ("He smoked one pack a day for 20 years and quit in May 2014.", "He quit smoking in May 2014."),
            ("There is no pulmonary embolism.", "He has a DVT of the left calf."),
            ("He denies heart failure.", "He has coronary artery disease."),
            ("He denies hepatitis.", "He has cirrhosis of the liver."),
            ("She denies vomiting.", "She has nausea from Norco."),
            ("She denies numbness.", "She reports tingling of the left hand."),
            ("She denies hallucinations.", "She has delusions."),
            ("She denies bowel incontinence.", "She has urinary incontinence."),
            ("No gastric ulcer.", "He has a duodenal ulcer."),
            ("He takes Norco.", "He has no opioid addiction."),
            ("He takes Norco.", "There is no opioid toxicity."),
            ("He takes methadone.", "There is no opioid rotation."),
            ("He takes Norco.", "There is no opioid-related constipation."),
            ("He takes ibuprofen.", "There are no NSAID side effects."),
            ("He takes naproxen.", "He has no NSAID allergy."),
            ("He has diabetes.", "He has no diabetic retinopathy."),
            ("He has asthma.", "He has no asthma attacks."),
            ("He has a hernia.", "He has had no hernia repair."),
            ("He takes Norco.", "No opioid is requested."),
            ("He takes Norco.", "No opioid has been tried for the headache."),
            ("He takes Norco.", "No opioid dose is needed above this."),
            ("He uses NSAIDs.", "He has no NSAIDs on the list."),
            ("He takes naproxen.", "He does not take NSAIDs daily."),
            ("He has insomnia.", "He sleeps well with Ambien."),
            ("He has GERD.", "He has no reflux with Prilosec."),
            ("He has GERD.", "His heartburn is absent on omeprazole."),
            ("He has hypertension.", "He is normotensive on lisinopril."),
            ("She has headaches.", "She has no headache today."),
            ("He has spasm of the neck.", "After the massage there was no spasm."),
            ("He has swelling of the left knee.", "The left knee has no swelling after exercise."),
            ("He limps.", "He walks without a limp in the brace."),
            ("There is no evidence of cancer.", "He has a history of prostate cancer."),
            ("He denies suicidal ideation.", "He has SI tenderness on the left."),
            ("He denies depression.", "The left ankle reflex is depressed."),
            ("She denies anxiety.", "She is anxious to return to work."),
            ("She has depression.", "There is no depression of the ST segment."),
            ("He does not smoke cigarettes.", "He smokes marijuana for his pain."),
            ("He is a non-smoker.", "He uses chewing tobacco."),
            ("He quit smoking last year.", "He uses nicotine gum."),
            ("He is a nonsmoker.", "He uses ice, two packs a day."),
            ("He does not drive.", "Fear of movement drives much of his pain."),
            ("He drives himself to his visits.", "He can no longer drive a forklift."),
            ("He drives his car to therapy.", "He is unable to drive for more than 30 minutes."),
            ("She is able to dress.", "She is unable to dress without a sock aid."),
            ("She needs help with bathing.", "She dresses herself."),
            ("He cannot walk without a cane.", "He walks independently with a cane."),
            ("She cannot sleep on her left side.", "She sleeps well."),
            ("He is not a candidate for surgery of the neck.", "He is a candidate for surgery of the left knee."),
            ("Psychological clearance was denied.", "Cardiac clearance was given."),
            ("No numbness of the left thumb.", "There is numbness of the left little finger."),
            ("There is no thenar atrophy.", "There is atrophy of the first dorsal interosseous."),
            ("There is no quadriceps atrophy.", "There is atrophy of the left calf."),
            ("He has no inguinal hernia.", "He has an umbilical hernia."),
            ("There is no infection.", "He has a urinary tract infection."),
            ("There is no edema of the left knee.", "The MRI of the left knee shows marrow edema."),
            ("The wound has no drainage.", "He has a drainage tube of the gallbladder."),
            ("She denies fever.", "She has hay fever every spring."),
            ("He takes Plavix. He takes no anticoagulant.", "He takes a blood thinner."),
            ("He lives with his wife.", "His mother lives alone."),
            ("He lives with his wife.", "His mother, who lives alone, needs him."),
            ("He does not smoke.", "The mother of the patient smokes."),
            ("She denies smoking.", "Her roommate smokes."),
            ("He denies suicidal ideation.", "The nurse reports suicidal ideation in the last patient she saw."),
            ("He has treatment for depression. He denies depression.", "He has depression."),
            (
                "PMH: HTN (resolved after bariatric surgery, off all medication).",
                "The patient no longer has hypertension.",
            ),
            ("She does not drive on the freeway.", "She drives herself."),
            ("Infection ruled out by aspiration.", "There was no infection of the knee."),
            ("He takes no opioids at work.", "He takes Norco at night."),
            ("There were side effects with Topamax, none with Neurontin.", "Neurontin is free of side effects."),
            ("Portal hypertension in a cousin.", "The worker has no hypertension."),
            ("Prilosec takes care of his heartburn.", "He reports no heartburn while on Prilosec."),
            (
                "ROS: positive for depression and stress; negative for anxiety.",
                "Anxiety is denied, depression reported.",
            ),
            ("He has never smoked.", "If he smokes, he should stop."),
            ("He has never smoked.", "Smokers have more nonunions."),
            ("He has never smoked.", "His wife smokes."),
            ("He has never smoked.", "ODG advises that a patient who smokes should stop."),
            ("He quit smoking in 2009.", "He was a smoker for years."),
            ("His father has diabetes.", "The patient does not have diabetes."),
            ("He is at risk of DVT.", "He has no history of DVT."),
            ("He has diabetes.", "He has no uncontrolled diabetes."),
            ("He has diabetes.", "There is no documentation of diabetes."),
            ("Diabetes is suspected.", "He does not have diabetes."),
            ("He has hypertension. No diabetes.", "No hypertensive crisis and no diabetes are told."),
            ("He has GERD, controlled on Prilosec.", "He has no reflux as long as he takes it."),
            ("He takes no opioid.", "Norco is requested."),
            ("He takes no opioid.", "In 2012 he took Norco."),
            ("Requested were a brace and Norco.", "No opioid is being taken now."),
            ("Plavix was held.", "He takes no antiplatelet agent."),
            ("The left knee has an effusion.", "The right knee has no effusion."),
            ("The knee is swollen.", "There is no swelling of the wrist."),
            ("Numbness of the left hand.", "The median nerve territory has no numbness."),
            ("He is not on a blood thinner.", "Warfarin must be stopped before the injection."),
            ("Tramadol gave him nausea.", "With Norco he has no nausea."),
            ("He has headaches.", "I do not find that headaches are absent."),
            ("He drives.", "After the surgery he cannot drive for 24 hours."),
            ("UR: the patient is a smoker.", "He does not smoke."),
            ("He had nausea in 2012. He has no nausea now.", "He had nausea from codeine."),
            ("He denies depression.", "In a report of 2011 he was depressed."),
            ("He has anxiety.", "He has no relief of anxiety."),
            ("He has insomnia.", "Neither insomnia nor anxiety has been evaluated."),
        ] {
            assert_eq!(finds(summary, said), [""; 0], "{summary}: {said}");
        }
    }
}
