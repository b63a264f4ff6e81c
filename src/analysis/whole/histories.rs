//! Which treatments and studies were had or never had, by a summary or a rationale.

use super::prose::Prose;
use super::reported::{REPORTED, is_done, is_of_patient};
use super::subjects::{self, Subject};
use crate::analysis::care::Care;
use crate::analysis::had::{ELSEWHERE, Place, is_plain_but_for};
use crate::analysis::kinds::{self, Given, Kind, kinds};
use crate::analysis::source::Source;
use crate::guidelines::{Named, TreatmentId};
use crate::model::{clause_around, sentence_at, shifted, statement_at};
use crate::text::pattern::verbose;
use crate::text::spaces::trimmed;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// A treatment or study, as far as its name tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::analysis) enum Thing {
    Of(Kind, Field),
    /// Any treatment that is given so: `no injection`.
    Any(Given),
    /// A study, or a drug by the class that it is of.
    Known(Subject),
    Drug(TreatmentId),
    Class(String),
}

/// What goes by one kind and is not taken for each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::analysis) enum Field {
    Hand,
    Occupational,
    Orthotics,
    Splint,
    Other,
}

/// That something was had or never had, as a summary or a rationale says in so many words. Its words count from the start of that.
#[derive(Debug)]
pub(in crate::analysis) struct ToldHistory {
    pub(in crate::analysis) words: Range<usize>,
    pub(in crate::analysis) was_had: bool,
    pub(in crate::analysis) place: Place,
    pub(in crate::analysis) things: Box<[Thing]>,
}

/// What a summary or a rationale says was had or never had, in order.
pub(super) fn histories(prose: &Prose, source: &Source<'_>) -> Box<[ToldHistory]> {
    let named = Names { prose, source };
    let told = prose.passage.histories().filter_map(|(start, history)| {
        let place = shifted(&history.named, start);
        let words = shifted(&history.words, start);
        let named = named.named(&place);
        let names: Vec<_> = named.iter().map(|(name, _)| name.start - place.start..name.end - place.start).collect();
        let is_told = !named.is_empty()
            && is_plain_but_for(prose.words_at(&place), &names, history.was_had)
            && !prose.passage.is_quoted(&words);
        let things = named.into_iter().map(|(_, thing)| thing).collect();
        is_told.then(|| ToldHistory { words, was_had: history.was_had, place: history.place.clone(), things })
    });
    told.collect()
}

/// The treatments and studies that a summary or a rationale names, in order.
pub(super) fn things(prose: &Prose, source: &Source<'_>) -> Vec<(Range<usize>, Thing)> {
    Names { prose, source }.named(&(0..prose.passage.text.len()))
}

/// The treatments and studies that a summary or a rationale names.
pub(in crate::analysis) struct Names<'p> {
    pub(in crate::analysis) prose: &'p Prose,
    pub(in crate::analysis) source: &'p Source<'p>,
}

impl Names<'_> {
    /// The clauses that tell, in whatever words, that something was had that is one of these; `is_sure` if one must tell so by
    /// more than the name alone.
    pub(in crate::analysis) fn reports(&self, of: &Thing, is_sure: bool) -> Vec<(Range<usize>, Place)> {
        let denied: Vec<_> = self.prose.passage.histories().filter(|(_, history)| !history.was_had).collect();
        let is_denied = |name: &Range<usize>| {
            let mut words = denied.iter().map(|(start, history)| shifted(&history.words, *start));
            words.any(|words| words.contains(&name.start))
        };
        let named = self.prose.things(self.source).iter().filter(|(_, thing)| of.takes_in(thing, self.source));
        let reported = named.filter_map(|(name, _)| {
            let sentence = sentence_at(&self.prose.passage.sentences, name.start)?;
            let words = self.prose.words_at(sentence);
            let within = name.start - sentence.start..name.end.min(sentence.end) - sentence.start;
            let place = statement_at(words, &within);
            let statement = &words[place.clone()];
            let own = within.start.checked_sub(place.start)?..within.end - place.start;
            let mut clause = clause_around(words, &within);
            // `Hand therapy: 14 visits done`
            if words[clause.end..].starts_with(':') {
                clause.end = clause_around(words, &(clause.end + 1..clause.end + 1)).end;
            }
            let told = shifted(&clause, sentence.start);
            let clause = &words[clause];
            // An ablation is called as a request for authorization is.
            let around = format!("{} {}", &statement[..own.start], LAST_YEAR.replace_all(&statement[own.end..], ""));
            // `Acupuncture was approved, and six visits completed`
            let is_done = is_done(&around) || !is_sure && COMPLETED.is_match(&around);
            let is_told = !is_denied(name)
                && is_done
                && is_of_patient(statement, &own)
                && !ELSEWHERE.is_match(words)
                && (!is_sure || !BEGUN.is_match(statement) && (HAD.is_match(clause) || LIST.is_match(words)));
            let own_place = Place::of(clause);
            let place = if own_place.areas.is_empty() {
                Place { areas: Place::of(statement).areas, ..own_place }
            } else {
                own_place
            };
            // A surgery of which nothing tells where it was may be one for anything.
            let is_any = is_sure && matches!(of, Thing::Any(_)) && place.areas.is_empty();
            let told = trimmed(&self.prose.passage.text, told);
            let told = if told.len() <= LONGEST_QUOTED { told } else { name.clone() };
            (is_told && !is_any).then_some((told, place))
        });
        reported.collect()
    }

    /// The treatments and studies that are named at a place, in order.
    fn named(&self, place: &Range<usize>) -> Vec<(Range<usize>, Thing)> {
        let text = &self.prose.passage.text;
        let within = |name: &Range<usize>| place.start <= name.start && name.end <= place.end;
        let kinds = kinds(self.prose.passage.kinds().filter(|(name, _)| within(name)));
        let is_treatment = |(name, kind): &(Range<usize>, Kind)| {
            let words = &text[name.clone()];
            match kind.given() {
                // `Pt` is the patient, and not every facet is blocked.
                Given::Visits if words.eq_ignore_ascii_case("pt") => {
                    words == "PT" && !PATIENT.is_match(&text[name.end..])
                }
                Given::Visits => !words.eq_ignore_ascii_case("cognitive"),
                Given::Injections if words.to_lowercase().starts_with("epidural") => {
                    !EPIDURAL.is_match(&text[name.end..])
                }
                Given::Injections => INJECTED.is_match(words) || INJECTS.is_match(&text[name.end..]),
                Given::Surgery => !words.eq_ignore_ascii_case("decompression"),
                Given::Device => true,
            }
        };
        let mut named: Vec<_> = kinds
            .into_iter()
            .filter(is_treatment)
            .map(|(name, kind)| (name.clone(), Thing::Of(kind, Field::of(&text[name]))))
            .collect();
        let studies = REPORTED.captures_iter(&text[place.clone()]).filter_map(|found| {
            let subject = subjects::found(&found).filter(|subject| subject.is_had())?;
            Some((shifted(&found.get(0)?.range(), place.start), Thing::Known(subject)))
        });
        named.extend(studies);
        let is_drug = |named: &Named| self.source.catalogue.class_of(named).is_some_and(Care::is_drug_class);
        let mentions = self.prose.mentions.iter().filter(|mention| within(&mention.span) && is_drug(&mention.named));
        named.extend(mentions.map(|mention| {
            let thing = match &mention.named {
                Named::Treatment(id) => Thing::Drug(*id),
                Named::Class(class) => Thing::Class(class.clone()),
            };
            (mention.span.clone(), thing)
        }));
        let is_named =
            |place: &Range<usize>| named.iter().any(|(name, _)| name.end + 40 > place.start && name.start < place.end);
        let any: Vec<_> = kinds::any(&text[place.clone()])
            .into_iter()
            .map(|(name, given)| (shifted(&name, place.start), Thing::Any(given)))
            .filter(|(name, _)| !is_named(name))
            .collect();
        named.extend(any);
        named.sort_by_key(|(name, _)| name.start);
        named
    }
}

impl Field {
    fn of(name: &str) -> Self {
        let name = name.to_lowercase();
        match () {
            () if name.contains("hand") => Field::Hand,
            () if name.contains("occupational") => Field::Occupational,
            () if name.contains("orthotic") => Field::Orthotics,
            () if name.contains("splint") => Field::Splint,
            () => Field::Other,
        }
    }
}

impl Thing {
    /// Whether another is this or one of these.
    pub(in crate::analysis) fn takes_in(&self, other: &Thing, source: &Source<'_>) -> bool {
        match (self, other) {
            (Thing::Any(given), Thing::Of(kind, _)) => kind.given() == *given,
            (Thing::Known(all), Thing::Known(one)) => one.is_one_of(*all),
            (Thing::Class(class), Thing::Drug(id)) => {
                let one = Named::Treatment(*id);
                source.catalogue.class_of(&one).is_some_and(|known| is_class_of(class, known))
            }
            _ => self == other,
        }
    }
}

/// Whether a class of the catalogue is another or a kind of it.
fn is_class_of(class: &str, known: &str) -> bool {
    known == class
        || known.strip_prefix(class).is_some_and(|rest| rest.starts_with(" ("))
        || class == "antidepressant" && known.ends_with(" antidepressant")
}

/// How much of what a summary tells is quoted, in bytes.
const LONGEST_QUOTED: usize = 80;

/// Behind `PT` if that is the patient.
static PATIENT: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\A \s+ (?: complain (?: ed | s ) | denie [sd] | fell | had \s+ an? | is \s+ an? | present (?: ed | s ) | report (?: ed | s ) | state [sd] | takes ) \b",
    )
});
/// Names that stand for an injection by themselves.
static INJECTED: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\A (?: (?: [clt] | TF )? ESIs? | TPIs? | PRP | platelet [\s-]+ rich \s+ plasma | botox | botulinum (?: \s+ toxin )? | hyaluron [a-z]* | orthovisc | supartz | synvisc | visco [a-z]* ) \z",
    )
});
/// What makes an injection of other names.
static INJECTS: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\A (?: \s+ (?: (?-i:[LCTS]) \d [^\s]* | [a-z-]+ ) ){0,3}? \s+ (?: blocks? | epidurals? | ESIs? | injections? | joint \s+ (?: injections? | (?: has | was ) (?: \s+ (?: never | not ) )? (?: \s+ been )? \s+ injected ) | shots? ) \b | \A \s* x \s* [0-9] | \A \s+ on \s+ (?: two | three | [0-9] ) \s+ occasions",
    )
});
/// An epidural by itself, and not an abscess or a space.
static EPIDURAL: LazyLock<Regex> =
    LazyLock::new(|| verbose(r"\A \s+ (?: abscess | fat | fibrosis | hematoma | lipomatosis | scar | space ) "));
/// What surely was had, even if it is told beside how it was asked for.
static COMPLETED: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: attended | completed | gave | helped | performed | received | revealed | showed | tried | underwent ) \b",
    )
});
/// What is told of last year was had.
static LAST_YEAR: LazyLock<Regex> = LazyLock::new(|| verbose(r"\b last \s+ year \b"));
/// That something was had, in the clause that names it.
static HAD: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"[0-9]{1,2} / [0-9] | \b in \s+ (?: Jan | Feb | March | April | May | June | July | Aug | Sept | Oct | Nov | Dec ) | \b (?: 19 | 20 ) [0-9]{2} \b | \b (?: administered | after | attended | been \s+ through | carried \s+ out | checked | completed | conducted | consistent | cut | demonstrated | dispensed | done | failed | finished | followed \s+ by | following | gave | given | had
            | h/o | helped | history | hx | incl (?: uding )? | normal | negative | obtained | past | performed | positive | received | read | relief | reviewed | revealed | s/p | sessions? | showed | shows | status \s+ post | stopped | taken | takes | taking | took | tried
            | trialed | underwent | used | uses | visits? | was \s+ of | wears | wore | worn ) \b | \b x \s* [0-9] | [0-9] \s* x \b",
    )
});
/// A list of what was had.
static LIST: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: current \s+ medications? | conservative \s+ (?: care | treatment ) | failed | meds? (?: \s+ tried )? | medications? \s+ (?: tried | used ) | past \s+ (?: meds? | medications? | treatments? ) | previous \s+ (?: care | treatments? ) | prior \s+ (?: care | treatments? ) | treatments? \s+ (?: has | have ) \s+ included
            | treated \s+ with | treatments? (?: \s+ (?: so \s+ far | to \s+ date ) )? | tried (?: \s+ so \s+ far )? | tx | underwent ) \b",
    )
});
/// What was begun only, or what only shall be.
static BEGUN: LazyLock<Regex> = LazyLock::new(|| {
    verbose(r"\b (?: began | begun | not \s+ (?: begun | filled ) | prescription | rx | start (?: s | ed | ing )? ) \b")
});
