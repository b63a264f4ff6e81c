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
pub(super) enum Of {
    /// The patient, at a time.
    Person,
    /// What the patient can do; with more words it is another thing: `cannot drive a forklift`.
    Ability,
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

const fn fact(of: Of, names: &'static str) -> Fact {
    Fact { of, names, kinds: "", so: "", not: "" }
}

const OPIOID_DRUGS: &str = r"butrans | codeine | dilaudid | duragesic | fentanyl | hydrocodone | hydromorphone | kadian | methadone | morphine | MS \s? contin | norco | nucynta
    | opana | oxycodone | oxycontin | oxymorphone | percocet | roxicodone | tramadol | tylenol \s+ (?: no \. \s? | \s* ) 3 | ultram | vicodin";
const NSAID_DRUGS: &str = r"advil | aleve | anaprox | celebrex | celecoxib | diclofenac | etodolac | ibuprofen | ketorolac | meloxicam | mobic | motrin | nabumetone | naprosyn | naproxen | relafen | toradol";
const ANTICOAGULANT_DRUGS: &str = r"apixaban | coumadin | dabigatran | eliquis | enoxaparin | heparin | lovenox | pradaxa | rivaroxaban | warfarin | xarelto";
const THINNING_DRUGS: &str = r"apixaban | brilinta | clopidogrel | coumadin | dabigatran | effient | eliquis | enoxaparin | heparin | lovenox | plavix | pradaxa | prasugrel | rivaroxaban | ticagrelor | warfarin | xarelto";

pub(super) const FACTS: [Fact; 64] = [
    Fact {
        so: r"(?: [1-9] | one | two | half ) \s* (?: a \s+ )? (?: ppd | packs? \s+ of \s+ cigarettes \s+ (?: a | each | per ) \s+ day ) | smokes \s+ (?: about \s+ )? (?: ½ \s* a? \s* pack | [0-9]+ | a | cigarettes? | daily | half | heavily | one | two | tobacco )
            | continues \s+ (?: to \s+ smoke | smoking ) | (?: currently | still ) \s+ smok (?: es | ing ) | (?: tobacco | cigarette | daily ) \s+ (?: user | smoker ) | smoker",
        not: r"non-? \s? smoker | smoked (?: \s+ [a-z0-9½]+ ){0,8}? ,? \s+ (?: till | until | (?: and | but ) \s+ (?: has \s+ since \s+ )? (?: quit | stopped ) (?: \s+ (?: in | last | [0-9]+ ) \b | \s* \z ) ) | (?: ex- | former | past ) \s* smoker | (?: quit | stopped | gave \s+ up ) \s+ (?: smoking | tobacco | cigarettes ) | last \s+ cigarette | smoke-free | (?: does | did ) \s+ not \s+ smoke
            | never \s+ (?: been \s+ a \s+ smoker | smoked )",
        ..fact(Of::Person, r"cigarettes? | smoking | smoked | tobacco")
    },
    Fact {
        not: "non-? diabetic",
        ..fact(Of::Disease, r"diabetes (?: \s+ mell?itus )? | [NI] IDDM | IDDM | NIDDM | T2DM | DM \s? (?: 2 | II )")
    },
    fact(Of::Disease, r"hypertension | HTN | high \s+ blood \s+ pressure"),
    Fact {
        kinds: r"coronary \s+ (?: artery \s+ )? disease | (?: congestive \s+ )? heart \s+ failure",
        ..fact(Of::Disease, r"heart \s+ disease")
    },
    Fact { kinds: "cirrhosis | hepatitis", ..fact(Of::Disease, r"liver \s+ disease") },
    fact(Of::Disease, "glaucoma"),
    fact(Of::Disease, "pacemaker"),
    fact(Of::Disease, "claustrophobia"),
    fact(Of::Place, r"drop \s+ foot | foot \s+ drop"),
    Fact {
        so: r"right [\s-]+ hand (?: ed | [\s-]+ dominant )",
        not: r"left [\s-]+ hand (?: ed | [\s-]+ dominant )",
        ..fact(Of::Person, "")
    },
    fact(Of::Disease, "asthma"),
    fact(Of::Disease, r"seizure (?: \s+ disorder | s ) | epilepsy"),
    fact(Of::Disease, r"hypothyroidism"),
    fact(Of::Person, r"heartburn | GERD | acid \s+ reflux"),
    Fact {
        kinds: r"heartburn | GERD | acid \s+ reflux | dyspepsia | gastritis | stomach \s+ (?: pain | upset )",
        not: r"GI \s+ negative",
        ..fact(
            Of::Person,
            r"(?: GI | gastro-?intestinal | gastric | stomach ) \s+ (?: complaints? | distress | issues | problems? | symptoms? | trouble | upset )",
        )
    },
    Fact {
        kinds: r"(?: duodenal | gastric ) \s+ ulcers? | bleeding \s+ (?: [a-z]+ \s+ )? ulcer",
        ..fact(Of::Disease, r"(?: peptic | stomach ) \s+ ulcers? (?: \s+ disease )? | PUD | ulcer \s+ disease")
    },
    fact(Of::Disease, r"(?: GI | gastro-?intestinal | gastric ) \s+ (?: bleed (?: s | ing )? | hemorrhage )"),
    Fact {
        so: r"wound \s+ (?: is | remains | was ) \s+ (?: still \s+ )? open",
        ..fact(
            Of::Place,
            r"(?: decubitus | open | plantar | pressure | sacral | skin | venous ) \s+ ulcers? | open \s+ wounds?",
        )
    },
    fact(Of::Place, r"cellulitis | purulent \s+ drainage"),
    Fact {
        so: r"(?: incision | wound ) \s+ (?: is | was ) \s+ draining",
        not: r"(?: incision | wound ) \s+ (?: is | remains | was ) \s+ (?: clean (?: , | \s+ and )? \s+ )? dry",
        ..fact(Of::Place, "")
    },
    fact(Of::Event, r"DVT | deep \s+ (?: vein | venous ) \s+ thromb (?: osis | us )"),
    fact(Of::Event, r"pulmonary \s+ embol (?: ism | us )"),
    Fact {
        kinds: r"DVT | deep \s+ (?: vein | venous ) \s+ thromb (?: osis | us ) | pulmonary \s+ embol (?: ism | us )",
        ..fact(Of::Event, r"blood \s+ clots? | thrombo-? embolism")
    },
    Fact {
        kinds: "hallucinations | delusions",
        so: r"hears? \s+ voices | is \s+ (?: actively \s+ )? (?: delusional | psychotic )",
        ..fact(Of::Person, r"psychosis | psychotic (?: \s+ (?: features | symptoms ) )?")
    },
    fact(Of::Person, "hallucinations?"),
    fact(Of::Person, "delusions?"),
    fact(Of::Person, r"mania | manic \s+ (?: episodes? | symptoms )"),
    fact(
        Of::Person,
        r"suicid (?: al | e ) \s+ (?: ideations? | intent | plans? | thoughts? ) | suicidality | thoughts \s+ of \s+ suicide | (?-i: SI )/(?-i: HI )",
    ),
    Fact {
        kinds: r"(?: constipation | dizziness | drowsiness | edema | itching | nausea | sedation | vomiting ) (?: \s+ and \s+ [a-z]+ )? \s+ (?: caused \s+ by | due \s+ to | from | with ) \s+ (?: it | the \s+ (?: drug | medication | medicine ) | this \s+ (?: drug | medication | medicine ) )",
        ..fact(Of::Effect, r"(?: adverse | side ) [\s-] effects? | adverse \s+ (?: events? | reactions? )")
    },
    fact(Of::Effect, "nausea | nauseated"),
    fact(Of::Effect, "vomiting | emesis"),
    fact(Of::Effect, r"constipation | constipated"),
    fact(Of::Effect, r"drows (?: y | iness ) | sedation | somnolen (?: ce | t )"),
    fact(Of::Effect, "dizziness | dizzy"),
    Fact {
        kinds: r"urinary \s+ (?: frequency | hesitancy | incontinence | retention | urgency ) | dysuria | nocturia",
        ..fact(Of::Person, r"urinary \s+ (?: complaints? | problems? | symptoms? )")
    },
    Fact {
        so: r"(?: drink (?: s | ing ) | consumes ) \s+ (?: [a-z0-9-]+ \s+ ){0,3}? (?: alcohol | beers? | glass (?: es )? \s+ of \s+ wine | liquor | vodka | whiskey )",
        not: r"abstains \s+ from \s+ alcohol | non-? \s? drinker",
        ..fact(Of::Person, r"alcohol (?: \s+ (?: consumption | intake | use ) )? | EtOH")
    },
    fact(Of::Person, r"(?: illicit | illegal | recreational | street ) \s+ (?: drugs? | substances? ) (?: \s+ use )?"),
    Fact {
        so: r"lost \s+ consciousness | (?: was | rendered | knocked ) \s+ unconscious | blacked \s+ out",
        not: r"did \s+ not \s+ lose \s+ consciousness | never \s+ (?: lost \s+ consciousness | unconscious ) | remained \s+ conscious",
        ..fact(Of::Event, r"loss \s+ of \s+ consciousness | LOC")
    },
    Fact {
        so: r"(?: lives | living | resides ) \s+ (?: alone | by \s+ (?: her | him ) self | on \s+ (?: her | his ) \s+ own )",
        not: r"(?: lives | living | resides ) \s+ with \s+ (?: an? | her | his | the ) \s+ (?: [a-z]+ \s+ )? (?: boyfriend | brother | children | daughters? | family | father | girlfriend | husband | mother | parents | partner | roommate | sister | sons? | spouse | wife )",
        ..fact(Of::Person, "")
    },
    Fact {
        so: r"drives (?: \s+ (?: her | him ) self (?: \s+ to \s+ (?: (?: her | his ) \s+ )? [a-z]+ )? | \s+ (?: an? | her | his ) \s+ (?: own \s+ )? (?: car | truck | van | vehicle ) ) | (?: is \s+ able | continues ) \s+ to \s+ drive | can \s+ drive",
        not: r"(?: cannot | can \s+ not | does \s+ not | is \s+ not \s+ able \s+ to | no \s+ longer | is \s+ unable \s+ to ) \s+ drives?",
        ..fact(Of::Ability, "")
    },
    Fact {
        so: r"(?: ambulat | walk ) (?: es | s ) \s+ (?: unaided | unassisted | without \s+ (?: aids? | an? \s+ (?: aid | cane | walker ) | assistance | (?: an? \s+ )? assistive \s+ devices? ) )",
        not: r"(?: cannot | can \s+ not | is \s+ not \s+ able \s+ to | is \s+ unable \s+ to ) \s+ (?: ambulate | walk ) \s+ (?: unaided | without \s+ (?: [a-z]+ \s+ )? (?: aid | assistance | cane | device | support | walker ) ) | is \s+ (?: bound | confined ) \s+ to \s+ a \s+ wheelchair",
        ..fact(Of::Ability, "")
    },
    Fact {
        so: r"(?: is \s+ able \s+ to | can ) \s+ dress | dresses (?: \s+ and \s+ (?: bathes | feeds | grooms ) )? \s+ (?: (?: her | him ) self | independently | without \s+ help )",
        not: r"(?: cannot | can \s+ not | is \s+ not \s+ able \s+ to | is \s+ unable \s+ to ) \s+ dress (?: \s+ or \s+ bathe )? (?: \s+ without \s+ help | \s+ (?: her | him ) self )?",
        ..fact(Of::Ability, "")
    },
    Fact {
        so: r"(?: (?: back | released | returned | went \s+ back ) \s+ (?: at | to ) | (?: at | continues | doing | on | performing ) ) \s+ (?: (?: full | light | modified | part-time | regular | restricted | usual ) \s+ )+ dut (?: ies | y )
            | (?: is \s+ back \s+ at | returned \s+ to | went \s+ back \s+ to ) \s+ (?: (?: full-time | her | his | light | modified | part-time | regular | usual ) \s+ )? work | works \s+ (?: full | part ) [\s-] time | (?: is | still | currently | continues ) \s+ working",
        not: r"(?: been | is | kept | remain (?: ed | s )? | stayed | still ) \s+ (?: off \s+ (?: of \s+ )? work | on \s+ (?: temporary \s+ total \s+ disability | TTD ) | out \s+ of \s+ work | temporarily \s+ totally \s+ disabled | unable \s+ to \s+ work )
            | (?: has | had ) \s+ not \s+ (?: been \s+ (?: able \s+ to \s+ work | working ) | gone \s+ back \s+ to \s+ work | returned \s+ to \s+ (?: any \s+ )? (?: duty | work ) | worked ) | (?: is | was ) \s+ not \s+ (?: currently \s+ )? working",
        ..fact(Of::Person, "")
    },
    fact(
        Of::Place,
        r"(?: surgical | operative ) \s+ candidate | candidate \s+ for \s+ (?: further \s+ | any \s+ )? (?: an? \s+ )? (?: operation | surgery | surgical \s+ (?: intervention | treatment ) )",
    ),
    Fact {
        so: r"psych [a-z]* \s+ clearance \s+ (?: (?: has \s+ been | is | was ) \s+ )? (?: given | granted | obtained | received ) | cleared \s+ by \s+ (?: an? | the )? \s* psych [a-z]+",
        not: r"(?: denied | refused | withheld ) \s+ psych [a-z]* \s+ clearance | psych [a-z]* \s+ clearance \s+ (?: (?: has \s+ been | is | was ) \s+ )? (?: denied | refused | withheld ) | not \s+ (?: yet \s+ | been \s+ )* cleared \s+ by \s+ (?: an? | the )? \s* psych [a-z]+",
        ..fact(Of::Event, "")
    },
    fact(Of::Person, "pregnant"),
    fact(Of::Disease, r"(?: obstructive \s+ )? sleep \s+ apnea | OSA"),
    fact(Of::Disease, "osteoporosis"),
    fact(Of::Disease, r"(?: chronic \s+ )? (?: kidney | renal ) \s+ (?: disease | failure | insufficiency ) | CKD"),
    fact(Of::Person, "depression"),
    fact(Of::Person, "anxiety"),
    fact(Of::Place, "atrophy"),
    fact(Of::Place, "allodynia"),
    fact(Of::Place, "effusion"),
    fact(Of::Place, "swelling"),
    fact(Of::Place, "spasms?"),
    fact(Of::Place, "deformity"),
    fact(Of::Place, "mottling"),
    fact(Of::Person, "torticollis"),
    Fact {
        kinds: OPIOID_DRUGS,
        not: r"opioid [\s-] na[iï]ve",
        ..fact(Of::Intake, r"narcotics? | opiates? | opioids?")
    },
    Fact {
        kinds: NSAID_DRUGS,
        ..fact(
            Of::Intake,
            r"NSAIDs? | (?: non-?steroidal \s+ )? anti-? inflammator (?: ies | y \s+ (?: drugs? | medications? ) )",
        )
    },
    Fact {
        so: r"NSAIDs \s+ (?: are | were ) \s+ (?: well \s+ )? tolerated | tolerates \s+ (?: oral \s+ )? NSAIDs",
        not: r"NSAIDs \s+ (?: caused | gave \s+ (?: her | him ) ) \s+ (?: gastritis | heartburn | nausea | ulcers? ) | (?: did | does ) \s+ not \s+ tolerate \s+ (?: oral \s+ )? NSAIDs | NSAIDs \s+ (?: are | were ) \s+ not \s+ tolerated | intoleran (?: ce \s+ of | t \s+ (?: of | to ) ) \s+ (?: oral \s+ )? NSAIDs",
        ..fact(Of::Person, "")
    },
    Fact { kinds: ANTICOAGULANT_DRUGS, ..fact(Of::Intake, r"anti-? coagulants?") },
    Fact { kinds: THINNING_DRUGS, ..fact(Of::Intake, r"blood \s+ thinners?") },
];
