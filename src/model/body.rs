//! Parts of the body and their sides.

mod sided;

pub use sided::{NamedSide, Side, SidedPart, may_meet, sided_parts, sides};

use super::tokens::{Token, tokens};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// A part of the body named in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BodyPart {
    /// Where its name stands.
    pub span: Range<usize>,
    /// What it takes in.
    pub areas: Areas,
}

/// Areas of the body. What people call an arm takes in a hand, and a wrist is treated with the hand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Areas(u32);

const HEAD: u32 = 1;
const NECK: u32 = 1 << 1;
const UPPER_BACK: u32 = 1 << 2;
const LOW_BACK: u32 = 1 << 3;
const SHOULDER: u32 = 1 << 4;
const UPPER_ARM: u32 = 1 << 5;
const ELBOW: u32 = 1 << 6;
const FOREARM: u32 = 1 << 7;
const WRIST: u32 = 1 << 8;
const HAND: u32 = 1 << 9;
const CHEST: u32 = 1 << 10;
const ABDOMEN: u32 = 1 << 11;
const HIP: u32 = 1 << 12;
const THIGH: u32 = 1 << 13;
const KNEE: u32 = 1 << 14;
const LOWER_LEG: u32 = 1 << 15;
const ANKLE: u32 = 1 << 16;
const FOOT: u32 = 1 << 17;
const ARM: u32 = SHOULDER | UPPER_ARM | ELBOW | FOREARM | WRIST | HAND;
const LEG: u32 = HIP | THIGH | KNEE | LOWER_LEG | ANKLE | FOOT;

/// What each name takes in. Nerves of the arms come from the neck, those of the legs from the low back.
const NAMES: [(&str, u32); 102] = [
    ("abdomen", ABDOMEN),
    ("abdominal", ABDOMEN),
    ("achilles", ANKLE | FOOT | LOWER_LEG),
    ("acl", KNEE),
    ("acromioclavicular", SHOULDER),
    ("ankle", ANKLE | FOOT | LOWER_LEG),
    ("arm", ARM),
    ("back", UPPER_BACK | LOW_BACK),
    ("biceps", SHOULDER | UPPER_ARM | ELBOW),
    ("ble", LEG | LOW_BACK),
    ("bue", ARM | NECK),
    ("calf", LOWER_LEG | ANKLE),
    ("carpal tunnel", WRIST | HAND | FOREARM),
    ("cervical", NECK),
    ("cervicothoracic", NECK | UPPER_BACK),
    ("chest", CHEST | UPPER_BACK),
    ("clavicle", SHOULDER | CHEST),
    ("coccyx", LOW_BACK),
    ("cranial", HEAD),
    ("cubital tunnel", ELBOW | FOREARM),
    ("de quervain", WRIST | HAND | FOREARM),
    ("dorsal compartment", WRIST | HAND | FOREARM),
    ("elbow", ELBOW | FOREARM | UPPER_ARM),
    ("epicondyle", ELBOW | FOREARM),
    ("epicondylitis", ELBOW | FOREARM),
    ("finger", HAND | WRIST),
    ("foot", FOOT | ANKLE),
    ("feet", FOOT | ANKLE),
    ("forearm", FOREARM | WRIST | ELBOW),
    ("groin", ABDOMEN | HIP),
    ("hand", HAND | WRIST),
    ("head", HEAD | NECK),
    ("heel", FOOT | ANKLE),
    ("hindfoot", FOOT | ANKLE),
    ("hip", HIP | THIGH),
    ("inguinal", ABDOMEN | HIP),
    ("jaw", HEAD),
    ("knee", KNEE),
    ("leg", LEG),
    ("lle", LEG | LOW_BACK),
    ("low back", LOW_BACK),
    ("lower arm", FOREARM | WRIST | HAND | ELBOW),
    ("lower back", LOW_BACK),
    ("lower extremity", LEG | LOW_BACK),
    ("lower extremities", LEG | LOW_BACK),
    ("lower leg", LOWER_LEG | ANKLE | KNEE),
    ("lower limb", LEG | LOW_BACK),
    ("lue", ARM | NECK),
    ("lumbar", LOW_BACK),
    ("lumbosacral", LOW_BACK),
    ("ls spine", LOW_BACK),
    ("meniscal", KNEE),
    ("meniscectomy", KNEE),
    ("meniscus", KNEE),
    ("metatarsal", FOOT | ANKLE),
    ("mid back", UPPER_BACK | LOW_BACK),
    ("neck", NECK),
    ("occipital", HEAD | NECK),
    ("parascapular", SHOULDER | UPPER_BACK),
    ("patella", KNEE),
    ("patellar", KNEE),
    ("patellofemoral", KNEE),
    ("pelvis", HIP | LOW_BACK | ABDOMEN),
    ("plantar", FOOT | ANKLE),
    ("rib", CHEST | UPPER_BACK),
    ("rle", LEG | LOW_BACK),
    ("rotator cuff", SHOULDER),
    ("rue", ARM | NECK),
    ("sacral", LOW_BACK),
    ("sacroiliac", LOW_BACK | HIP),
    ("scapula", SHOULDER | UPPER_BACK),
    ("scapular", SHOULDER | UPPER_BACK),
    ("shin", LOWER_LEG | ANKLE),
    ("shoulder", SHOULDER | UPPER_ARM),
    ("si joint", LOW_BACK | HIP),
    ("skull", HEAD),
    ("subacromial", SHOULDER),
    ("temporomandibular", HEAD),
    ("tennis elbow", ELBOW | FOREARM),
    ("thigh", THIGH | HIP),
    ("thoracic", UPPER_BACK),
    ("thoracolumbar", UPPER_BACK | LOW_BACK),
    ("thumb", HAND | WRIST),
    ("tibia", LOWER_LEG | KNEE | ANKLE),
    ("tibial", LOWER_LEG | KNEE | ANKLE),
    ("tmj", HEAD),
    ("toe", FOOT | ANKLE),
    ("trapezius", NECK | UPPER_BACK | SHOULDER),
    ("trigger finger", HAND | WRIST),
    ("trigger thumb", HAND | WRIST),
    ("trochanteric", HIP | THIGH),
    ("ulnar", ELBOW | FOREARM | WRIST | HAND),
    ("upper arm", UPPER_ARM | SHOULDER | ELBOW),
    ("upper back", UPPER_BACK | NECK),
    ("upper extremity", ARM | NECK),
    ("upper extremities", ARM | NECK),
    ("upper limb", ARM | NECK),
    ("wrist", WRIST | HAND | FOREARM),
    ("c spine", NECK),
    ("l spine", LOW_BACK),
    ("t spine", UPPER_BACK),
    ("tfcc", WRIST | HAND),
];

/// The areas of the chapters of ACOEM that are about a part of the body, from chapter 8 on.
const CHAPTERS: [u32; 7] = [
    NECK | UPPER_BACK,
    SHOULDER | UPPER_ARM,
    ELBOW | FOREARM | UPPER_ARM,
    FOREARM | WRIST | HAND,
    LOW_BACK | UPPER_BACK,
    KNEE,
    ANKLE | FOOT | LOWER_LEG,
];

impl FromIterator<Areas> for Areas {
    fn from_iter<T: IntoIterator<Item = Areas>>(areas: T) -> Self {
        Areas(areas.into_iter().fold(0, |all, areas| all | areas.0))
    }
}

impl Areas {
    /// Those of the body parts together.
    pub fn of(parts: &[BodyPart]) -> Areas {
        parts.iter().map(|part| part.areas).collect()
    }

    /// Those of a chapter of ACOEM by its number; `None` if it is not about a part of the body.
    pub fn of_chapter(number: usize) -> Option<Areas> {
        number.checked_sub(8).and_then(|index| CHAPTERS.get(index)).map(|areas| Areas(*areas))
    }

    /// Those that some chapter of ACOEM is about.
    pub fn with_chapters() -> Areas {
        Areas(CHAPTERS.iter().fold(0, |all, areas| all | areas))
    }

    /// With what the nerves of the spine in them go to: complaints of the neck are felt in the arms and the head.
    pub fn with_limbs(self) -> Areas {
        const LIMBS: [(u32, u32); 3] = [(NECK, ARM | HEAD), (UPPER_BACK, CHEST | ABDOMEN), (LOW_BACK, LEG | ABDOMEN)];
        Areas(LIMBS.iter().filter(|(spine, _)| self.0 & spine != 0).fold(self.0, |all, (_, limbs)| all | limbs))
    }

    /// Whether both have something in common.
    pub fn meets(self, other: Areas) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether one may be treated for what is felt in the other: they have something in common, or its nerves go there.
    pub fn is_near(self, other: Areas) -> bool {
        self.with_limbs().meets(other) || other.with_limbs().meets(self)
    }

    /// Whether both are about joints and share none: a wrist and an elbow have the forearm between them in common.
    pub fn is_other_joint(self, other: Areas) -> bool {
        const JOINTS: u32 = SHOULDER | ELBOW | WRIST | HIP | KNEE | ANKLE;
        let (own, others) = (self.0 & JOINTS, other.0 & JOINTS);
        own != 0 && others != 0 && own & others == 0
    }

    /// Whether both may be about the same part of the body: a scan of the low back is none of the neck.
    pub fn may_meet(self, other: Areas) -> bool {
        self.is_empty() || other.is_empty() || self.meets(other)
    }

    /// Whether no area is among them.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// These, or if there are none the others.
    #[must_use]
    pub fn or(self, others: Areas) -> Areas {
        if self.is_empty() { others } else { self }
    }
}

/// The parts of the body named in a text, in order. The longest name wins.
pub fn body_parts(text: &str) -> Vec<BodyPart> {
    let tokens = tokens(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match named(&tokens[at..]).filter(|_| !is_idle(&tokens, at)) {
            Some((count, areas)) => {
                let span = tokens[at].span.start..tokens[at + count - 1].span.end;
                found.push(BodyPart { span, areas: Areas(areas) });
                at += count;
            }
            None => at += 1,
        }
    }
    found
}

/// The words of a name, and what it takes in.
type Name = (Vec<&'static str>, u32);

static BY_FIRST_WORD: LazyLock<HashMap<&'static str, Vec<Name>>> = LazyLock::new(|| {
    let mut names: HashMap<_, Vec<_>> = HashMap::new();
    for (name, areas) in NAMES {
        let words: Vec<&str> = name.split(' ').collect();
        names.entry(words[0]).or_default().push((words, areas));
    }
    names.values_mut().for_each(|names| names.sort_by_key(|(words, _)| std::cmp::Reverse(words.len())));
    names
});

/// The name that tokens start with: how many it takes, and its areas.
fn named(tokens: &[Token<'_>]) -> Option<(usize, u32)> {
    let first = tokens.first()?.word();
    if let Some(areas) = level(first) {
        return Some((1, areas));
    }
    let names = BY_FIRST_WORD.get(first).or_else(|| BY_FIRST_WORD.get(first.strip_suffix('s')?))?;
    names.iter().find_map(|(words, areas)| Some((count(words, tokens)?, *areas)))
}

/// How many tokens a name takes if they start with it; its words may be joined by hyphens.
fn count(name: &[&str], tokens: &[Token<'_>]) -> Option<usize> {
    let mut count = 0;
    for (index, word) in name.iter().enumerate() {
        count += usize::from(index > 0 && tokens.get(count)?.is_sign('-'));
        if !is_word(tokens.get(count)?.word(), word) {
            return None;
        }
        count += 1;
    }
    Some(count)
}

fn is_word(word: &str, name: &str) -> bool {
    word == name || word.strip_suffix('s') == Some(name)
}

/// `C5`, `T12`, `L4`, `S1`: a level of the spine.
fn level(word: &str) -> Option<u32> {
    let number: u32 = word.get(1..).filter(|digits| digits.len() <= 2).and_then(|digits| digits.parse().ok())?;
    match word.chars().next()? {
        'c' if (1..=8).contains(&number) => Some(NECK | UPPER_BACK),
        't' if (1..=12).contains(&number) => Some(UPPER_BACK | NECK | LOW_BACK),
        'l' if (1..=6).contains(&number) => Some(LOW_BACK),
        's' if (1..=5).contains(&number) => Some(LOW_BACK),
        _ => None,
    }
}

/// `hand-held`, `left hand dominant`, `a second pair of hands`, `on the other hand`, `go back`: no part that is treated.
fn is_idle(tokens: &[Token<'_>], at: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |at| tokens[at].word());
    let next = tokens[at + 1..].iter().find(|token| !token.is_sign('-')).map_or("", Token::word);
    match tokens[at].word() {
        "hand" => ["held", "dominant", "dominance"].contains(&next) || ["other", "one", "second"].contains(&before),
        "hands" => before == "of" && at > 1 && tokens[at - 2].word() == "pair",
        "back" => ["go", "goes", "going", "went", "come", "came", "held"].contains(&before) || next == "to",
        "head" => next == "to",
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meet(one: &str, other: &str) -> bool {
        Areas::of(&body_parts(one)).meets(Areas::of(&body_parts(other)))
    }

    #[test]
    fn names_for_the_same_part() {
        for (one, other) in [
            ("MRI of the cervical spine", "neck"),
            ("C5-6", "the neck"),
            ("low-back", "lumbosacral orthosis at L4-L5"),
            ("right wrist", "carpal tunnel release of the hand"),
            ("upper extremities", "both arms"),
            ("trapezius", "neck and upper back"),
            ("shoulders", "rotator cuff"),
            ("Lower leg", "ankles"),
        ] {
            assert!(meet(one, other), "{one}, {other}");
        }
    }

    #[test]
    fn other_parts() {
        for (one, other) in [
            ("cervical spine", "lumbar spine"),
            ("lumbar spine", "thoracic spine"),
            ("left shoulder", "left knee"),
            ("upper extremities", "lower extremities"),
            ("right wrist", "right ankle"),
        ] {
            assert!(!meet(one, other), "{one}, {other}");
        }
        assert!(body_parts("a hand-held massager; on the other hand, back to work for a pair of hands").is_empty());
    }
}
