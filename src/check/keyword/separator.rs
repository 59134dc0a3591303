//! Keywords are parted by commas and by semicolons in one block.
//!
//! ## What it does
//! Finds a block of keywords between semicolons that has fewer than the other language, and just as many when its commas
//! are taken for separators. A comma inside a keyword (`depression, epidemiology`) is left alone otherwise.
//!
//! ## Why it matters
//! Keywords are cut at one sign. With two, either two keywords are taken for one or one for two.
//!
//! ## Example
//! ```text
//! Keywords: rivers; lakes, flooding; dams.
//! Ключевые слова: реки; озера; паводки; плотины.
//! ```
//! Use instead:
//! ```text
//! Keywords: rivers; lakes; flooding; dams.
//! Ключевые слова: реки; озера; паводки; плотины.
//! ```

use super::parted_by_commas;
use crate::article::Keywords;
use crate::check::{Findings, Piece, Role, Rule, Subject};
use crate::diagnostic::Severity;
use crate::source::Span;

/// The rule.
pub const RULE: Rule = Rule {
    id: "keyword-separator",
    severity: Severity::Warning,
    summary: [
        "Keywords are parted by commas and by semicolons in one block",
        "Ключевые слова разделены и запятыми, и точками с запятой",
    ],
    supersedes: &[],
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    let blocks = &subject.article.front.keywords;
    for (n, keywords) in blocks.iter().enumerate() {
        let mut others = blocks.iter().enumerate().filter(|(m, _)| *m != n);
        let Some(place) = others.find_map(|(_, other)| inside(keywords, other)) else { continue };
        let message = ui.of(
            "these keywords are parted by a comma, others of the block by semicolons",
            "эти ключевые слова разделены запятой, остальные — точкой с запятой",
        );
        let help = ui.of("put semicolons between all keywords", "разделяйте все ключевые слова точкой с запятой");
        findings.add(findings.at(place, message).help(help));
    }
}

/// The first keyword that holds a comma, where the commas of the block make it as long as the other language's.
fn inside(keywords: &Keywords, counterpart: &Keywords) -> Option<Span> {
    let count = keywords.items.len();
    if count < 2 || count == counterpart.items.len() || parted_by_commas(keywords) != counterpart.items.len() {
        return None;
    }
    keywords.items.iter().find_map(|item| {
        let piece = Piece::new(Role::Keyword, keywords.lang, "", item);
        piece.plain.contains(", ").then(|| piece.whole())
    })
}
