//! The last page comes before the first.
//!
//! ## What it does
//! Compares first and last page in the citation block. Shortened last pages (`347–52`) are understood. (Pages of the
//! references are told by `reference-pages`.)
//!
//! ## Why it matters
//! Such pages cannot be found, and deposits with them are refused.
//!
//! ## Example
//! ```text
//! Journal of Rivers. 2020;2:53–47.
//! ```
//! Use instead:
//! ```text
//! Journal of Rivers. 2020;2:47–53.
//! ```

use crate::article::{Citation, Part, PartKind};
use crate::check::{Findings, Piece, Role, Rule, Subject, say};
use crate::diagnostic::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "page-order",
    severity: Severity::Error,
    summary: ["The last page comes before the first", "Последняя страница меньше первой"],
    supersedes: &[],
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for block in &subject.article.front.self_citations {
        let piece = Piece::new(Role::SelfCitation, block.lang, "", &block.text);
        one(subject, &piece, &block.citation, findings);
    }
}

fn one(subject: &Subject<'_>, piece: &Piece<'_>, citation: &Citation, findings: &mut Findings) {
    let part = |kind| citation.parts.iter().find(|p| p.kind == kind);
    let (Some(first), Some(last)) = (part(PartKind::FirstPage), part(PartKind::LastPage)) else { return };
    let text = |p: &Part| p.text(&piece.plain).trim().to_owned();
    let (a, b) = (text(first), text(last));
    if !is_before(&b, &a) || last.start <= first.start {
        return;
    }
    let ui = subject.ui;
    let message =
        say!(ui, "the last page, {}, comes before the first, {}", "последняя страница, {}, меньше первой, {}", b, a);
    let help = ui.of("correct the pages", "исправьте страницы");
    findings.add(findings.at(piece.span(first.start as usize..last.end as usize), message).help(help));
}

/// Whether the page `last`, perhaps shortened, comes before the page `first`.
fn is_before(last: &str, first: &str) -> bool {
    let number = |text: &str| text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse::<u64>().ok()).flatten();
    let (Some(a), Some(b)) = (number(first), number(last)) else { return false };
    if b >= a {
        return false;
    }
    match first.len().checked_sub(last.len()) {
        Some(cut @ 1..) => number(&format!("{}{last}", &first[..cut])).is_some_and(|whole| whole < a),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::is_before;

    #[test]
    fn shortened_pages_are_understood() {
        for (first, last) in [("53", "47"), ("347", "32"), ("101", "100")] {
            assert!(is_before(last, first), "{first}–{last}");
        }
        for (first, last) in [("47", "53"), ("347", "52"), ("347", "9"), ("12", "12"), ("xii", "iv"), ("e9", "e1")] {
            assert!(!is_before(last, first), "{first}–{last}");
        }
    }
}
