//! What happened on the days that a text gives.

mod operations;

use crate::analysis::passage::Passage;
use crate::analysis::question::Question;
use crate::model::{LONGEST_SENTENCE, month_of, reviews_in_summary, sentence_at, shifted};
use crate::text::pattern::{MONTH, pattern, verbose};
use jiff::civil::Date;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// What happened on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::analysis) enum Event {
    /// The injury.
    Injury,
    /// Utilization review decided.
    Review,
    /// The request was made that was denied.
    Request,
    /// The worker was seen for the injury, or a report was written about it.
    Visit,
    /// The worker was seen, perhaps for something else than the injury.
    Examination,
    /// The worker was seen for the claim, perhaps for an earlier one.
    Evaluation,
    /// The worker was operated on, perhaps for something else than the injury.
    Operation,
}

/// Those of the days in a text of which it says what happened, in order; of a month the first, since when something lasts.
pub(super) fn events(passage: &Passage, days: &[(Range<usize>, Date)]) -> Vec<(Event, Range<usize>, Date)> {
    let months = passage.sentences_with(&NAMES_MONTH).flat_map(|(start, sentence)| {
        months(sentence).map(move |(place, first)| (Event::Examination, shifted(&place, start), first))
    });
    let mut found = on_days(&passage.text, &passage.sentences, days);
    found.extend(months);
    found.sort_by_key(|(_, place, _)| place.start);
    found
}

static NAMES_MONTH: Question = Question::new(|sentence| months(sentence).next().is_some());

/// The months since which something lasts by a sentence, each with its first day.
fn months(sentence: &str) -> impl Iterator<Item = (Range<usize>, Date)> {
    SINCE.captures_iter(sentence).filter_map(move |since| {
        let (name, year) = (since.name("month")?, since.name("year")?);
        let first = Date::new(year.as_str().parse().ok()?, month_of(name.as_str())?, 1).ok()?;
        (!TO_COME.is_match(sentence)).then(|| (name.start()..year.end(), first))
    })
}

/// Those of the days in a text of which it says what happened, in order.
fn on_days(text: &str, sentences: &[Range<usize>], days: &[(Range<usize>, Date)]) -> Vec<(Event, Range<usize>, Date)> {
    if days.is_empty() {
        return Vec::new();
    }
    let reviews = reviews_in_summary(text);
    let event = |(place, day): (Range<usize>, Date)| {
        let sentence = sentence_at(sentences, place.start).filter(|sentence| sentence.len() <= LONGEST_SENTENCE)?;
        let (before, after) = (text.get(sentence.start..place.start)?, text.get(place.end..sentence.end)?);
        let is_review = || REVIEWED.is_match(before) && !SERVED.is_match(before);
        if reviews.iter().any(|(review, _)| *review == place) || is_review() {
            return (!EARLIER.is_match(before)).then_some((Event::Review, place, day));
        }
        let words = &text[sentence.clone()];
        let came_to_harm = || CAME_TO_HARM.is_match(before) && operations::after(before).is_none();
        if INJURED.is_match(before) || OF_INJURY.is_match(after) || came_to_harm() {
            return (!OTHER_INJURY.is_match(words)).then_some((Event::Injury, place, day));
        }
        let is_first = || !ASKED_AGAIN.is_match(words);
        let is_asked = || ASKS.is_match(after) && (ON.is_match(before) || VISITED.is_match(before)) && is_first();
        if REQUESTED.is_match(before) || is_asked() {
            return is_first().then_some((Event::Request, place, day));
        }
        if let Some(event) = operations::after(before) {
            let is_meant = operations::is_for_injury(&text[around(sentences, place.start)], words);
            return (is_meant && !TO_COME.is_match(words)).then_some((event, place, day));
        }
        let is_complaint = ON.is_match(before) && (COMPLAINED.is_match(after) || RATED.is_match(after))
            || REPORTED_IN.is_match(before) && COMPLAINS.is_match(after);
        let is_visit = is_complaint || SEEN.is_match(before) && !STUDY.is_match(before);
        let is_of_case = !EARLIER.is_match(before) && !EARLIER.is_match(after) && !TO_COME.is_match(words);
        let is_for_injury = (is_complaint || VISITED.is_match(before)) && !FOR_ANYTHING.is_match(words);
        let event = if is_for_injury { Event::Visit } else { Event::Examination };
        (is_visit && is_of_case).then_some((event, place, day))
    };
    days.iter().cloned().filter_map(event).collect()
}

/// A sentence with its neighbours.
fn around(sentences: &[Range<usize>], at: usize) -> Range<usize> {
    let index = sentences.partition_point(|sentence| sentence.end <= at);
    let near = &sentences[index.saturating_sub(1)..sentences.len().min(index + 2)];
    near.first().map_or(at, |first| first.start)..near.last().map_or(at, |last| last.end)
}

static SINCE: LazyLock<Regex> = LazyLock::new(|| {
    verbose(&format!(r"\b since \s+ (?<month> {MONTH} ) ,? \s+ (?<year> (?: 19 | 20 ) [0-9]{{2}} ) \b"))
});
/// That the day of an injury comes next.
static INJURED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix) (?: \b injur(?:y|ies|ed) \b (?: \s+ (?: [a-z-]+ ) ){0,6}? \s+ (?: on | of | dated | from | is | was )
            | \b (?: DOI | date \s+ of \s+ (?: injury | loss | accident ) | trauma \s+ date ) \s* (?: : | is | was | of )? ) \s* $",
    )
});
/// That the day of a denial comes next, behind what was denied.
static REVIEWED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix) \b (?: utilization \s+ review | (?-i:UR) | claims \s+ administrator ) \b [^.;]*
            \b (?: denied | non-?certified | modified ) \b [^.;]* \b on \s* $",
    )
});
/// What utilization review denied may have been done on a day.
static SERVED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:(?-i:DOS)|service|performed|done|obtained|taken|given|dispensed|rendered|seen|visit|dated|request(?:ed)?|report|note)\b[^.;]{0,40}$",
    )
});
/// That the day of the request comes next.
static REQUESTED: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"(?: \b (?: (?-i:RFA) | requests? \s+ for \s+ authorization (?: \s* \( RFA \) )? ) (?: \s+ form )? (?: \s+ was )? \s+
                (?: dated | of | from | signed \s+ on | submitted \s+ on )
            | \b (?: provider | physician | surgeon | doctor | (?-i:PTP) ) \s+ (?: asked \s+ for | requested | sought ) \s+ (?: [a-z0-9,/-]+ \s+ ){1,12} on
            | (?: ^ | [.;] ) \s* (?: (?-i:RFA) (?: \s* [:(] )? | (?: the \s+ )? (?: (?: items | services | treatments ) \s+ )? requested (?: \s+ on )? )
            | \b requests? (?: \s+ (?: was | were ) (?: \s+ (?: made | received | sent | submitted ) )? )? \s+ (?: dated | of | on )
            | \b (?: was | were ) \s+ requested (?: \s+ by \s+ (?: [a-z.]+ \s+ ){0,3}? [a-z]+ )? \s+ on ) \s* $",
    )
});
/// `On 09/08/2015 the surgeon asked for`
static ASKS: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"^ ,? \s+ (?: an? | the | his | her | this | dr\.? ) \s+ (?: [a-z.-]+ \s+ ){1,3}?
            (?: asked \s+ for | requested | requests | sought | seeks | (?: RFA | requests? ) \s+ (?: was | were ) \s+ (?: made | sent | signed | submitted ) ) \b",
    )
});
/// What was denied before may be asked for anew.
static ASKED_AGAIN: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: again | anew | appeal (?: s | ed )? | denied | done | (?: earlier | previous | prior ) \s+ (?: requests? | (?-i:RFA) ) | given | IMR | independent | later | new | note | performed | renew (?: s | ed | al ) | repeated | report | re-?request (?: s | ed )
            | reconsider (?: ed | ation ) | resubmit (?: s | ted ) | revised | second | seen | subsequent (?: ly )? | then | updated | visit | withdrawn ) \b",
    )
});
/// An injury that is not the one under review.
static OTHER_INJURY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:unrelated|not\s+related|non-?\s?(?:industrial|work)|not\s+(?:industrial|work)|at\s+home|motor\s+vehicle|car\s+accident|re-?injur\w+|other\s+injury|another|previous(?:ly)?|prior|second|later|subsequent(?:ly)?|first|original|closed|settled|(?:two|both|several)\s+(?:claims|injuries)|(?:through|to|and)\s+\d+|-\s*\d+/\d+|dates\s+of\s+injury)\b",
    )
});
/// `a 48-year-old male cook who twisted the knee on`: what the first sentence tells of a worker is the injury.
static CAME_TO_HARM: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: years? [\s-]* old | y/?o ) \b [^.;]* \b (?: who | when | while ) \b [^.;]*? \b (?: assaulted | attacked | bitten | burn (?: ed | t ) | caught
            | held \s+ (?: at | up ) | robb (?: ed | ery ) | crushed | fell | hit | injured | jammed | kicked | lifted | lifting | pulled | pulling | pushed | pushing | slipped | sprained
            | strained | struck | tripped | twisted ) \b [^.;]* \b on \s+ $
          | (?: years? [\s-]* old | y/?o ) \b [^.;]{0,80} , \s+ (?: fell | hurt | injured | slipped | tripped | was \s+ (?: hit | injured | struck ) ) \b [^.;,]* \b on \s+ $",
    )
});
static OF_INJURY: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)^\s+(?:date\s+of\s+)?injury\b"));
/// That the day of a visit comes next.
static SEEN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix) (?: \b (?: visit | note | report | examination | exam | evaluation | re-evaluation | PR-2 ) \b
            (?: \s+ from \s+ (?: [a-z]+ \s+ ){0,3}? [a-z]+ )? ,? \s+ (?: dated | of | on | from )
            | \b (?: re-?exam (?: ination )? | re-?check | PR-2 | progress \s+ (?: note | report ) ) | \b as \s+ of | \b last \s+ seen (?: \s+ on )? ) \s* $",
    )
});
/// `On 11/18/2014 she complained of`: what is said to whom treats the injury.
static ON: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)(?:^|[;,]\s+)\s*on\s+$"));
static COMPLAINED: LazyLock<Regex> =
    LazyLock::new(|| complaint("reported | noted | presented | complained | described | stated | rated"));
/// `On 11/18/2014 low back pain was 8/10`
static RATED: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"^ ,? \s+ (?: (?: the | his | her ) \s+ )? (?: [a-z]+ \s+ ){0,3}? pain \s+ (?: had | has | is | remained | was ) \b [^.;,]{0,40} [0-9] \s* / \s* 10 \b",
    )
});
/// `In a report dated 11/18/2014 she complains of`: what was had in an old report is perhaps history.
static REPORTED_IN: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"(?: ^ | [;,] ) \s* (?: in | per | according \s+ to ) \s+ (?: an? | the | his | her ) \s+ (?: [a-z]+ \s+ ){0,2}?
            (?: report | note ) \s+ (?: dated | from | of ) \s+ $",
    )
});
static COMPLAINS: LazyLock<Regex> =
    LazyLock::new(|| complaint("has | reports | notes | presents | complains | describes | states | rates"));

/// That the worker tells of complaints.
fn complaint(verbs: &str) -> Regex {
    verbose(&format!(
        r"^ ,? \s+ (?: (?: the | this ) \s+ (?: patient | claimant | applicant | employee | (?: injured \s+ )? worker ) | he | she ) \s+
            (?: {verbs} ) \b [^.;]{{0,60}}
            \b (?: pain | numbness | tingling | weakness | stiffness | spasms? | symptoms? | flare | soreness ) \b"
    ))
}

/// That the day of a visit for the injury comes next.
static VISITED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix) (?: \b progress \s+ (?: note | report ) | \b (?: visit | progress \s+ (?: note | report ) | PR-2 ) \b (?: \s+ from \s+ (?: [a-z]+ \s+ ){0,3}? [a-z]+ )? ,? \s+
                (?: dated | of | on | from )
            | \b (?: re-?exam (?: ination )? | re-?check | PR-2 ) (?: \s+ (?: dated | of | on | from ) )? ) \s* $",
    )
});
/// Whom people see for other things as well.
static FOR_ANYTHING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:AME|QME|PCP|psych\w*|family|primary\s+care|internist|internal|emergency|urgent|personal|annual|abdominal|A1c|asthma|blood\s+pressure|breast|cardi\w+|chest|cough|dent(?:al|ist)|diabet\w+|fever|flu|glucose|gyn\w+|heart|hypertens\w+|kidney|migraines?|pelvic|pregnan\w+|prenatal|renal|sinus|skin|throat|thyroid|tooth|urin\w+)\b",
    )
});
/// Studies and operations may be older than the injury.
static STUDY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:MRI|CT|EMG|x-?ray|imaging|operative|radiology|study|laboratory|lab|pathology)\s+(?:report|note|examination|exam)\b[^.]*$",
    )
});
static EARLIER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:earlier|previous(?:ly)?|prior|past|before\s+the\s+injury|pre-?existing|unrelated|another|other\s+injury|history\s+of|born|hired|(?:an?|the|this|years?)[\s-]+old|old\s+(?:claims?|fractures?|injur(?:y|ies)|notes?|records?|reports?|tears?)|before\s+(?:he|she|the\s+fall))\b",
    )
});
static TO_COME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:scheduled|planned|next|upcoming|will|to\s+come|until|return|follow-?\s?up|appointment)\b")
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::days;

    fn events_of(text: &str) -> Vec<Event> {
        events(&Passage::read(0, text.to_owned(), None), &days(text)).into_iter().map(|(event, _, _)| event).collect()
    }

    #[test]
    fn what_happened() {
        for (text, event) in [
            ("The patient sustained an industrial injury on 6/7/12.", Event::Injury),
            ("She injured the low back on 01/02/2012.", Event::Injury),
            ("This is a female with a 6/7/12 date of injury.", Event::Injury),
            ("He has pain from an injury on 4/4/14.", Event::Injury),
            (
                "The applicant is a 48-year-old male lead who twisted the knee\noff a dock plate on 03/11/2014.",
                Event::Injury,
            ),
            ("This is a 57 yo driver who was assaulted by a passenger on 04/17/2010.", Event::Injury),
            ("A 39 year old teller who was held at gunpoint during a robbery on 10/02/2013.", Event::Injury),
            ("A UR decision dated 4/28/11 denied naproxen.", Event::Review),
            ("Utilization review denied naproxen on 8/9/2015.", Event::Review),
            ("On provider visit dated 1/22/05 he has reported pain.", Event::Visit),
            ("According to the progress report dated May 20,\n\n2015, it was requested.", Event::Visit),
            ("At the visit of 11/20/2011 the patient reported pain.", Event::Visit),
            ("As of 06/05/14, she did report benefits.", Event::Examination),
            ("Progress report 02/13/2015: BDI 24, nightmares 2 nights a week.", Event::Visit),
            ("The AME evaluation of 6/5/2014 found it stable.", Event::Evaluation),
            ("A psychological evaluation dated 6/5/2014 was reviewed.", Event::Examination),
            ("A visit of 6/5/2014 to the family physician was for pain.", Event::Examination),
            ("As of 1/2/2012, the patient worked full duty.", Event::Examination),
            ("Re-exam 2/18/14: pain down from 8/10 to 4/10.", Event::Visit),
            ("The claims administrator referenced an RFA form of December 10, 2014.", Event::Request),
            ("The PTP requested another 12 sessions of acupuncture to the lumbar spine on 3/11/14.", Event::Request),
            ("A request for authorization dated 3/11/14 was received.", Event::Request),
            ("On 11/17/2014 low back pain was 8/10.", Event::Visit),
            ("On 3/4/2009 she presented with chest pain.", Event::Examination),
            ("A clinic visit of 3/4/2009 for an A1c was short.", Event::Examination),
            ("In a report dated 1/29/2014 she has pain of the hip.", Event::Visit),
            ("In a report dated 1/29/2004 she had pain of the hip.", Event::Examination),
            ("Requested on 06/10/2015: Topamax 100 mg #30.", Event::Request),
            ("He is stiff. Requested 10/08/2015: a right knee injection.", Event::Request),
            ("Requests dated 05/08/2018: (1) custom orthotics.", Event::Request),
            ("Requests of 9/12/2013: left subacromial injection.", Event::Request),
            ("An MRI and a brace were requested on 10/14/2014.", Event::Request),
            ("Pain is 6/10. RFA 6/5/14: naproxen 550mg #30.", Event::Request),
            ("On 09/08/2015 the team asked for a program of 160 hours.", Event::Request),
            ("In the PR-2 of 6/5/14 the provider requested naproxen.", Event::Request),
            ("He underwent a kyphoplasty at T12 on 03/20/2010.", Event::Operation),
            (
                "An arthroscopic partial medial meniscectomy of the right knee was performed on 03/02/2008.",
                Event::Operation,
            ),
            ("He underwent an L4-5 microdiscectomy on 04/12/2009.", Event::Operation),
            ("Status post right carpal tunnel release (5/6/2011).", Event::Operation),
            ("She had surgery of the left knee on 5/6/2011.", Event::Operation),
            ("A 57-year-old man who had surgery on 3/4/2005.", Event::Operation),
            ("ORIF of the left ankle 5/6/2011.", Event::Operation),
            ("The injury led to a fusion of L2 to L4 on 2/16/2005.", Event::Operation),
            (
                "A 63 year old woman who fell on wet tile and later came to a total knee arthroplasty on December 9, 2004.",
                Event::Operation,
            ),
            ("QME (hand surgery) 3/11/12 agrees with release.", Event::Evaluation),
            ("The QME of 07/15/2014 found abduction of 140 degrees.", Event::Evaluation),
            (
                "This 49-year-old gentleman, formerly a tree climber, fell on 04/18/2010 and fractured T12.",
                Event::Injury,
            ),
        ] {
            assert_eq!(events_of(text), [event], "{text}");
        }
        assert_eq!(events_of("Ambien has been prescribed since March\n2014."), [Event::Examination]);
        for text in [
            "Since March 2014 a fusion is planned.",
            "The date of injury of 03/04/2011 through 2012 is of a cumulative claim.",
            "The claim with the injuries of 03/04/2011 and 05/06/2012 is open.",
            "A new RFA dated 3/11/14 was sent.",
            "The provider appealed and again requested naproxen on 3/11/14.",
            "The surgeon requested an MRI, which was done on 3/11/14.",
            "An ankle was fractured on 03/04/2005.",
            "His first injury was on 01/01/2010. A specific injury on 01/01/2010 was closed.",
            "The original injury of 01/01/2010 was aggravated.",
            "At the visit of 02/10/2012, three weeks before he fell, the back was well.",
            "A 57-year-old man who fell at home on 3/4/2005 and was seen on 3/5/2005.",
            "The arthroscopy is scheduled for 06/01/2015. The next visit on 6/1/2015 is planned.",
            "Utilization review denied a urine screen performed on 6/17/14.",
            "She was hired on 03/01/1999.",
            "An MRI report of 3/5/2005 shows arthritis.",
            "A previous evaluation of 3/5/2005 was for the ankle.",
            "She will return for a follow-up visit on 8/1/2014.",
            "She was in a motor vehicle accident on 5/5/2015 unrelated to work.",
            "He had a non-industrial injury on 5/5/2015.",
            "She had a previous operation on 5/5/2005.",
            "She had surgery of the knee on 5/5/2005, before the injury.",
            "History of injury to the other knee. A meniscectomy was done on 5/5/2005.",
            "A cholecystectomy was performed on 5/5/2005.",
            "His wife had surgery on 5/5/2005.",
            "The surgery of 5/5/2005 was requested for the shoulder.",
            "The request for IMR dated 5/5/2015 was received.",
            "A second request of 5/5/2015 was made.",
        ] {
            assert_eq!(events_of(text), [], "{text}");
        }
    }
}
