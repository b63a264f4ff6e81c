//! What a rationale says is not documented, or a summary was not done.

use super::reported::{Name, OF_OTHERS};
use super::subjects::{self, ANY, Subject};
use crate::analysis::passage::Passage;
use crate::analysis::question::Question;
use crate::analysis::words::words;
use crate::model::body::{Areas, body_parts, sides};
use crate::model::conclusion::quotations;
use crate::model::{clause_at, shifted, statement_at};
use crate::text::pattern::{pattern, verbose};
use regex::Regex;
use std::cell::LazyCell;
use std::ops::Range;
use std::sync::LazyLock;

/// What a rationale says is not documented at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::analysis) struct Missed {
    pub(in crate::analysis) what: Missing,
    /// The words that say so.
    pub(in crate::analysis) words: Range<usize>,
    /// The parts of the body of which it is missed, if they are named.
    pub(in crate::analysis) areas: Areas,
}

/// What is missed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::analysis) enum Missing {
    /// Something that goes by several names.
    Subject(Subject),
    /// Something else, by the words that name it.
    Named(Vec<Name>),
}

/// What a rationale says is not documented at all, in order.
pub(super) fn missed(passage: &Passage) -> Vec<Missed> {
    let quotations = LazyCell::new(|| quotations(&passage.text, &passage.sentences));
    let mut found: Vec<Missed> = Vec::new();
    for (start, words) in passage.sentences_with(&MAY_MISS) {
        for denial in DENIALS.iter().flat_map(|denial| denial.captures_iter(words)) {
            let Some((whole, object)) = denial.get(0).zip(denial.name("object")) else { continue };
            let (before, clause) = (&words[..whole.start()], clause_at(words, &whole.range()));
            if OF_ONE_DAY.is_match(before) || OF_ONE_DAY.is_match(clause) {
                continue;
            }
            let place = shifted(&whole.range(), start);
            let is_quoted = quotations.iter().any(|quotation| quotation.contains(&place.start));
            if is_quoted || OF_OTHERS.is_match(&words[statement_at(words, &whole.range())]) {
                continue;
            }
            let site = denial.name("site").map_or("", |site| site.as_str());
            // Of the other side it is told elsewhere.
            let told = object_of(object.as_str()).filter(|_| sides(site).is_empty());
            let areas_of = |areas| if areas == Areas::default() { Areas::of(&body_parts(site)) } else { areas };
            found.extend(told.map(|(what, areas)| Missed { what, words: place, areas: areas_of(areas) }));
        }
    }
    found.sort_by_key(|missed| missed.words.start);
    // Two ways to say it may both fit.
    found.dedup_by(|next, last| next.what == last.what && next.words.start < last.words.end);
    found
}

static MAY_MISS: Question =
    Question::new(|sentence| DENIAL.is_match(sentence) && DENIALS.iter().any(|denial| denial.is_match(sentence)));

/// What a clause is about that names something and nothing that would limit it, but perhaps a part of the body.
fn object_of(clause: &str) -> Option<(Missing, Areas)> {
    let (what, part) = match OBJECT.captures(clause) {
        Some(object) => (Missing::Subject(subjects::found(&object)?), object.name("part")),
        None => {
            let object = PLAIN.captures(clause)?;
            (Missing::Named(names(&object["object"])?), object.name("part"))
        }
    };
    let areas = part.map(|part| Areas::of(&body_parts(part.as_str())));
    let is_understood = areas.is_none_or(|areas| areas != Areas::default());
    is_understood.then(|| (what, areas.unwrap_or_default()))
}

/// The names of a thing that a chart has or has not; `None` of what is a matter of degree or of time.
fn names(object: &str) -> Option<Vec<Name>> {
    const MOST: usize = 3;
    let folded = object.to_lowercase();
    let is_vague = |word: &str| VAGUE.iter().any(|vague| word.starts_with(vague)) || word.len() < 2;
    let names = words(&folded).filter(|word| !LINKS.contains(word));
    let names: Option<Vec<_>> = names.map(|word| (!is_vague(word)).then(|| Name::of(word))).collect();
    names.filter(|names| (1..=MOST).contains(&names.len()))
}

/// Words between the names of a thing.
const LINKS: [&str; 6] = ["and", "any", "his", "her", "of", "the"];

/// How words begin of which a chart has more or less, and not all or nothing, or which need others to mean anything.
#[rustfmt::skip]
const VAGUE: [&str; 96] = [
    "abnormal", "access", "acute", "additional", "adequa", "adverse", "alternat", "any", "appropriate", "assess", "attempt",
    "barrier", "basis", "benefi", "chang", "circumstance", "clear", "clinical", "compar", "complian", "concern", "condition",
    "continu", "contraindicat", "current", "decreas", "deficit", "degree", "detail", "difficult", "duration", "effect", "effic",
    "enough", "exceptional", "explanation", "extenuating", "extraordinary", "fail", "failure", "finding", "flare", "formal", "frequency",
    "functional", "further", "gain", "goal", "harm", "improv", "inability", "increas", "indication", "instability", "intent",
    "intoleran", "justif", "limit", "measur", "medical", "monitor", "motivat", "necess", "need", "new", "object", "ongoing",
    "outcome", "pain", "period", "plan", "problem", "progress", "qualif", "quantif", "rationale", "reason", "recent", "reduc", "regress",
    "relief", "respon", "result", "risk", "severe", "side", "sign", "significan", "specific", "success", "sufficient", "support",
    "symptom", "trial", "unusual", "worse",
];

/// How a clause begins that is about something in the chart.
const LEAD: &str = r"(?: (?: the \s+ )? (?: patient | injured \s+ worker | claimant | applicant | employee | she | he ) \s+
        (?: has \s+ had | has | had | completed | underwent | tried | suffers \s+ from ) \s+ )?
    (?: (?: a | an | any | her | his | the | past | previous | prior | earlier | signed
        | (?: courses? | history | sessions? | trials? | use ) \s+ of ) \s+ )*";

/// What is done.
const DO: &str = r"(?: attempted | carried \s+ out | completed | done | given | made | obtained | performed | reviewed | taken | tried | undertaken | used )";
/// What a chart does with what was done or found.
const TOLD: &str = r"(?: charted | described | documented | listed | mentioned | noted | recorded | reported )";
/// Where it would be documented.
const IN_RECORD: &str = r"(?: (?: in | on ) \s+ (?: (?: the | these | this ) \s+ )? (?: (?: available | medical | provided | submitted ) \s+ )*
    (?: charts? | documentation | files? | notes? | records? | reports? ) (?: \s+ (?: provided | reviewed | submitted ) )? )";
/// What is said of something that was done.
const WAS: &str = r"(?: (?: is | are | was | were | being | (?: has | have | had ) \s+ been ) )";
/// How an object may go on that is not limited by it.
static TAIL: LazyLock<String> = LazyLock::new(|| {
    format!(
        r"(?: (?: \s+ {WAS} (?: \s+ ever )? | \s+ ever )* \s+ {DO} (?: \s+ {IN_RECORD} )? | \s+ {IN_RECORD} | \s+ (?: so \s+ far | to \s+ date )
            | \s+ for \s+ (?: it | this )
            | \s+ on \s+ (?: the \s+ | physical \s+ )* exam (?: ination )?
            | \s+ (?: of | to | in | for ) \s+ (?: the | his | her ) \s+ (?<part> [a-z]+ (?: [\s-]+ [a-z]+ ){{0,2}}? ) (?: \s+ {WAS} \s+ {DO} )? )?"
    )
});

/// Where an object ends.
const ENDING: &str =
    r"\s* (?: \z | \b n?or \b | \b and \s+ (?: had | has | is | no | was ) \b | \b (?: including | such \s+ as ) \b )";

static OBJECT: LazyLock<Regex> = LazyLock::new(|| {
    verbose(&format!(r"\A \s* {LEAD} {any} {tail} {ENDING}", any = ANY.as_str(), tail = TAIL.as_str()))
});

/// An object that is no known subject.
static PLAIN: LazyLock<Regex> = LazyLock::new(|| {
    verbose(&format!(
        r"\A \s* {LEAD} (?<object> [a-z]+ (?: [\s-]+ [a-z]+ ){{0,3}}? ) {tail} {ENDING}",
        tail = TAIL.as_str()
    ))
});

/// The ways to say that something is not documented, each with the clause that says what. Nothing is said of when it was not
/// done.
static DENIALS: LazyLock<[Regex; 19]> = LazyLock::new(|| {
    let end = r"\s* (?: [.,;] | $ )";
    [
        verbose(
            r"\b (?: no | without (?: \s+ any )? ) \s+ (?: documented \s+ )? (?: documentation | evidence | mention | records? ) \s+
                (?: of | that ) \s+ (?<object> [^.,;]+ )",
        ),
        verbose(r"\b (?: do | does | did ) \s+ not \s+ (?: document | mention | record ) \s+ (?<object> [^.,;]+ )"),
        verbose(
            r"\b (?: charts? | documentation | files? | notes? | provider | records? | reports? ) \s+ (?: do | does | did ) \s+ not \s+
                (?: contain | describe | include | list | note | report | reveal | show ) \s+ (?<object> [^.,;]+ )",
        ),
        verbose(r"\b no \s+ documented \s+ (?<object> [^.,;]+ )"),
        verbose(
            r"\b (?: has | had ) \s+ no \s+ (?: known \s+ | documented \s+ | prior \s+ )? (?<object> history \s+ of \s+ [^.,;]+ )",
        ),
        verbose(&format!(
            r"\b no \s+ (?<object> [^.,;]+? ) \s+ (?: {WAS} \s+ )? (?: ever \s+ )?
                (?: (?: been \s+ )? {TOLD} (?: \s+ (?: anywhere | {IN_RECORD} ) )? {end} | {IN_RECORD} \b | on \s+ file {end} )"
        )),
        verbose(&format!(
            r"\b no \s+ (?<object> [^.,;]+? ) \s+ (?: (?: was | were ) \s+ ever | (?: has | have ) (?: \s+ ever )? \s+ been ) \s+ {DO} {end}"
        )),
        verbose(
            r"\b (?: he | she | patient | worker | claimant | applicant | employee ) \s+ (?: has | had ) \s+ (?: never | not ) \s+
                (?: completed | had | received | taken | tried | undergone | used ) \s+ (?<object> [^.,;]+ )",
        ),
        verbose(&format!(
            r"(?: ^ | [,;] ) \s* (?: (?: in \s+ this \s+ case | here | however ) ,? \s+ | (?: although | and | as | because | but | since | that | while ) \s+ )?
                (?<object> [^.,;]+? ) \s+ (?: {WAS} \s+ (?: not | never ) | (?: has | have | had ) \s+ (?: not | never ) (?: \s+ yet )? \s+ been | not \s+ yet | never ) \s+
                (?: {TOLD} (?: \s+ anywhere )? {end} | {IN_RECORD} {end} | {DO} {end} )"
        )),
        verbose(
            r"\b (?: he | she | patient | worker | claimant | applicant | employee ) \s+ (?: never | has \s+ yet \s+ to ) \s+
                (?: attended | be \s+ given | completed | had | have | receive d? | take n? | tried | try | undergo (?: ne )? | underwent | used ) \s+ (?<object> [^.,;]+ )",
        ),
        verbose(
            r"\b (?: , | and ) \s+ never \s+ (?: attended | completed | had | received | taken | tried | used ) \s+ (?<object> [^.,;]+ )",
        ),
        verbose(&format!(
            r"\b neither \s+ (?<object> [^.,;]+? ) \s+ nor \s+ [^.,;]+? \s+ (?: {WAS} \s+ (?: ever \s+ )? ) (?: {TOLD} | {DO} ) \b"
        )),
        verbose(r"(?: ^ | [,;] ) \s* (?<object> [^.,;]+? ) \s+ (?: cannot | could \s+ not ) \s+ be \s+ found \b"),
        verbose(&format!(r"\b without \s+ (?: any \s+ )? (?<object> [^.,;]+? ) \s+ having \s+ been \s+ {DO} \b")),
        verbose(&format!(r"\b nowhere \s+ {IN_RECORD} \s+ (?: is | are ) \s+ (?<object> [^.,;]+? ) \s+ {TOLD} {end}")),
        verbose(r"\b (?: has | have ) \s+ had \s+ no \s+ (?<object> [^.,;]+ )"),
        verbose(&format!(
            r"(?: ^ | [.,;] ) \s* no \s+ (?<object> [^.,;]+? ) \s+ (?: so \s+ far | to \s+ date | yet ) {end}"
        )),
        verbose(
            r"(?<site> [^.,;]{0,40} ) \b (?: (?: has | had | have ) \s+ (?: never | not ) (?: \s+ yet )? \s+ been | (?: was | were ) \s+ (?: never | not ) ) \s+
                (?<object> injected ) \s* (?: [.,;] | $ | \b (?: and | but | or ) \b )",
        ),
        verbose(&format!(
            r"(?: ^ | [,;] ) \s* (?: (?: although | and | as | because | but | since | while ) \s+ )?
                (?<object> [^.,;]+? ) \s+ remains? \s+ to \s+ be \s+ {DO} {end}"
        )),
    ]
});

/// Words without which nothing is missed. A request that is `not medically necessary` is none.
static DENIAL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:no\b|without\b|neither\b|never\b|cannot\b|could\s+not\b|nowhere\b|remains?\s+to\b|yet\s+to\b|not\s+(?:attempted|been|carried|undertaken|yet|charted|completed|contain|describe|document|had|include|in\b|list|made|mention|note|on\b|received|record|report|reveal|show|done|given|obtained|performed|reviewed|taken|tried|undergone|used))",
    )
});

/// What is missed of one visit may be told of another.
static OF_ONE_DAY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)[0-9]/[0-9]|\b(?:19|20)[0-9]{2}\b|\b(?:last|latest|recent|current)\s+(?:exam\w*|notes?|reports?|visits?)\b|\b(?:that|this)\s+(?:note|report|visit)\b",
    )
});

#[cfg(test)]
mod tests {
    use super::super::reported::{reported, reports};
    use super::*;
    use crate::analysis::words::placed;
    use crate::model::sentences;

    /// Whether a summary reports what a rationale says is not documented.
    fn disagree(summary: &str, rationale: &str) -> bool {
        let reported = reported(summary, &sentences(summary));
        missed(&Passage::read(0, rationale.to_owned(), None)).iter().any(|missed| match &missed.what {
            Missing::Subject(subject) => reported.iter().any(|reported| reported.subject.is_one_of(*subject)),
            Missing::Named(names) => sentences(summary)
                .into_iter()
                .any(|sentence| reports(&summary[sentence.clone()], &placed(&summary[sentence]), names).is_some()),
        })
    }

    #[test]
    fn documented_after_all() {
        for (summary, rationale) in [
            ("A urine drug screen in March was consistent.", "There is no documentation of a urine drug screen."),
            ("A UDS was consistent.", "The records do not document a urine drug screen or CURES monitoring."),
            ("There were muscle spasms of the neck.", "There is no documentation of muscle spasms."),
            ("Treatment to date: physical therapy.", "The records contain no evidence of physical therapy."),
            ("She has a history of peptic ulcer.", "The patient has no documented history of peptic ulcer."),
            ("Diagnoses: neuropathic pain.", "There is no documentation that the patient has neuropathic pain."),
            ("An MRI of the knee showed no tear.", "There is no documentation of an\n\nMRI."),
            ("Radiographs show arthritis.", "Guidelines exist; no radiographs have been\n\ntaken."),
            ("A UDS was consistent.", "A urine drug screen was not carried out."),
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
            assert!(disagree(summary, rationale), "{rationale}");
        }
    }

    #[test]
    fn not_documented_indeed() {
        for (summary, rationale) in [
            ("No muscle spasm was noted.", "There is no documentation of muscle spasm."),
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
            ("At home she was seen for an evaluation.", "There is no documentation of a home evaluation."),
        ] {
            assert!(!disagree(summary, rationale), "{rationale}");
        }
    }
}
