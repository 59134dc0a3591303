//! Makes the index of schemas/labels.xml, so that a run starts without reading the table: the words in `labels.txt`, and
//! in `labels.bin` which of them begin with which word. src/notation/labels/table.rs reads both, and says how they are
//! laid out. Gathers the doc comments of the rules in src/check/, which are their pages of the manual.

use std::path::Path;
use std::{env, fs};

#[allow(dead_code)]
#[path = "src/notation/fold.rs"]
mod fold;
#[allow(dead_code, missing_docs)]
#[path = "src/notation/labels/kind.rs"]
mod kind;

const TABLE: &str = "schemas/labels.xml";
const RULES: &str = "src/check";

fn main() {
    for path in [TABLE, "build.rs", "src/notation/fold.rs", "src/notation/labels/kind.rs"] {
        println!("cargo::rerun-if-changed={path}");
    }
    let written = fs::read_to_string(TABLE)
        .map_err(|e| e.to_string())
        .and_then(|source| index(&source))
        .and_then(|(words, index)| write(&words, &index));
    if let Err(message) = written {
        println!("cargo::error={TABLE}: {message}");
    }
    println!("cargo::rerun-if-changed={RULES}");
    if let Err(message) = manual() {
        println!("cargo::error={RULES}: {message}");
    }
}

/// Writes `MANUAL`: the doc comment of each file of a rule, by the rule's id.
fn manual() -> Result<(), String> {
    let text = |e: std::io::Error| e.to_string();
    let mut pages = std::collections::BTreeMap::new();
    for family in fs::read_dir(RULES).map_err(text)? {
        let family = family.map_err(text)?.path();
        if !family.is_dir() {
            continue;
        }
        for file in fs::read_dir(&family).map_err(text)? {
            let file = file.map_err(text)?.path();
            let (Some(stem), true) = (file.file_stem(), file.extension().is_some_and(|e| e == "rs")) else { continue };
            let id = Path::new(family.file_name().unwrap_or_default()).join(stem);
            let id = id.to_string_lossy().replace(['/', '\\', '_'], "-");
            let code = fs::read_to_string(&file).map_err(text)?;
            let comment = code.lines().map_while(|line| line.strip_prefix("//!"));
            let page: Vec<&str> = comment.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
            // Files without the parts of a page are what the rules of a family share.
            if page.contains(&"## What it does") {
                pages.insert(id, page.join("\n") + "\n");
            }
        }
    }
    let mut out = String::from("const MANUAL: &[(&str, &str)] = &[\n");
    for (id, page) in pages {
        out.push_str(&format!("    ({id:?}, {page:?}),\n"));
    }
    out.push_str("];\n");
    let folder = env::var_os("OUT_DIR").ok_or("no OUT_DIR")?;
    fs::write(Path::new(&folder).join("manual.rs"), out).map_err(text)
}

fn write(words: &str, index: &[u8]) -> Result<(), String> {
    let out = env::var_os("OUT_DIR").ok_or("no OUT_DIR")?;
    fs::write(Path::new(&out).join("labels.txt"), words).map_err(|e| e.to_string())?;
    fs::write(Path::new(&out).join("labels.bin"), index).map_err(|e| e.to_string())
}

/// The words of all labels, and the index.
fn index(source: &str) -> Result<(String, Vec<u8>), String> {
    let document = roxmltree::Document::parse(source).map_err(|e| e.to_string())?;
    let at = |node: roxmltree::Node| document.text_pos_at(node.range().start);
    let mut words = String::new();
    let mut langs: Vec<[u8; 3]> = Vec::new();
    // Bucket, offset, length, kind, language; in the table's order within a bucket.
    let mut entries: Vec<(usize, u32, u16, u8, u8)> = Vec::new();
    for language in document.root_element().children().filter(roxmltree::Node::is_element) {
        let code = language.attribute("code").unwrap_or_default().as_bytes();
        if !(2..=3).contains(&code.len()) {
            return Err(format!("{}: a language needs a code of two or three letters", at(language)));
        }
        let mut lang = [0; 3];
        lang[..code.len()].copy_from_slice(code);
        langs.push(lang);
        for list in language.children().filter(roxmltree::Node::is_element) {
            let name = list.tag_name().name();
            let kind = kind::KINDS
                .iter()
                .position(|(n, _)| *n == name)
                .ok_or_else(|| format!("{}: there is no kind of label {name}", at(list)))?;
            for label in list.text().unwrap_or_default().split('|') {
                let folded: Vec<String> =
                    label.split_whitespace().map(|word| word.chars().map(fold::lower).collect()).collect();
                let folded = folded.join(" ");
                let bucket = fold::bucket(&folded).ok_or_else(|| {
                    format!("{}: a label must begin with a letter or figure, not \"{label}\"", at(list))
                })?;
                if folded.chars().count() > fold::LONGEST_LABEL {
                    return Err(format!("{}: a label is too long: {folded}", at(list)));
                }
                entries.push((bucket, words.len() as u32, folded.len() as u16, kind as u8, langs.len() as u8 - 1));
                words.push_str(&folded);
            }
        }
    }
    let count = u16::try_from(entries.len()).map_err(|_| "more than 65 535 labels".to_owned())?;
    entries.sort_by_key(|entry| entry.0);
    let mut index = Vec::new();
    index.push(langs.len() as u8);
    index.extend(langs.iter().flatten());
    let mut next = 0;
    for bucket in 0..fold::BUCKETS {
        index.extend((next as u16).to_le_bytes());
        next += entries[next..].iter().take_while(|entry| entry.0 == bucket).count();
    }
    index.extend(count.to_le_bytes());
    for (_, offset, len, kind, lang) in entries {
        index.extend(offset.to_le_bytes());
        index.extend(len.to_le_bytes());
        index.extend([kind, lang]);
    }
    Ok((words, index))
}
