//! A tree of made-up letters to measure with: `cargo bench --bench scale -- --letters 20000 --folder target/scale`.
//! The same seed gives the same tree, whose first letters are those of a smaller one.
#![allow(clippy::print_stdout, reason = "it says what it has written")]

use clap::Parser;
use imr_ls::analysis::Snapshot;
use imr_ls::layouts::LayoutId;
use imr_ls::model::PartKind;
use imr_ls::text::Text;
use random::Random;
use std::path::{Path, PathBuf};
use std::{fs, io};

#[path = "latency/random.rs"]
mod random;

/// Where finished letters and drafts stand.
const SOURCES: [&str; 2] = ["tests/corpus/letters", "tests/letters"];
/// So many letters lie in one folder, and so many folders in the one above.
const IN_FOLDER: usize = 100;
/// Letters get items up to a length between these, so that they come out at about 7 KB, as real ones do.
const LENGTHS: [usize; 2] = [3_000, 10_000];

/// Writes letters put together from the parts of those that the tests use.
#[derive(Parser)]
struct Options {
    #[arg(long, default_value_t = 1)]
    letters: usize,
    /// Where they go, in folders of folders.
    #[arg(long, default_value = "target/scale")]
    folder: PathBuf,
    #[arg(long, default_value_t = 2015)]
    seed: u64,
    /// What `cargo bench` says of its own accord.
    #[arg(long, hide = true)]
    bench: bool,
}

/// The parts of one letter.
struct Source {
    form: Form,
    before: String,
    items: Vec<String>,
    behind: String,
}

/// Letters of one form can lend each other items.
#[derive(PartialEq, Eq)]
struct Form {
    layout: LayoutId,
    is_crlf: bool,
    /// Whether empty lines part lines, as in text out of a PDF.
    is_spread: bool,
}

fn main() -> io::Result<()> {
    let options = Options::parse();
    let sources = sources()?;
    let mut random = Random::new(options.seed);
    let mut bytes = 0;
    for number in 0..options.letters {
        let source = &sources[random.below(sources.len())];
        let letter = source.letter(&sources, &mut random);
        bytes += letter.len();
        let path = path(&options.folder, number);
        if number % IN_FOLDER == 0 {
            fs::create_dir_all(path.parent().unwrap_or(&options.folder))?;
        }
        fs::write(path, letter)?;
    }
    println!("{} letters, {bytes} bytes, in {}", options.letters, options.folder.display());
    Ok(())
}

fn path(folder: &Path, number: usize) -> PathBuf {
    let (inner, outer) = (number / IN_FOLDER % IN_FOLDER, number / IN_FOLDER / IN_FOLDER);
    folder.join(format!("{outer:03}/{inner:02}/{number:07}.txt"))
}

fn sources() -> io::Result<Vec<Source>> {
    let mut files = Vec::new();
    for folder in SOURCES {
        for entry in fs::read_dir(folder)? {
            files.push(entry?.path());
        }
    }
    files.retain(|file| file.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    let texts = files.iter().map(fs::read_to_string).collect::<io::Result<Vec<_>>>()?;
    Ok(texts.iter().map(|text| Source::new(text)).collect())
}

impl Source {
    fn new(text: &str) -> Self {
        let snapshot = Snapshot::new(Text::from(text));
        let lines = text.lines().count();
        let form = Form {
            layout: snapshot.layout(),
            is_crlf: text.contains("\r\n"),
            is_spread: text.lines().filter(|line| line.trim().is_empty()).count() * 3 > lines,
        };
        let mut source = Source { form, before: String::new(), items: Vec::new(), behind: String::new() };
        let mut offset = 0;
        for part in snapshot.letter().parts().iter() {
            let text = &text[offset..offset + part.len];
            match part.kind {
                PartKind::Item(_) => source.items.push(text.to_owned()),
                _ if source.items.is_empty() => source.before += text,
                _ => source.behind += text,
            }
            offset += part.len;
        }
        source
    }

    /// The letter with an item of its own or all of them, and others of its form in any order, each once.
    fn letter(&self, sources: &[Source], random: &mut Random) -> String {
        let length = LENGTHS[0] + random.below(LENGTHS[1] - LENGTHS[0]);
        let mut own: Vec<&str> = self.items.iter().map(String::as_str).collect();
        let lent = sources.iter().filter(|source| source.form == self.form).flat_map(|source| &source.items);
        let mut others: Vec<&str> = lent.map(String::as_str).filter(|item| !own.contains(item)).collect();
        random.shuffle(&mut own);
        random.shuffle(&mut others);
        let kept = 1 + random.below(own.len());
        let mut letter = self.before.clone();
        for (count, item) in own.into_iter().take(kept).chain(others).enumerate() {
            if count >= kept && letter.len() + self.behind.len() > length {
                break;
            }
            letter += item;
        }
        letter + &self.behind
    }
}
