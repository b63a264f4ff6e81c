//! A catalogue file of an office.

use std::fmt::Write;

/// So many made-up topics.
pub(crate) fn topics(count: usize) -> String {
    let mut file = String::new();
    for number in 1..=count {
        let (page, word) = (number % 120 + 1, ["alpha", "bravo", "opioid", "norm", "benzene"][number % 5]);
        let name = format!("{word} topic number {number}");
        let page = format!("{{ number = {page}, status = \"likely\" }}");
        let _ = writeln!(
            file,
            "[[topic]]\nname = \"{name}\"\nguideline = \"chronic-pain-2009\"\ncite = {{ words = \"{name}\", status = \"likely\" }}\n\
             first-page = {page}\nlast-page = {page}\n"
        );
    }
    file
}
