//! A disputed item with what its citations are understood to mean, found once for all rules.

use super::source::Source;
use crate::guidelines::{Context, Named, Resolution};
use crate::layouts::FieldKind;
use crate::model::citation::{Citation, references};
use crate::model::{Field, Item};
use crate::text::pattern::verbose;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// A disputed item, what it asks for, and its citations.
pub struct CitedItem<'a> {
    /// The item.
    pub item: &'a Item,
    /// The treatments and classes that its heading names.
    pub requested: Vec<Named>,
    /// The citations of its guideline lines.
    pub citations: Vec<Cited<'a>>,
}

/// A citation in one of the guideline lines.
pub struct Cited<'a> {
    /// The citation.
    pub citation: &'a Citation,
    /// Whether the reviewer cites it. What the claims administrator cited is only reported in the letter.
    pub is_own: bool,
    /// Where the text ends that may belong to it: where the next citation starts, or the line ends.
    pub end: usize,
    /// What it means.
    pub resolution: Resolution,
}

impl<'a> CitedItem<'a> {
    pub(super) fn new(item: &'a Item, source: &Source<'_>) -> Self {
        let heading = item.heading.as_ref().map(|heading| source.text(&heading.request)).unwrap_or_default();
        let requested = source.catalogue.names().mentions(&heading, Context::Heading);
        CitedItem {
            item,
            requested: requested.into_iter().map(|mention| mention.named).collect(),
            citations: item.fields.iter().flat_map(|field| cited_in(field, source)).collect(),
        }
    }

    /// The reviewer's own citations.
    pub fn own(&self) -> impl Iterator<Item = &Cited<'a>> {
        self.citations.iter().filter(|cited| cited.is_own)
    }
}

fn cited_in<'a>(field: &'a Field, source: &Source<'_>) -> Vec<Cited<'a>> {
    let Some(content) = field.content.as_ref().filter(|_| !field.citations.is_empty()) else { return Vec::new() };
    let text = source.text(&(0..content.end));
    let ends = field.citations.iter().skip(1).map(|next| next.span.start).chain([content.end]);
    let citations = field.citations.iter().zip(references(&text, &field.citations)).zip(ends);
    let mut is_own = field.kind == FieldKind::Maximus;
    citations
        .map(|((citation, reference), end)| {
            is_own = match whose(citation, &text) {
                Some(whose) => whose == FieldKind::Maximus,
                None => is_own,
            };
            let resolution = source.catalogue.resolve(&reference, source.days());
            Cited { citation, is_own, end, resolution }
        })
        .collect()
}

/// In whose line a citation belongs, where its own sentence tells: a notice has one line for both.
fn whose(citation: &Citation, text: &str) -> Option<FieldKind> {
    static WHOSE: LazyLock<Regex> = LazyLock::new(|| {
        verbose(
            r"\A (?: the \s+ )? (?: (?<other> claims \s+ administrator ) | (?: expert | physician ) \s+ reviewer ) \s+ based (?-u:\b)",
        )
    });
    let found = WHOSE.captures(&text[citation.span.clone()])?;
    Some(if found.name("other").is_some() { FieldKind::ClaimsAdministrator } else { FieldKind::Maximus })
}

impl Cited<'_> {
    /// Where the words stand that should name a topic and name none.
    pub fn unresolved(&self) -> impl Iterator<Item = Range<usize>> {
        self.resolution.unresolved.iter().filter_map(|place| self.citation.find(place))
    }
}
