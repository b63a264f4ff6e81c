//! Settings: where they are found, what counts more, and that what is told follows them, whether it is pushed or pulled.

use crate::session::{
    PULL, Session, about, change, changed, close, notification, open, part, pulling, pushed_to, server, whole,
};
use crate::support::folder::Folder;
use serde_json::{Value, json};

/// Two items with the same fault.
pub const LETTER: &str = "IMR ISSUES, DECISIONS AND RATIONALES\n\nRobaxin 500mg #30:  Uphled\n\n\
    Decision rationale: The request is not medically necessary.\n\nSoma 350mg #20:  Uphled\n\n\
    Decision rationale: The request is not medically necessary.\n";
pub const FAULT: &str = "IMR202";
const SILENT: &str = "[rules]\nignore = [\"IMR202\"]\n";
const LOUD: &str = "[rules]\nignore = []\n";
const BROKEN: &str = "[rules]\nignore = [\"IMR202\"\n";
const LETTERS: [&str; 2] = ["letters/a.txt", "letters/b.txt"];

/// How a client learns of findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Pushed,
    Pulled,
}

pub const WAYS: [Way; 2] = [Way::Pushed, Way::Pulled];

impl Way {
    pub fn able(self) -> Value {
        match self {
            Way::Pushed => pushed_to(),
            Way::Pulled => {
                let mut able = pulling();
                able["workspace"] = json!({ "diagnostics": { "refreshSupport": true } });
                able
            }
        }
    }

    /// The findings of texts after something has happened to one of them or to what they are judged by.
    pub fn told<const N: usize>(self, session: &mut Session, uris: [&str; N]) -> [Value; N] {
        if self == Way::Pulled {
            return uris.map(|uri| session.result(PULL, about(uri))["items"].take());
        }
        uris.map(|uri| session.published(uri)["diagnostics"].take())
    }

    /// The same after something else than the texts themselves has changed, of which a client that asks has to be told.
    pub fn told_anew<const N: usize>(self, session: &mut Session, uris: [&str; N]) -> [Value; N] {
        if self == Way::Pulled {
            session
                .client
                .wait_for(|message| message["method"] == "workspace/diagnostic/refresh")
                .expect("a client that asks is asked to ask");
        }
        self.told(session, uris)
    }
}

pub fn count(diagnostics: &Value, code: &str) -> usize {
    diagnostics.as_array().expect("a list").iter().filter(|one| one["code"] == code).count()
}

fn counts<const N: usize>(diagnostics: &[Value; N]) -> [usize; N] {
    diagnostics.each_ref().map(|diagnostics| count(diagnostics, FAULT))
}

#[test]
fn the_nearest_file_counts_up_to_the_root_of_the_repository() {
    for way in WAYS {
        let folder = Folder::new(&format!("nearest-{way:?}"));
        folder.write("imr.toml", SILENT);
        folder.write("letters/2015/imr.toml", LOUD);
        folder.write("letters/other/.git/config", "");
        let mut session = Session::start(way.able());
        let uris = ["a.txt", "letters/a.txt", "letters/2015/july/a.txt", "letters/other/a.txt"];
        let uris = uris.map(|file| folder.uri(file));
        for uri in &uris {
            session.write(&open(uri, "imr", 1, LETTER));
        }
        let told = way.told(&mut session, uris.each_ref().map(String::as_str));
        assert_eq!(counts(&told), [0, 0, 2, 2], "{way:?}");
        session.end();
    }
}

#[test]
fn the_users_own_file_counts_less_and_everywhere() {
    for way in WAYS {
        let folder = Folder::new(&format!("user-{way:?}"));
        folder.write("user/imr-ls/imr.toml", SILENT);
        folder.write("loud/imr.toml", LOUD);
        let mut server = server();
        server.env("XDG_CONFIG_HOME", folder.path("user"));
        let mut session = Session::start_with(server, way.able(), Value::Null);
        let uris = [folder.uri("letters/a.txt"), folder.uri("loud/a.txt"), "untitled:a".to_owned()];
        for uri in &uris {
            session.write(&open(uri, "imr", 1, LETTER));
        }
        let [beside, loud, untitled] = uris.each_ref().map(String::as_str);
        assert_eq!(counts(&way.told(&mut session, [beside, loud, untitled])), [0, 2, 0], "{way:?}");
        // It is followed like any other.
        let user = folder.uri("user/imr-ls/imr.toml");
        session.write(&open(&user, "toml", 1, LOUD));
        assert_eq!(counts(&way.told_anew(&mut session, [beside, loud, untitled])), [2, 2, 2], "{way:?}");
        session.end();
    }
}

#[test]
fn what_changes_on_the_disk_counts_for_every_open_letter() {
    for way in WAYS {
        let folder = Folder::new(&format!("disk-{way:?}"));
        let mut session = Session::start(way.able());
        let (uris, file) = (LETTERS.map(|letter| folder.uri(letter)), folder.uri("imr.toml"));
        let uris = uris.each_ref().map(String::as_str);
        for uri in uris {
            session.write(&open(uri, "imr", 1, LETTER));
        }
        assert_eq!(counts(&way.told(&mut session, uris)), [2, 2]);
        folder.write("imr.toml", SILENT);
        session.write(&changed(&folder.uri("imr.toml")));
        assert_eq!(counts(&way.told_anew(&mut session, uris)), [0, 0], "{way:?}: made");
        folder.write("imr.toml", LOUD);
        session.write(&notification("textDocument/didSave", about(&file)));
        assert_eq!(counts(&way.told_anew(&mut session, uris)), [2, 2], "{way:?}: saved");
        folder.write("letters/imr.toml", SILENT);
        session.write(&changed(&folder.uri("letters/imr.toml")));
        assert_eq!(counts(&way.told_anew(&mut session, uris)), [0, 0], "{way:?}: nearer");
        std::fs::remove_file(folder.path("letters/imr.toml")).expect("it is there");
        session.write(&changed(&folder.uri("letters/imr.toml")));
        assert_eq!(counts(&way.told_anew(&mut session, uris)), [2, 2], "{way:?}: deleted");
        session.end();
    }
}

#[test]
fn what_is_not_saved_counts_until_the_file_is_closed() {
    for way in WAYS {
        let folder = Folder::new(&format!("unsaved-{way:?}"));
        folder.write("imr.toml", LOUD);
        let mut session = Session::start(way.able());
        let (uris, file) = (LETTERS.map(|letter| folder.uri(letter)), folder.uri("imr.toml"));
        let uris = uris.each_ref().map(String::as_str);
        for uri in uris {
            session.write(&open(uri, "imr", 1, LETTER));
        }
        assert_eq!(counts(&way.told(&mut session, uris)), [2, 2]);
        session.write(&open(&file, "toml", 1, SILENT));
        assert_eq!(counts(&way.told_anew(&mut session, uris)), [0, 0], "{way:?}: opened");
        session.write(&change(&file, 2, json!([whole(LOUD)])));
        assert_eq!(counts(&way.told_anew(&mut session, uris)), [2, 2], "{way:?}: changed");
        session.write(&change(&file, 3, json!([part((1, 10), (1, 10), "\"unknown-decision\"")])));
        assert_eq!(counts(&way.told_anew(&mut session, uris)), [0, 0], "{way:?}: changed in part");
        session.write(&close(&file));
        assert_eq!(counts(&way.told_anew(&mut session, uris)), [2, 2], "{way:?}: closed");
        // A file that is not there yet counts as well, and is gone when it is closed.
        let nearer = folder.uri("letters/imr.toml");
        session.write(&open(&nearer, "toml", 1, SILENT));
        assert_eq!(counts(&way.told_anew(&mut session, uris)), [0, 0], "{way:?}: new");
        session.write(&close(&nearer));
        assert_eq!(counts(&way.told_anew(&mut session, uris)), [2, 2], "{way:?}: given up");
        session.end();
    }
}

#[test]
fn a_broken_file_counts_as_it_did_and_says_so() {
    for way in WAYS {
        let folder = Folder::new(&format!("broken-settings-{way:?}"));
        folder.write("imr.toml", SILENT);
        let mut session = Session::start(way.able());
        let (letter, file) = (folder.uri(LETTERS[0]), folder.uri("imr.toml"));
        session.write(&open(&letter, "imr", 1, LETTER));
        let [told] = way.told(&mut session, [&letter]);
        assert_eq!((count(&told, FAULT), count(&told, "IMR902")), (0, 0));
        session.write(&open(&file, "toml", 1, BROKEN));
        let [told, of_file] = way.told_anew(&mut session, [&letter, &file]);
        assert_eq!((count(&told, FAULT), count(&told, "IMR902")), (0, 1), "{way:?}");
        let notice = told.as_array().and_then(|list| list.iter().find(|one| one["code"] == "IMR902"));
        let (severity, line) =
            notice.map(|notice| (&notice["severity"], &notice["range"]["start"]["line"])).expect("it");
        assert_eq!((severity, line), (&json!(2), &json!(0)));
        assert_eq!((&of_file[0]["code"], &of_file[0]["severity"]), (&json!("IMR902"), &json!(1)), "{way:?}: {of_file}");
        session.write(&change(&file, 2, json!([whole(LOUD)])));
        let [told, of_file] = way.told_anew(&mut session, [&letter, &file]);
        assert_eq!((count(&told, FAULT), count(&told, "IMR902")), (2, 0), "{way:?}");
        assert_eq!(of_file, json!([]), "{way:?}");
        session.end();
    }
}

/// Nobody may be left with findings of a text that is no more, whether a letter is open or not.
#[test]
fn what_is_wrong_with_a_text_goes_with_it() {
    for with_letter in [true, false] {
        let folder = Folder::new(&format!("gone-{with_letter}"));
        folder.write("imr.toml", SILENT);
        let mut session = Session::start(pushed_to());
        let (letter, file) = (folder.uri(LETTERS[0]), folder.uri("imr.toml"));
        session.write(&open(&letter, "imr", 1, LETTER));
        session.write(&open(&file, "toml", 1, BROKEN));
        assert_eq!(session.published(&file)["diagnostics"][0]["code"], "IMR902");
        if !with_letter {
            session.write(&close(&letter));
        }
        session.write(&close(&file));
        assert_eq!(session.published(&file)["diagnostics"], json!([]), "{with_letter}");
        folder.write("imr.toml", BROKEN);
        session.write(&open(&letter, "imr", 1, LETTER));
        session.write(&changed(&folder.uri("imr.toml")));
        assert_eq!(session.published(&file)["diagnostics"][0]["code"], "IMR902");
        if !with_letter {
            session.write(&close(&letter));
        }
        folder.write("imr.toml", SILENT);
        session.write(&changed(&folder.uri("imr.toml")));
        assert_eq!(session.published(&file)["diagnostics"], json!([]), "{with_letter}: mended on the disk");
        session.end();
    }
}

#[test]
fn unknown_settings_are_told_at_their_place_in_the_clients_units() {
    let text = "reviewer = { states = [\"𝖆’s\"], specialities = [\"Pain\"] }\n";
    let before = "reviewer = { states = [\"𝖆’s\"], ";
    for way in WAYS {
        for (encoding, column) in
            [("utf-8", before.len()), ("utf-16", before.encode_utf16().count()), ("utf-32", before.chars().count())]
        {
            let folder = Folder::new(&format!("units-{way:?}-{encoding}"));
            let mut able = way.able();
            able["general"]["positionEncodings"] = json!([encoding]);
            let mut session = Session::start(able);
            let file = folder.uri("imr.toml");
            session.write(&open(&file, "toml", 1, text));
            let [told] = way.told(&mut session, [&file]);
            assert_eq!((&told[0]["code"], &told[0]["severity"]), (&json!("IMR903"), &json!(2)), "{way:?}: {told}");
            let range = &told[0]["range"];
            let end = column + "specialities".len();
            assert_eq!((&range["start"]["character"], &range["end"]["character"]), (&json!(column), &json!(end)));
            assert!(told[0]["message"].as_str().is_some_and(|message| message.contains("“specialty”")), "{told}");
            assert_eq!(told.as_array().map(Vec::len), Some(1));
            session.end();
        }
    }
}

#[test]
fn an_editor_says_what_it_wants_when_it_starts() {
    for way in WAYS {
        for options in [json!({ "rules": { "ignore": [FAULT] } }), json!({ "imr": { "rules": { "ignore": [FAULT] } } })]
        {
            let folder = Folder::new(&format!("options-{way:?}"));
            folder.write("imr.toml", LOUD);
            let mut session = Session::start_with(server(), way.able(), options);
            let letter = folder.uri(LETTERS[0]);
            session.write(&open(&letter, "imr", 1, LETTER));
            assert_eq!(counts(&way.told(&mut session, [&letter])), [0], "{way:?}");
            session.end();
        }
    }
}

#[test]
fn an_editor_tells_when_it_wants_something_else() {
    let configured =
        |settings: Value| notification("workspace/didChangeConfiguration", json!({ "settings": settings }));
    for way in WAYS {
        let folder = Folder::new(&format!("configured-{way:?}"));
        let mut session = Session::start_with(server(), way.able(), json!({ "rules": { "ignore": [FAULT] } }));
        let letter = folder.uri(LETTERS[0]);
        session.write(&open(&letter, "imr", 1, LETTER));
        assert_eq!(counts(&way.told(&mut session, [&letter])), [0]);
        for (settings, expected) in [
            (json!({ "imr": { "rules": { "ignore": [] } } }), 2),
            (json!({ "rules": { "ignore": [FAULT] } }), 0),
            (json!({ "imr": {} }), 2),
        ] {
            session.write(&configured(settings.clone()));
            assert_eq!(counts(&way.told_anew(&mut session, [&letter])), [expected], "{way:?}: {settings}");
        }
        session.end();
    }
}

#[test]
fn an_editor_that_keeps_settings_is_asked_for_them() {
    for way in WAYS {
        let folder = Folder::new(&format!("kept-{way:?}"));
        let mut able = way.able();
        able["workspace"]["configuration"] = json!(true);
        let mut session = Session::start_with(server(), able, json!({ "rules": { "ignore": [FAULT] } }));
        let letter = folder.uri(LETTERS[0]);
        let answer = |session: &mut Session, settings: Value| {
            let asked = session.client.wait_for(|message| message["method"] == "workspace/configuration");
            let asked = asked.expect("the client is asked");
            assert_eq!(asked["params"]["items"], json!([{ "section": "imr" }]));
            let answer = json!({ "jsonrpc": "2.0", "id": asked["id"], "result": [settings] });
            session.client.send(&answer).expect("the server takes answers");
        };
        // One that has nothing to say leaves it at what was said before.
        answer(&mut session, Value::Null);
        session.write(&open(&letter, "imr", 1, LETTER));
        assert_eq!(counts(&way.told(&mut session, [&letter])), [0], "{way:?}");
        for (settings, expected) in [(json!({ "rules": {} }), 2), (json!({ "rules": { "ignore": [FAULT] } }), 0)] {
            session.write(&notification("workspace/didChangeConfiguration", json!({ "settings": null })));
            answer(&mut session, settings);
            assert_eq!(counts(&way.told_anew(&mut session, [&letter])), [expected], "{way:?}");
        }
        session.end();
    }
}

#[test]
fn the_environment_counts_more_than_the_editor_and_the_editor_more_than_files() {
    for way in WAYS {
        let folder = Folder::new(&format!("environment-{way:?}"));
        folder.write("imr.toml", "[rules]\nignore = [\"IMR202\"]\nselect = [\"IMR9\"]\n");
        let letter = folder.uri(LETTERS[0]);
        for (variables, options, expected) in [
            (&[][..], json!({ "rules": { "ignore": ["IMR3"] } }), 0),
            (&[], json!({ "rules": { "ignore": ["IMR3"], "select": ["IMR2"] } }), 2),
            (&[("IMR_LS_IGNORE", "IMR202")], json!({ "rules": { "ignore": ["IMR3"], "select": ["IMR2"] } }), 0),
            (&[("IMR_LS_SELECT", "IMR202, IMR1")], json!({ "rules": { "ignore": ["IMR3"] } }), 2),
            // What makes no sense counts as if it were not there.
            (
                &[("IMR_LS_LAYOUT", "letter-2051"), ("IMR_LS_IGNORE", "IMR202")],
                json!({ "rules": { "ignore": ["IMR3"], "select": ["IMR2"] } }),
                0,
            ),
        ] {
            let mut server = server();
            server.envs(variables.iter().copied());
            let mut session = Session::start_with(server, way.able(), options.clone());
            session.write(&open(&letter, "imr", 1, LETTER));
            assert_eq!(counts(&way.told(&mut session, [&letter])), [expected], "{way:?}: {variables:?} {options}");
            session.end();
        }
    }
}
