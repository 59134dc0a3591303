//! The authors are not named under the title.
//!
//! ## What it does
//! Looks for the line of the authors in the block of each language that has a title. That the citation block or the notes on
//! the authors name them too is not enough.
//!
//! ## Why it matters
//! The line under the title is where readers and indexes take the authors from, with their order and their affiliations. The
//! names in a citation block are shortened and have no affiliation.
//!
//! ## Example
//! ```text
//! THE MILL AT THE RIVER
//!
//! ^aExample University, 1 Mill Street, Minsk, Belarus
//! ```
//! Use instead:
//! ```text
//! THE MILL AT THE RIVER
//!
//! A. B. SMITH^a
//!
//! ^aExample University, 1 Mill Street, Minsk, Belarus
//! ```

use super::{elsewhere, stands_in};
use crate::article::in_lang;
use crate::check::language::name;
use crate::check::{Findings, Rule, Subject, say};
use crate::diagnostic::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "author-line",
    severity: Severity::Error,
    summary: ["The authors are not named under the title", "Под заглавием нет строки авторов"],
    supersedes: &[],
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let front = &subject.article.front;
    let ui = subject.ui;
    let places = elsewhere(subject);
    for title in &front.titles {
        let written = front.contributors.iter().filter_map(|c| in_lang(&c.names, title.lang)).map(|n| n.written.span);
        let mut written = written.filter(|span| !span.is_empty()).peekable();
        // Without any name in the language there is nothing to go by; that is required by the schema.
        if written.peek().is_none() || !written.all(|span| stands_in(&places, span)) {
            continue;
        }
        let language = name(title.lang, ui);
        let message = say!(
            ui,
            "the authors are not named under the title in {language}",
            "под заглавием на {language} нет авторов"
        );
        let help =
            ui.of("write them in a line of their own under the title", "укажите их отдельной строкой под заглавием");
        findings.add(findings.at(title.value.span(), message).help(help));
    }
}
