//! Notes that cite what is online: the address, the date of access and the word for the medium.

use std::ops::Range;

use crate::check::addresses::{self, Address};
use crate::check::{Piece, Role, Subject};
use crate::notation::date;

/// A note that cites an online source.
pub(super) struct Online<'s, 'a> {
    /// Its text.
    pub piece: &'s Piece<'a>,
    /// Its addresses; never none.
    pub addresses: Vec<Address<'s, 'a>>,
    /// The date of access.
    pub access: Option<Range<usize>>,
    /// The words before that date.
    pub access_label: Option<Range<usize>>,
    /// Whether it describes a source, with a label before the address or the medium named: not a remark in which an
    /// address comes up.
    pub described: bool,
    /// The words for the medium, without brackets.
    pub medium: Option<Range<usize>>,
}

/// The notes that cite online sources, in order. A DOI is none: it stays where it is.
pub(super) fn notes<'s, 'a>(subject: &'s Subject<'a>) -> Vec<Online<'s, 'a>> {
    subject.of(Role::Note).filter_map(|piece| online(subject, piece)).collect()
}

fn online<'s, 'a>(subject: &'s Subject<'a>, piece: &'s Piece<'a>) -> Option<Online<'s, 'a>> {
    let addresses: Vec<_> = addresses::in_piece(subject, piece)
        .filter(|address| !address.href.contains("doi.org/") && !address.href.starts_with("mailto:"))
        .collect();
    if addresses.is_empty() {
        return None;
    }
    let plain = &piece.plain;
    let (first, last) = (addresses.first()?.written.start, addresses.last()?.written.end);
    let medium = medium(plain, first);
    let access = access(plain, first, last);
    let access_label = access.as_ref().and_then(|access| label(plain, access.start));
    let labelled = addresses.iter().any(|address| {
        let before = plain[..address.written.start].trim_end_matches(['<', ' ', '\u{a0}']);
        before.ends_with(':') || before.ends_with("URL")
    });
    let described = labelled || medium.is_some() || access.is_some();
    Some(Online { piece, addresses, access, access_label, medium, described })
}

/// Beginnings of the words for the medium, in lower case.
const MEDIA: &[&str] = &[
    "electron",
    "электрон",
    "электронны",
    "електрон",
    "internet",
    "интернет",
    "інтэрнэт",
    "інтернет",
    "online",
    "on-line",
    "en ligne",
    "en línea",
    "recurso elec",
    "recurso elet",
    "ressource élec",
    "elektron",
    "dokument elek",
    "web",
];

/// The words for the medium in square brackets before an address: `[Electronic resource]`, `[Internet; cited …]`.
fn medium(plain: &str, address: usize) -> Option<Range<usize>> {
    let mut from = 0;
    while let Some(open) = plain[from..address].find('[').map(|at| from + at + 1) {
        let close = open + plain[open..address].find(']')?;
        let words = &plain[open..close];
        let end = open + words.find([';', ',', '.']).unwrap_or(words.len());
        let head: String = words.chars().take(16).flat_map(char::to_lowercase).collect();
        if MEDIA.iter().any(|medium| head.starts_with(medium)) {
            return Some(open..end);
        }
        from = close;
    }
    None
}

/// Parts of the words that stand before a date of access, in lower case.
const ACCESS: &[&str] = &[
    "access",
    "retriev",
    "cited",
    "viewed",
    "visited",
    "обращ",
    "доступ",
    "звернен",
    "звароту",
    "просмотр",
    "процит",
    "цыт",
    "acess",
    "acced",
    "acesso",
    "acceso",
    "consult",
    "cita",
    "abger",
    "zugriff",
    "aufgeruf",
    "dostęp",
];

/// The date of access: a date with a day after the address, or one before it that the words before say to be one.
fn access(plain: &str, first: usize, last: usize) -> Option<Range<usize>> {
    date::scan(plain).find_map(|(date, range)| {
        let date = date.ok()?;
        let mut from = range.start.saturating_sub(40);
        while !plain.is_char_boundary(from) {
            from += 1;
        }
        let before = plain[from..range.start].to_lowercase();
        let labelled = ACCESS.iter().any(|word| before.contains(word));
        let after = range.start >= last && date.day.is_some();
        ((range.start < first || range.start >= last) && (labelled && date.month.is_some() || after)).then_some(range)
    })
}

/// The words right before a date, back to the sign before them.
fn label(plain: &str, end: usize) -> Option<Range<usize>> {
    let before = plain[..end].trim_end_matches([':', ' ', '\u{a0}', '–', '—', '-']);
    let start = before
        .char_indices()
        .rev()
        .take_while(|(_, c)| c.is_alphabetic() || matches!(c, ' ' | '\u{a0}'))
        .last()
        .map(|(at, _)| at)?;
    let start = start + (before[start..].len() - before[start..].trim_start().len());
    (start < before.len()).then_some(start..before.len())
}
