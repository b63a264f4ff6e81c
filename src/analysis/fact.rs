//! What a sentence says of facts that are so of the patient or are not: that he smokes, has diabetes, takes no opioid.

mod grammar;
mod named;
mod table;

use super::moments::{Moment, is_of_several, may_be_of_one, moments};
use super::of_case::{is_of_case, is_of_somebody_else, is_reported};
use crate::model::body::{Areas, Side, body_parts, may_meet, sides};
use crate::model::signs::side_by_letter;
use crate::model::{LONGEST_SENTENCE, clause_around, statement_at};
use crate::text::pattern::verbose;
use grammar::{Said, Says, around, by_itself};
use named::{FactId, named};
use regex::{Captures, Regex};
use std::ops::Range;
use std::sync::LazyLock;
use table::Of;

/// What a sentence says of one fact. Places count from its start.
#[derive(Debug)]
pub(super) struct Claim {
    fact: FactId,
    says: Says,
    /// The words that say so.
    pub(super) words: Range<usize>,
    named: Named,
    told: Told,
    time: Time,
    /// Where on the body it is so, if it is a fact of such a place.
    place: Option<Place>,
    /// The times that its clause names, and its sentence.
    own_moments: Box<[Moment]>,
    moments: Box<[Moment]>,
}

/// What is named of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Named {
    Itself,
    /// A kind of it, or what leads to it.
    Kind,
}

/// How far one may go by what is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Told {
    /// It may be said of somebody else, or not as true.
    Perhaps,
    /// It is said of the patient, but only by its place in a list.
    Listed,
    /// A verb says it of the patient.
    Stated,
}

/// When something is so, or is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Time {
    Now,
    Past,
    /// At any time.
    Ever,
}

/// Where on the body something is so.
#[derive(Debug)]
struct Place {
    areas: Areas,
    sides: Box<[Side]>,
}

impl Place {
    fn may_be(&self, other: &Place) -> bool {
        !self.areas.is_other_joint(other.areas)
            && self.areas.may_meet(other.areas)
            && may_meet(&self.sides, &other.sides)
    }
}

impl Claim {
    /// Whether it says of the patient what a rationale may be held to.
    pub(super) fn is_own(&self) -> bool {
        self.told == Told::Stated && matches!(self.says, Says::So | Says::NotSo)
    }

    /// Whether both cannot be true.
    pub(super) fn contradicts(&self, known: &Claim) -> bool {
        let (so, not) = match (self.says, known.says) {
            (Says::So, Says::NotSo) => (self, known),
            (Says::NotSo, Says::So) => (known, self),
            _ => return false,
        };
        let is_over = so.time == Time::Past && !matches!(self.fact.of(), Of::Disease | Of::Event);
        known.told != Told::Perhaps
            && self.may_be_of_same(known)
            && not.named == Named::Itself
            && (!is_over || not.time == Time::Ever)
            && (self.own_moments.is_empty() || may_be_of_one(&self.own_moments, &known.moments))
    }

    /// Whether a summary that says this may mean the same.
    pub(super) fn may_agree(&self, known: &Claim) -> bool {
        let is_intake = self.fact.of() == Of::Intake;
        let is_taken_now = known.says == Says::So && known.time == Time::Now;
        let is_same = match known.says {
            Says::Unclear => true,
            Says::Named => self.says == Says::So && !is_intake,
            says => says == self.says && (!is_intake || says == Says::NotSo || is_taken_now),
        };
        is_same && self.may_be_of_same(known)
    }

    /// Whether it is of what a drug does to the patient.
    pub(super) fn is_of_drug(&self) -> bool {
        self.fact.of() == Of::Effect
    }

    /// Whether the drug that does it is named before: `nausea from it`.
    pub(super) fn is_from_it(&self) -> bool {
        self.is_of_drug() && self.named == Named::Kind
    }

    /// Whether it denies.
    pub(super) fn is_denial(&self) -> bool {
        self.says == Says::NotSo
    }

    fn may_be_of_same(&self, other: &Claim) -> bool {
        let places = self.place.as_ref().zip(other.place.as_ref());
        self.fact == other.fact && places.is_none_or(|(own, other)| own.may_be(other))
    }
}

/// What a sentence says of facts, in order of the table.
pub(super) fn claims(sentence: &str) -> Box<[Claim]> {
    if sentence.len() > LONGEST_SENTENCE {
        return Box::default();
    }
    let facts = named(sentence);
    if facts.is_empty() {
        return Box::default();
    }
    let moments = moments(sentence);
    let reader = Reader {
        sentence,
        is_thought: CONDITION.is_match(sentence),
        is_qualified: QUALIFIED.is_match(sentence) || is_of_several(&moments),
        moments,
    };
    let read = |fact: FactId| fact.pattern().captures_iter(sentence).map(move |found| (fact, found));
    facts.into_iter().flat_map(read).filter_map(|(fact, found)| reader.claim(fact, &found)).collect()
}

/// What a sentence says as a whole.
struct Reader<'s> {
    sentence: &'s str,
    is_thought: bool,
    is_qualified: bool,
    moments: Box<[Moment]>,
}

impl Reader<'_> {
    fn claim(&self, fact: FactId, found: &Captures<'_>) -> Option<Claim> {
        let spot = Spot::of(self.sentence, found.get(0)?.range());
        let so = found.name("so").map(|_| Says::So).or(found.name("not").map(|_| Says::NotSo));
        let Said { says, is_stated, is_ever } = match so {
            Some(says) => by_itself(says, spot.before(), &found[0], spot.behind(), fact.of())?,
            None => around(spot.before(), spot.behind(), fact.of()),
        };
        let says = if self.is_qualified { Says::Unclear } else { says };
        let is_untold = says == Says::NotSo && UNTOLD.is_match(spot.clause());
        let is_in_part = fact.of() == Of::Place && IN_PART.is_match(spot.clause());
        let is_doubted = self.is_thought || is_untold || is_in_part || !spot.is_of_patient();
        Some(Claim {
            fact,
            says,
            words: if so.is_some() { spot.name.clone() } else { spot.told() },
            named: if found.name("kind").is_some() { Named::Kind } else { Named::Itself },
            told: match is_stated {
                _ if is_doubted => Told::Perhaps,
                true => Told::Stated,
                false => Told::Listed,
            },
            time: if is_ever { Time::Ever } else { spot.time() },
            place: (fact.of() == Of::Place).then(|| spot.place()),
            own_moments: moments(spot.clause()),
            moments: self.moments.clone(),
        })
    }
}

/// Where a name stands in its sentence.
struct Spot<'s> {
    sentence: &'s str,
    name: Range<usize>,
    clause: Range<usize>,
    statement: Range<usize>,
}

impl<'s> Spot<'s> {
    fn of(sentence: &'s str, name: Range<usize>) -> Self {
        let (clause, statement) = (clause_around(sentence, &name), statement_at(sentence, &name));
        Spot { sentence, name, clause, statement }
    }

    fn clause(&self) -> &'s str {
        &self.sentence[self.clause.clone()]
    }

    /// What stands before it in its statement.
    fn before(&self) -> &'s str {
        &self.sentence[self.statement.start..self.name.start]
    }

    /// What stands behind it in its statement.
    fn behind(&self) -> &'s str {
        &self.sentence[self.name.end..self.statement.end]
    }

    /// The clause, which tells more than the name, unless it is long.
    fn told(&self) -> Range<usize> {
        const LONGEST: usize = 80;
        let text = self.clause();
        let start = self.clause.start + text.len() - text.trim_start().len();
        let end = start + text.trim().trim_end_matches('.').len();
        if end - start <= LONGEST { start..end } else { self.name.clone() }
    }

    /// Whether it is said of the patient, and as true.
    fn is_of_patient(&self) -> bool {
        let beside =
            [&self.sentence[self.clause.start..self.name.start], &self.sentence[self.name.end..self.clause.end]];
        let to_clause = &self.sentence[self.statement.start..self.clause.end];
        let own = if OWN_SUBJECT.is_match(self.clause()) { self.clause() } else { to_clause };
        let is_of_others = beside.into_iter().any(is_of_somebody_else);
        !is_of_others && !is_reported(to_clause) && !THOUGHT.is_match(own) && is_of_case(own)
    }

    fn time(&self) -> Time {
        let is_past = PAST.is_match(&self.sentence[self.clause.start..self.name.end])
            || PAST_BEHIND.is_match(&self.sentence[self.name.end..]);
        if is_past { Time::Past } else { Time::Now }
    }

    /// What its clause tells of the place, or else what stands last before it, or all that its statement does.
    fn place(&self) -> Place {
        let statement = &self.sentence[self.statement.clone()];
        let last_part = body_parts(self.before()).pop().map_or_else(Areas::default, |part| Areas::of(&[part]));
        let areas = Areas::of(&body_parts(self.clause())).or(last_part).or(Areas::of(&body_parts(statement)));
        let named = |text| sides(text).into_iter().map(|named| named.side).collect::<Vec<_>>();
        let own = Some(named(self.clause())).filter(|own| !own.is_empty());
        let by_letter = || side_by_letter(self.clause()).map(|side| vec![side]);
        let last = || named(self.before()).pop().map(|side| vec![side]);
        let sides = own.or_else(by_letter).or_else(last).unwrap_or_else(|| named(statement)).into();
        Place { areas, sides }
    }
}

/// What holds only sometimes.
static CONDITION: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: if | unless | until \s+ (?: an? | he | her | his | it | she | the | they | this ) | whenever | whether ) \b | \?",
    )
});

/// That something is so only at times or in part, or was and is no more: what is said of it so agrees with anything.
static QUALIFIED: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: after \s+ (?: an? | exercise | that | the ) | at \s+ (?: rest | times ) | childhood | cleared \s+ with | except | excluded | from \s+ age | gestational | intermittent (?: ly )? | last \s+ year | not \s+ true
            | occasional (?: ly )? | on \s+ and \s+ off | once \s+ after | other \s+ than | resolved | sometimes | none \s+ (?: from | on | with ) ) \b",
    )
});

/// What is only thought, or true of anybody.
static THOUGHT: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: anybody | anyone | appeal | argu (?: ed | es | ing ) | can \s+ be | could | do \s+ not \s+ (?: agree | find | see | think ) | (?: does | did ) \s+ not \s+ (?: mean | prove | show ) | had \s+ (?: been | not ) | in \s+ (?: general | many | most | some ) | literature | (?-i: may ) | might | patients
            | people | persons | rather \s+ than | should | stud (?: ies | y \s+ of ) | subjects | risk \s+ factors? \s+ (?: are | for | includ [a-z]+ | of | such | that ) | those | thought | typically | usually | when | would ) \b",
    )
});

/// A clause with a subject of its own, so that what comes before is not about it.
static OWN_SUBJECT: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\A \s* (?: (?: although | and | as | because | but | here | since | though | whereas | while | yet ) ,? \s+ )? (?: he | she | (?: the | this ) \s+ (?: applicant | claimant | employee | man | patient | woman | worker ) | there ) \b",
    )
});

/// What is not told, and may yet be so.
static UNTOLD: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: address (?: ed )? | assess (?: ed | ment )? | considered | describe [sd] | discussed | document [a-z]* | explored | evaluat (?: ed | ion ) | establish [a-z]* | indicat [a-z]+ | mention [a-z]* | provided | recorded | records? | report \s | stated | submitted | told | confirmed | diagnosed \s+ as \s+ yet ) \b",
    )
});

/// A smaller part of the body than its name says.
static IN_PART: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: above | below | beyond | distal | distribution | elsewhere | median | outside | peroneal | proximal | radial | sural | territory | ulnar ) \b",
    )
});

/// What was once.
static PAST: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: ago | at \s+ first | at \s+ that \s+ time | before | discontinued | earlier | former (?: ly )? | (?: h/o | history | hx ) | in \s+ (?: the \s+ past | (?: 19 | 20 ) [0-9]{2} ) | initially | last \s+ year | past | previous (?: ly )? | prior | remote | stopped | used \s+ to | was \s+ (?: an? | on ) | weaned
            | had ) \b",
    )
});
static PAST_BEHIND: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\A [^.,;]{0,40}? \b (?: ago | before | discontinued | healed | in \s+ (?: remission | the \s+ past | (?: 19 | 20 ) [0-9]{2} ) | resolved | stopped | (?: until | till ) ) \b | \A \s+ (?: 19 | 20 ) [0-9]{2} \b",
    )
});

#[cfg(test)]
mod tests {
    use super::*;

    /// What a sentence surely says of the patient.
    fn read(sentence: &str) -> Vec<Says> {
        claims(sentence).iter().filter(|claim| claim.is_own()).map(|claim| claim.says).collect()
    }

    #[test]
    fn what_is_told_of_the_patient() {
        for sentence in [
            "He smokes a pack a day.",
            "She has diabetes.",
            "He is right-hand dominant.",
            "He has glaucoma.",
            "The wound is open.",
            "He lost consciousness.",
            "She lives alone.",
            "He can drive.",
            "She walks without a cane.",
            "He is back at full duty.",
            "There is swelling of the knee.",
            "He takes opioids.",
            "She tolerates NSAIDs.",
        ] {
            assert_eq!(read(sentence), [Says::So], "{sentence}");
        }
    }

    #[test]
    fn what_is_denied_of_the_patient() {
        for sentence in [
            "He is a non-smoker.",
            "She is non-diabetic.",
            "He is left-hand dominant.",
            "He denies glaucoma.",
            "He remained conscious.",
            "She lives with her son.",
            "He cannot drive.",
            "He is off work.",
            "There is no swelling of the knee.",
            "He is opioid-naive.",
            "She does not tolerate NSAIDs.",
        ] {
            assert_eq!(read(sentence), [Says::NotSo], "{sentence}");
        }
    }

    #[test]
    fn what_is_neither() {
        for sentence in [
            "Diabetes is a risk.",
            "Her mother has diabetes.",
            "UR states that she has diabetes.",
            "If she has diabetes, steroids may harm.",
            "She may have diabetes.",
            "In many patients diabetes is found.",
            "She had gestational diabetes.",
            "There is no documentation of diabetes.",
            "He can drive a forklift.",
            "There is no swelling above the knee.",
            "The request is for opioids.",
        ] {
            assert_eq!(read(sentence), [], "{sentence}");
        }
    }
}
