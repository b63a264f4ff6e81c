//! Words that say nothing of which treatment it was, or when.

use crate::model::body::{body_parts, sides};
use crate::model::sites::sites;
use crate::text::pattern::{MONTH, NUMBER, verbose};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// Whether words but for the names in them limit nothing: what is left are articles, numbers and parts of the body.
pub(super) fn is_plain(words: &str) -> bool {
    is_plain_but_for(words, &[], false)
}

/// The same with names of treatments and studies in them, whose places count from the start of the words. What was had may have
/// been had at some time.
pub(in crate::analysis) fn is_plain_but_for(words: &str, names: &[Range<usize>], was_had: bool) -> bool {
    let parts = body_parts(words).into_iter().map(|part| part.span);
    let sides = sides(words).into_iter().map(|side| side.span);
    let sites = sites(words).into_iter().map(|site| site.span);
    let known: Vec<_> = parts.chain(sides).chain(sites).chain(names.iter().cloned()).collect();
    let is_known = |place: Range<usize>| known.iter().any(|known| known.start < place.end && place.start < known.end);
    let is_neutral = |word: &str| match was_had {
        true => NEUTRAL.is_match(word) || OF_TIME.is_match(word),
        false => NEUTRAL.is_match(word) && !YEAR.is_match(word),
    };
    WORD.find_iter(words).all(|word| is_known(word.range()) || is_neutral(word.as_str()))
}

static WORD: LazyLock<Regex> =
    LazyLock::new(|| verbose(r"at \s+ home \s+ or \s+ elsewhere | [\p{L}0-9] [\p{L}0-9’'/.\#%-]* "));

/// What is not had in one year may be had in another.
static YEAR: LazyLock<Regex> = LazyLock::new(|| verbose(r"\A (?: 19 | 20 ) [0-9]{2} \b"));

static OF_TIME: LazyLock<Regex> = LazyLock::new(|| {
    verbose(&format!(
        r"\A (?: first | initial | last | latest | recent | year | month | week | {MONTH} | [0-9/-]+ | (?: [0-9]+ | one | two | three ) -? (?: day | month | week ) s? ) [.]? \z"
    ))
});

static NEUTRAL: LazyLock<Regex> = LazyLock::new(|| {
    verbose(&format!(
        r"\A (?:
            a | an | any | the | this | that | these | those | his | her | their | its | both | either | neither | no | none | of | in | into | on | to | for | at | with | by | from | and | or | nor | as
            | at \s+ home \s+ or \s+ elsewhere | she | he | him | they | it | patient (?: [’']s )? | pt | claimant (?: [’']s )? | applicant | worker | injured | employee | individual | man | woman | person
            | ever | yet | before | previous (?: ly )? | prior | earlier | already | far | so | date | all | also | kind | sort | type | whatsoever | time | case | single | one | elsewhere | file | record
            | set | series | courses? | sessions? | visits? | treatments? | therapy | trials? | care | program | part | units? | devices? | drugs? | agents? | medications? | medicines? | doses? | tablets?
            | stud (?: y | ies ) | tests? | testing | scans? | exams? | examinations? | films? | views? | plain | evaluations? | assessments? | labs? | laboratory
            | injections? | injected | blocks? | shots? | procedures? | steroids? | corticosteroids? | intra-?articular | diagnostic | nerve | urine | joints? | spine | lumbar | compartment | dorsal | lower | upper | extremit (?: y | ies )
            | bilateral | custom | pair | professional | supervised | has | have | had | been | was | were | not | never | mg | x | {NUMBER}
        ) [.’']? \z"
    ))
});
