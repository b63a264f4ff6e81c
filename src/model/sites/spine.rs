//! Levels of the spine: `C5-6`, `L4/L5`, `L3 to S1`, `L5S1`, `T12`.

use super::super::tokens::Token;

/// From one vertebra, or the nerve that is called after it, to another. They are counted from the neck on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Levels {
    first: u32,
    last: u32,
    /// Whether vertebrae or nerves are listed, as in `L3, 4 and 5`, and no joints between them.
    is_list: bool,
}

/// The levels that tokens start with, and how many they take.
pub(super) fn read(tokens: &[Token<'_>]) -> Option<(usize, Levels)> {
    let (first, mut last) = level(tokens.first()?.word())?;
    let (mut count, mut is_list) = (1, first == last);
    loop {
        let joined = joined(&tokens[count..], last);
        is_list &= joined.is_none();
        let Some((taken, next)) = joined.or_else(|| listed(&tokens[count..], last)) else { break };
        count += taken;
        last = next;
    }
    let mut behind = tokens[count..].iter().filter(|token| !token.is_sign('-')).map(Token::word);
    // `T1-weighted` is how an image was taken.
    let is_image = behind.next().is_some_and(|word| IMAGES.iter().any(|image| word.starts_with(image)));
    (!is_image).then_some((count, Levels { first, last, is_list }))
}

const IMAGES: [&str; 4] = ["image", "sequence", "signal", "weight"];

/// A further level down to which a range goes, as in `-S1`, `/6` or `to T1`.
fn joined(tokens: &[Token<'_>], last: u32) -> Option<(usize, u32)> {
    let sign = tokens.first()?;
    let is_sign = sign.is_sign('-') || sign.is_sign('/');
    let behind = tokens.get(1)?;
    if !is_sign && !["to", "through", "thru"].contains(&sign.word()) {
        return None;
    }
    let named = level(behind.word()).map(|(_, last)| last);
    let bare = || behind.number().filter(|_| is_sign).and_then(|number| in_region_of(last, number));
    named.or_else(bare).filter(|next| *next >= last).map(|next| (2, next))
}

/// A further level of a list, as in `, 4`, `and 6` or the `6` of `C5-6 and 6-7`.
fn listed(tokens: &[Token<'_>], last: u32) -> Option<(usize, u32)> {
    let joins = |token: &&Token<'_>| token.is_sign(',') || token.is_sign('&') || token.word() == "and";
    let count = tokens.iter().take_while(joins).count();
    let number = tokens.get(count).filter(|_| count > 0)?.number()?;
    let behind = tokens.get(count + 1).map_or("", Token::word);
    let is_amount = COUNTED.iter().any(|counted| behind.starts_with(counted));
    in_region_of(last, number).filter(|next| *next >= last && !is_amount).map(|next| (count + 1, next))
}

/// How words begin for what amounts count.
const COUNTED: [&str; 14] =
    ["cap", "day", "inj", "block", "mg", "ml", "month", "refill", "ser", "session", "tab", "time", "visit", "week"];

/// The regions: their letter, how many levels they have, and how many lie above them. The nerve `C8` leaves above T1.
const REGIONS: [(char, u32, u32); 4] = [('c', 8, 0), ('t', 12, 7), ('l', 5, 19), ('s', 5, 24)];

/// The levels that one word names, the first and the last: `l4`, `l5s1`.
fn level(word: &str) -> Option<(u32, u32)> {
    let (letter, ahead, above) = REGIONS.iter().find(|(letter, ..)| word.starts_with(*letter))?;
    let rest = word.strip_prefix(*letter)?;
    let end = rest.find(|char: char| !char.is_ascii_digit()).unwrap_or(rest.len());
    let number: u32 = rest[..end].parse().ok().filter(|number| (1..=*ahead).contains(number))?;
    let first = above + number;
    match rest[end..].is_empty() {
        true => Some((first, first)),
        false => level(&rest[end..]).map(|(_, last)| (first, last)).filter(|(first, last)| first < last),
    }
}

/// The level that a number without a letter means behind this one.
fn in_region_of(last: u32, number: f64) -> Option<u32> {
    let (_, count, above) = REGIONS.iter().rev().find(|(.., above)| last > *above)?;
    (1..=*count).find(|known| f64::from(*known) == number).map(|number| above + number)
}

impl Levels {
    /// What the part of the spine is called in which all of them lie, if that is the neck or the low back.
    pub(super) fn name(self) -> Option<&'static str> {
        const LAST_OF_NECK: u32 = 8;
        const FIRST_OF_LOW_BACK: u32 = 20;
        match self {
            Levels { last: ..=LAST_OF_NECK, .. } => Some("neck"),
            Levels { first: FIRST_OF_LOW_BACK.., .. } => Some("low back"),
            Levels { .. } => None,
        }
    }

    /// Whether they lie within these. A joint has the nerve of the vertebra above it and those of its own two, so a vertebra
    /// and a range are compared less strictly.
    pub(super) fn are_among(self, known: &[Levels]) -> bool {
        if self.is_list {
            let nearby = u32::from(!known.iter().all(|known| known.is_list));
            let is_near =
                |level: u32| known.iter().any(|known| known.first <= level + nearby && level <= known.last + nearby);
            return (self.first..=self.last).all(is_near);
        }
        let touches = |joint: u32| {
            known.iter().any(|known| match known.is_list {
                true => known.first <= joint + 1 && joint <= known.last,
                false => known.first <= joint && joint < known.last,
            })
        };
        (self.first..self.last).all(touches)
    }
}
