//! A person is spelled in two ways in the article.
//!
//! ## What it does
//! Compares the people of the text, the notes and the references. Told are a person whom one list of references names in
//! the same way in two items while the other list spells the name in two ways; and, among Slavonic names in Latin letters
//! with the same initials, spellings that only differ in the manner of romanisation (`Shadursky`, `Shadurskii`). Each
//! pair is told once; the name right before a citation is the matter of `name-cited`.
//!
//! ## Why it matters
//! Readers take two spellings for two people, and so do databases. Every way of romanising a name is right by itself, and
//! its bearer may have one of their own; an article keeps to one.
//!
//! ## Example
//! ```text
//! 4. Shadursky VG. On lakes. Journal of Lakes. 2003;2:42–50. Russian.
//! 7. Shadurskii VG. On rivers. Journal of Lakes. 2004;1:3–9. Russian.
//! ```
//! Use instead:
//! ```text
//! 4. Shadursky VG. On lakes. Journal of Lakes. 2003;2:42–50. Russian.
//! 7. Shadursky VG. On rivers. Journal of Lakes. 2004;1:3–9. Russian.
//! ```

use std::collections::{BTreeMap, BTreeSet};

use super::spelling::{are_romanised, folded, initials, is_cyrillic, key, share_initials};
use super::{author, cited};
use crate::article::PartKind;
use crate::check::people::{self, Person};
use crate::check::{Findings, Piece, Role, Rule, Subject, say};
use crate::diagnostic::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "name-forms",
    severity: Severity::Warning,
    summary: ["A person is spelled in two ways in the article", "Имя одного лица написано в статье по-разному"],
    supersedes: &[],
    check,
};

const GROUPS: &[PartKind] = &[PartKind::Authors, PartKind::Editors];

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    // What the other rules of the family tell is not told again.
    let mut told: BTreeSet<(String, String)> = BTreeSet::new();
    for slip in cited::slips(subject) {
        told.insert(pair(&slip.text, &slip.author));
    }
    for (author, own) in author::variants_in_references(subject, &author::known(subject)) {
        told.insert(pair(&author, &own));
    }
    let references = in_references(subject);
    let mut found = Vec::new();
    paired(&references, &mut told, &mut found);
    let mut all: Vec<&Person> = references.iter().flatten().collect();
    let text = in_text(subject);
    all.extend(&text);
    romanised(&all, &mut told, &mut found);
    for (first, other) in found {
        let message = say!(
            ui,
            "one person is spelled two ways: {} here, {} elsewhere",
            "одно лицо названо по-разному: здесь {}, в другом месте {}",
            other.written,
            first.written
        );
        let help = ui.of(
            "keep to one spelling: the one that the person uses, or that the journal’s romanisation gives",
            "придерживайтесь одного написания: собственного или принятого в журнале",
        );
        let related = ui.of("the other spelling", "другое написание");
        findings.add(findings.at(other.span, message).help(help).related(first.span, related));
    }
}

/// Two spellings, whichever comes first.
fn pair(a: &Person, b: &Person) -> (String, String) {
    let (a, b) = (folded(&a.surname), folded(&b.surname));
    if a <= b { (a, b) } else { (b, a) }
}

/// The people of the references: for each place in an item the person as each list has them.
fn in_references(subject: &Subject<'_>) -> Vec<Vec<Person>> {
    let mut all = Vec::new();
    for item in &subject.article.references.items {
        let forms: Vec<Vec<Person>> = item
            .forms
            .iter()
            .map(|form| {
                let piece = Piece::new(Role::Reference, form.lang, &item.id, &form.text);
                people::of_citation(&form.citation, &piece, GROUPS)
            })
            .collect();
        let counts: BTreeSet<usize> = forms.iter().map(Vec::len).collect();
        if counts.len() == 1 {
            let count = forms.first().map_or(0, Vec::len);
            all.extend((0..count).map(|n| forms.iter().filter_map(|form| form.get(n).cloned()).collect()));
        } else {
            // Where the lists name different numbers of people they do not pair.
            all.extend(forms.into_iter().flatten().map(|person| vec![person]));
        }
    }
    all
}

/// Those whom one list names in the same way, and the other in two.
fn paired(people: &[Vec<Person>], told: &mut BTreeSet<(String, String)>, found: &mut Vec<(Person, Person)>) {
    for (by, other) in [(0, 1), (1, 0)] {
        let mut known: BTreeMap<(String, String), &Person> = BTreeMap::new();
        for place in people {
            let (Some(a), Some(b)) = (place.get(by), place.get(other)) else { continue };
            let given = initials(&a.given);
            if is_cyrillic(&a.surname) == is_cyrillic(&b.surname) || given.chars().count() < 2 {
                continue;
            }
            let first = *known.entry((folded(&a.surname), given)).or_insert(b);
            // Names in Cyrillic are declined and spelled anew in each language; romanised ones are not.
            // Where the lists give people in another order the names that stand in one place are not of one person.
            let (known, own) = (folded(&first.surname), folded(&b.surname));
            let differ = known != own && strsim::jaro_winkler(&known, &own) > 0.7 && !is_cyrillic(&b.surname);
            if differ && told.insert(pair(first, b)) {
                found.push((first.clone(), b.clone()));
            }
        }
    }
}

/// Those whose names differ only in the manner of romanisation.
fn romanised(people: &[&Person], told: &mut BTreeSet<(String, String)>, found: &mut Vec<(Person, Person)>) {
    let mut by_key: BTreeMap<String, Vec<&Person>> = BTreeMap::new();
    for &person in people {
        if is_cyrillic(&person.surname) || person.surname.chars().count() < 5 {
            continue;
        }
        let spellings = by_key.entry(key(&person.surname)).or_default();
        let own = folded(&person.surname);
        let other = spellings.iter().find(|first| {
            folded(&first.surname) != own
                && share_initials(first, person)
                && are_romanised(&first.surname, &person.surname)
        });
        if let Some(first) = other
            && told.insert(pair(first, person))
        {
            found.push(((*first).clone(), person.clone()));
        }
        // One of each spelling and initials is enough, so the list stays short.
        let same =
            |first: &&&Person| folded(&first.surname) == own && initials(&first.given) == initials(&person.given);
        if spellings.len() < 16 && spellings.iter().find(same).is_none() {
            spellings.push(person);
        }
    }
}

/// The people of the text and the notes, with their initials.
fn in_text(subject: &Subject<'_>) -> Vec<Person> {
    let mut all = Vec::new();
    for piece in subject.pieces() {
        if !matches!(piece.role, Role::Paragraph | Role::Note | Role::BackMatter | Role::Abstract) {
            continue;
        }
        for (given, surname) in people::in_text(&piece.plain) {
            let whole = given.start..surname.end;
            let part = |range: std::ops::Range<usize>| piece.plain.get(range).unwrap_or_default().to_owned();
            all.push(Person {
                surname: part(surname),
                given: part(given),
                written: part(whole.clone()),
                span: piece.span(whole),
            });
        }
    }
    all
}
