//! `fuzz`: runs the targets of tests/fuzz for a while, from the samples.
//!
//! cargo-fuzz wants a nightly compiler for its flags. The stable one takes them with `RUSTC_BOOTSTRAP=1`; the address
//! sanitizer, which needs a standard library of its own, is left out: there is no `unsafe` in offprint to be caught by it.

use std::path::Path;
use std::process::Command;

use crate::{material, tools};

const CARGO_FUZZ: &str = "0.13.2";
const TARGETS: &[&str] = &["page", "udc", "citation", "date", "relax_ng"];

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
        if matches!(target, "page" | "relax_ng") {
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

/// Puts the samples into a target's corpus: whole for the page, as JATS for RELAX NG, by its lines for the small grammars.
fn seed(target: &str, corpus: &Path) -> Result<(), String> {
    tools::create(corpus)?;
    let put = |name: &str, bytes: &[u8]| {
        let path = corpus.join(name);
        std::fs::write(&path, bytes).map_err(|e| format!("cannot write {}: {e}", path.display()))
    };
    for article in material::articles(&material::root().join("samples"))? {
        if target == "relax_ng" {
            let (_, reading) = material::read(&article.path)?;
            let written = material::write(&article.path, &reading, "jats")?;
            put(&article.name, &written.bytes)?;
            let rng = "<grammar xmlns='http://relaxng.org/ns/structure/1.0' \
                       datatypeLibrary='http://www.w3.org/2001/XMLSchema-datatypes'><start><element name='r'>\
                       <interleave><attribute name='id'><data type='ID'/></attribute><zeroOrMore><element><anyName/>\
                       <list><data type='integer'/><value>x</value></list></element></zeroOrMore></interleave>\
                       </element></start></grammar>\n---\n<r id='a'><b>1 x</b><c>y</c></r>";
            put("grammar", rng.as_bytes())?;
            continue;
        }
        let text = std::fs::read_to_string(&article.path).map_err(|e| e.to_string())?;
        if target == "page" {
            put(&article.name, text.as_bytes())?;
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
