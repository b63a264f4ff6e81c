//! `textDocument/codeAction`.

use super::capabilities::ClientFeatures;
use super::commands::Task;
use super::diagnostics::{MOST, shown};
use super::edits::{DoubtedEdit, PART_OF_REQUEST, doubted, doubted_edit, settings_edit};
use super::jobs::Reads;
use super::{Backend, convert};
use crate::analysis::{Finding, Snapshot};
use crate::features::actions::{Action, ActionKind, actions, findings_at, silences};
use crate::workspace::Silencing;
use lsp_types::{CodeAction, CodeActionKind, CodeActionParams, Uri};
use tower_lsp::jsonrpc::Result;

/// To mend all of ours; `source.fixAll` asks for it, too.
const FIX_ALL: &str = "source.fixAll.imr";

impl Backend {
    pub(super) async fn code_action(&self, params: CodeActionParams) -> Result<Option<Vec<CodeAction>>> {
        let features = self.features();
        let uri = params.text_document.uri;
        let key = uri.0.clone();
        let asked = uri.clone();
        let stage = self.stage(&key);
        let silencing = Silencing::new(&key, self.workspace().office(&key));
        let answer = self.about(&key, Reads::Everything, move |snapshot| {
            let range = convert::offsets(snapshot.text(), params.range, features.encoding);
            // Editors ask for everything at each step of the cursor; to mend the whole letter they ask by name.
            let wants = |kind| match &params.context.only {
                Some(only) => only.iter().any(|one| includes(one, kind)),
                None => kind != ActionKind::FixAll,
            };
            let found = actions(snapshot, stage, &range, wants).into_iter();
            let changes: Vec<_> = found.map(|action| code_action(snapshot, action, &asked, features)).collect();
            let mut others = Vec::new();
            if wants(ActionKind::Fix) {
                for finding in findings_at(snapshot, stage, &range).iter().take(MOST) {
                    for action in about_finding(snapshot, finding, &asked, &silencing, features) {
                        add(&mut others, action);
                    }
                }
            }
            (changes, others)
        });
        Ok(answer.await?.map(|(version, (changes, others))| {
            let with_edit = |(action, edits)| CodeAction {
                edit: Some(doubted_edit(&uri, version, edits, PART_OF_REQUEST, features)),
                ..action
            };
            let with_pages = |action: CodeAction| CodeAction {
                diagnostics: action.diagnostics.map(|diagnostics| self.with_rule_pages(diagnostics)),
                ..action
            };
            changes.into_iter().map(with_edit).chain(others).map(with_pages).collect()
        }))
    }
}

/// The kinds of code actions that are offered.
pub(super) fn kinds() -> Vec<CodeActionKind> {
    [ActionKind::Fix, ActionKind::FixAll, ActionKind::Rewrite, ActionKind::Arrange].map(protocol_kind).into()
}

fn protocol_kind(kind: ActionKind) -> CodeActionKind {
    match kind {
        ActionKind::Fix => CodeActionKind::QuickFix,
        ActionKind::FixAll => CodeActionKind::new(FIX_ALL),
        ActionKind::Rewrite | ActionKind::Decide => CodeActionKind::RefactorRewrite,
        ActionKind::Arrange => CodeActionKind::RefactorMove,
    }
}

/// Whether a kind that was asked for is this one or above it: `refactor` includes `refactor.rewrite`.
fn includes(asked: &CodeActionKind, kind: ActionKind) -> bool {
    let (asked, kind) = (String::from(asked.clone()), String::from(protocol_kind(kind)));
    asked.is_empty() || kind.strip_prefix(&asked).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// An action still without its edit, and the changes of that.
fn code_action(
    snapshot: &Snapshot,
    action: Action,
    uri: &Uri,
    features: ClientFeatures,
) -> (CodeAction, Vec<DoubtedEdit>) {
    let edits = doubted(snapshot.text(), &action.edits, &action.doubtful, features);
    let code_action = CodeAction {
        title: action.title,
        kind: Some(protocol_kind(action.kind)),
        diagnostics: action.finding.map(|finding| shown(snapshot, &finding, uri, features)),
        is_preferred: (features.preferred_actions && action.is_preferred).then_some(true),
        ..CodeAction::default()
    };
    (code_action, edits)
}

/// Adds an action, or only what it is about if it does the same as another one.
fn add(actions: &mut Vec<CodeAction>, action: CodeAction) {
    match actions.iter_mut().find(|other| other.command == action.command) {
        Some(same) => same.diagnostics.get_or_insert_default().extend(action.diagnostics.into_iter().flatten()),
        None => actions.push(action),
    }
}

/// What can be done about a finding without changing the letter: to silence it, and to have it explained.
fn about_finding(
    snapshot: &Snapshot,
    finding: &Finding,
    uri: &Uri,
    silencing: &Silencing,
    features: ClientFeatures,
) -> Vec<CodeAction> {
    let action = |title: &str, edit, task: &Task| CodeAction {
        title: title.to_owned(),
        kind: Some(CodeActionKind::QuickFix),
        diagnostics: Some(shown(snapshot, finding, uri, features)),
        edit,
        command: task.command(title),
        ..CodeAction::default()
    };
    let silences = silences(snapshot, finding, silencing.letter()).into_iter();
    let silenced = silences.filter_map(|(title, silence)| {
        let edit = match silencing.letter() {
            Some(_) => Some(settings_edit(&silencing.edit(&silence)?, features)),
            None => None,
        };
        Some(action(&title, edit, &Task::Silence(uri.0.clone(), silence)))
    });
    let code = finding.rule.code;
    let explained = action(&format!("Explain {code}"), None, &Task::Explain([code.to_owned()]));
    silenced.chain([explained]).collect()
}
