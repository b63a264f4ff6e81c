//! A rationale that argues what the review is not about.

use super::{Check, Reporter, Rule, Sample, Source, sample};
use crate::analysis::finding::{Severity, Weight};
use crate::analysis::question::Question;
use crate::analysis::reasoned::{ReasonedItem, Sentence};
use crate::layouts::decision::Verdict;
use crate::model::body::{Areas, body_parts};
use crate::model::conclusion::Necessity;
use crate::text::pattern::pattern;
use regex::{Match, Regex};
use std::sync::LazyLock;

pub(super) static RULE: Rule = Rule {
    code: "IMR218",
    name: "scope-of-review",
    summary: "A rationale argues causation, liability, apportionment, billing or which parts of the body the claim covers.",
    why: "By Labor Code 4610.6(a) the review is of medical necessity only. Whether the injury caused the condition, who is \
          liable for its treatment, and what is paid for it, is decided elsewhere.",
    example: Sample {
        of: sample::ITEM,
        good: &[],
        bad: &[("It does not say\nhow often a tablet is taken.", "The poor sleep is\nnot industrially related.")],
    },
    weight: Weight::Fault(Severity::Warning),
    is_on: true,
    check: Check::Reasoning(check),
    fixes: None,
};

fn check(item: &ReasonedItem<'_>, _: &Source<'_>, reporter: &mut Reporter) {
    if !item.rationales.iter().any(|rationale| rationale.any(&MAY_ARGUE)) {
        return;
    }
    let is_denied = item.is_decided(Verdict::Upheld);
    let sentences: Vec<Sentence<'_>> = item.sentences().collect();
    let argues = |at: &usize| {
        let text = sentences[*at].text;
        if !HINT.is_match(text) || REPORTED.is_match(text) {
            return false;
        }
        let argument = ARGUED.find(text).filter(|_| is_denied);
        argument.is_some_and(|argument| is_ground(&argument, &sentences[*at], sentences.get(at + 1), item))
            || HELD.is_match(text) && !SAID.is_match(text)
    };
    if let Some(sentence) = (0..sentences.len()).find(argues).map(|at| sentences[at]) {
        let message = "The review is of medical necessity only: give another reason, or leave this out.";
        reporter.report(sentence.range(), message.to_owned());
    }
}

/// Whether an argument is the ground of the decision, and not told by the way.
fn is_ground(
    argument: &Match<'_>,
    sentence: &Sentence<'_>,
    next: Option<&Sentence<'_>>,
    item: &ReasonedItem<'_>,
) -> bool {
    let behind = &sentence.text[argument.end()..];
    if argument.as_str().ends_with("injury") && OF_STRUCTURE.is_match(behind) {
        return false;
    }
    let refuses = |sentence: &&Sentence<'_>| {
        sentence.conclusion.is_some_and(|conclusion| conclusion.necessity == Necessity::NotNecessary)
    };
    if LIABLE.is_match(sentence.text) || CONSEQUENCE.is_match(behind) {
        return true;
    }
    if Some(sentence).filter(refuses).is_some() {
        return !CONTRAST.is_match(behind);
    }
    let names_the_requested = || {
        let areas = Areas::of(item.request.body_parts());
        COVERED.is_match(sentence.text) && Areas::of(&body_parts(sentence.text)).meets(areas)
    };
    let is_followed =
        next.filter(refuses).is_some_and(|next| FOLLOWS.is_match(next.text) || COVERED.is_match(sentence.text));
    !GOES_ON.is_match(behind) && (is_followed || names_the_requested())
}

/// Who should pay is never said by the way.
static LIABLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix) \b (?: employer | carrier | insurer ) (?: ['’?] s \s+ (?: liability | responsibility )
            | \b [^.;]{0,40} \b not \s+ (?: be \s+ | required \s+ to \s+ )? (?: pay | responsible | liable ) ) \b",
    )
});

/// What is never said by the way, whatever is decided: that the employment is not the cause, who has to pay what part, and what
/// is wrong with a bill.
static HELD: LazyLock<Regex> = LazyLock::new(|| {
    const BILL: &str = r"(?: bill s? | billing | invoice s? | charge s? )";
    const WRONG: &str = r"(?: improper | inaccurate | incorrect | wrong )";
    pattern(&format!(
        r"(?ix)
        \b (?: no | not | never | unclear | doubtful ) \s [^.;]{{0,80}} \b ar (?: ise | ises | ose | isen ) \s+ out \s+ of \s+
            (?: (?: the | his | her ) \s+ )? employment \b
        | \b (?: must | should | ought \s+ to | has \s+ to | have \s+ to | needs \s+ to | is \s+ to ) \s+ be \s+ apportioned \b
        | \b apportionment \s+ (?: must | should | ought \s+ to | has \s+ to | needs \s+ to ) \s+ be \s+ (?: addressed | applied | considered | made )
        | \b not \s+ (?: industrial | work-related ) \s+ in \s+ (?: cause | nature | origin ) \b
        | \b (?: clearly | likely | probably | surely ) \s+ not \s+ (?: caused \s+ by \s+ (?: (?: her | his | the ) \s+ )? (?: employment | job | work ) | industrial | work-related ) \s* [.,;]
        | \b (?: employer | carrier | insurer ) ['’?] s \s+ liability \b [^.;]{{0,40}} \b not \s+ (?: yet \s+ )? (?: been \s+ )? (?: accepted | established | proven )
        | \b (?: exceed (?: s | ed | ing )? | above | double | more \s+ than | over | times | triple | twice ) \s+ (?: the \s+ | what \s+ the \s+ )? (?: official \s+ )? (?: medical \s+ )? (?: fee \s+ schedule | OMFS ) \b
        | \b (?: billed | coded ) \s+ (?: {WRONG} ly | in \s+ error )
        | \b {WRONG} ly \s+ (?: billed | coded ) \b
        | \b (?: billed | coded | submitted ) \s+ (?: under | with | by ) \s+ (?: an? \s+ | the \s+ )? {WRONG} \s+ (?: [\w-]+ \s+ )? codes? \b
        | \b {WRONG} \s+ (?: CPT | HCPCS | NDC | billing | diagnosis | procedure ) \s+ codes? \b
        | \b (?: payment | reimbursement ) \b [^.;]{{0,40}} \b not \s+ (?: due | owed | warranted ) \b
        | \b (?: need \s+ not | should \s+ not | can \s* not | must \s+ not ) \s+ be \s+ reimbursed \b
        | \b (?: carrier | employer | insurer ) \s+ has \s+ not \s+ (?: yet \s+ )? accepted \s+ (?: any \s+ )? liability \b
        | \b (?: carrier | employer | insurer ) \s+ is \s+ (?: not \s+ )? liable \b
        | \b (?: is | should ) \s+ not \s+ (?: be \s+ )? the \s+ (?: carrier | employer | insurer ) ['’?] s \s+ (?: liability | responsibility ) \b
        | \b liability \s+ for \b [^.;]{{0,60}} \b (?: doubtful | in \s+ doubt | questionable ) \b
        | \b (?: unbundled | up-? coded | overbilled ) \b
        | \b {BILL} \b [^.;]{{0,60}} \b (?: need \s+ not | should \s+ not | can \s* not | must \s+ not ) \s+ be \s+ (?: paid | reimbursed )
        | \b {BILL} \s+ (?: [\w-]+ \s+ ){{0,4}}? (?: is | are | was | were ) \s+ (?: too \s+ high | excessive | not \s+ (?: payable | reimbursable ) | inflated ) \b",
    ))
});

/// Words for what somebody else holds.
static SAID: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:according\s+to|adjuster|[AQ]ME|(?:letter|note|report)\s+(?:says|states)|allege[sd]?|assert(?:s|ed)|claim(?:s|ed)\s+that|conclude[sd]|(?:carrier|employer|evaluator|insurer)\s+(?:denied|found|holds|held|says|said|writes|wrote)|determined|no\s+doubt|not\s+(?:contested|denied|disputed|in\s+(?:dispute|doubt))|opine[sd]?|reported|stated?s?)\b",
    )
});

static CONSEQUENCE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix) \b (?: for \s+ which \s+ reason | hence | so | therefore | thus | wherefore ) \b [^.;]* \b (?: need \s+ not
            | no \s+ treatment | not \s+ (?: be \s+ )? (?: approved | authorized | covered | treated | warranted ) )",
    )
});

static CONTRAST: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i);|\b(?:although|but|however|nevertheless|though|while|yet)\b"));

/// Words with which a sentence goes on to something else.
static GOES_ON: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i);|\b(?:although|and|but|however|nevertheless|though|until|which|while|who|yet)\b"));

/// Words of the law of claims.
static COVERED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:accepted|AOE|apportion\w*|body\s+parts?|causation|claim|compensable|liability)\b")
});

/// How a sentence begins that draws a conclusion from the one before it.
static FOLLOWS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix) ^ \s* (?: accordingly | as \s+ (?: such | a \s+ (?: consequence | result ) ) | consequently | hence | so | therefore
            | thus | (?: because \s+ of | due \s+ to | for | given | on | on \s+ the \s+ basis \s+ of ) \s+ (?: this | these | that ) ) \b",
    )
});

static MAY_ARGUE: Question = Question::new(|sentence| HINT.is_match(sentence));

/// Words without which nothing of the kind is argued.
static HINT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)accepted|AOE|apportion|bill|body\s+part|bundled|caus|charge|claim|cod(?:e|ing)|compensable|employ|fee\s+schedule|industrial|injury|invoice|liab|accident|OMFS|pay|reimburs|work",
    )
});

/// The injury of a nerve or to a ligament is a diagnosis.
static OF_STRUCTURE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)^\s+(?:of|to)\s+[a-z]"));

static ARGUED: LazyLock<Regex> = LazyLock::new(|| {
    const INJURY: &str = r"(?: the \s+ | this \s+ | that \s+ | an? \s+ | his \s+ | her \s+ )? (?: [\w/-]+ \s+ ){0,2}
        (?: (?: injury | accident | employment | claim ) \b | work \s* (?: [.,;] | $ | and \b ) )";
    const LINK: &str = r"(?: consequence \s+ of | result \s+ of | caused \s+ by | due \s+ to | related \s+ to
        | attributable \s+ to | secondary \s+ to )";
    const PROVEN: &str = r"(?: accepted | clear | demonstrated | determined | documented | established | proved | proven | shown
        | supported )";
    pattern(&format!(
        r"(?ix)
        \b not \s+ (?: been \s+ )? (?: an? \s+ | the \s+ )? (?: accepted | compensable | covered ) \s+ (?: as \s+ )?
            (?: an? \s+ )? (?: body | part | claim | condition | injury | diagnosis | under \s+ (?: this | the ) \s+ claim
            | by \s+ the \s+ (?: carrier | employer | insurer ) )
        | \b (?: is | are | was | were ) \s+ (?: not \s+ (?: an? \s+ )? | non [\s-]* ) (?: considered \s+ )?
            (?: industrial (?: ly )? | (?: work | job | injury ) [\s-]+ related | occupational (?: ly )? \s+ (?: caused | related )
            | compensable )
        | \b (?: body \s+ part | condition | diagnosis ) s? \s+ (?: is | are | has | have ) \s+ not \s+ (?: been \s+ )? accepted
        | \b causation \b [^.;]* \b not \s+ (?: been \s+ )? {PROVEN}
        | \b (?: no | lack \s+ of ) \s+ (?: evidence \s+ of \s+ | proof \s+ of \s+ )? (?: industrial \s+ )? causation
        | \b unrelated \s+ to \s+ {INJURY}
        | \b (?: denied | disputed | unaccepted ) \s+ body \s+ part
        | \b AOE \s* / \s* COE \b [^.;]* \b not \s+ (?: been \s+ )? {PROVEN}
        | \b no \s+ causal \s+ (?: connection | link | relation (?: ship )? )
            (?: \s+ between \s+ [^.,;]+? \s+ and \s+ {INJURY} )? | \b not \s+ causally \s+ related
        | \b not \s+ ar[io]se \s+ out \s+ of \b
        | \b not \s+ (?: [a-z]+ \s+ ){{0,3}}? to \s+ have \s+ arisen \s+ out \s+ of \s+ (?: the \s+ )? employment \b
        | \b not \s+ (?: been \s+ )? (?: {PROVEN} \s+ )? (?: to \s+ be \s+ | as \s+ )? (?: an? \s+ | the \s+ )? compensable \s+ consequence \b
        | \b not \s+ (?: an? \s+ | the \s+ )? {LINK} \s+ {INJURY}
        | \b no \s+ (?: [a-z]+ \s+ )? (?: evidence | proof | indication | documentation ) \s+ that \b [^.;]* {LINK} \s+ {INJURY}
        | {LINK} \s+ [^.;]+ \b (?: not | rather \s+ than ) \s+ (?: to \s+ )? {INJURY}
        | \b apportion (?: ed | ment ) \b [^.;]* (?: \b is \s+ called | \b call (?: s | ed )? \s+ for | \b non [\s-]* industrial
            | \b liable | \b applies | \b appl(?: y | ied ) )
        | \b (?: basis | because | account | light ) \s+ of \s+ (?: this | the ) \s+ apportionment
        | \b (?: employer | carrier | insurer ) \b [^.;]{{0,40}} \b not \s+ (?: be \s+ | required \s+ to \s+ )?
            (?: pay | responsible | liable )
        | \b liability \b [^.;]* \b not \s+ (?: been \s+ )? {PROVEN}
        | \b not \s+ the \s+ (?: employer | carrier | insurer ) ['’?] s \s+ (?: liability | responsibility )
        | \b not \s+ (?: a \s+ )? part \s+ of \s+ (?: this | the ) \s+ (?: accepted \s+ | industrial \s+ )? (?: claim | injury )
        | \b not \s+ be \s+ treated \s+ under \s+ (?: this | the ) \s+ claim"
    ))
});

/// What others said, and that it is not for this review to say.
static REPORTED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r#"(?ix) \b (?: whether | if | at \s+ issue | scope | for \s+ (?: this | the ) \s+ review (?: er )? | question | outside
            | claims \s+ (?: administrator | adjuster ) | utilization \s+ review | UR | discuss [a-z]* | argue [sd]? | contend [a-z]*
            | defer [a-z]* | resolved | immaterial | irrelevant | not \s+ matter | purpose | bear (?: s | ing )? \s+ on ) \b | ["“”]"#,
    )
});

#[cfg(test)]
mod tests {
    use super::super::examples::Example;
    use super::*;
    use crate::analysis::{Snapshot, Stage};
    use crate::text::Text;

    fn finds(rationale: &str) -> usize {
        let rationale = format!("{rationale} Therefore, the request is not medically necessary.");
        Example { rationale: &rationale, ..Example::default() }.finds(&RULE).len()
    }

    #[test]
    fn what_is_argued() {
        for argued in [
            "The cervical spine is not an accepted body part of this claim.",
            "The changes are not industrially related.",
            "The tear is non-industrial.",
            "Causation of the gastritis by the work injury has not been established.",
            "The sleep disorder was apportioned to non-industrial factors.",
            "The depression did not arise out of employment.",
            "The back pain was not caused by work and should not be the carrier's liability.",
            "The condition arose from her work, so the employer is liable.",
            "The knee is a denied body part.",
            "The reflux is unrelated to the industrial injury.",
            "There is no causal relationship between the reflux and the injury.",
            "Liability for the left shoulder has not been accepted by the carrier.",
            "There is no evidence that the dysfunction is a consequence of the industrial injury.",
            "The arthritis is due to age and not to the injury.",
            "The depression is not part of the accepted claim.",
            "As the spine has not been shown to be a compensable consequence of the injury, the request is not medically necessary.",
        ] {
            assert_eq!(finds(argued), 1, "{argued}");
        }
    }

    #[test]
    fn what_is_held_whatever_is_decided() {
        let approved = |rationale: &str| {
            let item = super::super::sample::ITEM.replace("Upheld", "Overturned").replace("not medically", "medically");
            let text = super::super::sample::letter(
                &item.replace("Decision rationale:", &format!("Decision rationale: {rationale}")),
            );
            let findings = Snapshot::new(Text::from(text.as_str())).findings(Stage::Final, None).list;
            findings.iter().filter(|finding| finding.rule == &RULE).count()
        };
        for held in [
            "The depression is not industrial in origin.",
            "Apportionment should be considered.",
            "The numbness is probably not caused by work.",
            "It is not clear that the depression arose out of employment, and the employer's liability for it has not been accepted.",
            "The bruxism did not arise out of employment and half of it must be apportioned to non-industrial stress.",
            "The supplier’s invoice also exceeds the fee schedule and was billed under the wrong code.",
            "The bill for the earlier refills was coded wrongly and need not be paid.",
            "The surgery center used an incorrect CPT code.",
            "The charges for the brace are excessive.",
            "The extrusion is most likely degenerative, so that liability for the back is doubtful.",
            "Payment is not owed since the invoice came late.",
            "The vendor should not be reimbursed at this rate.",
            "The carrier has not accepted liability for the elbow.",
            "No side effect is charted, but the provider billed it at twice the fee schedule.",
            "The supplier charges three times the OMFS.",
            "The charge is more than the fee schedule allows.",
        ] {
            assert_eq!((approved(held), finds(held)), (1, 1), "{held}");
        }
        for told in [
            "The tear is non-industrial. It limits lifting all the same.",
            "The claims administrator held that the invoice exceeds the fee schedule.",
            "Whether the bill was coded wrongly is not for this review.",
            "The QME found that the depression did not arise out of employment.",
            "There is no doubt that the hernia arose out of employment.",
            "The AME apportioned half of the disability to age.",
            "The bill of May shows that 30 tablets were dispensed.",
            "Nobody is in charge of the taper.",
            "The claims administrator found the liability for the neck doubtful.",
            "The last refill was not reimbursed, and he cannot pay for a gym.",
            "The depression arose out of the employment, not at home.",
            "The dose is not above what the schedule lists.",
            "The claims administrator held that it was billed at twice the fee schedule.",
            "The drug is taken more than the schedule lists, twice the dose.",
        ] {
            assert_eq!(approved(told), 0, "{told}");
        }
    }

    #[test]
    fn what_is_only_told() {
        for told in [
            "Causation is not at issue in this review.",
            "Whether the depression is industrial in origin was not asked.",
            "Apportionment was not considered, and need not be.",
            "The surgeon's report says apportionment should be addressed.",
            "Her sleepiness is likely not caused by her work schedule.",
            "The patient sustained an industrial injury to the low back.",
            "The claims administrator held that the shoulder is not an accepted body part.",
            "Whether the hypertension is industrial is not for this reviewer to decide.",
            "There is no evidence that the leg pain is related to a radiculopathy.",
            "The depression is caused by the industrial injury.",
            "The examiner discussed causation and apportionment.",
            "The patient is not working and was not injured again.",
            "The drug is not covered by the MTUS.",
            "The injury was not caused by a fall but by lifting.",
            "The hernia is not related to the injury but does limit lifting.",
            "The headache is not due to the injury of a nerve.",
            "The laxity is not related to injury to the ligament.",
            "Her sleep loss is due to depression and not the accident, and an opioid will not help.",
            "The fall at home was not work related and caused a new wrist fracture.",
            "The knee was not accepted as a body part until May.",
            "The tear is non-industrial. The examination shows no locking.",
        ] {
            assert_eq!(finds(told), 0, "{told}");
        }
    }
}
