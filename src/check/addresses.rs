//! Web addresses in the article's text, for the rules that look at them.

use std::ops::Range;

use super::{Piece, Role, Subject};
use crate::notation::url;
use crate::source::Span;

/// An address in a piece of text.
pub(super) struct Address<'s, 'a> {
    /// The piece.
    pub piece: &'s Piece<'a>,
    /// The bytes of the address in the piece's plain text, without angle brackets.
    pub written: Range<usize>,
    /// The address without what broke it; one that began with `www.` has `http://` before it.
    pub href: String,
    /// Whether it stands in angle brackets.
    pub bracketed: bool,
    /// Punctuation that stands after it inside the angle brackets.
    pub caught: Range<usize>,
}

impl Address<'_, '_> {
    /// Its place in the manuscript.
    pub fn span(&self) -> Span {
        self.piece.span(self.written.clone())
    }

    /// As it stands.
    pub fn shown(&self) -> &str {
        self.piece.plain.get(self.written.clone()).unwrap_or("")
    }

    /// The scheme in lower case, and the host in lower case without its port.
    pub fn scheme_and_host(&self) -> Option<(String, String)> {
        let (scheme, rest) = self.href.split_once("://")?;
        let host = rest.split(['/', '?', '#', ':']).next()?;
        Some((scheme.to_ascii_lowercase(), host.to_lowercase()))
    }

    /// What follows the host.
    pub fn path(&self) -> &str {
        let rest = self.href.split_once("://").map_or("", |(_, rest)| rest);
        rest.find(['/', '?', '#']).map_or("", |at| &rest[at..])
    }
}

/// The addresses in pieces of these roles, in order.
pub(super) fn addresses<'s, 'a>(subject: &'s Subject<'a>, roles: &[Role]) -> Vec<Address<'s, 'a>> {
    let pieces = subject.pieces().iter().filter(|piece| roles.contains(&piece.role));
    pieces.flat_map(|piece| in_piece(subject, piece)).collect()
}

/// The addresses in one piece, in order.
pub(super) fn in_piece<'s, 'a>(
    subject: &'s Subject<'a>,
    piece: &'s Piece<'a>,
) -> impl Iterator<Item = Address<'s, 'a>> {
    url::find_all(&piece.plain).map(move |(found, range)| {
        // A link that the reader saw no longer has its angle brackets in the text, only in the manuscript.
        let rest = &piece.plain[found.written.end..];
        let caught = rest.len() - rest.trim_start_matches(['.', ',', ';', ':']).len();
        let span = piece.span(found.written.start..found.written.end + caught);
        let source = subject.source.text().as_bytes();
        let around = |at: Option<u32>| at.and_then(|at| source.get(at as usize)).copied();
        let opened = around(span.start.checked_sub(1)) == Some(b'<');
        let closed = around(Some(span.end)) == Some(b'>');
        let bracketed = range != found.written || opened && closed && !span.is_empty();
        let inside = found.written.end..found.written.end + if bracketed && closed { caught } else { 0 };
        Address { piece, written: found.written, href: found.href, bracketed, caught: inside }
    })
}
