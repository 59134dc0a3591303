//! A keyword stands twice in one language.
//!
//! ## What it does
//! Finds keywords of one block that are the same but for capitals, hyphens and quotation marks.
//!
//! ## Why it matters
//! A repeated keyword finds nothing that the first one does not, and takes the place of one that would.
//!
//! ## Example
//! ```text
//! Keywords: rivers; lakes; Rivers.
//! ```
//! Use instead:
//! ```text
//! Keywords: rivers; lakes; flooding.
//! ```

use std::collections::BTreeMap;

use crate::check::{Findings, Rule, Subject, say};
use crate::diagnostic::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "keyword-repeated",
    severity: Severity::Warning,
    summary: ["A keyword stands twice in one language", "Ключевое слово на одном языке повторяется"],
    supersedes: &[],
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    for keywords in &subject.article.front.keywords {
        let mut known = BTreeMap::new();
        for item in &keywords.items {
            let plain = item.plain();
            let folded = super::folded(&plain);
            // C, C++ and C# are not one keyword.
            if folded.chars().count() < 3 {
                continue;
            }
            if let Some(first) = known.get(&folded) {
                let message = say!(ui, "“{}” is a keyword already", "ключевое слово «{}» уже есть", plain.trim());
                let help =
                    ui.of("leave it out, or put another keyword in its place", "уберите его или замените другим");
                let related = ui.of("the first time", "в первый раз");
                findings.add(findings.at(item.span(), message).help(help).related(*first, related));
            } else {
                known.insert(folded, item.span());
            }
        }
    }
}
