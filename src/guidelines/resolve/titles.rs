//! The names under which topics are cited, prepared for looking them up.

use super::super::catalogue::{Catalogue, GuidelineId, Topic, TopicId, TopicKind};
use super::Confidence;
use super::folding::{folded_words, is_filler, key, loose_key};
use regex::Regex;
use std::collections::HashMap;
use std::sync::LazyLock;

/// How a name is like what the guideline itself says, from the most to the least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Form {
    /// Its own words.
    Whole,
    /// Its own words without what stands in brackets.
    WithoutAside,
    /// What stands in brackets: an abbreviation, the long form of one, a brand.
    Aside,
    /// Its first words, or all but a chapter's number.
    Shortened,
    /// The words behind the name of its chapter, which mean it only inside of that chapter.
    InChapter,
}

#[derive(Debug)]
struct Name {
    topic: TopicId,
    form: Form,
    words: Vec<String>,
    key: String,
    sorted_key: String,
}

/// All names of all topics.
#[derive(Debug, Default)]
pub(super) struct Titles {
    names: Vec<Name>,
    by_key: HashMap<String, Vec<usize>>,
    by_loose_key: HashMap<String, Vec<usize>>,
    by_guideline: HashMap<GuidelineId, Vec<usize>>,
}

/// Which topics can be meant.
#[derive(Clone, Debug, Default)]
pub(super) struct Scope {
    pub(super) guidelines: Vec<GuidelineId>,
    /// The chapter whose parts are meant.
    pub(super) within: Option<TopicId>,
}

/// A match must be more than this many times as near as the next best.
const MARGIN: usize = 2;

/// Of so many letters one may be wrong.
const LETTERS_PER_SLIP: usize = 6;

/// A name with fewer letters is spelt right or means something else.
const SHORTEST_WITH_SLIPS: usize = 5;

const MOST_SLIPS: usize = 3;

/// A topic is offered only if it is at least this like what was written.
const ALIKE: f64 = 0.72;

static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\A\s*ch(?:ap[a-z]*)?[\s.:#]*(?:([0-9]{1,2})|([ivx]{1,5}))\b[\s.,:–—-]*")
        .expect("the pattern is valid")
});

impl Titles {
    pub(super) fn of(catalogue: &Catalogue) -> Self {
        let mut titles = Titles::default();
        for (id, topic) in catalogue.topics() {
            for (form, name) in names_of(topic) {
                titles.add(id, topic, form, &name);
            }
        }
        titles
    }

    fn add(&mut self, id: TopicId, topic: &Topic, form: Form, name: &str) {
        let words = folded_words(name);
        let (key, sorted_key) = (key(&words), loose_key(&words));
        if key.is_empty() || self.names.iter().rev().take_while(|known| known.topic == id).any(|known| known.key == key)
        {
            return;
        }
        let index = self.names.len();
        self.by_key.entry(key.clone()).or_default().push(index);
        self.by_loose_key.entry(sorted_key.clone()).or_default().push(index);
        self.by_guideline.entry(topic.guideline).or_default().push(index);
        self.names.push(Name { topic: id, form, words, key, sorted_key });
    }
}

/// The names of a topic, the best first.
fn names_of(topic: &Topic) -> Vec<(Form, String)> {
    let cite = topic.cite.as_ref().map(|cite| cite.value.as_str());
    let title = cite.unwrap_or(&topic.name);
    let mut names = vec![(Form::Whole, title.to_owned())];
    if let Some((_, part)) = topic.name.split_once(": ") {
        names.push((Form::InChapter, part.to_owned()));
        names.push((Form::InChapter, without_aside(part).to_owned()));
        names.extend(asides(part).into_iter().map(|aside| (Form::InChapter, aside)));
    }
    if cite.is_none() && topic.kind == TopicKind::Part {
        return names;
    }
    let bare = without_aside(title);
    // What a pointer says in brackets is the catalogue's own explanation.
    let form = if topic.kind == TopicKind::Pointer && cite.is_none() { Form::Whole } else { Form::WithoutAside };
    names.push((form, bare.to_owned()));
    names.extend(asides(title).into_iter().map(|aside| (Form::Aside, aside)));
    if topic.kind == TopicKind::Chapter {
        let unnumbered = NUMBER.replace(bare, "");
        let subject =
            ["Complaints", "Disorders", "Conditions"].iter().find_map(|ending| unnumbered.strip_suffix(ending));
        names.extend(subject.map(|subject| (Form::Shortened, subject.trim().to_owned())));
        names.push((Form::Shortened, unnumbered.into_owned()));
        let number = NUMBER.captures(bare).and_then(|number| number.get(1));
        names.extend(number.map(|number| (Form::Shortened, format!("Chapter {}", number.as_str()))));
    }
    if topic.kind != TopicKind::Note {
        names.extend(beginning(bare, topic.kind).map(|beginning| (Form::Shortened, beginning.to_owned())));
    }
    names
}

fn without_aside(name: &str) -> &str {
    name.split_once(" (").map_or(name, |(before, _)| before)
}

/// What stands before the first comma, in a chapter's title before any sign.
fn beginning(title: &str, kind: TopicKind) -> Option<&str> {
    let end = match kind {
        TopicKind::Chapter if !NUMBER.is_match(title) => title.find([',', '&', '-'])?,
        TopicKind::Chapter => return None,
        _ => title.find(',')?,
    };
    Some(title[..end].trim())
}

/// What may be said instead of a name because it stands in brackets behind it.
fn asides(name: &str) -> Vec<String> {
    let Some((before, rest)) = name.split_once(" (") else { return Vec::new() };
    let aside = rest.split(')').next().unwrap_or(rest);
    let abbreviates = is_abbreviation(before.split([' ', ',']).next().unwrap_or_default());
    let is_name = |name: &str| {
        let words: Vec<&str> = name.split_whitespace().collect();
        let first = words.first().copied().unwrap_or_default();
        let is_word_of_its_own = abbreviates || words.len() > 1 || first.starts_with(char::is_uppercase);
        is_word_of_its_own && !is_filler(&first.to_lowercase())
    };
    let mut names: Vec<String> = vec![aside.to_owned()];
    let subject = aside.strip_prefix("Tables ").map(|_| "Table ").unwrap_or_default();
    names.extend(aside.trim_start_matches("Tables ").split([',', ';']).map(|one| format!("{subject}{}", one.trim())));
    names.retain(|name| is_name(name));
    names
}

fn is_abbreviation(word: &str) -> bool {
    word.chars().filter(|char| char.is_uppercase()).count() > 1
}

impl Catalogue {
    /// The one topic of the scope that the words name.
    pub(super) fn named(&self, words: &str, scope: &Scope) -> Option<(TopicId, Confidence)> {
        self.named_alike(words, scope).or_else(|| self.numbered(words, scope))
    }

    fn named_alike(&self, words: &str, scope: &Scope) -> Option<(TopicId, Confidence)> {
        let folded = folded_words(words);
        let key = key(&folded);
        if key.is_empty() {
            return None;
        }
        if let Some((topic, form)) = self.best(self.index.titles.by_key.get(&key), scope) {
            return Some((
                topic?,
                if matches!(form, Form::Whole | Form::InChapter) { Confidence::Exact } else { Confidence::Near },
            ));
        }
        let loosely = match self.best(self.index.titles.by_loose_key.get(&loose_key(&folded)), scope) {
            Some((topic, _)) => topic,
            None => self.misspelt(words, &folded, scope),
        };
        Some((loosely?, Confidence::Near))
    }

    /// The topic to which the best of these names belong; no topic if there are several.
    fn best(&self, names: Option<&Vec<usize>>, scope: &Scope) -> Option<(Option<TopicId>, Form)> {
        let names = names?.iter().map(|index| &self.index.titles.names[*index]);
        let mut names: Vec<&Name> = names.filter(|name| self.can_mean(name, scope)).collect();
        let form = names.iter().map(|name| name.form).min()?;
        names.retain(|name| name.form == form);
        let topic = names[0].topic;
        Some((names.iter().all(|name| name.topic == topic).then_some(topic), form))
    }

    fn can_mean(&self, name: &Name, scope: &Scope) -> bool {
        scope.guidelines.contains(&self.topic(name.topic).guideline)
            && match scope.within {
                Some(chapter) => name.topic != chapter && self.is_within(name.topic, chapter),
                None => name.form != Form::InChapter,
            }
    }

    /// Whether a topic is another one or a part of it.
    pub(super) fn is_within(&self, topic: TopicId, whole: TopicId) -> bool {
        self.wholes(topic).any(|id| id == whole)
    }

    /// The topic whose name was meant, if it is clearly nearer than any other.
    fn misspelt(&self, written: &str, words: &[String], scope: &Scope) -> Option<TopicId> {
        // The name of another treatment is no misspelling.
        if self.names.is_name(written) {
            return None;
        }
        let name = Written::new(words);
        let allowed = name.allowed_slips();
        if allowed == 0 {
            return None;
        }
        let reach = allowed * MARGIN;
        let mut near: Vec<(usize, bool, TopicId)> = self
            .names_in(scope)
            .filter_map(|known| {
                let slips = name.slips(known, reach)?;
                Some((slips, slips <= allowed && (slips == 1 || name.is_spelling_of(known)), known.topic))
            })
            .collect();
        near.sort_by_key(|(slips, is_spelling, _)| (*slips, !is_spelling));
        let (slips, is_spelling, topic) = *near.first()?;
        let is_clear = near.iter().all(|(others, _, other)| *other == topic || slips * MARGIN < *others);
        (is_spelling && is_clear).then_some(topic)
    }

    fn names_in<'a>(&'a self, scope: &'a Scope) -> impl Iterator<Item = &'a Name> {
        let names = scope.guidelines.iter().filter_map(|id| self.index.titles.by_guideline.get(id)).flatten();
        names.map(|index| &self.index.titles.names[*index]).filter(|name| self.can_mean(name, scope))
    }

    /// The topic most like these words.
    pub(super) fn most_like(&self, words: &str, scope: &Scope) -> Option<TopicId> {
        let key = key(&folded_words(words));
        let alike = self.names_in(scope).map(|name| (strsim::jaro_winkler(&key, &name.key), name.topic));
        let best = alike.max_by(|one, other| one.0.total_cmp(&other.0))?;
        (best.0 > ALIKE).then_some(best.1)
    }

    /// The chapter whose number or title, or both, the words give.
    fn numbered(&self, words: &str, scope: &Scope) -> Option<(TopicId, Confidence)> {
        let number = NUMBER.captures(words)?;
        let title = &words[number.get(0)?.end()..];
        let value = match (number.get(1), number.get(2)) {
            (Some(digits), _) => digits.as_str().parse().ok()?,
            (None, roman) => from_roman(roman?.as_str())?,
        };
        let (by_number, _) = self.named_alike(&format!("Chapter {value}"), scope).unzip();
        let by_title = self.named_alike(title, scope);
        if number.get(2).is_some()
            && let Some(whole) = self.named_alike(&format!("Chapter {value} {title}"), scope)
        {
            return Some(whole);
        }
        match by_title {
            // Where they disagree, the words weigh more than the digits.
            Some((topic, _)) => Some((topic, Confidence::Near)),
            None => Some((by_number?, Confidence::Near)),
        }
    }
}

/// The value of a small Roman number.
fn from_roman(digits: &str) -> Option<u32> {
    let value = |digit: char| match digit.to_ascii_lowercase() {
        'i' => Some(1),
        'v' => Some(5),
        'x' => Some(10),
        _ => None,
    };
    let values = digits.chars().map(value).collect::<Option<Vec<i32>>>()?;
    let signed = values.iter().enumerate().map(|(at, value)| match values.get(at + 1) {
        Some(next) if value < next => -value,
        _ => *value,
    });
    u32::try_from(signed.sum::<i32>()).ok()
}

/// A name as it was written, to be compared with many.
struct Written<'w> {
    words: &'w [String],
    key: String,
    sorted_key: String,
    digits: String,
}

impl<'w> Written<'w> {
    fn new(words: &'w [String]) -> Self {
        let key = key(words);
        Written { words, sorted_key: loose_key(words), digits: digits(&key), key }
    }

    fn allowed_slips(&self) -> usize {
        let letters = self.key.chars().count();
        if letters < SHORTEST_WITH_SLIPS { 0 } else { (letters / LETTERS_PER_SLIP).clamp(1, MOST_SLIPS) }
    }

    /// How many letters are wrong, missing, too many or swapped, if they are not more than `most`.
    fn slips(&self, known: &Name, most: usize) -> Option<usize> {
        let distance = |one: &str, other: &str| {
            let is_hopeless = one.len().abs_diff(other.len()) > most;
            (!is_hopeless).then(|| strsim::osa_distance(one, other)).filter(|slips| *slips <= most)
        };
        let in_order = distance(&self.key, &known.key);
        let in_any_order = distance(&self.sorted_key, &known.sorted_key);
        in_order.into_iter().chain(in_any_order).min()
    }

    /// Whether no word of the two differs in more than the spelling.
    fn is_spelling_of(&self, known: &Name) -> bool {
        let alike = |(one, other): (&String, &String)| {
            let letters = one.chars().count().max(other.chars().count());
            one == other || letters > 3 && strsim::osa_distance(one, other) * 5 <= letters * 2
        };
        let are_aligned = self.words.len() == known.words.len();
        digits(&known.key) == self.digits && are_aligned && self.words.iter().zip(&known.words).all(alike)
    }
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}
