//! The facts that letters compare, by the words for them.

/// Something that is so of a patient, or is not.
pub(super) struct Fact {
    pub(super) of: Of,
    /// What it is called: words around these affirm or deny it.
    pub(super) names: &'static str,
    /// What is a kind of it, or leads to it: who has one has the fact, who denies one may have another.
    pub(super) kinds: &'static str,
    /// What says by itself that it is so.
    pub(super) so: &'static str,
    /// What says by itself that it is not.
    pub(super) not: &'static str,
}

/// What a fact is true of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::analysis) enum Of {
    /// The patient, at a time.
    Person,
    /// The patient, from some time on.
    Disease,
    /// A part of the body.
    Place,
    /// The patient while he takes a drug.
    Effect,
    /// What the patient takes.
    Intake,
    /// What happened to the patient.
    Event,
}

/// What matches nothing.
const NONE: &str = r"[^\s\S]";

const fn fact(of: Of, names: &'static str) -> Fact {
    Fact { of, names, kinds: NONE, so: NONE, not: NONE }
}

const OPIOID_DRUGS: &str = r"butrans | codeine | dilaudid | duragesic | fentanyl | hydrocodone | hydromorphone | kadian | methadone | morphine | MS \s? contin | norco | nucynta
    | opana | oxycodone | oxycontin | oxymorphone | percocet | roxicodone | tramadol | tylenol \s+ (?: no \. \s? | \s* ) 3 | ultram | vicodin";
const NSAID_DRUGS: &str = r"advil | aleve | anaprox | celebrex | celecoxib | diclofenac | etodolac | ibuprofen | ketorolac | meloxicam | mobic | motrin | nabumetone | naprosyn | naproxen | relafen | toradol";
const ANTICOAGULANT_DRUGS: &str = r"coumadin | dabigatran | eliquis | apixaban | enoxaparin | heparin | lovenox | pradaxa | rivaroxaban | warfarin | xarelto";

pub(super) const FACTS: [Fact; 68] = [
    Fact {
        so: r"(?: [1-9½] | one | two | half ) \s* (?: a \s+ )? (?: ppd | packs? (?: \s+ of \s+ cigarettes )? \s+ (?: a | each | per ) \s+ day ) | smokes | (?: still | currently ) \s+ smok (?: es | ing )
            | continues \s+ (?: to \s+ smoke | smoking ) | (?: tobacco | cigarette | daily ) \s+ (?: user | smoker ) | smoker",
        not: r"non-? \s? smoker | (?: ex- | former | past ) \s* smoker | (?: quit | stopped | gave \s+ up ) \s+ (?: smoking | tobacco | cigarettes ) | last \s+ cigarette | smoke-free | (?: does | did ) \s+ not \s+ smoke
            | never \s+ (?: been \s+ a \s+ smoker | smoked )",
        ..fact(Of::Person, r"cigarettes? | nicotine | smoking | tobacco | smoked")
    },
    Fact {
        not: "non-? diabetic",
        ..fact(
            Of::Disease,
            r"diabetes (?: \s+ mell?itus )? | diabetic | [NI] IDDM | IDDM | NIDDM | T2DM | DM \s? (?: 2 | II )",
        )
    },
    Fact {
        not: r"normotensive",
        ..fact(Of::Disease, r"hypertension | hypertensive | HTN | high \s+ blood \s+ pressure")
    },
    fact(Of::Disease, r"coronary \s+ (?: artery \s+ )? disease | heart \s+ (?: disease | failure )"),
    fact(Of::Disease, r"cirrhosis | hepatitis | liver \s+ disease"),
    fact(Of::Disease, "glaucoma"),
    fact(Of::Disease, "pacemaker"),
    fact(Of::Disease, r"claustrophobi [ac]"),
    fact(Of::Place, "hernias?"),
    fact(Of::Place, r"drop \s+ foot | foot \s+ drop"),
    Fact { not: "afebrile", ..fact(Of::Person, r"febrile | fevers?") },
    fact(Of::Person, r"snores | snoring"),
    Fact {
        so: r"right [\s-]+ hand (?: ed | [\s-]+ dominant )",
        not: r"left [\s-]+ hand (?: ed | [\s-]+ dominant )",
        ..fact(Of::Disease, NONE)
    },
    fact(Of::Disease, r"asthma | asthmatic"),
    fact(Of::Disease, r"seizure \s+ disorder | seizures | epilepsy"),
    fact(Of::Person, r"heartburn | GERD | acid \s+ reflux | reflux"),
    Fact {
        kinds: r"heartburn | GERD | acid \s+ reflux | dyspepsia | gastritis | stomach \s+ (?: pain | upset )",
        not: r"GI \s+ negative",
        ..fact(
            Of::Person,
            r"(?: GI | gastro-?intestinal | gastric | stomach ) \s+ (?: complaints? | distress | issues | problems? | symptoms? | trouble | upset ) | upset \s+ stomach",
        )
    },
    fact(
        Of::Person,
        r"(?: bleeding \s+ )? (?: duodenal | gastric | peptic | stomach ) \s+ (?: bleeding \s+ )? ulcers? (?: \s+ disease )? | PUD | (?: GI | gastro-?intestinal | gastric ) \s+ bleed (?: s | ing )? \s+ or \s+ ulcers?",
    ),
    fact(
        Of::Person,
        r"(?: GI | gastro-?intestinal | gastric ) \s+ (?: bleed (?: s | ing )? | hemorrhage ) | bleeding \s+ (?: gastric | peptic | duodenal ) \s+ ulcer",
    ),
    Fact {
        so: r"wound \s+ (?: is | remains | was ) \s+ (?: still \s+ )? open",
        not: r"skin \s+ (?: of \s+ (?: [a-z]+ \s+ ){1,4} )? (?: is | was ) \s+ intact",
        ..fact(
            Of::Place,
            r"(?: decubitus | diabetic \s+ foot | foot | heel | open | plantar | pressure | sacral | skin | venous ) \s+ ulcer (?: s | ations? )? | ulcers? \s+ (?: of | on | over ) \s+ the \s+ (?: [a-z]+ \s+ )? (?: buttock | coccyx | foot | heel | leg | sacrum | sole | toe )
                | ulcerations? | open \s+ wounds?",
        )
    },
    fact(Of::Place, r"infect (?: ed | ions? ) | cellulitis | purulent \s+ drainage"),
    Fact {
        not: r"(?: incision | wound ) \s+ (?: is | remains | was ) \s+ (?: clean (?: , | \s+ and )? \s+ )? dry",
        ..fact(Of::Place, r"draining | drainage")
    },
    fact(
        Of::Place,
        r"DVT | deep \s+ (?: vein | venous ) \s+ thromb (?: osis | us ) | (?: blood \s+ )? clots? | thrombosis | thrombo-?embol (?: ism | us ) | pulmonary \s+ embol (?: ism | us ) | thrombus",
    ),
    Fact {
        kinds: "hallucinations? | delusions?",
        so: r"hears? \s+ voices | hearing \s+ voices | is \s+ (?: actively \s+ )? (?: delusional | psychotic )",
        ..fact(Of::Person, r"psychosis | psychotic (?: \s+ (?: features | symptoms ) )?")
    },
    fact(Of::Person, r"hallucinations? | delusions?"),
    fact(Of::Person, r"mania | manic (?: \s+ (?: episodes? | symptoms ) )?"),
    Fact {
        so: r"(?: plan | wish | wants ) \s+ to \s+ (?: be \s+ dead | die | kill \s+ (?: her | him ) self )",
        ..fact(
            Of::Person,
            r"suicid (?: al | e ) \s+ (?: ideations? | intent | plans? | thoughts? ) | suicidality | suicidal | thoughts \s+ of \s+ suicide | (?-i: SI ) (?: / (?-i: HI ) )?",
        )
    },
    Fact {
        kinds: r"(?: constipation | dizziness | drowsiness | edema | itching | nausea | sedation | vomiting ) (?: \s+ and \s+ [a-z]+ )? \s+ (?: caused \s+ by | due \s+ to | from | with ) \s+ (?: it | the \s+ (?: drug | medication | medicine ) | this \s+ (?: drug | medication | medicine ) )",
        ..fact(Of::Effect, r"(?: adverse | side ) [\s-] effects? | adverse \s+ (?: events? | reactions? ) | AEs?")
    },
    Fact {
        so: r"vomits | is \s+ nauseated",
        ..fact(Of::Effect, r"nausea | vomiting | N/V | nauseous | nauseated | emesis")
    },
    fact(Of::Effect, r"constipation | constipated"),
    fact(Of::Effect, r"drows (?: y | iness ) | sedat (?: ed | ion ) | somnolen (?: ce | t ) | sleepiness"),
    fact(Of::Effect, r"dizz (?: y | iness ) | vertigo"),
    Fact {
        so: r"(?: lost | loses | loss \s+ of ) \s+ control \s+ (?: of | over ) \s+ (?: her \s+ | his \s+ | the \s+ )? (?: bladder | bowels? )",
        ..fact(
            Of::Person,
            r"(?: (?: bladder | bowel | urinary | fecal ) (?: \s* (?: / | and | or ) \s* (?: bladder | bowel ) )? \s+ )? incontinen (?: ce | t ) | (?: bladder | bowel ) \s* (?: / | and | or ) \s* (?: bladder | bowel ) \s+ (?: changes? | complaints? | dysfunction | problems? | symptoms? )
                | loss \s+ of \s+ (?: bladder | bowel ) (?: \s* (?: / | and | or ) \s* (?: bladder | bowel ) )? \s+ control",
        )
    },
    Fact {
        kinds: r"urinary \s+ (?: frequency | hesitancy | incontinence | retention | urgency ) | dysuria | nocturia",
        ..fact(Of::Person, r"urinary \s+ (?: complaints? | problems? | symptoms? )")
    },
    Fact {
        so: r"drink (?: s | ing ) \s+ (?: [a-z0-9-]+ \s+ ){0,3}? (?: alcohol | beers? | liquor | vodka | whiskey | wine ) | [0-9-]+ \s+ (?: beers | drinks ) \s+ (?: a | an | each | every | on | per )",
        not: r"abstains \s+ from \s+ (?: alcohol | drinking ) | (?: does | did ) \s+ not \s+ drink | non-? \s? drinker",
        ..fact(Of::Person, r"alcohol (?: \s+ (?: consumption | intake | use ) )? | EtOH")
    },
    fact(Of::Person, r"(?: illicit | illegal | recreational | street ) \s+ (?: drugs? | substances? ) (?: \s+ use )?"),
    Fact {
        so: r"(?: lost | losing ) \s+ consciousness | (?: was | rendered | knocked | found ) \s+ unconscious | blacked \s+ out",
        not: r"(?: did | does ) \s+ not \s+ lose \s+ consciousness | never \s+ (?: lost \s+ consciousness | unconscious ) | remained \s+ conscious",
        ..fact(Of::Event, r"loss \s+ of \s+ consciousness | LOC")
    },
    Fact {
        so: r"(?: lives | living | resides ) \s+ (?: alone | by \s+ (?: her | him ) self | on \s+ (?: her | his ) \s+ own )",
        not: r"(?: lives | living | resides ) \s+ with \s+ (?: an? | her | his | the ) \s+ (?: [a-z]+ \s+ )? (?: boyfriend | brother | children | daughters? | family | father | girlfriend | husband | mother | parents | partner | roommate | sister | sons? | spouse | wife )",
        ..fact(Of::Person, NONE)
    },
    Fact {
        so: r"drives (?: \s+ (?: her | him ) self | \s+ (?: an? | her | his ) \s+ (?: [a-z]+ \s+ )? (?: car | truck | van | vehicle ) )? | is \s+ driving | (?: able | continues ) \s+ to \s+ drive | can \s+ drive",
        not: r"(?: cannot | can \s+ not | does \s+ not | did \s+ not | not \s+ able \s+ to | no \s+ longer | unable \s+ to ) \s+ (?: drives? | operate \s+ (?: a | his | her ) \s+ (?: car | vehicle ) ) | (?: is | has ) \s+ not \s+ (?: been \s+ )? driving",
        ..fact(Of::Person, NONE)
    },
    Fact {
        so: r"(?: ambulat | walk ) (?: es | ing | s ) \s+ (?: independently | unaided | unassisted | without \s+ (?: aids? | an? \s+ (?: aid | cane | walker ) | assistance | (?: an? \s+ )? assistive \s+ devices? | help | support ) )",
        not: r"(?: cannot | can \s+ not | not \s+ able \s+ to | unable \s+ to ) \s+ (?: ambulate | walk ) \s+ (?: unaided | without \s+ (?: [a-z]+ \s+ )? (?: aid | assistance | cane | device | help | support | walker ) ) | (?: bound | confined | restricted ) \s+ to \s+ (?: a | her | his ) \s+ wheelchair | wheelchair[\s-]bound
            | is \s+ (?: non-? ambulatory | bedridden )",
        ..fact(Of::Person, NONE)
    },
    Fact {
        so: r"(?: is \s+ able \s+ to | can ) \s+ (?: bathe | dress ) | (?: bathes | dresses ) (?: \s+ and \s+ (?: bathes | dresses | feeds | grooms ) )? \s+ (?: (?: her | him ) self | independently | without \s+ help )",
        not: r"(?: cannot | can \s+ not | not \s+ able \s+ to | unable \s+ to ) \s+ (?: bathe | dress ) | (?: needs | requires ) \s+ (?: assistance | help ) \s+ (?: bathing | dressing | to \s+ (?: bathe | dress ) | with \s+ (?: bathing | dressing ) )",
        ..fact(Of::Person, NONE)
    },
    fact(
        Of::Person,
        r"(?: surgical | operative ) \s+ candidate | candidate \s+ for \s+ (?: further \s+ | any \s+ )? (?: an? \s+ )? (?: operation | surgery | surgical \s+ (?: intervention | treatment ) )",
    ),
    Fact {
        so: r"(?: psych [a-z]* \s+ )? clearance \s+ (?: (?: has \s+ been | is | was ) \s+ )? (?: given | granted | obtained | received ) | cleared \s+ by \s+ (?: an? | the )? \s* psych [a-z]+ | passed \s+ (?: an? | the ) \s+ psych [a-z]+ \s+ evaluation | psych [a-z]+ \s+ cleared",
        not: r"(?: denied | refused | withheld ) \s+ (?: psych [a-z]* \s+ )? clearance | clearance \s+ (?: (?: has \s+ been | is | was ) \s+ )? (?: denied | refused | withheld ) | not \s+ (?: yet \s+ | been \s+ )* cleared \s+ by \s+ (?: an? | the )? \s* psych [a-z]+",
        ..fact(Of::Person, NONE)
    },
    fact(Of::Disease, r"cancer | malignan (?: cy | cies ) | carcinoma | lymphoma | leukemia | melanoma"),
    fact(Of::Person, r"pregnant | pregnancy"),
    fact(Of::Disease, r"(?: obstructive \s+ )? sleep \s+ apnea | OSA"),
    fact(Of::Disease, r"osteoporosis | osteoporotic"),
    Fact {
        not: r"(?: kidney | renal ) \s+ function \s+ (?: is | was ) \s+ normal | normal \s+ (?: kidney | renal ) \s+ function",
        ..fact(
            Of::Disease,
            r"(?: chronic \s+ )? (?: kidney | renal ) \s+ (?: disease | failure | impairment | insufficiency ) | CKD",
        )
    },
    Fact { kinds: r"migraines?", ..fact(Of::Person, r"headaches?") },
    fact(Of::Person, r"depression | depressed (?: \s+ mood )?"),
    fact(Of::Person, r"anxiety | anxious"),
    Fact {
        so: r"(?: cannot | unable \s+ to ) \s+ (?: fall \s+ a )? sleep | sleeps \s+ (?: badly | poorly ) | lies \s+ awake",
        not: r"sleeps \s+ (?: well | (?: [78] | seven | eight ) \s+ hours )",
        ..fact(Of::Person, "insomnia")
    },
    fact(Of::Place, r"numb (?: ness )? | paresthesias? | tingling"),
    fact(Of::Place, r"radicular \s+ (?: pain | symptoms )"),
    fact(Of::Place, r"atroph (?: ic | ied | y ) | wast (?: ed | ing )"),
    fact(Of::Place, r"allodyni [ac]"),
    fact(Of::Place, "effusion"),
    fact(Of::Place, r"swelling | swollen | edema"),
    fact(Of::Place, "spasms?"),
    fact(Of::Place, "deformity"),
    fact(Of::Person, r"limp | limping | limps"),
    fact(Of::Place, r"mottl (?: ed | ing )"),
    fact(Of::Person, r"torticollis"),
    Fact {
        kinds: OPIOID_DRUGS,
        not: r"opioid [\s-] na[iï]ve | off \s+ (?: all \s+ )? (?: narcotics | opioids | opiates )",
        ..fact(Of::Intake, r"narcotics? | opiates? | opioids?")
    },
    Fact {
        kinds: NSAID_DRUGS,
        ..fact(
            Of::Intake,
            r"NSAIDs? | (?: non-?steroidal \s+ )? anti-? inflammator (?: ies | y ) (?: \s+ (?: drugs? | medications? ) )?",
        )
    },
    Fact {
        so: r"NSAIDs \s+ (?: are | were ) \s+ (?: well \s+ )? tolerated | tolerates \s+ (?: oral \s+ )? NSAIDs",
        not: r"NSAIDs \s+ (?: caused | gave \s+ (?: her | him ) ) \s+ (?: gastritis | heartburn | nausea | ulcers? ) | (?: did | does ) \s+ not \s+ tolerate \s+ (?: oral \s+ )? NSAIDs | NSAIDs \s+ (?: are | were ) \s+ not \s+ tolerated | (?: intoleran (?: ce | t ) \s+ (?: of | to ) | unable \s+ to \s+ tolerate ) \s+ (?: oral \s+ )? NSAIDs",
        ..fact(Of::Person, NONE)
    },
    Fact {
        kinds: "brilinta | clopidogrel | effient | plavix | prasugrel | ticagrelor",
        ..fact(Of::Intake, r"anti-?platelets? (?: \s+ (?: agents? | drugs? ) )? | blood \s+ thinners?")
    },
    Fact {
        kinds: ANTICOAGULANT_DRUGS,
        ..fact(Of::Intake, r"anticoagulants? | anti-coagulants? | blood \s+ thinners?")
    },
];
