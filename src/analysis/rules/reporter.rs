//! Reporting what a rule found.

use super::{Rule, Source};
use crate::analysis::cited::Cited;
use crate::analysis::finding::{Related, Report, Severity, Weight};
use std::ops::Range;

/// Takes what a rule has to report.
pub(super) struct Reporter {
    pub(super) rule: &'static Rule,
    /// As the rule says, or the settings.
    pub(super) weight: Weight,
    pub(super) reports: Vec<Report>,
}

impl Reporter {
    pub(super) fn report(&mut self, range: Range<usize>, message: String) {
        self.push(self.weight, range, message, None);
    }

    /// Reports something that is only good to know, whatever else the rule finds.
    pub(super) fn inform(&mut self, range: Range<usize>, message: String) {
        self.push(Weight::Fault(Severity::Information), range, message, None);
    }

    /// Reports something about a citation. What somebody else cited is never more than good to know.
    pub(super) fn report_cited(&mut self, cited: &Cited<'_>, range: Range<usize>, message: String) {
        if cited.is_own { self.report(range, message) } else { self.inform(range, message) }
    }

    /// Reports something that another place explains.
    pub(super) fn report_with(
        &mut self,
        range: Range<usize>,
        message: String,
        other: Range<usize>,
        other_message: String,
    ) {
        let related = Some(Related { range: other, message: other_message, is_equal: false });
        self.push(self.weight, range, message, related);
    }

    /// Reports words of a rationale that cannot be true if words of the case summary are.
    pub(super) fn report_against_summary(
        &mut self,
        said: Range<usize>,
        known: Range<usize>,
        advice: &str,
        source: &Source<'_>,
    ) {
        let (words, others) = (source.quote(&said), source.quote(&known));
        let message = format!("“{words}”, but the case summary says “{others}”. {advice}");
        self.report_with(said, message, known, "The case summary tells it otherwise here.".to_owned());
    }

    /// Reports words of a rationale that cannot be about what the words of its heading request.
    pub(super) fn report_against_heading(&mut self, said: Range<usize>, asked: Range<usize>, source: &Source<'_>) {
        let (heading, rationale) = (source.quote(&asked), source.quote(&said));
        let message = format!(
            "The heading says “{heading}”, but the rationale decides on “{rationale}”. One of the two is wrong."
        );
        self.report_with(said, message, asked, format!("The heading says “{heading}”."));
    }

    /// Reports two places of which one must be wrong, each with what is to be said there.
    pub(super) fn report_both(&mut self, [first, second]: [(Range<usize>, String); 2]) {
        let related = Some(Related { range: second.0, message: second.1, is_equal: true });
        self.push(self.weight, first.0, first.1, related);
    }

    /// Whether something was reported of a place already.
    pub(super) fn has_told_of(&self, range: &Range<usize>) -> bool {
        self.reports.iter().any(|report| report.range == *range)
    }

    fn push(&mut self, weight: Weight, range: Range<usize>, message: String, related: Option<Related>) {
        self.reports.push(Report { rule: self.rule, weight, range, message, related });
    }
}
