//! Persons who are named in full, without a title or a degree: `John Example takes no opioid`.

use super::{AUTHOR, WORDS, bare, is_eponym};
use crate::model::body::{body_parts, sides};
use crate::text::pattern::pattern;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// Where a text names a person by a given name and another one, in order.
pub(super) fn named_in_full(text: &str) -> impl Iterator<Item = Range<usize>> {
    let found = IN_FULL.captures_iter(text).filter_map(|captures| Some((captures.get(0)?, captures.name("other")?)));
    let is_person = |(whole, other): &(regex::Match<'_>, regex::Match<'_>)| {
        let name = bare(other.as_str());
        let (before, after) = (&text[..whole.start()], &text[whole.end()..]);
        let is_thing =
            WORDS.contains(&name) || is_eponym(name) || !body_parts(name).is_empty() || !sides(name).is_empty();
        // `the John Example classification`, `St. Mary Corwin`, `Maria Example found`
        let is_called_after = CALLED_AFTER.is_match(before) || INSTITUTION.is_match(after) || AUTHOR.is_match(before);
        !is_thing && !is_called_after && !CITED.is_match(after)
    };
    found.filter(is_person).map(|(whole, _)| whole.range())
}

/// Whether a sentence holds what every such name does.
pub(super) fn has_given_name(sentence: &str) -> bool {
    IN_FULL.is_match(sentence)
}

static IN_FULL: LazyLock<Regex> = LazyLock::new(|| {
    let given = GIVEN.join("|");
    pattern(&format!(
        r"\b(?:{given})\s+(?:[A-Z]\.?\s+)?(?<other>(?:Mc|Mac|O['’])?[A-Z][a-z\u{{e0}}-\u{{ff}}]+(?:-[A-Z][a-z]+)?)\b"
    ))
});
static CALLED_AFTER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:\b(?:[Aa]n?|[Tt]he|[Ss]aint|S(?:ain)?t\.?|[Ss]an|[Ss]anta)|[&(])\s*$"));
static INSTITUTION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:['’]s)?(?:\s+(?:[A-Z][\w.]*|and|of|&)){0,3}\s+(?:Academy|Associates|Avenue|Cent(?:er|re)|Clinic|College|Foundation|Group|Health|Hospital|Inc|Institute|Medical|Pavilion|Road|School|Street|University|classification|criteria|index|method|scale|score|sign|technique|test)\b",
    )
});
/// What stands behind the author of a study.
static CITED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:['’]s)?[,\s]*(?:et\s+al|and\s+(?:colleagues|coworkers)|\(?(?:19|20)[0-9]{2}|in\s+(?:an?|the|his|her)\s+(?:article|book|paper|review|study|text)|(?:article|book|paper|study|textbook)\b|published|&|[A-Z]\b)",
    )
});

/// Given names that are not surnames, places or words as well.
#[rustfmt::skip]
const GIVEN: [&str; 150] = [
    "Aaron", "Adam", "Alan", "Albert", "Alejandro", "Alexander", "Alfred", "Amanda", "Amy", "Andrew", "Angela", "Anna",
    "Anthony", "Antonio", "Arthur", "Barbara", "Benjamin", "Betty", "Brandon", "Brenda", "Brian", "Bruce", "Carlos", "Carmen",
    "Carol", "Carolyn", "Catherine", "Charles", "Cheryl", "Christina", "Christine", "Christopher", "Cynthia", "Daniel",
    "David", "Deborah", "Debra", "Dennis", "Diane", "Donald", "Donna", "Dorothy", "Douglas", "Edward", "Elizabeth", "Emily",
    "Eric", "Eugene", "Evelyn", "Frances", "Francisco", "Frederick", "Gary", "George", "Gerald", "Gloria", "Gregory",
    "Guadalupe", "Harold", "Heather", "Helen", "Henry", "Jacob", "Jacqueline", "Jane", "Janet", "Janice", "Jason", "Javier",
    "Jeffrey", "Jennifer", "Jeremy", "Jerry", "Jessica", "Jesus", "Joan", "John", "Jonathan", "Jorge", "Jose", "Joseph",
    "Joshua", "Joyce", "Juan", "Judith", "Julia", "Julie", "Karen", "Katherine", "Kathleen", "Keith", "Kenneth", "Kevin",
    "Kimberly", "Larry", "Laura", "Linda", "Lisa", "Luis", "Manuel", "Margaret", "Maria", "Marie", "Marilyn", "Martha",
    "Mary", "Matthew", "Melissa", "Michael", "Michelle", "Miguel", "Nancy", "Nathan", "Nicholas", "Nicole", "Pamela",
    "Patricia", "Paul", "Pedro", "Peter", "Philip", "Rachel", "Ralph", "Ramon", "Raymond", "Rebecca", "Ricardo", "Richard",
    "Robert", "Roberto", "Roger", "Ronald", "Rosa", "Ruth", "Ryan", "Samuel", "Sandra", "Sarah", "Sergio", "Sharon",
    "Shirley", "Stephanie", "Stephen", "Steven", "Susan", "Teresa", "Theresa", "Timothy", "Walter", "William",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        named_in_full(text).map(|place| &text[place]).collect()
    }

    #[test]
    fn names_in_full() {
        for (text, name) in [
            ("John Whitfield takes no opioid and", "John Whitfield"),
            ("The injured worker, Maria G. Example, has pain", "Maria G. Example"),
            ("a note by Linda O'Brien says", "Linda O'Brien"),
        ] {
            assert_eq!(found(text), [name], "{text}");
        }
    }

    #[test]
    fn what_is_called_after_persons() {
        for text in [
            "seen at Mary Example Medical Center, at St. Joseph Medical, at the Robert Wood Johnson Foundation",
            "John Example et al. found it. Michael Example (2012) did. Mary Phalen, a John Charnley prosthesis",
            "JOHN takes it. John. Paul takes it. Mary Pain. The Richard Wolf scope",
            "a book by Anna Example",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
