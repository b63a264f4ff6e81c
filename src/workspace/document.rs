//! An open text, and how what is known of it catches up with what is typed.

use super::{Change, Office};
use crate::analysis::{Snapshot, Stage, Standards};
use crate::settings::silence::Silence;
use crate::text::position::Encoding;
use crate::text::{Damage, Edit, Text, planted};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

/// An open text. Changing it only changes the text; what is known of it catches up in [`Work`], which
/// may run elsewhere and is put back with [`Document::keep`].
pub struct Document {
    language: String,
    version: i32,
    text: Text,
    /// What it is judged by, if it is a letter.
    judged: Judged,
    /// Whether it is still being written or about to be sent.
    pub stage: Stage,
    /// What was known of an earlier text, and what has changed since then.
    known: Option<(Snapshot, Option<Damage>)>,
    /// What is known of this text, once somebody has found it out.
    found: Arc<OnceLock<Snapshot>>,
    /// Tells this text from any other that was ever open: the editor's version is only a label.
    revision: u64,
    out_of_step: bool,
    /// Whether findings have been shown for it that must be taken back some time.
    pub is_published: bool,
}

/// What says by what a letter is judged.
#[derive(Clone)]
struct Judged {
    office: Arc<Office>,
    /// Where it lies, if it is in a file.
    file: Option<PathBuf>,
    /// What is silenced in it alone, as long as it is not in a file.
    silenced: Vec<Silence>,
    /// The same, put together once for those.
    standards: Arc<OnceLock<Arc<Standards>>>,
}

impl Judged {
    fn standards(&self) -> Arc<Standards> {
        let make = || match self.silenced.as_slice() {
            [] => self.office.standards(self.file.as_deref()),
            silenced => self.office.standards_without(silenced),
        };
        self.standards.get_or_init(make).clone()
    }
}

/// The editor told a change that cannot be: what it shows is no longer what is known here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutOfStep;

/// What has to be done to know a text: cheap to take, to be finished anywhere.
pub struct Work {
    text: Text,
    judged: Judged,
    known: Option<(Snapshot, Option<Damage>)>,
    found: Arc<OnceLock<Snapshot>>,
    revision: u64,
    /// The version of the text, as the editor counts.
    pub version: i32,
}

impl Document {
    pub(super) fn new(language: &str, version: i32, text: &str, office: Arc<Office>, file: Option<PathBuf>) -> Self {
        planted::fault("in opening", || text.into());
        Document {
            judged: Judged { office, file, silenced: Vec::new(), standards: Arc::default() },
            stage: Stage::Draft,
            language: language.to_owned(),
            version,
            text: Text::from(text),
            known: None,
            found: Arc::default(),
            revision: next_revision(),
            out_of_step: false,
            is_published: false,
        }
    }

    /// Whether texts of this language are looked at: letters, and plain text that may be one.
    pub fn may_be_letter(&self) -> bool {
        matches!(self.language.as_str(), "imr" | "plaintext" | "text")
    }

    /// Whether the editor was told that it is a letter.
    pub fn is_surely_letter(&self) -> bool {
        self.language == "imr"
    }

    /// Applies changes in their order; columns count what `encoding` says.
    pub fn change(&mut self, version: i32, changes: Vec<Change>, encoding: Encoding) {
        self.version = version;
        self.revision = next_revision();
        self.found = Arc::default();
        for change in changes {
            match change {
                Change::Whole(text) => {
                    self.text = Text::from(text.as_str());
                    self.known = None;
                    self.out_of_step = false;
                }
                Change::Part { .. } if self.out_of_step => {}
                Change::Part { start, end, text } => {
                    let first = self.text.offset(start, encoding);
                    let last = if end == start { first } else { self.text.offset(end, encoding) };
                    let damage = self.text.apply(&Edit { range: first..last, insert: text });
                    if let Some((_, pending)) = &mut self.known {
                        *pending = Some(match pending.take() {
                            Some(earlier) => earlier.then(&damage),
                            None => damage,
                        });
                    }
                }
            }
        }
    }

    /// Takes note that the editor's text and this one are no longer the same. Only a whole text, or
    /// opening it again, mends that. Tells whether that is news about a letter.
    pub fn lose_step(&mut self) -> bool {
        let is_news = !self.out_of_step && self.may_be_letter();
        self.out_of_step = true;
        self.known = None;
        self.revision = next_revision();
        is_news
    }

    /// Judges it by another office from now on.
    pub(super) fn move_to(&mut self, office: Arc<Office>) {
        self.judged = Judged { office, standards: Arc::default(), ..self.judged.clone() };
        self.found = Arc::default();
    }

    /// Does not tell some findings any more, until it is closed.
    pub(super) fn silence(&mut self, silence: Silence) {
        self.judged.silenced.push(silence);
        self.move_to(self.judged.office.clone());
    }

    /// Its text.
    pub fn text(&self) -> &Text {
        &self.text
    }

    /// The version of the text, as the editor counts.
    pub fn version(&self) -> i32 {
        self.version
    }

    /// What has to be done to know the text as it is now.
    pub fn work(&self) -> Result<Work, OutOfStep> {
        if self.out_of_step {
            return Err(OutOfStep);
        }
        Ok(Work {
            text: self.text.clone(),
            judged: self.judged.clone(),
            known: self.known.clone(),
            found: self.found.clone(),
            revision: self.revision,
            version: self.version,
        })
    }

    /// Keeps what was found out about the text, if it is still the same text.
    pub fn keep(&mut self, work: &Work, snapshot: &Snapshot) {
        if self.revision == work.revision && !self.out_of_step {
            self.known = Some((snapshot.clone(), None));
        }
    }
}

impl Work {
    /// How many bytes have to be read anew, about.
    pub fn size(&self) -> usize {
        match self.known() {
            Some((_, Some(damage))) => damage.old.len() + damage.new.len(),
            Some((_, None)) => 0,
            None => self.text.len(),
        }
    }

    /// What the text is judged by, if it is a letter.
    pub fn office(&self) -> &Arc<Office> {
        &self.judged.office
    }

    /// What was known of an earlier text, if that was judged by what counts now.
    fn known(&self) -> Option<&(Snapshot, Option<Damage>)> {
        let is_current = |known: &Snapshot| Arc::ptr_eq(known.standards(), &self.judged.standards());
        self.known.as_ref().filter(|(known, _)| self.judged.office.is_read() && is_current(known))
    }

    /// The length of the text in bytes.
    pub fn text_len(&self) -> usize {
        self.text.len()
    }

    /// Does it, or waits for another who does it already.
    pub fn finish(&self) -> Snapshot {
        self.found.get_or_init(|| self.find_out()).clone()
    }

    fn find_out(&self) -> Snapshot {
        match self.known() {
            Some((known, None)) => known.clone(),
            Some((known, Some(damage))) => {
                let mut snapshot = known.clone();
                snapshot.update(self.text.clone(), damage);
                snapshot
            }
            None => Snapshot::judged_by(self.text.clone(), self.judged.standards()),
        }
    }
}

fn next_revision() -> u64 {
    static LAST: AtomicU64 = AtomicU64::new(0);
    LAST.fetch_add(1, Ordering::Relaxed)
}

#[cfg(test)]
mod tests {
    use super::super::Offices;
    use super::*;
    use crate::text::position::Position;

    fn part(start: (usize, usize), end: (usize, usize), text: &str) -> Change {
        let at = |(line, column)| Position { line, column };
        Change::Part { start: at(start), end: at(end), text: text.to_owned() }
    }

    fn document(text: &str) -> Document {
        Document::new("imr", 1, text, Offices::default().of(None), None)
    }

    fn text(document: &Document) -> String {
        document.text.slice(0..usize::MAX).into_owned()
    }

    #[test]
    fn changes_apply_in_their_order() {
        let mut document = document("abc\n");
        document.change(2, vec![part((0, 0), (0, 1), "𝖆"), part((0, 2), (0, 3), "x")], Encoding::Utf16);
        assert_eq!(text(&document), "𝖆xc\n");
    }

    #[test]
    fn the_last_whole_text_counts() {
        let mut document = document("abc");
        let changes = vec![part((0, 0), (0, 1), "z"), Change::Whole("new".into()), part((0, 3), (9, 9), "er")];
        document.change(2, changes, Encoding::Utf16);
        assert_eq!(text(&document), "newer");
    }

    #[test]
    fn out_of_step_until_a_whole_text_comes() {
        let mut document = document("abc");
        assert!(document.lose_step() && !document.lose_step());
        document.change(2, vec![part((0, 0), (0, 1), "z")], Encoding::Utf16);
        assert!(document.work().is_err());
        document.change(3, vec![Change::Whole("new".into())], Encoding::Utf16);
        assert!(document.work().is_ok());
    }

    #[test]
    fn a_text_is_read_once_for_all_who_ask() {
        let mut document = document("CLINICAL CASE SUMMARY\nabc");
        let is_shared = |one: &Snapshot, other: &Snapshot| {
            let first = |snapshot: &Snapshot| snapshot.tree().blocks().get(0).map(|found| found.element.clone());
            Arc::ptr_eq(&first(one).expect("a block"), &first(other).expect("a block"))
        };
        let works = [document.work(), document.work()].map(|work| work.expect("in step"));
        let [one, other] = works.map(|work| std::thread::spawn(move || work.finish()).join().expect("read"));
        assert!(is_shared(&one, &other));
        document.change(2, vec![Change::Whole("CLINICAL CASE SUMMARY\nabc".into())], Encoding::Utf16);
        assert!(!is_shared(&one, &document.work().expect("in step").finish()), "another text is read anew");
    }

    #[test]
    fn knowledge_of_an_older_text_is_not_kept() {
        let mut document = document("abc");
        let work = document.work().expect("in step");
        document.change(2, vec![part((0, 0), (0, 0), "z")], Encoding::Utf16);
        document.keep(&work, &work.finish());
        let snapshot = document.work().expect("in step").finish();
        assert_eq!(snapshot.text().slice(0..9), "zabc");
    }
}
