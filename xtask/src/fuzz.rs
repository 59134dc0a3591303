//! `fuzz`: runs the targets of tests/fuzz for a while, from the samples.
//!
//! cargo-fuzz wants a nightly compiler for its flags. The stable one takes them with `RUSTC_BOOTSTRAP=1`; the address
//! sanitizer, which needs a standard library of its own, is left out: there is no `unsafe` in offprint to be caught by it.

use std::path::Path;
use std::process::Command;

use crate::{material, tools};

const CARGO_FUZZ: &str = "0.13.2";
const TARGETS: &[&str] =
    &["page", "check", "jats", "docx", "udc", "citation", "date", "xpath", "schematron", "relax_ng", "deposit"];

/// Runs the chore: the targets that are named, or all, each for `--seconds` (60).
///
/// # Errors
/// A target that does not exist or does not build, and a crash.
pub fn run(arguments: &[String]) -> Result<(), String> {
    let (mut targets, mut seconds) = (Vec::new(), 60u32);
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--seconds" => {
                let value = arguments.next().and_then(|v| v.parse().ok());
                seconds = value.ok_or("--seconds takes a number")?;
            }
            name => {
                let known = TARGETS.iter().find(|t| **t == name);
                targets.push(*known.ok_or_else(|| format!("there is no fuzz target {name}: {}", TARGETS.join(", ")))?);
            }
        }
    }
    if targets.is_empty() {
        targets = TARGETS.to_vec();
    }
    let cargo_fuzz = install()?;
    let folder = material::root().join("tests/fuzz");
    for target in targets {
        let corpus = folder.join("corpus").join(target);
        seed(target, &corpus)?;
        println!("fuzzing {target} for {seconds} s");
        let mut command = Command::new(&cargo_fuzz);
        command.current_dir(material::root()).env("RUSTC_BOOTSTRAP", "1");
        command.args(["fuzz", "run", "--fuzz-dir"]).arg(&folder).args(["--sanitizer", "none", target]).arg(&corpus);
        command.args([
            "--",
            &format!("-max_total_time={seconds}"),
            "-timeout=10",
            "-rss_limit_mb=2048",
            "-verbosity=0",
            "-print_final_stats=1",
        ]);
        if matches!(target, "page" | "check" | "deposit") {
            command.arg("-max_len=65536");
        }
        tools::run(&mut command)
            .map_err(|e| format!("{target}: {e}; the input is in tests/fuzz/artifacts/{target}"))?;
    }
    Ok(())
}

/// cargo-fuzz, in target/ so that nothing of the user's is replaced.
fn install() -> Result<std::path::PathBuf, String> {
    let folder = tools::target().join("cargo-fuzz").join(CARGO_FUZZ);
    let program = folder.join("bin/cargo-fuzz");
    if !program.is_file() {
        eprintln!("installing cargo-fuzz {CARGO_FUZZ}");
        let mut command = Command::new("cargo");
        command.args(["install", "--quiet", "--locked", "cargo-fuzz", "--version", CARGO_FUZZ, "--root"]).arg(&folder);
        tools::run(&mut command)?;
    }
    Ok(program)
}

/// Puts the samples into a target's corpus: whole for the page, as JATS for its reader, by its lines for the small grammars.
fn seed(target: &str, corpus: &Path) -> Result<(), String> {
    tools::create(corpus)?;
    let schemas = material::root().join("src/schema");
    let put = |name: &str, bytes: &[u8]| {
        let path = corpus.join(name);
        std::fs::write(&path, bytes).map_err(|e| format!("cannot write {}: {e}", path.display()))
    };
    let read = |path: &Path| std::fs::read_to_string(path).map_err(|e| format!("cannot read {}: {e}", path.display()));
    match target {
        "xpath" => {
            let expressions = read(&schemas.join("xpath/tests/expressions.txt"))?;
            let mut lines = expressions.lines().enumerate();
            return lines.try_for_each(|(n, line)| put(&format!("expression-{n}"), line.as_bytes()));
        }
        "docx" => {
            let tests = read(&material::root().join("tests/docx/features.txt"))?;
            let mut documents = tests.split("\n%%%%\n").enumerate();
            return documents.try_for_each(|(n, document)| put(&format!("document-{n}"), document.as_bytes()));
        }
        "schematron" => {
            let tests = read(&schemas.join("schematron/tests.rs"))?;
            let bodies = tests.split("\"<").skip(1).filter_map(|rest| rest.split_once(">\"")).map(|(body, _)| body);
            for (n, body) in bodies.enumerate() {
                let schema = format!("<schema xmlns='http://purl.oclc.org/dsdl/schematron'><{body}></schema>");
                put(&format!("schema-{n}"), schema.as_bytes())?;
            }
            return Ok(());
        }
        _ => {}
    }
    for article in material::articles(&material::root().join("samples"))? {
        let text = std::fs::read_to_string(&article.path).map_err(|e| e.to_string())?;
        if matches!(target, "page" | "check") {
            put(&article.name, text.as_bytes())?;
            continue;
        }
        if target == "deposit" {
            let folder = article.path.parent().unwrap_or(Path::new("."));
            let issue = "year = 2020\n[[article]]\nfile = \"article.md\"\ndoi = \"10.5555/a\"\n";
            let parts = [text, read(&folder.join("journal.toml"))?, issue.to_owned()];
            put(&article.name, parts.join("\n%%%%\n").as_bytes())?;
            continue;
        }
        if target == "jats" {
            let (_, reading) = material::read(&article.path)?;
            put(&article.name, &material::write(&article.path, &reading, "jats")?.bytes)?;
            continue;
        }
        let of_interest = |line: &&str| match target {
            "udc" => line.starts_with("U") || line.starts_with("У"),
            "citation" => line.starts_with(|c: char| c.is_ascii_digit()) && line.len() > 40,
            _ => line.contains(".20") || line.contains(" 20"),
        };
        for (n, line) in text.lines().filter(of_interest).take(40).enumerate() {
            let line = line.split_once(' ').map_or(line, |(_, rest)| rest);
            put(&format!("{}-{n}", article.name), line.as_bytes())?;
        }
    }
    Ok(())
}
