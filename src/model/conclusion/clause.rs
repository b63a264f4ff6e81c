//! The clause a statement stands in: its subject, and how it hangs together with what stands before it.

use super::own::{OwnView, own_view};
use super::words::{LEADS, OPPONENTS, any, pattern};
use regex::{Match, Regex};
use std::sync::LazyLock;

/// What stands before the verb of a statement.
pub(super) struct Clause<'s> {
    /// All of it, without an insertion right before the verb.
    pub(super) before: &'s str,
    /// Where the subject starts.
    pub(super) start: usize,
    /// What the subject is joined with.
    pub(super) joint: Joint,
    /// Where the reviewer speaks.
    pub(super) own: OwnView,
}

/// How a clause is joined to what stands before it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Joint {
    /// Not at all: it opens the sentence.
    Start,
    /// By a semicolon or `but`: a new thought.
    Break,
    /// By `therefore`.
    Consequence,
    /// By a comma.
    Comma,
    /// By `and` alone.
    And,
}

impl<'s> Clause<'s> {
    /// The clause whose verb follows `before`, or `None` if it only gives a reason or makes a concession.
    pub(super) fn before_verb(before: &'s str) -> Option<Clause<'s>> {
        let before = without_insertion(before);
        let (mut start, mut joint) = subject_start(before);
        let own = own_view(before);
        start = start.max(own.range.end);
        let subject = &before[start..];
        if SUBORDINATE.is_match(subject.trim_start()) {
            let request = INNER_REQUEST.captures(subject)?.get(1)?;
            (start, joint) = (start + request.start(), Joint::Comma);
        }
        Some(Clause { before, start, joint, own })
    }

    /// The subject, with the words that lead up to it.
    pub(super) fn subject(&self) -> &'s str {
        self.before[self.start..].trim_start()
    }

    /// Whether the subject is the request itself: only the reviewer speaks of that.
    pub(super) fn names_request(&self) -> bool {
        REQUEST.is_match(self.subject())
    }

    /// Whether the subject is surely all of what was requested.
    pub(super) fn names_whole_request(&self) -> bool {
        WHOLE.is_match(self.subject()) && !PORTION.is_match(self.subject())
    }

    /// Whether the subject says nothing of the request as a whole, or is not what the verb belongs to.
    pub(super) fn is_beside_the_point(&self) -> bool {
        PARTIAL.is_match(self.subject())
            || INSTEAD.is_match(self.before)
            || self.is_general()
            || WHICH.is_match(self.subject())
            || TOLD.is_match(self.subject())
            || is_nested(self.subject())
    }

    /// Whether it tells what holds in general.
    fn is_general(&self) -> bool {
        GENERAL.captures(self.before).is_some_and(|found| !ONE.is_match(&found["kind"])) && !self.names_request()
    }

    /// Whether the subject has a verb already, and goes on to the next.
    pub(super) fn shares_subject(&self) -> bool {
        GOES_ON.is_match(self.subject())
    }

    /// Whether the subject has no verb of its own.
    pub(super) fn is_plain(&self) -> bool {
        self.shares_subject() || !FINITE.is_match(self.subject())
    }

    /// Where a negation before the verb starts; `None` within if there is none, without if it cannot be told what it
    /// negates.
    pub(super) fn negation(&self) -> Option<Option<usize>> {
        // `I do not agree with UR that … is …, and the request is …`
        let disagrees = || AGREE_WITH_OPPONENT.is_match(&self.before[self.own.range.clone()]);
        let goes_on = || AND_THE_REQUEST.is_match(&self.before[self.own.range.end..]);
        if let Some(not) = self.own.negation.filter(|_| !(disagrees() && goes_on())) {
            return Some(Some(not));
        }
        if NEITHER_SUCH_AS.is_match(self.before) {
            return Some(Some(0));
        }
        let subject = self.subject();
        let Some(none) = NEGATIVE.captures(subject).and_then(|subject| subject.name("none")) else { return Some(None) };
        let start = self.before.len() - subject.len() + none.start();
        (!FINITE.is_match(&subject[none.end()..])).then_some(Some(start))
    }

    /// Whether what is negated in the subject is only the reason: `neither answer supporting it, the brace`.
    pub(super) fn opens_with_reason(&self) -> bool {
        DENYING_REASON.is_match(self.subject())
    }
}

/// Whether a text holds `therefore` or the like.
pub(super) fn is_consequence(text: &str) -> bool {
    CONSEQUENCE.is_match(text)
}

/// Whether a new thought starts in a text.
pub(super) fn has_break(text: &str) -> bool {
    BREAK.is_match(text)
}

/// Where the last thought of a text starts.
pub(super) fn last_thought(text: &str) -> usize {
    BREAK.find_iter(text).last().map_or(0, |found| found.end())
}

/// Without the `, which ...,` that ends right before the verb.
fn without_insertion(before: &str) -> &str {
    let insertion = INSERTION.find(before).filter(|found| !PROVISO.is_match(found.as_str()));
    insertion.map_or(before, |found| &before[..found.start()])
}

/// Where the subject at the end of a text starts: at the last joint before something like a subject, or else at the
/// last joint there is.
fn subject_start(before: &str) -> (usize, Joint) {
    let end = before.trim_end_matches([' ', ',']).len();
    let joints = JOINT.find_iter(before).map(|found| (joint_end(&found), kind(found.as_str())));
    let joints: Vec<_> = [(0, Joint::Start)].into_iter().chain(joints.filter(|&(start, _)| start < end)).collect();
    let verb = if GOES_ON.is_match(before) { None } else { FINITE.find_iter(before).last() };
    let verb_end = verb.map_or(0, |verb| verb.end());
    let likely = joints.iter().rev().take_while(|&&(start, _)| start >= verb_end);
    let found = likely.into_iter().find(|&&(start, _)| NOUN.is_match(&before[start..])).or(joints.last());
    found.map_or((0, Joint::Start), |&found| found)
}

/// Where the clause after a joint starts; a joint may reach into its first word.
fn joint_end(joint: &Match) -> usize {
    let text = joint.as_str();
    let is_whole = text.ends_with([' ', ',', ';', ':']);
    joint.start() + if is_whole { text.len() } else { text.rfind(' ').map_or(0, |at| at + 1) }
}

fn kind(joint: &str) -> Joint {
    match joint {
        _ if has_break(joint) => Joint::Break,
        _ if is_consequence(joint) => Joint::Consequence,
        _ if joint.starts_with([',', ':']) => Joint::Comma,
        _ => Joint::And,
    }
}

/// Whether a subject holds a verb of which the rest is only the object: `the form certifies the brace`.
fn is_nested(subject: &str) -> bool {
    if subject.starts_with("there ") {
        return !subject.trim_end().ends_with("and");
    }
    if ADVERBIAL.is_match(subject) || GOES_ON.is_match(subject) {
        return false;
    }
    let words: Vec<&str> = subject.split(' ').filter(|word| !word.is_empty()).collect();
    words.windows(3).any(|words| {
        let is_led = LINKS.contains(&words[1]) || words[1].ends_with("ing") || words[1].ends_with(',');
        DETERMINERS.contains(&words[2]) && !is_led && !matches!(words[0], "to" | "which" | "who")
    })
}

const DETERMINERS: [&str; 9] = ["her", "his", "it", "its", "the", "their", "these", "they", "this"];
/// What may stand right before a noun without being its verb.
#[rustfmt::skip]
const LINKS: [&str; 71] = [
    "about", "above", "across", "after", "against", "all", "along", "although", "and", "are", "around", "as", "at",
    "because", "before", "behind", "below", "between", "beyond", "both", "but", "by", "during", "either", "except",
    "for", "from", "given", "half", "if", "in", "inside", "into", "is", "like", "near", "neither", "nor", "not", "of",
    "on", "only", "onto", "or", "over", "per", "plus", "post", "since", "so", "than", "therefore", "though", "through",
    "throughout", "thus", "to", "toward", "towards", "under", "until", "upon", "via", "was", "were", "when", "where",
    "while", "with", "within", "without",
];

static FINITE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b(?:is|are|was|were|has|have|had|does|do|did|will|would|can|could|shows?|exists?|supports?)\b")
});
/// `Neither answer supporting it, the brace`, `no therapy was had, so the brace`
static DENYING_REASON: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)
        ^ (?:no|none|neither|nothing) \b
            (?: [^,;]{0,60} \ [a-z]{2,}ing \b [^,;]{0,60} ,\ ?
              | [^;]{0,100} (?: , | ; | \ and ) \ (?:and\ |hence\ |so\ |then\ |therefore\ |thus\ ) ) [a-z0-9\#]",
    )
});
static BREAK: LazyLock<Regex> = LazyLock::new(|| pattern(r";|, yet\b|\b(?:but|however|nevertheless|nonetheless)\b"));
static CONSEQUENCE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)
        \b (?: accordingly | as\ a\ result | as\ such | based\ on\ (?:this|these|the\ (?:above|foregoing))
          | consequently | for\ (?:this|these|the\ above)\ reasons? | given\ (?:this|the\ above) | hence | therefore
          | thereby | thus ) \b
        | (?: ^ | , | \band ) \ ?(?:so|then)\ ",
    )
});
static JOINT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)
        (?: [;,:] | ,?\ (?:but|however|nevertheless|nonetheless|yet)\b ,? ) \ ?
            (?: (?:and|but|so|or|yet)\ )? (?: (?:accordingly|as\ such|consequently|hence|therefore|thus) ,?\ )?
        | \ (?:and\ |so\ )? (?:accordingly|as\ such|consequently|hence|so|therefore|thus) ,?\x20
        | \ and\ (?: additional | any | continued | further | his | her | it | medical | neither | no | none | request
            | such | the | these | this )
        | \ (?: because | although | though | whereas | while | since )",
    )
});
/// How a subject may start.
static NOUN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?x)
        ^ (?: {leads} ,?\ )*
        (?: a | additional | an | any | continued | further | he | her | his | it | medical | neither | no | none | one
          | repeat | requests? | requested | she | such | that | the | their | these | they | this ) \b",
        leads = any(&LEADS)
    ))
});
static REQUEST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?x)
        ^ (?: {leads} ,?\ )*
        (?: (?:it|these|this)\b | (?:the\ )? (?:medical\ ?necessity|prescriptions?)\b
          | (?: [a-z'-]+\ ){{0,4}} (?:requests?|requested|proposed|disputed)\b )",
        leads = any(&LEADS)
    ))
});
static WHOLE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\brequest(?:s|ed)?\b"));
/// Less than what was requested, or something else instead of it.
static PORTION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)
        \b (?: [0-9]+ | one | two | three | four | five | six | eight | ten | twelve | any | few | half | many | more | most
              | much | part | portion | remainder | rest | several | some | [a-z]+s )
            \ of\ (?:her|his|the|their|these|this|those) \b
        | \b (?: alternative | different | lesser | modified | other | partial | reduced | remaining | revised | second
              | shorter | trial | up\ to ) \b",
    )
});
static NEGATIVE: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"^(?:{},? )*(?<none>(?:no|none|neither|nor|nothing)\b)", any(&LEADS))));
/// Part of a request, something else instead of it, or advice on how to end a treatment.
static PARTIAL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)
        ^ (?: [a-z]+,?\ ){0,3}? (?: alternatively | arguably | hopefully | instead | maybe | not\ (?:all|every) | only
            | part\ of | perhaps | possibly | rather | some\ of )\b
        | ^ (?: (?:a|an|any|appropriate|careful|gradual|however|proper|slow|the|therefore|thus) ,?\ )*
            (?: cessation | discontinu[a-z]+ | detox[a-z]* | taper[a-z]* | wean[a-z]* )\b",
    )
});
/// `Neither Flexeril nor another drug, such as Soma, is`
static NEITHER_SUCH_AS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^ ?neither [^,;:]{1,80} nor [^,;:]{1,80}, such as [^,;:]{1,60}, $"));
static AGREE_WITH_OPPONENT: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"\bagree with (?:that |the |this )?(?:{})\b", any(&OPPONENTS))));
static AND_THE_REQUEST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)
        \b (?:are|did|do|does|has|have|is|was|were) \b [^,;]* ,\ (?:and|hence|so|therefore) ,?\ (?:hence\ |therefore\ |thus\ )?
            (?:the|this)\ (?:entire\ |full\ |original\ |whole\ )? request (?:\ for\ [^,;]{1,80})? \ ?$",
    )
});
static INSTEAD: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?:alternatively|instead|rather),"));
/// What holds of a kind of treatment for the most part, and may not hold here.
static GENERAL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^ ?(?:as a (?:general )?rule|generally|in general|in most (?:cases|patients)|ordinarily|typically|usually), (?<kind>[^,;:]*)$",
    )
});
/// One of the kind, or a new thought.
static ONE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:an?|her|his|the|these|this)\b|\b(?:and|but|hence|so|therefore|thus)\b"));
/// `for which surgery ...`, `which ...`: a clause about something else.
static WHICH: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)
        (?: ^ | \b(?:by|for|from|in|of|to|under|with)\ )
            (?:what|which|who|whom|whose)\b\ ? (?: [a-z]+\ ?$ | $ | (?:the|a|an)\b )
        | \b (?:that|what|which|who) ,?\ ?$",
    )
});
/// Verbs that tell a view, whoever it is that holds it.
static TOLD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)
        \b (?: argue[sd]? | assert(?:s|ed) | believe[sd]? | claims | concludes | contend(?:s|ed)? | feels
          | insist(?:s|ed)? | maintains | opine[sd]? | said | says | state[sd] | suggests | thinks | thought
          | wrote ) \b",
    )
});
/// Subjects that an adverbial leads up to without a comma: `in this case the request`.
static ADVERBIAL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)
        ^ (?: (?:and|but|so|therefore|thus)\ )?
        (?: accordingly | as | at | based | by | consequently | considering | despite | due | for | from | given | hence
          | here | however | in | on | per | thus | under | using | with | without )\b",
    )
});
static GOES_ON: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?:and|but|or)(?: (?:so|then|therefore|thus))?,? ?$|, ?$"));
static SUBORDINATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)
        ^ (?: (?:and|but|so)\ )?
        (?: although | because | despite | given\ that | inasmuch | since | though | whereas | while
          | as\ (?:a|an|guidelines|he|it|mtus|no|none|she|the|there|they|this) )\b",
    )
});
/// `since nothing was tried the request`: the main clause after a reason without a comma.
static INNER_REQUEST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)
        [a-z]+\ [^,;:]*\ (?:is|are|was|were|has|have|had|not|no)\ [^,;:]* [a-z]{3}[a-z0-9'/.\#-]*\x20
        ( (?:the|this)\ (?:request|requested)\b [^,;:]* ) $",
    )
});
static INSERTION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)
        ,\ (?: although | albeit | because | despite | even | given | prescribed | recommended | requested | since
          | though | which | while | who | whose ) \b [^;:]* ,\ ?$",
    )
});
static PROVISO: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?:if|unless|when|provided that|assuming)\b"));
