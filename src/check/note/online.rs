//! Notes that cite what is online: the address, the date of access and the word for the medium.

use std::ops::Range;

use crate::article::PartKind;
use crate::check::addresses::{self, Address};
use crate::check::{Piece, Role, Subject};
use crate::notation::citation::{self, Hints};
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
    let citation = citation::parse(plain, &Hints::default());
    let part = |kind| citation.find(kind).map(|part| part.range()).filter(|range| plain.get(range.clone()).is_some());
    let access = part(PartKind::AccessDate).or_else(|| date_after(plain, addresses.last()?.written.end));
    let access_label = access.as_ref().and_then(|access| label(plain, access.start));
    let medium = part(PartKind::Medium);
    let labelled = addresses.iter().any(|address| {
        let before = plain[..address.written.start].trim_end_matches(['<', ' ', '\u{a0}']);
        before.ends_with(':') || before.ends_with("URL")
    });
    let described = labelled || medium.is_some() || access.is_some();
    Some(Online { piece, addresses, access, access_label, medium, described })
}

/// A date with a day after an address is the date of access, whatever the words before it.
fn date_after(plain: &str, from: usize) -> Option<Range<usize>> {
    let (date, range) = date::find(plain.get(from..)?)?;
    date.day.is_some().then(|| from + range.start..from + range.end)
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
