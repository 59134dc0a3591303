//! The same source stands in the list of references twice.
//!
//! ## What it does
//! Compares the items of a list by their words, and by DOI. Two volumes, two editions or two parts of one work are two
//! sources.
//!
//! ## Why it matters
//! One source has one number. With two, readers take it for two works, and citation indexes count it twice.
//!
//! ## Example
//! ```text
//! 3. Amsel K. The bridges of the lake district. Zurich: Muster; 2011.
//! 7. Amsel K. The bridges of the lake district. Zurich: Muster; 2011.
//! ```
//! Use instead:
//! ```text
//! 3. Amsel K. The bridges of the lake district. Zurich: Muster; 2011.
//! ```

use std::collections::BTreeMap;

use super::items::{self, Item, squeezed};
use crate::article::PartKind;
use crate::check::{Findings, Rule, Subject, say};
use crate::diagnostic::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "reference-repeated",
    severity: Severity::Error,
    summary: ["A source stands in the list twice", "Источник приведён в списке дважды"],
    supersedes: &[],
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    let mut told = std::collections::BTreeSet::new();
    for list in items::lists(subject) {
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        for (n, item) in list.iter().enumerate() {
            let first = keys(item).into_iter().map(|key| *seen.entry(key).or_insert(n)).min().unwrap_or(n);
            if first == n || !told.insert(item.reference.id.clone()) {
                continue;
            }
            let other = &list[first];
            let message =
                say!(ui, "{} is the same source as {}", "{} — тот же, что и {}", item.name(ui), other.name(ui));
            let help = say!(
                ui,
                "keep one of them and cite its number ({})",
                "оставьте один из них и ссылайтесь на его номер ({})",
                other.number()
            );
            let related = ui.of("here already", "уже приведён здесь");
            findings.add(findings.at(item.piece.whole(), message).help(help).related(other.piece.whole(), related));
        }
    }
}

/// What two items have in common only if they are one source.
fn keys(item: &Item<'_>) -> Vec<String> {
    let mut keys = Vec::new();
    // The accents of two copies may differ in how they were typed, an access date may be another.
    let mut text = item.plain().to_owned();
    if let Some(date) = item.part(PartKind::AccessDate) {
        text.replace_range(date.range(), "");
    }
    let all = squeezed(&text);
    if all.chars().count() > 24 {
        keys.push(all);
    }
    if let Some(doi) = item.citation().get(PartKind::Doi, item.plain()) {
        // A DOI of the whole book stands at each of its chapters.
        let title = item.title().map_or("", |title| title.text(item.plain()));
        keys.push(format!("{} {}", doi.to_lowercase(), squeezed(title)));
    }
    keys
}
