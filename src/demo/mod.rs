//! `imr-ls demo`: the server over the real protocol, on a draft being typed, as an editor shows it.
//!
//! The demo is a client like any other. It fails if the server does not answer as it should, so it is a
//! test as well.

pub mod client;
mod editor;

use editor::Editor;
use std::io::{self, Write};
use std::process::ExitCode;

const DRAFT: &str = include_str!("draft.txt");

/// What the reviewer does, and what the editor must show afterwards: the codes of the findings and the items.
struct Step {
    told: &'static str,
    deed: Deed,
    findings: &'static [&'static str],
    items: &'static [&'static str],
}

/// What a reviewer does in an editor.
enum Deed {
    /// Puts the cursor behind some words, deletes backwards, and types.
    Type { behind: &'static str, deleted: usize, typed: &'static str },
    /// Takes the first completion of what was just typed, which must be this one.
    Complete { first: &'static str },
    /// Takes a quick fix by its title.
    Fix { title: &'static str },
}

const ROBAXIN_UPHELD: &str = "1. Robaxin 500mg #30 — Upheld";
const NORCO_UNDECIDED: &str = "2. Norco 10/325mg #60 — undecided";

const STEPS: [Step; 8] = [
    Step {
        told: "The first item gets its decision, by a slip of the finger.",
        deed: Deed::Type { behind: "Robaxin 500mg #30", deleted: 0, typed: ":  Overtunred" },
        findings: &["IMR202"],
        items: &["1. Robaxin 500mg #30 — Overtunred?"],
    },
    Step {
        told: "The editor offers to mend it. Now the decision contradicts the rationale.",
        deed: Deed::Fix { title: "Change it to “Overturned”" },
        findings: &["IMR401", "IMR401"],
        items: &["1. Robaxin 500mg #30 — Overturned"],
    },
    Step {
        told: "The rationale was right: the denial is upheld.",
        deed: Deed::Fix { title: "Change the decision to “Upheld”" },
        findings: &[],
        items: &[ROBAXIN_UPHELD],
    },
    Step {
        told: "The second item is begun at the end of the letter.",
        deed: Deed::Type {
            behind: "not medically\nnecessary.\n",
            deleted: 0,
            typed: "\nNorco 10/325mg #60:\n\nClaims Administrator guideline: Decision based on MTUS Chronic Pain \
                    Treatment Guidelines Opioids, criteria for use Page(s): 80.\n",
        },
        findings: &["IMR201", "IMR211"],
        items: &[ROBAXIN_UPHELD, NORCO_UNDECIDED],
    },
    Step {
        told: "What does the guideline say, and on which page? The name of the drug is enough.",
        deed: Deed::Type { behind: "Page(s): 80.\n", deleted: 0, typed: "\nMAXIMUS guideline: norc" },
        findings: &["IMR201", "IMR211"],
        items: &[ROBAXIN_UPHELD, NORCO_UNDECIDED],
    },
    Step {
        told: "The first suggestion is the one.",
        deed: Deed::Complete { first: "Opioids, criteria for use 78-80" },
        findings: &["IMR201", "IMR211"],
        items: &[ROBAXIN_UPHELD, NORCO_UNDECIDED],
    },
    Step {
        told: "It is argued, and still undecided.",
        deed: Deed::Type {
            behind: "Page(s): 78-80.",
            deleted: 0,
            typed: "\n\nDecision rationale: The chart tells pain, function, side effects and a drug screen at every \
                    visit, as the guideline asks. Therefore, the request is medically necessary.\n",
        },
        findings: &["IMR201"],
        items: &[ROBAXIN_UPHELD, NORCO_UNDECIDED],
    },
    Step {
        told: "The last decision is made. The letter is ready.",
        deed: Deed::Type { behind: "Norco 10/325mg #60:", deleted: 0, typed: "  Overturned" },
        findings: &[],
        items: &[ROBAXIN_UPHELD, "2. Norco 10/325mg #60 — Overturned"],
    },
];

/// Shows the demo; the code tells whether the server answered as it should.
pub fn run() -> ExitCode {
    match show(&mut io::stdout().lock()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            // The terminal may be gone; the exit code still tells.
            let _ = writeln!(io::stderr(), "imr-ls demo: {error}");
            ExitCode::FAILURE
        }
    }
}

fn show(output: &mut impl Write) -> io::Result<()> {
    writeln!(output, "A draft is opened: one item, argued and not decided.\n")?;
    let mut editor = Editor::open("draft.imr.txt", DRAFT)?;
    editor.show(output)?;
    editor.expect(&["IMR201"], &["1. Robaxin 500mg #30 — undecided"])?;
    for step in &STEPS {
        writeln!(output, "{}\n", step.told)?;
        match step.deed {
            Deed::Type { behind, deleted, typed } => {
                writeln!(output, "  typed: {}\n", typed.trim().replace('\n', "⏎"))?;
                editor.type_behind(behind, deleted, typed)?;
            }
            Deed::Complete { first } => editor.complete(first, output)?,
            Deed::Fix { title } => editor.fix(title, output)?,
        }
        editor.show(output)?;
        editor.expect(step.findings, step.items)?;
    }
    let keystrokes = editor.close()?;
    writeln!(output, "{keystrokes} keystrokes, each answered by the server with the findings of that very moment.")
}
