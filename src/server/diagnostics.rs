//! Findings as diagnostics, and `textDocument/diagnostic` for clients that ask for them.

use super::answer::Answer;
use super::jobs::Reads;
use super::offices::diagnostics_of_file;
use super::{Backend, Server, convert};
use crate::analysis::{Finding, Severity, Snapshot, Stage};
use crate::server::capabilities::ClientFeatures;
use lsp_types::{
    Code, CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DocumentDiagnosticParams,
    Location, Uri,
};
use serde::Serialize;
use serde_json::Value;
use serde_json::value::RawValue;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;
use tower_lsp::jsonrpc::{Error, Result};

/// No more than this many are shown in one letter.
pub(super) const MOST: usize = 500;
/// Who says so.
pub(super) const SOURCE: &str = "imr-ls";

/// The findings of a letter as the client takes them: the severest, and how many more there are.
pub(super) fn diagnostics(snapshot: &Snapshot, stage: Stage, uri: &Uri, features: ClientFeatures) -> Vec<Diagnostic> {
    let findings = snapshot.findings(stage, Some(MOST));
    let mut list = Vec::new();
    let mut left = findings.more;
    for finding in &findings.list {
        if list.len() < MOST {
            list.extend(shown(snapshot, finding, uri, features));
        } else {
            left += 1;
        }
    }
    list.truncate(MOST);
    if left > 0 {
        let message = format!("… and {left} more findings in this letter. The severest are shown.");
        list.push(Diagnostic {
            severity: Some(DiagnosticSeverity::Information),
            source: Some(SOURCE.to_owned()),
            message: message.into(),
            ..Diagnostic::default()
        });
    }
    list
}

/// A finding at its place; and also at the other one, if the fault may lie there just as well.
pub(super) fn shown(snapshot: &Snapshot, finding: &Finding, uri: &Uri, features: ClientFeatures) -> Vec<Diagnostic> {
    let place = |range: &Range<usize>| convert::range(snapshot.text(), range, features.encoding);
    let pointer = |range: &Range<usize>, message: &str| {
        features.related_information.then(|| {
            let location = Location { uri: uri.clone(), range: place(range) };
            vec![DiagnosticRelatedInformation { location, message: message.to_owned() }]
        })
    };
    let diagnostic = Diagnostic {
        range: place(&finding.range),
        severity: Some(severity(finding.severity)),
        code: Some(finding.rule.code.to_owned().into()),
        source: Some(SOURCE.to_owned()),
        message: finding.message.clone().into(),
        related_information: finding.related.as_ref().and_then(|related| pointer(&related.range, &related.message)),
        ..Diagnostic::default()
    };
    let mirrored = finding.related.as_ref().filter(|related| related.is_equal).map(|related| Diagnostic {
        range: place(&related.range),
        message: related.message.clone().into(),
        related_information: pointer(&finding.range, &finding.message),
        ..diagnostic.clone()
    });
    [diagnostic].into_iter().chain(mirrored).collect()
}

pub(super) fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::Error,
        Severity::Warning => DiagnosticSeverity::Warning,
        Severity::Information => DiagnosticSeverity::Information,
    }
}

impl Server {
    /// Takes note of the folder in which the client keeps the pages about rules.
    pub(super) fn take_rule_pages(&self, options: &Value) {
        if let Some(folder) = options["rulePages"].as_str().filter(|folder| folder.starts_with("file:")) {
            self.rule_pages.get_or_init(|| folder.trim_end_matches('/').to_owned());
        }
    }

    /// The same, each with the page about its rule, if the client keeps those.
    pub(super) fn with_rule_pages(&self, mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
        if let Some(folder) = self.rule_pages.get() {
            for diagnostic in &mut diagnostics {
                if let Some(Code::String(code)) = &diagnostic.code {
                    diagnostic.code_description = Some(CodeDescription { href: Uri(format!("{folder}/{code}.md")) });
                }
            }
        }
        diagnostics
    }
}

impl Backend {
    /// Answers with the findings, or tells that they are the same as those under the result the client
    /// has. A result is known by its content: a reopened letter starts its versions anew.
    pub(super) async fn diagnostic(&self, params: DocumentDiagnosticParams) -> Result<Answer> {
        let features = self.features();
        let uri = params.text_document.uri;
        let key = uri.0.clone();
        let stage = self.stage(&key);
        let found = match self.read_office_with(&key).await {
            Some(report) => diagnostics_of_file(&report, features),
            None => {
                let answer =
                    self.about(&key, Reads::Little, move |snapshot| diagnostics(snapshot, stage, &uri, features));
                answer.await?.map(|(_, found)| found).unwrap_or_default()
            }
        };
        let items =
            serde_json::value::to_raw_value(&self.with_rule_pages(found)).map_err(|_| Error::internal_error())?;
        let mut hasher = DefaultHasher::new();
        items.get().hash(&mut hasher);
        let result_id = format!("{:016x}", hasher.finish());
        Answer::of(&if params.previous_result_id.as_ref() == Some(&result_id) {
            Pulled { kind: "unchanged", result_id, items: None }
        } else {
            Pulled { kind: "full", result_id, items: Some(items) }
        })
    }
}

/// The answer to a client that asks for findings.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Pulled {
    kind: &'static str,
    result_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    items: Option<Box<RawValue>>,
}
