//! Questions that rules ask of sentences.

use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};

/// Whether a sentence has something. It remembers its answer, so that a rule reads nothing again while another sentence is
/// typed.
///
/// Some questions only tell whether a rule must look closer at a whole passage, and are called `MAY_…`. Such a one is answered with
/// yes by some sentence whenever the rule finds anything, also what begins in one sentence and ends in the next.
pub(super) struct Question {
    ask: fn(&str) -> bool,
    /// Its place among the answers of a sentence.
    number: LazyLock<u32>,
}

/// What one sentence has answered so far.
#[derive(Debug, Default)]
pub(super) struct Answers {
    asked: AtomicU64,
    yes: AtomicU64,
}

impl Question {
    pub(super) const fn new(ask: fn(&str) -> bool) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        Question { ask, number: LazyLock::new(|| NEXT.fetch_add(1, Ordering::Relaxed)) }
    }
}

impl Answers {
    /// The answer of the sentence to which these belong.
    pub(super) fn to(&self, question: &Question, sentence: &str) -> bool {
        // Beyond the last bit an answer is only not remembered.
        let bit = 1_u64.checked_shl(*question.number).unwrap_or(0);
        if self.asked.load(Ordering::Acquire) & bit != 0 {
            return self.yes.load(Ordering::Relaxed) & bit != 0;
        }
        let answer = (question.ask)(sentence);
        if answer {
            self.yes.fetch_or(bit, Ordering::Relaxed);
        }
        self.asked.fetch_or(bit, Ordering::Release);
        answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_remembers_each_answer() {
        static OF_PAIN: Question = Question::new(|sentence| sentence.contains("pain"));
        static OF_SLEEP: Question = Question::new(|sentence| sentence.contains("sleep"));
        let answers = Answers::default();
        assert!(answers.to(&OF_PAIN, "The pain is worse."));
        assert!(!answers.to(&OF_SLEEP, "The pain is worse."));
        assert!(answers.to(&OF_PAIN, "") && !answers.to(&OF_SLEEP, "sleep"));
    }
}
