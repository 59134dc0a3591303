//! The languages of the article differ in the number of keywords.
//!
//! ## What it does
//! Counts the keywords of each language. Where two keywords of the shorter block stand as one of the longer
//! (`school, education` between semicolons), `keyword-separator` tells it instead.
//!
//! ## Why it matters
//! Each block is the translation of the other. A keyword without its counterpart finds the article in one language only.
//!
//! ## Example
//! ```text
//! Keywords: rivers; lakes; flooding.
//! Ключевые слова: реки; озера.
//! ```
//! Use instead:
//! ```text
//! Keywords: rivers; lakes; flooding.
//! Ключевые слова: реки; озера; паводки.
//! ```

use super::parted_by_commas;
use crate::article::Keywords;
use crate::check::{Findings, Rule, Subject, Ui, plural};
use crate::diagnostic::Severity;
use crate::source::Span;

/// The rule.
pub const RULE: Rule = Rule {
    id: "keyword-count",
    severity: Severity::Warning,
    summary: [
        "The languages of the article differ in the number of keywords",
        "Число ключевых слов на разных языках не совпадает",
    ],
    supersedes: &[],
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    let blocks = &subject.article.front.keywords;
    let Some((first, others)) = blocks.split_first() else { return };
    for other in others {
        let (few, many) = if other.items.len() < first.items.len() { (other, first) } else { (first, other) };
        if few.items.len() == many.items.len() || few.items.is_empty() || parted_by_commas(few) == many.items.len() {
            continue;
        }
        let (n, m) = (few.items.len(), many.items.len());
        let message = match ui {
            Ui::En => {
                format!("{n} keyword{} here, {m} in the other language", if n == 1 { "" } else { "s" })
            }
            Ui::Ru => format!(
                "здесь {n} {}, на другом языке — {m}",
                plural(n, ["ключевое слово", "ключевых слова", "ключевых слов"])
            ),
        };
        let help =
            ui.of("give the same keywords in each language", "приведите на каждом языке одни и те же ключевые слова");
        let related = ui.of("the keywords in the other language", "ключевые слова на другом языке");
        findings.add(findings.at(place(few), message).help(help).related(place(many), related));
    }
}

/// The place of a block: its keywords, without the label.
fn place(keywords: &Keywords) -> Span {
    keywords.items.iter().fold(Span::NONE, |span, item| span.join(item.span()))
}
