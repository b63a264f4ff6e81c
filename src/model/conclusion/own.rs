//! The reviewer speaking: `I find that`, `it is my opinion that`.

use super::words::{OPINIONS, any, pattern};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// Words by which the reviewer takes what follows as the reviewer's own view.
#[derive(Default)]
pub(super) struct OwnView {
    /// Where this stands.
    pub(super) range: Range<usize>,
    /// Where its negation starts: `I do not find that`.
    pub(super) negation: Option<usize>,
}

/// The last time the reviewer speaks in a text; nowhere if never.
pub(super) fn own_view(text: &str) -> OwnView {
    let Some(found) = OWN_VIEW.captures_iter(text).last() else { return OwnView::default() };
    let whole = found.get(0).map_or(0..0, |whole| whole.range());
    let end = found.name("noun").map_or(whole.end, |noun| noun.start());
    OwnView { range: whole.start..end, negation: found.name("not").map(|not| not.start()) }
}

static OWN_VIEW: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?x)
        \b (?: i | we | this\ reviewer | the\ undersigned
              | (?:the|this)\ (?:expert|imr|independent)\ (?:medical\ )?reviewer )
            (?: \ (?:accordingly|also|am|are|can|consequently|could|do|does|have|hereby|must|of|opinion|respectfully|the|then
              |therefore|thus|would) ,? )*
            (?: \ ? (?<not>n't|not|unable\ to) )?
            (?: \ {opining} (?:\ with\ [^,;:]{{1,60}})? \ that \b | \ that \b
              | \ {opining}\ (?<noun>the|these|this|it)\b )
        | \b (?: i | we ) \ (?:am|are|have)\ (?: (?:also|entirely|fully|quite|therefore|thus)\ )?
            (?: assured | certain | confident | convinced | no\ (?:doubt|hesitation|question) | persuaded | satisfied | sure )
            (?: \ (?:in\ )?(?:concluding|finding|saying) )? \ that \b
        | \b (?: i | we ) \ (?:[a-z]+\ )? regret\ (?: to\ (?:conclude|find|report|say)\ )? that \b
        | \b there\ (?:is|can\ be)\ no\ (?:doubt|question)\ that \b
        | \b it\ is\ (?: ,?\ ?(?:accordingly|also|consequently|hence|hereby|then|therefore|thus),?\ )?
            (?: (?:my|our|this\ reviewer's)\ (?:[a-z]+\ )? {opinion}
              | the\ (?:[a-z]+\ )? {opinion}\ of\ (?:the|this)\ (?:expert\ )?(?:reviewer|undersigned)
              | apparent | clear | concluded | determined | evident | felt | found | opined | plain ) \ that \b
        | \b (?: my | our | this\ reviewer's )\ (?:[a-z]+\ )? {opinion}\ is\ that \b
        | \b it\ is\ for\ (?:this|these|the\ above)\ reasons?\ that \b
        | \b (?: it\ (?:appears|follows|seems) | this\ means | the\ conclusion\ is
              | (?:me|us)\ to\ (?:conclude|the\ conclusion) )\ that \b
        | \b (?: that | this | which )\ is\ why \b",
        opinion = any(&OPINIONS),
        opining = "(?:agree|believe|conclude|concur|consider|determine|feel|find|hold|judge|opine|say|think)[ds]?"
    ))
});
