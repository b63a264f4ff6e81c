//! One letter in the dialects that plain text comes in.

/// Whether a text is double spaced as text out of a PDF is.
pub fn is_double_spaced(text: &str) -> bool {
    let lines: Vec<&str> = text.lines().collect();
    text.contains(" \n\n \n\n") && lines.windows(2).all(|pair| pair[0].is_empty() || pair[1].is_empty())
}

/// The paragraphs of double-spaced text, each a list of its lines. Page breaks are forgotten.
fn paragraphs(text: &str) -> Vec<Vec<String>> {
    let mut paragraphs = vec![Vec::new()];
    for line in text.lines() {
        if !line.is_empty() && line.trim().is_empty() {
            paragraphs.push(Vec::new());
        } else if stands_alone(line) {
            paragraphs.extend([vec![line.trim().to_owned()], Vec::new()]);
        } else if let Some(last) = paragraphs.last_mut().filter(|_| !line.is_empty()) {
            last.push(line.trim().to_owned());
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}

/// Headings and credentials stand on lines of their own, even where no paragraph ends.
fn stands_alone(line: &str) -> bool {
    const STARTS: [&str; 9] = [
        "HOW THE IMR",
        "CLINICAL CASE",
        "IMR ISSUES",
        "The Expert Reviewer has",
        "State(s) of",
        "Certification(s)",
        "Case Number",
        "Date",
        "UR Denial",
    ];
    STARTS.iter().any(|start| line.trim_start().starts_with(start))
}

/// The letter in every other dialect, by name.
pub fn all(double_spaced: &str) -> Vec<(&'static str, String)> {
    let paragraphs = paragraphs(double_spaced);
    let join = |line: &str, paragraph: &str| {
        let joined: Vec<String> = paragraphs.iter().map(|lines| lines.join(line)).collect();
        joined.join(paragraph) + "\n"
    };
    let hand_typed = join("\n", "\n\n");
    let trimmed: String = double_spaced.lines().map(|line| line.trim_end().to_owned() + "\n").collect();
    // A page ends in the middle of a sentence here and there: three empty lines.
    let mut lines = 0;
    let paged: String = trimmed
        .split_inclusive("\n\n")
        .map(|piece| {
            lines += 1;
            if lines % 23 == 0 { format!("{piece}\n\n") } else { piece.to_owned() }
        })
        .collect();
    let half = hand_typed.len() / 2;
    let half = half + hand_typed[half..].find("\n\n").unwrap_or(0) + 2;
    let written = hand_typed[..half].split("\n\n").count() - 1;
    let rest: Vec<String> = paragraphs[written..].iter().map(|lines| lines.join(" \n\n")).collect();
    vec![
        ("trimmed", trimmed.clone()),
        ("trimmed, with pages", paged),
        ("hand-typed", hand_typed.clone()),
        ("hand-typed, two lines apart", join("\n", "\n\n\n")),
        ("one line a paragraph", join(" ", "\n\n")),
        ("no empty lines", join("\n", "\n")),
        ("no empty lines, one line a paragraph", join(" ", "\n")),
        ("CR LF", hand_typed.replace('\n', "\r\n")),
        ("double spaced, CR LF", double_spaced.replace('\n', "\r\n")),
        ("CR", hand_typed.replace('\n', "\r")),
        ("with a byte order mark", format!("\u{feff}{hand_typed}")),
        ("indented", join("\n  ", "\n\n  ")),
        ("mixed", hand_typed[..half].to_owned() + &rest.join(" \n\n \n\n") + " \n\n"),
    ]
}
