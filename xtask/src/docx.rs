//! `docx`: makes DOCX of the articles with pandoc, and by way of ODT with LibreOffice, reads them, and compares what was
//! recovered with what is recovered from the page's text: the article, places left out, and the scores against the golds.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::{material, score, tools};

/// A program that makes DOCX of the text of a page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Maker {
    Pandoc,
    LibreOffice,
}

/// Runs the chore.
///
/// # Errors
/// Material that cannot be read, a program that fails, a DOCX that cannot be read.
pub fn run(arguments: &[String]) -> Result<(), String> {
    let (mut folders, mut verbose, mut text, mut breaks) = (Vec::new(), 0, false, false);
    for argument in arguments {
        match argument.as_str() {
            "-v" | "--verbose" => verbose += 1,
            "--text" => text = true,
            "--breaks" => breaks = true,
            flag if flag.starts_with('-') => return Err(format!("docx has no option {flag}")),
            folder => folders.push(PathBuf::from(folder)),
        }
    }
    if text {
        for path in folders {
            let (source, reading) = material::read(&path)?;
            println!("{}", source.text());
            for found in reading.diagnostics.iter().filter(|d| d.rule.starts_with("docx-")) {
                println!("{}: {} {:?}", found.rule, found.message, found.span);
            }
        }
        return Ok(());
    }
    if folders.is_empty() {
        folders = material::folders();
    }
    let makers: Vec<Maker> = [(Maker::Pandoc, "pandoc"), (Maker::LibreOffice, "soffice")]
        .into_iter()
        .filter(|(_, program)| is_there(program))
        .map(|(maker, _)| maker)
        .collect();
    if !makers.contains(&Maker::Pandoc) {
        return Err("docx needs pandoc, and for the other half LibreOffice".into());
    }
    let mut means = vec![Vec::new(); makers.len()];
    for folder in folders {
        println!("{}", folder.display());
        for article in material::articles(&folder)? {
            let (_, page) = material::read(&article.path)?;
            let page_value = bare(serde_json::to_value(&page.article).map_err(|e| e.to_string())?);
            for (maker, means) in makers.iter().zip(&mut means) {
                let made = make(&article, *maker, breaks)?;
                let (_, reading) = material::read(&made)?;
                let value = bare(serde_json::to_value(&reading.article).map_err(|e| e.to_string())?);
                let mut found = Vec::new();
                differences(&page_value, &value, &mut String::new(), &mut found);
                let scored = scored(&article, &reading)?;
                let lost: Vec<String> =
                    scored.iter().filter(|(_, s)| *s < 1.0).map(|(field, s)| format!("{field}={s:.3}")).collect();
                if !scored.is_empty() {
                    means.push(scored.iter().map(|(_, s)| s).sum::<f64>() / scored.len() as f64);
                }
                let name = if *maker == Maker::Pandoc { "pandoc" } else { "LibreOffice" };
                println!("  {:24} {name:12} {:3} differences  {}", article.name, found.len(), lost.join(" "));
                let shown = match verbose {
                    0 => 0,
                    1 => 10,
                    _ => usize::MAX,
                };
                for (path, page, docx) in found.iter().take(shown) {
                    println!("    {path}\n      page {page}\n      docx {docx}");
                }
            }
        }
    }
    for (maker, means) in makers.iter().zip(&means) {
        let name = if *maker == Maker::Pandoc { "pandoc" } else { "LibreOffice" };
        println!("{name}: mean score {:.4}", means.iter().sum::<f64>() / means.len().max(1) as f64);
    }
    Ok(())
}

fn is_there(program: &str) -> bool {
    Command::new(program).arg("--version").output().is_ok_and(|o| o.status.success())
}

/// Makes the DOCX of an article, in target/.
fn make(article: &material::Article, maker: Maker, breaks: bool) -> Result<PathBuf, String> {
    let folder = tools::target().join("docx");
    tools::create(&folder)?;
    let beside = article.path.parent().unwrap_or(Path::new("."));
    // Quotes as they stand.
    let from = if breaks { "markdown-smart+hard_line_breaks" } else { "markdown-smart" };
    let mut pandoc = Command::new("pandoc");
    pandoc.current_dir(beside).arg("--from").arg(from).arg("--wrap=preserve");
    let odt = folder.join(format!("{}.odt", article.name));
    let docx = folder.join(format!("{}.pandoc.docx", article.name));
    let to = if maker == Maker::Pandoc { &docx } else { &odt };
    pandoc.arg("--output").arg(to).arg(article.path.file_name().unwrap_or_default());
    tools::quietly(&mut pandoc)?;
    if maker == Maker::Pandoc {
        return Ok(docx);
    }
    let mut soffice = Command::new("soffice");
    soffice.arg("--headless").arg(format!("-env:UserInstallation=file://{}/profile", folder.display()));
    soffice.args(["--convert-to", "docx", "--outdir"]).arg(&folder).arg(&odt);
    tools::quietly(&mut soffice)?;
    Ok(folder.join(format!("{}.docx", article.name)))
}

/// The scores of a reading against the article's gold; none without one.
fn scored(article: &material::Article, reading: &offprint::read::Reading) -> Result<Vec<(&'static str, f64)>, String> {
    let Some(gold) = &article.gold else { return Ok(Vec::new()) };
    let gold = std::fs::read_to_string(gold).map_err(|e| e.to_string())?;
    let gold = serde_json::from_str(&gold).map_err(|e| format!("the gold is not JSON: {e}"))?;
    let written = material::write(&article.path, reading, "jats")?;
    let jats = String::from_utf8(written.bytes).map_err(|e| e.to_string())?;
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    let document = roxmltree::Document::parse_with_options(&jats, options).map_err(|e| e.to_string())?;
    Ok(score::score(&document, &gold).into_iter().collect())
}

/// An article without places, and without what only a DOCX knows: MathML. Runs that touch are one.
fn bare(value: Value) -> Value {
    match value {
        Value::Object(map) => Value::Object(
            map.into_iter()
                .filter(|(key, _)| !matches!(key.as_str(), "span" | "marks" | "mathml"))
                .map(|(key, value)| (key, bare(value)))
                .collect(),
        ),
        Value::Array(values) => {
            let mut out: Vec<Value> = Vec::with_capacity(values.len());
            for value in values.into_iter().map(bare) {
                let run = |v: &Value| v.get("type").is_some_and(|t| t == "run");
                match out.last_mut() {
                    Some(last) if run(last) && run(&value) => {
                        let joined = [&*last, &value].map(|v| v["text"].as_str().unwrap_or("").to_owned()).concat();
                        last["text"] = Value::String(joined);
                    }
                    _ => out.push(value),
                }
            }
            Value::Array(out)
        }
        other => other,
    }
}

fn differences(page: &Value, docx: &Value, path: &mut String, out: &mut Vec<(String, String, String)>) {
    let len = path.len();
    let mut tell = |path: &str| {
        let short = |v: &Value| v.to_string().chars().take(300).collect();
        out.push((path.to_owned(), short(page), short(docx)));
    };
    match (page, docx) {
        (Value::Object(a), Value::Object(b)) => {
            let keys: std::collections::BTreeSet<&String> = a.keys().chain(b.keys()).collect();
            for key in keys {
                path.push('.');
                path.push_str(key);
                differences(a.get(key).unwrap_or(&Value::Null), b.get(key).unwrap_or(&Value::Null), path, out);
                path.truncate(len);
            }
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            for (n, (a, b)) in a.iter().zip(b).enumerate() {
                path.push_str(&format!("[{n}]"));
                differences(a, b, path, out);
                path.truncate(len);
            }
        }
        (a, b) if a != b => tell(path),
        _ => {}
    }
}
