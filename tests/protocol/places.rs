//! Definitions, references, highlights and selections: offered to those clients that take them, in their units.

use crate::session::{Session, URI, about, change, open, request, server, whole};
use crate::support::folder::Folder;
use serde_json::{Value, json};

const LETTER: &str = "CLINICAL CASE SUMMARY\r\n\r\n𝖆 She takes Norco.\r\n\r\nIMR ISSUES, DECISIONS AND RATIONALES\r\n\r\n\
    Norco 10/325mg #60: Upheld\r\n\r\nDecision rationale: It is not medically necessary.\r\n";
const PROVIDERS: [&str; 6] = [
    "definitionProvider",
    "documentLinkProvider",
    "referencesProvider",
    "documentHighlightProvider",
    "selectionRangeProvider",
    "renameProvider",
];

fn started() -> Session {
    let able = json!({ "definition": {}, "documentLink": {}, "references": {}, "documentHighlight": {}, "selectionRange": {},
        "rename": { "prepareSupport": true } });
    let edit = json!({ "documentChanges": true, "changeAnnotationSupport": {} });
    let mut session = Session::start(json!({ "textDocument": able, "workspace": { "workspaceEdit": edit } }));
    session.write(&open(URI, "imr", 1, LETTER));
    session
}

fn range(line: u64, start: u64, end: u64) -> Value {
    json!({ "start": { "line": line, "character": start }, "end": { "line": line, "character": end } })
}

/// What is answered about a place in the word `Norco` of the summary, which stands behind a character of two units.
fn asked(session: &mut Session, method: &str) -> Value {
    let mut params = about(URI);
    params["position"] = json!({ "line": 2, "character": 15 });
    params["context"] = json!({ "includeDeclaration": true });
    session.result(method, params)
}

#[test]
fn places_are_in_the_clients_units() {
    let mut session = started();
    assert!(PROVIDERS.iter().all(|provider| !session.offered[provider].is_null()), "{}", session.offered);
    let (summary, request) = (range(2, 13, 18), range(6, 0, 5));
    let at = |range: &Value| json!({ "uri": URI, "range": range });
    assert_eq!(asked(&mut session, "textDocument/definition"), json!([at(&range(6, 0, 18))]));
    assert_eq!(asked(&mut session, "textDocument/references"), json!([at(&summary), at(&request)]));
    let shown = asked(&mut session, "textDocument/documentHighlight");
    assert_eq!(shown, json!([{ "range": summary, "kind": 1 }, { "range": request, "kind": 1 }]));
    let mut params = about(URI);
    params["positions"] = json!([{ "line": 2, "character": 15 }, { "line": 0, "character": 2 }]);
    let selections = session.result("textDocument/selectionRange", params);
    assert_eq!((&selections[0]["range"], &selections[0]["parent"]["range"]), (&summary, &range(2, 0, 19)));
    assert_eq!(selections[1]["parent"]["range"], range(0, 0, 21));
}

#[test]
fn a_quoted_name_is_to_be_confirmed() {
    let mut session = started();
    let text = LETTER.replace("It is not", "“Norco is good.” Norco is not");
    session.write(&change(URI, 2, json!([whole(&text)])));
    let mut params = about(URI);
    params["position"] = json!({ "line": 6, "character": 3 });
    assert_eq!(session.result("textDocument/prepareRename", params.clone()), range(6, 0, 5));
    params["newName"] = json!(" Vicodin ");
    let edit = session.result("textDocument/rename", params.clone());
    let quoted = &edit["documentChanges"][0]["edits"][1];
    assert_eq!((&quoted["newText"], &quoted["range"]), (&json!("Vicodin"), &range(8, 21, 26)));
    let annotation = quoted["annotationId"].as_str().expect("an annotation");
    assert_eq!(edit["changeAnnotations"][annotation]["needsConfirmation"], true);
    assert_eq!(
        (
            &edit["documentChanges"][0]["edits"][2]["annotationId"],
            &edit["documentChanges"][0]["textDocument"]["version"]
        ),
        (&Value::Null, &json!(2))
    );
    params["newName"] = json!("two\nlines");
    session.write(&request(77, "textDocument/rename", params));
    assert_eq!(session.answer_to(77)["error"]["code"], -32602);
}

#[test]
fn citations_link_to_pages_that_the_office_knows() {
    let folder = Folder::new("links");
    folder.write(
        "guidelines/office.toml",
        "[[guideline]]\nid = \"chronic-pain-2009\"\naddress = \"https://example.org/chronic-pain\"\n",
    );
    let letter = folder.uri("letters/a.txt");
    let text = LETTER.replace("Decision rationale", "MAXIMUS guideline: 𝖆 Decision based on MTUS Chronic Pain Treatment Guidelines Opioids Page(s): 78.\r\n\r\nDecision rationale");
    let able = |tooltips: bool| json!({ "textDocument": { "documentLink": { "tooltipSupport": tooltips } } });
    for has_tooltips in [true, false] {
        let mut session = Session::start(able(has_tooltips));
        assert!(!session.offered["documentLinkProvider"].is_null());
        session.write(&[open(&letter, "imr", 1, &text), open(URI, "imr", 1, &text)].concat());
        let links = session.result("textDocument/documentLink", about(&letter));
        let name = "MTUS Chronic Pain Treatment Guidelines";
        let start = "MAXIMUS guideline: 𝖆 Decision based on MTUS ".encode_utf16().count() as u64;
        let mut link = json!({ "range": range(8, start, start + name.len() as u64 - "MTUS ".len() as u64), "target": "https://example.org/chronic-pain" });
        if has_tooltips {
            link["tooltip"] = json!(format!("Open the page of “{name}”: https://example.org/chronic-pain"));
        }
        assert_eq!(links, json!([link]));
        // What ships knows no address.
        assert_eq!(session.result("textDocument/documentLink", about(URI)), json!([]));
    }
}

/// Where a citation of opioids leads, whose topic an office may have written down.
#[test]
fn a_citation_leads_to_its_entry() {
    let folder = Folder::new("entries");
    let file = "guidelines/office.toml";
    folder.write(file, "# Looked up.\n\n[[topic]]\nname = \"Naproxen\"\norigin = \"looked up\"\n");
    let cite = |topic: &str| {
        let cited = format!("MAXIMUS guideline: Decision based on MTUS Chronic Pain Treatment Guidelines {topic}.");
        LETTER.replace("Decision rationale", &format!("{cited}\r\n\r\nDecision rationale"))
    };
    let at = |uri: &str, character: u64| {
        let mut params = about(uri);
        params["position"] = json!({ "line": 8, "character": character });
        params["context"] = json!({ "includeDeclaration": true });
        params
    };
    let (letter, other) = (folder.uri("letters/a.txt"), folder.uri("letters/b.txt"));
    let texts = json!({ "definition": {}, "references": {} });
    let pages = "imr-guideline:/";
    for (capabilities, options, shows_pages) in [
        (json!({ "workspace": { "textDocumentContent": {} } }), json!({}), true),
        (json!({}), json!({ "guidelinePages": true }), true),
        (json!({}), json!({}), false),
    ] {
        let mut capabilities = capabilities;
        capabilities["textDocument"] = texts.clone();
        let mut session = Session::start_with(server(), capabilities, options);
        let schemes = &session.offered["workspace"]["textDocumentContent"]["schemes"];
        assert_eq!(*schemes, if shows_pages { json!(["imr-guideline"]) } else { Value::Null });
        let topic = "Opioids, criteria for use";
        session.write(&[open(&letter, "imr", 1, &cite("Naproxen")), open(&other, "imr", 1, &cite(topic))].concat());
        let start = json!({ "line": 2, "character": 0 });
        let entry = json!([{ "uri": folder.uri(file), "range": { "start": start, "end": start } }]);
        assert_eq!(session.result("textDocument/definition", at(&letter, 80)), entry);
        for (character, kind, words) in [(80, "topic", "Pages: "), (60, "guideline", "Regulation: 8 CCR 9792.24.2")] {
            let found = session.result("textDocument/definition", at(&other, character));
            if !shows_pages {
                assert_eq!(found, json!([]));
                continue;
            }
            let page = &found[0]["uri"];
            assert!(page.as_str().is_some_and(|page| page.starts_with(&format!("{pages}{kind}/"))), "{page}");
            let shown = session.result("workspace/textDocumentContent", json!({ "uri": page }));
            assert!(shown["text"].as_str().is_some_and(|text| text.contains(words)), "{shown}");
        }
        session.write(&request(7, "workspace/textDocumentContent", json!({ "uri": "imr-guideline:/topic/None.txt" })));
        assert_eq!(session.answer_to(7)["error"]["code"], -32602);
        // Of the topic in all open letters.
        session.write(&open(&letter, "imr", 2, &cite(topic)));
        let found = session.result("textDocument/references", at(&other, 80));
        assert_eq!((&found[0]["uri"], &found[1]["uri"], &found[2]), (&json!(other), &json!(letter), &Value::Null));
    }
}

#[test]
fn the_outermost_are_folded_first() {
    let fold = |start: u64, end: u64, kind: &str| json!({ "startLine": start, "endLine": end, "kind": kind });
    let text = LETTER.replace("It is not", "It\r\nis not").replace(
        "CLINICAL CASE SUMMARY\r\n",
        "CLINICAL CASE SUMMARY\r\n\r\nThe expert reviewer developed the following clinical case summary based on a review of\r\n\
         the case file, including all medical records:\r\n",
    );
    let all = [
        fold(0, 5, "region"),
        fold(2, 3, "comment"),
        fold(7, 12, "region"),
        fold(9, 12, "region"),
        fold(11, 12, "region"),
    ];
    for (limit, expected) in [(json!(null), &[0, 1, 2, 3, 4][..]), (json!(5), &[0, 1, 2, 3, 4]), (json!(2), &[0, 2])] {
        let able = json!({ "foldingRange": { "rangeLimit": limit, "lineFoldingOnly": true } });
        let mut session = Session::start(json!({ "textDocument": able }));
        session.write(&open(URI, "imr", 1, &text));
        let expected: Vec<&Value> = expected.iter().map(|index| &all[*index]).collect();
        assert_eq!(session.result("textDocument/foldingRange", about(URI)), json!(expected));
        assert_eq!(session.result("textDocument/foldingRange", about("untitled:none")), Value::Null);
    }
}

#[test]
fn nothing_is_offered_to_those_who_do_not_take_it() {
    let offered = Session::start(json!({})).offered;
    assert!(PROVIDERS.iter().all(|provider| offered[provider].is_null()), "{offered}");
}
