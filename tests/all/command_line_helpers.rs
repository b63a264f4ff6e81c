//! What makes the program easy to call: completion in shells, manual pages, hooks and workflows.

use crate::support::folder::Folder;
use crate::support::program::{FAULTY, FINISHED, err, out, run};
use std::process::{Command, Stdio};

/// The commands that the program's help lists, with those that it lists below them.
fn commands() -> Vec<Vec<String>> {
    let listed = |path: &[String]| -> Vec<String> {
        let arguments: Vec<&str> = path.iter().map(String::as_str).chain(["--help"]).collect();
        let help = out(&run(&arguments));
        let list = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
        let names = list.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
        names
            .filter_map(|line| line.split_whitespace().next())
            .filter(|name| *name != "help")
            .map(str::to_owned)
            .collect()
    };
    let below = |name: String| {
        let path = vec![name];
        let children = listed(&path).into_iter().map(|child| vec![path[0].clone(), child]).collect::<Vec<_>>();
        [path].into_iter().chain(children)
    };
    listed(&[]).into_iter().flat_map(below).collect()
}

/// The long options that the help of a command lists.
fn options(command: &[&str]) -> Vec<String> {
    let help = out(&run(&[command, &["--help"]].concat()));
    let words = help.lines().map(str::trim_start).filter_map(|line| {
        let start = line.find("--").filter(|start| *start == 0 || line.starts_with('-') && *start == 4)?;
        line[start..].split([' ', ',']).next()
    });
    let options: Vec<String> = words.map(str::to_owned).collect();
    assert!(options.iter().any(|option| option == "--help"), "{help}");
    options
}

#[test]
fn shells_complete_commands_and_options() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let output = run(&["completions", shell]);
        assert_eq!((output.status.code(), err(&output).as_str()), (Some(0), ""), "{shell}");
        let script = out(&output);
        let options = options(&["check"]).into_iter().map(|option| option.trim_start_matches('-').to_owned());
        for word in commands().into_iter().flatten().chain(options) {
            assert!(script.contains(&word), "{shell}: {word}");
        }
    }
    for arguments in [&["completions"][..], &["completions", "command.com"]] {
        assert_eq!(run(arguments).status.code(), Some(2), "{arguments:?}");
    }
}

/// In a real shell, where there is one.
#[cfg(unix)]
#[test]
fn bash_takes_the_completions() {
    let script = out(&run(&["completions", "bash"]));
    for (words, expected) in
        [("imr-ls che", "check"), ("imr-ls check --format s", "sarif"), ("imr-ls guidelines val", "validate")]
    {
        let count = words.split(' ').count() - 1;
        let asked = format!(
            "{script}\nCOMP_WORDS=({words}) COMP_CWORD={count}\n_imr__ls imr-ls \"${{COMP_WORDS[{count}]}}\" \
             \"${{COMP_WORDS[{}]}}\"\necho \"${{COMPREPLY[@]}}\"",
            count - 1
        );
        let Ok(output) = Command::new("bash").args(["-c", &asked]).stdin(Stdio::null()).output() else { return };
        assert_eq!(out(&output).trim_end(), expected, "{words}: {}", err(&output));
    }
}

#[test]
fn every_command_has_a_manual_page() {
    let program = run(&["man"]);
    assert_eq!((program.status.code(), err(&program).as_str()), (Some(0), ""));
    // In such pages a hyphen is written so that it is not taken for a dash.
    let written = |word: &str| word.replace('-', "\\-");
    assert!(
        out(&program).contains(&format!("\n.TH imr-ls 1  \"imr-ls {}\"", env!("CARGO_PKG_VERSION"))),
        "{}",
        out(&program)
    );
    for path in commands() {
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        let page = run(&[&["man"], &path[..]].concat());
        assert_eq!((page.status.code(), err(&page).as_str()), (Some(0), ""), "{path:?}");
        let title = format!("\n.TH imr-ls-{} 1  \"imr-ls {}\"", path.join("-"), env!("CARGO_PKG_VERSION"));
        assert!(out(&page).contains(&title), "{path:?}: {}", out(&page));
        for option in options(&path) {
            assert!(out(&page).contains(&written(&option)), "{path:?}: {option}");
        }
        let above = out(&run(&[&["man"], &path[..path.len() - 1]].concat()));
        assert!(above.contains(&written(&format!("imr-ls-{}", path.join("-")))), "{path:?}: {above}");
    }
    let unknown = run(&["man", "chek"]);
    assert_eq!((unknown.status.code(), out(&unknown).as_str()), (Some(2), ""));
    assert_eq!(err(&unknown), "There is no command “chek”. Did you mean “check”?\n");
}

/// The value of a key of a YAML file that is as simple as ours are.
fn values<'y>(yaml: &'y str, key: &str) -> Vec<&'y str> {
    let value = |line: &'y str| line.trim_start_matches(['-', ' ']).strip_prefix(key)?.strip_prefix(": ");
    yaml.lines().filter_map(value).collect()
}

#[test]
fn hooks_call_the_program_as_it_is() {
    let hooks = include_str!("../../.pre-commit-hooks.yaml");
    let entries = values(hooks, "entry");
    assert_eq!(entries.len(), 2);
    for entry in entries {
        let words: Vec<&str> = entry.split(' ').collect();
        assert_eq!(words[0], "imr-ls");
        let folder = Folder::new(&format!("hooks-{}", words[1]));
        folder.write("a.imr.txt", "no letter");
        let file = folder.path("a.imr.txt").display().to_string();
        let output = run(&[&words[1..], &[&file]].concat());
        assert_eq!(output.status.code(), Some(0), "{entry}: {}", err(&output));
    }
    let names = regex::Regex::new(values(hooks, "files")[0]).expect("a pattern");
    for (name, is_letter) in [
        ("CM14-0012345.imr.txt", true),
        ("july/a.imr", true),
        ("july/CM14-0012345.txt", true),
        ("notes.txt", false),
        ("imr.toml", false),
    ] {
        assert_eq!(names.is_match(name), is_letter, "{name}");
    }
}

/// The last step of the workflow, in a real shell, with the program in the place where the step before puts it.
#[cfg(unix)]
#[test]
fn workflows_show_findings_beside_letters() {
    let action = include_str!("../../action.yml");
    let (_, script) = action.rsplit_once("run: |\n").expect("a script");
    let folder = Folder::new("action");
    folder.write("july/a b.imr.txt", std::fs::read(FAULTY).expect("the letter is here"));
    folder.write("july/c.imr.txt", std::fs::read(FINISHED).expect("the letter is here"));
    let program = folder.path("temp/imr-ls/bin/imr-ls");
    std::fs::create_dir_all(program.parent().expect("a folder")).expect("a folder");
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_imr-ls"), &program).expect("a link");
    let run = |letters: &str, arguments: &str| {
        let mut command = Command::new("bash");
        command.args(["--noprofile", "--norc", "-eo", "pipefail", "-c", script]).current_dir(folder.path(""));
        command.env("RUNNER_TEMP", folder.path("temp")).env("LETTERS", letters).env("ARGUMENTS", arguments);
        command.env("XDG_CONFIG_HOME", folder.path("none")).output()
    };
    let Ok(output) = run("**/*.imr.txt", "") else { return };
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    assert!(out(&output).contains("::error title=IMR202 unknown-decision,file=july/a b.imr.txt,"), "{}", out(&output));
    assert!(err(&output).ends_with("1 error, 1 note in 2 letters\n"), "{}", err(&output));
    for (letters, arguments, code, said) in [
        ("**/*.imr.txt", "--ignore IMR202 --fail-on error", 0, "1 note in 2 letters\n"),
        ("july/a b.imr.txt\njuly/c.imr.txt", "", 1, "1 error, 1 note in 2 letters\n"),
        ("june/*.imr.txt", "", 0, "no letters to check\n"),
    ] {
        let output = run(letters, arguments).expect("there is a shell");
        assert_eq!(output.status.code(), Some(code), "{letters}: {}", err(&output));
        assert!(err(&output).ends_with(said) || out(&output) == said, "{letters}: {}", err(&output));
    }
}

#[test]
fn all_that_can_be_asked_for_is_described() {
    let page = include_str!("../../docs/command-line.md");
    for path in commands() {
        assert!(page.contains(&format!("`imr-ls {}", path.join(" "))), "{path:?}");
    }
    for option in ["check", "format", "report"].into_iter().flat_map(|command| options(&[command])) {
        assert!(option == "--help" || page.contains(&format!("`{option}")), "{option}");
    }
    for format in ["full", "concise", "json", "jsonl", "github", "sarif"] {
        assert!(page.contains(&format!("| `{format}` |")), "{format}");
    }
}
