//! `golden`: what offprint makes of samples/, kept in tests/golden/ so that a change of it is seen in review.
//!
//! Each sample has a folder with the JATS, the findings as they are shown, and the article as it was read, in JSON with
//! short values on one line.

use std::path::{Path, PathBuf};

use offprint::report::human::Human;
use serde_json::Value;

use crate::{material, tools};

/// Runs the chore: `--check` compares, anything else (`--bless`) writes.
///
/// # Errors
/// A sample that cannot be converted; with `--check`, golden files that are not what would be written.
pub fn run(arguments: &[String]) -> Result<(), String> {
    let check = match arguments {
        [flag] if flag == "--check" => true,
        [] => false,
        [flag] if flag == "--bless" => false,
        _ => return Err("golden takes --check or --bless".into()),
    };
    let golden = material::root().join("tests/golden");
    let mut expected: Vec<(PathBuf, Vec<u8>)> = Vec::new();
    for article in material::articles(&material::root().join("samples"))? {
        let folder = golden.join(&article.name);
        let of = |e: String| format!("{}: {e}", article.name);
        expected.extend(files(&article.path).map_err(of)?.into_iter().map(|(name, bytes)| (folder.join(name), bytes)));
    }
    let stale = if check { compare(&golden, &expected)? } else { bless(&golden, &expected)? };
    if stale.is_empty() {
        Ok(())
    } else {
        Err(format!("{}\nrun `cargo xtask golden --bless` and look at the difference", stale.join("\n")))
    }
}

/// The golden files of a sample.
fn files(path: &Path) -> Result<Vec<(&'static str, Vec<u8>)>, String> {
    let (source, reading) = material::read(path)?;
    let written = material::write(path, &reading, "jats")?;
    let mut findings = reading.diagnostics.clone();
    findings.extend(written.diagnostics);
    let human = Human { colour: false, width: 120, quiet: false, all: true };
    let json = serde_json::to_value(&reading.article).map_err(|e| e.to_string())?;
    let mut pretty = String::new();
    print(&json, 0, &mut pretty);
    pretty.push('\n');
    Ok(vec![
        ("article.xml", written.bytes),
        ("article.json", pretty.into_bytes()),
        ("findings.txt", human.render(&source, &findings).into_bytes()),
    ])
}

/// The longest value that is printed on one line, in characters.
const SHORT: usize = 110;

/// JSON with an indentation of one space a level, where whatever is short stands on one line.
fn print(value: &Value, depth: usize, out: &mut String) {
    let compact = value.to_string();
    let (open, close, items): (char, char, Vec<(String, &Value)>) = match value {
        Value::Array(items) if compact.chars().count() > SHORT => {
            ('[', ']', items.iter().map(|v| (String::new(), v)).collect())
        }
        Value::Object(map) if compact.chars().count() > SHORT => {
            ('{', '}', map.iter().map(|(k, v)| (format!("{}: ", Value::from(k.as_str())), v)).collect())
        }
        _ => return out.push_str(&compact),
    };
    out.push(open);
    for (index, (key, value)) in items.iter().enumerate() {
        out.push_str(if index == 0 { "\n" } else { ",\n" });
        out.push_str(&" ".repeat(depth + 1));
        out.push_str(key);
        print(value, depth + 1, out);
    }
    out.push('\n');
    out.push_str(&" ".repeat(depth));
    out.push(close);
}

/// The golden files that are not as they should be, and those that should not be there.
fn compare(golden: &Path, expected: &[(PathBuf, Vec<u8>)]) -> Result<Vec<String>, String> {
    let mut stale = Vec::new();
    for (path, bytes) in expected {
        match std::fs::read(path) {
            Ok(there) if there == *bytes => {}
            Ok(there) => stale.push(format!("{} differs{}", path.display(), first_difference(&there, bytes))),
            Err(_) => stale.push(format!("{} is missing", path.display())),
        }
    }
    for folder in list(golden)? {
        for file in list(&folder)? {
            if !expected.iter().any(|(path, _)| *path == file) {
                stale.push(format!("{} belongs to no sample", file.display()));
            }
        }
    }
    Ok(stale)
}

/// The first line in which two texts differ, as it should be.
fn first_difference(there: &[u8], made: &[u8]) -> String {
    let (there, made) = (String::from_utf8_lossy(there), String::from_utf8_lossy(made));
    let line = there.lines().zip(made.lines()).position(|(a, b)| a != b);
    let line = line.unwrap_or_else(|| there.lines().count().min(made.lines().count()));
    let shown: String = made.lines().nth(line).unwrap_or("(the end)").trim_start().chars().take(160).collect();
    format!(" from line {}: now {shown}", line + 1)
}

fn list(folder: &Path) -> Result<Vec<PathBuf>, String> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let entries = std::fs::read_dir(folder).map_err(|e| format!("cannot list {}: {e}", folder.display()))?;
    let mut paths: Vec<PathBuf> = entries.filter_map(|e| e.ok().map(|e| e.path())).collect();
    paths.sort();
    Ok(paths)
}

fn bless(golden: &Path, expected: &[(PathBuf, Vec<u8>)]) -> Result<Vec<String>, String> {
    tools::empty(golden)?;
    for (path, bytes) in expected {
        tools::create(path.parent().unwrap_or(golden))?;
        std::fs::write(path, bytes).map_err(|e| format!("cannot write {}: {e}", path.display()))?;
    }
    Ok(Vec::new())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_values_are_broken_and_short_ones_are_not() {
        let long = "x".repeat(SHORT);
        let value = serde_json::json!({"a": {"start": 1, "end": 2}, "b": [long.clone()]});
        let mut out = String::new();
        print(&value, 0, &mut out);
        assert!(out.contains("\n \"a\": {\"start\":1,\"end\":2}") || out.contains("\n \"a\": {\"end\":2,\"start\":1}"));
        assert!(out.contains(&format!("\n \"b\": [\n  \"{long}\"\n ]\n}}")));
        assert_eq!(serde_json::from_str::<Value>(&out).unwrap(), value);
    }
}
