//! Which treatments are grounds for others.

use super::{Kin, Request};
use crate::analysis::care::is_given_against;

/// Whether a request rightly speaks of another treatment, on which its own necessity depends.
pub(in crate::analysis) fn is_grounds_for(other: &Kin, requested: &Request, request: &Request) -> bool {
    // Of two services of one surgery, neither depends on the other.
    if request.is_service && requested.is_service {
        return false;
    }
    request.is_service
        || other.shares_class(&request.kin)
        || other.is_of_class("surgery")
        || is_given_against(|class| request.kin.is_of_class(class), |class| other.is_of_class(class))
        || DEPENDENT.iter().any(|class| request.kin.is_of_class(class))
}

/// Classes whose treatments only go with others.
const DEPENDENT: [&str; 5] = ["associated surgical", "consultation", "laboratory", "program", "services"];
