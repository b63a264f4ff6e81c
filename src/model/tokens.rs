//! Numbers, words and signs: what amounts are read from.

use std::borrow::Cow;
use std::ops::Range;

/// A number, a word or a sign, with its place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token<'t> {
    pub(super) span: Range<usize>,
    pub(super) what: What<'t>,
}

/// What a token is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum What<'t> {
    /// `7.5`, `1,000`, `twelve`, `twelve (12)`.
    Number(f64),
    /// Letters, perhaps with digits behind them, in lower case.
    Word(Cow<'t, str>),
    /// Anything else but white space; a date is `~`.
    Sign(char),
}

impl Token<'_> {
    pub(super) fn number(&self) -> Option<f64> {
        if let What::Number(number) = self.what { Some(number) } else { None }
    }

    /// The word, or nothing.
    pub(super) fn word(&self) -> &str {
        if let What::Word(word) = &self.what { word } else { "" }
    }

    /// Whether it is this number, word in lower case, or sign.
    pub(super) fn is(&self, part: &str) -> bool {
        match &self.what {
            What::Number(number) => part.parse() == Ok(*number),
            What::Word(word) => *word == *part,
            What::Sign(sign) => part.chars().eq([*sign]),
        }
    }

    pub(super) fn is_sign(&self, sign: char) -> bool {
        self.what == What::Sign(sign)
    }
}

/// The tokens of a text, in order.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut found: Vec<Token<'_>> = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        let (length, what) = if let Some((length, number)) = number(rest) {
            (length, What::Number(number))
        } else if first.is_alphabetic() {
            word(rest)
        } else {
            (first.len_utf8(), What::Sign(plain(first)))
        };
        if !first.is_whitespace() {
            found.push(Token { span: at..at + length, what });
        }
        at += length;
    }
    join(&mut found);
    found
}

/// The length and the value of the number that a text starts with.
fn number(text: &str) -> Option<(usize, f64)> {
    if !text.starts_with(|char: char| char.is_ascii_digit() || char == '.') {
        return None;
    }
    let digits = |from: usize| text[from..].bytes().take_while(u8::is_ascii_digit).count();
    let mut end = digits(0);
    let mut whole = text[..end].to_owned();
    while end > 0 && text[end..].starts_with(',') && digits(end + 1) == 3 && whole.len() <= 3 {
        whole.push_str(&text[end + 1..end + 4]);
        end += 4;
    }
    if text[end..].starts_with('.') {
        let gap = text[end + 1..].len() - text[end + 1..].trim_start().len();
        let start = end + 1 + gap;
        let length = digits(start);
        let is_split = gap > 0;
        if length > 0 && (!is_split || end > 0 && starts_with_unit(&text[start + length..])) {
            whole.push('.');
            whole.push_str(&text[start..start + length]);
            end = start + length;
        }
    }
    whole.parse().ok().filter(|_| end > 0).map(|value| (end, value))
}

/// A number that the conversion of a letter broke, `7. 5 mg`, can only be told from two sentences by its unit.
fn starts_with_unit(text: &str) -> bool {
    let text = text.trim_start();
    ["mg", "mcg", "%", "/", "MG", "MCG", "Mg"].iter().any(|unit| text.starts_with(unit))
}

/// The word that a text starts with. `x2` and `qty30` are two tokens, `L4` is one.
fn word(text: &str) -> (usize, What<'_>) {
    let letters = text.find(|char: char| !char.is_alphabetic()).unwrap_or(text.len());
    let whole = text.find(|char: char| !char.is_alphanumeric()).unwrap_or(text.len());
    let is_apart = ["x", "qty"].iter().any(|word| word.eq_ignore_ascii_case(&text[..letters]));
    let end = if is_apart { letters } else { whole };
    let is_small = text[..end].bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    let word = if is_small { Cow::from(&text[..end]) } else { text[..end].to_lowercase().into() };
    match number_word(&word) {
        Some(number) => (end, What::Number(number)),
        None => (end, What::Word(word)),
    }
}

fn number_word(word: &str) -> Option<f64> {
    Some(match word {
        "one" => 1.0,
        "two" => 2.0,
        "three" => 3.0,
        "four" => 4.0,
        "five" => 5.0,
        "six" => 6.0,
        "seven" => 7.0,
        "eight" => 8.0,
        "nine" => 9.0,
        "ten" => 10.0,
        "eleven" => 11.0,
        "twelve" => 12.0,
        "thirteen" => 13.0,
        "fourteen" => 14.0,
        "fifteen" => 15.0,
        "sixteen" => 16.0,
        "seventeen" => 17.0,
        "eighteen" => 18.0,
        "nineteen" => 19.0,
        "twenty" => 20.0,
        "thirty" => 30.0,
        "forty" => 40.0,
        "fifty" => 50.0,
        "sixty" => 60.0,
        "seventy" => 70.0,
        "eighty" => 80.0,
        "ninety" => 90.0,
        _ => return None,
    })
}

fn plain(sign: char) -> char {
    match sign {
        '–' | '—' | '‑' | '‐' => '-',
        '×' => 'x',
        _ => sign,
    }
}

/// `twenty-four`, `twenty four` and `twelve (12)` are one number, `1/2/14` is a date.
fn join(tokens: &mut Vec<Token<'_>>) {
    let mut at = 0;
    while at < tokens.len() {
        let next = |ahead: usize| tokens.get(at + ahead);
        let number = |ahead: usize| next(ahead).and_then(Token::number);
        let is_sign = |ahead: usize, sign| next(ahead).is_some_and(|token| token.is_sign(sign));
        let joined = match number(0) {
            Some(_) if is_sign(1, '/') && number(2).is_some() && is_sign(3, '/') && number(4).is_some() => {
                Some((5, What::Sign('~')))
            }
            Some(tens) if tens >= 20.0 && tens % 10.0 == 0.0 && is_spelt(&tokens[at]) => {
                let at_ones = if is_sign(1, '-') { 2 } else { 1 };
                let is_ones = |ones: &f64| *ones < 10.0 && (at_ones == 2 || next(1).is_some_and(is_spelt_one));
                number(at_ones).filter(is_ones).map(|ones| (at_ones + 1, What::Number(tens + ones)))
            }
            Some(value) if is_sign(1, '(') && number(2) == Some(value) && is_sign(3, ')') => {
                Some((4, What::Number(value)))
            }
            _ => None,
        };
        match joined {
            Some((count, what)) => {
                let span = tokens[at].span.start..tokens[at + count - 1].span.end;
                tokens.splice(at..at + count, [Token { span, what }]);
            }
            None => at += 1,
        }
    }
}

/// Whether a number is written in letters: those in digits are shorter.
fn is_spelt(token: &Token<'_>) -> bool {
    token.span.len() > 4
}

/// Whether a number below ten is written in letters.
fn is_spelt_one(token: &Token<'_>) -> bool {
    token.span.len() >= "one".len() && token.number().is_some_and(|ones| ones < 10.0 && ones.fract() == 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let show = |token: Token<'_>| match token.what {
            What::Number(number) => number.to_string(),
            What::Word(word) => word.into_owned(),
            What::Sign(sign) => sign.to_string(),
        };
        tokens(text).into_iter().map(show).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn numbers() {
        assert_eq!(read("7.5mg 7. 5 mg .5 mg 1,000 mg"), "7.5 mg 7.5 mg 0.5 mg 1000 mg");
        assert_eq!(read("twelve (12) Visits, twenty-four, x2 L4-5"), "12 visits , 24 , x 2 l4 - 5");
        assert_eq!(read("twenty four visits, twenty 4 mg, 20 four"), "24 visits , 20 4 mg , 20 4");
        assert_eq!(read("in 2012. 6 visits of 1/2/14, 3×4, 2–3"), "in 2012 . 6 visits of ~ , 3 x 4 , 2 - 3");
    }
}
