//! Schematron beside lxml (libxslt with the ISO skeleton): the same schema over the same documents must fire the same
//! assertions at the same nodes with the same texts, in every phase.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use offprint::schema::schematron::{Fired, Options, Schema};
use serde_json::{Value, json};

use crate::{material, tools};

const LXML: &str = "lxml==6.1.3";
const PACKTOOLS: &str = "packtools==2.6.4";
const SCRIPT: &str = include_str!("schematron.py");

/// SciELO's schemas that are run in each phase: the newest, and the one that is not of their line.
const IN_PHASES: &[&str] = &["scielo-style-1.10", "scielo-br"];

/// The one difference that is a fault of libxml2: to it `7e`, out of the id `s5a7e`, is a number.
const KNOWN: &[&str] = &["pcbi.1000204", "only offprint", "/article/body/sec[5]/sec/sec[7]/sec[5]", "id_sec"];

/// How many differences of one document are shown.
const SHOWN: usize = 5;

/// What a comparison came to.
#[derive(Default)]
pub struct Comparison {
    /// How many runs of a phase over a document there were.
    pub runs: usize,
    /// How many assertions and reports fired in them, with both.
    pub fired: usize,
    /// What is not the same, a line each.
    pub differences: Vec<String>,
}

/// Runs the chore.
///
/// # Errors
/// As [`compare`], and differences.
pub fn run(arguments: &[String]) -> Result<(), String> {
    match arguments {
        [] => report("constructs and SciELO", &all(false)?),
        [full] if full == "--full" => report("constructs and SciELO", &all(true)?),
        [schema, documents @ ..] => {
            let documents: Vec<PathBuf> = documents.iter().map(PathBuf::from).collect();
            report(schema, &compare(Path::new(schema), &documents, &[])?)
        }
    }
}

/// Runs a schema over documents with offprint and with lxml, in each phase.
///
/// # Errors
/// lxml cannot be installed, or refuses the schema; offprint does; a document cannot be read.
pub fn compare(schema: &Path, documents: &[PathBuf], variables: &[(&str, String)]) -> Result<Comparison, String> {
    compare_phases(schema, documents, variables, true)
}

/// [`compare`], perhaps with all patterns at once only: lxml takes a second to compile a large schema anew for a phase.
fn compare_phases(
    schema: &Path,
    documents: &[PathBuf],
    variables: &[(&str, String)],
    phases: bool,
) -> Result<Comparison, String> {
    let expected = lxml(schema, documents, variables, phases)?;
    let read = |path: &Path| std::fs::read_to_string(path).map_err(|e| format!("cannot read {}: {e}", path.display()));
    let folder = schema.parent().unwrap_or(Path::new("."));
    let parsed = Schema::parse(&read(schema)?, &|href| read(&folder.join(href)).ok())
        .map_err(|e| format!("{}: {e} (bytes {:?})", schema.display(), e.range))?;
    let mut comparison = Comparison::default();
    for path in documents {
        let text = read(path)?;
        let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
        let document =
            roxmltree::Document::parse_with_options(&text, options).map_err(|e| format!("{}: {e}", path.display()))?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let phases = expected.as_object().ok_or("lxml gave no phases")?;
        for (phase, expected) in phases {
            let expected = expected[&*path.to_string_lossy()].as_array().ok_or("lxml left out a document")?;
            let options = Options { phase: Some(phase), variables, ..Options::default() };
            comparison.runs += 1;
            let line = |difference: &str| format!("{name}, {phase}: {difference}");
            let fired = match parsed.run(&document, &options) {
                Ok(fired) => fired,
                Err(fault) => {
                    comparison.differences.push(line(&fault.to_string()));
                    continue;
                }
            };
            comparison.fired += fired.len();
            let expected: Vec<Value> = expected.iter().map(normalised).collect();
            let fired: Vec<Value> = fired.iter().map(|f| as_json(f, &document)).map(|f| normalised(&f)).collect();
            comparison.differences.extend(differences(&fired, &expected).iter().map(|d| line(d)));
        }
    }
    Ok(comparison)
}

/// Compares over a document with a schema that has all constructs, and over the JATS in the folder of test material with
/// the schemas that SciELO has: with the newest in each phase, with the others all patterns at once or, with `full`, in
/// each phase, too.
///
/// # Errors
/// As [`compare`], and packtools cannot be installed.
pub fn all(full: bool) -> Result<Comparison, String> {
    let folder = tools::target().join("conformance/packtools");
    if !folder.join("packtools/catalogs").is_dir() {
        let python = tools::pip(&tools::target().join("conformance/lxml"), LXML).map(|_| python())?;
        let mut command = Command::new(python);
        command.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--target"]);
        tools::quietly(command.arg(&folder).arg(PACKTOOLS))?;
    }
    let documents = xml_files(&material::beside().join("corpus/jats"))?;
    let constructs = material::root().join("xtask/src/schematron");
    let mut comparison = compare(&constructs.join("constructs.sch"), &[constructs.join("constructs.xml")], &[])?;
    for schema in files(&folder.join("packtools/catalogs"), "sch")? {
        // This one is only a part of the others.
        if schema.ends_with("common.sch") {
            continue;
        }
        let name = schema.file_stem().unwrap_or_default().to_string_lossy();
        if !full && !IN_PHASES.contains(&&*name) {
            continue;
        }
        let one = compare_phases(&schema, &documents, &[], full)?;
        comparison.runs += one.runs;
        comparison.fired += one.fired;
        let unknown = one.differences.iter().filter(|d| !KNOWN.iter().all(|part| d.contains(part)));
        comparison.differences.extend(unknown.map(|d| format!("{name}, {d}")));
    }
    Ok(comparison)
}

/// Prints what a comparison came to.
///
/// # Errors
/// There is a difference.
pub fn report(what: &str, comparison: &Comparison) -> Result<(), String> {
    for difference in &comparison.differences {
        println!("    {difference}");
    }
    let count = comparison.differences.len();
    println!("{what}: {} runs, {} fired, {count} differences from lxml", comparison.runs, comparison.fired);
    if count == 0 { Ok(()) } else { Err(format!("{what}: Schematron differs from lxml in {count} places")) }
}

/// The well-formed documents of a folder; none if there is no such folder.
fn xml_files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let mut documents = files(folder, "xml")?;
    documents.retain(|path| {
        let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
        let text = std::fs::read_to_string(path).unwrap_or_default();
        roxmltree::Document::parse_with_options(&text, options).is_ok()
    });
    Ok(documents)
}

fn files(folder: &Path, extension: &str) -> Result<Vec<PathBuf>, String> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let entries = std::fs::read_dir(folder).map_err(|e| format!("cannot read {}: {e}", folder.display()))?;
    let mut files: Vec<PathBuf> = entries.filter_map(|e| Some(e.ok()?.path())).collect();
    files.retain(|path| path.extension().is_some_and(|e| e == extension));
    files.sort();
    Ok(files)
}

fn python() -> PathBuf {
    tools::target().join("conformance/lxml/bin/python")
}

fn lxml(schema: &Path, documents: &[PathBuf], variables: &[(&str, String)], phases: bool) -> Result<Value, String> {
    tools::pip(&tools::target().join("conformance/lxml"), LXML)?;
    let variables: serde_json::Map<String, Value> =
        variables.iter().map(|(name, value)| ((*name).to_owned(), json!(value))).collect();
    let documents: Vec<_> = documents.iter().map(|p| p.to_string_lossy()).collect();
    let schema = schema.to_string_lossy();
    let job = json!({ "schema": schema, "documents": documents, "variables": variables, "phases": phases });
    let mut command = Command::new(python());
    command.args(["-c", SCRIPT]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|e| format!("cannot run Python: {e}"))?;
    if let Some(mut input) = child.stdin.take() {
        std::io::Write::write_all(&mut input, job.to_string().as_bytes()).map_err(|e| e.to_string())?;
    }
    let done = child.wait_with_output().map_err(|e| e.to_string())?;
    if !done.status.success() {
        return Err(format!("lxml: {}", String::from_utf8_lossy(&done.stderr).trim()));
    }
    serde_json::from_slice(&done.stdout).map_err(|e| format!("lxml gave no JSON: {e}"))
}

fn as_json(fired: &Fired, document: &roxmltree::Document) -> Value {
    // For the root node the skeleton gives the outermost element.
    let root = format!("/{}", document.root_element().tag_name().name());
    let location = if fired.location == "/" { &root } else { &fired.location };
    let diagnostics: Vec<_> = fired.diagnostics.iter().map(|d| json!([d.id, d.text])).collect();
    json!({
        "kind": if fired.is_report { "report" } else { "assert" },
        "id": fired.id,
        "pattern": fired.pattern,
        "location": location,
        "test": fired.test,
        "text": fired.message,
        "diagnostics": diagnostics,
    })
}

/// The skeleton puts spaces around values and leaves out what is above an attribute.
fn normalised(fired: &Value) -> Value {
    let mut fired = fired.clone();
    let bare = |text: &mut Value| {
        if let Some(string) = text.as_str() {
            *text = json!(string.split_whitespace().collect::<String>());
        }
    };
    bare(&mut fired["test"]);
    bare(&mut fired["text"]);
    for diagnostic in fired["diagnostics"].as_array_mut().into_iter().flatten() {
        bare(&mut diagnostic[1]);
    }
    if fired["id"] == "" {
        fired["id"] = Value::Null;
    }
    if let Some((_, attribute)) = fired["location"].as_str().and_then(|l| l.rsplit_once("/@")) {
        fired["location"] = json!(format!("/@{attribute}"));
    }
    fired
}

/// What stands in one list and not in the other, or elsewhere in it.
fn differences(ours: &[Value], theirs: &[Value]) -> Vec<String> {
    let mut said = Vec::new();
    for (who, here, there) in [("only offprint", ours, theirs), ("only lxml", theirs, ours)] {
        let mut rest: Vec<&Value> = there.iter().collect();
        for one in here {
            match rest.iter().position(|other| *other == one) {
                Some(at) => drop(rest.remove(at)),
                None => said.push(format!("{who}: {one}")),
            }
        }
    }
    if said.is_empty() && ours != theirs {
        said.push("the same fires in another order".to_owned());
    }
    let more = said.len().saturating_sub(SHOWN);
    said.truncate(SHOWN);
    if more > 0 {
        said.push(format!("and {more} more"));
    }
    said
}
