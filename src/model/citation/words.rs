//! The words that citations are made of.

/// Titles of the ACOEM chapters.
pub(super) const CHAPTERS: [&str; 17] = [
    "Prevention",
    "General Approach to Initial Assessment and Documentation",
    "Initial Approaches to Treatment",
    "Work-Relatedness",
    "Cornerstones of Disability Prevention and Management",
    "Pain, Suffering, and the Restoration of Function",
    "Independent Medical Examinations and Consultations",
    "Neck and Upper Back Complaints",
    "Shoulder Complaints",
    "Elbow Complaints",
    "Elbow Disorders",
    "Forearm, Wrist, and Hand Complaints",
    "Low Back Complaints",
    "Knee Complaints",
    "Ankle and Foot Complaints",
    "Stress-Related Conditions",
    "Eye",
];

/// Titles that are cited with a year, beside those of the chapters.
pub(super) const DATED_TITLES: [&str; 28] = [
    "Acupuncture Treatment",
    "Ankle and Foot Disorders",
    "Antiemetics",
    "Cervical and Thoracic Spine",
    "Cervical and Thoracic Spine Disorders",
    "Chronic Pain",
    "Chronic Pain Medical Treatment",
    "Coronavirus (COVID-19)",
    "Eye Disorders",
    "General Approaches",
    "Hand, Wrist and Forearm Disorders",
    "Hip and Groin",
    "Hip and Groin Disorders",
    "Introduction to the Workplace Mental Health",
    "Knee Disorders",
    "Low Back Disorders",
    "Occupational Interstitial Lung Disease",
    "Occupational/Work-Related Asthma",
    "Occupational/Work-Related Asthma Medical Treatment",
    "Opioid Treatment",
    "Opioids",
    "Posttraumatic Stress Disorder and Acute Stress Disorder",
    "Postsurgical Treatment",
    "Shoulder Disorders",
    "Traumatic Brain Injury",
    "Workplace Mental Health: Anxiety Disorders",
    "Workplace Mental Health: Depressive Disorders",
    "Workplace Mental Health: Posttraumatic Stress Disorder and Acute Stress Disorder",
];

/// Behind a guideline's name, one of these makes it the subject of a sentence of prose.
pub(super) const PROSE_VERBS: [&str; 35] = [
    "address",
    "addresses",
    "allow",
    "allows",
    "are",
    "consider",
    "considers",
    "discuss",
    "discusses",
    "do",
    "does",
    "has",
    "have",
    "indicate",
    "indicated",
    "indicates",
    "is",
    "note",
    "notes",
    "provide",
    "provides",
    "recommend",
    "recommends",
    "require",
    "requires",
    "say",
    "says",
    "state",
    "stated",
    "states",
    "suggest",
    "suggests",
    "support",
    "supports",
    "was",
];

/// Words that start a rationale and never stand in a title.
pub(super) const PROSE_SUBJECTS: [&str; 13] = [
    "according to",
    "in this case",
    "the applicant",
    "the claimant",
    "the employee",
    "the injured worker",
    "the medical records",
    "the patient",
    "the provider",
    "the request",
    "this claimant",
    "this is",
    "this patient",
];

/// Words whose stop ends no sentence.
pub(super) const ABBREVIATIONS: [&str; 6] = ["approx", "dr", "etc", "no", "st", "vs"];

/// What a misread or removed glyph leaves between a topic and its neighbours, beside white space.
pub(super) const SEPARATORS: &[char] =
    &[',', ';', ':', '.', '?', '!', '-', '–', '—', '*', '_', '/', '&', '"', '“', '”', '„', '•', '\u{fffd}'];
