//! The words the generated letters are made of. Headings, labels and lead-ins are the format's own; the rest is fiction.

pub(crate) const FIRST_HEADING: &str = "HOW THE IMR FINAL DETERMINATION WAS MADE";

pub(crate) const HOW_IT_WAS_MADE: &str = "MAXIMUS Federal Services sent the complete case file to an expert reviewer. \
    He/she has no affiliation with the employer, employee, providers or the claims administrator. He/she has been in \
    active clinical practice for more than five years and is currently working at least 24 hours a week in active \
    practice. The expert reviewer was selected based on his/her clinical experience, education, background, and \
    expertise in the same or similar specialties that evaluate and/or treat the medical condition and disputed \
    items/Service. He/she is familiar with governing laws and regulations, including the strength of evidence hierarchy \
    that applies to Independent Medical Review determinations.";

pub(crate) const CREDENTIALS: [&str; 3] = [
    "The Expert Reviewer has the following credentials:",
    "State(s) of Licensure: California",
    "Certification(s)/Specialty: Physical Medicine & Rehabilitation",
];

pub(crate) const SUMMARY_HEADING: &str = "CLINICAL CASE SUMMARY";

pub(crate) const SUMMARY_LEAD: &str = "The expert reviewer developed the following clinical case summary based on a \
    review of the case file, including all medical records:";

pub(crate) const SUMMARY_START: &str = "The injured worker is a 52-year-old male who sustained an industrial injury on \
    03/19/2012. On provider visit dated 12/10/2014 the injured worker has reported low back pain that goes down the left \
    leg. On examination, the lumbar range of motion was limited and the gait was slow. The diagnoses have included lumbar \
    strain, lumbar disc disease and chronic pain. Treatment to date has included x-rays, home exercises and medications.";

/// The day that governs the letter.
pub(crate) const DENIED: &str = "12/31/2014";

pub(crate) const DENIAL: &str = "Utilization Review non-certified";

pub(crate) const SUMMARY_END: &str = "The CA MTUS Chronic Pain Medical Treatment Guidelines were cited.";

pub(crate) const ITEMS_HEADING: &str = "IMR ISSUES, DECISIONS AND RATIONALES";

pub(crate) const ITEMS_LEAD: &str =
    "The Final Determination was based on decisions for the disputed items/services set forth below:";

/// One requested drug, with what a decision about it cites.
pub(crate) struct Drug {
    pub(crate) name: &'static str,
    pub(crate) doses: [&'static str; 2],
    pub(crate) group: &'static Group,
}

pub(crate) struct Group {
    pub(crate) class: &'static str,
    pub(crate) topic: &'static str,
    pub(crate) pages: &'static str,
    pub(crate) upheld: bool,
    pub(crate) weaning: bool,
}

const OPIOID: Group =
    Group { class: "opioids", topic: "Opioids, criteria for use", pages: "76-80", upheld: true, weaning: true };

const BENZODIAZEPINE: Group =
    Group { class: "benzodiazepines", topic: "Benzodiazepines", pages: "24", upheld: true, weaning: true };

const MUSCLE_RELAXANT: Group = Group {
    class: "muscle relaxants",
    topic: "Muscle Relaxants (for pain)",
    pages: "63-66",
    upheld: true,
    weaning: false,
};

const NSAID: Group = Group {
    class: "NSAIDs",
    topic: "NSAIDs (non-steroidal anti-inflammatory drugs)",
    pages: "67-68",
    upheld: false,
    weaning: false,
};

pub(crate) const DRUGS: [Drug; 16] = [
    drug("Norco", ["5/325mg", "10/325mg"], &OPIOID),
    drug("Robaxin", ["500mg", "750mg"], &MUSCLE_RELAXANT),
    drug("Naproxen", ["375mg", "500mg"], &NSAID),
    drug("Valium", ["5mg", "10mg"], &BENZODIAZEPINE),
    drug("Percocet", ["5/325mg", "10/325mg"], &OPIOID),
    drug("Zanaflex", ["2mg", "4mg"], &MUSCLE_RELAXANT),
    drug("Mobic", ["7.5mg", "15mg"], &NSAID),
    drug("Restoril", ["15mg", "30mg"], &BENZODIAZEPINE),
    drug("MS Contin", ["15mg", "30mg"], &OPIOID),
    drug("Skelaxin", ["400mg", "800mg"], &MUSCLE_RELAXANT),
    drug("Relafen", ["500mg", "750mg"], &NSAID),
    drug("Klonopin", ["1mg", "2mg"], &BENZODIAZEPINE),
    drug("Opana", ["5mg", "10mg"], &OPIOID),
    drug("Soma", ["250mg", "350mg"], &MUSCLE_RELAXANT),
    drug("Ibuprofen", ["600mg", "800mg"], &NSAID),
    drug("Ativan", ["1mg", "2mg"], &BENZODIAZEPINE),
];

const fn drug(name: &'static str, doses: [&'static str; 2], group: &'static Group) -> Drug {
    Drug { name, doses, group }
}

/// How a rationale begins.
pub(crate) const OPENING: &str =
    "According to the guideline, {class} call for an account of pain relief and of daily activities before they go on.";

/// What follows; the number makes each sentence unique in its letter.
pub(crate) const SENTENCES: [&str; 15] = [
    "Record {n} of the file describes how {drug} was started after the first weeks of home exercises.",
    "The provider writes in record {n} that sitting is tolerated for longer than in the summer.",
    "On examination in record {n}, the lumbar muscles were tender and the straight leg raise was positive on the left.",
    "Record {n} compares the pain before and after {drug} on the same scale.",
    "The injured worker reports in record {n} that household tasks are shared within the family.",
    "The guideline weighs the expected benefit of {class} against their side effects, and record {n} lists both.",
    "Sleep was said to be interrupted in record {n}, mostly by turning over.",
    "Record {n} repeats the plan of the visit before and adds a date for the next one.",
    "A walk of fifteen minutes is the goal set in record {n}, to be reached with pauses.",
    "In record {n} the dose of {drug} was left as it had been.",
    "The left ankle reflex is described as weaker than the right one in record {n}, as it was after the injury.",
    "Work with limits on lifting was advised in record {n} and taken up for half of each day.",
    "Record {n} holds the questionnaire on function, filled in by the injured worker alone.",
    "The response to {drug} is called partial in record {n}, which the guideline asks to be measured again.",
    "Stretching twice a day is described in record {n} together with the use of heat.",
];

pub(crate) const WEANING: &str = "Since the drug should not be stopped at once, weaning under supervision is advised.";
