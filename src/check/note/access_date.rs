//! An online source has no date of access, where the others have one.
//!
//! ## What it does
//! Where most of the notes that give an address also say when it was read, finds those that do not. Sources with a DOI need
//! no date. Where no note has a date, a journal with Cyrillic in it, whose notes follow GOST, is told so once.
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

use super::online::{self, Online};
use super::sources;
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

/// Places that are shown.
const SHOWN: usize = 8;

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    let notes: Vec<_> = online::notes(subject).into_iter().filter(|note| note.described).collect();
    let (dated, undated): (Vec<&Online<'_, '_>>, Vec<_>) = notes.iter().partition(|note| note.access.is_some());
    if dated.is_empty() {
        return none(subject, &undated, findings);
    }
    if undated.len() >= dated.len() {
        return;
    }
    for note in undated {
        let Some(address) = note.addresses.last() else { continue };
        let message =
            say!(ui, "no date of access is given for this address", "для этого адреса не указана дата обращения");
        let script = sources::script(&note.piece.plain);
        let like = dated.iter().find(|other| sources::script(&other.piece.plain) == script).or(dated.first());
        let Some((like, access)) = like.and_then(|like| Some((like, like.access.clone()?))) else { continue };
        let label = like.access_label.clone().map_or("", |label| &like.piece.plain[label]);
        let example = &like.piece.plain[access];
        let help = say!(
            ui,
            "say when it was read, as the other notes do ({label}: {example})",
            "укажите её, как в других примечаниях ({label}: {example})"
        );
        findings.add(findings.at(address.span(), message).help(help));
    }
}

/// Where no note says when its page was read.
fn none(subject: &Subject<'_>, undated: &[&Online<'_, '_>], findings: &mut Findings) {
    let ui = subject.ui;
    let mut addresses = undated.iter().filter_map(|note| note.addresses.last());
    let Some(first) = addresses.next().filter(|_| sources::is_gost(subject)) else { return };
    let message = ui.of(
        "no date of access is given for the addresses in the notes",
        "для адресов в примечаниях не указаны даты обращения",
    );
    let help = ui.of("say after each address when it was read", "укажите дату обращения после каждого адреса");
    let mut finding = findings.at(first.span(), message).help(help);
    finding.severity = Severity::Info;
    for address in addresses.take(SHOWN) {
        finding = finding.related(address.span(), ui.of("and here", "и здесь"));
    }
    findings.add(finding);
}
