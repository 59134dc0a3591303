//! `bench`: how long a conversion takes and how much memory it needs, beside pandoc on the same file, and how both grow
//! with the manuscript.
//!
//! Times are of whole processes, from start to end, and the runs of the programs take turns, so that whatever else the
//! machine does meets all of them alike.

mod check;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::{material, tools};

/// The release that holds pandoc 3.9.
pub const PANDOC: &str = "pypandoc_binary==1.17";

/// The sizes of the growth test, in bytes.
const SIZES: &[usize] = &[5_000_000, 10_000_000, 20_000_000, 40_000_000];

/// The time a byte may grow by this factor from the smallest to the largest size before it no longer counts as linear.
const LINEAR: f64 = 2.0;

/// Runs the chore.
///
/// # Errors
/// What cannot be installed or run, and a time that does not grow in proportion to the manuscript.
pub fn run(arguments: &[String]) -> Result<(), String> {
    let (mut runs, mut pandoc, mut growth, mut checking) = (15usize, true, true, false);
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--runs" => {
                let value = arguments.next().and_then(|v| v.parse().ok()).filter(|n| *n > 0);
                runs = value.ok_or("--runs takes a number")?;
            }
            "--check" => checking = true,
            "--no-pandoc" => pandoc = false,
            "--no-growth" => growth = false,
            other => return Err(format!("bench does not know {other}")),
        }
    }
    tools::require("time", "time")?;
    let folder = tools::target().join("bench");
    tools::create(&folder)?;
    let binary = tools::release_binary()?;
    let seed = material::beside().join("seed/article.md");
    let file = if seed.is_file() { seed } else { material::root().join("samples/minsk-humanities/article.md") };
    if checking {
        return check::run(&binary, &file, &folder, runs);
    }
    compare(&binary, &file, &folder, runs, pandoc)?;
    if growth { grow(&binary, &folder) } else { Ok(()) }
}

/// A program under measurement: the commands that make its JATS and EPUB.
struct Subject {
    name: String,
    commands: Vec<Vec<String>>,
}

fn command(words: &[String]) -> Command {
    let mut command = Command::new(&words[0]);
    command.args(&words[1..]);
    command
}

/// How long a command takes. That an article has errors (exit code 1) is no failure.
fn time(words: &[String]) -> Result<Duration, String> {
    let start = Instant::now();
    let done = tools::output(&mut command(words))?;
    let took = start.elapsed();
    match done.status.code() {
        Some(0 | 1) => Ok(took),
        _ => Err(format!("{} failed: {}", words.join(" "), String::from_utf8_lossy(&done.stderr).trim())),
    }
}

/// The largest memory of a command while it runs, in bytes (resident set, as GNU time reports it).
fn memory(words: &[String], folder: &Path) -> Result<u64, String> {
    let report = folder.join("memory.txt");
    let mut measured = Command::new("time");
    measured.args(["--format=%M", "--quiet", "-o"]).arg(&report).args(words);
    tools::output(&mut measured)?;
    let said = std::fs::read_to_string(&report).map_err(|e| format!("{}: {e}", report.display()))?;
    let kilobytes: u64 = said.trim().parse().map_err(|_| format!("time reported {said:?}"))?;
    Ok(kilobytes * 1024)
}

fn words(parts: &[&dyn AsRef<std::ffi::OsStr>]) -> Vec<String> {
    parts.iter().map(|p| p.as_ref().to_string_lossy().into_owned()).collect()
}

fn offprint(binary: &Path, file: &Path, out: &Path) -> Vec<String> {
    words(&[&binary, &"convert", &"--quiet", &"--to", &"jats,epub", &"-o", &out, &file])
}

fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}

fn compare(binary: &Path, file: &Path, folder: &Path, runs: usize, pandoc: bool) -> Result<(), String> {
    let mut subjects =
        vec![Subject { name: "offprint".into(), commands: vec![offprint(binary, file, &folder.join("offprint"))] }];
    if pandoc {
        let packages = tools::pip(&folder.join("pandoc"), PANDOC)?;
        let program = packages.join("pypandoc/files/pandoc");
        let said = tools::output(Command::new(&program).arg("--version"))?;
        let version = String::from_utf8_lossy(&said.stdout).lines().next().unwrap_or("pandoc").to_owned();
        let to = |format: &str, name: &str| {
            words(&[
                &program,
                &"--from",
                &"markdown",
                &"--to",
                &format,
                &"--standalone",
                &"-o",
                &folder.join(name),
                &file,
            ])
        };
        let commands = vec![to("jats_publishing", "pandoc.xml"), to("epub3", "pandoc.epub")];
        subjects.push(Subject { name: version, commands });
    }
    let size = std::fs::metadata(file).map_err(|e| e.to_string())?.len();
    println!("JATS and EPUB of {} ({size} bytes), {runs} runs", file.display());
    race(&subjects, folder, runs)
}

/// Runs the subjects in turn, and says how long each takes and how many times as long as the first.
fn race(subjects: &[Subject], folder: &Path, runs: usize) -> Result<(), String> {
    let mut times: Vec<Vec<f64>> = vec![Vec::new(); subjects.len()];
    for _ in 0..runs {
        for (subject, times) in subjects.iter().zip(&mut times) {
            let mut took = Duration::ZERO;
            for words in &subject.commands {
                took += time(words)?;
            }
            times.push(milliseconds(took));
        }
    }
    println!("{:16} {:>10} {:>10} {:>12} {:>8}", "", "least, ms", "median, ms", "memory, MB", "times");
    let mut first = None;
    for (subject, times) in subjects.iter().zip(&mut times) {
        times.sort_by(f64::total_cmp);
        let median = times[times.len() / 2];
        let mut most = 0;
        for words in &subject.commands {
            most = most.max(memory(words, folder)?);
        }
        let ours = *first.get_or_insert(median);
        let (least, memory, factor) = (times[0], most as f64 / 1e6, median / ours);
        println!("{:16} {least:10.1} {median:10.1} {memory:12.1} {factor:8.1}", subject.name);
    }
    Ok(())
}

/// A manuscript of at least `size` bytes: a sample over and over.
fn repeated(size: usize) -> Result<String, String> {
    let sample = material::root().join("samples/minsk-humanities/article.md");
    let sample = std::fs::read_to_string(&sample).map_err(|e| format!("{}: {e}", sample.display()))?;
    let mut text = String::with_capacity(size + sample.len());
    while text.len() < size {
        text.push_str(&sample);
        text.push('\n');
    }
    Ok(text)
}

fn grow(binary: &Path, folder: &Path) -> Result<(), String> {
    println!("\nJATS and EPUB of a sample over and over");
    println!("{:>10} {:>10} {:>12} {:>12} {:>14}", "bytes", "time, s", "ns a byte", "memory, MB", "memory/input");
    let mut a_byte = Vec::new();
    for size in SIZES {
        let file: PathBuf = folder.join("grown.md");
        let text = repeated(*size)?;
        std::fs::write(&file, &text).map_err(|e| e.to_string())?;
        let words = offprint(binary, &file, &folder.join("grown"));
        let took = time(&words)?.as_secs_f64();
        let most = memory(&words, folder)?;
        let length = text.len() as f64;
        println!(
            "{:10} {took:10.2} {:12.1} {:12.1} {:14.1}",
            text.len(),
            took * 1e9 / length,
            most as f64 / 1e6,
            most as f64 / length
        );
        a_byte.push(took / length);
    }
    match (a_byte.first(), a_byte.last()) {
        (Some(first), Some(last)) if *last > LINEAR * first => {
            Err(format!("the time a byte takes grows {:.1} times: it is not linear", last / first))
        }
        _ => Ok(()),
    }
}
