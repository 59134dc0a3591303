//! A block of the page that could be something else.
//!
//! ## What it does
//! Finds blocks of page text where what speaks against their reading weighs nearly as much as what speaks for it: a short
//! line above a paragraph that was taken for one itself, a line that comes again and was kept, a paragraph that begins with a
//! small letter and joins nothing. `offprint structure` shows the evidence on every block.
//!
//! ## Why it matters
//! Page text has no marks that say what a line is. What is guessed wrongly is published wrongly: a heading that is missing from
//! the contents, a running head in the middle of a sentence.
//!
//! ## Example
//! ```text
//! The harbour had a ledger of its own
//!
//! kept by the ferryman and his sons.
//! ```
//! Use instead:
//! ```text
//! The harbour had a ledger of its own
//!
//! <!-- offprint: join -->
//! kept by the ferryman and his sons.
//! ```

use crate::check::{Findings, Rule, Subject, Ui, say};
use crate::diagnostic::Severity;
use crate::read::page::structure::{Block, DOUBTFUL, Field, Kind, structure};
use crate::source::Span;

/// The rule.
pub const RULE: Rule = Rule {
    id: "structure-doubtful",
    severity: Severity::Info,
    summary: ["A block of the page could be something else", "Фрагмент страницы может быть чем-то другим"],
    supersedes: &[],
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    // Other forms say themselves what each part is.
    if !matches!(subject.reader, "page" | "docx") {
        return;
    }
    let found = structure(subject.source, subject.article, subject.told);
    for block in found.blocks.iter().filter(|b| b.confidence < DOUBTFUL && !b.otherwise.is_empty()) {
        told(subject, block, findings);
    }
    // What is wrong with a block is said; here what was read in a clear one.
    let clear = |field: &Field| {
        let at = found.blocks.partition_point(|b| b.span.end <= field.span.start);
        found.blocks.get(at).is_none_or(|b| b.confidence >= DOUBTFUL)
    };
    for field in found.fields.iter().filter(|f| f.confidence < DOUBTFUL && clear(f)) {
        read(subject, field, findings);
    }
}

fn told(subject: &Subject<'_>, block: &Block, findings: &mut Findings) {
    let ui = subject.ui;
    let text = subject.source.slice(block.span);
    let mut shown: String = text.chars().take(40).collect();
    if shown.len() < text.len() {
        shown = format!("{}…", shown.trim_end());
    }
    let rival = &block.otherwise[0];
    let name = |kind: Kind| ui.of(kind.names()[0], kind.names()[1]);
    let (taken, other, why) = (name(block.kind), name(rival.kind), &rival.why);
    let message = say!(
        ui,
        "“{shown}” was taken for: {taken}; it could be: {other}, since {why}",
        "«{shown}» – это принято за: {taken}; возможно также: {other}"
    );
    let marker = |kind: Kind| kind.marker().map(|m| format!("<!-- offprint: {m} -->"));
    let mut finding = findings.at(block.span, message);
    if let Some(marker) = marker(rival.kind) {
        let settled = marker_of(block, ui);
        finding = finding.help(say!(
            ui,
            "if it is, write {marker} in the line above{settled}",
            "если это так, поставьте строкой выше {marker}{settled}"
        ));
    }
    findings.add(finding);
}

/// What was read in a block, and is not like what it should be.
fn read(subject: &Subject<'_>, field: &Field, findings: &mut Findings) {
    let ui = subject.ui;
    let shown: String = field.value.chars().take(60).collect();
    let [en, ru] = field.names();
    let name = ui.of(en, ru);
    // A field is shown where it begins: its pieces may stand far apart.
    let length = subject.source.slice(field.span).split(['\n', '\r']).next().map_or(0, str::len);
    let span = if field.span.is_empty() { Span::NONE } else { field.span.slice(0..length) };
    let other = field.otherwise.first().map(|o| o.value.as_str());
    let message = match other {
        Some(other) => say!(
            ui,
            "“{shown}” was read as: {name}; elsewhere it is “{other}”",
            "«{shown}» прочитано как: {name}; в другом месте стоит «{other}»"
        ),
        None => {
            let why = field.why.iter().find_map(|why| why.strip_prefix("but ")).unwrap_or("little speaks for it");
            say!(ui, "“{shown}” was read as: {name}, but {why}", "«{shown}» прочитано как: {name}; это сомнительно")
        }
    };
    findings.add(findings.at(span, message).help(ui.of(
        "see what `offprint structure` says of its block, and mend the manuscript or mark the block",
        "посмотрите, что говорит о нем `offprint structure`, и исправьте рукопись или поставьте пометку",
    )));
}

/// How to say that the reading is right.
fn marker_of(block: &Block, ui: Ui) -> String {
    match block.kind.marker() {
        Some(marker) => say!(ui, "; if not, <!-- offprint: {marker} -->", "; если нет – <!-- offprint: {marker} -->"),
        None => String::new(),
    }
}
