//! `accuracy`: reads every article that has a gold, writes JATS, and scores the JATS against the gold. With `--jats DIR`
//! the JATS is taken from DIR instead, whoever made it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::material::{self, Article};
use crate::score::{self, Scores};

/// Runs the chore.
///
/// # Errors
/// Material that cannot be read, and a mean below `--min`.
pub fn run(arguments: &[String]) -> Result<(), String> {
    let (mut folders, mut verbose, mut least, mut made) = (Vec::new(), false, None, None);
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "-v" | "--verbose" => verbose = true,
            "--min" => {
                let value = arguments.next().and_then(|v| v.parse::<f64>().ok());
                least = Some(value.ok_or("--min takes a number from 0 to 1")?);
            }
            "--jats" => made = Some(PathBuf::from(arguments.next().ok_or("--jats takes a folder")?)),
            flag if flag.starts_with('-') => return Err(format!("accuracy has no option {flag}")),
            folder => folders.push(PathBuf::from(folder)),
        }
    }
    if folders.is_empty() {
        folders = material::folders();
    }
    let mut faults = Vec::new();
    for folder in folders {
        let mean = one(&folder, made.as_deref(), verbose)?;
        if least.is_some_and(|least| mean < least) {
            faults.push(format!("{}: {mean:.4}", folder.display()));
        }
    }
    match least {
        Some(least) if !faults.is_empty() => Err(format!("below {least}: {}", faults.join(", "))),
        _ => Ok(()),
    }
}

/// Scores one folder and gives the mean over the fields.
fn one(folder: &Path, made: Option<&Path>, verbose: bool) -> Result<f64, String> {
    let mut order: Vec<&str> = Vec::new();
    let mut fields: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    let mut count = 0;
    println!("{}", folder.display());
    for article in material::articles(folder)?.iter().filter(|a| a.gold.is_some()) {
        let scores = scores(article, made)?;
        count += 1;
        if verbose {
            let lost = scores.iter().filter(|(_, s)| *s < 1.0);
            let lost: Vec<String> = lost.map(|(field, s)| format!("{field}={s:.2}")).collect();
            println!("  {:24} {}", article.name, if lost.is_empty() { "all".into() } else { lost.join(" ") });
        }
        for (field, value) in scores {
            if !order.contains(&field) {
                order.push(field);
            }
            fields.entry(field).or_default().push(value);
        }
    }
    let mean_of = |field: &str| fields[field].iter().sum::<f64>() / fields[field].len() as f64;
    for field in &order {
        println!("  {field:16} {:.3}", mean_of(field));
    }
    let mean = order.iter().map(|f| mean_of(f)).sum::<f64>() / order.len().max(1) as f64;
    println!("  {count} articles, mean {mean:.4}");
    Ok(mean)
}

/// The JATS of an article: `NAME.xml` in the folder `made`, or else what the library makes now.
fn jats(article: &Article, made: Option<&Path>) -> Result<String, String> {
    if let Some(made) = made {
        let path = made.join(format!("{}.xml", article.name));
        return std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()));
    }
    let (_, reading) = material::read(&article.path)?;
    let written = material::write(&article.path, &reading, "jats")?;
    String::from_utf8(written.bytes).map_err(|e| e.to_string())
}

fn scores(article: &Article, made: Option<&Path>) -> Result<Scores, String> {
    let of = |e: String| format!("{}: {e}", article.path.display());
    let gold = article.gold.as_ref().ok_or("no gold")?;
    let gold = std::fs::read_to_string(gold).map_err(|e| of(e.to_string()))?;
    let gold = serde_json::from_str(&gold).map_err(|e| of(format!("the gold is not JSON: {e}")))?;
    let jats = jats(article, made).map_err(of)?;
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    let scores = match roxmltree::Document::parse_with_options(&jats, options) {
        Ok(document) => score::score(&document, &gold),
        Err(fault) => {
            println!("  {}: not XML: {fault}", article.name);
            Scores::new()
        }
    };
    Ok(if scores.is_empty() { score::FIELDS.iter().map(|f| (*f, 0.0)).collect() } else { scores })
}
