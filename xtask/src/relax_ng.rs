//! `relax-ng`: proves schemas/jats-article.rng and the validator that runs it.
//!
//! The grammar of the JATS that offprint writes must take every output, and only what the DTD takes: outputs are changed
//! at random, by numbers that are the same on every run, and whatever the grammar still takes, xmllint must find valid.
//! And with the official grammar of JATS 1.2 the validator must say valid and not valid of the same documents as
//! xmllint and jing, over real articles and over such changes of them.

mod mutate;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use offprint::context::Context;
use offprint::journal::Journal;
use offprint::schema::relax_ng::Grammar;
use offprint::write::{JatsVersion, Job, Options, jats};

use self::mutate::mutate;
use crate::vary::random::Random;
use crate::{material, tools};

/// The DTDs of JATS.
const DTDS: &[&str] = &["@jats4r/dtds@0.0.10"];
/// How many changed documents are made of each output for the DTD, and of each article for the official grammar.
const FOR_DTD: usize = 150;
const FOR_GRAMMAR: usize = 12;
/// The same where time counts.
const FEW: usize = 10;
/// How many files a checker is given at once.
const BATCH: usize = 400;
/// A line of what is found: whose, and what is wrong; nothing if all is as it should be.
pub type Finding = (String, Vec<String>);

/// Runs the chore: `--mutations N` makes N changed documents of each output instead of 150.
///
/// # Errors
/// A tool that cannot be installed or run, and any disagreement.
pub fn run(arguments: &[String]) -> Result<(), String> {
    let mut mutations = FOR_DTD;
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--mutations" => {
                mutations = arguments.next().and_then(|v| v.parse().ok()).ok_or("--mutations takes a number")?;
            }
            other => return Err(format!("relax-ng does not know {other}")),
        }
    }
    let mut faults = 0;
    for (name, said) in check(mutations, FOR_GRAMMAR)? {
        println!("{name}: {}", if said.is_empty() { "ok".into() } else { format!("{} faults", said.len()) });
        said.iter().take(20).for_each(|line| println!("    {line}"));
        faults += said.len();
    }
    if faults == 0 { Ok(()) } else { Err(format!("{faults} disagreements")) }
}

/// Everything, for the chore `conformance`; without `full` over few changes of each document.
///
/// # Errors
/// A tool that cannot be installed or run.
pub fn check_all(full: bool) -> Result<Vec<Finding>, String> {
    if full { check(FOR_DTD, FOR_GRAMMAR) } else { check(FEW, 1) }
}

fn check(mutations: usize, changed: usize) -> Result<Vec<Finding>, String> {
    tools::require("xmllint", "libxml2-utils")?;
    tools::require("jing", "jing")?;
    let folder = tools::target().join("conformance");
    tools::npm(&folder.join("npm-dtds"), DTDS)?;
    let catalog = folder.join("npm-dtds/node_modules/@jats4r/dtds/schema/catalog.xml");
    let folder = folder.join("relax-ng");
    tools::empty(&folder)?;
    let grammar = Grammar::jats_article().map_err(|e| e.to_string())?;
    let outputs = outputs()?;
    let mut findings = vec![own_outputs(&grammar, &outputs)];
    findings.extend(subset(&grammar, &outputs, mutations, &catalog, &folder.join("subset"))?);
    findings.extend(official(&outputs, changed, &folder)?);
    Ok(findings)
}

/// A document: its name and its text.
type Document = (String, String);

/// The JATS, 1.3 and 1.4, of every article.
fn outputs() -> Result<Vec<Document>, String> {
    let mut outputs = Vec::new();
    for folder in material::folders() {
        for article in material::articles(&folder)? {
            let (_, reading) = material::read(&article.path)?;
            let folder = article.path.parent().unwrap_or(Path::new("."));
            let toml = folder.join("journal.toml");
            let journal = match std::fs::read_to_string(&toml) {
                Ok(text) => Journal::parse(&toml, &text).map_err(|e| e.to_string())?,
                Err(_) => Journal::default(),
            };
            for (version, name) in [(JatsVersion::V1_3, "1.3"), (JatsVersion::V1_4, "1.4")] {
                let job = Job {
                    article: &reading.article,
                    journal: &journal,
                    context: &Context::default(),
                    options: &Options { jats_version: version },
                    files: &|name| std::fs::read(folder.join(name)).ok(),
                };
                let written = jats::write(&job).map_err(|e| e.to_string())?;
                let text = String::from_utf8(written.bytes).map_err(|e| e.to_string())?;
                outputs.push((format!("{}-{name}", article.name), text));
            }
        }
    }
    Ok(outputs)
}

/// Validates a text; what is not well formed is not valid.
fn validate(grammar: &Grammar, text: &str) -> Result<(), String> {
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    let document = roxmltree::Document::parse_with_options(text, options).map_err(|e| e.to_string())?;
    match grammar.validate(&document).first() {
        None => Ok(()),
        Some(found) => Err(format!("{}: {}", found.path, found.message("en"))),
    }
}

fn own_outputs(grammar: &Grammar, outputs: &[Document]) -> Finding {
    let said = outputs.iter().filter_map(|(name, text)| Some(format!("{name}: {}", validate(grammar, text).err()?)));
    (format!("jats-article.rng takes {} outputs", outputs.len()), said.collect())
}

/// What the grammar takes of changed outputs, the DTD takes.
fn subset(
    grammar: &Grammar,
    outputs: &[Document],
    mutations: usize,
    catalog: &Path,
    folder: &Path,
) -> Result<Vec<Finding>, String> {
    tools::create(folder)?;
    let (mut made, mut taken) = (0, Vec::new());
    let pool: Vec<&str> = outputs.iter().map(|(_, text)| text.as_str()).collect();
    let mut random = Random::new(0x0FF9);
    for (name, text) in outputs {
        for number in 0..mutations {
            let changed = mutate(text, &pool, &mut random);
            made += 1;
            if changed != *text && validate(grammar, &changed).is_ok() {
                let path = folder.join(format!("{name}-{number}.xml"));
                std::fs::write(&path, changed).map_err(|e| format!("cannot write {}: {e}", path.display()))?;
                taken.push(path);
            }
        }
    }
    let mut said = Vec::new();
    for batch in taken.chunks(BATCH) {
        let mut command = Command::new("xmllint");
        command.env("XML_CATALOG_FILES", catalog).args(["--noout", "--valid", "--nonet"]).args(batch);
        let done = tools::output(&mut command)?;
        let errors = String::from_utf8_lossy(&done.stderr).into_owned();
        said.extend(errors.lines().filter(|l| l.contains(" error : ")).map(str::to_owned));
        if !done.status.success() && said.is_empty() {
            said.push(errors);
        }
    }
    let name = format!("of {made} changed outputs, jats-article.rng takes {}, and so does the DTD", taken.len());
    // A grammar that takes nothing proves nothing.
    if taken.len() * 50 < made {
        said.push("too few are taken to prove anything".into());
    }
    Ok(vec![(name, said)])
}

/// The official grammar, by three validators.
fn official(outputs: &[Document], changes: usize, folder: &Path) -> Result<Vec<Finding>, String> {
    let schemas = material::beside().join("schemas/jats-publishing-1.2-rng");
    let entry = schemas.join("JATS-journalpublishing1-mathml3.rng");
    let Ok(text) = std::fs::read_to_string(&entry) else { return Ok(Vec::new()) };
    let include = |name: &str| std::fs::read_to_string(schemas.join(name)).ok();
    let grammar = Grammar::parse(&text, "JATS-journalpublishing1-mathml3.rng", &include).map_err(|e| e.to_string())?;
    let mut articles: Vec<Document> = Vec::new();
    for path in xml_files(&material::beside().join("corpus/jats"))? {
        let text = std::fs::read_to_string(&path).map_err(|e| format!("cannot read {}: {e}", path.display()))?;
        let name = path.file_stem().and_then(|s| s.to_str()).unwrap_or("article").to_owned();
        articles.push((name, without_doctype(&text)));
    }
    let real = articles.len();
    // Of another version, each is wrong in its first line; as 1.2 they differ.
    for at in 0..real {
        let (name, text) = &articles[at];
        let renamed = (format!("{name}-as-1.2"), as_1_2(text));
        articles.push(renamed);
    }
    articles.extend(outputs.iter().map(|(name, text)| (name.clone(), as_1_2(&without_doctype(text)))));
    let pool: Vec<String> = articles.iter().map(|(_, text)| text.clone()).collect();
    let pool: Vec<&str> = pool.iter().map(String::as_str).collect();
    let mut random = Random::new(0x1A75);
    let mut changed = Vec::new();
    for (name, text) in &articles[real..] {
        for number in 0..changes {
            let document = mutate(text, &pool, &mut random);
            if roxmltree::Document::parse(&document).is_ok() {
                changed.push((format!("{name}-{number}"), document));
            }
        }
    }
    let mut findings = Vec::new();
    for (what, documents) in
        [("articles", &articles[..real]), ("articles as 1.2", &articles[real..]), ("changed articles", &changed[..])]
    {
        let folder = folder.join(what.replace(' ', "-"));
        tools::create(&folder)?;
        let mut paths = Vec::new();
        for (name, text) in documents {
            let path = folder.join(format!("{name}.xml"));
            std::fs::write(&path, text).map_err(|e| format!("cannot write {}: {e}", path.display()))?;
            paths.push(path);
        }
        let ours: Vec<Result<(), String>> = tools::parallel(documents, 2, |(_, text)| validate(&grammar, text));
        let xmllint = refused(&paths, |batch| {
            let mut command = Command::new("xmllint");
            command.args(["--noout", "--nonet", "--relaxng"]).arg(&entry).args(batch);
            let done = tools::output(&mut command)?;
            let said = String::from_utf8_lossy(&done.stderr).into_owned();
            let refused = said.lines().filter(|l| l.ends_with(" fails to validate") || l.contains("parser error"));
            Ok(refused.map(|l| l.trim_end_matches(" fails to validate").to_owned()).collect())
        })?;
        let jing = refused(&paths, |batch| jing(&entry, batch))?;
        let mut said = Vec::new();
        let (mut valid, mut differ) = (0, 0);
        for (path, ours) in paths.iter().zip(&ours) {
            let (xmllint, jing) = (!xmllint.contains(path), !jing.contains(path));
            valid += usize::from(ours.is_ok());
            // libxml2 takes an empty value for IDREFS, which the specification and jing do not.
            differ += usize::from(xmllint != jing);
            let either = what.starts_with("changed") && xmllint != jing;
            if !either && (ours.is_ok() != xmllint || ours.is_ok() != jing) {
                let word = |valid: bool| if valid { "valid" } else { "not valid" };
                let mine = ours.as_ref().map_or_else(|e| format!("not valid ({e})"), |()| "valid".into());
                let (xmllint, jing) = (word(xmllint), word(jing));
                said.push(format!("{}: here {mine}, xmllint {xmllint}, jing {jing}", path.display()));
            }
        }
        let count = documents.len();
        let but = if differ > 0 { format!(" (which differ on {differ})") } else { String::new() };
        findings.push((format!("JATS 1.2, {count} {what}, {valid} valid: as xmllint and jing{but}"), said));
    }
    Ok(findings)
}

/// What jing says of files. It stops at the first that is not well formed, and is started again after that one.
fn jing(schema: &Path, mut files: &[PathBuf]) -> Result<Vec<String>, String> {
    let mut lines: Vec<String> = Vec::new();
    while !files.is_empty() {
        let mut command = Command::new("jing");
        let done = tools::output(command.arg(schema).args(files))?;
        let said = String::from_utf8_lossy(&done.stdout).into_owned();
        lines.extend(said.lines().filter(|l| l.contains(": error: ")).map(str::to_owned));
        let Some(fatal) = said.lines().find(|l| l.contains(": fatal: ")) else { break };
        lines.push(fatal.into());
        let stopped = files.iter().position(|f| fatal.starts_with(&*f.to_string_lossy()));
        files = &files[stopped.ok_or_else(|| format!("jing: {fatal}"))? + 1..];
    }
    Ok(lines)
}

/// The files among `paths` with which a line of a checker begins.
fn refused(
    paths: &[PathBuf],
    check: impl Fn(&[PathBuf]) -> Result<Vec<String>, String>,
) -> Result<BTreeSet<PathBuf>, String> {
    let mut refused = BTreeSet::new();
    for batch in paths.chunks(BATCH) {
        let lines = check(batch)?;
        for line in &lines {
            let path = line.find(".xml").map_or(line.as_str(), |end| &line[..end + 4]);
            refused.insert(PathBuf::from(path));
        }
    }
    Ok(refused)
}

fn xml_files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = std::fs::read_dir(folder).map_err(|e| format!("cannot list {}: {e}", folder.display()))?;
    let mut paths: Vec<PathBuf> = entries.filter_map(|e| e.ok().map(|e| e.path())).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "xml"));
    paths.sort();
    Ok(paths)
}

/// A document without its document type, which names files that are not there.
fn without_doctype(text: &str) -> String {
    let Some(start) = text.find("<!DOCTYPE") else { return text.into() };
    let Some(end) = text[start..].find('>') else { return text.into() };
    format!("{}{}", &text[..start], &text[start + end + 1..])
}

/// A document that says of itself that it is JATS 1.2.
fn as_1_2(text: &str) -> String {
    let Some(start) = text.find("dtd-version=\"") else { return text.into() };
    let start = start + "dtd-version=\"".len();
    let end = text[start..].find('"').map_or(start, |end| start + end);
    format!("{}1.2{}", &text[..start], &text[end..])
}
