//! The names of scales and units.

use super::behind;
use crate::model::tokens::{Token, What};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Names of one or several words and signs, each with its place in the list of what they name.
pub(super) struct Names(HashMap<&'static str, Vec<(usize, &'static str)>>);

impl Names {
    fn of(lists: &[&[&'static str]]) -> Self {
        let mut names = HashMap::<_, Vec<_>>::new();
        for (named, list) in lists.iter().enumerate() {
            for name in *list {
                let first = name.split(' ').next().unwrap_or(name);
                names.entry(first).or_default().push((named, *name));
            }
        }
        Names(names)
    }

    /// What the longest name at a place names, and where that name ends.
    pub(super) fn at(&self, tokens: &[Token<'_>], at: usize) -> Option<(usize, usize)> {
        let mut sign = [0; 4];
        let first = match &tokens.get(at)?.what {
            What::Number(_) => return None,
            What::Word(word) => word.as_ref(),
            What::Sign(char) => char.encode_utf8(&mut sign),
        };
        let names = self.0.get(first)?.iter();
        names.filter_map(|(named, name)| Some((*named, behind(tokens, at, name)?))).max_by_key(|(_, end)| *end)
    }
}

/// The scales.
pub(super) static SCALE: LazyLock<Names> = LazyLock::new(|| Names::of(&SCALES));
/// The units.
pub(super) static UNIT: LazyLock<Names> = LazyLock::new(|| Names::of(&UNITS));

/// Scales and laboratory tests by their names.
const SCALES: [&[&str]; 34] = [
    &["epworth", "epworth sleepiness"],
    &["phq", "phq - 9", "phq 9", "phq9"],
    &["gad - 7", "gad 7", "gad7"],
    &["bdi", "beck", "bdi - ii", "beck depression", "beck depression inventory", "beck depression inventory - ii"],
    &["bai", "beck anxiety", "beck anxiety inventory"],
    &["gaf"],
    &["moca", "montreal cognitive assessment"],
    &["mmse", "mini - mental", "mini - mental state"],
    &["odi", "oswestry", "oswestry disability", "oswestry disability index"],
    &["ndi", "neck disability index"],
    &["dash", "quickdash"],
    &["womac"],
    &["bmi", "body mass index"],
    &["a1c", "hba1c", "hemoglobin a1c"],
    &["glucose"],
    &["testosterone"],
    &["ahi", "apnea - hypopnea index"],
    &["pain catastrophizing", "pain catastrophizing scale"],
    &["insomnia severity", "insomnia severity index"],
    &["hit - 6", "hit 6"],
    &["midas"],
    &["spadi"],
    &["koos"],
    &["lefs", "lower extremity functional scale"],
    &["opioid risk tool"],
    &["soapp", "soapp - r"],
    &["hamilton", "hamilton depression", "ham - d"],
    &["creatinine"],
    &["egfr", "gfr"],
    &["hemoglobin"],
    &["vitamin d", "vitamin d level"],
    &["upper extremity strength", "strength of the upper extremities"],
    &["lower extremity strength", "strength of the lower extremities"],
    &["grip strength"],
];

/// Units by their names.
const UNITS: [&[&str]; 17] = [
    &[
        "headache days",
        "headache days a month",
        "headache days per month",
        "headaches a month",
        "headaches per month",
        "migraine days",
        "migraine days a month",
        "migraine days per month",
        "migraines a month",
        "migraines per month",
        "days a month",
        "days per month",
    ],
    &["mm", "millimeter", "millimeters"],
    &["cm", "centimeter", "centimeters"],
    &["m / s", "m / sec"],
    &["deg", "degree", "degrees", "°"],
    &["pg / ml", "ng / ml", "ng / dl", "mg / dl", "g / dl"],
    &["db"],
    &["block", "blocks"],
    &["lb", "lbs", "pound", "pounds"],
    &["minute", "minutes"],
    &["foot", "feet"],
    &["mile", "miles"],
    &["quadrants"],
    &["ms", "msec", "milliseconds"],
    &["kg", "kilograms"],
    &["seconds", "sec"],
    &["hours a night", "hours per night", "hours of sleep"],
];

/// The place of days with headaches in the list of units.
pub(super) const HEADACHES: usize = 0;
