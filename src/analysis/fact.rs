//! What a sentence says of facts that are so of the patient or are not: that he smokes, has diabetes, takes no opioid.

mod grammar;
mod table;

use super::moments::{Moment, is_of_several, may_be_of_one, moments};
use super::of_case::{is_of_case, is_of_somebody_else, is_reported};
use crate::model::body::{Areas, Side, body_parts, may_meet, sides};
use crate::model::signs::side_by_letter;
use crate::model::{LONGEST_SENTENCE, clause_around, clause_at, statement_at};
use crate::text::pattern::{verbose, verbose_set};
use grammar::{Around, Says, around, is_for_a_while, is_turned};
use regex::{Regex, RegexSet};
use std::ops::Range;
use std::sync::{LazyLock, OnceLock};
use table::{FACTS, Fact, Of};

/// What a sentence says of one fact. Places count from its start.
#[derive(Debug)]
pub(super) struct Claim {
    /// The place of the fact in the table.
    fact: usize,
    says: Says,
    /// The words that say so.
    pub(super) words: Range<usize>,
    /// Whether only a kind of the fact is named.
    is_kind: bool,
    /// Whether it is surely said of the patient, and as true.
    is_sure: bool,
    /// Whether a verb says so, and not only its place in a list.
    is_stated: bool,
    time: Time,
    areas: Areas,
    sides: Box<[Side]>,
    /// The times that its clause names, and its sentence.
    own_moments: Box<[Moment]>,
    moments: Box<[Moment]>,
}

/// When something is so, or is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Time {
    Now,
    Past,
    /// At any time.
    Ever,
}

impl Claim {
    /// Whether it says of the patient what a rationale may be held to.
    pub(super) fn is_own(&self) -> bool {
        self.is_sure && self.is_stated && matches!(self.says, Says::So | Says::NotSo)
    }

    /// Whether both cannot be true.
    pub(super) fn contradicts(&self, known: &Claim) -> bool {
        let (so, not) = match (self.says, known.says) {
            (Says::So, Says::NotSo) => (self, known),
            (Says::NotSo, Says::So) => (known, self),
            _ => return false,
        };
        let is_past = so.time == Time::Past && self.of() != Of::Disease && self.of() != Of::Event;
        known.is_sure
            && self.may_be_of_same(known)
            && !not.is_kind
            && (!is_past || not.time == Time::Ever)
            && (self.own_moments.is_empty() || may_be_of_one(&self.own_moments, &known.moments))
    }

    /// Whether a summary that says this may mean the same.
    pub(super) fn may_agree(&self, known: &Claim) -> bool {
        let is_taken_now = known.says == Says::So && known.time == Time::Now;
        let is_same = match known.says {
            Says::Unclear => true,
            Says::Named => self.says == Says::So && self.of() != Of::Intake,
            says => says == self.says && (self.of() != Of::Intake || says == Says::NotSo || is_taken_now),
        };
        is_same && self.may_be_of_same(known)
    }

    /// Whether it is of what a drug does to the patient.
    pub(super) fn is_of_drug(&self) -> bool {
        self.of() == Of::Effect
    }

    /// Whether the drug that does it is named before: `nausea from it`.
    pub(super) fn is_from_it(&self) -> bool {
        self.is_of_drug() && self.is_kind
    }

    /// Whether it denies.
    pub(super) fn is_denial(&self) -> bool {
        self.says == Says::NotSo
    }

    fn of(&self) -> Of {
        FACTS[self.fact].of
    }

    fn may_be_of_same(&self, other: &Claim) -> bool {
        let may_be_there = || {
            !self.areas.is_other_joint(other.areas)
                && self.areas.may_meet(other.areas)
                && may_meet(&self.sides, &other.sides)
        };
        self.fact == other.fact && (self.of() != Of::Place || may_be_there())
    }
}

/// What a sentence says of facts, in order of the table.
pub(super) fn claims(sentence: &str) -> Box<[Claim]> {
    if sentence.len() > LONGEST_SENTENCE {
        return Box::default();
    }
    let named = NAMED.matches(sentence);
    if !named.matched_any() {
        return Box::default();
    }
    let moments = moments(sentence);
    let reader = Reader {
        sentence,
        is_thought: CONDITION.is_match(sentence),
        is_qualified: QUALIFIED.is_match(sentence) || is_of_several(&moments),
        moments,
    };
    named.iter().flat_map(|fact| reader.claims(fact)).collect()
}

struct Reader<'s> {
    sentence: &'s str,
    is_thought: bool,
    is_qualified: bool,
    moments: Box<[Moment]>,
}

impl Reader<'_> {
    fn claims(&self, fact: usize) -> Vec<Claim> {
        let found = pattern(fact).captures_iter(self.sentence);
        let claims = found.filter_map(|found| {
            let words = found.get(0)?.range();
            let says = |group| found.name(group).is_some();
            let (before, behind) = self.around(&words);
            let is_by_itself = says("so") || says("not");
            if is_by_itself && FACTS[fact].of == Of::Ability && !STOP.is_match(behind) {
                return None;
            }
            let around = if is_by_itself {
                let is_so = says("so") != is_turned(before);
                let is_ever = says("not") && found.get(0)?.as_str().to_ascii_lowercase().contains("never");
                let says = if is_so { Says::So } else { Says::NotSo };
                let says = if is_for_a_while(behind) { Says::Unclear } else { says };
                Around { says, is_stated: true, is_ever, is_taken: true }
            } else {
                around(before, behind, FACTS[fact].of)
            };
            let told = if is_by_itself { words.clone() } else { self.told(&words) };
            Some(Claim { words: told, ..self.claim(fact, words, around, found.name("kind").is_some()) })
        });
        claims.collect()
    }

    /// The clause of a name, which tells more than the name, unless it is long.
    fn told(&self, name: &Range<usize>) -> Range<usize> {
        const LONGEST: usize = 80;
        let clause = clause_around(self.sentence, name);
        let text = &self.sentence[clause.clone()];
        let start = clause.start + text.len() - text.trim_start().len();
        let end = start + text.trim().trim_end_matches('.').len();
        if end - start <= LONGEST { start..end } else { name.clone() }
    }

    /// What stands before and behind words in their statement.
    fn around(&self, words: &Range<usize>) -> (&str, &str) {
        let statement = statement_at(self.sentence, words);
        (&self.sentence[statement.start..words.start], &self.sentence[words.end..statement.end])
    }

    /// The sides that the clause around words names, or else the last before them in their statement, or those in it.
    fn sides(&self, words: &Range<usize>, statement: Range<usize>) -> Box<[Side]> {
        let named = |text: &str| sides(text).into_iter().map(|named| named.side).collect::<Vec<_>>();
        let clause = clause_at(self.sentence, words);
        let by_letter = || side_by_letter(clause).map(|side| vec![side]);
        let last = || named(&self.sentence[statement.start..words.start]).pop().map(|side| vec![side]);
        let own = Some(named(clause)).filter(|own| !own.is_empty());
        own.or_else(by_letter).or_else(last).unwrap_or_else(|| named(&self.sentence[statement])).into()
    }

    fn claim(&self, fact: usize, words: Range<usize>, around: Around, is_kind: bool) -> Claim {
        let Around { mut says, is_stated, is_ever, is_taken } = around;
        if self.is_qualified {
            says = Says::Unclear;
        }
        // What is only named may be requested.
        if FACTS[fact].of == Of::Intake && says == Says::So && !is_taken {
            says = Says::Named;
        }
        let clause_place = clause_around(self.sentence, &words);
        let clause = &self.sentence[clause_place.clone()];
        let Range { start, end } = statement_at(self.sentence, &words);
        let statement = &self.sentence[start..end];
        let before = &self.sentence[start..words.start];
        let last_part = body_parts(before).pop().map_or_else(Areas::default, |part| Areas::of(&[part]));
        let areas = Areas::of(&body_parts(clause)).or(last_part).or(Areas::of(&body_parts(statement)));
        let sided = self.sides(&words, start..end);
        let is_place = FACTS[fact].of == Of::Place;
        let to_clause = &self.sentence[start..clause_place.end];
        let own = if OWN_SUBJECT.is_match(clause) { clause } else { to_clause };
        let beside = [&self.sentence[clause_place.start..words.start], &self.sentence[words.end..clause_place.end]];
        let is_of_others = beside.into_iter().any(is_of_somebody_else);
        let is_untold = says == Says::NotSo && UNTOLD.is_match(clause);
        let is_in_part = is_place && IN_PART.is_match(clause);
        let is_doubted =
            is_of_others || is_untold || is_in_part || is_reported(to_clause) || THOUGHT.is_match(own);
        let is_sure = !self.is_thought && !is_doubted && is_of_case(own);
        let is_past = PAST.is_match(&self.sentence[clause_place.start..words.end])
            || PAST_BEHIND.is_match(&self.sentence[words.end..]);
        let time = match is_past {
            _ if is_ever => Time::Ever,
            true => Time::Past,
            false => Time::Now,
        };
        let (own_moments, moments) = (moments(clause), self.moments.clone());
        Claim { fact, says, words, is_kind, is_sure, is_stated, time, areas, sides: sided, own_moments, moments }
    }
}

/// Which facts a sentence has words for. Few letters have words for many, so that the patterns of most are never made ready.
static NAMED: LazyLock<RegexSet> = LazyLock::new(|| verbose_set(FACTS.iter().map(words)));

/// What says something by itself first.
fn words(fact: &Fact) -> String {
    let groups = [("not", fact.not), ("so", fact.so), ("name", fact.names), ("kind", fact.kinds)];
    let told = groups.iter().filter(|(_, words)| !words.is_empty());
    format!(
        r"\b (?: {} ) \b",
        told.map(|(group, words)| format!("(?<{group}> {words} )")).collect::<Vec<_>>().join(" | ")
    )
}

fn pattern(fact: usize) -> &'static Regex {
    static PATTERNS: [OnceLock<Regex>; FACTS.len()] = [const { OnceLock::new() }; FACTS.len()];
    PATTERNS[fact].get_or_init(|| verbose(&words(&FACTS[fact])))
}

/// What holds only sometimes.
static CONDITION: LazyLock<Regex> =
    LazyLock::new(|| verbose(r"\b (?: if | unless | until | whenever | whether ) \b | \?"));

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

/// Where a statement ends or turns.
static STOP: LazyLock<Regex> =
    LazyLock::new(|| verbose(r"\A \s* (?: \z | [.,:)] | (?: and | because | but | or | since ) \b )"));

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
