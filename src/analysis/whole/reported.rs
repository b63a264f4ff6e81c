//! What a summary reports as done or found.

use super::subjects::{self, ANY, Subject};
use crate::analysis::words::{Word, hash, stem};
use crate::model::body::{Areas, Side, body_parts, sides};
use crate::model::{LONGEST_SENTENCE, shifted, statement_at};
use crate::text::pattern::{pattern, verbose};
use regex::Regex;
use std::cell::LazyCell;
use std::ops::Range;
use std::sync::LazyLock;

/// What a summary reports as done or found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::analysis) struct Reported {
    pub(in crate::analysis) subject: Subject,
    /// The words that name it.
    pub(in crate::analysis) words: Range<usize>,
    /// The parts of the body that its sentence names.
    pub(in crate::analysis) areas: Areas,
    /// The sides that it names.
    pub(in crate::analysis) sides: Vec<Side>,
}

/// What a summary reports as done or found.
pub(super) fn reported(text: &str, sentences: &[Range<usize>]) -> Vec<Reported> {
    let mut found = Vec::new();
    for sentence in sentences.iter().filter(|sentence| sentence.len() <= LONGEST_SENTENCE) {
        let areas = LazyCell::new(|| Areas::of(&body_parts(&text[sentence.clone()])));
        let mut start = sentence.start;
        for clause in text[sentence.clone()].split(';') {
            let sides = LazyCell::new(|| sides(clause).into_iter().map(|named| named.side).collect::<Vec<_>>());
            found.extend(reported_in(clause).map(|(subject, words)| Reported {
                subject,
                words: shifted(&words, start),
                areas: *areas,
                sides: sides.clone(),
            }));
            start += clause.len() + 1;
        }
    }
    found
}

fn reported_in(clause: &str) -> impl Iterator<Item = (Subject, Range<usize>)> {
    let named = is_done(clause).then(|| REPORTED.captures_iter(clause)).into_iter().flatten();
    named.filter_map(|captures| {
        let place = captures.get(0)?.range();
        let subject = subjects::found(&captures).filter(|_| is_of_patient(clause, &place))?;
        (!subject.is_finding() || !COMPLAINT.is_match(&clause[..place.start])).then_some((subject, place))
    })
}

/// Whether a clause tells of what is, and not of what others say or plan.
pub(super) fn is_done(clause: &str) -> bool {
    !OF_OTHERS.is_match(clause) && !NOT_DONE.is_match(clause)
}

/// Whether what a clause names was done or is there, and is not denied.
pub(super) fn is_of_patient(clause: &str, place: &Range<usize>) -> bool {
    let (before, after) = (&clause[..place.start], &clause[place.end..]);
    let before = &before[ASIDE.find_iter(before).last().map_or(0, |aside| aside.end())..];
    // `He needs a cane and had therapy`
    let and_had = |words: &str| AND_HAD.captures(words).is_some_and(|found| found.name("to_come").is_none());
    let wanted = WANTED.find_iter(before).last().is_some_and(|wanted| !and_had(&before[wanted.end()..]));
    let is_wanted = wanted || IS_WANTED.is_match(after);
    !(is_wanted
        || DENIED.is_match(before)
        || UNDONE.is_match(after)
        || OTHER.is_match(before)
        || TREATED.is_match(after))
}

/// A word by which a thing is named, in whatever form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::analysis) struct Name {
    hash: u64,
    stem: u64,
    len: usize,
}

impl Name {
    /// Of a word in lower case and in the singular.
    pub(super) fn of(word: &str) -> Self {
        Name { hash: hash(word), stem: hash(stem(word)), len: word.len() }
    }

    /// Whether a word is another form of it: `splinting` of `splint`, but not `herniation` of `hernia`.
    fn is_meant_by(self, word: &Word) -> bool {
        const LONGEST_ENDING: usize = 3;
        self.hash == word.hash || self.stem == word.stem && self.len.abs_diff(word.place.len()) <= LONGEST_ENDING
    }
}

/// Where a statement of a summary reports a thing that has all these names, one close to the other. Places count from the start
/// of its sentence.
pub(super) fn reports(sentence: &str, words: &[Word], names: &[Name]) -> Option<Range<usize>> {
    const FARTHEST: usize = 24;
    let first = words.iter().filter(|word| names.iter().any(|name| name.is_meant_by(word)));
    let places = first.filter_map(|first| {
        let near = |word: &&Word| (first.place.start..first.place.start + FARTHEST).contains(&word.place.start);
        let places = names.iter().map(|name| words.iter().filter(near).find(|word| name.is_meant_by(word)));
        places.map(|word| word.map(|word| &word.place)).collect::<Option<Vec<_>>>()
    });
    let is_reported = |named: &Range<usize>, whole: &Range<usize>| {
        let place = statement_at(sentence, whole);
        let statement = &sentence[place.clone()];
        is_done(statement) && is_of_patient(statement, &(named.start - place.start..named.end - place.start))
    };
    let mut reported = places.filter_map(|places| {
        let last = places.iter().max_by_key(|place| place.start)?;
        let whole = places.iter().map(|place| place.start).min()?..last.end;
        let is_one = !sentence[whole.clone()].contains([',', ';', ':']);
        (is_one && is_reported(last, &whole)).then_some(whole)
    });
    reported.next()
}

pub(super) static REPORTED: LazyLock<Regex> = LazyLock::new(|| verbose(&format!(r"\b {} \b", ANY.as_str())));
/// What guidelines ask, utilization review wrote, or relatives have.
pub(super) static OF_OTHERS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:utilization\s+review|(?-i:UR)|claims\s+administrator|guidelines?|(?-i:MTUS|ODG|ACOEM)|criteria|mother|father|brother|sister|(?:wife|husband|spouse)\s+(?:had|has|is|suffers|takes|was))\b",
    )
});
static NOT_DONE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:at\s+risk|future|authorized\s+(?:[0-9]|for|in|on)|request(?:s|ed|ing)?|recommend(?:s|ed|ing)?|plan(?:s|ned|ning)?|scheduled|pending|asks?|asked|would|should|will|if|consider(?:s|ed)?|refused|declined|non-?certified|to\s+be|(?:rule[ds]?|ruling)[\s-]+out|r/o|(?-i:RFA)|orders?|ordered|authorization|referr(?:al|ed)|resolved|no\s+longer|last\s+year|years\s+ago|risk\s+factors?|unknown|possibl[ey]|probabl[ey]|suspect(?:s|ed)?|suspicion|suggest(?:s|ive)|concern|question(?:able)?|versus|vs|denied|unclear|differential|discuss(?:ed|ion)|offered|advised|approved|await\w*|afraid|avoid|cancel(?:l?ed)|cut\s+short|last\s+resort|mailed|missed|not\s+(?:been\s+)?(?:filled|tested)|against|opine[sd]|opinions?|prevented|reads?\s+about|reluctant|reschedul\w+|risks?\s+of|unfilled|unopened|due\s+in|certified|(?:(?-i:QME|AME)|doctor|physician|provider|surgeon)\s+suggested|wants?|wish(?:es)?\s+(?:for|to\s+(?:have|start|try))|agrees?\s+to|propos\w+|encourag\w+|desired|hoped|to\s+follow|unable\s+to|could(?:n.t|\s+not)|contraindicated|uncle|aunt|family|prevent|friend|flu|vitamin|declin(?:es|ing))\b",
    )
});
/// That what comes next is wanted or feared.
static WANTED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:allerg\w+|deferred|eager|goal|inquired|interested|needs?|needed|requires?|willing)\b")
});
static AND_HAD: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b and \s+ (?: (?: he | she ) \s+ )? (?: attended | completed | did | ha [ds] (?: \s+ (?<to_come> interest | been \s+ (?: advised | asked | encouraged | told ) ) )? | received | takes | tried
            | underwent | uses ) \b",
    )
});
static IS_WANTED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^[^.,;]{0,40}\b(?:is|are|was|were|been)\s+(?:deferred|needed|required)\b"));
static DENIED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:no|not|without|den(?:y|ies|ied|ying)|never|neither|nor|lack(?:s|ed|ing)?|absen(?:t|ce)|free\s+of|yet\s+to)\b",
    )
});
/// What was missing of another thing: `injections with no relief, and a urine drug screen`.
static ASIDE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\bwith(?:out|\s+no)\b[^,]*,"));
static UNDONE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^[^.,;]{0,40}\b(?:not|never)\s+(?:been\s+|yet\s+)?(?:available|completed|done|found|made|obtained|performed|present|taken|seen|tried)\b|^\s+(?:is|was|are|were)\s+(?:absent|denied)\b|\bbut\s+(?:none|not|no)\b|^\s*(?::\s*(?:none|no|denie[sd]|negative)\b|\(-\))|^\s+(?:reports?\s+)?(?:was|were)\s+(?:excluded|not\s+enclosed)\b|\b(?:fired|laid\s+off|off\s+work|retired|terminated|unable|until)\b",
    )
});
/// High blood pressure is no reading, and an ulcer of the foot none of the stomach.
static OTHER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:high|elevated|corneal|decubitus|diabetic|foot|leg|mouth|oral|pressure|skin|toe|venous|toward|for|lower|raises?|affects?)\s+$",
    )
});
static TREATED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)^\s+(?:aide|assistant|control|diet|drugs?|medic\w+|pills?|prophylaxis|protection|tablets?)\b")
});
/// What is told by the patient, behind the verb.
static COMPLAINT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:complain\w*|complaints?|describes?|feels?|reports?|reported|says?|states?|subjective)\b[^.;]*$")
});
