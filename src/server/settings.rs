//! What the editor's settings ask for: at `initialize`, and whenever they change.

use super::{Backend, Server};
use crate::analysis::rules::NAMES;
use crate::settings::read_json;
use crate::workspace::environment;
use lsp_types::ConfigurationItem;
use serde_json::Value;
use std::sync::Arc;

/// What our settings are called among those of an editor.
const SECTION: &str = "imr";

impl Server {
    /// From now on these count, below what the environment asks for and above what files say.
    pub(super) fn take_settings(self: &Arc<Self>, settings: &Value) {
        // A server has nobody to tell what is wrong with its environment.
        let asked = environment().unwrap_or_default().over(read_json(settings, &NAMES));
        let open = self.workspace().ask(asked);
        self.judge_anew(open);
    }
}

impl Backend {
    /// Asks the client for the settings, if it keeps any.
    pub(super) fn ask_for_settings(&self) {
        if !self.features().keeps_settings {
            return;
        }
        let server = self.0.clone();
        tokio::spawn(async move {
            let item = ConfigurationItem { scope_uri: None, section: Some(SECTION.to_owned()) };
            let answer = server.client.configuration(vec![item]).await.ok();
            let settings = answer.and_then(|answers| serde_json::to_value(answers.into_iter().next()).ok());
            if let Some(settings) = settings.filter(Value::is_object) {
                server.take_settings(&settings);
            }
        });
    }

    pub(super) async fn did_change_configuration(&self, params: Value) {
        let settings = &params["settings"];
        if self.features().keeps_settings {
            self.ask_for_settings();
        } else if settings[SECTION].is_object() {
            self.0.take_settings(&settings[SECTION]);
        } else if settings.is_object() {
            self.0.take_settings(settings);
        }
    }
}
