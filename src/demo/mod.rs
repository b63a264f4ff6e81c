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

/// What is typed, and what the editor must show afterwards: the codes of the findings and the items.
struct Step {
    told: &'static str,
    /// The text behind which is typed.
    behind: &'static str,
    /// How many characters are deleted first.
    deleted: usize,
    typed: &'static str,
    findings: &'static [&'static str],
    items: &'static [&'static str],
}

const STEPS: [Step; 6] = [
    Step {
        told: "The first item gets its decision, by a slip of the finger.",
        behind: "Robaxin 500mg #30",
        deleted: 0,
        typed: ":  Overtunred",
        findings: &["IMR202"],
        items: &["1. Robaxin 500mg #30 — Overtunred?"],
    },
    Step {
        told: "The spelling is mended, and now the decision contradicts the rationale.",
        behind: "Overtunred",
        deleted: 10,
        typed: "Overturned",
        findings: &["IMR401", "IMR401"],
        items: &["1. Robaxin 500mg #30 — Overturned"],
    },
    Step {
        told: "The rationale was right: the denial is upheld.",
        behind: "Overturned",
        deleted: 10,
        typed: "Upheld",
        findings: &[],
        items: &["1. Robaxin 500mg #30 — Upheld"],
    },
    Step {
        told: "The second item is begun at the end of the letter.",
        behind: "not medically\nnecessary.\n",
        deleted: 0,
        typed: "\nAcupuncture for the low back, 6 visits:\n\nClaims Administrator guideline: Decision based on MTUS \
                Acupuncture Treatment Guidelines.\n",
        findings: &["IMR201", "IMR211"],
        items: &["1. Robaxin 500mg #30 — Upheld", "2. Acupuncture for the low back, 6 visits — undecided"],
    },
    Step {
        told: "It is argued, and still undecided.",
        behind: "Decision based on MTUS Acupuncture Treatment Guidelines.\n",
        deleted: 0,
        typed: "\nMAXIMUS guideline: Decision based on MTUS Acupuncture Treatment Guidelines.\n\nDecision rationale: Six \
                visits are a trial of the kind that the guideline describes. Therefore, the request is medically \
                necessary.\n",
        findings: &["IMR201"],
        items: &["1. Robaxin 500mg #30 — Upheld", "2. Acupuncture for the low back, 6 visits — undecided"],
    },
    Step {
        told: "The last decision is made. The letter is ready.",
        behind: "6 visits:",
        deleted: 0,
        typed: "  Overturned",
        findings: &[],
        items: &["1. Robaxin 500mg #30 — Upheld", "2. Acupuncture for the low back, 6 visits — Overturned"],
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
        writeln!(output, "{}\n  typed: {}\n", step.told, step.typed.trim().replace('\n', "⏎"))?;
        editor.type_behind(step.behind, step.deleted, step.typed)?;
        editor.show(output)?;
        editor.expect(step.findings, step.items)?;
    }
    let keystrokes = editor.close()?;
    writeln!(output, "{keystrokes} keystrokes, each answered by the server with the findings of that very moment.")
}
