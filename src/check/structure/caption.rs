//! A table or figure has no caption, where the others have one.
//!
//! ## What it does
//! Where most tables of the article have a caption, finds those that have none; and so for figures.
//!
//! ## Why it matters
//! A table without a caption says nothing of what its numbers are. It is missing from lists of tables, and in an electronic
//! edition a figure without words cannot be read at all by those who do not see it.
//!
//! ## Example
//! ```text
//! Table 1. Ships by year
//! Table 2. Crews by year
//! Table 3
//! ```
//! Use instead:
//! ```text
//! Table 1. Ships by year
//! Table 2. Crews by year
//! Table 3. Cargo by year
//! ```

use super::parts::{self, Float};
use crate::article::Text;
use crate::check::{Findings, Rule, Subject, say};
use crate::diagnostic::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "structure-caption",
    severity: Severity::Warning,
    summary: [
        "A table or figure without a caption, where the others have one",
        "Таблица или рисунок без названия, хотя у других оно есть",
    ],
    supersedes: &[],
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    let all = parts::parts(subject);
    for tables in [true, false] {
        let floats = all.floats.iter().filter(|float| float.is_table() == tables);
        let (with, without): (Vec<&Float<'_>>, Vec<_>) =
            floats.partition(|float| float.captions().iter().any(|caption| !is_blank(&caption.value)));
        if with.len() <= without.len() {
            continue;
        }
        // A picture without a label is a part of something else: a table set as a picture, a sign.
        for float in without.into_iter().filter(|float| tables || float.label().is_some()) {
            let message = match float.label().map(|label| label.text.trim().trim_end_matches('.')) {
                Some(label) => say!(ui, "“{label}” has no caption", "у «{label}» нет названия"),
                None if tables => ui.of("this table has no caption", "у этой таблицы нет названия").to_owned(),
                None => ui.of("this figure has no caption", "у этого рисунка нет подписи").to_owned(),
            };
            let help = ui.of("say what it shows, as with the others", "добавьте название, как у остальных");
            findings.add(findings.at(float.place(), message).help(help));
        }
    }
}

fn is_blank(text: &Text) -> bool {
    text.plain_without_marks().trim().is_empty()
}
