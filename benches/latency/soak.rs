//! An hour of typing over many open letters: whether answers get slower and memory grows.

use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use crate::client::{Client, Failure, Launch, Question};
use crate::measure::Samples;
use crate::options::{KB, Options};
use crate::page;
use crate::random::Random;
use crate::texts::{Place, SEED, Shape, Text};

const LETTERS: usize = 50;
/// In so many parts of the time, one after the other, the figures are told apart.
const PARTS: u32 = 6;

/// What was seen in one part of the time.
#[derive(Default)]
struct Part {
    floor: Samples,
    findings: Samples,
    completion: Samples,
    outline: Samples,
    /// In MB, at its end.
    memory: Option<f64>,
}

/// Types for as long as the options say, beside the protocol's floor, which tells how the machine fares meanwhile.
pub(crate) fn run(options: &Options, floor: &Launch, product: &Launch) -> Result<(), String> {
    let parts = type_on(options.minutes, floor, product).map_err(|failure| failure.to_string())?;
    let table = table(options.minutes, &parts);
    print!("{table}");
    options.write.as_deref().map_or(Ok(()), |path: &Path| page::put("soak", &table, path))
}

fn type_on(minutes: f64, floor: &Launch, product: &Launch) -> Result<Vec<Part>, Failure> {
    let letters: Vec<Text> = (0..LETTERS).map(letter).collect();
    let (mut floor, _) = Client::start(floor)?;
    let (mut product, _) = Client::start(product)?;
    for (number, letter) in letters.iter().enumerate() {
        floor.open_as(address(number), &letter.body)?;
        product.open_as(address(number), &letter.body)?;
    }
    let mut random = Random::new(SEED);
    let span = Duration::from_secs_f64(minutes * 60.0 / f64::from(PARTS));
    let mut parts = Vec::new();
    for _ in 0..PARTS {
        let (start, mut part) = (Instant::now(), Part::default());
        while start.elapsed() < span {
            let number = random.below(LETTERS);
            let letter = &letters[number];
            let place = Place::ALL[random.below(Place::ALL.len())];
            let Some(position) = letter.position(place) else { continue };
            for client in [&mut floor, &mut product] {
                client.turn_to(address(number), &letter.body, position);
            }
            write_word(&mut floor, &mut product, &mut random, &mut part)?;
        }
        part.memory = product.memory();
        parts.push(part);
    }
    floor.end()?;
    product.end()?;
    Ok(parts)
}

/// Some characters typed and taken back, as fast as people do, and at the end a look at what an editor offers.
fn write_word(floor: &mut Client, product: &mut Client, random: &mut Random, part: &mut Part) -> Result<(), Failure> {
    for _ in 0..2 * (1 + random.below(5)) {
        thread::sleep(Duration::from_millis(50 + random.below(200) as u64));
        part.floor.push(floor.edit()?);
        part.findings.push(product.edit()?);
    }
    for (question, samples) in [(Question::Completion, &mut part.completion), (Question::Outline, &mut part.outline)] {
        // Two, so that what was typed is taken back.
        for _ in 0..2 {
            thread::sleep(Duration::from_millis(50 + random.below(200) as u64));
            samples.push(product.edit_and_ask(question)?.0);
        }
    }
    Ok(())
}

/// From 5 to 23 KB, as most letters are.
fn letter(number: usize) -> Text {
    Text::new(Shape::Items, (5 + 2 * (number % 10)) * KB, SEED + number as u64)
}

fn address(number: usize) -> String {
    format!("file:///bench/{number}.imr.txt")
}

fn table(minutes: f64, parts: &[Part]) -> String {
    let edits: usize = parts.iter().map(|part| part.findings.len()).sum();
    let each = minutes / f64::from(PARTS);
    let mut table = format!(
        "{edits} characters typed and taken back in {LETTERS} open letters of 5 to 23 KB, with pauses, in {minutes} minutes; milliseconds, \
         medians and, in brackets, the 99th of a hundred:\n\n\
         | minutes | echo | findings | × echo | completion | outline | memory |\n|---|---|---|---|---|---|---|\n"
    );
    for (index, part) in parts.iter().enumerate() {
        let both = |samples: &Samples| {
            let of = |quantile| samples.percentile(quantile).unwrap_or(f64::NAN);
            format!("{:.2} ({:.2})", of(0.5), of(0.99))
        };
        let ratio = part.findings.median().zip(part.floor.median()).map_or(f64::NAN, |(own, floor)| own / floor);
        let (from, memory) = (each * index as f64, part.memory.unwrap_or(f64::NAN));
        table += &format!(
            "| {from:.0} to {:.0} | {} | {} | {ratio:.1} | {} | {} | {memory:.1} MB |\n",
            from + each,
            both(&part.floor),
            both(&part.findings),
            both(&part.completion),
            both(&part.outline),
        );
    }
    table
}
