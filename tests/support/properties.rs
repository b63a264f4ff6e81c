//! What holds for any bytes whatever: short runs of it are tests (`tests/properties.rs`), long ones are fuzzing (`fuzz/`).

use super::chance::Chance;
use super::writer::{TINY, Writer, floor_boundary};
use imr_ls::analysis::{Snapshot, Stage, rules};
use imr_ls::demo::client::{frame, read_message};
use imr_ls::features::actions::{actions, mend_all};
use imr_ls::features::completion::complete;
use imr_ls::features::folding::folding;
use imr_ls::features::formatting::typing::{TYPED, typed};
use imr_ls::features::formatting::{formatted, formatted_in};
use imr_ls::features::highlight::highlights;
use imr_ls::features::hints::{HintOptions, hints};
use imr_ls::features::hover::hover;
use imr_ls::features::inline_completion::inline_completion;
use imr_ls::features::lens::lenses;
use imr_ls::features::links::links;
use imr_ls::features::navigation::{definitions, references};
use imr_ls::features::outline::{Entry, outline};
use imr_ls::features::rename::places;
use imr_ls::features::report::{html, markdown, report};
use imr_ls::features::selection::selections;
use imr_ls::features::symbols::symbols;
use imr_ls::features::tokens::tokens;
use imr_ls::features::{settings as settings_help, undecided};
use imr_ls::guidelines::Catalogue;
use imr_ls::layouts::wording::Profile;
use imr_ls::model::citation::citations;
use imr_ls::model::citation::references as cited;
use imr_ls::server::serve_on;
use imr_ls::settings::silence::{Scope, Silence};
use imr_ls::settings::{read, read_json};
use imr_ls::syntax::Limits;
use imr_ls::text::{Edit, Text, apply_all};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::ops::Range;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

fn snapshot(text: &str) -> Snapshot {
    Snapshot::new(Text::from(text))
}

fn assert_place(range: &Range<usize>, text: &str) {
    assert!(text.get(range.clone()).is_some(), "{range:?} is no place of {text:?}");
}

/// A place where a cursor can be: in no character and in no line break.
fn some_place(chance: &mut Chance, text: &str) -> usize {
    let at = floor_boundary(text, chance.below(text.len() + 1));
    if text[..at].ends_with('\r') && text[at..].starts_with('\n') { at - 1 } else { at }
}

/// Demands that edits stand in order and apart, and applies them.
fn applied(text: &str, edits: &[Edit]) -> String {
    let mut end = 0;
    for edit in edits {
        assert_place(&edit.range, text);
        assert!(end <= edit.range.start, "{edits:?}");
        end = edit.range.end;
    }
    apply_all(text, edits)
}

/// Blocks and parts cover the text without gaps.
fn assert_lossless(text: &str, limits: Limits) {
    let snapshot = Snapshot::with_limits(Text::from(text), limits);
    assert_eq!(snapshot.text().slice(0..snapshot.text().len()), text);
    let blocks = snapshot.tree().blocks().iter();
    assert_eq!(blocks.map(|block| block.len).sum::<usize>(), text.len(), "{text:?}");
    let parts = snapshot.letter().parts().iter();
    assert_eq!(parts.map(|part| part.len).sum::<usize>(), text.len(), "{text:?}");
    for finding in snapshot.findings(Stage::Draft, None).list {
        assert_place(&finding.range, text);
    }
}

/// A text is read without loss, and all that an editor shows of it stands in it.
pub fn is_read(text: &str) {
    for limits in [TINY, Limits::default()] {
        assert_lossless(text, limits);
    }
    let snapshot = snapshot(text);
    assert_entries(&outline(&snapshot), &(0..text.len()), text);
    let mut shown: Vec<Range<usize>> = folding(&snapshot).into_iter().map(|fold| fold.range).collect();
    shown.extend(links(&snapshot).into_iter().map(|link| link.range));
    shown.extend(symbols(&snapshot).into_iter().map(|symbol| symbol.range));
    shown.extend(lenses(&snapshot).into_iter().map(|lens| lens.at..lens.at));
    let options = HintOptions { topics: true, generic_names: true };
    shown.extend(hints(&snapshot, &(0..text.len()), options).into_iter().map(|hint| hint.at..hint.at));
    let mut end = 0;
    for token in tokens(&snapshot, &(0..text.len())) {
        assert!(end <= token.range.start, "{token:?} overlaps");
        end = token.range.end;
        shown.push(token.range);
    }
    if let Some(report) = report(&snapshot, "letter") {
        assert!(!markdown(std::slice::from_ref(&report)).is_empty() && !html(&[report]).is_empty());
    }
    let mut chance = Chance::new(text.len() as u64);
    for _ in 0..4 {
        shown.extend(shown_at(&snapshot, text, some_place(&mut chance, text)));
    }
    for range in &shown {
        assert_place(range, text);
    }
}

fn assert_entries(entries: &[Entry], within: &Range<usize>, text: &str) {
    let mut start = within.start;
    for entry in entries {
        assert_place(&entry.range, text);
        assert!(!entry.name.trim().is_empty(), "{entry:?}");
        assert!(start <= entry.range.start && entry.range.end <= within.end, "{entry:?} is not in order");
        assert!(entry.range.start <= entry.selection.start && entry.selection.end <= entry.range.end, "{entry:?}");
        assert_entries(&entry.children, &entry.range, text);
        start = entry.range.end;
    }
}

/// What is shown at a place.
fn shown_at(snapshot: &Snapshot, text: &str, at: usize) -> Vec<Range<usize>> {
    let mut shown = [definitions, references, highlights, selections].map(|of| of(snapshot, at)).concat();
    shown.extend(hover(snapshot, at).map(|hover| hover.range));
    shown.extend(places(snapshot, at).into_iter().flatten().map(|place| place.range));
    shown.extend([undecided::next_undecided, undecided::previous_undecided].iter().filter_map(|of| of(snapshot, at)));
    assert_ne!(inline_completion(snapshot, at).as_deref(), Some(""));
    for completion in complete(snapshot, at, true, &Profile::default()).list {
        assert!(completion.replace.start <= at && at <= completion.replace.end, "{completion:?} is not at {at}");
        shown.push(completion.replace);
        shown.extend(completion.remove);
    }
    for action in actions(snapshot, Stage::Draft, &(at..at), |_| true) {
        applied(text, &action.edits);
    }
    shown
}

/// The citations in any words stand in order and hold their parts, and can be given a meaning.
pub fn is_cited(text: &str) {
    let found = citations(text);
    let mut end = 0;
    for citation in &found {
        assert_place(&citation.span, text);
        assert!(end <= citation.span.start && !citation.span.is_empty(), "{found:?} in {text:?}");
        end = citation.span.end;
        let parts = [&citation.guideline, &citation.chapter, &citation.topic, &citation.section, &citation.text];
        for part in parts.into_iter().flatten().chain(citation.pages.iter().map(|page| &page.span)) {
            assert_place(part, text);
            assert!(citation.span.start <= part.start && part.end <= citation.span.end, "{citation:?} in {text:?}");
        }
        assert!(citation.pages.is_sorted_by_key(|page| page.span.start), "{citation:?} in {text:?}");
    }
    let catalogue = Catalogue::shipped();
    for reference in cited(text, &found) {
        catalogue.resolve(&reference, None);
    }
}

/// Settings are read whatever they say; what is wrong is told at its place. What is written into them can be read, and is
/// written once.
pub fn is_configuration(text: &str) {
    let told = match read(text, None, &rules::NAMES) {
        Ok((_, problems)) => problems,
        Err(problem) => vec![problem],
    };
    for problem in &told {
        assert_place(&problem.range, text);
    }
    let request = "Norco [10/325mg] \"#60\"\\".to_owned();
    for scope in [Scope::Item { file: Some("a*.txt".to_owned()), request }, Scope::Letter { file: None }, Scope::Office]
    {
        let silence = Silence { code: "IMR301".to_owned(), scope };
        if let Some(edits) = silence.edits(text) {
            let after = applied(text, &edits);
            assert!(read(&after, None, &rules::NAMES).is_ok(), "{silence:?} in {text:?}");
            assert_eq!(silence.edits(&after), Some(Vec::new()), "{silence:?} in {text:?}");
        }
    }
    let mut chance = Chance::new(text.len() as u64);
    for _ in 0..4 {
        let at = some_place(&mut chance, text);
        for completion in settings_help::complete(text, at) {
            assert_place(&completion.replace, text);
        }
        if let Some(hover) = settings_help::hover(text, at) {
            assert_place(&hover.range, text);
        }
    }
    if let Ok(settings) = serde_json::from_str(text) {
        read_json(&settings, &rules::NAMES);
    }
}

/// A catalogue file is read whatever it says, and letters can be judged by it.
pub fn is_catalogue(text: &str) {
    let (catalogue, problems) = Catalogue::with_files([("office.toml", text)]);
    let lines = text.matches('\n').count() + 1;
    for problem in problems {
        assert!((1..=lines).contains(&problem.line) && !problem.message.is_empty(), "{problem:?} in {text:?}");
    }
    assert!(catalogue.topics().count() >= Catalogue::shipped().topics().count(), "{text:?}");
    let line = "Decision based on MTUS Chronic Pain Treatment Guidelines Opioids Page(s): 78-80.";
    for reference in cited(line, &citations(line)) {
        catalogue.resolve(&reference, None);
    }
}

/// What is no white space, whatever its case.
pub fn words(text: &str) -> String {
    text.chars().filter(|char| !char.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// Labels and headings of a letter differ from the layout's at most in case, blanks, and the colon behind a heading.
pub fn but_for_spelling(text: &str) -> String {
    words(text).replace([':', ',', '-', '–'], "")
}

/// Applies what formatting changes. Beside white space that is the spelling of labels: a few letters, and never a digit.
fn keeping_words(text: &str, edits: &[Edit]) -> String {
    const LONGEST_LABEL: usize = 32;
    /// So many characters tell where both texts say the same again.
    const SAME: usize = 8;
    let after = applied(text, edits);
    let [before, behind] = [text, &after].map(|text| but_for_spelling(text).chars().collect::<Vec<char>>());
    let (mut old, mut new) = (&before[..], &behind[..]);
    loop {
        let same = old.iter().zip(new).take_while(|(old, new)| old == new).count();
        (old, new) = (&old[same..], &new[same..]);
        if old.is_empty() && new.is_empty() {
            return after;
        }
        let meet = |(left, right): &(usize, usize)| {
            let ends = (old.get(*left..), new.get(*right..));
            matches!(ends, (Some(old), Some(new)) if old.iter().take(SAME).eq(new.iter().take(SAME)))
        };
        let skipped = (0..=LONGEST_LABEL).flat_map(|sum| (0..=sum).map(move |left| (left, sum - left))).find(meet);
        let is_spelling = |chars: &[char]| !chars.iter().any(char::is_ascii_digit);
        let Some((left, right)) =
            skipped.filter(|(left, right)| is_spelling(&old[..*left]) && is_spelling(&new[..*right]))
        else {
            panic!("{edits:?} change words of {text:?}");
        };
        (old, new) = (&old[left..], &new[right..]);
    }
}

/// Formatting changes no word and is done once; fixes stand where they may, and mending all comes to an end.
pub fn is_mended(text: &str) {
    let before = snapshot(text);
    let even = keeping_words(text, &formatted(&before));
    assert_eq!(applied(&even, &formatted(&snapshot(&even))), even, "{text:?} is even only the second time");
    let mut chance = Chance::new(text.len() as u64);
    let [one, other] = [(); 2].map(|()| some_place(&mut chance, text));
    keeping_words(text, &formatted_in(&before, &(one.min(other)..one.max(other))));
    for key in TYPED {
        let with_key = [&text[..one], key, &text[one..]].concat();
        applied(&with_key, &typed(&snapshot(&with_key), one + key.len(), key));
    }
    for finding in before.findings(Stage::Final, None).list {
        for fix in before.fixes(&finding) {
            assert_lossless(&applied(text, &fix.edits), Limits::default());
        }
    }
    let mended = applied(text, &mend_all(&before));
    assert_lossless(&mended, Limits::default());
    assert_eq!(mend_all(&snapshot(&mended)), [], "something is left to mend in {text:?}");
}

/// No byte of UTF-8: it parts a text from what is done to it.
pub const DIVIDER: u8 = 0xff;

/// Edits of a text, each chosen by bytes behind the divider, lead to what a fresh parse knows.
pub fn is_edited(bytes: &[u8]) {
    let mut halves = bytes.splitn(2, |byte| *byte == DIVIDER);
    let [text, choices] = [(); 2].map(|()| halves.next().unwrap_or_default());
    let mut writer = Writer::new(&String::from_utf8_lossy(text), TINY);
    let mut chance = Chance::given(choices);
    while !chance.is_used_up() {
        writer.go_on(&mut chance, "edited");
    }
}

/// Parts the messages of a session: it stands in no JSON.
pub const SEPARATOR: u8 = 0x1e;
/// What begins with it is sent as it stands, and not as a message.
pub const RAW: u8 = b'!';

/// What a panic is answered with.
pub const INTERNAL_ERROR: i64 = -32603;

/// A session with a server, in which nothing is answered twice or unasked, nothing is written but messages, and nothing
/// panics. It returns what the server has written. That all is answered is for `tests/protocol/model.rs` to see, whose
/// client waits.
pub fn is_served(bytes: &[u8]) -> Vec<Value> {
    let pieces = bytes.split(|byte| *byte == SEPARATOR);
    // Otherwise the server would look through all files that there are.
    let pieces = pieces.filter(|piece| !String::from_utf8_lossy(piece).contains("didChangeWorkspaceFolders"));
    let capabilities = json!({ "textDocument": { "publishDiagnostics": {} } });
    let greeting = json!({ "jsonrpc": "2.0", "id": "greeting", "method": "initialize", "params": { "capabilities": capabilities } });
    let mut sent = frame(&greeting);
    let mut asked = BTreeMap::from([(json!("greeting").to_string(), 1)]);
    let mut is_plain = true;
    for piece in pieces {
        if let Some(raw) = piece.strip_prefix(&[RAW]) {
            sent.extend_from_slice(raw);
            is_plain = false;
            continue;
        }
        sent.extend(format!("Content-Length: {}\r\n\r\n", piece.len()).into_bytes());
        sent.extend_from_slice(piece);
        let Ok(message) = serde_json::from_slice::<Value>(piece) else {
            // What is no JSON may still hold the number of a request, with which its error is answered.
            is_plain = false;
            continue;
        };
        // What has a number and is no answer is a request, be it one without a method.
        let is_answer =
            message.get("method").is_none() && (message.get("result").is_some() || message.get("error").is_some());
        if !is_answer && !message["id"].is_null() {
            *asked.entry(message["id"].to_string()).or_insert(0) += 1;
        }
    }
    let written = served(sent);
    let mut output = written.as_slice();
    let messages: Vec<Value> =
        std::iter::from_fn(|| read_message(&mut output).expect("nothing but messages")).collect();
    let mut answered = BTreeMap::new();
    for answer in messages.iter().filter(|message| message.get("method").is_none() && !message["id"].is_null()) {
        assert_ne!(answer["error"]["code"], INTERNAL_ERROR, "{answer}");
        *answered.entry(answer["id"].to_string()).or_insert(0) += 1;
    }
    for (id, count) in answered {
        let asked = asked.get(&id).copied().unwrap_or(0);
        assert!(count <= asked || !is_plain, "{id} is answered {count} times, and was asked {asked} times");
    }
    messages
}

/// What a server writes to a client that has sent all this and then leaves. Time passes only where nothing else can happen.
fn served(sent: Vec<u8>) -> Vec<u8> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build();
    runtime.expect("a runtime").block_on(async {
        let (client, server) = tokio::io::duplex(64 * 1024);
        let (input, output) = tokio::io::split(server);
        let (mut answers, mut questions) = tokio::io::split(client);
        let mut written = Vec::new();
        let write = async {
            // The server may leave before it has read everything.
            let _ = questions.write_all(&sent).await;
            let _ = questions.shutdown().await;
        };
        let (_, (), read) = tokio::join!(serve_on(input, output), write, answers.read_to_end(&mut written));
        read.expect("a pipe in memory");
        written
    })
}
