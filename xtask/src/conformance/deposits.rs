//! Deposits under the schemas of their targets: each article as an issue of its own, with a DOI, and the sample issue. The
//! schemas stand beside the checkout, where they are there; what reads CSL-JSON, BibTeX and RIS is installed.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::{Checkers, Converted, Row, ace, epubcheck};
use crate::{bench, material, tools};

/// Reads RIS.
const RISPY: &str = "rispy==0.10.0";

/// The journal of an article that has none beside it. It does not exist.
const JOURNAL: &str = include_str!("journal.toml");

/// A target in XML, the ending of its files, and its schema in the folder of schemas.
const XML: &[(&str, &str, &str)] = &[
    ("RINC", ".rinc.xml", "rinc-journal3/journal3.xsd"),
    ("DOAJ", ".doaj.xml", "doaj/doajArticles.xsd"),
    ("Crossref", ".crossref.xml", "crossref-5.3.1/crossref5.3.1.xsd"),
    ("OJS", ".ojs.xml", "ojs/plugins/importexport/native/native.xsd"),
    ("DataCite", ".datacite.xml", "datacite-4.6/metadata.xsd"),
];

/// Makes the deposits, and has them judged.
///
/// # Errors
/// Programs that cannot be installed or run, files that cannot be read.
pub fn judge(checkers: &Checkers, binary: &Path, full: bool) -> Result<Vec<Row>, String> {
    let issues = issues(&checkers.folder.join("deposits"))?;
    let mut rows: Vec<Row> = tools::parallel(&issues, super::AT_ONCE, |issue| make(binary, issue));
    let made: Vec<(String, PathBuf)> =
        issues.iter().flat_map(|i| files(&i.out).into_iter().map(|f| (i.name.clone(), f))).collect();
    let schemas = material::beside().join("schemas");
    for (target, ending, schema) in XML {
        let schema = schemas.join(schema);
        if !schema.is_file() {
            println!("{target} is not validated: {} is not there", schema.display());
            continue;
        }
        let of_target: Vec<_> = made.iter().filter(|(_, file)| file.to_string_lossy().ends_with(ending)).collect();
        rows.extend(by_schema(target, &schema, &of_target)?);
        for issue in issues.iter().filter(|i| of_target.iter().all(|(name, _)| *name != i.name)) {
            rows.push(Row { name: issue.name.clone(), checker: target, said: vec!["it was not made".into()] });
        }
    }
    rows.push(bibliographies(checkers, &made)?);
    // The EPUB of an issue with several articles, and of those with one as far as there is time.
    let epubs: Vec<Converted> = issues.iter().filter(|i| full || i.several).filter_map(Issue::epub).collect();
    rows.extend(tools::parallel(&epubs, super::AT_ONCE, |epub| epubcheck(checkers, epub)));
    rows.extend(tools::parallel(&epubs, super::AT_ONCE, |epub| ace(checkers, epub)));
    Ok(rows)
}

/// A folder that is made into an issue.
struct Issue {
    name: String,
    folder: PathBuf,
    out: PathBuf,
    several: bool,
}

impl Issue {
    fn epub(&self) -> Option<Converted> {
        let is_epub = |f: &PathBuf| f.extension().is_some_and(|e| e == "epub") && f.parent() == Some(&self.out);
        let path = files(&self.out).into_iter().find(is_epub)?;
        Some(Converted { name: self.name.clone(), path, out: self.out.clone(), first: true })
    }
}

/// Each article in a folder of its own, with issue.toml and journal.toml; and the sample issue.
fn issues(folder: &Path) -> Result<Vec<Issue>, String> {
    tools::empty(folder)?;
    let write = |path: &Path, bytes: &[u8]| std::fs::write(path, bytes).map_err(|e| format!("{}: {e}", path.display()));
    let mut issues = Vec::new();
    for articles in material::folders() {
        for article in material::articles(&articles)? {
            let name = article.name.clone();
            let (from, to) = (article.path.parent().unwrap_or(Path::new(".")), folder.join(&name).join("in"));
            tools::create(&to)?;
            let mut journal = JOURNAL.as_bytes().to_vec();
            for entry in std::fs::read_dir(from).map_err(|e| format!("{}: {e}", from.display()))?.flatten() {
                let path = entry.path();
                let ending = path.extension().and_then(|e| e.to_str()).unwrap_or("");
                if path.ends_with("journal.toml") {
                    journal = std::fs::read(&path).map_err(|e| format!("{}: {e}", path.display()))?;
                } else if path == article.path || matches!(ending, "png" | "svg" | "jpg") {
                    std::fs::copy(&path, to.join(entry.file_name())).map_err(|e| format!("{}: {e}", path.display()))?;
                }
            }
            write(&to.join("journal.toml"), &journal)?;
            let file = article.path.file_name().and_then(|n| n.to_str()).unwrap_or_default();
            let toml = format!("[[article]]\nfile = \"{file}\"\ndoi = \"10.5555/{name}\"\n");
            write(&to.join("issue.toml"), toml.as_bytes())?;
            issues.push(Issue { out: folder.join(&name).join("out"), folder: to, name, several: false });
        }
    }
    let sample = material::root().join("samples/minsk-issue");
    issues.push(Issue { name: "minsk-issue".into(), folder: sample, out: folder.join("minsk-issue"), several: true });
    Ok(issues)
}

fn make(binary: &Path, issue: &Issue) -> Row {
    let mut command = Command::new(binary);
    command.args(["issue", "--color", "never"]).arg(&issue.folder).arg("-o").arg(&issue.out);
    // The list of references is a bibliography of its own.
    let mut references = Command::new(binary);
    references
        .args(["deposit", "--quiet", "--references"])
        .arg(&issue.folder)
        .arg("-o")
        .arg(issue.out.join("references"));
    let ran = tools::output(&mut command).and_then(|done| tools::output(&mut references).map(|_| done));
    let said = match ran {
        Ok(done) if done.status.code() == Some(0) => Vec::new(),
        Ok(done) => String::from_utf8_lossy(&done.stderr).lines().map(Into::into).collect(),
        Err(fault) => vec![fault],
    };
    Row { name: issue.name.clone(), checker: "issue", said }
}

/// Every file in a folder and those below it, in order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths.into_iter().flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

fn by_schema(target: &'static str, schema: &Path, made: &[&(String, PathBuf)]) -> Result<Vec<Row>, String> {
    let mut command = Command::new("xmllint");
    command.args(["--noout", "--nonet", "--huge", "--schema"]).arg(schema).args(made.iter().map(|(_, file)| file));
    let done = tools::output(&mut command)?;
    let said = String::from_utf8_lossy(&done.stderr);
    let row = |(name, file): &&(String, PathBuf)| {
        let prefix = file.display().to_string();
        let lines = said.lines().filter_map(|line| line.strip_prefix(&prefix));
        let faults: Vec<String> =
            lines.filter(|line| line.trim() != "validates").map(|l| l.trim().to_owned()).collect();
        Row { name: name.clone(), checker: target, said: faults }
    };
    let mut rows: Vec<Row> = made.iter().map(row).collect();
    if !done.status.success() && rows.iter().all(|row| row.said.is_empty()) {
        rows.push(Row { name: "all".into(), checker: target, said: said.lines().map(Into::into).collect() });
    }
    Ok(rows)
}

/// CSL-JSON, BibTeX, biblatex and RIS, read back by pandoc and by rispy.
fn bibliographies(checkers: &Checkers, made: &[(String, PathBuf)]) -> Result<Row, String> {
    let folder = checkers.folder.join("bibliographies");
    tools::empty(&folder)?;
    for (name, file) in made {
        let of = file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let endings = [".csl.json", ".biblatex.bib", ".bib", ".ris"];
        if let Some(ending) = endings.iter().find(|ending| of.ends_with(**ending)) {
            let references = if of.contains(".references.") { ".references" } else { "" };
            let to = folder.join(format!("{name}{references}{ending}"));
            std::fs::copy(file, &to).map_err(|e| format!("{}: {e}", to.display()))?;
        }
    }
    let packages = tools::pip(&checkers.folder.join("bibliography"), &format!("{RISPY} {}", bench::PANDOC))?;
    let pandoc = packages.join("pypandoc/files");
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path =
        std::env::join_paths(std::iter::once(pandoc).chain(std::env::split_paths(&path))).map_err(|e| e.to_string())?;
    let script = material::root().join("xtask/src/bibliography.py");
    let mut command = Command::new(checkers.folder.join("bibliography/bin/python"));
    let done = tools::output(command.env("PATH", path).arg(script).arg(&folder))?;
    let mut said: Vec<String> = String::from_utf8_lossy(&done.stdout).lines().map(Into::into).collect();
    if !done.status.success() && said.is_empty() {
        said = String::from_utf8_lossy(&done.stderr).lines().map(Into::into).collect();
    }
    if done.status.success() {
        said.clear();
    }
    Ok(Row { name: "all".into(), checker: "bibliography", said })
}
