//! Reads citations one after the other.

use super::pages::{labelled_pages, page_list};
use super::patterns::*;
use super::stretch::*;
use super::{Citation, Source};
use regex::Regex;
use std::ops::Range;

/// How many bytes are searched for the end of free words.
const WINDOW: usize = 800;

/// A place in the text of a guideline line.
pub(super) struct Reader<'t> {
    text: &'t str,
    at: usize,
    /// Where the last word that belongs to a citation ends.
    last: usize,
}

impl<'t> Reader<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Reader { text, at: 0, last: 0 }
    }

    /// The citation that follows `previous`, or the first one.
    pub(super) fn next(&mut self, previous: Option<&Citation>) -> Option<Citation> {
        self.attempt(|reader| reader.linked(previous))
            .or_else(|| self.attempt(|reader| reader.next_topic(previous?)))
            .or_else(|| self.opened())
    }

    /// A lead or a citation behind `Decision based on`, wherever it stands.
    fn opened(&mut self) -> Option<Citation> {
        while let Some(opening) = OPENING.find_at(self.text, self.at) {
            (self.at, self.last) = (opening.end(), opening.end());
            if LEAD.is_match(opening.as_str()) {
                return Some(self.lead(opening.start()));
            }
            let citation =
                self.outside(opening.start()).or_else(|| self.attempt(|reader| reader.mtus(opening.start())));
            if citation.is_some() {
                return citation;
            }
        }
        None
    }

    fn lead(&mut self, start: usize) -> Citation {
        self.words();
        let span = start..self.last;
        Citation { text: Some(span.clone()), ..Citation::new(span, Source::None) }
    }

    /// A citation without `Decision based on`, at the very start or behind another one.
    fn linked(&mut self, previous: Option<&Citation>) -> Option<Citation> {
        let link = LINK.find(self.rest())?;
        if previous.is_some() && PARAGRAPH_BREAK.is_match(link.as_str()) {
            return None;
        }
        self.at += link.end();
        let start = self.at;
        if let Some(citation) = self.outside(start) {
            return Some(citation);
        }
        self.take(&MTUS);
        let goes_on = previous.is_some_and(|previous| previous.source == Source::Mtus);
        let guideline = self.take_subject(&GUIDELINE);
        (guideline.is_some() || goes_on && CHAPTER_START.is_match(self.rest()))
            .then(|| self.guideline_parts(start, guideline))
    }

    /// A citation from outside the MTUS.
    fn outside(&mut self, start: usize) -> Option<Citation> {
        let mut is_outside = false;
        while self.take(&NON_MTUS).is_some() {
            is_outside = true;
        }
        let text_start = self.at + leading(self.rest(), is_around_text);
        if !is_outside {
            self.take_subject(&DISABILITY)?;
        }
        self.at = TEXT_END.find_at(self.text, self.at.max(text_start)).map_or(self.text.len(), |end| end.start());
        let text = trim(self.text, text_start..self.at, is_around_text);
        if !text.is_empty() {
            self.last = text.end;
        }
        Some(Citation {
            pages: labelled_pages(self.text, text.clone()),
            text: (!text.is_empty()).then_some(text),
            ..Citation::new(start..self.last, Source::NonMtus)
        })
    }

    /// What names the MTUS, one of its guidelines or both.
    fn mtus(&mut self, start: usize) -> Option<Citation> {
        let is_mtus = self.take(&MTUS).is_some();
        let guideline = self.take(&GUIDELINE);
        (is_mtus || guideline.is_some()).then(|| self.guideline_parts(start, guideline))
    }

    /// What follows the guideline's name.
    fn guideline_parts(&mut self, start: usize, guideline: Option<Range<usize>>) -> Citation {
        let mut citation = Citation { guideline, ..Citation::new(start..start, Source::Mtus) };
        let has_chapters = citation.guideline.as_ref().map(|name| ACOEM_NAME.is_match(&self.text[name.clone()]));
        if has_chapters.unwrap_or_else(|| CHAPTER_START.is_match(self.rest())) {
            citation.chapter = self.take(&CHAPTER);
        }
        if !PROSE.is_match(self.rest()) {
            citation.topic = self.words();
        }
        self.settle_words(&mut citation);
        if self.take(&SECTION).is_some() {
            citation.section = self.words();
        }
        self.pages(&mut citation);
        if citation.pages.is_empty() && citation.topic.is_none() {
            self.attempt(|reader| reader.topic_before_pages(&mut citation));
        }
        if !citation.pages.is_empty() && citation.topic.is_none() && citation.chapter.is_none() {
            citation.topic = self.attempt(Self::topic_behind_pages);
        }
        citation.span.end = self.last;
        citation
    }

    /// Words behind the MTUS are its guideline; words behind a chapter's number are the chapter's title.
    fn settle_words(&self, citation: &mut Citation) {
        let Some(words) = citation.topic.clone() else { return };
        match &mut citation.chapter {
            None if citation.guideline.is_none() => {
                let year = YEAR.find(&self.text[words.clone()]);
                let title_end = year.map_or(words.end, |year| words.start + year.end());
                citation.guideline = Some(words.start..title_end);
                citation.topic = non_empty(trim(self.text, title_end..words.end, is_separator));
            }
            Some(chapter) if self.is_title_of(chapter, &words) => {
                chapter.end = words.end;
                citation.topic = None;
            }
            _ => {}
        }
    }

    fn is_title_of(&self, chapter: &Range<usize>, words: &Range<usize>) -> bool {
        self.text[chapter.clone()].ends_with(|char: char| char.is_ascii_digit())
            && self.text[chapter.end..words.start].trim().is_empty()
            && !TABLE.is_match(&self.text[words.clone()])
    }

    /// Reads the page lists ahead: the same pages are often given twice, in two spellings.
    fn pages(&mut self, citation: &mut Citation) {
        while let Some(label) = PAGE_LABEL_AHEAD.find(self.rest()) {
            let start = self.at + label.end();
            let list = page_list(self.text, start);
            let is_empty = list.end == start;
            let is_next_paragraph = !citation.pages.is_empty() && PARAGRAPH_BREAK.is_match(label.as_str());
            if is_next_paragraph || is_empty && !CERTAIN_PAGE_LABEL.is_match(label.as_str()) {
                return;
            }
            self.last = if is_empty { self.at + label.as_str().trim_end_matches(is_separator).len() } else { list.end };
            self.at = list.end;
            citation.pages.extend(list.pages);
        }
    }

    /// A topic between a page label and the pages, which then have a label of their own.
    fn topic_before_pages(&mut self, citation: &mut Citation) -> Option<()> {
        let topic = self.words()?;
        self.pages(citation);
        citation.topic = Some(topic).filter(|_| !citation.pages.is_empty());
        citation.topic.is_some().then_some(())
    }

    fn topic_behind_pages(&mut self) -> Option<Range<usize>> {
        TOPIC_BEHIND_PAGES.find(self.rest())?;
        let topic = self.words()?;
        (!PAGE_LABEL_AHEAD.is_match(self.rest())).then_some(topic)
    }

    /// One more topic of the same guideline, with pages of its own.
    fn next_topic(&mut self, previous: &Citation) -> Option<Citation> {
        let has_pages = previous.source == Source::Mtus && !previous.pages.is_empty();
        let link = TOPIC_LINK.find(self.rest()).filter(|link| has_pages && !PARAGRAPH_BREAK.is_match(link.as_str()))?;
        let is_listed = link.as_str().contains([',', ';', '&']) || link.as_str().trim().eq_ignore_ascii_case("and");
        self.at += link.end();
        let topic = self.words().filter(|topic| self.text[topic.clone()].starts_with(char::is_uppercase))?;
        let label = self.at;
        let mut citation = Citation { topic: Some(topic.clone()), ..Citation::new(topic, Source::Mtus) };
        self.pages(&mut citation);
        citation.span.end = self.last;
        let first = citation.pages.first()?;
        (is_listed || CERTAIN_PAGE_LABEL.is_match(&self.text[label..first.span.start])).then_some(citation)
    }

    /// Free words, such as a topic: up to whatever the grammar knows, or the end of the sentence.
    fn words(&mut self) -> Option<Range<usize>> {
        let end = self.words_end();
        let words = shorten(self.text, unwrap(self.text, self.at..end));
        self.at = end;
        let words = non_empty(words)?;
        self.last = words.end;
        Some(words)
    }

    fn words_end(&self) -> usize {
        let rest = self.rest();
        let window = &rest[..floor_char_boundary(rest, WINDOW)];
        let mut ends = WORDS_END.find_iter(window).filter(|end| !is_inner_stop(window, end.range()));
        let Some(end) = ends.next() else { return self.at + window.len() };
        // A name alone is no complete citation: its topic may stand in the next paragraph, if pages follow it.
        let is_paragraph_start = window[..end.end()].trim().is_empty();
        let topic_end = if is_paragraph_start { ends.next() } else { None };
        let pages = topic_end.filter(|end| PAGE_LABEL.is_match(end.as_str()));
        self.at + pages.map_or(end.start(), |pages| pages.start())
    }

    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    /// Steps over what the pattern finds right here.
    fn take(&mut self, pattern: &Regex) -> Option<Range<usize>> {
        let end = self.at + pattern.find(self.rest())?.end();
        let taken = unwrap(self.text, self.at..end);
        (self.at, self.last) = (end, taken.end);
        Some(taken)
    }

    /// Steps over a name, unless it is the subject of a sentence of prose.
    fn take_subject(&mut self, pattern: &Regex) -> Option<Range<usize>> {
        self.attempt(|reader| reader.take(pattern).filter(|_| !PROSE.is_match(reader.rest())))
    }

    /// Stays where it is if there is nothing to read.
    fn attempt<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let before = (self.at, self.last);
        let found = read(self);
        if found.is_none() {
            (self.at, self.last) = before;
        }
        found
    }
}
