//! The languages of the article differ in the number of affiliations.
//!
//! ## What it does
//! Counts the affiliations that stand in each language. A language without any is another matter: whether they are
//! required the journal says.
//!
//! ## Why it matters
//! Affiliation n of one language is affiliation n of the other. Where one is lacking, authors are given the wrong place
//! of work, or none.
//!
//! ## Example
//! ```text
//! ^aLake University, Lakeville, Belarus
//! ^bRiver Institute, Rivertown, Belarus
//! …
//! ¹⁾Озерный университет, г. Озерск, Беларусь
//! ```
//! Use instead:
//! ```text
//! ^aLake University, Lakeville, Belarus
//! ^bRiver Institute, Rivertown, Belarus
//! …
//! ¹⁾Озерный университет, г. Озерск, Беларусь
//! ²⁾Речной институт, г. Реченск, Беларусь
//! ```

use super::{lacks_key, languages, of_lang};
use crate::article::Lang;
use crate::check::{Findings, Rule, Subject, say};
use crate::diagnostic::Severity;
use crate::source::Span;

/// The rule.
pub const RULE: Rule = Rule {
    id: "affiliation-count",
    severity: Severity::Warning,
    summary: [
        "The languages of the article differ in the number of affiliations",
        "Число мест работы на разных языках не совпадает",
    ],
    supersedes: &[],
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    let all = &subject.article.front.affiliations;
    let langs = languages(all);
    let counted = langs.iter().map(|&lang| {
        let own = of_lang(all, lang);
        let (n, place) = own.fold((0usize, Span::NONE), |(n, place), (_, text)| (n + 1, place.join(text.text.span())));
        (n, place, lang)
    });
    let counted: Vec<(usize, Span, Lang)> = counted.collect();
    let Some((most, there, _)) = counted.iter().copied().max_by_key(|(n, ..)| *n) else { return };
    for (n, place, lang) in counted.into_iter().filter(|(n, ..)| *n < most) {
        // An author whose key leads nowhere is told by `affiliation-keys`.
        if lacks_key(subject, lang) {
            continue;
        }
        let message = say!(
            ui,
            "affiliations in this language: {}, in the other: {}",
            "на этом языке указано мест работы: {}, на другом — {}",
            n,
            most
        );
        let help = ui.of("give every affiliation in each language", "приведите все места работы на каждом языке");
        let related = ui.of("the affiliations in the other language", "места работы на другом языке");
        findings.add(findings.at(place, message).help(help).related(there, related));
    }
}
