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

use super::{author_keys, languages, of_lang};
use crate::article::{Contributor, Lang, Run};
use crate::check::{Findings, Rule, Subject, Ui, say};
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
    let front = &subject.article.front;
    let mut told = Vec::new();
    for lang in languages(&front.affiliations) {
        let own: Vec<(&Run, Span)> = of_lang(&front.affiliations, lang)
            .filter_map(|(_, text)| text.label.as_ref().map(|label| (label, label.span.join(text.text.span()))))
            .collect();
        let labels: Vec<&Run> = own.iter().map(|(label, _)| *label).collect();
        told.extend(dangling(subject, lang, &own, findings));
        repeated(subject, &labels, findings);
        mixed(subject, &labels, findings);
    }
    unbound(subject, &told, findings);
}

/// Keys of authors that no affiliation of the language has, and affiliations whose key no author has, as the manuscript
/// has the keys. Gives the places that it told of.
fn dangling(subject: &Subject<'_>, lang: Lang, own: &[(&Run, Span)], findings: &mut Findings) -> Vec<Span> {
    let ui = subject.ui;
    let authors = author_keys(subject, lang);
    let used = |label: &str| authors.iter().any(|(_, keys)| keys.iter().any(|(key, _)| key == label));
    let mut told = Vec::new();
    // Without keys on either side there is nothing to go by; keys in two scripts are told by their form.
    if own.is_empty() || !authors.iter().any(|(_, keys)| !keys.is_empty()) {
        return told;
    }
    let known = |key: &str| own.iter().any(|(label, _)| label.text == key);
    let all = authors.iter().flat_map(|(name, keys)| keys.iter().map(move |key| (*name, key)));
    let lost: Vec<(&Run, &(String, Span))> = all.filter(|(_, (key, _))| !known(key)).collect();
    // An affiliation that is lacking is one fault, however many authors have its key.
    let mut unknown: Vec<(&Run, &(String, Span))> = Vec::new();
    for (name, key) in &lost {
        told.push(name.span);
        if !unknown.iter().any(|(_, (other, _))| *other == key.0) {
            unknown.push((name, key));
        }
    }
    let mut unused: Vec<&(&Run, Span)> = own.iter().filter(|(label, _)| !used(&label.text)).collect();
    for (name, (key, span)) in &unknown {
        let message = say!(
            ui,
            "no affiliation has the key {} of {}",
            "нет места работы со знаком {}, который стоит у автора {}",
            key,
            name.text.trim()
        );
        let help = ui.of("give both one key", "у автора и у места работы должен быть один и тот же знак");
        let mut finding = findings.at(*span, message).help(help);
        // One key is wrong, not two.
        if let ([_], [(_, place)]) = (&unknown[..], &unused[..]) {
            finding = finding.related(*place, no_author(ui));
            told.push(*place);
            unused.clear();
        }
        findings.add(finding);
    }
    for (label, place) in unused {
        told.push(*place);
        lonely(subject, label, *place, findings);
    }
    told
}

fn no_author(ui: Ui) -> &'static str {
    ui.of("no author has this affiliation", "это место работы не отмечено ни у одного автора")
}

/// Tells an affiliation that no author has.
fn lonely(subject: &Subject<'_>, label: &Run, place: Span, findings: &mut Findings) {
    let ui = subject.ui;
    let message =
        say!(ui, "no author has the affiliation {}", "место работы {} не отмечено ни у одного автора", label.text);
    let help = ui.of(
        "put its key after the name of an author, or leave it out",
        "поставьте его знак после имени автора или уберите его",
    );
    findings.add(findings.at(place, message).help(help));
}

/// Authors without an affiliation, and affiliations without an author, in any language.
fn unbound(subject: &Subject<'_>, told: &[Span], findings: &mut Findings) {
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
    let keyed = |a: &'_ crate::article::Affiliation| {
        let variants = a.variants.iter().filter_map(|v| Some((v.value.label.clone()?, v.value.text.span())));
        variants.map(|(label, text)| (label.clone(), label.span.join(text))).collect::<Vec<_>>()
    };
    let mut unclaimed: Vec<(Run, Span)> = unclaimed
        .map(keyed)
        .filter(|variants| !variants.iter().any(|(_, place)| told.contains(place)))
        .filter_map(|variants| variants.into_iter().next())
        .collect();
    let homeless = persons().filter(|c| c.affiliations.is_empty());
    let homeless = homeless.filter(|c| !c.names.iter().any(|n| told.contains(&n.value.written.span)));
    let homeless: Vec<&Run> = homeless.filter_map(written).collect();
    for name in &homeless {
        let message = say!(ui, "{} has no affiliation", "у автора {} не указано место работы", name.text.trim());
        let help = ui.of(
            "put the key of an affiliation after the name; its form must be that of the affiliation",
            "поставьте после имени знак места работы, тот же, что и перед ним",
        );
        let mut finding = findings.at(name.span, message).help(help);
        if let ([_], [(_, place)]) = (&homeless[..], &unclaimed[..]) {
            finding = finding.related(*place, no_author(ui));
            unclaimed.clear();
        }
        findings.add(finding);
    }
    for (label, place) in unclaimed {
        lonely(subject, &label, place, findings);
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
