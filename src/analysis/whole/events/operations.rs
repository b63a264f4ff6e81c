//! Operations, and evaluations for the claim.

use super::Event;
use crate::text::pattern::verbose;
use regex::Regex;
use std::sync::LazyLock;

/// What happened on a day that comes behind these words.
pub(super) fn after(words: &str) -> Option<Event> {
    let words = words.rsplit(';').next().unwrap_or(words);
    match () {
        () if EVALUATED.is_match(words) => Some(Event::Evaluation),
        () if OPERATED.is_match(words) => Some(Event::Operation),
        () => None,
    }
}

/// Whether what a sentence tells of was for the injury, as far as it and its neighbours say.
pub(super) fn is_for_injury(neighbours: &str, sentence: &str) -> bool {
    !OF_ANOTHER_TIME.is_match(neighbours) && !FOR_ELSE.is_match(sentence)
}

/// That the day of an operation comes next.
static OPERATED: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: [a-z-]* (?: arthroscop (?: y | ic ) | ectomy | desis | oplasty | otomy ) | decompression | (?-i:ORIF) | operat (?: ed \s+ on | ion )
                | (?: rotator \s+ cuff | labral | meniscal | meniscus | tendon | ligament ) \s+ (?: reconstruction | repair )
                | (?: carpal \s+ tunnel | cubital \s+ tunnel | trigger \s+ finger | pulley ) \s+ release
                | (?: ganglion | nerve | branch | sympathetic | facet ) \s+ blocks? | (?: epidural | steroid | facet ) \s+ injections?
                | fusion | (?: knee | hip | shoulder ) \s+ (?: reconstruction | replacement | surgery )
                | (?: back | spine | hand | wrist | elbow | ankle | foot ) \s+ surgery | surgery )
            (?: \s* \([^()]*\) )? (?: \s+ (?: at | of | was | were | had | been | done | performed | carried | out | for | to | in | the | his | her | left | right | bilateral
                | knee | hip | shoulder | wrist | hand | elbow | ankle | foot | neck | back | spine | lumbar | cervical | [CTLS] [0-9]+ (?: - [CTLS]? [0-9]+ )? ) )*
            (?: \s+ (?: on | dated ) | , | \s* \( )? \s* $",
    )
});
/// That the day of an evaluation for the claim comes next.
static EVALUATED: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: (?-i: AME | PQME | QME ) | (?: agreed | qualified ) \s+ medical \s+ (?: evaluator | examiner ) ) [’'s]* (?: \s* \( [^()]* \) )?
            (?: \s+ (?: evaluation | exam (?: ination )? | report ) )? (?: \s+ (?: dated | of | on | from ) | , | : | \s* \( )? \s* $",
    )
});
/// That somebody was operated on or evaluated for another injury.
static OF_ANOTHER_TIME: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: again | ago | another | army | at \s+ home | before \s+ (?: he | she | (?: his | her | the ) \s+ (?: accident | claim | fall | injury ) ) | both \s+ (?: claims | injuries ) | child (?: hood )? | closed | college | different | earlier | first \s+ (?: claim | injury )
            | history | military | motor \s+ vehicle | navy | non-?industrial | not \s+ (?: industrial | related ) | old \s+ (?: claim | fracture | injury | tear ) | original (?: ly )?
            | other | past | pre-?existing | previous (?: ly )? | prior | re-?injur [a-z]* | school | settled | teen [a-z]* | unrelated | youth ) \b",
    )
});
/// Operations that treat no injury, or others than the worker, and what was only asked for.
static FOR_ELSE: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: second | recovered | full \s+ (?: duty | recovery ) | gone \s+ well | appendectomy | bypass | c-section | cataract | cesarean | cholecystectomy | cleared | colon [a-z]* | dental | gallbladder | gastr [a-z]* | hysterectomy | mastectomy
            | prostat [a-z]* | thyroidectomy | brother | daughter | father | husband | mother | sister | son | wife | tonsillectomy | vasectomy
            | authoriz [a-z]* | cancel [a-z]* | certif [a-z]* | den (?: ied | ial | y ) | recommend [a-z]* | request [a-z]* ) \b",
    )
});
