//! What would silence a finding.

use crate::analysis::{Finding, Snapshot};
use crate::settings::silence::{Scope, Silence};
use crate::text::spaces::one_line;

/// What would silence a finding in a letter with this file name, the least first, each with what it does. A letter that
/// is not in a file belongs to no office.
pub fn silences(snapshot: &Snapshot, finding: &Finding, file: Option<&str>) -> Vec<(String, Silence)> {
    let code = finding.rule.code;
    let request = snapshot.letter().item_at(finding.range.start).and_then(|(offset, item)| {
        let request = &item.heading.as_ref()?.request;
        let words = snapshot.text().slice(offset + request.start..offset + request.end);
        Some(one_line(&words)).filter(|request| !request.is_empty())
    });
    let letter = || file.map(str::to_owned);
    let here = request.map(|request| ("item", Scope::Item { file: letter(), request }));
    let everywhere = file.map(|_| ("office", Scope::Office));
    let scopes = here.into_iter().chain([("letter", Scope::Letter { file: letter() })]).chain(everywhere);
    scopes
        .map(|(place, scope)| (format!("Ignore {code} in this {place}"), Silence { code: code.to_owned(), scope }))
        .collect()
}
