//! An author is named in two ways.
//!
//! ## What it does
//! Holds the author line against the notes on the authors, in the same language, and against the authors of the works in
//! the references: a surname that differs by a letter or by the manner of romanisation, or other initials in a note. A
//! patronymic or second name may be lacking. (The citation block is held against the author line by
//! `citation-authors`.)
//!
//! ## Why it matters
//! Databases keep a record for each spelling, and divide an author's works and citations among them.
//!
//! ## Example
//! ```text
//! O. S. VERBITSKAYA
//! …
//! Author: Olga S. Verbitskaia, senior lecturer.
//! ```
//! Use instead:
//! ```text
//! O. S. VERBITSKAYA
//! …
//! Author: Olga S. Verbitskaya, senior lecturer.
//! ```

use super::spelling::{folded, initials, is_cyrillic, is_near};
use crate::article::{Lang, PartKind};
use crate::check::people::{self, Person};
use crate::check::{Findings, Piece, Role, Rule, Subject, say};
use crate::diagnostic::Severity;
use crate::notation::{language, name};

/// The rule.
pub const RULE: Rule = Rule {
    id: "name-author",
    severity: Severity::Warning,
    summary: ["An author is named in two ways", "Автор назван по-разному"],
    supersedes: &[],
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let line = author_line(subject);
    if line.is_empty() || line.len() > 200 {
        return;
    }
    for note in subject.of(Role::AuthorNote) {
        in_note(subject, &line, note, findings);
    }
    for (author, own) in variants_in_references(subject, &line) {
        let ui = subject.ui;
        let message = say!(
            ui,
            "{} of the author line is {} in the references",
            "{} в строке авторов — это {} в списке литературы",
            author.written,
            own.written
        );
        findings.add(
            findings
                .at(own.span, message)
                .help(ui.of("spell the author in one way", "пишите имя автора одинаково"))
                .related(author.span, ui.of("the author line", "строка авторов")),
        );
    }
}

/// The authors as the author line of each language has them.
fn author_line(subject: &Subject<'_>) -> Vec<(Lang, Person)> {
    let names = subject.article.front.contributors.iter().flat_map(|c| &c.names);
    names
        .filter(|name| !name.value.written.span.is_empty())
        .filter_map(|name| Some((name.lang, people::of_line(&name.value, name.lang)?)))
        .collect()
}

/// The name at the start of a note on an author.
fn in_note(subject: &Subject<'_>, line: &[(Lang, Person)], note: &Piece<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    let Some(person) = named_at_start(note) else { return };
    // A note under the label of another language is not held against the line in that language.
    if language::guess(&note.plain).is_some_and(|found| found != note.lang) {
        return;
    }
    let authors = line.iter().filter(|(lang, _)| *lang == note.lang).map(|(_, author)| author);
    let authors: Vec<&Person> =
        authors.filter(|author| is_cyrillic(&author.surname) == is_cyrillic(&person.surname)).collect();
    let mut same = authors.iter().filter(|author| author.same_surname(&person)).peekable();
    let (author, message) = if same.peek().is_some() {
        if same.clone().any(|author| author.same_initials(&person)) {
            return;
        }
        let Some(author) = same.next() else { return };
        (
            *author,
            say!(
                ui,
                "{} here, {} in the author line: other initials",
                "здесь {}, в строке авторов {}: инициалы не совпадают",
                person.written,
                author.written
            ),
        )
    } else {
        let Some(author) = authors.iter().find(|author| is_near(&author.surname, &person.surname, Lang::EN)) else {
            return;
        };
        (
            *author,
            say!(ui, "{} here, {} in the author line", "здесь {}, в строке авторов {}", person.written, author.written),
        )
    };
    // The line itself may be what was read as a note.
    let (a, b) = (author.span, person.span);
    if a.start < b.end && b.start < a.end {
        return;
    }
    findings.add(
        findings
            .at(person.span, message)
            .help(ui.of("name the author in one way", "называйте автора одинаково"))
            .related(author.span, ui.of("the author line", "строка авторов")),
    );
}

/// The name at the start of a note: up to the first dash, comma, bracket or colon that can end it.
fn named_at_start(note: &Piece<'_>) -> Option<Person> {
    const ENDS: &[&str] = &[" – ", " — ", " - ", ", ", "; ", " (", ": ", "\n"];
    let end = ENDS.iter().filter_map(|end| note.plain.find(end)).min()?;
    let head = note.plain.get(..end)?.trim_end();
    let words = head.split_whitespace().count();
    if !(2..=5).contains(&words) || head.chars().count() > 70 {
        return None;
    }
    let parsed = name::parse_person_in(head, Some(note.lang))?;
    if parsed.given.is_empty() || parsed.surname.is_empty() {
        return None;
    }
    let whole = parsed.given.start.min(parsed.surname.start)..parsed.given.end.max(parsed.surname.end);
    Some(Person {
        surname: head.get(parsed.surname)?.to_owned(),
        given: head.get(parsed.given)?.to_owned(),
        written: head.get(whole.clone())?.to_owned(),
        span: note.span(whole),
    })
}

/// Authors whom the references spell in another way, each spelling once: the initials are the same, two at least.
pub(super) fn variants_in_references(subject: &Subject<'_>, line: &[(Lang, Person)]) -> Vec<(Person, Person)> {
    let mut found: Vec<(Person, Person)> = Vec::new();
    // A surname that is spelled as in the line is an author of the same name.
    for item in &subject.article.references.items {
        for form in &item.forms {
            let piece = Piece::new(Role::Reference, form.lang, &item.id, &form.text);
            for own in people::of_citation(&form.citation, &piece, &[PartKind::Authors]) {
                let author = line.iter().find(|(lang, author)| {
                    let script = is_cyrillic(&author.surname);
                    let (a, b) = (initials(&author.given), initials(&own.given));
                    script == is_cyrillic(&own.surname)
                        // Cyrillic languages spell one name in different ways.
                        && (!script || *lang == form.lang)
                        && a == b
                        && a.chars().count() > 1
                        && is_near(&author.surname, &own.surname, *lang)
                });
                let Some((_, author)) = author else { continue };
                let known = line.iter().any(|(_, other)| folded(&other.surname) == folded(&own.surname));
                let told = found.iter().any(|(_, other)| folded(&other.surname) == folded(&own.surname));
                if !known && !told {
                    found.push((author.clone(), own));
                }
            }
        }
    }
    found
}

/// The authors of the article as every rule of the family knows them.
pub(super) fn known(subject: &Subject<'_>) -> Vec<(Lang, Person)> {
    author_line(subject)
}
