//! What a case summary says was asked for or denied, with its strengths and quantities.

mod operations;

pub(super) use operations::operations;

use crate::guidelines::{Mention, Named, TreatmentId};
use crate::model::amounts::{Amount, Dose, amounts, doses};
use crate::model::body::{Areas, BodyPart, NamedSide, body_parts, sides};
use crate::model::{LONGEST_SENTENCE, sentence_at, shifted};
use crate::text::pattern::{MONTH, NUMBER, verbose};
use regex::{Captures, Match, Regex};
use std::cell::LazyCell;
use std::ops::Range;
use std::sync::LazyLock;

/// A treatment that was asked for or denied.
#[derive(Clone, Debug)]
pub(in crate::analysis) struct Asked {
    pub(in crate::analysis) treatment: TreatmentId,
    pub(in crate::analysis) doses: Vec<Dose>,
    /// How much of it.
    pub(in crate::analysis) amounts: Vec<Amount>,
    /// Other strengths up to the next treatment, which may be its own as well.
    pub(in crate::analysis) more_doses: Vec<Dose>,
    /// Other amounts up to there.
    pub(in crate::analysis) more_amounts: Vec<Amount>,
    /// Whether it is all that is under review, as far as the summary says.
    pub(in crate::analysis) is_whole: bool,
    /// The sides on which it is to be done.
    pub(in crate::analysis) sides: Vec<NamedSide>,
    /// The parts of the body on which it is to be done.
    pub(in crate::analysis) parts: Vec<BodyPart>,
    /// All that may be meant: what else is named up to the next treatment.
    pub(in crate::analysis) areas: Areas,
}

/// What was asked for or denied, in order; what was allowed, and what is taken, is not among it.
pub(super) fn asked(text: &str, sentences: &[Range<usize>], mentions: &[Mention]) -> Vec<Asked> {
    let allowed = LazyCell::new(|| {
        let named = |sentence: Range<usize>| -> Vec<&Named> {
            let mentions = mentions.iter().filter(|mention| sentence.contains(&mention.span.start));
            mentions.map(|mention| &mention.named).collect()
        };
        let allowed = sentences.iter().filter(|sentence| PART_ALLOWED.is_match(&text[(*sentence).clone()]));
        allowed.cloned().map(named).collect::<Vec<_>>()
    });
    let read = |(index, mention): (usize, &Mention)| {
        let Named::Treatment(treatment) = mention.named else { return None };
        let sentence =
            sentence_at(sentences, mention.span.start).filter(|sentence| sentence.len() <= LONGEST_SENTENCE)?;
        // A name may go on where a sentence seems to end.
        let sentence = sentence.start..sentence.end.max(mention.span.end);
        let next = mentions.get(index + 1).map_or(sentence.end, |next| next.span.start.min(sentence.end));
        let next = next.max(mention.span.end);
        let asked = Name { text, sentence, span: mention.span.clone(), next }.asked(treatment)?;
        // `UR allowed four.` does not say of what.
        let is_part_allowed = || allowed.iter().any(|named| named.is_empty() || named.contains(&&mention.named));
        Some(Asked { is_whole: asked.is_whole && !is_part_allowed(), ..asked })
    };
    mentions.iter().enumerate().filter_map(read).collect()
}

/// The name of a treatment in a sentence.
struct Name<'t> {
    text: &'t str,
    sentence: Range<usize>,
    span: Range<usize>,
    /// Where the sentence names the next treatment, or ends.
    next: usize,
}

impl Name<'_> {
    fn asked(&self, treatment: TreatmentId) -> Option<Asked> {
        let (text, from) = (self.text, self.asked_from()?);
        if EARLIER.is_match(&text[self.sentence.clone()]) || ALLOWED.is_match(self.behind()) {
            return None;
        }
        let (words, has_amounts) = self.modified_from().map_or_else(|| self.words(), |words| (words, true));
        let (place, around) = (self.place(from), self.named_from(from)..self.next);
        let has_amounts = has_amounts && !IS_SUM.is_match(self.before_next()) && !PARTLY.is_match(self.behind());
        let amounts_in = |words: Range<usize>| {
            let found = if has_amounts { amounts(&text[words.clone()]) } else { Vec::new() };
            found.into_iter().map(|amount| amount.shifted(words.start)).collect()
        };
        let doses_in = |words: Range<usize>| -> Vec<Dose> {
            doses(&text[words.clone()]).into_iter().map(|dose| dose.shifted(words.start)).collect()
        };
        let rest = words.end.min(self.next)..self.next;
        // `12 sessions of hypnosis` are of what comes next.
        let is_own = |amount: &Amount| !text[amount.span.end..rest.end.max(amount.span.end)].starts_with(" of ");
        let mut more_amounts: Vec<Amount> = amounts_in(rest.clone());
        more_amounts.retain(is_own);
        let own_sides = sides(&text[place.clone()]).into_iter();
        let parts = body_parts(&text[place.clone()]).into_iter();
        Some(Asked {
            treatment,
            is_whole: self.is_whole(),
            more_doses: doses_in(rest),
            more_amounts,
            doses: doses_in(words.clone()),
            amounts: amounts_in(words),
            sides: own_sides.map(|side| NamedSide { span: shifted(&side.span, place.start), ..side }).collect(),
            areas: Areas::of(&body_parts(&text[around])),
            parts: parts.map(|part| BodyPart { span: shifted(&part.span, place.start), ..part }).collect(),
        })
    }

    fn before(&self) -> &str {
        &self.text[self.sentence.start..self.span.start]
    }

    fn behind(&self) -> &str {
        &self.text[self.span.end..self.sentence.end]
    }

    fn before_next(&self) -> &str {
        &self.text[self.span.end..self.next]
    }

    /// Where the words for what is asked for start; `None` if it is not asked for.
    fn asked_from(&self) -> Option<usize> {
        let before = self.before();
        let is_list = LIST.captures(before).is_some_and(|list| {
            list.name("listed")
                .is_none_or(|listed| !STATED.is_match(listed.as_str()) && MEMBER.is_match(listed.as_str()))
        });
        // In a list, `with mesh,` and `to the knee,` belong to what comes before.
        let is_of_earlier = |cue: &Captures<'_>| {
            let is_beside = |beside: Match<'_>| {
                let behind = &before[beside.end()..];
                let is_over = behind.contains([',', ';']) || beside.as_str() == "trial" && behind.contains(" and ");
                is_over && !TAKEN.is_match(&before[..beside.start()])
            };
            cue.name("beside").is_some_and(is_beside) || is_list && &cue[0] == ";"
        };
        let cues = CUE.captures_iter(before).filter(|cue| !is_of_earlier(cue));
        // What the patient wishes for is not what is under review.
        let asked = cues.last().and_then(|cue| cue.name("asked"));
        let asked = asked.filter(|asked| !is_of_patient(before, asked.start())).map(|asked| asked.end());
        let asked = asked.or_else(|| self.modified_from().map(|_| before.len()));
        // `On 5/1 an MRI, a brace and Soma were requested.`
        let is_asked_behind = || {
            let behind = ASKED_BEHIND.captures(self.behind());
            behind.is_some_and(|said| said.name("asked").is_some() && said.name("settled").is_none())
        };
        let behind = || (is_asked_behind() && !AFTER.is_match(before)).then_some(0);
        Some(self.sentence.start + asked.or_else(behind)?)
    }

    /// Whether nothing in the sentence is told of a part, of another such treatment or of another day.
    fn is_whole(&self) -> bool {
        let (sentence, name) =
            (self.text[self.sentence.clone()].to_lowercase(), self.text[self.span.clone()].to_lowercase());
        let is_named_once = sentence.matches(&name).nth(1).is_none();
        let is_under_review = DENIED.is_match(&sentence) || !DATED.is_match(&sentence);
        self.is_modified() || is_named_once && is_under_review && !OF_PART.is_match(&sentence)
    }

    /// Whether it is told how much of it was asked for and to what that was changed: `modified the request for Norco #120 to #60`.
    fn is_modified(&self) -> bool {
        let details = DETAILS.find(self.before_next()).map_or(0, |details| details.end());
        MODIFIED.is_match(self.before()) && TO.is_match(&self.before_next()[details..])
    }

    /// How much of it was asked for, where less was allowed: the `#120` of `Norco was modified from #120 to #60`.
    fn modified_from(&self) -> Option<Range<usize>> {
        let words = MODIFIED_FROM.captures(self.before_next())?;
        let is_modified = words.name("modified").is_some() || MODIFIED.is_match(self.before());
        let amount = words.name("amount").filter(|_| is_modified)?;
        Some(shifted(&amount.range(), self.span.end))
    }

    /// The words for how much of it is asked for, and whether the amounts in them are its own.
    fn words(&self) -> (Range<usize>, bool) {
        let start = self.span.start - HOW_MANY.find(self.before()).map_or(0, |found| found.len());
        let details = DETAILS.find(self.before_next()).map_or(0, |found| found.end());
        // `Soma #30, 6 sessions of therapy`, `an aide, 4 hours for 30 days`
        let goes_on = GOES_ON.is_match(&self.behind()[details..]);
        let own = if goes_on { self.before_next()[..details].rfind(',') } else { Some(details) };
        (start..self.span.end + own.unwrap_or(details), own.is_some())
    }

    /// Where the words that belong to the name start, which may tell a place: behind what comes before it in a list.
    fn named_from(&self, asked_from: usize) -> usize {
        let in_list = self.before().rfind([',', ';', ':']).map_or(0, |at| at + 1);
        asked_from.max(self.sentence.start + in_list)
    }

    /// The words that tell where on the body it is to be done.
    fn place(&self, asked_from: usize) -> Range<usize> {
        let behind = self.before_next();
        let place = PLACE.find(behind).filter(|place| !FELT.is_match(&behind[place.end()..]));
        self.named_from(asked_from)..self.span.end + place.map_or(0, |found| found.end())
    }
}

/// Whether the patient asks for what comes next, or denies it.
fn is_of_patient(sentence: &str, at: usize) -> bool {
    let is_denied = sentence[at..].get(..3).is_some_and(|word| word.eq_ignore_ascii_case("den"));
    OF_PATIENT.captures(&sentence[..at]).is_some_and(|who| is_denied || who.name("pronoun").is_none())
}

/// That a part of what was asked for is told of, or what it was changed to.
static OF_PART: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: allow | approv | authoriz | chang | dispens | grant | instead | modif | partial | plan \b | reduc | refill | suggest | taper | trial | wean ) | (?: \A | \s ) certif (?: ied | y )",
    )
});

static DENIED: LazyLock<Regex> = LazyLock::new(|| verbose(r"\b (?: denied | non-?certified ) \b"));
static DATED: LazyLock<Regex> = LazyLock::new(|| {
    verbose(&format!(
        r"\b (?: [0-9]{{1,2}} / [0-9]{{1,2}} | (?: 19 | 20 ) [0-9]{{2}} | in \s+ {MONTH} | follow-up | visit ) \b"
    ))
});
/// That a part of what was asked for was allowed: then the rest is under review.
static PART_ALLOWED: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b partial (?: ly )? \s+ (?: approv | authoriz | certif | modif ) | (?: \A | \s ) (?: allowed | approved | authorized | certified ) \s+ (?: [a-z]+ \s+ ){0,3}? (?: \# \s* )? [0-9]",
    )
});

/// Words with which somebody asks for a treatment, or another denies it.
const ASKED: &str = r"(?: (?: asked \s+ for | asks \s+ for | denied | non-?certified
    | plan (?: s? \s+ (?: (?: is | was ) \s+ )? to \s+ (?: continue | order | prescribe | refill | renew | start | try ) | \s+ (?: is | lists | was ) )
    | request (?: s | ed | ing )? | RFA | seeks | sought ) \b | plan \s* : )";

/// What is done with treatments; the last such word before one tells.
static CUE: LazyLock<Regex> = LazyLock::new(|| {
    verbose(&format!(
        r"; | (?: \b (?<asked> {ASKED} (?: \s+ (?: dated | of | on ) \s+ [0-9] [0-9/-]+ )? )
            | \b (?: (?<beside> from | on | to | trial | with )
            | all | allow (?: ed | ing )? | approv (?: ed | ing | al ) | as | because | but | certif (?: ied | ying | ication ) | chang [a-z]+
            | decreas [a-z]+ | discontinu [a-z]+ | grant (?: ed | ing ) | hold (?: ing )? | increas [a-z]+ | instead | lower (?: ed | ing )?
            | no \s+ more | prescri [a-z]+ | reduc [a-z]+ | since | stop (?: ped | ping )? | tak (?: es | en | ing ) | taper [a-z]* | that
            | us (?: es | ed | ing ) | was \s+ on | wean [a-z]* ) \b )",
    ))
});
static OF_PATIENT: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: (?: applicant | claimant | employee | patient | worker ) \s+ (?: (?: also | had | has | is | now | recently | then | [a-z]+ ly ) \s+ ){0,2} | (?<pronoun> he | she ) \s+ ) \z",
    )
});
/// That only several numbers together are how much is asked for.
static IS_SUM: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: another | for \s+ each | refills? | twice | (?: a | every | per ) \s+ month ) \b | \# \s* [0-9]+ \s+ x \s* [0-9]",
    )
});
/// That of how much was asked for a part was allowed: the dispute may be about either.
static PARTLY: LazyLock<Regex> = LazyLock::new(|| {
    verbose(&format!(
        r"\b (?: allow | approv | authoriz | certif | grant ) (?: e | ed | es | ied | ing | s | y | ying )? \s+ (?: only \s+ )? \#? {NUMBER} \s* (?: [.,;] | \b and \b | \z )",
    ))
});
/// That somebody is on a treatment, or is treated with it.
static TAKEN: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: he | she | patient | remain (?: s | ed ) | taking | treated | worker ) (?: \s+ [a-z]+ ){0,4} \s+ \z",
    )
});
/// That nothing else is said before it is said that what was named was asked for.
static ASKED_BEHIND: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\A [^.;:]{0,300}? \b (?: (?<asked> (?: was | were ) \s+ (?: all \s+ | then \s+ )?
                (?: denied | non-?certified | not \s+ certified | requested | sought ) \b )
                (?<settled> ,? \s+ (?: and \s+ )? (?: allowed | approved | authorized | certified | completed | given | granted | modified ) )?
            | are | did | had | has | have | helped | is | showed | shows | takes | took | was | were | which | who ) \b",
    )
});
/// `Requests: an MRI; Soma`, `requested were an MRI; Soma`: what opens a list that semicolons part.
static LIST: LazyLock<Regex> = LazyLock::new(|| {
    verbose(&format!(
        r"\b {ASKED} (?: [^:;.]{{0,40}} : [^.]* | (?: \s+ (?: was | were ) \b )? (?<listed> [^:;.]+ ; [^.]* ) ) \z"
    ))
});
/// That a statement has begun, where a list would only name things.
static STATED: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: are | did | had | has | have | he | is | it | she | takes | they | took | was | were | which | who ) \b",
    )
});
/// That nothing but what belongs to a name stands before it in a list.
static MEMBER: LazyLock<Regex> = LazyLock::new(|| {
    verbose(&format!(
        r"; \s* (?: and \s+ )? (?: (?: prescribe | refill | renew | start | trial \s+ of ) \s+ )? (?: (?: an? | another | the | {NUMBER} ) \s+ (?: [a-z/-]+ \s+ ){{0,4}} )? (?: (?: left | right | bilateral | cervical | lumbar | thoracic ) \s+ (?: [a-z]+ \s+ )? )? \z",
    ))
});
/// How much of a treatment, before its name.
static HOW_MANY: LazyLock<Regex> = LazyLock::new(|| {
    verbose(&format!(
        r"\b {NUMBER} \s+ (?: (?: additional | more ) \s+ )?
            (?: hours | sessions | treatments | units | visits ) \s+ of \s+ (?: an? \s+ )? \z",
    ))
});
/// `modified Norco`: what comes behind is how much of it.
static MODIFIED: LazyLock<Regex> =
    LazyLock::new(|| verbose(r"\b modified \s+ (?: the \s+ )? (?: request \s+ for \s+ )? (?: [a-z-]+ \s+ ){0,2} \z"));
static TO: LazyLock<Regex> = LazyLock::new(|| verbose(r"\A \s* to \b"));
static MODIFIED_FROM: LazyLock<Regex> = LazyLock::new(|| {
    verbose(&format!(
        r"\A [^.;,]{{0,40}}? (?: ,? \s+ (?: which \s+ )? (?: was | were ) \s+ (?<modified> modified ) )? \s+ from \s+
            (?<amount> \# \s* [0-9]+ | {NUMBER} \s+ (?: hours | sessions | tablets | treatments | visits ) ) \s+ to \b",
    ))
});
/// That an amount belongs to what comes next, or is only a part of how much there is to be.
static GOES_ON: LazyLock<Regex> = LazyLock::new(|| {
    verbose(r"\A (?: \s* [/x×] | \s+ (?: a | at | daily | each | every | for | of | per | weekly ) \b )")
});
/// The place behind the name of what is done there.
static PLACE: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\A \s+ (?: [a-z]+ \s+ ){0,2} (?: at | for | of | on | to ) \s+ (?: the \s+ )? (?: (?: left | right | both | bilateral ) \s+ )?
                (?: low \s+ back | (?: lower | upper ) \s+ [a-z]+ | [a-z]+ ) \b
            | \A \s+ (?: (?: left | right | (?-i: L | R ) ) \s+ [a-z]+ | cervical | lumbar | thoracic | neck | low \s+ back ) \b
            | \A , \s+ (?: (?: left | right | (?-i: L | R ) ) \s+ [a-z]+ | (?: cervical | lumbar | thoracic ) (?: \s+ spine )? | neck | low \s+ back )
                \s* (?: [.,;] | \z )",
    )
});
/// What is felt in a place, and not done there.
static FELT: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\A (?: \s+ [a-z]+ )? \s+ (?: complaints? | injur (?: y | ies ) | numbness | pains? | radicul [a-z]+ | symptoms? | weakness ) \b",
    )
});
/// `After the left knee` arthroscopy.
static AFTER: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: after | failed | following | had | s/p | since | status \s+ post ) \s+ (?: (?: a | an | his | her | the ) \s+ )? (?: [a-z]+ \s+ ){0,3} \z",
    )
});
/// Requests and denials that are not under review, or only of a part.
static EARLIER: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: earlier | emergency | first | former | had \s+ been \s+ (?: approved | authorized | certified | denied ) | half | initial (?: ly )? | last \s+ year | later | next | not \s+ at \s+ issue
            | once \s+ (?: he | healed | it | she | the ) | original (?: ly )? | previous (?: ly )? | prior | urgent \s+ care | withdrawn
            | (?-i: AME | P?QME ) | (?: denied | done | requested ) \s+ in \s+ (?: 19 | 20 ) [0-9]{2} | in \s+ (?: [0-9]+ | two | three | four | six ) \s+ months ) \b",
    )
});
/// That of what was asked for this much was allowed, or is to end.
static ALLOWED: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\A [^.;,(]{0,60} [,(] \s* (?: already \s+ | which \s+ [a-z]+ \s+ )? (?: allowed | approved | authorized | certified | granted ) \b
          | \A [^.;]{0,60}? (?: \b of \s+ the \s+ \#? [0-9] | \b (?: was | were | be ) \s+ (?: allowed | approved | certified | discontinued | stopped ) \b | \b and \s+ dispensed \b )",
    )
});
/// The strength, the form and the quantity behind the name of a drug.
static DETAILS: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\A (?: \s+ for \s+ the \s+ (?: (?: left | right ) \s+ )? [a-z]+ (?: \s+ (?: back | spine ) )? ,? )? (?: \s+ [0-9] \s* x \s* [0-9]{1,2} (?: \s+ weeks? )? )? (?: \s+ (?: of | for ) \b )?
            (?: \s+ (?: ER | XR | SR | CR | DR | EC | IR | HCl | capsules? | cream | gel | ointment | patch (?: es )? | tablets? | tabs? ) \b )*
            (?: [\s,(]* (?: and \s+ )? (?: \# \s* | qty:? \s* | x \s* | quantity \s+ (?: of \s+ )? )? [0-9]+ (?: , [0-9]{3} )* [0-9./%-]* \s*
                (?: IU | mg | mcg (?: / \s* hr? )? | % | tablets? | tabs? | capsules? | days? | hours? | patch (?: es )? | pills? | sessions? | treatments? | units? | visits? )? \)?
                (?: \s+ daily \b | \s* / \s* day \b )?
                (?: \s+ (?: a | per ) \s+ (?: day | week | month ) (?: \s+ (?: for | x ) \s+ [0-9]+ \s+ (?: weeks? | months? ) \b )? )?
                (?: \s+ (?: capsules? | cream | gel | patch (?: es )? | tablets? | tabs? ) \b )? )*",
    )
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guidelines::{Catalogue, Context};
    use crate::model::sentences;

    #[test]
    fn names_that_go_on_behind_a_sentence() {
        let text = "UR denied Norco. Pain goes on.";
        let mentions = Catalogue::shipped().names().mentions(text, Context::Heading);
        let mut cut = sentences(text);
        cut[0].end -= 4;
        assert_eq!(asked(text, &cut, &mentions).len(), 1);
    }
}
