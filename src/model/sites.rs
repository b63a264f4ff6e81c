//! Levels of the spine, fingers, toes, and sites of surgery: which of several alike is meant.

mod digits;
mod spine;
mod ways;

use super::tokens::tokens;
use digits::Digit;
use spine::Levels;
use std::ops::Range;
use ways::Way;

/// A level of the spine, a finger, a toe, or a site of a surgery, named in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// Where it is named.
    pub span: Range<usize>,
    which: Which,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Which {
    Spine(Levels),
    Digit(Digit),
    Way(Way),
}

/// The sites named in a text, in order.
pub fn sites(text: &str) -> Vec<Site> {
    let tokens = tokens(text);
    let mut found: Vec<Site> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let levels = || spine::read(&tokens[at..]).map(|(count, levels)| (count, Which::Spine(levels)));
        let digit = || digits::read(&tokens[at..]).map(|(count, digit)| (count, Which::Digit(digit)));
        let way = || ways::read(&tokens[at..]).map(|(count, way)| (count, Which::Way(way)));
        match levels().or_else(digit).or_else(way) {
            Some((count, which)) => {
                found.push(Site { span: tokens[at].span.start..tokens[at + count - 1].span.end, which });
                at += count;
            }
            None => at += 1,
        }
    }
    found
}

impl Site {
    /// Whether it is named with the surgery that is done there.
    pub fn is_operated(&self) -> bool {
        matches!(self.which, Which::Way(_))
    }

    /// The part of the spine to which levels belong, by its name, if that is the neck or the low back.
    pub fn spine(&self) -> Option<&'static str> {
        match &self.which {
            Which::Spine(levels) => levels.name(),
            Which::Digit(_) | Which::Way(_) => None,
        }
    }

    /// Whether it is a level of the spine.
    pub fn is_level(&self) -> bool {
        matches!(self.which, Which::Spine(_))
    }

    /// Whether both are levels, both fingers, both toes, or both of one surgery.
    pub fn is_like(&self, other: &Site) -> bool {
        match (&self.which, &other.which) {
            (Which::Spine(_), Which::Spine(_)) => true,
            (Which::Digit(one), Which::Digit(other)) => one.is_like(*other),
            (Which::Way(one), Which::Way(other)) => one.is_like(*other),
            _ => false,
        }
    }

    /// Whether it may be one of these sites, or a part of them.
    pub fn is_among(&self, sites: &[Site]) -> bool {
        match &self.which {
            Which::Spine(levels) => {
                let known = sites.iter().filter_map(|site| match site.which {
                    Which::Spine(levels) => Some(levels),
                    Which::Digit(_) | Which::Way(_) => None,
                });
                levels.are_among(&known.collect::<Vec<_>>())
            }
            Which::Digit(digit) => {
                sites.iter().any(|site| matches!(site.which, Which::Digit(known) if known.may_be(*digit)))
            }
            Which::Way(way) => sites.iter().any(|site| matches!(site.which, Which::Way(known) if known == *way)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strange(asked: &str, said: &str) -> Vec<String> {
        let asked = sites(asked);
        let strange = |site: &Site| asked.iter().any(|known| known.is_like(site)) && !site.is_among(&asked);
        sites(said).into_iter().filter(strange).map(|site| said[site.span].to_owned()).collect()
    }

    #[test]
    fn levels_of_the_spine() {
        for (asked, said, found) in [
            ("C4-C5 and C5-C6 medial branch blocks", "C5-C6 and C6-C7 blocks", "C6-C7"),
            ("L5-S1 fusion", "L4-L5 fusion", "L4-L5"),
            ("ESI at L5-S1", "ESI at L3-4", "L3-4"),
            ("Facet injections C5-6 and 6-7", "the C4/5 injections", "C4/5"),
            ("L4-S1 fusion", "L3-S1 fusion", "L3-S1"),
            ("Fusion at L4-5", "fusion of L4 through S1", "L4 through S1"),
            ("L5S1 injection", "L4-5 injection", "L4-5"),
            ("Right L4 nerve root block", "the right L5 block", "L5"),
            ("Kyphoplasty T12", "kyphoplasty L2", "L2"),
            ("L4, L5 and S1 dorsal rami", "L2-3", "L2-3"),
            ("C7-T1 ESI", "C5–C6 ESI", "C5–C6"),
            ("C4-5, 5-6 facet blocks", "the C6-7 block", "C6-7"),
            ("L3, 4, 5 medial branch blocks", "blocks of L1 and L2", "L1"),
        ] {
            assert_eq!(strange(asked, said).first().map(String::as_str), Some(found), "{asked}: {said}");
        }
        for (asked, said) in [
            ("C4-5, 5-6 facet blocks", "the C5-6 block"),
            ("C4-5 and 5-6 facet blocks", "C4-6 blocks"),
            ("L3, 4, 5 medial branch blocks", "the blocks at L4-5 and L5-S1"),
            ("L3, 4, and 5 medial branch blocks", "blocks of L5"),
            ("C5-6 block", "C5-6, 7 visits"),
            ("C4-C5 and C5-C6 medial branch blocks", "C4-6 blocks"),
            ("L3-S1 fusion", "L4-5 and L5-S1 fusion"),
            ("L4-5, L5-S1 ESI", "the L4-S1 ESI"),
            ("L4-5/L5-S1 ESI", "L4/5 and L5/S1"),
            ("L4, L5 and S1 dorsal rami", "L4-5 and L5-S1 facets"),
            ("Medial branch blocks L4-5 and L5-S1", "blocks of L3, L4 and L5"),
            ("L5 transforaminal ESI", "the L5-S1 ESI"),
            ("L4-5 TFESI", "the ESI"),
            ("MRI", "L4-5"),
            ("MRI of C5-6", "T1-weighted MRI"),
            ("ESI at C7-T1", "ESI at C8"),
            ("Facet block C5/6/7", "C5-6 and 6-7"),
            ("ESI L4-5 - 3 injections", "L4-5"),
            ("TLIF L4–5", "TLIF L4 - L5"),
        ] {
            assert_eq!(strange(asked, said), [""; 0], "{asked}: {said}");
        }
    }

    #[test]
    fn sites_and_ways_of_surgery() {
        for (asked, said, found) in [
            ("Arthroscopy with partial medial meniscectomy", "the partial lateral meniscectomy", "lateral"),
            ("Lateral meniscus repair", "medial meniscus repair", "medial"),
            ("Anterior lumbar interbody fusion", "posterior lumbar fusion", "posterior"),
            ("Arthroscopic rotator cuff repair", "the open repair", "open"),
            ("Open carpal tunnel release", "endoscopic carpal tunnel release", "endoscopic"),
            ("Partial lateral meniscectomy", "medial and lateral meniscectomy", "medial"),
        ] {
            assert_eq!(strange(asked, said), [found], "{asked}: {said}");
        }
        for (asked, said) in [
            ("Medial and lateral meniscectomy", "the lateral meniscectomy"),
            ("Medial meniscectomy", "a lateral meniscus tear"),
            ("Lateral release", "arthroscopic release"),
            ("Anterior cervical discectomy and fusion", "the posterior approach"),
            ("Arthroscopy and open repair", "arthroscopic debridement and open repair"),
            ("Medial branch blocks", "the lateral branch blocks"),
            ("Meniscectomy", "medial meniscectomy"),
            ("Arthroscopic meniscectomy", "open MRI before the meniscectomy"),
        ] {
            assert_eq!(strange(asked, said), [""; 0], "{asked}: {said}");
        }
    }

    #[test]
    fn fingers_and_toes() {
        for (asked, said, found) in [
            ("Right ring trigger finger release", "right middle trigger finger release", "middle"),
            ("Trigger thumb release", "release of the index finger", "index"),
            ("Index and long finger release", "index and small finger release", "small"),
            ("Third finger splint", "5th digit splint", "5th"),
            ("Hammertoe correction, second toe", "correction of the third toe", "third"),
            ("Great toe fusion", "2nd toe fusion", "2nd"),
            ("Ring finger injection", "injection of the second digit", "second"),
        ] {
            assert_eq!(strange(asked, said), [found], "{asked}: {said}");
        }
        for (asked, said) in [
            ("Right long finger release", "right middle trigger finger release"),
            ("Right small finger release", "the little finger, 5th finger"),
            ("Ring finger release", "fourth digit release"),
            ("Ring finger release", "third finger release"),
            ("Ring finger release", "the hand"),
            ("Trigger finger release", "thumb release"),
            ("Index, middle and ring trigger fingers", "middle finger"),
            ("Ring finger injection", "a third injection of the ring finger, the second trigger finger injection"),
            ("Ring finger release", "release as in the middle of the hand"),
            ("Second toe", "2nd metatarsal"),
        ] {
            assert_eq!(strange(asked, said), [""; 0], "{asked}: {said}");
        }
    }
}
