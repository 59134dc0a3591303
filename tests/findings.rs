//! docs/findings.md has every rule, with the severity that the code gives it, and no other.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const DOCUMENTATION: &str = include_str!("../docs/findings.md");

/// The rules in the code, with their severities: the first argument of `Diagnostic::error`, `warning` and `info`.
fn in_code() -> BTreeMap<String, BTreeSet<&'static str>> {
    fn go(folder: &Path, found: &mut BTreeMap<String, BTreeSet<&'static str>>) {
        for entry in std::fs::read_dir(folder).expect("a folder").map(|e| e.expect("an entry").path()) {
            if entry.is_dir() {
                go(&entry, found);
            } else if entry.extension().is_some_and(|e| e == "rs") && entry.file_stem().is_some_and(|n| n != "tests") {
                let code = std::fs::read_to_string(&entry).expect("a file");
                let code = code.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
                for (call, severity) in [("error", "error"), ("warning", "warning"), ("info", "note")] {
                    for after in code.split(&format!("Diagnostic::{call}(")).skip(1) {
                        if let Some(rule) = after.trim_start().strip_prefix('"').and_then(|r| r.split('"').next()) {
                            found.entry(rule.to_owned()).or_default().insert(severity);
                        }
                    }
                }
            }
        }
    }
    let mut found = BTreeMap::new();
    go(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    // Named by the table of keys, which hands them on.
    for rule in offprint::journal::keys::RULES {
        found.entry(rule.to_owned()).or_default().insert("error");
    }
    found
}

#[test]
fn every_rule_is_documented_with_its_severity() {
    let mut documented: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for line in DOCUMENTATION.lines() {
        let mut cells = line.split(" | ");
        if let Some(rule) = cells.next().and_then(|c| c.strip_prefix("| `")).and_then(|c| c.strip_suffix('`')) {
            let severities = cells.next().unwrap_or_default().split(" or ").collect();
            assert!(documented.insert(rule.to_owned(), severities).is_none(), "{rule} is there twice");
        }
    }
    let code = in_code();
    assert!(code.len() > 20, "the rules were not found in the code: {code:?}");
    let missing: Vec<_> = code.iter().filter(|(rule, _)| !documented.contains_key(*rule)).collect();
    assert!(missing.is_empty(), "docs/findings.md lacks {missing:?}");
    for (rule, severities) in documented {
        assert_eq!(code.get(&rule), Some(&severities), "{rule} in docs/findings.md, against the code");
    }
}
