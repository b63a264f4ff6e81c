//! A denial whose only ground is that the MTUS says nothing.

use super::{Check, Reporter, Rule, Sample, Source};
use crate::analysis::finding::{Severity, Weight};
use crate::analysis::reasoned::{ReasonedItem, Sentence};
use crate::layouts::FieldKind;
use crate::layouts::decision::Verdict;
use crate::model::citation;
use crate::text::pattern::pattern;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

pub(super) static RULE: Rule = Rule {
    code: "IMR219",
    name: "silence-of-the-mtus",
    summary: "A denial rests on nothing but that the MTUS does not address the treatment.",
    why: "By 8 CCR 9792.21(d) and 9792.8(a)(2) treatment is not denied on the sole ground that the MTUS does not address it: \
          the search then goes on to other guidelines and to studies.",
    example: Sample {
        of: "\
Ambien 10mg #30:  Upheld

Claims Administrator guideline: Decision based on Non-MTUS Citation Official
Disability Guidelines (ODG) Pain (Chronic), Zolpidem (Ambien).

MAXIMUS guideline: Decision based on Non-MTUS Citation Official
Disability Guidelines (ODG) Pain (Chronic), Zolpidem (Ambien).

Decision rationale: The MTUS does not address Ambien. The chart does not say
what keeps the injured worker awake. Therefore, the request is not medically
necessary.",
        good: &[],
        bad: &[
            (
                "MAXIMUS guideline: Decision based on Non-MTUS Citation Official
Disability Guidelines (ODG) Pain (Chronic), Zolpidem (Ambien).",
                "MAXIMUS guideline: The Expert Reviewer did not base their decision on the MTUS.",
            ),
            (
                "The chart does not say
what keeps the injured worker awake. Therefore, the request is not medically
necessary.",
                "Therefore, the request is\nnot medically necessary.",
            ),
        ],
    },
    weight: Weight::Fault(Severity::Warning),
    is_on: true,
    check: Check::Reasoning(check),
    fixes: None,
};

fn check(item: &ReasonedItem<'_>, _: &Source<'_>, reporter: &mut Reporter) {
    if !item.is_decided(Verdict::Upheld) {
        return;
    }
    let silence = said_to_be_the_only_ground(item);
    if let Some(silence) = silence.or_else(|| only_ground(item).filter(|_| !cites_more(item))) {
        let message = "The silence of the MTUS is no ground for a denial by itself. Cite other guidelines or studies.";
        reporter.report(silence, message.to_owned());
    }
}

/// Whether the reviewer cites more than a guideline of the MTUS by its name alone.
fn cites_more(item: &ReasonedItem<'_>) -> bool {
    let lines = item.item.fields_of(FieldKind::Maximus);
    lines.flat_map(|field| &field.citations).any(|citation| {
        let says_where = citation.topic.is_some() || citation.chapter.is_some() || !citation.pages.is_empty();
        citation.source == citation::Source::NonMtus || says_where || citation.section.is_some()
    })
}

/// Where the rationale says in so many words that the silence of the MTUS alone is why it denies.
fn said_to_be_the_only_ground(item: &ReasonedItem<'_>) -> Option<Range<usize>> {
    let mut sentences = item.sentences().filter_map(|sentence| {
        let silent = SILENT.find(sentence.text)?;
        let (before, behind) = (&sentence.text[..silent.start()], &sentence.text[silent.end()..]);
        let denial = ON_THIS_ALONE.find(behind).or_else(|| THE_ONLY_GROUND.find(before))?;
        (!QUOTED.is_match(before) && !DENIED_TO_DENY.is_match(denial.as_str())).then(|| sentence.range())
    });
    sentences.next()
}

/// Where the rationale says that the MTUS is silent, if nothing else in it can be a ground.
fn only_ground(item: &ReasonedItem<'_>) -> Option<Range<usize>> {
    let mut silence = None;
    for sentence in item.sentences() {
        if let Some(silent) = SILENT.find(sentence.text) {
            if has_other_ground(sentence.text, &silent.range()) || lacks_more(&sentence, silent.range()) {
                return None;
            }
            silence = silence.or_else(|| Some(sentence.range()));
        } else if is_ground(&sentence, silence.is_some()) {
            return None;
        }
    }
    silence
}

/// Whether a sentence names another ground beside its words about the silence.
fn has_other_ground(sentence: &str, silent: &Range<usize>) -> bool {
    [&sentence[..silent.start], &sentence[silent.end..]].into_iter().any(|words| OTHER_GROUND.is_match(words))
}

/// Whether a sentence says of something else, too, that it is not so.
fn lacks_more(sentence: &Sentence<'_>, silent: Range<usize>) -> bool {
    let end = sentence.conclusion.map_or(sentence.text.len(), |conclusion| conclusion.words.start - sentence.start);
    let behind = sentence.text.get(silent.end..end).unwrap_or_default();
    let before = sentence.text[..silent.start].rsplit_once(',').map_or("", |(clause, _)| clause);
    LACK.is_match(before) || LACK.is_match(behind)
}

/// Whether a sentence may give a ground of its own. What comes before the silence is the case, unless it denies something
/// or tells of records.
fn is_ground(sentence: &Sentence<'_>, is_behind: bool) -> bool {
    match sentence.conclusion {
        Some(_) => {
            sentence.text.contains(',') && REASON.is_match(sentence.text) && !UNADDRESSED.is_match(sentence.text)
        }
        None => is_behind || LACK.is_match(sentence.text) || OTHER_GROUND.is_match(sentence.text),
    }
}

static SILENT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix) \b (?: MTUS | Medical \s+ Treatment \s+ Utilization \s+ Schedule ) \b (?: [^.;]{0,60}
            \b (?: silent | (?: does | do | did ) \s+ not \s+ (?: [a-z]+ly \s+ )? (?: address | mention | discuss | cover
                | contain | include | speak | refer ) | (?: has | have | offers? | gives? | provides? | contains? ) \s+ no \s+
                (?: guideline | guidance | recommendation ) | fails? \s+ to \s+ (?: address | mention ) ) )
        | \b not \s+ (?: [a-z]+ly \s+ )? (?: addressed | mentioned | discussed | covered | included ) \b [^.;]{0,40} \b MTUS \b
        | \b no \s+ MTUS \s+ (?: guideline | recommendation )
        | \b no \s+ (?: guideline | guidance | mention | recommendation ) s? \b [^.;]{0,60} \b in \s+ the \s+ (?: [a-z]+ \s+ )? MTUS \b",
    )
});

/// `and on that sole ground this must be denied`
static ON_THIS_ALONE: LazyLock<Regex> = LazyLock::new(|| {
    const GROUND: &str = r"(?: basis | grounds? | reason )";
    pattern(&format!(
        r"(?ix) \b (?: for | on | upon ) \s+ (?: this | that | which )
            (?: \s+ (?: sole | only | single ) \s+ {GROUND} | \s+ {GROUND} \s+ (?: alone | only ) | \s+ alone )
            \b [^.;]{{0,80}}? \b (?: denied | not \s+ (?: approved | authorized | certified | medically | necessary ) | upheld | non-? certified | fails? | refused )",
    ))
});
/// `The sole reason for this denial is that the MTUS`
static THE_ONLY_GROUND: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:only|sole)\s+(?:basis|ground|reason)\s+(?:for|of)\s+(?:my|the|this)\s+(?:decision|denial|determination)\s+is\s+(?:that\s+)?(?:the\s+)?(?:California\s+)?$",
    )
});
/// That there is no denial on such a ground.
static DENIED_TO_DENY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:can\s*not|may\s+not|must\s+not|should\s+not|not\s+be\s+denied|never|improper\w*|was|were)\b")
});
/// What others said of it.
static QUOTED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(?:claims\s+administrator|utilization\s+review|UR|held|argued|reviewer)\b"));

/// What else may be a ground: other sources, what others said of the silence, and that it is not enough.
static OTHER_GROUND: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix) \b (?: ODG | Official \s+ Disability | FDA | stud (?: y | ies ) \s+ (?: show | find | found ) | literature
            | evidence | peer-? \s? review | alternative | other \s+ guidelines? | recommend | claims \s+ administrator
            | utilization \s+ review | alone | sole (?: ly )? | by \s+ itself )",
    )
});

static LACK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix) \b (?: not | no \b | non [\s-]* (?: adher | compli ) | nothing | none | never | without | lacks? | fail (?: s | ed )? | ACOEM | guidelines? | records? | reports?
            | document [a-z]* | examination | normal | already )",
    )
});

/// Words that open a reason within a conclusion.
static REASON: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix) \b (?: as \s+ (?: the | it | they | he | she | there | this | no )  | since | because | given | considering | due \s+ to | without ) \b",
    )
});

static UNADDRESSED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(?:addressed|covered|discussed|included|mentioned|silent|silence)\b"));

#[cfg(test)]
mod tests {
    use super::super::examples::Example;
    use super::*;

    fn finds(rationale: &str) -> usize {
        Example { rationale, ..Example::default() }.finds(&RULE).len()
    }

    #[test]
    fn the_only_ground() {
        for rationale in [
            "The MTUS does not address cold therapy units.",
            "There is no mention of gym memberships in the MTUS.",
            "The foot is non-weight bearing. The MTUS contains no recommendation on shower chairs.",
            "The patient has low back pain. Mattresses are not addressed by the California MTUS.",
            "There is no MTUS guideline that addresses this. As it is not addressed, the request is not medically necessary.",
        ] {
            assert_eq!(finds(rationale), 1, "{rationale}");
        }
    }

    #[test]
    fn said_in_so_many_words() {
        for (rationale, count) in [
            ("The MTUS does not address antiemetics and on that sole ground this must be denied.", 1),
            ("The sole reason for this denial is that the MTUS does not address it.", 1),
            ("The MTUS is silent on mattresses, and for this reason alone the request is not approved.", 1),
            ("The MTUS is silent on mattresses, but for that reason alone it cannot be denied.", 0),
            (
                "The claims administrator wrote that the MTUS is silent and on that sole ground it is denied. It is old.",
                0,
            ),
        ] {
            let maximus = "Decision based on Non-MTUS Citation Official Disability Guidelines (ODG) Pain.";
            assert_eq!(Example { rationale, maximus, ..Example::default() }.finds(&RULE).len(), count, "{rationale}");
        }
    }

    #[test]
    fn other_grounds() {
        for rationale in [
            "The MTUS does not address cold therapy units. No surgery is planned.",
            "The MTUS is silent on this, and the records do not say how it would help.",
            "The MTUS does not address it, but ODG recommends it after surgery only.",
            "The records do not report a trial. The MTUS is silent on this.",
            "The claims administrator denied the mattress because the MTUS does not address it.",
            "The MTUS does not recommend lidocaine patches without a trial.",
        ] {
            assert_eq!(finds(rationale), 0, "{rationale}");
        }
        let rationale = "The MTUS is silent on this.";
        let maximus = "Decision based on Non-MTUS Citation Official Disability Guidelines (ODG) Pain.";
        assert!(Example { rationale, maximus, ..Example::default() }.finds(&RULE).is_empty());
    }
}
