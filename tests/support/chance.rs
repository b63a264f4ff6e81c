//! What tests do at random.

use std::collections::VecDeque;

/// Repeatable variety for tests: the bytes that were given, and behind them a linear congruential generator.
pub struct Chance {
    given: VecDeque<u8>,
    state: u64,
}

impl Chance {
    pub fn new(seed: u64) -> Self {
        let mut chance = Chance { given: VecDeque::new(), state: seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) };
        chance.below(2);
        chance
    }

    /// Choices that follow bytes, so that a fuzzer can change them one by one.
    pub fn given(bytes: &[u8]) -> Self {
        Chance { given: bytes.iter().copied().collect(), ..Chance::new(bytes.len() as u64) }
    }

    /// Whether all bytes that were given are used up.
    pub fn is_used_up(&self) -> bool {
        self.given.is_empty()
    }

    /// A number below `limit`, which must not be zero.
    pub fn below(&mut self, limit: usize) -> usize {
        if let Some(low) = self.given.pop_front() {
            let high = if limit > 256 { self.given.pop_front().unwrap_or(0) } else { 0 };
            return usize::from(u16::from_le_bytes([low, high])) % limit;
        }
        self.state = self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.state >> 33) as usize % limit
    }
}
