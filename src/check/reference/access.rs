//! The date of access is missing, or is written otherwise than in the other items.
//!
//! ## What it does
//! Looks at the items with an address. Where at least three quarters of them say when the address was looked at, it tells
//! those that do not, but for those with a DOI; where at least three quarters of the dates are in one form, it tells the
//! others.
//!
//! ## Why it matters
//! Pages change. The date tells which state of the page the article rests on.
//!
//! ## Example
//! ```text
//! 3. The lake. URL: https://example.org/lake (date of access: 01.02.2020).
//! 4. The town. URL: https://example.org/town (date of access: 1 February 2020).
//! ```
//! Use instead:
//! ```text
//! 4. The town. URL: https://example.org/town (date of access: 01.02.2020).
//! ```

use super::items::{self, Item, most};
use crate::article::PartKind;
use crate::check::{Findings, Rule, Subject, say};
use crate::diagnostic::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "reference-access",
    severity: Severity::Warning,
    summary: ["The date of access is missing or in another form", "Нет даты обращения или она записана иначе"],
    supersedes: &[],
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    for list in items::lists(subject) {
        let online = || list.iter().filter(|item| item.has(&[PartKind::Url]) && !item.has(&[PartKind::Doi]));
        if most(online().map(|item| item.has(&[PartKind::AccessDate])), 3) == Some(true) {
            for item in online().filter(|item| !item.has(&[PartKind::AccessDate])) {
                let Some(url) = item.part(PartKind::Url) else { continue };
                let message = say!(ui, "{} has no date of access", "{}: нет даты обращения", item.name(ui));
                let help = ui.of(
                    "say when the page was looked at, as the other items do",
                    "укажите дату обращения, как в других источниках",
                );
                findings.add(findings.at(item.span(url), message).help(help));
            }
        }
        let Some(usual) = most(list.iter().filter_map(shape), 3) else { continue };
        let Some(model) = list.iter().find(|item| shape(item).as_ref() == Some(&usual)) else { continue };
        for item in list.iter().filter(|item| shape(item).is_some_and(|shape| shape != usual)) {
            let Some(part) = item.part(PartKind::AccessDate) else { continue };
            let message = say!(
                ui,
                "{}: the date of access “{}” is in another form than in the other items",
                "{}: дата обращения «{}» записана иначе, чем в других источниках",
                item.name(ui),
                part.text(item.plain())
            );
            let example = model.text(PartKind::AccessDate).unwrap_or_default();
            let help = say!(ui, "write it as “{example}” is", "запишите её так же, как «{example}»");
            findings.add(findings.at(item.span(part), message).help(help));
        }
    }
}

/// The form of the date of access: `9.9.9`, `9 a 9`.
fn shape(item: &Item<'_>) -> Option<String> {
    let date = item.text(PartKind::AccessDate)?;
    let mut out = String::new();
    for c in date.chars() {
        let class = match c {
            c if c.is_ascii_digit() => '9',
            c if c.is_alphabetic() => 'a',
            c if c.is_whitespace() => ' ',
            c => c,
        };
        if !out.ends_with(class) || !matches!(class, '9' | 'a' | ' ') {
            out.push(class);
        }
    }
    // `May` is written in full where other months are cut.
    let out = out.replace("a. ", "a ");
    Some(out.trim_end_matches(['.', 'a', ' ']).to_owned())
}
