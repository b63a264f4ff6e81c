//! The names under which topics are cited, prepared for looking them up.

use super::super::catalogue::{Catalogue, GuidelineId, Topic, TopicId, TopicKind};
use super::Confidence;
use super::chapters::{chapter_number, without_number};
use super::folding::{Word, folded_words, is_filler};
use super::spelling::Spelling;
use std::collections::HashMap;

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
    spelling: Spelling,
}

/// All names of all topics.
#[derive(Debug, Default)]
pub(super) struct Titles {
    names: Vec<Name>,
    by_key: HashMap<String, Vec<usize>>,
    by_loose_key: HashMap<String, Vec<usize>>,
    by_guideline: HashMap<GuidelineId, Vec<usize>>,
}

/// Words that may name a topic, prepared to be looked up in several scopes.
pub(super) struct Written<'t> {
    pub(super) text: &'t str,
    spelling: Spelling,
}

impl<'t> Written<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Written::of(text, &folded_words(text))
    }

    /// Words that are folded already.
    pub(super) fn of(text: &'t str, words: &[Word]) -> Self {
        Written { text, spelling: Spelling::of(words) }
    }
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

/// A topic is offered only if not more than one letter of so many is different.
const LETTERS_PER_DIFFERENCE: usize = 3;

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
        let spelling = Spelling::of(&folded_words(name));
        let mut better = self.names.iter().rev().take_while(|known| known.topic == id);
        if spelling.key.is_empty() || better.any(|known| known.spelling.key == spelling.key) {
            return;
        }
        let index = self.names.len();
        self.by_key.entry(spelling.key.clone()).or_default().push(index);
        self.by_loose_key.entry(spelling.loose_key.clone()).or_default().push(index);
        self.by_guideline.entry(topic.guideline).or_default().push(index);
        self.names.push(Name { topic: id, form, spelling });
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
        let unnumbered = without_number(bare);
        let subject =
            ["Complaints", "Disorders", "Conditions"].iter().find_map(|ending| unnumbered.strip_suffix(ending));
        names.extend(subject.map(|subject| (Form::Shortened, subject.trim().to_owned())));
        names.push((Form::Shortened, unnumbered.to_owned()));
        names.extend(chapter_number(bare).map(|number| (Form::Shortened, format!("Chapter {number}"))));
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
        TopicKind::Chapter if chapter_number(title).is_none() => title.find([',', '&', '-'])?,
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
    pub(super) fn named(&self, written: &Written<'_>, scope: &Scope) -> Option<(TopicId, Confidence)> {
        self.named_alike(written, scope).or_else(|| self.numbered(written.text, scope))
    }

    pub(super) fn named_alike(&self, written: &Written<'_>, scope: &Scope) -> Option<(TopicId, Confidence)> {
        let titles = &self.index.titles;
        if let Some((topic, form)) = self.best(titles.by_key.get(&written.spelling.key), scope) {
            let is_whole = matches!(form, Form::Whole | Form::InChapter);
            return Some((topic?, if is_whole { Confidence::Exact } else { Confidence::Near }));
        }
        let loosely = match self.best(titles.by_loose_key.get(&written.spelling.loose_key), scope) {
            Some((topic, _)) => topic,
            None => self.misspelt(written, scope),
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
    fn misspelt(&self, written: &Written<'_>, scope: &Scope) -> Option<TopicId> {
        let spelling = &written.spelling;
        let allowed = spelling.allowed_slips();
        if allowed == 0 {
            return None;
        }
        let most = allowed * MARGIN;
        let near = self.names_in(scope).filter(|name| spelling.can_be_near(&name.spelling, most));
        let near = near.filter(|name| self.can_mean(name, scope));
        let near: Vec<(usize, &Name)> =
            near.filter_map(|name| Some((spelling.slips(&name.spelling, most)?, name))).collect();
        let (slips, best) = near.iter().min_by_key(|(slips, name)| (*slips, name.form))?;
        let is_rival = |(others, other): &&(usize, &Name)| {
            let is_better_form = other.spelling.key == best.spelling.key && other.form > best.form;
            other.topic != best.topic && !is_better_form && *others <= slips * MARGIN
        };
        let is_clear = !near.iter().any(|name| is_rival(&name));
        let is_meant = *slips <= allowed && spelling.is_spelling_of(&best.spelling, *slips) && is_clear;
        // The name of another treatment is no misspelling.
        (is_meant && !self.names.is_name(written.text)).then_some(best.topic)
    }

    fn names_in<'a>(&'a self, scope: &'a Scope) -> impl Iterator<Item = &'a Name> {
        let names = scope.guidelines.iter().filter_map(|id| self.index.titles.by_guideline.get(id)).flatten();
        names.map(|index| &self.index.titles.names[*index])
    }

    /// The topic most like these words, however many others are like them too.
    pub(super) fn most_like(&self, written: &Written<'_>, scope: &Scope) -> Option<TopicId> {
        let mut most = written.spelling.key.len() / LETTERS_PER_DIFFERENCE;
        let mut best: Option<(usize, &Name)> = None;
        for name in self.names_in(scope) {
            let Some(slips) = written.spelling.slips(&name.spelling, most) else { continue };
            let is_better = best.is_none_or(|(least, known)| (slips, name.form) < (least, known.form));
            if is_better && self.can_mean(name, scope) {
                (most, best) = (slips, Some((slips, name)));
            }
        }
        best.map(|(_, name)| name.topic)
    }
}
