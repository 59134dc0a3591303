//! JATS of other publishers, where the folder of test material beside the checkout is there: made into JATS 1.3, which
//! must be valid and keep the text of the body and of the references to the letter, and into EPUB.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::{Checkers, Converted, Row, ace, epubcheck, start, xmllint};
use crate::{material, tools};

/// EPUBCheck takes some seconds a file: without `--full` it judges one in so many.
const SOME: usize = 4;

/// Judges what is made of every file.
pub fn judge(checkers: &Checkers, binary: &Path, full: bool) -> Result<Vec<Row>, String> {
    let folder = material::beside().join("corpus/jats");
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let out = checkers.folder.join("out-publishers");
    tools::empty(&out)?;
    let entries = std::fs::read_dir(&folder).map_err(|e| format!("cannot list {}: {e}", folder.display()))?;
    let mut paths: Vec<PathBuf> = entries.filter_map(|e| e.ok().map(|e| e.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|e| e == "xml"));
    paths.sort();
    let articles: Vec<Converted> = paths
        .into_iter()
        .map(|path| {
            let name = path.file_stem().and_then(|s| s.to_str()).unwrap_or_default().to_owned();
            Converted { out: out.join(&name), name, path, first: false }
        })
        .collect();
    let mut rows: Vec<Row> = tools::parallel(&articles, super::AT_ONCE, |article| {
        let mut command = Command::new(binary);
        command.args(["convert", "--quiet", "--no-journal", "--to", "jats,epub", "-o"]);
        let said = start(command.arg(&article.out).arg(&article.path));
        let letters = letters(&article.path, &article.file("xml"));
        [("offprint", said), ("letters", letters)].map(|(checker, said)| Row {
            name: article.name.clone(),
            checker,
            said,
        })
    })
    .into_iter()
    .flatten()
    .collect();
    rows.extend(xmllint(checkers, "JATS 1.3", articles.iter().map(|a| (a, a.file("xml"))))?);
    let judged: Vec<&Converted> =
        articles.iter().enumerate().filter(|(n, _)| full || n % SOME == 0).map(|(_, a)| a).collect();
    rows.extend(tools::parallel(&judged, super::AT_ONCE, |a| epubcheck(checkers, a)));
    if full {
        rows.extend(tools::parallel(&judged, super::AT_ONCE, |a| ace(checkers, a)));
    }
    Ok(rows)
}

/// What of the text of the body and of the references is not as it was. A file that is not well formed has no text to
/// hold this against.
fn letters(before: &Path, after: &Path) -> Vec<String> {
    let text = |path: &Path| -> Result<[String; 2], String> {
        let xml = std::fs::read_to_string(path).map_err(|e| format!("cannot read {}: {e}", path.display()))?;
        // The entities of the DTD are not read here.
        let xml = xml
            .split_once("<!DOCTYPE")
            .map_or(xml.clone(), |(head, rest)| format!("{head}{}", rest.split_once('>').map_or("", |(_, rest)| rest)));
        let document = roxmltree::Document::parse(&xml).map_err(|e| e.to_string())?;
        Ok(["body", "ref"].map(|name| letters_of(&document, name)))
    };
    let (Ok(before), after) = (text(before), text(after)) else { return Vec::new() };
    let after = match after {
        Ok(after) => after,
        Err(fault) => return vec![fault],
    };
    let mut said = Vec::new();
    for ((name, before), after) in ["body", "references"].iter().zip(before).zip(after) {
        let differs = before.chars().zip(after.chars()).take_while(|(a, b)| a == b).count();
        if before != after {
            let around = |text: &str| text.chars().skip(differs.saturating_sub(20)).take(60).collect::<String>();
            said.push(format!("the {name} had `{}` and has `{}`", around(&before), around(&after)));
        }
    }
    said
}

/// All text in the elements of a name, white space left out. A note that stands where it is called stands after the body
/// in what is made.
fn letters_of(document: &roxmltree::Document<'_>, name: &str) -> String {
    let mut out = String::new();
    for element in document.descendants().filter(|n| n.has_tag_name(name)) {
        let texts = element.descendants().filter(|n| n.is_text());
        let texts = texts.filter(|n| {
            !n.ancestors()
                .take_while(|a| *a != element)
                .any(|a| a.has_tag_name("fn") && !a.ancestors().any(|around| around.has_tag_name("table-wrap-foot")))
        });
        for text in texts.filter_map(|n| n.text()) {
            out.extend(text.chars().filter(|c| !c.is_whitespace()));
        }
        out.push('\n');
    }
    out
}
