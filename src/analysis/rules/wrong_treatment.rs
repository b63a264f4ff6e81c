//! A rationale that speaks about another item.

use super::{Check, Reporter, Rule, Source};
use crate::analysis::finding::{Severity, Weight};
use crate::analysis::whole::{Kin, Request, Whole};

pub(super) static RULE: Rule = Rule {
    code: "IMR402",
    name: "wrong-treatment",
    summary: "A rationale speaks about the treatment of another item and never about its own.",
    why: "By Labor Code 4610.6(h)(5) a plainly erroneous finding of fact is a ground of appeal. Text that was used again from \
          another item decides a request that nobody has looked at.",
    bad: "\
Valium 5mg #8:  Upheld

Claims Administrator guideline: Decision based on MTUS Chronic Pain Treatment
Guidelines Benzodiazepines Page(s): 24.

MAXIMUS guideline: Decision based on MTUS Chronic Pain Treatment Guidelines
Benzodiazepines Page(s): 24.

Decision rationale: The chart describes a fall and poor sleep. It does not say
how often a tablet is taken. Therefore, the request is not medically necessary.

Acupuncture, 6 visits:  Upheld

Claims Administrator guideline: Decision based on MTUS Acupuncture Treatment
Guidelines.

MAXIMUS guideline: Decision based on MTUS Acupuncture Treatment Guidelines.

Decision rationale: Valium is not recommended for long. The chart does not say
how often a tablet is taken. Therefore, the request is not medically necessary.",
    good: "\
Valium 5mg #8:  Upheld

Claims Administrator guideline: Decision based on MTUS Chronic Pain Treatment
Guidelines Benzodiazepines Page(s): 24.

MAXIMUS guideline: Decision based on MTUS Chronic Pain Treatment Guidelines
Benzodiazepines Page(s): 24.

Decision rationale: The chart describes a fall and poor sleep. It does not say
how often a tablet is taken. Therefore, the request is not medically necessary.

Acupuncture, 6 visits:  Upheld

Claims Administrator guideline: Decision based on MTUS Acupuncture Treatment
Guidelines.

MAXIMUS guideline: Decision based on MTUS Acupuncture Treatment Guidelines.

Decision rationale: Acupuncture may be used beside rehabilitation. The chart does
not mention any. Therefore, the request is not medically necessary.",
    weight: Weight::Fault(Severity::Warning),
    is_on: true,
    check: Check::Whole(check),
    fixes: None,
};

fn check(whole: &Whole<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    for narrative in whole.narratives() {
        let Some(request) = narrative.request.filter(|request| request.kin.is_known()) else { continue };
        let is_other_first = || COMES_FIRST.iter().any(|words| narrative.prose.says(words));
        if narrative.prose.topics.is_empty() || request.kin.is_meant_in(narrative.prose) || is_other_first() {
            continue;
        }
        let stray = narrative.prose.topics.iter().rev().find(|topic| {
            let kin = Kin::of([&topic.named], source.catalogue);
            let mut others = whole.requests().map(|(_, other)| other).filter(|other| other.kin.may_be(&kin));
            let is_strange = kin.is_known() && !kin.may_be(&request.kin);
            is_strange && others.next().is_some_and(|other| !is_grounds_for(&kin, other, request))
        });
        if let Some(topic) = stray {
            let place = narrative.place(&topic.span);
            let message = "The rationale speaks about the treatment of another item and never names this one's. Was the text \
                           meant for the other item?";
            reporter.report(place, message.to_owned());
        }
    }
}

/// Whether a request rightly speaks of another treatment, on which its own necessity depends.
fn is_grounds_for(other: &Kin, requested: &Request, request: &Request) -> bool {
    let is = |class: &str| request.kin.is_of_class(class);
    // Of two services of one surgery, neither depends on the other.
    if request.is_service && requested.is_service {
        return false;
    }
    request.is_service
        || other.shares_class(&request.kin)
        || (other.is_of_class("opioid") && is("opioid antagonist"))
        || other.is_of_class("surgery")
        || (other.is_of_class("NSAID") && (is("proton pump") || is("H2 receptor")))
        || (other.is_of_class("opioid")
            && (is("laxative") || is("constipation") || is("antiemetic") || is("laboratory")))
        || DEPENDENT.iter().any(|class| is(class))
}

/// That another treatment is what should be tried, or on which the decision rests.
const COMES_FIRST: [&str; 10] = [
    " first.",
    " first,",
    " first;",
    " first and",
    "come first",
    "instead",
    "pending",
    "necessary; therefore",
    "rescue",
    "rather than",
];

/// Classes whose treatments only go with others.
const DEPENDENT: [&str; 5] = ["associated surgical", "consultation", "laboratory", "program", "services"];
