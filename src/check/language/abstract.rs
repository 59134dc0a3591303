//! An abstract is in another language than its block.
//!
//! ## What it does
//! Reads the language of each abstract and holds it against the language of its label and of the block in which it stands.
//!
//! ## Why it matters
//! Databases show the abstract of the reader's language. One in the wrong block is shown to those who cannot read it, and
//! the other language has none.
//!
//! ## Example
//! ```text
//! Аннотация. The rivers of the lake district are measured from their springs to the sea.
//! ```
//! Use instead:
//! ```text
//! Abstract. The rivers of the lake district are measured from their springs to the sea.
//! ```

use super::{name, other_language};
use crate::check::{Findings, Role, Rule, Subject, say};
use crate::diagnostic::Severity;
use crate::notation::language;

/// The rule.
pub const RULE: Rule = Rule {
    id: "language-abstract",
    severity: Severity::Warning,
    summary: ["An abstract is in another language than its block", "Аннотация не на том языке, что ее блок"],
    supersedes: &[],
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    let mut told = Vec::new();
    for piece in subject.of(Role::Abstract) {
        let Some(found) = other_language(&piece.plain, piece.lang).filter(|_| !told.contains(&piece.lang)) else {
            continue;
        };
        told.push(piece.lang);
        // With paragraphs in its own language as well, two blocks were read as one.
        if subject.of(Role::Abstract).any(|p| p.lang == piece.lang && language::guess(&p.plain) == Some(p.lang)) {
            continue;
        }
        let message = say!(
            ui,
            "this abstract is in {}, but stands for the one in {}",
            "эта аннотация написана на {} языке, а стоит как аннотация на {}",
            name(found, ui),
            name(piece.lang, ui)
        );
        let help = ui
            .of("translate it, or label the block in its language", "переведите ее или дайте блоку метки на его языке");
        findings.add(findings.at(piece.whole(), message).help(help));
    }
}
