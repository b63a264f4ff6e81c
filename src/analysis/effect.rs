//! What a sentence says of how a treatment worked.

mod outcome;

use super::kinds::Given;
use super::moments::When;
use super::of_case::is_of_case;
use crate::model::body::{Areas, Side, body_parts, may_meet, sides};
use crate::model::{LONGEST_SENTENCE, shifted};
use crate::text::pattern::verbose;
use outcome::{MAY_TELL, Outcome, outcome};
use regex::Regex;
use std::ops::Range;
use std::sync::{Arc, LazyLock};

/// How a treatment worked, by one clause. Places count from the start of its sentence.
#[derive(Debug)]
pub(super) struct Effect {
    /// The clause that says so.
    pub(super) clause: Range<usize>,
    pub(super) outcome: Outcome,
    /// What became better or not, if that is said.
    of: Option<Aspects>,
    /// The words in it that say how well.
    pub(super) words: Range<usize>,
    /// The clauses before it, the next first.
    pub(super) before: Box<[Range<usize>]>,
    /// What it calls a treatment that was named before.
    pub(super) again: Option<Again>,
    areas: Areas,
    when: When,
    sides: Box<[Side]>,
    /// Words by which one course of a treatment is told from others.
    course: Box<[String]>,
}

/// What a treatment is called after it was named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Again {
    /// `it`, `they`
    Anything,
    /// `the medication`
    Drug,
    /// `the sessions`, `the injection`
    Given(Given),
}

/// What became better or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Aspects(u8);

impl Aspects {
    const FUNCTION: Aspects = Aspects(2);

    /// Those that words name.
    fn of(words: &str) -> Option<Self> {
        let named = ASPECTS.iter().enumerate().filter(|(_, aspect)| aspect.is_match(words));
        let bits = named.fold(0, |all, (index, _)| all | 1 << index);
        (bits != 0).then_some(Aspects(bits))
    }

    /// Whether both tell of the same.
    fn meets(self, other: Aspects) -> bool {
        self.0 & other.0 != 0
    }
}

impl Effect {
    /// Whether a summary may tell of the same course of a treatment, and of what became better or not by it. What did not improve
    /// how much one can do, may have helped.
    pub(super) fn may_be(&self, other: &Effect) -> bool {
        let is_of_same = match (self.of, other.of) {
            (None, _) => true,
            (Some(own), None) => own != Aspects::FUNCTION,
            (Some(own), Some(other)) => own.meets(other),
        };
        is_of_same
            && self.when.may_be(&other.when)
            && self.course.iter().all(|word| other.course.contains(word))
            && other.course.iter().all(|word| self.course.contains(word))
            && may_meet(&self.sides, &other.sides)
            && !self.areas.is_other_joint(other.areas)
            && self.areas.may_meet(other.areas)
    }
}

/// What a sentence says of how treatments worked, in order.
pub(super) fn effects(sentence: &str) -> Box<[Arc<Effect>]> {
    let is_told = MAY_TELL.is_match(sentence) && sentence.len() <= LONGEST_SENTENCE && !THOUGHT.is_match(sentence);
    if !is_told {
        return Box::default();
    }
    let clauses = clauses(sentence);
    let effect = |index: usize| {
        let clause = &clauses[index];
        let words = &sentence[clause.clone()];
        let (outcome, place) = outcome(words).filter(|_| is_of_case(&sentence[..clause.end]))?;
        Some(Arc::new(Effect {
            clause: clause.clone(),
            outcome,
            of: Aspects::of(words).or_else(|| Aspects::of(sentence)),
            words: shifted(&place, clause.start),
            before: clauses[..index]
                .iter()
                .rev()
                .filter(|clause| !BESIDE.is_match(&sentence[(*clause).clone()]))
                .cloned()
                .collect(),
            again: again(words),
            areas: Areas::of(&body_parts(words)),
            when: When::told(sentence),
            sides: sides(words).into_iter().map(|named| named.side).collect(),
            course: COURSE.find_iter(words).map(|course| course.as_str().to_lowercase()).collect(),
        }))
    };
    (0..clauses.len()).filter_map(effect).collect()
}

/// The stretches of a sentence that say one thing each, without white space around them.
fn clauses(sentence: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    // `none of which helped`
    let ends = BETWEEN.find_iter(sentence).filter(|end| !end.as_str().starts_with("of"));
    let ends = ends.map(|end| end.range()).chain(std::iter::once(sentence.len()..sentence.len()));
    for end in ends {
        let words = &sentence[start..end.start];
        let from = start + words.len() - words.trim_start().len();
        if !words.trim().is_empty() {
            found.push(from..from + words.trim().len());
        }
        start = end.end;
    }
    found
}

fn again(clause: &str) -> Option<Again> {
    let found = AGAIN.captures(clause)?;
    let given = [
        ("visits", Given::Visits),
        ("bare", Given::Visits),
        ("one_injection", Given::Injections),
        ("injection", Given::Injections),
        ("injections", Given::Injections),
        ("surgery", Given::Surgery),
        ("device", Given::Device),
    ];
    let given = given.into_iter().find(|(name, _)| found.name(name).is_some());
    Some(match given {
        Some((_, given)) => Again::Given(given),
        None if ["drug", "dose", "one_drug"].iter().any(|name| found.name(name).is_some()) => Again::Drug,
        None => Again::Anything,
    })
}

/// What is only thought of.
static THOUGHT: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: argu (?: es? | ed ) | appeal | Cochrane | if | in \s+ (?: a | many | most | some ) | literature | many \s+ with | (?: doctor | physician | provider | surgeon ) \s+ (?: argues | claims | feels | states | writes )
            | patients | placebo [a-z-]* | randomized | sham | stud (?: y | ies ) | those \s+ who | trials \s+ of | controlled \s+ trials? | unless | until | when | whether ) \b",
    )
});
/// What parts clauses.
static BETWEEN: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"[,;:()] | \b (?: although | because | but | despite | hence | however | since | therefore | though | whereas | (?: of \s+ )? which | while | who | yet | and \s+ (?: hence | so | therefore | thus ) | and \s+ (?: he | his | her | it | she | the | they | was | were ) ) \b",
    )
});
static AGAIN: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: (?: it | they | these | this | those | that ) \s+ (?: all \s+ | both \s+ | [a-z]+ly \s+ )? (?: brought | could | did | do | does | eased | gave | gives | had | has | have | helped | helps | improved | is | lowered | made | provided
                | provides | reduced | relieved | was | were )
            | (?: after | by | from | of | with ) \s+ (?: it | them | these | those )
            | at \s+ (?: that | this ) \s+ (?<dose> dose )
            | (?: all | both | each | earlier | former | his | her | previous | prior | the | those | these ) \s+ (?: [a-z0-9]+ \s+ ){0,2}?
              (?: (?<visits> program | sessions | therapy | treatments? | visits ) | (?<injections> blocks? | injections? | shots? ) | (?<surgery> operation | procedure | surgery )
                | (?<device> device | trial | unit ) | (?<drug> capsules? | cream | doses? | drugs? | gel | medications? | medicines? | patch (?: es )? | pills? | tablets? ) )
            | (?: this | that ) \s+ (?: (?<one_drug> cream | drug | gel | medication | medicine | patch ) | (?<one_injection> block | injection ) )
            | (?<injection> an \s+ injection ) | (?: \A | \b that \s+ ) (?<bare> therapy ) ) \b",
    )
});
/// `Lyrica, unlike gabapentin, has helped.`
static BESIDE: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\A (?: as \s+ opposed | compared | in \s+ contrast | instead \s+ of | like | other \s+ than | rather \s+ than | unlike ) \b",
    )
});
/// What tells one course of a treatment from others.
static COURSE: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: another | fourth | latest | most \s+ recent | original | recent | repeat | second | subsequent | third
            | last \s+ (?: (?: few | [0-9]+ | six | two | three | four ) \s+ )? (?: acupuncture | block | course | epidural | ESI | injection | one | series | session | set | time | trial | visit ) s?
            | (?: any \s+ more | anymore | at \s+ present | currently | for \s+ years | used \s+ to )
            | (?: current | higher | increased | lower | present | raised | reduced ) \s+ dos (?: age | e ) ) \b",
    )
});
/// What may become better, by the words for it; FUNCTION is the second.
static ASPECTS: LazyLock<[Regex; 6]> = LazyLock::new(|| {
    [
        r"\b (?: ache | aching | burning | discomfort | pain | soreness | symptoms? | VAS ) \b",
        r"\b (?: activit (?: y | ies ) | ADLs? | chores | duty | function (?: al | ing )? | lift (?: ed | ing )? | motion | objective | range | ROM | sit (?: ting )? | stand (?: ing )? | strength | walk (?: ed | ing )? | work ) \b",
        r"\b (?: insomnia | sleep (?: ing | s )? | slept ) \b",
        r"\b (?: anxi [a-z]+ | depress [a-z]+ | mood ) \b",
        r"\b (?: grip | numbness | sensation | tingling ) \b",
        r"\b (?: dizziness | headaches? | migraines? | spasms? | stiffness | swelling ) \b",
    ]
    .map(verbose)
});

#[cfg(test)]
mod tests {
    use super::*;

    fn read(sentence: &str) -> String {
        let effects = effects(sentence);
        effects.iter().map(|effect| format!("{:?}", effect.outcome)).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn how_treatments_worked() {
        for (sentence, told) in [
            ("Physical therapy did not help.", "Nothing"),
            ("Physical therapy gave her good relief.", "Well"),
            ("The blocks of 3/4/14 relieved 80% of the pain.", "Well"),
            ("The two S1 injections in 2013 were without benefit.", "Nothing"),
            ("The cortisone injection gave only brief relief.", "Brief"),
            ("He has had no lasting relief from this medication.", "Brief"),
            ("He has had lasting relief from this medication.", "Lasting"),
            ("The pain has not changed at that dose.", "Nothing"),
            ("With Butrans her pain came down to 5/10.", "Well"),
            ("Acupuncture reduced the frequency of his headaches.", "Well"),
            ("Her numbness and her grip did not improve with them.", "Nothing"),
            ("An injection in March 2014 gave 80% relief for four months.", "Well"),
            ("Therapy gave some relief.", "Something"),
            ("TENS gave 20% relief.", "Something"),
            ("There is no documentation that therapy helped.", ""),
            ("It could help.", ""),
            ("If therapy helped, more may be asked for.", ""),
            ("Neither therapy nor acupuncture helped.", "Nothing"),
        ] {
            assert_eq!(read(sentence), told, "{sentence}");
        }
    }
}
