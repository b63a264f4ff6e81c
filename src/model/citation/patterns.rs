//! The patterns of the grammar. White space of any kind and length stands between two words, or has got lost.

use super::words::{CHAPTERS, DATED_TITLES, PROSE_SUBJECTS, PROSE_VERBS};
use crate::text::pattern::verbose;
use regex::Regex;
use std::sync::LazyLock;

const REVIEWER: &str = r"(?: the \s+ )? (?: claims \s+ administrator | (?: expert | physician ) \s+ reviewer )";

const MTUS_NAME: &str = r"(?: (?: CA | California ) \s+ )? MTUS (?: \s+ guidelines? (?-u:\b) )?
    (?: \s* \( \s* Medical \s+ Treatment \s+ Utilization \s+ Schedule \s* \) )?";

const NON_MTUS_NAME: &str = r"non [\s‐‑–—-]* MTUS (?: \s* citation (?: s (?-u:\b) | \(s\) )? | \s+ cit [a-z]* \z )?";

const DISABILITY_GUIDELINES: &str = r"(?: Official \s+ Disability \s+ Guid [a-z]* | (?-u:\b) ODG (?-u:\b) )";

const TREATMENT_GUIDELINES: &str = r"(?: Chronic \s* Pain | Acupuncture | Post [\s-]* surgical | Opioids? )
    (?: \s* M [a-z]+ )? (?: \s* T [a-z]+ )? \s* (?: Guidelines? | Guid [a-z]{0,9} )";

const ACOEM: &str = r"(?: American \s+ College \s+ of \s+ Occupational \s+ and \s+ Environmental \s+ Medicine
        (?: \s* \( \s* ACOEM \s* \) )? | ACOEM )
    (?: [\s,]+ (?: Occupational \s+ Medicine \s+ )? Prac [a-z]* )? (?: \s+ Guidelines? )?
    (?: [\s,]+ (?: 2nd | 3rd | second | third ) \s+ edition )?";

const YEAR_NUMBER: &str = r"(?: 19 | 20 ) [0-9][0-9] (?-u:\b)";

const CHAPTER_NUMBER: &str = r"(?-u:\b) Ch (?: ap [a-z]* )? [\s.:\#]* [0-9]+";

const BETWEEN_CITATIONS: &str =
    r"(?: [\s,;.]* (?: [,;.&] | (?-u:\b) (?: and | plus ) (?-u:\b) ) [\s,]* (?: and \s+ | & \s* )? (?: the \s+ )? )";

const SECTION_LABEL: &str = r"Sections? \s* (?: \( \s* s \s* \) \s* :? | : )";

/// The label of the fixed wording. It reads the same when the space before it got lost.
const FULL_PAGE_LABEL: &str = r"pages? \s* \( \s* s \s* \)";

const UNFINISHED_PAGE_LABEL: &str = r"(?-u:\b) pages? \s* (?: \( s? )? \s* \z";

const TABLE_NUMBER: &str = r"(?: Table | Figure ) s? \s* [0-9]+ (?: \s* [-–.] \s* [0-9]+ )? [a-z]?";

/// A blank line that holds spaces, or behind a final stop three blank lines, which an editor may have trimmed.
const PARAGRAPH_END: &str = r"(?: \n [\t\x20\xa0]+ \r? \n | \. [\t\x20\xa0]* (?: \r? \n [\t\x20\xa0]* ){4} )";

/// How a lead or a sentence with a citation begins.
pub(super) static OPENING: LazyLock<Regex> = LazyLock::new(|| verbose(&opening()));

pub(super) static LEAD: LazyLock<Regex> = LazyLock::new(|| verbose(&lead_start()));

pub(super) static MTUS: LazyLock<Regex> = LazyLock::new(|| behind_separators(MTUS_NAME));

pub(super) static NON_MTUS: LazyLock<Regex> = LazyLock::new(|| behind_separators(NON_MTUS_NAME));

pub(super) static DISABILITY: LazyLock<Regex> = LazyLock::new(|| behind_separators(DISABILITY_GUIDELINES));

pub(super) static GUIDELINE: LazyLock<Regex> = LazyLock::new(|| {
    let (edition, dated_title) = (edition(), dated_title());
    behind_separators(&format!("(?: {TREATMENT_GUIDELINES} | {ACOEM} ) {edition}? | {dated_title}"))
});

pub(super) static ACOEM_NAME: LazyLock<Regex> = LazyLock::new(|| verbose(&format!(r"\A {ACOEM}")));

pub(super) static CHAPTER_START: LazyLock<Regex> = LazyLock::new(|| behind_separators(CHAPTER_NUMBER));

/// A chapter: its number, its title or both, the title in brackets or not.
pub(super) static CHAPTER: LazyLock<Regex> = LazyLock::new(|| {
    let title = format!(
        r"{titles} (?: \s* \( (?-i:[^()]){{0,20}} {YEAR_NUMBER} (?-i:[^()]){{0,20}} \) )?",
        titles = any_of(&CHAPTERS)
    );
    let in_brackets = format!(r"\( \s* (?: {title} \s* | (?-i:[^()0-9]){{1,120}} ) \)");
    behind_separators(&format!(r"{CHAPTER_NUMBER} (?: [\s,:–—-]* (?: {in_brackets} | {title} ) )? | {title}"))
});

pub(super) static YEAR: LazyLock<Regex> = LazyLock::new(|| verbose(&format!(r"(?-u:\b) {YEAR_NUMBER}")));

pub(super) static SECTION: LazyLock<Regex> = LazyLock::new(|| behind_separators(SECTION_LABEL));

pub(super) static PROSE: LazyLock<Regex> = LazyLock::new(|| {
    let verbs = any_of(&PROSE_VERBS);
    verbose(&format!(r"\A \s+ {verbs} (?-u:\b)"))
});

/// What may stand before a citation that does not start a sentence of its own.
pub(super) static LINK: LazyLock<Regex> =
    LazyLock::new(|| verbose(&format!(r"\A \)? (?: {BETWEEN_CITATIONS} | \s* (?: the \s+ )? )")));

/// What may end free words: a topic, a section or the title of a guideline. Of the stops only some do.
pub(super) static WORDS_END: LazyLock<Regex> = LazyLock::new(|| {
    let (opening, labelled_pages, next_citation) = (opening(), labelled_pages(), next_citation());
    let subjects = any_of(&PROSE_SUBJECTS);
    verbose(&format!(
        r"{PARAGRAPH_END} | {opening} | {labelled_pages} | {next_citation}
        | (?-u:\b) {SECTION_LABEL} | (?-u:\b) {subjects} (?-u:\b) | ,? \s+ which \s+ (?: is | are | was ) \s
        | ,? \s+ (?: a \s+ )? part \s+ of \s+ the \s+ MTUS (?-u:\b) | \."
    ))
});

/// What ends a citation from outside the MTUS, which may hold stops and names of guidelines.
pub(super) static TEXT_END: LazyLock<Regex> = LazyLock::new(|| {
    let (opening, subjects) = (opening(), any_of(&PROSE_SUBJECTS));
    verbose(&format!(
        r"{PARAGRAPH_END} | {opening} | {BETWEEN_CITATIONS}? {NON_MTUS_NAME}
        | {BETWEEN_CITATIONS}? (?: the \s+ )? {MTUS_NAME} [\s,:]* (?: {TREATMENT_GUIDELINES} | {ACOEM} )
        | \. \s+ {subjects} (?-u:\b)"
    ))
});

pub(super) static PARAGRAPH_BREAK: LazyLock<Regex> = LazyLock::new(|| verbose(PARAGRAPH_END));

pub(super) static PAGE_LABEL: LazyLock<Regex> = LazyLock::new(|| verbose(&page_label()));

/// An address is stepped over with the words in it that look like labels.
pub(super) static PAGE_LABEL_OR_ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    let label = page_label();
    verbose(&format!(r"(?: https?:// | www\. ) \S+ | {label}"))
});

/// A page label behind whatever may stand between it and the words or pages before it.
pub(super) static PAGE_LABEL_AHEAD: LazyLock<Regex> = LazyLock::new(|| {
    let label = page_label();
    verbose(&format!(
        r#"\A [\s.,;:?!"“”'‘’()\[\]*/•\u{{fffd}}–—-]* (?: (?: and | & | at | on | see ) [\s,]* )* {label}"#
    ))
});

/// A page label that cannot be anything else, even without pages behind it.
pub(super) static CERTAIN_PAGE_LABEL: LazyLock<Regex> =
    LazyLock::new(|| verbose(&format!("{FULL_PAGE_LABEL} | {UNFINISHED_PAGE_LABEL}")));

/// The dash may be a lost glyph.
pub(super) static PAGE_RANGE: LazyLock<Regex> = LazyLock::new(|| {
    verbose(r"\A [0-9]+ (?: \s* (?: [-‐‑–—−]+ | to \s | through \s | thru \s ) \s* [0-9]+ | [?\u{fffd}] [0-9]+ )?")
});

/// `of 127` names the guideline's last page.
pub(super) static PAGE_TOTAL: LazyLock<Regex> = LazyLock::new(|| verbose(r"\A \s+ of \s+ [0-9]+"));

pub(super) static PAGE_SEPARATOR: LazyLock<Regex> =
    LazyLock::new(|| verbose(r"\A \s* (?: [,;&/] | and ) (?: [\s,;&/] | and )*"));

pub(super) static TABLE: LazyLock<Regex> = LazyLock::new(|| verbose(&format!(r"\A {TABLE_NUMBER}")));

/// A topic behind its pages.
pub(super) static TOPIC_BEHIND_PAGES: LazyLock<Regex> =
    LazyLock::new(|| verbose(r#"\A (?: \s* [,:–—-] \s* ["“]? | \s* ["“(] ) (?-i: \p{Lu} )"#));

/// What stands between the pages of one topic and the next topic.
pub(super) static TOPIC_LINK: LazyLock<Regex> =
    LazyLock::new(|| verbose(&format!(r"\A \)? (?: {BETWEEN_CITATIONS} | \s+ )")));

fn behind_separators(source: &str) -> Regex {
    verbose(&format!(r#"\A [\s,:;/()"“”–—-]* (?: {source} )"#))
}

fn lead_start() -> String {
    format!(r"{REVIEWER} \s+ did \s+ not \s+ (?: base | cite ) (?-u:\b)")
}

fn opening() -> String {
    let lead_start = lead_start();
    format!(
        r"{lead_start}
        | (?: decisions? \s* (?: (?: is | was ) \s+ )? based
            | (?: {REVIEWER} \s+ )? based \s+ (?: its | their | his | her | his/her | his \s+ or \s+ her ) \s+ decisions? )
          \s* on (?: [\s:]* the \s )?"
    )
}

fn edition() -> String {
    format!(r"(?: [\s,]* (?: \( (?-i:[^()]){{0,40}} {YEAR_NUMBER} (?-i:[^()]){{0,40}} \) | (?-u:\b) {YEAR_NUMBER} ) )")
}

fn dated_title() -> String {
    let titles = any_of(&[&CHAPTERS[..], &DATED_TITLES[..]].concat());
    format!(r"{titles} [\s,]+ {YEAR_NUMBER}")
}

/// Without a word or sign of linking, ACOEM and the title of a chapter may be words of a topic.
fn next_citation() -> String {
    let (dated_title, titles) = (dated_title(), any_of(&CHAPTERS));
    format!(
        r"{BETWEEN_CITATIONS}? (?: {NON_MTUS_NAME} | {CHAPTER_NUMBER}
            | (?: the \s+ )? (?: {MTUS_NAME} [\s,:]* )?
              (?: {TREATMENT_GUIDELINES} | {ACOEM} [\s,]* (?: {CHAPTER_NUMBER} | {titles} ) ) )
        | {BETWEEN_CITATIONS} (?: {DISABILITY_GUIDELINES} | (?: {MTUS_NAME} [\s,:]* )? (?: {ACOEM} | {dated_title} ) )"
    )
}

fn page_label() -> String {
    format!(
        r"(?: (?: {FULL_PAGE_LABEL} | (?-i:Page) s? | (?-u:\b) (?: pages? | pgs? (?: \(s\) )? | pp? [.\s] ) )
        [\s:.?\#]* (?: no \. \s* )? )+"
    )
}

fn labelled_pages() -> String {
    let label = page_label();
    format!("{label} (?: S? [0-9] | {TABLE_NUMBER} ) | {FULL_PAGE_LABEL} | {UNFINISHED_PAGE_LABEL}")
}

fn any_of(phrases: &[&str]) -> String {
    let longest_first = {
        let mut phrases = phrases.to_vec();
        phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.len()));
        phrases
    };
    let spelled = longest_first.into_iter().map(spelled).collect::<Vec<_>>();
    format!("(?: {} )", spelled.join(" | "))
}

fn spelled(phrase: &str) -> String {
    let words = phrase.split_whitespace().map(|word| match word {
        "and" => "(?: and | & )".to_owned(),
        _ => regex::escape(word).replace(',', ",?").replace(r"\-", r"[\s-]?"),
    });
    words.collect::<Vec<_>>().join(r"\s*")
}
