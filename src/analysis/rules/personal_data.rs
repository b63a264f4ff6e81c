//! What tells who the injured worker is, or how to reach anybody.

use super::{Check, Reporter, Rule, Sample, Source, sample};
use crate::analysis::finding::{Severity, Weight};
use crate::analysis::passage::Passage;
use crate::analysis::question::Question;
use crate::model::{LONGEST_FRONT, Part, PartKind, days, shifted};
use crate::text::pattern::{pattern, verbose};
use regex::Regex;
use std::ops::Range;
use std::sync::{Arc, LazyLock};

pub(super) static RULE: Rule = Rule {
    code: "IMR601",
    name: "personal-data",
    summary: "The letter holds a social security number, a phone number, an address, a claim number or a day of birth.",
    why: "Decisions are published after what identifies people is removed. What never stands in the letter cannot be \
          overlooked then. The case number is enough to tell whose letter it is.",
    example: Sample {
        of: sample::ITEM,
        good: &[],
        bad: &[(
            "describes a fall and poor sleep. It does not say
how often a tablet is taken. Therefore, the request is",
            "(claim number 2010-77-004512) describes a fall and
poor sleep. It does not say how often a tablet is taken. Therefore, the request
is",
        )],
    },
    weight: Weight::Fault(Severity::Warning),
    is_on: true,
    check: Check::Words(check),
    fixes: None,
};

/// What may stand in a letter and should not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Datum {
    SocialSecurityNumber,
    PhoneNumber,
    EmailAddress,
    StreetAddress,
    ClaimNumber,
    LicenceNumber,
    DayOfBirth,
}

impl Datum {
    fn name(self) -> &'static str {
        match self {
            Datum::SocialSecurityNumber => "a social security number",
            Datum::PhoneNumber => "a phone number",
            Datum::EmailAddress => "an e-mail address",
            Datum::StreetAddress => "a street address",
            Datum::ClaimNumber => "a claim or record number",
            Datum::LicenceNumber => "the number of a licence",
            Datum::DayOfBirth => "a full date of birth",
        }
    }
}

fn check(part: &Part, passages: &[Arc<Passage>], source: &Source<'_>, reporter: &mut Reporter) {
    let in_prose = passages.iter().filter(|passage| passage.any(&MAY_HOLD_DATUM)).flat_map(|passage| {
        data(&passage.text).into_iter().map(|(found, datum)| (shifted(&found, passage.start), datum))
    });
    let claim = claim_number_on_front(part, source).map(|found| (found, Datum::ClaimNumber));
    let births = births_on_front(part, source).into_iter().map(|found| (found, Datum::DayOfBirth));
    let on_front = claim.into_iter().chain(births);
    for (found, datum) in in_prose.chain(on_front) {
        let message = format!("This looks like {}. Take it out: the letter will be published.", datum.name());
        reporter.report(found, message);
    }
}

/// A claim number that was written behind a day in the table on the front.
fn claim_number_on_front(part: &Part, source: &Source<'_>) -> Option<Range<usize>> {
    Some(BEHIND_DAY.captures(&public_front(part, source)?)?.name("claim")?.range())
}

/// The days of birth in the table on the front.
fn births_on_front(part: &Part, source: &Source<'_>) -> Vec<Range<usize>> {
    public_front(part, source).map_or_else(Vec::new, |front| births(&front))
}

/// The table on the front, if that is no private cover page, which rightly holds such data.
fn public_front(part: &Part, source: &Source<'_>) -> Option<String> {
    let end = matches!(part.kind, PartKind::Front).then_some(part.text_end.min(LONGEST_FRONT))?;
    Some(source.text(&(0..end))).filter(|front| !COVER_ROW.is_match(front))
}

static BEHIND_DAY: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"[0-9] [/-] [0-9]{2,4} \s* [,;] \s* claim \s* (?: number | num | no \.? | \# ) [\s:\#]{0,4} (?<claim> [A-Z0-9-]* [0-9]{3} [A-Z0-9-]* )",
    )
});

/// A row that only a private cover page has.
static COVER_ROW: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?im)^\s*(?:re:\s*)?(?:claim\s+number|(?:employee|injured\s+worker|patient)(?:\s+name|\s*\(name\))?|final\s+determination|IMR\s+case\s+number)\s*:",
    )
});

/// What a text holds of such data, in order.
fn data(text: &str) -> Vec<(Range<usize>, Datum)> {
    let mut found: Vec<(Range<usize>, Datum)> = Vec::new();
    if !text.contains(|char: char| char.is_ascii_digit() || char == '@') {
        return found;
    }
    let groups = [
        ("social", Datum::SocialSecurityNumber),
        ("phone", Datum::PhoneNumber),
        ("local", Datum::PhoneNumber),
        ("of_office", Datum::PhoneNumber),
        ("licence", Datum::LicenceNumber),
        ("numbered", Datum::LicenceNumber),
        ("mail", Datum::EmailAddress),
        ("street", Datum::StreetAddress),
        ("claim", Datum::ClaimNumber),
        ("social_run", Datum::SocialSecurityNumber),
        ("box", Datum::StreetAddress),
    ];
    for captures in DATUM.captures_iter(text) {
        for (group, datum) in groups {
            let Some(place) = captures.name(group) else { continue };
            if !is_in_address(text, place.start()) && !is_other(datum, text, &place.range()) {
                found.push((place.range(), datum));
            }
        }
    }
    found.extend(births(text).into_iter().map(|place| (place, Datum::DayOfBirth)));
    found.sort_by_key(|(place, _)| place.start);
    found
}

/// The days of birth in a text.
fn births(text: &str) -> Vec<Range<usize>> {
    if !BIRTH_CUE.is_match(text) {
        return Vec::new();
    }
    let days = days(text).into_iter().map(|(place, _)| place);
    days.filter(|place| BIRTH.is_match(&text[..place.start])).collect()
}

/// Whether a place lies in a web address, where any number may stand.
fn is_in_address(text: &str, at: usize) -> bool {
    let word = text[..at].rsplit(char::is_whitespace).next().unwrap_or("");
    word.contains("://") || word.to_ascii_lowercase().contains("www.") || word.ends_with(['/', '-', '.'])
}

/// Whether a place only looks like such a datum.
fn is_other(datum: Datum, text: &str, place: &Range<usize>) -> bool {
    let words = &text[place.clone()];
    match datum {
        Datum::PhoneNumber => PRODUCT.is_match(&text[..place.start]),
        Datum::ClaimNumber => CASE.is_match(words),
        Datum::StreetAddress => {
            let is_street = ![&*OF_CARE, &*IN_A_SENTENCE, &*MEASURED].iter().any(|other| other.is_match(words));
            !words.starts_with('P') && (!is_street || GOES_ON.is_match(&text[place.end..]))
        }
        _ => false,
    }
}

/// That the number of a product or a code comes next.
static PRODUCT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(?:NDC|UPC|CPT|HCPCS|PMID|ISBN|lot|model|item|part|serial)\b[^.;]{0,12}$"));
/// The number of a case of independent review, which stays in the letter.
static CASE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)^CM\d{2}-?\d{4,}$"));
/// Words of care, which have a number before them as well: `5 Star Physical Therapy Way`.
static OF_CARE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:Physical|Therapy|Exercises?|Wall|Push|Pull|Ups?|Star|Program|Care|Medical|Pain|Visits?|Sessions?|Steps?|Mg|MG|Tablets?|Weeks?|Days?|Minutes?|Hours?|Range|Motion|Treatments?)\b",
    )
});
/// Words of a sentence in capitals that only ends in a street: `IN 2013 ON THE STREET`.
static IN_A_SENTENCE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?:AN|AT|BY|HE|HER|HIS|IN|MILES?|OFF|ON|SHE|THE|THIS|TO|WAS|WHEN|WHILE)\b"));
/// `2 Mile Road`
static MEASURED: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[0-9]{1,2}\s+(?:Miles?|Points)\b"));
/// That more than a street is named: `20 Push Place exercises`.
static GOES_ON: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)^\s+(?:exercises?|sessions?|visits?|programs?|times|treatments?|tests?|protocol|technique|units?)\b")
});

static MAY_HOLD_DATUM: Question = Question::new(|sentence| BEFORE_DATUM.is_match(sentence) || DATUM.is_match(sentence));

/// Words with which a datum begins that may stand behind the end of a sentence: `claim no. WC-2013`, `tel. 555-0142`.
static BEFORE_DATUM: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:birth\w*|born|box|call|cell|claim|clinic|D\.?O\.?B|fax|lic|licensure|mobile|office|MRN|phone|record|social|SSN|tel|telephone)\b",
    )
});

static DATUM: LazyLock<Regex> = LazyLock::new(|| {
    const STREET: &str = "(?: Street | Avenue | Ave | Road | Rd | Boulevard | Blvd | Lane | Ln | Drive | Parkway | Highway | Court | Way | Place | Circle )";
    const STREET_IN_CAPITALS: &str = "(?: STREET | AVENUE | AVE | ROAD | RD | BLVD | LANE )";
    pattern(&format!(
        r"(?x)
        (?<mail> [A-Za-z0-9._%+-]+ @ [A-Za-z0-9-]+ (?: \. [A-Za-z0-9-]+ )* \. [A-Za-z]{{2,}} )
        | \b (?<social> [0-9]{{3}} - [0-9]{{2}} - [0-9]{{4}} ) \b
        | (?i: \b SSN | social \s+ security (?: \s+ number )? ) [\s:\#]{{0,4}} (?<social_run> [0-9]{{9}} ) \b
        | (?<phone> (?: \( [0-9]{{3}} \) \s* | \b [0-9]{{3}} [-.\x20] ) [0-9]{{3}} [-.] [0-9]{{4}} ) \b
        | (?i: \b (?: call | fax | phone | tel | telephone ) \b ) [^0-9]{{0,20}} (?<local> [0-9]{{3}} [-.] [0-9]{{4}} ) \b
        | (?i: \b (?: (?: her | his | my ) \s+ (?: cell | mobile ) | (?: cell | clinic | mobile | office ) (?: \s+ (?: at | number | phone ) \b | \s* [:\#(] ) ) | \( \s* (?: cell | clinic | mobile | office ) | \b (?: her | his | the ) \s+ home \s+ number \s+ is ) [\s:\#(]{{0,3}} (?<of_office> [0-9]{{3}} [-.] [0-9]{{4}} ) \b
        | (?i: \b licensure \b ) [^.;]{{0,60}}? \b (?<licence> (?: 20A | [A-Z]{{2}} | [A-Z] [\s-]? ) [0-9]{{4,6}} ) \b
        | (?i: \b lic \. ) [\s:\#]{{1,4}} (?<numbered> (?: 20A | [A-Z]{{1,2}} ) [\s-]? [0-9]{{4,6}} ) \b
        | \b (?<street> (?: [0-9]{{1,5}} \s+ (?: [NSEW] \.? \s+ )? (?: [A-Z][A-Za-z]+ \s+ ){{1,3}} {STREET}
                | [0-9]{{3,5}} \s+ (?: [A-Z]+ \s+ ){{1,3}} {STREET_IN_CAPITALS} ) \b \.?
            (?: ,? \s+ (?: [A-Z][A-Za-z]+ ,? \s+ ){{1,3}} [A-Z]{{2}} ,? \s+ [0-9]{{5}} (?: - [0-9]{{4}} )? )? )
        | \b (?<box> P \. ? \s? O \. ? \s+ Box \s+ [0-9]+ )
        | (?i: \b (?: claim | medical \s+ record ) \s* (?: number | num | no \.? | \# ) | \b MRN ) [\s:\#]{{0,4}}
            (?: (?: is | of ) \s+ )? (?<claim> [A-Z0-9][A-Z0-9-]* [0-9]{{3}} [A-Z0-9-]* )"
    ))
});

static BIRTH_CUE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)birth|\bborn\b|\bD\.?O\.?B\b"));

/// That a day of birth comes next.
static BIRTH: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:\bD\.?O\.?B\.?|\bdate\s+of\s+birth|\bborn(?:\s+on)?|\bbirth\s?date|\bbirthday)\W{0,4}(?:(?:is|of|on)\s+)?$",
    )
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Snapshot, Stage};
    use crate::text::Text;

    fn found(text: &str) -> Vec<(&str, Datum)> {
        data(text).into_iter().map(|(place, datum)| (&text[place], datum)).collect()
    }

    #[test]
    fn data_of_people() {
        for (text, words, datum) in [
            ("The patient (SSN 123-45-6789) has", "123-45-6789", Datum::SocialSecurityNumber),
            ("at (555) 555-0142.", "(555) 555-0142", Datum::PhoneNumber),
            ("at 555.555.0142.", "555.555.0142", Datum::PhoneNumber),
            ("Call 555-0142 extension 7", "555-0142", Datum::PhoneNumber),
            ("His home number is 555-0142.", "555-0142", Datum::PhoneNumber),
            ("His cell 555-0142 was called.", "555-0142", Datum::PhoneNumber),
            ("Write to office@example.com.", "office@example.com", Datum::EmailAddress),
            ("Lives at 4471 Juniper Hollow Rd, Fresno.", "4471 Juniper Hollow Rd", Datum::StreetAddress),
            ("LIVES AT 4471 JUNIPER HOLLOW RD, FRESNO.", "4471 JUNIPER HOLLOW RD", Datum::StreetAddress),
            (
                "at 123 Main Street,\n\nSpringfield, CA 90000, has",
                "123 Main Street,\n\nSpringfield, CA 90000",
                Datum::StreetAddress,
            ),
            ("Claim Number: 1234567890.", "1234567890", Datum::ClaimNumber),
            ("claim number 2010-77-004512, is", "2010-77-004512", Datum::ClaimNumber),
            ("(DOB 03/04/1962)", "03/04/1962", Datum::DayOfBirth),
            ("was born on March 4, 1962 and", "March 4, 1962", Datum::DayOfBirth),
            ("State(s) of Licensure: California (A-091823)", "A-091823", Datum::LicenceNumber),
            ("The provider (lic. A-48217) asked for it.", "A-48217", Datum::LicenceNumber),
            ("STATE(S) OF LICENSURE: CALIFORNIA (C 91823)", "C 91823", Datum::LicenceNumber),
            ("The surgeon (office 555-0142) asks.", "555-0142", Datum::PhoneNumber),
            ("The office has tel. 555-0142 for that.", "555-0142", Datum::PhoneNumber),
            ("Claim number:\n\nWC-201399 is old.\nIt is closed.", "WC-201399", Datum::ClaimNumber),
            ("It has claim no. WC-2013-77.", "WC-2013-77", Datum::ClaimNumber),
        ] {
            assert_eq!(found(text), [(words, datum)], "{text}");
            assert!(Passage::read(0, text.to_owned(), None).any(&MAY_HOLD_DATUM), "{text}");
        }
    }

    #[test]
    fn data_on_the_front() {
        let found = |front: &str| {
            let text = format!("{front}\n\n{}", sample::LETTER);
            let findings = Snapshot::new(Text::from(text.as_str())).findings(Stage::Final, None).list;
            let of_rule = findings.into_iter().filter(|finding| finding.rule == &RULE);
            of_rule.map(|finding| text[finding.range].to_owned()).collect::<Vec<_>>()
        };
        let row = "Date of Injury: 3/28/2007, Claim Number: WC-0718842-03";
        assert_eq!(found(&format!("UR Denial Date: 8/9/2013\n{row}")), ["WC-0718842-03"]);
        assert_eq!(found("Date of Birth: 06/17/1956 Date of Injury: 3/28/2007"), ["06/17/1956"]);
        for front in [
            "Employee Name: on file\nDate of Birth: 06/17/1956",
            "IMR Case Number: CM14-0012345\nDate of Birth: 06/17/1956",
            "Date of Injury: 3/28/2007\nClaim Number: WC-0718842-03",
            "Date of Injury: 3/28/2007    Claim Number: WC-0718842-03",
            "Date of Injury: 3/28/2007, Claim Number: on file",
            &format!("{row}\nFinal Determination: UPHOLD"),
            &format!("Employee Name: on file\n{row}"),
        ] {
            assert_eq!(found(front), [""; 0], "{front}");
        }
    }

    #[test]
    fn other_numbers() {
        for text in [
            "CM14-0012345, ICD-9 724.2, 722.10, CPT 97110, 97140 and 97530, 8 CCR 9792.24.2",
            "pages 303-305, 308-310, Table 12-8, 2009 Jun 15;5(3):263-276. PMID 12345678; doi 10.1000/182",
            "NDC 00000-0000-01, 10-12-14, 98-72-18, 128/76, form 10-2014-05",
            "HE WAS HIT ON 3 LANE ROAD. SHE WAS HIT IN 2013 ON THE STREET.",
            "HE DROVE 100 MILES ON THE ROAD. IN 2014 WHILE CROSSING THE ROAD SHE FELL. SHE FELL IN 2013 ON FIFTH AVE.",
            "the file of the 2 Mile Road accident",
            "12 steps at the drive way, 2 Way traffic, over Interstate 80 on Main Street",
            "The claim number is not repeated here. Born in 1962. The date of birth is not needed since 03/04/1996.",
            "https://www.example.org/555-555-0142",
            "Policy No. 2014-001 of the Medical Board, NDC 555-555-1234, Claim number CM13-0012345",
            "Seen in the clinic 100-2000 times. ODG low back; office 992-1300. The white cell 400-1000 was normal.",
            "White cell count 400-1000. The office billed codes 992-1300. State(s) of Licensure: California, CA 93401",
            "the 5 Star Physical Therapy Way, 20 Wall Push Place exercises",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
