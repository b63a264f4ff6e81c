//! How much a finding matters.

/// How much a finding matters. Ordered from the least to the most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Good to know: a gap that nobody has come to yet.
    Information,
    /// Probably a mistake.
    Warning,
    /// The letter lacks what it must have, or contradicts itself.
    Error,
}

impl Severity {
    /// All, the least first.
    pub const ALL: [Severity; 3] = [Severity::Information, Severity::Warning, Severity::Error];

    /// The word for it, in settings and in output.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Information => "information",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}
