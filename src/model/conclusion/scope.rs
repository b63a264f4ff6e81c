//! Whether a verdict is the reviewer's own, or somebody else's, conditional or open.

use super::Necessity;
use super::verdict::Verdict;
use super::words::{GUIDELINES, LEADS, OPPONENTS, PEOPLE, VIEWS, any, pattern};
use regex::{Match, Regex};
use std::ops::Range;
use std::sync::LazyLock;

/// What a verdict of a sentence says, with the deciding words, if it is the reviewer's own.
pub(super) fn own(sentence: &str, verdict: &Verdict) -> Option<(Range<usize>, Necessity)> {
    let (before, after) = (&sentence[..verdict.start], &sentence[verdict.words.end..]);
    let is_past = PAST.is_match(&sentence[verdict.start..verdict.words.end]);
    let is_negative = verdict.necessity == Necessity::NotNecessary;
    let clause = Clause::before_verb(before, is_negative)?;
    let stands = !is_qualified(after, is_past) && !is_attributed(after, sentence, verdict) && !clause.is_blocked();
    let follows = !verdict.hedged || CONSEQUENCE.is_match(before);
    let is_aside = UNDECIDED_SUBJECT.is_match(clause.subject()) || INSTEAD.is_match(before);
    if !stands || !follows || is_aside || SOURCE.is_match(&sentence[verdict.start..verdict.words.start]) {
        return None;
    }
    let negation = clause.negation()?;
    match (negation, verdict.necessity) {
        (None, necessity) => Some((verdict.words.clone(), necessity)),
        (Some(_), Necessity::NotNecessary) => None,
        (Some(at), Necessity::Necessary) => Some((at..verdict.words.end, Necessity::NotNecessary)),
    }
}

/// What stands before the verb of a verdict.
struct Clause<'s> {
    before: &'s str,
    /// Where the subject starts.
    start: usize,
    joint: Joint,
    is_negative: bool,
}

/// How a clause hangs together with what stands before it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    /// With nothing: it opens the sentence.
    Start,
    /// `; ...` or `but ...`: a new thought.
    Break,
    /// `therefore ...`
    Consequence,
    /// A comma.
    Comma,
    /// `and the ...`
    And,
}

/// Who holds a view, or why a statement is open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Block {
    Condition,
    Opponent,
    Person,
    Guideline,
    Question,
}

impl<'s> Clause<'s> {
    /// The clause whose verb follows `before`, or `None` if it only gives a reason or makes a concession.
    fn before_verb(before: &'s str, is_negative: bool) -> Option<Clause<'s>> {
        let before = without_insertion(before);
        let mut clause = Clause { before, start: 0, joint: Joint::Start, is_negative };
        let mut joints = vec![(0, Joint::Start)];
        joints.extend(JOINT.find_iter(before).map(|joint| (joint_end(&joint), kind(joint.as_str()))));
        joints.retain(|&(end, _)| !before[end..].trim_matches([' ', ',']).is_empty());
        let named = |&&(end, _): &&(usize, Joint)| NOUN.is_match(&before[end..]);
        let shared = SHARED.is_match(before);
        let alone = |&&(end, _): &&(usize, Joint)| shared || !FINITE.is_match(&before[end..]);
        if let Some(&(start, joint)) = joints.iter().rev().take_while(alone).find(named).or(joints.last()) {
            (clause.start, clause.joint) = (start, joint);
        }
        if let Some(own) = OWN_VIEW.find_iter(before).last().filter(|own| own.end() > clause.start) {
            clause.start = own.end();
        }
        if SUBORDINATE.is_match(clause.subject()) {
            let inner = INNER_REQUEST.captures(clause.subject())?.get(1)?;
            (clause.start, clause.joint) = (clause.start + inner.start(), Joint::Comma);
        }
        Some(clause)
    }

    fn subject(&self) -> &'s str {
        self.before[self.start..].trim_start()
    }

    fn names_request(&self) -> bool {
        REQUEST.is_match(self.subject())
    }

    /// Whether anything before the verb makes its statement conditional, open, or somebody else's.
    fn is_blocked(&self) -> bool {
        let own = OWN_VIEW.find_iter(self.before).last().map_or(0..0, |own| own.range());
        if std::env::var("DBG").is_ok() { eprintln!("{:?} S={:?} own={own:?} which={} nested={}", self.before, self.subject(), WHICH.is_match(self.subject()), is_nested(self.subject()));
          for (n,r) in [("cond",&CONDITION),("opp",&OPPONENT_VIEW),("person",&PERSON_VIEW),("source",&SOURCE),("guide",&GUIDELINE_VIEW),("q",&QUESTION)] { for f in r.find_iter(self.before) { eprintln!("  {n} {:?}", f.as_str()); } } }
        let open = |found: &Match, block| !own.contains(&found.start()) && !self.is_closed(found, block);
        WHICH.is_match(self.subject())
            || is_nested(self.subject())
            || CONDITION.find_iter(self.before).any(|found| is_condition(self.before, &found) && open(&found, Block::Condition))
            || OPPONENT_VIEW.find_iter(self.before).any(|found| open(&found, Block::Opponent))
            || PERSON_VIEW.find_iter(self.before).any(|found| !PASSIVE.is_match(found.as_str()) && open(&found, Block::Person))
            || SOURCE.find_iter(self.before).any(|found| self.is_sourced(&found))
            || GUIDELINE_VIEW.find_iter(self.before).any(|found| open(&found, Block::Guideline))
            || QUESTION.find_iter(self.before).any(|found| self.is_question(&found) && open(&found, Block::Question))
    }

    /// Whether the verdict is told by the source named: it is the first thing said after it, or nothing ends the view.
    fn is_sourced(&self, found: &Match) -> bool {
        let block = source(&self.before[found.end()..]);
        let told = self.before.get(found.end()..self.start).unwrap_or_default().trim_end_matches([',', ' ']);
        let is_first = block != Block::Guideline && !told.contains([',', ';']) && self.joint != Joint::Consequence;
        is_first || !self.is_closed(found, block)
    }

    /// Whether a `that` or `whether` opens a clause of its own, and is not `whether or not`, `that request` or
    /// `the brace that was requested`.
    fn is_question(&self, found: &Match) -> bool {
        let (head, tail) = (&self.before[..found.start()], &self.before[found.end()..]);
        let is_relative = found.as_str() == "that" && RELATIVE.is_match(tail);
        let is_pointing = found.as_str() == "that" && POINTING.is_match(tail) && (head.is_empty() || head.ends_with(", "));
        !is_relative && !is_pointing && !tail.starts_with(" or not") && !NO_MATTER.is_match(head)
    }

    /// Whether a block ends before the subject, so that the verdict does not stand under it.
    fn is_closed(&self, found: &Match, block: Block) -> bool {
        if found.end() > self.start {
            return block == Block::Guideline && THE_REQUEST.is_match(&self.before[found.end()..]);
        }
        let between = &self.before[found.end()..self.start];
        let opens = between.contains(';');
        let breaks = BREAK.is_match(between);
        let follows = self.joint == Joint::Consequence || CONSEQUENCE.is_match(between);
        let request = self.names_request();
        let comma = matches!(self.joint, Joint::Comma | Joint::Break);
        let in_reason = self.is_in_reason(found);
        match block {
            Block::Condition if is_initial(&self.before[..found.start()]) => opens || (breaks && request),
            Block::Condition => breaks || in_reason || (request && (comma || follows)),
            Block::Opponent => breaks || in_reason,
            Block::Person => {
                let says = between.starts_with(" that");
                breaks || in_reason || (request && (follows || (comma && (self.is_negative || !says))))
            }
            Block::Guideline => breaks || in_reason || request,
            Block::Question => breaks || in_reason || follows || (request && (comma || self.is_negative)),
        }
    }

    /// Whether something stands in an opening `while ...,` or `because ...,` that ends before the subject.
    fn is_in_reason(&self, found: &Match) -> bool {
        let thought = BREAK.find_iter(&self.before[..found.start()]).last().map_or(0, |end| end.end());
        let ends = self.joint == Joint::Comma || self.before[found.end()..self.start].contains(',');
        let thought = self.before[thought..].trim_start();
        let is_view = thought.starts_with("as ") && self.before[found.end()..].starts_with(',');
        let is_alone = SHARED.is_match(self.subject()) || !FINITE.is_match(self.subject());
        ends && is_alone && !is_view && REASON.is_match(thought)
    }

    /// Where a negation in the subject, or in the view before it, starts; `None` if it cannot be told what it negates.
    fn negation(&self) -> Option<Option<usize>> {
        let offset = self.before.len() - self.subject().len();
        let own = OWN_VIEW.captures_iter(self.before).last().and_then(|own| own.name("not"));
        if let Some(not) = own {
            return Some(Some(not.start()));
        }
        let Some(negative) = NEGATIVE_SUBJECT.captures(self.subject()) else { return Some(None) };
        let negative = negative.get(1)?;
        (!FINITE.is_match(&self.subject()[negative.end()..])).then_some(Some(offset + negative.start()))
    }
}

/// Whether a subject holds a verb of its own, so that what follows is only its object: `the form certifies the brace`.
fn is_nested(subject: &str) -> bool {
    if ADVERBIAL.is_match(subject) || SHARED.is_match(subject) && !subject.starts_with("there ") {
        return false;
    }
    if subject.starts_with("there ") && !subject.trim_end().ends_with("and") {
        return true;
    }
    let words: Vec<&str> = subject.split(' ').filter(|word| !word.is_empty()).collect();
    words.windows(3).any(|words| {
        let begins_noun = DETERMINERS.contains(&words[2]);
        let is_led = LINKS.contains(&words[1]) || words[1].ends_with("ing") || matches!(words[0], "to" | "which" | "who") || words[1].ends_with(',');
        begins_noun && !is_led
    })
}

#[rustfmt::skip]
const DETERMINERS: [&str; 12] =
    ["a", "an", "any", "her", "his", "it", "its", "the", "their", "these", "they", "this"];
/// What may stand right before a noun without being its verb.
#[rustfmt::skip]
const LINKS: [&str; 53] = [
    "about", "above", "across", "after", "against", "all", "and", "are", "around", "as", "at", "before", "below", "between", "both",
    "but", "by", "during", "either", "except", "for", "from", "given", "half", "if", "in", "into", "is", "like", "neither", "nor",
    "not", "of", "on", "only", "onto", "or", "over", "per", "plus", "so", "than", "therefore", "through", "thus", "to", "under",
    "until", "upon", "was", "were", "with", "without",
];

/// Without the `, which ...,` that ends right before the verb.
fn without_insertion(before: &str) -> &str {
    let ended = before.trim_end();
    if !ended.ends_with(',') {
        return before;
    }
    INSERTION.find(ended).filter(|inserted| !CONDITION.is_match(inserted.as_str())).map_or(before, |inserted| &before[..inserted.start()])
}

/// Where the clause after a joint starts; a joint may end with the first word of it.
fn joint_end(joint: &Match) -> usize {
    let text = joint.as_str();
    let joining = if text.ends_with([' ', ',', ';', ':']) { text } else { text.trim_end_matches(|char: char| char.is_ascii_alphabetic()) };
    joint.start() + joining.len()
}

fn kind(joint: &str) -> Joint {
    match joint {
        _ if BREAK.is_match(joint) => Joint::Break,
        _ if CONSEQUENCE.is_match(joint) => Joint::Consequence,
        _ if joint.starts_with([',', ':']) => Joint::Comma,
        _ => Joint::And,
    }
}

fn source(after: &str) -> Block {
    let named = &after[..after.find([',', ';']).unwrap_or(after.len())];
    match () {
        _ if OPPONENT.is_match(named) => Block::Opponent,
        _ if HOLDER.is_match(named) => Block::Person,
        _ => Block::Guideline,
    }
}

fn is_initial(head: &str) -> bool {
    INITIAL.is_match(head)
}

/// Whether an `if` or `when` sets a condition: not `even if`, and not `when seen in May`.
fn is_condition(text: &str, found: &Match) -> bool {
    let tail = &text[found.end()..];
    let clause = &tail[..tail.find([',', ';']).unwrap_or(tail.len())];
    let is_time = found.as_str().starts_with("when") && TIME.is_match(clause);
    let word = found.as_str().trim_start_matches([',', ';', ' ']);
    let inverted = matches!(word, "should" | "before" | "had" | "were" | "where" | "once" | "until" | "provided");
    !is_time && !text[..found.start()].ends_with("even ") && (!inverted || is_initial(&text[..found.start()]))
}

/// Whether the words after a verdict take part of it back.
fn is_qualified(after: &str, is_past: bool) -> bool {
    let near = &after[..REASON_AFTER.find(after).map_or(after.len(), |reason| reason.start())];
    let condition = CONDITION_AFTER.find(near).is_some_and(|found| {
        let is_time = found.as_str().contains("when") && is_past && TIME.is_match(&near[found.end()..]);
        !is_time && !near[..found.start()].ends_with("even ")
    });
    condition || GOES_ON.is_match(after)
}

/// Whether the words after a verdict say that it is somebody else's.
fn is_attributed(after: &str, sentence: &str, verdict: &Verdict) -> bool {
    let near = &after[..REASON_AFTER.find(after).map_or(after.len(), |reason| reason.start())];
    let is_missing_proof = verdict.necessity == Necessity::NotNecessary
        && sentence[..verdict.words.end].ends_with("ed")
        && near.starts_with(" by")
        && !OPPONENT.is_match(near);
    !is_missing_proof && ATTRIBUTED.is_match(near)
}

static PAST: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?:was|were)\b"));
static TIME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b(?:was|were|had|last|seen|reviewed|evaluated|compared|examined|performed|requested|given|done|ordered)\b")
});
static FINITE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b(?:is|are|was|were|has|have|had|does|do|did|will|would|can|could|shows?|exists?|supports?)\b")
});
static BREAK: LazyLock<Regex> = LazyLock::new(|| pattern(r";|\b(?:but|however|nevertheless|nonetheless|yet)\b"));
static CONSEQUENCE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x) \b (?: accordingly | as\ a\ result | as\ such | based\ on\ (?:this|these|the\ (?:above|foregoing))
        | consequently | for\ (?:this|these|the\ above)\ reasons? | given\ (?:this|the\ above) | hence | so | then
        | therefore | thereby | thus ) \b",
    )
});
/// Where a clause may start.
static JOINT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)
        (?: [;,:] | ,?\ (?:but|however|nevertheless|nonetheless|yet)\b ,? ) \ ? (?: (?:and|but|so|or|yet)\  )? (?: (?:accordingly|as\ such|consequently|hence|therefore|thus) ,?\ )?
        | \ (?:and\ |so\ )? (?:accordingly|as\ such|consequently|hence|so|therefore|thus) ,?\ 
        | \ and\ (?: additional | any | continued | further | his | her | it | medical | neither | no | none | request
            | such | the | these | this )
        | \ (?: because | although | though | whereas | while | since )",
    )
});
/// How a subject may start.
static NOUN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"^(?:(?:{}),? )*(?:a|additional|an|any|continued|further|he|her|his|it|medical|neither|no|none|one|repeat|requests?|requested|she|such|that|the|their|these|they|this)\b",
        any(&LEADS)
    ))
});
static SUBORDINATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x) ^ (?: (?:and|but|so)\  )? (?: although | because | despite | given\ that | inasmuch | since | though
        | whereas | while | as\ (?:the|there|this|it|no|he|she|they|none|a|an|mtus|guidelines) ) \b",
    )
});
/// `since nothing was tried the request`: the main clause after a reason without a comma.
static INNER_REQUEST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"[a-z]+ [^,;:]* (?:is|are|was|were|has|have|had|not|no) [^,;:]*[a-z]{3}[^,;: ]* ((?:the|this) (?:request|requested)\b[^,;:]*)$")
});
static REASON: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x) ^ (?: (?:and|so|therefore,?|thus,?|furthermore,?|moreover,?)\  )* (?: although | as | based\ on | because | considering
        | contrary\ to | despite | due\ to | even | given | in\ light\ of | in\ spite\ of | in\ view\ of | inasmuch
        | notwithstanding | regardless | since | though | whereas | whether\ or\ not | while | without ) \b",
    )
});
static INSERTION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x) ,\  (?: although | albeit | because | despite | even | given | prescribed | recommended | requested | since
        | though | which | while | who | whose ) \b [^;:]* , $",
    )
});
static REQUEST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?x) ^ (?: (?:and|but|so)\  )? (?: (?:{lead}) ,?\  )*
        (?: (?:it|this|these)\b | (?:the\ )? (?: medical\ ?necessity | prescriptions? )
          | (?: (?:[a-z'-]+)\  ){{0,4}} (?:requests?|requested|proposed|disputed) \b )",
        lead = any(&LEADS),
    ))
});
static NEGATIVE_SUBJECT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(r"^(?:(?:and|but|so) )?(?:(?:{}),? )*((?:no|none|neither|nor|nothing)\b)", any(&LEADS)))
});
/// Subjects that say nothing about the request as a whole.
static UNDECIDED_SUBJECT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x) ^ (?: [a-z]+,?\  ){0,3}? (?: alternatively | instead | arguably | hopefully | maybe | only | not\ (?:all|every) | perhaps | possibly | some\ of | part\ of | rather )\b
        | ^ (?: (?:however|therefore|thus|a|an|the|any|slow|gradual|careful|proper|appropriate) ,?\  )*
          (?: cessation | discontinu[a-z]+ | detox[a-z]* | taper[a-z]* | wean[a-z]* ) \b",
    )
});

/// Subjects that an adverbial leads up to without a comma: `in this case the request`.
static ADVERBIAL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x) ^ (?: (?:and|but|so|therefore|thus)\ )? (?: accordingly | as | at | based | by | consequently | considering | despite
        | due | for | from | given | hence | here | however | in | on | per | thus | under | using | with | without )\b",
    )
});
/// A subject that has a verb already and goes on to the next: `the request exceeds the guideline and`.
static SHARED: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?:and|but|or)(?: (?:so|then|therefore|thus))?,? ?$|, ?$"));
static INSTEAD: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?:alternatively|instead|rather),"));
static THE_REQUEST: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?:the|these|this) (?:request|requested)\b"));

/// The reviewer speaks.
static OWN_VIEW: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)
        \b (?: i | we | this\ reviewer | the\ undersigned | (?:the|this)\ (?:expert|independent|imr)\ (?:medical\ )?reviewer )
           (?: \ (?: also | am | can | could | do | have | hereby | must | of | respectfully | the | therefore | thus | would | opinion ) )*
           (?<not> n't | not | \ not )?
           (?: \ (?: agree | believe | conclude | concur | consider | determine | feel | find | hold | judge | opine | say | think )(?:d|s)? )?
           (?: \ with\ [^,;:]{1,60} )? \ that \b
        | \b it\ is\ (?: (?:therefore|thus|hence|also),?\  )? (?: (?:my|our|this\ reviewer's)\ [a-z]*\ ? (?:opinion|judgment|conclusion|determination|view)
            | the\ [a-z]*\ ?(?:opinion|judgment|conclusion|determination|view)\ of\ (?:this|the)\ (?:expert\ |undersigned\ )?(?:reviewer|undersigned)
            | apparent | clear | concluded | determined | evident | felt | found | opined | plain ) \ that \b
        | \b (?: my | our | this\ reviewer's )\ [a-z]*\ ?(?:opinion|judgment|conclusion|determination|view)\ is\ that \b
        | \b it\ is\ for\ (?:this|these|the\ above)\ reasons?\ that \b
        | \b (?: it\ (?:appears|follows|seems) | this\ means | the\ conclusion\ is | (?:me|us)\ to\ (?:conclude|the\ conclusion) )\ that \b
        | \b (?: that | this | which )\ is\ why \b",
    )
});

static CONDITION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x) \b (?: if | unless | whenever | when | assuming | supposing | in\ the\ event | in\ case | as\ long\ as
        | so\ long\ as | before | should | had | were | where | once | until | provided ) \b",
    )
});
static INITIAL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?x) (?: ^ | [,;:]\ (?:(?:and|but|or|so)\ )? | ^(?:and|but|so|however|therefore|thus|then|only|but)\  ) $")
});
static CONDITION_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x) \b (?: if | unless | when(?:ever)? | until | once | provided\ (?:that|the|there|he|she) | providing | assuming
        | only | as\ long\ as | so\ long\ as | contingent | in\ the\ event | in\ cases? | where | should | were ) \b",
    )
});
/// Where a reason or a new clause starts after a verdict: what it holds does not qualify the verdict.
static REASON_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x) [;:] | ,\ (?:although|and|as|because|but|due|given|since|so|though|whereas|while)\b
        | \ (?: although | because | based\ on | but | due\ to | given | since | though | whereas
            | as\ (?:a|an|evidenced|guidelines|he|it|mtus|no|none|she|the|there|these|they|this|well) )\b",
    )
});
/// What goes on in a way that takes a verdict back, or was never meant as one.
static GOES_ON: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)
        ^ (?: \ ?[/_\[] | \ \(?not\b | \ or\ not\b )
        | ^\ (?: are | can | cannot | care | could | devices? | did | do | does | equipment | expenses | had | has | have | is
            | items? | medications? | must | procedures? | rests? | services? | should | supplies | surgery | therapy
            | treatments? | was | were | will | would )\b
        | ^ ,? \ (?:but|though|although|yet)\ not\b
        | ^ [^;:]* \b (?: as\ opposed\ to | in\ part | instead | partially | partly | rather\ than )\b
        | \b (?:and|but|whereas|while)\ [^,;:]{1,80}\ (?:is|are|was|were)\ not [.!]?$",
    )
});

/// Those who hold views of their own, and those who deny requests.
static HOLDER: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"\b(?:{}|{})\b", any(&PEOPLE), any(&OPPONENTS))));
static OPPONENT: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"\b{}\b", any(&OPPONENTS))));
static OPPONENT_VIEW: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?x)
        \b {opponent} (?:'s)? (?:,\ [^,;:]{{1,60}},)? (?:\ [a-z0-9'/.-]+){{0,5}}? \  (?: {view} | approved | authorized | called | certified | declined | denied
            | disallowed | modified | non-?certified | partially | refused | rejected )\b
        | \b (?:was|were|been) \ (?:[a-z]+\ ){{0,2}}(?: denied | modified | non-?certified | not\ certified | rejected )\b",
        opponent = any(&OPPONENTS),
        view = any(&VIEWS),
    ))
});
static PERSON_VIEW: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"\b{}(?:'s)?(?:, [^,;:]{{1,60}},)?(?: [a-z0-9'/.-]+){{0,4}}? (?:{})\b",
        any(&PEOPLE),
        any(&VIEWS)
    ))
});
static PASSIVE: LazyLock<Regex> = LazyLock::new(|| pattern(r" (?:is|are|was|were|been|be|being) [a-z]+$"));
static GUIDELINE_VIEW: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(r"\b{}(?: [a-z0-9'/.-]+){{0,3}}? (?:{}|describes?|defines?|lists?|specif(?:y|ies))\b", any(&GUIDELINES), any(&VIEWS)))
});
/// `according to ...`: someone else is about to be heard.
static SOURCE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x) \b (?: according\ to | as\ per | per\ (?:the|ur|utilization|dr|his|her|mtus|odg|acoem|ca|guidelines?|provider|patient)
        | as\ (?:argued|concluded|determined|found|indicated|noted|opined|stated|suggested)\ (?:by|in)
        | (?:in|of)\ the\ (?:belief|judgment|opinion|view|words)\ (?:of|that) | in\ (?:the|his|her|their)\ [^,;:]{0,30}'s\ (?:estimation|judgment|opinion|view|words)
        | in\ (?:his|her|their)\ (?:opinion|view) ) \b",
    )
});
static ATTRIBUTED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?x)
        \b (?: according\ to | per | by | (?:in|to)\ the\ (?:judgment|opinion|view|words|mind|satisfaction)\ of )\ [^,;:]{{0,40}}? \b (?:{people}|{opponents}) \b
        | ^ ,?\ (?: (?:his|her|the|their|an?)\  )? (?:[a-z'.-]+\ ){{0,3}} (?:{people}|{opponents}) (?:'s)? \ (?:[a-z]+\ )?(?:{views}) \b
        | ^ ,?\ (?: argue | conclude | state | say | write | note )[sd]? \b
        | \b in\ [^,;:]{{0,40}}'s\ (?:estimation|judgment|opinion|view)",
        people = any(&PEOPLE),
        opponents = any(&OPPONENTS),
        views = any(&VIEWS),
    ))
});
static QUESTION: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?:that|whether|why|how|what)\b"));
/// `for which surgery ...`, `which ...`: a clause about something else.
static WHICH: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x) (?: ^ | \b(?:by|for|from|in|of|to|under|with)\  ) (?:what|which|who|whom|whose)\b\ ? (?: [a-z]+ \ ? $ | $ | (?:the|a|an)\b )
        | \b (?: that | what | which | who ) ,?\ ? $",
    )
});
static RELATIVE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^ (?:is|was|are|were|has|have|had|will|would|may|can) [a-z]"));
static POINTING: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^ (?:medication|procedure|request|service|surgery|treatment)\b"));
static NO_MATTER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:regardless of|irrespective of|no matter) $"));
