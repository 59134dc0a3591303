//! The brackets around a translated title are missing, or begin or end in the wrong place.
//!
//! ## What it does
//! In a romanised list a title that is merely translated stands in square brackets, and a romanised title has its
//! translation in brackets after it. Where the list does so otherwise, this tells translated titles without brackets,
//! brackets that begin in the middle of a title, romanised titles without a translation, and brackets that are not closed.
//! Journals often have a parallel title in English; it needs no brackets.
//!
//! ## Why it matters
//! The brackets say that the source does not bear this title, so that nobody looks for it in the catalogue.
//!
//! ## Example
//! ```text
//! Drozd KA. The [bridges of glass]. Water and Stone. 2009;3:11–19. Russian.
//! ```
//! Use instead:
//! ```text
//! Drozd KA. [The bridges of glass]. Water and Stone. 2009;3:11–19. Russian.
//! ```

use super::titles::share;
use crate::article::{Part, PartKind, PublicationType};
use crate::check::pair::partners::{Partners, partners, scripts_differ};
use crate::check::reference::items::Item;
use crate::check::{Findings, Rule, Subject, say};
use crate::diagnostic::{Edit, Fix, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "romanisation-brackets",
    severity: Severity::Warning,
    summary: ["The brackets around a translated title are wrong", "Скобки у переведённого заглавия поставлены неверно"],
    supersedes: &[],
    check,
};

/// How an item gives its title in the romanised list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Given {
    /// `[Translated]`
    Bracketed,
    /// `Translated`
    Bare,
    /// `The [translated]`
    Inside,
    /// `Romanised [translated]`
    Both,
    /// `Romanised`
    Romanised,
}

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    let Some(partners) = partners(subject) else { return };
    let given = given(&partners);
    let count = |kind: Given| given.iter().filter(|(_, _, given)| *given == kind).count();
    let (bracketed, bare) = (count(Given::Bracketed), count(Given::Bare));
    let (both, alone) = (count(Given::Both), count(Given::Romanised));
    // A list that never brackets translations is of another journal.
    let uses_brackets = bracketed > 0 && bracketed + both >= 2 && bare * 2 <= bracketed + both;
    let translates = both >= 3 && alone * 3 <= both;
    for &(item, part, given) in &given {
        let title = part.text(item.plain());
        match given {
            Given::Inside => {
                let open = title.find('[').unwrap_or_default();
                let message = say!(
                    ui,
                    "{}: the bracket begins in the middle of the translated title",
                    "{}: скобка стоит посреди переведённого заглавия",
                    item.name(ui)
                );
                let head = &title[..open];
                let help = say!(ui, "begin with it: “[{head}…”", "поставьте её в начале: «[{head}…»");
                let range = part.range().start..part.range().start + open + 1;
                let mut finding = findings.at(item.piece.span(range.clone()), message).help(help);
                if let Some(span) = item.piece.exact(range, subject.source) {
                    let rest = &title[open + 1..];
                    let safe = rest.ends_with(']') && !rest[..rest.len() - 1].contains(['[', ']']);
                    finding.fix = Some(Fix { safe, edits: vec![Edit { span, text: format!("[{head}") }] });
                }
                findings.add(finding);
            }
            Given::Bare if uses_brackets => {
                let message = say!(
                    ui,
                    "{}: the translated title stands without brackets",
                    "{}: переведённое заглавие стоит без скобок",
                    item.name(ui)
                );
                let help = ui.of(
                    "put a translated title in square brackets, as in the other items",
                    "возьмите переведённое заглавие в квадратные скобки, как в других источниках",
                );
                findings.add(findings.at(item.span(part), message).help(help));
            }
            Given::Romanised if translates => {
                let message = say!(
                    ui,
                    "{}: the romanised title has no translation after it",
                    "{}: после транслитерированного заглавия нет перевода",
                    item.name(ui)
                );
                let help = ui.of(
                    "add the translation in square brackets, as in the other items",
                    "добавьте перевод в квадратных скобках, как в других источниках",
                );
                findings.add(findings.at(item.span(part), message).help(help));
            }
            _ => {}
        }
    }
    for (_, item) in partners.iter() {
        unclosed(subject, findings, item);
    }
}

/// How each item whose original is in Cyrillic gives its title.
fn given<'p, 's>(partners: &'p Partners<'s>) -> Vec<(&'p Item<'s>, &'s Part, Given)> {
    let mut out = Vec::new();
    for (original, item) in partners.iter().filter(|(a, b)| scripts_differ(a, b)) {
        for kind in [PartKind::ArticleTitle, PartKind::ChapterTitle, PartKind::Source] {
            // The title of a journal, a site or a whole volume may be a parallel one.
            let book = matches!(item.kind(), PublicationType::Book | PublicationType::Thesis);
            let event = item.kind() == PublicationType::Conference;
            if kind == PartKind::Source && !book && !event {
                continue;
            }
            let (Some(a), Some(b)) = (original.part(kind), item.part(kind)) else { continue };
            // Materials of a conference are never merely translated.
            let given = how(original, a, item, b);
            let known = book || kind != PartKind::Source || matches!(given, Some(Given::Both | Given::Romanised));
            if let Some(given) = given.filter(|_| known) {
                out.push((item, b, given));
            }
        }
    }
    out
}

fn how(original: &Item<'_>, a: &Part, item: &Item<'_>, b: &Part) -> Option<Given> {
    let plain = item.plain();
    let title = b.text(plain);
    let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
    if letters(title) < 8 || letters(a.text(original.plain())) < 8 {
        return None;
    }
    // A title that holds what is Latin in the original too is neither.
    let romanised = share(original, a, item, b);
    let opens = plain[..b.range().start].trim_end().ends_with('[') || title.starts_with('[');
    if opens {
        return Some(Given::Bracketed);
    }
    if romanised >= 0.6 {
        let medium = item.part(PartKind::Medium).map_or(plain.len(), |medium| medium.range().start);
        let after = plain.get(b.range().end..medium).unwrap_or_default().trim_end_matches('[');
        let translated =
            item.has(&[PartKind::TransTitle, PartKind::TransSource]) || title.contains('[') || after.contains('[');
        return Some(if translated { Given::Both } else { Given::Romanised });
    }
    if let Some(open) = title.find('[') {
        let closes = title.ends_with(']') || plain[b.range().end..].starts_with(']');
        return (closes && title[..open].split_whitespace().count() <= 3).then_some(Given::Inside);
    }
    (romanised < 0.35).then_some(Given::Bare)
}

/// A square bracket that is opened and not closed, or closed and not opened.
fn unclosed(subject: &Subject<'_>, findings: &mut Findings, item: &Item<'_>) {
    let ui = subject.ui;
    let mut open: Vec<usize> = Vec::new();
    let mut wrong = None;
    for (at, sign) in item.plain().match_indices(['[', ']']) {
        match sign {
            "[" => open.push(at),
            _ if open.pop().is_none() => wrong = wrong.or(Some(at)),
            _ => {}
        }
    }
    let Some(at) = wrong.or(open.first().copied()) else { return };
    let message = if wrong.is_some() {
        say!(ui, "{}: a bracket is closed that was not opened", "{}: лишняя закрывающая скобка", item.name(ui))
    } else {
        say!(ui, "{}: a bracket is not closed", "{}: скобка не закрыта", item.name(ui))
    };
    let help = ui.of("add the other bracket of the pair", "добавьте парную скобку");
    findings.add(findings.at(item.piece.span(at..at + 1), message).help(help));
}
