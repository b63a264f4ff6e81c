//! What a letter says stays where it is: the real program is watched by `strace` while it works, and what it does beside
//! reading is held against what was asked for.
#![cfg(target_os = "linux")]
#![allow(clippy::print_stdout, reason = "a test that is skipped has to say so")]

use crate::support;
use crate::support::folder::Folder;
use crate::support::program::{err, out};
use imr_ls::demo::client::Client;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// Stands in the letter and nowhere else.
const SECRET: &str = "Quarzglimmer";

/// What reaches a network or another process, and what does something to files.
const WATCHED: &str = "trace=%network,%file,ftruncate,fallocate,fchmod,fchown,copy_file_range,sendfile,splice,\
    io_uring_setup,memfd_create,pidfd_open,process_vm_writev,ptrace,fork,vfork";

/// Calls that only look.
const LOOKS: [&str; 14] = [
    "access",
    "chdir",
    "faccessat",
    "faccessat2",
    "getcwd",
    "lstat",
    "newfstatat",
    "open",
    "openat",
    "readlink",
    "readlinkat",
    "stat",
    "statfs",
    "statx",
];

/// What may be read beside the folder: libraries, what the system tells of the process, its cores and its memory, which an
/// allocator asks at its start and before it gives some back, and what git ignores everywhere.
const READ_ANYWAY: [&str; 10] = [
    "/etc/gitconfig",
    "/etc/ld.so",
    "/lib",
    "/usr/lib",
    "/proc/self/",
    "/proc/stat",
    "/proc/sys/vm/overcommit_memory",
    "/sys/fs/cgroup",
    "/sys/kernel/mm/transparent_hugepage/enabled",
    "/sys/devices/system/cpu",
];

/// A folder that holds a letter, and all that the program could take for a place of its own.
struct Scene(Folder);

/// What the program was seen doing.
struct Deeds {
    /// The calls that do more than look, as `strace` writes them.
    done: Vec<String>,
    /// The files that were opened to be read.
    read: BTreeSet<PathBuf>,
}

fn letter() -> String {
    support::rows::letter(
        "Valium 5mg #8:  Uphled",
        "Claims Administrator guideline: Decision based on MTUS Chronic Pain Treatment Guidelines Benzodiazepines, pg. 24.",
        "MAXIMUS guideline: Decision based on MTUS Chronic Pain Treatment Guidelines Benzodiazepines, pg. 24.",
        &format!("Decision rationale: {SECRET} does not help. The request is not medically necessary."),
    )
}

/// Whether the program can be watched. Where it cannot, the tests say so and pass: not every machine lets a process be watched.
fn can_watch() -> bool {
    let watches = Command::new("strace").args(["-o", "/dev/null", "true"]).stderr(Stdio::null()).status();
    let can_watch = watches.is_ok_and(|status| status.success());
    if !can_watch {
        println!(
            "SKIPPED, so nothing is proven of privacy: the package strace is missing, or it may not watch processes"
        );
    }
    can_watch
}

impl Scene {
    fn new(name: &str) -> Self {
        let folder = Folder::new(name);
        folder.write("letters/a.txt", letter());
        folder.write("letters/imr.toml", "[rules]\nignore = [\"IMR5\"]\n");
        folder.write("letters/guidelines/ours.toml", "");
        Scene(folder)
    }

    /// The program under watch, with every place in which programs keep something inside of the folder.
    fn watched(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new("strace");
        command.args(["-f", "-qq", "-e", "signal=none", "-e", WATCHED, "-o"]).arg(self.0.path("trace"));
        command.arg(env!("CARGO_BIN_EXE_imr-ls")).args(arguments).current_dir(self.0.path("letters"));
        for (name, place) in [
            ("HOME", "home"),
            ("XDG_CONFIG_HOME", "home/config"),
            ("XDG_CACHE_HOME", "home/cache"),
            ("XDG_DATA_HOME", "home/data"),
            ("XDG_STATE_HOME", "home/state"),
            ("XDG_RUNTIME_DIR", "home/run"),
            ("TMPDIR", "scratch"),
        ] {
            std::fs::create_dir_all(self.0.path(place)).expect("a folder");
            command.env(name, self.0.path(place));
        }
        command
    }

    fn run(&self, arguments: &[&str]) -> (Output, Deeds) {
        let output = self.watched(arguments).stdin(Stdio::null()).output().expect("strace runs");
        (output, self.deeds())
    }

    fn deeds(&self) -> Deeds {
        let trace = self.0.read("trace");
        let _ = std::fs::remove_file(self.0.path("trace"));
        let mut deeds = Deeds { done: Vec::new(), read: BTreeSet::new() };
        // The first call starts the program.
        for line in trace.lines().skip(1).filter(|line| !line.contains(" resumed>") && !line.contains("<detached ...>"))
        {
            let call = line.split_once(' ').map_or(line, |(_, call)| call.trim_start());
            let name = call.split('(').next().unwrap_or(call);
            let writes = ["O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC"].iter().any(|flag| call.contains(flag));
            if !LOOKS.contains(&name) || writes {
                deeds.done.push(call.to_owned());
            } else if name.starts_with("open") && !call.contains("= -1 ") {
                let path = call.split('"').nth(1).expect("a path");
                deeds.read.insert(self.0.path("letters").join(path));
            }
        }
        assert!(!deeds.read.is_empty(), "nothing was seen: {trace}");
        deeds
    }

    /// The files that hold words of the letter, by their names in the folder.
    fn telling(&self) -> Vec<String> {
        fn search(folder: &Path, found: &mut Vec<PathBuf>) {
            for entry in std::fs::read_dir(folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    search(&path, found);
                } else if String::from_utf8_lossy(&std::fs::read(&path).expect("a file")).contains(SECRET) {
                    found.push(path);
                }
            }
        }
        let (mut found, root) = (Vec::new(), self.0.path(""));
        search(&root, &mut found);
        let name = |path: &PathBuf| path.strip_prefix(&root).expect("below").display().to_string();
        let mut names: Vec<String> = found.iter().map(name).collect();
        names.sort();
        names
    }

    /// Demands that nothing was done, and nothing read that is nobody's business.
    fn assert_only_looks(&self, what: &str, deeds: &Deeds) {
        assert_eq!(deeds.done, [""; 0], "{what}");
        self.assert_reads_its_own(what, deeds);
    }

    fn assert_reads_its_own(&self, what: &str, deeds: &Deeds) {
        let root = self.0.path("");
        let is_own = |path: &&PathBuf| {
            // The folder may lie in another one that is under git.
            let tells_what_is_ignored = path.ends_with(".gitignore") || path.ends_with(".git/info/exclude");
            let is_read_anyway = READ_ANYWAY.iter().any(|start| path.to_string_lossy().starts_with(start));
            path.starts_with(&root) || tells_what_is_ignored || is_read_anyway
        };
        let others: Vec<_> = deeds.read.iter().filter(|path| !is_own(path)).collect();
        assert!(others.is_empty(), "{what}: {others:?}");
    }
}

#[test]
fn commands_that_show_something_do_nothing_else() {
    if !can_watch() {
        return;
    }
    let scene = Scene::new("privacy-looks");
    for arguments in [
        &["check", "a.txt"][..],
        &["check", "--format", "json", "."],
        &["check", "--diff", "a.txt"],
        &["format", "--diff", "a.txt"],
        &["report", "a.txt"],
        &["report", "--format", "html", "a.txt"],
        &["outline", "a.txt"],
        &["new", "--items", "Valium 5mg #8; Acupuncture"],
        &["guidelines", "search", "Valium"],
        &["config", "show", "a.txt"],
        &["rule", "--all"],
        &["man", "check"],
        &["completions", "bash"],
    ] {
        let (output, deeds) = scene.run(arguments);
        let what = arguments.join(" ");
        assert!(output.status.code().is_some_and(|code| code < 2), "{what}: {}", err(&output));
        assert!(!out(&output).is_empty(), "{what}");
        assert!(!err(&output).contains(SECRET), "{what}: {}", err(&output));
        scene.assert_only_looks(&what, &deeds);
    }
    assert_eq!(scene.telling(), ["letters/a.txt"]);
}

/// A mended letter is written beside the old one and takes its place.
#[test]
fn commands_that_write_write_what_was_asked_for() {
    if !can_watch() {
        return;
    }
    let scene = Scene::new("privacy-writes");
    let folder = scene.0.path("letters").display().to_string();
    let copy = scene.0.path("letters/copy.txt").display().to_string();
    for arguments in [&["check", "--fix", "copy.txt"][..], &["format", "copy.txt"]] {
        scene.0.write("letters/copy.txt", letter().replace("Page", "page  ").replace("worker has", "worker  has"));
        let (output, deeds) = scene.run(arguments);
        assert!(!err(&output).contains(SECRET) && output.status.code() < Some(2), "{}", err(&output));
        let [open, steps @ .., rename] = &deeds.done[..] else { panic!("{arguments:?}: {:?}", deeds.done) };
        let new = open.split('"').nth(1).expect("a path");
        assert!(new.starts_with(&format!("{folder}/.tmp")) && open.contains("O_EXCL"), "{open}");
        assert!(steps.iter().all(|step| step.starts_with("fchown(") || step.starts_with("fchmod(")), "{steps:?}");
        assert!(rename.starts_with("rename") && rename.contains(new) && rename.contains(&copy), "{rename}");
        scene.assert_reads_its_own("mending", &deeds);
        assert_eq!(scene.telling(), ["letters/a.txt", "letters/copy.txt"]);
    }
    let (_, deeds) = scene.run(&["report", "-o", "report.md", "a.txt"]);
    let [open] = &deeds.done[..] else { panic!("{:?}", deeds.done) };
    assert!(open.contains("\"report.md\", O_WRONLY|O_CREAT|O_TRUNC"), "{open}");
}

/// A whole session, with all that an editor may ask of it.
#[test]
fn a_session_reads_and_answers() {
    if !can_watch() {
        return;
    }
    let scene = Scene::new("privacy-session");
    let errors = scene.0.path("errors");
    let mut server = scene.watched(&["server"]);
    server.stderr(File::create(&errors).expect("a file"));
    let mut client = Client::start(server).expect("the server starts");
    let folder = json!([{ "uri": scene.0.uri("letters"), "name": "letters" }]);
    let able = json!({
        "textDocument": { "publishDiagnostics": {}, "codeAction": { "codeActionLiteralSupport": {
            "codeActionKind": { "valueSet": ["quickfix"] } } } },
        "workspace": { "workspaceEdit": { "documentChanges": true, "resourceOperations": ["create"] } },
        "window": { "workDoneProgress": true },
    });
    // No process is the editor's, so that it is not looked after.
    let greeting = json!({ "processId": null, "capabilities": able, "workspaceFolders": folder });
    client.request("initialize", greeting).expect("the session begins");
    client.notify("initialized", json!({})).expect("a pipe");

    let (uri, new) = (scene.0.uri("letters/a.txt"), "untitled:new");
    for uri in [uri.as_str(), new] {
        let document = json!({ "uri": uri, "languageId": "imr", "version": 1, "text": letter() });
        client.notify("textDocument/didOpen", json!({ "textDocument": document })).expect("a pipe");
        let found = client.notification("textDocument/publishDiagnostics", |params| params["uri"] == uri);
        assert_ne!(found.expect("findings")["diagnostics"], json!([]));
    }
    let line = letter().lines().position(|line| line.starts_with("Valium")).expect("an item");
    let about = |rest: Value| {
        let mut params = json!({ "textDocument": { "uri": uri } });
        params.as_object_mut().expect("an object").extend(rest.as_object().expect("an object").clone());
        params
    };
    let at = json!({ "line": line, "character": 3 });
    let all = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 99, "character": 0 } });
    let options = json!({ "tabSize": 4, "insertSpaces": true });
    for typed in ["x", "y"] {
        let changes = json!([{ "range": { "start": at, "end": at }, "text": typed }]);
        let params = json!({ "textDocument": { "uri": uri, "version": 2 }, "contentChanges": changes });
        client.notify("textDocument/didChange", params).expect("a pipe");
    }
    let context = json!({ "diagnostics": [] });
    let actions = about(json!({ "range": all, "context": context }));
    for (method, params) in [
        ("textDocument/completion", about(json!({ "position": at }))),
        ("textDocument/hover", about(json!({ "position": at }))),
        ("textDocument/documentSymbol", about(json!({}))),
        ("textDocument/codeLens", about(json!({}))),
        ("textDocument/documentLink", about(json!({}))),
        ("textDocument/foldingRange", about(json!({}))),
        ("textDocument/semanticTokens/full", about(json!({}))),
        ("textDocument/inlayHint", about(json!({ "range": all }))),
        ("textDocument/codeAction", actions.clone()),
        ("textDocument/formatting", about(json!({ "options": options }))),
        ("textDocument/rangeFormatting", about(json!({ "range": all, "options": options }))),
        ("textDocument/definition", about(json!({ "position": at }))),
        ("textDocument/documentHighlight", about(json!({ "position": at }))),
        ("workspace/symbol", json!({ "query": "Val" })),
        ("imr/status", about(json!({}))),
        ("workspace/executeCommand", json!({ "command": "imr.report", "arguments": [uri, "html"] })),
        ("workspace/executeCommand", json!({ "command": "imr.checkWorkspace", "arguments": ["markdown"] })),
    ] {
        client.request(method, params).unwrap_or_else(|error| panic!("{error}"));
    }
    let actions = client.request("textDocument/codeAction", actions).expect("actions");
    let commands = actions.as_array().expect("a list").iter().map(|action| &action["command"]);
    let silences: Vec<_> = commands.filter(|command| command["command"] == "imr.silence").collect();
    assert!(!silences.is_empty(), "{actions}");
    for silence in silences {
        let silence = json!({ "command": silence["command"], "arguments": silence["arguments"] });
        client.request("workspace/executeCommand", silence).expect("silence");
    }
    client.notify("textDocument/didSave", about(json!({}))).expect("a pipe");
    client.notify("textDocument/didClose", about(json!({}))).expect("a pipe");
    assert!(client.shut_down().expect("an end").success());

    let deeds = scene.deeds();
    scene.assert_only_looks("a session", &deeds);
    assert!(deeds.read.contains(&scene.0.path("letters/imr.toml")), "the watch sees what is read: {:?}", deeds.read);
    assert_eq!(std::fs::read_to_string(errors).expect("a file"), "");
    assert_eq!(scene.telling(), ["letters/a.txt"]);
    assert_eq!(scene.0.read("letters/a.txt"), letter());
}

/// A panic's words may be the letter's. This test calls itself, and panics where the server or a command was at work.
#[test]
fn the_words_of_a_panic_go_nowhere() {
    const AT_WORK: &str = "IMR_LS_TEST_PANIC";
    match std::env::var(AT_WORK).as_deref() {
        Ok("server") => drop(imr_ls::server::serve()),
        Ok(_) => drop(imr_ls::cli::Task::Help.run()),
        Err(_) => {
            for at_work in ["server", "command"] {
                let mut itself = Command::new(std::env::current_exe().expect("this program"));
                itself
                    .args(["--exact", "privacy::the_words_of_a_panic_go_nowhere", "--nocapture"])
                    .env(AT_WORK, at_work);
                let output = itself.stdin(Stdio::null()).output().expect("it runs");
                assert!(out(&output).contains("it panicked"), "{at_work}: {}", out(&output));
                assert_eq!(err(&output), "", "{at_work}");
                assert!(!out(&output).contains(SECRET), "{at_work}: {}", out(&output));
            }
            return;
        }
    }
    assert!(std::thread::spawn(|| panic!("{}", letter())).join().is_err());
    println!("it panicked");
}
