//! An item has other pages, another volume or another issue in the other list.
//!
//! ## What it does
//! Compares the figures of the two forms of each item: volume and issue, first and last page, the number of pages of a
//! book. Where most items have their pages in both lists it also tells those that have them in one only.
//!
//! ## Why it matters
//! One of the two is wrong, and citation indexes read the romanised list.
//!
//! ## Example
//! ```text
//! 2. Зяблик ПР. Паромы без воды. Вода и камень. 2010;1:42–50.
//! 2. Zyablik PR. [Ferries without water]. Water and Stone. 2010;1:42–55.
//! ```
//! Use instead:
//! ```text
//! 2. Zyablik PR. [Ferries without water]. Water and Stone. 2010;1:42–50.
//! ```

use super::partners::{Partners, partners};
use crate::article::{Part, PartKind, PublicationType};
use crate::check::reference::items::{Item, most, squeezed};
use crate::check::{Findings, Rule, Subject, say};
use crate::diagnostic::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "pair-pages",
    severity: Severity::Error,
    summary: [
        "Pages, volume or issue differ between the two lists",
        "Страницы, том или номер в двух списках различаются",
    ],
    supersedes: &[],
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(partners) = partners(subject) else { return };
    for (one, two) in partners.iter() {
        let (a, b) = (counters(one), counters(two));
        // The number of a law or a report is none of an issue.
        if a.len() == b.len() && one.kind() == PublicationType::Journal && two.kind() == PublicationType::Journal {
            for (a, b) in a.into_iter().zip(b) {
                compare(subject, findings, (one, a), (two, b));
            }
        }
        // Pages that cannot be are told as that.
        if reversed(one) || reversed(two) {
            continue;
        }
        for kind in [PartKind::FirstPage, PartKind::LastPage, PartKind::PageCount, PartKind::ElocationId] {
            if let (Some(a), Some(b)) = (one.part(kind), two.part(kind))
                && compare(subject, findings, (one, a), (two, b))
            {
                break;
            }
        }
    }
    for kind in [PartKind::FirstPage, PartKind::PageCount] {
        missing(subject, findings, &partners, kind, false);
        missing(subject, findings, &partners, kind, true);
    }
}

/// Volume and issue in order: which of the two a lone number is, lists may see differently.
fn counters<'s>(item: &Item<'s>) -> Vec<&'s Part> {
    let parts = item.citation().parts.iter();
    parts.filter(|part| matches!(part.kind, PartKind::Volume | PartKind::Issue)).collect()
}

/// A figure, Roman or Arabic, whatever is around it.
fn figure(item: &Item<'_>, part: &Part) -> String {
    let text = part.value.as_deref().unwrap_or_else(|| part.text(item.plain()));
    let text = squeezed(text);
    roman(&text).map_or(text, |number| number.to_string())
}

/// The value of a Roman numeral in lower case.
fn roman(text: &str) -> Option<u32> {
    let mut total = 0;
    let mut before = 0;
    for c in text.chars().rev() {
        let value = match c {
            'i' | 'і' => 1,
            'v' => 5,
            'x' | 'х' => 10,
            'l' => 50,
            'c' | 'с' => 100,
            _ => return None,
        };
        if value < before {
            total -= value;
        } else {
            total += value;
            before = value;
        }
    }
    (total > 0 && text.len() < 12).then_some(total)
}

/// Whether the last page of an item stands before its first.
fn reversed(item: &Item<'_>) -> bool {
    let number = |kind| item.citation().get(kind, item.plain()).and_then(|page| page.parse::<u64>().ok());
    matches!((number(PartKind::FirstPage), number(PartKind::LastPage)), (Some(a), Some(b)) if b < a)
}

/// Tells two parts that differ; whether they do.
fn compare(
    subject: &Subject<'_>,
    findings: &mut Findings,
    first: (&Item<'_>, &Part),
    second: (&Item<'_>, &Part),
) -> bool {
    let ui = subject.ui;
    let ((one, a), (two, b)) = (first, second);
    let (own, other) = (figure(two, b), figure(one, a));
    if own == other || own.is_empty() || other.is_empty() {
        return false;
    }
    let (here, there) = (b.text(two.plain()), a.text(one.plain()));
    let message = say!(
        ui,
        "{}: {} {here} here, {there} in the other list",
        "{}: {} {here}, в другом списке — {there}",
        two.name(ui),
        ui.of(in_english(b.kind), in_russian(b.kind))
    );
    let help = ui.of("make the two lists agree", "приведите оба списка в соответствие");
    let related = ui.of("in the other list", "в другом списке");
    findings.add(findings.at(two.span(b), message).help(help).related(one.span(a), related));
    true
}

fn in_english(kind: PartKind) -> &'static str {
    match kind {
        PartKind::Volume | PartKind::Issue => "volume or issue",
        PartKind::FirstPage => "the first page is",
        PartKind::LastPage => "the last page is",
        PartKind::PageCount => "the number of pages is",
        _ => "the number of the article is",
    }
}

fn in_russian(kind: PartKind) -> &'static str {
    match kind {
        PartKind::Volume | PartKind::Issue => "здесь том или номер",
        PartKind::FirstPage => "здесь первая страница",
        PartKind::LastPage => "здесь последняя страница",
        PartKind::PageCount => "здесь число страниц",
        _ => "здесь номер статьи",
    }
}

/// Pages that an item has in one list only, where most items have them in both.
fn missing(subject: &Subject<'_>, findings: &mut Findings, partners: &Partners<'_>, kind: PartKind, swap: bool) {
    let ui = subject.ui;
    let pairs = || partners.iter().map(|(one, two)| if swap { (two, one) } else { (one, two) });
    let having = || pairs().filter(|(has, _)| has.part(kind).is_some());
    if most(having().map(|(_, other)| other.part(kind).is_some()), 3) != Some(true) {
        return;
    }
    for (has, lacks) in having().filter(|(_, other)| other.part(kind).is_none()) {
        let Some(part) = has.part(kind) else { continue };
        let place = lacks.citation().parts.last().map_or_else(|| lacks.piece.whole(), |part| lacks.span(part));
        let message = say!(
            ui,
            "{} has no pages here, but has them in the other list",
            "{}: здесь не указаны страницы, в другом списке они есть",
            lacks.name(ui)
        );
        let last = has.part(PartKind::LastPage).filter(|_| kind == PartKind::FirstPage).unwrap_or(part);
        let pages = has.plain().get(part.range().start..last.range().end).unwrap_or_default();
        let help = say!(ui, "add them: {pages}", "добавьте их: {pages}");
        let related = ui.of("in the other list", "в другом списке");
        let mut finding = findings.at(place, message).help(help).related(has.span(part), related);
        finding.severity = Severity::Warning;
        findings.add(finding);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roman_numerals() {
        for (text, value) in [("iv", Some(4)), ("xii", Some(12)), ("xc", Some(90)), ("12", None), ("", None)] {
            assert_eq!(roman(text), value, "{text}");
        }
    }
}
