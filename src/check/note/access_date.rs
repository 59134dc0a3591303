//! An online source has no date of access, where the others have one.
//!
//! ## What it does
//! Where most of the notes that give an address also say when it was read, finds those that do not. Sources with a DOI need
//! no date.
//!
//! ## Why it matters
//! Pages change and go. The date says which state of the page is cited, and lets a reader find it in a web archive; GOST R
//! 7.0.5 requires it.
//!
//! ## Example
//! ```text
//! ¹The harbour today [Electronic resource]. URL: https://example.org/today (date of access: 01.02.2020).
//! ²The harbour plan [Electronic resource]. URL: https://example.org/plan.
//! ```
//! Use instead:
//! ```text
//! ¹The harbour today [Electronic resource]. URL: https://example.org/today (date of access: 01.02.2020).
//! ²The harbour plan [Electronic resource]. URL: https://example.org/plan (date of access: 01.02.2020).
//! ```

use super::online;
use crate::check::{Findings, Rule, Subject, say};
use crate::diagnostic::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "note-access-date",
    severity: Severity::Warning,
    summary: [
        "An online source without a date of access, where the others have one",
        "Электронный источник без даты обращения, хотя у других она указана",
    ],
    supersedes: &[],
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    let notes: Vec<_> = online::notes(subject).into_iter().filter(|note| note.described).collect();
    let (dated, undated): (Vec<_>, Vec<_>) = notes.iter().partition(|note| note.access.is_some());
    if undated.len() >= dated.len() {
        return;
    }
    for note in undated {
        let Some(address) = note.addresses.last() else { continue };
        let message =
            say!(ui, "no date of access is given for this address", "для этого адреса не указана дата обращения");
        let (label, example) = match dated.first().and_then(|d| Some((d, d.access.clone()?))) {
            Some((d, access)) => {
                (d.access_label.clone().map_or("", |label| &d.piece.plain[label]), d.piece.plain[access].to_owned())
            }
            None => ("", String::new()),
        };
        let help = say!(
            ui,
            "say when it was read, as the other notes do ({label}: {example})",
            "укажите её, как в других примечаниях ({label}: {example})"
        );
        findings.add(findings.at(address.span(), message).help(help));
    }
}
