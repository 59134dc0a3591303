//! An item of the list of references has no stop at its end where the others have one.
//!
//! ## What it does
//! Where at least three quarters of the items of a list end with a full stop it tells those that do not. Items that end
//! with an address or a DOI are compared with each other only, for many journals put no stop after them.
//!
//! ## Why it matters
//! Items of one list are set alike, and a missing stop often shows where words were lost.
//!
//! ## Example
//! ```text
//! 1. Amsel K. The bridges of the lake district. Zurich: Muster; 2011.
//! 2. Drossel P. Ferries of the lake district. Zurich: Muster; 2014. p. 65–71
//! ```
//! Use instead:
//! ```text
//! 2. Drossel P. Ferries of the lake district. Zurich: Muster; 2014. p. 65–71.
//! ```

use super::items::{self, Item, most};
use crate::article::PartKind;
use crate::check::{Findings, Rule, Subject, say};
use crate::diagnostic::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "reference-stop",
    severity: Severity::Error,
    summary: ["An item has no stop at its end, the others have", "В конце источника нет точки, у других она есть"],
    supersedes: &[],
    check,
};

/// Parts that nothing follows.
const ENDS: [PartKind; 8] = [
    PartKind::FirstPage,
    PartKind::LastPage,
    PartKind::PageCount,
    PartKind::ElocationId,
    PartKind::Year,
    PartKind::Issue,
    PartKind::Language,
    PartKind::AccessDate,
];

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    for list in items::lists(subject) {
        for linked in [false, true] {
            let of_kind = || list.iter().filter(|item| ends_with_link(item) == linked && !item.plain().is_empty());
            if most(of_kind().map(has_stop), 3) != Some(true) {
                continue;
            }
            for item in of_kind().filter(|item| !has_stop(item)) {
                let plain = item.plain().trim_end();
                let last = plain.char_indices().next_back().map_or(0, |(at, _)| at);
                let message = say!(ui, "{} has no stop at its end", "{}: в конце нет точки", item.name(ui));
                let help = ui.of(
                    "the other items of the list end with a stop",
                    "описания других источников заканчиваются точкой",
                );
                let mut finding = findings.at(item.piece.span(last..plain.len()), message).help(help);
                // Only after a last part of figures is it certain that nothing is lost there.
                let last_part = item.citation().parts.last();
                let known = last_part.is_some_and(|part| part.range().end + 4 > last && ENDS.contains(&part.kind));
                if let Some(exact) = item.piece.exact(last..plain.len(), subject.source) {
                    // An edit that replaces the last sign is right wherever emphasis ends.
                    let mended = match &plain[last..] {
                        "," | ";" | ":" if plain[..last].ends_with('.') => String::new(),
                        "," | ";" | ":" => ".".to_owned(),
                        sign => format!("{sign}."),
                    };
                    finding = finding.replace(!linked && known, exact, mended);
                }
                findings.add(finding);
            }
        }
    }
}

fn has_stop(item: &Item<'_>) -> bool {
    let plain = item.plain().trim_end().trim_end_matches(['”', '»', '"', ')', ']', '’']);
    plain.ends_with(['.', '!', '?', '…']) || item.plain().trim_end().ends_with(['.', '!', '?', '…'])
}

/// Whether its last part is an address or a number by which it is found online.
fn ends_with_link(item: &Item<'_>) -> bool {
    let last = item.citation().parts.last();
    let tail = item.plain().trim_end().rsplit(char::is_whitespace).next().unwrap_or_default();
    last.is_some_and(|part| matches!(part.kind, PartKind::Url | PartKind::Doi | PartKind::Pmid | PartKind::Pmcid))
        || tail.contains("://")
        || tail.starts_with("10.")
}
