//! The keys of authors and affiliations do not lead from one to the other.
//!
//! ## What it does
//! Finds an author without an affiliation where the others have one, an affiliation that no author has, a key that two
//! affiliations share, and keys of two forms in one block: letters and figures, Latin and Cyrillic letters, with a
//! bracket and without. That one language has letters and the other figures is a matter of style and is not told.
//!
//! ## Why it matters
//! The key is all that tells where an author works. Databases count the work of an institution by it.
//!
//! ## Example
//! ```text
//! A. B. AUTHOR^a, C. D. OTHER^c
//!
//! ^aLake University, Lakeville, Belarus
//! ^bRiver Institute, Rivertown, Belarus
//! ```
//! Use instead:
//! ```text
//! A. B. AUTHOR^a, C. D. OTHER^b
//!
//! ^aLake University, Lakeville, Belarus
//! ^bRiver Institute, Rivertown, Belarus
//! ```

use super::{languages, of_lang};
use crate::article::{Contributor, Run};
use crate::check::{Findings, Rule, Subject, say};
use crate::diagnostic::Severity;
use crate::source::Span;

/// The rule.
pub const RULE: Rule = Rule {
    id: "affiliation-keys",
    severity: Severity::Error,
    summary: [
        "The keys of authors and affiliations do not lead from one to the other",
        "Знаки у авторов и у мест работы не соответствуют друг другу",
    ],
    supersedes: &[],
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    unbound(subject, findings);
    for lang in languages(&subject.article.front.affiliations) {
        let labels: Vec<&Run> =
            of_lang(&subject.article.front.affiliations, lang).filter_map(|(_, text)| text.label.as_ref()).collect();
        repeated(subject, &labels, findings);
        mixed(subject, &labels, findings);
    }
}

/// Authors without an affiliation, and affiliations without an author.
fn unbound(subject: &Subject<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    let front = &subject.article.front;
    let keyed = front.affiliations.iter().any(|a| a.variants.iter().any(|v| v.value.label.is_some()));
    let persons = || front.contributors.iter().filter(|c| c.collaboration.is_empty());
    // Where nobody is bound there are no keys to go by.
    if !keyed || persons().all(|c| c.affiliations.is_empty()) {
        return;
    }
    let bound: std::collections::BTreeSet<&str> =
        front.contributors.iter().flat_map(|c| &c.affiliations).map(String::as_str).collect();
    // Without a key it can be the rest of the line before it.
    let unclaimed = front.affiliations.iter().filter(|a| !bound.contains(a.id.as_str()));
    let mut unclaimed: Vec<(&Run, Span)> = unclaimed
        .filter_map(|a| {
            let (text, label) = a.variants.iter().find_map(|v| Some((&v.value.text, v.value.label.as_ref()?)))?;
            Some((label, label.span.join(text.span())))
        })
        .collect();
    let homeless: Vec<&Run> = persons().filter(|c| c.affiliations.is_empty()).filter_map(written).collect();
    for name in &homeless {
        let message = say!(ui, "{} has no affiliation", "у автора {} не указано место работы", name.text.trim());
        let help = ui.of(
            "put the key of an affiliation after the name; its form must be that of the affiliation",
            "поставьте после имени знак места работы, тот же, что и перед ним",
        );
        let mut finding = findings.at(name.span, message).help(help);
        // One key is wrong, not two.
        if let ([_], [(_, place)]) = (&homeless[..], &unclaimed[..]) {
            let related = ui.of("no author has this affiliation", "это место работы не отмечено ни у одного автора");
            finding = finding.related(*place, related);
            unclaimed.clear();
        }
        findings.add(finding);
    }
    for (label, place) in unclaimed {
        let message =
            say!(ui, "no author has the affiliation {}", "место работы {} не отмечено ни у одного автора", label.text);
        let help = ui.of(
            "put its key after the name of an author, or leave it out",
            "поставьте его знак после имени автора или уберите его",
        );
        findings.add(findings.at(place, message).help(help));
    }
}

fn written(contributor: &Contributor) -> Option<&Run> {
    contributor.names.iter().map(|n| &n.value.written).find(|run| !run.span.is_empty())
}

/// A key that two affiliations of a block have.
fn repeated(subject: &Subject<'_>, labels: &[&Run], findings: &mut Findings) {
    let ui = subject.ui;
    let mut known = std::collections::BTreeMap::new();
    for label in labels {
        if let Some(first) = known.insert(label.text.as_str(), label.span) {
            let message = say!(ui, "two affiliations have the key {}", "знак {} стоит у двух мест работы", label.text);
            let help = ui.of("give each affiliation a key of its own", "у каждого места работы должен быть свой знак");
            let related = ui.of("the other one", "другое место работы");
            findings.add(findings.at(label.span, message).help(help).related(first, related));
        }
    }
}

/// What a key is made of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Figures,
    Latin,
    Cyrillic,
    Sign,
}

fn form(label: &str) -> Form {
    match label.chars().next() {
        Some(c) if c.is_numeric() => Form::Figures,
        Some('\u{400}'..='\u{52f}') => Form::Cyrillic,
        Some(c) if c.is_alphabetic() => Form::Latin,
        _ => Form::Sign,
    }
}

/// The first key of a block that is of another form than the first one.
fn mixed(subject: &Subject<'_>, labels: &[&Run], findings: &mut Findings) {
    let ui = subject.ui;
    let Some((first, others)) = labels.split_first() else { return };
    let brackets = |run: &Run| subject.source.slice(run.span).contains(['⁾', ')']);
    let odd = others.iter().find_map(|other| match (form(&first.text), form(&other.text)) {
        (Form::Sign, _) | (_, Form::Sign) => None,
        (Form::Latin, Form::Cyrillic) | (Form::Cyrillic, Form::Latin) => Some((
            other,
            ui.of(
                "one key is a Latin letter, another a Cyrillic one",
                "один знак — латинская буква, другой — кириллическая",
            ),
        )),
        (a, b) if a != b => {
            Some((other, ui.of("one key is a letter, another a figure", "один знак — буква, другой — цифра")))
        }
        _ if brackets(first) != brackets(other) => {
            Some((other, ui.of("one key has a bracket, another has none", "у одного знака есть скобка, у другого нет")))
        }
        _ => None,
    });
    if let Some((other, message)) = odd {
        let help = ui.of("give all keys of the block one form", "запишите все знаки одинаково");
        let related = ui.of("the first key", "первый знак");
        findings.add(findings.at(other.span, message).help(help).related(first.span, related));
    }
}
