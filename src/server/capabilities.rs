//! What the client can do, and what is offered to it.

use super::{code_action, commands, formatting, guideline_page, semantic_tokens};
use crate::text::position::Encoding;
use lsp_types::{
    ClientCapabilities, ClientSemanticTokensRequestOptionsFull as OfAll,
    ClientSemanticTokensRequestOptionsRange as OfRange, CodeActionOptions, CodeLensOptions, CompletionOptions,
    DiagnosticOptions, DocumentLinkOptions, ExecuteCommandOptions, MarkupKind, PositionEncodingKind, RenameOptions,
    ResourceOperationKind, ServerCapabilities, TextDocumentContentOptions, TextDocumentSyncKind,
    TextDocumentSyncOptions, WorkDoneProgressOptions, WorkspaceFoldersServerCapabilities, WorkspaceOptions,
};
use serde_json::Value;

/// What of the client's abilities changes an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct ClientFeatures {
    pub(super) encoding: Encoding,
    /// It asks for findings, so none are pushed.
    pub(super) pulls_diagnostics: bool,
    pub(super) related_information: bool,
    pub(super) hierarchical_outline: bool,
    /// It tells of changed files if it is asked to.
    pub(super) watches_files: bool,
    /// It asks for findings anew if it is asked to.
    pub(super) refreshes_diagnostics: bool,
    /// It takes completions with places to go to.
    pub(super) snippets: bool,
    /// It shows what stands beside a completion apart from its label.
    pub(super) label_details: bool,
    pub(super) markdown_completions: bool,
    /// It takes code actions, not only commands.
    pub(super) code_actions: bool,
    pub(super) preferred_actions: bool,
    /// It refuses edits of an older text.
    pub(super) versioned_edits: bool,
    pub(super) hovers: bool,
    pub(super) markdown_hovers: bool,
    pub(super) inlay_hints: bool,
    pub(super) code_lenses: bool,
    pub(super) definitions: bool,
    pub(super) document_links: bool,
    pub(super) link_tooltips: bool,
    pub(super) references: bool,
    pub(super) workspace_symbols: bool,
    pub(super) workspace_folders: bool,
    /// It shows the pages about entries of the catalogue.
    pub(super) guideline_pages: bool,
    /// It asks before it renames.
    pub(super) renames: bool,
    /// It asks about edits that need to be confirmed.
    pub(super) annotated_edits: bool,
    pub(super) highlights: bool,
    /// It shows no more folding ranges of one text.
    pub(super) most_folds: Option<usize>,
    pub(super) selection_ranges: bool,
    pub(super) inline_completions: bool,
    pub(super) formats: bool,
    pub(super) formats_ranges: bool,
    pub(super) formats_while_typing: bool,
    pub(super) all_tokens: bool,
    /// It asks anew for what words are, for lines above the text and for hints, if it is asked to.
    pub(super) refreshes_tokens: bool,
    pub(super) refreshes_lenses: bool,
    pub(super) refreshes_hints: bool,
    pub(super) tokens_of_ranges: bool,
    /// It can be asked for settings.
    pub(super) keeps_settings: bool,
    /// It makes files that an edit asks for.
    pub(super) makes_files: bool,
    /// It changes texts if it is asked to.
    pub(super) applies_edits: bool,
    /// It shows how far long work has come.
    pub(super) shows_progress: bool,
    /// It shows places of a text if it is asked to.
    pub(super) shows_documents: bool,
}

impl ClientFeatures {
    /// Whether it asks the reviewer about edits that are marked so.
    pub(super) fn confirms_edits(self) -> bool {
        self.annotated_edits && self.versioned_edits
    }

    pub(super) fn of(client: &ClientCapabilities) -> Self {
        let document = client.text_document.as_ref();
        let diagnostic = document.and_then(|document| document.diagnostic.as_ref());
        let publish = document.and_then(|document| document.publish_diagnostics.as_ref());
        let shared = match (diagnostic, publish) {
            (Some(diagnostic), _) => Some(&diagnostic.diagnostics_capabilities),
            (None, publish) => publish.map(|publish| &publish.diagnostics_capabilities),
        };
        let either = |capability: Option<bool>| {
            let pushed = publish.and_then(|publish| publish.diagnostics_capabilities.related_information);
            capability.or(pushed).unwrap_or(false)
        };
        let symbols = document.and_then(|document| document.document_symbol.as_ref());
        let completion = document.and_then(|document| document.completion.as_ref());
        let item = completion.and_then(|completion| completion.completion_item.as_ref());
        let action = document.and_then(|document| document.code_action.as_ref());
        let hover = document.and_then(|document| document.hover.as_ref());
        let formats = hover.and_then(|hover| hover.content_format.as_deref()).unwrap_or(&[]);
        let tokens = document.and_then(|document| document.semantic_tokens.as_ref());
        let requests = tokens.map(|tokens| &tokens.requests);
        let edit = client.workspace.as_ref().and_then(|workspace| workspace.workspace_edit.as_ref());
        let workspace = client.workspace.as_ref();
        let watched = workspace.and_then(|workspace| workspace.did_change_watched_files.as_ref());
        let pulled = workspace.and_then(|workspace| workspace.diagnostics.as_ref());
        let refreshes_diagnostics = pulled.and_then(|pulled| pulled.refresh_support).unwrap_or(false);
        ClientFeatures {
            encoding: encoding(client),
            // Others would not learn that settings have changed, so they are told of findings if they let us.
            pulls_diagnostics: diagnostic.is_some() && (refreshes_diagnostics || publish.is_none()),
            related_information: either(shared.and_then(|shared| shared.related_information)),
            hierarchical_outline: symbols
                .and_then(|symbols| symbols.hierarchical_document_symbol_support)
                .unwrap_or(false),
            watches_files: watched.and_then(|watched| watched.dynamic_registration).unwrap_or(false),
            refreshes_diagnostics,
            snippets: item.and_then(|item| item.snippet_support).unwrap_or(false),
            markdown_completions: item
                .and_then(|item| item.documentation_format.as_deref())
                .is_some_and(|formats| formats.contains(&MarkupKind::Markdown)),
            label_details: item.and_then(|item| item.label_details_support).unwrap_or(false),
            code_actions: action.is_some_and(|action| action.code_action_literal_support.is_some()),
            preferred_actions: action.and_then(|action| action.is_preferred_support).unwrap_or(false),
            versioned_edits: edit.and_then(|edit| edit.document_changes).unwrap_or(false),
            hovers: hover.is_some(),
            markdown_hovers: formats.contains(&MarkupKind::Markdown),
            inlay_hints: document.is_some_and(|document| document.inlay_hint.is_some()),
            code_lenses: document.is_some_and(|document| document.code_lens.is_some()),
            document_links: document.is_some_and(|document| document.document_link.is_some()),
            link_tooltips: document
                .and_then(|document| document.document_link.as_ref()?.tooltip_support)
                .unwrap_or(false),
            definitions: document.is_some_and(|document| document.definition.is_some()),
            workspace_symbols: workspace.is_some_and(|workspace| workspace.symbol.is_some()),
            workspace_folders: workspace.and_then(|workspace| workspace.workspace_folders).unwrap_or(false),
            guideline_pages: workspace.is_some_and(|workspace| workspace.text_document_content.is_some()),
            references: document.is_some_and(|document| document.references.is_some()),
            renames: document
                .and_then(|document| document.rename.as_ref())
                .and_then(|rename| rename.prepare_support)
                .unwrap_or(false),
            annotated_edits: edit.is_some_and(|edit| edit.change_annotation_support.is_some()),
            highlights: document.is_some_and(|document| document.document_highlight.is_some()),
            most_folds: document
                .and_then(|document| document.folding_range.as_ref()?.range_limit)
                .and_then(|most| usize::try_from(most).ok()),
            selection_ranges: document.is_some_and(|document| document.selection_range.is_some()),
            inline_completions: document.is_some_and(|document| document.inline_completion.is_some()),
            formats: document.is_some_and(|document| document.formatting.is_some()),
            formats_ranges: document.is_some_and(|document| document.range_formatting.is_some()),
            formats_while_typing: document.is_some_and(|document| document.on_type_formatting.is_some()),
            refreshes_tokens: workspace
                .and_then(|workspace| workspace.semantic_tokens.as_ref()?.refresh_support)
                .unwrap_or(false),
            refreshes_lenses: workspace
                .and_then(|workspace| workspace.code_lens.as_ref()?.refresh_support)
                .unwrap_or(false),
            refreshes_hints: workspace
                .and_then(|workspace| workspace.inlay_hint.as_ref()?.refresh_support)
                .unwrap_or(false),
            all_tokens: requests.is_some_and(|requests| !matches!(requests.full, None | Some(OfAll::Bool(false)))),
            tokens_of_ranges: requests
                .is_some_and(|requests| !matches!(requests.range, None | Some(OfRange::Bool(false)))),
            shows_documents: client
                .window
                .as_ref()
                .and_then(|window| window.show_document.as_ref())
                .is_some_and(|show| show.support),
            shows_progress: client.window.as_ref().and_then(|window| window.work_done_progress).unwrap_or(false),
            keeps_settings: workspace.and_then(|workspace| workspace.configuration).unwrap_or(false),
            applies_edits: workspace.and_then(|workspace| workspace.apply_edit).unwrap_or(false),
            makes_files: edit
                .and_then(|edit| edit.resource_operations.as_deref())
                .is_some_and(|known| known.contains(&ResourceOperationKind::Create)),
        }
    }
}

impl ClientFeatures {
    /// What an editor's plugin can do beside that, as it tells in the options of `initialize`.
    pub(super) fn and_told(self, options: &Value) -> Self {
        ClientFeatures { guideline_pages: self.guideline_pages || options["guidelinePages"] == true, ..self }
    }
}

/// The cheapest of the encodings that the client knows; UTF-16 if it names none.
fn encoding(client: &ClientCapabilities) -> Encoding {
    let known = client.general.as_ref().and_then(|general| general.position_encodings.as_deref()).unwrap_or(&[]);
    [Encoding::Utf8, Encoding::Utf32]
        .into_iter()
        .find(|encoding| known.contains(&encoding_kind(*encoding)))
        .unwrap_or_default()
}

fn encoding_kind(encoding: Encoding) -> PositionEncodingKind {
    match encoding {
        Encoding::Utf8 => PositionEncodingKind::UTF8,
        Encoding::Utf16 => PositionEncodingKind::UTF16,
        Encoding::Utf32 => PositionEncodingKind::UTF32,
    }
}

/// What the server offers to a client with these features.
pub(super) fn offered(features: ClientFeatures) -> ServerCapabilities {
    ServerCapabilities {
        position_encoding: Some(encoding_kind(features.encoding)),
        text_document_sync: Some(
            TextDocumentSyncOptions {
                open_close: Some(true),
                change: Some(TextDocumentSyncKind::Incremental),
                // Of files of offices, if the client watches none.
                save: Some(true.into()),
                ..TextDocumentSyncOptions::default()
            }
            .into(),
        ),
        completion_provider: Some(CompletionOptions {
            // A space comes behind a label, behind `MTUS` and behind a page label.
            resolve_provider: Some(true),
            trigger_characters: Some(vec![" ".to_owned(), ":".to_owned()]),
            ..CompletionOptions::default()
        }),
        document_symbol_provider: Some(true.into()),
        code_lens_provider: features.code_lenses.then(CodeLensOptions::default),
        document_link_provider: features.document_links.then(DocumentLinkOptions::default),
        definition_provider: features.definitions.then(|| true.into()),
        references_provider: features.references.then(|| true.into()),
        rename_provider: features
            .renames
            .then(|| RenameOptions { prepare_provider: Some(true), ..RenameOptions::default() }.into()),
        document_highlight_provider: features.highlights.then(|| true.into()),
        selection_range_provider: features.selection_ranges.then(|| true.into()),
        inline_completion_provider: features.inline_completions.then(|| true.into()),
        document_formatting_provider: features.formats.then(|| true.into()),
        document_range_formatting_provider: features.formats_ranges.then(|| true.into()),
        document_on_type_formatting_provider: features.formats_while_typing.then(formatting::typing),
        semantic_tokens_provider: (features.all_tokens || features.tokens_of_ranges)
            .then(|| semantic_tokens::options(features.all_tokens, features.tokens_of_ranges).into()),
        folding_range_provider: Some(true.into()),
        code_action_provider: features.code_actions.then(|| {
            CodeActionOptions { code_action_kinds: Some(code_action::kinds()), ..CodeActionOptions::default() }.into()
        }),
        execute_command_provider: Some(ExecuteCommandOptions {
            commands: commands::names(),
            ..ExecuteCommandOptions::default()
        }),
        hover_provider: features.hovers.then(|| true.into()),
        inlay_hint_provider: features.inlay_hints.then(|| true.into()),
        diagnostic_provider: features.pulls_diagnostics.then(|| {
            DiagnosticOptions {
                identifier: Some("imr-ls".to_owned()),
                inter_file_dependencies: false,
                workspace_diagnostics: false,
                work_done_progress_options: WorkDoneProgressOptions::default(),
            }
            .into()
        }),
        workspace_symbol_provider: features.workspace_symbols.then(|| true.into()),
        workspace: Some(WorkspaceOptions {
            workspace_folders: features.workspace_folders.then(|| WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(true.into()),
            }),
            text_document_content: features.guideline_pages.then(|| {
                let schemes = vec![guideline_page::SCHEME.to_owned()];
                TextDocumentContentOptions { schemes }.into()
            }),
            ..WorkspaceOptions::default()
        })
        .filter(|options| *options != WorkspaceOptions::default()),
        ..ServerCapabilities::default()
    }
}
