//! Something that is documented, though the rationale says that it is not, or the other way round.

use super::{Check, Reporter, Rule, Sample, Source, sample};
use crate::analysis::finding::{Severity, Weight};
use crate::analysis::whole::{Rationale, Whole};

pub(super) static RULE: Rule = Rule {
    code: "IMR409",
    name: "documented-after-all",
    summary: "The rationale says that something is not documented which the case summary reports, or was done which was not.",
    why: "Such denials are taken to court as plainly erroneous findings of fact (Labor Code 4610.6(h)(5)): the records that the \
          summary itself reports show the opposite.",
    example: Sample {
        of: sample::LETTER,
        good: &[],
        bad: &[
            ("The provider\nrequested", "A urine drug\nscreen in March was consistent. The provider requested"),
            (
                "It does not say\nhow often a tablet is taken. Therefore, the request is not medically necessary.",
                "There is\nno documentation of a urine drug screen. Therefore, the request is not medically\nnecessary.",
            ),
        ],
    },
    weight: Weight::Fault(Severity::Information),
    is_on: true,
    check: Check::Whole(check),
    fixes: None,
};

fn check(whole: &Whole<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    let Some((summary, summarized)) = whole.summarized() else { return };
    for Rationale { narrative, reasoning, request, .. } in whole.rationales() {
        for given in &reasoning.given {
            if let Some(told) = summarized.denies(given, request.areas) {
                let told = summary.place(&told);
                let message = format!("The case summary says “{}”. Check which is right.", source.quote(&told));
                let other = "Denied here, and done according to a rationale.";
                reporter.report_with(narrative.place(&given.words), message, told, other.to_owned());
            }
        }
        for missed in &reasoning.missed {
            if let Some(told) = summarized.reports(missed, request.areas) {
                let told = summary.place(&told);
                let message = format!(
                    "The case summary reports “{}”. Say what is missing beyond that, or correct one of the two.",
                    source.quote(&told)
                );
                let other = "Reported here, and not documented according to a rationale.";
                reporter.report_with(narrative.place(&missed.words), message, told, other.to_owned());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::examples::found_instead;
    use super::*;

    /// What is found if a summary and a rationale begin so.
    fn found(summary: &str, rationale: &str) -> Vec<String> {
        found_instead(
            &RULE,
            [
                ("The injured worker fell", &format!("{summary} The injured worker fell")),
                ("The chart describes a fall", &format!("{rationale} The chart describes a fall")),
            ],
        )
    }

    #[test]
    fn documented_after_all() {
        for (summary, rationale) in [
            ("A urine drug screen in March was consistent.", "There is no documentation of a urine drug screen."),
            ("A UDS was consistent.", "The records do not document a urine drug screen or CURES monitoring."),
            ("There were muscle spasms of the neck.", "There is no documentation of muscle spasms."),
            ("Treatment to date: physical therapy.", "The records contain no evidence of physical therapy."),
            (
                "A TENS unit was used without benefit.",
                "The patient had 16 visits of therapy and has never tried a TENS unit.",
            ),
            (
                "Treatment to date: physical therapy.",
                "The injured worker has had no physical therapy and two injections.",
            ),
            ("She has a history of peptic ulcer.", "The patient has no documented history of peptic ulcer."),
            ("Diagnoses: neuropathic pain.", "There is no documentation that the patient has neuropathic pain."),
            ("An MRI of the knee showed no tear.", "There is no documentation of an\n\nMRI."),
            ("Radiographs show arthritis.", "Guidelines exist; no radiographs have been\n\ntaken."),
            ("A UDS was consistent.", "A urine drug screen was not carried out."),
            ("Two injections helped.", "No injection was given in this case and it still triggers."),
            ("A UDS was consistent.", "As of the last visit (agreement on file; no urine drug screen was ever done)."),
            ("12 visits of PT.", "No physical therapy, no home program and no ibuprofen were given."),
            ("An MRI of the left knee was done.", "There is no documentation of an MRI of the left knee."),
            ("A home exercise program was tried and failed.", "There is no documentation of a home exercise program."),
            (
                "MRI of the cervical spine dated 3/3/2013: no stenosis.",
                "No previous MRI of the cervical spine is documented.",
            ),
            (
                "She had six sessions of cognitive behavioral therapy.",
                "There is no documentation of any prior session of CBT.",
            ),
            ("Botox has been given since 2012.", "There is no documentation of any prior Botox injection."),
            ("Two injections of the flexor sheath helped.", "There is no record of any injection."),
            ("A steroid injection on 5/30/2012 helped.", "There is no documentation that an injection was ever tried,"),
            ("The last 2 UDS were consistent.", "There are no urine drug screens in the record to show compliance."),
            (
                "Flexion/extension films show no instability.",
                "In this case flexion/extension\n\nfilms are not documented, and",
            ),
            (
                "Nortriptyline was stopped for palpitations.",
                "There is no documentation that a tricyclic was ever tried.",
            ),
            ("She takes gabapentin.", "The records do not mention an anticonvulsant."),
            ("A bleeding peptic ulcer in 2011.", "Here there is no documentation of a peptic ulcer in the records."),
            ("CURES was reviewed.", "There is no documentation of CURES being reviewed."),
            (
                "Two subacromial injections.",
                "There is no documentation of any corticosteroid or subacromial injection.",
            ),
            ("She had 12 visits of PT.", "There is no documentation that physical therapy was ever tried."),
            ("CURES was reviewed and was consistent.", "No CURES report and no opioid agreement are in the file."),
            ("An opioid agreement was signed.", "There is no opioid agreement in the chart."),
            ("Labs show normal kidney and liver function.", "There are no kidney function tests in the file."),
            ("Creatinine was 0.9 in May.", "Renal function is not documented."),
            ("Exam: neuro intact. BP 118/76.", "She has no edema; her blood pressure is not documented anywhere."),
            ("Blood pressure was 140/90.", "There is no documentation of a blood pressure reading."),
            (
                "He was again working four hours a day.",
                "There is no documentation that the applicant has returned to any work.",
            ),
            ("She has returned to modified duty.", "There is no documentation of a return to work."),
            ("He has a history of gastric ulcer.", "There is no documentation of any ulcer or GI complaint."),
            ("She has heartburn with naproxen.", "There is no documentation of any GI complaint."),
            (
                "Six visits of occupational therapy.",
                "There is no documentation of any prior conservative treatment such as NSAIDs.",
            ),
            ("She had 12 visits of PT.", "The patient has not had any conservative treatment."),
            ("A UDS was consistent.", "The patient has never had a UDS."),
            ("X-rays were normal.", "No x-rays were ever taken."),
            ("A reducible hernia in the groin.", "There is no documentation of a hernia on physical examination."),
            ("A steroid injection helped for a month.", "A steroid injection of the knee has never been documented."),
            ("He has stomach upset.", "There are no gastrointestinal complaints documented."),
            ("X-rays show union.", "There is no X-ray documented, the skin is intact."),
            ("Docusate and senna failed.", "No oral laxative has been tried."),
            (
                "Had cortisone into the A1 pulley: relief for six weeks.",
                "This lady has never been injected, and it locks.",
            ),
            ("Two injections of the heel helped.", "The heel was never injected."),
            (
                "He was evaluated over one day by a physician, a psychologist and a physical therapist.",
                "He never had a multidisciplinary evaluation; he drives.",
            ),
            (
                "The body mass index was recorded as 31.2.",
                "I note that therapy was tried, that the body mass index was not recorded, and that he walks.",
            ),
            ("BMI 31.", "The body mass index is not documented."),
            ("BMI 31.", "The body mass index was not recorded, and the films of 3/4/2015 show arthritis."),
            ("She had 20 sessions of psychotherapy.", "She has not had any counseling so far."),
            ("Two ESIs in 2012.", "She has had no injection and no chiropractic care."),
            ("12 chiropractic visits.", "She is stiff. No chiropractic care to date."),
            ("Sumatriptan did nothing.", "No triptan has been tried."),
            ("A UDS was aberrant.", "Function is not measured, no urine drug screen was ever documented."),
            (
                "Treatment to date: night splint.",
                "UR denied it as untried; and indeed no splinting has been documented.",
            ),
            (
                "A history of a bleeding gastric ulcer.",
                "The patient has no history of gastric bleeding and is in pain.",
            ),
            (
                "Blocks with no relief, and a psychological evaluation.",
                "But no psychological evaluation was documented.",
            ),
            ("An MRI was normal.", "There is no documentation of imaging."),
            ("Two cortisone injections helped.", "An intra-articular cortisone injection has not yet been attempted."),
            ("An MRI was normal.", "Drawer positive, MRI not yet obtained, PT done."),
            ("Gabapentin was stopped for sedation.", "A trial of gabapentin has never been undertaken."),
            (
                "Diagnostic blocks gave relief; an epidural injection too.",
                "Epidural injections have not been carried out.",
            ),
            ("12 visits of PT, two injections.", "Neither physical therapy nor injection has been attempted."),
            ("Two injections.", "The finger triggers, but the applicant has yet to receive an injection for it."),
            ("Three cortisone injections.", "She had a brace, without any injection having been tried, and walks."),
            (
                "A psychological evaluation of 10/20/2014.",
                "A psychological evaluation cannot be found anywhere in the records.",
            ),
            ("She wore a splint for 8 weeks.", "While splinting has not been attempted, she still has pain."),
            ("12 visits of PT.", "Neither physical therapy nor chiropractic care has been tried to date."),
            ("There was sensory loss at S1.", "Nowhere in the record is any sensory loss described."),
            ("She failed nortriptyline.", "He has yet to be given a trial of a tricyclic."),
            ("He had 14 PT visits.", "He never attended any physical therapy, failed a brace and an injection."),
            (
                "A nerve conduction study of the right elbow.",
                "There is pain, while an electrodiagnostic study remains to be obtained.",
            ),
            (
                "GI bleed from an ulcer in 2009.",
                "No past GI bleed or ulcer is mentioned anywhere, but she takes an NSAID.",
            ),
            ("Loud snoring was witnessed by his wife.", "The notes do not mention snoring or apneic episodes."),
        ] {
            assert_ne!(found(summary, rationale), [""; 0], "{rationale}");
        }
    }

    #[test]
    fn not_documented_indeed() {
        for (summary, rationale) in [
            ("No muscle spasm was noted.", "There is no documentation of muscle spasm."),
            ("An MRI of the right knee was done.", "There is no documentation of an MRI of the left knee."),
            ("She wants physical therapy.", "There is no documentation of physical therapy."),
            ("The QME suggested physical therapy.", "There is no documentation of physical therapy."),
            ("Physical therapy is to follow.", "There is no documentation of physical therapy."),
            ("He was unable to attend physical therapy.", "There is no documentation of physical therapy."),
            ("The spouse had physical therapy.", "There is no documentation of physical therapy."),
            ("A urine drug screen in 2011 was consistent.", "There is no documentation of a recent urine drug screen."),
            ("Treatment to date: physical therapy.", "There is no documentation that physical therapy has failed."),
            ("The provider plans physical therapy.", "There is no documentation of physical therapy."),
            ("The patient denies a history of peptic ulcer.", "There is no documentation of a peptic ulcer."),
            ("A urine drug screen was requested.", "There is no documentation of a urine drug screen."),
            ("The guidelines ask for an MRI.", "There is no documentation of an MRI."),
            ("A UDS was done.", "UR wrote that there is no documentation of a UDS."),
            ("X-rays were done.", "There is no documentation of instability on x-rays."),
            ("An MRI was not done.", "There is no documentation of an MRI."),
            ("The EMG is to rule out neuropathic pain.", "There is no documentation of neuropathic pain."),
            ("A peptic ulcer was ruled out.", "There is no documentation of a peptic ulcer."),
            ("RFA: MRI of the knee.", "There is no documentation of an MRI."),
            ("An order for physical therapy is on file.", "There is no documentation of physical therapy."),
            ("She had spasms last year that have resolved.", "There is no documentation of spasms."),
            ("An MRI of the knee was done.", "No drug screen was done since 2013. No MRI was made at the visit."),
            ("A steroid injection helped.", "There is no documentation of improvement after the injection."),
            ("Two injections helped.", "There is no documentation of a Botox injection."),
            ("Two injections helped.", "The left knee was never injected."),
            ("She had six sessions of CBT.", "There is no documentation of benefit of the sessions of CBT."),
            ("Physical therapy was completed.", "The results of physical therapy are not documented."),
            ("She takes gabapentin.", "The dose of gabapentin is not documented. There is no record of a tricyclic."),
            ("Risk factors such as peptic ulcer are unknown.", "There is no documentation of a peptic ulcer."),
            ("She reports spasms of the low back.", "There is no documentation of muscle spasm."),
            ("She takes lisinopril for high blood pressure.", "There is no documentation of a blood pressure reading."),
            ("He takes blood pressure medication.", "Her blood pressure is not documented."),
            ("Kidney function should be watched.", "There are no kidney function tests in the file."),
            ("She denies GI upset and has no heartburn.", "There is no documentation of any GI complaint."),
            (
                "She has heartburn.",
                "There is no documentation of gastritis. There is no documentation of a current GI complaint.",
            ),
            ("A diabetic foot ulcer has healed.", "There is no documentation of an ulcer."),
            ("He was working as a driver when he fell.", "There is no documentation of a return to work."),
            ("He returned to work until the pain grew.", "There is no documentation of a return to work."),
            ("She works light duty.", "There is no documentation of a return to full duty."),
            ("She had 12 visits of PT.", "There is no documentation that conservative treatment has failed."),
            ("She had 12 visits of PT.", "She had not had physical therapy before the injury."),
            ("She had 12 visits of PT.", "There is no documentation of recent conservative care."),
            ("An MRI was normal.", "There is no documentation of a CT scan."),
            ("A disc herniation at L5.", "There is no documentation of a hernia."),
            ("BMI 31.", "On 3/4/2015, the body mass index was not recorded."),
            ("A reducible hernia.", "There is no documentation of a hernia on 3/4/2015."),
            ("She takes zolpidem.", "The MTUS does not mention zolpidem."),
            ("His function has improved.", "There is no documentation of functional improvement."),
            ("No hernia was seen.", "There is no documentation of a hernia."),
            ("Radiographs show arthritis.", "Guidelines exist, no radiographs have been taken."),
            ("Acupuncture: none. Spasm (-).", "There is no documentation of acupuncture. No spasm was documented."),
            ("MRI report was not enclosed.", "There is no MRI report on file."),
            ("Future care includes acupuncture.", "There is no documentation of acupuncture."),
            ("Her wrist is sore and she has no splint.", "There is no documentation of a wrist splint."),
            ("She needs physical therapy.", "There is no documentation of physical therapy."),
            ("She works as a physical therapy aide.", "There is no documentation of physical therapy."),
            ("She needs an MRI and physical therapy.", "There is no documentation of physical therapy."),
            ("She is eager to start physical therapy.", "There is no documentation of physical therapy."),
            ("She inquired about physical therapy.", "There is no documentation of physical therapy."),
            ("Physical therapy was deferred.", "There is no documentation of physical therapy."),
            ("At home she was seen for an evaluation.", "There is no documentation of a home evaluation."),
        ] {
            assert_eq!(found(summary, rationale), [""; 0], "{rationale}");
        }
    }

    #[test]
    fn done_after_all() {
        for (summary, rationale, said) in [
            ("He has not yet been injected.", "The two earlier injections helped.", "injections helped"),
            ("No injection has been given.", "He had two steroid injections.", "had two steroid injections"),
            (
                "No psychological evaluation has been performed.",
                "Here a psychological evaluation was favorable.",
                "psychological evaluation was favorable",
            ),
            ("After the fall no injection was given.", "The injections helped.", ""),
            ("No acupuncture to date.", "Acupuncture has been tried.", "Acupuncture has been tried"),
            ("No injection has been given. Two epidural injections helped.", "The injections helped.", ""),
            ("No injection of the knee has been given.", "The injection of the neck helped.", ""),
            ("No injection has been given since 2012.", "The injections helped.", ""),
            ("No injection has been given.", "The injections were asked for.", ""),
        ] {
            assert_eq!(found(summary, rationale).join(""), said, "{summary} {rationale}");
        }
    }
}
