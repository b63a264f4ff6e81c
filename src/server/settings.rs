//! What the editor's settings ask for, as they come with `initialize`.

use crate::features::hints::HintOptions;
use crate::layouts::wording::Profile;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// The settings: `reviewer.specialty`, `reviewer.states`, `inlayHints.topics`, `inlayHints.genericNames`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Settings {
    /// What letters tell of the reviewer.
    pub(super) profile: Profile,
    /// Which hints are shown.
    pub(super) hints: HintOptions,
}

impl Settings {
    /// Reads the settings. What is absent or makes no sense stays as it is without settings.
    pub(super) fn of(options: Option<&Value>) -> Self {
        let at = |section: &str, key: &str| options.map(|options| options[section][key].clone()).unwrap_or_default();
        let names = |key| read(at("reviewer", key)).unwrap_or_default();
        let HintOptions { topics, generic_names } = HintOptions::default();
        Settings {
            profile: Profile { specialties: names("specialty"), states: names("states") },
            hints: HintOptions {
                topics: read(at("inlayHints", "topics")).unwrap_or(topics),
                generic_names: read(at("inlayHints", "genericNames")).unwrap_or(generic_names),
            },
        }
    }
}

fn read<T: DeserializeOwned>(value: Value) -> Option<T> {
    serde_json::from_value(value).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_makes_no_sense_is_passed_over() {
        let options = json!({
            "reviewer": { "specialty": ["Family Practice"], "states": "California" },
            "inlayHints": { "topics": false, "genericNames": 5 },
        });
        let profile = Profile { specialties: vec!["Family Practice".into()], states: Vec::new() };
        let hints = HintOptions { topics: false, generic_names: true };
        assert_eq!(Settings::of(Some(&options)), Settings { profile, hints });
        for nothing in [None, Some(&json!(null)), Some(&json!([1])), Some(&json!("reviewer"))] {
            assert_eq!(Settings::of(nothing), Settings::default());
        }
    }
}
