//! The commands that change a letter, the settings beside it, or make a new letter.

use super::edits::{self, PART_OF_REQUEST};
use super::jobs::Reads;
use super::{Server, convert};
use crate::analysis::Snapshot;
use crate::features::decide::{Turned, set_decision};
use crate::features::new_letter::new_letter;
use crate::layouts::decision::Verdict;
use crate::layouts::{LAYOUTS, LayoutId};
use crate::settings::single;
use crate::text::Edit;
use crate::workspace::{Document, Silencing};
use jiff::civil::Date;
use lsp_types::{MessageType, Position, Uri, WorkspaceEdit};
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::sync::Arc;
use tower_lsp::jsonrpc::{Error, Result};

impl Server {
    /// Sets the decision of the item at a position, in its heading and in its conclusions. If the position is one in a
    /// certain version of the letter, it means nothing in another.
    pub(super) async fn set_decision(
        self: &Arc<Self>,
        uri: String,
        position: Position,
        word: &str,
        of_version: Option<i32>,
    ) -> Result<()> {
        let version = self.workspace().get(&uri).map(Document::version);
        if of_version.is_some() && of_version != version {
            self.say("The decision was not set: the letter was changed meanwhile. Try again.");
            return Ok(());
        }
        let both = [Verdict::Upheld, Verdict::Overturned];
        let Some(verdict) = both.into_iter().find(|verdict| verdict.word() == Some(word)) else {
            return Err(Error::invalid_params("A decision is “Upheld” or “Overturned”."));
        };
        let find = move |snapshot: &Snapshot, at| {
            let turned = set_decision(snapshot, at, verdict)?;
            let (doubtful, sure): (Vec<Turned>, Vec<Turned>) =
                turned.into_iter().partition(|turned| turned.is_doubtful);
            let edits = |turned: Vec<Turned>| turned.into_iter().map(|turned| turned.edit).collect::<Vec<Edit>>();
            Some((edits(sure), edits(doubtful)))
        };
        let refused = "The decision was not set: no item with a heading stands here, or it concludes in words that only you \
                       can turn, perhaps about a part of the request.";
        self.change_at(uri, position, find, refused).await
    }

    /// Changes the items of a letter at a position.
    pub(super) async fn arrange(
        self: &Arc<Self>,
        uri: String,
        position: Position,
        arrange: fn(&Snapshot, usize) -> Option<Vec<Edit>>,
    ) -> Result<()> {
        let refused =
            "Nothing was changed: there is no such item here, or the items are not numbered one after the other.";
        self.change_at(uri, position, move |snapshot, at| Some((arrange(snapshot, at)?, Vec::new())), refused).await
    }

    /// Has the client make changes, sure and doubtful ones, or says why there are none.
    async fn change_at(
        self: &Arc<Self>,
        uri: String,
        position: Position,
        find: impl FnOnce(&Snapshot, usize) -> Option<(Vec<Edit>, Vec<Edit>)> + Send + 'static,
        refused: &'static str,
    ) -> Result<()> {
        let features = self.features();
        let answer = self.about(&uri, Reads::Little, move |snapshot| {
            let text = snapshot.text();
            let is_within = convert::position(position).line < text.line_count();
            let at = text.offset(convert::position(position), features.encoding);
            let (sure, doubtful) = find(snapshot, at).filter(|_| snapshot.is_letter() && is_within)?;
            // Without the doubtful ones the letter would contradict itself.
            if !doubtful.is_empty() && !features.confirms_edits() {
                return None;
            }
            Some(edits::doubted(snapshot.text(), &sure, &doubtful, features))
        });
        match answer.await? {
            Some((version, Some(edits))) if !edits.is_empty() => {
                let edit = edits::doubted_edit(&Uri(uri), version, edits, PART_OF_REQUEST, features);
                self.apply(edit)?;
            }
            Some((_, Some(_))) => {}
            _ => self.say(refused),
        }
        Ok(())
    }

    /// A new letter of these items and this layout at this address, all of which may be left out: the client makes it as a file
    /// if an address is told and it can; otherwise its text is the answer.
    pub(super) async fn new_letter(self: &Arc<Self>, asked: Vec<Value>) -> Result<Option<String>> {
        let mut asked = asked.into_iter();
        let items: Option<Vec<String>> = argument(asked.next())?;
        let layout: Option<String> = argument(asked.next())?;
        let uri: Option<String> = argument(asked.next())?;
        let office = self.workspace().office(uri.as_deref().unwrap_or_default());
        let read = tokio::task::spawn_blocking(move || office.settings().clone());
        let settings = read.await.map_err(|_| Error::internal_error())?;
        let layout = match layout.as_deref().filter(|name| *name != "auto") {
            Some(name) => layout_named(name)?,
            None => settings.layout.flatten().filter(|layout| layout.is_labelled()).unwrap_or(LayoutId::Letter2015),
        };
        let text = new_letter(layout, items.as_deref().unwrap_or(&[]), &settings.profile());
        if text.is_empty() {
            return Err(Error::invalid_params("New letters are written as letter-2014, letter-2015 or letter-2016."));
        }
        let features = self.features();
        match uri {
            Some(uri) if features.makes_files && features.versioned_edits && features.applies_edits => {
                self.apply(edits::new_file(&Uri(uri), text, features))?;
                Ok(None)
            }
            _ => Ok(Some(text)),
        }
    }

    /// Writes the layout of its letters into the settings of a letter's office.
    pub(super) async fn select_layout(self: &Arc<Self>, uri: &str, layout: &str) -> Result<()> {
        if layout != "auto" {
            layout_named(layout)?;
        }
        self.set(uri, "layout", layout.to_owned()).await
    }

    /// Writes the day of letters without one likewise.
    pub(super) async fn set_letter_date(self: &Arc<Self>, uri: &str, day: &str) -> Result<()> {
        let day: Date = day.parse().map_err(|_| Error::invalid_params("Write a day as in 2015-07-01."))?;
        self.set(uri, "letter-date", day.to_string()).await
    }

    async fn set(self: &Arc<Self>, uri: &str, key: &'static str, value: String) -> Result<()> {
        let silencing = Silencing::new(uri, self.workspace().office(uri));
        let found = move || silencing.edit_by(|settings| single::edits(settings, key, &value));
        match tokio::task::spawn_blocking(found).await.map_err(|_| Error::internal_error())? {
            Some(edit) if !edit.edits.is_empty() => self.apply(edits::settings_edit(&edit, self.features())),
            Some(_) => Ok(()),
            None => {
                self.say("Nothing was set: the letter is not in a file, or its imr.toml cannot be read.");
                Ok(())
            }
        }
    }

    fn apply(self: &Arc<Self>, edit: WorkspaceEdit) -> Result<()> {
        if !self.features().applies_edits {
            return Err(Error::invalid_params("This editor makes no changes that a server asks for."));
        }
        let server = self.clone();
        tokio::spawn(async move {
            let applied = server.client.apply_edit(edit).await;
            if !applied.is_ok_and(|answer| answer.applied) {
                server.say("The editor did not make the change. Perhaps the text was changed meanwhile: try again.");
            }
        });
        Ok(())
    }

    fn say(self: &Arc<Self>, message: &'static str) {
        let server = self.clone();
        tokio::spawn(async move { server.client.show_message(MessageType::Info, message).await });
    }
}

/// An argument that may be left out.
fn argument<T: DeserializeOwned>(value: Option<Value>) -> Result<Option<T>> {
    let read = |value| serde_json::from_value(value);
    read(value.unwrap_or_default())
        .map_err(|_| Error::invalid_params("A new letter takes a list of items, a layout and an address."))
}

fn layout_named(name: &str) -> Result<LayoutId> {
    let found = LAYOUTS.iter().find(|layout| layout.name == name).map(|layout| layout.id);
    found.ok_or_else(|| Error::invalid_params(format!("There is no layout “{name}”.")))
}
