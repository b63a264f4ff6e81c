//! What the words around a name say of it: that it is so, that it is not, or only what it is called.

use super::table::Of;
use crate::text::pattern::verbose;
use regex::{Captures, Regex};
use std::sync::LazyLock;

/// What is said of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says {
    So,
    NotSo,
    /// It is named, as most often what is so.
    Named,
    /// It is denied in part, doubted, or denied twice.
    Unclear,
}

/// What words around a name say of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Around {
    pub(super) says: Says,
    /// Whether a verb says so, and not only its place in a list or at the beginning.
    pub(super) is_stated: bool,
    /// Whether it is denied for all times.
    pub(super) is_ever: bool,
    /// Whether what affirms it is said of what somebody takes.
    pub(super) is_taken: bool,
}

impl Around {
    const fn of(says: Says) -> Self {
        Around { says, is_stated: false, is_ever: false, is_taken: false }
    }
}

/// Reads what stands before and behind a name in its statement.
pub(super) fn around(before: &str, behind: &str, of: Of) -> Around {
    if ELSE_BEFORE.is_match(before) || ELSE_BEHIND.is_match(behind) {
        return Around::of(Says::Unclear);
    }
    let ahead = said_before(before, behind, of);
    let denied = DENIED_BEHIND.find(behind).filter(|denied| !NEW_CLAUSE.is_match(denied.as_str()));
    let is_denied_behind = denied.is_some();
    if DOUBTED_BEHIND.is_match(behind) || denied.is_some_and(|denied| ON_CARE.is_match(&behind[denied.end()..])) {
        return Around::of(Says::Unclear);
    }
    match ahead.says {
        Says::NotSo | Says::Unclear if is_denied_behind => Around::of(Says::Unclear),
        _ if is_denied_behind => Around { is_stated: true, ..Around::of(Says::NotSo) },
        Says::Named | Says::So if !ahead.is_stated && STATED_BEHIND.is_match(behind) => {
            Around { is_stated: true, is_taken: TAKEN.is_match(behind), ..Around::of(Says::So) }
        }
        _ => ahead,
    }
}

/// Whether words before an expression that says something by itself turn it round.
pub(super) fn is_turned(before: &str) -> bool {
    TURNED.is_match(before)
}

/// Whether what says something by itself holds only for a while: `cannot drive for 24 hours`.
pub(super) fn is_for_a_while(behind: &str) -> bool {
    FOR_A_WHILE.is_match(behind)
}

fn said_before(before: &str, behind: &str, of: Of) -> Around {
    let governors: Vec<_> = GOVERNOR.captures_iter(before).collect();
    let Some((governor, whole)) = governors.last().and_then(|last| Some((last, last.get(0)?))) else {
        return opening(before);
    };
    let gap = &before[whole.end()..];
    let denies = |governor: &Captures<'_>| governor.name("deny").is_some();
    // `Anxiety is denied, depression reported`: what is denied stands before it.
    if IS_BEFORE.is_match(&before[..whole.start()]) && whole.as_str().eq_ignore_ascii_case("denied") {
        return opening(gap);
    }
    // `does not smoke or have diabetes`
    if !denies(governor)
        && OR_BEFORE.is_match(&before[..whole.start()])
        && governors.iter().rev().nth(1).is_some_and(denies)
    {
        return Around { is_stated: true, ..Around::of(Says::NotSo) };
    }
    let is_plain = PLAIN.is_match(gap) && gap.split_whitespace().count() <= MOST_BETWEEN;
    if let Some(denial) = governor.name("deny") {
        let is_list = gap.contains(',') || AND.is_match(gap);
        // `no limp, heel walk intact`: only what `or` joins is denied with the rest.
        let is_joined = !is_list || LISTS.is_match(denial.as_str()) || OR.is_match(gap) || OR_BEHIND.is_match(behind);
        if !is_plain
            || !is_joined
            || !WHOLE.is_match(SEPARATOR.split(gap).last().unwrap_or(gap))
            || !ends(behind, of)
            || of == Of::Intake && !TAKES.is_match(before) && !TAKEN.is_match(behind)
            || DOUBLE.is_match(&before[..whole.start()])
        {
            return Around::of(Says::Unclear);
        }
        let is_ever = EVER.is_match(&before[whole.start()..]);
        return Around { is_stated: true, is_ever, ..Around::of(Says::NotSo) };
    }
    if governor.name("stop").is_some() {
        return opening(gap);
    }
    if governor.name("colon").is_some() {
        return Around { is_taken: MEDICATIONS.is_match(&before[..whole.start()]), ..opening(gap) };
    }
    if !is_plain || APART.is_match(gap) {
        return Around::of(Says::Named);
    }
    if DOUBTED.is_match(gap) {
        return Around::of(Says::Unclear);
    }
    let is_taken = TAKES.is_match(whole.as_str());
    Around { is_stated: governor.name("state").is_some(), is_taken, ..Around::of(Says::So) }
}

/// What is said by a name that nothing governs: where it opens what is said or stands in a list, it is so.
fn opening(before: &str) -> Around {
    let from = before.rfind(',').map_or(0, |comma| comma + 1);
    Around::of(if OPENING.is_match(&before[from..]) { Says::So } else { Says::Named })
}

/// That something is taken, before and behind its name.
static TAKES: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: meds | medications? | on | prescribed | receiv [a-z]+ | tak (?: e | en | es | ing ) | treated | us (?: e | ed | es | ing ) ) \b",
    )
});
static MEDICATIONS: LazyLock<Regex> = LazyLock::new(|| verbose(r"\b (?: meds | medications? ) \s* \z"));
static TAKEN: LazyLock<Regex> = LazyLock::new(|| verbose(r"\A [^.,;]* \b (?: taken | used ) \b"));

/// How many words may stand between a name and what governs it.
const MOST_BETWEEN: usize = 8;

static GOVERNOR: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?:
            (?<deny>
                (?: (?: no | den (?: ied | ies | y | ying ) (?: \s+ (?: any | having ) )? (?: \s+ an? )? | negative \s+ for | without | (?: does | did | has | have ) \s+ not \s+ (?: have | had ) (?: \s+ (?: any | an? ) )? )
                    (?: \s+ (?: known | past | personal | prior | previous | family | or | other ) ){0,3} \s+ (?: complaints? | diagnosis | evidence | h/o | history | hx | reports? | signs? | symptoms? ) (?: \s+ of )?
                | never \s+ (?: [a-z]+ \s+ ){0,2}? (?: been \s+ (?: diagnosed \s+ with | prescribed | treated \s+ for | an? ) | complained \s+ of | experienced | had | have | suffered (?: \s+ from )? | used )
                | (?: does | did | do | has | have | is | are | was | were | could ) (?: \s+ not | n[’']t ) (?: \s+ (?: any \s+ longer | currently | now | presently ) )?
                    (?: \s+ (?: been (?: \s+ (?: diagnosed \s+ with | given | on | prescribed | taking | using ) )? | complain (?: ing )? \s+ of | drink | endorse | experience d? | feel | had | have | having | on | present \s+ with | receiv (?: ed? | ing ) | report (?: ed | ing )? | show | suffer (?: ed | ing )? (?: \s+ from )? | take | taken | taking | use d? | using ) )?
                | no \s+ longer (?: \s+ (?: complains \s+ of | has | on | takes | uses ) )?
                | not \s+ (?: currently \s+ )? (?: on | taking | using )
                | denies | denied | deny | denying | negative \s+ for | neg \s+ for | neither | nor | never | no | none \s+ of | not | without | w/o | free \s+ (?: from | of ) | absence \s+ of | absent | lacks | cannot ) \b )
            | (?<state>
                (?: continues | is | kept | maintained | remains ) \s+ on | (?: is | are | was | were | remains? | remained | became ) | has | have | having | had | (?: has | have ) \s+ had | (?: is | been ) \s+ prescribed | receives | receiving | takes | taking | uses | using | endorse [sd] | suffers? (?: \s+ from )? | suffered (?: \s+ from )? | suffering \s+ from
                | reports? | reported | reporting | complain (?: ed | ing | s ) \s+ of | admits (?: \s+ to )? | admitted \s+ to | experienc (?: ed | es | ing ) | develop (?: ed | s ) | carries | (?: a | the ) \s+ diagnosis \s+ of | diagnosed \s+ with
                | (?: a | his | her | long ) \s+ history \s+ of | positive \s+ for | treated \s+ with | , \s+ with | (?: demonstrat | disclos | reveal ) (?: ed | es | s ) | showed | found | finds | noted
                | shows? | walks \s+ with | (?: given | with | of | by ) \s+ (?: her | his ) | presents \s+ with | (?: causes? | caused ) (?: \s+ (?: her | him ) )? | (?: makes? | made | gets? | got | feels? ) (?: \s+ (?: her | him | the \s+ [a-z]+ ) )? | lists )
            | (?<hint>
                with | h/o | hx \s+ (?: of | for ) | history \s+ of | known | notable \s+ for | significant \s+ for | comorbidities | comorbid | (?: meds | medications ) \s+ (?: are | consist \s+ of | include d? ) | includ (?: e | es | ing ) | c/o | s/p | due \s+ to | on | her | his | given | year [\s-] old | y/?o | diagnos [ei] s | complaints? (?: \s+ of )? )
            | (?<stop> (?: although | and \s+ (?: he | she | it | the ) | because | but | except | however | though | where | which | while | whereas | who ) )
            ) \b | (?<colon> [:(] )",
    )
});

/// Denials that go on through a list.
static LISTS: LazyLock<Regex> = LazyLock::new(|| {
    verbose(r"\b (?: den (?: ied | ies | y | ying ) | neither | nor | negative \s+ for | free \s+ of | feels? ) \b")
});
static OR: LazyLock<Regex> = LazyLock::new(|| verbose(r"\b (?: n? or ) \b | /"));
static AND: LazyLock<Regex> = LazyLock::new(|| verbose(r"\b and \b"));
static OR_BEHIND: LazyLock<Regex> =
    LazyLock::new(|| verbose(r"\A (?: , \s+ [a-z]+ (?: \s+ [a-z]+ )? ){0,3} ,? \s+ or \b"));
/// Words in which nothing new begins.
static PLAIN: LazyLock<Regex> = LazyLock::new(|| verbose(r"\A [a-z0-9’'/,.\s-]* \z"));
/// A name at the beginning of what is said.
static OPENING: LazyLock<Regex> = LazyLock::new(|| verbose(r"\A \s* (?: [a-z0-9]+ [\s-]+ ){0,3} \z"));
/// That what governs reaches no further.
static APART: LazyLock<Regex> = LazyLock::new(|| {
    verbose(r"\b (?: about | against | as | at | by | for | from | in | into | like | than | that | to | when ) \b")
});
static DOUBTED: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: concern | controlled | fear | fewer | history | improved | less | little | minimal | possible | probable | questionable | reduced | relief | resolved | risk | rule | suspected ) \b",
    )
});
static EVER: LazyLock<Regex> =
    LazyLock::new(|| verbose(r"\b (?: ever | h/o | history | hx | never | past | previous | prior ) \b"));
static TURNED: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: absent | denie [sd] | neither | never | no | not | without | n[’']t ) (?: \s+ [a-z]+ ){0,1} \s+ \z",
    )
});

/// That a denial is itself denied.
static DOUBLE: LazyLock<Regex> =
    LazyLock::new(|| verbose(r"\b (?: cannot | never | not | n[’']t ) (?: \s+ [a-z]+ )? \s+ \z"));
static OR_BEFORE: LazyLock<Regex> = LazyLock::new(|| verbose(r"\b n? or \s+ \z"));

static IS_BEFORE: LazyLock<Regex> = LazyLock::new(|| verbose(r"\b (?: are | is | was | were ) \s+ \z"));

/// What is so only while something is done for it: `is absent on omeprazole`.
static ON_CARE: LazyLock<Regex> = LazyLock::new(|| verbose(r"\A \s+ (?: after | on | while | with ) \b"));

/// Where words between a name and its denial are about something else.
static NEW_CLAUSE: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: is | are | was | were ) \b (?s: .* ) \b (?: is | are | was | were ) \b | \b (?: although | but | while | whereas ) \b",
    )
});

/// What ends the name of what is denied, so that all of it is.
fn ends(behind: &str, of: Of) -> bool {
    let place = match of {
        Of::Place => &*OF_PLACE,
        Of::Effect => &*OF_DRUG,
        _ => &*ENDS,
    };
    ENDS.is_match(behind) || place.is_match(behind)
}

static ENDS: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\A (?: \s* (?: [.,:)/] | \z ) | \s+ (?: and | are | but | found | ha (?: s | ve ) \s+ been | is | n?or | noted | remains? | reported | seen | was | were | at \s+ (?: any | each | every | present | this ) ) \b )",
    )
});
static OF_PLACE: LazyLock<Regex> =
    LazyLock::new(|| verbose(r"\A \s+ (?: at | in | of | on | over | to \s+ palpation ) \b"));
static OF_DRUG: LazyLock<Regex> =
    LazyLock::new(|| verbose(r"\A \s+ (?: from | on \s+ (?: it | the | this ) | with ) \b"));

/// What parts the names of a list.
static SEPARATOR: LazyLock<Regex> = LazyLock::new(|| verbose(r"[,/] | \b (?: and | n?or ) \b"));

/// Words before a name with which all of it is denied.
static WHOLE: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\A \s* (?: (?: a | an | any | bilateral | complaints? | diagnosis | evidence | h/o | having | her | his | history | hx | joint | known | left | muscle | of | past | personal | previous | prior | right | signs? | symptoms? | the
            | ankle | cervical | elbow | hip | knee | lumbar | paraspinal | paravertebral | shoulder | thoracic | wrist ) \s+ )* \z",
    )
});

static DENIED_BEHIND: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\A (?: ,? \s+ [a-z/-]+ ){0,5}? \s+ (?: are | is | was | were | has \s+ been | have \s+ been ) \s+ (?: all \s+ | both \s+ | currently \s+ | specifically \s+ )?
                (?: absent | denied | negative | ruled \s+ out | not \s+ (?: being \s+ )? (?: felt | found | noted | observed | present | reported | seen | taken | used ) ) \b
            | \A \s+ ruled \s+ out \b | \A (?: \s* : \s* | \s+ ) (?: absent | denie [sd] | former | neg (?: ative )? | never | no | none | quit | ruled \s+ out ) \s* (?: [.,;] | \z )",
    )
});
static STATED_BEHIND: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\A (?: \s+ (?: and | or ) \s+ [a-z]+ )? (?: \s+ (?: are | is | was | were ) )? (?: \s+ (?: also | being | still ) )* \s+
            (?: evident | felt | found | noted | observed | on \s+ exam (?: ination )? | palpable | palpated | present | reported | seen | taken | used ) \b",
    )
});
static DOUBTED_BEHIND: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\A (?: \s+ [a-z]+ ){0,3}? \s+ (?: could | elicited | gone | held | will | (?: has | have | was | were ) \s+ (?: discontinued | ended | held | resolved | stopped ) | healed | improved | (?-i: may ) | might | (?: had | has | have | is | was | were ) \s+ not \s+ (?: been \s+ )? (?: confirmed | described | diagnosed | documented | elicited | known | mentioned | recorded ) | resolved | subsided | suspected | would ) \b
            | \A \s* \?",
    )
});

static FOR_A_WHILE: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\A \s+ (?: for \s+ [a-z0-9]+ \s+ (?: days? | hours? | months? | weeks? ) | on \s+ (?: that | the ) \s+ day | that \s+ day )",
    )
});

static ELSE_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: (?: abus (?: e | es | ing ) | against | avoid | cause | causes | chance | chances | detect | diagnose | evaluat (?: e | ion ) | evaluate \s+ for | exclude | fear | indicated \s+ for | manage (?: ment )? | prevent (?: ion | s )? | prophyla (?: ctic | xis ) | rate | risks? | risk \s+ factors? | rule \s+ out | ruling \s+ out | screen (?: ing )? | suspect (?: ed | s )?
            | suspicion | takes \s+ care \s+ of | controls | relieves | treat (?: ment | s )? )
            (?: \s+ (?: against | for | from | of | the | with | an? ) )* | cold | diastolic | chewing | cleansed \s+ with | complications? \s+ of | epidermal | portal | prepped \s+ with | pseudo | respiratory | r/o | ST | gel | topical ) \s+ (?: [a-z]+ \s+ )? \z",
    )
});
static ELSE_BEHIND: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\A [\s-]+ (?: abuse | agent | agents | agreement | cessation | clinic | contract | cream | crisis | dependen (?: ce | cy | t ) | education | foot | gel | guidelines? | inventory | issues? \s+ with | use \s+ disorder | induced | joint | management | misuse | insipidus | nausea | overdose | medications? | monitoring | neuropathy | ointment | patch (?: es )? | pads? | pump | prevention | prophylaxis | questionnaire | rates? | risk | scale | scores?
            | screen (?: ing | s )? | shoes | specialist | sleeves? | supplies | test (?: ing | s )? | therapy | tolerance | treatment | unit | user | users | withdrawal ) \b
            | \A \s+ [0-9]+ (?: \. [0-9]+ )? (?: \s+ | \s? mg ) \s* (?: \x23 | is \s+ (?: not \s+ )? (?: medically | requested ) ) | \A \s+ [0-9]+ %",
    )
});
