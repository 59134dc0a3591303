//! The pages of an item are joined by another sign than in the other items, or an em dash stands among en dashes.
//!
//! ## What it does
//! Compares the sign between the first and the last page of all items: a hyphen among en dashes, an en dash among
//! hyphens. It also looks at the dashes with spaces around them in the list: an em dash where the article has en dashes
//! (`Belarus — NATO` among `Belarus – NATO`).
//!
//! ## Why it matters
//! One sign for one meaning is what readers see as care; programs that compare titles take two dashes for two titles.
//!
//! ## Example
//! ```text
//! 1. Amsel K. Bridges of glass. Water and Stone. 2009;3:11–19.
//! 2. Drossel P. Ferries without water. Water and Stone. 2010;1:42-50.
//! ```
//! Use instead:
//! ```text
//! 2. Drossel P. Ferries without water. Water and Stone. 2010;1:42–50.
//! ```

use super::items::{self, Item, most};
use crate::article::PartKind;
use crate::check::{Findings, Role, Rule, Subject, say};
use crate::diagnostic::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "reference-dash",
    severity: Severity::Warning,
    summary: ["A dash differs from those of the other items", "Тире не такое, как в других источниках"],
    supersedes: &[],
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let lists = items::lists(subject);
    for list in &lists {
        pages(subject, list, findings);
    }
    spaced(subject, &lists, findings);
}

/// What stands between the pages of an item, and where.
fn sign<'s>(item: &Item<'s>) -> Option<(&'s str, std::ops::Range<usize>)> {
    let (first, last) = (item.part(PartKind::FirstPage)?, item.part(PartKind::LastPage)?);
    let range = first.range().end..last.range().start;
    let sign = item.plain().get(range.clone())?;
    matches!(sign, "-" | "–" | "—" | "−" | "‐" | "‑").then_some((sign, range))
}

fn pages(subject: &Subject<'_>, list: &[Item<'_>], findings: &mut Findings) {
    let ui = subject.ui;
    let Some(usual) = most(list.iter().filter_map(sign).map(|(sign, _)| sign), 3) else { return };
    for item in list {
        let Some((sign, range)) = sign(item).filter(|(sign, _)| *sign != usual) else { continue };
        let message = say!(
            ui,
            "{}: {} between the pages, the other items have {}",
            "{}: между страницами {}, в других источниках {}",
            item.name(ui),
            ui.of(in_english(sign), in_russian(sign)),
            ui.of(in_english(usual), in_russian(usual))
        );
        let mut finding = findings.at(item.piece.span(range.clone()), message);
        let (first, last) = (item.part(PartKind::FirstPage), item.part(PartKind::LastPage));
        if let (Some(first), Some(last)) = (first, last) {
            let (first, last) = (first.text(item.plain()), last.text(item.plain()));
            finding = finding.help(say!(ui, "write “{first}{usual}{last}”", "нужно «{first}{usual}{last}»"));
        }
        if let Some(exact) = item.piece.exact(range, subject.source) {
            finding = finding.replace(true, exact, usual);
        }
        findings.add(finding);
    }
}

/// Em dashes with spaces around them in the lists, where the article has en dashes there.
fn spaced(subject: &Subject<'_>, lists: &[Vec<Item<'_>>], findings: &mut Findings) {
    const EM: &str = " — ";
    const EN: &str = " – ";
    let ui = subject.ui;
    let count = |sign: &str| subject.pieces().iter().map(|piece| piece.plain.matches(sign).count()).sum::<usize>();
    let (em, en) = (count(EM), count(EN));
    // In the text itself a lone em dash is for the rules on text to tell.
    let rest = |role: Role| role != Role::Reference;
    let in_text: usize =
        subject.pieces().iter().filter(|p| rest(p.role)).map(|piece| piece.plain.matches(EM).count()).sum();
    if em == 0 || in_text > 0 || en < 3 || en < em * 3 {
        return;
    }
    for item in lists.iter().flatten() {
        let mut places = item.plain().match_indices(EM).map(|(at, _)| at + 1..at + EM.len() - 1);
        let Some(range) = places.next() else { continue };
        let message = say!(
            ui,
            "{}: an em dash, the article has en dashes",
            "{}: длинное тире, в статье — среднее",
            item.name(ui)
        );
        let help = ui.of("write an en dash (–)", "нужно среднее тире (–)");
        let mut finding = findings.at(item.piece.span(range.clone()), message).help(help);
        if let Some(exact) = item.piece.exact(range, subject.source) {
            finding = finding.replace(true, exact, "–");
        }
        for range in places {
            finding = finding.related(item.piece.span(range), ui.of("here too", "и здесь"));
        }
        findings.add(finding);
    }
}

fn in_english(sign: &str) -> &'static str {
    match sign {
        "–" => "an en dash",
        "—" => "an em dash",
        "−" => "a minus sign",
        _ => "a hyphen",
    }
}

fn in_russian(sign: &str) -> &'static str {
    match sign {
        "–" => "среднее тире",
        "—" => "длинное тире",
        "−" => "минус",
        _ => "дефис",
    }
}
