//! What was probably meant by a name that nobody knows.

/// Names that are taken for what was meant are at least this like what was written.
const ALIKE: f64 = 0.75;

/// The one of some names that is most like what was written, if any is like it.
pub fn alike<'a>(written: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let likenesses = names.into_iter().map(|known| (strsim::jaro_winkler(written, known), known));
    let best = likenesses.filter(|(likeness, _)| *likeness > ALIKE).max_by(|one, other| one.0.total_cmp(&other.0));
    best.map(|(_, known)| known)
}

/// A sentence that asks whether a name was meant, to stand behind another; empty if none is like what was written.
pub fn did_you_mean<'a>(written: &str, names: impl IntoIterator<Item = &'a str>) -> String {
    alike(written, names).map_or_else(String::new, |known| format!(" Did you mean “{known}”?"))
}
