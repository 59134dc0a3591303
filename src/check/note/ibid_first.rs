//! A repeat has no source to repeat.
//!
//! ## What it does
//! Finds “Ibid.”, «Там же» and the like that stand in the first note, after a note that is a remark without a source, or after
//! a note with several sources, so that no reader can tell which one is meant.
//!
//! ## Why it matters
//! Such a repeat is mostly left over from an order of the notes that was changed later: the source is lost.
//!
//! ## Example
//! ```text
//! ¹Here and below translated by the author.
//! ²Ibid. P. 15.
//! ```
//! Use instead:
//! ```text
//! ¹Here and below translated by the author.
//! ²Stone R. The harbours of the north. London: Quay Press, 1999. P. 15.
//! ```

use super::sources::{self, What};
use crate::check::{Findings, Rule, Subject, say};
use crate::diagnostic::Severity;
use crate::notation::language::Script;

/// The rule.
pub const RULE: Rule = Rule {
    id: "note-ibid-first",
    severity: Severity::Warning,
    summary: [
        "“Ibid.” without a source before it, or after several",
        "«Там же» без источника перед ним или после нескольких источников",
    ],
    supersedes: &[],
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    let notes = sources::notes(subject);
    for (n, said) in notes.iter().enumerate() {
        let What::Repeat(repeat) = &said.what else { continue };
        let stop = said.piece.plain[repeat.word.end..].starts_with('.') && repeat.script() != Some(Script::Cyrillic);
        let written = &said.piece.plain[repeat.word.start..repeat.word.end + usize::from(stop)];
        let before = n.checked_sub(1).map(|n| &notes[n]);
        let message = match before.map(|said| &said.what) {
            None => say!(
                ui,
                "“{written}” in the first note repeats nothing",
                "«{written}» в первом же примечании: повторять нечего"
            ),
            Some(What::Remark) => say!(
                ui,
                "“{written}” follows a note that cites no source",
                "«{written}» стоит после примечания, в котором источника нет"
            ),
            Some(What::Several) => say!(
                ui,
                "“{written}” follows a note with several sources, and it is not clear which it repeats",
                "«{written}» стоит после примечания с несколькими источниками: неясно, какой из них повторяется"
            ),
            _ => continue,
        };
        let help = ui.of("cite the source in full", "приведите источник полностью");
        let mut finding = findings.at(said.piece.span(repeat.word.clone()), message).help(help);
        if let Some(before) = before {
            finding = finding.related(before.piece.whole(), ui.of("the note before", "предыдущее примечание"));
        }
        findings.add(finding);
    }
}
