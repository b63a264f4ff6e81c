//! Writes what each fuzz target starts from into `fuzz/corpus`; to be run in the folder of the repository.

use imr_ls_fuzz::seeds::{catalogues, citations, edited, letters, sessions, settings};
use std::io;
use std::path::Path;

fn main() -> io::Result<()> {
    let bytes = |texts: Vec<String>| texts.into_iter().map(String::into_bytes).collect::<Vec<_>>();
    let corpora = [
        ("parse", bytes(letters())),
        ("mend", bytes(letters())),
        ("reparse", edited()),
        ("citation", bytes(citations())),
        ("settings", bytes(settings())),
        ("catalogue", bytes(catalogues())),
        ("server", sessions()),
    ];
    for (target, seeds) in corpora {
        let folder = Path::new("fuzz/corpus").join(target);
        std::fs::create_dir_all(&folder)?;
        for (number, seed) in seeds.iter().enumerate() {
            std::fs::write(folder.join(format!("seed-{number}")), seed)?;
        }
    }
    Ok(())
}
