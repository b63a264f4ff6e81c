//! Answers are about the text as the editor has it at the moment of the request, or there are none.

use crate::letter::{LETTER, Writer, assert_sound, findings, plain, symbols};
use crate::session::{
    OUTLINE, PUBLISH, PULL, Session, URI, able, about, change, close, open, part, pulling, pushed_to, request, whole,
};
use crate::support::read_letter;
use serde_json::{Value, json};
use std::collections::HashSet;
use std::path::Path;

/// Edits the texts in turn and asks after every edit, all in one write; compares every answer.
fn write_and_ask(encoding: &'static str, texts: &[&str], edits: usize) {
    let mut session = Session::start(able("diagnostic", &[encoding]));
    let new = |(at, text): (usize, &&str)| Writer::new(&format!("untitled:{at}"), text, encoding, at as u64);
    let mut writers: Vec<Writer> = texts.iter().enumerate().map(new).collect();
    let mut messages: Vec<u8> = writers.iter().flat_map(Writer::open).collect();
    let mut expected = Vec::new();
    for turn in 0..edits {
        let writer = &mut writers[turn % texts.len()];
        messages.extend(writer.write());
        messages.extend(request(format!("outline {turn}"), OUTLINE, about(&writer.uri)));
        messages.extend(request(format!("findings {turn}"), PULL, about(&writer.uri)));
        expected.push((writer.text.clone(), symbols(&writer.text, encoding), findings(&writer.text, encoding)));
    }
    session.write(&messages);
    let mut distinct = HashSet::new();
    for (turn, (text, symbols, findings)) in expected.iter().enumerate() {
        let outline = session.answer_to(format!("outline {turn}"))["result"].take();
        assert_eq!(outline, *symbols, "{encoding}, edit {turn}: {text:?}");
        assert_sound(&outline, None);
        let pulled = session.answer_to(format!("findings {turn}"));
        assert_eq!(plain(&pulled["result"]["items"]), *findings, "{encoding}, edit {turn}: {text:?}");
        distinct.insert(outline.to_string());
    }
    assert!(distinct.len() > edits / 2, "only {} answers tell anything", distinct.len());
    assert_eq!(session.end(), [Value::Null; 0]);
}

#[test]
fn answers_are_exact_in_one_text_and_in_two() {
    // Long texts are read elsewhere, and short ones at once: neither may overtake an edit.
    let long = LETTER.to_owned() + &"The chart describes no spasm.\n".repeat(4000);
    write_and_ask("utf-16", &[LETTER], 200);
    write_and_ask("utf-16", &[LETTER, &LETTER.replace("mg", "’")], 200);
    write_and_ask("utf-16", &[LETTER, &long], 40);
}

#[test]
fn answers_are_exact_in_every_encoding_and_text() {
    let crlf = read_letter(Path::new("tests/letters/2014-word-bom-crlf.txt"));
    let (cr, bom) = (LETTER.replace('\n', "\r"), format!("\u{feff}{}", LETTER.replace('\n', "\r\n")));
    let tight = format!("CLINICAL CASE SUMMARY\nThe worker fell.\n{LETTER}");
    for encoding in ["utf-8", "utf-16", "utf-32"] {
        write_and_ask(encoding, &["", &tight, &crlf, &cr, &bom], 300);
    }
}

#[test]
fn the_encoding_is_one_that_the_client_knows() {
    let cases: [(&[&str], &str); 6] = [
        (&[], "utf-16"),
        (&["utf-16"], "utf-16"),
        (&["utf-16", "utf-8"], "utf-8"),
        (&["utf-32", "utf-16"], "utf-32"),
        (&["utf-16", "utf-32", "utf-8"], "utf-8"),
        (&["utf-7"], "utf-16"),
    ];
    let cases = cases.map(|(known, chosen)| (able("diagnostic", known), chosen));
    for (capabilities, chosen) in cases.into_iter().chain([(json!({}), "utf-16")]) {
        let session = Session::start(capabilities.clone());
        assert_eq!(session.offered["positionEncoding"], chosen, "{capabilities}");
        session.end();
    }
}

/// Changes in one notification, and what then stands behind the section's heading. Columns count UTF-16 units.
#[test]
fn changes_apply_in_order_and_are_drawn_in_to_the_text() {
    const HEAD: &str = "IMR ISSUES, DECISIONS AND RATIONALES\r\n\r\n";
    const ITEM: &str = "Soma 𝖆b #30:  Upheld\r\n\r\nDecision rationale: None.";
    let item = |item: &str| ITEM.replace("Soma 𝖆b #30:  Upheld", item);
    let far = u64::from(u32::MAX);
    let again = whole(&format!("{HEAD}Norco: Upheld"));
    let cases = [
        ("nothing", json!([]), ITEM.to_owned()),
        ("past the line's end", json!([part((2, 21), (2, 999), "X")]), item("Soma 𝖆b #30:  UpheldX")),
        ("far past the line's end", json!([part((2, 5), (2, far), "Y")]), item("Soma Y")),
        ("between CR and LF", json!([part((2, 22), (2, 22), "r")]), item("Soma 𝖆b #30:  Upheldr")),
        ("past the text", json!([part((4, 999), (99, 3), "Z")]), format!("{ITEM}Z")),
        ("behind the last line", json!([part((5, 0), (5, 0), "Q")]), format!("{ITEM}Q")),
        ("far past the text", json!([part((2, 4), (far, far), ": Upheld")]), "Soma: Upheld".to_owned()),
        ("inside a pair", json!([part((2, 6), (2, 6), "m")]), item("Soma m𝖆b #30:  Upheld")),
        ("up to inside a pair", json!([part((2, 4), (2, 6), "p")]), item("Somap𝖆b #30:  Upheld")),
        ("from inside a pair", json!([part((2, 6), (2, 8), "q")]), item("Soma q #30:  Upheld")),
        ("one by one", json!([part((2, 0), (2, 4), "A"), part((2, 1), (2, 5), "B")]), item("AB #30:  Upheld")),
        ("the whole text", json!([part((2, 0), (9, 0), ""), again]), "Norco: Upheld".to_owned()),
        ("from the whole text on", json!([whole(""), again, part((2, 0), (2, 2), "C")]), "Crco: Upheld".to_owned()),
    ];
    let mut session = Session::start(pulling());
    for (what, changes, after) in cases {
        session.write(&open(URI, "imr", 1, &format!("{HEAD}{ITEM}")));
        session.write(&[change(URI, 2, changes), request(what, OUTLINE, about(URI)), close(URI)].concat());
        assert_eq!(session.answer_to(what)["result"], symbols(&format!("{HEAD}{after}"), "utf-16"), "{what}");
    }
    assert_eq!(session.end(), [Value::Null; 0]);
}

/// A message refused for its version would leave the text out of step without a word.
#[test]
fn a_version_is_only_a_label() {
    let mut session = Session::start(pushed_to());
    let odd = [Value::Null, json!(1_u64 << 40), json!(1.5), json!("one")];
    for first in [json!(7)].iter().chain(&odd) {
        let mut text = LETTER.to_owned();
        session.write(&open(URI, "imr", first.clone(), LETTER));
        assert_eq!(session.outline(URI), symbols(&text, "utf-16"), "opened as {first}");
        for version in [json!(3), json!(3), json!(-5), json!(i32::MAX)].iter().chain(&odd) {
            text.insert(LETTER.find("Robaxin").expect("an item"), 'x');
            session.write(&change(URI, version.clone(), json!([part((2, 0), (2, 0), "x")])));
            assert_eq!(session.outline(URI), symbols(&text, "utf-16"), "{version}");
            if !odd.contains(version) {
                session.client.notification(PUBLISH, |params| params["version"] == *version).expect("findings");
            }
        }
    }
    session.end();
}

#[test]
fn a_reopened_text_is_not_taken_for_the_earlier_one() {
    let long = LETTER.to_owned() + &"The chart describes no spasm.\n".repeat(40_000);
    let text = LETTER.replace("Robaxin", "Flexeril");
    for between in [close(URI), Vec::new()] {
        let mut session = Session::start(pulling());
        let ask = request("first", OUTLINE, about(URI));
        session.write(&[open(URI, "imr", 1, &long), ask, between, open(URI, "imr", 1, &text)].concat());
        session.answer_to("first");
        assert_eq!(session.outline(URI), symbols(&text, "utf-16"));
        session.end();
    }
}

#[test]
fn changes_of_unknown_texts_are_ignored() {
    let mut session = Session::start(pushed_to());
    session.write(&[open("closed:", "imr", 1, LETTER), close("closed:")].concat());
    for changes in [json!([whole(LETTER)]), json!([part((0, 0), (0, 0), LETTER)]), json!([{ "range": "all" }])] {
        for uri in ["closed:", "unknown:"] {
            session.write(&change(uri, 2, changes.clone()));
            assert_eq!(session.outline(uri), Value::Null);
        }
    }
    session.write(&[close("closed:"), close("unknown:")].concat());
    session.settle();
    assert!(session.end().iter().all(|told| told["params"]["uri"] == "closed:" && told["method"] == PUBLISH));
}

/// Changes that cannot be. The types crate would take some for a change of the whole text.
fn impossible() -> Vec<Value> {
    let at = |line: Value, character: Value| json!({ "line": line, "character": character });
    let mut starts = vec![Value::Null, json!("2:1"), json!({}), at(json!(3), json!(0)), at(json!(2), json!(2))];
    starts.extend([json!(-1), json!(0.5), Value::Null, json!("0")].into_iter().map(|odd| at(odd, json!(0))));
    starts.extend([json!(-1), json!(0.5), Value::Null, json!("0")].into_iter().map(|odd| at(json!(0), odd)));
    let mut ranges =
        vec![Value::Null, json!("all"), json!({}), json!([]), json!(0), json!({ "start": at(json!(0), json!(0)) })];
    ranges.extend(starts.into_iter().map(|start| json!({ "start": start, "end": at(json!(2), json!(1)) })));
    let mut changes = vec![json!({}), json!({ "text": null }), json!(5)];
    changes.extend(ranges.into_iter().map(|range| json!({ "range": range, "text": "x" })));
    let in_company = |bad| json!([whole("x"), bad, part((0, 0), (0, 0), "x")]);
    changes.into_iter().map(in_company).chain([Value::Null, json!({}), json!("text")]).collect()
}

#[test]
fn a_change_that_cannot_be_is_refused_until_the_whole_text_comes() {
    let repairs = [
        change(URI, 9, json!([whole(LETTER)])),
        change(URI, 9, json!([{ "range": "all", "text": "x" }, whole(LETTER)])),
        [close(URI), open(URI, "imr", 1, LETTER)].concat(),
    ];
    for (bad, repair) in impossible().into_iter().zip(repairs.iter().cycle()) {
        let mut session = Session::start(pushed_to());
        session.write(&open(URI, "imr", 1, LETTER));
        assert_eq!(plain(&session.published(URI)["diagnostics"]), findings(LETTER, "utf-16"));
        session.write(&change(URI, 2, bad.clone()));
        assert_eq!(session.published(URI)["diagnostics"], json!([]), "{bad}");
        session.write(&change(URI, 3, json!([part((0, 0), (0, 0), "x")])));
        assert_eq!(session.outline(URI), Value::Null, "{bad}");
        let warning = session.client.notification("window/showMessage", |_| true).expect("a warning");
        assert_eq!(warning["type"], 2, "{bad}");
        session.write(repair);
        assert_eq!(session.outline(URI), symbols(LETTER, "utf-16"), "{bad}");
        let same = |params: &Value| plain(&params["diagnostics"]) == findings(LETTER, "utf-16");
        session.client.notification(PUBLISH, same).expect("findings again");
        assert!(session.end().iter().all(|message| message["method"] == PUBLISH), "{bad}: one warning is enough");
    }
}

/// An address is a key, whatever it looks like.
#[test]
fn any_address_will_do() {
    let odd = "file:///C:/Briefe/Müller & Söhne [2014] |final|.txt";
    let addresses = ["", " ", "untitled:Untitled-1", odd, "file:///c%3A/a%20b.txt", "a.txt", "🧑‍⚕️\n\"quoted\" \\ \u{0}"];
    let mut session = Session::start(pushed_to());
    let text = |at: usize| LETTER.replace("Robaxin", &format!("Drug {at}"));
    for (at, uri) in addresses.into_iter().enumerate() {
        session.write(&open(uri, "imr", 1, &text(at)));
        assert_eq!(plain(&session.published(uri)["diagnostics"]), findings(&text(at), "utf-16"), "{uri}");
    }
    for (at, uri) in addresses.into_iter().enumerate() {
        assert_eq!(session.outline(uri), symbols(&text(at), "utf-16"), "{uri}");
        session.write(&change(uri, 2, json!([whole(LETTER)])));
        assert_eq!(session.outline(uri), symbols(LETTER, "utf-16"), "{uri}");
        session.write(&close(uri));
        assert_eq!(session.outline(uri), Value::Null, "{uri}");
    }
    session.end();
}
