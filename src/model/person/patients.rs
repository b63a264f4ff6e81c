//! What letters say of patients only.

use crate::text::pattern::verbose;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// Whether what is said of a pronoun is said of patients only: `he never had acupuncture`, `she is a candidate for surgery`.
pub(super) fn is_patient(sentence: &str, place: &Range<usize>) -> bool {
    let is_subject = ["he", "she"].iter().any(|subject| subject.eq_ignore_ascii_case(&sentence[place.clone()]));
    is_subject && OF_PATIENTS.is_match(&sentence[place.end..])
}

/// What is said of patients only, behind the pronoun.
static OF_PATIENTS: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"^ \s+ (?: (?: also | currently | has | had | has \s+ not | never | now | previously | still | then ) \s+ ){0,2} (?:
            (?: is | was | remains ) \s+ (?: (?: already | also | clearly | currently | not | now | obviously | still | therefore | thus ) \s+ ){0,3}
              (?: (?: an? | no ) \s+ (?: [\w-]+ \s+ ){0,3} (?: candidate | diabetic | smoker ) | at \s+ (?: [\w-]+ \s+ )? risk
                | diabetic | diagnosed | disabled | (?: being \s+ )? (?: examined | tapered | weaned ) | hurt | injured | obese | pregnant
                | on \s+ (?: an? \s+ )? (?: anticoagulant | aspirin | nsaid | opioid ) s? | s/p | status \s+ post | struck )
            | ambulates | complain (?: s | ed ) | completed \s+ (?: [\w-]+ \s+ ){1,3}? (?: program | rehabilitation | sessions | therapy | visits ) | could \s+ not \s+ tolerate | limps | needs \s+ to \s+ (?: avoid | exercise | lose | rest )
            | had \s+ (?: an? | no | only | [0-9]+ | two | three | four | five | six | eight | ten | twelve ) \s+ (?: [\w-]+ \s+ ){0,3}? (?: acupuncture
                | arthroscopy | brace | fusion | injections? | massage | sessions \s+ of | (?: physical | occupational | hand ) \s+ therapy | splint | surgery )
            | has \s+ failed \s+ (?: acupuncture | all | an? | both | bracing | chiropractic | conservative | injections? | medications? | multiple | NSAIDs? | oral
                | physical | several | splinting | therapy | two | three ) | lives \s+ (?: alone | with )
            | never \s+ (?: had | lost | smoked | tried | underwent ) | rates \s+ (?: the | his | her ) \s+ pain | slipped | smokes | suffer (?: s | ed ) | sustained | underwent
            | undergone | weighs | (?: wears | wore | worn ) \s+ (?: an? | the | his | her ) \s+ (?: [\w-]+ \s+ ){0,2} (?: boot | brace | cast | collar | sling | splint ) | went \s+ on \s+ to \s+ (?: develop | have )
            | works? \s+ (?: full | light | modified | regular ) | would \s+ benefit ) (?-u:\b)",
    )
});
