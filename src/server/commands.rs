//! `workspace/executeCommand`: what editors ask for beside the text.

use super::{Backend, Server};
use crate::analysis::Stage;
use crate::analysis::rules::RULES;
use crate::analysis::rules::page::page;
use crate::features::arrange::{insert_item, move_item_down, move_item_up};
use crate::features::undecided::{next_undecided, previous_undecided};
use crate::settings::silence::Silence;
use lsp_types::{Command, MessageType, Position};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::sync::Arc;
use tower_lsp::jsonrpc::{Error, Result};

/// The commands with their names, so that both are listed once.
macro_rules! tasks {
    ($($(#[$about:meta])* $name:literal $task:ident ($($(#[$form:meta])* $argument:ty),*),)*) => {
        /// Something to be done.
        #[derive(Debug, Serialize, Deserialize)]
        #[serde(tag = "command", content = "arguments")]
        pub(super) enum Task {
            $($(#[$about])* #[serde(rename = $name)] $task($($(#[$form])* $argument),*),)*
        }

        /// The commands that there are.
        pub(super) fn names() -> Vec<String> {
            [$($name),*].map(str::to_owned).into()
        }
    };
}

tasks! {
    /// Does not tell a finding any more, in a letter with this address.
    "imr.silence" Silence(String, Silence),
    /// Tells what a rule is about.
    "imr.explain" Explain([String; 1]),
    /// Takes a letter for a draft.
    "imr.checkAsDraft" CheckAsDraft([String; 1]),
    /// Takes a letter for one that is about to be sent.
    "imr.checkAsFinal" CheckAsFinal([String; 1]),
    /// Writes the cite-check report of a letter, as `markdown` or as `html`.
    "imr.report" Report([String; 2]),
    /// Checks all letters, and writes a report of them, as `markdown` or as `html`.
    "imr.checkWorkspace" CheckWorkspace([String; 1]),
    /// Goes from a position in a letter to the next item without a decision.
    "imr.nextUndecided" NextUndecided(String, Position),
    /// Goes to the one before it.
    "imr.previousUndecided" PreviousUndecided(String, Position),
    /// Sets the decision of the item at a position, perhaps of a certain version, everywhere in it.
    "imr.setDecision" SetDecision(String, Position, String, #[serde(default)] Option<i32>),
    /// Puts an item behind the one at a position.
    "imr.insertItem" InsertItem(String, Position),
    /// Exchanges the item at a position with the one before it.
    "imr.moveItemUp" MoveItemUp(String, Position),
    /// Exchanges it with the one behind it.
    "imr.moveItemDown" MoveItemDown(String, Position),
    /// Writes a new letter.
    "imr.newLetter" NewLetter(Vec<Value>),
    /// Sets the layout of the letters of an office.
    "imr.selectLayout" SelectLayout([String; 2]),
    /// Sets the day of its letters that give none.
    "imr.setLetterDate" SetLetterDate([String; 2]),
}

impl Task {
    /// The task as a command of the protocol.
    pub(super) fn command(&self, title: &str) -> Option<Command> {
        let value = serde_json::to_value(self).ok()?;
        let arguments = value["arguments"].as_array().and_then(|list| serde_json::from_value(json!(list)).ok());
        Some(Command {
            title: title.to_owned(),
            command: value["command"].as_str()?.to_owned(),
            arguments,
            tooltip: None,
        })
    }
}

impl Backend {
    pub(super) async fn execute_command(&self, params: Value) -> Result<Option<Value>> {
        let arguments = Some(&params["arguments"]).filter(|arguments| !arguments.is_null());
        let task = json!({ "command": params["command"], "arguments": arguments.unwrap_or(&json!([])) });
        let task = serde_json::from_value(task)
            .map_err(|_| Error::invalid_params("There is no such command, or it needs other arguments."))?;
        match task {
            Task::Silence(uri, silence) => {
                let concerned = self.workspace().silence(&uri, silence);
                self.0.judge_anew(concerned);
            }
            Task::Explain([code]) => return self.0.explain(&code).map(Some),
            Task::Report([uri, format]) => return Ok(self.report(&uri, &format).await?.map(Value::String)),
            Task::CheckWorkspace([format]) => {
                let token = serde_json::from_value(params["workDoneToken"].clone()).ok();
                return Ok(self.0.check_workspace(&format, token).await?.map(Value::String));
            }
            Task::NextUndecided(uri, position) => {
                return answer(self.0.go_to_undecided(uri, position, next_undecided).await);
            }
            Task::PreviousUndecided(uri, position) => {
                return answer(self.0.go_to_undecided(uri, position, previous_undecided).await);
            }
            Task::SetDecision(uri, position, word, version) => {
                self.0.set_decision(uri, position, &word, version).await?;
            }
            Task::InsertItem(uri, position) => self.0.arrange(uri, position, insert_item).await?,
            Task::MoveItemUp(uri, position) => self.0.arrange(uri, position, move_item_up).await?,
            Task::MoveItemDown(uri, position) => self.0.arrange(uri, position, move_item_down).await?,
            Task::NewLetter(asked) => return Ok(self.0.new_letter(asked).await?.map(Value::String)),
            Task::SelectLayout([uri, layout]) => self.0.select_layout(&uri, &layout).await?,
            Task::SetLetterDate([uri, day]) => self.0.set_letter_date(&uri, &day).await?,
            Task::CheckAsDraft([uri]) => self.0.take_for(&uri, Stage::Draft),
            Task::CheckAsFinal([uri]) => self.0.take_for(&uri, Stage::Final),
        }
        Ok(None)
    }
}

fn answer<T: Serialize>(result: Result<Option<T>>) -> Result<Option<Value>> {
    let value = |found| serde_json::to_value(found).map_err(|_| Error::internal_error());
    result?.map(value).transpose()
}

impl Server {
    fn take_for(self: &Arc<Self>, uri: &str, stage: Stage) {
        if let Some(document) = self.workspace().get_mut(uri) {
            document.stage = stage;
        }
        self.judge_anew(vec![uri.to_owned()]);
    }

    /// Shows what a rule is about, and answers with the page about it.
    fn explain(self: &Arc<Self>, code: &str) -> Result<Value> {
        let rule = RULES.into_iter().find(|rule| rule.code == code);
        let rule = rule.ok_or_else(|| Error::invalid_params(format!("There is no rule {code}.")))?;
        let server = self.clone();
        let message = format!("{} {}: {}", rule.code, rule.name, rule.summary);
        tokio::spawn(async move { server.client.show_message(MessageType::Info, message).await });
        Ok(Value::String(page(rule)))
    }
}
