//! Keywords are parted by commas and by semicolons in one block.
//!
//! ## What it does
//! Finds a block of keywords in which both signs stand between keywords. A comma inside a keyword
//! (`depression, epidemiology`) is not told, unless the block has just as many keywords as the other language when its
//! commas are taken for separators.
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
        let counterpart = blocks.iter().enumerate().find(|(m, _)| *m != n).map(|(_, k)| k);
        let Some(place) = between(subject, keywords).or_else(|| inside(keywords, counterpart?)) else { continue };
        let message = ui.of(
            "these keywords are parted by a comma, others of the block by semicolons",
            "эти ключевые слова разделены запятой, остальные — точкой с запятой",
        );
        let help = ui.of("put semicolons between all keywords", "разделяйте все ключевые слова точкой с запятой");
        findings.add(findings.at(place, message).help(help));
    }
}

/// The first comma between two keywords of a block that has semicolons between others.
fn between(subject: &Subject<'_>, keywords: &Keywords) -> Option<Span> {
    let mut comma = None;
    let mut semicolon = false;
    for pair in keywords.items.windows(2) {
        let (a, b) = (pair[0].span(), pair[1].span());
        if a.is_empty() || b.is_empty() || a.end > b.start {
            return None;
        }
        let gap = Span { start: a.end, end: b.start };
        match subject.source.slice(gap).trim() {
            "," => comma = comma.or(Some(a.join(b))),
            ";" => semicolon = true,
            _ => {}
        }
    }
    comma.filter(|_| semicolon)
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
