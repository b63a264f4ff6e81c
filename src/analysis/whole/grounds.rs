//! Which treatments are grounds for others.

use super::{Kin, Request};

/// Whether a request rightly speaks of another treatment, on which its own necessity depends.
pub(in crate::analysis) fn is_grounds_for(other: &Kin, requested: &Request, request: &Request) -> bool {
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

/// Classes whose treatments only go with others.
const DEPENDENT: [&str; 5] = ["associated surgical", "consultation", "laboratory", "program", "services"];
