//! The command for the cite-check report.

use super::Server;
use super::jobs::Reads;
use crate::features::report::{html, markdown, report};
use crate::workspace::file_name;
use tower_lsp::jsonrpc::{Error, Result};

impl Server {
    /// The report about a letter, as `markdown` or as `html`; `None` for a text that is no letter.
    pub(super) async fn report(&self, uri: &str, format: &str) -> Result<Option<String>> {
        let write = match format {
            "markdown" => markdown,
            "html" => html,
            _ => return Err(Error::invalid_params("A report is written as “markdown” or as “html”.")),
        };
        let name = file_name(uri).unwrap_or_else(|| "Letter".to_owned());
        let answer = self.about(uri, Reads::Everything, move |snapshot| Some(write(&[report(snapshot, &name)?])));
        Ok(answer.await?.and_then(|(_, page)| page))
    }
}
