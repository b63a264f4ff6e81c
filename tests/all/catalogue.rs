//! The catalogue: what ships against the tables it comes from, and what is wrong with an office's files.

use crate::support;
use imr_ls::guidelines::{Catalogue, Context, Fact, Pages, Problem, Status, Topic, TopicId, TopicKind, Treatment};
use std::collections::{HashMap, HashSet};
use std::path::Path;

/// The rows of a table of reference data, by the names of their columns. The tables are not part of this repository.
fn rows(table: &str) -> Option<Vec<HashMap<String, String>>> {
    let text = support::reference(&Path::new("../shared/reference").join(table))?;
    let mut lines = text.lines();
    let columns: Vec<String> = lines.next().expect("a header").split('\t').map(str::to_owned).collect();
    Some(lines.map(|line| columns.iter().cloned().zip(line.split('\t').map(str::to_owned)).collect()).collect())
}

fn fact<T: ToString>(fact: Option<&Fact<T>>) -> [String; 2] {
    fact.map(|fact| [fact.value.to_string(), fact.status.word().to_owned()]).unwrap_or_default()
}

fn text<T: ToString>(value: Option<T>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn kind(kind: TopicKind) -> &'static str {
    match kind {
        TopicKind::Topic => "topic",
        TopicKind::Part => "part",
        TopicKind::Pointer => "pointer",
        TopicKind::Chapter => "chapter",
        TopicKind::Note => "note",
    }
}

#[test]
fn topics_are_those_of_the_table() {
    let Some(rows) = rows("guidelines.tsv") else { return };
    let catalogue = Catalogue::shipped();
    assert_eq!(catalogue.topics().count(), rows.len());
    for row in &rows {
        let topic = catalogue.topic(catalogue.topic_named(&row["topic"]).unwrap_or_else(|| panic!("{row:?}")));
        let guideline = catalogue.guideline(topic.guideline);
        let [cite, title_status] = fact(topic.cite.as_ref());
        let [first, first_status] = fact(topic.first_page.as_ref());
        let [last, last_status] = fact(topic.last_page.as_ref());
        // The table leaves open when an edition was adopted; it was not in force before its own year.
        let from = topic.validity.from.filter(|from| {
            !row["valid_from"].is_empty() || text(topic.edition.map(|year| format!("{year}-01-01"))) != from.to_string()
        });
        let found = [
            ("guideline", guideline.name.clone()),
            ("in_mtus", if guideline.in_mtus { "yes" } else { "no" }.to_owned()),
            ("edition", text(topic.edition)),
            ("regulation", text(topic.regulation.as_ref())),
            ("valid_from", text(from)),
            ("valid_until", text(topic.validity.until)),
            ("kind", kind(topic.kind).to_owned()),
            ("parent", text(topic.parent.map(|parent| &catalogue.topic(parent).name))),
            ("cite", cite),
            ("title_status", title_status),
            ("first_page", first),
            ("first_status", first_status),
            ("last_page", last),
            ("last_status", last_status),
            ("origin", topic.origin.clone()),
        ];
        for (column, found) in found {
            assert_eq!(row[column], found, "{column} of {}", topic.name);
        }
    }
}

#[test]
fn treatments_are_those_of_the_table() {
    let Some(rows) = rows("treatments.tsv") else { return };
    let catalogue = Catalogue::shipped();
    let treatments: HashMap<_, _> =
        catalogue.treatments().map(|(_, treatment)| (treatment.name.as_str(), treatment)).collect();
    assert_eq!(treatments.len(), rows.len());
    for row in &rows {
        let treatment = treatments[row["treatment"].as_str()];
        let name = |topic: TopicId| catalogue.topic(topic).name.clone();
        let first = treatment.cited.first().map(|cited| catalogue.topic(cited.topic).guideline);
        let only_in_headings = match row["match"].split_once(':') {
            Some((_, names)) => names.split('|').map(str::to_owned).collect(),
            None if row["match"] == "heading" => names(treatment).cloned().collect(),
            None => Vec::new(),
        };
        assert_eq!(treatment.only_in_headings, only_in_headings, "{}", treatment.name);
        let pages: Vec<String> = treatment.cited.iter().map(|cited| text(cited.pages)).collect();
        let found = [
            ("brands", treatment.brands.join("|")),
            ("synonyms", treatment.synonyms.join("|")),
            ("class", text(treatment.class.as_ref())),
            ("body_parts", treatment.body_parts.join("|")),
            ("guideline", text(first.map(|id| &catalogue.guideline(id).name))),
            ("topics", treatment.cited.iter().map(|cited| name(cited.topic)).collect::<Vec<_>>().join(";")),
            ("pages", pages.join(";")),
            ("also", treatment.also.iter().map(|topic| name(*topic)).collect::<Vec<_>>().join(";")),
            ("status", treatment.status.word().to_owned()),
        ];
        for (column, found) in found {
            assert_eq!(row[column].trim_matches(';'), found.trim_matches(';'), "{column} of {}", treatment.name);
        }
    }
}

fn names(treatment: &Treatment) -> impl Iterator<Item = &String> {
    [&treatment.name].into_iter().chain(&treatment.brands).chain(&treatment.synonyms)
}

/// Pages with both ends, however sure.
fn range(topic: &Topic) -> Option<Pages> {
    Some(Pages { first: topic.first_page?.value, last: topic.last_page?.value })
}

#[test]
fn names_are_unique() {
    let catalogue = Catalogue::shipped();
    let mut topics = HashSet::new();
    assert!(catalogue.topics().all(|(_, topic)| topics.insert(&topic.name)));
    let mut known = HashMap::new();
    for (id, treatment) in catalogue.treatments() {
        for name in names(treatment) {
            let folded: String = name.to_lowercase().chars().filter(|char| !matches!(char, ' ' | '-')).collect();
            assert_eq!(*known.entry(folded).or_insert(id), id, "{name}");
        }
        assert!(treatment.only_in_headings.iter().all(|short| names(treatment).any(|name| name == short)));
    }
}

#[test]
fn pages_lie_where_they_belong() {
    let catalogue = Catalogue::shipped();
    for (_, topic) in catalogue.topics().filter(|(_, topic)| topic.kind != TopicKind::Pointer) {
        let parent = topic.parent.map(|parent| catalogue.topic(parent));
        if let (Some(pages), Some(whole)) = (range(topic), parent.and_then(range)) {
            assert!(pages.lie_within(whole), "{}", topic.name);
        }
    }
    for (_, treatment) in catalogue.treatments() {
        for cited in &treatment.cited {
            let topic = catalogue.topic(cited.topic);
            if let (Some(pages), Some(whole)) = (cited.pages, range(topic)) {
                assert!(pages.lie_within(whole), "{} of {}", topic.name, treatment.name);
            }
        }
    }
}

/// Of two chapters with pages in common, one holds the other.
#[test]
fn chapters_do_not_share_pages() {
    let catalogue = Catalogue::shipped();
    let is_chapter = |topic: &Topic| topic.kind == TopicKind::Chapter && topic.pages().is_some();
    let holds = |whole, part| std::iter::successors(Some(part), |id| catalogue.topic(*id).parent).any(|id| id == whole);
    let chapters: Vec<_> = catalogue.topics().filter(|(_, topic)| is_chapter(topic)).collect();
    for (one, chapter) in &chapters {
        for (other, neighbour) in &chapters {
            let is_same_document = (chapter.guideline, chapter.edition) == (neighbour.guideline, neighbour.edition);
            if let (Some(Fact { value: a, .. }), Some(Fact { value: b, .. })) = (chapter.pages(), neighbour.pages())
                && is_same_document
                && !holds(*one, *other)
                && !holds(*other, *one)
            {
                assert!(a.last < b.first || b.last < a.first, "{} and {}", chapter.name, neighbour.name);
            }
        }
    }
}

#[test]
fn only_what_is_sure_enough_is_offered() {
    let catalogue = Catalogue::shipped();
    for (_, topic) in catalogue.topics() {
        let ends = [topic.first_page, topic.last_page].into_iter().flatten();
        let least = ends.map(|page| page.status).min();
        assert!(topic.pages().is_none_or(|pages| Some(pages.status) == least && pages.status > Status::Doubtful));
        assert!(topic.cite.as_ref().is_none_or(|cite| cite.status >= Status::Likely), "{}", topic.name);
        assert!(topic.kind != TopicKind::Pointer || topic.parent.is_some(), "{}", topic.name);
    }
}

/// What is wrong with an office's file, as `line: entry: message`.
fn problems(file: &str) -> Vec<String> {
    let (_, problems) = Catalogue::with_files([("office.toml", file)]);
    let shown = |problem: Problem| {
        assert_eq!(problem.file, "office.toml");
        format!("{}: {}: {}", problem.line, problem.entry, problem.message)
    };
    problems.into_iter().map(shown).collect()
}

#[test]
fn what_is_wrong_is_told_where_it_stands() {
    let new_topic = "[[topic]]\nname = \"Mine\"\nguideline = \"odg\"\n";
    let mut wrong = Vec::new();
    let cases = [
        ("[[topic]]\nname = \"x\nkind = 1", "2: : ", "This is not TOML: "),
        ("\n[[topics]]\n", "2: `topics`: ", "Did you mean “topic”?"),
        ("[topic]\nname = \"x\"\n", "1: `topic`: ", "Write `[[topic]]` before each entry."),
        ("[[topic]]\nkind = \"part\"\n", "1: topic “”: ", "`name` is missing."),
        ("[[topic]]\nname = \"Naproxen\"\nfirst-pgae = 1\n", "3: topic “Naproxen”: ", "Did you mean “first-page”?"),
        (
            "[[topic]]\nname = \"Naproxen\"\n\nfirst-page = { number = 73 }\n",
            "4: topic “Naproxen”: ",
            "`status` is missing.",
        ),
        (
            "[[topic]]\nname = \"Naproxen\"\nfirst-page = { number = 73, status = \"sure\" }\n",
            "3: topic “Naproxen”: ",
            "“sure” is not possible here. Write one of: doubtful, unsure, likely, confirmed.",
        ),
        ("[[topic]]\nname = \"Opioids, criteria of use\"\n", "1: topic “", "Did you mean “Opioids, criteria for use”?"),
        (
            "[[topic]]\nname = \"Mine\"\nguideline = \"chronic-pain\"\n",
            "1: topic “Mine”: ",
            "Did you mean “chronic-pain-20",
        ),
        (
            "[[topic]]\nname = \"Mine\"\nguideline = \"odg\"\nkind = \"part\"\nparent = \"ODG Elbows\"\n",
            "1: topic “Mine”: ",
            "Did you mean “ODG Elbow”?",
        ),
        (
            "[[topic]]\nname = \"Mine\"\nguideline = \"odg\"\nkind = \"pointer\"\n",
            "1: topic “Mine”: ",
            "A pointer needs `parent`",
        ),
        (
            "[[topic]]\nname = \"ODG Elbow\"\nparent = \"ODG Elbow\"\n",
            "1: topic “ODG Elbow”: ",
            "Its `parent` is a part of the topic itself.",
        ),
        (
            "[[topic]]\nname = \"Mine\"\nguideline = \"odg\"\nparent = \"Ours\"\n\n\
             [[topic]]\nname = \"Ours\"\nguideline = \"odg\"\nparent = \"Mine\"\n",
            "6: topic “Ours”: ",
            "Its `parent` is a part of the topic itself.",
        ),
        (
            "[[topic]]\nname = \"Naproxen\"\nfirst-page = { number = 74, status = \"confirmed\" }\n\
             last-page = { number = 73, status = \"confirmed\" }\n",
            "1: topic “Naproxen”: ",
            "Page 74 cannot be the first if 73 is the last.",
        ),
        (
            "[[topic]]\nname = \"Opioids: on-going management\"\nlast-page = { number = 97, status = \"confirmed\" }\n",
            "1: topic “Opioids: on-going management”: ",
            "lie outside of “Opioids, criteria for use”",
        ),
        (
            "[[topic]]\nname = \"Mine\"\nguideline = \"odg\"\ncite = { words = \"Mine\", status = \"unsure\" }\n",
            "1: topic “Mine”: ",
            "must be `likely` or `confirmed`",
        ),
        ("[[guideline]]\nid = \"mine\"\nname = \"Mine\"\n", "1: guideline “mine”: ", "needs `name` and `in-mtus`"),
        (
            "[[guideline]]\nid = \"odg\"\naddress = \"www.example.org\"\n",
            "1: guideline “odg”: ",
            "Write the whole `address` of a page, beginning with https://.",
        ),
        (
            "[[topic]]\nname = \"Naproxen\"\naddress = \"https://example.org/a b\"\n",
            "1: topic “Naproxen”: ",
            "Write the whole `address` of a page, beginning with https://.",
        ),
        (
            "[[treatment]]\nname = \"leeches\"\ncited = [\n  { topic = \"Naproxin\" },\n]\n",
            "1: treatment “leeches”: ",
            "There is no topic “Naproxin”. Did you mean “Naproxen”?",
        ),
        (
            "[[treatment]]\nname = \"leeches\"\ncited = [{ topic = \"Opioids, criteria for use\", pages = \"7\" }]\n",
            "1: treatment “leeches”: ",
            "The cited pages 7 lie outside of the topic “Opioids, criteria for use”.",
        ),
        (
            "[[treatment]]\nname = \"leeches\"\ncited = [{ topic = \"Naproxen\", pages = \"vii\" }]\n",
            "3: treatment “leeches”: ",
            "write pages as in",
        ),
        (
            "[[treatment]]\nname = \"leeches\"\nbrands = [\"NOR-CO\"]\n",
            "1: treatment “leeches”: ",
            "“NOR-CO” is already a name of “hydrocodone/acetaminophen”.",
        ),
        (
            "[[treatment]]\nname = \"Soma\"\nstatus = \"likely\"\n",
            "1: treatment “Soma”: ",
            "“Soma” is already a name of “carisoprodol”.",
        ),
        (
            "[[treatment]]\nname = \"leeches\"\nbrands = [\"Hirudo\"]\nonly-in-headings = [\"Hirud\"]\n",
            "1: treatment “leeches”: ",
            "“Hirud” in `only-in-headings` is none of its names. Did you mean “Hirudo”?",
        ),
        ("[[phrase]]\ntopic = \"Naproxin\"\ntext = \"x\"\n", "1: phrase “Naproxin”: ", "Did you mean “Naproxen”?"),
        (&new_topic.repeat(2), "4: topic “Mine”: ", "It stands in this file twice, first on line 1."),
    ];
    for (file, start, end) in cases {
        let found = problems(file);
        if found.len() != 1 || !found[0].starts_with(start) || !found[0].contains(end) {
            wrong.push(format!("{file}expected {start}… {end}\nfound {found:#?}\n"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn one_bad_entry_leaves_the_others_alone() {
    let file = "[[topic]]\nname = \"Mine\"\nguideline = \"odg\"\n\n[[topic]]\nname = \"Yours\"\nguideline = 1\n\n\
                [[treatment]]\nname = \"carisoprodol\"\nbrands = [\"Norco\", \"Somadril\"]\n";
    let (catalogue, problems) = Catalogue::with_files([("office.toml", file)]);
    assert_eq!(problems.iter().map(|problem| problem.line).collect::<Vec<_>>(), [7, 9]);
    assert!(catalogue.topic_named("Mine").is_some() && catalogue.topic_named("Yours").is_none());
    let treatment = |name: &str| catalogue.treatments().find(|(_, known)| known.name == name).expect("a treatment").1;
    let brands = &treatment("carisoprodol").brands;
    assert!(brands.contains(&"Soma".to_owned()) && brands.contains(&"Somadril".to_owned()), "{brands:?}");
    assert!(!brands.contains(&"Norco".to_owned()));
    assert!(treatment("hydrocodone/acetaminophen").brands.contains(&"Norco".to_owned()));
}

#[test]
fn later_files_correct_earlier_ones() {
    let page = |number: u32, status: &str| {
        format!(
            "[[topic]]\nname = \"Carisoprodol (Soma)\"\nlast-page = {{ number = {number}, status = \"{status}\" }}\n"
        )
    };
    let (user, office) = (page(30, "likely"), page(29, "confirmed"));
    let (catalogue, problems) = Catalogue::with_files([("user.toml", user.as_str()), ("office.toml", office.as_str())]);
    assert_eq!(problems, []);
    let topic = catalogue.topic(catalogue.topic_named("Carisoprodol (Soma)").expect("a topic"));
    assert_eq!(topic.last_page, Some(Fact { value: 29, status: Status::Confirmed }));
    assert_eq!(topic.cite.as_ref().map(|cite| cite.value.as_str()), Some("Carisoprodol (Soma)"));
}

/// The office has looked it up; what is cited for treatments is older.
#[test]
fn pages_that_an_office_corrects_are_no_longer_cited() {
    let file = "[[topic]]\nname = \"Carisoprodol (Soma)\"\nfirst-page = { number = 28, status = \"confirmed\" }\n\
                last-page = { number = 28, status = \"confirmed\" }\n";
    let cited = |catalogue: &Catalogue| {
        let topic = catalogue.topic_named("Carisoprodol (Soma)").expect("a topic");
        let all = catalogue.treatments().flat_map(|(_, treatment)| treatment.cited.clone());
        all.filter(|cited| cited.topic == topic).map(|cited| cited.pages).collect::<Vec<_>>()
    };
    assert!(cited(&Catalogue::shipped()).contains(&Some(Pages { first: 29, last: 29 })));
    let (catalogue, problems) = Catalogue::with_files([("office.toml", file)]);
    assert_eq!(problems, []);
    assert!(!cited(&catalogue).contains(&Some(Pages { first: 29, last: 29 })));
}

/// What the documentation shows an office is right.
#[test]
fn the_example_has_no_problem() {
    let page = std::fs::read_to_string("docs/guidelines.md").expect("docs/guidelines.md");
    let example = page.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).expect("an example");
    let (catalogue, problems) = Catalogue::with_files([("example.toml", example)]);
    assert_eq!(problems, []);
    let topic = |name: &str| catalogue.topic_named(name).expect("a topic");
    let pages = catalogue.topic(topic("Opioids, criteria for use")).pages();
    assert_eq!(pages, Some(Fact { value: Pages { first: 76, last: 80 }, status: Status::Confirmed }));
    assert_eq!(catalogue.phrases(topic("Our protocol: leech therapy")).len(), 1);
    let mentions = catalogue.names().mentions("Our Pharmacy's Own Norco, hirudotherapy", Context::Heading);
    assert_eq!(mentions.len(), 2, "{mentions:?}");
}
