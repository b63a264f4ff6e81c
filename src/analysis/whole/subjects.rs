//! What a chart holds or does not hold, whatever words are used for it.

use regex::Captures;
use std::sync::LazyLock;

/// Something that a chart holds or does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::analysis) struct Subject(usize);

impl Subject {
    /// Whether who reports this reports the other: an epidural injection is an injection.
    pub(in crate::analysis) fn is_one_of(self, other: Subject) -> bool {
        self == other || SUBJECTS[self.0].kind_of == Some(SUBJECTS[other.0].name)
    }

    /// Whether it is a study or another test, or a class of drugs or one of them: what was had or not.
    pub(super) fn is_had(self) -> bool {
        const DRUGS: [&str; 5] = ["anticonvulsant", "laxative", "relaxant", "tricyclic", "triptan"];
        const STUDIES: [&str; 14] = [
            "arthrogram",
            "capacity",
            "ct",
            "cures",
            "discogram",
            "drug_screen",
            "imaging",
            "labs",
            "mind",
            "motion_films",
            "mri",
            "nerve_conduction",
            "radiograph",
            "sleep",
        ];
        let Words { name, kind_of, .. } = SUBJECTS[self.0];
        STUDIES.contains(&name) || DRUGS.contains(&kind_of.unwrap_or(name))
    }

    /// Whether it is a finding, of which a complaint is no proof.
    pub(super) fn is_finding(self) -> bool {
        SUBJECTS[self.0].name == "spasm"
    }
}

#[derive(Clone, Copy)]
struct Words {
    /// The name of its group in patterns.
    name: &'static str,
    pattern: &'static str,
    kind_of: Option<&'static str>,
}

const fn words(name: &'static str, pattern: &'static str) -> Words {
    Words { name, pattern, kind_of: None }
}

const fn kind_of(general: &'static str, name: &'static str, pattern: &'static str) -> Words {
    Words { name, pattern, kind_of: Some(general) }
}

/// What is named in the same way wherever it is documented; what is a matter of degree is not among it. The special stands
/// before the general.
const SUBJECTS: [Words; 75] = [
    words(
        "drug_screen",
        r"(?: urine \s+ )? (?: drug \s+ (?: screen (?: s | ing | ings )? | test (?: s | ing )? )
            | toxicology (?: \s+ screen (?: s | ing )? )? ) | UDS | UDT",
    ),
    words(
        "contract",
        r"(?: (?: opioid | opiate | pain | narcotic | medication ) \s+ ){1,2} (?: contract | agreement ) s?",
    ),
    words("cures", r"CURES (?: \s+ (?: report | monitoring | database ) s? )?"),
    words("spasm", r"(?: (?: muscle | paraspinal | paravertebral ) \s+ )* spasms?"),
    kind_of(
        "conservative",
        "physical_therapy",
        r"physical \s+ therapy | physiotherapy | (?: course | sessions? | visits? ) \s+ of \s+ (?-i:PT)
            | (?-i:PT) \s+ (?: (?: x \s* )? [0-9]+ | sessions | visits )",
    ),
    kind_of(
        "conservative",
        "occupational_therapy",
        r"occupational \s+ therapy | (?: course | sessions? | visits? ) \s+ of \s+ (?-i:OT)",
    ),
    kind_of("conservative", "home_exercise", r"home \s+ exercises? (?: \s+ program )? | HEP"),
    words("conservative", r"conservative \s+ (?: care | management | measures? | therapy | treatments? )"),
    kind_of("any_ulcer", "ulcer", r"(?: peptic | gastric | duodenal ) \s+ ulcers?"),
    words("any_ulcer", r"(?: (?: (?-i:GI) | gastrointestinal | stomach ) \s+ )? ulcers?"),
    kind_of("gi_complaint", "heartburn", r"heartburn"),
    kind_of("gi_complaint", "reflux", r"(?: (?: acid | gastroesophageal ) \s+ )? reflux | (?-i:GERD)"),
    kind_of("gi_complaint", "gastritis", r"gastritis"),
    kind_of("gi_complaint", "dyspepsia", r"dyspepsia"),
    kind_of("gi_complaint", "upset_stomach", r"upset \s+ stomach | stomach \s+ (?: ache | pain | upset )"),
    words(
        "gi_complaint",
        r"(?: (?-i:GI) | gastrointestinal | gastric ) \s+ (?: complaints? | distress | issues? | problems? | symptoms? | upset )",
    ),
    words(
        "kidney_function",
        r"(?: kidney | renal ) (?: \s+ (?: and | or ) \s+ (?: liver | hepatic ) )? \s+ function (?: \s+ (?: labs? | studies | tests? | testing ) )?
            | (?: liver | hepatic ) \s+ (?: and | or ) \s+ (?: kidney | renal ) \s+ function (?: \s+ tests? )? | creatinine | e?GFR",
    ),
    words(
        "liver_function",
        r"(?: liver | hepatic ) \s+ function (?: \s+ (?: labs? | studies | tests? | testing ) )? | LFTs?",
    ),
    words("blood_pressure", r"blood \s+ pressures? (?: \s+ (?: measurements? | readings? ) )? | (?-i:BP)"),
    kind_of(
        "return_to_work",
        "work",
        r"(?: again | back ) \s+ (?: at | to ) \s+ work | (?: again | now | still ) \s+ work (?: s | ing ) | (?: is | remains | continues ) \s+ working
            | (?: is | now | still | who | he | she | patient | worker | applicant | claimant | employee ) \s+ works",
    ),
    kind_of(
        "return_to_work",
        "full_duty",
        r"return (?: ed | s )? \s+ to \s+ (?: full | regular ) \s+ (?: duty | work )",
    ),
    kind_of(
        "return_to_work",
        "light_duty",
        r"return (?: ed | s )? \s+ to \s+ (?: light | modified | part-time | restricted ) \s+ (?: duty | work )",
    ),
    words("return_to_work", r"return (?: ed | s )? \s+ to \s+ (?: any \s+ )? (?: duty | work )"),
    words("neuropathic_pain", r"neuropathic \s+ pain"),
    words(
        "nerve_conduction",
        r"nerve \s+ conduction (?: \s+ (?: study | studies | tests? | testing | velocity ) )?
            | electrodiagnostic \s+ (?: stud(?:y|ies) | tests? | testing ) | EMG (?: /NC[VS] )?",
    ),
    kind_of("imaging", "mri", r"MRIs? (?: \s+ (?: scan | study ) )? | magnetic \s+ resonance \s+ imaging"),
    words(
        "motion_films",
        r"flexion [\s/-]* (?: and [\s-]+ )? extension \s+ (?: films? | views? | x-?rays? | radiographs? )",
    ),
    kind_of("imaging", "ct", r"(?-i:CT) (?: \s+ scans? )?"),
    words("imaging", r"imaging (?: \s+ stud(?:y|ies) )?"),
    kind_of("imaging", "radiograph", r"x-?rays? | radiographs? | plain \s+ films?"),
    words("sleep", r"polysomnogra (?: m | phy ) | sleep \s+ stud (?: y | ies )"),
    words("capacity", r"functional \s+ capacity \s+ (?: assessment | evaluation | testing ) | (?-i:FCE)"),
    words("discogram", r"discogra (?: m s? | phy )"),
    words("arthrogram", r"(?: (?-i:MR) \s+ )? arthrogra (?: m s? | phy )"),
    words("labs", r"(?: labs | lab (?: oratory )? \s+ (?: studies | tests? | testing | work ) )"),
    words("tens", r"TENS (?: \s+ (?: unit | trial ) )?"),
    kind_of("conservative", "acupuncture", r"acupuncture (?: \s+ (?: treatment | therapy | sessions | visits ) )?"),
    kind_of(
        "conservative",
        "chiropractic",
        r"chiropractic (?: \s+ (?: care | treatment | therapy | manipulation | sessions | visits ) )?",
    ),
    words(
        "psychotherapy",
        r"(?: cognitive [\s-]+ behaviou?ral \s+ (?: psycho )? therapy | CBT | counseling | psychotherapy ) (?: \s+ (?: sessions | visits ) )?",
    ),
    kind_of("injection", "botulinum", r"(?: botox | botulinum (?: \s+ toxin )? ) (?: \s+ injections? )?"),
    kind_of(
        "injection",
        "epidural",
        r"(?: (?: lumbar | cervical | transforaminal ) \s+ )* (?: epidural (?: \s+ steroid )? \s+ injections? | ESIs? )",
    ),
    kind_of("injection", "trigger_point", r"trigger \s+ point \s+ injections?"),
    kind_of(
        "injection",
        "steroid",
        r"(?: (?: (?: cortico )? steroid | cortisone | intra-?articular | subacromial ) (?: \s+ or )? \s+ )+ injections?
            | (?: cortisone | depo-?medrol | kenalog | steroids? ) \s+ (?: into | shots? )",
    ),
    words("injection", r"injections? | injected"),
    kind_of("tricyclic", "nortriptyline", r"nortriptyline | pamelor"),
    kind_of("tricyclic", "amitriptyline", r"amitriptyline | elavil"),
    kind_of("tricyclic", "imipramine", r"imipramine"),
    kind_of("tricyclic", "desipramine", r"desipramine"),
    words("tricyclic", r"tri-?cyclics? (?: \s+ antidepressants? )?"),
    kind_of("anticonvulsant", "gabapentin", r"gabapentin | neurontin | gralise"),
    kind_of("anticonvulsant", "pregabalin", r"pregabalin | lyrica"),
    words("anticonvulsant", r"anti-?convulsants? | anti-?epilep(?: tics? | sy \s+ drugs? | tic \s+ drugs? ) | AEDs?"),
    kind_of("laxative", "docusate", r"docusate | colace"),
    kind_of("laxative", "senna", r"senna | senokot"),
    kind_of("laxative", "bisacodyl", r"bisacodyl | dulcolax"),
    kind_of("laxative", "lactulose", r"lactulose"),
    kind_of("laxative", "miralax", r"miralax | polyethylene \s+ glycol"),
    kind_of("laxative", "psyllium", r"psyllium | metamucil"),
    words("laxative", r"(?: oral \s+ )? laxatives? | stool \s+ softeners?"),
    kind_of("triptan", "sumatriptan", r"sumatriptan | imitrex"),
    kind_of("triptan", "rizatriptan", r"rizatriptan | maxalt"),
    kind_of("triptan", "zolmitriptan", r"zolmitriptan"),
    kind_of("triptan", "eletriptan", r"eletriptan | relpax"),
    words("triptan", r"(?: oral \s+ )? triptans?"),
    kind_of("relaxant", "cyclobenzaprine", r"cyclobenzaprine | flexeril"),
    kind_of("relaxant", "tizanidine", r"tizanidine | zanaflex"),
    kind_of("relaxant", "methocarbamol", r"methocarbamol | robaxin"),
    kind_of("relaxant", "metaxalone", r"metaxalone | skelaxin"),
    kind_of("relaxant", "baclofen", r"baclofen"),
    kind_of("relaxant", "carisoprodol", r"carisoprodol"),
    words("relaxant", r"muscle \s+ relaxants?"),
    words("body_mass", r"body \s+ mass \s+ index | (?-i:BMI)"),
    words(
        "mind",
        r"psych (?: o (?: logical | metric | social ) )? \s+ (?: assessment | clearance | eval (?: uation )? s? | screen (?: ing )? | testing )",
    ),
    words(
        "team",
        r"(?: multi | inter ) -?disciplinary \s+ (?: assessment | evaluation )
            | evaluated \s+ [^.;]{0,60} (?: psychologist [^.;]{1,20} therapist | therapist [^.;]{1,20} psychologist | by \s+ (?: a | the ) \s+ team )",
    ),
    words("functional_restoration", r"functional \s+ restoration \s+ program"),
];

/// All subjects as one pattern, each a group of its own.
pub(super) static ANY: LazyLock<String> = LazyLock::new(|| {
    let groups = SUBJECTS.iter().map(|Words { name, pattern, .. }| format!("(?<{name}> {pattern} )"));
    format!("(?: {} )", groups.collect::<Vec<_>>().join(" | "))
});

/// Which subject a pattern with all of them has found.
pub(super) fn found(captures: &Captures<'_>) -> Option<Subject> {
    SUBJECTS.iter().position(|words| captures.name(words.name).is_some()).map(Subject)
}
