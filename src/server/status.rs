//! `imr/status`: how far a letter has come, for a line that the editor shows beside it.

use super::Backend;
use super::answer::Answer;
use super::jobs::Reads;
use crate::analysis::{Severity, Snapshot, Stage};
use crate::model::DaysOrigin;
use lsp_types::TextDocumentIdentifier;
use serde::{Deserialize, Serialize};
use tower_lsp::jsonrpc::Result;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct StatusParams {
    text_document: TextDocumentIdentifier,
}

/// How far a letter has come; the answer is `null` for texts that are none.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Status {
    /// The layout by which it is judged.
    layout: &'static str,
    /// `draft` or `final`.
    stage: &'static str,
    /// The days whose guideline editions count.
    governing_days: Option<Governing>,
    items: usize,
    decided: usize,
    complete: usize,
    /// Whether it may be sent.
    is_ready: bool,
    errors: usize,
    warnings: usize,
    information: usize,
}

#[derive(Serialize)]
struct Governing {
    first: String,
    last: String,
    /// Where they are known from: `front`, `settings`, `summary` or `layout`.
    origin: &'static str,
}

impl Backend {
    pub(super) async fn status(&self, params: StatusParams) -> Result<Option<Answer>> {
        let uri = params.text_document.uri.0;
        let stage = self.stage(&uri);
        self.answer(&uri, Reads::Everything, move |snapshot| snapshot.is_letter().then(|| status(snapshot, stage)))
            .await
    }
}

fn status(snapshot: &Snapshot, stage: Stage) -> Status {
    let readiness = snapshot.readiness();
    let findings = snapshot.findings(stage, None).list;
    let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    Status {
        layout: snapshot.layout().name(),
        stage: match stage {
            Stage::Draft => "draft",
            Stage::Final => "final",
        },
        governing_days: snapshot.governing_days().map(|governing| Governing {
            first: governing.days.start().to_string(),
            last: governing.days.end().to_string(),
            origin: match governing.origin {
                DaysOrigin::Front => "front",
                DaysOrigin::Settings => "settings",
                DaysOrigin::CaseSummary => "summary",
                DaysOrigin::Layout => "layout",
            },
        }),
        items: readiness.items,
        decided: readiness.decided,
        complete: readiness.complete,
        is_ready: readiness.is_ready,
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
        information: count(Severity::Information),
    }
}
