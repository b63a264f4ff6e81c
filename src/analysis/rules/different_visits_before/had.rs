//! Visits that were had by a rationale.

use super::{NO, NOT_HAD};
use crate::analysis::kinds::{Kind, kind_beside};
use crate::analysis::moments::years;
use crate::analysis::of_case::is_of_case;
use crate::model::amounts::Amount;
use crate::model::body::body_parts;
use crate::model::{clause_at, statement_at};
use crate::text::pattern::{MONTH, verbose};
use regex::Regex;
use std::sync::LazyLock;

/// Visits that were had.
pub(super) struct Had {
    /// The kind of treatment, if it is named beside them.
    pub(super) kind: Option<Kind>,
    /// Whether it is said that they were had. Others are only listed: `failed splint, 12 PT visits`.
    pub(super) is_said: bool,
    /// The years in which they were had.
    pub(super) years: Box<[i16]>,
}

impl Had {
    /// What a sentence tells of a number of visits, where these are all of them, and not only those for one part of the body.
    pub(super) fn read(sentence: &str, visits: &Amount) -> Option<Self> {
        let (clause, statement) = (clause_at(sentence, &visits.span), &sentence[statement_at(sentence, &visits.span)]);
        let (before, behind) = (&sentence[..visits.span.start], &sentence[visits.span.end..]);
        // What they did is told of other parts of the body, in words of its own.
        let (clause, statement) = match INTRODUCED.find(before).map(|found| &sentence[found.end()..]) {
            Some(told) => {
                let told = told.find(" and ").or_else(|| told.find(", ")).map_or(told, |end| &told[..end]);
                (told, told)
            }
            None => (clause, statement),
        };
        let outcome = BROUGHT.find(behind).map(|found| found.as_str());
        let clause = outcome.and_then(|outcome| clause.split(outcome).next()).unwrap_or(clause);
        let is_after = AFTER.is_match(before) && IS_NONE.is_match(behind) || IN_VAIN.is_match(before);
        let clause = if is_after { &sentence[visits.span.clone()] } else { clause };
        if NOT_SURELY.is_match(clause) || !is_of_case(statement) || !body_parts(clause).is_empty() {
            return None;
        }
        let kind = kind_beside(sentence, visits);
        let were_had = WERE_HAD.is_match(behind) && !NOT_HAD.is_match(clause);
        let is_said = is_after || HAD_SO_MANY.is_match(before) || were_had || outcome.is_some();
        let is_had = is_said || kind.is_some() && !NOT_HAD.is_match(statement) && !NO.is_match(statement);
        is_had.then(|| Had { kind, is_said, years: years(clause) })
    }
}

/// `After 24 sessions no gain is told.`
static AFTER: LazyLock<Regex> = LazyLock::new(|| verbose(r"(?: \A | [;.] \s+ ) \s* after \s+ \z"));
/// `He did not improve with 24 visits`
static IN_VAIN: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: (?: did | has | have ) \s+ not \s+ (?: benefit (?: ed )? | improve d? | recover (?: ed )? | respond (?: ed )? ) \s+ (?: after | from | to | with )
            | despite | failed | in \s+ spite \s+ of ) \s+ (?: (?: about | all | only ) \s+ )* \z",
    )
});
static IS_NONE: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\A (?: \s+ of (?: \s+ [a-z]+ ){1,3} )? ,? \s+ (?: there \s+ (?: has | is ) (?: \s+ been )? \s+ )? no \s+ (?: functional \s+ | lasting \s+ | real \s+ )?
            (?: benefit | change | gain | improvement | progress | relief ) \s* (?: [.,;] | \z | (?: at | could | had | has | in | is | was ) \b )",
    )
});

static HAD_SO_MANY: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: attended | completed | did | finished | had | received | undergone | underwent ) \s+
            (?: (?: about | all | already | an? \s+ total \s+ of | only | the ) \s+ )* \z",
    )
});

/// `here is a man with two bad knees who did 12 visits`: what comes next is told of the patient.
static INTRODUCED: LazyLock<Regex> = LazyLock::new(|| {
    verbose(r"\b (?: here | this ) \s+ is \s+ an? \b (?: [^.;] | \.[0-9] )* \b who \s+ (?: has \s+ )?")
});

/// `12 visits have been completed`
static WERE_HAD: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\A (?: \s+ of (?: \s+ [a-z]+ ){1,3} )? (?: \s+ (?: already | been | have | were ) )* \s+ (?: attended | completed | done | finished | had | received | tried | undergone ) \b",
    )
});

/// What visits brought, or that they brought nothing.
static BROUGHT: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\A [^,;:.]{0,40}? \b (?: bought | brought | eased | failed | gave | got | helped | improved | produced | provided | relieved | yielded
            | (?: did | had | has | have | made | were ) \s+ (?: little | no | not | nothing ) | were \s+ of \s+ no ) \b",
    )
});

/// Other times, other people's words, and visits that are not all.
static NOT_SURELY: LazyLock<Regex> = LazyLock::new(|| {
    verbose(&format!(
        r"\b (?: additional | after | allow [a-z]* | another | appropriate | average | before \s+ [a-z0-9] | by \s+ (?: [0-9] | {MONTH} ) | earlier | first | further | guidelines? | if | in \s+ all | initial | last | limit [a-z]* | maximum | more | new | not | other | post [a-z]* | previous [a-z]*
            | prior | reasonable | since | support [a-z]* | this \s+ year | UR | trial | until | utilization | when | who | would | years? ) \b | [/]",
    ))
});
