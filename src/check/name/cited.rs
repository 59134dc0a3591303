//! A person is named in the text in another way than in the item that is cited.
//!
//! ## What it does
//! Takes the name right before a citation (`V. Author [5]`, `Author V. U. et al. [5]`) and looks it up in item 5 of the
//! references, in the lists of the same script: a surname spelled in another way, or other initials. Names that only
//! differ by case or gender, and people whom the item does not name at all, are left alone.
//!
//! ## Why it matters
//! Readers look for the name in the list, and machines join a citation to its author by it. How a name is romanised is for
//! its bearer to choose; an article keeps to one way.
//!
//! ## Example
//! ```text
//! The rivers were measured by A. Rusakovich [1].
//!
//! 1. Rusakovitch AV. On rivers. Journal of Lakes. 2003;2:42–50.
//! ```
//! Use instead:
//! ```text
//! The rivers were measured by A. Rusakovich [1].
//!
//! 1. Rusakovich AV. On rivers. Journal of Lakes. 2003;2:42–50.
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::spelling::{folded, is_cyrillic, is_near};
use crate::article::{Inline, Lang, PartKind, Reference, Text};
use crate::check::people::{self, Person};
use crate::check::{Findings, Piece, Role, Rule, Subject, say};
use crate::diagnostic::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "name-cited",
    severity: Severity::Warning,
    summary: [
        "A person is named in the text in another way than in the item that is cited",
        "Имя в тексте не совпадает с именем в источнике, на который дана ссылка",
    ],
    supersedes: &[],
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    for slip in slips(subject) {
        let number = slip.item.label.as_ref().map_or("", |label| label.text.as_str());
        let message = match slip.kind {
            Kind::Spelling => say!(
                ui,
                "one person is spelled two ways: {} in the text, {} in item {} of the references",
                "одно лицо названо по-разному: {} в тексте, {} в источнике {}",
                slip.text.written,
                slip.author.written,
                number
            ),
            Kind::Both => say!(
                ui,
                "one person is named two ways, surname and initials: {} in the text, {} in item {} of the references",
                "одно лицо названо по-разному, отличаются и фамилия, и инициалы: {} в тексте, {} в источнике {}",
                slip.text.written,
                slip.author.written,
                number
            ),
            Kind::Initials => say!(
                ui,
                "{} in the text has other initials in item {} of the references: {}",
                "{} в тексте, но в источнике {} инициалы другие: {}",
                slip.text.written,
                number,
                slip.author.written
            ),
        };
        let help = ui.of(
            "keep to one spelling: the one that the author uses, or that the journal’s romanisation gives",
            "придерживайтесь одного написания: авторского или принятого в журнале",
        );
        let related = ui.of("in the references", "в списке литературы");
        findings.add(findings.at(slip.text.span, message).help(help).related(slip.author.span, related));
    }
}

/// What differs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Spelling,
    Initials,
    Both,
}

/// A name in the text that is another one in the cited item.
pub(super) struct Slip<'a> {
    pub text: Person,
    pub author: Person,
    item: &'a Reference,
    kind: Kind,
}

/// Every such name of an article, each pair of spellings once.
pub(super) fn slips<'a>(subject: &Subject<'a>) -> Vec<Slip<'a>> {
    let items: BTreeMap<&str, usize> =
        subject.article.references.items.iter().enumerate().map(|(n, item)| (item.id.as_str(), n)).collect();
    let mut known: Vec<Option<Item<'a>>> = Vec::new();
    known.resize_with(subject.article.references.items.len(), || None);
    let mut found: Vec<Slip<'a>> = Vec::new();
    let mut told = BTreeSet::new();
    for piece in subject.pieces().iter().filter(|p| matches!(p.role, Role::Paragraph | Role::Note | Role::BackMatter)) {
        for cluster in clusters(piece) {
            let Some(person) = named_before(piece, cluster.open) else { continue };
            let cited: Vec<usize> = cluster.items.iter().filter_map(|id| items.get(id).copied()).take(20).collect();
            for &n in &cited {
                known[n].get_or_insert_with(|| Item::of(&subject.article.references.items[n]));
            }
            let cited: Vec<&Item<'a>> = cited.iter().filter_map(|n| known[*n].as_ref()).collect();
            if let Some(slip) = compare(person, &cited, piece)
                && told.insert((slip.text.written.clone(), slip.author.written.clone()))
            {
                found.push(slip);
            }
        }
    }
    found
}

/// Citations in one pair of brackets.
struct Cluster<'t> {
    /// Where the bracket opens, in the plain text.
    open: usize,
    items: Vec<&'t str>,
}

/// The clusters of citations of a paragraph: `[1; 3–5]` is one.
fn clusters<'t>(piece: &Piece<'t>) -> Vec<Cluster<'t>> {
    let mut places = Vec::new();
    citations(piece.text, &mut 0, &mut places);
    let mut clusters: Vec<Cluster<'t>> = Vec::new();
    let mut end = 0;
    for (range, ids) in places {
        let between = piece.plain.get(end..range.start).unwrap_or("]");
        end = range.end;
        match clusters.last_mut() {
            Some(cluster) if between.len() < 24 && !between.contains(['[', ']', '(', ')']) => cluster.items.extend(ids),
            _ => {
                let before = piece.plain.get(..range.start).unwrap_or_default();
                let open = before.trim_end_matches(|c: char| matches!(c, '[' | '(') || c.is_whitespace()).len();
                // A number without a bracket before it is set high, or is in the middle of a text in brackets.
                clusters.push(Cluster { open, items: ids });
            }
        }
    }
    clusters
}

/// The citations of a text: their places in the plain text and what they cite.
fn citations<'t>(text: &'t Text, at: &mut usize, out: &mut Vec<(Range<usize>, Vec<&'t str>)>) {
    for inline in &text.inlines {
        match inline {
            Inline::Citation { target, label, through } => {
                let ids = through.iter().chain([target]).map(String::as_str).collect();
                out.push((*at..*at + label.text.len(), ids));
                *at += label.text.len();
            }
            Inline::Run(run) | Inline::NoteMark { label: run, .. } | Inline::Formula { tex: run, .. } => {
                *at += run.text.len();
            }
            Inline::Styled { content, .. }
            | Inline::Foreign { content, .. }
            | Inline::Link { content, .. }
            | Inline::CrossReference { content, .. } => citations(content, at, out),
            Inline::Graphic(_) | Inline::Break => {}
        }
    }
}

/// The person who is named right before a byte of a paragraph: initials and surname in either order, or a surname alone;
/// "et al." may stand in between.
fn named_before(piece: &Piece<'_>, end: usize) -> Option<Person> {
    /// No name and remark is longer.
    const REACH: usize = 120;
    let mut start = end.saturating_sub(REACH);
    while !piece.plain.is_char_boundary(start) {
        start += 1;
    }
    let mut text = piece.plain.get(start..end)?.trim_end();
    const OTHERS: &[&str] = &[
        "et al.",
        "et al",
        "и др.",
        "и соавт.",
        "і інш.",
        "та ін.",
        "u. a.",
        "y otros",
        "e outros",
        "i in.",
        "and others",
    ];
    for others in OTHERS {
        if let Some(head) = text.strip_suffix(others) {
            text = head.trim_end().trim_end_matches(',');
            break;
        }
    }
    let words: Vec<(usize, &str)> = text
        .split(char::is_whitespace)
        .filter(|word| !word.is_empty())
        .map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
        .collect();
    let (&(at, last), before) = words.split_last()?;
    let make = |given: Range<usize>, surname: Range<usize>, whole: Range<usize>| {
        let part = |range: Range<usize>| text.get(range).unwrap_or_default().to_owned();
        Person {
            surname: part(surname),
            given: part(given),
            written: part(whole.clone()),
            span: piece.span(start + whole.start..start + whole.end),
        }
    };
    let bare = |at: usize, word: &str| {
        let opened = word.trim_start_matches(['(', '[', '“', '«', '"', '„', '‘']);
        let from = at + word.len() - opened.len();
        let name = opened.strip_suffix("'s").or_else(|| opened.strip_suffix("’s")).unwrap_or(opened);
        people::is_surname(name).then(|| from..from + name.len())
    };
    if people::is_initials(last) {
        // `Author V. U.`
        let first = before.iter().rposition(|(_, word)| !people::is_initials(word))?;
        let (from, word) = before[first];
        let surname = bare(from, word)?;
        let given = before.get(first + 1).map_or(at, |(from, _)| *from)..at + last.len();
        return Some(make(given.clone(), surname.clone(), surname.start..given.end));
    }
    let surname = bare(at, last)?;
    // `V.U.Author` is one word.
    let initials =
        before.iter().rev().take_while(|(_, w)| people::is_initials(w.trim_start_matches(['(', '[']))).count();
    match before.get(before.len() - initials).filter(|_| initials > 0) {
        Some((from, word)) => {
            let from = from + word.len() - word.trim_start_matches(['(', '[']).len();
            let given_end = before.last().map_or(at, |(at, word)| at + word.len());
            Some(make(from..given_end, surname.clone(), from..surname.end))
        }
        None => Some(make(0..0, surname.clone(), surname)),
    }
}

/// An item of the references: the people whom it names, and all its words with a capital.
struct Item<'a> {
    own: &'a Reference,
    people: Vec<(Person, Lang)>,
    words: BTreeSet<String>,
}

impl<'a> Item<'a> {
    fn of(own: &'a Reference) -> Item<'a> {
        const GROUPS: &[PartKind] = &[PartKind::Authors, PartKind::Editors, PartKind::Translators];
        let mut item = Item { own, people: Vec::new(), words: BTreeSet::new() };
        for form in &own.forms {
            let piece = Piece::new(Role::Reference, form.lang, &own.id, &form.text);
            let people = people::of_citation(&form.citation, &piece, GROUPS).into_iter().take(60);
            item.people.extend(people.map(|person| (person, form.lang)));
            let words = piece.plain.split(|c: char| !c.is_alphabetic() && !matches!(c, '-' | '’' | '\''));
            item.words.extend(words.filter(|word| word.starts_with(char::is_uppercase)).map(folded));
        }
        item
    }
}

/// What the cited items have of a person, if that is another spelling or other initials.
fn compare<'a>(person: Person, cited: &[&Item<'a>], piece: &Piece<'_>) -> Option<Slip<'a>> {
    let wanted = folded(&person.surname);
    let cyrillic = is_cyrillic(&person.surname);
    let all = || {
        let people = cited.iter().flat_map(|item| item.people.iter().map(|(author, lang)| (author, *lang, item.own)));
        people.filter(|(author, ..)| is_cyrillic(&author.surname) == cyrillic)
    };
    let agrees = |author: &Person| person.given.is_empty() || author.given.is_empty() || author.same_initials(&person);
    let same: Vec<_> = all().filter(|(author, ..)| person.same_surname(author)).collect();
    if let Some((author, _, item)) = same.first() {
        if cited.len() > 1 || same.iter().any(|(author, ..)| agrees(author)) {
            return None;
        }
        return Some(Slip { author: (*author).clone(), item, text: person, kind: Kind::Initials });
    }
    // Whatever part of the item holds the name, it is there. Without initials a common word may be near a name.
    let there = cited.iter().any(|item| item.words.contains(&wanted));
    if there || person.given.is_empty() && wanted.chars().count() < 6 {
        return None;
    }
    // Each Cyrillic language spells a name in its own way.
    let (author, _, item) = all()
        .filter(|(_, lang, _)| !cyrillic || *lang == piece.lang)
        .find(|(author, ..)| is_near(&person.surname, &author.surname, piece.lang))?;
    let kind = if agrees(author) { Kind::Spelling } else { Kind::Both };
    Some(Slip { author: author.clone(), item, text: person, kind })
}
