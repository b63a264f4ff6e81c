//! What utilization review denied, as the case summary tells it.

use crate::analysis::moments::years;
use crate::guidelines::{Mention, Named};
use crate::model::{days, reviews_in_summary};
use crate::text::pattern::{MONTH, pattern, verbose};
use jiff::civil::Date;
use regex::Regex;
use std::iter;
use std::ops::Range;
use std::sync::LazyLock;

/// The treatments that utilization review denied or modified by its last decision, in order.
pub(super) fn denied(text: &str, sentences: &[Range<usize>], mentions: &[Mention]) -> Vec<Mention> {
    let last = reviews_in_summary(text).into_iter().map(|(_, day)| day).max();
    let mut found: Vec<Mention> = Vec::new();
    let mut was_told = false;
    for sentence in sentences {
        let words = &text[sentence.clone()];
        let goes_on = || IT.find(words).or_else(|| AS_WELL.find(words));
        let actor = ACTOR.find(words).or_else(|| goes_on().filter(|_| was_told));
        was_told = actor.is_some();
        let Some(actor) = actor.filter(|_| !AFTER_ALL.is_match(words) && !is_older(words, last)) else { continue };
        for object in objects(words, actor.end()) {
            let object = object.start + sentence.start..object.end + sentence.start;
            found.extend(conjuncts(text, object).filter_map(|conjunct| first(text, &conjunct, mentions)));
        }
    }
    found
}

/// Whether a sentence tells of a year before that of the last decision.
fn is_older(sentence: &str, last: Option<Date>) -> bool {
    let years = years(sentence).into_iter().chain(days(sentence).into_iter().map(|(_, day)| day.year()));
    last.zip(years.max()).is_some_and(|(last, year)| year < last.year())
}

/// What was denied in a sentence, whose actor ends at `actor`: what stands behind the verb, or before `was denied`.
fn objects(sentence: &str, actor: usize) -> Vec<Range<usize>> {
    let verbs: Vec<_> = VERB
        .captures_iter(sentence)
        .filter_map(|verb| Some((verb.get(0)?.range(), verb.name("denial").is_some())))
        .collect();
    let mut objects = Vec::new();
    for (index, (verb, _)) in verbs.iter().enumerate().filter(|(_, (_, is_denial))| *is_denial) {
        let before = &sentence[..verb.start];
        if let Some(passive) = PASSIVE.find(before) {
            let from = verbs[..index].last().map_or(0, |(verb, _)| verb.end);
            let clause = sentence[from..passive.start().max(from)].rfind([';', ':']).map_or(from, |at| from + at + 1);
            if !OPENS_ASIDE.is_match(&sentence[clause..]) {
                objects.push(clause..passive.start().max(clause));
            }
        } else if let Some(listed) = listed_before(sentence, verb, actor) {
            objects.push(listed);
        } else if verb.start >= actor && !SOMEBODY.is_match(&sentence[actor..verb.start]) {
            let end = verbs.get(index + 1).map_or(sentence.len(), |(next, _)| next.start);
            let reach = &sentence[verb.end..end];
            objects.push(verb.end..STOP.find(reach).map_or(end, |stop| verb.end + stop.start()));
        }
    }
    objects
}

/// The `Nexium` of `Nexium denied, Lyrica certified`: all that stands between commas before the verb.
fn listed_before(sentence: &str, verb: &Range<usize>, actor: usize) -> Option<Range<usize>> {
    let before = &sentence[..verb.start];
    let from = before.rfind([',', ';', ':']).map_or(0, |at| at + 1).max(actor.min(verb.start));
    let listed = &sentence[from..verb.start];
    let is_name = !listed.trim().is_empty() && !VERB.is_match(listed) && !listed.trim_end().ends_with(" and");
    (is_name && sentence[verb.end..].starts_with([',', ';', '.'])).then_some(from..verb.start)
}

/// The members of a list.
fn conjuncts(text: &str, list: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let mut from = list.start;
    let ends = AND.find_iter(&text[list.clone()]).map(|and| and.range()).chain(iter::once(list.len()..list.len()));
    ends.map(move |and| {
        let conjunct = from..list.start + and.start;
        from = list.start + and.end;
        conjunct
    })
}

/// The treatment that a member of a list names first; what follows only tells what it is for.
fn first(text: &str, conjunct: &Range<usize>, mentions: &[Mention]) -> Option<Mention> {
    let mention =
        mentions.iter().find(|mention| mention.span.start >= conjunct.start && mention.span.end <= conjunct.end)?;
    let is_treatment = matches!(mention.named, Named::Treatment(_));
    let is_object = !ASIDE.is_match(&text[conjunct.start..mention.span.start]);
    let is_object = is_object && !AT_WORK.is_match(&text[mention.span.end..conjunct.end]);
    (is_treatment && is_object).then(|| mention.clone())
}

static ACTOR: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?:(?i:utilization\s+review(?:er)?|claims\s+administrator)(?:['’]s)?|UR)\b"));
/// A sentence that goes on about the decision of the one before: `The trazodone was denied as well.`
static AS_WELL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:was|were)\s+(?:(?:denied|modified|non-?certified)\s+(?:as\s+well|too)|(?:also|likewise)\s+(?:denied|modified|non-?certified))\b",
    )
});
/// A sentence that goes on about the actor of the one before.
static IT: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:It|They)\b"));
static VERB: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix) \b (?: (?<denial> (?: not | non ) [\s-]* certif(?:y|ied) | noncertified | denied | modified )
            | allowed | approved | authorized | certified | granted | recommended | advised | suggested | wrote | cited | stated
            | noted | found | reported ) \b",
    )
});
static PASSIVE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(?:was|were|been|being)\s+(?:also\s+|both\s+|all\s+)?$"));
/// Somebody else who did it.
static SOMEBODY: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(?:patient|claimant|applicant|worker|employee|provider|he|she|who)\b"));
/// Where the list of what was denied ends.
static STOP: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix) [;:] | \b as \s+ (?: [^w\s] | w[^e] )
            | \b (?: per | given ) \s+ (?: the | a | its | his | her | CA | ODG | MTUS | ACOEM | guidelines? ) \b
            | \b (?: according | after | although | based | because | following | in \s+ favor | in \s+ light | in \s+ view | instead | owing
                | pending | recommending | under | but | citing | due \s+ to | for \s+ (?: the \s+ purpose | weaning ) | in \s+ order
                | on \s+ the \s+ (?: basis | grounds? ) | since | so | stating | that | to \s+ (?: allow | begin | facilitate | permit )
                | until | which | while | who ) \b",
    )
});
static AND: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i),|\band\b|\bas\s+well\s+as\b|\bplus\b|&"));
/// Words behind which a treatment is no object any more.
static ASIDE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:after|before|because|by|given|lack|per|review|under|during|from|in|to|until|with|without)\b")
});
/// What opens a sentence with a reason, before what was denied.
static OPENS_ASIDE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^\W*(?:after|based|following|given|in|per|under|upon|with|without)\b"));
/// A treatment that is part of a reason: `tramadol being the first line`, `acupuncture guidelines`.
static AT_WORK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)^\s+(?:(?:medical\s+)?(?:treatment\s+)?guidelines?\b|being\b|having\b|is\b|was\b|results?\b)")
});
/// What was denied at first and allowed later, or long ago, or is not in dispute.
static AFTER_ALL: LazyLock<Regex> = LazyLock::new(|| {
    verbose(&format!(
        r"\b (?: after \s+ all | an? \s+ appeal | earlier | initially | later | on \s+ appeal | previous (?:ly)? | subsequently
            | formerly | prior \s+ (?: UR | utilization | decisions? | denials? | determinations? | reviews? )
            | had \s+ (?: also | already ) \s+ (?: denied | modified | non [\s-]* certified )
            | had \s+ (?: been \s+ )? denied \b [^.;]{{0,60}} \b in \s+ {MONTH} | in \s+ {MONTH} [^.;]{{0,60}} \b had \s+ (?: been \s+ )? denied
            | (?: neither | none | not | no \s+ longer ) \b [^.;]{{0,40}} \b (?: at \s+ issue | appealed | before \s+ (?: me | this \s+ review (?: er )? | us ) | in \s+ dispute )
            | (?: did | does ) \s+ not \s+ appeal | no \s+ appeal | (?: had | has | have | was | were ) \s+ since (?: \s+ been )? \s+ (?: approved | paid | withdrawn ) | since \s+ been \s+ (?: approved | paid | withdrawn ) | (?: appeal | request | which ) \s+ (?: [a-z]+ \s+ ){{0,3}} withdrawn ) \b",
    ))
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guidelines::{Catalogue, Context};
    use crate::model::sentences;

    fn denied_in(text: &str) -> Vec<String> {
        let mentions = Catalogue::shipped().names().mentions(text, Context::Heading);
        denied(text, &sentences(text), &mentions).into_iter().map(|mention| text[mention.span].to_lowercase()).collect()
    }

    #[test]
    fn what_was_denied() {
        assert_eq!(
            denied_in("Utilization review denied naproxen, omeprazole, and a urine drug screen."),
            ["naproxen", "omeprazole", "urine drug screen"]
        );
        assert_eq!(
            denied_in(
                "A UR decision dated 4/28/14 denied the request for 6 sessions of acupuncture, modified the request for Norco to \
                 Norco 60 tablets and Flexeril to Flexeril 30 tablets for the purpose of weaning."
            ),
            ["acupuncture", "norco", "flexeril"]
        );
        assert_eq!(denied_in("A knee brace was not certified by utilization review on 03/02/2015."), ["knee brace"]);
        assert_eq!(denied_in("UR denied naproxen; Pennsaid 2% was non-certified as well."), ["naproxen", "pennsaid"]);
        assert_eq!(denied_in("Utilization review denied the fusion. It also denied Percocet 5/325mg."), ["percocet"]);
        assert_eq!(denied_in("Utilization review certified naproxen and denied Soma."), ["soma"]);
        assert_eq!(denied_in("UR denied Soma, as the patient had not withdrawn from opioids."), ["soma"]);
        assert_eq!(denied_in("UR 4/4/2014: naproxen denied, Neurontin certified, Soma denied."), ["naproxen", "soma"]);
        assert_eq!(
            denied_in("Utilization review denied, for lack of documentation, Soma and Xanax."),
            ["soma", "xanax"]
        );
        assert_eq!(denied_in("Utilization review certified Soma but denied, in error, Norco."), ["norco"]);
        assert_eq!(
            denied_in("Utilization review noted that Norco helps and denied, for lack of documentation, Soma."),
            ["soma"]
        );
    }

    #[test]
    fn what_was_not() {
        for text in [
            "The patient denied ibuprofen.",
            "The provider requested acupuncture.",
            "Naproxen was denied in January.",
            "Prior UR decisions denied an EMG and a TENS unit.",
            "UR denied an EMG in March, which is no longer in dispute.",
            "Utilization review had also denied Soma in 2013.",
            "UR also denied Soma, which the provider has since withdrawn.",
            "UR denied Soma too, but the provider did not appeal.",
            "Soma was denied by UR as well but is not before this reviewer.",
            "UR had denied Soma in October; it was since paid.",
            "By UR a request for Soma had been denied in May and was not appealed.",
            "In May UR had denied Soma, a decision which was not appealed.",
            "UR, in denying the request, recommended that a urine drug screen be considered.",
            "An MRI of the knee was denied by utilization review in 2011. Therapy was denied by UR on 02/03/2015.",
            "Utilization review noted that the patient denied ibuprofen.",
            "UR denied Soma; the request was later withdrawn.",
            "After review of MRI, urine drug screen, and notes, Norco was denied by utilization review.",
        ] {
            assert_eq!(denied_in(text), [""; 0], "{text}");
        }
        assert_eq!(
            denied_in("UR denied Norco as a urine drug screen was inconsistent, and because tramadol came first."),
            ["norco"]
        );
        for reason in [
            "given the lack of a urine drug screen",
            "per ODG, MTUS and acupuncture guidelines",
            "in favor of naproxen",
            "after review of MRI, urine drug screen and notes",
            "tramadol being the first line",
        ] {
            assert_eq!(denied_in(&format!("UR denied Norco, {reason}.")), ["norco"], "{reason}");
        }
        assert_eq!(
            denied_in("Utilization review denied transportation for a patient in a wheelchair."),
            ["transportation"]
        );
    }
}
