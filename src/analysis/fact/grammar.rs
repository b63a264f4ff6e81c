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

/// What is said of a fact, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) says: Says,
    /// Whether a verb says so, and not only its place in a list or at the beginning.
    pub(super) is_stated: bool,
    /// Whether it is denied for all times.
    pub(super) is_ever: bool,
}

impl Said {
    const UNCLEAR: Said = Said::only(Says::Unclear);
    const DENIED: Said = Said::stated(Says::NotSo);

    const fn only(says: Says) -> Self {
        Said { says, is_stated: false, is_ever: false }
    }

    const fn stated(says: Says) -> Self {
        Said { says, is_stated: true, is_ever: false }
    }
}

/// Reads what stands before and behind a name in its statement.
pub(super) fn around(before: &str, behind: &str, of: Of) -> Said {
    if ELSE_BEFORE.is_match(before) || ELSE_BEHIND.is_match(behind) {
        return Said::UNCLEAR;
    }
    let ahead = said_before(before, behind, of);
    let denied = DENIED_BEHIND.find(behind).filter(|denied| !NEW_CLAUSE.is_match(denied.as_str()));
    let is_denied_behind = denied.is_some();
    if DOUBTED_BEHIND.is_match(behind) || denied.is_some_and(|denied| ON_CARE.is_match(&behind[denied.end()..])) {
        return Said::UNCLEAR;
    }
    match ahead.says {
        Says::NotSo | Says::Unclear if is_denied_behind => Said::UNCLEAR,
        _ if is_denied_behind => Said::DENIED,
        Says::Named | Says::So if !ahead.is_stated && STATED_BEHIND.is_match(behind) => {
            Said::stated(so(of, TAKEN.is_match(behind)))
        }
        _ => ahead,
    }
}

/// Reads words that say something by themselves, if what stands behind does not make them say another thing.
pub(super) fn by_itself(says: Says, before: &str, words: &str, behind: &str, of: Of) -> Option<Said> {
    if of == Of::Ability && !STOP.is_match(behind) {
        return None;
    }
    let is_ever = says == Says::NotSo && words.to_ascii_lowercase().contains("never");
    let says = match (says, TURNED.is_match(before)) {
        _ if FOR_A_WHILE.is_match(behind) => Says::Unclear,
        (Says::So, true) => Says::NotSo,
        (Says::NotSo, true) => Says::So,
        (says, _) => says,
    };
    Some(Said { says, is_stated: true, is_ever })
}

fn said_before(before: &str, behind: &str, of: Of) -> Said {
    let governors: Vec<_> = GOVERNOR.captures_iter(before).collect();
    let Some((governor, whole)) = governors.last().and_then(|last| Some((last, last.get(0)?))) else {
        return opening(before, so(of, false));
    };
    let gap = &before[whole.end()..];
    let denies = |governor: &Captures<'_>| governor.name("deny").is_some();
    // `Anxiety is denied, depression reported`: what is denied stands before it.
    if IS_BEFORE.is_match(&before[..whole.start()]) && whole.as_str().eq_ignore_ascii_case("denied") {
        return opening(gap, so(of, false));
    }
    // `does not smoke or have diabetes`
    if !denies(governor)
        && OR_BEFORE.is_match(&before[..whole.start()])
        && governors.iter().rev().nth(1).is_some_and(denies)
    {
        return Said::DENIED;
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
            return Said::UNCLEAR;
        }
        let is_ever = EVER.is_match(&before[whole.start()..]);
        return Said { is_ever, ..Said::DENIED };
    }
    if governor.name("stop").is_some() {
        return opening(gap, so(of, false));
    }
    if governor.name("colon").is_some() {
        return opening(gap, so(of, MEDICATIONS.is_match(&before[..whole.start()])));
    }
    if !is_plain || APART.is_match(gap) {
        return Said::only(Says::Named);
    }
    if DOUBTED.is_match(gap) {
        return Said::UNCLEAR;
    }
    let says = so(of, TAKES.is_match(whole.as_str()));
    Said { is_stated: governor.name("state").is_some(), ..Said::only(says) }
}

/// What is affirmed is so, but a drug that is not said to be taken may only be requested.
fn so(of: Of, is_taken: bool) -> Says {
    if of == Of::Intake && !is_taken { Says::Named } else { Says::So }
}

/// What is said by a name that nothing governs: where it opens what is said or stands in a list, it is so.
fn opening(before: &str, so: Says) -> Said {
    let from = before.rfind(',').map_or(0, |comma| comma + 1);
    Said::only(if OPENING.is_match(&before[from..]) { so } else { Says::Named })
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

/// Where a statement ends or turns.
static STOP: LazyLock<Regex> =
    LazyLock::new(|| verbose(r"\A \s* (?: \z | [.,:)] | (?: and | because | but | or | since ) \b )"));

/// What holds only for a while: `cannot drive for 24 hours`.
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

#[cfg(test)]
mod tests {
    use super::*;

    /// What the words around a name say of it, marked where a verb says so, and for all times.
    fn read(sentence: &str) -> String {
        let names = [("asthma", Of::Disease), ("swelling", Of::Place), ("nausea", Of::Effect), ("opioids", Of::Intake)];
        let found = names.into_iter().find_map(|(name, of)| Some((sentence.to_lowercase().find(name)?, name, of)));
        let (at, name, of) = found.expect("a name");
        told(around(&sentence[..at], &sentence[at + name.len()..], of))
    }

    fn told(said: Said) -> String {
        let marks = [(said.is_stated, " stated"), (said.is_ever, " ever")];
        format!("{:?}{}", said.says, marks.map(|(is, mark)| if is { mark } else { "" }).concat())
    }

    #[test]
    fn what_is_said_around_a_name() {
        let rows = [
            ("She has asthma.", "So stated"),
            ("Asthma.", "So"),
            ("Asthma was reported.", "So stated"),
            ("Anxiety is denied, asthma reported.", "So stated"),
            ("An inhaler eases her asthma.", "So"),
            ("He coughs, because asthma", "So"),
            ("She has relief at night from asthma.", "Named"),
            ("She has possible asthma.", "Unclear"),
            ("Treatment for asthma.", "Unclear"),
            ("Asthma education was given.", "Unclear"),
            ("Asthma has resolved.", "Unclear"),
            ("Asthma is denied.", "NotSo stated"),
            ("No asthma is denied.", "Unclear"),
            ("Asthma is absent on albuterol.", "Unclear"),
            ("Denies asthma.", "NotSo stated"),
            ("Denies cough, fever, asthma.", "NotSo stated"),
            ("No limp, heel pain and asthma.", "Unclear"),
            ("No severe asthma.", "Unclear"),
            ("Denies asthma attacks.", "Unclear"),
            ("She cannot deny asthma.", "Unclear"),
            ("He does not smoke or have asthma.", "NotSo stated"),
            ("She never had asthma.", "NotSo stated ever"),
            ("There is no history of asthma.", "NotSo stated ever"),
            ("No swelling of the knee.", "NotSo stated"),
            ("No nausea from it.", "NotSo stated"),
            ("She takes opioids.", "So stated"),
            ("Opioids were taken.", "So stated"),
            ("Opioids were found.", "Named stated"),
            ("A request for opioids.", "Named"),
            ("Meds: opioids", "So"),
            ("Plan: opioids", "Named"),
            ("He is not taking opioids.", "NotSo stated"),
            ("No opioids.", "Unclear"),
        ];
        let wrong = rows.map(|(sentence, said)| (sentence, said, read(sentence)));
        let wrong: Vec<_> = wrong.iter().filter(|(_, said, read)| said != read).collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn what_words_say_by_themselves() {
        for (says, [before, words, behind], of, said) in [
            (Says::So, ["He ", "lives alone", "."], Of::Person, Some("So stated")),
            (Says::So, ["He does not ", "live alone", "."], Of::Person, Some("NotSo stated")),
            (Says::NotSo, ["She is not a ", "non-smoker", "."], Of::Person, Some("So stated")),
            (Says::NotSo, ["She ", "never smoked", "."], Of::Person, Some("NotSo stated ever")),
            (Says::So, ["He ", "lives alone", " for two weeks."], Of::Person, Some("Unclear stated")),
            (Says::So, ["He ", "can drive", "."], Of::Ability, Some("So stated")),
            (Says::So, ["He ", "can drive", " a forklift."], Of::Ability, None),
        ] {
            let read = by_itself(says, before, words, behind, of).map(told);
            assert_eq!(read.as_deref(), said, "{before}{words}{behind}");
        }
    }
}
