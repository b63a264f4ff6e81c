//! What tables, keys and the words for rules mean.

use super::completion::header;
use super::place::{Place, Slot, Wanted};
use crate::analysis::rules::{NAMES, RULES, Rule};
use crate::features::card::Card;
use crate::features::hover::Hover;
use crate::settings::Selector;
use crate::settings::keys::{Kind, TABLES, keys_of};
use std::slice;

/// What is known of the word at an offset of a text with settings.
pub fn hover(text: &str, offset: usize) -> Option<Hover> {
    let place = Place::at(text, offset)?;
    let word = &text[place.word.clone()];
    let card = match place.wanted {
        Wanted::Table => of_table(place.table)?,
        Wanted::Key => of_key(place.table, word)?,
        Wanted::Value(key, slot, _) => match (key.kind, slot) {
            (Kind::SelectorsByFile, Slot::PairName) | (Kind::Severities, Slot::PairValue) => return None,
            (Kind::Selector | Kind::Selectors | Kind::Severities | Kind::SelectorsByFile, _) => of_rules(word)?,
            _ => return None,
        },
    };
    Some(Hover { range: place.word, card })
}

fn of_table(name: &str) -> Option<Card> {
    let (table, meaning) = TABLES.iter().find(|(table, _)| *table == name)?;
    let mut card = Card::titled(header(table));
    card.note(*meaning);
    card.list("Settings", keys_of(table).map(|key| key.name.to_owned()));
    Some(card)
}

fn of_key(table: &str, name: &str) -> Option<Card> {
    let key = keys_of(table).find(|key| key.name == name)?;
    let mut card = Card::titled(key.name);
    card.note(key.meaning);
    card.fact("Example", Some(format!("{} = {}", key.name, key.example)));
    Some(card)
}

/// What a code, the beginning of codes or a name stands for.
fn of_rules(word: &str) -> Option<Card> {
    let selector = Selector::new(word);
    let known = RULES.into_iter().zip(NAMES.iter());
    let meant = known.filter(|(_, names)| selector.means_any(slice::from_ref(names))).map(|(rule, _)| rule);
    let meant: Vec<&Rule> = meant.collect();
    let title = |rule: &Rule| format!("{} {}", rule.code, rule.name);
    match meant[..] {
        [] => None,
        [rule] => {
            let mut card = Card::titled(title(rule));
            card.note(rule.summary);
            card.note(rule.why);
            Some(card)
        }
        _ => {
            let mut card = Card::titled(word);
            card.list("Rules", meant.into_iter().map(title));
            Some(card)
        }
    }
}
