//! What the editor's settings ask for: at `initialize`, and whenever they change.

use super::{Backend, Server};
use crate::analysis::rules::NAMES;
use crate::settings::read_json;
use crate::workspace::environment;
use lsp_types::{ConfigurationItem, MessageType};
use serde_json::Value;
use std::sync::Arc;

/// What our settings are called among those of an editor.
const SECTION: &str = "imr";

impl Server {
    /// From now on these count, below what the environment asks for and above what files say. They may stand among
    /// those for others, below our name.
    pub(super) fn take_settings(self: &Arc<Self>, settings: &Value) {
        let settings = settings.get(SECTION).unwrap_or(settings);
        let (of_environment, _) = environment();
        let asked = of_environment.over(read_json(settings, &NAMES));
        let concerned = self.workspace().ask(asked);
        self.judge_anew(concerned);
    }
}

impl Backend {
    /// Says what makes no sense in the environment.
    pub(super) fn tell_of_environment(&self) {
        let (_, wrong) = environment();
        if wrong.is_empty() {
            return;
        }
        let server = self.0.clone();
        tokio::spawn(async move { server.client.show_message(MessageType::Warning, wrong.join("\n")).await });
    }

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
        } else if settings.is_object() {
            self.0.take_settings(settings);
        }
    }
}
