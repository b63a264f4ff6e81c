//! The forms of words by which something was had or never had.

use crate::analysis::of_case::RELATIVES;
use crate::text::pattern::{NUMBER, verbose};
use regex::Regex;
use std::sync::LazyLock;

/// A form of words with the group `named`, where it stands what was had, and perhaps `tail`, what is said behind.
pub(super) struct Form {
    pub(super) was_had: bool,
    /// Whether the name comes at its end.
    pub(super) names_last: bool,
    pub(super) words: Regex,
}

/// Words without which nothing is told of.
pub(super) static MAY_TELL: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: never | n?or | not | neither | no | none | na[iï]ve | first | new \s+ to | without | yet \s+ to | denies | already | been | had | received | underwent | undergone | attended | completed | tried | failed | failure
            | was | were | gave | brought | showed | shows | demonstrated | revealed | confirmed | reproduced | explained | after | following | with | helped | relieved | provided | relief | benefit (?: ed )? | improve (?: d | ment ) | recovered | responded ) \b | n[’']t \b",
    )
});

/// What is only thought of.
pub(super) static THOUGHT: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\A \s* had \b | \b (?: appeal | at \s+ (?: that | the ) \s+ time | by \s+ then | allege [sd]? | as \s+ of | assert [a-z]* | attorney | cannot | consider (?: ed | s )? | could | if | may | might | once | patients | stud (?: y | ies ) \s+ (?: of | in ) \s+ patients | those \s+ who | unless | until | when | whether
            | argu [a-z]+ | state [sd] \s+ that | claims \s+ that ) \b",
    )
});

/// What was only to be given.
pub(super) static PLANNED: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: approv [a-z]+ | authoriz [a-z]+ | certified | denial | denied | order (?: ed | s )? | pending | plan (?: ned | s )? | request (?: s | ing )? | schedul [a-z]+ | successful ) \b",
    )
});

/// Of another person, another injury or another time.
pub(in crate::analysis) static ELSEWHERE: LazyLock<Regex> = LazyLock::new(|| {
    verbose(&format!(
        r"\b (?: (?: {RELATIVES} ) s? | teen [a-z]* | childhood | non-?industrial | unrelated | opposite | contralateral | other \s+ (?: side | knee | shoulder | hip | hand | wrist | leg | arm )
            | old \s+ injury | another \s+ (?: claim | injury ) | years \s+ ago | reportedly ) \b",
    ))
});

/// What turns a statement round.
pub(super) static NEGATION: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: no | not | never | neither | nor | without | none | cannot | yet \s+ to | den (?: y | ied | ies ) | documentation | evidence | question | unclear ) \b | n[’']t \b",
    )
});

/// Where the words end that belong to a name.
pub(super) static END: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"[,;:()] | \b (?: although | and \s+ (?: a | an | he | her | his | has | hence | is | it | no | none | she | so | the | therefore | there | thus | was | were | would ) | as \s+ well | because | but | despite | hence | however | so \s+ that
            | therefore | though | thus | which | while | who | yet \s+ [a-z]+ \s+ (?: is | was ) ) \b | \. \s* \z",
    )
});

/// Where the name ends of what was had, before it is told for how long and how well.
pub(super) static THEN: LazyLock<Regex> = LazyLock::new(|| {
    verbose(&format!(
        r"\b (?: for \s+ (?: about | almost | many | over | several | {NUMBER} ) | on \s+ {NUMBER} \s+ occasions | since | until | with \s+ (?: a | good | little | no | only | some | {NUMBER} ) | without ) \b"
    ))
});

/// That a denial holds at all times.
pub(super) static ALWAYS: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: at \s+ any \s+ (?: point | time ) | in \s+ (?: this \s+ case | the \s+ past ) | on \s+ (?: this | the ) \s+ patient | thus \s+ far ) \b",
    )
});

const BETWEEN: &str = r"(?: ever | yet | previously | so \s+ far | to \s+ date | at \s+ any \s+ time | before | as \s+ yet | actually | also | already | all | both | once )";
const NOT: &str = r"(?: (?: \s+ (?: never | not | at \s+ no \s+ time ) | n[’']t ) )";
/// What is done with a treatment or a study by whom it is given to.
const HAD: &str = r"(?: attempted | attended | done | had | received | taken | tried | trialed | undergone | used | worn | seen
    | be (?: en )? \s+ (?: enrolled \s+ in | exposed \s+ to | fitted \s+ (?: for | with ) | given | on | placed \s+ on | prescribed | provided \s+ (?: with \s+ )? | in | seen \s+ for | started \s+ on | through | treated \s+ (?: by | with ) ) )";
const HAVE: &str = r"(?: attend | be \s+ (?: given | treated \s+ with | prescribed | placed \s+ on | started \s+ on | fitted \s+ with ) | have | receive | see | take | try | undergo | use | wear )";
/// What is done with it by whom it is given by.
const DONE: &str = r"(?: administered | applied | attempted | carried \s+ out | conducted | dispensed | done | drawn | given | made | obtained | performed | prescribed
    | run | taken | tried | trialed | undergone | undertaken | used | worn | part \s+ of \s+ (?: her | his | the ) \s+ (?: care | treatment ) )";

fn never(words: &str) -> Form {
    Form { was_had: false, names_last: true, words: verbose(words) }
}

fn never_before(words: &str) -> Form {
    Form { was_had: false, names_last: false, words: verbose(words) }
}

fn had(words: &str) -> Form {
    Form { was_had: true, names_last: true, words: verbose(words) }
}

fn had_before(words: &str) -> Form {
    Form { was_had: true, names_last: false, words: verbose(words) }
}

/// What is done with it that the patient surely had, and not only prescribed or dispensed.
const GIVEN: &str = r"(?: administered | attempted | carried \s+ out | completed | conducted | done | given | obtained | performed | run | taken | tried | trialed | undertaken | used | worn )";

/// All forms.
pub(super) static FORMS: LazyLock<Vec<Form>> = LazyLock::new(|| {
    let named = r"(?<named> [^.;:]+ (?: \.[0-9] [^.;:]* )* )";
    let subject = r"(?: \A | [,;:] ) \s* (?: (?: although | and | as | because | but | given \s+ that | here | i \s+ (?: find | note | see ) \s+ that | in \s+ this \s+ case | since | that | while ) ,? \s+ ){0,2}
        (?<named> [^,;:]+? )";
    let marked =
        format!(r"(?: the | his | her | these | those | both | all | last | prior | previous | earlier | {NUMBER} )");
    vec![
        // `has never had`, `did not receive`, `has not been given`, `never attended`, `was not treated with`
        never(&format!(
            r"\b (?: (?: has | have | had | was | were | did | is ) {NOT} | never ) (?: \s+ {BETWEEN} )* (?: \s+ previously )? \s+ (?: {HAD} | {HAVE} | underwent | took | wore | saw ) \s+ {named}"
        )),
        // `has had no`
        never(&format!(
            r"\b (?: has | have ) \s+ (?: had | received | undergone | been \s+ given ) \s+ no \s+ {named}"
        )),
        never(&format!(r"\b yet \s+ to \s+ {HAVE} \s+ {named}")),
        never(&format!(
            r"\b denies (?: \s+ ever )? \s+ (?: having (?: \s+ ever )? \s+ {HAD} | (?: taking | trying | using ) ) \s+ {named}"
        )),
        // `Nor has she been given any`
        never(&format!(
            r"\b nor \s+ (?: did | had | has | was ) \s+ (?: (?: he | she | (?: the | this ) \s+ [a-z]+ ) \s+ ) (?: ever \s+ )? (?: {HAD} | {HAVE} ) \s+ {named}"
        )),
        // `No MRI has ever been obtained`, `neither MRI nor CT was done`
        never_before(&format!(
            r"\b (?: no | neither ) \s+ (?<named> [^,;:]+? ) \s+ (?: has | have | had | was | were ) (?: \s+ {BETWEEN} )* (?: \s+ been )? (?: \s+ {BETWEEN} )* \s+ {DONE} (?<tail> [^.,;:]* )"
        )),
        // `Duloxetine has not been tried`
        never_before(&format!(
            r"{subject} \s+ (?: has | have | had | was | were ) {NOT} (?: \s+ {BETWEEN} )* (?: \s+ been )? (?: \s+ {BETWEEN} )* \s+ {DONE} (?<tail> [^.,;:]* )"
        )),
        // `A block has yet to be tried`
        never_before(&format!(r"{subject} \s+ (?: has | have ) \s+ yet \s+ to \s+ be \s+ {DONE} (?<tail> [^.,;:]* )")),
        never(&format!(
            r"\b there \s+ (?: (?: has | have | had ) \s+ been \s+ no | (?: is | are | was | were | being ) \s+ no \s+ (?: prior | previous | earlier ) ) \s+ {named}"
        )),
        // `No imaging to date`, `No prior injections`
        never_before(
            r"(?: \A | [,;:] ) \s* (?: there \s+ (?: is | are ) \s+ )? no \s+ (?<named> [^,;:]+? ) \s+ (?: so \s+ far | to \s+ date | as \s+ yet | yet | ever ) \s* (?: [.,;] | \z )",
        ),
        never(&format!(r"(?: \A | [,;:] ) \s* no \s+ (?: prior | previous | earlier ) \s+ {named}")),
        // `Imaging: none so far`
        never_before(
            r"(?: \A | [;,] ) \s* (?<named> [^,;:]+? ) : \s* none \b (?: \s+ (?: so \s+ far | to \s+ date ) )? \s* (?: [.,;] | \z )",
        ),
        never_before(r"\b (?<named> [a-z][a-z/]+ ) [-\s] na[iï]ve \b"),
        never(&format!(r"\b (?: na[iï]ve | (?: is | was ) \s+ new ) \s+ to \s+ {named}")),
        never(&format!(
            r"\b without \s+ (?: a | any ) (?: \s+ (?: prior | previous ) )? \s+ (?: course | trial ) \s+ of \s+ {named}"
        )),
        // `This would be the patient's first`
        never(&format!(
            r"\b (?: this | it ) \s+ (?: will \s+ be | would \s+ be ) \s+ (?: her | his | the | an? ) (?: \s+ [a-z]+ [’']s )? (?: \s+ very )? \s+ first \s+ {named}"
        )),
        // `has already had 24 visits`, `had been on cyclobenzaprine`
        had(&format!(
            r"\b (?: he | she | patient | pt | claimant | worker | applicant | employee | man | woman ) \s+ (?: (?: has | had ) \s+ )? (?: already \s+ | also \s+ | previously \s+ )?
                (?: {HAD} | completed | underwent | failed | took | wore ) \s+ {named}"
        )),
        // `gabapentin was tried last year`
        had_before(&format!(
            r"{subject} \s+ (?: has | have | had | was | were ) (?: \s+ {BETWEEN} )* (?: \s+ been )? (?: \s+ {BETWEEN} )* \s+ {GIVEN} \b"
        )),
        // `The MRI revealed`, `Two earlier blocks gave`
        had_before(&format!(
            r"\b (?<named> {marked} \s+ [^,;:]+? ) \s+ (?: (?: that | which ) \s+ )? (?: already \s+ )?
                (?: brought | confirmed | demonstrated | eased | explained | failed | gave | helped | produced | provided | relieved | reproduced | revealed | show (?: ed | s ) | (?: was | were ) \s+ (?: all \s+ )? (?: abnormal | as \s+ expected | consistent | equivocal | inconclusive | negative | normal | positive | unremarkable ) | yielded ) \b"
        )),
        had(&format!(
            r"\b (?: after | with ) \s+ (?<named> {NUMBER} \s+ [^.,;:]+? ) (?: \s+ already )? \s+ (?: behind \s+ (?: her | him ) | (?: he | she ) \s+ (?: had | showed | reported | made | noted | was ) )"
        )),
        had(
            r"\b following \s+ (?: the | his | her ) \s+ (?<named> [^.,;:]+? ) \s+ (?: he | she | the \s+ [a-z]+ ) \s+ (?: became | developed | had | was ) \b",
        ),
        had(&format!(
            r"\b (?: her | his ) \s+ failure \s+ of \s+ (?<named> [^.,;:]+? \s+ on \s+ {NUMBER} \s+ occasions )"
        )),
        never_before(&format!(
            r"\b not \s+ (?: documented | recorded ) \s+ that \s+ (?<named> [^.,;:]+? ) \s+ (?: (?: has | have ) \s+ (?: ever \s+ )? been | was | were ) (?: \s+ ever )? \s+ {DONE} (?<tail> [^.,;:]* )"
        )),
        never_before(
            r"(?: \A | [,;:] ) \s* (?: (?: and | as | because | but | since | that ) \s+ )? (?<named> [^,;:]+? \s+ (?: (?: has | have | had ) (?: \s+ (?: never | not ) | n[’']t ) (?: \s+ (?: ever | yet ) )? \s+ been | (?: was | were ) \s+ (?: never | not ) ) \s+ injected ) (?<tail> [^.,;:]* )",
        ),
        never_before(
            r"\b (?: has | have | had | was | were ) (?: \s+ (?: never | not ) | n[’']t ) (?: \s+ (?: ever | yet ) )? (?: \s+ been )? \s+ (?<named> splinted ) (?<tail> [^.,;:]* )",
        ),
        // `recovered well from his fusion`, `improved with earlier acupuncture`
        had(&format!(
            r"\b (?: benefit (?: ed )? | gains? | improve (?: d | ment ) | recovered | relief | responded ) (?: \s+ [a-z]+ )? \s+ (?: after | from | to | with ) \s+ (?<named> {marked} \s+ [^.,;:]+ )"
        )),
        had(r"\b progress \s+ in \s+ (?<named> the \s+ first \s+ [^.,;:]+ )"),
    ]
});
