//! An item has another address or DOI in the other list.
//!
//! ## What it does
//! Compares the addresses and the DOIs of the two forms of each item. The scheme (`http`, `https`), `www.` and a slash at
//! the end do not count.
//!
//! ## Why it matters
//! One of the two leads elsewhere or nowhere.
//!
//! ## Example
//! ```text
//! 4. Доступно по: http://example.org/a/20040315.html.
//! 4. Available at: http://example.org/a/20040316.html.
//! ```
//! Use instead:
//! ```text
//! 4. Available at: http://example.org/a/20040315.html.
//! ```

use super::partners::partners;
use crate::article::PartKind;
use crate::check::{Findings, Rule, Subject, say};
use crate::diagnostic::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "pair-address",
    severity: Severity::Error,
    summary: ["Addresses or DOIs differ between the two lists", "Адреса или DOI в двух списках различаются"],
    supersedes: &[],
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    let Some(partners) = partners(subject) else { return };
    for (one, two) in partners.iter() {
        for kind in [PartKind::Doi, PartKind::Url] {
            let (Some(a), Some(b)) = (one.part(kind), two.part(kind)) else { continue };
            let value = |text: Option<&str>| bare(text.unwrap_or_default());
            let (first, second) =
                (value(one.citation().get(kind, one.plain())), value(two.citation().get(kind, two.plain())));
            if first == second {
                continue;
            }
            // An address may be given in the language of the list.
            if kind == PartKind::Url && in_another_language(&first, &second) {
                continue;
            }
            let (there, here) = (a.text(one.plain()), b.text(two.plain()));
            let message = say!(
                ui,
                "{}: “{here}” here, “{there}” in the other list",
                "{}: здесь «{here}», в другом списке «{there}»",
                two.name(ui)
            );
            let help = ui.of("check which of the two is right", "проверьте, какой из адресов верен");
            let related = ui.of("in the other list", "в другом списке");
            findings.add(findings.at(two.span(b), message).help(help).related(one.span(a), related));
        }
    }
}

/// An address without what does not matter.
fn bare(address: &str) -> String {
    let lower = address.trim().to_lowercase();
    let bare = lower.split_once("://").map_or(lower.as_str(), |(_, rest)| rest);
    bare.trim_start_matches("www.").trim_end_matches(['/', '.', '>', ';']).to_owned()
}

/// Whether two addresses differ only in a step or a parameter that names a language.
fn in_another_language(a: &str, b: &str) -> bool {
    let steps = |address: &str| -> Vec<String> {
        let steps = address.split(['/', '=', '&', '?', '-', '.']);
        steps
            .filter(|s| !matches!(*s, "" | "en" | "eng" | "ru" | "rus" | "be" | "by" | "uk" | "ua"))
            .map(str::to_owned)
            .collect()
    };
    steps(a) == steps(b)
}
