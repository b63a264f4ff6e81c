//! Answers that are too long to go through the framework.
//!
//! The framework turns every result into a tree of JSON values before it writes it, which costs some
//! twenty times the writing. A long answer is written once, put aside, and goes through as a short seal; the
//! gate puts it in the seal's place on its way out.

use serde_json::Value;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Sealed answers by their numbers.
#[derive(Clone, Default)]
pub(super) struct Seals {
    answers: Arc<Mutex<(u64, HashMap<u64, String>)>>,
}

const MARK: &str = "imr-ls sealed answer ";

impl Seals {
    /// Puts an answer aside and gives its seal.
    pub(super) fn seal(&self, answer: String) -> Value {
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        answers.0 += 1;
        let number = answers.0;
        answers.1.insert(number, answer);
        Value::String(format!("{MARK}{number}"))
    }

    /// The message with the answer in the place of its seal; `None` if it holds no seal.
    pub(super) fn open(&self, message: &[u8]) -> Option<Vec<u8>> {
        let message = std::str::from_utf8(message).ok()?;
        let (before, rest) = message.split_once(&format!("\"result\":\"{MARK}"))?;
        let (number, after) = rest.split_once('"')?;
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        let answer = answers.1.remove(&number.parse().ok()?)?;
        Some(format!("{before}\"result\":{answer}{after}").into_bytes())
    }

    #[cfg(test)]
    pub(super) fn clone_for_test(&self) -> Self {
        let answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner).clone();
        Seals { answers: Arc::new(Mutex::new(answers)) }
    }
}
