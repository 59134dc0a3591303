//! An item has other authors or editors in the other list.
//!
//! ## What it does
//! Compares the names of the two forms of each item: how many there are, in what order, whether each surname can be a
//! romanised form of its partner by any usual system or near it, and whether the initials agree.
//!
//! ## Why it matters
//! An author who is lost or misspelt in the romanised list is not cited.
//!
//! ## Example
//! ```text
//! 2. Зяблик ПР, Чиж АВ. Паромы без воды. Вода и камень. 2010;1:42–50.
//! 2. Zyablik PR. [Ferries without water]. Water and Stone. 2010;1:42–50.
//! ```
//! Use instead:
//! ```text
//! 2. Zyablik PR, Chizh AV. [Ferries without water]. Water and Stone. 2010;1:42–50.
//! ```

use super::partners::partners;
use crate::article::{Part, PartKind};
use crate::check::reference::items::{Item, inside};
use crate::check::{Findings, Rule, Subject, say};
use crate::diagnostic::Severity;
use crate::notation::name::{initials_agree, same_surname};
use crate::notation::romanisation;
use crate::source::Span;

/// The rule.
pub const RULE: Rule = Rule {
    id: "pair-authors",
    severity: Severity::Warning,
    summary: ["Authors or editors differ between the two lists", "Авторы или редакторы в двух списках различаются"],
    supersedes: &[],
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(partners) = partners(subject) else { return };
    for (one, two) in partners.iter() {
        for group in [PartKind::Authors, PartKind::Editors] {
            names(subject, findings, one, two, group);
        }
    }
}

fn names(subject: &Subject<'_>, findings: &mut Findings, one: &Item<'_>, two: &Item<'_>, group: PartKind) {
    let ui = subject.ui;
    // Bodies, and names that were left out, are not counted.
    // A heading (`Title / A. Author, B. Author`) has the first author only.
    let uncounted = |item: &Item<'_>| item.has(&[PartKind::EtAl, PartKind::Collab]) || item.plain().contains(" / ");
    let (a, b): (Vec<&Part>, Vec<&Part>) = (one.names(group).collect(), two.names(group).collect());
    let unclear = |item: &Item<'_>, name: &&Part| {
        let text = |kind| inside(name, kind).map_or("", |part| part.text(item.plain()));
        let (surname, given) = (text(PartKind::Surname), text(PartKind::GivenNames));
        // Words of the title that were taken for a surname: `Drozd K. A. Sud’ba mosta`.
        let words = given.contains('.') && given.split(' ').any(|word| word.chars().count() > 3 && !word.contains('.'));
        surname.is_empty() || surname.contains('.') || words && surname.contains(' ')
    };
    let unclear = a.iter().any(|name| unclear(one, name)) || b.iter().any(|name| unclear(two, name));
    if a.is_empty() || b.is_empty() || unclear || uncounted(one) || uncounted(two) {
        return;
    }
    let whole = |item: &Item<'_>, names: &[&Part]| names.iter().fold(Span::NONE, |all, name| all.join(item.span(name)));
    let related = ui.of("in the other list", "в другом списке");
    let help = ui.of("make the two lists agree", "приведите оба списка в соответствие");
    if a.len() != b.len() {
        let (here, there) = (b.len(), a.len());
        let message = match group {
            PartKind::Authors => say!(
                ui,
                "{}: the numbers of authors differ: {here} here, {there} in the other list",
                "{}: число авторов различается: здесь — {here}, в другом списке — {there}",
                two.name(ui)
            ),
            _ => say!(
                ui,
                "{}: the numbers of editors differ: {here} here, {there} in the other list",
                "{}: число редакторов различается: здесь — {here}, в другом списке — {there}",
                two.name(ui)
            ),
        };
        findings.add(findings.at(whole(two, &b), message).help(help).related(whole(one, &a), related));
        return;
    }
    let differ: Vec<usize> = (0..a.len()).filter(|&n| !same(one, a[n], two, b[n])).collect();
    let elsewhere = |n: usize| differ.iter().any(|&m| same(one, a[m], two, b[n]));
    if differ.len() > 1 && differ.iter().all(|&n| elsewhere(n)) {
        let message = say!(
            ui,
            "{}: the names stand in another order than in the other list",
            "{}: имена стоят не в том порядке, что в другом списке",
            two.name(ui)
        );
        findings.add(findings.at(whole(two, &b), message).help(help).related(whole(one, &a), related));
        return;
    }
    for n in 0..a.len() {
        let (there, here) = (a[n].text(one.plain()), b[n].text(two.plain()));
        let (message, kind) = if differ.contains(&n) {
            let message = say!(
                ui,
                "{}: “{here}” is not “{there}” of the other list",
                "{}: «{here}» не соответствует «{there}» в другом списке",
                two.name(ui)
            );
            (message, PartKind::Surname)
        } else if !given_agree(one, a[n], two, b[n]) {
            let message = say!(
                ui,
                "{}: the initials of “{here}” differ from “{there}” in the other list",
                "{}: инициалы «{here}» не соответствуют «{there}» в другом списке",
                two.name(ui)
            );
            (message, PartKind::GivenNames)
        } else {
            continue;
        };
        let place = inside(b[n], kind).unwrap_or(b[n]);
        findings.add(findings.at(two.span(place), message).help(help).related(one.span(a[n]), related));
    }
}

/// Whether two surnames may be one.
fn same(one: &Item<'_>, a: &Part, two: &Item<'_>, b: &Part) -> bool {
    let (Some(a), Some(b)) = (inside(a, PartKind::Surname), inside(b, PartKind::Surname)) else { return true };
    let (a, b) = (a.text(one.plain()), b.text(two.plain()));
    same_surname(a, b) || romanisation::near(&romanisation::normal(a), &romanisation::normal(b))
}

fn given_agree(one: &Item<'_>, a: &Part, two: &Item<'_>, b: &Part) -> bool {
    let (Some(a), Some(b)) = (inside(a, PartKind::GivenNames), inside(b, PartKind::GivenNames)) else { return true };
    initials_agree(a.text(one.plain()), b.text(two.plain()))
}
