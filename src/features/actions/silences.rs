//! What would silence a finding.

use crate::analysis::{Finding, Snapshot};
use crate::settings::silence::{Scope, Silence};
use crate::text::spaces::one_line;

/// What would silence a finding in a letter with this file name, the least first, each with what it does.
pub fn silences(snapshot: &Snapshot, finding: &Finding, file: &str) -> Vec<(String, Silence)> {
    let code = finding.rule.code;
    let request = snapshot.letter().item_at(finding.range.start).and_then(|(offset, item)| {
        let request = &item.heading.as_ref()?.request;
        let words = snapshot.text().slice(offset + request.start..offset + request.end);
        Some(one_line(&words)).filter(|request| !request.is_empty())
    });
    let file = file.to_owned();
    let here =
        request.map(|request| (format!("Ignore {code} in this item"), Scope::Item { file: file.clone(), request }));
    let scopes = here.into_iter().chain([
        (format!("Ignore {code} in this letter"), Scope::Letter { file }),
        (format!("Ignore {code} in this office"), Scope::Office),
    ]);
    scopes.map(|(title, scope)| (title, Silence { code: code.to_owned(), scope })).collect()
}
