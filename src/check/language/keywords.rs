//! Keywords are in another language than their label.
//!
//! ## What it does
//! Reads the language of each block of keywords and holds it against the language of its label. Where the abstract of the
//! block is in the wrong language as well, that is told instead.
//!
//! ## Why it matters
//! Keywords are indexed by the language of their block: in the wrong one nobody finds them.
//!
//! ## Example
//! ```text
//! Ключевые слова: river; lake district; flooding; water levels; measurement of rainfall.
//! ```
//! Use instead:
//! ```text
//! Keywords: river; lake district; flooding; water levels; measurement of rainfall.
//! ```

use super::{name, other_language};
use crate::check::{Findings, Role, Rule, Subject, say};
use crate::diagnostic::Severity;
use crate::notation::language::{self, Script};
use crate::source::Span;

/// The rule.
pub const RULE: Rule = Rule {
    id: "language-keywords",
    severity: Severity::Warning,
    summary: ["Keywords are in another language than their label", "Ключевые слова не на том языке, что их метка"],
    supersedes: &[],
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    for keywords in &subject.article.front.keywords {
        let text = keywords.items.iter().map(|item| item.plain()).collect::<Vec<_>>().join("; ");
        let Some(found) = other_language(&text, keywords.lang) else { continue };
        // A list of terms says little of its language: only the script is certain.
        let script = language::script(&text);
        if keywords.lang.is_cyrillic() == (script == Script::Cyrillic) || matches!(script, Script::Mixed | Script::None)
        {
            continue;
        }
        let abstracts = || subject.of(Role::Abstract).filter(|piece| piece.lang == keywords.lang);
        if abstracts().any(|piece| other_language(&piece.plain, piece.lang).is_some()) {
            continue;
        }
        let place = keywords.items.iter().fold(Span::NONE, |span, item| span.join(item.span()));
        let message = say!(
            ui,
            "these keywords are in {}, their label is in {}",
            "эти ключевые слова — на {} языке, а их метка — на {}",
            name(found, ui),
            name(keywords.lang, ui)
        );
        let help = ui.of("label them in their language, or translate them", "исправьте метку или переведите слова");
        let label = ui.of("the label", "метка");
        findings.add(findings.at(place, message).help(help).related(keywords.label.span, label));
    }
}
